"""Equal and weighted split over shortest paths against vertex-by-vertex routing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import FAMILIES, broken
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
from tests.oracle.random_designs import random_design
from tests.oracle.routing import split_factor

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def numbers_of(drawn: Design) -> FabricNumbers:
    return evaluate_fabric(build_class_graph(drawn), SCALE_UP)


def expected(drawn: Design, *, by_capacity: bool) -> float:
    plain = plain_graph(build_class_graph(drawn))
    rate = split_factor(plain, lambda _s, _t: 1.0, by_capacity=by_capacity)
    return rate * (len(plain.endpoints) - 1) * UNIT_BYTES_PER_S


def rates(found: FabricNumbers) -> tuple[float, float]:
    ecmp, wcmp = found.throughput_ecmp_bytes_per_s, found.throughput_wcmp_bytes_per_s
    assert ecmp is not None
    assert wcmp is not None
    assert ecmp.exactness is wcmp.exactness is Exactness.EXACT
    return ecmp.value, wcmp.value


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


def fat_tree(removed: tuple[str, ...] = (), replaced: tuple[tuple[str, str], ...] = ()) -> Design:
    pod = block(
        "pod",
        [
            instance("edge", "edge", block=True, i=2),
            instance("agg", "sw", a=2),
        ],
        [bundle("e", "edge/sw", "agg")],
    )
    edge = block(
        "edge", [instance("acc", "acc", i=2), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("pod", "pod", block=True, i=4), instance("core", "sw", a=2, c=2)],
        [bundle("c", "pod/agg", "core", ("agg.a", "equal", "core.a"))],
        removed=removed,
        replaced=replaced,
    )
    parts = [accelerator(), switch(), switch("slow", port("p", 0.5))]
    return design([root, pod, edge], parts)


def unlike_planes() -> Design:
    root = block(
        "root",
        [instance("acc", "acc", i=6), instance("a", "sw", i=2), instance("b", "fast")],
        [bundle("x", "acc:p", "a:p"), bundle("y", "acc:q", "b:p", n=2)],
    )
    parts = [
        accelerator("acc", port("p", 1), port("q", 4)),
        switch(),
        switch("fast", port("p", 4)),
    ]
    return design([root], parts)


@pytest.mark.parametrize(
    "drawn",
    [
        hyperx(4, 5, 1),
        hyperx(3, 3, 2),
        fat_tree(),
        fat_tree(("pod[0]/agg[1]",)),
        fat_tree(("core[3]", "pod[2]/edge[1]/acc[0]"), (("pod[0]/agg[1]", "slow"),)),
        unlike_planes(),
        cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"], n_nodes=1),
    ],
)
def test_that_both_splits_equal_routing_vertex_by_vertex(drawn: Design) -> None:
    found = rates(numbers_of(drawn))
    assert found[0] == pytest.approx(expected(drawn, by_capacity=False), rel=1e-9)
    assert found[1] == pytest.approx(expected(drawn, by_capacity=True), rel=1e-9)


def test_that_equal_shares_fill_the_slow_plane_and_shares_by_capacity_do_not() -> None:
    found = numbers_of(unlike_planes())
    ecmp, wcmp = rates(found)
    # 2 links of 1 and 2 links of 4 units: a quarter each over 1, or a tenth over 1
    assert ecmp == pytest.approx(4e9)
    assert wcmp == pytest.approx(10e9)


def test_that_a_slow_switch_holds_back_the_equal_split_alone() -> None:
    found = numbers_of(fat_tree(replaced=(("pod[0]/agg[1]", "slow"),)))
    ideal = found.throughput_all_to_all_bytes_per_s
    assert ideal is not None
    ecmp, wcmp = rates(found)
    assert ecmp < 0.9 * ideal.value
    assert ecmp < wcmp <= ideal.value * (1 + 1e-9)


def test_that_axes_of_equal_capacity_are_not_merged() -> None:
    # Merging arcs by capacity would mix the axes of 4 and of 5 switches.
    assert rates(numbers_of(hyperx(4, 5, 1)))[0] == pytest.approx(
        expected(hyperx(4, 5, 1), by_capacity=False), rel=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_random_designs_route_as_their_expansion(rng: Random) -> None:
    drawn = random_design(rng)
    found = numbers_of(drawn)
    if found.throughput_ecmp_bytes_per_s is None:
        assert found.problem
        return
    ecmp, wcmp = rates(found)
    assert ecmp == pytest.approx(expected(drawn, by_capacity=False), rel=1e-9)
    assert wcmp == pytest.approx(expected(drawn, by_capacity=True), rel=1e-9)
    ideal = found.throughput_all_to_all_bytes_per_s
    assert ideal is not None
    assert ideal.high is not None
    assert max(ecmp, wcmp) <= ideal.high * (1 + 1e-9)


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=6, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 3))
def test_that_broken_fabrics_route_as_their_expansion(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    drawn = broken(make(), rng, n_failures)
    found = numbers_of(drawn)
    if found.throughput_ecmp_bytes_per_s is None:
        return
    ecmp, wcmp = rates(found)
    assert ecmp == pytest.approx(expected(drawn, by_capacity=False), rel=1e-9)
    assert wcmp == pytest.approx(expected(drawn, by_capacity=True), rel=1e-9)
