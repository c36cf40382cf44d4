"""Loads of random shortest-path trees: what arrives is all of it, over shortest paths only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from designer.evaluate import flat_numbers, tree_routing
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.tree_routing import tree_loads
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.drawn import drawn
from tests.oracle.networks import (
    UNIT,
    fat_tree,
    leaf_spine,
    network_of,
    random_graph,
    random_regular,
    torus,
)
from tests.oracle.reference import PlainGraph, all_to_all_per_pair
from tests.oracle.routing import depths


def never() -> bool:
    return False


@pytest.mark.parametrize("seed", range(12))
def test_that_the_rate_of_the_trees_is_below_that_of_the_full_program(seed: int) -> None:
    graph = (random_graph(seed), random_regular(3, 12, seed), torus(4, 3), fat_tree(4))[seed % 4]
    network = network_of(graph)
    load = tree_loads(network, never, seed)
    assert load is not None
    rate = 1.0 / float((load / network.capacity_bytes_per_s).max()) / UNIT
    assert 0 < rate <= all_to_all_per_pair(graph) * (1 + 1e-7)


@pytest.mark.parametrize("seed", range(8))
def test_that_every_pair_goes_over_as_many_links_as_its_distance(seed: int) -> None:
    graph = (random_graph(seed), random_regular(4, 14, seed))[seed % 2]
    weight = np.zeros(graph.n, dtype=np.int64)
    weight[list(graph.endpoints)] = np.arange(len(graph.endpoints)) % 3 + 1
    network = replace(network_of(graph), weight=weight)
    load = tree_loads(network, never, seed)
    assert load is not None
    links = PlainGraph(graph.n, tuple((a, b, 1.0) for a, b, _ in graph.links), graph.endpoints)
    total = sum(
        float(weight[s] * weight[t]) * depths(links, t)[s]
        for t in graph.endpoints
        for s in graph.endpoints
        if s != t
    )
    # Both directions carry the mean, so that a link counts twice.
    assert 2 * float(load.sum()) == pytest.approx(total, rel=1e-12)


def test_that_a_tree_has_the_loads_that_no_draw_changes() -> None:
    network = network_of(PlainGraph(4, ((0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)), (0, 1, 2, 3)))
    for seed in range(3):
        load = tree_loads(network, never, seed)
        assert load is not None
        assert load.tolist() == [3.0, 4.0, 3.0]


def test_that_blocks_of_roots_and_vertices_of_unlike_degree_change_nothing_that_is_owed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = network_of(leaf_spine(5, 3, 4))
    whole = tree_loads(network, never)
    monkeypatch.setattr(tree_routing, "N_COLUMNS", 3)
    parts = tree_loads(network, never)
    assert whole is not None
    assert parts is not None
    assert float(parts.sum()) == float(whole.sum())
    # What hangs on a leaf is fixed; which spine it takes is drawn.
    hung = network.weight[network.a_ix] + network.weight[network.b_ix] > 0
    assert parts[hung].tolist() == whole[hung].tolist() == [19.0] * 20


def test_that_what_is_too_large_or_not_wanted_any_more_gives_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = network_of(random_regular(4, 14, 1))
    assert tree_loads(network, lambda: True) is None
    monkeypatch.setattr(tree_routing, "MAX_DEGREE", 3)
    assert tree_loads(network, never) is None
    monkeypatch.undo()
    monkeypatch.setattr(tree_routing, "MAX_DISTANCE", 1)
    assert tree_loads(network, never) is None


def test_that_a_large_fabric_has_a_lower_bound_before_its_hops_are_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flat_numbers, "MIN_TREE_STEPS", 0)
    monkeypatch.setattr("designer.evaluate.orbit_lp.MAX_VARS", 0)
    graph = random_regular(4, 30, 2)
    fabric = flat_fabric(build_class_graph(drawn(graph)), FabricId("scale-up"))
    rates = [
        (one.throughput_all_to_all_bytes_per_s, one.diameter_hops)
        for one in flat_numbers.flat_numbers(fabric, never)
    ]
    first = next(rate for rate, _ in rates if rate is not None and rate.low is not None)
    assert first.method == "a random shortest path for each pair"
    assert next(hops for rate, hops in rates if rate is first) is None
    exact = all_to_all_per_pair(graph) * UNIT * 29
    assert first.low is not None
    assert 0.5 * exact < first.low <= exact * (1 + 1e-9)
