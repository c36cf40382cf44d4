"""One fabric said in several ways has one set of numbers, for every family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_tasks import settled_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import broken
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.drawn import drawn
from tests.oracle.expansion import plain_graph
from tests.oracle.generated import SMALL, generated
from tests.oracle.random_designs import random_design

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design

BOUNDED = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)
COUNTED = (
    "injection_total_bytes_per_s",
    "throughput_wcmp_bytes_per_s",
    "diameter_hops",
    "mean_hops",
)
SPLIT = ("throughput_ecmp_bytes_per_s",)


ONE_EACH = tuple({family: (family, texts) for family, texts in SMALL}.values())
"""One size of every family."""


def numbers_of(subject: Design) -> FabricNumbers:
    graph, fabric_id = build_class_graph(subject), subject.fabrics[0].id
    with spending(30.0):
        return settled_numbers(fabric_space(graph, fabric_id), FlatSpace(graph, fabric_id))


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def same(a: FabricNumbers, b: FabricNumbers, names: tuple[str, ...], scale: float = 1.0) -> None:
    """Counted numbers are equal; bounds meet, and are equal where both are exact."""
    assert a.n_endpoints == b.n_endpoints
    assert bool(a.problem) == bool(b.problem)
    if a.problem:
        return
    for name in names:
        one, other = known(getattr(a, name)), known(getattr(b, name))
        if name not in BOUNDED or one.exactness is other.exactness is Exactness.EXACT:
            assert other.value == pytest.approx(one.value * scale, rel=1e-7), name
            continue
        if one.low is not None and other.high is not None:
            assert one.low * scale <= other.high * (1 + 1e-7), name
        if other.low is not None and one.high is not None:
            assert other.low <= one.high * scale * (1 + 1e-7), name


@pytest.mark.parametrize(("family", "texts"), SMALL, ids=str)
def test_that_a_generated_family_is_the_fabric_drawn_pair_by_pair(family: str, texts: str) -> None:
    made = generated(family, texts)
    by_hand = drawn(plain_graph(build_class_graph(made), made.fabrics[0].id))
    same(numbers_of(made), numbers_of(by_hand), (*BOUNDED, *COUNTED))


@pytest.mark.parametrize(("family", "texts"), ONE_EACH, ids=str)
def test_that_half_the_line_rate_is_half_of_every_rate(family: str, texts: str) -> None:
    fast, slow = generated(family, f"{texts} rate=400G"), generated(family, f"{texts} rate=200G")
    names = (*BOUNDED, *COUNTED[:2], *SPLIT)
    of_fast, of_slow = numbers_of(fast), numbers_of(slow)
    same(of_fast, of_slow, names, 0.5)
    same(of_fast, of_slow, COUNTED[2:])


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_a_bundle_may_be_split_in_two(rng: Random) -> None:
    whole = random_design(rng)
    blocks = []
    for own in whole.blocks:
        bundles = []
        for one in own.link_bundles:
            double = evolve(one, n_links_per_pair=3)
            parts = [evolve(one, id=f"{one.id}-{n}", n_links_per_pair=n) for n in (1, 2)]
            bundles.append((double, parts))
        blocks.append((own, bundles))
    joined = [evolve(own, link_bundles=tuple(b for b, _ in bs)) for own, bs in blocks]
    split = [evolve(own, link_bundles=tuple(p for _, ps in bs for p in ps)) for own, bs in blocks]
    names = (*BOUNDED, *COUNTED, *SPLIT)
    before = numbers_of(evolve(whole, blocks=tuple(joined)))
    same(before, numbers_of(evolve(whole, blocks=tuple(split))), names)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 2))
def test_that_racks_may_be_numbered_from_any_of_them(rng: Random, by: int) -> None:
    # Every relation of racks is the same for all of them, in a ring as well.
    whole = random_design(rng)
    root = whole.root_block
    n_racks = root.instance_by_id["rack"].count  # type: ignore[index]

    def turned(path: str) -> str:
        first, _, rest = path.partition("/")
        if not first.startswith("rack["):
            return path
        at = (int(first[5:-1]) + by) % n_racks
        return f"rack[{at}]" + (f"/{rest}" if rest else "")

    moved = tuple(evolve(e, path=turned(e.path)) for e in root.exceptions)
    other = evolve(whole, blocks=(evolve(root, exceptions=moved), *whole.blocks[1:]))
    same(numbers_of(whole), numbers_of(other), (*BOUNDED, *COUNTED, *SPLIT))


def leaf_spine(n_spines: int, n_links: int) -> Design:
    leaf = block(
        "leaf", [instance("acc", "acc", i=3), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("leaf", "leaf", block=True, i=5), instance("spine", "sw", i=n_spines)],
        [bundle("u", "leaf/sw:q", "spine:q", n=n_links)],
    )
    parts = [accelerator(), switch("sw", port("p"), port("q", 0.5))]
    return design([root, leaf], parts)


def test_that_equal_switches_may_be_merged_into_one_with_the_links_of_all() -> None:
    one = numbers_of(leaf_spine(1, 4))
    for n_spines, n_links in ((2, 2), (4, 1)):
        other = numbers_of(leaf_spine(n_spines, n_links))
        same(one, other, (*BOUNDED, *COUNTED, *SPLIT))


@pytest.mark.parametrize(("family", "texts"), ONE_EACH, ids=str)
@settings(max_examples=1, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False))
def test_that_a_link_that_comes_back_lowers_nothing(family: str, texts: str, rng: Random) -> None:
    whole = generated(family, texts)
    less, more = numbers_of(broken(whole, rng, 2, ("link",))), numbers_of(whole)
    if less.problem or less.n_endpoints != more.n_endpoints:
        return
    for name in BOUNDED:
        one, other = known(getattr(less, name)), known(getattr(more, name))
        assert one.low is None or other.high is None or one.low <= other.high * (1 + 1e-9), name
        if one.exactness is other.exactness is Exactness.EXACT:
            assert one.value <= other.value * (1 + 1e-9), name
