"""The workbench: the open design, its history, and everything computed from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.commands.history import History
from designer.evaluate.trace import Stopwatch
from designer.workbench.ledger import Ledger
from designer.workbench.revision import RevisionState, bare_state
from designer.workbench.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot
    from designer.workbench.worker import Background, Lane

    Listener = Callable[[Snapshot], None]


class Workbench:
    """Holds one design. Edits come in as commands; every change makes a new snapshot.

    Without a background everything is computed in the edit. With one, fabrics that take longer
    than a frame are left to its worker; their numbers come later, for the same revision.

    Parameters
    ----------
    library
        Catalog that new parts are taken from.
    design
        The document to open.
    is_deferred
        Whether to leave readouts and findings empty until :meth:`evaluate` is called, so that a
        window can be painted first.

    Attributes
    ----------
    ledger
        Which numbers every step changed.
    """

    def __init__(
        self, library: CatalogLibrary, design: Design, *, is_deferred: bool = False
    ) -> None:
        self._library = library
        self._history = History(design)
        self._saved_design: Design | None = design
        self._traffic: TrafficChoice | None = None
        self._background: Background | None = None
        self._listeners: list[Listener] = []
        self._number_listeners: list[Listener] = []
        self._preview_listeners: list[Listener] = []
        self._state = bare_state(design, library, EVERYTHING)
        self._preview: RevisionState | None = None
        self.ledger = Ledger(self._history)
        if not is_deferred:
            self._state = self._computed(design, EVERYTHING, 0, Stopwatch())
            self.ledger.follow(self._state.snapshot)

    @property
    def library(self) -> CatalogLibrary:
        """The catalog."""
        return self._library

    @property
    def snapshot(self) -> Snapshot:
        """The current revision with all its numbers."""
        return self._state.snapshot

    @property
    def state(self) -> RevisionState:
        """The current revision with what the next one reuses and what is left to compute."""
        return self._state

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
        return self.snapshot.design is not self._saved_design and (
            self._saved_design is None or self.snapshot.design != self._saved_design
        )

    def work_in(self, background: Background | None) -> None:
        """Leave what takes longer than a frame to a worker from now on.

        Parameters
        ----------
        background
            The worker; ``None`` computes everything in the edit again.
        """
        if self._background is not None:
            self._background.drop()
        self._background = background

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` with every new snapshot.

        Parameters
        ----------
        listener
            Called in the thread of the edit.
        """
        self._listeners.append(listener)

    def listen(self, numbers: Listener, preview: Listener) -> None:
        """Hear of numbers that come later than the snapshot that they belong to.

        Parameters
        ----------
        numbers
            Called with the snapshot of the current revision, in the thread of the edits.
        preview
            The same for the edit that is previewed.
        """
        self._number_listeners.append(numbers)
        self._preview_listeners.append(preview)

    def evaluate(self) -> Snapshot:
        """Compute what was deferred; the revision stays.

        Returns
        -------
        Snapshot
            The current snapshot with its numbers.
        """
        if self._state.evaluation is None:
            snapshot = self.snapshot
            self._state = self._computed(
                snapshot.design, EVERYTHING, snapshot.revision, Stopwatch()
            )
            self._follow(self._state, self._committed_lane, self._land)
            self._publish_state()
        return self.snapshot

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
            self.ledger.forget()
            snapshot = self.snapshot
            change_set = ChangeSet(Aspect.TRAFFIC)
            watch = Stopwatch()
            self._state = self._computed(snapshot.design, change_set, snapshot.revision, watch)
            self._follow(self._state, self._committed_lane, self._land)
            self._publish_state()
        return self.snapshot

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
        before = self.snapshot.design
        watch = Stopwatch()
        with watch.step("command"):
            change = self._history.apply(command, self._library)
        if change.design is before:
            return self.snapshot
        return self._publish(change.design, change.change_set, watch)

    def preview(self, command: Command) -> Snapshot:
        """Return the snapshot that an edit would give, without making it.

        Parameters
        ----------
        command
            The edit, typically one that a drag would commit at release.

        Returns
        -------
        Snapshot
            Snapshot of the scratch design, with the revision that it would become.

        Raises
        ------
        CommandError
            If the edit would be refused.
        """
        watch = Stopwatch()
        with watch.step("command"):
            change = command.apply(self.snapshot.design, self._library)
        if change.design is self.snapshot.design:
            self.end_preview()
            return self.snapshot
        revision = self.snapshot.revision + 1
        self._preview = self._computed(change.design, change.change_set, revision, watch)
        self._follow(self._preview, self._preview_lane, self._land_preview)
        return self._preview.snapshot

    def end_preview(self) -> None:
        """Want no more numbers of the edit that was previewed."""
        self._preview = None
        lane = self._preview_lane
        if lane is not None:
            lane.drop()

    def undo(self) -> Snapshot:
        """Go back one step.

        Returns
        -------
        Snapshot
            The new snapshot; the current one if there is nothing to undo.
        """
        return self.go_to_step(max(0, self._history.position - 1))

    def redo(self) -> Snapshot:
        """Go forward one step.

        Returns
        -------
        Snapshot
            The new snapshot; the current one if there is nothing to redo.
        """
        history = self._history
        return self.go_to_step(min(len(history.labels), history.position + 1))

    def go_to_step(self, position: int) -> Snapshot:
        """Go back or forward until that many steps are applied.

        Parameters
        ----------
        position
            Number of steps, from 0 to all. [1]

        Returns
        -------
        Snapshot
            The new snapshot; the current one if it is here already.
        """
        change = self._history.go_to(position)
        return self.snapshot if change is None else self._publish(*change)

    def mark_saved(self) -> None:
        """Remember the current design as saved."""
        self._saved_design = self.snapshot.design
        self._history.seal()

    def mark_unsaved(self) -> None:
        """Treat the current design as never saved, as after recovering or importing one."""
        self._saved_design = None

    @property
    def _committed_lane(self) -> Lane | None:
        return self._background.committed if self._background is not None else None

    @property
    def _preview_lane(self) -> Lane | None:
        return self._background.previewed if self._background is not None else None

    def _publish(
        self, design: Design, change_set: ChangeSet, watch: Stopwatch | None = None
    ) -> Snapshot:
        self.end_preview()
        revision = self.snapshot.revision + 1
        self._state = self._computed(design, change_set, revision, watch or Stopwatch())
        self._follow(self._state, self._committed_lane, self._land)
        self._publish_state()
        return self.snapshot

    def _publish_state(self) -> None:
        self.ledger.follow(self.snapshot)
        _tell(self._listeners, self.snapshot)

    def _computed(
        self, design: Design, change_set: ChangeSet, revision: int, watch: Stopwatch
    ) -> RevisionState:
        from designer.workbench.state import Edit, next_state  # noqa: PLC0415 - after the drawing

        is_left = self._background.is_left if self._background is not None else None
        edit = Edit(design, self._library, revision, change_set, self._traffic)
        return next_state(edit, self._state, is_left, watch)

    @staticmethod
    def _follow(state: RevisionState, lane: Lane | None, land: Callable[[object], None]) -> None:
        if lane is None:
            return
        work = state.work
        if work is None:
            lane.drop()
        else:
            from designer.workbench.state import compute_work  # noqa: PLC0415 - after the drawing

            lane.submit(Request(work.keys, partial(compute_work, work), land))

    def _land(self, result: object) -> None:
        from designer.workbench.state import landed_state  # noqa: PLC0415 - after the drawing

        self._state = landed_state(self._state, result)
        self.ledger.follow(self.snapshot)
        _tell(self._number_listeners, self.snapshot)

    def _land_preview(self, result: object) -> None:
        # The lane delivers nothing once the preview has ended.
        if self._preview is not None:
            from designer.workbench.state import landed_state  # noqa: PLC0415 - after the drawing

            self._preview = landed_state(self._preview, result)
            _tell(self._preview_listeners, self._preview.snapshot)


def _tell(listeners: list[Listener], snapshot: Snapshot) -> None:
    for listener in tuple(listeners):
        listener(snapshot)
