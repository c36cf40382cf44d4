"""Symmetries count only once checked; colour classes alone would give wrong rates."""

import numpy as np
import pytest

from designer.evaluate.orbit_lp import orbit_flows, orbit_rate
from designer.evaluate.routing_problem import routing_problem
from designer.topology.reduce import reduced
from designer.topology.refine import (
    OrbitGroup,
    find_symmetries,
    first_colours,
    is_symmetry,
    marked,
    orbits_under,
    refined,
    source_partition,
)
from tests.oracle.networks import UNIT, dragonfly, network_of, random_regular, torus, without_links
from tests.oracle.reference import PlainGraph, all_to_all_per_pair


def _never() -> bool:
    return False


def _orbit_rate(graph: PlainGraph) -> tuple[float, OrbitGroup]:
    instance = reduced(network_of(graph))
    group = find_symmetries(marked(instance.network), (), _never)
    flows = orbit_flows(routing_problem(instance, group), group, _never)
    assert flows is not None
    found = orbit_rate(flows, 10.0, _never)
    assert found is not None
    assert found[1] == pytest.approx(found[0], rel=1e-9)
    return found[0] / UNIT, group


@pytest.mark.parametrize(
    "graph",
    [torus(4, 3), torus(6, 2), dragonfly(2, 1), dragonfly(3, 1), without_links(torus(4, 3), 1, 2)],
)
def test_that_orbits_give_the_rate_of_the_whole_graph(graph: PlainGraph) -> None:
    rate, _ = _orbit_rate(graph)
    assert rate == pytest.approx(all_to_all_per_pair(graph), rel=1e-7)


@pytest.mark.parametrize("graph", [torus(6, 2), dragonfly(4, 1), random_regular(3, 12, 3)])
def test_that_one_colour_is_not_taken_for_one_orbit_of_links(graph: PlainGraph) -> None:
    # All vertices have one colour here, and so would all arcs. The rate that follows from one
    # orbit of arcs is that of sums of distances; the true one is lower.
    network = network_of(graph)
    colour = refined(marked(network), first_colours(marked(network)))
    assert len(np.unique(colour)) == 1
    reach = [[_distance(graph, s, t) for t in range(graph.n)] for s in range(graph.n)]
    by_colour = 2 * len(graph.links) / sum(map(sum, reach))
    truth = all_to_all_per_pair(graph)
    assert by_colour > truth * 1.01
    rate, group = _orbit_rate(graph)
    assert rate == pytest.approx(truth, rel=1e-7)
    assert len(np.unique(group.arc_orbit_ix)) > 1


def _distance(graph: PlainGraph, s: int, t: int) -> int:
    seen, level, depth = {s}, {s}, 0
    while t not in seen:
        level = {b for a, b, _ in graph.arcs if a in level} - seen
        seen |= level
        depth += 1
    return depth


def test_that_a_permutation_that_moves_a_link_of_other_capacity_is_refused() -> None:
    ring = [(v, (v + 1) % 6, 1.0) for v in range(6)]
    rotation = np.roll(np.arange(6), -1)
    assert is_symmetry(marked(network_of(PlainGraph(6, tuple(ring), tuple(range(6))))), rotation)
    ring[2] = (2, 3, 2.0)
    graph = marked(network_of(PlainGraph(6, tuple(ring), tuple(range(6)))))
    assert not is_symmetry(graph, rotation)
    assert orbits_under(graph, [rotation]).permutations == ()


def test_that_what_is_no_permutation_is_refused() -> None:
    graph = marked(network_of(torus(4, 4)))
    assert not is_symmetry(graph, np.zeros(16, dtype=np.int64))
    assert not is_symmetry(graph, np.arange(15))


def test_that_a_random_regular_graph_keeps_every_vertex_for_itself() -> None:
    group = find_symmetries(marked(network_of(random_regular(4, 40, 1))), (), _never)
    assert len(np.unique(group.vertex_orbit_ix)) == 40


def test_that_a_torus_is_one_orbit_with_an_orbit_of_arcs_per_axis() -> None:
    group = find_symmetries(marked(network_of(torus(6, 5, 4))), (), _never)
    assert len(np.unique(group.vertex_orbit_ix)) == 1
    assert len(np.unique(group.arc_orbit_ix)) == 3


def test_that_a_partition_around_a_source_keeps_it_alone() -> None:
    group = find_symmetries(marked(network_of(torus(6, 5))), (), _never)
    classes = source_partition(group, 7)
    assert classes is not None
    assert np.count_nonzero(classes == classes[7]) == 1
