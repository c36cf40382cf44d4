"""Capex: pieces times price, by group, with low, likely and high."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.arrays import GROUPS
from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.arrays import EvalArrays, Item
    from designer.evaluate.bounds import Input
    from designer.evaluate.cabling import CableRun
    from designer.evaluate.readouts import Readout

    Band = tuple[float, float, float]

_METHOD: Final = worded("pieces times likely price, without installation and spares")
_BANDS: Final = worded(
    "low and high are sums of the price lows and highs (all errors in one direction)"
)


def items_without_price(arrays: EvalArrays) -> tuple[Item, ...]:
    """Return the items that nobody has a price for.

    Parameters
    ----------
    arrays
        The compiled design.

    Returns
    -------
    tuple[Item, ...]
        Items without a price of a piece or, for cables, of a metre.
    """
    return tuple(
        item
        for item in arrays.items
        if arrays.figures[item.slug].price is None and arrays.figures[item.slug].price_per_m is None
    )


def _cable_metres(runs: tuple[CableRun, ...]) -> dict[str, Band]:
    metres: dict[str, Band] = {}
    for run in runs:
        low, value, high = metres.get(run.cable, (0.0, 0.0, 0.0))
        n = run.n_cables
        metres[run.cable] = (
            low + n * run.mean_m[0],
            value + n * run.mean_m[1],
            high + n * run.mean_m[2],
        )
    return metres


class _Sum(NamedTuple):
    """A sum of prices, written out."""

    band: Band
    formula: str
    inputs: tuple[Input, ...]
    method: str


class _Group:
    """Price sum of one group while it is written out."""

    def __init__(self) -> None:
        self.band: Band = (0.0, 0.0, 0.0)
        self.terms: list[str] = []
        self.inputs: list[Input] = []

    def add(self, band: Band, term: str, given: Input) -> None:
        low, value, high = self.band
        self.band = (low + band[0], value + band[1], high + band[2])
        self.terms.append(term)
        self.inputs.append(given)


def _groups(arrays: EvalArrays, runs: tuple[CableRun, ...]) -> dict[str, _Group]:
    metres = _cable_metres(runs)
    groups = {group: _Group() for group in GROUPS if group in arrays.slices}
    with np.errstate(over="ignore"):
        low_usd, likely_usd, high_usd = (arrays.price_usd * arrays.n_copies).tolist()
    for ix, item in enumerate(arrays.items):
        group, figures = groups[item.group], arrays.figures[item.slug]
        if figures.price is not None:
            band = (low_usd[ix], likely_usd[ix], high_usd[ix])
            group.add(band, f"{item.n:,} x {figures.price.text}", figures.price.input)
        per_m = figures.price_per_m
        if per_m is not None and item.slug in metres:
            low_m, value_m, high_m = metres[item.slug]
            band = (low_m * per_m.low, value_m * per_m.value, high_m * per_m.high)
            group.add(band, f"{value_m:,.0f} m x {per_m.text}", per_m.input)
    return groups


def cost_readouts(
    arrays: EvalArrays, runs: tuple[CableRun, ...], revision: int
) -> tuple[Readout, ...]:
    """Return the capex readouts of a design.

    Parameters
    ----------
    arrays
        The compiled design.
    runs
        Cable lengths, for cables priced by the metre.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        ``capex_usd``, one readout per group, and capex per accelerator.

    Notes
    -----
    **Exactness**: estimate; counts are exact, the band is that of the prices.
    """
    groups = _groups(arrays, runs)
    missing = [item.slug for item in items_without_price(arrays)]
    lacking = (
        worded("; no price, counted as 0: {missing}", missing=", ".join(missing)) if missing else ""
    )
    low, likely, high = (float(sum(g.band[ix] for g in groups.values())) for ix in range(3))
    terms = [joined(" ", (term(n), _usd(g.band[1]))) for n, g in groups.items() if g.band[1]]
    total = _Sum(
        (low, likely, high),
        _sum_text(terms, likely),
        tuple(given for group in groups.values() for given in group.inputs),
        joined("; ", (_METHOD, _BANDS)) + lacking,
    )
    rows = [_row("capex_usd", worded("Capex"), total, revision)]
    for name, group in groups.items():
        formula = _sum_text(group.terms, group.band[1])
        part = _Sum(group.band, formula, tuple(group.inputs), joined("; ", (_METHOD, _BANDS)))
        rows.append(
            _row(f"capex_usd.{name}", worded("Capex: {name}", name=term(name)), part, revision)
        )
    n = arrays.n_of("accelerators")
    if n:
        each = _Sum(
            (low / n, likely / n, high / n),
            f"{_usd(likely)} / {n:,} = {_usd(likely / n)}",
            total.inputs,
            worded("capex over accelerators; {bands}", bands=_BANDS),
        )
        rows.append(
            _row("capex_usd_per_accelerator", worded("Capex per accelerator"), each, revision)
        )
    return tuple(rows)


def _sum_text(terms: Sequence[str], total_usd: float) -> str:
    return joined(" + ", terms or ("0 USD",)) + f" = {_usd(total_usd)}"


def _row(readout_id: str, label: str, total: _Sum, revision: int) -> Readout:
    low, likely, high = total.band
    estimate = Estimate(likely, low, high, Exactness.ESTIMATE, total.method, total.inputs)
    return readout(
        Heading(readout_id, worded("Cost"), label, "USD"), estimate, total.formula, revision
    )


def _usd(value: float) -> str:
    return amount_text(value, "USD")
