"""Catalog files as read from disk: data, line numbers, and findings about them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from designer.catalog.toml_places import FieldPath, key_lines, line_of
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
_AT_LINE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True)
class TomlFile:
    """One file, parsed.

    Attributes
    ----------
    name
        Name to show, with forward slashes, such as ``catalogs/optics/huawei/lpo-400g.toml``.
    stem
        File name without the extension.
    data
        Tables as parsed.
    text
        The text, from which lines are counted.
    """

    name: str
    stem: str
    data: dict[str, Any] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def lines(self) -> dict[FieldPath, int]:
        """Line of every key by path; counted only for a file that has a finding."""
        try:
            return key_lines(self.text)
        except RecursionError:  # nested deeper than the scanner goes: the file alone is named
            return {}

    def finding(
        self,
        code: FindingCode,
        path: FieldPath,
        message: str,
        *,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """Return a finding about one field of this file.

        Parameters
        ----------
        code
            What kind of problem.
        path
            Path of the field; empty for the file as a whole.
        message
            What is wrong.
        hint
            What to do.
        severity
            How much it matters.

        Returns
        -------
        Finding
            With file, line and field.
        """
        locus = Locus(file=self.name, line=line_of(self.lines, path), field=field_text(path))
        return Finding(code, severity, message, hint, locus)


def field_text(path: FieldPath) -> str:
    """Return a field path as people write it.

    Parameters
    ----------
    path
        Steps; numbers are array indices.

    Returns
    -------
    str
        For example ``ports[0].rate_bps.unit``.
    """
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def read_toml(path: Path, name: str) -> TomlFile | Finding:
    """Read one TOML file.

    Parameters
    ----------
    path
        File to read.
    name
        Name to show in findings.

    Returns
    -------
    TomlFile | Finding
        The parsed file, or why it cannot be used.
    """
    empty = TomlFile(name, path.stem)
    unreadable = FindingCode.FILE_UNREADABLE
    try:
        if not path.is_file():
            return empty.finding(
                unreadable, (), worded("there is no such file"), hint=worded("restore the file")
            )
        if path.stat().st_size > MAX_FILE_BYTES:
            return empty.finding(
                unreadable,
                (),
                worded("the file is larger than 16 MB"),
                hint=worded("split it, one part per file"),
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return empty.finding(
            unreadable,
            (),
            worded("cannot be read: {reason}", reason=reason),
            hint=worded("check that the file may be read"),
        )
    return _parsed(raw, empty)


def _parsed(raw: bytes, empty: TomlFile) -> TomlFile | Finding:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        locus = Locus(file=empty.name, line=line)
        return Finding(
            FindingCode.FILE_SYNTAX,
            Severity.ERROR,
            worded("is not UTF-8 text"),
            worded("save it as UTF-8"),
            locus,
        )
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
        return TomlFile(empty.name, empty.stem, data, text)
    except RecursionError:
        hint = worded("write the tables without such nesting")
        return empty.finding(FindingCode.FILE_SYNTAX, (), worded("is nested too deeply"), hint=hint)
    except ValueError as error:
        return _syntax_finding(str(error), text, empty)


def _syntax_finding(reason: str, text: str, empty: TomlFile) -> Finding:
    match = _AT_LINE.search(reason)
    line, column = (int(match[1]), int(match[2])) if match else (text.count("\n") + 1, 0)
    message = _AT_LINE.sub("", reason).removesuffix(" (at end of document)")
    return Finding(
        FindingCode.FILE_SYNTAX,
        Severity.ERROR,
        worded("is not TOML: {message}", message=message),
        worded("correct the text at this line"),
        Locus(file=empty.name, line=line, column=column),
    )
