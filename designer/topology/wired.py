"""A bundle in use: its ends, and what says which copies it links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.links import RelationKind

if TYPE_CHECKING:
    from designer.topology.classes import Chain, DimRelation, FixedIndices, LinkCut, PairList


class Wired(NamedTuple):
    """Ends of a bundle in use (chain, usual part, port group), and which copies it links."""

    a: tuple[Chain, str]
    b: tuple[Chain, str]
    a_port: str
    b_port: str
    relations: tuple[DimRelation, ...]
    a_fixed: FixedIndices
    b_fixed: FixedIndices
    pairs: PairList | None
    cuts: tuple[LinkCut, ...]

    @property
    def is_regular(self) -> bool:
        """Whether relations between all copies, none of them a step, say what is linked."""
        is_whole = not (self.a_fixed or self.b_fixed) and self.pairs is None
        return is_whole and all(r.kind is not RelationKind.STEP for r in self.relations)
