"""Quantity tables of catalog files: value and unit as written become SI figures.

A quantity is a small table, ``{value, unit, kind, source, locator, as_of, note}`` with ``low`` and
``high`` for estimates and prices, and ``alternatives`` for disputed facts. The name of the field
says in which SI unit the figure is kept.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from designer.catalog.provenance import FigureKind
from designer.errors.findings import Finding, FindingCode
from designer.units.parse import si_factor
from designer.units.quantity import COUNT, UNIT_BY_SYMBOL, UNITS, Unit
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.toml_file import TomlFile
    from designer.catalog.toml_places import FieldPath

_NEEDS_BAND: Final = {FigureKind.OUR_ESTIMATE.value, FigureKind.LIST_OR_STREET_PRICE.value}
_BAND_ENDS: Final = ("low", "high")


def unit_of_name(name: str) -> Unit | None:
    """Return the unit that the suffix of a name stands for.

    Parameters
    ----------
    name
        Field or assumption name, for example ``tdp_w`` or ``n_cores``.

    Returns
    -------
    Unit | None
        The unit, or ``None`` if the name ends in no known suffix.
    """
    if name.startswith("n_"):
        return COUNT
    matching = [unit for unit in UNITS if unit.suffix and f"_{name}".endswith(unit.suffix)]
    return max(matching, key=lambda unit: len(unit.suffix), default=None)


def figure_from_table(
    table: dict[str, Any], unit: Unit, file: TomlFile, path: FieldPath
) -> tuple[dict[str, Any], list[Finding]]:
    """Convert one quantity table to the fields of a figure.

    Every problem is reported; where there is one, a value that passes stands in its place so
    that the rest of the record can still be checked. A record with findings is never used.

    Parameters
    ----------
    table
        The quantity as parsed.
    unit
        Unit that the figure must have.
    file, path
        Where the table stands.

    Returns
    -------
    tuple[dict[str, Any], list[Finding]]
        Fields of :class:`~designer.catalog.provenance.Figure`, and the problems.
    """
    conversion = _Conversion(unit, file, path)
    return conversion.fields(table), conversion.findings


class _Conversion:
    def __init__(self, unit: Unit, file: TomlFile, path: FieldPath) -> None:
        self.unit = unit
        self.file = file
        self.path = path
        self.factor = 1.0
        self.findings: list[Finding] = []

    def fields(self, table: dict[str, Any]) -> dict[str, Any]:
        self.factor = self._factor(table.get("unit"))
        fields = {**table, "unit": self.unit.symbol}
        for key in ("value", *_BAND_ENDS):
            if key in table:
                fields[key] = self._number(table[key], key)
        if "value" in table and "printed" not in table:
            fields["printed"] = f"{table['value']} {table.get('unit', '')}".strip()
        alternatives = table.get("alternatives")
        if isinstance(alternatives, list):
            fields["alternatives"] = [
                self._alternative(item, index) for index, item in enumerate(alternatives)
            ]
        self._require_band(table)
        if self.findings:
            for key in _BAND_ENDS:
                fields.pop(key, None)
        return fields

    def _report(self, code: FindingCode, steps: FieldPath, message: str, hint: str) -> None:
        self.findings.append(self.file.finding(code, (*self.path, *steps), message, hint=hint))

    def _factor(self, text: object) -> float:
        hint = worded("write it in {symbol} or a multiple of it", symbol=self.unit.symbol)
        if text is None:
            self._report(FindingCode.FIELD_MISSING, ("unit",), worded("the unit is missing"), hint)
            return 1.0
        try:
            symbol, factor = si_factor(text if isinstance(text, str) else repr(text))
        except ValueError as error:
            self._report(FindingCode.UNIT_UNKNOWN, ("unit",), str(error), hint)
            return 1.0
        if symbol == self.unit.symbol:
            return factor
        measured = UNIT_BY_SYMBOL[symbol].quantity
        message = worded(
            '"{text}" measures {measured}, but the field is {quantity}',
            text=text,
            measured=measured,
            quantity=self.unit.quantity,
        )
        self._report(FindingCode.FIELD_INVALID, ("unit",), message, hint)
        return 1.0

    def _number(self, value: object, *steps: str | int) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            message, hint = (
                worded("{value!r} is not a number", value=value),
                worded("write a plain number"),
            )
        elif not math.isfinite(si := float(Decimal(str(value)) * Decimal(str(self.factor)))):
            message, hint = (
                worded("{value!s:.40} is not a finite number", value=value),
                worded("write it as published"),
            )
        elif si < 0:
            message, hint = (
                worded("{value} is negative", value=value),
                worded("write the size of the quantity"),
            )
        else:
            return si
        self._report(FindingCode.FIELD_INVALID, steps, message, hint)
        return 0.0

    def _alternative(self, item: object, index: int) -> object:
        if not isinstance(item, dict) or "value" not in item:
            return item
        value = self._number(item["value"], "alternatives", index, "value")
        return {**item, "value": value}

    def _require_band(self, table: dict[str, Any]) -> None:
        kind = table.get("kind")
        is_price = "USD" in self.unit.symbol
        if not is_price and not (isinstance(kind, str) and kind in _NEEDS_BAND):
            return
        what = worded("a price") if is_price else worded("a figure of kind {kind}", kind=kind)
        for key in _BAND_ENDS:
            if key not in table:
                message = worded("{what} needs both low and high", what=what)
                hint = worded("give {key}, the lowest or highest plausible value", key=key)
                self._report(FindingCode.FIELD_MISSING, (key,), message, hint)
