"""The index space of one fabric, with the symmetry that its wiring rules leave.

The group is read off the relations, never searched for (``docs/methods/throughput.md``): dimensions
tied by relations form an *axis* and are permuted together; ``equal`` and ``not-equal`` allow every
permutation of an axis, ``shift`` only rotations, ``step`` none. What differs is renumbered first
(:mod:`designer.topology.alignment`). Any subgroup is sound, so whatever is not recognised costs
size, never truth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
    SpaceKey,
    SpaceTooLargeError,
    VertexType,
)
from designer.topology.space_builder import Pattern, SpaceBuilder, is_in_plane, without_hosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph, ExceptionBox, LinkClass, LinkCut
    from designer.topology.names import Renumbering
    from designer.topology.space import CommonShape, Fixed, Rule

MAX_RULES = 4096
"""Most rules that a fabric may have after splitting."""
MAX_FRAMES = 24
"""Most frames that are remembered of the spaces of one fabric."""
MAX_ASIDE = 16
"""Most fabrics as they were before an edit whose frames are remembered."""


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
    if read_dims:
        links = _links_of(graph, (fabric_id,))
        return _assemble(SpaceBuilder(graph, links, plane_ix, read_dims), ())[0]
    return _kept_space(graph, (fabric_id,), plane_ix)


def joined_space(graph: ClassGraph, fabric_ids: Sequence[FabricId]) -> FabricSpace:
    """Return the index space of several fabrics together.

    Parameters
    ----------
    graph
        The class graph.
    fabric_ids
        The fabrics.

    Returns
    -------
    FabricSpace
        The space of all their links, as if they were one fabric.

    Raises
    ------
    SpaceTooLargeError
        As :func:`build_space` does.
    """
    return _kept_space(graph, tuple(fabric_ids), None)


def _links_of(graph: ClassGraph, fabric_ids: tuple[FabricId, ...]) -> tuple[LinkClass, ...]:
    if len(fabric_ids) == 1:
        links = graph.link_classes_by_fabric.get(fabric_ids[0], ())
    else:
        links = tuple(link for link in graph.link_classes if link.fabric_id in fabric_ids)
    if any(link.pairs is not None for link in links):
        raise IrregularFabricError
    return without_hosts(graph, links)


def _kept_space(
    graph: ClassGraph, fabric_ids: tuple[FabricId, ...], plane_ix: int | None
) -> FabricSpace:
    kept = graph.spaces.get((fabric_ids, plane_ix))
    if isinstance(kept, FabricSpace):
        return kept
    frames = graph.frames.setdefault(fabric_ids, {})
    builder = SpaceBuilder(graph, _links_of(graph, fabric_ids), plane_ix, ())
    own = frames.get(plane_ix)
    space, frames[plane_ix] = _assemble(builder, own if isinstance(own, tuple) else ())
    graph.spaces[fabric_ids, plane_ix] = space
    return space


def adopt_spaces(graph: ClassGraph, previous: ClassGraph) -> None:
    """Take over from an earlier graph what holds of its index spaces.

    Spaces are taken over where the fabric is as it was, or the plane. Where only other copies or
    links differ than before, which does not change rules and symmetries, the frames are; those of
    a fabric that does change are put aside, and found again when a later edit brings it back.

    Parameters
    ----------
    graph
        A class graph whose spaces have not been built yet.
    previous
        Graph of an earlier revision of the same design.
    """
    has_same_dims = graph.dims == previous.dims
    graph.aside.update(previous.aside)
    # A worker may add spaces to the earlier graph meanwhile.
    earlier = tuple(previous.spaces.items())
    for fabric_ids, frames in tuple(previous.frames.items()):
        now, before = _ground(graph, fabric_ids), _ground(previous, fabric_ids)
        if not has_same_dims or not _is_alike(now, before):
            graph.aside[_ground_key(previous, before)] = frames
            graph.frames[fabric_ids] = graph.aside.pop(_ground_key(graph, now), {})
            continue
        graph.frames[fabric_ids] = frames
        for (ids, plane_ix), space in earlier:
            if ids == fabric_ids and _differing_in(graph, now, plane_ix) == _differing_in(
                previous, before, plane_ix
            ):
                graph.spaces[ids, plane_ix] = space
    while len(graph.aside) > MAX_ASIDE:
        del graph.aside[next(iter(graph.aside))]


class _Ground(NamedTuple):
    """What the spaces of some fabrics are built from, besides dimensions."""

    links: tuple[LinkClass, ...]
    classes: list[tuple[int, Chain, str, str, tuple[int, ...]]]
    boxes: list[ExceptionBox]
    may_wind: bool


def _ground(graph: ClassGraph, fabric_ids: tuple[FabricId, ...]) -> _Ground:
    # Part slugs are those of the chains, as the space takes the first of each.
    if len(fabric_ids) == 1:
        links = graph.link_classes_by_fabric.get(fabric_ids[0], ())
    else:
        links = tuple(link for link in graph.link_classes if link.fabric_id in fabric_ids)
    class_ixs = {ix for link in links for ix in (link.a_ix, link.b_ix)}
    chains = {graph.vertex_classes[ix].chain for ix in class_ixs}
    classes = [
        (ix, v.chain, v.part_slug, v.family, v.dim_ixs)
        for ix, v in enumerate(graph.vertex_classes)
        if v.chain in chains
    ]
    boxes = [b for b in graph.boxes if any(c[: len(b.chain)] == b.chain for c in chains)]
    # Rings of several digits are only looked for where nothing differs.
    may_wind = not graph.boxes and any(link.a_fixed for link in links)
    return _Ground(links, classes, boxes, may_wind)


def _ground_key(graph: ClassGraph, ground: _Ground) -> SpaceKey:
    # What rules and symmetries depend on, by value.
    wiring = tuple(_wiring(link) for link in ground.links)
    return SpaceKey((graph.dims, wiring, tuple(ground.classes), ground.may_wind))


def _is_alike(now: _Ground, before: _Ground) -> bool:
    # Whether rules and symmetries are the same. How many links there are does not matter.
    return (
        len(now.links) == len(before.links)
        and now.may_wind == before.may_wind
        and now.classes == before.classes
        and all(
            a is b or _wiring(a) == _wiring(b) for a, b in zip(now.links, before.links, strict=True)
        )
    )


def _wiring(link: LinkClass) -> tuple[object, ...]:
    return (
        link.bundle_key,
        link.a_ix,
        link.b_ix,
        link.n_links_per_pair,
        link.rate_bps,
        link.a_fixed,
        link.b_fixed,
        link.relations,
        link.pairs,
    )


def _differing_in(
    graph: ClassGraph, ground: _Ground, plane_ix: int | None
) -> tuple[list[ExceptionBox], list[tuple[int, LinkCut]]]:
    # Copies and links that differ in a plane, or in all of the space.
    boxes = [box for box in ground.boxes if is_in_plane(graph, box.fixed, plane_ix)]
    cuts = [
        (ix, cut)
        for ix, link in enumerate(ground.links)
        for cut in link.cuts
        if is_in_plane(graph, cut.a_fixed + cut.b_fixed, plane_ix)
    ]
    return boxes, cuts


@dataclass(frozen=True)
class _Frame:
    """Of a space everything that does not depend on the indices of what differs.

    ``rules`` is ``None`` where bundles name single copies, as their new indices are part of them.
    """

    groups: list[list[int]]
    dims: tuple[SpaceDim, ...]
    plan: SpacePlan
    ends: list[tuple[int, int]]
    types: tuple[VertexType, ...]
    kinds: tuple[Kind, ...]
    chain_dims: Mapping[Chain, tuple[tuple[str, int], ...]]
    rules: tuple[Rule, ...] | None = None
    shared: dict[str, CommonShape] = field(default_factory=dict)

    def flat(self, fixed: dict[int, int], sizes: list[int]) -> Fixed:
        return _flat(self.groups, sizes, fixed)


_Frames: TypeAlias = tuple[tuple[Pattern, _Frame], ...]


def _assemble(builder: SpaceBuilder, frames: _Frames) -> tuple[FabricSpace, _Frames]:
    pattern = builder.pattern
    frame = next((frame for known, frame in frames if known == pattern), None)
    if frame is None:
        frame = _frame(builder)
        if frame.rules is not None:
            frames = ((pattern, frame), *frames[: MAX_FRAMES - 1])
    plan = frame.plan
    differing, names = _aligned(frame, builder)
    rules = _rules(plan, builder) if frame.rules is None else frame.rules
    space = FabricSpace(
        dims=frame.dims,
        types=frame.types,
        kinds=frame.kinds,
        rules=rules,
        boxes=differing.boxes,
        cuts=differing.cuts,
        named=differing.named,
        axis_of=tuple(plan.axis_of),
        axis_kinds=tuple(plan.axis_kinds),
        inside=tuple(plan.inside),
        names=Names(plan.inside, names),
        endpoint_family=builder.endpoint_family,
        chain_dims=frame.chain_dims,
        plane_ix=builder.plane_ix or 0,
        absorbed=builder.winding.absorbed,
    )
    if frame.rules is not None:
        space.shared.update(frame.shared)
        frame.shared["common"] = space.common
    return space, frames


def _frame(builder: SpaceBuilder) -> _Frame:
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
    fixed = [
        (
            _flat(groups, builder.sizes, builder.left(link.a_fixed)),
            _flat(groups, builder.sizes, builder.left(link.b_fixed)),
        )
        for link in builder.links
    ]
    plan = SpacePlan(dims, type_dims, pairs_by_link, ends, fixed, read_dims=read)
    kinds = tuple(
        Kind(
            type_of[v.chain],
            v.part_slug,
            v.family == builder.endpoint_family,
            0 if v.family == "nic" else 1,
        )
        for v in (graph.vertex_classes[ix] for ix in builder.class_ixs)
    )
    base_slugs = _base_slugs(graph, builder.chains)
    types = tuple(
        VertexType(chain, base_slugs[chain], plan.order[ix])
        for ix, chain in enumerate(builder.chains)
    )
    chain_dims = _chain_dims(graph, builder.dims_by_chain.values())
    rules = _rules(plan, builder) if builder.is_plain else None
    return _Frame(groups, dims, plan, ends, types, kinds, chain_dims, rules)


def _rules(plan: SpacePlan, builder: SpaceBuilder) -> tuple[Rule, ...]:
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
    return rules


def _flat(groups: list[list[int]], sizes: list[int], fixed: dict[int, int]) -> Fixed:
    # Indices of the space from indices of the class graph.
    found: list[tuple[int, int]] = []
    for ix, group in enumerate(groups):
        if group[0] in fixed:
            value = 0
            for d in group:
                value = value * sizes[d] + fixed[d]
            found.append((ix, value))
    return tuple(found)


def _sorted(fixed: dict[int, int]) -> Fixed:
    return tuple(sorted(fixed.items()))


class _Differing(NamedTuple):
    """What differs, by new indices."""

    boxes: tuple[SpaceBox, ...]
    cuts: tuple[SpaceCut, ...]
    named: tuple[SpaceBox, ...]


def _aligned(frame: _Frame, builder: SpaceBuilder) -> tuple[_Differing, Renumbering]:
    # Renumbers what differs; the plan gets the new indices of named copies.
    plan, ends, sizes = frame.plan, frame.ends, builder.sizes
    named = [
        SpaceBox((type_ix,), own, f"{link_ix}{side}")
        for link_ix, sides in enumerate(plan.fixed if frame.rules is None else ())
        for type_ix, own, side in zip(ends[link_ix], sides, "ab", strict=True)
    ]
    boxes = [SpaceBox(types, frame.flat(own, sizes), slug) for types, own, slug in builder.boxes]
    cuts = [
        SpaceCut(
            c.link_ixs,
            *ends[c.link_ixs[0]],
            frame.flat(c.a_fixed, sizes),
            frame.flat(c.b_fixed, sizes),
            c.n_links,
        )
        for c in builder.cuts
    ]
    aligned, names = align(plan, _differences(boxes, cuts, named))
    ends_of = iter([tuple(_sorted(end) for end in one.ends) for one in aligned])
    boxes = [box._replace(fixed=next(ends_of)[0]) for box in boxes]
    cuts = [
        cut._replace(a_fixed=a_fixed, b_fixed=b_fixed)
        for cut, (a_fixed, b_fixed) in ((cut, next(ends_of)) for cut in cuts)
    ]
    if not named:
        return _Differing(tuple(boxes), tuple(cuts), ()), names
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
