"""Witnesses of fabrics that are computed copy by copy, or by detours: routing, lengths and a cut.

Everything is over single links, so that it can be checked by sums over them. What the program
says and the file does not prove is named in ``unproved``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from designer.errors.tree import EvaluationError
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.counted_cut import COUNTED_METHOD
from designer.evaluate.flat_network import flat_fabric, without_unreached
from designer.evaluate.length_bounds import length_bound
from designer.evaluate.orbit_lp import delivering_flow, orbit_flows
from designer.evaluate.partition import contracted
from designer.evaluate.routing_problem import routing_problem
from designer.evaluate.soft_routing import averaged_flows
from designer.topology.reduce import whole_instance

if TYPE_CHECKING:
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.partition import Contraction
    from designer.evaluate.routing_problem import RoutingProblem
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import FloatArray

MAX_LISTED_LINKS: Final = 20_000
"""Most linked pairs of a fabric that is listed link by link."""
MAX_FLOW_VALUES: Final = 300_000
"""Most heads times arcs of a routing that is written."""
LP_TIME_LIMIT_S: Final = 20.0
"""Longest time of the program that finds a routing. [s]"""
N_PASSES: Final = 24
"""Passes of soft routing where there is no program."""


def copies_witness(
    graph: ClassGraph, fabric_id: FabricId, numbers: FabricNumbers
) -> dict[str, Any] | None:
    """Return the witness of a fabric copy by copy.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    numbers
        What the program says of it.

    Returns
    -------
    dict[str, Any] | None
        Plain data; ``None`` if the fabric is too large to be listed, or has no numbers.
    """
    try:
        fabric = flat_fabric(graph, fabric_id)
    except EvaluationError:
        return None
    if numbers.problem or fabric.network.n_links > MAX_LISTED_LINKS:
        return None
    fabric = without_unreached(fabric)
    network = fabric.network
    whole = contracted(network)
    problem = routing_problem(whole_instance(whole.network))
    found: dict[str, Any] = {"flat": _listing(fabric), "parent": whole.parent_ix.tolist()}
    low, length = 0.0, None
    if len(problem.root_ix) * 2 * whole.network.n_links <= MAX_FLOW_VALUES:
        found["routing"], low, length = _routing(whole, problem)
    length, high = _lengths(whole, problem, found.get("routing"), length)
    found["link_length"] = length.tolist()
    found |= _cut(fabric, numbers)
    found["unproved"] = _unproved(fabric, numbers, (low, high), found)
    return {"copies": found}


def _listing(fabric: FlatFabric) -> dict[str, Any]:
    network = fabric.network
    columns = (network.a_ix, network.b_ix, network.capacity_bytes_per_s)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {
        "vertices": [fabric.path(v) for v in range(network.n_vertices)],
        "endpoints": np.flatnonzero(network.weight > 0).tolist(),
        "links": [list(row) for row in rows],
        "n_links": network.n_parallel.tolist(),
    }


def _routing(
    whole: Contraction, problem: RoutingProblem
) -> tuple[dict[str, Any], float, FloatArray | None]:
    # Flow from every head, the rate of a pair that it carries, and lengths if a program ran.
    network = whole.network
    arcs = network.arcs
    capacity = network.capacity_bytes_per_s.astype(np.float64)
    flows = orbit_flows(problem, None, lambda: False)
    answer = None if flows is None else delivering_flow(flows, LP_TIME_LIMIT_S)
    per_head = averaged_flows(problem, N_PASSES) if answer is None else answer[0]
    load = np.bincount(arcs.link_ix, per_head.sum(axis=0), network.n_links) / 2
    peak = float((load / capacity).max(initial=0.0))
    rate = 1.0 / peak if peak > 0 else np.inf
    n_others = whole.original.n_endpoints - 1
    if len(whole.access_bytes_per_s):
        rate = min(rate, whole.least_access_bytes_per_s / n_others)
    rate *= 1.0 - 1e-12
    heads = [[[int(a), float(row[a] * rate)] for a in np.flatnonzero(row > 0)] for row in per_head]
    pairs = zip(arcs.from_ix.tolist(), arcs.to_ix.tolist(), strict=True)
    found = {
        "pair_low_bytes_per_s": rate,
        "heads": problem.root_ix.tolist(),
        "arcs": [list(pair) for pair in pairs],
        "flow_bytes_per_s": heads,
    }
    return found, rate, None if answer is None else answer[1]


def _lengths(
    whole: Contraction,
    problem: RoutingProblem,
    routing: dict[str, Any] | None,
    length: FloatArray | None,
) -> tuple[FloatArray, float]:
    # Lengths that prove the least upper bound among some: hops, those of a program, full links,
    # and the links around the tightest vertex.
    network, original = whole.network, whole.original
    candidates = [np.ones(network.n_links)]
    if length is not None:
        candidates.append(length)
    if routing is not None:
        load = np.zeros(network.n_links)
        for row in routing["flow_bytes_per_s"]:
            for arc, amount in row:
                load[network.arcs.link_ix[arc]] += amount / 2
        fill = load / network.capacity_bytes_per_s
        candidates += [
            np.maximum(np.exp(sharpness * (fill / fill.max() - 1.0)), 1e-9)
            / network.capacity_bytes_per_s
            for sharpness in (10.0, 100.0, 1000.0)
            if fill.max() > 0
        ]
    ends = np.flatnonzero(network.weight > 0)
    degree = network.degree_bytes_per_s[ends] / (
        network.weight[ends] * (network.n_endpoints - network.weight[ends])
    ).clip(min=1)
    tightest = int(ends[np.argmin(degree)])
    around = (network.a_ix == tightest) | (network.b_ix == tightest)
    candidates.append(np.where(around, 1.0, 1e-12))
    bounds = [length_bound(problem, one, lambda: False) for one in candidates]
    best = int(np.argmin(bounds))
    found: FloatArray = np.zeros(original.n_links)
    place = {
        tuple(sorted(pair)): ix
        for ix, pair in enumerate(zip(network.a_ix.tolist(), network.b_ix.tolist(), strict=True))
    }
    ends_of = (whole.parent_ix[original.a_ix].tolist(), whole.parent_ix[original.b_ix].tolist())
    for ix, pair in enumerate(zip(*ends_of, strict=True)):
        if pair[0] != pair[1]:
            found[ix] = candidates[best][place[tuple(sorted(pair))]]
    return found, bounds[best]


def _cut(fabric: FlatFabric, numbers: FabricNumbers) -> dict[str, Any]:
    cut = numbers.bisection_cut
    if not isinstance(cut, CopyCut):
        return {}
    side = {cut.fabric.path(v): int(not one) for v, one in enumerate(cut.is_first)}
    paths = [fabric.path(v) for v in range(fabric.network.n_vertices)]
    if any(path not in side for path in paths):
        return {}
    return {
        "cut": {
            "capacity_bytes_per_s": cut.capacity_bytes_per_s,
            "side_of_vertex": [side[path] for path in paths],
        }
    }


def _unproved(
    fabric: FlatFabric,
    numbers: FabricNumbers,
    pair: tuple[float, float],
    found: dict[str, Any],
) -> list[str]:
    # Ends of numbers that the file does not prove.
    network, n = fabric.network, fabric.network.n_endpoints
    n_half = n // 2
    injection = float(network.degree_bytes_per_s[network.weight > 0].min())
    low, high = pair
    cut = found["cut"]["capacity_bytes_per_s"] if "cut" in found else np.inf
    all_high = min(high * (n - 1), injection)
    stated = numbers.bisection_bytes_per_s
    is_counted = stated is not None and str(stated.method) == str(COUNTED_METHOD)
    cut_low = max(low * n_half * (n - n_half), float(cut) if is_counted else 0.0)
    proved = {
        "bisection_bytes_per_s": (cut_low, cut),
        "throughput_all_to_all_bytes_per_s": (low * (n - 1), all_high),
        "throughput_worst_case_bytes_per_s": (
            low * n / 2,
            min(cut / n_half, injection, all_high),
        ),
    }
    missing: list[str] = []
    for name, (least, most) in proved.items():
        one = getattr(numbers, name)
        if one is not None and one.low is not None and one.low > least * (1 + 1e-9):
            missing.append(f"{name} low")
        if one is not None and one.high is not None and one.high < most * (1 - 1e-9):
            missing.append(f"{name} high")
    for name in ("throughput_ecmp_bytes_per_s", "throughput_wcmp_bytes_per_s"):
        one = getattr(numbers, name)
        if one is not None and one.low is None:
            missing.append(name)
    return missing
