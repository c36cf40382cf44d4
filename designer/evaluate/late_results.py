"""Numbers that had been left for later: how they enter the readouts of their revision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.evaluate.fabric_tasks import narrowed_numbers
from designer.evaluate.readouts import stamped
from designer.evaluate.stages import assembled, run_network, run_parts
from designer.evaluate.traffic_readouts import TrafficTask, tighter_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.stages import EvaluationState, Subject
    from designer.evaluate.traffic_readouts import TrafficRows


def with_fabric(
    state: EvaluationState,
    subject: Subject,
    task: FabricTask,
    numbers: FabricNumbers,
    *,
    is_final: bool = False,
) -> EvaluationState:
    """Return a state with the numbers of a fabric that had been left for later.

    Parameters
    ----------
    state
        State of a revision.
    subject
        What it was computed from.
    task
        The fabric.
    numbers
        Its numbers, for the first time or tighter than before.
    is_final
        Whether nothing better is to come.

    Returns
    -------
    EvaluationState
        The state of the same revision; ends of intervals are never wider than before.
    """
    cache = state.workings.network_cache
    tighter = narrowed_numbers(cache.get(task.space), numbers)
    cache.put(task.space, tighter, is_final=is_final)
    workings, rows_by_stage = state.workings, dict(state.rows_by_stage)
    rows_by_stage["network"], workings = run_network(subject, workings)
    readouts = assembled(rows_by_stage, workings, subject.revision)
    return replace(state, readouts=readouts, rows_by_stage=rows_by_stage, workings=workings)


def with_parts(
    state: EvaluationState, subject: Subject, parts: Sequence[tuple[FabricTask, FabricNumbers]]
) -> EvaluationState:
    """Return a state with the numbers of several parts that had been left for later.

    Parameters
    ----------
    state
        State of a revision.
    subject
        What it was computed from.
    parts
        Parts with their numbers, which are the best there will be.

    Returns
    -------
    EvaluationState
        The state of the same revision.
    """
    cache = state.workings.network_cache
    for task, numbers in parts:
        cache.put(task.space, narrowed_numbers(cache.get(task.space), numbers))
    rows, workings = run_parts(subject, state.workings)
    rows_by_stage = {**state.rows_by_stage, "parts": rows}
    readouts = assembled(rows_by_stage, workings, subject.revision)
    return replace(state, readouts=readouts, rows_by_stage=rows_by_stage, workings=workings)


def with_final(state: EvaluationState, task: FabricTask) -> EvaluationState:
    """Return a state in which nothing better is to come for a fabric.

    Parameters
    ----------
    state
        State of a revision.
    task
        The fabric.

    Returns
    -------
    EvaluationState
        The state without the fabric among its refinements.
    """
    state.workings.network_cache.finish(task.space)
    kept = tuple(t for t in state.refinements if t.space.key != task.space.key)
    return replace(state, workings=replace(state.workings, fabric_refinements=kept))


def with_traffic(
    state: EvaluationState,
    subject: Subject,
    task: TrafficTask,
    found: TrafficRows,
    *,
    is_final: bool = False,
) -> EvaluationState:
    """Return a state with the readouts of a traffic that had been left for later.

    Parameters
    ----------
    state
        State of a revision.
    subject
        What it was computed from.
    task
        The traffic.
    found
        Its readouts and findings, for the first time or tighter than before.
    is_final
        Whether nothing better is to come.

    Returns
    -------
    EvaluationState
        The state of the same revision; ends of intervals are never wider than before.
    """
    before = state.workings
    rows = found.rows
    if before.traffic_task is None:
        rows = tighter_rows(tuple(stamped(r, subject.revision) for r in before.traffic_rows), rows)
    workings = replace(
        before,
        traffic_findings=found.findings,
        traffic_rows=rows,
        traffic_task=None,
        traffic_refinement=None if is_final else task,
    )
    rows_by_stage = {**state.rows_by_stage, "traffic": rows}
    readouts = assembled(rows_by_stage, workings, subject.revision)
    return replace(state, readouts=readouts, rows_by_stage=rows_by_stage, workings=workings)


def with_final_traffic(state: EvaluationState) -> EvaluationState:
    """Return a state in which nothing better is to come for the traffic.

    Parameters
    ----------
    state
        State of a revision.

    Returns
    -------
    EvaluationState
        The state without the traffic among its refinements.
    """
    return replace(state, workings=replace(state.workings, traffic_refinement=None))
