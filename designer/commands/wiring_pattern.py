"""Wiring rules that two ends allow."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.model.link_counts import PairCount, is_same_chain, pair_count
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.instance import Dimension, Instance
    from designer.model.link_counts import CopyIxs
    from designer.model.links import PairRow

MAX_STRIPED: Final = 20_000
"""Most copies of which one end of a stripe may have."""
MAX_RAILS: Final = 3
"""Most rules by one common index that are offered."""


class WiringPattern(NamedTuple):
    """A rule in words, as relations, and the pairs it links in one copy of the block.

    ``rows`` lists the pairs where no relations say them.
    """

    text: str
    relations: tuple[Relation, ...]
    pairs: PairCount
    rows: tuple[PairRow, ...] | None = None

    def n_links_per_pair(self, n_free_a: int, n_free_b: int) -> int:
        """Return how many links per pair the free ports allow.

        Parameters
        ----------
        n_free_a, n_free_b
            Free ports of one copy at each end. [1]

        Returns
        -------
        int
            0 if there are too few, or no pairs. [1]
        """
        if not self.pairs.n_pairs:
            return 0
        return max(0, min(n_free_a // self.pairs.a_degree, n_free_b // self.pairs.b_degree))


def wiring_patterns(
    a_chain: tuple[Instance, ...],
    b_chain: tuple[Instance, ...],
    copy_ixs: tuple[CopyIxs, CopyIxs] = ((), ()),
) -> tuple[WiringPattern, ...]:
    """Return the rules that two ends allow, the usual one first.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    copy_ixs
        Copies that are meant of the instances of either end; all where not given.

    Returns
    -------
    tuple[WiringPattern, ...]
        Between copies of one instance a full mesh only. Otherwise the same plane where both ends
        have planes, all to all, one to one where the dimensions match, rails where one index of
        either end has as many values, and a stripe where the numbers of copies differ.
    """
    rules: list[tuple[str, tuple[Relation, ...]]] = []
    a_dims, b_dims = _dims(a_chain, copy_ixs[0]), _dims(b_chain, copy_ixs[1])
    if is_same_chain(a_chain, b_chain) and copy_ixs[0] == copy_ixs[1]:
        rules = [(worded("full mesh"), _full_mesh(a_dims))] if a_dims else []
    else:
        planes = _planes(a_dims, b_dims)
        one_to_one = _one_to_one(a_dims, b_dims)
        rules += [(worded("same plane"), planes)] if planes else []
        rules += [(worded("all to all"), ())]
        rules += [(worded("one to one"), one_to_one)] if one_to_one else []
        known = {relations for _, relations in rules}
        rules += [rule for rule in _rails(a_dims, b_dims) if rule[1] not in known]
    found = [
        WiringPattern(text, relations, pair_count(a_chain, b_chain, relations, copy_ixs))
        for text, relations in rules
    ]
    stripe = _stripe(a_chain, b_chain) if copy_ixs == ((), ()) else None
    return (*found, *([stripe] if stripe is not None else []))


def listed_pattern(text: str, rows: tuple[PairRow, ...]) -> WiringPattern:
    """Return the rule that links listed pairs.

    Parameters
    ----------
    text
        What to call it.
    rows
        Copy number at either end, and how often.

    Returns
    -------
    WiringPattern
        With the most partners that a copy has at either end.
    """
    a_times: Counter[int] = Counter()
    b_times: Counter[int] = Counter()
    for a, b, n in rows:
        a_times[a] += n
        b_times[b] += n
    most = PairCount(
        sum(a_times.values()), max(a_times.values(), default=0), max(b_times.values(), default=0)
    )
    return WiringPattern(text, (), most, rows)


def _rails(
    a_dims: list[tuple[str, Dimension]], b_dims: list[tuple[str, Dimension]]
) -> list[tuple[str, tuple[Relation, ...]]]:
    # The index of an endpoint in its node is the index of the switch: the innermost first.
    found: list[tuple[str, tuple[Relation, ...]]] = [
        (
            worded("rail {a_name} = {b_name}", a_name=a_name, b_name=b_name),
            (Relation(a_dim=a_name, b_dim=b_name),),
        )
        for a_name, a_dim in reversed(a_dims)
        for b_name, b_dim in reversed(b_dims)
        if a_dim.size == b_dim.size > 1
    ]
    return found[:MAX_RAILS]


def _stripe(a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...]) -> WiringPattern | None:
    # Every copy of the end with more copies has one partner, in turn.
    n_a, n_b = (math.prod(i.count for i in chain) for chain in (a_chain, b_chain))
    is_even = n_a == n_b or min(n_a, n_b) < 2 or max(n_a, n_b) > MAX_STRIPED
    if is_even or is_same_chain(a_chain, b_chain):
        return None
    rows = tuple((ix % n_a, ix % n_b, 1) for ix in range(max(n_a, n_b)))
    return listed_pattern("stripe", rows)


def _dims(chain: tuple[Instance, ...], copy_ixs: CopyIxs) -> list[tuple[str, Dimension]]:
    # Dimensions of the instances of which all copies are meant.
    ixs = copy_ixs or (None,) * len(chain)
    return [
        (f"{i.id}.{dim.name}", dim)
        for i, ix in zip(chain, ixs, strict=True)
        for dim in i.dims
        if ix is None
    ]


def _planes(
    a_dims: list[tuple[str, Dimension]], b_dims: list[tuple[str, Dimension]]
) -> tuple[Relation, ...]:
    for a_name, a_dim in a_dims:
        for b_name, b_dim in b_dims:
            if a_dim.is_plane and b_dim.is_plane and a_dim.size == b_dim.size:
                return (Relation(a_dim=a_name, b_dim=b_name),)
    return ()


def _one_to_one(
    a_dims: list[tuple[str, Dimension]], b_dims: list[tuple[str, Dimension]]
) -> tuple[Relation, ...]:
    a_many = [(name, dim.size) for name, dim in a_dims if dim.size > 1]
    b_many = [(name, dim.size) for name, dim in b_dims if dim.size > 1]
    if [size for _, size in a_many] != [size for _, size in b_many]:
        return ()
    return tuple(
        Relation(a_dim=a_name, b_dim=b_name)
        for (a_name, _), (b_name, _) in zip(a_many, b_many, strict=True)
    )


def _full_mesh(dims: list[tuple[str, Dimension]]) -> tuple[Relation, ...]:
    names = [name for name, dim in dims if dim.size > 1] or [dims[-1][0]]
    *outer, last = names
    return (
        *(Relation(a_dim=name, b_dim=name) for name in outer),
        Relation(a_dim=last, b_dim=last, kind=RelationKind.NOT_EQUAL),
    )
