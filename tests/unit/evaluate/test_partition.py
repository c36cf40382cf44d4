"""Balanced cuts: halves of endpoints, one direction, and bounds that the optimum respects."""

import numpy as np
import pytest

from designer.evaluate.partition import (
    balanced_cut,
    contracted,
    halves_of_order,
    halves_of_values,
    improved,
)
from designer.evaluate.spectral import fiedler_vector, spectral_low
from tests.oracle.networks import (
    UNIT,
    dragonfly,
    leaf_spine,
    network_of,
    random_graph,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.reference import PlainGraph, bisection

GRAPHS = [
    torus(4, 4),
    torus(5, 3),
    dragonfly(3, 1),
    random_regular(3, 14, 1),
    random_regular(4, 15, 2),
    leaf_spine(3, 2, 3),
    without_links(leaf_spine(4, 2, 2), 1, 1),
]


def _best(graph: PlainGraph) -> tuple[int, int, int]:
    network = network_of(graph)
    whole = contracted(network)
    order = np.array(graph.endpoints)
    cuts = [improved(whole, halves_of_order(whole, order), lambda: False)]
    vector = fiedler_vector(whole.network)
    if vector is not None:
        cuts.append(improved(whole, halves_of_values(whole.network, vector), lambda: False))
    best = min(cuts, key=lambda cut: cut.capacity_bytes_per_s)
    # The witness, counted link by link.
    side = best.is_first
    plain = sum(c for a, b, c in graph.links if side[a] != side[b])
    assert best.capacity_bytes_per_s == round(plain * UNIT)
    assert best.n_first == sum(bool(side[v]) for v in graph.endpoints)
    return best.capacity_bytes_per_s, best.n_first, best.n_second


@pytest.mark.parametrize("graph", GRAPHS)
def test_that_moves_find_the_bisection_of_small_graphs(graph: PlainGraph) -> None:
    capacity, n_first, n_second = _best(graph)
    assert abs(n_first - n_second) <= 1
    assert capacity / UNIT == pytest.approx(bisection(graph))


@pytest.mark.parametrize("seed", range(40))
def test_that_no_cut_is_below_the_optimum_or_out_of_balance(seed: int) -> None:
    graph = random_graph(seed)
    capacity, n_first, n_second = _best(graph)
    assert abs(n_first - n_second) <= 1
    assert capacity / UNIT >= bisection(graph) - 1e-9


@pytest.mark.parametrize("graph", [*GRAPHS, *(random_graph(seed) for seed in range(30))])
def test_that_the_spectral_bound_is_below_the_optimum(graph: PlainGraph) -> None:
    assert spectral_low(network_of(graph)) / UNIT <= bisection(graph) + 1e-9


def test_that_the_spectral_bound_is_met_by_a_ring_of_cliques_and_not_vacuous() -> None:
    complete = PlainGraph(
        8, tuple((a, b, 1.0) for b in range(8) for a in range(b)), tuple(range(8))
    )
    assert spectral_low(network_of(complete)) / UNIT == pytest.approx(16.0, rel=1e-6)
    assert spectral_low(network_of(torus(4, 4))) / UNIT == pytest.approx(8.0, rel=1e-6)


def test_that_endpoints_are_balanced_and_not_vertices() -> None:
    # Six endpoints on one switch, two behind four more switches: half of the vertices is no half.
    links = [(0, 8, 1.0), *((v, 8, 1.0) for v in range(1, 6)), (8, 9, 1.0)]
    links += [(9, 10, 1.0), (10, 11, 1.0), (11, 12, 1.0), (12, 6, 1.0), (12, 7, 1.0)]
    graph = PlainGraph(13, tuple(links), tuple(range(8)))
    capacity, n_first, n_second = _best(graph)
    assert (n_first, n_second) == (4, 4)
    assert capacity / UNIT == bisection(graph) == 3


def test_that_a_cut_counts_one_direction() -> None:
    graph = PlainGraph(2, ((0, 1, 5.0),), (0, 1))
    whole = contracted(network_of(graph))
    assert balanced_cut(whole, np.array([True, False])).capacity_bytes_per_s == 5 * UNIT
