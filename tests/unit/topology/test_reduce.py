"""Reductions keep the all-to-all rate, against the full program on the whole graph."""

from time import process_time

import numpy as np
import pytest

from designer.evaluate.orbit_lp import orbit_flows, orbit_rate
from designer.evaluate.routing_problem import routing_problem
from designer.topology.reduce import reduced, twin_reduced
from tests.oracle.networks import (
    UNIT,
    fat_tree,
    leaf_spine,
    network_of,
    random_graph,
    torus,
    without_links,
)
from tests.oracle.reference import PlainGraph, all_to_all_per_pair


def _rate(graph: PlainGraph, *, keeps_distances: bool) -> float:
    instance = reduced(network_of(graph), keeps_distances=keeps_distances)
    cap = np.inf if instance.cap_bytes_per_s is None else float(instance.cap_bytes_per_s)
    if instance.network.n_vertices == 1:
        return cap / UNIT
    flows = orbit_flows(routing_problem(instance), None, lambda: False)
    assert flows is not None
    found = orbit_rate(flows, 10.0, lambda: False)
    assert found is not None
    assert found[1] == pytest.approx(found[0], rel=1e-9)
    return min(cap, found[0]) / UNIT


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("keeps_distances", [False, True])
def test_that_a_reduced_random_graph_has_the_rate_of_the_whole(
    seed: int, *, keeps_distances: bool
) -> None:
    graph = random_graph(seed)
    rate = _rate(graph, keeps_distances=keeps_distances)
    assert rate == pytest.approx(all_to_all_per_pair(graph), rel=1e-7)


@pytest.mark.parametrize(
    "graph",
    [
        fat_tree(4),
        leaf_spine(4, 3, 3),
        leaf_spine(3, 2, 4, uplink=0.5),
        without_links(fat_tree(4), 2, 1),
        without_links(leaf_spine(4, 2, 2), 1, 5),
    ],
)
def test_that_a_reduced_clos_has_the_rate_of_the_whole(graph: PlainGraph) -> None:
    assert _rate(graph, keeps_distances=False) == pytest.approx(
        all_to_all_per_pair(graph), rel=1e-7
    )


def test_that_pairs_that_turn_around_at_a_switch_keep_its_links() -> None:
    # Two endpoints on the same two switches; behind each switch hangs another one. Taking that
    # dead end out must not take the switch out with it.
    links = ((0, 2, 1.0), (1, 2, 1.0), (2, 4, 3.0), (0, 3, 0.5), (1, 3, 0.5), (3, 5, 3.0))
    assert _rate(PlainGraph(6, links, (0, 1)), keeps_distances=False) == pytest.approx(1.5)


def test_that_an_intact_fat_tree_of_any_size_is_solved_without_a_program() -> None:
    instance = reduced(network_of(fat_tree(12)))
    assert instance.network.n_vertices == 1
    assert instance.cap_bytes_per_s is not None
    n = 12**3 // 4
    assert float(instance.cap_bytes_per_s) * (n - 1) == pytest.approx(UNIT)


def test_that_vertices_with_unlike_capacities_are_no_twins() -> None:
    graph = PlainGraph(4, ((0, 2, 1.0), (0, 3, 1.0), (1, 2, 1.0), (1, 3, 2.0)), (2, 3))
    assert twin_reduced(network_of(graph)).network.n_vertices == 4


def test_that_a_torus_has_nothing_to_merge() -> None:
    assert reduced(network_of(torus(4, 5))).network.n_vertices == 20


def test_that_a_long_line_of_switches_becomes_one_link_in_time() -> None:
    n = 16_000
    links = [(v, v + 1, 2.0 + v % 3) for v in range(n)]
    start = process_time()
    instance = reduced(network_of(PlainGraph(n + 1, tuple(links), (0, n))))
    assert process_time() - start < 4
    assert instance.network.n_vertices == 1
    assert instance.cap_bytes_per_s == 2 * UNIT
