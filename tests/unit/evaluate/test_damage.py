"""The bisection of a damaged fabric is at least that of the intact one less what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.damage import damage_of, half_cut_low, is_endpoint, lost_of_half_cuts
from designer.evaluate.network import evaluate_space
from designer.model.block import ExceptionKind, InstanceException, LinkException
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.topology.symmetry import build_space
from designer.topology.vicinity import Vicinity
from tests.oracle.broken_designs import FAMILIES, broken
from tests.oracle.designs import accelerator, block, bundle, design, instance, port
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import bisection

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design
    from designer.topology.space import FabricSpace


def space_of(subject: Design) -> FabricSpace:
    return build_space(build_class_graph(subject), subject.fabrics[0].id)


def least_of(subject: Design) -> float:
    graph = plain_graph(build_class_graph(subject), subject.fabrics[0].id)
    return bisection(graph) * UNIT_BYTES_PER_S


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=5, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 4))
def test_that_no_half_cut_is_less_than_what_is_missing_explains(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    whole = make()
    damaged = broken(whole, rng, n_failures, ("link", "copy"))
    space = space_of(damaged)
    near = Vicinity(space)
    damage = damage_of(space, near)
    n_left = len(plain_graph(build_class_graph(damaged)).endpoints)
    if n_left < 2:
        return
    n_whole = len(plain_graph(build_class_graph(whole)).endpoints)
    assert n_left == n_whole - sum(is_endpoint(space, one) for one in damage.removed)
    lost = lost_of_half_cuts(space, near, damage, n_left)
    assert lost > 0
    assert least_of(whole) - lost <= least_of(damaged) * (1 + 1e-9)
    low = half_cut_low(space, n_left, evaluate_space)
    assert low <= least_of(damaged) * (1 + 1e-9)


def torus(*missing: LinkException) -> Design:
    links = [
        bundle(
            d,
            "acc",
            "acc",
            (f"acc.{d}", "shift", f"acc.{d}", 1),
            *((f"acc.{other}", "equal", f"acc.{other}") for other in "xyz" if other != d),
        )
        for d in "xyz"
    ]
    whole = block("root", [instance("acc", "acc", x=5, y=5, z=5)], links)
    return design([evolve(whole, link_exceptions=missing)], [accelerator()])


def test_that_one_missing_link_of_an_odd_torus_leaves_an_exact_bisection() -> None:
    # A half cut parts the layers in two, one layer in two, and one row: 2 (25 + 5 + 1).
    gone = LinkException(bundle="root/x", a="acc[50]", b="acc[75]")
    for damaged, n_links in ((torus(), 62), (torus(gone), 61)):
        found = evaluate_space(space_of(damaged)).bisection_bytes_per_s
        assert found is not None
        assert found.exactness is Exactness.EXACT
        assert found.value == n_links * UNIT_BYTES_PER_S


def test_that_a_replaced_copy_leaves_no_intact_fabric_to_compare_with() -> None:
    slow = evolve(
        torus().root_block,
        exceptions=(InstanceException(path="acc[7]", kind=ExceptionKind.REPLACED, part="slow"),),
    )
    parts = [accelerator(), accelerator("slow", port("p", 0.5))]
    space = space_of(design([slow], parts))
    assert half_cut_low(space, 125, evaluate_space) == 0.0
    assert half_cut_low(space_of(torus()), 125, evaluate_space) == 0.0


def test_that_an_endpoint_that_must_take_the_smaller_half_may_add_all_its_links() -> None:
    gone = InstanceException(path="acc[62]", kind=ExceptionKind.REMOVED)
    for n_gone, n_links in ((1, 3), (2, 6), (3, 9)):
        paths = [f"acc[{ix}]" for ix in (62, 4, 119)[:n_gone]]
        removed = tuple(evolve(gone, path=path) for path in paths)
        root = evolve(torus().root_block, exceptions=removed)
        space = space_of(design([root], [accelerator()]))
        near = Vicinity(space)
        lost = lost_of_half_cuts(space, near, damage_of(space, near), 125 - n_gone)
        assert lost == n_links * UNIT_BYTES_PER_S
    # An even torus that lost one has unlike halves, so that the one has no choice.
    links = [bundle("x", "acc", "acc", ("acc.x", "shift", "acc.x", 1))]
    root = block("root", [instance("acc", "acc", x=6)], links, removed=["acc[2]"])
    space = space_of(design([root], [accelerator()]))
    near = Vicinity(space)
    lost = lost_of_half_cuts(space, near, damage_of(space, near), 5)
    assert lost == 2 * UNIT_BYTES_PER_S
