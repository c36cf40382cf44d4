"""Dimensions that relations tie in the same way, so that they act as one.

Two axes whose relations are all "equal" are tied alike if the same vertex types have a dimension
of each, the same links relate both, and everything that names an index of one names one of the
other. The copies at both ends of a link then agree in both or are unrelated in both, so every
permutation of *pairs* of indices is a symmetry, not only those of either axis: spines that a
document counts as 5 racks of 16 are 80 spines (``docs/methods/exceptions.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class TiedPair(NamedTuple):
    """A relation between two dimensions; ``is_equal`` says that their indices must agree."""

    a_dim_ix: int
    b_dim_ix: int
    is_equal: bool


def alike_ties(
    members: Mapping[int, tuple[int, ...]],
    marks: Mapping[int, tuple[bool, ...]],
    pairs_by_link: Sequence[Sequence[TiedPair]],
) -> dict[int, tuple[object, int]]:
    """Return which dimensions may be taken together, of those that relations tie.

    Parameters
    ----------
    members
        Vertex types that have each dimension.
    marks
        What tells dimensions apart, by dimension: whether each fixed or read set has it.
    pairs_by_link
        Relations of every link.

    Returns
    -------
    dict[int, tuple[object, int]]
        By dimension a key that those to be taken together share, and the number of its axis,
        which gives their order. Dimensions that nothing ties, or otherwise than by "equal", are
        left out.
    """
    axis_of = _axes(members, [pair for pairs in pairs_by_link for pair in pairs])
    by_axis: dict[int, list[int]] = {}
    for d, axis in axis_of.items():
        by_axis.setdefault(axis, []).append(d)
    related = [{axis_of[p.a_dim_ix] for p in pairs} for pairs in pairs_by_link]
    unlike = {axis_of[p.a_dim_ix] for pairs in pairs_by_link for p in pairs if not p.is_equal}
    found: dict[int, tuple[object, int]] = {}
    for axis, dims in by_axis.items():
        types = [t for d in dims for t in members[d]]
        if len(dims) == 1 or axis in unlike or len(types) != len(set(types)):
            continue
        slots = tuple(sorted((members[d], marks[d]) for d in dims))
        key = (slots, tuple(axis in axes for axes in related))
        found |= {d: ((key, members[d]), axis) for d in dims}
    return found


def _axes(dims: Iterable[int], pairs: Iterable[TiedPair]) -> dict[int, int]:
    parent = {d: d for d in dims}

    def root(d: int) -> int:
        while parent[d] != d:
            d = parent[d]
        return d

    for pair in pairs:
        parent[root(pair.a_dim_ix)] = root(pair.b_dim_ix)
    order: dict[int, int] = {}
    return {d: order.setdefault(root(d), len(order)) for d in parent}
