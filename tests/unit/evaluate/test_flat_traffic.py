"""Chosen traffic copy by copy, against full programs and routing vertex by vertex."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from designer.evaluate import flat_traffic
from designer.evaluate.bounds import Exactness
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_space import spending
from designer.evaluate.flat_traffic import far_apart
from designer.evaluate.traffic_choice import (
    TrafficChoice,
    TrafficRow,
    choice_from_text,
    matrix_of,
)
from designer.evaluate.traffic_rate import traffic_numbers, traffic_of_copies
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import broken, mesh, torus
from tests.oracle.drawn import drawn
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import dragonfly, random_graph, random_regular
from tests.oracle.random_designs import random_design
from tests.oracle.reference import concurrent_rate
from tests.oracle.routing import depths, split_factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.traffic_answer import TrafficNumbers
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def of_copies(subject: Design, choice: TrafficChoice) -> TrafficNumbers:
    graph = build_class_graph(subject)
    with spending(20.0):
        return traffic_of_copies(matrix_of(choice, graph, SCALE_UP), SCALE_UP, choice)


def check(
    subject: Design, found: TrafficNumbers, sends: Callable[[str, str], float], gap: float = 1e-9
) -> None:
    plain = plain_graph(build_class_graph(subject))

    def demand(s: int, t: int) -> float:
        return 0.0 if s == t else sends(plain.paths[s], plain.paths[t])

    out = [sum(demand(s, t) for t in plain.endpoints) for s in plain.endpoints]
    if not any(out):
        assert found.ideal_bytes_per_s is None
        return
    if found.problem:
        assert "cannot reach" in found.problem
        return
    assert found.n_senders == sum(1 for one in out if one)
    ideal, ecmp = found.ideal_bytes_per_s, found.ecmp_bytes_per_s
    assert ideal is not None
    assert ecmp is not None
    assert ideal.low is not None
    assert ideal.high is not None
    scale = max(out) * UNIT_BYTES_PER_S
    rate = concurrent_rate(plain, demand) * scale
    assert ideal.low <= rate * (1 + 1e-7)
    assert rate <= ideal.high * (1 + 1e-7)
    assert 1 - ideal.low / ideal.high <= gap
    equal = split_factor(plain, demand, by_capacity=False) * scale
    assert ecmp.value == pytest.approx(equal, rel=1e-9)


def same(name: str) -> Callable[[str, str], float]:
    def sends(a: str, b: str) -> float:
        own = [re.search(rf"{name}\[(\d+)\]", path) for path in (a, b)]
        return float(own[0] is not None and own[1] is not None and own[0][0] == own[1][0])

    return sends


def below(name: str) -> Callable[[str, str], float]:
    def prefix(path: str) -> str:
        steps = path.split("/")
        ends = [at for at, step in enumerate(steps, start=1) if step.startswith(f"{name}[")]
        return "/".join(steps[: ends[0]]) if ends else f"none:{path}"

    return lambda a, b: float(prefix(a) == prefix(b))


@pytest.mark.parametrize("seed", range(24))
def test_that_groups_of_random_designs_hold_the_full_program(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - the same design in every run
    subject = random_design(rng)
    plain = plain_graph(build_class_graph(subject))
    if len(plain.endpoints) * len(plain.arcs) > 800:
        return
    words, sends = rng.choice([
        ("group:rack", below("rack")),
        ("group:node", below("node")),
        ("rail:acc", same("acc")),
        ("all-to-all", lambda _a, _b: 1.0),
    ])
    check(subject, of_copies(subject, choice_from_text(words)), sends)


@pytest.mark.parametrize("seed", range(10))
def test_that_one_way_rows_on_listed_pairs_hold_the_full_program(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - the same rows in every run
    subject = random_design(rng)
    plain = plain_graph(build_class_graph(subject))
    if len(plain.endpoints) * len(plain.arcs) > 800:
        return
    row = TrafficRow("rack", "rack", "", "node", 2.0, None)
    more = TrafficRow("rack", "rack", "rack", "", 1.0, None)
    choice = TrafficChoice("some.json", "rows", rows=(row, more))

    def sends(a: str, b: str) -> float:
        return 2.0 * (not below("node")(a, b)) + below("rack")(a, b)

    check(subject, of_copies(subject, choice), sends)


def test_that_stated_rates_go_one_way_and_say_how_often_they_fit() -> None:
    rng = Random(4)  # noqa: S311 - the same design in every run
    subject = broken(mesh(3, 3, 2), rng, 1)
    row = TrafficRow("board", "board", "", "board", None, 0.25e9)
    found = of_copies(subject, TrafficChoice("some.json", "rows", rows=(row,)))
    plain = plain_graph(build_class_graph(subject))
    n_in = {b: sum(f"board[{b}]" in plain.paths[v] for v in plain.endpoints) for b in (0, 1)}

    def sends(a: str, b: str) -> float:
        other = n_in[int("board[1]" in b)]
        return 0.25 / other if below("board")(a, b) == 0 else 0.0

    check(subject, found, sends)
    assert found.ratio is not None
    assert found.ideal_bytes_per_s is not None
    assert found.ratio.value == pytest.approx(found.ideal_bytes_per_s.value / 0.25e9)


@pytest.mark.parametrize("seed", range(6))
def test_that_all_to_all_by_traffic_is_that_of_listed_pairs(seed: int) -> None:
    subject = drawn(random_graph(seed))
    found = traffic_numbers(build_class_graph(subject), SCALE_UP, choice_from_text("all-to-all"))
    check(subject, found, lambda _a, _b: 1.0)


def test_that_fabrics_that_do_not_fold_have_groups_with_certain_bounds() -> None:
    for subject, words, sends in (
        (drawn(random_regular(4, 20, 1)), "group-size:5", None),
        (mesh(4, 4, 2), "group:board", below("board")),
        (torus(5, 4), "all-to-all", lambda _a, _b: 1.0),
        (drawn(dragonfly(2, 1, 2)), "all-to-all", lambda _a, _b: 1.0),
    ):
        found = traffic_numbers(build_class_graph(subject), SCALE_UP, choice_from_text(words))

        def in_runs(a: str, b: str) -> float:
            own = [int(path[path.index("[") + 1 : -1]) // 5 for path in (a, b)]
            return float(own[0] == own[1])

        check(subject, found, sends or in_runs, gap=0.05)


def test_that_larger_fabrics_are_routed_softly_and_hold_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flat_traffic, "MAX_VARS", 1_000)
    monkeypatch.setattr(flat_traffic, "MAX_PAIRS", 10)
    subject = drawn(random_regular(4, 24, 2))
    found = of_copies(subject, choice_from_text("group-size:12"))

    def in_runs(a: str, b: str) -> float:
        own = [int(path[path.index("[") + 1 : -1]) // 12 for path in (a, b)]
        return float(own[0] == own[1])

    assert found.ideal_bytes_per_s is not None
    assert "soft routing" in found.ideal_bytes_per_s.method
    check(subject, found, in_runs, gap=0.15)


def test_that_the_permutation_goes_over_the_longest_paths() -> None:
    subject = drawn(random_regular(3, 14, 5))
    plain = plain_graph(build_class_graph(subject))
    fabric = flat_fabric(build_class_graph(subject), SCALE_UP)
    partners = far_apart(fabric)
    assert partners is not None
    place = {path: v for v, path in enumerate(plain.paths)}
    pairs = {
        place[fabric.path(s)]: place[fabric.path(t)]
        for s, t in zip(*(one.tolist() for one in partners), strict=True)
    }
    assert sorted(pairs) == sorted(pairs.values())
    total = sum(depths(plain, t)[s] for s, t in pairs.items())
    swapped = list(pairs.items())
    for i in range(len(swapped)):
        for j in range(i):
            (a, b), (c, d) = swapped[i], swapped[j]
            assert depths(plain, b)[a] + depths(plain, d)[c] >= (
                depths(plain, d)[a] + depths(plain, b)[c]
            )
    assert total > 0
    found = of_copies(subject, choice_from_text("permutation"))
    rate = concurrent_rate(plain, lambda s, t: float(pairs.get(s) == t)) * UNIT_BYTES_PER_S
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness is Exactness.EXACT
    assert found.ideal_bytes_per_s.value == pytest.approx(rate, rel=1e-7)


def test_that_traffic_between_parts_that_are_apart_is_named() -> None:
    first = random_regular(3, 6, 1)
    moved = tuple((a + 6, b + 6, c) for a, b, c in first.links)
    both = replace(first, n=12, links=(*first.links, *moved), endpoints=tuple(range(12)))
    found = of_copies(drawn(both), choice_from_text("all-to-all"))
    assert "cannot reach" in found.problem
    inside = of_copies(drawn(both), choice_from_text("group-size:6"))
    assert inside.problem == ""
    assert inside.ideal_bytes_per_s is not None
    assert inside.ideal_bytes_per_s.exactness is Exactness.EXACT
