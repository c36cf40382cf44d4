"""The index space of one fabric, with the symmetry that its wiring rules leave.

The group is read off the relations, never searched for (``docs/methods/throughput.md``): dimensions
tied by relations form an *axis* and are permuted together; ``equal`` and ``not-equal`` allow every
permutation of an axis, ``shift`` only rotations, ``step`` none. What differs is renumbered first
(:mod:`designer.topology.alignment`). Any subgroup is sound, so whatever is not recognised costs
size, never truth.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import ExceptionKind
from designer.model.links import RelationKind
from designer.topology.alignment import Difference, align
from designer.topology.axes import SpacePlan
from designer.topology.names import Names
from designer.topology.space import (
    FabricSpace,
    IrregularFabricError,
    Kind,
    Pair,
    SpaceBox,
    SpaceCut,
    SpaceDim,
    SpaceTooLargeError,
    VertexType,
)
from designer.topology.tied_axes import TiedPair, alike_ties
from designer.topology.winding import unwound, wind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from designer.model.ids import FabricId
    from designer.topology.classes import (
        Chain,
        ClassGraph,
        DimRelation,
        FixedIndices,
        LinkClass,
    )
    from designer.topology.names import Renumbering
    from designer.topology.space import Fixed

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


class _Cut(NamedTuple):
    """Missing links by dimensions of the class graph."""

    link_ixs: tuple[int, ...]
    a_fixed: dict[int, int]
    b_fixed: dict[int, int]
    n_links: int


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
        # Traffic that reads single dimensions, and single planes, keep the digits apart.
        is_whole = plane_ix is None and not read_dims
        links = space_links(graph, fabric_id)
        self.winding = wind(graph, links) if is_whole else unwound(links)
        self.links = self.winding.links
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
        self.cuts = self._cuts()

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
            and self._is_in_plane(link.a_fixed + link.b_fixed)
            and all(self._keeps_plane(r) for r in link.relations)
        )

    def _is_in_plane(self, fixed: FixedIndices) -> bool:
        # Whether copies with some indices belong to the plane that the space is restricted to.
        planes = {v for d, v in fixed if self.graph.dims[d].is_plane}
        return self.plane_ix is None or planes <= {self.plane_ix}

    def _keeps_plane(self, relation: DimRelation) -> bool:
        dims = self.graph.dims
        is_plane = dims[relation.a_dim_ix].is_plane and dims[relation.b_dim_ix].is_plane
        return not is_plane or relation.kind is RelationKind.EQUAL

    def left(self, fixed: FixedIndices) -> dict[int, int]:
        # Indices of dimensions that the space has.
        return {d: v for d, v in fixed if self.sizes[d] > 1}

    def _boxes(self) -> list[tuple[tuple[int, ...], dict[int, int], str | None]]:
        found = []
        for box in self.graph.boxes:
            is_removal = box.kind is ExceptionKind.REMOVED
            type_ixs = tuple(
                ix
                for ix, chain in enumerate(self.chains)
                if chain[: len(box.chain)] == box.chain and (is_removal or chain == box.chain)
            )
            if type_ixs and self._is_in_plane(box.fixed):
                found.append((type_ixs, self.left(box.fixed), box.part_slug))
        return found

    def _cuts(self) -> list[_Cut]:
        by_bundle: dict[tuple[str, Chain, Chain], list[int]] = {}
        classes = self.graph.vertex_classes
        for ix, link in enumerate(self.links):
            chains = (classes[link.a_ix].chain, classes[link.b_ix].chain)
            by_bundle.setdefault((link.bundle_key, *chains), []).append(ix)
        return [
            _Cut(tuple(ixs), self.left(cut.a_fixed), self.left(cut.b_fixed), cut.n_links)
            for ixs in by_bundle.values()
            for cut in self.links[ixs[0]].cuts
            if self._is_in_plane(cut.a_fixed + cut.b_fixed)
        ]

    def merge(self) -> tuple[list[list[int]], dict[int, int]]:
        used = dict.fromkeys(d for chain in self.chains for d in self.dims_by_chain[chain])
        groups: dict[object, list[int]] = {}
        ring_of = {d: ix for ix, dims in enumerate(self.winding.groups) for d in dims}
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
        named = [
            *(fixed for _, fixed, _ in self.boxes),
            *(own for cut in self.cuts for own in (cut.a_fixed, cut.b_fixed)),
            *(self.left(own) for link in self.links for own in (link.a_fixed, link.b_fixed)),
        ]
        marks = {
            d: (*(d in fixed for fixed in named), *(d in read for read in self.read_dims))
            for d in used
        }
        own = {d: members[d] for d in used if self.sizes[d] > 1}
        ties = alike_ties(
            {d: types for d, types in own.items() if d not in ring_of}, marks, self._ties(ring_of)
        )
        axis_of = {d: axis for d, (_, axis) in ties.items()}
        for d in own:
            signature: object = ("ring", ring_of[d]) if d in ring_of else d
            if d in ties:
                signature = ties[d][0]
            elif d not in tied and d not in ring_of:
                signature = (members[d], tuple(d in dims for dims in equal), marks[d])
            groups.setdefault(signature, []).append(d)
        # The same order of axes in every group, so that equal indices stay equal.
        for group in groups.values():
            group.sort(key=lambda d: axis_of.get(d, 0))
        lists = list(groups.values())
        return lists, {d: ix for ix, group in enumerate(lists) for d in group}

    def _ties(self, ring_of: dict[int, int]) -> list[list[TiedPair]]:
        return [
            [
                TiedPair(r.a_dim_ix, r.b_dim_ix, r.kind is RelationKind.EQUAL)
                for r in link.relations
                if self.sizes[r.a_dim_ix] > 1 and not {r.a_dim_ix, r.b_dim_ix} & ring_of.keys()
            ]
            for link in self.links
        ]


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
        links = graph.link_classes_by_fabric.get(fabric_id, ())
        if any(link.pairs is not None for link in links):
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

    def flat(fixed: dict[int, int]) -> Fixed:
        return tuple(
            (ix, _flat_value(group, builder.sizes, fixed))
            for ix, group in enumerate(groups)
            if group[0] in fixed
        )

    fixed = [
        (flat(builder.left(link.a_fixed)), flat(builder.left(link.b_fixed)))
        for link in builder.links
    ]
    plan = SpacePlan(dims, type_dims, pairs_by_link, ends, fixed, read_dims=read)
    differing, names = _aligned(plan, builder, ends, flat)
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
    link_ixs = builder.winding.link_ixs
    if builder.winding.absorbed:
        rules = tuple(rule._replace(link_ix=link_ixs[rule.link_ix]) for rule in rules)
    if len(rules) > MAX_RULES:
        raise SpaceTooLargeError
    base_slugs = _base_slugs(graph, builder.chains)
    return FabricSpace(
        dims=dims,
        types=tuple(
            VertexType(chain, base_slugs[chain], plan.order[ix])
            for ix, chain in enumerate(builder.chains)
        ),
        kinds=kinds,
        rules=rules,
        boxes=differing.boxes,
        cuts=differing.cuts,
        named=differing.named,
        axis_of=tuple(plan.axis_of),
        axis_kinds=tuple(plan.axis_kinds),
        inside=tuple(plan.inside),
        names=Names(plan.inside, names),
        endpoint_family=builder.endpoint_family,
        chain_dims=_chain_dims(graph, builder.dims_by_chain.values()),
        plane_ix=builder.plane_ix or 0,
        absorbed=builder.winding.absorbed,
    )


def _sorted(fixed: dict[int, int]) -> Fixed:
    return tuple(sorted(fixed.items()))


class _Differing(NamedTuple):
    """What differs, by new indices."""

    boxes: tuple[SpaceBox, ...]
    cuts: tuple[SpaceCut, ...]
    named: tuple[SpaceBox, ...]


def _aligned(
    plan: SpacePlan,
    builder: _SpaceBuilder,
    ends: list[tuple[int, int]],
    flat: Callable[[dict[int, int]], Fixed],
) -> tuple[_Differing, Renumbering]:
    # Renumbers what differs; the plan gets the new indices of named copies.
    named = [
        SpaceBox((type_ix,), own, f"{link_ix}{side}")
        for link_ix, sides in enumerate(plan.fixed)
        for type_ix, own, side in zip(ends[link_ix], sides, "ab", strict=True)
    ]
    boxes = [SpaceBox(types, flat(own), slug) for types, own, slug in builder.boxes]
    cuts = [
        SpaceCut(c.link_ixs, *ends[c.link_ixs[0]], flat(c.a_fixed), flat(c.b_fixed), c.n_links)
        for c in builder.cuts
    ]
    aligned, names = align(plan, _differences(boxes, cuts, named))
    ends_of = iter([tuple(_sorted(end) for end in one.ends) for one in aligned])
    boxes = [box._replace(fixed=next(ends_of)[0]) for box in boxes]
    cuts = [
        cut._replace(a_fixed=a_fixed, b_fixed=b_fixed)
        for cut, (a_fixed, b_fixed) in ((cut, next(ends_of)) for cut in cuts)
    ]
    named = [box._replace(fixed=next(ends_of)[0]) for box in named]
    plan.fixed = [(a.fixed, b.fixed) for a, b in zip(named[::2], named[1::2], strict=True)]
    marked = tuple(box for box in named if box.fixed)
    return _Differing(tuple(boxes), tuple(cuts), marked), names


def _differences(
    boxes: list[SpaceBox], cuts: list[SpaceCut], named: list[SpaceBox]
) -> list[Difference]:
    # Boxes, cuts and named copies in this order.
    return [
        *(Difference(("box", b.type_ixs, b.part_slug or ""), (dict(b.fixed),)) for b in boxes),
        *(
            Difference(("cut", c.link_ixs, c.n_links), (dict(c.a_fixed), dict(c.b_fixed)))
            for c in cuts
        ),
        *(Difference(("named", n.type_ixs, n.part_slug), (dict(n.fixed),)) for n in named),
    ]


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
            is_step = r.kind is RelationKind.STEP
            offset = r.offset if is_step else r.offset % dims[a].size
            pairs[Pair(a, b, is_not_equal, offset, is_step)] = None
    return tuple(pairs)
