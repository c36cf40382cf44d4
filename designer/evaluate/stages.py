"""The stage table: what is computed from which aspects of the document, and what is reused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from designer.commands.base import Aspect
from designer.evaluate.arrays import MAX_EXACT_COUNT, EvalArrays, bought_parts, build_arrays
from designer.evaluate.assumptions import AssumptionTable, build_assumptions
from designer.evaluate.cable_readouts import cabling_readouts
from designer.evaluate.cabling import CableRoute, CableRun, cable_runs
from designer.evaluate.compute import compute_readouts_of
from designer.evaluate.cost import cost_readouts
from designer.evaluate.counts import count_readouts
from designer.evaluate.fabric_readouts import fabric_readouts
from designer.evaluate.memory import memory_readouts
from designer.evaluate.network_cache import NetworkCache
from designer.evaluate.part_readouts import part_readouts, part_row_id
from designer.evaluate.power import loss_band, power_readouts
from designer.evaluate.rack_exit import rack_exit_readouts
from designer.evaluate.rack_load import RackLoad, rack_loads
from designer.evaluate.readouts import Readout, Readouts, stamped
from designer.evaluate.refused_numbers import is_finite, not_finite, too_large
from designer.evaluate.trace import StageRun, Stopwatch, note
from designer.evaluate.traffic_readouts import (
    TrafficTask,
    group_of,
    traffic_readouts,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet
    from designer.errors.findings import Finding
    from designer.evaluate.fabric_readouts import FabricReading
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.link_loads import FabricLoads
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

_PARTS: Final = Aspect.STRUCTURE | Aspect.WIRING | Aspect.CATALOG


@dataclass(frozen=True)
class Workings:
    """What stages hand on to later stages, and to the same stage of the next revision."""

    arrays: EvalArrays | None = None
    assumptions: AssumptionTable = field(default_factory=AssumptionTable)
    cable_runs: tuple[CableRun, ...] = ()
    cable_routes: tuple[CableRoute, ...] = ()
    rack_loads: tuple[RackLoad, ...] = ()
    network_cache: NetworkCache = field(default_factory=NetworkCache)
    fabric_findings: tuple[Finding, ...] = ()
    fabric_loads: tuple[FabricLoads, ...] = ()
    fabric_readings: tuple[FabricReading, ...] = ()
    fabric_tasks: tuple[FabricTask, ...] = ()
    part_tasks: tuple[FabricTask, ...] = ()
    part_rows: tuple[Readout, ...] = ()
    fabric_refinements: tuple[FabricTask, ...] = ()
    traffic_rows: tuple[Readout, ...] = ()
    traffic_task: TrafficTask | None = None
    traffic_refinement: TrafficTask | None = None
    traffic_findings: tuple[Finding, ...] = ()


class Subject(NamedTuple):
    """What stages compute from.

    Attributes
    ----------
    design, library, graph
        The document, its catalog and its class graph.
    revision
        Revision of the document. [1]
    is_left
        Whether the numbers of a fabric are left for later; ``None`` computes all of them.
    """

    design: Design
    library: CatalogLibrary
    graph: ClassGraph
    revision: int
    is_left: Callable[[AnySpace], bool] | None = None
    traffic: TrafficChoice | None = None


Outcome: TypeAlias = "tuple[tuple[Readout, ...], Workings]"


class Stage(NamedTuple):
    """One stage: it runs when one of its aspects changed, and after the stages before it.

    ``tier`` says where it may run: ``T0`` in the edit, ``T2`` on a worker thread unless short.
    """

    name: str
    aspects: Aspect
    compute: Callable[[Subject, Workings], Outcome]
    tier: str = "T0"


@dataclass(frozen=True)
class EvaluationState:
    """The readouts of one revision, and what the next one can reuse.

    Attributes
    ----------
    readouts
        All readouts.
    rows_by_stage
        Readouts of each stage.
    workings
        Intermediate results.
    stages_run
        Names of the stages that ran for this revision; the others were reused.
    trace
        The same with times and notes.
    """

    readouts: Readouts
    rows_by_stage: Mapping[str, tuple[Readout, ...]]
    workings: Workings
    stages_run: tuple[str, ...]
    trace: tuple[StageRun, ...] = ()

    @property
    def tasks(self) -> tuple[FabricTask, ...]:
        """Fabrics whose numbers are left for later."""
        return (*self.workings.fabric_tasks, *self.workings.part_tasks)

    @property
    def refinements(self) -> tuple[FabricTask, ...]:
        """Fabrics whose intervals can be made narrower."""
        return self.workings.fabric_refinements

    @property
    def traffic_task(self) -> TrafficTask | None:
        """The traffic that is left for later, or ``None``."""
        return self.workings.traffic_task

    @property
    def traffic_refinement(self) -> TrafficTask | None:
        """The traffic whose intervals can be made narrower, or ``None``."""
        return self.workings.traffic_refinement


def _arrays(workings: Workings) -> EvalArrays:
    assert workings.arrays is not None  # noqa: S101 - the first stage of the table makes them
    return workings.arrays


def _run_arrays(subject: Subject, workings: Workings) -> Outcome:
    arrays = build_arrays(subject.design, subject.library, subject.graph, workings.arrays)
    return (), replace(workings, arrays=arrays)


def _run_assumptions(subject: Subject, workings: Workings) -> Outcome:
    return (), replace(workings, assumptions=build_assumptions(subject.design, subject.library))


def _run_counts(subject: Subject, workings: Workings) -> Outcome:
    return count_readouts(subject.graph, subject.revision), workings


def _run_compute(subject: Subject, workings: Workings) -> Outcome:
    return compute_readouts_of(_arrays(workings), subject.revision), workings


def _run_memory(subject: Subject, workings: Workings) -> Outcome:
    return memory_readouts(_arrays(workings), subject.revision), workings


def run_network(subject: Subject, workings: Workings) -> Outcome:
    """Return the readouts of the fabrics, and what was found on the way.

    Parameters
    ----------
    subject
        What is computed from.
    workings
        Intermediate results so far.

    Returns
    -------
    Outcome
        Readouts, and the intermediate results with their own.
    """
    found = fabric_readouts(
        subject.design,
        subject.graph,
        workings.network_cache,
        subject.revision,
        known={reading.fabric.id: reading for reading in workings.fabric_readings},
        is_left=subject.is_left,
    )
    return found.rows, replace(
        workings,
        fabric_findings=found.findings,
        fabric_loads=found.loads,
        fabric_readings=found.readings,
        fabric_tasks=found.tasks,
        fabric_refinements=found.refinements,
    )


def run_parts(subject: Subject, workings: Workings) -> Outcome:
    """Return the readouts of parts of fabrics, and what was found on the way.

    Parameters
    ----------
    subject, workings
        As in :func:`run_network`.

    Returns
    -------
    Outcome
        As from :func:`run_network`.
    """
    # As many programs as fabrics and planes: with a worker, never in the edit.
    found = part_readouts(
        subject.design,
        subject.graph,
        workings.network_cache,
        subject.revision,
        is_left=None if subject.is_left is None else _always,
    )
    # A part that is left keeps its last row, in its place.
    by_id = {row.id: row for row in found.rows}
    before = {row.id: row for row in workings.part_rows}
    left = {part_row_id(str(task.fabric_id)) for task in found.tasks}
    kept = {i: before[i] for i in left if i in before}
    rows = tuple(row for i in found.ids if (row := by_id.get(i) or kept.get(i)) is not None)
    return rows, replace(workings, part_tasks=found.tasks, part_rows=rows)


def _always(_: AnySpace) -> bool:
    return True


def _run_traffic(subject: Subject, workings: Workings) -> Outcome:
    choice = subject.traffic
    if choice is not None and subject.is_left is not None:
        # Its programs may take longer than a frame; the rows of the same traffic stay meanwhile.
        note(worded("left for later, the last values shown meanwhile"))
        kept = tuple(row for row in workings.traffic_rows if row.group == group_of(choice))
        task = TrafficTask(choice)
        return kept, replace(
            workings, traffic_rows=kept, traffic_task=task, traffic_refinement=None
        )
    found = traffic_readouts(subject.design, subject.graph, choice, subject.revision)
    return found.rows, replace(
        workings,
        traffic_findings=found.findings,
        traffic_rows=found.rows,
        traffic_task=None,
        traffic_refinement=None,
    )


def _run_cabling(subject: Subject, workings: Workings) -> Outcome:
    runs, routes = cable_runs(
        subject.design, subject.graph, workings.assumptions, workings.cable_routes
    )
    rows = (
        *rack_exit_readouts(subject.graph, subject.revision),
        *cabling_readouts(runs, workings.assumptions, subject.revision),
    )
    return rows, replace(workings, cable_runs=runs, cable_routes=routes)


def _run_power(subject: Subject, workings: Workings) -> Outcome:
    arrays, assumptions = _arrays(workings), workings.assumptions
    loads = rack_loads(subject.graph, arrays, loss_band(assumptions))
    rows = power_readouts(arrays, assumptions, loads, subject.revision)
    return rows, replace(workings, rack_loads=loads)


def _run_cost(subject: Subject, workings: Workings) -> Outcome:
    return cost_readouts(_arrays(workings), workings.cable_runs, subject.revision), workings


STAGES: Final = (
    Stage("arrays", _PARTS, _run_arrays),
    Stage("assumptions", Aspect.ASSUMPTIONS | Aspect.CATALOG, _run_assumptions),
    Stage("counts", Aspect.STRUCTURE | Aspect.WIRING, _run_counts),
    Stage("compute", Aspect.STRUCTURE | Aspect.CATALOG, _run_compute),
    Stage("memory", Aspect.STRUCTURE | Aspect.CATALOG, _run_memory),
    Stage("network", _PARTS, run_network, "T2"),
    Stage("parts", _PARTS, run_parts, "T2"),
    Stage("traffic", _PARTS | Aspect.TRAFFIC, _run_traffic, "T2"),
    Stage("cabling", _PARTS | Aspect.PLACEMENT | Aspect.ASSUMPTIONS, _run_cabling),
    Stage("power", _PARTS | Aspect.ASSUMPTIONS, _run_power),
    Stage("cost", _PARTS | Aspect.PLACEMENT | Aspect.ASSUMPTIONS, _run_cost),
)
"""All stages, in the order they run and their readouts are shown."""


def _is_too_large(graph: ClassGraph) -> bool:
    counts: dict[str, int] = {}
    for slug, n in bought_parts(graph):
        counts[slug] = counts.get(slug, 0) + n
    n_links = sum(link.n_links for link in graph.link_classes)
    return max(n_links, sum(counts.values())) > MAX_EXACT_COUNT


def _late_ids(workings: Workings) -> set[str]:
    # Rows that are not of the revision that their fabric was read at are still to be computed.
    left = {task.fabric_id for task in workings.fabric_tasks}
    late = {
        row.id
        for reading in workings.fabric_readings
        if reading.fabric.id in left
        for row in reading.rows
        if row.revision <= reading.revision
    }
    parts_left = {str(task.fabric_id) for task in workings.part_tasks}
    late |= {row.id for row in workings.part_rows if row.id.partition(".")[2] in parts_left}
    if workings.traffic_task is not None:
        late |= {row.id for row in workings.traffic_rows}
    return late


def assembled(
    rows_by_stage: Mapping[str, tuple[Readout, ...]], workings: Workings, revision: int
) -> Readouts:
    """Return the readouts of all stages in the order of the table.

    Parameters
    ----------
    rows_by_stage
        Readouts of each stage.
    workings
        Intermediate results, for findings and for what is still to come.
    revision
        Revision that the readouts are shown at. [1]

    Returns
    -------
    Readouts
        Readouts that are not finite are left out with a finding.
    """
    rows: list[Readout] = []
    late = _late_ids(workings)
    findings = [
        *workings.assumptions.findings,
        *workings.fabric_findings,
        *workings.traffic_findings,
    ]
    for stage_rows in rows_by_stage.values():
        for row in stage_rows:
            if not is_finite(row):
                findings.append(not_finite(row))
            elif row.revision == revision or row.id in late:
                rows.append(row)
            else:
                rows.append(stamped(row, revision))
    return Readouts(
        revision,
        tuple(rows),
        tuple(findings),
        workings.cable_runs,
        workings.rack_loads,
        workings.fabric_loads,
    )


def compute_readouts(
    design: Design,
    library: CatalogLibrary,
    graph: ClassGraph,
    *,
    revision: int,
    change: ChangeSet,
    previous: EvaluationState | None,
) -> EvaluationState:
    """Return all readouts of a design; stages whose aspects did not change are reused.

    Parameters
    ----------
    design
        The document.
    library
        Catalog that owns the assumption sets, and parts the document does not embed.
    graph
        Class graph of the document.
    revision
        Revision that the readouts belong to. [1]
    change
        What changed since ``previous``.
    previous
        State of the revision before, or ``None`` to compute everything.

    Returns
    -------
    EvaluationState
        The readouts and what the next revision can reuse.

    Notes
    -----
    A readout that is not finite is left out with a finding. A design of more parts than
    :data:`~designer.evaluate.arrays.MAX_EXACT_COUNT` gives no readouts and one finding.
    """
    return run_stages(Subject(design, library, graph, revision), change, previous)


def run_stages(
    subject: Subject, change: ChangeSet, previous: EvaluationState | None
) -> EvaluationState:
    """Return the readouts of a design, leaving the numbers of some fabrics for later.

    Parameters
    ----------
    subject
        The design; its ``is_left`` decides. Until they are there, the rows of a fabric keep the
        last value with its revision, or show certified bounds.
    change, previous
        As in :func:`compute_readouts`.

    Returns
    -------
    EvaluationState
        The readouts; its ``tasks`` are what is left.
    """
    revision = subject.revision
    if _is_too_large(subject.graph):
        return EvaluationState(Readouts(revision, findings=(too_large(),)), {}, Workings(), ())
    workings = previous.workings if previous is not None else Workings()
    known = previous.rows_by_stage if previous is not None else {}
    rows_by_stage: dict[str, tuple[Readout, ...]] = {}
    stages_run: list[str] = []
    watch = Stopwatch()
    for stage in STAGES:
        if stage.name in known and not stage.aspects & change.aspects:
            rows_by_stage[stage.name] = known[stage.name]
            watch.reuse(stage.name, stage.tier)
            continue
        with watch.step(stage.name, stage.tier):
            rows_by_stage[stage.name], workings = stage.compute(subject, workings)
        stages_run.append(stage.name)
    readouts = assembled(rows_by_stage, workings, revision)
    return EvaluationState(readouts, rows_by_stage, workings, tuple(stages_run), tuple(watch.runs))
