"""Every step of a fabric that does not fold holds the oracle's value and none widens another."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest

from designer.evaluate import network
from designer.evaluate.fabric_tasks import narrowed_numbers, numbers_in_steps
from designer.evaluate.flat_demand import flat_demand
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_space import FlatSpace, fabric_space
from designer.evaluate.flat_traffic import traffic_bounds
from designer.evaluate.traffic_choice import choice_from_text, matrix_of
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.sparse import components
from tests.oracle.broken_designs import FAMILIES, broken
from tests.oracle.drawn import drawn
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import is_connected, random_graph
from tests.oracle.reference import all_to_all_per_pair, bisection, concurrent_rate

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def ends(numbers: FabricNumbers, name: str) -> tuple[float, float]:
    one = getattr(numbers, f"{name}_bytes_per_s")
    if one is None:
        return 0.0, float("inf")
    high = float("inf") if one.high is None else one.high
    return (one.low or 0.0) / UNIT_BYTES_PER_S, high / UNIT_BYTES_PER_S


@pytest.mark.parametrize("make", FAMILIES)
@pytest.mark.parametrize("seed", range(2))
def test_that_detours_and_copies_shrink_around_the_full_programs(
    make: Callable[[], Design], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(seed)  # noqa: S311 - the same design in every run
    graph = build_class_graph(broken(make(), rng, 3))
    plain = plain_graph(graph)
    if len(plain.endpoints) < 2 or not is_connected(plain.n, plain.links):
        return
    monkeypatch.setattr(network, "MAX_ORBIT_CELLS", 0)
    rates = {
        "throughput_all_to_all": all_to_all_per_pair(plain) * (len(plain.endpoints) - 1),
        "bisection": bisection(plain),
    }
    known: FabricNumbers | None = None
    copies = FlatSpace(graph, SCALE_UP)
    for numbers in numbers_in_steps(fabric_space(graph, SCALE_UP), lambda: False, copies):
        tighter = narrowed_numbers(known, numbers)
        for name, value in rates.items():
            low, high = ends(tighter, name)
            assert low <= value * (1 + 1e-7)
            assert value <= high * (1 + 1e-7)
            if known is not None:
                before = ends(known, name)
                assert low >= before[0] * (1 - 1e-12)
                assert high <= before[1] * (1 + 1e-12)
        known = tighter
    assert known is not None
    low, high = ends(known, "throughput_all_to_all")
    assert low == pytest.approx(high, rel=0.05)


@pytest.mark.parametrize("seed", range(8))
def test_that_bounds_of_chosen_traffic_only_tighten_around_the_full_program(seed: int) -> None:
    graph = build_class_graph(drawn(random_graph(seed)))
    plain = plain_graph(graph)
    fabric = flat_fabric(graph, SCALE_UP)
    matrix = matrix_of(choice_from_text("all-to-all"), graph, SCALE_UP)
    demand = flat_demand(fabric, matrix)
    factor = concurrent_rate(plain, lambda _s, _t: 1.0) * UNIT_BYTES_PER_S
    before = (0.0, float("inf"))
    for bounds in traffic_bounds(fabric, demand, lambda: False, is_symmetric=bool(seed % 2)):
        assert before[0] <= bounds.low <= factor * (1 + 1e-7)
        assert factor * (1 - 1e-7) <= bounds.high <= before[1]
        before = (bounds.low, bounds.high)
    assert before[0] == pytest.approx(before[1], rel=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_that_components_are_those_of_a_search(seed: int) -> None:

    rng = Random(seed)  # noqa: S311 - the same graph in every run
    n = rng.randrange(1, 60)
    pairs = [(rng.randrange(n), rng.randrange(n)) for _ in range(rng.randrange(2 * n))]
    if seed == 0:
        n, pairs = 400, [(v, v + 1) for v in range(399)][::-1]
    found = components(
        n, np.array([a for a, _ in pairs], dtype=int), np.array([b for _, b in pairs], dtype=int)
    )
    graph = nx.Graph(pairs)
    graph.add_nodes_from(range(n))
    listed = sorted(sorted(part) for part in nx.connected_components(graph))
    assert [[v for v in range(n) if found[v] == ix] for ix in range(len(listed))] == listed
