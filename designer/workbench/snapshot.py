"""Snapshots: one revision of the design with everything computed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
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
    """

    design: Design
    library: CatalogLibrary
    graph: ClassGraph
    readouts: Readouts
    findings: tuple[Finding, ...]
    revision: int
    change_set: ChangeSet
