"""Line numbers of the keys of a TOML text, which the parser of the standard library drops.

The scanner runs only over text that :mod:`tomllib` has accepted, so it may assume good syntax and
needs to tell apart keys, strings, brackets and comments, nothing else.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from designer.wording.wording import worded

FieldPath: TypeAlias = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_BASIC: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL: Final = re.compile(r"'[^'\n]*'")
_LONG_BASIC: Final = re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL)
_LONG_LITERAL: Final = re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL)
_STRINGS: Final = (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL)
_SCALAR: Final = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[FieldPath, int]:
    """Return the line on which each key, table and array item starts.

    Parameters
    ----------
    text
        A TOML document with valid syntax.

    Returns
    -------
    dict[FieldPath, int]
        Lines, counted from 1, by path; arrays use the item index as path step. [1]
    """
    scanner = _Scanner(text)
    scanner.read_document()
    return scanner.lines


def line_of(lines: dict[FieldPath, int], path: FieldPath) -> int:
    """Return the line of a path, or of the nearest table around it.

    Parameters
    ----------
    lines
        Result of :func:`key_lines`.
    path
        Path of a field, which may be missing from the text.

    Returns
    -------
    int
        Line counted from 1; 0 if nothing around the path is in the text. [1]
    """
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[FieldPath, int] = {}
        self._n_items: dict[FieldPath, int] = {}
        self._counted_to = 0
        self._line = 1

    def read_document(self) -> None:
        table: FieldPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._read_header()
            else:
                self._read_pair(table)
            self._skip(_BLANK)

    def _read_header(self) -> FieldPath:
        line = self._current_line()
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        *outer, last = self._read_key()
        self.at += 2 if is_array else 1
        path: FieldPath = ()
        for step in outer:
            self.lines.setdefault((*path, step), line)
            path = self._into_last_item((*path, step))
        path = (*path, last)
        self.lines.setdefault(path, line)
        if is_array:
            index = self._n_items.get(path, 0)
            self._n_items[path] = index + 1
            path = (*path, index)
            self.lines[path] = line
        return path

    def _into_last_item(self, path: FieldPath) -> FieldPath:
        n_items = self._n_items.get(path, 0)
        return (*path, n_items - 1) if n_items else path

    def _read_pair(self, table: FieldPath) -> None:
        line = self._current_line()
        path = table
        for step in self._read_key():
            path = (*path, step)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._read_value(path)

    def _read_key(self) -> list[str]:
        steps: list[str] = []
        while True:
            self._skip(_SPACE)
            quote = self.text[self.at]
            if quote in "\"'":
                steps.append(self._take(_BASIC if quote == '"' else _LITERAL)[1:-1])
            else:
                steps.append(self._take(_BARE))
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return steps
            self.at += 1

    def _read_value(self, path: FieldPath) -> None:
        first = self.text[self.at]
        if first == "[":
            self._read_array(path)
        elif first == "{":
            self._read_inline_table(path)
        elif first in "\"'":
            pattern = next(p for p in _STRINGS if p.match(self.text, self.at))
            self._take(pattern)
        else:
            self._take(_SCALAR)

    def _read_array(self, path: FieldPath) -> None:
        self.at += 1
        index = 0
        self._skip(_BLANK)
        while self.text[self.at] != "]":
            self.lines[(*path, index)] = self._current_line()
            self._read_value((*path, index))
            index += 1
            self._skip_comma()
        self.at += 1

    def _read_inline_table(self, path: FieldPath) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self.text[self.at] != "}":
            self._read_pair(path)
            self._skip_comma()
        self.at += 1

    def _skip_comma(self) -> None:
        self._skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:  # pragma: no cover - tomllib has accepted the text before
            raise ValueError(
                worded("line {current_line} is not TOML", current_line=self._current_line())
            )
        self.at = match.end()
        return match.group()

    def _current_line(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line
