"""What is left for later: what holds meanwhile, and intervals that only shrink."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.commands.copies import RemoveCopies
from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certified import between, exact
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.fabric_tasks import (
    is_short,
    n_index_sets,
    narrowed,
    narrowed_numbers,
    numbers_in_steps,
    quick_numbers,
)
from designer.evaluate.network import evaluate_space
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.symmetry import build_space
from tests.unit.evaluate.hall import hall, hall_library

FABRIC = FabricId("scale-up")
COPIES = (
    "rack[0]", "rack[1]/node[0]", "rack[1]/node[1]/acc[2]", "rack[2]/node[0]/leaf[0]",
    "rack[2]/node[1]/acc[0]", "spines[0]/spine[1]",
)  # fmt: skip
RATES = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)


@given(st.sets(st.sampled_from(COPIES)))
def test_that_quick_bounds_hold_whatever_is_taken_out(paths: set[str]) -> None:
    subject = hall()
    if paths:
        subject = RemoveCopies(paths=tuple(sorted(paths))).apply(subject, hall_library()).design
    graph = build_class_graph(subject)
    quick = quick_numbers(graph, FABRIC)
    final = evaluate_space(build_space(graph, FABRIC))
    total, quick_total = final.injection_total_bytes_per_s, quick.injection_total_bytes_per_s
    assert total is not None
    assert quick_total is not None
    assert quick_total.value == pytest.approx(total.value, rel=1e-12)
    for name in RATES:
        found, bound = getattr(final, name), getattr(quick, name)
        assert bound.exactness is Exactness.UPPER
        if found is not None:
            assert found.value <= bound.value * (1 + 1e-12)


def test_that_a_fabric_without_links_or_endpoints_has_no_quick_bounds() -> None:
    graph = build_class_graph(hall())
    nothing = quick_numbers(graph, FabricId("no-such-fabric"))
    assert nothing == FabricNumbers(0, "nic")


def test_that_exceptions_make_a_fabric_longer_and_an_unloaded_solver_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subject = hall()
    space = build_space(build_class_graph(subject), FABRIC)
    evaluate_space(space)
    assert is_short(space)
    changed = RemoveCopies(paths=COPIES).apply(subject, hall_library()).design
    irregular = build_space(build_class_graph(changed), FABRIC)
    assert n_index_sets(irregular) > n_index_sets(space)
    assert not is_short(irregular)
    monkeypatch.delitem(sys.modules, "highspy")
    assert not is_short(space)


def test_that_a_cancelled_task_yields_nothing() -> None:
    space = build_space(build_class_graph(hall()), FABRIC)
    assert list(numbers_in_steps(space, lambda: True)) == []
    answers = iter((False, True))
    assert list(numbers_in_steps(space, lambda: next(answers))) == []
    (found,) = numbers_in_steps(space, lambda: False)
    assert found.bisection_bytes_per_s == evaluate_space(space).bisection_bytes_per_s


def test_that_an_interval_only_shrinks() -> None:
    wide, shifted = between(1.0, 9.0, "first"), between(3.0, 12.0, "second")
    both = narrowed(wide, shifted)
    assert both is not None
    assert (both.low, both.high, both.method) == (3.0, 9.0, "second")
    assert narrowed(wide, between(2.0, 8.0, "inside")) == between(2.0, 8.0, "inside")
    assert narrowed(exact(5.0, "proof"), wide) == exact(5.0, "proof")
    assert narrowed(wide, exact(5.0, "proof")) == exact(5.0, "proof")
    one_sided = narrowed(between(None, 7.0, "upper"), between(2.0, None, "lower"))
    assert one_sided is not None
    assert (one_sided.low, one_sided.high) == (2.0, 7.0)


def test_that_a_missing_number_or_an_estimate_is_no_bound() -> None:
    guess = Estimate(4.0, 1.0, 6.0, Exactness.ESTIMATE, "guess")
    bound = between(1.0, 9.0, "bound")
    assert narrowed(None, bound) == bound
    assert narrowed(bound, None) == bound
    assert narrowed(bound, guess) == guess
    assert narrowed(None, None) is None


def test_that_numbers_of_a_fabric_are_narrowed_rate_by_rate() -> None:
    first = FabricNumbers(4, "accelerator", bisection_bytes_per_s=between(1.0, 9.0, "first"))
    later = FabricNumbers(4, "accelerator", bisection_bytes_per_s=between(2.0, 10.0, "later"))
    assert narrowed_numbers(None, first) is first
    found = narrowed_numbers(first, later).bisection_bytes_per_s
    assert found is not None
    assert (found.low, found.high) == (2.0, 9.0)


@given(
    st.lists(
        st.tuples(st.floats(0.1, 10), st.floats(0, 10)).map(lambda p: (p[0], p[0] + p[1])),
        min_size=1,
    )
)
def test_that_no_step_widens_what_was_certain(steps: list[tuple[float, float]]) -> None:
    # All steps are true of one number, so they overlap in it.
    truth = 10.1
    seen: Estimate | None = None
    for low, high in steps:
        new = narrowed(seen, between(low, max(high, truth), "step"))
        assert new is not None
        if seen is not None and seen.low is not None and seen.high is not None:
            assert new.low is not None and new.high is not None  # noqa: PT018
            assert seen.low <= new.low <= new.high <= seen.high
        seen = new
