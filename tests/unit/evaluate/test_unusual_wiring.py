"""Wiring that leaves little symmetry, against the full programs on the expansion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.evaluate.bounds import Exactness
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.topology.hops import plane_components
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    port,
    switch,
)
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair, bisection, hops

if TYPE_CHECKING:
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def two_indices_on_one_leaf(removed: tuple[str, ...] = ()) -> Design:
    wiring = [
        bundle("x", "acc", "leaf", ("acc.x", "equal", "leaf.i")),
        bundle("y", "acc", "leaf", ("acc.y", "equal", "leaf.i")),
    ]
    instances = [instance("acc", "acc", x=3, y=3), instance("leaf", "sw", i=3)]
    return design([block("root", instances, wiring, removed=removed)], [accelerator(), switch()])


def ring_with_slow_members() -> Design:
    ring = bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", 1))
    slow = [("acc[2]", "slow"), ("acc[3]", "slow")]
    root = block("root", [instance("acc", "acc", i=7)], [ring], replaced=slow)
    return design([root], [accelerator(), accelerator("slow", port("p", 0.5))])


def clique_over_rings() -> Design:
    wiring = [
        bundle("r", "acc", "acc", ("acc.x", "shift", "acc.x", 1), ("acc.y", "equal", "acc.y")),
        bundle("m", "acc", "acc", ("acc.x", "not-equal", "acc.x")),
    ]
    return design([block("root", [instance("acc", "acc", x=4, y=2)], wiring)], [accelerator()])


def weak_nodes() -> Design:
    inner = [instance("acc", "acc", i=2), instance("l1", "sw", plane=2)]
    node = block("node", inner, [bundle("d", "acc", "l1")])
    root = block(
        "root",
        [instance("node", "node", block=True, i=6), instance("l2", "sw", plane=2)],
        [bundle("u", "node/l1", "l2", ("l1.plane", "equal", "l2.plane"), n=2)],
        removed=[f"node[{ix}]/l1[1]" for ix in (1, 2, 4)],
    )
    return design([root, node], [accelerator(), switch()])


def nested_rings() -> Design:
    ring = bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", 1))
    node = block("node", [instance("acc", "acc", i=4)], [ring])
    root = block(
        "root",
        [instance("node", "node", block=True, i=2), instance("sw", "sw", i=1)],
        [bundle("u", "node/acc", "sw")],
        removed=["node[0]/acc[1]"],
    )
    return design([root, node], [accelerator(), switch()])


def two_replacements() -> Design:
    wiring = [bundle("d", "acc", "sw")]
    root = block(
        "root",
        [instance("acc", "acc", i=5), instance("sw", "sw", i=4)],
        wiring,
        replaced=[("sw[0]", "slow"), ("sw[1]", "fast"), ("sw[1]", "slow"), ("acc[4]", "other")],
    )
    parts = [
        accelerator("acc", port("p", 2)),
        accelerator("other", port("p", 1)),
        switch("sw"),
        switch("slow", port("p", 0.25)),
        switch("fast", port("p", 3)),
    ]
    return design([root], parts)


CASES = {
    "two indices on one leaf": two_indices_on_one_leaf(),
    "two indices on one leaf, one removed": two_indices_on_one_leaf(("acc[4]",)),
    "ring with slow members": ring_with_slow_members(),
    "clique over rings": clique_over_rings(),
    "weak nodes": weak_nodes(),
    "nested rings": nested_rings(),
    "two replacements": two_replacements(),
}


def numbers_of(drawn: Design) -> FabricNumbers:
    return evaluate_fabric(build_class_graph(drawn), SCALE_UP)


@pytest.mark.parametrize("name", list(CASES))
def test_that_link_counts_equal_the_expansion(name: str) -> None:
    graph = build_class_graph(CASES[name])
    flat = flatten(graph, SCALE_UP)
    found = [
        int(flat.n_links[flat.link_class_ix == ix].sum()) for ix in range(len(graph.link_classes))
    ]
    assert found == [link.n_links for link in graph.link_classes]


@pytest.mark.parametrize("name", list(CASES))
def test_that_numbers_equal_the_full_programs(name: str) -> None:
    plain = plain_graph(build_class_graph(CASES[name]))
    found = numbers_of(CASES[name])
    n = len(plain.endpoints)
    all_to_all = found.throughput_all_to_all_bytes_per_s
    assert all_to_all is not None
    assert all_to_all.exactness is Exactness.EXACT
    rate = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    assert all_to_all.value == pytest.approx(rate, rel=1e-9)
    assert found.diameter_hops is not None
    assert found.mean_hops is not None
    assert (found.diameter_hops.value, found.mean_hops.value) == pytest.approx(
        hops(plain, [1] * plain.n)
    )
    least = bisection(plain) * UNIT_BYTES_PER_S
    cut = found.bisection_bytes_per_s
    assert cut is not None
    assert cut.low is not None
    assert cut.high is not None
    assert cut.low <= least * (1 + 1e-9)
    assert cut.high >= least * (1 - 1e-9)


def test_that_planes_of_unlike_number_are_looked_at_one_by_one() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=2), instance("a", "sw", plane=1), instance("b", "sw", plane=3)],
        [bundle("d", "acc", "a"), bundle("e", "acc", "b")],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    found = plane_components(graph, SCALE_UP)
    assert [(p.plane_ix, p.components.is_connected) for p in found] == [(0, True), (1, True)]


def test_that_too_many_unlike_copies_are_a_problem_not_a_hang() -> None:
    wiring = [
        bundle("x", "acc", "leaf", ("acc.x", "equal", "leaf.i")),
        bundle("y", "acc", "leaf", ("acc.y", "equal", "leaf.i")),
    ]
    instances = [instance("acc", "acc", x=40, y=40), instance("leaf", "sw", i=40)]
    drawn = design([block("root", instances, wiring)], [accelerator(), switch()])
    assert "too many" in numbers_of(drawn).problem


def test_that_very_many_orbits_of_endpoints_keep_bounds() -> None:
    wiring = [
        bundle("x", "acc", "leaf", ("acc.x", "equal", "leaf.i")),
        bundle("y", "acc", "leaf", ("acc.y", "equal", "leaf.i")),
    ]
    line = ("acc.x", "step", "acc.x", 1), ("acc.y", "equal", "acc.y")
    wiring.append(bundle("s", "acc", "acc", *line))
    instances = [instance("acc", "acc", x=29, y=29), instance("leaf", "sw", i=29)]
    found = numbers_of(design([block("root", instances, wiring)], [accelerator(), switch()]))
    assert found.n_endpoints == 841
    assert found.throughput_all_to_all_bytes_per_s is not None
    assert found.throughput_all_to_all_bytes_per_s.exactness is Exactness.UPPER


def test_that_several_unlike_failures_keep_certified_ends() -> None:
    removed = [
        "compute-rack[0]/node[0]/l1[0]",
        "compute-rack[1]/node[1]/l1[1]",
        "compute-rack[1]/node[2]/l1[1]",
        "compute-rack[5]/node[3]/npu[1]",
        "bus-rack[0]/bus-device[3]/l2[0]",
    ]
    found = numbers_of(cloudmatrix_like(removed))
    worst = found.throughput_worst_case_bytes_per_s
    assert worst is not None
    assert worst.low is not None
    assert worst.high is not None
    assert 0 < worst.low <= worst.high <= 336e9


def test_that_counts_beyond_exact_arithmetic_are_a_problem_not_a_crash() -> None:
    inner = block("inner", [instance("acc", "acc", i=10_000_000)])
    middle = block("middle", [instance("inner", "inner", block=True, i=10_000_000)])
    root = block(
        "root",
        [instance("middle", "middle", block=True, i=10_000_000), instance("sw", "sw")],
        [bundle("d", "middle/inner/acc", "sw")],
    )
    drawn = design([root, middle, inner], [accelerator(), switch()])
    assert build_class_graph(drawn).link_classes[0].n_links == 10**21
    assert "too many" in numbers_of(drawn).problem


def test_that_ten_billion_links_are_counted_exactly() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=1_000_000), instance("sw", "sw", i=10_000)],
        [bundle("d", "acc", "sw")],
    )
    found = numbers_of(design([root], [accelerator(), switch()]))
    assert found.bisection_bytes_per_s is not None
    assert found.bisection_bytes_per_s.exactness is Exactness.EXACT
    assert found.bisection_bytes_per_s.value == 500_000 * 10_000 * 1e9
