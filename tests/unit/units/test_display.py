"""Showing numbers, and reading them back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.units.convert import bytes_per_s_from_bps
from designer.units.display import quantity_text, scaled, significant
from designer.units.parse import quantity_from_text, si_factor


@pytest.mark.parametrize(
    ("value", "symbol", "text"),
    [
        (75.264e12, "byte/s", "75.26 TB/s"),
        (400e9, "bit/s", "400 Gbit/s"),
        (999.99e9, "bit/s", "1,000 Gbit/s"),
        (999.9999e9, "bit/s", "1 Tbit/s"),
        (2_688, "1", "2,688"),
        (2.5, "1", "2.5"),
        (559_378.0, "W", "559.4 kW"),
        (0.5, "W", "0.5 W"),
        (0.0, "W", "0 W"),
        (8.2e6, "USD", "8.2 MUSD"),
        (3.1e9, "USD", "3.1 BUSD"),
        (250.0, "USD", "250 USD"),
        (1.2e-6, "s", "1.2 us"),
        (2e-10, "s", "0.2 ns"),
        (0.9634, "ratio", "0.9634"),
        (1.22, "ratio", "1.22"),
        (49.152e12, "byte", "49.15 TB"),
        (288.768e15, "FLOP/s", "288.8 PFLOP/s"),
        (5.0, "furlong", "5 furlong"),
    ],
)
def test_that_numbers_are_shown_as_the_field_writes_them(
    value: float, symbol: str, text: str
) -> None:
    assert quantity_text(value, symbol) == text


@pytest.mark.parametrize(
    ("number", "n_digits", "text"),
    [
        (0, 4, "0"),
        (0.0001234567, 4, "0.0001235"),
        (123456.7, 4, "123,457"),
        (-1.25, 4, "-1.25"),
        (1000, 2, "1,000"),
        (9.99999, 3, "10"),
    ],
)
def test_that_significant_digits_are_kept(number: float, n_digits: int, text: str) -> None:
    assert significant(number, n_digits) == text


@given(
    st.floats(min_value=1e-6, max_value=1e18),
    st.sampled_from(["W", "bit/s", "byte/s", "byte", "FLOP/s", "kg", "m", "USD", "s", "U"]),
)
def test_that_shown_text_reads_back_to_the_same_value(value: float, symbol: str) -> None:
    number, unit_text = scaled(value, symbol)
    spelling = {"B/s": "byte/s", "B": "byte"}.get(unit_text, unit_text)
    try:
        found, factor = si_factor(spelling)
    except ValueError:
        return  # a display prefix that nobody types, such as PW or BUSD
    if found == symbol:
        assert number * factor == pytest.approx(value, rel=1e-9)


@given(st.floats(min_value=1, max_value=1e15))
def test_that_money_text_is_exact_to_its_digits(value: float) -> None:
    text = quantity_text(value, "USD", n_digits=6)
    if "BUSD" not in text:
        assert quantity_from_text(text, "USD") == pytest.approx(value, rel=1e-5)


def test_that_eight_bits_are_a_byte() -> None:
    assert bytes_per_s_from_bps(224e9) == 28e9


def test_that_areas_of_dies_are_shown_in_square_millimetres() -> None:
    assert quantity_text(814e-6, "m2") == "814 mm2"
    assert quantity_text(1_000.0, "m2") == "1,000 m2"
    assert quantity_text(0.0, "m2") == "0 m2"


@pytest.mark.parametrize(
    ("value", "symbol", "text"),
    [
        (5.24e20, "FLOP/s", "524 EFLOP/s"),
        (999e15, "FLOP/s", "999 PFLOP/s"),
        (1.2e18, "byte/s", "1.2 EB/s"),
        (1.075e9, "W", "1.075 GW"),
    ],
)
def test_that_clusters_of_a_million_keep_short_numbers(
    value: float, symbol: str, text: str
) -> None:
    assert quantity_text(value, symbol) == text
    assert quantity_from_text(text, symbol) == pytest.approx(value)
