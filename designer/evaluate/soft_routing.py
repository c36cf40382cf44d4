"""Soft routing: certified bounds on all-to-all throughput of graphs that do not fold.

Traffic toward a root splits over the arcs that lead closer to it, the more the shorter they are;
the lengths grow with the load. The load of any routing is a lower bound, any lengths are an upper
bound by weak duality, so every pass yields a pair that holds whatever the schedule does. Loads are
linear in the routing: averages of passes are routings too (``docs/methods/irregular.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.flat_split import by_direction
from designer.evaluate.length_bounds import arc_count_bound, length_bound
from designer.evaluate.routing_problem import Demand, all_to_all_demand
from designer.topology.reach import UNREACHED, distances

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.routing_problem import RoutingProblem
    from designer.topology.fold import BoolArray, FloatArray
    from designer.topology.sparse import Network

BLOCK_VALUES = 16_000_000
"""Most numbers that one block of roots keeps at a time, about 128 MB."""
ARC_CHUNK_VALUES = 200_000
"""Numbers of a chunk of arcs, so that it stays in the processor's cache."""
TEMPERATURE_RATIO = 0.15
"""Difference in length that makes a path e times less used, over the median length. [ratio]"""
MAX_EXPONENT = 500.0
"""Largest sum of exponents along a path, so that no product of weights vanishes."""
MAX_PASSES = 200
"""Most passes; the bounds hardly move long before."""
MAX_SHARPNESS = 3_000.0
"""Largest ratio of the logarithm of a price to the relative distance from the peak."""
DELIVERY_TOLERANCE_RATIO = 1e-9
"""Largest relative loss of a routing before it is thrown away."""


class Way(NamedTuple):
    """Which paths a routing uses.

    Attributes
    ----------
    link_length
        Length of each link, positive. (n_links,)
    n_detour
        ``None`` to use only paths of fewest arcs; else how many arcs more than the longest of
        those a path may have.
    """

    link_length: FloatArray
    n_detour: int | None


