"""Soft routing: every pass brackets the optimum of the full program."""

from itertools import pairwise

import numpy as np
import pytest

from designer.evaluate.length_bounds import arc_count_bound, length_bound
from designer.evaluate.local_cuts import group_cuts, pair_rate_high, subtrees, vertex_tiers
from designer.evaluate.routing_problem import all_to_all_demand, routing_problem
from designer.evaluate.soft_routing import PassBounds, Way, route, soft_routing
from designer.topology.reduce import reduced
from designer.topology.refine import find_symmetries, marked
from tests.oracle.networks import (
    UNIT,
    dragonfly,
    fat_tree,
    network_of,
    random_graph,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.reference import PlainGraph, all_to_all_per_pair


def _never() -> bool:
    return False


def _passes(graph: PlainGraph, n: int, *, by_orbits: bool = False) -> list[PassBounds]:
    instance = reduced(network_of(graph), keeps_distances=True)
    if instance.network.n_vertices == 1:
        assert instance.cap_bytes_per_s is not None
        cap = float(instance.cap_bytes_per_s)
        return [PassBounds(cap, cap, np.zeros(0), 1)]
    group = find_symmetries(marked(instance.network), (), _never) if by_orbits else None
    problem = routing_problem(instance, group)
    high = np.inf if instance.cap_bytes_per_s is None else float(instance.cap_bytes_per_s)
    found = []
    for one in soft_routing(problem, np.inf, _never):
        found.append(one._replace(
            low_bytes_per_s=min(one.low_bytes_per_s, high),
            high_bytes_per_s=min(one.high_bytes_per_s, high),
        ))  # fmt: skip
        if len(found) == n:
            break
    return found


GRAPHS = [
    torus(5, 4),
    without_links(torus(4, 4), 3, 2),
    dragonfly(3, 1),
    random_regular(4, 16, 1),
    without_links(fat_tree(4), 2, 1),
    *(random_graph(seed) for seed in range(25)),
]


@pytest.mark.parametrize("graph", GRAPHS)
def test_that_every_pass_brackets_the_optimum_and_only_narrows(graph: PlainGraph) -> None:
    truth = all_to_all_per_pair(graph)
    found = _passes(graph, 12)
    for one in found:
        assert one.low_bytes_per_s / UNIT <= truth * (1 + 1e-9)
        assert one.high_bytes_per_s / UNIT >= truth * (1 - 1e-9)
    for before, after in pairwise(found):
        assert after.low_bytes_per_s >= before.low_bytes_per_s
        assert after.high_bytes_per_s <= before.high_bytes_per_s
    assert found[-1].low_bytes_per_s / UNIT > 0.7 * truth


def test_that_one_root_per_orbit_gives_the_bounds_of_all_roots() -> None:
    graph = torus(6, 4)
    whole, orbits = _passes(graph, 6), _passes(graph, 6, by_orbits=True)
    truth = all_to_all_per_pair(graph)
    for one in orbits:
        assert one.low_bytes_per_s / UNIT <= truth * (1 + 1e-9)
        assert one.high_bytes_per_s / UNIT >= truth * (1 - 1e-9)
    assert orbits[-1].gap_ratio <= whole[-1].gap_ratio + 0.02


@pytest.mark.parametrize("n_detour", [None, 1, 3])
def test_that_a_routing_carries_the_whole_demand(n_detour: int | None) -> None:
    # On a path every routing is the same: the load of a link is the product of its two sides.
    n = 7
    graph = PlainGraph(n, tuple((v, v + 1, 1.0) for v in range(n - 1)), tuple(range(n)))
    instance = reduced(network_of(torus(3, 3)), keeps_distances=True)
    problem = routing_problem(instance)
    load = route(problem, all_to_all_demand(problem), Way(np.ones(18), n_detour), _never)
    assert load is not None
    arcs = sum(_shortest(torus(3, 3)))
    assert load.sum() * 2 == pytest.approx(arcs) if n_detour is None else load.sum() * 2 >= arcs
    assert pair_rate_high(group_cuts(network_of(graph), np.array([0] * 3 + [1] * 4)), n) == (
        pytest.approx(UNIT / 12)
    )


def _shortest(graph: PlainGraph) -> list[int]:
    found = []
    for s in range(graph.n):
        seen, level, depth = {s}, {s}, 0
        while level:
            depth += 1
            level = {b for a, b, _ in graph.arcs if a in level} - seen
            seen |= level
            found += [depth] * len(level)
    return found


@pytest.mark.parametrize("graph", GRAPHS[:5])
def test_that_any_lengths_are_an_upper_bound(graph: PlainGraph) -> None:
    truth = all_to_all_per_pair(graph)
    instance = reduced(network_of(graph), keeps_distances=True)
    problem = routing_problem(instance)
    rng = np.random.default_rng(1)
    for _ in range(5):
        length = rng.random(instance.network.n_links) + 0.01
        assert length_bound(problem, length, _never) / UNIT >= truth * (1 - 1e-9)
    ones = np.ones(instance.network.n_links)
    counted = arc_count_bound(problem, _never)
    assert length_bound(problem, ones, _never) == pytest.approx(counted)


@pytest.mark.parametrize("graph", [without_links(fat_tree(4), 2, 1), fat_tree(4)])
def test_that_local_cuts_are_an_upper_bound(graph: PlainGraph) -> None:
    network = network_of(graph)
    truth = all_to_all_per_pair(graph)
    labels = list(subtrees(network, vertex_tiers(network)))
    assert len(labels) == 3
    for label in labels:
        cuts = group_cuts(network, label)
        assert pair_rate_high(cuts, network.n_endpoints) / UNIT >= truth * (1 - 1e-9)


def test_that_it_stops_when_it_is_cancelled() -> None:
    problem = routing_problem(reduced(network_of(random_regular(4, 40, 1))))
    assert list(soft_routing(problem, np.inf, lambda: True)) == []
