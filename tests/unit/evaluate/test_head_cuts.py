"""Bisections of fabrics with heads: theorem, mixed-integer program and enumeration agree."""

from __future__ import annotations

import json
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from designer.evaluate.head_cuts import _clique_cuts, head_bisection
from designer.evaluate.network import evaluate_fabric, evaluate_space
from designer.evaluate.witness import fabric_witness
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.broken_designs import PARTS, fat_tree, hyperx, leaf_spine, torus
from tests.oracle.checker import check_witness
from tests.oracle.designs import block, bundle, design, instance
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import bisection

if TYPE_CHECKING:
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def two_tiers(n_leaves: int, n_hosts: int, n_spines: int, n_links: int = 1) -> Design:
    root = block(
        "root",
        [
            instance("acc", "acc", leaf=n_leaves, i=n_hosts),
            instance("leaf", "sw", i=n_leaves),
            instance("spine", "sw-slow", i=n_spines),
        ],
        [
            bundle("d", "acc", "leaf", ("acc.leaf", "equal", "leaf.i")),
            bundle("u", "leaf", "spine", n=n_links),
        ],
    )
    return design([root], PARTS)


def planes(n_leaves: int, n_hosts: int, n_planes: int) -> Design:
    root = block(
        "root",
        [
            instance("acc", "acc", leaf=n_leaves, i=n_hosts),
            instance("leaf", "sw", plane=n_planes, i=n_leaves),
            instance("spine", "sw-slow", plane=n_planes, i=2),
        ],
        [
            bundle("d", "acc", "leaf", ("acc.leaf", "equal", "leaf.i")),
            bundle("u", "leaf", "spine", ("leaf.plane", "equal", "spine.plane")),
        ],
    )
    return design([root], PARTS)


def full_mesh(n_switches: int, n_hosts: int) -> Design:
    root = block(
        "root",
        [instance("acc", "acc", s=n_switches, i=n_hosts), instance("sw", "sw", i=n_switches)],
        [
            bundle("d", "acc", "sw", ("acc.s", "equal", "sw.i")),
            bundle("m", "sw:q", "sw:q", ("sw.i", "not-equal", "sw.i")),
        ],
    )
    return design([root], PARTS)


HEADED = [
    two_tiers(3, 2, 2),
    two_tiers(3, 3, 1),
    two_tiers(5, 2, 3),
    two_tiers(5, 3, 1, 2),
    planes(3, 3, 2),
    planes(5, 2, 3),
    full_mesh(3, 3),
    full_mesh(5, 2),
    hyperx(3, 3, 1),
    hyperx(3, 3, 2),
    hyperx(3, 2, 3),
    hyperx(4, 3, 1),
    hyperx(5, 2, 2),
]


@pytest.mark.parametrize("drawn", HEADED)
def test_that_the_theorem_gives_the_optimum_of_the_mixed_integer_program(drawn: Design) -> None:
    graph = build_class_graph(drawn)
    found = head_bisection(BaseFold(build_space(graph, SCALE_UP)))
    exact = bisection(plain_graph(graph)) * UNIT_BYTES_PER_S
    assert found == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("drawn", HEADED)
def test_that_odd_fabrics_with_heads_have_an_exact_bisection(drawn: Design) -> None:
    graph = build_class_graph(drawn)
    found = evaluate_fabric(graph, SCALE_UP).bisection_bytes_per_s
    assert found is not None
    assert found.exactness.value == "exact"
    assert found.value == pytest.approx(bisection(plain_graph(graph)) * UNIT_BYTES_PER_S, rel=1e-9)


@pytest.mark.parametrize("drawn", HEADED)
def test_that_an_independent_checker_accepts_what_the_theorem_proves(drawn: Design) -> None:
    check_witness(json.loads(json.dumps(fabric_witness(build_class_graph(drawn), SCALE_UP))))


@pytest.mark.parametrize("drawn", [fat_tree(), leaf_spine(), torus(3, 3)])
def test_that_the_theorem_says_nothing_where_its_conditions_fail(drawn: Design) -> None:
    graph = build_class_graph(drawn)
    assert head_bisection(BaseFold(build_space(graph, SCALE_UP))) is None


@pytest.mark.parametrize("sizes", [(3,), (4,), (2, 3), (3, 3), (2, 2, 3), (4, 3)])
def test_that_no_set_of_a_product_of_cliques_has_fewer_links_around_it(
    sizes: tuple[int, ...],
) -> None:
    vertices = list(product(*(range(n) for n in sizes)))
    links = [
        (a, b)
        for a, b in combinations(range(len(vertices)), 2)
        if sum(x != y for x, y in zip(vertices[a], vertices[b], strict=True)) == 1
    ]
    stated = _clique_cuts(sizes, len(vertices)).tolist()
    for n in range(len(vertices) + 1):
        least = min(
            sum((a in own) != (b in own) for a, b in links)
            for own in map(set, combinations(range(len(vertices)), n))
        )
        assert stated[n] == least


def test_that_large_odd_fabrics_with_heads_are_exact() -> None:
    for drawn in (two_tiers(511, 33, 17), hyperx(33, 32, 31)):
        numbers = evaluate_space(build_space(build_class_graph(drawn), SCALE_UP))
        assert numbers.bisection_bytes_per_s is not None
        assert numbers.bisection_bytes_per_s.exactness.value == "exact"
