"""Links of the busiest copy are those of the expansion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.registry import family_named
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.topology.degrees import class_degrees
from designer.topology.flatten import flatten
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.random_designs import crossed_design, random_design
from tests.oracle.random_wiring import random_wiring

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

SCALE_UP = FabricId("scale-up")


def busiest_by_counting(
    graph: ClassGraph, fabric_id: FabricId = SCALE_UP
) -> dict[tuple[int, str], int]:
    """Count the links at every copy and port of the expansion; return the most by class."""
    flat = flatten(graph, fabric_id)
    used: Counter[tuple[int, str]] = Counter()
    rows = zip(flat.a_ix, flat.b_ix, flat.n_links, flat.link_class_ix, strict=True)
    for a, b, n, link_ix in rows:
        link = graph.link_classes[link_ix]
        used[int(a), link.a_port] += int(n)
        used[int(b), link.b_port] += int(n)
    most: dict[tuple[int, str], int] = {}
    for (vertex, name), n in used.items():
        key = (int(flat.vertex_class_ix[vertex]), name)
        most[key] = max(most.get(key, 0), n)
    return most


def without_missing_links(subject: Design) -> Design:
    blocks = tuple(evolve(block, link_exceptions=()) for block in subject.blocks)
    return evolve(subject, blocks=blocks)


@settings(max_examples=40, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_a_missing_link_still_takes_its_ports(rng: Random) -> None:
    subject = random_wiring(rng)
    graph, whole = build_class_graph(subject), build_class_graph(without_missing_links(subject))
    if len(graph.link_classes) == len(whole.link_classes):
        for ix in range(len(graph.vertex_classes)):
            assert class_degrees(graph, ix) == class_degrees(whole, ix)


@pytest.mark.parametrize("make", [random_design, crossed_design, random_wiring])
@settings(max_examples=150, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_the_busiest_copy_has_the_links_of_the_expansion(
    make: Callable[[Random], Design], rng: Random
) -> None:
    graph = build_class_graph(without_missing_links(make(rng)))
    found = {
        (ix, name): max(degrees.get(name, 0) for degrees in kinds)
        for ix in range(len(graph.vertex_classes))
        if (kinds := class_degrees(graph, ix))
        for name in {name for degrees in kinds for name in degrees}
    }
    assert {key: n for key, n in found.items() if n} == busiest_by_counting(graph)


@pytest.mark.parametrize(
    ("family", "texts"),
    [
        ("dragonfly", {"hosts": "2"}),
        ("dragonfly", {"hosts": "2", "groups": "6"}),
        ("dragonfly", {"hosts": "1", "routers": "9", "groups": "4"}),
        ("dragonfly-plus", {"hosts": "2", "groups": "4"}),
        ("mesh", {"shape": "2x3x5"}),
        ("mesh", {"shape": "1x7"}),
        ("slim-fly", {"q": "4"}),
        ("polarfly", {"q": "3"}),
        ("jellyfish", {"switches": "9", "degree": "4"}),
    ],
)
def test_that_named_copies_steps_and_listed_pairs_are_counted_at_the_busiest_copy(
    family: str, texts: dict[str, str]
) -> None:
    made = family_named(family).design(load_library(catalogs_dir()), texts)
    graph = build_class_graph(made)
    found = {
        (ix, name): max(degrees.get(name, 0) for degrees in kinds)
        for ix in range(len(graph.vertex_classes))
        if (kinds := class_degrees(graph, ix))
        for name in {name for degrees in kinds for name in degrees}
    }
    assert found == busiest_by_counting(graph, made.fabrics[0].id)


def test_that_one_copy_that_misses_nothing_stands_for_all() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=1000), instance("sw", "sw", i=5)],
        [bundle("x", "acc", "sw", n=2)],
        removed=["acc[3]"],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    assert class_degrees(graph, 0) == ({"p": 10},)
    assert class_degrees(graph, 1) == ({"p": 2 * 999},)


def test_that_a_ring_over_two_ports_uses_one_of_each() -> None:
    parts = [accelerator("acc", port("east"), port("west"))]
    ring = bundle("x", "acc:east", "acc:west", ("acc.i", "shift", "acc.i", 1))
    root = block("root", [instance("acc", "acc", i=7)], [ring])
    graph = build_class_graph(design([root], parts))
    assert class_degrees(graph, 0) == ({"east": 1, "west": 1},)
    mesh = bundle("x", "acc:east", "acc:west", ("acc.i", "not-equal", "acc.i"))
    root = block("root", [instance("acc", "acc", i=7)], [mesh])
    assert class_degrees(build_class_graph(design([root], parts)), 0) == ({"east": 3, "west": 3},)


def test_that_a_line_counts_its_ends_apart() -> None:
    line = bundle("x", "acc", "acc", ("acc.i", "step", "acc.i", 1), n=3)
    root = block("root", [instance("acc", "acc", i=5)], [line])
    graph = build_class_graph(design([root], [accelerator()]))
    assert sorted(kinds["p"] for kinds in class_degrees(graph, 0)) == [3, 6]


def test_that_listed_links_beyond_expansion_are_counted_in_the_mean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("designer.topology.degrees.MAX_FLAT_ROWS", 2)
    star = bundle("x", "acc", "acc", pairs=((0, 1, 1), (0, 2, 1), (0, 3, 1)))
    root = block("root", [instance("acc", "acc", i=4)], [star])
    graph = build_class_graph(design([root], [accelerator()]))
    assert class_degrees(graph, 0) == ({"p": 2},)
