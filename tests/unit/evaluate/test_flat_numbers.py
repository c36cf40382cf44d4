"""Fabrics computed copy by copy: the same numbers as the fold, and as the oracle where it stops."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.fabric_tasks import numbers_in_steps, settled_numbers
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.evaluate.network import evaluate_fabric
from designer.model.design import Design
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.drawn import drawn
from tests.oracle.expansion import plain_graph
from tests.oracle.networks import (
    UNIT,
    dragonfly,
    leaf_spine,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.random_designs import random_design
from tests.oracle.reference import PlainGraph, all_to_all_per_pair, bisection, hops

SCALE_UP = FabricId("scale-up")
RATES = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)


def _never() -> bool:
    return False


def _flat(found: Design) -> list[FabricNumbers]:
    fabric = flat_fabric(build_class_graph(found), SCALE_UP)
    return list(flat_numbers(fabric, _never))


def _band(numbers: FabricNumbers, name: str) -> tuple[float, float]:
    found = getattr(numbers, name)
    return (found.low or 0.0) / UNIT, found.high / UNIT


@pytest.mark.parametrize("seed", range(40))
def test_that_copies_and_fold_agree_on_random_designs(seed: int) -> None:
    found = random_design(Random(seed))  # noqa: S311 - the same design in every run
    folded = evaluate_fabric(build_class_graph(found), SCALE_UP)
    flat = _flat(found)[-1]
    assert bool(folded.problem) == bool(flat.problem)
    if folded.problem:
        return
    assert flat.n_endpoints == folded.n_endpoints
    assert flat.throughput_all_to_all_bytes_per_s is not None
    assert flat.throughput_all_to_all_bytes_per_s.exactness is Exactness.EXACT
    for name in RATES:
        low, high = _band(folded, name)
        flat_low, flat_high = _band(flat, name)
        assert flat_low <= high * (1 + 1e-9)
        assert low <= flat_high * (1 + 1e-9)
    for name in ("injection_bytes_per_s", "diameter_hops", "mean_hops"):
        assert getattr(flat, name).high == pytest.approx(getattr(folded, name).high)
    assert [t for t, _ in flat.oversubscription] == [t for t, _ in folded.oversubscription]
    for (_, a), (_, b) in zip(flat.oversubscription, folded.oversubscription, strict=True):
        assert a.value == pytest.approx(b.value)


def test_that_cloudmatrix_drawn_pair_by_pair_has_the_numbers_of_the_counted_design() -> None:
    counted = build_class_graph(cloudmatrix_like())
    folded = evaluate_fabric(counted, SCALE_UP)
    by_hand = _flat(drawn(plain_graph(counted)))[-1]
    for name in RATES:
        found = getattr(by_hand, name)
        assert found.exactness is Exactness.EXACT
        assert found.value == pytest.approx(getattr(folded, name).value, rel=1e-9)


@pytest.mark.parametrize(
    "graph",
    [
        torus(5, 4),
        without_links(torus(4, 4), 3, 1),
        dragonfly(3, 1),
        without_links(dragonfly(3, 1, 1), 2, 3),
        random_regular(3, 16, 2),
        random_regular(4, 17, 5),
        without_links(leaf_spine(4, 3, 3), 2, 1),
        leaf_spine(5, 2, 3, uplink=0.5),
    ],
)
def test_that_the_oracle_lies_within_every_interval_at_every_step(graph: PlainGraph) -> None:
    n = len(graph.endpoints)
    rate = all_to_all_per_pair(graph) * (n - 1)
    half = bisection(graph)
    longest, mean = hops(graph, [1] * graph.n)
    steps = _flat(drawn(graph))
    for numbers in steps:
        low, high = _band(numbers, "throughput_all_to_all_bytes_per_s")
        assert low * (1 - 1e-9) <= rate <= high * (1 + 1e-9)
        low, high = _band(numbers, "bisection_bytes_per_s")
        assert low * (1 - 1e-9) <= half <= high * (1 + 1e-9)
        worst_low, worst_high = _band(numbers, "throughput_worst_case_bytes_per_s")
        assert worst_low <= min(rate, 2 * half / n if n % 2 == 0 else half / (n // 2)) * (1 + 1e-9)
        assert worst_high >= worst_low
    last = steps[-1]
    assert last.diameter_hops is not None
    assert last.mean_hops is not None
    assert last.diameter_hops.value == longest
    assert last.mean_hops.value == pytest.approx(mean)
    assert _band(last, "bisection_bytes_per_s")[1] == pytest.approx(half)


@pytest.mark.parametrize("graph", [without_links(torus(6, 5), 2, 1), random_regular(4, 30, 1)])
def test_that_intervals_only_shrink(graph: PlainGraph) -> None:
    for before, after in pairwise(_flat(drawn(graph))):
        for name in RATES:
            assert _band(after, name)[0] >= _band(before, name)[0]
            assert _band(after, name)[1] <= _band(before, name)[1]


def test_that_nothing_more_comes_once_it_is_cancelled() -> None:
    fabric = flat_fabric(build_class_graph(drawn(random_regular(4, 60, 1))), SCALE_UP)
    steps = flat_numbers(fabric, lambda: True)
    assert next(steps).throughput_all_to_all_bytes_per_s is not None
    assert next(steps, None) is None


def test_that_listed_pairs_take_this_way_and_the_time_given() -> None:
    graph = build_class_graph(drawn(random_regular(5, 40, 1)))
    space = fabric_space(graph, SCALE_UP)
    assert isinstance(space, FlatSpace)
    with spending(0.0):
        first = settled_numbers(space, space)
    with spending(20.0):
        last = settled_numbers(space, space)
    assert _band(first, RATES[1])[0] == 0
    assert _band(last, RATES[1])[0] > 0.9 * _band(last, RATES[1])[1]


def test_that_parts_of_a_fabric_that_do_not_meet_are_named() -> None:
    graph = PlainGraph(6, ((0, 4, 1.0), (1, 4, 1.0), (2, 5, 1.0), (3, 5, 1.0)), (0, 1, 2, 3))
    (only,) = _flat(drawn(graph))
    assert only.problem == "acc[0] cannot reach acc[2]"


def test_that_a_switch_that_hangs_on_nothing_changes_no_number() -> None:
    graph = torus(4, 4)
    lonely = PlainGraph(18, (*graph.links, (16, 17, 1.0)), graph.endpoints)
    one, other = _flat(drawn(graph))[-1], _flat(drawn(lonely))[-1]
    assert [_band(one, n) for n in RATES] == [_band(other, n) for n in RATES]


def test_that_a_capacity_k_times_as_large_gives_rates_k_times_as_large() -> None:
    graph = without_links(torus(4, 4), 2, 1)
    tripled = PlainGraph(graph.n, tuple((a, b, 3 * c) for a, b, c in graph.links), graph.endpoints)
    one, other = _flat(drawn(graph))[-1], _flat(drawn(tripled))[-1]
    for name in RATES:
        assert np.allclose(np.array(_band(one, name)) * 3, _band(other, name), rtol=1e-6)


def test_that_a_fold_with_too_many_unlike_copies_is_finished_copy_by_copy() -> None:
    # A rail of accelerators with many single removals: more orbits than the fold takes.
    removed = [f"node[{i}]/acc[{i % 7}]" for i in range(0, 60, 2)]
    node = block("node", [instance("acc", "acc", i=7)])
    root = block(
        "root",
        [instance("node", "node", block=True, i=60), instance("leaf", "sw", i=7)],
        [bundle("up", "node/acc", "leaf", ("acc.i", "equal", "leaf.i")),
         bundle("x", "leaf", "leaf", ("leaf.i", "not-equal", "leaf.i"), n=9)],
        removed=removed,
    )  # fmt: skip
    graph = build_class_graph(design([root, node], [accelerator("acc"), switch("sw")]))
    space = fabric_space(graph, SCALE_UP)
    steps = list(numbers_in_steps(space, _never, FlatSpace(graph, SCALE_UP)))
    last = steps[-1].throughput_all_to_all_bytes_per_s
    assert last is not None
    assert last.exactness is Exactness.EXACT
    truth = all_to_all_per_pair(_merged(plain_graph(graph)))
    n = steps[-1].n_endpoints
    assert last.value <= truth * (n - 1) * UNIT * (1 + 1e-9)


def _merged(graph: PlainGraph) -> PlainGraph:
    # One endpoint of every leaf: its rate bounds that of all from above.
    first: dict[int, int] = {}
    for a, b, _ in graph.links:
        if a in graph.endpoints:
            first.setdefault(b, a)
    return PlainGraph(graph.n, graph.links, tuple(first.values()))


def test_that_a_large_fabric_is_routed_before_its_cuts_are_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("designer.evaluate.flat_numbers.MAX_QUICK_LINKS", 10)
    monkeypatch.setattr("designer.evaluate.flat_numbers.MAX_PLAIN_ROOTS", 3)
    graph = random_regular(4, 24, 1)
    steps = _flat(drawn(graph))
    assert _band(steps[1], RATES[1])[0] > 0
    rate = all_to_all_per_pair(graph) * 23
    low, high = _band(steps[-1], RATES[1])
    assert low * (1 - 1e-9) <= rate <= high * (1 + 1e-9)
    longest, mean = hops(graph, [1] * graph.n)
    assert steps[-1].diameter_hops is not None
    assert steps[-1].mean_hops is not None
    assert steps[-1].diameter_hops.value == longest
    assert steps[-1].mean_hops.value == pytest.approx(mean)
