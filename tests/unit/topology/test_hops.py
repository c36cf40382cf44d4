"""Reachability of fabrics and planes, and path lengths, against the expansion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.hops import fabric_components, plane_components
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.expansion import plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import hops

if TYPE_CHECKING:
    from random import Random

SCALE_UP = FabricId("scale-up")


def test_that_a_supernode_is_connected_in_every_plane() -> None:
    graph = build_class_graph(cloudmatrix_like())
    assert fabric_components(graph, SCALE_UP).is_connected
    (planes,) = plane_components(graph, SCALE_UP)
    assert (planes.plane_ix, planes.components.is_connected) == (0, True)


def test_that_a_plane_without_upper_chips_is_reported_and_the_fabric_is_not() -> None:
    removed = [f"bus-rack[{rack}]/bus-device[{device}]" for rack in range(4) for device in (4, 5)]
    graph = build_class_graph(cloudmatrix_like(removed))
    assert fabric_components(graph, SCALE_UP).is_connected
    found = {p.plane_ix: p.components for p in plane_components(graph, SCALE_UP)}
    assert {ix: c.is_connected for ix, c in found.items()} == {0: True, 2: False}
    pair = found[2].unreachable[0]
    assert pair.from_path.split("/")[:2] != pair.to_path.split("/")[:2]


def test_that_an_endpoint_without_its_switches_is_isolated() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=4), instance("sw", "sw", i=4)],
        [
            bundle("d", "acc", "sw", ("acc.i", "equal", "sw.i")),
            bundle("u", "sw", "sw", ("sw.i", "not-equal", "sw.i")),
        ],
        removed=["sw[2]"],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    found = fabric_components(graph, SCALE_UP)
    assert found.is_connected is False
    assert found.isolated == ("acc[2]",)
    assert {u.from_path for u in found.unreachable} == {"acc[2]", "acc[0]"}


def test_that_rings_apart_from_each_other_are_not_connected() -> None:
    ring = bundle("r", "acc", "acc", ("acc.x", "shift", "acc.x", 1), ("acc.y", "equal", "acc.y"))
    root = block("root", [instance("acc", "acc", x=5, y=3)], [ring])
    found = fabric_components(build_class_graph(design([root], [accelerator()])), SCALE_UP)
    assert found.is_connected is False
    assert found.unreachable[0].to_path in {"acc[1]", "acc[2]"}


def test_that_a_shift_by_two_splits_an_even_ring() -> None:
    for size, is_connected in ((6, False), (7, True)):
        ring = bundle("r", "acc", "acc", ("acc.x", "shift", "acc.x", 2))
        root = block("root", [instance("acc", "acc", x=size)], [ring])
        graph = build_class_graph(design([root], [accelerator()]))
        assert fabric_components(graph, SCALE_UP).is_connected is is_connected


def test_that_a_fabric_too_irregular_to_fold_has_no_answer() -> None:
    ring = bundle("r", "acc", "acc", ("acc.x", "shift", "acc.x", 1))
    root = block("root", [instance("acc", "acc", x=100_000)], [ring])
    graph = build_class_graph(design([root], [accelerator()]))
    assert fabric_components(graph, SCALE_UP).is_connected is None


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_connected_means_finite_distances_in_the_expansion(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    plain = plain_graph(graph)
    found = fabric_components(graph, SCALE_UP)
    assert found.n_endpoints == len(plain.endpoints)
    if len(plain.endpoints) > 1:
        diameter, _ = hops(plain, [1] * plain.n)
        assert found.is_connected is (diameter < float("inf"))


@pytest.mark.parametrize("fabric_id", ["scale-out", "absent"])
def test_that_a_fabric_without_links_has_no_planes(fabric_id: str) -> None:
    graph = build_class_graph(cloudmatrix_like())
    assert plane_components(graph, FabricId(fabric_id)) == ()
