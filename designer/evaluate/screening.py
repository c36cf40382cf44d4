"""Which export rules an accelerator meets by its figures: a screen, not legal advice.

Total processing performance is the largest product of dense rate and bits over the number formats
of a package, in units of 10^12 operations per second times bits; performance density is that over
the area of its compute dies (technical notes of ECCN 3A090, 88 FR 73458). Input and output count
both directions of all ports. A quantity that a part does not state leaves a rule undetermined,
never met or passed; where sources disagree so far that the answer changes, it is disputed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.comparison import Band, published_band

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.accelerators import AcceleratorRecord
    from designer.catalog.provenance import Figure
    from designer.catalog.rulesets import ExportRule, RuleSet

BITS: Final = {
    "fp64": 64, "fp32": 32, "tf32": 19, "bf16": 16, "fp16": 16, "fp8": 8, "int8": 8, "fp4": 4,
}  # fmt: skip
"""Bits of an operand by number format. [bit]"""

_TERA: Final = 1e12


class Answer(StrEnum):
    """Whether an accelerator meets a rule."""

    MET = "met"
    NOT_MET = "not met"
    DISPUTED = "disputed"
    UNDETERMINED = "undetermined"


class Screened(NamedTuple):
    """What a rule says of an accelerator."""

    rule: ExportRule
    answer: Answer


@dataclass(frozen=True, slots=True)
class Quantities:
    """What export rules look at; ``None`` where a part does not state it.

    Attributes
    ----------
    processing_tpp
        Total processing performance. [TPP]
    density_tpp_per_m2
        That over the area of the compute dies. [TPP/m2]
    memory_bytes_per_s, io_bytes_per_s
        Memory bandwidth, and that of all ports in both directions. [byte/s]
    """

    processing_tpp: Band | None
    density_tpp_per_m2: Band | None
    memory_bytes_per_s: Band | None
    io_bytes_per_s: Band | None


def quantities_of(part: AcceleratorRecord) -> Quantities:
    """Return what export rules look at.

    Parameters
    ----------
    part
        The accelerator.

    Returns
    -------
    Quantities
        With the ends of what sources say.
    """
    rates = [
        _scaled(published_band(rate.flop_per_s), BITS[rate.number_format] / _TERA)
        for rate in part.peak_rates
        if rate.number_format in BITS
    ]
    processing = Band(*(max(r[ix] for r in rates) for ix in range(3))) if rates else None
    area = part.die_area_m2
    density = None
    if processing is not None and area is not None:
        density = processing.over(published_band(area))
    ports = [_scaled(published_band(p.rate_bps), 2 * p.count / 8) for p in part.ports]
    io = Band(*(sum(p[ix] for p in ports) for ix in range(3))) if ports else None
    return Quantities(processing, density, published_band(part.memory_bytes_per_s), io)


def _scaled(band: Band, factor: float) -> Band:
    return Band(*(end * factor for end in band))


def screen(part: AcceleratorRecord, rules: RuleSet) -> tuple[Screened, ...]:
    """Return what every rule of a set says of an accelerator.

    Parameters
    ----------
    part
        The accelerator.
    rules
        The set.

    Returns
    -------
    tuple[Screened, ...]
        In the order of the set.
    """
    found = quantities_of(part)
    return tuple(Screened(rule, _answer(rule, found)) for rule in rules.rules)


def answer_of(screened: Iterable[Screened], name: str) -> Answer:
    """Return what the rules of one name, which are alternatives, say together.

    Parameters
    ----------
    screened
        What every rule says.
    name
        Name of the rules.

    Returns
    -------
    Answer
        Met if one of them is; else the least certain answer.
    """
    answers = [one.answer for one in screened if one.rule.name == name]
    order = (Answer.MET, Answer.DISPUTED, Answer.UNDETERMINED, Answer.NOT_MET)
    return next((one for one in order if one in answers), Answer.UNDETERMINED)


def _answer(rule: ExportRule, found: Quantities) -> Answer:
    both = None
    if found.memory_bytes_per_s is not None and found.io_bytes_per_s is not None:
        pairs = zip(found.memory_bytes_per_s, found.io_bytes_per_s, strict=True)
        both = Band(*(a + b for a, b in pairs))
    limits = (
        (rule.min_processing_tpp, found.processing_tpp),
        (rule.min_density_tpp_per_m2, found.density_tpp_per_m2),
        (rule.min_memory_bytes_per_s, found.memory_bytes_per_s),
        (rule.min_io_bytes_per_s, found.io_bytes_per_s),
        (rule.min_memory_and_io_bytes_per_s, both),
        (rule.min_memory_density_bytes_per_s_per_m2, None),
    )
    bounds = (
        (rule.max_processing_tpp, found.processing_tpp),
        (rule.max_density_tpp_per_m2, found.density_tpp_per_m2),
        (rule.max_memory_bytes_per_s, found.memory_bytes_per_s),
    )
    answers = {
        _of_limit(limit, band, is_least=is_least)
        for rows, is_least in ((limits, True), (bounds, False))
        for limit, band in rows
        if limit is not None
    }
    for answer in (Answer.NOT_MET, Answer.UNDETERMINED, Answer.DISPUTED):
        if answer in answers:
            return answer
    return Answer.MET


def _of_limit(limit: Figure, band: Band | None, *, is_least: bool) -> Answer:
    if band is None:
        return Answer.UNDETERMINED
    met = {(end >= limit.value) is is_least for end in band}
    if len(met) > 1:
        return Answer.DISPUTED
    return Answer.MET if met.pop() else Answer.NOT_MET
