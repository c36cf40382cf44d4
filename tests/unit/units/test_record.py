"""What every stored record promises."""

from __future__ import annotations

import math

import pytest
from pydantic import ValidationError

from designer.units.quantity import UNIT_BY_SYMBOL, UNITS, Count, LengthM, PowerW
from designer.units.record import FrozenRecord


class Lamp(FrozenRecord):
    name: str
    draw_w: PowerW = 5.0
    n_bulbs: Count = 1
    lengths_m: tuple[LengthM, ...] = ()


def test_that_a_record_cannot_be_changed() -> None:
    lamp = Lamp(name="a")
    with pytest.raises(ValidationError, match="frozen"):
        lamp.__setattr__("name", "b")


def test_that_equal_records_are_equal_and_hash_alike() -> None:
    assert Lamp(name="a", lengths_m=(1.0,)) == Lamp(name="a", lengths_m=(1.0,))
    assert len({Lamp(name="a"), Lamp(name="a"), Lamp(name="b")}) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "a", "colour": "red"},
        {"name": 3},
        {"name": "a", "draw_w": math.nan},
        {"name": "a", "draw_w": math.inf},
        {"name": "a", "draw_w": -1.0},
        {"name": "a", "draw_w": "5"},
        {"name": "a", "n_bulbs": 0},
        {"name": "a", "n_bulbs": 1.0},
        {"name": "a", "n_bulbs": True},
        {"name": "a", "lengths_m": [1.0]},
        {"name": "x" * 70_000},
    ],
)
def test_that_lax_or_wild_values_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Lamp.model_validate(fields)


def test_that_units_have_symbols_and_suffixes_of_their_own() -> None:
    assert len(UNIT_BY_SYMBOL) == len(UNITS)
    suffixes = [unit.suffix for unit in UNITS if unit.suffix]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith("_") for suffix in suffixes)
