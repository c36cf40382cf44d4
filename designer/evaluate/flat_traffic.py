"""Throughput of a chosen traffic matrix copy by copy, where the fabric does not fold under it.

The ladder of :mod:`designer.evaluate.flat_numbers` for any demand: cuts above, the equal split as
a first routing, a linear program over all links where it is small, else soft routing with lengths
(``docs/methods/traffic.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from designer.evaluate.certificates import is_closed
from designer.evaluate.ecmp import Split
from designer.evaluate.flat_loads import split_load
from designer.evaluate.flat_split import Roots, by_direction, on_original, split_flows
from designer.evaluate.flat_state import FlatState, first_state
from designer.evaluate.length_bounds import shortest_lengths
from designer.evaluate.orbit_lp import MAX_VARS, OrbitFlows, answers
from designer.evaluate.partition import balanced_cut, halves_of_order
from designer.evaluate.path_pool import TalkingPairs
from designer.evaluate.path_program import is_searched, path_bounds
from designer.evaluate.routing_problem import Demand, RoutingProblem
from designer.evaluate.soft_routing import routing_passes
from designer.topology.reach import UNREACHED, distances
from designer.topology.reduce import whole_instance
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.flat_demand import FlatDemand
    from designer.evaluate.flat_network import FlatFabric
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network

MAX_SPLIT_VALUES = 200_000_000
"""Most pairs of an arc and a destination for the equal split of a chosen matrix."""
MAX_TABLE = 16_000_000
"""Most vertices times receivers of the table that pairs are read from."""
MAX_PAIRS = 2_000
"""Most pairs whose paths are listed."""
MAX_PERMUTED = 1_500
"""Most endpoints of a permutation over the longest paths."""
N_PASSES = 60
"""Most passes of soft routing."""
ENOUGH_RATIO = 1e-3
"""Gap below which soft routing ends. [ratio]"""
LP_TIME_LIMIT_S = 2.0
"""Longest time for one linear program. [s]"""
PATH_TIME_LIMIT_S = 10.0
"""The same of programs over paths, a guard: their size is limited. [s]"""


@dataclass
class TrafficBounds:
    """Bounds on the multiple of a demand that fits; they only tighten.

    Attributes
    ----------
    low, high
        The bounds. [1]
    method
        What gave them.
    ecmp
        What the equal split carries, ``None`` while that is not computed. [1]
    """

    low: float = 0.0
    high: float = float("inf")
    method: str = worded("local cuts")
    ecmp: float | None = None

    def take(self, low: float, high: float, method: str) -> None:
        """Keep what is tighter.

        Parameters
        ----------
        low, high
            Certified bounds. [1]
        method
            What gave them.
        """
        if low > self.low or high < self.high:
            self.method = method
        self.low, self.high = max(self.low, low), min(self.high, high)

    @property
    def gap_ratio(self) -> float:
        """Distance of the bounds over the upper one. [ratio]."""
        return 1.0 - self.low / self.high if np.isfinite(self.high) else 1.0

    @property
    def is_exact(self) -> bool:
        """Whether the bounds agree."""
        return bool(np.isfinite(self.high)) and is_closed(min(self.low, self.high), self.high)


@dataclass
class _Problem:
    """A demand on a fabric, and on its contraction."""

    state: FlatState
    demand: FlatDemand
    is_symmetric: bool
    core: FlatDemand = field(init=False)

    def __post_init__(self) -> None:
        whole = self.state.whole
        self.core = self.demand.merged(whole.parent_ix, whole.network.n_vertices)

    @property
    def network(self) -> Network:
        """The contracted network."""
        return self.state.whole.network

    @property
    def access_fill(self) -> float:
        """Load over capacity of the fullest link that an endpoint hangs on, for one multiple."""
        whole = self.state.whole
        busier = np.maximum(self.demand.out, self.demand.into)[whole.hanging_ix]
        return float((busier / whole.access_bytes_per_s).max(initial=0.0))


def unreached(fabric: FlatFabric, demand: FlatDemand) -> str:
    """Return which endpoints cannot reach each other although one sends to the other.

    Parameters
    ----------
    fabric
        The fabric.
    demand
        Demand between its vertices.

    Returns
    -------
    str
        Text that names two of them, or empty.
    """
    part = fabric.network.component_ix
    out, _ = demand.crossing(part)
    if not out.any():
        return ""
    for target in np.flatnonzero(demand.into > 0).tolist():
        sent = demand.columns(np.array([target]))[:, 0]
        apart = np.flatnonzero((sent > 0) & (part != part[target]))
        if len(apart):
            return worded(
                "{first} cannot reach {second}",
                first=fabric.path(int(apart[0])),
                second=fabric.path(target),
            )
    return ""


def far_apart(fabric: FlatFabric) -> tuple[IntArray, IntArray] | None:
    """Return a permutation of the endpoints over the longest paths.

    Parameters
    ----------
    fabric
        The fabric.

    Returns
    -------
    tuple[IntArray, IntArray] | None
        Senders and receivers, ``None`` if there are more than :data:`MAX_PERMUTED` endpoints or
        some do not reach each other.
    """
    from scipy.optimize import linear_sum_assignment

    ends = np.flatnonzero(fabric.network.weight > 0)
    if len(ends) > MAX_PERMUTED:
        return None
    found = distances(fabric.network, ends)[ends].astype(np.int64)
    if (found == UNREACHED).any():
        return None
    rows, columns = linear_sum_assignment(found, maximize=True)
    is_other = rows != columns
    return ends[rows[is_other]], ends[columns[is_other]]


def traffic_bounds(
    fabric: FlatFabric,
    demand: FlatDemand,
    cancelled: Callable[[], bool],
    *,
    is_symmetric: bool,
) -> Iterator[TrafficBounds]:
    """Yield bounds on the multiple of a demand that fits, each tighter than the one before.

    Parameters
    ----------
    fabric
        The fabric.
    demand
        Demand between its vertices; whoever sends reaches the receiver.
    cancelled
        Asked often; the iterator ends soon after it says yes.
    is_symmetric
        Whether every pair sends the same both ways.

    Yields
    ------
    TrafficBounds
        The same object every time.
    """
    problem = _Problem(first_state(fabric), demand, is_symmetric)
    bounds = TrafficBounds()
    for label in _labels(problem.state):
        bounds.take(0.0, _cut_bound(fabric.network, demand, label), worded("local cuts"))
    yield bounds
    for step in (_split, _program_bounds, _path_bounds, _route):
        for _ in step(problem, bounds, cancelled):
            if cancelled():
                return
            yield bounds
        if bounds.is_exact and bounds.ecmp is not None:
            return


def _labels(state: FlatState) -> Iterator[IntArray]:
    yield from state.labels()
    for order in state.fabric.endpoint_orders():
        yield balanced_cut(state.whole, halves_of_order(state.whole, order)).is_first.astype(
            np.int64
        )


def _cut_bound(network: Network, demand: FlatDemand, label: IntArray) -> float:
    # What the cuts around groups of vertices allow.
    out, into = demand.crossing(label)
    n_groups = len(out)
    capacity = np.zeros(n_groups)
    a, b = label[network.a_ix], label[network.b_ix]
    for end in (a, b):
        own = (a != b) & (end >= 0)
        np.add.at(capacity, end[own], network.capacity_bytes_per_s[own])
    busier = np.maximum(out, into)
    used = busier > 0
    return float((capacity[used] / busier[used]).min(initial=np.inf))


def _split(
    problem: _Problem, bounds: TrafficBounds, cancelled: Callable[[], bool]
) -> Iterator[None]:
    network, core = problem.network, problem.core
    receivers = np.flatnonzero(core.into > 0)
    n_values = len(network.arcs.from_ix) * len(receivers)
    if n_values > MAX_SPLIT_VALUES:
        return
    roots = Roots(receivers, np.ones(len(receivers), dtype=np.int64), None)
    flow = np.zeros(2 * network.n_links)
    for found in split_flows(network, roots, core.columns, cancelled):
        flow = found.flow[tuple(Split).index(Split.PER_LINK)]
        if found.n_done < found.n_all:
            yield
    if cancelled() and len(receivers):
        return
    state = problem.state
    access = np.stack([problem.demand.out, problem.demand.into])
    whole = on_original(state.whole, by_direction(network, flow), access)
    load = split_load(state.fabric, whole, Split.PER_LINK)
    bounds.ecmp = load.factor
    low = 1.0 / float((whole.max(axis=0) / state.network.capacity_bytes_per_s).max())
    bounds.take(low, np.inf, worded("shortest paths, {split}", split=term(Split.PER_LINK.value)))
    yield


def _flows(problem: _Problem) -> tuple[RoutingProblem, OrbitFlows] | None:
    # Every sender is a source; both directions of a link are one row if the demand is symmetric.
    network, core = problem.network, problem.core
    senders = np.flatnonzero(core.out > 0)
    arcs = network.arcs
    n, n_arcs = network.n_vertices, len(arcs.from_ix)
    if not 0 < len(senders) * n_arcs <= MAX_VARS:
        return None
    ones = np.ones(len(senders), dtype=np.int64)
    whole = RoutingProblem(whole_instance(network), senders, ones, np.arange(network.n_links))
    everyone = np.arange(n)
    sent = np.concatenate([core.columns(everyone[i : i + 64]) for i in range(0, n, 64)], axis=1)
    capacity = network.capacity_bytes_per_s.astype(np.float64)
    group, own = (
        (arcs.link_ix, 2 * capacity)
        if problem.is_symmetric
        else (np.arange(n_arcs), network.arc_values(capacity))
    )
    kept = [arcs.to_ix != s for s in senders.tolist()]
    place = [np.full(int(k.sum()), at * n) for at, k in enumerate(kept)]
    return whole, OrbitFlows(
        whole,
        np.arange(len(senders) + 1) * n,
        np.arange(len(senders)) * n + senders,
        sent[senders].reshape(-1),
        np.concatenate([arcs.from_ix[k] + p for k, p in zip(kept, place, strict=True)]),
        np.concatenate([arcs.to_ix[k] + p for k, p in zip(kept, place, strict=True)]),
        np.concatenate([group[k] for k in kept]),
        np.ones(sum(len(p) for p in place)),
        own,
    )


def _program_bounds(
    problem: _Problem, bounds: TrafficBounds, cancelled: Callable[[], bool]
) -> Iterator[None]:
    built = None if bounds.is_exact or cancelled() else _flows(problem)
    if built is None:
        return
    arcs, access = problem.network.arcs, problem.access_fill
    method = worded("linear program over all links, HiGHS")
    for fill, price in answers(built[1], LP_TIME_LIMIT_S):
        length = price[arcs.link_ix] if problem.is_symmetric else price
        high = _arc_length_bound(problem, np.maximum(length, 1e-12 * float(length.max()) or 1.0))
        bounds.take(1.0 / max(float(fill.max()), access), high, method)
        if bounds.is_exact:
            break
    yield


def _path_bounds(
    problem: _Problem, bounds: TrafficBounds, cancelled: Callable[[], bool]
) -> Iterator[None]:
    pairs = None if bounds.is_exact else _talking_pairs(problem)
    if pairs is None or not is_searched(problem.network, pairs):
        return
    most = 1.0 / problem.access_fill if problem.access_fill > 0 else np.inf
    for found in path_bounds(problem.network, pairs, cancelled, PATH_TIME_LIMIT_S):
        method = worded(
            "shares and programs of {n_paths:,} paths, and lengths", n_paths=found.n_paths
        )
        bounds.take(min(found.low, most), found.high, method)
        yield
        if bounds.is_exact or bounds.gap_ratio <= ENOUGH_RATIO:
            return


def _talking_pairs(problem: _Problem) -> TalkingPairs | None:
    # The pairs of the contracted network, each once if it sends both ways alike.
    core, n = problem.core, problem.network.n_vertices
    receivers = np.flatnonzero(core.into > 0)
    if n * len(receivers) > MAX_TABLE:
        return None
    sent = core.columns(receivers)
    sender, at = np.nonzero(sent)
    if problem.is_symmetric:
        once = sender < receivers[at]
        sender, at = sender[once], at[once]
    if not 0 < len(sender) <= MAX_PAIRS:
        return None
    return TalkingPairs(sender, receivers[at], sent[sender, at], problem.is_symmetric)


def _arc_length_bound(problem: _Problem, length: FloatArray) -> float:
    # Capacity times length of all arcs over the sum of demand times distance.
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    network, core = problem.network, problem.core
    arcs = network.arcs
    n = network.n_vertices
    matrix: Any = csr_array((length, arcs.to_ix, arcs.start), shape=(n, n))
    senders = np.flatnonzero(core.out > 0)
    found = dijkstra(matrix, indices=senders)
    everyone = np.arange(n)
    sent = np.concatenate([core.columns(everyone[i : i + 64]) for i in range(0, n, 64)], axis=1)
    need = float((sent[senders] * np.where(sent[senders] > 0, found, 0.0)).sum())
    volume = float(network.arc_values(network.capacity_bytes_per_s.astype(np.float64)) @ length)
    return volume / need if need > 0 else float("inf")


def _length_bound(
    problem: _Problem, routing: RoutingProblem, length: FloatArray, cancelled: Callable[[], bool]
) -> float:
    network = problem.network
    need = 0.0
    n_columns = max(8, min(64, 2_000_000 // max(network.n_vertices, 1)))
    for first in range(0, len(routing.root_ix), n_columns):
        if cancelled():
            return float("inf")
        roots = routing.root_ix[first : first + n_columns]
        sent = problem.core.columns(roots)
        found = shortest_lengths(routing, roots, length)
        need += float((sent * np.where(sent > 0, found, 0.0)).sum())
    volume = 2.0 * float(network.capacity_bytes_per_s @ length)
    return volume / need if need > 0 else float("inf")


def _route(
    problem: _Problem, bounds: TrafficBounds, cancelled: Callable[[], bool]
) -> Iterator[None]:
    if bounds.is_exact or bounds.gap_ratio <= ENOUGH_RATIO or not problem.core.into.any():
        return
    network = problem.network
    receivers = np.flatnonzero(problem.core.into > 0)
    ones = np.ones(len(receivers), dtype=np.int64)
    routing = RoutingProblem(whole_instance(network), receivers, ones, np.arange(network.n_links))
    demand = Demand(
        np.zeros(network.n_vertices),
        np.zeros(len(receivers)),
        np.zeros(len(receivers)),
        problem.core.columns,
        is_directed=not problem.is_symmetric,
    )
    high = _length_bound(problem, routing, np.ones(network.n_links), cancelled)
    bounds.take(0.0, high, "distances")
    yield
    next_bound = 1
    for found in routing_passes(problem=routing, demand=demand, cancelled=cancelled):
        method = worded(
            "soft routing, {n_passes} passes, and cuts and lengths", n_passes=found.n_passes
        )
        bounds.take(1.0 / max(found.peak, problem.access_fill), np.inf, method)
        if found.n_passes >= next_bound:
            next_bound = found.n_passes + max(1, found.n_passes // 2)
            high = _length_bound(problem, routing, found.link_length, cancelled)
            bounds.take(0.0, high, method)
        yield
        if found.n_passes >= N_PASSES or 1.0 - bounds.low / bounds.high <= ENOUGH_RATIO:
            return
