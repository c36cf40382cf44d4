"""The numbers of one fabric, exact where a certificate closes, bounds otherwise."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from designer.evaluate.bisection import bisection_high
from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certificates import is_closed, whole_links_low
from designer.evaluate.certified import between, exact
from designer.evaluate.damage import DAMAGED_METHOD, half_cut_low
from designer.evaluate.ecmp import Split, pair_demand, split_rate
from designer.evaluate.fabric_numbers import FabricNumbers, unreached_text
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.half_hose import bisection_low
from designer.evaluate.head_cuts import HEAD_METHOD, head_bisection
from designer.evaluate.hose import top_hubs_low, worst_case_low
from designer.evaluate.link_loads import link_loads, with_split_loads
from designer.evaluate.product_numbers import (
    cut_bounds,
    factors_of,
    product_numbers,
    product_totals,
)
from designer.evaluate.reroute import rerouted_numbers
from designer.evaluate.throughput import all_to_all, shortest_path_rate
from designer.evaluate.tiers import oversubscription
from designer.evaluate.trace import note
from designer.evaluate.worst_case import Ceiling, worst_ceiling
from designer.topology.fold import base_fold
from designer.topology.merged_fold import merged_fold
from designer.topology.products import n_cells_around, product_factors
from designer.topology.space import CapacityTooLargeError, SpaceTooLargeError
from designer.topology.symmetry import build_space
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.ecmp import SplitRate
    from designer.evaluate.fabric_numbers import Place
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.evaluate.network_cache import NetworkCache
    from designer.evaluate.throughput import PairRate
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import BaseFold, FloatArray
    from designer.topology.space import FabricSpace

TOO_IRREGULAR = worded("the wiring rules are too irregular to evaluate")
"""Why a fabric has no index space."""
TOO_MUCH = worded("two of its copies are linked by more than 9e15 byte/s")
"""Why a fabric whose capacities cannot be summed has no fold."""
TOO_MANY = worded("there are too many copies, or too many that differ from each other, to evaluate")
"""Why a fabric with an index space has no fold."""
MAX_LP_VARS = 4000
"""Most flow variables of a program that is solved while the user waits."""
MAX_SOURCES = 200
"""Most orbits of endpoints that are folded around."""
MAX_ORBIT_CELLS = 10_000
"""Most orbits of endpoints times cells before exceptions are measured by detours instead."""
MAX_PLAIN_ORBIT_CELLS = 20_000
"""The same without exceptions, before the fabric is left to be computed copy by copy."""
MAX_SPLIT_ORBIT_CELLS = 60_000
"""The same for the splits over shortest paths and the hops alone."""
MAX_HALF_VARS = 3000
"""Most flow variables for the larger program of the bisection's lower bound."""
MAX_ORDERS, MIN_ORDERS = 48, 8
"""Most orderings that are tried for a cut, and least of those where folds are large."""
MAX_ORDER_CELLS = 8_000
"""Orderings times cells before fewer are tried."""
MAX_CELLS_AROUND = 100
"""Most cells around an endpoint before a product is computed from its factors."""
MAX_SPLIT_CELLS = 600
"""Most cells around an endpoint of a product for the splits over shortest paths."""
MAX_PLAIN_CELLS = 8
"""Most cells around an endpoint that are taken as they are, without looking for more symmetries."""
TIME_LIMIT_S = 3.0
"""Longest time for one program, a guard that is not met in practice. [s]"""


def evaluate_fabric(
    graph: ClassGraph, fabric_id: FabricId, cache: NetworkCache | None = None
) -> FabricNumbers:
    """Return the numbers of one fabric.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    cache
        What is remembered of earlier designs, or ``None``.

    Returns
    -------
    FabricNumbers
        Numbers, or the problem that stands in their way.
    """
    try:
        space = build_space(graph, fabric_id)
    except SpaceTooLargeError:
        return FabricNumbers(0, "", problem=TOO_IRREGULAR)
    if cache is not None:
        found = cache.get(space)
        if found is not None:
            return found
    numbers = evaluate_space(space)
    if cache is not None:
        cache.put(space, numbers)
    return numbers


