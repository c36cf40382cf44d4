"""The index space of one fabric, with the symmetry that its wiring rules leave.

The group is read off the relations, never searched for (``docs/methods/throughput.md``): dimensions
tied by relations form an *axis* and are permuted together; ``equal`` and ``not-equal`` allow every
permutation of an axis, ``shift`` only rotations. A dimension that acts only inside its parent is
*nested*: it is permuted independently under every parent. Any subgroup is sound, so whatever is
not recognised costs size, never truth.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from designer.model.block import ExceptionKind
from designer.model.links import RelationKind
from designer.topology.space import (
    AxisKind,
    FabricSpace,
    IrregularFabricError,
    Kind,
    Pair,
    Rule,
    SpaceBox,
    SpaceDim,
    SpaceTooLargeError,
    VertexType,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph, LinkClass

MAX_SPLIT = 96
"""Most shifts that one relation on a rotated axis is split into."""
MAX_RULES = 4096
"""Most rules that a fabric may have after splitting."""


def space_links(graph: ClassGraph, fabric_id: FabricId) -> tuple[LinkClass, ...]:
    """Return the link classes that the space of a fabric is made of.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    tuple[LinkClass, ...]
        Those between parts other than hosts; the rules of the whole fabric's space count them in
        this order (``Rule.link_ix``).
    """
    families = [v.family for v in graph.vertex_classes]
    return tuple(
        link
        for link in graph.link_classes_by_fabric.get(fabric_id, ())
        if "cpu" not in {families[link.a_ix], families[link.b_ix]}
    )


class _SpaceBuilder:
    def __init__(
        self,
        graph: ClassGraph,
        fabric_id: FabricId,
        plane_ix: int | None,
        read_dims: tuple[frozenset[int], ...],
    ) -> None:
        self.graph = graph
        self.read_dims = read_dims
        self.sizes = [dim.size for dim in graph.dims]
        self.plane_ix = plane_ix
        families = [v.family for v in graph.vertex_classes]
        self.links = space_links(graph, fabric_id)
        self._drop_other_planes()
        used = {ix for link in self.links for ix in (link.a_ix, link.b_ix)}
        self.class_ixs = tuple(sorted(used))
        has_accelerator = any(families[ix] == "accelerator" for ix in used)
        self.endpoint_family = "accelerator" if has_accelerator else "nic"
        chains: dict[Chain, None] = dict.fromkeys(
            graph.vertex_classes[ix].chain for ix in self.class_ixs
        )
        self.chains = tuple(chains)
        self.dims_by_chain = {
            graph.vertex_classes[ix].chain: graph.vertex_classes[ix].dim_ixs
            for ix in self.class_ixs
        }
        self.boxes = self._boxes()

    def _drop_other_planes(self) -> None:
        if self.plane_ix is None:
            return
        missing = set()
        for ix, dim in enumerate(self.graph.dims):
            if dim.is_plane:
                self.sizes[ix] = 1
                if dim.size <= self.plane_ix:
                    missing.add(ix)
        classes = self.graph.vertex_classes
        self.links = tuple(
            link
            for link in self.links
            if not missing & {*classes[link.a_ix].dim_ixs, *classes[link.b_ix].dim_ixs}
        )

    def _boxes(self) -> list[tuple[tuple[int, ...], dict[int, int], str | None]]:
        found = []
        for box in self.graph.boxes:
            is_removal = box.kind is ExceptionKind.REMOVED
            type_ixs = tuple(
                ix
                for ix, chain in enumerate(self.chains)
                if chain[: len(box.chain)] == box.chain and (is_removal or chain == box.chain)
            )
            fixed = dict(box.fixed)
            if self.plane_ix is not None:
                planes = {v for d, v in box.fixed if self.graph.dims[d].is_plane}
                if planes - {self.plane_ix}:
                    continue
            fixed = {d: v for d, v in fixed.items() if self.sizes[d] > 1}
            if type_ixs:
                found.append((type_ixs, fixed, box.part_slug))
        return found

    def merge(self) -> tuple[list[list[int]], dict[int, int]]:
        used = dict.fromkeys(d for chain in self.chains for d in self.dims_by_chain[chain])
        groups: dict[object, list[int]] = {}
        tied = {
            d
            for link in self.links
            for r in link.relations
            if r.a_dim_ix != r.b_dim_ix or r.kind is not RelationKind.EQUAL
            for d in (r.a_dim_ix, r.b_dim_ix)
        }
        equal = [frozenset(r.a_dim_ix for r in link.relations) for link in self.links]
        members = {
            d: tuple(ix for ix, c in enumerate(self.chains) if d in self.dims_by_chain[c])
            for d in used
        }
        for d in used:
            if self.sizes[d] == 1:
                continue
            signature: object = d
            if d not in tied:
                signature = (
                    members[d],
                    tuple(d in dims for dims in equal),
                    tuple(d in fixed for _, fixed, _ in self.boxes),
                    tuple(d in read for read in self.read_dims),
                )
            groups.setdefault(signature, []).append(d)
        lists = list(groups.values())
        return lists, {d: ix for ix, group in enumerate(lists) for d in group}


def _axes(n_dims: int, rules: Sequence[tuple[Pair, ...]]) -> list[int]:
    parent = list(range(n_dims))

    def root(ix: int) -> int:
        while parent[ix] != ix:
            ix = parent[ix]
        return ix

    for pairs in rules:
        for pair in pairs:
            parent[root(pair.a_dim_ix)] = root(pair.b_dim_ix)
    order: dict[int, int] = {}
    return [order.setdefault(root(ix), len(order)) for ix in range(n_dims)]


def _flat_value(group: list[int], sizes: list[int], fixed: dict[int, int]) -> int:
    value = 0
    for d in group:
        value = value * sizes[d] + fixed[d]
    return value


def build_space(
    graph: ClassGraph,
    fabric_id: FabricId,
    plane_ix: int | None = None,
    read_dims: tuple[frozenset[int], ...] = (),
) -> FabricSpace:
    """Return the index space of a fabric.

    Hosts (family ``cpu``) take no part: they neither originate nor relay what is counted.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    plane_ix
        Plane to restrict the fabric to, or ``None`` for all of it.
    read_dims
        Sets of dimensions of the class graph: the symmetries of the space keep, for every set,
        whether two copies agree in all of them. Traffic that depends on it can then be folded.

    Returns
    -------
    FabricSpace
        Its index space.

    Raises
    ------
    SpaceTooLargeError
        If the relations split into too many rules.
    IrregularFabricError
        If a bundle lists its pairs.
    """
    space = None if read_dims else graph.spaces.get((fabric_id, plane_ix))
    if not isinstance(space, FabricSpace):
        if not all(_is_regular(link) for link in graph.link_classes_by_fabric.get(fabric_id, ())):
            raise IrregularFabricError
        space = _assemble(_SpaceBuilder(graph, fabric_id, plane_ix, read_dims))
        if not read_dims:
            graph.spaces[fabric_id, plane_ix] = space
    return space


def adopt_spaces(graph: ClassGraph, previous: ClassGraph) -> None:
    """Take over the index spaces of an earlier graph for fabrics that are as they were.

    Parameters
    ----------
    graph
        A class graph whose spaces have not been built yet.
    previous
        Graph of an earlier revision of the same design.
    """
    if graph.dims != previous.dims:
        return
    same: dict[FabricId, bool] = {}
    # A worker may add spaces to the earlier graph meanwhile.
    for (fabric_id, plane_ix), space in tuple(previous.spaces.items()):
        if fabric_id not in same:
            same[fabric_id] = _ground(graph, fabric_id) == _ground(previous, fabric_id)
        if same[fabric_id]:
            graph.spaces[fabric_id, plane_ix] = space


def _ground(graph: ClassGraph, fabric_id: FabricId) -> tuple[object, ...]:
    # Return everything besides the dimensions that the space of a fabric is built from. Part
    # slugs are those of the chains, as the space takes the first of each.
    links = graph.link_classes_by_fabric.get(fabric_id, ())
    class_ixs = dict.fromkeys(ix for link in links for ix in (link.a_ix, link.b_ix))
    chains = {graph.vertex_classes[ix].chain for ix in class_ixs}
    classes = [(ix, v) for ix, v in enumerate(graph.vertex_classes) if v.chain in chains]
    boxes = [b for b in graph.boxes if any(c[: len(b.chain)] == b.chain for c in chains)]
    return links, classes, boxes


def _is_regular(link: LinkClass) -> bool:
    is_whole = not (link.a_fixed or link.b_fixed or link.cuts) and link.pairs is None
    return is_whole and all(r.kind is not RelationKind.STEP for r in link.relations)


def _assemble(builder: _SpaceBuilder) -> FabricSpace:
    graph = builder.graph
    groups, space_ix = builder.merge()
    dims = tuple(
        SpaceDim(
            math.prod(builder.sizes[d] for d in group),
            tuple((graph.dims[d].chain, graph.dims[d].name, graph.dims[d].size) for d in group),
        )
        for group in groups
    )
    type_dims = [
        tuple(dict.fromkeys(space_ix[d] for d in builder.dims_by_chain[c] if d in space_ix))
        for c in builder.chains
    ]
    pairs_by_link = [_pairs(link, space_ix, dims) for link in builder.links]
    type_of = {c: ix for ix, c in enumerate(builder.chains)}
    ends = [
        (
            type_of[graph.vertex_classes[link.a_ix].chain],
            type_of[graph.vertex_classes[link.b_ix].chain],
        )
        for link in builder.links
    ]
    read = [frozenset(space_ix[d] for d in own if d in space_ix) for own in builder.read_dims]
    plan = _Plan(dims, type_dims, pairs_by_link, ends, read_dims=read)
    kinds = tuple(
        Kind(
            type_of[v.chain],
            v.part_slug,
            v.family == builder.endpoint_family,
            0 if v.family == "nic" else 1,
        )
        for v in (graph.vertex_classes[ix] for ix in builder.class_ixs)
    )
    kind_of = {ix: kind_ix for kind_ix, ix in enumerate(builder.class_ixs)}
    rules = tuple(
        rule
        for link_ix, link in enumerate(builder.links)
        for rule in plan.rules(link_ix, link, (kind_of[link.a_ix], kind_of[link.b_ix]))
    )
    if len(rules) > MAX_RULES:
        raise SpaceTooLargeError
    boxes = tuple(
        SpaceBox(
            type_ixs,
            tuple(
                (ix, _flat_value(group, builder.sizes, fixed))
                for ix, group in enumerate(groups)
                if group[0] in fixed
            ),
            slug,
        )
        for type_ixs, fixed, slug in builder.boxes
    )
    base_slugs = _base_slugs(graph, builder.chains)
    return FabricSpace(
        dims=dims,
        types=tuple(
            VertexType(chain, base_slugs[chain], plan.order[ix])
            for ix, chain in enumerate(builder.chains)
        ),
        kinds=kinds,
        rules=rules,
        boxes=boxes,
        axis_of=tuple(plan.axis_of),
        axis_kinds=tuple(plan.axis_kinds),
        outer=tuple(plan.outer),
        is_nested=tuple(plan.is_nested),
        endpoint_family=builder.endpoint_family,
        chain_dims=_chain_dims(graph, builder.dims_by_chain.values()),
        plane_ix=builder.plane_ix or 0,
    )


def _chain_dims(
    graph: ClassGraph, dim_ixs: Iterable[tuple[int, ...]]
) -> dict[Chain, tuple[tuple[str, int], ...]]:
    found: dict[Chain, tuple[tuple[str, int], ...]] = {}
    for d in dict.fromkeys(d for own in dim_ixs for d in own):
        dim = graph.dims[d]
        found[dim.chain] = (*found.get(dim.chain, ()), (dim.name, dim.size))
    return found


def _base_slugs(graph: ClassGraph, chains: tuple[Chain, ...]) -> dict[Chain, str]:
    slugs: dict[Chain, str] = {}
    for vertex in graph.vertex_classes:
        if vertex.chain in chains:
            slugs.setdefault(vertex.chain, vertex.part_slug)
    return slugs


def _pairs(
    link: LinkClass, space_ix: dict[int, int], dims: tuple[SpaceDim, ...]
) -> tuple[Pair, ...]:
    pairs: dict[Pair, None] = {}
    for r in link.relations:
        if r.a_dim_ix in space_ix and r.b_dim_ix in space_ix:
            a, b = space_ix[r.a_dim_ix], space_ix[r.b_dim_ix]
            is_not_equal = r.kind is RelationKind.NOT_EQUAL
            offset = r.offset % dims[a].size if r.kind is RelationKind.SHIFT else 0
            pairs[Pair(a, b, is_not_equal, offset)] = None
    return tuple(pairs)


class _Plan:
    """Decides axis kinds, dimension order and nesting, and splits the rules accordingly."""

    def __init__(
        self,
        dims: tuple[SpaceDim, ...],
        type_dims: list[tuple[int, ...]],
        pairs_by_link: list[tuple[Pair, ...]],
        ends: list[tuple[int, int]],
        *,
        read_dims: list[frozenset[int]],
    ) -> None:
        self.dims, self.type_dims, self.pairs, self.ends = dims, type_dims, pairs_by_link, ends
        self.read_dims = read_dims
        self.axis_of = axis_of = _axes(len(dims), pairs_by_link)
        self.axis_kinds = self._kinds()
        self.members = [
            frozenset(ix for ix, own in enumerate(type_dims) if d in own) for d in range(len(dims))
        ]
        self.is_nested = [self.axis_of.count(axis_of[d]) == 1 for d in range(len(dims))]
        self._order()
        while True:
            failed = [d for d in range(len(dims)) if self.is_nested[d] and not self._acts_inside(d)]
            if not failed:
                break
            for d in failed:
                self.is_nested[d] = False
            self._order()

    def _kinds(self) -> list[AxisKind]:
        kinds = [AxisKind.SYMMETRIC] * (max(self.axis_of, default=-1) + 1)
        for pairs in self.pairs:
            for pair in pairs:
                if pair.offset:
                    kinds[self.axis_of[pair.a_dim_ix]] = AxisKind.CYCLIC
        for own in self.type_dims:
            axes = [self.axis_of[d] for d in own]
            for axis in axes:
                if axes.count(axis) > 1:
                    kinds[axis] = AxisKind.FIXED
        return kinds

    def _order(self) -> None:
        def key(d: int) -> tuple[int, bool, int]:
            return (-len(self.members[d]), self.is_nested[d], d)

        self.order = [tuple(sorted(own, key=key)) for own in self.type_dims]
        self.outer: list[tuple[int, ...]] = [()] * len(self.dims)
        for order in self.order:
            for at, d in enumerate(order):
                self.outer[d] = order[:at]

    def _acts_inside(self, d: int) -> bool:
        if any(d in read and not read.issuperset(self.outer[d]) for read in self.read_dims):
            return False
        for pairs, (a_type, b_type) in zip(self.pairs, self.ends, strict=True):
            if d not in self.type_dims[a_type] or d not in self.type_dims[b_type]:
                continue
            equal = {p.a_dim_ix for p in pairs if p == Pair(p.a_dim_ix, p.a_dim_ix)}
            if any(p.a_dim_ix == d for p in pairs) and not equal.issuperset(self.outer[d]):
                return False
        return True

    def rules(self, link_ix: int, link: LinkClass, kinds: tuple[int, int]) -> Iterator[Rule]:
        a_type, b_type = self.ends[link_ix]
        pairs = self.pairs[link_ix]
        is_same_type = a_type == b_type
        is_symmetric = is_same_type and all(
            p.is_not_equal or 2 * p.offset % self.dims[p.a_dim_ix].size == 0 for p in pairs
        )
        capacity = round(link.rate_bps / 8) * link.n_links_per_pair
        is_directed = kinds[0] != kinds[1] or not is_symmetric
        n_links = link.n_links_per_pair
        for split in self._split(link_ix, (), sorted(self.order[a_type], key=self._split_key)):
            is_loop = is_same_type and all(Pair(d, d) in split for d in self.type_dims[a_type])
            if is_loop:
                continue
            yield Rule(link_ix, *kinds, split, capacity, is_directed, n_links)
            if is_same_type and kinds[0] != kinds[1] and not is_symmetric:
                yield Rule(link_ix, kinds[1], kinds[0], split, capacity, is_directed, n_links)

    def _split_key(self, d: int) -> tuple[int, bool, int]:
        return (-len(self.members[d]), self.is_nested[d], d)

    def _split(
        self, link_ix: int, done: tuple[Pair, ...], todo: list[int]
    ) -> Iterator[tuple[Pair, ...]]:
        if not todo:
            yield done
            return
        for choice in self._choices(link_ix, done, todo[0]):
            yield from self._split(link_ix, (*done, *choice), todo[1:])

    def _choices(self, link_ix: int, done: tuple[Pair, ...], d: int) -> list[tuple[Pair, ...]]:
        axis = self.axis_of[d]
        size = self.dims[d].size
        is_cyclic = self.axis_kinds[axis] is AxisKind.CYCLIC
        related = next((p for p in self.pairs[link_ix] if p.a_dim_ix == d), None)
        if related is not None:
            if not (related.is_not_equal and is_cyclic):
                return [(related,)]
            return self._shifts(d, related.b_dim_ix, range(1, size))
        other = next(
            (e for e in self.type_dims[self.ends[link_ix][1]] if self.axis_of[e] == axis), None
        )
        if other is None or self.axis_kinds[axis] is AxisKind.FIXED:
            return [()]
        if self.is_nested[d] and not all(Pair(o, o) in done for o in self.outer[d]):
            return [()]
        if is_cyclic:
            return self._shifts(d, other, range(size))
        return [(Pair(d, other),), (Pair(d, other, is_not_equal=True),)]

    @staticmethod
    def _shifts(d: int, other: int, offsets: range) -> list[tuple[Pair, ...]]:
        if len(offsets) > MAX_SPLIT:
            raise SpaceTooLargeError
        return [(Pair(d, other, offset=offset),) for offset in offsets]
