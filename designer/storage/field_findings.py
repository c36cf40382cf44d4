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
from designer.wording.wording import Wording, joined, worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN_CHARS: Final = 40
_PATTERN_WORDS: Final = {
    ID_PATTERN: worded("must be lower-case letters, digits and hyphens, at most 64"),
    r"^[a-z0-9][a-z0-9._-]{0,63}$": worded(
        "must be lower-case letters, digits, dot, underscore and hyphen, at most 64"
    ),
    PATH_PATTERN: worded('must be a path such as "rack/node[0]"'),
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
_ANY: Final[Mapping[str, object]] = {"ge": 0, "gt": 0, "le": 0, "expected": "", "max_length": 0}
_PROBLEMS: Final[Mapping[str, Wording]] = {
    "greater_than_equal": worded("must be greater than or equal to {ge}", **_ANY),
    "greater_than": worded("must be greater than {gt}", **_ANY),
    "less_than_equal": worded("must be less than or equal to {le}", **_ANY),
    "finite_number": worded("must be a finite number"),
    "int_type": worded("must be a whole number"),
    "float_type": worded("must be a number"),
    "string_type": worded("must be a text"),
    "bool_type": worded("must be true or false"),
    "tuple_type": worded("must be a list"),
    "enum": worded("must be {expected}", **_ANY),
    "literal_error": worded("must be {expected}", **_ANY),
    "string_too_long": worded("string should have at most {max_length} characters", **_ANY),
}
"""What pydantic finds, in our words and as texts that can be translated."""

_HINTS: Final = {
    "missing": worded("add it"),
    "extra_forbidden": worded("remove it"),
    "finite_number": worded("write a finite number"),
    "int_type": worded("write a whole number without decimal point or exponent"),
    "float_type": worded("write a number without quotes"),
    "string_type": worded("put the text in double quotes"),
    "bool_type": worded("write true or false"),
    "tuple_type": worded("write a list in [ ]"),
    "model_type": worded("write an object in { }"),
    "model_attributes_type": worded("write an object in { }"),
    "enum": worded("use one of these words"),
    "literal_error": worded("use this word"),
    "string_too_long": worded("shorten the text"),
    "too_long": worded("shorten the list"),
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
    hint = _HINTS.get(kind, worded("correct the value"))
    path = place
    if kind == "json_invalid":
        return _text_finding(str(detail.get("ctx", {}).get("error", "")), file_name)
    if kind == "missing":
        code, path = FindingCode.FIELD_MISSING, (*place, last)
        message = worded('"{name}" is missing', name=last)
    elif kind == "extra_forbidden":
        code = FindingCode.FIELD_UNKNOWN
        message = worded('unknown field "{name}"', name=last[:_SHOWN_CHARS])
        near = difflib.get_close_matches(last, _field_names(), 1)
        hint = worded('did you mean "{near}"?', near=near[0]) if near else hint
    else:
        if kind == "finite_number":
            code = FindingCode.NUMBER_NOT_FINITE
        message = joined(" ", (f'"{last}"', _words(detail)))
    field = text_from_json_path(path)
    return file_finding(file_name, code, message, hint, position=position, field=field)


def _text_finding(words: str, file_name: str) -> Finding:
    match = _PLACE_IN_TEXT.search(words)
    position = Position(int(match[1]), int(match[2])) if match else START
    message = worded(
        "not valid JSON: {problem} (half of a surrogate pair?)",
        problem=_PLACE_IN_TEXT.sub("", words),
    )
    hint = worded("write the character itself, as UTF-8")
    return file_finding(file_name, FindingCode.FILE_SYNTAX, message, hint, position=position)


def _words(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "value_error":
        return worded("is wrong: {problem}", problem=str(context["error"]))
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        if pattern.startswith(_TEXT_PATTERN_START):
            return worded("has control or text-direction characters")
        if pattern in _PATTERN_WORDS:
            return _it_is(_PATTERN_WORDS[pattern], detail)
    if kind == "union_tag_invalid":
        return worded(
            "is of unknown family {family!r}; use {known}",
            family=context["tag"],
            known=context["expected_tags"],
        )
    if kind == "union_tag_not_found":
        return worded('has no "family"')
    message = detail["msg"]
    for theirs, ours in _REWORDED:
        message = message.replace(theirs, ours)
    message = message[0].lower() + message[1:]
    known = _PROBLEMS.get(kind)
    if known is not None:
        text = Wording(known.template, context if known.values else {})
        message = text if text == message else message
    return _it_is(message, detail)


def _it_is(problem: str, detail: ErrorDetails) -> str:
    return worded("{problem}; it is {value}", problem=problem, value=shown(detail["input"]))


@cache
def _field_names() -> tuple[str, ...]:
    names: set[str] = set()
    pending: list[type[FrozenRecord]] = [FrozenRecord]
    while pending:
        record = pending.pop()
        names |= set(record.model_fields)
        pending += record.__subclasses__()
    return tuple(sorted(names))
