"""Read JSON text from a stranger: strict UTF-8, no duplicate keys, no NaN, bounded depth."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Final

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import DesignFileError
from designer.storage.positions import (
    MAX_JSON_DEPTH,
    Position,
    Spot,
    position_at,
    spots,
    text_from_json_path,
)
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
MAX_FINDINGS: Final = 100
START: Final = Position(1, 1)
_MAX_NUMBER_CHARS: Final = 64
_SHOWN_CHARS: Final = 40
_CONSTANTS: Final = frozenset({"NaN", "Infinity", "-Infinity"})
_MARKS: Final = (
    (codecs.BOM_UTF8, worded("starts with a byte order mark")),
    (codecs.BOM_UTF32_LE, worded("is UTF-32 text")),
    (codecs.BOM_UTF32_BE, worded("is UTF-32 text")),
    (codecs.BOM_UTF16_LE, worded("is UTF-16 text")),
    (codecs.BOM_UTF16_BE, worded("is UTF-16 text")),
)
_SYNTAX_HINTS: Final = (
    (
        "Expecting property name",
        worded("remove a comma before }, or put the key in double quotes"),
    ),
    (
        "Expecting ',' delimiter",
        worded("add a comma between the two values, or close the bracket"),
    ),
    ("Expecting ':' delimiter", worded("put a colon between key and value")),
    ("Expecting value", worded("a value is missing here, or a comma is too many")),
    ("Illegal trailing comma", worded("remove the comma")),
    ("Unterminated string", worded("close the text with a double quote")),
    ("Invalid control character", worded("write line breaks inside a text as \\n")),
    ("Invalid \\", worded("write a backslash as \\\\")),
    ("Extra data", worded("one file holds one design; remove what follows its last }")),
)


def file_finding(
    file_name: str,
    code: FindingCode,
    message: str,
    hint: str,
    *,
    position: Position = START,
    field: str = "",
) -> Finding:
    """Make an error with its place in a file.

    Parameters
    ----------
    file_name
        Name to show.
    code, message, hint
        What is wrong and what to do.
    position
        Line and column.
    field
        Field in words.

    Returns
    -------
    Finding
        Of severity error.
    """
    locus = Locus(file=file_name, line=position.line, column=position.column, field=field)
    return Finding(code, Severity.ERROR, message, hint, locus)


def summary_text(findings: Sequence[Finding]) -> str:
    """Return the one line that stands for several findings.

    Parameters
    ----------
    findings
        At least one.

    Returns
    -------
    str
        The first of them with place and hint, and how many more there are.
    """
    first = findings[0]
    text = joined(": ", (first.locus.text(), first.message))
    if first.hint:
        text = joined("; ", (text, first.hint))
    if len(findings) == 1:
        return text
    least = worded("at least ") if len(findings) >= MAX_FINDINGS else ""
    return worded(
        "{text} (and {least}{n_more} more)", text=text, least=least, n_more=len(findings) - 1
    )


def text_from_bytes(data: bytes, file_name: str) -> str:
    """Decode a file, strictly.

    Parameters
    ----------
    data
        The whole file.
    file_name
        Name to show in messages.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    DesignFileError
        If it is too large, empty, or not UTF-8 without byte order mark.
    """
    finding = _byte_finding(data, file_name)
    if finding is not None:
        raise DesignFileError(summary_text([finding]), (finding,))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        words = worded("byte 0x{data:02x} is not UTF-8", data=data[error.start])
        finding = _encoding_finding(file_name, words, data, error.start)
        raise DesignFileError(summary_text([finding]), (finding,)) from error


def _byte_finding(data: bytes, file_name: str) -> Finding | None:
    if len(data) > MAX_FILE_BYTES:
        return too_large(file_name, len(data))
    if not data.strip():
        return file_finding(
            file_name,
            FindingCode.FILE_SYNTAX,
            worded("the file is empty"),
            worded("take its backup copy (.bak), or start a new design"),
        )
    wrong = next((words for mark, words in _MARKS if data.startswith(mark)), "")
    if not wrong and b"\0" in data[:4]:
        wrong = worded("is UTF-16 text or not a text")
    return (
        _encoding_finding(file_name, worded("the file {wrong}", wrong=wrong), data, 0)
        if wrong
        else None
    )


def too_large(file_name: str, n_bytes: int) -> Finding:
    """Make the finding for a file over the size limit.

    Parameters
    ----------
    file_name
        Name to show.
    n_bytes
        Its size. [byte]

    Returns
    -------
    Finding
        Of severity error.
    """
    return file_finding(
        file_name,
        FindingCode.DESIGN_TOO_LARGE,
        worded(
            "the file has {n_bytes:,} bytes; the limit is {most_bytes:,}",
            n_bytes=n_bytes,
            most_bytes=MAX_FILE_BYTES,
        ),
        worded("use counts instead of repeated instances"),
    )


def _encoding_finding(file_name: str, message: str, data: bytes, offset: int) -> Finding:
    position = Position(data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset))
    return file_finding(
        file_name,
        FindingCode.FILE_SYNTAX,
        message,
        worded("save it as UTF-8 without byte order mark"),
        position=position,
    )


def value_from_text(text: str, file_name: str) -> object:
    """Read JSON text.

    Parameters
    ----------
    text
        The whole text.
    file_name
        Name to show in messages.

    Returns
    -------
    object
        Dicts, lists, strings, numbers, booleans and ``None``.

    Raises
    ------
    DesignFileError
        If it is not JSON, has a key twice, a number that is not finite or overlong, or is nested
        deeper than :data:`~designer.storage.positions.MAX_JSON_DEPTH`.
    """
    suspects: list[str] = []

    def pairs(members: list[tuple[str, object]]) -> dict[str, object]:
        record = dict(members)
        if len(record) < len(members):
            suspects.append("duplicate key")
        return record

    def number(token: str) -> int:
        if len(token) > _MAX_NUMBER_CHARS:
            suspects.append("long number")
            return 0
        return int(token)

    try:
        value: object = json.loads(
            text, object_pairs_hook=pairs, parse_constant=suspects.append, parse_int=number
        )
    except json.JSONDecodeError as error:
        finding = _syntax_finding(file_name, error)
        raise DesignFileError(summary_text([finding]), (finding,)) from error
    except RecursionError:
        suspects.append("depth")
        value = None
    if suspects or _depth(value) > MAX_JSON_DEPTH:
        findings = tuple(_suspect_findings(text, file_name))
        raise DesignFileError(summary_text(findings), findings)
    return value


def _depth(value: object) -> int:
    depth = 0
    level = [value]
    while level:
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        level = [item for item in inner if isinstance(item, dict | list)]
        depth += 1
        if depth > MAX_JSON_DEPTH:
            break
    return depth


def _syntax_finding(file_name: str, error: json.JSONDecodeError) -> Finding:
    hint = next((h for start, h in _SYNTAX_HINTS if error.msg.startswith(start)), "")
    return file_finding(
        file_name,
        FindingCode.FILE_SYNTAX,
        worded(
            "not valid JSON: {problem}",
            problem=error.msg[0].lower() + error.msg[1:].removesuffix(" at"),
        ),
        hint or worded("compare with a file that opens"),
        position=Position(error.lineno, error.colno),
    )


def _suspect_findings(text: str, file_name: str) -> Iterator[Finding]:
    n_found = 0
    for spot in spots(text):
        words = _suspect_words(spot)
        if words is not None and n_found < MAX_FINDINGS:
            n_found += 1
            position = position_at(text, spot.offset)
            name = text_from_json_path(spot.path[-4:])
            yield file_finding(file_name, *words, position=position, field=name)


def _suspect_words(spot: Spot) -> tuple[FindingCode, str, str] | None:
    text = spot.text
    if spot.is_duplicate:
        return (
            FindingCode.FILE_SYNTAX,
            worded("key {shown} stands twice", shown=shown(spot.path[-1])),
            worded("remove one"),
        )
    if text in _CONSTANTS:
        message = worded("{text} is not a number that can be used", text=text)
        return FindingCode.NUMBER_NOT_FINITE, message, worded("write a finite number")
    if len(text) > _MAX_NUMBER_CHARS and text[0] in "-0123456789":
        message = worded("a number of {n_text:,} digits", n_text=len(text))
        return FindingCode.FIELD_INVALID, message, worded("write a shorter number")
    if len(spot.path) >= MAX_JSON_DEPTH and text in {"[", "{"}:
        message = worded("nested more than {n_levels} levels deep", n_levels=MAX_JSON_DEPTH)
        hint = worded("a design needs far less; the file is damaged or not a design")
        return FindingCode.FILE_SYNTAX, message, hint
    return None


def shown(value: object) -> str:
    """Return a value of a file as short JSON.

    Parameters
    ----------
    value
        Plain JSON value.

    Returns
    -------
    str
        Its text in ASCII, cut after a few words; containers are only named.
    """
    if isinstance(value, dict):
        return worded("an object")
    if isinstance(value, list | tuple):
        return worded("a list")
    text = json.dumps(value, default=str)
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}..."
