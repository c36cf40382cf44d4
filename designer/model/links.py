"""Link bundles: many links described by one rule."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from designer.catalog.provenance import Slug
from designer.model.ids import ID_PATTERN, BundleId, FabricId, Name, Note, PathText
from designer.units.quantity import Count, LengthM
from designer.units.record import FrozenRecord


class RelationKind(StrEnum):
    """How the indices of two dimensions must relate for a pair to be linked."""

    EQUAL = "equal"
    NOT_EQUAL = "not-equal"
    SHIFT = "shift"


class Relation(FrozenRecord):
    """A condition on one index of each end.

    ``a_dim`` and ``b_dim`` name a dimension as ``instance-id.dimension``. ``shift`` means
    ``index_b = (index_a + offset) mod size`` and needs equal sizes, as do the others.
    """

    a_dim: Annotated[str, Field(max_length=130)]
    b_dim: Annotated[str, Field(max_length=130)]
    kind: RelationKind = RelationKind.EQUAL
    offset: int = 0


class LinkEnd(FrozenRecord):
    """One end of a bundle: all copies of an inner part, and which of its port groups.

    ``path`` is relative to the block that owns the bundle and has no indices. It may stop at a
    block that shows ``port`` as one of its own port groups.
    """

    path: PathText
    port: Slug


class LinkBundle(FrozenRecord):
    """Links between two ends by a wiring rule.

    Two copies are linked, ``n_links_per_pair`` times, when every relation holds; dimensions that
    no relation names are joined all to all. A bundle from a path to itself needs a
    ``not-equal`` or ``shift`` relation, and counts each unordered pair once.

    ``cable`` and ``optic`` name parts; without a cable the link is a trace or backplane lane and
    is neither counted nor bought. ``n_links_per_cable`` links share one cable, or one link takes
    ``n_cables_per_link`` cables. ``length_m`` overrides the length computed from the placement.
    """

    id: Annotated[BundleId, Field(pattern=ID_PATTERN)]
    name: Name = ""
    fabric: Annotated[FabricId, Field(pattern=ID_PATTERN)]
    a: LinkEnd
    b: LinkEnd
    relations: tuple[Relation, ...] = Field(default=(), max_length=16)
    n_links_per_pair: Count = 1
    cable: Slug | None = None
    optic: Slug | None = None
    n_links_per_cable: Count = 1
    n_cables_per_link: Count = 1
    length_m: LengthM | None = None
    is_assumed: bool = False
    note: Note = ""
