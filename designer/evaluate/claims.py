"""Claims of publications beside what the graphs and the published totals give.

A claim is *reproduced* where the computed whisker reaches into the claimed range, *only by
published totals* where just theirs does, and *refuted* where neither does. The published figures
whose quotient comes nearest to the claim are named, so that a reader sees what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.comparison import Band, band_of, published_band
from designer.evaluate.screening import Answer, Quantities, answer_of, quantities_of, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.accelerators import AcceleratorRecord
    from designer.catalog.provenance import Figure
    from designer.catalog.published import Claim, RuleClaim
    from designer.catalog.rulesets import RuleSet
    from designer.evaluate.comparison import Side
    from designer.evaluate.readouts import Readout


_MAX_SOURCES: Final = 3
"""Most sources that are named of a computed figure."""


class Verdict(StrEnum):
    """What becomes of a claim."""

    REPRODUCED = "reproduced"
    PUBLISHED_ONLY = "published-only"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


class ClaimInput(NamedTuple):
    """A figure that a claim can rest on."""

    system: str
    readout_id: str
    value: float
    unit: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim with what we find.

    Attributes
    ----------
    claim
        The claim.
    computed, published
        The ratio from the drawn graphs and from published totals, with whiskers; ``None`` where a
        side has no such number.
    verdict
        What becomes of it.
    nearest_ratio, nearest_inputs
        The quotient of published figures that comes nearest to the claimed range, and the figures.
    computed_inputs
        The readouts that the computed ratio is of, first over second.
    """

    claim: Claim
    computed: Band | None
    published: Band | None
    verdict: Verdict
    nearest_ratio: float | None
    nearest_inputs: tuple[ClaimInput, ...]
    computed_inputs: tuple[ClaimInput, ...] = ()

    @property
    def inputs(self) -> tuple[ClaimInput, ...]:
        """The figures that the claim rests on: published ones, else those that are computed."""
        return self.nearest_inputs or self.computed_inputs

    @property
    def deviation(self) -> float | None:
        """How far the ratio that we find lies outside the claimed range, as a fraction of it.

        Of the computed ratio, or of the published one where none is computed; 0 inside.
        """
        found = self.computed or self.published
        if found is None:
            return None
        claim = self.claim
        nearest = min(max(found.value, claim.low_ratio), claim.high_ratio)
        return found.value / nearest - 1


def check_claim(claim: Claim, first: Side, second: Side) -> ClaimCheck:
    """Put a claim beside what is computed and published.

    Parameters
    ----------
    claim
        The claim.
    first, second
        The two designs that it is about.

    Returns
    -------
    ClaimCheck
        Ratios, verdict and the figures that come nearest.
    """
    computed = _ratio(_computed(first, claim), _computed(second, claim))
    published = _ratio(_published(first, claim), _published(second, claim))
    nearest_ratio, nearest_inputs = min(
        _quotients(claim, first, second),
        key=lambda pair: _distance(claim, pair[0]),
        default=(None, ()),
    )
    verdict = Verdict.UNKNOWN
    if computed is not None and _meets(claim, computed):
        verdict = Verdict.REPRODUCED
    elif published is not None and _meets(claim, published):
        verdict = Verdict.PUBLISHED_ONLY
    elif computed is not None or published is not None:
        verdict = Verdict.REFUTED
    inputs = () if computed is None else _computed_inputs(claim, first, second)
    return ClaimCheck(claim, computed, published, verdict, nearest_ratio, nearest_inputs, inputs)


def _meets(claim: Claim, band: Band) -> bool:
    return band.low <= claim.high_ratio and band.high >= claim.low_ratio


def _ratio(above: Band | None, below: Band | None) -> Band | None:
    return None if above is None or below is None else above.over(below)


def _computed(side: Side, claim: Claim) -> Band | None:
    if not side.readouts.rows:
        # nothing but published totals is known of this side
        return _published(side, claim)
    row = side.readouts.by_id.get(claim.readout)
    if row is None:
        return None
    if not claim.per:
        return band_of(row)
    below = side.readouts.by_id.get(claim.per)
    return None if below is None else band_of(row).over(band_of(below))


