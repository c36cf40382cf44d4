"""Failures as rows of text, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.evaluate.bounds import Exactness
from designer.units.display import quantity_text, significant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.failures import FabricLeft, FailureEffect
    from designer.evaluate.random_failures import RandomFailures, SampleMean

HEADINGS: Final = (
    "Fails",
    "Where",
    "Alike",
    "Accelerators lost",
    "Capacity left",
    "Worst case left",
    "Bisection left",
)
"""Headings of the columns."""

HEADING_TIPS: Final = (
    "What is taken out",
    "The one that was tried; the others of its kind do the same",
    "How many of its kind do the same",
    "Accelerators that are gone, or cut off in some fabric",
    "All-to-all traffic of all endpoints together over that before; least over the fabrics",
    "Worst-case throughput per endpoint over that of the intact fabric; least over the fabrics",
    "Bisection of what is left over that of the intact fabric; least over the fabrics",
)

_MARKS: Final = {
    Exactness.EXACT: "",
    Exactness.INTERVAL: "≥ ",
    Exactness.LOWER: "≥ ",
    Exactness.UPPER: "≤ ",
    Exactness.ESTIMATE: "≈ ",
}
_LABELS: Final = ("all-to-all", "worst case", "bisection")
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
    alike = f"{mode.n_alike:,}" if not mode.is_sampled else "sample"
    cells = (
        mode.kind.value,
        mode.name,
        alike,
        f"{effect.n_accelerators_lost:,}",
        _fraction(effect, 0, effect.capacity_fraction),
        *(_fraction(effect, ix, effect.least_fraction(ix)) for ix in (1, 2)),
    )
    tip = "\n".join([f"{mode.kind.value} {mode.name}", *(_fabric_text(f) for f in effect.fabrics)])
    paths = tuple(dict.fromkeys(box_path for box_path in (mode.path,) if box_path))
    return FailureRow(cells, tip, paths)


def _fraction(effect: FailureEffect, quantity_ix: int, fraction: float) -> str:
    known = [f for f in effect.fabrics if f.fractions[quantity_ix] is not None]
    is_unknown = any(f.is_unknown for f in effect.fabrics)
    if not known:
        return "unknown" if is_unknown else "-"
    least = min(known, key=lambda f: _share(f, quantity_ix))
    estimate = getattr(least.numbers, _FIELDS[quantity_ix])
    mark = "" if estimate is None else _mark(least, estimate)
    mark = "≤ " if is_unknown else mark
    where = f"  {least.fabric_id}" if len(known) > 1 and fraction < 1 - 1e-9 else ""
    return f"{mark}{percent_text(fraction)}{where}"


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
    parts = [f"{left.n_endpoints:,} endpoints"]
    if left.n_cut_off:
        parts.append(f"{left.n_cut_off:,} cut off")
    for label, field, fraction in zip(_LABELS, _FIELDS, left.fractions, strict=True):
        estimate = getattr(left.numbers, field)
        if estimate is not None and fraction is not None:
            amount = quantity_text(estimate.value, "byte/s")
            mark = _mark(left, estimate)
            parts.append(f"{label} {mark}{amount} ({percent_text(fraction)})")
    if len(parts) == 1 and left.numbers.problem:
        parts.append(left.numbers.problem)
    return f"{left.fabric_id}: {', '.join(parts)}"


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
    head = (
        f"{found.n_failed} random {what} at a time, {found.n_samples:,} samples, seed {found.seed} "
        "(estimates; mean with 95 % interval, and range seen)"
    )
    rows = (
        ("Capacity left", found.capacity_fraction),
        ("Worst case left", found.worst_case_fraction),
        ("Bisection left", found.bisection_fraction),
    )
    lost = found.n_accelerators_lost
    lost_text = (
        f"Accelerators lost: {lost.value:.4g} ({lost.low:.4g} to {lost.high:.4g}; "
        f"{lost.least:.0f} to {lost.most:.0f} seen)"
    )
    return (
        head,
        *(f"{label}: {_mean_text(mean)}" for label, mean in rows),
        lost_text,
        f"Worst sample: {found.worst.mode.name}",
    )


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith(("x", "h")) else f"{word}s"


def _mean_text(mean: SampleMean) -> str:
    ends = [percent_text(x) for x in (mean.low, mean.high, mean.least, mean.most)]
    return f"≈ {percent_text(mean.value)} ({ends[0]} to {ends[1]}; {ends[2]} to {ends[3]} seen)"
