"""Iso-comparison: how many of each design reach the same compute, or fit the same budget.

Copies of a design stand side by side and are not joined, so totals multiply exactly; what a
fabric between them would add is not in the numbers (``docs/methods/comparison.md``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.evaluate.comparison import Band, band_of, is_total
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.comparison import Side
    from designer.evaluate.readouts import Readout

BUDGETS: Final = (
    "power_it_", "power_facility_", "capex_usd", "n_racks", "n_nodes", "n_cables", "n_optics",
    "cable_length_m",
)  # fmt: skip
"""Starts of the ids of what is spent: as many copies as fit. Of all else, as many as are needed."""

_OF_ONE_COPY: Final = "bisection_"
"""What copies that are not joined do not add up to."""

MAX_COPIES: Final = 10**9
"""Most copies of a design that are counted."""


@dataclass(frozen=True, slots=True)
class IsoColumn:
    """One design at equal amount.

    Attributes
    ----------
    name
        The design.
    n_copies, n_copies_low, n_copies_high
        Copies at the value, and the fewest and most that the sources allow; ``None`` where the
        design has none of the quantity. [1]
    totals
        Totals of all copies by readout id, in the order of ``IsoComparison.rows``; ``None``
        where the design has no such number.
    """

    name: str
    n_copies: int | None
    n_copies_low: int | None
    n_copies_high: int | None
    totals: tuple[Band | None, ...]


@dataclass(frozen=True)
class IsoComparison:
    """Designs at an equal amount of one quantity.

    Attributes
    ----------
    readout_id, amount, unit
        The quantity that is fixed. [SI]
    is_budget
        Whether the amount is an upper limit; else it is what has to be reached.
    rows
        The readouts that have totals, one record each for label and unit.
    columns
        One per design.
    """

    readout_id: str
    amount: float
    unit: str
    is_budget: bool
    rows: tuple[Readout, ...]
    columns: tuple[IsoColumn, ...]


def iso_compare(sides: Sequence[Side], readout_id: str, amount: float) -> IsoComparison:
    """Solve the number of copies of each design for an equal amount of one quantity.

    Parameters
    ----------
    sides
        The designs.
    readout_id
        A total, such as ``peak_flop_per_s.bf16``, ``power_it_w``, ``n_racks``, ``capex_usd`` or
        ``memory_bytes``.
    amount
        The amount, SI.

    Returns
    -------
    IsoComparison
        Copies and totals of each design.

    Raises
    ------
    ValueError
        If no design has the quantity, if it is no total, or if the amount is not a finite
        positive number.

    Notes
    -----
    **Exactness**: copies are exact for the values; their range is over the ends of the readout.
    """
    if not math.isfinite(amount) or amount <= 0:
        raise ValueError(worded("the amount to compare at is not a positive number"))
    known = {row.id: row for side in sides for row in side.readouts.rows}
    if readout_id not in known:
        raise ValueError(worded("no design has a readout {readout_id}", readout_id=readout_id))
    if not adds_up(readout_id):
        raise ValueError(
            worded("{readout_id} is no total that copies add up to", readout_id=readout_id)
        )
    rows = tuple(row for row in known.values() if adds_up(row.id))
    is_budget = readout_id.startswith(BUDGETS)
    columns = tuple(_column(side, rows, readout_id, amount) for side in sides)
    return IsoComparison(readout_id, amount, known[readout_id].unit, is_budget, rows, columns)


def adds_up(readout_id: str) -> bool:
    """Return whether copies that are not joined add up in a readout.

    Parameters
    ----------
    readout_id
        Id of the readout.

    Returns
    -------
    bool
        False for rates, quotients and bisection.
    """
    return is_total(readout_id) and not readout_id.startswith(_OF_ONE_COPY)


def _column(side: Side, rows: tuple[Readout, ...], readout_id: str, amount: float) -> IsoColumn:
    row = side.readouts.by_id.get(readout_id)
    nothing = IsoColumn(side.name, None, None, None, (None,) * len(rows))
    if row is None:
        return nothing
    each = band_of(row)
    is_budget = readout_id.startswith(BUDGETS)
    copies = _copies(each.value, amount, is_budget=is_budget)
    if copies is None:
        return nothing
    # More of the quantity in one copy means fewer copies, whether it is spent or wanted.
    low = _copies(each.high, amount, is_budget=is_budget)
    high = _copies(each.low, amount, is_budget=is_budget) if each.low > 0 else None
    totals = tuple(_total(side.readouts.by_id.get(one.id), copies) for one in rows)
    return IsoColumn(side.name, copies, low, high, totals)


def _copies(each: float, amount: float, *, is_budget: bool) -> int | None:
    if each <= 0 or amount / each > MAX_COPIES:
        return None
    quotient = amount / each
    nearest = round(quotient)
    # A quotient that is whole but for rounding is whole.
    if nearest and math.isclose(quotient, nearest, rel_tol=1e-12):
        return nearest
    return math.floor(quotient) if is_budget else math.ceil(quotient)


def _total(row: Readout | None, n_copies: int) -> Band | None:
    if row is None:
        return None
    return Band(*(end * n_copies for end in band_of(row)))
