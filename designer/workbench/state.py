"""What one revision hands to the next, and how late numbers are added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.evaluate.fabric_tasks import is_settled, numbers_in_steps
from designer.evaluate.flat_space import FlatSpace
from designer.evaluate.rollup import rolled_up
from designer.evaluate.stages import (
    Subject,
    run_stages,
    with_fabric,
    with_final,
    with_traffic,
)
from designer.evaluate.trace import StageRun, Stopwatch
from designer.evaluate.traffic_readouts import TrafficTask, traffic_readouts
from designer.topology.build import build_class_graph
from designer.topology.hops import fabric_components, plane_components
from designer.topology.symmetry import adopt_spaces
from designer.validate.case import Case
from designer.validate.runner import check
from designer.workbench.revision import RevisionState, Work
from designer.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.errors.findings import Finding
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.readouts import Readout
    from designer.evaluate.stages import EvaluationState
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.validate.runner import ValidationState

_NO_CHANGE = ChangeSet(Aspect.NONE)


class FabricDone(NamedTuple):
    """Numbers of a fabric that had been left for later, and whether nothing better is to come."""

    task: FabricTask
    numbers: FabricNumbers
    run: StageRun
    is_final: bool = False


class FabricFinal(NamedTuple):
    """Nothing better is to come for a fabric."""

    task: FabricTask


class TrafficDone(NamedTuple):
    """Numbers of a traffic that had been left for later."""

    rows: tuple[Readout, ...]
    findings: tuple[Finding, ...]
    run: StageRun


class ConnectionsKnown(NamedTuple):
    """The components of the fabrics have been looked at, so the rules about them are quick now."""

    run: StageRun


class Edit(NamedTuple):
    """A design to compute, and what changed in it since the state before."""

    design: Design
    library: CatalogLibrary
    revision: int
    change_set: ChangeSet
    traffic: TrafficChoice | None = None


def next_state(
    edit: Edit,
    previous: RevisionState,
    is_left: Callable[[AnySpace], bool] | None,
    watch: Stopwatch,
) -> RevisionState:
    """Return the state after an edit.

    Parameters
    ----------
    edit
        The changed design.
    previous
        The state before.
    is_left
        Whether the numbers of a fabric are left for later; ``None`` computes everything now.
    watch
        Keeps what ran.

    Returns
    -------
    RevisionState
        The state; its ``work`` is what is left.
    """
    with watch.step("rollup"):
        rollup = rolled_up(edit.design, edit.library, previous.snapshot.rollup)
    with watch.step("class graph"):
        graph = build_class_graph(edit.design, previous=previous.snapshot.graph)
        adopt_spaces(graph, previous.snapshot.graph)
    subject = Subject(edit.design, edit.library, graph, edit.revision, is_left, edit.traffic)
    evaluation = run_stages(subject, edit.change_set, previous.evaluation)
    watch.runs += evaluation.trace
    with watch.step("rules"):
        case = Case(edit.design, edit.library, graph, evaluation.readouts)
        validation = check(
            case, edit.change_set, previous.validation, is_partial=bool(evaluation.tasks)
        )
    snapshot = Snapshot(
        design=edit.design,
        library=edit.library,
        graph=graph,
        readouts=evaluation.readouts,
        findings=validation.findings,
        revision=edit.revision,
        change_set=edit.change_set,
        rollup=rollup,
        pending=_pending(evaluation, validation),
        refining=_refining(evaluation),
        trace=tuple(watch.runs),
    )
    return RevisionState(snapshot, evaluation, validation)


def landed_state(state: RevisionState, result: object) -> RevisionState:
    """Return a state with a late result.

    Parameters
    ----------
    state
        A computed state.
    result
        What :func:`compute_work` has sent for it.

    Returns
    -------
    RevisionState
        The same revision with more numbers, or with tighter ones.
    """
    evaluation, validation = state.evaluation, state.validation
    if evaluation is None or validation is None:
        return state
    snapshot = state.snapshot
    subject = Subject(
        snapshot.design, snapshot.library, snapshot.graph, snapshot.revision, _everything
    )
    if isinstance(result, FabricDone):
        evaluation = with_fabric(
            evaluation, subject, result.task, result.numbers, is_final=result.is_final
        )
    elif isinstance(result, FabricFinal):
        evaluation = with_final(evaluation, result.task)
    elif isinstance(result, TrafficDone):
        evaluation = with_traffic(evaluation, subject, result.rows, result.findings)
    is_partial = bool(evaluation.tasks) or (
        bool(validation.postponed) and not isinstance(result, ConnectionsKnown)
    )
    case = Case(snapshot.design, snapshot.library, snapshot.graph, evaluation.readouts)
    validation = check(case, _NO_CHANGE, validation, is_partial=is_partial)
    run = getattr(result, "run", None)
    snapshot = replace(
        snapshot,
        readouts=evaluation.readouts,
        findings=validation.findings,
        pending=_pending(evaluation, validation),
        refining=_refining(evaluation),
        trace=snapshot.trace if run is None else (*snapshot.trace, run),
    )
    return RevisionState(snapshot, evaluation, validation)


def compute_work(work: Work, cancelled: Callable[[], bool], send: Callable[[object], None]) -> None:
    """Compute what was left for later; runs on a worker.

    Parameters
    ----------
    work
        What to compute.
    cancelled
        Asked between steps.
    send
        Called with every result.
    """
    graph = work.snapshot.graph
    refinements: list[tuple[FabricTask, Iterator[FabricNumbers]]] = []
    for task in work.tasks:
        steps = numbers_in_steps(task.space, cancelled, FlatSpace(graph, task.fabric_id))
        done = _send_next(task, steps, send, "T2")
        if done is not None and not done.is_final:
            refinements.append((task, steps))
    if work.tasks and not _know_connections(work, cancelled, send):
        return
    if work.traffic is not None and not cancelled():
        _send_traffic(work.snapshot, work.traffic, send)
    for task in work.refinements:
        steps = numbers_in_steps(task.space, cancelled, FlatSpace(graph, task.fabric_id))
        refinements.append((task, steps))
    for task, steps in refinements:
        while not cancelled() and _send_next(task, steps, send, "T3") is not None:
            pass
        if not cancelled():
            send(FabricFinal(task))


def _know_connections(
    work: Work, cancelled: Callable[[], bool], send: Callable[[object], None]
) -> bool:
    watch = Stopwatch()
    with watch.step("connections", "T2"):
        for task in work.tasks:
            if cancelled():
                return False
            fabric_components(work.snapshot.graph, task.fabric_id)
            plane_components(work.snapshot.graph, task.fabric_id)
    send(ConnectionsKnown(watch.runs[0]._replace(is_late=True)))
    return True


def _send_traffic(snapshot: Snapshot, task: TrafficTask, send: Callable[[object], None]) -> None:
    watch = Stopwatch()
    with watch.step("traffic", "T2"):
        rows, findings = traffic_readouts(
            snapshot.design, snapshot.graph, task.choice, snapshot.revision
        )
    send(TrafficDone(rows, findings, watch.runs[0]._replace(is_late=True)))


def _send_next(
    task: FabricTask,
    steps: Iterator[FabricNumbers],
    send: Callable[[object], None],
    tier: str,
) -> FabricDone | None:
    watch = Stopwatch()
    with watch.step(f"network: {task.fabric_id}", tier):
        numbers = next(steps, None)
    if numbers is None:
        return None
    run = watch.runs[0]._replace(is_late=True)
    done = FabricDone(task, numbers, run, is_settled(task.space, numbers))
    send(done)
    return done


def completed(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which nothing is left for later.

    Parameters
    ----------
    snapshot
        Any snapshot.

    Returns
    -------
    Snapshot
        The same object if it is complete already; else everything is computed in this thread.
    """
    if not snapshot.pending:
        return snapshot
    edit = Edit(snapshot.design, snapshot.library, snapshot.revision, EVERYTHING)
    start = RevisionState(snapshot)
    found = next_state(edit, start, None, Stopwatch()).snapshot
    return replace(found, change_set=snapshot.change_set)


def _everything(_: AnySpace) -> bool:
    return True


def _pending(evaluation: EvaluationState, validation: ValidationState) -> tuple[str, ...]:
    # Parts of fabrics come after the fabrics themselves.
    tasks = evaluation.workings.fabric_tasks or evaluation.tasks
    left = [str(task.fabric_id) for task in tasks]
    if validation.postponed and not left:
        left.append("connections")
    if evaluation.traffic_task is not None:
        left.append("traffic")
    return tuple(left)


def _refining(evaluation: EvaluationState) -> tuple[str, ...]:
    return tuple(str(task.fabric_id) for task in evaluation.refinements)