def _published(side: Side, claim: Claim) -> Band | None:
    given = side.published.of(claim.readout) if side.published is not None else None
    if given is None or side.published is None:
        return None
    if not claim.per:
        return published_band(given.figure)
    below = side.published.of(claim.per)
    if below is not None:
        return published_band(given.figure).over(published_band(below.figure))
    row = side.readouts.by_id.get(claim.per)
    return None if row is None else published_band(given.figure).over(band_of(row))


def _options(side: Side, readout_id: str) -> list[ClaimInput]:
    given = side.published.of(readout_id) if side.published is not None else None
    if given is None:
        row = side.readouts.by_id.get(readout_id)
        if row is None:
            return []
        return [ClaimInput(side.name, readout_id, row.value, row.unit, "", "computed")]
    return [
        ClaimInput(side.name, readout_id, value, given.figure.unit, source, note)
        for value, source, note in _values(given.figure)
    ]


def _computed_inputs(claim: Claim, first: Side, second: Side) -> tuple[ClaimInput, ...]:
    ids = (claim.readout, claim.per) if claim.per else (claim.readout,)
    found = [
        (side, row)
        for readout_id in ids
        for side in (first, second)
        if (row := side.readouts.by_id.get(readout_id)) is not None
    ]
    return tuple(
        ClaimInput(side.name, row.id, row.value, row.unit, _few_sources(row), "computed")
        for side, row in found
    )


def _few_sources(row: Readout) -> str:
    # A sum over parts has many; it is computed, and the readout explains it.
    return ", ".join(row.sources) if len(row.sources) <= _MAX_SOURCES else ""


def _values(figure: Figure) -> Iterator[tuple[float, str, str]]:
    yield figure.value, figure.source, figure.note
    for end in (figure.low, figure.high):
        if end is not None and end != figure.value:
            yield end, figure.source, figure.note
    for other in figure.alternatives:
        yield other.value, other.source, other.note


def _quotients(
    claim: Claim, first: Side, second: Side
) -> Iterator[tuple[float, tuple[ClaimInput, ...]]]:
    if all(
        side.published is None or side.published.of(claim.readout) is None
        for side in (first, second)
    ):
        return
    parts = [_options(first, claim.readout), _options(second, claim.readout)]
    if claim.per:
        parts += [_options(first, claim.per), _options(second, claim.per)]
    for chosen in product(*parts):
        below = chosen[1].value * (chosen[2].value if claim.per else 1.0)
        above = chosen[0].value * (chosen[3].value if claim.per else 1.0)
        if below > 0:
            yield above / below, chosen


def _distance(claim: Claim, ratio: float | None) -> float:
    if ratio is None:
        return float("inf")
    return max(claim.low_ratio - ratio, ratio - claim.high_ratio, 0.0)


@dataclass(frozen=True, slots=True)
class RuleClaimCheck:
    """A claim about export rules with what we find.

    Attributes
    ----------
    claim
        The claim.
    answer
        What the rules say of the accelerator, by its figures.
    quantities
        Those figures.
    verdict
        What becomes of the claim: unknown where the answer is disputed or cannot be given.
    """

    claim: RuleClaim
    answer: Answer
    quantities: Quantities
    verdict: Verdict


def check_rule_claim(claim: RuleClaim, part: AcceleratorRecord, rules: RuleSet) -> RuleClaimCheck:
    """Put a claim about export rules beside what the figures of the accelerator give.

    Parameters
    ----------
    claim
        The claim.
    part
        The accelerator that it is about.
    rules
        The set that it names.

    Returns
    -------
    RuleClaimCheck
        Answer, figures and verdict.
    """
    answer = answer_of(screen(part, rules), claim.rule)
    verdict = Verdict.UNKNOWN
    if answer in {Answer.MET, Answer.NOT_MET}:
        is_right = (answer is Answer.MET) is claim.is_met
        verdict = Verdict.REPRODUCED if is_right else Verdict.REFUTED
    return RuleClaimCheck(claim, answer, quantities_of(part), verdict)
