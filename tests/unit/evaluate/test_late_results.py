"""Numbers of a fabric that come after the edit: which rows are shown, and of which revision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.evaluate.certified import between
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.late_results import with_fabric, with_final, with_parts
from designer.evaluate.network import evaluate_space
from designer.evaluate.network_cache import NetworkCache
from designer.evaluate.part_space import PartSpace
from designer.evaluate.stages import Subject, run_stages
from designer.topology.build import build_class_graph
from designer.topology.space import FabricSpace
from tests.unit.evaluate.hall import hall, hall_library

if TYPE_CHECKING:
    from designer.evaluate.stages import EvaluationState

RATE = "throughput_all_to_all_bytes_per_s.scale-up"


def subject(revision: int) -> Subject:
    design = hall()
    return Subject(design, hall_library(), build_class_graph(design), revision, lambda _: True)


def landed(state: EvaluationState, of: Subject, *, is_final: bool = True) -> EvaluationState:
    for task in state.tasks:
        space = task.space
        if isinstance(space, PartSpace):
            state = with_parts(state, of, [(task, space.numbers())])
        elif isinstance(space, FabricSpace):
            state = with_fabric(state, of, task, evaluate_space(space), is_final=is_final)
    return state


@pytest.fixture(scope="module")
def whole() -> EvaluationState:
    of = subject(1)
    return run_stages(of._replace(is_left=None), EVERYTHING, None)


def test_that_a_fabric_left_for_later_shows_bounds_that_hold(whole: EvaluationState) -> None:
    state = run_stages(subject(1), EVERYTHING, None)
    assert state.tasks
    bound, exact = state.readouts.by_id[RATE], whole.readouts.by_id[RATE]
    assert bound.low is None
    assert bound.high is not None
    assert bound.high >= exact.value * (1 - 1e-12)
    total = "injection_total_bytes_per_s.scale-up"
    assert state.readouts.by_id[total].value == whole.readouts.by_id[total].value


def test_that_what_lands_is_what_would_have_been_computed_at_once(whole: EvaluationState) -> None:
    of = subject(1)
    state = landed(run_stages(of, EVERYTHING, None), of)
    assert not state.tasks
    assert state.readouts.by_id == whole.readouts.by_id


def test_that_a_later_answer_never_widens_an_earlier_one() -> None:
    of = subject(1)
    state = run_stages(of, EVERYTHING, None)
    task = next(t for t in state.tasks if isinstance(t.space, FabricSpace))
    for low, high in ((2e9, 9e9), (1e9, 8e9), (3e9, 20e9)):
        numbers = FabricNumbers(
            24, "accelerator", throughput_all_to_all_bytes_per_s=between(low, high, "step")
        )
        state = with_fabric(state, of, task, numbers)
    row = state.readouts.by_id[RATE]
    assert (row.low, row.high) == (3e9, 8e9)
    assert [t.space.key for t in state.refinements] == [task.space.key]
    assert with_final(state, task).refinements == ()


def test_that_the_last_value_keeps_its_revision_until_the_new_one_is_there() -> None:
    of = subject(1)
    state = landed(run_stages(of, EVERYTHING, None), of)
    forgetful = replace(state.workings, network_cache=NetworkCache())
    state = replace(state, workings=forgetful)
    later = run_stages(subject(2), ChangeSet(Aspect.WIRING), state)
    row = later.readouts.by_id[RATE]
    assert row.value == state.readouts.by_id[RATE].value
    assert row.revision == 1
    assert later.readouts.by_id["n_accelerators"].revision == 2
    done = landed(later, subject(2))
    assert done.readouts.by_id[RATE].revision == 2
