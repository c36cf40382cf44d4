"""Cable lengths from the placement: Manhattan distance between racks, drops and slack.

Between two racks a route is ``|dx| + |dy| + 2 riser + 2 in-rack``, and the larger of a share and a
fixed length is added as slack; inside one rack it is ``2 in-rack``. Links of a class spread evenly
over the rack pairs that its relations allow, because every relation between an index of a rack and
one inside a rack leaves the same number of links to each pair; so only rack pairs are expanded,
never links. Where the document lists the pairs, their racks are looked up one by one.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.assumptions import CABLE_NAMES
from designer.model.block import BlockKind, ExceptionKind
from designer.model.ids import path_from_text
from designer.model.links import RelationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from designer.evaluate.assumptions import AssumptionTable
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.topology.classes import (
        Chain,
        ClassGraph,
        DimRelation,
        ExceptionBox,
        FixedIndices,
        LinkClass,
        PairList,
    )

MAX_PAIRS: Final = 250_000
"""Most rack pairs of one link class that are looked at; of more, racks are picked evenly."""

_STANDS_ON_FLOOR: Final = (BlockKind.RACK, BlockKind.NODE, BlockKind.SWITCH_BOX)


@dataclass(frozen=True, slots=True)
class CableRun:
    """Lengths of the cables of one link class.

    Attributes
    ----------
    bundle_key, fabric_id, cable, optic
        As in the link class.
    n_cables
        Cables. [1]
    mean_m
        Mean length as low, value and high over the bands of the assumptions. [m]
    min_m, max_m
        Shortest and longest cable at the values of the assumptions. [m]
    is_given
        Whether the user gave the length.
    """

    bundle_key: str
    fabric_id: str
    cable: str
    optic: str | None
    n_cables: int
    mean_m: tuple[float, float, float]
    min_m: float
    max_m: float
    is_given: bool


class _Rule(NamedTuple):
    """Run in a rack, riser and slack, all at their low, value or high."""

    in_rack_m: float
    riser_m: float
    slack_fraction: float
    slack_m: float

    def lengths_m(self, floor_m: NDArray[np.float64]) -> NDArray[np.float64]:
        # Return lengths of cables between racks that are so far apart; same shape.
        route_m = floor_m + 2 * (self.riser_m + self.in_rack_m)
        return route_m + np.maximum(route_m * self.slack_fraction, self.slack_m)


class _FloorEnd(NamedTuple):
    """What of a chain decides where on the floor a copy stands."""

    chain: Chain
    dim_ixs: tuple[int, ...]
    instances: tuple[Instance, ...]
    sizes: tuple[int, ...]


def _rules(assumptions: AssumptionTable) -> tuple[_Rule, _Rule, _Rule]:
    bands: list[tuple[float, float, float]] = []
    for name in CABLE_NAMES:
        known = assumptions.get(name)
        bands.append((0.0, 0.0, 0.0) if known is None else (known.low, known.value, known.high))
    low, value, high = (_Rule(*ends) for ends in zip(*bands, strict=True))
    return low, value, high


def floor_chain(graph: ClassGraph, chain: Chain) -> Chain:
    """Return the part of a chain that decides where on the floor its copies stand.

    Parameters
    ----------
    graph
        The class graph.
    chain
        Chain of a vertex class.

    Returns
    -------
    Chain
        Chain down to the outermost rack, or node or switch box outside a rack; the whole chain if
        there is none. Empty if the design itself is one rack.
    """
    standing = {e.chain for e in graph.enclosure_classes if e.kind in _STANDS_ON_FLOOR}
    for depth in range(len(chain) + 1):
        if chain[:depth] in standing:
            return chain[:depth]
    return chain


def _floor_end(design: Design, graph: ClassGraph, chain: Chain) -> _FloorEnd:
    outer = floor_chain(graph, chain)
    block = design.root_block
    instances: list[Instance] = []
    for step in outer:
        instances.append(block.instance_by_id[step])
        block = design.block_by_id.get(instances[-1].block or block.id, block)
    dim_ixs = tuple(ix for ix, dim in enumerate(graph.dims) if dim.chain == outer[: len(dim.chain)])
    sizes = tuple(graph.dims[ix].size for ix in dim_ixs)
    return _FloorEnd(outer, dim_ixs, tuple(instances), sizes)


def _without_shared(a: _FloorEnd, b: _FloorEnd, shared: set[int]) -> tuple[_FloorEnd, _FloorEnd]:
    # Drop the leading instances that both ends share: they move both ends alike.
    n_instances, n_dims = 0, 0
    for one, other in zip(a.instances, b.instances, strict=False):
        n_next = n_dims + len(one.dims)
        if one is not other or not set(a.dim_ixs[n_dims:n_next]) <= shared:
            break
        n_instances, n_dims = n_instances + 1, n_next
    return (
        _FloorEnd(a.chain, a.dim_ixs[n_dims:], a.instances[n_instances:], a.sizes[n_dims:]),
        _FloorEnd(b.chain, b.dim_ixs[n_dims:], b.instances[n_instances:], b.sizes[n_dims:]),
    )


def _indices(end: _FloorEnd, n_most: int) -> NDArray[np.int64]:
    # Return index vectors of the copies of an end, shape ``(n_dims, n_copies)``.
    n_copies = math.prod(end.sizes)
    flat = np.arange(n_copies)
    if n_copies > n_most:
        flat = np.rint(np.linspace(0, n_copies - 1, n_most)).astype(np.int64)
    return np.array(np.unravel_index(flat, end.sizes), dtype=np.int64)


def _positions_m(end: _FloorEnd, indices: NDArray[np.int64]) -> NDArray[np.float64]:
    # Return floor coordinates of the copies of an end, shape ``(2, n_copies)``.
    positions = np.zeros((2, indices.shape[1]))
    first = 0
    for instance in end.instances:
        copy_ix = np.zeros(indices.shape[1], dtype=np.int64)
        for offset, dim in enumerate(instance.dims):
            copy_ix = copy_ix * dim.size + indices[first + offset]
        first += len(instance.dims)
        place = instance.placement
        row_ix, column_ix = np.divmod(copy_ix, place.n_columns)
        positions[0] += place.x_m + column_ix * place.pitch_x_m
        positions[1] += place.y_m + row_ix * place.pitch_y_m
    return positions


def _removals(graph: ClassGraph, end: _FloorEnd) -> tuple[ExceptionBox, ...]:
    # What is removed as a whole: other removals take their share of every length alike.
    return tuple(
        box
        for box in graph.boxes
        if box.kind is ExceptionKind.REMOVED
        and box.chain == end.chain[: len(box.chain)]
        and all(dim_ix in end.dim_ixs for dim_ix, _ in box.fixed)
    )


def _is_present(
    removals: tuple[ExceptionBox, ...], end: _FloorEnd, indices: NDArray[np.int64]
) -> NDArray[np.bool_]:
    present = np.ones(indices.shape[1], dtype=np.bool_)
    for box in removals:
        inside = np.ones(indices.shape[1], dtype=np.bool_)
        for dim_ix, value in box.fixed:
            inside &= indices[end.dim_ixs.index(dim_ix)] == value
        present &= ~inside
    return present


def _related(
    relation: DimRelation, a: NDArray[np.int64], b: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    wanted = a + relation.offset
    if relation.kind is not RelationKind.STEP:
        wanted = wanted % size
    is_equal: NDArray[np.bool_] = np.equal(wanted[:, None], b[None, :])
    return ~is_equal if relation.kind is RelationKind.NOT_EQUAL else is_equal


class _Route(NamedTuple):
    """Everything that the lengths of a link class follow from, compared to see if they hold."""

    a: _FloorEnd
    b: _FloorEnd
    a_removals: tuple[ExceptionBox, ...]
    b_removals: tuple[ExceptionBox, ...]
    relations: tuple[tuple[DimRelation, int], ...]
    a_fixed: FixedIndices
    b_fixed: FixedIndices
    pairs: PairList | None
    sizes: tuple[int, ...]


class CableRoute(NamedTuple):
    """A route with its lengths, kept to be used again while nothing about it changes."""

    route: _Route
    assumptions: AssumptionTable
    mean_m: tuple[float, float, float]
    min_m: float
    max_m: float


def _route(ends: Mapping[Chain, _FloorEnd], graph: ClassGraph, link: LinkClass) -> _Route:
    shared = {
        r.a_dim_ix
        for r in link.relations
        if r.kind is RelationKind.EQUAL and r.a_dim_ix == r.b_dim_ix
    }
    a, b = _without_shared(
        ends[graph.vertex_classes[link.a_ix].chain],
        ends[graph.vertex_classes[link.b_ix].chain],
        shared,
    )
    relations = tuple(
        (r, graph.dims[r.a_dim_ix].size)
        for r in link.relations
        if r.a_dim_ix in a.dim_ixs and r.b_dim_ix in b.dim_ixs
    )
    return _Route(
        a,
        b,
        _removals(graph, a),
        _removals(graph, b),
        relations,
        tuple((d, v) for d, v in link.a_fixed if d in a.dim_ixs),
        tuple((d, v) for d, v in link.b_fixed if d in b.dim_ixs),
        link.pairs if a.instances or b.instances else None,
        tuple(dim.size for dim in graph.dims) if link.pairs is not None else (),
    )


def _via_route(
    ends: Mapping[Chain, _FloorEnd], graph: ClassGraph, link: LinkClass, *, at_b: bool
) -> _Route | None:
    # From one end to the circuit switch that the links pass; None if there is no such switch.
    steps = path_from_text(link.via or "")
    via = ends.get(tuple(step.instance_id for step in steps))
    if via is None:
        return None
    chain = graph.vertex_classes[link.b_ix if at_b else link.a_ix].chain
    shared = {d for d in ends[chain].dim_ixs if d in via.dim_ixs}
    fixed: list[tuple[int, int]] = []
    first = 0
    for step, instance in zip(steps, via.instances, strict=False):
        dim_ixs = via.dim_ixs[first : first + len(instance.dims)]
        first += len(instance.dims)
        if step.copy_ix is not None:
            if step.copy_ix >= instance.count:
                return None
            sizes = tuple(dim.size for dim in instance.dims)
            values = np.unravel_index(step.copy_ix, sizes)
            fixed += [(d, int(v)) for d, v in zip(dim_ixs, values, strict=True)]
    end, outer = _without_shared(ends[chain], via, shared)
    own = link.b_fixed if at_b else link.a_fixed
    return _Route(
        end,
        outer,
        _removals(graph, end),
        _removals(graph, outer),
        (),
        tuple((d, v) for d, v in own if d in end.dim_ixs),
        tuple((d, v) for d, v in fixed if d in outer.dim_ixs),
        None,
        (),
    )


def _routes_of(
    ends: Mapping[Chain, _FloorEnd], graph: ClassGraph, link: LinkClass
) -> tuple[_Route, ...]:
    # The way of the cables of a link class, or both ways to the circuit switch between.
    if link.via is None:
        return (_route(ends, graph, link),)
    found = [_via_route(ends, graph, link, at_b=at_b) for at_b in (False, True)]
    return tuple(r for r in found if r is not None) or (_route(ends, graph, link),)


class _Spread(NamedTuple):
    """Distances between different racks, the links at each, and the links inside one rack."""

    floor_m: NDArray[np.float64]
    weight: NDArray[np.float64]
    n_inside: float


def _listed_indices(
    end: _FloorEnd, copy_ixs: NDArray[np.int64], dim_ixs: tuple[int, ...], sizes: tuple[int, ...]
) -> NDArray[np.int64]:
    # Index vectors of the racks of listed copies, shape ``(n_dims, n_rows)``.
    shape = tuple(sizes[d] for d in dim_ixs)
    values = np.unravel_index(copy_ixs, shape)
    rows = [np.asarray(values[dim_ixs.index(d)], dtype=np.int64) for d in end.dim_ixs]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(copy_ixs))


def _listed_spread(route: _Route, pairs: PairList) -> _Spread:
    a, b = route.a, route.b
    table = np.fromiter(itertools.chain.from_iterable(pairs.rows), np.int64).reshape(-1, 3)
    a_indices = _listed_indices(a, table[:, 0], pairs.a_dim_ixs, route.sizes)
    b_indices = _listed_indices(b, table[:, 1], pairs.b_dim_ixs, route.sizes)
    weight = table[:, 2].astype(np.float64)
    weight *= _is_present(route.a_removals, a, a_indices)
    weight *= _is_present(route.b_removals, b, b_indices)
    floor_m = np.abs(_positions_m(a, a_indices) - _positions_m(b, b_indices)).sum(axis=0)
    is_inside = np.zeros(len(table), dtype=np.bool_)
    if a.chain == b.chain:
        is_inside = np.all(a_indices == b_indices, axis=0)
    is_between = ~is_inside & (weight > 0)
    return _Spread(floor_m[is_between], weight[is_between], float(weight[is_inside].sum()))


def _spread(route: _Route) -> _Spread:
    a, b = route.a, route.b
    if a.chain == b.chain and not a.instances:
        return _Spread(np.zeros(0), np.zeros(0), 1.0)
    if route.pairs is not None:
        return _listed_spread(route, route.pairs)
    n_most = int(math.sqrt(MAX_PAIRS))
    a_indices, b_indices = _indices(a, n_most), _indices(b, n_most)
    allowed = np.ones((a_indices.shape[1], b_indices.shape[1]), dtype=np.bool_)
    for relation, size in route.relations:
        a_values = a_indices[a.dim_ixs.index(relation.a_dim_ix)]
        b_values = b_indices[b.dim_ixs.index(relation.b_dim_ix)]
        allowed &= _related(relation, a_values, b_values, size)
    for d, value in route.a_fixed:
        allowed &= (a_indices[a.dim_ixs.index(d)] == value)[:, None]
    for d, value in route.b_fixed:
        allowed &= (b_indices[b.dim_ixs.index(d)] == value)[None, :]
    allowed &= _is_present(route.a_removals, a, a_indices)[:, None]
    allowed &= _is_present(route.b_removals, b, b_indices)[None, :]
    a_m, b_m = _positions_m(a, a_indices), _positions_m(b, b_indices)
    floor_m = np.abs(a_m[0][:, None] - b_m[0]) + np.abs(a_m[1][:, None] - b_m[1])
    n_inside = 0
    if a.chain == b.chain:
        n_inside = int(np.count_nonzero(np.diagonal(allowed)))
        np.fill_diagonal(allowed, val=False)
    return _Spread(floor_m[allowed], np.ones(int(np.count_nonzero(allowed))), n_inside)


def _measured(route: _Route, assumptions: AssumptionTable) -> CableRoute:
    floor_m, weight, n_inside = _spread(route)
    rules = _rules(assumptions)
    n_pairs = float(weight.sum()) + n_inside
    if n_pairs == 0:
        return CableRoute(route, assumptions, (0.0, 0.0, 0.0), 0.0, 0.0)
    lengths_m = [rule.lengths_m(floor_m) for rule in rules]
    low, value, high = (
        (2 * rule.in_rack_m * n_inside + float((lengths * weight).sum())) / n_pairs
        for rule, lengths in zip(rules, lengths_m, strict=True)
    )
    ends = [2 * rules[1].in_rack_m] if n_inside else []
    if len(floor_m):
        ends += [float(lengths_m[1].min()), float(lengths_m[1].max())]
    return CableRoute(route, assumptions, (low, value, high), min(ends), max(ends))


def cable_runs(
    design: Design,
    graph: ClassGraph,
    assumptions: AssumptionTable,
    known: tuple[CableRoute, ...] = (),
) -> tuple[tuple[CableRun, ...], tuple[CableRoute, ...]]:
    """Return the lengths of all cables, one record per link class that has cables.

    Parameters
    ----------
    design
        The document, for the placements.
    graph
        Its class graph.
    assumptions
        Runs inside a rack and risers, and the slack; 0 where missing.
    known
        Routes of an earlier revision; those that still hold are not measured again.

    Returns
    -------
    tuple[tuple[CableRun, ...], tuple[CableRoute, ...]]
        Lengths in document order, and the routes they were taken from.

    Notes
    -----
    **Exactness**: estimate. Every rack pair is looked at, up to :data:`MAX_PAIRS`. A copy that is
    removed inside a rack takes away its share of every length alike.
    """
    runs: list[CableRun] = []
    routes: list[CableRoute] = []
    cabled = [link for link in graph.link_classes if link.cable is not None and link.n_cables]
    chains = {graph.vertex_classes[ix].chain for link in cabled for ix in (link.a_ix, link.b_ix)}
    via = {tuple(s.instance_id for s in path_from_text(k.via)) for k in cabled if k.via}
    known_chains = {v.chain for v in graph.vertex_classes}
    ends = {chain: _floor_end(design, graph, chain) for chain in chains | (via & known_chains)}
    for link in cabled:
        head = (link.bundle_key, link.fabric_id, link.cable or "", link.optic, link.n_cables)
        if link.length_m is not None:
            given = link.length_m
            runs.append(CableRun(*head, (given, given, given), given, given, is_given=True))
            continue
        measured: list[CableRoute] = []
        for route in _routes_of(ends, graph, link):
            old = (r for r in known if r.assumptions is assumptions and r.route == route)
            measured.append(next(old, None) or _measured(route, assumptions))
        routes += measured
        low, value, high = (sum(m.mean_m[ix] for m in measured) / len(measured) for ix in range(3))
        shortest, longest = min(m.min_m for m in measured), max(m.max_m for m in measured)
        runs.append(CableRun(*head, (low, value, high), shortest, longest, is_given=False))
    return tuple(runs), tuple(routes)
