"""Snapshots: one revision of the design with everything computed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
    from designer.evaluate.rollup import Rollup
    from designer.evaluate.trace import StageRun
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph


@dataclass(frozen=True)
class Snapshot:
    """An immutable bundle that views and exports read; it never mixes revisions.

    Attributes
    ----------
    design, library
        The document, and the catalog it was evaluated with.
    graph
        Its class graph.
    readouts, findings
        What was computed from it.
    revision
        Counts up by one with every change in a session, undo included. [1]
    change_set
        What changed since the snapshot before.
    rollup
        Totals of the parts of every block, exact and there with the design.
    pending
        What is still to be computed for this revision: ids of fabrics, or ``connections``.
    refining
        Ids of fabrics whose intervals are still being made narrower.
    trace
        What ran for it.
    """

    design: Design
    library: CatalogLibrary
    graph: ClassGraph
    readouts: Readouts
    findings: tuple[Finding, ...]
    revision: int
    change_set: ChangeSet
    rollup: Rollup
    pending: tuple[str, ...] = ()
    refining: tuple[str, ...] = ()
    trace: tuple[StageRun, ...] = ()

    @property
    def edit_ms(self) -> float:
        """Time that passed from the edit to its snapshot, late results not counted [ms]."""
        return sum(run.ms for run in self.trace if not run.is_late)
