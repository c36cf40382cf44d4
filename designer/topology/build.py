"""Builds the class graph of a design, at the size of the document.

Precedence of exceptions: a removed copy is removed whatever else is said of it; of several
replacements the last in ``ClassGraph.boxes`` wins, and those are ordered from the innermost owning
block to the root, in document order within a block.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text
from designer.model.links import RelationKind
from designer.model.query import chain_from_path, resolve_end
from designer.topology.cable_space import CableRule, cable_slots, enclosure_chain
from designer.topology.cables import cable_groups
from designer.topology.classes import (
    ClassDimension,
    ClassGraph,
    DimRelation,
    EnclosureClass,
    ExceptionBox,
    LinkClass,
    VertexClass,
)
from designer.topology.counting import CountBox, EndBoxes, Slot, count_copies, count_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.block import Block, BlockKind, InstanceException
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation
    from designer.model.query import ResolvedEnd
    from designer.topology.classes import Chain

MAX_CHAINS = 20_000
"""Most instance chains that a design may have; more are cut off."""


class _Place(NamedTuple):
    """A block in use: the chain that leads to it and the dimensions along the chain."""

    block: Block
    chain: Chain
    dim_ixs: tuple[int, ...]
    is_assumed: bool


class _Builder:
    def __init__(self, design: Design) -> None:
        self.design = design
        self.dims: list[ClassDimension] = []
        self.dim_ixs_by_chain: dict[Chain, tuple[int, ...]] = {(): ()}
        self.places: list[_Place] = []
        self.leaves: list[tuple[Chain, Instance, bool]] = []
        self.boxes: tuple[ExceptionBox, ...] = ()
        self.vertex_ix: dict[tuple[Chain, str], int] = {}
        self.vertex_classes: list[VertexClass] = []
        self._ends: dict[tuple[Chain, str], EndBoxes] = {}
        self._kind_by_chain: dict[Chain, BlockKind] = {}

    def walk(self, place: _Place, on_path: frozenset[str]) -> None:
        self.places.append(place)
        self._kind_by_chain[place.chain] = place.block.kind
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
                self.walk(_Place(inner, chain, dim_ixs, is_assumed), on_path | {inner.id})

    def add_boxes(self) -> None:
        by_depth = sorted(self.places, key=lambda place: -len(place.chain))
        self.boxes = tuple(
            box
            for place in by_depth
            for exception in place.block.exceptions
            if (box := self._box(place, exception)) is not None
        )

    def _box(self, place: _Place, exception: InstanceException) -> ExceptionBox | None:
        path = path_from_text(exception.path)
        instances = chain_from_path(self.design, place.block, path)
        if instances is None:
            return None
        chain = place.chain
        fixed: list[tuple[int, int]] = []
        for step, instance in zip(path, instances, strict=True):
            outer = self.dim_ixs_by_chain.get(chain)
            chain = (*chain, instance.id)
            dim_ixs = self.dim_ixs_by_chain.get(chain)
            if step.copy_ix is None or step.copy_ix >= instance.count:
                return None
            if outer is None or dim_ixs is None:
                return None
            rest = step.copy_ix
            own = dim_ixs[len(outer) :]
            values: list[tuple[int, int]] = []
            for dim_ix in reversed(own):
                rest, value = divmod(rest, self.dims[dim_ix].size)
                values.append((dim_ix, value))
            fixed += reversed(values)
        part = exception.part if exception.kind is ExceptionKind.REPLACED else None
        return ExceptionBox(chain, tuple(fixed), exception.kind, part)

    def end_boxes(self, chain: Chain, slug: str) -> EndBoxes:
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

    def counts(self, chain: Chain, slug: str) -> dict[str, int]:
        sizes = tuple((ix, self.dims[ix].size) for ix in self.dim_ixs_by_chain[chain])
        counts = count_copies(sizes, self.end_boxes(chain, slug))
        return {slug: counts.pop(slug, 0), **counts}

    def add_vertices(self) -> None:
        for chain, instance, is_assumed in self.leaves:
            for slug, n_copies in self.counts(chain, instance.of).items():
                part = self.design.part_by_slug.get(slug)
                family = part.family if part is not None else ""
                self.vertex_ix[chain, slug] = len(self.vertex_classes)
                dim_ixs = self.dim_ixs_by_chain[chain]
                self.vertex_classes.append(
                    VertexClass(chain, slug, family, dim_ixs, n_copies, is_assumed)
                )

    def enclosures(self) -> tuple[EnclosureClass, ...]:
        return tuple(
            EnclosureClass(
                place.chain,
                place.block.id,
                place.block.kind,
                slug or None,
                place.dim_ixs,
                n_copies,
            )
            for place in self.places
            for slug, n_copies in self.counts(place.chain, place.block.part or "").items()
        )

    def links_of(self, place: _Place, bundle: LinkBundle) -> list[LinkClass]:
        fabric = self.design.fabric_by_id.get(bundle.fabric)
        a_end = resolve_end(self.design, place.block, bundle.a)
        b_end = resolve_end(self.design, place.block, bundle.b)
        if fabric is None or a_end is None or b_end is None:
            return []
        a_chain = (*place.chain, *(i.id for i in a_end.instances))
        b_chain = (*place.chain, *(i.id for i in b_end.instances))
        if a_chain not in self.dim_ixs_by_chain or b_chain not in self.dim_ixs_by_chain:
            return []
        relations = self._relations(place, bundle, (a_end, b_end), (a_chain, b_chain))
        if relations is None:
            return []
        counts = self._pair_counts(
            relations, (a_chain, a_end.part_slug), (b_chain, b_end.part_slug)
        )
        ends = ((a_chain, a_end), (b_chain, b_end))
        n_groups = self._cable_groups(bundle, relations, ends)
        classes: list[LinkClass] = []
        for (a_slug, b_slug), n_pairs in counts.items():
            rate_bps = self._rate_bps((a_slug, a_end.port.name), (b_slug, b_end.port.name))
            if rate_bps is None or n_pairs == 0:
                continue
            n_links = n_pairs * bundle.n_links_per_pair
            n_shared = n_groups(a_slug, b_slug, n_links)
            n_cables = n_shared * bundle.n_cables_per_link if bundle.cable is not None else 0
            classes.append(
                LinkClass(
                    bundle_key=f"{place.block.id}/{bundle.id}",
                    fabric_id=bundle.fabric,
                    a_ix=self.vertex_ix[a_chain, a_slug],
                    b_ix=self.vertex_ix[b_chain, b_slug],
                    a_port=a_end.port.name,
                    b_port=b_end.port.name,
                    relations=relations,
                    n_links_per_pair=bundle.n_links_per_pair,
                    rate_bps=rate_bps,
                    n_links=n_links,
                    cable=bundle.cable,
                    optic=bundle.optic,
                    n_cables=n_cables,
                    n_optics=2 * n_cables if bundle.optic is not None else 0,
                    length_m=bundle.length_m,
                    is_assumed=bundle.is_assumed or fabric.is_assumed,
                )
            )
        return classes

    def _cable_groups(
        self,
        bundle: LinkBundle,
        relations: tuple[DimRelation, ...],
        ends: tuple[tuple[Chain, ResolvedEnd], tuple[Chain, ResolvedEnd]],
    ) -> Callable[[str, str, int], int]:
        # How many times a cable is needed for links between two parts.
        if bundle.n_links_per_cable == 1 or bundle.cable is None:
            return lambda _a, _b, n_links: n_links
        (a_chain, a_end), (b_chain, b_end) = ends
        outer = tuple(
            self.dim_ixs_by_chain[enclosure_chain(self._kind_by_chain, c)]
            for c in (a_chain, b_chain)
        )
        rule = CableRule(
            slots=cable_slots(
                tuple(self.dims),
                (self.dim_ixs_by_chain[a_chain], self.dim_ixs_by_chain[b_chain]),
                (outer[0], outer[1]),
                relations,
            ),
            a_end=self.end_boxes(a_chain, a_end.part_slug),
            b_end=self.end_boxes(b_chain, b_end.part_slug),
            is_same_chain=a_chain == b_chain,
            n_links_per_pair=bundle.n_links_per_pair,
            n_links_per_cable=bundle.n_links_per_cable,
            can_link=lambda a, b: (
                self._rate_bps((a, a_end.port.name), (b, b_end.port.name)) is not None
            ),
        )
        groups = cable_groups(rule)
        if groups is None:
            return lambda _a, _b, n_links: -(-n_links // bundle.n_links_per_cable)
        turned = {(b, a): n for (a, b), n in groups.items() if rule.is_same_chain and a != b}
        return lambda a, b, _n_links: groups.get((a, b), 0) + turned.get((a, b), 0)

    def _rate_bps(self, *ends: tuple[str, str]) -> float | None:
        rates: list[float] = []
        for slug, port_name in ends:
            part = self.design.part_by_slug.get(slug)
            port = part.port(port_name) if part is not None else None
            if port is None:
                return None
            rates.append(port.rate_bps.value)
        return min(rates)

    def _relations(
        self,
        place: _Place,
        bundle: LinkBundle,
        ends: tuple[ResolvedEnd, ResolvedEnd],
        chains: tuple[Chain, Chain],
    ) -> tuple[DimRelation, ...] | None:
        found: dict[tuple[int, int], DimRelation] = {
            (ix, ix): DimRelation(ix, ix, RelationKind.EQUAL) for ix in place.dim_ixs
        }
        for relation in bundle.relations:
            a_dim_ix = self._dim_ix(place, ends[0].instances, relation.a_dim)
            b_dim_ix = self._dim_ix(place, ends[1].instances, relation.b_dim)
            if a_dim_ix is None or b_dim_ix is None:
                return None
            size = self.dims[a_dim_ix].size
            if size != self.dims[b_dim_ix].size:
                return None
            merged = _merged(found.get((a_dim_ix, b_dim_ix)), relation, (a_dim_ix, b_dim_ix), size)
            if merged is None:
                return None
            found[a_dim_ix, b_dim_ix] = merged
        is_ambiguous = len({a for a, _ in found}) < len(found) or len({b for _, b in found}) < len(
            found
        )
        is_crossed = chains[0] == chains[1] and any(a != b for a, b in found)
        return None if is_ambiguous or is_crossed else tuple(found.values())

    def _dim_ix(self, place: _Place, instances: tuple[Instance, ...], text: str) -> int | None:
        instance_id, _, name = text.rpartition(".")
        chain = place.chain
        for instance in instances:
            outer = self.dim_ixs_by_chain[chain]
            chain = (*chain, instance.id)
            if instance.id == instance_id:
                own = self.dim_ixs_by_chain[chain][len(outer) :]
                return next((ix for ix in own if self.dims[ix].name == name), None)
        return None

    def _pair_counts(
        self, relations: tuple[DimRelation, ...], a: tuple[Chain, str], b: tuple[Chain, str]
    ) -> dict[tuple[str, str], int]:
        a_dims, b_dims = self.dim_ixs_by_chain[a[0]], self.dim_ixs_by_chain[b[0]]
        slots = slots_of(self.dims, a_dims, b_dims, relations)
        counts = count_pairs(slots, self.end_boxes(*a), self.end_boxes(*b))
        if a[0] != b[0]:
            return counts
        # Between copies of one chain each unordered pair counts once, and no copy with itself.
        loops = self.counts(*a) if all(_allows_loop(r) for r in relations) else {}
        is_symmetric = all(_is_symmetric(r, self.dims[r.a_dim_ix].size) for r in relations)
        merged: dict[tuple[str, str], int] = {}
        for (a_slug, b_slug), n in counts.items():
            if a_slug == b_slug:
                n_distinct = n - loops.get(a_slug, 0)
                merged[a_slug, a_slug] = n_distinct // 2 if is_symmetric else n_distinct
            elif (b_slug, a_slug) in merged:
                if not is_symmetric:
                    merged[b_slug, a_slug] += n
            else:
                merged[a_slug, b_slug] = n
        return merged


def _merged(
    old: DimRelation | None, new: Relation, dim_ixs: tuple[int, int], size: int
) -> DimRelation | None:
    offset = new.offset % size if new.kind is RelationKind.SHIFT else 0
    kind = RelationKind.EQUAL if new.kind is RelationKind.SHIFT and offset == 0 else new.kind
    relation = DimRelation(*dim_ixs, kind, offset)
    if old is None or old == relation:
        return relation
    if old.kind is RelationKind.NOT_EQUAL and kind is RelationKind.SHIFT:
        return relation
    if old.kind is RelationKind.SHIFT and kind is RelationKind.NOT_EQUAL:
        return old
    return None


def _allows_loop(relation: DimRelation) -> bool:
    return relation.kind is RelationKind.EQUAL


def _is_symmetric(relation: DimRelation, size: int) -> bool:
    return relation.kind is not RelationKind.SHIFT or 2 * relation.offset % size == 0


def slots_of(
    dims: list[ClassDimension] | tuple[ClassDimension, ...],
    a_dim_ixs: tuple[int, ...],
    b_dim_ixs: tuple[int, ...],
    relations: tuple[DimRelation, ...],
) -> tuple[Slot, ...]:
    """Return the index space of the pairs of a link class as independent slots.

    Parameters
    ----------
    dims
        Dimensions of the class graph.
    a_dim_ixs, b_dim_ixs
        Dimensions of each end.
    relations
        Conditions between them, each dimension in one at most.

    Returns
    -------
    tuple[Slot, ...]
        Related pairs first, then the other dimensions of each end.
    """
    related = tuple(
        Slot(r.a_dim_ix, r.b_dim_ix, dims[r.a_dim_ix].size, r.kind, r.offset) for r in relations
    )
    a_used = {r.a_dim_ix for r in relations}
    b_used = {r.b_dim_ix for r in relations}
    a_free = tuple(Slot(ix, None, dims[ix].size) for ix in a_dim_ixs if ix not in a_used)
    b_free = tuple(Slot(None, ix, dims[ix].size) for ix in b_dim_ixs if ix not in b_used)
    return (*related, *a_free, *b_free)


def build_class_graph(design: Design) -> ClassGraph:
    """Return the class graph of a design.

    Bundles whose ends, ports, fabric or relations do not resolve make no link class, nor do
    pairs whose replaced part lacks the port; exceptions whose path does not exist make no box.
    Validation reports them.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    ClassGraph
        Its classes with multiplicities, exceptions taken into account.
    """
    builder = _Builder(design)
    root = design.block_by_id.get(design.root)
    if root is not None:
        builder.walk(_Place(root, (), (), is_assumed=False), frozenset({root.id}))
    builder.add_boxes()
    builder.add_vertices()
    links = [
        link
        for place in builder.places
        for bundle in place.block.link_bundles
        for link in builder.links_of(place, bundle)
    ]
    return ClassGraph(
        dims=tuple(builder.dims),
        vertex_classes=tuple(builder.vertex_classes),
        enclosure_classes=builder.enclosures(),
        link_classes=tuple(links),
        boxes=builder.boxes,
        fabric_roles=tuple((fabric.id, fabric.role) for fabric in design.fabrics),
    )


def copies_along(graph: ClassGraph, dim_ixs: tuple[int, ...]) -> int:
    """Return how many copies a chain has before exceptions.

    Parameters
    ----------
    graph
        The class graph.
    dim_ixs
        Dimensions along the chain.

    Returns
    -------
    int
        Product of the sizes. [1]
    """
    return math.prod(graph.dims[ix].size for ix in dim_ixs)
