"""The numbers of a fabric that does not fold, each answer tighter than the one before.

The ladder: what local cuts say at once; exact reductions; a linear program over orbits where it
is small; else soft routing, pass by pass. Bisection and worst case follow their own steps between.
Every step keeps its tag: ``exact`` only where recomputed bounds agree
(``docs/methods/irregular.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.flat_hubs import hub_bounds, matching_high
from designer.evaluate.flat_network import without_unreached
from designer.evaluate.local_cuts import (
    group_cuts,
    oversubscription_ratios,
    pair_rate_high,
    subtrees,
    vertex_tiers,
    worst_rate_high,
)
from designer.evaluate.orbit_lp import hub_orbits, hub_rate, orbit_flows, orbit_rate
from designer.evaluate.partition import (
    HalfCut,
    balanced_cut,
    contracted,
    halves_of_order,
    halves_of_values,
    improved,
)
from designer.evaluate.routing_problem import routing_problem
from designer.evaluate.soft_routing import soft_routing
from designer.evaluate.spectral import fiedler_vector, spectral_low
from designer.topology.reach import alike_endpoints, held_hop_counts, hop_counts
from designer.topology.reduce import reduced, twin_reduced
from designer.topology.refine import OrbitGroup, find_symmetries, marked, orbits_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.partition import Contraction
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.reach import HopCounts
    from designer.topology.reduce import Instance
    from designer.topology.sparse import Network

MAX_SEARCHED_LINKS = 20_000
"""Most links of a network whose symmetries are searched for."""
MAX_PLAIN_ROOTS = 5_000
"""Most endpoints with neighbours of their own that are searched from one by one."""
N_EARLY_PASSES = 3
"""Passes of soft routing before the other numbers of a large network."""
MAX_QUICK_LINKS = 200_000
"""Most links of a fabric whose cuts and hops are measured before the first answer."""
LP_TIME_LIMIT_S = 2.0
"""Longest time for one linear program. [s]"""
ENOUGH_RATIO = 1e-3
"""Gap of all-to-all below which soft routing ends. [ratio]"""
MAX_STALE_PASSES = 12
"""Passes without a gain after which it ends too."""
_SHORTEST = "breadth-first search over all copies"


class FlatProblemError(Exception):
    """The fabric has no numbers; the text says why."""


@dataclass
class _State:
    """Everything known so far; bounds only tighten."""

    fabric: FlatFabric
    own_bytes_per_s: FloatArray
    tier: FloatArray
    whole: Contraction
    pair_low: float = 0.0
    pair_high: float = float("inf")
    pair_method: str = "local cuts"
    half_low: float = 0.0
    cut: HalfCut | None = None
    worst_low: float = 0.0
    worst_high: float = float("inf")
    hops: HopCounts | None = None
    ratios: tuple[tuple[int, Estimate], ...] = field(default=())

    @property
    def network(self) -> Network:
        return self.fabric.network

    @property
    def n(self) -> int:
        return self.network.n_endpoints

    def take_cut(self, cut: HalfCut) -> None:
        if abs(cut.n_first - cut.n_second) > 1:
            return
        if self.cut is None or cut.capacity_bytes_per_s < self.cut.capacity_bytes_per_s:
            self.cut = cut

    def take_pair(self, low: float, high: float, method: str) -> None:
        if low > self.pair_low or high < self.pair_high:
            self.pair_method = method
        self.pair_low, self.pair_high = max(self.pair_low, low), min(self.pair_high, high)

    def numbers(self) -> FabricNumbers:
        n, n_half = self.n, self.n // 2
        least = float(self.own_bytes_per_s.min())
        all_high = self.pair_high * (n - 1)
        if all_high > least or is_closed(all_high, least):
            all_high = least
        cut_high = np.inf if self.cut is None else float(self.cut.capacity_bytes_per_s)
        worst_high = min(least, cut_high / n_half, self.worst_high, all_high)
        worst_low = max(self.worst_low, self.pair_low * n / 2)
        half_low = max(self.half_low, self.pair_low * n_half * (n - n_half), worst_low * n_half)
        per_endpoint, total = _injection(self.own_bytes_per_s)
        return FabricNumbers(
            n,
            self.fabric.endpoint_family,
            per_endpoint,
            total,
            between(
                min(half_low, cut_high),
                None if self.cut is None else cut_high,
                "hub, all-to-all and spectral bound, and the least balanced cut found",
            ),
            between(min(self.pair_low * (n - 1), all_high), all_high, self.pair_method),
            between(min(worst_low, worst_high), worst_high, "fixed hubs, and cuts and distances"),
            oversubscription=self.ratios,
            diameter_hops=None if self.hops is None else exact(self.hops.diameter_hops, _SHORTEST),
            mean_hops=None
            if self.hops is None
            else exact(self.hops.total_hops / (n * (n - 1)), _SHORTEST),
        )


def _injection(own: FloatArray) -> tuple[Estimate, Estimate]:
    low, high = float(own.min()), float(own.max())
    per_endpoint = exact(low, "sum of the port rates in use of one endpoint")
    if low != high:
        method = "sum of the port rates in use, lowest to highest endpoint"
        per_endpoint = Estimate(low, low, high, Exactness.INTERVAL, method)
    return per_endpoint, exact(float(own.sum()), "sum over all endpoints of the port rates in use")


def _problem(fabric: FlatFabric) -> str:
    network = fabric.network
    if network.n_endpoints < 2:
        what = "no endpoints" if network.n_endpoints == 0 else "only one endpoint"
        return f"the fabric has {what}"
    ends = np.flatnonzero(network.weight > 0)
    part = network.component_ix[ends]
    apart = np.flatnonzero(part != part[0])
    if len(apart):
        return f"{fabric.path(int(ends[0]))} cannot reach {fabric.path(int(ends[apart[0]]))}"
    return ""


def _first_state(fabric: FlatFabric) -> _State:
    network = fabric.network
    own = network.degree_bytes_per_s[network.weight > 0].astype(np.float64)
    tier = vertex_tiers(network)
    state = _State(fabric, own, tier, contracted(network))
    method = "downlink over uplink capacity of a switch"
    state.ratios = tuple(
        (
            t,
            exact(
                worst, method + (f", worst of {best:.4g} to {worst:.4g}" if worst > best else "")
            ),
        )
        for t, worst, best in oversubscription_ratios(network, tier)
    )
    return state


def _measure_groups(state: _State, labels: Iterator[IntArray]) -> None:
    for label in labels:
        cuts = group_cuts(state.network, label)
        high = pair_rate_high(cuts, state.n)
        state.take_pair(0.0, high, "local cuts")
        state.worst_high = min(state.worst_high, worst_rate_high(cuts, state.n))


def _labels(state: _State) -> Iterator[IntArray]:
    yield np.arange(state.network.n_vertices)
    yield state.whole.parent_ix
    yield from subtrees(state.network, state.tier)
    yield from state.fabric.groupings()


def _measure_hops(state: _State, cancelled: Callable[[], bool]) -> None:
    roots, n_alike = alike_endpoints(state.network)
    if len(roots) > MAX_PLAIN_ROOTS and bool((state.network.n_crossings == 1).all()):
        # Around one vertex of each orbit of the contraction, where every endpoint has a hop more
        # for the switch that it hangs on.
        network = state.whole.network
        proposed = (_merged_image(state.whole, p) for p in state.fabric.index_permutations())
        orbit = orbits_under(marked(network), proposed).vertex_orbit_ix
        ends = np.flatnonzero(network.weight > 0)
        _, first, count = np.unique(orbit[ends], return_index=True, return_counts=True)
        hanging = np.zeros(network.n_vertices, dtype=np.int64)
        np.add.at(hanging, state.whole.parent_ix[state.whole.hanging_ix], 1)
        if bool(((hanging == 0) | (hanging == network.weight)).all()):
            state.hops = held_hop_counts(
                network, ends[first], count, cancelled, is_hung_on=hanging > 0
            )
        return
    state.hops = hop_counts(state.network, roots, n_alike, cancelled)


def _merged_image(whole: Contraction, permutation: IntArray) -> IntArray:
    image = np.full(whole.network.n_vertices, -1, dtype=np.int64)
    image[whole.parent_ix] = whole.parent_ix[permutation]
    return image


def _marks(instance: Instance) -> IntArray:
    own = (instance.network.weight, instance.own_pairs, instance.n_copies)
    return np.unique(np.stack(own, axis=1), axis=0, return_inverse=True)[1].reshape(-1)


def _carried(instance: Instance, permutation: IntArray) -> IntArray:
    # A permutation of the copies as one of the reduced vertices; checked by whoever takes it.
    image = np.full(instance.network.n_vertices, -1, dtype=np.int64)
    kept = instance.merged_ix >= 0
    image[instance.merged_ix[kept]] = instance.merged_ix[permutation[kept]]
    return image


def _symmetries(
    state: _State, instance: Instance, into_ix: IntArray, cancelled: Callable[[], bool]
) -> OrbitGroup | None:
    # Orbits of an instance; ``into_ix`` gives its vertex for every copy.
    graph = marked(instance.network, _marks(instance))
    whole = replace(instance, merged_ix=into_ix)
    proposed = (_carried(whole, p) for p in state.fabric.index_permutations())
    group = orbits_under(graph, proposed)
    if instance.network.n_links <= MAX_SEARCHED_LINKS:
        group = find_symmetries(graph, group.permutations, cancelled)
    return group if group.permutations else None


def _solve_exactly(state: _State, cancelled: Callable[[], bool]) -> None:
    instance = reduced(state.network)
    cap = instance.cap_bytes_per_s
    high = np.inf if cap is None else float(cap)
    if instance.network.n_vertices == 1:
        state.take_pair(high, high, "exact reduction to the links that carry most")
        return
    state.take_pair(0.0, high, "local cuts")
    problem = routing_problem(instance)
    flows = orbit_flows(problem, None, cancelled)
    method = "linear program over all links"
    if flows is None:
        group = _symmetries(state, instance, instance.merged_ix, cancelled)
        method = "linear program over orbits of checked symmetries"
        if group is not None:
            flows = orbit_flows(routing_problem(instance, group), group, cancelled)
    found = None if flows is None else orbit_rate(flows, LP_TIME_LIMIT_S, cancelled)
    if found is not None:
        state.take_pair(min(found[0], high), min(found[1], high), f"{method}, HiGHS")


def _cut_by_structure(state: _State) -> None:
    for order in state.fabric.endpoint_orders():
        state.take_cut(balanced_cut(state.whole, halves_of_order(state.whole, order)))


def _cut_by_moves(state: _State, cancelled: Callable[[], bool]) -> Iterator[None]:
    for order in state.fabric.endpoint_orders():
        if cancelled():
            return
        start = halves_of_order(state.whole, order)
        state.take_cut(improved(state.whole, start, cancelled))
        yield
    vector = fiedler_vector(state.whole.network)
    if vector is not None and not cancelled():
        start = halves_of_values(state.whole.network, vector)
        state.take_cut(improved(state.whole, start, cancelled))
        yield


def _solve_hubs(state: _State, cancelled: Callable[[], bool]) -> None:
    instance = twin_reduced(state.whole.network)
    into_ix = instance.merged_ix[state.whole.parent_ix]
    flows, group = orbit_flows(routing_problem(instance), None, cancelled), None
    if flows is None:
        group = _symmetries(state, instance, into_ix, cancelled)
        if group is None:
            return
        flows = orbit_flows(routing_problem(instance, group), group, cancelled)
    access = float(state.whole.access_bytes_per_s.min(initial=np.iinfo(np.int64).max))
    hubs = None if flows is None else hub_orbits(flows, group, access)
    if flows is not None and hubs is not None:
        rate = hub_rate(flows, hubs, LP_TIME_LIMIT_S)
        state.worst_low = max(state.worst_low, rate)


def _bound_worst_case(state: _State, cancelled: Callable[[], bool]) -> Iterator[None]:
    _solve_hubs(state, cancelled)
    yield
    state.half_low = max(state.half_low, spectral_low(state.network))
    yield
    state.worst_high = min(state.worst_high, matching_high(state.whole))
    yield
    is_switch = state.network.weight == 0
    tier = np.where(is_switch & np.isfinite(state.tier), state.tier, -1.0)
    if tier.max() >= 1:
        hubs = state.whole.parent_ix[tier == tier.max()]
        found = hub_bounds(state.whole, hubs, cancelled)
        if found is not None:
            state.worst_low = max(state.worst_low, found.worst_low_bytes_per_s)
            state.half_low = max(state.half_low, found.bisection_low_bytes_per_s)
        yield


def _route(state: _State, cancelled: Callable[[], bool]) -> Iterator[None]:
    instance = reduced(state.network, keeps_distances=True)
    if instance.network.n_vertices == 1:
        return
    cap = float(instance.cap_bytes_per_s or Fraction(0)) or np.inf
    pairs = instance.demand_pairs
    loaded = pairs > 0
    local = instance.network.degree_bytes_per_s[loaded] / pairs[loaded]
    state.take_pair(0.0, min(cap, float(local.min(initial=np.inf))), "local cuts")
    group = _symmetries(state, instance, instance.merged_ix, cancelled)
    problem = routing_problem(instance, group)
    n_stale, gap = 0, 1.0
    for found in soft_routing(problem, state.pair_high, cancelled):
        method = f"soft routing, {found.n_passes} passes, and cuts and lengths"
        state.take_pair(min(found.low_bytes_per_s, cap), found.high_bytes_per_s, method)
        now = 1.0 - state.pair_low / state.pair_high
        n_stale = 0 if now < gap * (1 - 1e-3) else n_stale + 1
        gap = min(gap, now)
        yield
        if gap <= ENOUGH_RATIO or n_stale >= MAX_STALE_PASSES:
            return


def flat_numbers(fabric: FlatFabric, cancelled: Callable[[], bool]) -> Iterator[FabricNumbers]:
    """Yield the numbers of a laid-out fabric, each tighter than the ones before.

    Parameters
    ----------
    fabric
        The fabric.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    FabricNumbers
        First what cuts say, within about 0.1 s for some thousand switches; then better bounds.
        One with a ``problem`` if there are no numbers.
    """
    problem = _problem(fabric)
    if problem:
        yield FabricNumbers(fabric.network.n_endpoints, fabric.endpoint_family, problem=problem)
        return
    state = _first_state(without_unreached(fabric))
    is_quick = fabric.network.n_links <= MAX_QUICK_LINKS
    if is_quick:
        _measure_groups(state, _labels(state))
        _cut_by_structure(state)
    yield state.numbers()
    for _ in _refinements(state, cancelled, is_quick=is_quick):
        if cancelled():
            return
        yield state.numbers()


def _refinements(state: _State, cancelled: Callable[[], bool], *, is_quick: bool) -> Iterator[None]:
    if is_quick:
        _solve_exactly(state, cancelled)
        yield
        _measure_hops(state, cancelled)
        yield
    is_exact = np.isfinite(state.pair_high) and is_closed(state.pair_low, state.pair_high)
    routing = iter(()) if is_exact else _route(state, cancelled)
    for n_passes, _ in enumerate(routing, start=1):
        yield
        if n_passes >= (1 if is_quick else N_EARLY_PASSES):
            break
    if not is_quick:
        _measure_hops(state, cancelled)
        yield
        _measure_groups(state, _labels(state))
        _cut_by_structure(state)
        yield
    yield from _cut_by_moves(state, cancelled)
    yield from _bound_worst_case(state, cancelled)
    yield from routing
