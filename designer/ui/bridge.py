"""The only door between the workbench and the widgets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from designer.errors.tree import CommandError, DesignerError
from designer.model.query import chain_from_path
from designer.ui.language.text import told
from designer.viewmodel.selection import Selection, repaired
from designer.workbench.worker import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.ids import InstancePath
    from designer.workbench.snapshot import Snapshot
    from designer.workbench.workbench import Workbench

ALL_TO_ALL: Final = "all-to-all"


class WorkbenchBridge(QObject):
    """Turns workbench events into signals, and gestures into commands.

    Signals
    -------
    snapshot_changed(Snapshot)
        After every committed change, undo and redo, and after another design was opened.
    numbers_changed(Snapshot)
        When numbers of the revision that is shown come later, from the worker.
    preview_changed(object)
        A ``Snapshot`` while a drag is under way, ``None`` when it ends.
    selection_changed(Selection), scope_changed(tuple)
        The selection, and the indexed path of the block being edited.
    refused(str)
        Reason of a refused edit, to be shown near the pointer and in the status bar.
    hint(str)
        What the current gesture does, for the status bar.
    """

    snapshot_changed = Signal(object)
    numbers_changed = Signal(object)
    preview_changed = Signal(object)
    selection_changed = Signal(object)
    scope_changed = Signal(object)
    refused = Signal(str)
    hint = Signal(str)
    _posted = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._has_preview = False
        self._is_telling = False
        self._late_preview: Snapshot | None = None
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self.executor = ThreadPoolExecutor(1, "designer-worker")
        self._background = background(self.executor, self.post)
        self._workbench = workbench
        self._attach(workbench)

    @property
    def workbench(self) -> Workbench:
        return self._workbench

    @property
    def snapshot(self) -> Snapshot:
        return self._workbench.snapshot

    @property
    def selection(self) -> Selection:
        return self._selection

    @property
    def scope(self) -> InstancePath:
        return self._selection.scope

    @property
    def scope_block(self) -> Block:
        """The block definition that edits go to."""
        return self.block_at(self._selection.scope) or self.snapshot.design.root_block

    def block_at(self, path: InstancePath) -> Block | None:
        design = self.snapshot.design
        if not path:
            return design.root_block
        chain = chain_from_path(design, design.root_block, path)
        if chain is None or chain[-1].block is None:
            return None
        return design.block_by_id.get(chain[-1].block)

    def open(self, workbench: Workbench) -> None:
        """Show another design; if it cannot be evaluated, the one before stays."""
        self.clear_preview()
        before = self._workbench
        before.work_in(None)
        self._attach(workbench)
        try:
            workbench.evaluate()
        except DesignerError:
            before.work_in(self._background)
            raise
        self._workbench = workbench
        self._selection = Selection()
        self.snapshot_changed.emit(workbench.snapshot)
        self.scope_changed.emit(())
        self.selection_changed.emit(self._selection)

    def apply(self, command: Command) -> bool:
        """Commit an edit; a refusal is reported and nothing changes."""
        self.clear_preview()
        before = self.snapshot
        try:
            after = self._workbench.apply(command)
        except CommandError as refusal:
            self.refused.emit(str(refusal))
            return False
        if after is not before:
            self._publish()
        return True

    def preview(self, command: Command) -> str:
        """Show what an edit would give; return the reason if it would be refused, else ''."""
        try:
            snapshot = self._workbench.preview(command)
        except CommandError as refusal:
            self.clear_preview()
            return str(refusal)
        self._has_preview = True
        self._late_preview = None
        self.preview_changed.emit(snapshot)
        return ""

    def clear_preview(self) -> None:
        if self._has_preview:
            self._has_preview = False
            self._late_preview = None
            self._workbench.end_preview()
            self.preview_changed.emit(None)

    def stop(self) -> None:
        """Want nothing more from the worker, as when the window is closed."""
        self._workbench.work_in(None)
        self.executor.shutdown(wait=False, cancel_futures=True)

    def evaluate(self) -> None:
        """Compute what the workbench left for after the first paint."""
        self._move(self._workbench.evaluate)

    def set_traffic(self, text: str) -> bool:
        """Evaluate another traffic; words that mean nothing are reported and nothing changes."""
        from designer.workbench.traffic import traffic_from_text  # noqa: PLC0415 - seldom needed

        before = self.snapshot
        try:
            choice = None if text.strip() in {"", ALL_TO_ALL} else traffic_from_text(text)
        except DesignerError as error:
            self.refused.emit(told(error))
            return False
        self.clear_preview()
        if self._workbench.set_traffic(choice) is not before:
            self._publish()
        return True

    def undo(self, n_steps: int = 1) -> None:
        """Go back some steps at once, as far as there are any."""
        position = self._workbench.history.position
        self._move(partial(self._workbench.go_to_step, max(0, position - n_steps)))

    def redo(self, n_steps: int = 1) -> None:
        """Go forward some steps at once, as far as there are any."""
        history = self._workbench.history
        position = min(len(history.labels), history.position + n_steps)
        self._move(partial(self._workbench.go_to_step, position))

    def _move(self, step: Callable[[], Snapshot]) -> None:
        before = self.snapshot
        if step() is not before:
            self._publish()

    def select(
        self, paths: tuple[InstancePath, ...] = (), bundle_keys: tuple[str, ...] = ()
    ) -> None:
        """Select copies and bundles inside the current scope."""
        selection = Selection(self._selection.scope, paths, bundle_keys)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    def enter(self, path: InstancePath) -> None:
        """Make the block at an indexed path the scope of edits; paths to parts are ignored."""
        if self.block_at(path) is None or path == self._selection.scope:
            return
        self._selection = Selection(path)
        self.scope_changed.emit(path)
        self.selection_changed.emit(self._selection)

    def leave(self) -> None:
        """Go up one block and select the one that was left."""
        left = self._selection.scope
        if left:
            self.enter(left[:-1])
            self.select((left,))

    def _attach(self, workbench: Workbench) -> None:
        workbench.work_in(self._background)
        workbench.listen(self._hear_numbers, self._hear_preview)

    def _hear_numbers(self, snapshot: Snapshot) -> None:
        # While more is to come, results that wait in the queue already are taken first, and all
        # of them are shown at once.
        if not snapshot.pending:
            self._tell_numbers()
        elif not self._is_telling:
            self._is_telling = True
            self.post(self._tell_numbers)

    def _hear_preview(self, snapshot: Snapshot) -> None:
        is_telling, self._late_preview = self._late_preview is not None, snapshot
        if not snapshot.pending:
            self._tell_preview()
        elif not is_telling:
            self.post(self._tell_preview)

    def _tell_numbers(self) -> None:
        self._is_telling = False
        self.numbers_changed.emit(self.snapshot)

    def _tell_preview(self) -> None:
        snapshot, self._late_preview = self._late_preview, None
        if snapshot is not None and self._has_preview:
            self.preview_changed.emit(snapshot)

    def post(self, call: Callable[[], None]) -> None:
        """Hand a call to the thread of the window; may be called from any thread."""
        # Once the window is gone there is nobody to hand results to.
        with suppress(RuntimeError):
            self._posted.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()

    def _publish(self) -> None:
        self._repair_selection()
        self.snapshot_changed.emit(self.snapshot)

    def _repair_selection(self) -> None:
        found = repaired(self.snapshot.design, self._selection)
        scope = found.scope
        if found != self._selection:
            scope_moved = scope != self._selection.scope
            self._selection = found
            if scope_moved:
                self.scope_changed.emit(scope)
            self.selection_changed.emit(found)
