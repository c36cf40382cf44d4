"""Tables: what a sheet says, before any file format is chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Cell: TypeAlias = "str | int | float | date | None"
"""Text, number, date or nothing; a number is in the unit of its column."""

Row: TypeAlias = "tuple[Cell, ...]"
"""One cell per column."""


class CellFormat(StrEnum):
    """How the cells of a column are shown."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    title
        Heading without the unit.
    cell_format
        How its cells are shown.
    unit
        Unit of its numbers; empty for text, counts and columns whose unit stands beside them.
    n_chars
        Width on paper and in the workbook, in average characters. [1]
    product_of
        Headings of the two columns whose product this is; a workbook then holds the formula, so
        that a buyer can edit price or quantity.
    is_summed
        Whether the totals row holds its sum.
    """

    title: str
    cell_format: CellFormat = CellFormat.TEXT
    unit: str = ""
    n_chars: int = 14
    product_of: tuple[str, str] | None = None
    is_summed: bool = False

    @property
    def heading(self) -> str:
        """Heading with the unit, for example ``Mass [kg]``."""
        return f"{self.title} [{self.unit}]" if self.unit else self.title


@dataclass(frozen=True)
class Table:
    """A table with a title.

    Attributes
    ----------
    slug
        Short name, used in file names.
    title
        Title as printed.
    columns
        Columns, left to right.
    rows
        Rows, one cell per column. It can be gone through more than once; long tables make their
        rows while they are read.
    notes
        Remarks that belong under the table: row caps, assumptions, what is not in it.
    has_totals
        Whether a last row sums the columns with ``is_summed``.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    notes: tuple[str, ...] = ()
    has_totals: bool = False

    def column_ix(self, title: str) -> int:
        """Return the position of a column.

        Parameters
        ----------
        title
            Heading without the unit.

        Returns
        -------
        int
            Index into ``columns``.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for index, column in enumerate(self.columns):
            if column.title == title:
                return index
        raise KeyError(title)

    def select(self, *titles: str) -> Table:
        """Return the table with some of its columns only, for narrow pages.

        Parameters
        ----------
        *titles
            Headings without the unit, in the wanted order.

        Returns
        -------
        Table
            The narrower table.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        picked = [self.column_ix(title) for title in titles]
        return replace(
            self,
            columns=tuple(self.columns[index] for index in picked),
            rows=tuple(tuple(row[index] for index in picked) for row in self.rows),
        )


@dataclass(frozen=True)
class Sheet:
    """A page of a workbook: one table, or several under each other."""

    name: str
    tables: tuple[Table, ...]


def finite_cell(cell: Cell) -> Cell:
    """Return the cell, or nothing in place of a number that is not finite.

    Parameters
    ----------
    cell
        Any cell.

    Returns
    -------
    Cell
        The cell; ``None`` for NaN and infinities, which no file format can hold.
    """
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def totals_of(table: Table) -> Row:
    """Return the sum of each summed column.

    Parameters
    ----------
    table
        A table with ``has_totals``; empty cells count as nothing.

    Returns
    -------
    Row
        "Total" in the first column, sums where the column is summed, otherwise nothing.
    """
    totals: list[Cell] = [None] * len(table.columns)
    sums = {index: 0.0 for index, column in enumerate(table.columns) if column.is_summed}
    for row in table.rows:
        for index in sums:
            cell = finite_cell(row[index])
            sums[index] += cell if isinstance(cell, (int, float)) else 0.0
    for index, value in sums.items():
        is_whole = table.columns[index].cell_format is CellFormat.WHOLE
        totals[index] = round(value) if is_whole else value
    totals[0] = "Total"
    return tuple(totals)


def cell_text(cell: Cell, cell_format: CellFormat) -> str:
    """Return a cell as printed on paper and in the terminal.

    Parameters
    ----------
    cell
        Any cell.
    cell_format
        Format of its column.

    Returns
    -------
    str
        Text with thousands separators; empty for nothing.
    """
    cell = finite_cell(cell)
    if cell is None:
        return ""
    if isinstance(cell, (str, date)):
        return str(cell)
    if cell_format is CellFormat.MONEY:
        return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:,.2f}"
    if isinstance(cell, int) or float(cell).is_integer():
        return f"{cell:,.0f}"
    return f"{cell:,.{max(0, 3 - math.floor(math.log10(abs(cell))))}f}".rstrip("0").rstrip(".")
