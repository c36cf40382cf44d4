"""Cables of a bundle whose links no plain rule describes, link by link.

The rule is that of :mod:`designer.topology.cables`: links between two enclosures in the order of
their copies go ``n_links_per_cable`` to a cable, as if nothing were missing; a cable stays while
any of its links is there.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.topology.joining import Rows, copy_numbers, linked_rows, n_missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.topology.classes import LinkCut
    from designer.topology.counting import EndBoxes
    from designer.topology.joining import JoinRule

    IntArray = NDArray[np.int64]

MAX_LISTED: Final = 2_000_000
"""Most copies at one end, and most links, that are gone through."""


class ListedCables(NamedTuple):
    """A bundle whose cables are counted link by link.

    Attributes
    ----------
    rule
        Which copies it links.
    cuts
        Links missing.
    a_end, b_end
        Boxes of each end.
    a_outer, b_outer
        Dimensions that tell the enclosures of each end apart.
    n_links_per_pair, n_links_per_cable
        As in the bundle. [1]
    can_link
        Whether two parts both have the ports of the bundle.
    """

    rule: JoinRule
    cuts: tuple[LinkCut, ...]
    a_end: EndBoxes
    b_end: EndBoxes
    a_outer: tuple[int, ...]
    b_outer: tuple[int, ...]
    n_links_per_pair: int
    n_links_per_cable: int
    can_link: Callable[[str, str], bool]


def every_copy(sizes: tuple[int, ...], dim_ixs: tuple[int, ...]) -> IntArray | None:
    """Return the index vectors of all copies of a chain.

    Parameters
    ----------
    sizes
        Number of values of every dimension of the class graph. [1]
    dim_ixs
        Dimensions along the chain.

    Returns
    -------
    IntArray | None
        Row-major, (n_copies, n_dims); ``None`` if there are more than :data:`MAX_LISTED`.
    """
    return _copies(sizes, dim_ixs, {})


def copies_near_cuts(listed: ListedCables) -> tuple[IntArray, IntArray] | None:
    """Return the index vectors of the copies in the enclosures that links are missing between.

    Parameters
    ----------
    listed
        The bundle.

    Returns
    -------
    tuple[IntArray, IntArray] | None
        Those at each end; ``None`` if there are more than :data:`MAX_LISTED`.
    """
    rule = listed.rule
    found: list[IntArray] = []
    for side, (dims, outer) in enumerate((
        (rule.a_dims, listed.a_outer),
        (rule.b_dims, listed.b_outer),
    )):
        sides = (0, 1) if rule.is_same_chain else (side,)
        places = {
            tuple((d, v) for d, v in (cut.a_fixed, cut.b_fixed)[at] if d in outer)
            for cut in listed.cuts
            for at in sides
        }
        parts = [_copies(rule.sizes, dims, dict(place)) for place in places]
        if any(part is None for part in parts):
            return None
        rows = np.concatenate([part for part in parts if part is not None])
        if len(rows) > MAX_LISTED:
            return None
        found.append(np.unique(rows, axis=0))
    return found[0], found[1]


def _copies(
    sizes: tuple[int, ...], dim_ixs: tuple[int, ...], fixed: dict[int, int]
) -> IntArray | None:
    shape = tuple(1 if d in fixed else sizes[d] for d in dim_ixs)
    if math.prod(shape) > MAX_LISTED:
        return None
    vectors: IntArray = np.indices(shape).reshape(len(shape), -1).T.astype(np.int64)
    return vectors + np.array([fixed.get(d, 0) for d in dim_ixs], dtype=np.int64)


def listed_cable_groups(
    listed: ListedCables, a: IntArray, b: IntArray, cuts: tuple[LinkCut, ...]
) -> dict[tuple[str, str], int] | None:
    """Count the groups of links that share a cable, by the parts of the first link present.

    Parameters
    ----------
    listed
        The bundle.
    a, b
        Index vectors of the copies at each end, all those of an enclosure or none, in row-major
        order; between copies of one chain the same at both ends.
    cuts
        Links missing.

    Returns
    -------
    dict[tuple[str, str], int] | None
        Groups with at least one link present, per pair of part slugs; ``None`` if there are more
        than :data:`MAX_LISTED` links. [1]
    """
    pairs = _pairs(listed, a, b, cuts)
    if int(pairs.n_links.sum()) > MAX_LISTED:
        return None
    # From pairs to single links: their pair, and their number in the pair and in the enclosures.
    before = np.cumsum(pairs.n_links) - pairs.n_links
    pair = np.repeat(np.arange(len(before)), pairs.n_links)
    strand = np.arange(len(pair)) - before[pair]
    start = np.maximum.accumulate(np.where(pairs.is_first, before, 0))
    cable = (np.arange(len(pair)) - start[pair]) // listed.n_links_per_cable
    a_slugs = _slugs(listed.rule.a_dims, listed.a_end, a)
    b_slugs = _slugs(listed.rule.b_dims, listed.b_end, b)
    ends = [
        (a_slugs[i], b_slugs[j]) for i, j in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    ]
    is_linked = np.array([_can_link(listed, *slugs) for slugs in ends], dtype=bool)
    is_there = is_linked[pair] & (strand < pairs.n_there[pair])
    labels = np.stack([np.cumsum(pairs.is_first)[pair], cable])[:, is_there]
    _, first = np.unique(labels, axis=1, return_index=True)
    counts = Counter(ends[ix] for ix in pair[is_there][first].tolist())
    return {(one or "", other or ""): n for (one, other), n in counts.items()}


class _Pairs(NamedTuple):
    """Linked pairs in the order of their cables.

    ``n_links`` are those without exceptions, ``n_there`` those that are not missing, and
    ``is_first`` marks the first pair of two enclosures.
    """

    a: IntArray
    b: IntArray
    n_links: IntArray
    n_there: IntArray
    is_first: NDArray[np.bool_]


def _pairs(listed: ListedCables, a: IntArray, b: IntArray, cuts: tuple[LinkCut, ...]) -> _Pairs:
    rule = listed.rule
    rows = linked_rows(rule, a, b)
    if rule.is_same_chain:
        # From its lower end unless the rule only reads the other way; no copy with itself.
        backward = np.isin(rows.a * len(a) + rows.b, rows.b * len(a) + rows.a)
        keep = (rows.a < rows.b) | ((rows.a > rows.b) & ~backward)
        rows = Rows(rows.a[keep], rows.b[keep], rows.n_links[keep])
    a_place = copy_numbers(rule, rule.a_dims, listed.a_outer, a[rows.a])
    b_place = copy_numbers(rule, rule.b_dims, listed.b_outer, b[rows.b])
    order = np.lexsort((rows.b, rows.a, b_place, a_place))
    a_rows, b_rows, a_place, b_place = (x[order] for x in (rows.a, rows.b, a_place, b_place))
    n_links = rows.n_links[order] * listed.n_links_per_pair
    n_there = np.maximum(n_links - n_missing(rule, cuts, a[a_rows], b[b_rows]), 0)
    is_first = np.ones(len(a_rows), dtype=bool)
    is_first[1:] = (a_place[1:] != a_place[:-1]) | (b_place[1:] != b_place[:-1])
    return _Pairs(a_rows, b_rows, n_links, n_there, is_first)


def _can_link(listed: ListedCables, a_slug: str | None, b_slug: str | None) -> bool:
    return a_slug is not None and b_slug is not None and listed.can_link(a_slug, b_slug)


def _slugs(dim_ixs: tuple[int, ...], end: EndBoxes, vectors: IntArray) -> list[str | None]:
    # Part of every copy, ``None`` where it is removed.
    slugs: list[str | None] = [end.part_slug] * len(vectors)
    active: dict[int, list[int]] = {}
    for box_ix, box in enumerate(end.boxes):
        hit = np.ones(len(vectors), dtype=bool)
        for d, value in box.fixed.items():
            hit &= vectors[:, dim_ixs.index(d)] == value
        for row in np.flatnonzero(hit).tolist():
            active.setdefault(row, []).append(box_ix)
    for row, boxes in active.items():
        slugs[row] = end.part_of(tuple(boxes))
    return slugs
