"""Fabric numbers: accepted values, edits, degraded fabrics, and bounds where nothing closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.network_cache import NetworkCache
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    cpu,
    design,
    instance,
    nic,
    port,
    switch,
)
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import all_to_all_per_pair, bisection, hops

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def numbers_of(design_: Design, fabric_id: str = "scale-up") -> FabricNumbers:
    return evaluate_fabric(build_class_graph(design_), FabricId(fabric_id))


def value(estimate: Estimate | None) -> float:
    assert estimate is not None
    assert estimate.exactness is Exactness.EXACT
    return estimate.value


def test_that_an_intact_supernode_is_non_blocking() -> None:
    found = numbers_of(cloudmatrix_like())
    assert (found.n_endpoints, found.endpoint_family, found.problem) == (384, "accelerator", "")
    assert value(found.injection_bytes_per_s) == 392e9
    assert value(found.injection_total_bytes_per_s) == 384 * 392e9
    assert value(found.bisection_bytes_per_s) == 75.264e12
    assert value(found.throughput_all_to_all_bytes_per_s) == 392e9
    assert value(found.throughput_worst_case_bytes_per_s) == 392e9
    assert [(tier, value(ratio)) for tier, ratio in found.oversubscription] == [(1, 1.0)]
    assert value(found.diameter_hops) == 3
    assert value(found.mean_hops) == pytest.approx((7 * 1 + 376 * 3) / 383, rel=1e-12)


def test_that_removing_an_upper_chip_lowers_bisection_and_worst_case() -> None:
    found = numbers_of(cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"]))
    assert value(found.bisection_bytes_per_s) == 74.592e12
    assert value(found.throughput_worst_case_bytes_per_s) == 388.5e9
    assert value(found.throughput_all_to_all_bytes_per_s) == 392e9
    assert value(found.oversubscription[0][1]) == pytest.approx(16 / 15)


def test_that_a_slow_upper_chip_halves_its_share_of_the_cut() -> None:
    slow = [("bus-rack[2]/bus-device[5]/l2[1]", "l2-slow")]
    found = numbers_of(cloudmatrix_like(replaced=slow))
    assert value(found.bisection_bytes_per_s) == 75.264e12 - 24 * 14e9


def test_that_a_weak_node_leaves_bisection_and_worst_case_exact() -> None:
    found = numbers_of(cloudmatrix_like(["compute-rack[3]/node[1]/l1[2]"]))
    assert value(found.bisection_bytes_per_s) == 75.264e12 - 8 * 56e9
    assert value(found.throughput_worst_case_bytes_per_s) == 336e9
    injection = found.injection_bytes_per_s
    assert injection is not None
    assert (injection.low, injection.high) == (336e9, 392e9)
    assert injection.exactness is Exactness.INTERVAL


def test_that_a_single_tier_of_switches_has_one_hop_and_no_oversubscription() -> None:
    tray = block("tray", [instance("gpu", "gpu", i=4)])
    box = block("box", [instance("sw", "sw", i=2)])
    root = block(
        "root",
        [instance("tray", "tray", block=True, i=18), instance("box", "box", block=True, i=9)],
        [bundle("nvlink", "tray/gpu", "box/sw")],
    )
    parts = [accelerator("gpu", port("p", 50)), switch("sw", port("p", 50))]
    found = numbers_of(design([root, tray, box], parts))
    assert value(found.bisection_bytes_per_s) == 32.4e12
    assert value(found.throughput_all_to_all_bytes_per_s) == 900e9
    assert value(found.throughput_worst_case_bytes_per_s) == 900e9
    assert (value(found.diameter_hops), value(found.mean_hops)) == (1, 1)
    assert found.oversubscription == ()


@pytest.mark.parametrize(
    ("removed", "problem"),
    [
        (["npu[0]", "npu[1]"], "the fabric has no endpoints"),
        (["npu[1]"], "the fabric has only one endpoint"),
        (["sw[0]"], "the fabric has no endpoints"),
    ],
)
def test_that_a_fabric_without_numbers_says_why(removed: Sequence[str], problem: str) -> None:
    root = block(
        "root",
        [instance("npu", "npu", i=2), instance("sw", "sw")],
        [bundle("d", "npu", "sw")],
        removed=removed,
    )
    found = numbers_of(design([root], [accelerator("npu"), switch()]))
    assert found.problem == problem
    assert found.bisection_bytes_per_s is None


def test_that_endpoints_apart_from_each_other_are_named() -> None:
    root = block(
        "root",
        [instance("npu", "npu", i=2), instance("sw", "sw", i=2)],
        [bundle("d", "npu", "sw", ("npu.i", "equal", "sw.i"))],
        removed=["sw[1]"],
    )
    found = numbers_of(design([root], [accelerator("npu"), switch()]))
    assert found.problem == "npu[1] cannot reach npu[0]"
    assert found.injection_bytes_per_s is not None
    assert found.bisection_bytes_per_s is None


def test_that_hosts_neither_count_nor_relay() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=4), instance("cpu", "cpu")],
        [bundle("d", "acc", "cpu"), bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", 1))],
    )
    found = numbers_of(design([root], [accelerator(), cpu()]))
    assert found.n_endpoints == 4
    assert value(found.bisection_bytes_per_s) == 2e9
    assert value(found.diameter_hops) == 1


def test_that_network_adapters_are_endpoints_where_no_accelerator_is() -> None:
    root = block(
        "root",
        [instance("dpu", "nic", i=6), instance("sw", "sw")],
        [bundle("d", "dpu", "sw", fabric="frontend")],
    )
    found = numbers_of(design([root], [nic(), switch()]), "frontend")
    assert (found.n_endpoints, found.endpoint_family) == (6, "nic")


def test_that_network_adapters_between_accelerators_and_switches_are_no_hop() -> None:
    node = block(
        "node", [instance("acc", "acc"), instance("nic", "nic")], [bundle("d", "acc", "nic")]
    )
    root = block(
        "root",
        [instance("node", "node", block=True, i=4), instance("sw", "sw"), instance("top", "sw")],
        [bundle("u", "node/nic", "sw"), bundle("t", "sw", "top")],
    )
    found = numbers_of(design([root, node], [accelerator(), nic(), switch()]))
    assert value(found.diameter_hops) == 1
    assert [(tier, value(ratio)) for tier, ratio in found.oversubscription] == [(1, 4.0)]


def test_that_an_edit_elsewhere_is_answered_from_memory() -> None:
    cache = NetworkCache()
    first = evaluate_fabric(build_class_graph(cloudmatrix_like()), SCALE_UP, cache)
    other_first = cloudmatrix_like()
    again = evaluate_fabric(build_class_graph(other_first), SCALE_UP, cache)
    assert again is first
    assert (
        evaluate_fabric(build_class_graph(cloudmatrix_like(n_nodes=3)), SCALE_UP, cache)
        is not first
    )


def test_that_the_memory_forgets_the_least_recently_used() -> None:
    cache = NetworkCache(max_entries=1)
    graph = build_class_graph(cloudmatrix_like())
    first = evaluate_fabric(graph, SCALE_UP, cache)
    evaluate_fabric(build_class_graph(cloudmatrix_like(n_nodes=3)), SCALE_UP, cache)
    assert evaluate_fabric(graph, SCALE_UP, cache) is not first


def test_that_a_million_endpoints_cost_no_more_cells() -> None:
    mesh = bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i"))
    root = block("root", [instance("acc", "acc", i=1_000_000)], [mesh])
    found = numbers_of(design([root], [accelerator()]))
    assert value(found.bisection_bytes_per_s) == 500_000**2 * 1e9
    assert value(found.throughput_all_to_all_bytes_per_s) == 999_999e9


def ring(size: int) -> Design:
    links = bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", 1))
    return design([block("root", [instance("acc", "acc", i=size)], [links])], [accelerator()])


def test_that_a_ring_too_long_to_fold_keeps_a_one_sided_bound() -> None:
    found = numbers_of(ring(5000))
    assert found.bisection_bytes_per_s is not None
    assert found.bisection_bytes_per_s.exactness is Exactness.UPPER
    assert found.throughput_all_to_all_bytes_per_s is not None
    assert found.throughput_all_to_all_bytes_per_s.high == 2e9
    assert found.diameter_hops is None


def test_that_relations_too_irregular_to_split_are_a_problem() -> None:
    wiring = [
        bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", 1)),
        bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i")),
    ]
    root = block("root", [instance("acc", "acc", i=500)], wiring)
    assert "too irregular" in numbers_of(design([root], [accelerator()])).problem


def test_that_large_programs_give_way_to_certified_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = numbers_of(cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"]))
    monkeypatch.setattr("designer.evaluate.network.MAX_LP_VARS", 0)
    rough = numbers_of(cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"]))
    for name in ("bisection_bytes_per_s", "throughput_all_to_all_bytes_per_s"):
        true, found = value(getattr(exact, name)), getattr(rough, name)
        assert found.low <= true * (1 + 1e-9)
        assert found.high >= true * (1 - 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_numbers_equal_the_full_programs_on_the_expansion(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    plain = plain_graph(graph)
    found = evaluate_fabric(graph, SCALE_UP)
    n = len(plain.endpoints)
    assert found.n_endpoints == n
    if n < 2 or n * len(plain.arcs) > 1500:
        return
    diameter, mean = hops(plain, [1] * plain.n)
    if diameter == float("inf"):
        assert "cannot reach" in found.problem
        return
    assert value(found.diameter_hops) == diameter
    assert value(found.mean_hops) == pytest.approx(mean, rel=1e-12)
    rate = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    assert value(found.throughput_all_to_all_bytes_per_s) == pytest.approx(rate, rel=1e-7)
    least = bisection(plain) * UNIT_BYTES_PER_S
    bounds = found.bisection_bytes_per_s
    assert bounds is not None
    assert bounds.low is not None
    assert bounds.high is not None
    assert bounds.low <= least * (1 + 1e-7)
    assert bounds.high >= least * (1 - 1e-7)
