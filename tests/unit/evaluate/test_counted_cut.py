"""Half cuts by trying every choice: mixed-integer programs and enumeration agree."""

from __future__ import annotations

import numpy as np
import pytest

from designer.evaluate.counted_cut import least_half_cut
from designer.evaluate.cut_kernel import cut_kernel
from tests.oracle.networks import (
    UNIT,
    dragonfly,
    fat_tree,
    leaf_spine,
    network_of,
    random_graph,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.reference import PlainGraph, bisection, bisection_by_enumeration

GRAPHS = [
    torus(3, 5),
    torus(4, 4),
    dragonfly(2, 1, 2),
    fat_tree(4),
    leaf_spine(5, 3, 3, 0.5),
    without_links(leaf_spine(5, 3, 3, 0.5), 2, 1),
    random_regular(3, 14, 1),
]


def check(graph: PlainGraph) -> None:
    network = network_of(graph)
    found = least_half_cut(network, lambda: False)
    assert found is not None
    least = bisection(graph)
    assert found.capacity_bytes_per_s == pytest.approx(least * UNIT, rel=1e-12)
    side = found.is_first
    n_first = int(side[list(graph.endpoints)].sum())
    assert n_first in {len(graph.endpoints) // 2, -(-len(graph.endpoints) // 2)}
    cut = sum(c for a, b, c in graph.links if side[a] != side[b])
    assert cut * UNIT == pytest.approx(found.capacity_bytes_per_s, rel=1e-12)


@pytest.mark.parametrize("seed", range(80))
def test_that_random_graphs_with_tails_and_twins_have_their_least_half_cut(seed: int) -> None:
    check(random_graph(seed))


@pytest.mark.parametrize("graph", GRAPHS)
def test_that_regular_and_broken_graphs_have_their_least_half_cut(graph: PlainGraph) -> None:
    check(graph)


def test_that_the_least_half_cut_of_endpoints_alone_is_that_of_all_splits() -> None:
    for seed in range(4):
        graph = random_regular(4, 11 + seed % 2, seed) if seed % 2 else torus(3, 3)
        found = least_half_cut(network_of(graph), lambda: False)
        assert found is not None
        assert found.capacity_bytes_per_s == bisection_by_enumeration(graph) * UNIT


def test_that_adapters_and_tails_are_taken_away_and_twins_counted_together() -> None:
    # Three heads of two endpoints each, every endpoint behind an adapter, and two equal spines.
    links = [(h, 3 + s, 1.0) for h in range(3) for s in range(2)]
    links += [(5 + e, e // 2, 1.0) for e in range(6)]
    links += [(11 + e, 5 + e, 2.0) for e in range(6)]
    graph = PlainGraph(17, tuple(links), tuple(range(11, 17)))
    kernel = cut_kernel(network_of(graph))
    assert [len(one.members) for one in kernel.counted] == [3]
    assert [len(one.members) for one in kernel.free] == [2]
    assert kernel.n_choices == 4
    check(graph)


def test_that_a_large_fabric_of_twins_is_counted_and_one_of_unlike_switches_is_not() -> None:
    broken = without_links(leaf_spine(33, 16, 16), 3, 1)
    found = least_half_cut(network_of(broken), lambda: False)
    assert found is not None
    # 264 endpoints a side: 16 heads of 16 and 8 of one that is parted, less the links that failed.
    assert found.capacity_bytes_per_s <= least_of_leaf_spine(33, 16, 16) * UNIT
    assert least_half_cut(network_of(random_regular(4, 64, 1)), lambda: False) is None


def least_of_leaf_spine(n_leaves: int, n_spines: int, n_hosts: int) -> float:
    half = n_leaves * n_hosts // 2
    return min(
        n_spines * min(n, n_leaves - n) + abs(n_hosts * n - half) for n in range(n_leaves + 1)
    )


def test_that_an_intact_odd_leaf_spine_is_the_least_over_its_heads() -> None:
    found = least_half_cut(network_of(leaf_spine(33, 16, 16)), lambda: False)
    assert found is not None
    assert found.capacity_bytes_per_s == least_of_leaf_spine(33, 16, 16) * UNIT


def test_that_counting_ends_when_nobody_waits_for_it() -> None:
    assert least_half_cut(network_of(torus(3, 5)), lambda: True) is None


def test_that_one_endpoint_has_no_halves() -> None:
    graph = PlainGraph(2, ((0, 1, 1.0),), (0,))
    assert least_half_cut(network_of(graph), lambda: False) is None


def test_that_capacities_of_any_unit_are_counted_in_whole_numbers() -> None:
    graph = torus(3, 3)
    network = network_of(graph)
    slow = type(network)(
        network.weight,
        network.n_crossings,
        network.a_ix,
        network.b_ix,
        np.full(network.n_links, 12_345_679, dtype=np.int64),
        network.n_parallel,
        network.class_ix,
    )
    found = least_half_cut(slow, lambda: False)
    assert found is not None
    assert found.capacity_bytes_per_s == int(bisection_by_enumeration(graph)) * 12_345_679
