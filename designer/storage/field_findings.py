"""Turn what pydantic says about a file into findings with line, column and hint."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from designer.errors.findings import Finding, FindingCode
from designer.model.ids import ID_PATTERN, PATH_PATTERN
from designer.storage.positions import JsonPath, Position, locate, text_from_json_path
from designer.storage.strict_json import MAX_FINDINGS, START, file_finding, shown
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN_CHARS: Final = 40
_PATTERN_WORDS: Final = {
    ID_PATTERN: "must be lower-case letters, digits and hyphens, at most 64",
    r"^[a-z0-9][a-z0-9._-]{0,63}$": "must be lower-case letters, digits, dot, underscore and "
    "hyphen, at most 64",
    PATH_PATTERN: 'must be a path such as "rack/node[0]"',
}
_PLACE_IN_TEXT: Final = re.compile(r" at line (\d+) column (\d+)$")
_TEXT_PATTERN_START: Final = r"^[^\x00-"
_REWORDED: Final = (
    ("Input should be", "must be"),
    ("Input should", "must"),
    ("a valid integer", "a whole number"),
    ("a valid number", "a number"),
    ("a valid string", "a text"),
    ("a valid boolean", "true or false"),
    ("a valid tuple", "a list"),
)
_HINTS: Final = {
    "missing": "add it",
    "extra_forbidden": "remove it",
    "finite_number": "write a finite number",
    "int_type": "write a whole number without decimal point or exponent",
    "float_type": "write a number without quotes",
    "string_type": "put the text in double quotes",
    "bool_type": "write true or false",
    "tuple_type": "write a list in [ ]",
    "model_type": "write an object in { }",
    "model_attributes_type": "write an object in { }",
    "enum": "use one of these words",
    "literal_error": "use this word",
    "string_too_long": "shorten the text",
    "too_long": "shorten the list",
}


def field_findings(
    error: ValidationError, value: object, text: str, file_name: str
) -> tuple[Finding, ...]:
    """Return one finding for each wrong field.

    Parameters
    ----------
    error
        What pydantic found.
    value
        The file as plain JSON values.
    text
        The file as text.
    file_name
        Name to show.

    Returns
    -------
    tuple[Finding, ...]
        In the order of the file, at most :data:`~designer.storage.strict_json.MAX_FINDINGS`.
    """
    details = _without_echoes(error.errors(include_url=False)[:MAX_FINDINGS])
    places = [path_from_location(detail["loc"], value) for detail in details]
    positions = locate(text, set(places))
    findings = [
        _finding(detail, place, positions.get(place, START), file_name)
        for detail, place in zip(details, places, strict=True)
    ]
    return tuple(sorted(findings, key=lambda f: (f.locus.line, f.locus.column)))


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    # A list is also reported as too short when its wrong items do not count.
    starts = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    return [d for d in details if d["type"] != "too_short" or d["loc"] not in starts]


def path_from_location(location: Sequence[str | int], value: object) -> JsonPath:
    """Return the part of a pydantic location that exists in the file.

    Locations also name union members and end in keys that are missing; those steps are left out.

    Parameters
    ----------
    location
        Steps as pydantic gives them.
    value
        The file as plain JSON values.

    Returns
    -------
    JsonPath
        Steps that lead to a value of the file.
    """
    path: list[str | int] = []
    for step in location:
        members: object = value
        if isinstance(value, list):
            members = dict(enumerate(value))
        if isinstance(members, dict) and step in members:
            value = members[step]
            path.append(step)
    return tuple(path)


def _finding(detail: ErrorDetails, place: JsonPath, position: Position, file_name: str) -> Finding:
    kind = detail["type"]
    last = str(detail["loc"][-1]) if detail["loc"] else "document"
    code = FindingCode.FIELD_INVALID
    hint = _HINTS.get(kind, "correct the value")
    path = place
    if kind == "json_invalid":
        return _text_finding(str(detail.get("ctx", {}).get("error", "")), file_name)
    if kind == "missing":
        code, path = FindingCode.FIELD_MISSING, (*place, last)
        message = f'"{last}" is missing'
    elif kind == "extra_forbidden":
        code = FindingCode.FIELD_UNKNOWN
        message = f'unknown field "{last[:_SHOWN_CHARS]}"'
        near = difflib.get_close_matches(last, _field_names(), 1)
        hint = f'did you mean "{near[0]}"?' if near else hint
    else:
        if kind == "finite_number":
            code = FindingCode.NUMBER_NOT_FINITE
        message = f'"{last}" {_words(detail)}'
    field = text_from_json_path(path)
    return file_finding(file_name, code, message, hint, position=position, field=field)


def _text_finding(words: str, file_name: str) -> Finding:
    match = _PLACE_IN_TEXT.search(words)
    position = Position(int(match[1]), int(match[2])) if match else START
    message = f"not valid JSON: {_PLACE_IN_TEXT.sub('', words)} (half of a surrogate pair?)"
    hint = "write the character itself, as UTF-8"
    return file_finding(file_name, FindingCode.FILE_SYNTAX, message, hint, position=position)


def _words(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "value_error":
        return f"is wrong: {context['error']}"
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        if pattern.startswith(_TEXT_PATTERN_START):
            return "has control or text-direction characters"
        if pattern in _PATTERN_WORDS:
            return f"{_PATTERN_WORDS[pattern]}; it is {shown(detail['input'])}"
    if kind == "union_tag_invalid":
        return f"is of unknown family {context['tag']!r}; use {context['expected_tags']}"
    if kind == "union_tag_not_found":
        return 'has no "family"'
    message = detail["msg"]
    for theirs, ours in _REWORDED:
        message = message.replace(theirs, ours)
    return f"{message[0].lower()}{message[1:]}; it is {shown(detail['input'])}"


@cache
def _field_names() -> tuple[str, ...]:
    names: set[str] = set()
    pending: list[type[FrozenRecord]] = [FrozenRecord]
    while pending:
        record = pending.pop()
        names |= set(record.model_fields)
        pending += record.__subclasses__()
    return tuple(sorted(names))
