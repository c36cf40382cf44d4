"""What the copies of a fabric add to its fold, and what is settled at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.evaluate import fabric_tasks
from designer.evaluate.certified import between
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.fabric_tasks import (
    first_numbers,
    is_settled,
    is_short,
    numbers_in_steps,
    settled_numbers,
)
from designer.evaluate.flat_space import FlatSpace
from designer.evaluate.network import TOO_MANY, evaluate_space
from designer.evaluate.part_space import PartSpace
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.symmetry import build_space
from tests.unit.evaluate.hall import hall

if TYPE_CHECKING:
    from designer.topology.classes import ClassGraph
    from designer.topology.space import FabricSpace

FABRIC = FabricId("scale-up")
RATES = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def graph() -> ClassGraph:
    return build_class_graph(hall())


@pytest.fixture(scope="module")
def space(graph: ClassGraph) -> FabricSpace:
    return build_space(graph, FABRIC)


@pytest.fixture(scope="module")
def folded(space: FabricSpace) -> FabricNumbers:
    return evaluate_space(space)


def test_that_a_fabric_without_an_index_space_is_never_short(graph: ClassGraph) -> None:
    assert not is_short(FlatSpace(graph, FABRIC))


def test_that_a_part_gives_the_rate_of_its_space_once(
    space: FabricSpace, folded: FabricNumbers
) -> None:
    (found,) = numbers_in_steps(PartSpace(space), never)
    rate, whole = found.throughput_all_to_all_bytes_per_s, folded.throughput_all_to_all_bytes_per_s
    assert rate is not None
    assert whole is not None
    assert rate.value == pytest.approx(whole.value, rel=1e-12)
    assert found.bisection_bytes_per_s is None
    assert is_settled(PartSpace(space), found)


def test_that_a_fabric_is_settled_once_all_rates_are_exact_and_both_splits_there(
    graph: ClassGraph, space: FabricSpace, folded: FabricNumbers
) -> None:
    assert is_settled(space, folded)
    assert not is_settled(space, replace(folded, throughput_ecmp_bytes_per_s=None))
    for name in RATES:
        rate = getattr(folded, name)
        wide = between(rate.value / 2, rate.value, "half")
        for other in (wide, None):
            changed: dict[str, Any] = {name: other}
            assert not is_settled(space, replace(folded, **changed))
    assert first_numbers(space, FlatSpace(graph, FABRIC)) == (folded, True)


def test_that_bounds_of_the_fold_leave_something_to_come(
    graph: ClassGraph,
    space: FabricSpace,
    folded: FabricNumbers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rate = folded.throughput_all_to_all_bytes_per_s
    assert rate is not None
    wide = replace(
        folded, throughput_all_to_all_bytes_per_s=between(rate.value / 2, rate.value, "half")
    )
    monkeypatch.setattr(fabric_tasks, "evaluate_space", lambda _: wide)
    assert first_numbers(space, FlatSpace(graph, FABRIC)) == (wide, False)


def test_that_copies_speak_where_the_fold_cannot(
    graph: ClassGraph,
    space: FabricSpace,
    folded: FabricNumbers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = FabricNumbers(0, "accelerator", problem=TOO_MANY)
    monkeypatch.setattr(fabric_tasks, "evaluate_space", lambda _: silent)
    first, *steps = numbers_in_steps(space, never, FlatSpace(graph, FABRIC))
    assert first is silent
    assert steps
    assert all(step.is_of_copies and not step.problem for step in steps)
    assert steps[-1].n_endpoints == folded.n_endpoints
    for name in RATES:
        found, exact = getattr(steps[-1], name), getattr(folded, name)
        assert (found.low or 0.0) <= exact.value * (1 + 1e-9)
        assert found.high >= exact.value * (1 - 1e-9)
    assert settled_numbers(space, FlatSpace(graph, FABRIC)).n_endpoints == folded.n_endpoints


def test_that_copies_that_cannot_be_laid_out_take_nothing_away(
    graph: ClassGraph, space: FabricSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = FabricNumbers(0, "accelerator", problem=TOO_MANY)
    broken = FabricNumbers(0, "", problem="too many copies")
    monkeypatch.setattr(fabric_tasks, "evaluate_space", lambda _: silent)
    monkeypatch.setattr(fabric_tasks, "numbers_of_copies", lambda *_, **__: iter((broken,)))
    assert list(numbers_in_steps(space, never, FlatSpace(graph, FABRIC))) == [silent]


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_that_the_loads_are_those_of_the_better_routing_with_the_splits_of_either(
    graph: ClassGraph,
    space: FabricSpace,
    folded: FabricNumbers,
    monkeypatch: pytest.MonkeyPatch,
    share: float,
) -> None:
    # Half the rate with loads that are told by a mark, or the whole with the splits missing.
    rate = folded.throughput_all_to_all_bytes_per_s
    assert rate is not None
    marked = tuple(
        replace(load, ecmp=None, wcmp=None, proof_ratio=0.123) for load in folded.link_loads
    )
    less = replace(
        folded,
        throughput_all_to_all_bytes_per_s=between(share * rate.value, rate.value, "some"),
        throughput_ecmp_bytes_per_s=None,
        throughput_wcmp_bytes_per_s=None,
        link_loads=marked,
    )
    monkeypatch.setattr(fabric_tasks, "evaluate_space", lambda _: less)
    *_, last = numbers_in_steps(space, never, FlatSpace(graph, FABRIC))
    found = last.throughput_ecmp_bytes_per_s
    assert found is not None
    assert folded.throughput_ecmp_bytes_per_s is not None
    assert found.value == pytest.approx(folded.throughput_ecmp_bytes_per_s.value)
    assert len(last.link_loads) == len(folded.link_loads)
    is_of_fold = {load.proof_ratio == 0.123 for load in last.link_loads}
    assert is_of_fold == {share == 1.0}
    for load, whole in zip(last.link_loads, folded.link_loads, strict=True):
        assert load.ecmp is not None
        assert whole.ecmp is not None
        assert load.ecmp == pytest.approx(whole.ecmp)
