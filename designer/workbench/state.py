"""One revision with everything that the next one can reuse, and how late numbers are added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.evaluate.fabric_tasks import numbers_in_steps
from designer.evaluate.flat_space import FlatSpace
from designer.evaluate.readouts import Readouts
from designer.evaluate.stages import Subject, run_stages, with_fabric
from designer.evaluate.trace import StageRun, Stopwatch
from designer.topology.build import build_class_graph
from designer.topology.hops import fabric_components, plane_components
from designer.topology.symmetry import adopt_spaces
from designer.validate.case import Case
from designer.validate.runner import check
from designer.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.stages import EvaluationState
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph
    from designer.validate.runner import ValidationState

_NO_CHANGE = ChangeSet(Aspect.NONE)


class RevisionState(NamedTuple):
    """A snapshot with the states that the next revision reuses; ``None`` before the first."""

    snapshot: Snapshot
    evaluation: EvaluationState | None = None
    validation: ValidationState | None = None

    @property
    def tasks(self) -> tuple[FabricTask, ...]:
        """Fabrics whose numbers are left for later."""
        return self.evaluation.tasks if self.evaluation is not None else ()


class FabricDone(NamedTuple):
    """Numbers of a fabric that had been left for later."""

    task: FabricTask
    numbers: FabricNumbers
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


def bare_state(design: Design, library: CatalogLibrary, change_set: ChangeSet) -> RevisionState:
    """Return a design without numbers, to be shown before there are any.

    Parameters
    ----------
    design, library
        The document and its catalog.
    change_set
        What changed.

    Returns
    -------
    RevisionState
        Revision 0 without readouts and findings.
    """
    graph = build_class_graph(design)
    return RevisionState(Snapshot(design, library, graph, Readouts(0), (), 0, change_set))


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
        The state; its ``tasks`` are what is left.
    """
    with watch.step("class graph"):
        graph = build_class_graph(edit.design)
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
        pending=_pending(evaluation, validation),
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
        A :class:`FabricDone` or :class:`ConnectionsKnown` for one of its tasks.

    Returns
    -------
    RevisionState
        The same revision with more numbers, or with tighter ones.
    """
    evaluation, validation = state.evaluation, state.validation
    if evaluation is None or validation is None:
        return state
    snapshot = state.snapshot
    if isinstance(result, FabricDone):
        subject = Subject(
            snapshot.design, snapshot.library, snapshot.graph, snapshot.revision, _everything
        )
        evaluation = with_fabric(evaluation, subject, result.task, result.numbers)
    is_partial = bool(evaluation.tasks) or (
        bool(validation.postponed) and not isinstance(result, ConnectionsKnown)
    )
    case = Case(snapshot.design, snapshot.library, snapshot.graph, evaluation.readouts)
    validation = check(case, _NO_CHANGE, validation, is_partial=is_partial)
    run = result.run if isinstance(result, (FabricDone, ConnectionsKnown)) else None
    snapshot = replace(
        snapshot,
        readouts=evaluation.readouts,
        findings=validation.findings,
        pending=_pending(evaluation, validation),
        trace=snapshot.trace if run is None else (*snapshot.trace, run),
    )
    return RevisionState(snapshot, evaluation, validation)


def compute_tasks(
    graph: ClassGraph,
    tasks: tuple[FabricTask, ...],
    cancelled: Callable[[], bool],
    send: Callable[[object], None],
) -> None:
    """Compute what was left for later; runs on a worker.

    Parameters
    ----------
    graph
        Class graph of the design.
    tasks
        Fabrics to compute.
    cancelled
        Asked between steps.
    send
        Called with every result.
    """
    refinements = []
    for task in tasks:
        steps = numbers_in_steps(task.space, cancelled, FlatSpace(graph, task.fabric_id))
        if _send_next(task, steps, send, "T2"):
            refinements.append((task, steps))
    watch = Stopwatch()
    with watch.step("connections", "T2"):
        for task in tasks:
            if cancelled():
                return
            fabric_components(graph, task.fabric_id)
            plane_components(graph, task.fabric_id)
    send(ConnectionsKnown(watch.runs[0]._replace(is_late=True)))
    for task, steps in refinements:
        while not cancelled() and _send_next(task, steps, send, "T3"):
            pass


def _send_next(
    task: FabricTask,
    steps: Iterator[FabricNumbers],
    send: Callable[[object], None],
    tier: str,
) -> bool:
    watch = Stopwatch()
    with watch.step(f"network: {task.fabric_id}", tier):
        numbers = next(steps, None)
    if numbers is None:
        return False
    send(FabricDone(task, numbers, watch.runs[0]._replace(is_late=True)))
    return True


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
    return tuple(str(task.fabric_id) for task in tasks) or (
        ("connections",) if validation.postponed else ()
    )
