"""Bit-parallel search against a plain one."""

import numpy as np
import pytest

from designer.evaluate.partition import contracted
from designer.topology.reach import (
    UNREACHED,
    alike_endpoints,
    distances,
    held_hop_counts,
    hop_counts,
)
from designer.topology.sparse import make_network
from tests.oracle.networks import dragonfly, leaf_spine, network_of, random_graph, torus
from tests.oracle.reference import PlainGraph, hops


def _plain_distance(graph: PlainGraph, root: int) -> list[int]:
    found = [UNREACHED] * graph.n
    found[root], level, depth = 0, {root}, 0
    while level:
        depth += 1
        level = {b for a, b, _ in graph.arcs if a in level and found[b] == UNREACHED}
        for v in level:
            found[v] = depth
    return found


@pytest.mark.parametrize("graph", [torus(5, 4), dragonfly(4, 2), torus(9, 9), leaf_spine(3, 2, 2)])
def test_that_distances_are_those_of_a_plain_search(graph: PlainGraph) -> None:
    found = distances(network_of(graph), np.arange(graph.n))
    for root in range(graph.n):
        assert found[:, root].tolist() == _plain_distance(graph, root)


@pytest.mark.parametrize("seed", range(20))
def test_that_hops_are_those_of_the_reference(seed: int) -> None:
    graph = random_graph(seed)
    network = network_of(graph)
    found = hop_counts(network, *alike_endpoints(network), lambda: False)
    assert found is not None
    n = len(graph.endpoints)
    longest, mean = hops(graph, [1] * graph.n)
    assert found.diameter_hops == longest
    assert found.total_hops / (n * (n - 1)) == pytest.approx(mean)


@pytest.mark.parametrize("graph", [torus(5, 4), leaf_spine(3, 2, 4), dragonfly(3, 1, 2)])
def test_that_hops_of_merged_endpoints_are_those_of_single_ones(graph: PlainGraph) -> None:
    network = network_of(graph)
    whole = contracted(network)
    hung = np.zeros(whole.network.n_vertices, dtype=bool)
    hung[whole.parent_ix[whole.hanging_ix]] = True
    ends = np.flatnonzero(whole.network.weight > 0)
    one_each = np.ones(len(ends), dtype=np.int64)
    merged = held_hop_counts(whole.network, ends, one_each, lambda: False, is_hung_on=hung)
    assert merged == hop_counts(network, *alike_endpoints(network), lambda: False)


def test_that_adapters_are_passed_without_counting() -> None:
    # 0 - adapter 1 - switch 2 - adapter 3 - 4: one hop.
    ends = (np.array([0, 1, 2, 3]), np.array([1, 2, 3, 4]))
    network = make_network(
        np.array([1, 0, 0, 0, 1]),
        ends,
        np.full(4, 10**9),
        n_crossings=np.array([1, 0, 1, 0, 1]),
    )
    found = hop_counts(network, *alike_endpoints(network), lambda: False)
    assert found is not None
    assert (found.diameter_hops, found.total_hops) == (1, 2)


def test_that_a_part_that_is_not_connected_is_not_reached() -> None:
    network = make_network(np.array([1, 1, 1]), (np.array([0]), np.array([1])), np.array([1]))
    assert distances(network, np.array([0])).ravel().tolist() == [0, 1, UNREACHED]
