"""The walk over a design that finds every instance chain, with its dimensions, boxes and counts.

Precedence of exceptions: a removed copy is removed whatever else is said of it; of several
replacements the last in ``ClassGraph.boxes`` wins, and those are ordered from the innermost owning
block to the root, in document order within a block.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path, index_problem
from designer.topology.classes import ClassDimension, EnclosureClass, ExceptionBox, VertexClass
from designer.topology.counting import CountBox, EndBoxes, count_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.model.block import Block, BlockKind, InstanceException
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.link_counts import CopyIxs
    from designer.topology.classes import Chain, FixedIndices

MAX_CHAINS = 20_000
"""Most instance chains that a design may have; more are cut off."""


class Place(NamedTuple):
    """A block in use: the chain that leads to it and the dimensions along the chain."""

    block: Block
    chain: Chain
    dim_ixs: tuple[int, ...]
    is_assumed: bool


class _Copies(NamedTuple):
    """Classes of the copies of a chain, with the boxes that say how many there are of each."""

    end: EndBoxes
    vertices: tuple[VertexClass, ...] = ()
    enclosures: tuple[EnclosureClass, ...] = ()


class DocumentWalk:
    """Every chain of a design with what lies along it, found in one walk from the root."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.dims: list[ClassDimension] = []
        self.dim_ixs_by_chain: dict[Chain, tuple[int, ...]] = {(): ()}
        self.places: list[Place] = []
        self.leaves: list[tuple[Chain, Instance, bool]] = []
        self.boxes: tuple[ExceptionBox, ...] = ()
        self.vertex_ix: dict[tuple[Chain, str], int] = {}
        self.vertex_classes: list[VertexClass] = []
        self.kind_by_chain: dict[Chain, BlockKind] = {}
        self._ends: dict[tuple[Chain, str], EndBoxes] = {}
        self._copies: dict[tuple[Chain, str], _Copies] = {}
        self._before: Mapping[tuple[Chain, str], _Copies] = MappingProxyType({})

    def again(self, design: Design) -> DocumentWalk:
        """Return the walk over a design of which only exceptions are other ones.

        Parameters
        ----------
        design
            A later state of the design, with the same frame
            (:func:`designer.model.frame.has_same_frame`).

        Returns
        -------
        DocumentWalk
            Chains, dimensions and places as they were; boxes and classes are still to be made, and
            those that no exception has changed are taken from this walk.
        """
        new = DocumentWalk(design)
        new.dims, new.dim_ixs_by_chain = self.dims, self.dim_ixs_by_chain
        new.leaves, new.kind_by_chain = self.leaves, self.kind_by_chain
        new.places = [p._replace(block=design.block_by_id[p.block.id]) for p in self.places]
        new._before = self._copies
        return new

    def walk(self, place: Place, on_path: frozenset[str]) -> None:
        """Walk a block in use and everything inside it.

        Parameters
        ----------
        place
            The block in use.
        on_path
            Blocks around it, itself included.
        """
        self.places.append(place)
        self.kind_by_chain[place.chain] = place.block.kind
        for instance in place.block.instances:
            chain = (*place.chain, instance.id)
            first = len(self.dims)
            self.dims += [ClassDimension(chain, d.name, d.size, d.is_plane) for d in instance.dims]
            dim_ixs = (*place.dim_ixs, *range(first, len(self.dims)))
            self.dim_ixs_by_chain[chain] = dim_ixs
            is_assumed = place.is_assumed or instance.is_assumed
            if instance.block is None:
                self.leaves.append((chain, instance, is_assumed))
                continue
            inner = self.design.block_by_id.get(instance.block)
            too_many = len(self.dim_ixs_by_chain) > MAX_CHAINS
            if inner is not None and inner.id not in on_path and not too_many:
                self.walk(Place(inner, chain, dim_ixs, is_assumed), on_path | {inner.id})

    def add_boxes(self) -> None:
        """Read the exceptions of every block in use, once the walk is done."""
        by_depth = sorted(self.places, key=lambda place: -len(place.chain))
        self.boxes = tuple(
            box
            for place in by_depth
            for exception in place.block.exceptions
            if (box := self._box(place, exception)) is not None
        )

    def _box(self, place: Place, exception: InstanceException) -> ExceptionBox | None:
        path = path_from_text(exception.path)
        instances = chain_from_path(self.design, place.block, path)
        if instances is None:
            return None
        chain = (*place.chain, *(instance.id for instance in instances))
        if any(step.copy_ix is None for step in path) or index_problem(path, instances):
            return None
        if chain not in self.dim_ixs_by_chain:
            return None
        fixed = self.fixed(place.chain, instances, tuple(step.copy_ix for step in path))
        part = exception.part if exception.kind is ExceptionKind.REPLACED else None
        return ExceptionBox(chain, fixed, exception.kind, part)

    def fixed(
        self, chain: Chain, instances: tuple[Instance, ...], copy_ixs: CopyIxs
    ) -> FixedIndices:
        """Return the indices of the instances of which one copy is meant.

        Parameters
        ----------
        chain
            Chain that leads to the first instance.
        instances
            Instances from there.
        copy_ixs
            Copy number of each, or ``None`` for all.

        Returns
        -------
        FixedIndices
            In dimension order.
        """
        fixed: list[tuple[int, int]] = []
        for copy_ix, instance in zip(copy_ixs, instances, strict=True):
            n_outer = len(self.dim_ixs_by_chain[chain])
            chain = (*chain, instance.id)
            if copy_ix is None:
                continue
            rest = copy_ix
            values: list[tuple[int, int]] = []
            for dim_ix in reversed(self.dim_ixs_by_chain[chain][n_outer:]):
                rest, value = divmod(rest, self.dims[dim_ix].size)
                values.append((dim_ix, value))
            fixed += reversed(values)
        return tuple(fixed)

    def end_boxes(self, chain: Chain, slug: str) -> EndBoxes:
        """Return the boxes that touch the copies of a chain.

        Parameters
        ----------
        chain
            The chain.
        slug
            Part that its copies usually are.

        Returns
        -------
        EndBoxes
            In order of precedence.
        """
        key = (chain, slug)
        if key not in self._ends:
            boxes = tuple(
                CountBox(dict(box.fixed), box.part_slug)
                for box in self.boxes
                if chain[: len(box.chain)] == box.chain
                and (box.kind is ExceptionKind.REMOVED or box.chain == chain)
            )
            self._ends[key] = EndBoxes(boxes, slug)
        return self._ends[key]

    def counts(
        self, chain: Chain, slug: str, fixed: Mapping[int, int] = MappingProxyType({})
    ) -> dict[str, int]:
        """Return how many copies of a chain there are of each part.

        Parameters
        ----------
        chain
            The chain.
        slug
            Part that its copies usually are; it comes first.
        fixed
            Value by dimension: only these copies.

        Returns
        -------
        dict[str, int]
            Copies present by part slug. [1]
        """
        dim_ixs = (ix for ix in self.dim_ixs_by_chain[chain] if ix not in fixed)
        sizes = tuple((ix, self.dims[ix].size) for ix in dim_ixs)
        counts = count_copies(sizes, self.end_boxes(chain, slug).at(fixed))
        return {slug: counts.pop(slug, 0), **counts}

    def add_vertices(self) -> None:
        """Make the vertex classes, once the boxes are known."""
        for chain, instance, is_assumed in self.leaves:
            key = (chain, instance.of)
            end = self.end_boxes(*key)
            copies = self._before.get(key)
            if copies is None or copies.end != end:
                copies = _Copies(end, tuple(self._vertices(*key, is_assumed=is_assumed)))
            self._copies[key] = copies
            for vertex in copies.vertices:
                self.vertex_ix[chain, vertex.part_slug] = len(self.vertex_classes)
                self.vertex_classes.append(vertex)

    def _vertices(self, chain: Chain, slug: str, *, is_assumed: bool) -> Iterator[VertexClass]:
        dim_ixs = self.dim_ixs_by_chain[chain]
        for part_slug, n_copies in self.counts(chain, slug).items():
            part = self.design.part_by_slug.get(part_slug)
            family = part.family if part is not None else ""
            yield VertexClass(chain, part_slug, family, dim_ixs, n_copies, is_assumed)

    def enclosures(self) -> tuple[EnclosureClass, ...]:
        """Return the enclosure classes.

        Returns
        -------
        tuple[EnclosureClass, ...]
            One per block in use and enclosure part.
        """
        found: list[EnclosureClass] = []
        for place in self.places:
            key = (place.chain, place.block.part or "")
            end = self.end_boxes(*key)
            copies = self._before.get(key)
            if copies is None or copies.end != end:
                classes = tuple(
                    EnclosureClass(
                        place.chain,
                        place.block.id,
                        place.block.kind,
                        slug or None,
                        place.dim_ixs,
                        n_copies,
                    )
                    for slug, n_copies in self.counts(*key).items()
                )
                copies = _Copies(end, enclosures=classes)
            self._copies[key] = copies
            found += copies.enclosures
        return tuple(found)
