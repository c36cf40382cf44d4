"""Tables as a workbook."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from designer.export.table import CellFormat, finite_cell, totals_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from designer.export.table import Cell, Column, Sheet, Table

MAX_SHEET_ROWS: Final = 1_048_575
MAX_TEXT_CHARS: Final = 32_767
_LINE_PT: Final = 15.75
"""Height of a line of a heading. [pt]"""
_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NUMBER_FORMATS: Final[dict[CellFormat, str]] = {
    CellFormat.TEXT: "@",
    CellFormat.WHOLE: "#,##0",
    # Amounts in bare SI units grow wider than any column; then the power of ten is shown.
    CellFormat.NUMBER: "[>=1000000000000]0.0000E+00;#,##0.####",
    CellFormat.MONEY: "#,##0.00",
    CellFormat.DATE: "yyyy-mm-dd",
}


def xlsx_bytes(sheets: tuple[Sheet, ...], title: str) -> bytes:
    """Return a workbook; the same sheets always give the same bytes.

    Text is written as text, so nothing a user typed can become a formula. The only formulas are
    products of two columns and totals, each with its value stored beside it.

    Parameters
    ----------
    sheets
        Pages, left to right.
    title
        Title in the properties of the file.

    Returns
    -------
    bytes
        Contents of the ``.xlsx`` file.
    """
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        formats = _Formats(workbook)
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name[:31]), sheet, formats)
    return memory.getvalue()


class _Formats:
    def __init__(self, workbook: Workbook) -> None:
        self.title = workbook.add_format({"bold": True, "font_size": 13})
        self.heading = workbook.add_format({
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bg_color": "#E6EAF0",
            "border": 1,
        })
        self.note = workbook.add_format({"italic": True, "font_color": "#555555"})
        self.plain: dict[CellFormat, Format] = {}
        self.total: dict[CellFormat, Format] = {}
        for cell_format, text in _NUMBER_FORMATS.items():
            # Text stands off from the number at its left.
            indent = {"indent": 1, "align": "left"} if cell_format is CellFormat.TEXT else {}
            style = {"num_format": text, "valign": "top", **indent}
            self.plain[cell_format] = workbook.add_format(style)
            self.total[cell_format] = workbook.add_format({
                "num_format": text,
                "bold": True,
                "top": 1,
            })
        self.general = workbook.add_format({"num_format": "0.####", "valign": "top"})


def _write_sheet(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&A&RPage &P of &N")
    _set_widths(worksheet, sheet)
    at_row = 0
    for table in sheet.tables:
        if len(sheet.tables) > 1:
            worksheet.write_string(at_row, 0, table.title, formats.title)
            at_row += 1
        first_row = at_row
        at_row = _write_table(worksheet, table, at_row, formats) + 1
        if len(sheet.tables) == 1:
            worksheet.freeze_panes(1, 0)
            worksheet.repeat_rows(0)
            n_rows = max(at_row - 2 - len(table.notes) - int(table.has_totals), 0)
            worksheet.autofilter(first_row, 0, max(n_rows, 1), len(table.columns) - 1)
    worksheet.print_area(0, 0, max(at_row - 1, 0), max(len(t.columns) for t in sheet.tables) - 1)


def _set_widths(worksheet: Worksheet, sheet: Sheet) -> None:
    # The table with most columns decides; last columns of the others run over empty cells.
    widest = max(sheet.tables, key=lambda table: len(table.columns))
    for index, column in enumerate(widest.columns):
        worksheet.set_column(index, index, column.n_chars + 1)


def _write_table(worksheet: Worksheet, table: Table, at_row: int, formats: _Formats) -> int:
    # Heading, rows, totals and notes; the answer is the first free row.
    n_lines = max(-(-len(column.heading) // column.n_chars) for column in table.columns)
    worksheet.set_row(at_row, _LINE_PT * n_lines)
    for column_ix, column in enumerate(table.columns):
        worksheet.write_string(at_row, column_ix, column.heading, formats.heading)
    first_row = at_row + 1
    row_ix = first_row
    for row in table.rows:
        for column_ix, cell in enumerate(row):
            column = table.columns[column_ix]
            style = formats.plain[column.cell_format]
            formula = _product_formula(table, column, row_ix) if cell is not None else ""
            if formula:
                worksheet.write_formula(row_ix, column_ix, formula, style, cell)
            else:
                _write_cell(worksheet, (row_ix, column_ix), cell, style)
        row_ix += 1
    if table.has_totals:
        _write_totals(worksheet, table, (first_row, row_ix), formats)
        row_ix += 1
    for note in table.notes:
        worksheet.write_string(row_ix, 0, note[:MAX_TEXT_CHARS], formats.note)
        row_ix += 1
    return row_ix


def _write_cell(worksheet: Worksheet, at: tuple[int, int], cell: Cell, style: Any) -> None:  # noqa: ANN401 - untyped there
    cell = finite_cell(cell)
    if cell is None:
        worksheet.write_blank(*at, None, style)
    elif isinstance(cell, str):
        text = cell if len(cell) <= MAX_TEXT_CHARS else f"{cell[: MAX_TEXT_CHARS - 1]}\u2026"
        worksheet.write_string(*at, text, style)
    elif isinstance(cell, date):
        worksheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001 - a day
    else:
        worksheet.write_number(*at, cell, style)


def _product_formula(table: Table, column: Column, row_ix: int) -> str:
    if column.product_of is None:
        return ""
    factors = [xl_rowcol_to_cell(row_ix, table.column_ix(title)) for title in column.product_of]
    return f"={factors[0]}*{factors[1]}"


def _write_totals(
    worksheet: Worksheet, table: Table, rows: tuple[int, int], formats: _Formats
) -> None:
    first_row, total_row = rows
    for column_ix, (column, cell) in enumerate(zip(table.columns, totals_of(table), strict=True)):
        style = formats.total[column.cell_format]
        if column.is_summed and total_row > first_row:
            top = xl_rowcol_to_cell(first_row, column_ix)
            bottom = xl_rowcol_to_cell(total_row - 1, column_ix)
            worksheet.write_formula(
                total_row, column_ix, f"=SUM({top}:{bottom})", style, finite_cell(cell)
            )
        else:
            _write_cell(worksheet, (total_row, column_ix), cell, style)
