"""Cuts: balance, switch placement, odd sizes, and witnesses checked by plain sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.bisection import bisection_high, half_split
from designer.evaluate.cut_orders import orders
from designer.evaluate.minimum_cut import minimum_cut
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.checker import cut_capacity, is_bisection
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import bisection, bisection_by_enumeration
from tests.oracle.witness import cells_of_paths

if TYPE_CHECKING:
    from random import Random

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def base_of(design_: Design) -> BaseFold:
    return BaseFold(build_space(build_class_graph(design_), SCALE_UP))


def leaf_spine(n_leaves: int, n_down: int, n_spines: int) -> Design:
    leaf = block(
        "leaf", [instance("acc", "acc", i=n_down), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("leaf", "leaf", block=True, i=n_leaves), instance("spine", "sw", i=n_spines)],
        [bundle("u", "leaf/sw", "spine")],
    )
    return design([root, leaf], [accelerator(), switch()])


def clique(size: int) -> Design:
    links = bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i"))
    return design([block("root", [instance("acc", "acc", i=size)], [links])], [accelerator()])


@pytest.mark.parametrize(
    ("n_leaves", "n_down", "n_spines"), [(2, 3, 2), (3, 2, 2), (3, 3, 3), (5, 2, 1)]
)
def test_that_the_cut_of_odd_leaf_spines_is_the_optimum(
    n_leaves: int, n_down: int, n_spines: int
) -> None:
    graph = build_class_graph(leaf_spine(n_leaves, n_down, n_spines))
    least = bisection(plain_graph(graph)) * UNIT_BYTES_PER_S
    found = evaluate_fabric(graph, SCALE_UP).bisection_bytes_per_s
    assert found is not None
    assert found.high == pytest.approx(least)
    assert found.low is not None
    assert found.low <= least * (1 + 1e-9)


@pytest.mark.parametrize("size", [2, 3, 4, 5, 8])
def test_that_a_clique_is_cut_in_halves_of_endpoints(size: int) -> None:
    graph = build_class_graph(clique(size))
    cut = bisection_high(BaseFold(build_space(graph, SCALE_UP)), 0.0)
    assert cut is not None
    least = bisection_by_enumeration(plain_graph(graph)) * UNIT_BYTES_PER_S
    assert cut.capacity_bytes_per_s == least
    assert abs(cut.n_first - cut.n_second) == size % 2


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_every_exported_cut_is_a_bisection_of_its_stated_capacity(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    plain = plain_graph(graph)
    if len(plain.endpoints) < 2:
        return
    base = BaseFold(build_space(graph, SCALE_UP))
    for order in orders(base):
        cut = half_split(base, order)
        cell_of = cells_of_paths(base.space, cut.fold, plain.paths)
        side = [cut.sides[cell].side for cell in cell_of]
        assert is_bisection(plain, side)
        stated = cut.capacity_bytes_per_s / UNIT_BYTES_PER_S
        assert cut_capacity(plain, side) == pytest.approx(stated, rel=1e-12)


def test_that_a_supernode_is_cut_between_nodes() -> None:
    cut = bisection_high(base_of(cloudmatrix_like()), 75.264e12)
    assert cut is not None
    npus = [side for side in cut.sides if side.is_endpoint]
    assert sorted((one.n_vertices, one.side) for one in npus if one.n_vertices > 50) == [
        (184, 1),
        (192, 0),
    ]


def test_that_a_minimum_cut_takes_the_cheapest_place() -> None:
    arcs = [(0, 1, 5), (1, 2, 2), (2, 3, 4), (1, 0, 5), (2, 1, 2), (3, 2, 4)]
    assert minimum_cut(4, arcs, {0}, {3}) == (2, [True, True, False, False])


def test_that_two_kinds_of_endpoints_are_balanced_together() -> None:
    root = block(
        "root",
        [instance("a", "acc", i=3), instance("b", "acc", j=2), instance("sw", "sw", i=2)],
        [bundle("d", "a", "sw"), bundle("e", "b", "sw")],
    )
    base = base_of(design([root], [accelerator(), switch()]))
    cuts = [half_split(base, order) for order in orders(base)]
    assert {abs(cut.n_first - cut.n_second) for cut in cuts} == {1}


def test_that_endpoints_without_an_index_are_parted_by_kind() -> None:
    root = block(
        "root",
        [instance("a", "acc"), instance("b", "acc"), instance("sw", "sw")],
        [bundle("d", "a", "sw"), bundle("e", "b", "sw")],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    found = evaluate_fabric(graph, SCALE_UP).bisection_bytes_per_s
    assert found is not None
    assert found.low == 1e9
