"""Cuts around groups bound the worst case, whichever side of them is smaller."""

from __future__ import annotations

import numpy as np
import pytest

from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.evaluate.local_cuts import (
    MAX_TIERS,
    group_cuts,
    oversubscription_ratios,
    pair_rate_high,
    subtrees,
    vertex_tiers,
    worst_rate_high,
)
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.designs import accelerator, block, bundle, design, instance, nic, port, switch
from tests.oracle.drawn import drawn
from tests.oracle.networks import UNIT, fat_tree, network_of, random_graph
from tests.oracle.reference import PlainGraph, worst_case_by_enumeration

SCALE_UP = FabricId("scale-up")

UNEVEN = PlainGraph(
    6, ((0, 4, 2.0), (1, 4, 2.0), (2, 4, 2.0), (3, 5, 2.0), (4, 5, 1.0)), (0, 1, 2, 3)
)
"""Three endpoints on one switch, one on another, and a link between the switches."""


def test_that_the_smaller_side_of_a_cut_bounds_what_each_endpoint_sends() -> None:
    network = network_of(UNEVEN)
    cuts = group_cuts(network, np.array([0, 0, 0, 1, 0, 1]))
    assert cuts.n_inside.tolist() == [3, 1]
    # One endpoint at most sends across at a time; all-to-all has three pairs each way.
    assert worst_rate_high(cuts, 4) == 1.0 * UNIT
    assert pair_rate_high(cuts, 4) == pytest.approx(UNIT / 3)


@pytest.mark.parametrize("seed", range(12))
def test_that_the_worst_permutation_lies_within_the_interval(seed: int) -> None:
    graph = UNEVEN if seed == 0 else random_graph(seed)
    graph = PlainGraph(graph.n, graph.links, graph.endpoints[:4])
    truth = worst_case_by_enumeration(graph)
    fabric = flat_fabric(build_class_graph(drawn(graph)), SCALE_UP)
    for numbers in flat_numbers(fabric, lambda: False):
        found = numbers.throughput_worst_case_bytes_per_s
        assert found is not None
        assert (found.low or 0.0) / UNIT <= truth * (1 + 1e-9)
        assert found.high is not None
        assert found.high / UNIT >= truth * (1 - 1e-9)


def test_that_what_hangs_together_below_a_tier_are_leaves_and_then_pods() -> None:
    network = network_of(fat_tree(4))
    tier = vertex_tiers(network)
    assert sorted(set(tier.tolist())) == [0.0, 1.0, 2.0, 3.0]
    sizes = []
    for label in subtrees(network, tier):
        cuts = group_cuts(network, label)
        sizes.append(sorted(cuts.n_inside.tolist()))
    assert sizes == [[1] * 16, [2] * 8, [4] * 4]


def test_that_adapters_are_no_tier_copy_by_copy_as_in_the_fold() -> None:
    rack = block(
        "rack",
        [instance("acc", "acc", i=4), instance("nic", "nic", i=4), instance("leaf", "sw")],
        [
            bundle("slot", "acc", "nic", ("acc.i", "equal", "nic.i")),
            bundle("down", "nic", "leaf"),
        ],
    )
    root = block(
        "root",
        [instance("rack", "rack", block=True, i=3), instance("spine", "sw", i=2)],
        [bundle("up", "rack/leaf", "spine")],
    )
    graph = build_class_graph(
        design([root, rack], [accelerator(), nic("nic", port()), switch("sw")])
    )
    folded = evaluate_fabric(graph, SCALE_UP).oversubscription
    copies = list(flat_numbers(flat_fabric(graph, SCALE_UP), lambda: False))[-1].oversubscription
    assert [(tier, one.value) for tier, one in folded] == [(1, 2.0)]
    assert [(tier, one.value) for tier, one in copies] == [(1, 2.0)]


def test_that_the_tiers_of_a_long_line_count_its_switches_and_end_in_time() -> None:
    n = 3_000
    links = [(0, 1, 1.0), *((v, v + 1, 1.0) for v in range(1, n)), (n // 2, n + 1, 1.0)]
    network = network_of(PlainGraph(n + 2, tuple(links), (0, n + 1)))
    tier = vertex_tiers(network)
    expected = [0, *(min(v, abs(v - n // 2) + 1) for v in range(1, n + 1)), 0]
    assert tier.tolist() == expected
    assert len(list(subtrees(network, tier))) == MAX_TIERS
    assert [t for t, _, _ in oversubscription_ratios(network, tier)] == list(
        range(1, MAX_TIERS + 1)
    )
