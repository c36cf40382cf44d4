"""The one way to write a design as text: fixed key order, one record per line."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final

from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from designer.model.design import Design

_ALWAYS_WRITTEN: Final = frozenset({"family"})
_LISTS_OF_DESIGN: Final = frozenset({
    "fabrics",
    "blocks",
    "parts",
    "prices",
    "sources",
    "approvals",
    "risk_groups",
})
_LISTS_OF_BLOCK: Final = frozenset({
    "instances",
    "port_groups",
    "link_bundles",
    "exceptions",
    "link_exceptions",
})


def plain_record(record: FrozenRecord) -> dict[str, object]:
    """Return a record as plain JSON values.

    Parameters
    ----------
    record
        Any record.

    Returns
    -------
    dict[str, object]
        Fields in record order; fields that have their default are left out.
    """
    plain: dict[str, object] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        is_default = not field.is_required() and value == field.default
        if name in _ALWAYS_WRITTEN or not is_default:
            plain[name] = _plain_value(value)
    return plain


def _plain_value(value: object) -> object:
    if isinstance(value, FrozenRecord):
        return plain_record(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return value  # rows of numbers: lists of a million are written as they are
        return [_plain_value(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def line_from_value(value: object) -> str:
    """Write plain JSON values on one line.

    Parameters
    ----------
    value
        Plain JSON values.

    Returns
    -------
    str
        JSON with a space after comma and colon; numbers in their shortest exact form.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def content_text(design: Design) -> str:
    """Write the content of a design, one block, instance, bundle or part on a line.

    Parameters
    ----------
    design
        Any design.

    Returns
    -------
    str
        A JSON object.
    """
    members = []
    for key, value in plain_record(design).items():
        if key in _LISTS_OF_DESIGN and isinstance(value, list):
            write = _block_text if key == "blocks" else line_from_value
            text = _lines_text([write(item) for item in value])
        else:
            text = line_from_value(value)
        members.append(f'"{key}": {text}')
    return "{\n" + ",\n".join(members) + "\n}"


def _block_text(block: object) -> str:
    members = []
    for key, value in dict(block).items() if isinstance(block, dict) else ():
        is_list = key in _LISTS_OF_BLOCK
        text = _lines_text([line_from_value(v) for v in value]) if is_list else None
        members.append(f'"{key}": {text or line_from_value(value)}')
    return "{" + ", ".join(members) + "}"


def _lines_text(lines: list[str]) -> str:
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def content_sha256(design: Design) -> str:
    """Return the checksum of the content of a design.

    Parameters
    ----------
    design
        Any design.

    Returns
    -------
    str
        SHA-256 of the content with sorted keys and no white space, as hexadecimal text. It does
        not depend on line breaks, key order or spelled-out defaults in a file.
    """
    text = json.dumps(
        plain_record(design),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
