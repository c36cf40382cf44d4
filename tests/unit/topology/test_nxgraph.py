"""networkx views agree with the folded answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors.tree import EvaluationError
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.hops import fabric_components, plane_components
from designer.topology.nxgraph import components, flat_view, plane_view
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.random_designs import random_design

if TYPE_CHECKING:
    from random import Random

    import networkx as nx

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def is_connected(view: nx.Graph[str]) -> bool:
    wanted = {path for path, data in view.nodes.items() if data["family"] == "accelerator"}
    return any(wanted <= part for part in components(view)) or not wanted


def test_that_the_expansion_sums_parallel_links() -> None:
    graph = build_class_graph(cloudmatrix_like(n_nodes=1))
    view = flat_view(graph, SCALE_UP)
    ends = view.edges["compute-rack[0]/node[0]/npu[0]", "compute-rack[0]/node[0]/l1[0]"]
    assert ends["n_links"] == 2


def test_that_too_large_an_expansion_is_refused() -> None:
    with pytest.raises(EvaluationError, match="at most 10,000"):
        flat_view(build_class_graph(cloudmatrix_like()), SCALE_UP)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_folded_reachability_equals_networkx(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    assert fabric_components(graph, SCALE_UP).is_connected is is_connected(
        flat_view(graph, SCALE_UP)
    )
    for plane in plane_components(graph, SCALE_UP):
        view = plane_view(flat_view(graph, SCALE_UP), plane.plane_ix)
        assert plane.components.is_connected is is_connected(view)


def ring_like(size: int) -> Design:
    ring = bundle("r", "acc", "acc", ("acc.x", "shift", "acc.x", 2))
    return design([block("root", [instance("acc", "acc", x=size)], [ring])], [accelerator()])


@pytest.mark.parametrize(("size", "n_parts"), [(2001, 1), (2000, 2)])
def test_that_a_fabric_too_irregular_to_fold_is_expanded(size: int, n_parts: int) -> None:
    found = fabric_components(build_class_graph(ring_like(size)), SCALE_UP)
    assert (found.n_endpoints, found.is_connected) == (size, n_parts == 1)
    assert len(found.unreachable) == n_parts - 1


def test_that_planes_too_irregular_to_fold_are_expanded() -> None:
    rings = [
        bundle("r", "sw", "sw", ("sw.x", "shift", "sw.x", 1), ("sw.plane", "equal", "sw.plane")),
        bundle("d", "acc", "sw", ("acc.x", "equal", "sw.x")),
    ]
    instances = [instance("acc", "acc", x=2000), instance("sw", "sw", x=2000, plane=2)]
    removed = ["sw[1]", "sw[2001]"]
    root = block("root", instances, rings, removed=removed)
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    assert fabric_components(graph, SCALE_UP).is_connected
    found = {p.plane_ix: p.components for p in plane_components(graph, SCALE_UP)}
    assert {ix: c.isolated for ix, c in found.items()} == {0: (), 1: ("acc[0]", "acc[1000]")}
