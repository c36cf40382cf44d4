"""What one revision hands to the next, and how late numbers are added."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.evaluate.fabric_tasks import is_settled, numbers_in_steps
from designer.evaluate.flat_space import FlatSpace
from designer.evaluate.late_results import (
    with_fabric,
    with_final,
    with_final_traffic,
    with_parts,
    with_traffic,
)
from designer.evaluate.lp import load_solver
from designer.evaluate.part_space import PartSpace
from designer.evaluate.readouts import stamped
from designer.evaluate.rollup import rolled_up
from designer.evaluate.stages import Subject, run_stages
from designer.evaluate.trace import StageRun, Stopwatch
from designer.evaluate.traffic_readouts import TrafficTask, traffic_in_steps
from designer.topology.build import build_class_graph
from designer.topology.degrees import adopt_degrees
from designer.topology.hops import fabric_components, plane_components
from designer.topology.symmetry import adopt_spaces
from designer.validate.case import Case
from designer.validate.runner import check
from designer.workbench.revision import RevisionState, Work
from designer.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.stages import EvaluationState
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.evaluate.traffic_readouts import TrafficRows
    from designer.model.design import Design
    from designer.validate.runner import ValidationState

_NO_CHANGE = ChangeSet(Aspect.NONE)
_OVER: Final = object()
T = TypeVar("T")
LANDING_S: Final = 0.2
"""Least time between two landings of numbers that become narrower. [s]"""
FRAME_MS: Final = 16.0
"""Time of a frame; numbers of parts that take longer than that together are shown one by one."""


class FabricDone(NamedTuple):
    """Numbers of a fabric that had been left for later, and whether nothing better is to come."""

    task: FabricTask
    numbers: FabricNumbers
    run: StageRun
    is_final: bool = False


class PartsDone(NamedTuple):
    """Numbers of several parts that had been left for later, to be shown at once."""

    parts: tuple[FabricDone, ...]

    @property
    def runs(self) -> tuple[StageRun, ...]:
        """How each was computed."""
        return tuple(done.run for done in self.parts)


class FabricFinal(NamedTuple):
    """Nothing better is to come for a fabric."""

    task: FabricTask


class TrafficDone(NamedTuple):
    """Numbers of a traffic that had been left for later, or narrower ones."""

    task: TrafficTask
    found: TrafficRows
    run: StageRun


class TrafficFinal(NamedTuple):
    """Nothing better is to come for a traffic."""

    task: TrafficTask


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
        adopt_degrees(graph, previous.snapshot.graph)
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
    elif isinstance(result, PartsDone):
        evaluation = with_parts(
            evaluation, subject, [(done.task, done.numbers) for done in result.parts]
        )
    elif isinstance(result, FabricFinal):
        evaluation = with_final(evaluation, result.task)
    elif isinstance(result, TrafficDone):
        # The rows are of the revision that asked for them; an edit elsewhere lets them be.
        rows = tuple(stamped(row, snapshot.revision) for row in result.found.rows)
        found = result.found._replace(rows=rows)
        evaluation = with_traffic(evaluation, subject, result.task, found)
    elif isinstance(result, TrafficFinal):
        evaluation = with_final_traffic(evaluation)
    is_partial = bool(evaluation.tasks) or (
        bool(validation.postponed) and not isinstance(result, ConnectionsKnown)
    )
    case = Case(snapshot.design, snapshot.library, snapshot.graph, evaluation.readouts)
    validation = check(case, _NO_CHANGE, validation, is_partial=is_partial)
    own = getattr(result, "run", None)
    runs = result.runs if isinstance(result, PartsDone) else () if own is None else (own,)
    snapshot = replace(
        snapshot,
        readouts=evaluation.readouts,
        findings=validation.findings,
        pending=_pending(evaluation, validation),
        refining=_refining(evaluation),
        trace=(*snapshot.trace, *runs),
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
    fabrics, parts = _fabrics_and_parts(work.tasks)
    for task in fabrics:
        steps = numbers_in_steps(task.space, cancelled, FlatSpace(graph, task.fabric_id))
        done = _send_next(task, steps, send, "T2")
        if done is not None and not done.is_final:
            refinements.append((task, steps))
    _send_parts(parts, cancelled, send)
    # The first numbers may have done without, and small fabrics wait for it.
    load_solver()
    if work.tasks and not _know_connections(work, cancelled, send):
        return
    traffic = _traffic_steps(work, cancelled, send)
    if not cancelled():
        next(traffic, None)
    for task in work.refinements:
        steps = numbers_in_steps(task.space, cancelled, FlatSpace(graph, task.fabric_id))
        refinements.append((task, steps))
    # The traffic that somebody chose goes on between the steps of the fabrics.
    for task, steps in refinements:
        while not cancelled() and _send_next(task, steps, send, "T3") is not None:
            next(traffic, None)
        if not cancelled():
            send(FabricFinal(task))
    while not cancelled() and next(traffic, _OVER) is not _OVER:
        pass


def _traffic_steps(
    work: Work, cancelled: Callable[[], bool], send: Callable[[object], None]
) -> Iterator[None]:
    # Sends the first numbers of the chosen traffic, then narrower ones a few times a second.
    task, snapshot = work.traffic, work.snapshot
    if task is None:
        return
    steps = traffic_in_steps(
        snapshot.design,
        snapshot.graph,
        task.choice,
        revision=snapshot.revision,
        cancelled=cancelled,
    )
    found = next(_timed(steps, "T2"), None)
    if found is None:
        return
    send(TrafficDone(task, *found))
    yield
    for narrower in _timed(steps, "T3"):
        send(TrafficDone(task, *narrower))
        yield
    if not cancelled():
        send(TrafficFinal(task))


def _timed(steps: Iterator[TrafficRows], tier: str) -> Iterator[tuple[TrafficRows, StageRun]]:
    # What is known whenever LANDING_S have passed, and at the end.
    while True:
        watch = Stopwatch()
        with watch.step("traffic", tier):
            latest = _latest(steps, LANDING_S if tier == "T3" else 0.0)
        if latest is None:
            return
        yield latest, watch.runs[0]._replace(is_late=True)


def _latest(steps: Iterator[T], seconds: float) -> T | None:
    # What has come after a time; every landing lets rules and panels work.
    end_s, found = monotonic() + seconds, None
    for one in steps:
        found = one
        if monotonic() >= end_s:
            break
    return found


def _fabrics_and_parts(
    tasks: tuple[FabricTask, ...],
) -> tuple[tuple[FabricTask, ...], tuple[FabricTask, ...]]:
    parts = tuple(task for task in tasks if isinstance(task.space, PartSpace))
    return tuple(task for task in tasks if not isinstance(task.space, PartSpace)), parts


def _send_parts(
    tasks: tuple[FabricTask, ...], cancelled: Callable[[], bool], send: Callable[[object], None]
) -> None:
    # Rows of parts that take no longer than a frame together are sent, and painted, once.
    waiting: list[FabricDone] = []
    for task in tasks:
        steps = numbers_in_steps(task.space, cancelled)
        done = _next_done(task, steps, "T2")
        if done is not None:
            waiting.append(done)
        if waiting and (task is tasks[-1] or sum(d.run.ms for d in waiting) > FRAME_MS):
            send(PartsDone(tuple(waiting)))
            waiting = []


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


def _send_next(
    task: FabricTask,
    steps: Iterator[FabricNumbers],
    send: Callable[[object], None],
    tier: str,
) -> FabricDone | None:
    done = _next_done(task, steps, tier)
    if done is not None:
        send(done)
    return done


def _next_done(task: FabricTask, steps: Iterator[FabricNumbers], tier: str) -> FabricDone | None:
    watch = Stopwatch()
    with watch.step(f"network: {task.fabric_id}", tier):
        numbers = _latest(steps, LANDING_S if tier == "T3" else 0.0)
    if numbers is None:
        return None
    run = watch.runs[0]._replace(is_late=True)
    return FabricDone(task, numbers, run, is_settled(task.space, numbers))


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
    fabrics = tuple(str(task.fabric_id) for task in evaluation.refinements)
    return fabrics if evaluation.traffic_refinement is None else (*fabrics, "traffic")
