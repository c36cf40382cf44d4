"""Pairs of copies as typed: one row to a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.commands.pair_listing import MAX_LISTED
from designer.errors.tree import CommandError
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.links import PairRow

_ROW: Final = re.compile(
    r"^(\d{1,8})(?:-(\d{1,8}))?[\s,;:]+(\d{1,8})(?:-(\d{1,8}))?(?:\s*[x×]\s*(\d{1,4}))?$"
)


def pair_rows(text: str) -> tuple[PairRow, ...]:
    """Read pairs of copy numbers.

    Parameters
    ----------
    text
        Lines such as ``0 4``, ``0-7 4`` (eight copies to one), ``0-7 8-15`` (one to one), each
        with ``x2`` at the end where there are two times as many links.

    Returns
    -------
    tuple[PairRow, ...]
        Copy number at either end, counted from 0, and how often.

    Raises
    ------
    CommandError
        If a line means nothing, names a pair twice, or there are too many; with its number.
    """
    rows: dict[tuple[int, int], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _ROW.match(line.strip())
        if match is None:
            raise CommandError(
                worded('Line {number}: "{line}" is not a pair such as 0 4 or 0-7 8-15',
                       number=number, line=line.strip()[:40])
            )  # fmt: skip
        for pair in _pairs(number, [None if g is None else int(g) for g in match.groups()[:4]]):
            if pair in rows:
                raise CommandError(
                    worded("Line {number}: the pair of {a} and {b} is there twice",
                           number=number, a=pair[0], b=pair[1])
                )  # fmt: skip
            rows[pair] = int(match.group(5) or 1)
    if not rows:
        raise CommandError(worded("Type pairs of copies, one pair to a line, such as 0 4"))
    return tuple((a, b, n) for (a, b), n in rows.items())


def _pairs(number: int, ends: list[int | None]) -> list[tuple[int, int]]:
    a_first, a_last, b_first, b_last = ends
    a = range(a_first or 0, (a_last if a_last is not None else a_first or 0) + 1)
    b = range(b_first or 0, (b_last if b_last is not None else b_first or 0) + 1)
    if max(len(a), len(b)) > MAX_LISTED:
        raise CommandError(
            worded("Line {number}: more than {most:,} pairs", number=number, most=MAX_LISTED)
        )
    if len(a) == len(b):
        return list(zip(a, b, strict=True))
    if 1 not in {len(a), len(b)} or not a or not b:
        raise CommandError(
            worded("Line {number}: {n_a:,} and {n_b:,} copies do not pair up; give as many of "
                   "both, or one",
                   number=number, n_a=len(a), n_b=len(b))
        )  # fmt: skip
    return [(x, y) for x in a for y in b]
