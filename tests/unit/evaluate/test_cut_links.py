"""Links that a cut parts, bundle by bundle, against the expansion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.evaluate.bisection import bisection_high
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.cut_links import cut_links
from designer.evaluate.flat_network import flat_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph

if TYPE_CHECKING:
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def leaf_spine(*removed: str) -> Design:
    """Return four leaves of two accelerators, two links to each of three spines."""
    leaf = block(
        "leaf", [instance("acc", "acc", i=2), instance("sw", "sw")], [bundle("d", "acc", "sw", n=4)]
    )
    root = block(
        "root",
        [instance("leaf", "leaf", block=True, i=4), instance("spine", "sw", i=3)],
        [bundle("u", "leaf/sw", "spine", n=2)],
        removed=removed,
    )
    return design([root, leaf], [accelerator(), switch()])


@pytest.mark.parametrize("removed", [(), ("spine[0]",), ("leaf[1]/acc[0]", "leaf[3]/acc[1]")])
def test_that_the_links_of_all_bundles_make_up_a_cut_of_the_fold(removed: tuple[str, ...]) -> None:
    graph = build_class_graph(leaf_spine(*removed))
    cut = bisection_high(BaseFold(build_space(graph, SCALE_UP)), 0.0)
    assert cut is not None
    found = cut_links(graph, SCALE_UP, cut)
    assert sum(one.capacity_bytes_per_s for one in found.values()) == cut.capacity_bytes_per_s
    # Links of one unit each.
    for one in found.values():
        assert one.capacity_bytes_per_s == one.n_cut * UNIT_BYTES_PER_S


@pytest.mark.parametrize("seed", range(4))
def test_that_any_split_of_the_copies_parts_what_the_expansion_says(seed: int) -> None:
    graph = build_class_graph(leaf_spine("spine[2]"))
    fabric = flat_fabric(graph, SCALE_UP)
    network = fabric.network
    is_first = np.random.default_rng(seed).random(network.n_vertices) < 0.5
    names = {fabric.path(ix): bool(one) for ix, one in enumerate(is_first)}
    plain = plain_graph(graph)
    expected = {"root/u": 0.0, "leaf/d": 0.0}
    for a, b, capacity in plain.links:
        one, other = plain.paths[a], plain.paths[b]
        if names[one] != names[other]:
            key = "root/u" if "spine" in one + other else "leaf/d"
            expected[key] += capacity
    total = int(sum(expected.values()) * UNIT_BYTES_PER_S)
    cut = CopyCut(total, 0, 0, fabric, is_first)
    found = cut_links(graph, SCALE_UP, cut)
    for key, units in expected.items():
        n_cut, capacity = found.get(key, (0, 0))
        assert capacity == pytest.approx(units * UNIT_BYTES_PER_S)
        assert n_cut == pytest.approx(units)
    sides = {
        "/".join(graph.vertex_classes[one.class_ix].chain): one.is_first.tolist()
        for one in cut.copies
    }
    assert sum(len(own) for own in sides.values()) == network.n_vertices
    spines = [names[f"spine[{ix}]"] for ix in range(2)]
    assert sides["spine"] == spines
