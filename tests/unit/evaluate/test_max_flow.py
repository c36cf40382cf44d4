"""Minimum cuts through scipy, against networkx and against augmenting paths."""

from __future__ import annotations

from random import Random
from typing import Any

import networkx as nx
import pytest

from designer.evaluate import minimum_cut as cuts
from designer.evaluate.max_flow import fast_minimum_cut
from designer.evaluate.minimum_cut import minimum_cut


def random_arcs(seed: int, unit: int) -> tuple[int, list[tuple[int, int, int]]]:
    rng = Random(seed)  # noqa: S311 - the same graph in every run
    n = rng.randrange(4, 14)
    arcs = []
    for _ in range(rng.randrange(2 * n, 5 * n)):
        a, b, c = rng.randrange(n), rng.randrange(n), rng.randrange(9) * unit
        arcs += [(a, b, c), (b, a, c)]
    return n, arcs


@pytest.mark.parametrize("seed", range(40))
def test_that_both_ways_find_the_same_side_and_networkx_the_same_capacity(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    n, arcs = random_arcs(seed, 50_000_000_000)
    sets = ({0}, {n - 1}) if seed % 2 else ({0, 1}, {n - 1, n - 2})
    plain = minimum_cut(n, arcs, *sets)
    monkeypatch.setattr(cuts, "MAX_PLAIN_VERTICES", 0)
    fast = minimum_cut(n, arcs, *sets)
    assert fast == plain
    graph: Any = nx.DiGraph()
    graph.add_nodes_from([*range(n), "s", "t"])
    for a, b, c in arcs:
        before = graph.edges[a, b]["capacity"] if graph.has_edge(a, b) else 0
        graph.add_edge(a, b, capacity=before + c)
    for v in sets[0]:
        graph.add_edge("s", v)
    for v in sets[1]:
        graph.add_edge(v, "t")
    assert nx.maximum_flow_value(graph, "s", "t") == fast[0]


def test_that_capacities_too_large_to_count_are_left_to_the_other_way() -> None:
    arcs = [(0, 1, 2**40 + 1), (1, 2, 2**40)]
    assert fast_minimum_cut(3, arcs, 0, 2) is None
    assert fast_minimum_cut(3, [(0, 1, 3 * 2**40), (1, 2, 2**41)], 0, 2) == (
        2**41,
        [True, True, False],
    )


def test_that_no_arcs_are_no_flow_problem() -> None:
    assert fast_minimum_cut(2, [], 0, 1) is None