def evaluate_space(space: FabricSpace, *, is_rate_only: bool = False) -> FabricNumbers:
    """Return the numbers of a fabric space.

    Parameters
    ----------
    space
        Index space of the fabric.
    is_rate_only
        Whether only the endpoints and the throughput of all-to-all are wanted.

    Returns
    -------
    FabricNumbers
        Numbers, or the problem that stands in their way.
    """
    try:
        base = base_fold(space)
    except CapacityTooLargeError:
        return FabricNumbers(0, space.endpoint_family, problem=TOO_MUCH)
    except SpaceTooLargeError:
        found = _unfolded_product(space) or rerouted_numbers(space, evaluate_space)
        return found or FabricNumbers(0, space.endpoint_family, problem=TOO_MANY)
    n = int(base.fold.cell_size[base.is_endpoint].sum())
    if n < 2:
        what = worded("no endpoints") if n == 0 else worded("only one endpoint")
        return FabricNumbers(
            n, space.endpoint_family, problem=worded("the fabric has {what}", what=what)
        )
    rates = _injection(base)
    totals = _with_injection(base, n, rates)
    return _with_absorbed(space, _from_folds(base, totals, rates, is_rate_only=is_rate_only))


def _unfolded_product(space: FabricSpace) -> FabricNumbers | None:
    # The numbers of a product that is too large to be folded itself, such as a mesh.
    spaces = product_factors(space)
    try:
        factors = factors_of(spaces, evaluate_space) if spaces else ()
    except SpaceTooLargeError:
        return None
    if not factors:
        return None
    note(worded("Cartesian product of {n_spaces} factors", n_spaces=len(spaces)))
    totals = product_totals(space.endpoint_family, factors)
    return _with_absorbed(space, product_numbers(totals, factors))


def _with_absorbed(space: FabricSpace, numbers: FabricNumbers) -> FabricNumbers:
    # Links that the rule of a ring stands for are loaded as all of the ring are.
    by_ix = {load.link_ix: load for load in numbers.link_loads}
    others = [(ix, by_ix[of]) for ix, of in space.absorbed if of in by_ix]
    if not others:
        return numbers
    loads = [*numbers.link_loads, *(replace(load, link_ix=ix) for ix, load in others)]
    return replace(numbers, link_loads=tuple(sorted(loads, key=lambda load: load.link_ix)))


def _from_folds(
    base: BaseFold, totals: FabricNumbers, rates: FloatArray, *, is_rate_only: bool
) -> FabricNumbers:
    n_around = n_cells_around(base.space)
    if n_around > MAX_CELLS_AROUND and (spaces := product_factors(base.space)):
        note(worded("Cartesian product of {n_spaces} factors", n_spaces=len(spaces)))
        found = product_numbers(totals, factors_of(spaces, evaluate_space))
        is_split = n_around <= MAX_SPLIT_CELLS and not is_rate_only
        return _with_splits(base, found) if is_split else found
    # Symmetries are looked for where they save more than they cost.
    merged = merged_fold(base) if n_around > MAX_PLAIN_CELLS else base
    n, n_orbits = totals.n_endpoints, int(merged.is_endpoint.sum())
    note(
        worded(
            "{n:,} endpoints, {n_orbits:,} endpoint orbits, {n_cells:,} cells",
            n=n,
            n_orbits=n_orbits,
            n_cells=merged.fold.n_cells,
        )
    )
    effort = n_orbits * merged.fold.n_cells
    if effort > MAX_ORBIT_CELLS and (detoured := _detoured(base, totals)):
        return detoured
    is_small = n_orbits <= MAX_SOURCES and effort <= MAX_PLAIN_ORBIT_CELLS
    try:
        sources = source_folds(merged) if is_small else ()
    except SpaceTooLargeError:
        sources = ()
    if not sources:
        note(
            worded(
                "too many endpoint orbits, or cells around one of them: bounds by injection alone"
            )
        )
        return _without_paths(totals)
    apart = _unreached(sources)
    if apart:
        return replace(totals, problem=unreached_text(base.space, apart), apart=apart)
    own = rates[base.is_endpoint]
    flows = make_flow_space(merged, sources, float(own.max()))
    pair = _pair_rate(flows)
    rate = _rate_per_endpoint(pair, totals.n_endpoints, float(own.min()))
    if is_rate_only:
        return replace(totals, throughput_all_to_all_bytes_per_s=rate)
    return _with_paths(flows, pair, replace(totals, throughput_all_to_all_bytes_per_s=rate), own)


def _detoured(base: BaseFold, totals: FabricNumbers) -> FabricNumbers | None:
    # Bounds by detours around exceptions, if those are all that keeps the fabric from folding.
    found = rerouted_numbers(base.space, evaluate_space)
    if found is None or found.problem:
        return None
    found = replace(found, oversubscription=totals.oversubscription)
    n_orbits = int(base.is_endpoint.sum())
    if n_orbits > MAX_SOURCES or n_orbits * base.fold.n_cells > MAX_SPLIT_ORBIT_CELLS:
        return found
    with suppress(SpaceTooLargeError):
        # The splits and the hops need no program, so the fold still gives them.
        sources = source_folds(base)
        apart = _unreached(sources)
        if apart:
            return replace(totals, problem=unreached_text(base.space, apart), apart=apart)
        demand, n = pair_demand(sources), totals.n_endpoints
        ecmp, wcmp = (split_rate(base, sources, demand, split) for split in Split)
        diameter, mean = _hops(sources, n)
        return replace(
            found,
            throughput_ecmp_bytes_per_s=_split_estimate(ecmp, n, Split.PER_LINK),
            throughput_wcmp_bytes_per_s=_split_estimate(wcmp, n, Split.BY_CAPACITY),
            diameter_hops=diameter,
            mean_hops=mean,
        )
    return found


