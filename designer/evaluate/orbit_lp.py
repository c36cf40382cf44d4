"""All-to-all throughput of a flat network as one linear program over orbits, with certificates.

One source per orbit of checked symmetries; the flow of a source is kept per class of an equitable
partition around it whose arcs are told apart by orbit. With no symmetry every vertex is a source
and every arc its own class: the plain program by aggregated sources. Either way its value is that
of the whole network (``docs/methods/irregular.md``), and both bounds are recomputed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.certificates import is_closed
from designer.evaluate.length_bounds import length_bound
from designer.evaluate.lp import LinearProgram, available_solvers, solve
from designer.topology.refine import source_partition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.routing_problem import RoutingProblem
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.refine import OrbitGroup

MAX_VARS = 8_000
"""Most flow variables of a program that is tried."""


@dataclass(frozen=True)
class OrbitFlows:
    """The flow variables of all sources, stacked.

    Attributes
    ----------
    problem
        The problem.
    row_start
        First row of each source; a source has one row per class. (n_sources + 1,)
    source_row
        Row of each source's own class. (n_sources,)
    demand
        Flow that must arrive per row for one unit per pair. (n_rows,)
    from_row, to_row
        Rows that a variable leaves and enters. (n_vars,)
    group_ix
        Link group of a variable. (n_vars,)
    n_alike
        Sources that a variable stands for. (n_vars,)
    own_capacity_bytes_per_s
        Capacity of each link group if groups are not those of the problem. (n_groups,)
    """

    problem: RoutingProblem
    row_start: IntArray
    source_row: IntArray
    demand: FloatArray
    from_row: IntArray
    to_row: IntArray
    group_ix: IntArray
    n_alike: FloatArray
    own_capacity_bytes_per_s: FloatArray | None = None

    @property
    def group_capacity_bytes_per_s(self) -> FloatArray:
        """Capacity of both directions of all links of each group. (n_groups,)."""
        if self.own_capacity_bytes_per_s is not None:
            return self.own_capacity_bytes_per_s
        capacity = self.problem.instance.network.capacity_bytes_per_s.astype(np.float64)
        total = np.bincount(self.problem.link_group_ix, 2 * capacity, len(self.problem.group_size))
        return total.astype(np.float64)


def orbit_flows(
    problem: RoutingProblem, group: OrbitGroup | None, cancelled: Callable[[], bool]
) -> OrbitFlows | None:
    """Return the flow variables of a problem.

    Parameters
    ----------
    problem
        The problem; its roots are one vertex per orbit of ``group``.
    group
        The orbits, or ``None`` if every vertex is its own.
    cancelled
        Asked before every source.

    Returns
    -------
    OrbitFlows | None
        The variables, or ``None`` if there are more than :data:`MAX_VARS`, a partition fails its
        check, or it was cancelled.
    """
    network = problem.instance.network
    n_roots = len(problem.root_ix)
    if group is None and n_roots * 2 * network.n_links > MAX_VARS:
        return None
    weight = network.weight.astype(np.float64)
    starts, sources, demands = [0], [], []
    parts: list[tuple[IntArray, IntArray, IntArray, FloatArray]] = []
    n_vars = 0
    for root, n_alike in zip(problem.root_ix.tolist(), problem.n_alike.tolist(), strict=True):
        if cancelled():
            return None
        class_ix = np.arange(network.n_vertices) if group is None else source_partition(group, root)
        if class_ix is None:
            return None
        own_class = int(class_ix[root])
        n_classes = int(class_ix.max()) + 1
        cells = _cells(problem, class_ix, own_class if not problem.instance.own_pairs[root] else -1)
        n_vars += len(cells[0])
        if n_vars > MAX_VARS:
            return None
        demand = np.bincount(class_ix, weight, n_classes) * weight[root]
        demand[own_class] = problem.instance.own_pairs[root]
        demands.append(demand)
        sources.append(starts[-1] + own_class)
        alike = np.full(len(cells[0]), float(n_alike))
        parts.append((cells[0] + starts[-1], cells[1] + starts[-1], cells[2], alike))
        starts.append(starts[-1] + n_classes)
    from_row, to_row, group_ix, alike = (np.concatenate(c) for c in zip(*parts, strict=True))
    return OrbitFlows(
        problem,
        np.array(starts),
        np.array(sources),
        np.concatenate(demands),
        from_row,
        to_row,
        group_ix,
        alike,
    )


def _cells(
    problem: RoutingProblem, class_ix: IntArray, closed_class: int
) -> tuple[IntArray, IntArray, IntArray]:
    # Classes and link group of every bundle of arcs between different classes.
    network = problem.instance.network
    arcs = network.arcs
    from_class, to_class = class_ix[arcs.from_ix], class_ix[arcs.to_ix]
    group_ix = problem.link_group_ix[arcs.link_ix]
    kept = (from_class != to_class) & (to_class != closed_class)
    cells = np.unique(np.stack([from_class[kept], to_class[kept], group_ix[kept]], axis=1), axis=0)
    return cells[:, 0], cells[:, 1], cells[:, 2]


def _program(flows: OrbitFlows, scale: float) -> LinearProgram:
    # Routes one unit per pair, in units of ``scale``, and minimises the peak load.
    n_rows, n_vars = int(flows.row_start[-1]), len(flows.from_row)
    capacity = flows.group_capacity_bytes_per_s
    n_groups = len(capacity)
    is_source = np.zeros(n_rows, dtype=bool)
    is_source[flows.source_row] = True
    load = flows.n_alike / (capacity[flows.group_ix] / capacity.sum())
    rows = np.stack([flows.to_row, flows.from_row, flows.group_ix + n_rows], axis=1)
    values = np.stack([np.ones(n_vars), -np.ones(n_vars), load], axis=1)
    kept = np.ones(rows.shape, dtype=bool)
    kept[:, 1] = ~is_source[flows.from_row]
    counts = np.concatenate([kept.sum(axis=1), [n_groups]])
    demand = flows.demand / scale
    return LinearProgram(
        cost=np.concatenate([np.zeros(n_vars), [1.0]]),
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        row_ix=np.concatenate([rows[kept], np.arange(n_rows, n_rows + n_groups)]),
        value=np.concatenate([values[kept], -np.ones(n_groups)]),
        row_lower=np.concatenate([demand, np.full(n_groups, -np.inf)]),
        row_upper=np.concatenate([demand, np.zeros(n_groups)]),
    )


class HubOrbits(NamedTuple):
    """Which hubs share their size, and what an endpoint can send at most.

    Attributes
    ----------
    orbit_ix
        Orbit of each row, -1 for none. (n_rows,)
    orbit_size
        Hubs of each orbit. (n_orbits,)
    row_weight
        Hubs of the row times the endpoints of its source. (n_rows,)
    access_bytes_per_s
        Least capacity of a link that an endpoint hangs on, infinite if none does. [byte/s]
    """

    orbit_ix: IntArray
    orbit_size: FloatArray
    row_weight: FloatArray
    access_bytes_per_s: float


def hub_orbits(
    flows: OrbitFlows, group: OrbitGroup | None, access_bytes_per_s: float
) -> HubOrbits | None:
    """Return the hubs of a flow space built with the same group.

    Parameters
    ----------
    flows
        The variables.
    group
        The orbits, or ``None`` if every vertex is its own.
    access_bytes_per_s
        Least capacity of a link that an endpoint hangs on. [byte/s]

    Returns
    -------
    HubOrbits | None
        The hubs; ``None`` if a partition fails its check.
    """
    network = flows.problem.instance.network
    n = network.n_vertices
    orbit = np.arange(n) if group is None else group.vertex_orbit_ix
    # Endpoints merged with others would send to each other within one vertex: they are no hubs.
    copies = flows.problem.instance.n_copies
    serves = np.where((network.weight > 0) & (copies > 1), 0, copies).astype(np.float64)
    row_orbit = np.zeros(int(flows.row_start[-1]), dtype=np.int64)
    row_weight = np.zeros(int(flows.row_start[-1]))
    for at, root in enumerate(flows.problem.root_ix.tolist()):
        class_ix = np.arange(n) if group is None else source_partition(group, root)
        if class_ix is None:
            return None
        first = int(flows.row_start[at])
        row_orbit[first + class_ix] = orbit
        size = np.bincount(class_ix, serves)
        row_weight[first : first + len(size)] = size * float(network.weight[root])
    sizes = np.bincount(orbit, serves).astype(np.float64)
    return HubOrbits(row_orbit, sizes, row_weight, access_bytes_per_s)


def _hub_program(flows: OrbitFlows, hubs: HubOrbits, unit: float) -> LinearProgram:
    # Maximises the sum of the shares, in units of ``unit``; the last row caps it by the access.
    n_rows, n_vars = int(flows.row_start[-1]), len(flows.from_row)
    capacity = flows.group_capacity_bytes_per_s / 2
    n_groups, n_orbits = len(capacity), len(hubs.orbit_size)
    is_source = np.zeros(n_rows, dtype=bool)
    is_source[flows.source_row] = True
    load = flows.n_alike * unit / capacity[flows.group_ix]
    rows = np.stack([flows.to_row, flows.from_row, flows.group_ix + n_rows], axis=1)
    values = np.stack([np.ones(n_vars), -np.ones(n_vars), load], axis=1)
    kept = np.ones(rows.shape, dtype=bool)
    kept[:, 1] = ~is_source[flows.from_row]
    own = np.flatnonzero(~is_source)
    own = own[np.argsort(hubs.orbit_ix[own], kind="stable")]
    share_rows = np.split(own, np.cumsum(np.bincount(hubs.orbit_ix[own], minlength=n_orbits))[:-1])
    last = n_rows + n_groups
    tails = [np.concatenate([r, [last]]) for r in share_rows]
    weights = [
        np.concatenate([-hubs.row_weight[r], [size]])
        for r, size in zip(share_rows, hubs.orbit_size.tolist(), strict=True)
    ]
    counts = np.concatenate([kept.sum(axis=1), [len(t) for t in tails]])
    return LinearProgram(
        cost=np.concatenate([np.zeros(n_vars), -hubs.orbit_size]),
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        row_ix=np.concatenate([rows[kept], *tails]).astype(np.int64),
        value=np.concatenate([values[kept], *weights]),
        row_lower=np.concatenate([np.zeros(n_rows), np.full(n_groups + 1, -np.inf)]),
        row_upper=np.concatenate([
            np.zeros(n_rows),
            np.ones(n_groups),
            [hubs.access_bytes_per_s / unit],
        ]),
    )


def hub_rate(flows: OrbitFlows, hubs: HubOrbits, time_limit_s: float) -> float:
    """Return a certified lower bound on worst-case throughput by the best shares of all hubs.

    Parameters
    ----------
    flows
        The variables of the contracted network, without pairs that turn around.
    hubs
        The hubs.
    time_limit_s
        Longest time of the solver. [s]

    Returns
    -------
    float
        Rate per endpoint, 0 if no solver answers. [byte/s]
    """
    unit = float(flows.group_capacity_bytes_per_s.sum()) / (
        2 * flows.problem.instance.network.n_endpoints
    )
    for solver in available_solvers():
        answer = solve(_hub_program(flows, hubs, unit), solver, time_limit_s)
        if answer is None:
            continue
        n_vars = len(flows.from_row)
        share = np.maximum(answer.x[n_vars:], 0.0) * unit
        demand = hubs.row_weight * share[hubs.orbit_ix]
        demand[flows.source_row] = 0.0
        sent = replace(flows, demand=demand)
        flow = _delivering(sent, np.maximum(answer.x[:n_vars], 0.0) * unit)
        total = float(share @ hubs.orbit_size)
        peak = max(2.0 * float(_fills(flows, flow).max()), total / hubs.access_bytes_per_s)
        return total / peak if peak > 0 else 0.0
    return 0.0


class OrbitRate(NamedTuple):
    """Certified bounds on the rate of one ordered pair, with their witnesses.

    Attributes
    ----------
    low_bytes_per_s, high_bytes_per_s
        The bounds, equal if the certificate closes. [byte/s]
    link_fill
        Load over capacity of each link, for one byte per second per pair. (n_links,)
    link_length
        Lengths that prove the upper bound. (n_links,)
    """

    low_bytes_per_s: float
    high_bytes_per_s: float
    link_fill: FloatArray
    link_length: FloatArray


class ProgramAnswer(NamedTuple):
    """What a solver says of a flow program, made feasible.

    Attributes
    ----------
    fill
        Load over capacity of each group, for one unit of demand. (n_groups,)
    price
        Dual value per capacity of each group. (n_groups,)
    """

    fill: FloatArray
    price: FloatArray


def answers(flows: OrbitFlows, time_limit_s: float) -> Iterator[ProgramAnswer]:
    """Yield what each solver says, until time is over.

    Parameters
    ----------
    flows
        The variables.
    time_limit_s
        Longest time for one solver. [s]

    Yields
    ------
    ProgramAnswer
        A routing that delivers all demand, and prices; nothing is taken on a solver's word.
    """
    give_up_s = monotonic() + time_limit_s
    scale = float(flows.demand.sum())
    for solver in available_solvers():
        if monotonic() >= give_up_s:
            return
        answer = solve(_program(flows, scale), solver, time_limit_s)
        if answer is None:
            continue
        n_rows = int(flows.row_start[-1])
        flow = _delivering(flows, np.maximum(answer.x[:-1], 0.0) * scale)
        price = np.maximum(answer.row_dual[n_rows:], 0.0) / flows.group_capacity_bytes_per_s
        yield ProgramAnswer(_fills(flows, flow), price)


def orbit_rate(
    flows: OrbitFlows, time_limit_s: float, cancelled: Callable[[], bool]
) -> OrbitRate | None:
    """Return certified bounds on the rate of one ordered pair.

    Parameters
    ----------
    flows
        The variables.
    time_limit_s
        Longest time for one solver. [s]
    cancelled
        Asked while the upper bound is recomputed.

    Returns
    -------
    OrbitRate | None
        The bounds, ``None`` if no solver answers in time.
    """
    best: OrbitRate | None = None
    for fill, price in answers(flows, time_limit_s):
        length = price[flows.problem.link_group_ix]
        # A length of zero proves as much as a very small one, and keeps searches finite.
        length = np.maximum(length, 1e-12 * float(length.max(initial=0.0)) or 1.0)
        high = length_bound(flows.problem, length, cancelled)
        low = 1.0 / float(fill.max())
        found = OrbitRate(low, high, fill[flows.problem.link_group_ix], length)
        best = found if best is None else _tighter(best, found)
        if is_closed(best.low_bytes_per_s, best.high_bytes_per_s):
            break
    return best


def delivering_flow(flows: OrbitFlows, time_limit_s: float) -> tuple[FloatArray, FloatArray] | None:
    """Return a routing of one unit per pair with about the least peak, arc by arc, and lengths.

    Parameters
    ----------
    flows
        The variables of a problem without symmetries: every root is its own source.
    time_limit_s
        Longest time for one solver. [s]

    Returns
    -------
    tuple[FloatArray, FloatArray] | None
        Flow from each root over each arc, and a length per link that is about the best bound
        above; ``None`` if no solver answers. (n_roots, n_arcs), (n_links,)
    """
    network = flows.problem.instance.network
    arcs, n = network.arcs, network.n_vertices
    source = np.searchsorted(flows.row_start, flows.from_row, side="right") - 1
    first = flows.row_start[source]
    key = (flows.from_row - first) * n + flows.to_row - first
    arc_ix = np.searchsorted(arcs.from_ix * n + arcs.to_ix, key)
    scale = float(flows.demand.sum())
    for solver in available_solvers():
        answer = solve(_program(flows, scale), solver, time_limit_s)
        if answer is not None:
            found: FloatArray = np.zeros((len(flows.row_start) - 1, len(arcs.from_ix)))
            found[source, arc_ix] = _delivering(flows, np.maximum(answer.x[:-1], 0.0) * scale)
            dual = np.maximum(answer.row_dual[int(flows.row_start[-1]) :], 0.0)
            length = (dual / flows.group_capacity_bytes_per_s)[flows.problem.link_group_ix]
            return found, np.maximum(length, 1e-12 * float(length.max(initial=0.0)) or 1.0)
    return None


def _tighter(first: OrbitRate, second: OrbitRate) -> OrbitRate:
    low = max(first, second, key=lambda one: one.low_bytes_per_s)
    high = min(first, second, key=lambda one: one.high_bytes_per_s)
    return OrbitRate(low.low_bytes_per_s, high.high_bytes_per_s, low.link_fill, high.link_length)


def _fills(flows: OrbitFlows, flow: FloatArray) -> FloatArray:
    # Load over capacity of each group, (n_groups,).
    capacity = flows.group_capacity_bytes_per_s
    load = np.bincount(flows.group_ix, flows.n_alike * flow, len(capacity))
    found: FloatArray = load / capacity
    return found


def _delivering(flows: OrbitFlows, flow: FloatArray) -> FloatArray:
    # The flow with what rows lack sent along shortest ways from their source.
    n_rows = int(flows.row_start[-1])
    depth = np.full(n_rows, n_rows, dtype=np.int64)
    depth[flows.source_row] = 0
    for _ in range(n_rows):
        reach = depth.copy()
        np.minimum.at(reach, flows.to_row, depth[flows.from_row] + 1)
        if np.array_equal(reach, depth):
            break
        depth = reach
    net = np.bincount(flows.to_row, flow, n_rows) - np.bincount(flows.from_row, flow, n_rows)
    net[flows.source_row] = np.bincount(flows.to_row, flow, n_rows)[flows.source_row]
    lack = np.maximum(flows.demand - net, 0.0)
    # A variable into each row from a row nearer to the source; any will do for the source itself.
    is_source = np.zeros(n_rows, dtype=bool)
    is_source[flows.source_row] = True
    inward = np.flatnonzero((depth[flows.from_row] < depth[flows.to_row]) | is_source[flows.to_row])
    parent = np.full(n_rows, -1, dtype=np.int64)
    parent[flows.to_row[inward]] = inward
    fixed = flow.copy()
    for row in flows.source_row[lack[flows.source_row] > 0].tolist():
        fixed[parent[row]] += lack[row]
        lack[flows.from_row[parent[row]]] += lack[row]
    lack[flows.source_row] = 0.0
    for row in np.argsort(-depth, kind="stable").tolist():
        if lack[row] > 0 and not is_source[row]:
            fixed[parent[row]] += lack[row]
            lack[flows.from_row[parent[row]]] += lack[row]
    return fixed
