"""Recording a script: from a start to a stop, what is done becomes commands to be replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from designer.ui.dialogs.prompts import SaveChoice
from designer.ui.documents import file_stem, write_script
from designer.ui.language.text import tr
from designer.workbench.replay import recorded_script

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.storage.script import Script
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents
    from designer.workbench.workbench import Workbench


class _Take(NamedTuple):
    """Where a recording began: its workbench, length of the log, and the design."""

    workbench: Workbench
    n_entries: int
    design: Design


class Recording(QObject):
    """The recording of a window, if it is under way.

    Parameters
    ----------
    bridge
        Door to the workbench.
    documents
        What the design is saved under, and who asks where to save the script.

    Signals
    -------
    changed()
        It has begun, has another step, or has ended.
    """

    changed = Signal()

    def __init__(
        self, bridge: WorkbenchBridge, documents: Documents, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._documents = documents
        self._take: _Take | None = None
        documents.may_leave = self.may_leave
        bridge.snapshot_changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        return self._take is not None

    @property
    def n_steps(self) -> int:
        """Number of edits, undone and redone ones included, since the recording began."""
        take = self._take
        if take is None:
            return 0
        log = take.workbench.history.log[take.n_entries :]
        return sum(entry != "seal" for entry in log)

    def toggle(self) -> None:
        """Begin to record, or end and ask where to save the script."""
        if self._take is None:
            self._begin()
        elif not self._save():
            self.may_leave()
        self.changed.emit()

    def may_leave(self) -> bool:
        """Ask what to do with a recording under way; return whether the design may be left."""
        if self._take is None:
            return True
        choice = self._documents.prompts.save_recording(self.n_steps)
        if choice is SaveChoice.DISCARD:
            self._end()
            self._documents.said.emit(tr("The recording is discarded"))
        elif choice is SaveChoice.SAVE:
            self._save()
        return self._take is None

    def continue_from(self, other: Recording) -> None:
        """Record on what another window of the same design recorded."""
        self._take = other._take
        self.changed.emit()

    def _begin(self) -> None:
        workbench = self._bridge.workbench
        workbench.history.seal()
        n_entries = len(workbench.history.log)
        self._take = _Take(workbench, n_entries, workbench.snapshot.design)
        self._documents.said.emit(
            tr("Recording: what you do from now on becomes a script; stop it to save")
        )

    def _save(self) -> bool:
        if not self.n_steps:
            self._end()
            self._documents.said.emit(tr("Nothing was recorded"))
            return True
        name = self._bridge.snapshot.design.name or "design"
        path = self._documents.prompts.path_to_export(
            f"{file_stem(name)}.script.json", tr("Script (*.json)")
        )
        if path is None or not write_script(self._documents, self._script(), path):
            return False
        self._end()
        return True

    def _end(self) -> None:
        self._take = None
        self.changed.emit()

    def _script(self) -> Script:
        """Return the script, which replays to the design as it is now wherever it is read.

        It brings the design that it begins with, unless that is a shipped system or nothing. An
        undo that reaches behind the beginning needs the steps before as well.
        """
        take, opened = self._take, self._documents.as_opened()
        assert take is not None  # noqa: S101 - nobody asks for a script of nothing
        history = take.workbench.history
        n_entries, start_design = take.n_entries, take.design
        if history.leans_on_earlier(n_entries):
            n_entries, start_design = 0, history.origin
        is_named = start_design is history.origin and bool(opened.system_name)
        return recorded_script(
            history.log[n_entries:],
            start=opened.system_name if is_named else "",
            start_design=None if is_named else start_design,
            document_id=opened.document.document_id,
            revision=opened.document.revision,
        )

    def _follow(self) -> None:
        take = self._take
        if take is not None:
            if take.workbench is not self._bridge.workbench:
                self._take = None
            self.changed.emit()
