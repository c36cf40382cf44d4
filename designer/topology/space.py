"""Records of the index space of one fabric: what its numbers depend on, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.topology.classes import Chain
    from designer.topology.names import Names


MAX_CAPACITY_BYTES_PER_S = 2**62
"""Largest sum of all capacities that integers hold with room to spare. [byte/s]"""


class SpaceTooLargeError(Exception):
    """The fabric has too little symmetry to be folded; callers fall back to bounds."""


class IrregularFabricError(SpaceTooLargeError):
    """The fabric has links that no rule describes, so there is nothing to fold."""


class CapacityTooLargeError(SpaceTooLargeError):
    """Two copies have more between them than numbers hold exactly."""


class AxisKind(StrEnum):
    """Which permutations of its indices an axis allows."""

    SYMMETRIC = "symmetric"
    CYCLIC = "cyclic"
    FIXED = "fixed"


Fixed: TypeAlias = tuple[tuple[int, int], ...]
"""Pairs of dimension and index, in dimension order; other dimensions are free."""


class SpaceDim(NamedTuple):
    """One index of the space: one dimension of the document, or several that act as one.

    ``parts`` are pairs of instance chain and dimension name with their sizes, outermost first; the
    index is row-major over them.
    """

    size: int
    parts: tuple[tuple[Chain, str, int], ...]


class VertexType(NamedTuple):
    """All copies of one instance chain that take part in the fabric."""

    chain: Chain
    part_slug: str
    dim_ixs: tuple[int, ...]


class SpaceBox(NamedTuple):
    """Copies that differ: vertex types, fixed indices, and the other part (``None``: removed)."""

    type_ixs: tuple[int, ...]
    fixed: Fixed
    part_slug: str | None


class SpaceCut(NamedTuple):
    """Links missing between copies of two types, of the link classes that their bundle makes."""

    link_ixs: tuple[int, ...]
    a_type_ix: int
    b_type_ix: int
    a_fixed: Fixed
    b_fixed: Fixed
    n_links: int


class Kind(NamedTuple):
    """One part at one chain: a vertex class of the fabric."""

    type_ix: int
    part_slug: str
    is_endpoint: bool
    n_crossings: int


class Pair(NamedTuple):
    """A related pair of dimensions; ``index_b = (index_a + offset) mod size`` unless not equal.

    ``is_step`` says that the offset does not wrap round.
    """

    a_dim_ix: int
    b_dim_ix: int
    is_not_equal: bool = False
    offset: int = 0
    is_step: bool = False


class Rule(NamedTuple):
    """Arcs from copies of one kind to copies of another whose related indices agree.

    ``link_ix`` tells the source link class apart; ``is_directed`` says that the opposite arcs are
    not part of the rule (they are its reverse), otherwise they are in the mirrored rule.
    ``n_links`` links make up one arc. Copies at either end have the fixed indices.
    """

    link_ix: int
    a_kind_ix: int
    b_kind_ix: int
    pairs: tuple[Pair, ...]
    capacity_bytes_per_s: int
    is_directed: bool
    n_links: int
    a_fixed: Fixed = ()
    b_fixed: Fixed = ()


class SpaceKey:
    """Values to look up results by; their hash walks all of them, so it is taken only once."""

    __slots__ = ("_hash", "_values")

    def __init__(self, values: tuple[object, ...]) -> None:
        self._values = values
        self._hash = hash(values)

    @override
    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, SpaceKey)
            and self._hash == other._hash
            and self._values == other._values
        )

    @override
    def __hash__(self) -> int:
        return self._hash


class CommonShape(NamedTuple):
    """Keys of what spaces have in common that differ in boxes and cuts alone.

    ``part_numbers`` numbers parts in order of appearance, from 0; -1 is no part.
    """

    key: SpaceKey
    key_with_chains: SpaceKey
    part_numbers: Mapping[str | None, int]


@dataclass(frozen=True)
class FabricSpace:
    """Everything that the numbers of a fabric depend on, with what its copies are called.

    ``axis_of`` gives the axis of each dimension, ``axis_kinds`` what it allows; ``inside`` lists
    for each dimension those in whose contexts it is permuted independently. ``boxes``, ``cuts``
    and ``named`` say what differs: copies, links, and copies that the paths of bundles name, by
    new indices where ``names`` has some (:mod:`designer.topology.alignment`). ``chain_dims``
    (names and sizes of the dimensions that each chain owns) and ``plane_ix`` serve to write paths.
    ``absorbed`` pairs a link class that other rules stand for with one of those
    (:mod:`designer.topology.winding`). ``folds`` remembers what
    :func:`designer.topology.fold.base_fold` has made of it, ``shared`` what it has in common with
    spaces that differ in boxes and cuts alone, if somebody knows.
    """

    dims: tuple[SpaceDim, ...]
    types: tuple[VertexType, ...]
    kinds: tuple[Kind, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[SpaceBox, ...]
    cuts: tuple[SpaceCut, ...]
    named: tuple[SpaceBox, ...]
    axis_of: tuple[int, ...]
    axis_kinds: tuple[AxisKind, ...]
    inside: tuple[tuple[int, ...], ...]
    names: Names
    endpoint_family: str
    chain_dims: Mapping[Chain, tuple[tuple[str, int], ...]]
    plane_ix: int
    absorbed: tuple[tuple[int, int], ...] = ()
    folds: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    shared: dict[str, CommonShape] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @cached_property
    def common(self) -> CommonShape:
        """What spaces have in common that differ in boxes and cuts alone."""
        if "common" in self.shared:
            return self.shared["common"]
        numbers: dict[str | None, int] = {None: -1}

        def part(slug: str | None) -> int:
            return numbers.setdefault(slug, len(numbers))

        values = (
            tuple(dim.size for dim in self.dims),
            tuple((part(one.part_slug), one.dim_ixs) for one in self.types),
            tuple(
                (one.type_ix, part(one.part_slug), one.is_endpoint, one.n_crossings)
                for one in self.kinds
            ),
            self.rules,
            self.axis_of,
            self.axis_kinds,
            self.inside,
            self.endpoint_family,
            self.absorbed,
        )
        chains = tuple(one.chain for one in self.types)
        return CommonShape(SpaceKey(values), SpaceKey((values, chains)), numbers)

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """The space without the names of anything, the same for fabrics that are built alike.

        Parts are numbered in order of appearance, because only whether two are the same matters;
        what copies are called (``names``, and the chains and dimensions of the document) serves to
        write paths alone.
        """
        return (self.common.key, *self._differing)

    @cached_property
    def _differing(self) -> tuple[object, ...]:
        numbers = dict(self.common.part_numbers)

        def part(slug: str | None) -> int:
            return numbers.setdefault(slug, len(numbers))

        boxes = tuple((box.type_ixs, box.fixed, part(box.part_slug)) for box in self.boxes)
        return boxes, self.cuts, self.named

    @cached_property
    def key(self) -> SpaceKey:
        """Everything that the numbers depend on, for looking up results.

        That is the shape, and the chains that methods name.
        """
        return SpaceKey((self.common.key_with_chains, *self._differing))

    @cached_property
    def place_key(self) -> SpaceKey:
        """Everything that the paths of copies depend on besides the key."""
        return SpaceKey((self.dims, self.names.key, tuple(self.chain_dims.items()), self.plane_ix))

    def copy_of(self, type_ix: int, indices: tuple[int, ...]) -> tuple[int, ...]:
        """Return which copy of the design a copy of the space is.

        Parameters
        ----------
        type_ix
            Vertex type.
        indices
            Index per dimension of the type, as cells have them.

        Returns
        -------
        tuple[int, ...]
            Index per dimension of the type, as the document has them.
        """
        dim_ixs = self.types[type_ix].dim_ixs
        found = self.names.original(dict(zip(dim_ixs, indices, strict=True)))
        return tuple(found[d] for d in dim_ixs)

    def in_space(self, type_ix: int, indices: tuple[int, ...]) -> tuple[int, ...]:
        """Return which copy of the space a copy of the design is.

        Parameters
        ----------
        type_ix
            Vertex type.
        indices
            Index per dimension of the type, as the document has them.

        Returns
        -------
        tuple[int, ...]
            Index per dimension of the type, as cells have them.
        """
        dim_ixs = self.types[type_ix].dim_ixs
        found = self.names.renumbered(dict(zip(dim_ixs, indices, strict=True)))
        return tuple(found[d] for d in dim_ixs)
