"""Failures as rows of text, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.evaluate.bounds import Exactness
from designer.units.display import quantity_text, significant
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.failures import FabricLeft, FailureEffect
    from designer.evaluate.random_failures import RandomFailures, SampleMean

HEADINGS: Final = (
    worded("Fails"),
    worded("Where"),
    worded("Alike"),
    worded("Accelerators lost"),
    worded("Capacity left"),
    worded("Worst case left"),
    worded("Bisection left"),
)
"""Headings of the columns."""

HEADING_TIPS: Final = (
    worded("What is taken out"),
    worded("The one that was tried; the others of its kind do the same"),
    worded("How many of its kind do the same"),
    worded("Accelerators that are gone, or cut off in some fabric"),
    worded("All-to-all traffic of all endpoints together over that before; least over the fabrics"),
    worded(
        "Worst-case throughput per endpoint over that of the intact fabric; least over the fabrics"
    ),
    worded("Bisection of what is left over that of the intact fabric; least over the fabrics"),
)

_MARKS: Final = {
    Exactness.EXACT: "",
    Exactness.INTERVAL: "≥ ",
    Exactness.LOWER: "≥ ",
    Exactness.UPPER: "≤ ",
    Exactness.ESTIMATE: "≈ ",
}
_LABELS: Final = (worded("all-to-all"), worded("worst case"), worded("bisection"))
_FIELDS: Final = (
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
    "bisection_bytes_per_s",
)


@dataclass(frozen=True, slots=True)
class FailureRow:
    """One failure: a text for each heading, more in the tip, and what to show on a click."""

    cells: tuple[str, ...]
    tip: str
    paths: tuple[str, ...]


def failure_rows(effects: Iterable[FailureEffect]) -> tuple[FailureRow, ...]:
    """Return failures as rows.

    Parameters
    ----------
    effects
        What was tried, in any order.

    Returns
    -------
    tuple[FailureRow, ...]
        Worst first.
    """
    return tuple(_row(effect) for effect in sorted(effects, key=lambda e: e.rank))


def _row(effect: FailureEffect) -> FailureRow:
    mode = effect.mode
    alike = f"{mode.n_alike:,}" if not mode.is_sampled else term("sample")
    cells = (
        term(mode.kind.value),
        mode.name,
        alike,
        f"{effect.n_accelerators_lost:,}",
        _fraction(effect, 0, effect.capacity_fraction),
        *(_fraction(effect, ix, effect.least_fraction(ix)) for ix in (1, 2)),
    )
    head = joined(" ", (term(mode.kind.value), mode.name))
    tip = joined("\n", [head, *(_fabric_text(f) for f in effect.fabrics)])
    paths = tuple(dict.fromkeys(box_path for box_path in (mode.path,) if box_path))
    return FailureRow(cells, tip, paths)


def _fraction(effect: FailureEffect, quantity_ix: int, fraction: float) -> str:
    known = [f for f in effect.fabrics if f.fractions[quantity_ix] is not None]
    is_unknown = any(f.is_unknown for f in effect.fabrics)
    if not known:
        return term("unknown") if is_unknown else "-"
    least = min(known, key=lambda f: _share(f, quantity_ix))
    estimate = getattr(least.numbers, _FIELDS[quantity_ix])
    mark = "" if estimate is None else _mark(least, estimate)
    mark = _MARKS[Exactness.ESTIMATE] if least.is_estimate[quantity_ix] else mark
    mark = "≤ " if is_unknown else mark
    where = (
        joined("  ", ("", term(least.fabric_id))) if len(known) > 1 and fraction < 1 - 1e-9 else ""
    )
    return joined("", (mark, percent_text(fraction), where))


def _share(left: FabricLeft, quantity_ix: int) -> float:
    share = left.capacity_fraction if quantity_ix == 0 else left.fractions[quantity_ix]
    return share or 0.0


def _mark(left: FabricLeft, estimate: Estimate) -> str:
    return _MARKS[Exactness.ESTIMATE if left.is_assumed else estimate.exactness]


def percent_text(fraction: float) -> str:
    """Return a fraction in per cent, never rounded to all or nothing.

    Parameters
    ----------
    fraction
        The fraction. [1]

    Returns
    -------
    str
        For example ``98.21 %``.
    """
    if 1 - 5e-5 < fraction < 1 - 1e-9:
        return "> 99.99 %"
    return f"{significant(100 * fraction, 4)} %"


def _fabric_text(left: FabricLeft) -> str:
    parts: list[str] = [worded("{n_endpoints:,} endpoints", n_endpoints=left.n_endpoints)]
    if left.n_cut_off:
        parts.append(worded("{n_cut_off:,} cut off", n_cut_off=left.n_cut_off))
    columns = zip(_LABELS, _FIELDS, left.fractions, left.is_estimate, strict=True)
    for label, field, fraction, is_estimate in columns:
        estimate = getattr(left.numbers, field)
        if estimate is not None and fraction is not None:
            amount = quantity_text(estimate.value, "byte/s")
            mark = _mark(left, estimate)
            about = _MARKS[Exactness.ESTIMATE] if is_estimate else ""
            parts.append(label + f" {mark}{amount} ({about}{percent_text(fraction)})")
    if len(parts) == 1 and left.numbers.problem:
        parts.append(left.numbers.problem)
    return joined(": ", (term(left.fabric_id), joined(", ", parts)))


def random_lines(found: RandomFailures) -> tuple[str, ...]:
    """Return random failures in words.

    Parameters
    ----------
    found
        The sample.

    Returns
    -------
    tuple[str, ...]
        One line per number, estimate and interval named.
    """
    what = found.kind.value if found.n_failed == 1 else _plural(found.kind.value)
    head = worded(
        "{n_failed} random {what} at a time, {n_samples:,} samples, seed {seed} (estimates; "
        "mean with 95 % interval, and range seen)",
        n_failed=found.n_failed,
        what=what,
        n_samples=found.n_samples,
        seed=found.seed,
    )
    rows = (
        (worded("Capacity left"), found.capacity_fraction),
        (worded("Worst case left"), found.worst_case_fraction),
        (worded("Bisection left"), found.bisection_fraction),
    )
    lost = found.n_accelerators_lost
    lost_text = worded(
        "Accelerators lost: {value:.4g} ({low:.4g} to {high:.4g}; {least:.0f} to {most:.0f} seen)",
        value=lost.value,
        low=lost.low,
        high=lost.high,
        least=lost.least,
        most=lost.most,
    )
    return (
        head,
        *(joined(": ", (label, _mean_text(mean))) for label, mean in rows),
        lost_text,
        worded("Worst sample: {name}", name=found.worst.mode.name),
    )


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith(("x", "h")) else f"{word}s"


def _mean_text(mean: SampleMean) -> str:
    ends = [percent_text(x) for x in (mean.low, mean.high, mean.least, mean.most)]
    return worded(
        "≈ {mean} ({low} to {high}; {least} to {most} seen)",
        mean=percent_text(mean.value),
        low=ends[0],
        high=ends[1],
        least=ends[2],
        most=ends[3],
    )
