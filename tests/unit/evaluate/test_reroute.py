"""Bounds by detours around what is missing, against full programs on the expansion."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate import network
from designer.evaluate.network import evaluate_space
from designer.evaluate.reroute import rerouted_numbers
from designer.model.block import LinkException
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.hops import path_of
from designer.topology.symmetry import build_space
from designer.topology.vicinity import Vicinity
from tests.oracle.broken_designs import FAMILIES, broken, fat_tree, leaf_spine
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import is_connected
from tests.oracle.reference import all_to_all_per_pair, bisection
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design
    from designer.topology.space import FabricSpace

SCALE_UP = FabricId("scale-up")


def space_of(subject: Design) -> FabricSpace:
    return build_space(build_class_graph(subject), SCALE_UP)


def ends(one: Estimate | None) -> tuple[float, float]:
    assert one is not None
    high = float("inf") if one.high is None else one.high
    return (one.low or 0.0) / UNIT_BYTES_PER_S, high / UNIT_BYTES_PER_S


def without_links(whole: Design, n: int, rng: Random) -> Design:
    """Take single links out; the design stays connected."""
    listed = sorted(
        (key, *sorted(pair)) for key, pairs in links_of(whole).items() for pair in pairs
    )
    first = {
        f"{b.id}/{k.id}": k.a.path.split("/")[-1].split("[")[0]
        for b in whole.blocks
        for k in b.link_bundles
    }
    chosen = []
    for key, a, b in rng.sample(listed, n):
        ordered = (a, b) if a.rpartition("/")[2].split("[")[0] == first[key] else (b, a)
        chosen.append(LinkException(bundle=key, a=ordered[0], b=ordered[1], n_links=1))
    root = evolve(whole.root_block, link_exceptions=tuple(chosen))
    return evolve(whole, blocks=(root, *whole.blocks[1:]))


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=8, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 5))
def test_that_bounds_by_detours_hold_the_full_programs(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    subject = broken(make(), rng, n_failures)
    found = rerouted_numbers(space_of(subject), evaluate_space)
    plain = plain_graph(build_class_graph(subject))
    if found is None or found.problem or len(plain.endpoints) < 2:
        return
    n = len(plain.endpoints)
    assert found.n_endpoints == n
    total = found.injection_total_bytes_per_s
    assert total is not None
    at_ends = set(plain.endpoints)
    injected = sum(c for a, b, c in plain.links for v in (a, b) if v in at_ends)
    assert total.value == pytest.approx(injected * UNIT_BYTES_PER_S, rel=1e-12)
    low, high = ends(found.throughput_all_to_all_bytes_per_s)
    rate = all_to_all_per_pair(plain) * (n - 1)
    assert low <= rate * (1 + 1e-7)
    assert rate <= high * (1 + 1e-7)
    low, high = ends(found.bisection_bytes_per_s)
    cut = bisection(plain)
    assert low <= cut * (1 + 1e-7)
    assert cut <= high * (1 + 1e-7)
    folded = evaluate_space(space_of(subject))
    if not folded.problem:
        low, high = ends(found.throughput_worst_case_bytes_per_s)
        known_low, known_high = ends(folded.throughput_worst_case_bytes_per_s)
        assert low <= known_high * (1 + 1e-9)
        assert known_low <= high * (1 + 1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_that_missing_uplinks_leave_an_interval_with_both_ends(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - the same design in every run
    subject = without_links(fat_tree(3, 3), 4, rng)
    plain = plain_graph(build_class_graph(subject))
    found = rerouted_numbers(space_of(subject), evaluate_space)
    assert found is not None
    if not is_connected(plain.n, plain.links):
        assert found.problem
        return
    low, high = ends(found.throughput_all_to_all_bytes_per_s)
    rate = all_to_all_per_pair(plain) * (len(plain.endpoints) - 1)
    assert 0.3 * rate <= low <= rate * (1 + 1e-7)
    assert rate * (1 - 1e-7) <= high


def test_that_one_missing_uplink_is_exact_where_its_leaf_is_what_limits() -> None:
    subject = leaf_spine(4, 2, 3)
    found = rerouted_numbers(space_of(one_uplink_less(subject)), evaluate_space)
    folded = evaluate_space(space_of(one_uplink_less(subject)))
    assert found is not None
    check_holds(found, folded)


def one_uplink_less(whole: Design) -> Design:
    rng = Random(3)  # noqa: S311 - the same design in every run
    return without_links(whole, 1, rng)


def check_holds(found: FabricNumbers, folded: FabricNumbers, *, is_open: bool = False) -> None:
    for name in (
        "throughput_all_to_all_bytes_per_s",
        "throughput_worst_case_bytes_per_s",
        "bisection_bytes_per_s",
    ):
        low, high = ends(getattr(found, name))
        known_low, known_high = ends(getattr(folded, name))
        assert low > 0 or is_open
        assert low <= known_high * (1 + 1e-9)
        assert known_low <= high * (1 + 1e-9)


@pytest.mark.parametrize("make", FAMILIES)
def test_that_the_links_around_copies_are_those_of_the_expansion(
    make: Callable[[], Design],
) -> None:
    rng = Random(11)  # noqa: S311 - the same design in every run
    subject = without_links(make(), 2, rng)
    space = space_of(subject)
    near = Vicinity(space)
    plain = plain_graph(build_class_graph(subject))
    capacity: dict[frozenset[str], float] = {}
    for a, b, c in plain.links:
        key = frozenset((plain.paths[a], plain.paths[b]))
        capacity[key] = capacity.get(key, 0.0) + c
    found: dict[frozenset[str], float] = {}
    for type_ix in range(len(space.types)):
        for copy in near.copies(type_ix, ()):
            own = path_of(space, type_ix, copy[1:])
            for other, links in near.links(copy).items():
                left = sum(one.left_bytes_per_s for one in links) / UNIT_BYTES_PER_S
                if left:
                    found[frozenset((own, path_of(space, other[0], other[1:])))] = left
    assert found == pytest.approx(capacity)


@pytest.mark.parametrize("make", FAMILIES)
def test_that_splits_and_hops_stay_those_of_the_fold(
    make: Callable[[], Design], monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(7)  # noqa: S311 - the same design in every run
    subject = without_links(make(), 2, rng)
    folded = evaluate_space(space_of(subject))
    monkeypatch.setattr(network, "MAX_ORBIT_CELLS", 0)
    found = evaluate_space(space_of(subject))
    if folded.problem:
        assert found.problem
        return
    check_holds(found, folded, is_open=True)
    for name in ("throughput_ecmp_bytes_per_s", "throughput_wcmp_bytes_per_s", "mean_hops"):
        assert getattr(found, name) == getattr(folded, name)
    assert found.oversubscription == folded.oversubscription