def _rate_per_endpoint(pair: PairRate, n: int, injection_low: float) -> Estimate:
    high = pair.high_bytes_per_s * (n - 1)
    if high > injection_low or is_closed(high, injection_low):
        high = injection_low
    return between(min(pair.low_bytes_per_s * (n - 1), high), high, pair.method)


def _with_splits(base: BaseFold, numbers: FabricNumbers) -> FabricNumbers:
    # Adds the two splits over shortest paths to the numbers of a product.
    if numbers.problem:
        return numbers
    sources = source_folds(base)
    demand = pair_demand(sources)
    ecmp, wcmp = (split_rate(base, sources, demand, split) for split in Split)
    return replace(
        numbers,
        throughput_ecmp_bytes_per_s=_split_estimate(ecmp, numbers.n_endpoints, Split.PER_LINK),
        throughput_wcmp_bytes_per_s=_split_estimate(wcmp, numbers.n_endpoints, Split.BY_CAPACITY),
        link_loads=with_split_loads(base, numbers.link_loads, ecmp, wcmp),
    )


def _split_estimate(rate: SplitRate, n: int, split: Split) -> Estimate:
    return exact(rate.factor * (n - 1), worded("shortest paths, {split}", split=term(split.value)))


def _injection(base: BaseFold) -> FloatArray:
    # Capacity out of one vertex of each base cell, (n_base_cells,).
    fold = base.fold
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix]
    return np.bincount(
        fold.arc_from_ix, fold.arc_degree * unit.astype(np.float64), fold.n_cells
    ).astype(np.float64)


def _with_injection(base: BaseFold, n: int, rates: FloatArray) -> FabricNumbers:
    own = rates[base.is_endpoint]
    low, high = float(own.min()), float(own.max())
    total = float(base.fold.cell_size[base.is_endpoint] @ own)
    if low == high:
        per_endpoint = exact(low, worded("sum of the port rates in use of one endpoint"))
    else:
        method = worded("sum of the port rates in use, lowest to highest endpoint")
        per_endpoint = Estimate(low, low, high, Exactness.INTERVAL, method)
    return FabricNumbers(
        n,
        base.space.endpoint_family,
        per_endpoint,
        exact(total, worded("sum over all endpoints of the port rates in use")),
        oversubscription=oversubscription(base),
    )


def _without_paths(totals: FabricNumbers) -> FabricNumbers:
    injection = totals.injection_bytes_per_s
    total = totals.injection_total_bytes_per_s
    low = injection.value if injection is not None else 0.0
    half = total.value / 2 if total is not None else 0.0
    method = worded("injection bounds it; the fabric is too irregular to fold")
    high = between(None, low, method)
    return FabricNumbers(
        totals.n_endpoints,
        totals.endpoint_family,
        injection,
        total,
        between(None, half, method),
        high,
        high,
        oversubscription=totals.oversubscription,
    )


def _unreached(sources: tuple[SourceFold, ...]) -> tuple[Place, ...]:
    # Two endpoints of which one cannot reach the other, or none.
    for source in sources:
        missed = np.flatnonzero(source.is_endpoint & ~np.isfinite(source.hops))
        if len(missed):
            cells = (source.fold.cells[source.source_ix], source.fold.cells[int(missed[0])])
            return tuple((cell.type_ix, cell.reps) for cell in cells)
    return ()


def _hops(sources: tuple[SourceFold, ...], n: int) -> tuple[Estimate, Estimate]:
    total = 0
    longest = 0
    for source in sources:
        to = source.is_endpoint.copy()
        to[source.source_ix] = False
        hops = source.hops[to].astype(np.int64)
        sizes = source.fold.cell_size[to]
        total += source.n_sources * sum(int(h) * int(s) for h, s in zip(hops, sizes, strict=True))
        longest = max(longest, int(hops.max()))
    method = worded("breadth-first search on the orbit fold")
    return exact(float(longest), method), exact(total / (n * (n - 1)), method)


