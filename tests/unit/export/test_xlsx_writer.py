"""The workbook, opened again with another library."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest

from designer.export.bundle import build_sheets, workbook_bytes
from designer.export.table import CellFormat, Column, Sheet, Table, cell_text
from designer.export.writers.xlsx import MAX_TEXT_CHARS, xlsx_bytes
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design

    Evaluate = Callable[[Design], EvaluatedDesign]

HOSTILE = ("=1+1", "+1", "-1", "@A1", '=HYPERLINK("http://x","y")', "http://example.com", "{=1}")


@cache
def opened(data: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@pytest.fixture(scope="module")
def workbook_file(small_cloudmatrix: EvaluatedDesign) -> bytes:
    return workbook_bytes(small_cloudmatrix)


def test_that_the_sheets_come_in_the_agreed_order(workbook_file: bytes) -> None:
    names = opened(workbook_file).sheetnames
    assert names == ["Summary", "BOM", "Cabling", "Racks", "Checks", "Sources"]


def test_that_every_cell_is_what_the_table_says(
    workbook_file: bytes, small_cloudmatrix: EvaluatedDesign
) -> None:
    book = opened(workbook_file, values=True)
    for sheet in build_sheets(small_cloudmatrix)[1:]:
        (table,) = sheet.tables
        written = list(book[sheet.name].iter_rows(values_only=True))
        assert list(written[0]) == [column.heading for column in table.columns]
        for row, cells in zip(table.rows, written[1:], strict=False):
            for expected, found in zip(row, cells, strict=True):
                if isinstance(expected, date):
                    assert found == datetime(expected.year, expected.month, expected.day)  # noqa: DTZ001
                elif isinstance(expected, float):
                    assert found == pytest.approx(expected, rel=1e-12)
                else:
                    assert (found or "") == (expected or "") or found == expected


def test_that_the_summary_has_the_values_of_the_readouts(
    workbook_file: bytes, small_cloudmatrix: EvaluatedDesign
) -> None:
    rows = list(opened(workbook_file, values=True)["Summary"].iter_rows(values_only=True))
    by_id = {row[11]: row[9] for row in rows if row[11]}
    for readout in small_cloudmatrix.readouts.rows:
        assert by_id[readout.id] == pytest.approx(readout.value, rel=1e-12)


def test_that_headings_have_the_height_of_their_lines(workbook_file: bytes) -> None:
    sheet = opened(workbook_file)["BOM"]
    lines = [
        -(-len(str(cell.value)) // max(1, round(sheet.column_dimensions[cell.column_letter].width)))
        for cell in sheet[1]
    ]
    assert max(lines) > 1
    assert sheet.row_dimensions[1].height >= 15 * max(lines)


def test_that_large_amounts_show_a_power_of_ten_that_fits(workbook_file: bytes) -> None:
    sheet = opened(workbook_file, values=True)["Summary"]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)]
    large = [cell for cell in cells if abs(cell.value) >= 1e15]
    assert large
    assert all("E+00" in cell.number_format for cell in large)


def test_that_totals_equal_the_sums_of_their_columns(workbook_file: bytes) -> None:
    sheet = opened(workbook_file, values=True)["BOM"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[-1] or row[0]]
    total = next(row for row in rows if row[0] == "Total")
    items = [row for row in rows if isinstance(row[0], int)]
    for column_ix in range(12, 17):
        column = [row[column_ix] for row in items if row[column_ix] is not None]
        assert total[column_ix] == pytest.approx(sum(column), rel=1e-12)


def test_that_the_only_formulas_are_products_and_totals(workbook_file: bytes) -> None:
    book = opened(workbook_file)
    formulas = {
        (sheet.title, str(cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    products = {f for f in formulas if f[0] == "BOM" and "*" in f[1]}
    totals = {f for f in formulas if f[1].startswith("=SUM(")}
    assert formulas == products | totals
    assert ("BOM", "=F2*H2") in products
    assert {f[0] for f in totals} == {"BOM", "Racks"}


def test_that_the_same_design_gives_the_same_bytes(
    workbook_file: bytes, small_cloudmatrix: EvaluatedDesign
) -> None:
    assert workbook_bytes(small_cloudmatrix) == workbook_file


@pytest.mark.parametrize("text", HOSTILE)
def test_that_text_never_becomes_a_formula_or_a_link(text: str) -> None:
    data = xlsx_bytes((Sheet("A", (Table("a", "A", (Column(text),), ((text,),)),)),), text)
    cells = [row[0] for row in opened(data)["A"].iter_rows()]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None),
        (text, "s", None),
    ]


def test_that_a_hostile_design_name_stays_text(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    subject = evaluate(evolve(small_cloudmatrix.design, name="=cmd|'/C calc'!A0"))
    cells = [c for row in opened(workbook_bytes(subject))["Summary"].iter_rows() for c in row]
    named = [cell for cell in cells if cell.value == "=cmd|'/C calc'!A0"]
    assert [cell.data_type for cell in named] == ["s"]


def test_that_odd_cells_are_written_without_harm() -> None:
    columns = (
        Column("T"),
        Column("N", CellFormat.NUMBER, product_of=("N", "W")),
        Column("W", CellFormat.WHOLE),
    )
    long_text = "x" * (MAX_TEXT_CHARS + 10)
    rows = (("", float("nan"), 1), (long_text, None, None), ("a\x00b\x1f", 2.0, 3))
    data = xlsx_bytes((Sheet("S" * 40, (Table("t", "T", columns, rows),)),), "t")
    written = list(opened(data)["S" * 31].iter_rows(values_only=True))
    assert len(str(written[2][0])) == MAX_TEXT_CHARS
    assert written[2][1] is None
    assert written[3][1] == "=B4*C4"


def test_that_headings_stay_in_view_and_filter(workbook_file: bytes) -> None:
    book = opened(workbook_file)
    for name in ("BOM", "Cabling", "Racks", "Checks", "Sources"):
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref is not None
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.orientation == "landscape"


def test_that_nothing_in_the_file_depends_on_the_time_it_was_made(workbook_file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_file)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        names = archive.namelist()
    assert not any("vba" in name.lower() or "external" in name.lower() for name in names)


def test_that_printed_cells_and_workbook_cells_agree(
    workbook_file: bytes, small_cloudmatrix: EvaluatedDesign
) -> None:
    (table,) = build_sheets(small_cloudmatrix)[3].tables
    (first, *_) = opened(workbook_file, values=True)["Racks"].iter_rows(min_row=2)
    row = next(iter(table.rows))
    assert [c.value for c in first][:3] == list(row[:3])
    assert cell_text(row[5], table.columns[5].cell_format).startswith("29.58")
