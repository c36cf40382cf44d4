"""Wiring rules that two ends allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.link_counts import PairCount, is_same_chain, pair_count
from designer.model.links import Relation, RelationKind

if TYPE_CHECKING:
    from designer.model.instance import Dimension, Instance


class WiringPattern(NamedTuple):
    """A rule in words, as relations, and the pairs it links in one copy of the block."""

    text: str
    relations: tuple[Relation, ...]
    pairs: PairCount

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
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...]
) -> tuple[WiringPattern, ...]:
    """Return the rules that two ends allow, the usual one first.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.

    Returns
    -------
    tuple[WiringPattern, ...]
        Between copies of one instance a full mesh only. Otherwise the same plane where both ends
        have planes, all to all, and one to one where the dimensions match.
    """
    rules: list[tuple[str, tuple[Relation, ...]]] = []
    if is_same_chain(a_chain, b_chain):
        rules = [("full mesh", _full_mesh(a_chain))]
    else:
        planes = _planes(a_chain, b_chain)
        one_to_one = _one_to_one(a_chain, b_chain)
        rules += [("same plane", planes)] if planes else []
        rules += [("all to all", ())]
        rules += [("one to one", one_to_one)] if one_to_one else []
    return tuple(
        WiringPattern(text, relations, pair_count(a_chain, b_chain, relations))
        for text, relations in rules
    )


def _dims(chain: tuple[Instance, ...]) -> list[tuple[str, Dimension]]:
    return [(f"{i.id}.{dim.name}", dim) for i in chain for dim in i.dims]


def _planes(a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...]) -> tuple[Relation, ...]:
    for a_name, a_dim in _dims(a_chain):
        for b_name, b_dim in _dims(b_chain):
            if a_dim.is_plane and b_dim.is_plane and a_dim.size == b_dim.size:
                return (Relation(a_dim=a_name, b_dim=b_name),)
    return ()


def _one_to_one(
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...]
) -> tuple[Relation, ...]:
    a_dims = [(name, dim.size) for name, dim in _dims(a_chain) if dim.size > 1]
    b_dims = [(name, dim.size) for name, dim in _dims(b_chain) if dim.size > 1]
    if [size for _, size in a_dims] != [size for _, size in b_dims]:
        return ()
    return tuple(
        Relation(a_dim=a_name, b_dim=b_name)
        for (a_name, _), (b_name, _) in zip(a_dims, b_dims, strict=True)
    )


def _full_mesh(chain: tuple[Instance, ...]) -> tuple[Relation, ...]:
    names = [name for name, dim in _dims(chain) if dim.size > 1] or [_dims(chain)[-1][0]]
    *outer, last = names
    return (
        *(Relation(a_dim=name, b_dim=name) for name in outer),
        Relation(a_dim=last, b_dim=last, kind=RelationKind.NOT_EQUAL),
    )
