"""Reading unit text."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.units.parse import quantity_from_text, si_factor
from designer.units.quantity import UNIT_BY_SYMBOL


@pytest.mark.parametrize(
    ("text", "symbol", "value"),
    [
        ("1.2 MW", "W", 1.2e6),
        ("400G", "bit/s", 400e9),
        ("1.6T", "bit/s", 1.6e12),
        ("400 Gb/s", "bit/s", 400e9),
        ("400 Gbps", "bit/s", 400e9),
        ("400 Gbit/s", "byte/s", 50e9),
        ("28 GB/s", "byte/s", 28e9),
        ("752 TFLOP/s", "FLOP/s", 752e12),
        ("1,504 TOP/s", "FLOP/s", 1_504e12),
        ("8.2 M$", "USD", 8.2e6),
        ("250 $", "USD", 250.0),
        ("3 USD/m", "USD/m", 3.0),
        ("600 mm", "m", 0.6),
        ("48 U", "U", 48.0),
        ("87 %", "fraction", 0.87),
        ("200 ns", "s", 200e-9),
        ("3", "1", 3.0),
        (" 7 ", "W", 7.0),
        ("-2", "m", -2.0),
        ("1e3 W", "W", 1000.0),
    ],
)
def test_that_text_is_read_in_the_wanted_unit(text: str, symbol: str, value: float) -> None:
    assert quantity_from_text(text, symbol) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "symbol", "words"),
    [
        ("", "W", "not a number with a unit"),
        ("much", "W", "not a number with a unit"),
        ("1 2 W", "W", "not a number with a unit"),
        ("nan W", "W", "not a number with a unit"),
        ("1e999", "W", "too large"),
        ("3 kw", "W", 'unknown unit "kw"; did you mean "kW"'),
        ("3 parsec", "m", 'unknown unit "parsec"'),
        ("3 GB", "W", "is in byte, but W is wanted"),
        ("28 GB/s", "bit/s", "is in byte/s, but bit/s is wanted"),
    ],
)
def test_that_other_text_is_refused_with_a_reason(text: str, symbol: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        quantity_from_text(text, symbol)


def test_that_a_spelling_like_no_other_gets_no_suggestion() -> None:
    with pytest.raises(ValueError, match=r'^unknown unit "§§§§§"$'):
        si_factor("§§§§§")


@given(st.text(max_size=20), st.sampled_from(sorted(UNIT_BY_SYMBOL)))
def test_that_any_text_gives_a_finite_number_or_one_line_of_reason(text: str, symbol: str) -> None:
    try:
        value = quantity_from_text(text, symbol)
    except ValueError as error:
        value, reason = 0.0, str(error)
    else:
        reason = "none needed"
    assert math.isfinite(value)
    assert reason
