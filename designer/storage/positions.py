"""Find the line and column of a value in JSON text.

The JSON reader of the standard library and pydantic say *which* value is wrong; this scanner says
*where* it stands. It runs only when there is something to report, over text that is already known
to be JSON.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

JsonPath: TypeAlias = tuple[str | int, ...]
"""Keys and indices that lead from the top of a document to a value."""

MAX_JSON_DEPTH: Final = 64

_TOKEN: Final = re.compile(
    r'(?P<string>"[^"\\]*(?:\\.[^"\\]*)*"?)|(?P<open>[{\[])|(?P<close>[}\]])|(?P<colon>:)'
    r'|(?P<comma>,)|(?P<word>[^\s"{}\[\]:,]+)',
    re.DOTALL,
)


class Position(NamedTuple):
    """Line and column of a character, both counted from 1."""

    line: int
    column: int


class Spot(NamedTuple):
    """A value in the text.

    ``offset`` is where its key starts, or the value itself inside an array. ``text`` is the
    plain value as written, or the opening bracket.
    """

    path: JsonPath
    offset: int
    text: str
    is_duplicate: bool


@dataclass
class _Frame:
    is_object: bool
    index: int = 0
    key: str = ""
    key_offset: int = 0
    is_value_next: bool = False
    is_duplicate: bool = False
    seen: set[str] = field(default_factory=set)

    def read_key(self, token: str, offset: int) -> None:
        self.key = str(json.loads(token)) if "\\" in token else token[1:-1]
        self.key_offset = offset
        self.is_duplicate = self.key in self.seen
        self.seen.add(self.key)

    def next_member(self) -> None:
        self.index += 1
        self.is_value_next = False


def position_at(text: str, offset: int) -> Position:
    """Return line and column of a character.

    Parameters
    ----------
    text
        The whole text.
    offset
        Index of the character. [1]

    Returns
    -------
    Position
        Counted from 1.
    """
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def spots(text: str) -> Iterator[Spot]:
    """Yield every value of a JSON text, parents before children.

    Parameters
    ----------
    text
        JSON text; nesting deeper than :data:`MAX_JSON_DEPTH` ends the walk at that bracket.

    Yields
    ------
    Spot
        Values in the order of the text.
    """
    frames: list[_Frame] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        token = match.group()
        top = frames[-1] if frames else None
        if kind == "close":
            frames.pop()
        elif kind == "comma" and top is not None:
            top.next_member()
        elif kind == "colon" and top is not None:
            top.is_value_next = True
        elif top is not None and top.is_object and not top.is_value_next:
            top.read_key(token, match.start())
        else:
            yield _spot(frames, match.start(), token)
            if kind == "open":
                frames.append(_Frame(is_object="{" in token))
        if len(frames) > MAX_JSON_DEPTH:
            return


def _spot(frames: list[_Frame], offset: int, token: str) -> Spot:
    path: JsonPath = tuple(f.key if f.is_object else f.index for f in frames)
    if frames and frames[-1].is_object:
        return Spot(path, frames[-1].key_offset, token, frames[-1].is_duplicate)
    return Spot(path, offset, token, is_duplicate=False)


def locate(text: str, paths: Collection[JsonPath]) -> dict[JsonPath, Position]:
    """Return where values stand.

    Parameters
    ----------
    text
        JSON text.
    paths
        Values to find.

    Returns
    -------
    dict[JsonPath, Position]
        Positions of those that exist.
    """
    wanted = set(paths)
    found: dict[JsonPath, Position] = {}
    for spot in spots(text) if wanted else ():
        if spot.path in wanted and spot.path not in found:
            found[spot.path] = position_at(text, spot.offset)
            if len(found) == len(wanted):
                break
    return found


def text_from_json_path(path: JsonPath) -> str:
    """Write a path for people.

    Parameters
    ----------
    path
        Keys and indices.

    Returns
    -------
    str
        For example ``content.blocks[0].instances[2].dims``.
    """
    words = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(words).removeprefix(".")
