"""Records from parsed catalog files, with every problem turned into a finding."""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from designer.catalog.provenance import Figure
from designer.catalog.quantities import figure_from_table, unit_of_name
from designer.errors.findings import Finding, FindingCode
from designer.units.record import FrozenRecord
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from datetime import date, time

    from pydantic_core import ErrorDetails

    from designer.catalog.toml_file import TomlFile
    from designer.catalog.toml_places import FieldPath
    from designer.units.quantity import Unit

_Record = TypeVar("_Record", bound=FrozenRecord)


@dataclass(frozen=True)
class Place:
    """Where a table stands.

    Attributes
    ----------
    file, path
        File, and path of the table in it.
    unit
        Unit of figures whose field name does not say it (``figure`` of an assumption).
    """

    file: TomlFile
    path: FieldPath = ()
    unit: Unit | None = None

    def inner(self, *steps: str | int) -> Place:
        """Return the place of something inside this table.

        Parameters
        ----------
        steps
            Path from this table.

        Returns
        -------
        Place
            The inner place.
        """
        return replace(self, path=(*self.path, *steps))


def record_from_table(
    table: dict[str, Any], record_type: type[_Record], place: Place
) -> tuple[_Record | None, list[Finding]]:
    """Build a record from a table of a catalog file.

    Parameters
    ----------
    table
        The table as parsed.
    record_type
        Record to build.
    place
        Where the table stands.

    Returns
    -------
    tuple[_Record | None, list[Finding]]
        The record, or ``None`` if there is any finding; and all findings.
    """
    findings: list[Finding] = []
    fields = _with_figures(table, record_type, place, findings)
    try:
        record = record_type.model_validate_json(json.dumps(fields, default=_plain))
    except ValidationError as error:
        details = error.errors(include_url=False)
        findings += [_finding(detail, record_type, place) for detail in details]
        return None, findings
    return (None if findings else record), findings


def _with_figures(
    table: dict[str, Any], record_type: type[FrozenRecord], place: Place, findings: list[Finding]
) -> dict[str, Any]:
    fields: dict[str, Any] = dict(table)
    for name, value in table.items():
        info = record_type.model_fields.get(name)
        kind = _record_in(info.annotation) if info is not None else None
        if kind is Figure and isinstance(value, dict):
            fields[name] = _figure(value, name, place, findings)
        elif kind is not None and isinstance(value, list):
            fields[name] = [
                _with_figures(item, kind, place.inner(name, index), findings)
                if isinstance(item, dict)
                else item
                for index, item in enumerate(value)
            ]
    return fields


def _figure(
    value: dict[str, Any], name: str, place: Place, findings: list[Finding]
) -> dict[str, Any]:
    unit = unit_of_name(name) or place.unit
    if unit is None:  # a record without a unit suffix is a mistake in the program
        raise LookupError(worded("the name {name} ends in no unit suffix", name=name))
    figure, problems = figure_from_table(value, unit, place.file, place.inner(name).path)
    findings += problems
    return figure


def _record_in(annotation: object) -> type[FrozenRecord] | None:
    if isinstance(annotation, type) and issubclass(annotation, FrozenRecord):
        return annotation
    if get_origin(annotation) in {Union, types.UnionType, tuple}:
        found = (_record_in(inner) for inner in get_args(annotation))
        return next((kind for kind in found if kind is not None), None)
    return None


def _plain(value: date | time) -> str:
    return value.isoformat()


def _finding(detail: ErrorDetails, record_type: type[FrozenRecord], place: Place) -> Finding:
    file = place.file
    where = (*place.path, *detail["loc"])
    name = str(where[-1]) if where else ""
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        known = _field_names(record_type)
        near = get_close_matches(name, sorted(known), n=1)
        hint = (
            worded('did you mean "{near}"?', near=near[0])
            if near
            else worded("remove it, or correct its name")
        )
        return file.finding(
            FindingCode.FIELD_UNKNOWN,
            where,
            worded('"{name}" is not a field', name=name),
            hint=hint,
        )
    if detail["type"] == "missing":
        message, hint = worded('"{name}" is missing', name=name), worded("add {name}", name=name)
        return file.finding(FindingCode.FIELD_MISSING, where, message, hint=hint)
    given = detail["input"]
    if isinstance(given, str | int | float):
        message = joined("", (f"{given!r:.80}: ", message))
    hint = worded("see the field tables in catalogs/README.md")
    return file.finding(FindingCode.FIELD_INVALID, where, message, hint=hint)


def _field_names(record_type: type[FrozenRecord]) -> set[str]:
    names: set[str] = set()
    pending: list[type[FrozenRecord]] = [record_type]
    while pending:
        fields = pending.pop().model_fields
        names |= set(fields)
        pending += [
            kind for info in fields.values() if (kind := _record_in(info.annotation)) is not None
        ]
    return names
