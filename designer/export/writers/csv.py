"""Tables as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Final

from designer.export.table import finite_cell, totals_of

if TYPE_CHECKING:
    from designer.export.table import Cell, Table

_FORMULA_STARTS: Final = (
    "=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20",
)  # fmt: skip


def csv_bytes(table: Table) -> bytes:
    """Return a table as comma-separated values.

    Numbers are written as numbers with up to 15 digits, dates as ISO 8601. Text that a
    spreadsheet would take for a formula gets a leading apostrophe.

    Parameters
    ----------
    table
        The table; its notes are left out, its totals row is kept.

    Returns
    -------
    bytes
        UTF-8 text with LF line ends; the first row holds the headings with their units.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([safe_text(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_field(cell) for cell in row])
    if table.has_totals:
        writer.writerow([_field(cell) for cell in totals_of(table)])
    return text.getvalue().encode()


def safe_text(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text with LF line ends, and a leading apostrophe if it starts like a formula, also
        after blanks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = (text[:1], text.lstrip()[:1])
    return f"'{text}" if any(start and start in _FORMULA_STARTS for start in starts) else text


def _field(cell: Cell) -> str:
    cell = finite_cell(cell)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else f"{cell:.15g}"
