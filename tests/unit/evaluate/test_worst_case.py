"""Worst-case throughput: certified ends around the worst of all permutations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers
from designer.evaluate.tub import heaviest_matching, matching_bound
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import worst_case_by_enumeration
from tests.oracle.routing import depths

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.flows import FlowSpace
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def flows_of(drawn: Design) -> FlowSpace | None:
    base = BaseFold(build_space(build_class_graph(drawn), SCALE_UP))
    if base.fold.cell_size[base.is_endpoint].sum() < 2:
        return None
    sources = source_folds(base)
    if any(np.isinf(one.hops[one.is_endpoint]).any() for one in sources):
        return None
    return make_flow_space(base, sources, UNIT_BYTES_PER_S)


def thin_pods() -> Design:
    pod = block(
        "pod",
        [instance("acc", "acc", i=4), instance("sw", "sw")],
        [
            bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i")),
            bundle("d", "acc", "sw", n=2),
        ],
    )
    root = block(
        "root",
        [instance("pod", "pod", block=True, i=2), instance("top", "sw")],
        [bundle("u", "pod/sw", "top")],
    )
    return design([root, pod], [accelerator(), switch()])


def hyperx(x: int, y: int, n_hosts: int) -> Design:
    node = block(
        "node",
        [instance("acc", "acc", i=n_hosts), instance("sw", "sw")],
        [bundle("d", "acc", "sw")],
    )
    wiring = [
        bundle("x", "n/sw", "n/sw", ("n.x", "not-equal", "n.x"), ("n.y", "equal", "n.y")),
        bundle("y", "n/sw", "n/sw", ("n.y", "not-equal", "n.y"), ("n.x", "equal", "n.x")),
    ]
    root = block("root", [instance("n", "node", block=True, x=x, y=y)], wiring)
    return design([root, node], [accelerator(), switch()])


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_the_worst_permutation_lies_between_the_ends(rng: Random) -> None:
    drawn = random_design(rng)
    graph = build_class_graph(drawn)
    plain = plain_graph(graph)
    if not 2 <= len(plain.endpoints) <= 4 or len(plain.arcs) > 80:
        return
    found = evaluate_fabric(graph, SCALE_UP).throughput_worst_case_bytes_per_s
    if found is None:
        return
    worst = worst_case_by_enumeration(plain) * UNIT_BYTES_PER_S
    assert found.low is not None
    assert found.high is not None
    assert found.low <= worst * (1 + 1e-9)
    assert found.high >= worst * (1 - 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_the_heaviest_permutation_equals_an_assignment(rng: Random) -> None:
    from scipy.optimize import linear_sum_assignment

    drawn = random_design(rng)
    flows = flows_of(drawn)
    if flows is None:
        return
    found = heaviest_matching(flows, np.ones(len(flows.class_capacity_bytes_per_s)), 10.0)
    assert found is not None
    plain = plain_graph(build_class_graph(drawn))
    cost = np.array([[depths(plain, t)[s] for t in plain.endpoints] for s in plain.endpoints])
    rows, columns = linear_sum_assignment(cost, maximize=True)
    assert found.length == pytest.approx(cost[rows, columns].sum(), rel=1e-9)


def test_that_hops_alone_are_far_from_the_truth_on_thin_uplinks() -> None:
    flows = flows_of(thin_pods())
    assert flows is not None
    hops = np.ones(len(flows.class_capacity_bytes_per_s))
    matching = heaviest_matching(flows, hops, 10.0)
    assert matching is not None
    found = evaluate_fabric(build_class_graph(thin_pods()), SCALE_UP)
    worst = found.throughput_worst_case_bytes_per_s
    assert worst is not None
    assert worst.exactness is Exactness.EXACT
    # 4 endpoints of one pod send to the other over one uplink
    assert worst.value == pytest.approx(0.25e9)
    assert matching_bound(flows, hops, matching) > 5 * worst.value


def test_that_many_endpoints_per_switch_close_through_the_cut() -> None:
    drawn = hyperx(4, 5, 3)
    found = evaluate_fabric(build_class_graph(drawn), SCALE_UP).throughput_worst_case_bytes_per_s
    assert found is not None
    assert found.exactness is Exactness.EXACT
    # 30 endpoints on each side of 5 columns of 2 x 2 links
    assert found.value == pytest.approx(2e9 / 3)
    assert "bisection" in found.method


def test_that_the_longest_permutation_is_a_traffic_of_its_own() -> None:
    drawn = hyperx(3, 3, 1)
    found = traffic_numbers(build_class_graph(drawn), SCALE_UP, choice_from_text("permutation"))
    worst = evaluate_fabric(build_class_graph(drawn), SCALE_UP).throughput_worst_case_bytes_per_s
    assert worst is not None
    assert worst.low is not None
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness is Exactness.EXACT
    assert found.ideal_bytes_per_s.value >= worst.low * (1 - 1e-9)


def test_that_a_permutation_over_nothing_is_a_problem() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=2), instance("sw", "sw", i=2)],
        [bundle("d", "acc", "sw", ("acc.i", "equal", "sw.i"))],
    )
    drawn = design([root], [accelerator(), switch()])
    found = traffic_numbers(build_class_graph(drawn), SCALE_UP, choice_from_text("permutation"))
    assert found.problem == "no endpoint reaches another"
