"""Equal split and link loads copy by copy, against every shortest path and vertex by vertex."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.evaluate import flat_split
from designer.evaluate.bounds import Exactness
from designer.evaluate.ecmp import Split
from designer.evaluate.flat_loads import SplitLoad
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers, flat_splits
from designer.evaluate.flat_split import all_to_all_sent, split_flows, split_roots
from designer.evaluate.flat_state import SplitsFound
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.topology.space_builder import space_links
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.drawn import drawn
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import (
    dragonfly,
    fat_tree,
    leaf_spine,
    network_of,
    random_graph,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.random_designs import random_design
from tests.oracle.routing import split_factor, split_loads
from tests.oracle.shortest_paths import path_split_factor

if TYPE_CHECKING:
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.link_loads import LinkLoad
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph

SCALE_UP = FabricId("scale-up")
IRREGULAR = {
    "dragonfly": lambda: dragonfly(3, 1),
    "dragonfly with hosts": lambda: dragonfly(2, 1, 2),
    "random regular": lambda: random_regular(4, 16, 2),
    "broken torus": lambda: without_links(torus(4, 4), 3, 1),
    "broken fat tree": lambda: without_links(fat_tree(4), 3, 5),
    "broken leaf-spine": lambda: without_links(leaf_spine(4, 3, 2), 2, 7),
}


def last_numbers(found: Design) -> FabricNumbers:
    fabric = flat_fabric(build_class_graph(found), SCALE_UP)
    return list(flat_numbers(fabric, lambda: False))[-1]


def first_splits(found: Design) -> FabricNumbers:
    """Return the numbers as soon as the splits are exact."""
    fabric = flat_fabric(build_class_graph(found), SCALE_UP)
    for numbers in flat_numbers(fabric, lambda: False):
        ecmp = numbers.throughput_ecmp_bytes_per_s
        if ecmp is not None and ecmp.exactness is Exactness.EXACT:
            return numbers
    raise AssertionError("the splits were never computed")


def ones(_s: int, _t: int) -> float:
    return 1.0


def rate_of(estimate: Estimate | None, n: int) -> float:
    assert estimate is not None
    assert estimate.exactness is Exactness.EXACT
    return estimate.value / UNIT_BYTES_PER_S / (n - 1)


def check_splits(found: Design) -> tuple[FabricNumbers, PlainGraph]:
    plain = plain_graph(build_class_graph(found))
    numbers = first_splits(found)
    n = len(plain.endpoints)
    for name, by_capacity in (("ecmp", False), ("wcmp", True)):
        rate = rate_of(getattr(numbers, f"throughput_{name}_bytes_per_s"), n)
        assert rate == pytest.approx(split_factor(plain, ones, by_capacity=by_capacity), rel=1e-9)
        paths = path_split_factor(plain, ones, by_capacity=by_capacity)
        assert rate == pytest.approx(paths, rel=1e-9)
    return numbers, plain


def check_loads(found: Design, numbers: FabricNumbers, plain: PlainGraph) -> None:
    """Compare mean and peak of every class with the loads of single links."""
    graph = build_class_graph(found)
    links = space_links(graph, SCALE_UP)
    flat = flatten(graph, SCALE_UP)
    class_of = [graph.link_classes[ix] for ix in flat.link_class_ix.tolist()]
    for at, by_capacity in ((0, False), (1, True)):
        load = split_loads(plain, ones, by_capacity=by_capacity)
        m = len(plain.links)
        fill = [max(load[e], load[e + m]) / c for e, (*_, c) in enumerate(plain.links)]
        peak = max(fill)
        for one in numbers.link_loads:
            own = [e for e in range(m) if class_of[e] is links[one.link_ix]]
            shown = (one.ecmp, one.wcmp)[at]
            assert shown is not None
            assert shown.peak_ratio == pytest.approx(max(fill[e] for e in own) / peak, rel=1e-9)
            volume = sum(plain.links[e][2] for e in own)
            mean = sum(plain.links[e][2] * fill[e] for e in own) / volume / peak
            assert shown.mean_ratio == pytest.approx(mean, rel=1e-9)


@pytest.mark.parametrize("name", sorted(IRREGULAR))
def test_that_both_splits_of_irregular_graphs_equal_every_shortest_path(name: str) -> None:
    found = drawn(IRREGULAR[name]())
    check_loads(found, *check_splits(found))


@pytest.mark.parametrize("seed", range(16))
def test_that_both_splits_of_random_graphs_equal_every_shortest_path(seed: int) -> None:
    found = drawn(random_graph(seed))
    check_loads(found, *check_splits(found))


@pytest.mark.parametrize("seed", range(12))
def test_that_copies_and_fold_split_alike_on_random_designs(seed: int) -> None:
    found = random_design(Random(seed))  # noqa: S311 - the same design in every run
    folded = evaluate_fabric(build_class_graph(found), SCALE_UP)
    if folded.problem:
        return
    flat = first_splits(found)
    for name in ("throughput_ecmp_bytes_per_s", "throughput_wcmp_bytes_per_s"):
        assert getattr(flat, name).value == pytest.approx(getattr(folded, name).value, rel=1e-9)
    ours, theirs = ({load.link_ix: load for load in one.link_loads} for one in (flat, folded))
    assert set(ours) == set(theirs)
    for ix, load in ours.items():
        check_equal(load, theirs[ix])


def check_equal(ours: LinkLoad, theirs: LinkLoad) -> None:
    for a, b in ((ours.ecmp, theirs.ecmp), (ours.wcmp, theirs.wcmp)):
        assert a is not None
        assert b is not None
        assert a == pytest.approx(b, rel=1e-9)


def test_that_parallel_bundles_of_unlike_rates_share_by_links_or_by_capacity() -> None:
    parts = [accelerator("acc", port("p"), port("q", 0.25)), switch("sw")]
    found = design(
        [
            block(
                "root",
                [instance("acc", "acc", i=3), instance("sw", "sw", j=2)],
                [
                    bundle("fast", "acc:p", "sw", pairs=((0, 0, 1), (1, 0, 1), (2, 1, 1))),
                    bundle("slow", "acc:q", "sw", pairs=((0, 0, 1),)),
                    bundle("core", "sw", "sw", pairs=((0, 1, 8),)),
                ],
            )
        ],
        parts,
    )
    numbers, plain = check_splits(found)
    check_loads(found, numbers, plain)
    ecmp, wcmp = numbers.throughput_ecmp_bytes_per_s, numbers.throughput_wcmp_bytes_per_s
    assert ecmp is not None
    assert wcmp is not None
    assert ecmp.value < wcmp.value


def test_that_bottleneck_links_are_named_one_by_one() -> None:
    found = drawn(without_links(leaf_spine(4, 3, 3), 2, 7))
    numbers = last_numbers(found)
    plain = plain_graph(build_class_graph(found))
    load = split_loads(plain, ones, by_capacity=False)
    m = len(plain.links)
    fill = [max(load[e], load[e + m]) / c for e, (*_, c) in enumerate(plain.links)]
    full = {
        frozenset((plain.paths[a], plain.paths[b]))
        for (a, b, _), f in zip(plain.links, fill, strict=True)
        if f >= max(fill) * (1 - 1e-9)
    }
    named = [one for one in numbers.full_links if one.kind == "ecmp"]
    assert {frozenset((one.a_path, one.b_path)) for one in named} == full
    assert {one.n_all for one in named} == {len(full)}


@pytest.mark.parametrize("seed", range(8))
def test_that_no_link_is_more_than_full_at_the_best_routing_and_proofs_are_full(seed: int) -> None:
    numbers = last_numbers(drawn(random_graph(seed)))
    rate = numbers.throughput_all_to_all_bytes_per_s
    assert rate is not None
    assert rate.exactness is Exactness.EXACT
    assert max(load.optimum.peak_ratio for load in numbers.link_loads) <= 1 + 1e-9
    bottlenecks = [load for load in numbers.link_loads if load.is_bottleneck]
    assert bottlenecks
    for load in bottlenecks:
        assert load.optimum.peak_ratio == pytest.approx(1.0, rel=1e-6)
    assert sum(load.proof_ratio for load in numbers.link_loads) == pytest.approx(1.0)


def test_that_flows_of_a_growing_sample_end_as_those_of_all_destinations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = network_of(random_regular(4, 40, 3))
    roots = split_roots(network, None)
    whole = list(split_flows(network, roots, all_to_all_sent(network), lambda: False))[-1]
    assert whole.n_done == whole.n_all == 40
    monkeypatch.setattr(flat_split, "BLOCK_VALUES", 160 * 7)
    steps = list(split_flows(network, roots, all_to_all_sent(network), lambda: False))
    assert [one.n_done for one in steps] == [7, 14, 21, 28, 35, 40]
    assert np.allclose(steps[-1].flow, whole.flow, rtol=1e-12, atol=0)
    for earlier, later in pairwise(steps):
        assert (earlier.flow <= later.flow * (1 + 1e-12)).all()
    assert len(whole.flow) == len(Split)


def test_that_a_sample_too_small_to_tell_the_fullest_link_gives_no_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flat_split, "BLOCK_VALUES", 1)
    load = SplitLoad(1.0, np.zeros(0), np.zeros(0))
    few = SplitsFound((load, load), 1, 51)
    assert not few.is_fair
    assert SplitsFound((load, load), 2, 51).is_fair
    fabric = flat_fabric(build_class_graph(drawn(random_regular(4, 60, 3))), SCALE_UP)
    found = list(flat_splits(fabric, lambda: False))
    rates = [one.throughput_ecmp_bytes_per_s for one in found]
    first = next(n for n, rate in enumerate(rates) if rate is not None)
    # One destination of sixty is too few, two are not.
    assert first == 1
    assert rates[-1] is not None
    assert rates[-1].exactness is Exactness.EXACT
