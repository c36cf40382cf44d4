"""The class graph: what the document means, folded into classes with multiplicities.

A *class* is all copies of one instance chain: every ``compute-rack/node/npu`` is one vertex class
whatever the counts are. Its copies are told apart by index vectors over *dimensions*; a dimension
belongs to one instance chain and is shared by everything below it. A link class says which copies
are linked by one relation per dimension. Copies that differ are *boxes*: some dimensions fixed to
an index, the others free. Nothing is expanded, so the size is that of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from designer.catalog.library import Part
    from designer.catalog.part import FabricRole
    from designer.model.block import BlockKind, ExceptionKind
    from designer.model.ids import BlockId, FabricId, InstanceId
    from designer.model.links import PairRow, RelationKind

Chain: TypeAlias = "tuple[InstanceId, ...]"
"""Instance ids from the root down, for example ``("compute-rack", "node", "npu")``."""


@dataclass(frozen=True, slots=True)
class ClassDimension:
    """One index that tells copies apart.

    Attributes
    ----------
    chain
        Instance chain that owns the index.
    name
        Dimension name inside its instance.
    size
        Number of values. [1]
    is_plane
        Whether it tells the planes of a fabric apart.
    """

    chain: Chain
    name: str
    size: int
    is_plane: bool


@dataclass(frozen=True, slots=True)
class VertexClass:
    """All copies of one part at the end of an instance chain.

    Attributes
    ----------
    chain
        Instance chain from the root.
    part_slug, family
        The part.
    dim_ixs
        Dimensions along the chain, outermost first, as indices into ``ClassGraph.dims``.
    n_copies
        Copies present, exceptions taken out. [1]
    is_assumed
        Whether any instance along the chain is marked as assumed.
    """

    chain: Chain
    part_slug: str
    family: str
    dim_ixs: tuple[int, ...]
    n_copies: int
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class EnclosureClass:
    """All copies of one block at the end of an instance chain: racks, nodes, boxes, groups.

    Attributes are as in :class:`VertexClass`; ``part_slug`` is the enclosure part or ``None``.
    """

    chain: Chain
    block_id: BlockId
    kind: BlockKind
    part_slug: str | None
    dim_ixs: tuple[int, ...]
    n_copies: int


@dataclass(frozen=True, slots=True)
class DimRelation:
    """A condition on one dimension of each end of a link class.

    ``a_dim_ix`` and ``b_dim_ix`` are indices into ``ClassGraph.dims``; both ends of a shared
    outer dimension have the same index and the relation ``equal``.
    """

    a_dim_ix: int
    b_dim_ix: int
    kind: RelationKind
    offset: int = 0


FixedIndices: TypeAlias = "tuple[tuple[int, int], ...]"
"""Pairs of dimension index and value, in dimension order; other dimensions are free."""


@dataclass(frozen=True, slots=True)
class PairList:
    """Linked pairs that the document lists one by one.

    Attributes
    ----------
    rows
        Copy number at ``a``, that at ``b``, and links of the pair in multiples of
        ``n_links_per_pair``.
    a_dim_ixs, b_dim_ixs
        Dimensions that a copy number counts over, row-major.
    """

    rows: tuple[PairRow, ...]
    a_dim_ixs: tuple[int, ...]
    b_dim_ixs: tuple[int, ...]


class LinkCut(NamedTuple):
    """Links that are missing between the copies with some indices at each end.

    Dimensions that are not fixed are those of blocks around the bundle, where both ends have the
    same index. ``n_links`` are missing of each such pair of copies. [1]
    """

    a_fixed: FixedIndices
    b_fixed: FixedIndices
    n_links: int


@dataclass(frozen=True, slots=True)
class LinkClass:
    """All links that one bundle makes.

    Attributes
    ----------
    bundle_key
        ``block-id/bundle-id``.
    fabric_id
        Fabric the links belong to.
    a_ix, b_ix
        Vertex classes of the ends, as indices into ``ClassGraph.vertex_classes``.
    a_port, b_port
        Port group names of the parts.
    relations
        One condition per related pair of dimensions; dimensions not named are all to all.
    n_links_per_pair
        Parallel links between two linked copies. [1]
    rate_bps
        Line rate of one link per direction: the lower of the two port rates. [bit/s]
    n_links
        Links present, exceptions taken out. [1]
    cable, optic
        Part slugs, or ``None``.
    n_cables, n_optics
        Cables and modules bought for these links. [1]
    b_optic, n_b_optics
        Module at ``b`` where it is another one, and how many of the modules are there. [1]
    via
        Path of the circuit switch that the links pass, from the root, or ``None``.
    length_m
        Length given by the user, or ``None`` if it follows from the placement. [m]
    is_assumed
        Whether the bundle or its fabric is marked as assumed.
    a_fixed, b_fixed
        Indices that every copy at the end has; no relation names their dimensions.
    pairs
        The linked pairs where they are listed; related besides are only the dimensions of the
        blocks around the bundle.
    cuts
        Links missing; between copies of one chain also where the ends are the other way round.
        Of a pair with several cuts the sum is missing, at most all its links.
    """

    bundle_key: str
    fabric_id: FabricId
    a_ix: int
    b_ix: int
    a_port: str
    b_port: str
    relations: tuple[DimRelation, ...]
    n_links_per_pair: int
    rate_bps: float
    n_links: int
    cable: str | None
    optic: str | None
    n_cables: int
    n_optics: int
    length_m: float | None
    is_assumed: bool
    a_fixed: FixedIndices = ()
    b_fixed: FixedIndices = ()
    pairs: PairList | None = None
    cuts: tuple[LinkCut, ...] = ()
    via: str | None = None
    b_optic: str | None = None
    n_b_optics: int = 0

    @property
    def modules(self) -> tuple[tuple[str | None, int], tuple[str | None, int]]:
        """Module and how many there are at either end."""
        return (
            (self.optic, self.n_optics - self.n_b_optics),
            (self.b_optic or self.optic, self.n_b_optics),
        )


@dataclass(frozen=True, slots=True)
class ExceptionBox:
    """Copies that differ: everything below ``chain`` whose index vector has the fixed values.

    Attributes
    ----------
    chain
        Instance chain of what is removed or replaced.
    fixed
        Pairs of dimension index and value, in dimension order; other dimensions are free.
    kind, part_slug
        What differs; ``part_slug`` is the other part of a replaced copy.
    """

    chain: Chain
    fixed: FixedIndices
    kind: ExceptionKind
    part_slug: str | None


@dataclass(frozen=True)
class ClassGraph:
    """The design as classes; one per document, built without expanding anything.

    A chain whose copies have been replaced by another part has one :class:`VertexClass` per part.
    ``fabric_roles`` gives the role of each fabric in document order. ``spaces`` remembers the index
    spaces that :func:`designer.topology.symmetry.build_space` has made of the graph, ``frames`` and
    ``aside`` what they have in common with those of other revisions, ``degrees``
    what :func:`designer.topology.degrees.class_degrees` has found;
    ``known_links``, ``parts`` and ``walks`` (the one that it was built from) are handed on to the
    graph of the next revision.
    """

    dims: tuple[ClassDimension, ...]
    vertex_classes: tuple[VertexClass, ...]
    enclosure_classes: tuple[EnclosureClass, ...]
    link_classes: tuple[LinkClass, ...]
    boxes: tuple[ExceptionBox, ...]
    fabric_roles: tuple[tuple[FabricId, FabricRole], ...] = field(default=())
    spaces: dict[tuple[tuple[FabricId, ...], int | None], object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    known_links: dict[tuple[Chain, str], object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    parts: list[Part] = field(default_factory=list, init=False, compare=False, repr=False)
    frames: dict[tuple[FabricId, ...], dict[int | None, object]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    aside: dict[object, dict[int | None, object]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    degrees: dict[int, tuple[dict[str, int], ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    walks: list[object] = field(default_factory=list, init=False, compare=False, repr=False)

    @cached_property
    def link_classes_by_fabric(self) -> dict[FabricId, tuple[LinkClass, ...]]:
        """Link classes of each fabric, in document order; fabrics without links are empty."""
        return {
            fabric_id: tuple(c for c in self.link_classes if c.fabric_id == fabric_id)
            for fabric_id, _ in self.fabric_roles
        }

    @cached_property
    def links_at(self) -> dict[int, tuple[LinkClass, ...]]:
        """Link classes at each vertex class that has some, in document order."""
        found: dict[int, list[LinkClass]] = {}
        for link in self.link_classes:
            for ix in dict.fromkeys((link.a_ix, link.b_ix)):
                found.setdefault(ix, []).append(link)
        return {ix: tuple(links) for ix, links in found.items()}

    @cached_property
    def usual_by_chain(self) -> dict[Chain, VertexClass]:
        """The vertex class that copies of each chain usually belong to."""
        found: dict[Chain, VertexClass] = {}
        for vertex in self.vertex_classes:
            found.setdefault(vertex.chain, vertex)
        return found
