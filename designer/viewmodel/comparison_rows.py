"""Comparisons as rows of text and whiskers, for the comparison window."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.export.sheets.comparison import inputs_text, ratio_text, value_text, whisker_text
from designer.units.display import quantity_text, significant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.claims import ClaimCheck
    from designer.evaluate.comparison import Band, Comparison, ComparisonRow
    from designer.evaluate.iso import IsoColumn, IsoComparison


MAX_REACH: Final = 16.0
"""Largest factor that whiskers are drawn to; longer ones end at the edge."""


@dataclass(frozen=True, slots=True)
class CompareCell:
    """One cell: its text, and the ratio to draw as a whisker, if it is one."""

    text: str
    whisker: Band | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class CompareLine:
    """One line of the table; a heading has no cells. ``is_muted`` marks published values."""

    label: str
    cells: tuple[CompareCell, ...] = ()
    is_muted: bool = False
    tip: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the line is the title of a group."""
        return not self.cells


@dataclass(frozen=True, slots=True)
class CompareTable:
    """A table: headings of the columns after the first, and the lines."""

    headings: tuple[str, ...]
    lines: tuple[CompareLine, ...]

    @property
    def whisker_reach(self) -> float:
        """Largest distance of a whisker from 1, as a factor; at least 2 [1]."""
        ends = [
            max(cell.whisker.high, 1 / cell.whisker.low)
            for line in self.lines
            for cell in line.cells
            if cell.whisker is not None and cell.whisker.low > 0
        ]
        return max([2.0, *(min(end, MAX_REACH) for end in ends if math.isfinite(end))])


def side_by_side(comparison: Comparison, *, is_shared_only: bool) -> CompareTable:
    """Return a comparison as a table.

    Parameters
    ----------
    comparison
        The comparison.
    is_shared_only
        Whether rows that only one design has are left out.

    Returns
    -------
    CompareTable
        Values of each design, then one ratio with its whisker per design that is not the baseline.
    """
    base = comparison.names[comparison.baseline_ix]
    others = [ix for ix in range(len(comparison.names)) if ix != comparison.baseline_ix]
    ratios = tuple(f"{comparison.names[ix]} over {base}" for ix in others)
    lines: list[CompareLine] = []
    group = ""
    for row in comparison.rows:
        if is_shared_only and sum(value is not None for value in row.values) < 2:
            continue
        if row.group != group:
            group = row.group
            lines.append(CompareLine(group))
        lines.append(_line(row, others))
    return CompareTable((*comparison.names, *ratios), tuple(lines))


def _line(row: ComparisonRow, others: Sequence[int]) -> CompareLine:
    values = tuple(CompareCell(value_text(value, row.unit, row.per)) for value in row.values)
    ratios = tuple(
        CompareCell("-")
        if ratio is None
        else CompareCell(ratio_text(ratio), ratio.band, ratio.is_disputed)
        for ratio in (row.ratios[ix] for ix in others)
    )
    sources = [source for value in row.values if value is not None for source in value.sources]
    origin = "As published" if row.is_published else "Computed from the graphs"
    tip = f"{origin}: {row.id}"
    if sources:
        tip += f"\nSources: {', '.join(dict.fromkeys(sources))}"
    label = f"as published: {row.label}" if row.is_published else row.label
    return CompareLine(label, (*values, *ratios), row.is_published, tip)


def at_equal_amount(iso: IsoComparison) -> CompareTable:
    """Return designs at equal amount as a table.

    Parameters
    ----------
    iso
        The comparison.

    Returns
    -------
    CompareTable
        Copies with their range first, then totals of all copies.
    """
    word = "at most" if iso.is_budget else "at least"
    title = f"{iso.readout_id} {word} {quantity_text(iso.amount, iso.unit)}"
    copies = CompareLine(
        "Copies of the design", tuple(CompareCell(copies_text(column)) for column in iso.columns)
    )
    totals = tuple(
        CompareLine(
            row.label,
            tuple(
                CompareCell("-" if band is None else quantity_text(band.value, row.unit))
                for band in (column.totals[ix] for column in iso.columns)
            ),
            tip=f"Total of all copies: {row.id}",
        )
        for ix, row in enumerate(iso.rows)
        if sum(column.totals[ix] is not None for column in iso.columns) > 1
    )
    names = tuple(column.name for column in iso.columns)
    return CompareTable(names, (CompareLine(title), copies, *totals))


def copies_text(column: IsoColumn) -> str:
    """Return how many copies of a design there are.

    Parameters
    ----------
    column
        One design at equal amount.

    Returns
    -------
    str
        For example ``4 (4 to 5)``; a dash where the design has none of the quantity.
    """
    if column.n_copies is None:
        return "-"
    low, high = column.n_copies_low, column.n_copies_high
    if low == column.n_copies == high:
        return f"{column.n_copies:,}"
    ends = ["?" if end is None else f"{end:,}" for end in (low, high)]
    return f"{column.n_copies:,} ({ends[0]} to {ends[1]})"


def claim_lines(checks: Sequence[ClaimCheck]) -> CompareTable:
    """Return claims as a table.

    Parameters
    ----------
    checks
        The checked claims.

    Returns
    -------
    CompareTable
        Claimed range, verdict, computed and published ratio, and what the claim rests on.
    """
    lines = tuple(
        CompareLine(
            check.claim.text,
            (
                CompareCell(
                    f"{significant(check.claim.low_ratio, 3)} to "
                    f"{significant(check.claim.high_ratio, 3)}"
                ),
                CompareCell(check.verdict.value.replace("-", " ")),
                CompareCell(whisker_text(check.computed), check.computed),
                CompareCell(whisker_text(check.published), check.published),
                CompareCell(inputs_text(check)),
            ),
            tip="\n".join(
                text
                for text in (
                    f"Source: {check.claim.source}",
                    f"Nearest: {inputs_text(check)}" if check.nearest_inputs else "",
                    check.claim.note,
                )
                if text
            ),
        )
        for check in checks
    )
    return CompareTable(("Claimed", "Verdict", "Computed", "Published", "Rests on"), lines)
