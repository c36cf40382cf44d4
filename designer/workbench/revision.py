"""One revision with everything that the next one can reuse; begins without numbers.

A design is drawn before anything of it is evaluated, so this module imports neither stages nor
rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.evaluate.readouts import Readouts
from designer.evaluate.rollup import rolled_up
from designer.topology.build import build_class_graph
from designer.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet
    from designer.evaluate.fabric_tasks import FabricTask
    from designer.evaluate.stages import EvaluationState
    from designer.evaluate.traffic_readouts import TrafficTask
    from designer.model.design import Design
    from designer.validate.runner import ValidationState


class Work(NamedTuple):
    """What a worker computes for a revision.

    Attributes
    ----------
    snapshot
        The revision.
    tasks, refinements
        Fabrics to compute, and fabrics whose intervals to make narrower.
    traffic
        Traffic to compute or to make narrower, or ``None``.
    """

    snapshot: Snapshot
    tasks: tuple[FabricTask, ...]
    refinements: tuple[FabricTask, ...]
    traffic: TrafficTask | None

    @property
    def keys(self) -> frozenset[object]:
        """What tells this work from other work."""
        from designer.topology.space import FabricSpace  # noqa: PLC0415 - not for the drawing

        # Numbers of a fabric that is built alike in other places need not do.
        spaces = frozenset[object](
            (task.space.key, task.space.place_key if isinstance(task.space, FabricSpace) else None)
            for task in (*self.tasks, *self.refinements)
        )
        return spaces if self.traffic is None else spaces | {self.traffic}


class RevisionState(NamedTuple):
    """A snapshot with the states that the next revision reuses; ``None`` before the first."""

    snapshot: Snapshot
    evaluation: EvaluationState | None = None
    validation: ValidationState | None = None

    @property
    def work(self) -> Work | None:
        """What is left to compute or to refine, or ``None``."""
        evaluation, snapshot = self.evaluation, self.snapshot
        if evaluation is None:
            return None
        traffic = evaluation.traffic_task or evaluation.traffic_refinement
        work = Work(snapshot, evaluation.tasks, evaluation.refinements, traffic)
        return work if work.keys else None


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
    rollup = rolled_up(design, library)
    return RevisionState(Snapshot(design, library, graph, Readouts(0), (), 0, change_set, rollup))
