"""The class graph counts copies and links as the flat graph does, exceptions included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
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
from tests.oracle.random_designs import random_design

if TYPE_CHECKING:
    from random import Random

    from designer.model.links import LinkBundle

SCALE_UP = FabricId("scale-up")


def test_that_a_removed_switch_takes_its_links_along() -> None:
    graph = build_class_graph(cloudmatrix_like(removed=["bus-rack[2]/bus-device[5]/l2[1]"]))
    uplink = next(c for c in graph.link_classes if c.bundle_key == "root/ub-uplink")
    assert (uplink.n_links, uplink.n_cables, uplink.n_optics) == (5328, 2688, 5376)


def test_that_counts_of_an_intact_supernode_are_products() -> None:
    graph = build_class_graph(cloudmatrix_like())
    counts = {c.chain[-1]: c.n_copies for c in graph.vertex_classes}
    assert counts == {"npu": 384, "cpu": 192, "l1": 336, "l2": 112}
    assert {c.block_id: c.n_copies for c in graph.enclosure_classes} == {
        "root": 1,
        "rack": 12,
        "node": 48,
        "bus": 4,
        "device": 56,
    }


def test_that_overlapping_removals_count_once() -> None:
    removed = [
        "compute-rack[3]",
        "compute-rack[3]/node[1]",
        "compute-rack[3]/node[1]/npu[0]",
        "compute-rack[4]/node[1]/npu[0]",
    ]
    graph = build_class_graph(cloudmatrix_like(removed=removed))
    npu = next(c for c in graph.vertex_classes if c.chain[-1] == "npu")
    assert npu.n_copies == 384 - 32 - 1


def test_that_an_exception_of_an_inner_block_holds_in_every_use() -> None:
    node = block("node", [instance("acc", "acc", i=8)], removed=["acc[2]"])
    root = block("root", [instance("node", "node", block=True, a=3, b=2)], removed=["node[5]"])
    graph = build_class_graph(design([root, node], [accelerator()]))
    assert graph.vertex_classes[0].n_copies == 5 * 7


def test_that_a_removed_copy_stays_removed_when_it_is_also_replaced() -> None:
    root = block("root", [instance("sw", "sw", i=4)], removed=["sw[1]"], replaced=[("sw[1]", "b")])
    graph = build_class_graph(design([root], [switch("sw"), switch("b")]))
    assert [(c.part_slug, c.n_copies) for c in graph.vertex_classes] == [("sw", 3)]


def test_that_links_of_a_replaced_part_run_at_the_lower_rate() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=4), instance("sw", "sw", i=2)],
        [bundle("d", "acc", "sw")],
        replaced=[("sw[1]", "slow")],
    )
    parts = [accelerator(), switch("sw"), switch("slow", port("p", 0.5))]
    graph = build_class_graph(design([root], parts))
    assert sorted((c.rate_bps, c.n_links) for c in graph.link_classes) == [(4e9, 4), (8e9, 4)]


def test_that_a_replaced_part_without_the_port_has_no_links() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=4), instance("sw", "sw", i=2)],
        [bundle("d", "acc", "sw")],
        replaced=[("sw[1]", "other")],
    )
    parts = [accelerator(), switch("sw"), switch("other", port("q"))]
    graph = build_class_graph(design([root], parts))
    assert [c.n_links for c in graph.link_classes] == [4]


@pytest.mark.parametrize(
    ("relations", "n_links"),
    [
        ([("acc.i", "not-equal", "acc.i")], 15),
        ([("acc.i", "shift", "acc.i", 1)], 6),
        ([("acc.i", "shift", "acc.i", 3)], 3),
        ([("acc.i", "shift", "acc.i", 6)], 0),
        ([("acc.i", "shift", "acc.i", 2), ("acc.i", "not-equal", "acc.i")], 6),
        ([], 15),
    ],
)
def test_that_links_between_copies_of_one_instance_count_each_pair_once(
    relations: list[tuple[str, str, str]], n_links: int
) -> None:
    root = block("root", [instance("acc", "acc", i=6)], [bundle("m", "acc", "acc", *relations)])
    graph = build_class_graph(design([root], [accelerator()]))
    assert sum(c.n_links for c in graph.link_classes) == n_links


@pytest.mark.parametrize(
    "faulty",
    [
        bundle("d", "acc", "nothing"),
        bundle("d", "acc:absent", "sw"),
        bundle("d", "acc", "sw", fabric="absent"),
        bundle("d", "acc", "sw", ("acc.i", "equal", "sw.absent")),
        bundle("d", "acc", "sw", ("other.i", "equal", "sw.i")),
        bundle("d", "acc", "sw", ("acc.i", "equal", "sw.i")),
        bundle("d", "acc", "box/sw", ("acc.i", "equal", "box.i"), ("acc.i", "equal", "sw.i")),
        bundle("d", "acc", "box/sw", ("acc.i", "equal", "box.i"), ("acc.i", "not-equal", "box.i")),
        bundle("d", "acc", "acc", ("acc.i", "equal", "acc.j")),
    ],
)
def test_that_a_bundle_that_does_not_resolve_makes_no_links(faulty: LinkBundle) -> None:
    box = block("box", [instance("sw", "sw", i=3)])
    root = block(
        "root",
        [
            instance("acc", "acc", i=3, j=3),
            instance("sw", "sw", i=2),
            instance("box", "box", block=True, i=3),
        ],
        [faulty],
    )
    graph = build_class_graph(design([root, box], [accelerator(), switch()]))
    assert graph.link_classes == ()


def test_that_exceptions_without_a_place_are_left_out() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=3)],
        removed=["acc[3]", "absent[0]", "acc"],
    )
    graph = build_class_graph(design([root], [accelerator()]))
    assert graph.boxes == ()
    assert graph.vertex_classes[0].n_copies == 3


def test_that_a_block_inside_itself_ends_the_walk() -> None:
    root = block("root", [instance("again", "root", block=True, i=2), instance("acc", "acc")])
    graph = build_class_graph(design([root], [accelerator()]))
    assert [c.n_copies for c in graph.vertex_classes] == [1]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_counts_equal_those_of_the_expansion(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    flat = flatten(graph, SCALE_UP)
    for ix, link in enumerate(graph.link_classes):
        assert int(flat.n_links[flat.link_class_ix == ix].sum()) == link.n_links
    for ix in flat.class_ixs:
        n_copies = int((flat.vertex_class_ix == ix).sum())
        assert n_copies == graph.vertex_classes[ix].n_copies
