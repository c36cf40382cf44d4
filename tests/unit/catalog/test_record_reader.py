"""Records of the program itself must name their units."""

from __future__ import annotations

import pytest

from designer.catalog.provenance import Figure
from designer.catalog.quantities import unit_of_name
from designer.catalog.record_reader import Place, record_from_table
from designer.catalog.toml_file import TomlFile
from designer.units.quantity import UNITS
from designer.units.record import FrozenRecord


class Unsuffixed(FrozenRecord):
    size: Figure


def test_that_a_record_without_a_unit_suffix_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError, match="size ends in no unit suffix"):
        record_from_table({"size": {"value": 1}}, Unsuffixed, Place(TomlFile("a.toml", "a")))


def test_that_the_longest_suffix_decides_the_unit() -> None:
    symbols = {
        "memory_bytes_per_s": "byte/s",
        "memory_bytes": "byte",
        "flop_per_s": "FLOP/s",
        "rate_bps": "bit/s",
        "price_usd_per_m": "USD/m",
        "price_usd": "USD",
        "width_m": "m",
        "latency_s": "s",
        "n_cores": "1",
    }
    found = {name: unit_of_name(name) for name in symbols}
    assert {name: unit.symbol for name, unit in found.items() if unit} == symbols
    assert unit_of_name("size") is None


def test_that_every_suffix_leads_to_its_unit() -> None:
    for unit in UNITS:
        if unit.suffix:
            assert unit_of_name(f"x{unit.suffix}") is unit