def _with_paths(
    flows: FlowSpace, pair: PairRate, totals: FabricNumbers, own: FloatArray
) -> FabricNumbers:
    base, sources, n = flows.base, flows.sources, totals.n_endpoints
    hub_low = _hub_low(flows, pair, float(own.min()))
    n_half = n // 2
    low = max(hub_low * n_half, pair.low_bytes_per_s * n_half * (n - n_half))
    cut = bisection_high(base.finer, low, _n_orders(flows))
    cut_high = np.inf if cut is None else float(cut.capacity_bytes_per_s)
    if not is_closed(low, cut_high) and len(sources) > 1 and flows.n_vars <= MAX_HALF_VARS:
        low = max(low, bisection_low(flows, TIME_LIMIT_S))
    low, cut_high, method = _closed_by_theorem(base.finer, low, cut_high)
    low = whole_links_low(low, int(np.gcd.reduce(base.orbits.unit_bytes_per_s)))
    injection_low = float(own.min())
    caps = (
        Ceiling(injection_low, worded("injection of the weakest endpoint")),
        Ceiling(cut_high / n_half, worded("bisection over half the endpoints"), cut),
    )
    ceiling = worst_ceiling(flows, pair, hub_low, caps)
    diameter, mean = _hops(sources, n)
    ecmp, wcmp = (split_rate(base, sources, pair_demand(sources), split) for split in Split)
    return FabricNumbers(
        n,
        totals.endpoint_family,
        totals.injection_bytes_per_s,
        totals.injection_total_bytes_per_s,
        between(low, cut_high if np.isfinite(cut_high) else None, method),
        totals.throughput_all_to_all_bytes_per_s,
        between(
            min(hub_low, ceiling.bytes_per_s),
            ceiling.bytes_per_s,
            worded("hub bound; at most the {witness}", witness=ceiling.witness),
        ),
        _split_estimate(ecmp, n, Split.PER_LINK),
        _split_estimate(wcmp, n, Split.BY_CAPACITY),
        totals.oversubscription,
        diameter,
        mean,
        cut,
        link_loads(flows, pair, ecmp, wcmp),
    )


def _n_orders(flows: FlowSpace) -> int:
    # Orderings that are tried for a cut: fewer where each takes long.
    n_cells = max(flows.base.finer.fold.n_cells, *(source.fold.n_cells for source in flows.sources))
    return min(MAX_ORDERS, max(MIN_ORDERS, MAX_ORDER_CELLS // n_cells))


def _closed_by_theorem(base: BaseFold, low: float, high: float) -> tuple[float, float, str]:
    # Bounds on the bisection, tightened where they are open by what is known of heads, of the
    # intact fabric and of products.
    method = worded("hub bound and least structural half split with a minimum cut")
    if is_closed(low, high):
        return low, high, method
    headed = head_bisection(base)
    if headed is not None and headed > low:
        return float(headed), high, HEAD_METHOD
    n_endpoints = int(base.fold.cell_size[base.is_endpoint].sum())
    damaged = half_cut_low(base.space, n_endpoints, evaluate_space)
    if damaged > low:
        return damaged, high, DAMAGED_METHOD
    spaces = product_factors(base.space)
    if not spaces:
        return low, high, method
    bounds = cut_bounds(factors_of(spaces, evaluate_space))
    if bounds.low_bytes_per_s > low:
        return bounds.low_bytes_per_s, min(high, bounds.high_bytes_per_s), bounds.method
    return low, min(high, bounds.high_bytes_per_s), method


def _pair_rate(flows: FlowSpace) -> PairRate:
    if flows.n_vars <= MAX_LP_VARS:
        found = all_to_all(flows, TIME_LIMIT_S)
        if found is not None:
            return found
    note(
        worded(
            "all-to-all: {n_vars:,} flow variables, shortest paths instead of a program",
            n_vars=flows.n_vars,
        )
    )
    return shortest_path_rate(flows)


def _hub_low(flows: FlowSpace, pair: PairRate, injection_low: float) -> float:
    # Worst-case throughput that is certain: the hub bound, or two-phase routing of all-to-all.
    low = pair.low_bytes_per_s * flows.n_endpoints / 2
    if flows.n_vars > MAX_LP_VARS:
        return low
    if flows.base.fold.n_cells == 1 and is_closed(pair.low_bytes_per_s, pair.high_bytes_per_s):
        # All vertices are alike, so they are hubs alike, and that is two-phase routing.
        return low
    top = top_hubs_low(flows)
    if top is not None and is_closed(top.low_bytes_per_s, injection_low):
        return max(low, top.low_bytes_per_s)
    hub = worst_case_low(flows, TIME_LIMIT_S)
    return low if hub is None else max(low, hub.low_bytes_per_s)
