"""How full links are, and which of them hold traffic up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.link_loads import named_loads
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import all_to_all_per_pair
from tests.oracle.routing import split_factor, split_loads

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.link_loads import FabricLoads
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def loads_of(drawn: Design) -> FabricLoads:
    graph = build_class_graph(drawn)
    return named_loads(graph, SCALE_UP, evaluate_fabric(graph, SCALE_UP).link_loads)


def leaves(n_uplinks: int) -> Design:
    leaf = block(
        "leaf", [instance("acc", "acc", i=4), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("leaf", "leaf", block=True, i=4), instance("spine", "sw")],
        [bundle("u", "leaf/sw", "spine", n=n_uplinks)],
    )
    return design([root, leaf], [accelerator(), switch()])


def test_that_thin_uplinks_are_named_as_the_bottleneck() -> None:
    found = loads_of(leaves(1))
    (one,) = found.bottlenecks
    assert (one.bundle_key, one.a_text, one.b_text) == ("root/u", "leaf/sw:p", "spine:p")
    assert found.ecmp_bottlenecks == (one,)
    by_bundle = {link.bundle_key: link.load for link in found.links}
    # 12 of 15 parts of the traffic of 4 endpoints fill one uplink: 15 / 48 of an access link
    assert by_bundle["leaf/d"].optimum.mean_ratio == pytest.approx(15 / 48)
    assert by_bundle["root/u"].proof_ratio == pytest.approx(1)


def test_that_wide_uplinks_leave_the_access_links_as_the_bottleneck() -> None:
    found = loads_of(leaves(8))
    assert [one.bundle_key for one in found.bottlenecks] == ["leaf/d"]
    by_bundle = {link.bundle_key: link.load for link in found.links}
    split = by_bundle["root/u"].ecmp
    assert split is not None
    # 12 of 15 parts of 4 full access links on 8 uplinks
    assert split.peak_ratio == pytest.approx(4 * 12 / 15 / 8)


def test_that_a_fabric_without_numbers_has_no_loads() -> None:
    root = block("root", [instance("acc", "acc"), instance("sw", "sw")], [bundle("d", "acc", "sw")])
    assert loads_of(design([root], [accelerator(), switch()])).links == ()


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_loads_of_the_equal_split_are_those_of_the_expansion(rng: Random) -> None:
    drawn = random_design(rng)
    found = loads_of(drawn)
    if not found.links:
        return
    graph = build_class_graph(drawn)
    plain = plain_graph(graph)
    load = split_loads(plain, lambda _s, _t: 1.0, by_capacity=False)
    factor = split_factor(plain, lambda _s, _t: 1.0, by_capacity=False)
    class_of_pair = flatten(graph, SCALE_UP).link_class_ix.tolist()
    m = len(plain.links)
    for one in found.links:
        assert one.load.ecmp is not None
        own = [e for e in range(m) if class_of_pair[e] == one.link_class_ix]
        full = [max(load[e], load[e + m]) * factor / plain.links[e][2] for e in own]
        assert one.load.ecmp.peak_ratio == pytest.approx(max(full), rel=1e-9)
        capacity = [plain.links[e][2] for e in own]
        mean = sum(f * c for f, c in zip(full, capacity, strict=True)) / sum(capacity)
        assert one.load.ecmp.mean_ratio == pytest.approx(mean, rel=1e-9)
        assert 0 <= one.load.optimum.mean_ratio <= one.load.optimum.peak_ratio <= 1 + 1e-9


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_widening_a_class_that_is_no_bottleneck_gains_nothing(rng: Random) -> None:
    drawn = random_design(rng)
    found = loads_of(drawn)
    graph = build_class_graph(drawn)
    plain = plain_graph(graph)
    n = len(plain.endpoints)
    if not found.links or n * len(plain.arcs) > 800:
        return
    named = {one.link_class_ix for one in found.bottlenecks}
    class_of_pair = flatten(graph, SCALE_UP).link_class_ix.tolist()
    wider = tuple(
        (a, b, c if class_of_pair[e] in named else c * 1.000001)
        for e, (a, b, c) in enumerate(plain.links)
    )
    before = all_to_all_per_pair(plain)
    after = all_to_all_per_pair(type(plain)(plain.n, wider, plain.endpoints))
    assert after == pytest.approx(before, rel=1e-9)
