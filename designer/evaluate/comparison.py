"""Comparing designs: every readout side by side, as ratios with whiskers over the sources.

A ratio has a whisker: the lowest numerator over the highest denominator, and the reverse. A ratio
whose whisker crosses 1 is *disputed*: the sources do not agree on which design is ahead. Totals
can be put per accelerator, rack, kilowatt or million dollars; rates per endpoint, hops and
quotients stay as they are. Published totals stand in rows of their own and are never mixed with
computed ones (``docs/methods/comparison.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.bounds import Exactness
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.catalog.provenance import Figure
    from designer.catalog.published import PublishedSystem
    from designer.evaluate.readouts import Readout, Readouts

MAX_DESIGNS: Final = 4
"""Most designs side by side."""


class Normaliser(StrEnum):
    """What totals are divided by."""

    SYSTEM = "system"
    ACCELERATOR = "accelerator"
    RACK = "rack"
    KILOWATT = "kw"
    MILLION_USD = "musd"


class _Divisor(NamedTuple):
    """Readout that a normaliser divides by, the SI value of one unit of it, and its name."""

    readout_id: str
    unit_value: float
    text: str


_DIVISORS: Final[dict[Normaliser, _Divisor]] = {
    Normaliser.ACCELERATOR: _Divisor("n_accelerators", 1.0, "accelerator"),
    Normaliser.RACK: _Divisor("n_racks", 1.0, "rack"),
    Normaliser.KILOWATT: _Divisor("power_it_w", 1e3, worded("kW of IT power")),
    Normaliser.MILLION_USD: _Divisor("capex_usd", 1e6, worded("MUSD of capex")),
}

_TOTALS: Final = frozenset({
    "peak_flop_per_s", "memory_bytes", "memory_bytes_per_s", "injection_total_bytes_per_s",
    "ports_both_ways_bytes_per_s",
    "bisection_bytes_per_s", "cable_length_m", "power_it_w", "power_it_typical_w",
    "power_facility_w", "power_facility_typical_w", "capex_usd",
})  # fmt: skip
"""First steps of the ids of readouts that are about the whole design, beside the counts."""


class Band(NamedTuple):
    """A value with its ends; all three are equal where nothing is in doubt."""

    low: float
    value: float
    high: float

    def over(self, other: Band) -> Band | None:
        """Return the quotient with its whisker.

        Parameters
        ----------
        other
            Denominator.

        Returns
        -------
        Band | None
            Lowest over highest, value over value, highest over lowest; ``None`` if the
            denominator can be zero.
        """
        if other.low <= 0 or other.value <= 0:
            return None
        return Band(self.low / other.high, self.value / other.value, self.high / other.low)


class Side(NamedTuple):
    """One design of a comparison; ``published`` is empty for designs that nobody prints."""

    name: str
    readouts: Readouts
    published: PublishedSystem | None = None


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """What one design has in a row.

    Attributes
    ----------
    band
        Value and ends, after normalising.
    exactness
        How sure it is; ``None`` for a published value, which is as its sources print it.
    sources
        Slugs of the sources.
    """

    band: Band
    exactness: Exactness | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedRatio:
    """A value over that of the baseline, with its whisker.

    ``is_disputed`` says that the whisker crosses 1.
    """

    band: Band

    @property
    def is_disputed(self) -> bool:
        """Whether the sources disagree on which of the two is larger."""
        return self.band.low < 1.0 < self.band.high


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One quantity side by side.

    Attributes
    ----------
    id, group, label, unit
        As in the readout; ``unit`` is that before normalising.
    per
        What the values are divided by in words, or empty.
    is_published
        Whether the values are printed by others; computed from the graph otherwise.
    values
        One per design; ``None`` where a design has no such number.
    ratios
        One per design, over the baseline; ``None`` for the baseline and where one is missing.
    """

    id: str
    group: str
    label: str
    unit: str
    per: str
    is_published: bool
    values: tuple[ComparedValue | None, ...]
    ratios: tuple[ComparedRatio | None, ...]


@dataclass(frozen=True)
class Comparison:
    """Two to four designs side by side; ``baseline_ix`` is the one that ratios are over."""

    names: tuple[str, ...]
    baseline_ix: int
    normaliser: Normaliser
    rows: tuple[ComparisonRow, ...]


def is_total(readout_id: str) -> bool:
    """Return whether a readout is about the whole design.

    Parameters
    ----------
    readout_id
        Id of the readout.

    Returns
    -------
    bool
        False for rates per endpoint, hops, quotients and maxima.
    """
    first = readout_id.partition(".")[0]
    return first.startswith("n_") or first in _TOTALS


def band_of(row: Readout) -> Band:
    """Return value and ends of a readout.

    Parameters
    ----------
    row
        The readout.

    Returns
    -------
    Band
        A side that is not known is taken as the value itself.
    """
    low = row.value if row.low is None else min(row.low, row.value)
    high = row.value if row.high is None else max(row.high, row.value)
    return Band(low, row.value, high)


def published_band(figure: Figure) -> Band:
    """Return the published value with the ends that its sources span.

    Parameters
    ----------
    figure
        The figure with its alternatives.

    Returns
    -------
    Band
        Value and ends.
    """
    low, high = figure.band
    return Band(low, figure.value, high)


