"""A bundle as counting its cables sees it: the index space of its links, by enclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind
from designer.model.links import RelationKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.topology.classes import Chain, ClassDimension, DimRelation
    from designer.topology.counting import EndBoxes


def enclosure_chain(kind_by_chain: Mapping[Chain, BlockKind], chain: Chain) -> Chain:
    """Return the chain of the node or switch box that carries a copy.

    Parameters
    ----------
    kind_by_chain
        Kinds of the enclosures.
    chain
        Chain of the copy.

    Returns
    -------
    Chain
        The innermost such enclosure; the chain itself if it stands on its own.
    """
    for end in range(len(chain) - 1, 0, -1):
        if kind_by_chain.get(chain[:end]) in {BlockKind.NODE, BlockKind.SWITCH_BOX}:
            return chain[:end]
    return chain


class CableSlot(NamedTuple):
    """A dimension of one end, or of both ends with the relation between them.

    ``kind`` is ``None`` where nothing relates the two ends; ``shift`` and ``equal`` mean
    ``index_b = (index_a + offset) mod size``. ``is_outer_a`` and ``is_outer_b`` say whether the
    dimension tells the enclosures of that end apart.
    """

    a_dim_ix: int | None
    b_dim_ix: int | None
    size: int
    kind: RelationKind | None
    offset: int
    is_outer_a: bool
    is_outer_b: bool

    @property
    def is_outer(self) -> bool:
        """Whether it takes part in telling pairs of enclosures apart."""
        return self.is_outer_a or self.is_outer_b

    @property
    def n_pairs(self) -> int:
        """Number of value pairs that the slot allows [1]."""
        if self.a_dim_ix is None or self.b_dim_ix is None:
            return self.size
        if self.kind is None:
            return self.size**2
        return self.size * (self.size - 1) if self.kind is RelationKind.NOT_EQUAL else self.size

    @property
    def n_partners(self) -> int:
        """Number of values at one end that the relation allows for one at the other [1]."""
        return self.size - 1 if self.kind is RelationKind.NOT_EQUAL else 1


def cable_slots(
    dims: tuple[ClassDimension, ...],
    dim_ixs: tuple[tuple[int, ...], tuple[int, ...]],
    outer_dim_ixs: tuple[tuple[int, ...], tuple[int, ...]],
    relations: tuple[DimRelation, ...],
) -> tuple[CableSlot, ...]:
    """Return the index space of a bundle for counting its cables.

    Parameters
    ----------
    dims
        Dimensions of the class graph.
    dim_ixs, outer_dim_ixs
        Dimensions of both ends, and those of the enclosures at both ends.
    relations
        Conditions between the ends, each dimension in one at most.

    Returns
    -------
    tuple[CableSlot, ...]
        Related pairs and single dimensions, ordered by the dimensions of the first end; between
        the copies of one chain every dimension stands for both ends.
    """
    a_outer, b_outer = (set(ixs) for ixs in outer_dim_ixs)
    by_a = {r.a_dim_ix: r for r in relations}
    b_related = {r.b_dim_ix for r in relations}
    is_same_chain = dim_ixs[0] == dim_ixs[1]
    slots: list[CableSlot] = []
    for ix in dim_ixs[0]:
        relation = by_a.get(ix)
        b_ix = relation.b_dim_ix if relation is not None else ix if is_same_chain else None
        kind = relation.kind if relation is not None else None
        offset = relation.offset if relation is not None else 0
        is_outer_b = b_ix in b_outer
        slots.append(CableSlot(ix, b_ix, dims[ix].size, kind, offset, ix in a_outer, is_outer_b))
    slots += [
        CableSlot(None, ix, dims[ix].size, None, 0, is_outer_a=False, is_outer_b=ix in b_outer)
        for ix in dim_ixs[1]
        if ix not in b_related and not is_same_chain
    ]
    return tuple(slots)


class PairKind(NamedTuple):
    """Enclosure pairs that look alike.

    ``order`` tells, between copies of one chain, whether the first enclosure comes before (-1) or
    after (1) the second or is the same (0). ``cross`` holds one index of an enclosure for each
    relation between it and an index inside the other end's enclosure.
    """

    a_active: tuple[int, ...]
    b_active: tuple[int, ...]
    order: int
    cross: tuple[tuple[CableSlot, int], ...]


@dataclass(frozen=True)
class CableRule:
    """A bundle as counting cables sees it.

    Attributes
    ----------
    slots
        Dimensions of both ends in the order of the chains, outer before inner ones.
    a_end, b_end
        Boxes of each end.
    is_same_chain
        Whether both ends are the copies of one chain; then each unordered pair counts once.
    n_links_per_pair, n_links_per_cable
        As in the bundle. [1]
    can_link
        Whether two parts both have the ports of the bundle.
    """

    slots: tuple[CableSlot, ...]
    a_end: EndBoxes
    b_end: EndBoxes
    is_same_chain: bool
    n_links_per_pair: int
    n_links_per_cable: int
    can_link: Callable[[str, str], bool]

    @property
    def is_symmetric(self) -> bool:
        """Whether the relations read the same from both ends."""
        return all(
            s.kind is not RelationKind.SHIFT or 2 * s.offset % s.size == 0 for s in self.slots
        )
