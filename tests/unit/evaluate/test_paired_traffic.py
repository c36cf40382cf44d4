"""Random permutations and longest matchings, against full programs on the same partners."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.errors.tree import EvaluationError
from designer.evaluate import paired_traffic
from designer.evaluate.bounds import Exactness
from designer.evaluate.flat_network import FlatFabric, flat_fabric
from designer.evaluate.flat_space import spending
from designer.evaluate.paired_traffic import longest_partners, paired_numbers, random_partners
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers, traffic_steps
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.drawn import drawn
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import fat_tree, leaf_spine, random_regular
from tests.oracle.reference import PlainGraph, concurrent_rate
from tests.oracle.routing import depths, split_factor

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALE_UP = FabricId("scale-up")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """On a busy machine the clock must not decide how tight bounds are."""
    with spending(60.0):
        yield


def never() -> bool:
    return False


def sends(pairs: set[tuple[int, int]], s: int, t: int) -> float:
    return float((s, t) in pairs)


def hosted(graph: PlainGraph, n_hosts: int) -> PlainGraph:
    """Return a graph whose vertices are switches with endpoints of their own."""
    hosts = range(graph.n, graph.n + n_hosts * graph.n)
    access = tuple(((h - graph.n) // n_hosts, h, 1.0) for h in hosts)
    return PlainGraph(graph.n + len(hosts), graph.links + access, tuple(hosts))


def fabric_of(graph: PlainGraph) -> FlatFabric:
    return flat_fabric(build_class_graph(drawn(graph)), SCALE_UP)


@pytest.mark.parametrize(
    "words", ["longest-matching", "longest-matching:50%", "longest-matching:1%"]
)
def test_that_the_rate_of_a_longest_matching_is_that_of_the_full_program(words: str) -> None:
    subject = drawn(hosted(random_regular(3, 10, 4), 2))
    graph = build_class_graph(subject)
    choice = choice_from_text(words)
    found = traffic_numbers(graph, SCALE_UP, choice)
    partners = longest_partners(flat_fabric(graph, SCALE_UP), choice.active_percent)
    if words == "longest-matching:1%":
        assert found.problem == "1 % of 10 switches with endpoints is not one pair"
        return
    assert not isinstance(partners, str)
    fabric, plain = flat_fabric(graph, SCALE_UP), plain_graph(graph)
    place = {path: v for v, path in enumerate(plain.paths)}
    sent = {
        (place[fabric.path(s)], place[fabric.path(t)])
        for s, t in zip(partners.sender_ix.tolist(), partners.receiver_ix.tolist(), strict=True)
    }
    assert len(sent) == found.n_senders == (20 if words == "longest-matching" else 8)
    assert {(t, s) for s, t in sent} == sent

    def demand(s: int, t: int) -> float:
        return float((s, t) in sent)

    rate = concurrent_rate(plain, demand) * UNIT_BYTES_PER_S
    ideal, ecmp = found.ideal_bytes_per_s, found.ecmp_bytes_per_s
    assert ideal is not None
    assert ecmp is not None
    assert ideal.low is not None
    assert ideal.high is not None
    assert ideal.low <= rate * (1 + 1e-7)
    assert rate <= ideal.high * (1 + 1e-7)
    assert 1 - ideal.low / ideal.high <= 2e-3
    equal = split_factor(plain, demand, by_capacity=False) * UNIT_BYTES_PER_S
    assert ecmp.value == pytest.approx(equal, rel=1e-9)


def test_that_those_furthest_from_their_partner_take_part_first() -> None:
    graph = hosted(random_regular(3, 12, 7), 1)
    fabric = fabric_of(graph)
    plain = plain_graph(build_class_graph(drawn(graph)))
    place = {path: v for v, path in enumerate(plain.paths)}

    def lengths(percent: int) -> list[float]:
        found = longest_partners(fabric, percent)
        assert not isinstance(found, str)
        return [
            depths(plain, place[fabric.path(t)])[place[fabric.path(s)]]
            for s, t in zip(found.sender_ix.tolist(), found.receiver_ix.tolist(), strict=True)
        ]

    every, half = lengths(100), lengths(50)
    assert (len(every), len(half)) == (12, 6)
    assert sorted(half) == sorted(every)[-6:]
    assert all(a >= b for a, b in pairwise(every))


def test_that_leaves_of_a_tree_go_over_its_top_at_full_rate() -> None:
    graph = build_class_graph(drawn(fat_tree(4)))
    found = traffic_numbers(graph, SCALE_UP, choice_from_text("longest-matching"))
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.value == UNIT_BYTES_PER_S
    assert found.ideal_bytes_per_s.exactness is Exactness.EXACT
    half = build_class_graph(drawn(leaf_spine(4, 2, 4)))
    found = traffic_numbers(half, SCALE_UP, choice_from_text("longest-matching"))
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.value == UNIT_BYTES_PER_S / 2


def test_that_a_random_permutation_sends_nobody_to_himself_and_follows_its_seed() -> None:
    fabric = fabric_of(hosted(random_regular(3, 8, 1), 2))
    ends = set(np.flatnonzero(fabric.network.weight > 0).tolist())
    seen = set()
    for seed in range(20):
        found = random_partners(fabric, seed)
        assert set(found.sender_ix.tolist()) == set(found.receiver_ix.tolist()) == ends
        assert (found.sender_ix != found.receiver_ix).all()
        again = random_partners(fabric, seed)
        assert again.receiver_ix.tolist() == found.receiver_ix.tolist()
        seen.add(tuple(found.receiver_ix.tolist()))
    assert len(seen) == 20


def test_that_the_mean_of_permutations_is_an_estimate_that_holds_each_full_program() -> None:
    graph = build_class_graph(drawn(hosted(random_regular(3, 8, 1), 1)))
    *_, found = traffic_steps(graph, SCALE_UP, choice_from_text("random-permutation"), never)
    fabric, plain = flat_fabric(graph, SCALE_UP), plain_graph(graph)
    place = {path: v for v, path in enumerate(plain.paths)}
    rates = []
    for seed in range(1, paired_traffic.N_DRAWS + 1):
        partners = random_partners(fabric, seed)
        sent = {
            (place[fabric.path(s)], place[fabric.path(t)])
            for s, t in zip(partners.sender_ix.tolist(), partners.receiver_ix.tolist(), strict=True)
        }
        rate = concurrent_rate(plain, partial(sends, sent))
        rates.append(rate * UNIT_BYTES_PER_S)
        one = traffic_numbers(graph, SCALE_UP, choice_from_text(f"random-permutation:{seed}"))
        assert one.ideal_bytes_per_s is not None
        assert one.ideal_bytes_per_s.value == pytest.approx(rates[-1], rel=2e-3)
        assert one.name == f"the random permutation of seed {seed}"
    ideal = found.ideal_bytes_per_s
    assert ideal is not None
    assert ideal.exactness is Exactness.ESTIMATE
    assert ideal.value == pytest.approx(float(np.mean(rates)), rel=2e-3)
    # Student's t for eight draws.
    half = 2.365 * float(np.std(rates, ddof=1)) / math.sqrt(len(rates))
    assert ideal.high is not None
    assert ideal.low is not None
    assert (ideal.high - ideal.low) / 2 == pytest.approx(half, rel=0.05, abs=2e-3 * ideal.value)
    assert "8 random permutations" in found.name


def test_that_fabrics_that_are_too_large_or_apart_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    fabric = fabric_of(hosted(random_regular(3, 8, 1), 1))
    monkeypatch.setattr(paired_traffic, "MAX_MATCHED", 7)
    (found,) = paired_numbers(fabric, choice_from_text("longest-matching"), never)
    assert found.problem == "8 switches hold endpoints; at most 7 are matched by distance"
    monkeypatch.setattr(paired_traffic, "MAX_DRAWN_LINKS", 3)
    (found,) = paired_numbers(fabric, choice_from_text("random-permutation"), never)
    assert "random-permutation:1" in found.problem
    alone = fabric_of(PlainGraph(4, ((0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)), (1, 2, 3)))
    (found,) = paired_numbers(alone, choice_from_text("longest-matching"), never)
    assert found.problem == "only one switch holds endpoints"
    monkeypatch.undo()
    apart = PlainGraph(6, ((0, 2, 1.0), (0, 3, 1.0), (1, 4, 1.0), (1, 5, 1.0)), (2, 3, 4, 5))
    (found,) = paired_numbers(fabric_of(apart), choice_from_text("longest-matching"), never)
    assert found.problem == "some switches cannot reach each other"
    *_, found = paired_numbers(fabric_of(apart), choice_from_text("random-permutation"), never)
    assert "cannot reach" in found.problem


@pytest.mark.parametrize(
    "words",
    [
        "longest-matching:0%", "longest-matching:101%", "longest-matching:5", "longest-matching:",
        "random-permutation:", "random-permutation:-1", "random-permutation:1e9", "permutation:3",
        "longest-matching:٣%", "random-permutation:1000000000",
    ],
)  # fmt: skip
def test_that_other_words_are_refused_with_those_that_are_known(words: str) -> None:
    with pytest.raises(EvaluationError, match="longest-matching:PERCENT%"):
        choice_from_text(words)
