"""CSV: numbers stay numbers, and nothing that a user typed becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.export.table import CellFormat, Column, Table
from designer.export.writers.csv import csv_bytes, safe_text

COLUMNS = (
    Column("Name"),
    Column("Qty", CellFormat.WHOLE, is_summed=True),
    Column("Price", CellFormat.MONEY, "USD", is_summed=True),
    Column("Date", CellFormat.DATE),
)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_that_headings_rows_and_totals_are_written_in_order() -> None:
    rows = (("a, b", 2, 1.25, date(2026, 11, 22)), ('say "hi"', 3, None, None))
    data = csv_bytes(Table("t", "T", COLUMNS, rows, notes=("not in it",), has_totals=True))
    assert read(data) == [
        ["Name", "Qty", "Price [USD]", "Date"],
        ["a, b", "2", "1.25", "2026-11-22"],
        ['say "hi"', "3", "", ""],
        ["Total", "5", "1.25", ""],
    ]
    assert b"\r" not in data


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        '  =HYPERLINK("http://x")',
        "\n=1",
        "\uff1d1+1",
        "\u00a0=1",
    ],
)
def test_that_text_like_a_formula_is_quoted_with_an_apostrophe(text: str) -> None:
    assert safe_text(text) == f"'{text}"
    assert read(csv_bytes(Table("t", "T", (Column("A"),), ((text,),))))[1] == [f"'{text}"]


def test_that_a_bare_carriage_return_cannot_start_a_row() -> None:
    assert safe_text("\r=1+1") == "'\n=1+1"
    assert read(csv_bytes(Table("t", "T", (Column("A"),), (("a\r=1+1\r\nb",),))))[1:] == [
        ["a\n=1+1\nb"]
    ]


@pytest.mark.parametrize("text", ["", "npu[3]", "400G", "a=b", "'quoted", "\u4e2d\u6587"])
def test_that_plain_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


def test_that_a_negative_number_stays_a_number() -> None:
    table = Table("t", "T", (Column("A", CellFormat.NUMBER),), ((-2.5,), (-3,)))
    assert [row[0] for row in read(csv_bytes(table))[1:]] == ["-2.5", "-3"]


@given(st.floats(-1e300, 1e300), st.integers())
def test_that_numbers_survive_the_way_through_text(number: float, count: int) -> None:
    columns = (Column("A", CellFormat.NUMBER), Column("B", CellFormat.WHOLE))
    (_, cells) = read(csv_bytes(Table("t", "T", columns, ((number, count),))))
    assert float(cells[0]) == pytest.approx(number, rel=1e-14)
    assert int(cells[1]) == count


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
def test_that_any_text_comes_back_safe(text: str) -> None:
    (_, (cell,)) = read(csv_bytes(Table("t", "T", (Column("A"),), ((f"x{text}",),))))
    assert cell == f"x{text}".replace("\r\n", "\n").replace("\r", "\n")
    assert not safe_text(text).lstrip().startswith(("=", "+", "-", "@"))
