"""The workbench: the open design, its history, and everything computed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.commands.history import History
from designer.evaluate.readouts import Readouts
from designer.evaluate.stages import Subject, run_stages
from designer.topology.build import build_class_graph
from designer.topology.symmetry import adopt_spaces
from designer.validate.runner import run_rules
from designer.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.evaluate.stages import EvaluationState
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.validate.runner import ValidationState


class Workbench:
    """Holds one design. Edits come in as commands; every change makes a new snapshot.

    Parameters
    ----------
    library
        Catalog that new parts are taken from.
    design
        The document to open.
    is_deferred
        Whether to leave readouts and findings empty until :meth:`evaluate` is called, so that a
        window can be painted first.
    """

    def __init__(
        self, library: CatalogLibrary, design: Design, *, is_deferred: bool = False
    ) -> None:
        self._library = library
        self._history = History(design)
        self._saved_design: Design | None = design
        self._revision = 0
        self._traffic: TrafficChoice | None = None
        self._evaluation: EvaluationState | None = None
        self._validation: ValidationState | None = None
        self._listeners: list[Callable[[Snapshot], None]] = []
        self._snapshot = self._bare(design)
        if not is_deferred:
            self._snapshot = self._computed(design, EVERYTHING)

    @property
    def library(self) -> CatalogLibrary:
        """The catalog."""
        return self._library

    @property
    def snapshot(self) -> Snapshot:
        """The current revision with all its numbers."""
        return self._snapshot

    @property
    def history(self) -> History:
        """Undo and redo; read its labels, change it only through this class."""
        return self._history

    @property
    def traffic(self) -> TrafficChoice | None:
        """The traffic that is evaluated beside all-to-all, or ``None``."""
        return self._traffic

    @property
    def is_modified(self) -> bool:
        """Whether the design differs from the one last saved or opened."""
        return self._snapshot.design is not self._saved_design and (
            self._saved_design is None or self._snapshot.design != self._saved_design
        )

    def subscribe(self, listener: Callable[[Snapshot], None]) -> None:
        """Call ``listener`` with every new snapshot.

        Parameters
        ----------
        listener
            Called in the thread of the edit.
        """
        self._listeners.append(listener)

    def evaluate(self) -> Snapshot:
        """Compute what was deferred; the revision stays.

        Returns
        -------
        Snapshot
            The current snapshot with its numbers.
        """
        if self._evaluation is None:
            self._snapshot = self._computed(self._snapshot.design, EVERYTHING)
            for listener in tuple(self._listeners):
                listener(self._snapshot)
        return self._snapshot

    def set_traffic(self, choice: TrafficChoice | None) -> Snapshot:
        """Evaluate another traffic beside all-to-all; the design and its revision stay.

        Parameters
        ----------
        choice
            The traffic, or ``None`` for all-to-all alone.

        Returns
        -------
        Snapshot
            The current snapshot with the numbers of the traffic.
        """
        if choice != self._traffic:
            self._traffic = choice
            self._snapshot = self._computed(self._snapshot.design, ChangeSet(Aspect.TRAFFIC))
            for listener in tuple(self._listeners):
                listener(self._snapshot)
        return self._snapshot

    def apply(self, command: Command) -> Snapshot:
        """Apply an edit: first the design, then the history.

        Parameters
        ----------
        command
            The edit.

        Returns
        -------
        Snapshot
            The new snapshot; the current one if the edit changes nothing.

        Raises
        ------
        CommandError
            If the edit is refused; nothing has changed.
        """
        before = self._snapshot.design
        change = command.apply(before, self._library)
        if change.design is before:
            return self._snapshot
        self._history.record(change, command.label, command.merge_key)
        return self._publish(change.design, change.change_set)

    def preview(self, command: Command) -> Snapshot:
        """Return the snapshot that an edit would give, without making it.

        Parameters
        ----------
        command
            The edit, typically one that a drag would commit at release.

        Returns
        -------
        Snapshot
            Snapshot of the scratch design, with the current revision number.

        Raises
        ------
        CommandError
            If the edit would be refused.
        """
        change = command.apply(self._snapshot.design, self._library)
        if change.design is self._snapshot.design:
            return self._snapshot
        return self._compute(change.design, change.change_set)[0]

    def undo(self) -> Snapshot:
        """Go back one step.

        Returns
        -------
        Snapshot
            The new snapshot; the current one if there is nothing to undo.
        """
        change = self._history.undo()
        return self._snapshot if change is None else self._publish(*change)

    def redo(self) -> Snapshot:
        """Go forward one step.

        Returns
        -------
        Snapshot
            The new snapshot; the current one if there is nothing to redo.
        """
        change = self._history.redo()
        return self._snapshot if change is None else self._publish(*change)

    def mark_saved(self) -> None:
        """Remember the current design as saved."""
        self._saved_design = self._snapshot.design
        self._history.seal()

    def mark_unsaved(self) -> None:
        """Treat the current design as never saved, as after recovering or importing one."""
        self._saved_design = None

    def _publish(self, design: Design, change_set: ChangeSet) -> Snapshot:
        self._revision += 1
        self._snapshot = self._computed(design, change_set)
        for listener in tuple(self._listeners):
            listener(self._snapshot)
        return self._snapshot

    def _bare(self, design: Design) -> Snapshot:
        return Snapshot(
            design=design,
            library=self._library,
            graph=build_class_graph(design),
            readouts=Readouts(self._revision),
            findings=(),
            revision=self._revision,
            change_set=EVERYTHING,
        )

    def _computed(self, design: Design, change_set: ChangeSet) -> Snapshot:
        snapshot, self._evaluation, self._validation = self._compute(design, change_set)
        return snapshot

    def _compute(
        self, design: Design, change_set: ChangeSet
    ) -> tuple[Snapshot, EvaluationState, ValidationState]:
        graph = build_class_graph(design)
        adopt_spaces(graph, self._snapshot.graph)
        evaluation = run_stages(
            Subject(design, self._library, graph, self._revision, traffic=self._traffic),
            change_set,
            self._evaluation,
        )
        validation = run_rules(
            design,
            self._library,
            graph,
            evaluation.readouts,
            change=change_set,
            previous=self._validation,
        )
        snapshot = Snapshot(
            design=design,
            library=self._library,
            graph=graph,
            readouts=evaluation.readouts,
            findings=validation.findings,
            revision=self._revision,
            change_set=change_set,
        )
        return snapshot, evaluation, validation
