"""The numbers of a fabric that does not fold, each answer tighter than the one before.

The ladder: what local cuts say at once; exact reductions; a linear program over orbits where it
is small; else soft routing, pass by pass. Bisection and worst case follow their own steps between.
Every step keeps its tag: ``exact`` only where recomputed bounds agree
(``docs/methods/irregular.md``).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from designer.evaluate.counted_cut import MAX_WORK, SHORT_WORK, least_half_cut
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.flat_hubs import hub_bounds, matching_high
from designer.evaluate.flat_loads import split_load
from designer.evaluate.flat_network import without_unreached
from designer.evaluate.flat_split import (
    SPLITS,
    all_to_all_sent,
    by_direction,
    on_original,
    split_flows,
    split_group,
    split_roots,
)
from designer.evaluate.flat_state import FlatState, SplitsFound, first_state
from designer.evaluate.local_cuts import (
    group_cuts,
    pair_rate_high,
    tightest_volume,
    worst_rate_high,
)
from designer.evaluate.orbit_lp import hub_orbits, hub_rate, orbit_flows, orbit_rate
from designer.evaluate.partition import (
    HalfCut,
    balanced_cut,
    halves_of_order,
    halves_of_values,
    improved,
)
from designer.evaluate.routing_problem import routing_problem
from designer.evaluate.soft_routing import soft_routing
from designer.evaluate.spectral import fiedler_vector, spectral_low
from designer.evaluate.tree_routing import tree_loads
from designer.topology.reach import alike_endpoints, held_hop_counts, hop_counts
from designer.topology.reduce import reduced, twin_reduced
from designer.topology.refine import OrbitGroup, find_symmetries, marked, orbits_under
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.partition import Contraction
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.reduce import Instance
    from designer.topology.refine import Marked

MAX_SEARCHED_LINKS = 20_000
"""Most links of a network whose symmetries are searched for."""
MAX_PLAIN_ROOTS = 1_000
"""Most endpoints with neighbours of their own that are searched from copy by copy."""
MAX_SEARCHED_ROOTS = 5_000
"""The same where endpoints cannot be held by their switches."""
N_EARLY_PASSES = 3
"""Passes of soft routing before the other numbers of a large network."""
EARLY_S = 0.4
"""Time for passes of soft routing before cuts are moved. [s]"""
MAX_QUICK_LINKS = 200_000
"""Most links of a fabric whose cuts and hops are measured before the first answer."""
LP_TIME_LIMIT_S = 2.0
"""Longest time for one linear program. [s]"""
ENOUGH_RATIO = 1e-3
"""Gap of all-to-all below which soft routing ends. [ratio]"""
MAX_STALE_PASSES = 12
"""Passes without a gain after which it ends too."""
MIN_TREE_STEPS = 20_000_000
"""Least roots times arcs for which a pass of soft routing is worth waiting for with something."""
MAX_TREE_STEPS = 4_000_000_000
"""Most of them for random trees."""
MAX_EARLY_SAMPLES = 60
"""Samples of destinations that are split over shortest paths before soft routing."""
N_FIRST_SAMPLES = 3
"""The same of large fabrics, where the rest comes last."""


def _problem(fabric: FlatFabric) -> str:
    network = fabric.network
    if network.n_endpoints < 2:
        what = worded("no endpoints") if network.n_endpoints == 0 else worded("only one endpoint")
        return worded("the fabric has {what}", what=what)
    ends = np.flatnonzero(network.weight > 0)
    part = network.component_ix[ends]
    apart = np.flatnonzero(part != part[0])
    if len(apart):
        return worded(
            "{first} cannot reach {second}",
            first=fabric.path(int(ends[0])),
            second=fabric.path(int(ends[apart[0]])),
        )
    return ""


def _measure_groups(state: FlatState, labels: Iterator[IntArray]) -> None:
    for label in labels:
        cuts = group_cuts(state.network, label)
        high = pair_rate_high(cuts, state.n)
        if high < state.pair_high:
            volume = tightest_volume(state.network, label, cuts, high)
            state.take_high(high, worded("local cuts"), volume)
        state.worst_high = min(state.worst_high, worst_rate_high(cuts, state.n))


def _count_cuts(state: FlatState, cancelled: Callable[[], bool], max_work: int = MAX_WORK) -> None:
    found = None if state.is_counted else least_half_cut(state.network, cancelled, max_work)
    if found is not None:
        n_first = int(state.network.weight[found.is_first].sum())
        state.cut = HalfCut(found.capacity_bytes_per_s, n_first, state.n - n_first, found.is_first)
        state.half_low, state.is_counted = float(found.capacity_bytes_per_s), True


def _measure_hops(state: FlatState, cancelled: Callable[[], bool]) -> None:
    roots, n_alike = alike_endpoints(state.network)
    network = state.whole.network
    hanging = np.zeros(network.n_vertices, dtype=np.int64)
    np.add.at(hanging, state.whole.parent_ix[state.whole.hanging_ix], 1)
    is_held = bool((state.network.n_crossings == 1).all())
    is_held = is_held and bool(((hanging == 0) | (hanging == network.weight)).all())
    if len(roots) > MAX_PLAIN_ROOTS and is_held:
        # Around one vertex of each orbit of the contraction, where every endpoint has a hop more
        # for the switch that it hangs on.
        proposed = (_merged_image(state.whole, p) for p in state.fabric.index_permutations())
        orbit = orbits_under(marked(network), proposed).vertex_orbit_ix
        ends = np.flatnonzero(network.weight > 0)
        _, first, count = np.unique(orbit[ends], return_index=True, return_counts=True)
        state.hops = held_hop_counts(network, ends[first], count, cancelled, is_hung_on=hanging > 0)
    elif len(roots) <= MAX_SEARCHED_ROOTS:
        state.hops = hop_counts(state.network, roots, n_alike, cancelled)


def _bound_by_hops(state: FlatState) -> None:
    # Lengths of 1 prove a bound by the hops: on all links, or on those that no endpoint hangs on.
    network, whole = state.network, state.whole
    if state.hops is None or not bool((network.n_crossings == 1).all()):
        return
    n_pairs = state.n * (state.n - 1)
    volume = network.capacity_bytes_per_s.astype(np.float64)
    core = np.where(whole.parent_ix[network.a_ix] != whole.parent_ix[network.b_ix], volume, 0.0)
    lengths = [(volume, state.hops.total_hops + n_pairs)]
    if len(whole.hanging_ix) == state.n:
        lengths.append((core, state.hops.total_hops - n_pairs))
    for own, n_arcs in lengths:
        if n_arcs > 0:
            state.take_high(2.0 * float(own.sum()) / n_arcs, worded("mean hops"), own)


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
    state: FlatState, instance: Instance, into_ix: IntArray, cancelled: Callable[[], bool]
) -> OrbitGroup | None:
    # Orbits of an instance; ``into_ix`` gives its vertex for every copy. The last one is kept, as
    # two reductions often end in the same network.
    graph = marked(instance.network, _marks(instance))
    known = state.group
    if known is not None and _is_same(known.graph, graph):
        return known if known.permutations else None
    whole = replace(instance, merged_ix=into_ix)
    proposed = (_carried(whole, p) for p in state.fabric.index_permutations())
    group = orbits_under(graph, proposed)
    if instance.network.n_links <= MAX_SEARCHED_LINKS:
        group = find_symmetries(graph, group.permutations, cancelled)
    if not cancelled():
        state.group = group
    return group if group.permutations else None


def _is_same(one: Marked, other: Marked) -> bool:
    a, b = one.network, other.network
    pairs = (
        (a.a_ix, b.a_ix),
        (a.b_ix, b.b_ix),
        (a.capacity_bytes_per_s, b.capacity_bytes_per_s),
        (one.vertex_mark, other.vertex_mark),
    )
    return all(np.array_equal(x, y) for x, y in pairs)


def _cap_volume(instance: Instance, capacity: FloatArray) -> FloatArray:
    # Capacity of the links taken out whose load is the cap of the instance, (n_original_links,).
    fixed = instance.images.fixed_s_per_byte
    is_tight = (instance.images.link_ix < 0) & (
        fixed >= float(fixed.max(initial=0.0)) * (1 - 1e-12)
    )
    found: FloatArray = np.where(is_tight, capacity, 0.0)
    return found


def _solve_exactly(state: FlatState, cancelled: Callable[[], bool]) -> None:
    instance = reduced(state.network)
    capacity = state.network.capacity_bytes_per_s.astype(np.float64)
    cap = instance.cap_bytes_per_s
    high = np.inf if cap is None else float(cap)
    alone = instance.network.n_vertices == 1
    method = (
        worded("exact reduction to the links that carry most") if alone else worded("local cuts")
    )
    state.take_high(high, method, _cap_volume(instance, capacity))
    if alone:
        fixed = instance.images.fixed_s_per_byte
        state.take_low(high, method, fixed)
        return
    problem = routing_problem(instance)
    flows = orbit_flows(problem, None, cancelled)
    method = worded("linear program over all links")
    if flows is None:
        group = _symmetries(state, instance, instance.merged_ix, cancelled)
        method = worded("linear program over orbits of checked symmetries")
        if group is not None:
            flows = orbit_flows(routing_problem(instance, group), group, cancelled)
    found = None if flows is None else orbit_rate(flows, LP_TIME_LIMIT_S, cancelled)
    if found is not None:
        method = worded("{method}, HiGHS", method=method)
        fill = instance.images.fill(found.link_fill)
        state.take_low(min(found.low_bytes_per_s, high), method, fill)
        volume = instance.images.lengths(found.link_length) * capacity
        state.take_high(found.high_bytes_per_s, method, volume)


def _route_by_trees(state: FlatState, cancelled: Callable[[], bool]) -> Iterator[None]:
    # A lower bound of large fabrics long before the first pass of soft routing.
    whole = state.whole
    n_steps = int((whole.network.weight > 0).sum()) * len(whole.network.arcs.from_ix)
    if state.is_exact or not MIN_TREE_STEPS <= n_steps <= MAX_TREE_STEPS:
        return
    load = tree_loads(whole.network, cancelled)
    if load is None:
        return
    others = np.full((2, state.network.n_vertices), state.n - 1.0)
    flow = on_original(whole, np.stack([load, load]), others).max(axis=0)
    fill = flow / state.network.capacity_bytes_per_s
    state.take_low(1.0 / float(fill.max()), worded("a random shortest path for each pair"), fill)
    yield


def _split(state: FlatState, cancelled: Callable[[], bool]) -> Iterator[None]:
    network = state.whole.network
    proposed = (_merged_image(state.whole, p) for p in state.fabric.index_permutations())
    group = split_group(network, proposed)
    roots = split_roots(network, group)
    others = np.full((2, state.network.n_vertices), state.n - 1.0)
    n_shown = 0
    for found in split_flows(network, roots, all_to_all_sent(network), cancelled):
        if found.n_done < min(1.2 * n_shown, found.n_all):
            continue
        n_shown = found.n_done
        scale = found.n_all / found.n_done
        flows = [
            on_original(state.whole, by_direction(network, flow) * scale, others)
            for flow in found.flow
        ]
        loads = [
            split_load(state.fabric, flow, split) for flow, split in zip(flows, SPLITS, strict=True)
        ]
        state.splits = SplitsFound((loads[0], loads[1]), found.n_done, found.n_all)
        if state.splits.is_whole:
            fills = [flow.max(axis=0) / state.network.capacity_bytes_per_s for flow in flows]
            for fill, split in zip(fills, SPLITS, strict=True):
                state.take_low(
                    1.0 / float(fill.max()),
                    worded("shortest paths, {split}", split=term(split.value)),
                    fill,
                )
        yield


def _cut_by_structure(state: FlatState) -> None:
    for order in state.fabric.endpoint_orders():
        state.take_cut(balanced_cut(state.whole, halves_of_order(state.whole, order)))


def _cut_by_moves(state: FlatState, cancelled: Callable[[], bool]) -> Iterator[None]:
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


def _solve_hubs(state: FlatState, cancelled: Callable[[], bool]) -> None:
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


def _bound_worst_case(state: FlatState, cancelled: Callable[[], bool]) -> Iterator[None]:
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


def _route(state: FlatState, cancelled: Callable[[], bool]) -> Iterator[None]:
    instance = reduced(state.network, keeps_distances=True)
    if instance.network.n_vertices == 1:
        return
    cap = float(instance.cap_bytes_per_s or Fraction(0)) or np.inf
    pairs = instance.demand_pairs
    loaded = pairs > 0
    local = instance.network.degree_bytes_per_s[loaded] / pairs[loaded]
    state.take_high(min(cap, float(local.min(initial=np.inf))), worded("local cuts"), None)
    group = _symmetries(state, instance, instance.merged_ix, cancelled)
    problem = routing_problem(instance, group)
    capacity = state.network.capacity_bytes_per_s.astype(np.float64)
    n_stale, gap = 0, 1.0
    for found in soft_routing(problem, state.pair_high, cancelled):
        method = worded(
            "soft routing, {n_passes} passes, and cuts and lengths", n_passes=found.n_passes
        )
        fill = instance.images.fill(found.load / instance.network.capacity_bytes_per_s)
        state.take_low(min(found.low_bytes_per_s, cap), method, fill)
        length = found.high_length
        volume = None if length is None else instance.images.lengths(length) * capacity
        state.take_high(found.high_bytes_per_s, method, volume)
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
    state = first_state(without_unreached(fabric))
    is_quick = fabric.network.n_links <= MAX_QUICK_LINKS
    if is_quick:
        _measure_groups(state, state.labels())
        _cut_by_structure(state)
    yield state.numbers()
    for _ in _refinements(state, cancelled, is_quick=is_quick):
        if cancelled():
            return
        yield state.numbers()


def _refinements(
    state: FlatState, cancelled: Callable[[], bool], *, is_quick: bool
) -> Iterator[None]:
    splits = _split(state, cancelled)
    n_samples = MAX_EARLY_SAMPLES if is_quick else N_FIRST_SAMPLES
    if is_quick:
        _solve_exactly(state, cancelled)
        _count_cuts(state, cancelled, SHORT_WORK)
        yield
        yield from _route_by_trees(state, cancelled)
        _measure_hops(state, cancelled)
        _bound_by_hops(state)
        yield
        yield from islice(splits, n_samples)
        _count_cuts(state, cancelled)
        yield
    else:
        yield from _route_by_trees(state, cancelled)
    routing = iter(()) if state.is_exact else _route(state, cancelled)
    yield from _for_a_while(routing, 1 if is_quick else N_EARLY_PASSES)
    if not is_quick:
        _measure_hops(state, cancelled)
        _bound_by_hops(state)
        yield
        _measure_groups(state, state.labels())
        _cut_by_structure(state)
        yield
        yield from islice(splits, n_samples)
    yield from _cut_by_moves(state, cancelled)
    yield from _bound_worst_case(state, cancelled)
    yield from routing
    yield from splits


def _for_a_while(steps: Iterator[None], n_least: int) -> Iterator[None]:
    # Some steps at least, and more as long as they are quick; the iterator goes on where it was.
    end_s = monotonic() + EARLY_S
    for n_done, _ in enumerate(steps, start=1):
        yield
        if n_done >= n_least and monotonic() >= end_s:
            return


def flat_splits(fabric: FlatFabric, cancelled: Callable[[], bool]) -> Iterator[FabricNumbers]:
    """Yield only what the splits over shortest paths add to numbers that are known otherwise.

    Parameters
    ----------
    fabric
        The fabric.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    FabricNumbers
        With the two splits, estimates until all destinations are counted.
    """
    if _problem(fabric):
        return
    state = first_state(without_unreached(fabric))
    for _ in _split(state, cancelled):
        yield state.numbers()
