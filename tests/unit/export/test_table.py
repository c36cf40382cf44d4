"""Tables: selecting, summing and printing cells."""

from __future__ import annotations

from datetime import date

import pytest

from designer.export.table import (
    Cell,
    CellFormat,
    Column,
    Table,
    cell_text,
    finite_cell,
    totals_of,
)

PRICES = Table(
    "prices",
    "Prices",
    (
        Column("Item"),
        Column("Qty", CellFormat.WHOLE, is_summed=True),
        Column("Mass", CellFormat.NUMBER, "kg", is_summed=True),
        Column("Note"),
    ),
    (("a", 2, 1.5, "x"), ("b", 3, None, "y"), ("c", 1, float("nan"), "")),
    has_totals=True,
)


def test_that_a_heading_carries_the_unit() -> None:
    assert [column.heading for column in PRICES.columns] == ["Item", "Qty", "Mass [kg]", "Note"]


def test_that_totals_sum_what_is_known() -> None:
    assert totals_of(PRICES) == ("Total", 6, 1.5, None)


def test_that_a_selection_keeps_rows_in_the_order_asked_for() -> None:
    narrow = PRICES.select("Note", "Item")
    assert narrow.rows == (("x", "a"), ("y", "b"), ("", "c"))
    assert [column.title for column in narrow.columns] == ["Note", "Item"]


def test_that_an_unknown_column_is_refused() -> None:
    with pytest.raises(KeyError, match="Colour"):
        PRICES.select("Colour")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_that_numbers_that_are_not_finite_become_nothing(value: float) -> None:
    assert finite_cell(value) is None
    assert cell_text(value, CellFormat.NUMBER) == ""


@pytest.mark.parametrize(
    ("cell", "cell_format", "text"),
    [
        (None, CellFormat.NUMBER, ""),
        ("=1+1", CellFormat.TEXT, "=1+1"),
        (date(2026, 11, 22), CellFormat.DATE, "2026-11-22"),
        (2688, CellFormat.WHOLE, "2,688"),
        (2.0, CellFormat.NUMBER, "2"),
        (0.0012345, CellFormat.NUMBER, "0.001234"),
        (75.264, CellFormat.NUMBER, "75.26"),
        (123456.789, CellFormat.NUMBER, "123,457"),
        (13_074_124.48, CellFormat.MONEY, "13,074,124"),
        (75.0, CellFormat.MONEY, "75.00"),
    ],
)
def test_that_a_cell_is_printed_in_its_format(
    cell: Cell, cell_format: CellFormat, text: str
) -> None:
    assert cell_text(cell, cell_format) == text