def compare(
    sides: Sequence[Side], normaliser: Normaliser = Normaliser.SYSTEM, baseline_ix: int = -1
) -> Comparison:
    """Put designs side by side.

    Parameters
    ----------
    sides
        Two to four designs.
    normaliser
        What totals are divided by.
    baseline_ix
        Design that ratios are over; the last one if not given.

    Returns
    -------
    Comparison
        A row per readout that any design has, in order of the first design that has it, and
        after the row a published one where any design has a published total of that id.

    Raises
    ------
    ValueError
        If there are fewer than two or more than :data:`MAX_DESIGNS` designs, or the baseline is
        none of them.

    Notes
    -----
    **Exactness**: whiskers take the ends of both sides as independent, which is the widest they
    can be.
    """
    if not 2 <= len(sides) <= MAX_DESIGNS:
        raise ValueError(
            worded(
                "2 to {n_max} designs can be compared, not {n_sides}",
                n_max=MAX_DESIGNS,
                n_sides=len(sides),
            )
        )
    if not -len(sides) <= baseline_ix < len(sides):
        raise ValueError(worded("there is no design number {number}", number=baseline_ix + 1))
    base = baseline_ix % len(sides)
    rows = tuple(
        replace(row, group=title)
        for like, title in _ids(sides)
        for row in _rows(sides, like, normaliser, base)
    )
    return Comparison(tuple(side.name for side in sides), base, normaliser, rows)


def _ids(sides: Sequence[Side]) -> tuple[tuple[Readout, str], ...]:
    found: dict[str, Readout] = {}
    for side in sides:
        for row in side.readouts.rows:
            found.setdefault(row.id, row)
    titles = {readout_id: _group(sides, readout_id) for readout_id in found}
    order = {title: ix for ix, title in enumerate(dict.fromkeys(titles.values()))}
    rows = sorted(found.values(), key=lambda row: order[titles[row.id]])
    return tuple((row, titles[row.id]) for row in rows)


def _group(sides: Sequence[Side], readout_id: str) -> str:
    # Fabrics of one role have different names in different designs.
    rows = (side.readouts.by_id.get(readout_id) for side in sides)
    return joined(" / ", tuple(dict.fromkeys(row.group for row in rows if row is not None)))


def _rows(
    sides: Sequence[Side], like: Readout, normaliser: Normaliser, base: int
) -> Iterator[ComparisonRow]:
    divides = normaliser is not Normaliser.SYSTEM and is_total(like.id)
    per = _DIVISORS[normaliser].text if divides else ""
    computed: list[ComparedValue | None] = []
    published: list[ComparedValue | None] = []
    for side in sides:
        row = side.readouts.by_id.get(like.id)
        given = side.published.of(like.id) if side.published is not None else None
        computed.append(
            None if row is None else ComparedValue(band_of(row), row.exactness, row.sources)
        )
        if given is None:
            published.append(None)
            continue
        sources = (given.figure.source, *(a.source for a in given.figure.alternatives))
        published.append(
            ComparedValue(published_band(given.figure), None, tuple(dict.fromkeys(sources)))
        )
    for is_published, values in ((False, computed), (True, published)):
        if all(value is None for value in values):
            continue
        shown = tuple(
            _normalised(side, value, like.id, normaliser, is_published=is_published)
            if divides and value is not None
            else value
            for side, value in zip(sides, values, strict=True)
        )
        ratios = tuple(
            None if ix == base else _ratio(value, shown[base]) for ix, value in enumerate(shown)
        )
        yield ComparisonRow(
            like.id, like.group, like.label, like.unit, per, is_published, shown, ratios
        )


def _normalised(
    side: Side, value: ComparedValue, readout_id: str, normaliser: Normaliser, *, is_published: bool
) -> ComparedValue | None:
    divisor = _DIVISORS[normaliser]
    below = _amount(side, divisor.readout_id, is_published=is_published)
    if below is None:
        return None
    if readout_id == divisor.readout_id:
        # A quantity over itself is one unit of it, however unsure it is.
        unit = Band(divisor.unit_value, divisor.unit_value, divisor.unit_value)
        return ComparedValue(unit, value.exactness, value.sources)
    band = value.band.over(Band(*(end / divisor.unit_value for end in below)))
    if band is None:
        return None
    exactness = value.exactness
    if exactness is not None and below.low < below.high:
        exactness = Exactness.ESTIMATE
    return ComparedValue(band, exactness, value.sources)


def _amount(side: Side, readout_id: str, *, is_published: bool) -> Band | None:
    # A published total is put over the published divisor where there is one.
    if is_published and side.published is not None:
        given = side.published.of(readout_id)
        if given is not None:
            return published_band(given.figure)
    row = side.readouts.by_id.get(readout_id)
    return None if row is None else band_of(row)


def _ratio(value: ComparedValue | None, base: ComparedValue | None) -> ComparedRatio | None:
    if value is None or base is None:
        return None
    band = value.band.over(base.band)
    return None if band is None else ComparedRatio(band)