def route(
    problem: RoutingProblem,
    demand: Demand,
    way: Way,
    cancelled: Callable[[], bool],
) -> FloatArray | None:
    """Return the load of a soft routing.

    If demand is symmetric, so are capacities: half of the traffic may take each path backward,
    which loads both directions of a link with their mean.

    Parameters
    ----------
    problem
        The problem.
    demand
        What is sent.
    way
        Which paths, and how they share.
    cancelled
        Asked between blocks of roots.

    Returns
    -------
    FloatArray | None
        Load of each link in one direction, or ``None`` if it was cancelled or a path vanished.
        (n_links,), and (2, n_links) for the two directions if the demand is directed.
    """
    network = problem.instance.network
    total = np.zeros(2 * network.n_links)
    first = 0
    weights = _Weights(problem, way)
    n_columns = max(4, min(256, BLOCK_VALUES // (8 * max(network.n_vertices, 1))))
    while first < len(problem.root_ix):
        if cancelled():
            return None
        block = slice(first, first + n_columns)
        first += n_columns
        sheet = _Sheet(problem, demand, block, weights)
        if not sheet.add_loads(total, cancelled):
            return None
    if demand.is_directed:
        return by_direction(network, total)
    link = np.zeros(network.n_links)
    np.add.at(link, network.arcs.link_ix, total / 2)
    return problem.grouped(link)


class _Weights:
    """How much traffic each arc draws, for all blocks of roots."""

    def __init__(self, problem: RoutingProblem, way: Way) -> None:
        from scipy.sparse import csr_array

        network = problem.instance.network
        arcs = network.arcs
        self.way = way
        length = way.link_length
        exponent = (length - length.min()) / (TEMPERATURE_RATIO * float(np.median(length)))
        # No path is longer than twice the longest way to any one root.
        n_levels = problem.max_distance + (way.n_detour or 0)
        limit = MAX_EXPONENT / max(n_levels, 1)
        wide = network.capacity_bytes_per_s / float(network.capacity_bytes_per_s.max())
        # The links of one copy: a vertex that stands for many must not count as many ways twice.
        weight = network.arc_values(wide * np.exp(-np.minimum(exponent, limit)))
        weight /= problem.instance.n_copies[arcs.from_ix]
        shape = (network.n_vertices, network.n_vertices)
        self.per_arc = weight
        self.toward = csr_array((weight, arcs.to_ix, arcs.start), shape=shape)
        self.outward = csr_array((weight[arcs.reverse_ix], arcs.to_ix, arcs.start), shape=shape)


class _Sheet:
    """The routing toward one block of roots, level by level."""

    def __init__(
        self, problem: RoutingProblem, demand: Demand, block: slice, weights: _Weights
    ) -> None:
        network = problem.instance.network
        self.arcs = network.arcs
        self.roots = problem.root_ix[block]
        self.send = demand.sent(problem.root_ix, block)
        self.turned = demand.turned[block]
        self.distance = distances(network, self.roots)
        reached = self.distance[self.distance < UNREACHED]
        self.n_levels = int(reached.max(initial=0)) + (weights.way.n_detour or 0)
        self.is_shortest = weights.way.n_detour is None
        self.weight = weights.per_arc
        self.toward, self.outward = weights.toward, weights.outward

    def _mask(self, level: int) -> BoolArray:
        return self.distance == level if self.is_shortest else self.distance > 0

    def _sums(self) -> list[FloatArray]:
        # Per level the weight of all ways to the root in that many arcs.
        columns = np.arange(len(self.roots))
        start = np.zeros(self.distance.shape)
        start[self.roots, columns] = 1.0
        sums = [start]
        for level in range(1, self.n_levels + 1):
            ways: FloatArray = np.asarray(self.toward @ sums[-1])
            ways *= self._mask(level)
            sums.append(ways)
        return sums

    def add_loads(self, total: FloatArray, cancelled: Callable[[], bool]) -> bool:
        sums = self._sums()
        columns = np.arange(len(self.roots))
        send = self.send
        ways: FloatArray = np.zeros_like(sums[0])
        for one in sums[1:]:
            ways += one
        with np.errstate(divide="ignore", invalid="ignore"):
            send_per_way = np.where(ways > 0, send / ways, 0.0)
        load = np.zeros(len(self.weight))
        arriving: FloatArray = np.zeros_like(send)
        for level in range(self.n_levels, 0, -1):
            if cancelled():
                return False
            here = sums[level]
            with np.errstate(divide="ignore", invalid="ignore"):
                per_way = np.where(here > 0, arriving / here, 0.0)
            per_way += send_per_way * (here > 0)
            below = sums[level - 1]
            self._add_level(load, per_way, below)
            pushed: FloatArray = np.asarray(self.outward @ per_way, dtype=np.float64)
            arriving = pushed * below
        delivered = arriving[self.roots, columns]
        wanted = send.sum(axis=0)
        if not (np.abs(delivered - wanted) <= DELIVERY_TOLERANCE_RATIO * wanted).all():
            return False
        total += load * self.weight
        self._add_turned(total)
        return True

    def _add_level(self, load: FloatArray, per_way: FloatArray, below: FloatArray) -> None:
        from_ix, to_ix = self.arcs.from_ix, self.arcs.to_ix
        n_rows = max(64, ARC_CHUNK_VALUES // len(self.roots))
        for at in range(0, len(from_ix), n_rows):
            own = slice(at, at + n_rows)
            load[own] += np.einsum("ij,ij->i", per_way[from_ix[own]], below[to_ix[own]])

    def _add_turned(self, total: FloatArray) -> None:
        start = self.arcs.start
        for root, amount in zip(self.roots.tolist(), self.turned.tolist(), strict=True):
            if amount:
                own = slice(start[root], start[root + 1])
                share = amount * self.weight[own] / self.weight[own].sum()
                total[own] += share
                total[self.arcs.reverse_ix[own]] += share


class RoutingPass(NamedTuple):
    """An average of routings.

    Attributes
    ----------
    peak
        Highest load over capacity, for one unit of demand.
    load
        Load of each link, per direction for directed demand. (n_links,) or (2, n_links)
    link_length
        Lengths that follow the load. (n_links,)
    n_passes
        Passes so far.
    """

    peak: float
    load: FloatArray
    link_length: FloatArray
    n_passes: int


class PassBounds(NamedTuple):
    """What is known after a pass.

    Attributes
    ----------
    low_bytes_per_s, high_bytes_per_s
        Certified bounds on the rate of one ordered pair. [byte/s]
    load
        Load of each link for one byte per second per pair. (n_links,)
    n_passes
        Passes so far.
    high_length
        Lengths that prove the upper bound, ``None`` if it was known before. (n_links,)
    """

    low_bytes_per_s: float
    high_bytes_per_s: float
    load: FloatArray
    n_passes: int
    high_length: FloatArray | None = None

    @property
    def gap_ratio(self) -> float:
        """Distance of the bounds over the upper one. [ratio]."""
        return 1.0 - self.low_bytes_per_s / self.high_bytes_per_s


class _Schedule:
    """How fast lengths follow the load, and which paths may be used; tries another when stuck."""

    def __init__(self) -> None:
        self.sharpness = 3.0
        self.growth = 1.25
        self.n_detour: int | None = None
        self._n_stuck = 0

    def learn(self, gain_ratio: float) -> None:
        self.sharpness = min(self.sharpness * self.growth, MAX_SHARPNESS)
        if gain_ratio > 2e-3:
            self._n_stuck = 0
            return
        self._n_stuck += 1
        if self._n_stuck >= 3:
            # Passes without progress: the other schedule, slower and with detours or without.
            self._n_stuck = 0
            self.n_detour = 2 if self.n_detour is None else None
            self.growth = 1.1
            self.sharpness = max(6.0, self.sharpness / 3)


def routing_passes(
    problem: RoutingProblem, demand: Demand, cancelled: Callable[[], bool]
) -> Iterator[RoutingPass]:
    """Yield averages of routings whose peak only falls.

    Parameters
    ----------
    problem
        The problem on a connected network.
    demand
        What is sent.
    cancelled
        Asked often; the iterator ends soon after it says so.

    Yields
    ------
    RoutingPass
        The average after each pass.
    """
    capacity = problem.instance.network.capacity_bytes_per_s.astype(np.float64)
    schedule = _Schedule()
    mean: FloatArray | None = None
    best, peak = np.zeros(len(capacity)), np.inf
    length = problem.unit_length
    for n_passes in range(1, MAX_PASSES + 1):
        load = route(problem, demand, Way(length, schedule.n_detour), cancelled)
        if load is None:
            return
        fill = load / capacity
        mean = fill if mean is None else _blended(mean, fill, schedule.sharpness)
        now = float(mean.max())
        schedule.learn(1.0 - now / peak if np.isfinite(peak) else 1.0)
        if now < peak:
            best, peak = mean * capacity, now
        busier = mean.max(axis=0) if demand.is_directed else mean
        price = np.exp(schedule.sharpness * (busier / now - 1.0))
        length = problem.unit_length * np.maximum(price, 1e-9)
        yield RoutingPass(peak, best, length, n_passes)


def averaged_flows(problem: RoutingProblem, n_passes: int) -> FloatArray:
    """Return an average of soft routings of one unit per pair, arc by arc.

    Parameters
    ----------
    problem
        A problem without symmetries whose vertices have no pairs of their own.
    n_passes
        Routings at most. [1]

    Returns
    -------
    FloatArray
        Flow from each root over each arc: the reverse of what it would get. (n_roots, n_arcs)
    """
    network = problem.instance.network
    capacity = network.capacity_bytes_per_s.astype(np.float64)
    demand = all_to_all_demand(problem)
    schedule = _Schedule()
    mean: FloatArray = np.zeros((len(problem.root_ix), len(network.arcs.from_ix)))
    best, peak = mean, np.inf
    length = problem.unit_length
    for n_done in range(n_passes):
        weights = _Weights(problem, Way(length, None))
        own = np.zeros_like(mean)
        for at in range(len(mean)):
            _Sheet(problem, demand, slice(at, at + 1), weights).add_loads(own[at], lambda: False)
        fills = [_link_fill(network, flow) / capacity for flow in (mean, own)]
        shares = (1.0,) if n_done == 0 else (0.02, 0.05, 0.1, 0.2, 0.35, 0.5)
        scale = max(4.0 * schedule.sharpness, 200.0) / float(fills[1 - bool(n_done)].max())
        share = min(shares, key=lambda s: _smooth_peak((1 - s) * fills[0] + s * fills[1], scale))
        mean = (1.0 - share) * mean + share * own
        fill = (1.0 - share) * fills[0] + share * fills[1]
        now = float(fill.max())
        schedule.learn(1.0 - now / peak if np.isfinite(peak) else 1.0)
        if now < peak:
            best, peak = mean, now
        price = np.exp(schedule.sharpness * (fill / now - 1.0))
        length = problem.unit_length * np.maximum(price, 1e-9)
    return best[:, network.arcs.reverse_ix]


def _link_fill(network: Network, per_root: FloatArray) -> FloatArray:
    # Load of each link, the mean of its directions, (n_links,).
    total = np.bincount(network.arcs.link_ix, per_root.sum(axis=0), network.n_links)
    return total.astype(np.float64) / 2


def soft_routing(
    problem: RoutingProblem, high_bytes_per_s: float, cancelled: Callable[[], bool]
) -> Iterator[PassBounds]:
    """Yield bounds on all-to-all that only get closer, one pair per pass, until cancelled.

    Parameters
    ----------
    problem
        The problem on a connected network.
    high_bytes_per_s
        An upper bound known before, for example from local cuts. [byte/s]
    cancelled
        Asked often; the iterator ends soon after it says so.

    Yields
    ------
    PassBounds
        Bounds after each pass.
    """
    high, high_length = high_bytes_per_s, None
    counted = arc_count_bound(problem, cancelled)
    if counted < high:
        high, high_length = counted, np.ones(problem.instance.network.n_links)
    next_bound = 2
    for found in routing_passes(problem, all_to_all_demand(problem), cancelled):
        if found.n_passes >= next_bound and 1.0 - 1.0 / (found.peak * high) > 1e-3:
            bound = length_bound(problem, found.link_length, cancelled)
            if bound < high:
                high, high_length = bound, found.link_length
            next_bound = found.n_passes + max(1, found.n_passes // 2)
        low = min(1.0 / found.peak, high)
        yield PassBounds(low, high, found.load, found.n_passes, high_length)


def _blended(mean: FloatArray, fill: FloatArray, sharpness: float) -> FloatArray:
    # The average of two routings with the least smoothed peak, by a coarse search of the share.
    scale = max(4.0 * sharpness, 200.0) / float(mean.max())
    low, high, share = 0.0, 1.0, 0.0
    for _ in range(3):
        shares = np.linspace(low, high, 9).tolist()
        peaks = [_smooth_peak((1 - s) * mean + s * fill, scale) for s in shares]
        at = int(np.argmin(peaks))
        low, high, share = shares[max(at - 1, 0)], shares[min(at + 1, 8)], shares[at]
    blend: FloatArray = (1 - share) * mean + share * fill
    return blend


def _smooth_peak(fill: FloatArray, scale: float) -> float:
    # A maximum that also counts what is nearly as full, so that a step can help many at once.
    peak = float(fill.max())
    return peak + float(np.log(np.exp(scale * (fill - peak)).sum())) / scale
