"""Rules for every stored record: frozen all the way down, named with units."""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing

import pytest

import designer.catalog
import designer.model
from designer.units.quantity import UNITS
from designer.units.record import FrozenRecord

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (*tuple(unit.suffix for unit in UNITS if unit.suffix), "_u", "_ix", "revision")
DIMENSIONLESS = {
    "size", "count", "offset", "value", "low", "high", "currency_year", "format_version",
    "pixels_per_m", "pairs",
}  # fmt: skip


def records() -> Iterator[type[FrozenRecord]]:
    for package in (designer.catalog, designer.model):
        for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            module = importlib.import_module(info.name)
            for thing in vars(module).values():
                if (
                    isinstance(thing, type)
                    and issubclass(thing, FrozenRecord)
                    and thing.__module__ == module.__name__
                ):
                    yield thing


def record_name(record: object) -> str:
    return getattr(record, "__qualname__", "")


def arguments(annotation: object) -> Iterator[object]:
    yield annotation
    yield typing.get_origin(annotation)
    for argument in typing.get_args(annotation):
        if not isinstance(argument, str):
            yield from arguments(argument)


@pytest.mark.parametrize("record", sorted(records(), key=record_name))
def test_that_a_record_holds_nothing_that_can_be_changed(record: type[FrozenRecord]) -> None:
    hints = typing.get_type_hints(record, include_extras=True)
    for name in record.model_fields:
        assert not {list, dict, set} & {a for a in arguments(hints[name]) if isinstance(a, type)}
    assert record.model_config.get("frozen") is True
    assert record.model_config.get("strict") is True
    assert record.model_config.get("extra") == "forbid"


@pytest.mark.parametrize("record", sorted(records(), key=record_name))
def test_that_numeric_fields_end_in_a_unit(record: type[FrozenRecord]) -> None:
    hints = typing.get_type_hints(record)
    for name in record.model_fields:
        kinds = {a for a in arguments(hints[name]) if isinstance(a, type)} - {types.NoneType}
        if kinds & {int, float} and not kinds & {str}:
            assert name in DIMENSIONLESS or name.startswith("n_") or name.endswith(SUFFIXES), (
                f"{record.__name__}.{name} has no unit suffix"
            )
