"""Changes of a design that must not, or must, change its network numbers; and known shortcuts."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.commands.copies import RemoveCopies
from designer.evaluate.bounds import Exactness
from designer.evaluate.network import evaluate_fabric
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import bisection

if TYPE_CHECKING:
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")
RATES = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
    "throughput_ecmp_bytes_per_s",
    "throughput_wcmp_bytes_per_s",
    "diameter_hops",
    "mean_hops",
)


def numbers_of(drawn: Design) -> FabricNumbers:
    return evaluate_fabric(build_class_graph(drawn), SCALE_UP)


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def same(a: FabricNumbers, b: FabricNumbers) -> None:
    for name in RATES:
        one, other = known(getattr(a, name)), known(getattr(b, name))
        assert one.exactness is other.exactness
        assert one.value == pytest.approx(other.value, rel=1e-9)
        assert one.high == pytest.approx(other.high, rel=1e-9)


def grid(first: str, second: str, sizes: dict[str, int]) -> Design:
    links = [
        bundle(
            name, "sw", "sw",
            (f"sw.{name}", "not-equal", f"sw.{name}"), (f"sw.{other}", "equal", f"sw.{other}"),
        )
        for name, other in ((first, second), (second, first))
    ]  # fmt: skip
    down = [(f"acc.{n}", "equal", f"sw.{n}") for n in sizes]
    root = block(
        "root",
        [
            instance("acc", "acc", block=False, **sizes, h=2),
            instance("sw", "sw", block=False, **sizes),
        ],
        [*links, bundle("d", "acc", "sw", *down)],
    )
    return design([root], [accelerator(), switch()])


def test_that_names_and_order_of_dimensions_do_not_matter() -> None:
    plain = numbers_of(grid("x", "y", {"x": 4, "y": 3}))
    same(plain, numbers_of(grid("x", "y", {"y": 3, "x": 4})))
    same(plain, numbers_of(grid("q", "b", {"q": 4, "b": 3})))


def test_that_a_level_of_hierarchy_may_be_flattened() -> None:
    node = block(
        "node", [instance("acc", "acc", i=4), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    deep = block(
        "root",
        [instance("node", "node", block=True, n=6), instance("top", "sw", i=2)],
        [bundle("u", "node/sw", "top")],
    )
    flat = block(
        "root",
        [instance("acc", "acc", n=6, i=4), instance("sw", "sw", n=6), instance("top", "sw", i=2)],
        [bundle("d", "acc", "sw", ("acc.n", "equal", "sw.n")), bundle("u", "sw", "top")],
    )
    parts = [accelerator(), switch()]
    same(numbers_of(design([deep, node], parts)), numbers_of(design([flat], parts)))


def test_that_a_clique_by_rule_is_a_clique_drawn_link_by_link() -> None:
    rule = block(
        "root",
        [instance("acc", "acc", i=4)],
        [bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i"))],
    )
    names = ("a", "b", "c", "e")
    drawn = block(
        "root",
        [instance(name, "acc") for name in names],
        [bundle(f"{p}{q}", p, q) for ix, p in enumerate(names) for q in names[ix + 1 :]],
    )
    same(numbers_of(design([rule], [accelerator()])), numbers_of(design([drawn], [accelerator()])))


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_more_links_never_lower_a_certain_rate(rng: Random) -> None:
    drawn = random_design(rng)
    before = numbers_of(drawn)
    if before.throughput_all_to_all_bytes_per_s is None:
        return
    owner = rng.choice([b for b in drawn.blocks if b.link_bundles])
    chosen = rng.choice(owner.link_bundles)
    wider = evolve(chosen, n_links_per_pair=chosen.n_links_per_pair + 1)
    bundles = tuple(wider if one is chosen else one for one in owner.link_bundles)
    blocks = tuple(
        evolve(owner, link_bundles=bundles) if one is owner else one for one in drawn.blocks
    )
    after = numbers_of(evolve(drawn, blocks=blocks))
    for name in RATES[:3]:
        one, other = known(getattr(before, name)), known(getattr(after, name))
        assert one.low is not None
        assert other.high is not None
        assert other.high >= one.low * (1 - 1e-9)
    rates = [known(n.throughput_all_to_all_bytes_per_s).value for n in (before, after)]
    assert rates[1] >= rates[0] * (1 - 1e-9)


def test_that_an_edit_and_its_undo_leave_every_bit() -> None:
    workbench = Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)
    before = {row.id: (row.value, row.low, row.high) for row in workbench.snapshot.readouts.rows}
    workbench.apply(RemoveCopies(paths=("bus-rack[2]/bus-device[5]/l2[1]",)))
    after = workbench.undo().readouts.rows
    assert {row.id: (row.value, row.low, row.high) for row in after} == before


def non_blocking(n_leaves: int) -> Design:
    leaf = block(
        "leaf", [instance("acc", "acc", i=2), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("leaf", "leaf", block=True, i=n_leaves), instance("spine", "sw", i=2)],
        [bundle("u", "leaf/sw", "spine")],
    )
    return design([root, leaf], [accelerator(), switch()])


def test_that_all_to_all_alone_would_halve_the_bisection_of_a_clos() -> None:
    found = numbers_of(non_blocking(8))
    cut, pair = known(found.bisection_bytes_per_s), found.throughput_all_to_all_bytes_per_s
    assert cut.exactness is Exactness.EXACT
    assert cut.value == 8 * UNIT_BYTES_PER_S
    assert known(pair).value / 15 * 8 * 8 < 0.6 * cut.value


def test_that_the_lower_bound_of_an_odd_clos_is_not_taken_for_the_value() -> None:
    drawn = non_blocking(3)
    cut = known(numbers_of(drawn).bisection_bytes_per_s)
    least = bisection(plain_graph(build_class_graph(drawn))) * UNIT_BYTES_PER_S
    assert cut.low is not None
    assert cut.low <= least * (1 + 1e-9)
    assert cut.high == pytest.approx(least)
    assert cut.exactness is (Exactness.EXACT if cut.low > least * 0.999 else Exactness.INTERVAL)


@pytest.mark.parametrize("seed", [5, 10, 96, 105, 106, 126, 130, 142, 216, 266, 273, 297])
def test_that_cuts_gather_the_copies_that_differ(seed: int) -> None:
    drawn = random_design(Random(seed))  # noqa: S311 - the same design in every run
    cut = known(numbers_of(drawn).bisection_bytes_per_s)
    least = bisection(plain_graph(build_class_graph(drawn))) * UNIT_BYTES_PER_S
    assert cut.high == pytest.approx(least, rel=1e-9)
    assert cut.low is not None
    assert cut.low <= least * (1 + 1e-9)
