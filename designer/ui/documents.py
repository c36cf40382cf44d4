"""Opening, saving and exporting designs: which file, what to ask, what to say when it fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from designer.errors.tree import DesignerError, DesignFileError, ExportError
from designer.storage.atomic import write_atomically
from designer.storage.autosave import discard_copy, read_copy
from designer.storage.codec import new_document, next_revision
from designer.storage.files import write_design
from designer.storage.recent import forget_file, recent_files, remember_file
from designer.storage.script import encode_script
from designer.ui.dialogs.prompts import Prompts, SaveChoice
from designer.ui.file_claim import FileClaim
from designer.ui.language.text import shown, told, tr
from designer.workbench.opening import (
    SUFFIX,
    OpenedDesign,
    imported,
    new_design,
    open_named_or_file,
)
from designer.workbench.replay import recorded_script
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent

    from designer.model.design import Design
    from designer.storage.autosave import UnsavedCopy
    from designer.storage.script import Script
    from designer.ui.bridge import WorkbenchBridge


class Documents(QObject):
    """The file of the window.

    Signals
    -------
    changed()
        Another design was opened, or this one was saved.
    said(str)
        One line for the status bar.

    Attributes
    ----------
    claim
        The claim to the file, so that no other window writes it.
    may_leave
        Asked before the design is left; a recording wants to be saved first.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        bridge: WorkbenchBridge,
        opened: OpenedDesign,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._document = opened.document
        self._path = opened.path
        self.claim = FileClaim()
        self._prompts = prompts
        self._system_name = opened.system_name
        self._script_start = _start_of(opened)
        self._script_first = 0
        self.may_leave: Callable[[], bool] = lambda: True

    @property
    def path(self) -> Path | None:
        return self._path

    def hold_file(self) -> None:
        """Claim the file for this window; if another window has it, go on with a copy."""
        path = self._path
        if path is None or self.claim.take(path):
            return
        self._path = None
        self._bridge.workbench.mark_unsaved()
        self.said.emit(tr("{name} is open in another window; this is a copy of it", name=path.name))

    @property
    def prompts(self) -> Prompts:
        return self._prompts

    @prompts.setter
    def prompts(self, prompts: Prompts) -> None:
        self._prompts = prompts

    @property
    def display_name(self) -> str:
        design = self._bridge.snapshot.design
        name = design.name or design.root_block.name or tr("Untitled")
        return name if self._path is None else f"{name} ({self._path.name})"

    @property
    def system_name(self) -> str:
        """Slug of the shipped system that was opened; empty for files and new designs."""
        return self._system_name

    def as_opened(self) -> OpenedDesign:
        """Return where the design came from, for another window that shows it."""
        return OpenedDesign(self._document, self._path, self._system_name)

    def continue_script_of(self, other: Documents) -> None:
        """Record on where another window of the same design recorded."""
        self._script_start, self._script_first = other._script_start, other._script_first

    def recent(self) -> tuple[Path, ...]:
        return recent_files()

    def may_replace(self) -> bool:
        """Ask what to do with unsaved changes; return whether the design may be closed."""
        if not self.may_leave():
            return False
        if not self._bridge.workbench.is_modified:
            return True
        choice = self._prompts.save_changes(self._bridge.snapshot.design.name)
        if choice is SaveChoice.SAVE:
            return self.save()
        return choice is SaveChoice.DISCARD

    def new(self) -> None:
        if self.may_replace():
            self._show(new_design())
            self.said.emit(tr("New design: drag racks, nodes and switches from the catalog"))

    def open(self) -> None:
        if not self.may_replace():
            return
        path = self._prompts.path_to_open()
        if path is not None:
            self._open(str(path))

    def import_graph(self) -> None:
        """Ask for a graph file and show it as a new, unsaved design."""
        if not self.may_replace():
            return
        path = self._prompts.path_to_import()
        if path is None:
            return
        try:
            opened = imported(path, self._bridge.workbench.library)
        except DesignerError as problem:
            self.report(tr("{name} cannot be imported", name=path.name), problem)
            return
        self._show(opened)
        self._bridge.workbench.mark_unsaved()
        self.said.emit(tr("Imported {name}: save it to keep it", name=path.name))
        self.changed.emit()

    def open_text(self, name_or_path: str) -> None:
        """Open a shipped system or a file, after asking about unsaved changes."""
        if self.may_replace():
            self._open(name_or_path)

    def open_recovered(self, copy: UnsavedCopy) -> None:
        """Open what a crash left as an unsaved design, after asking about unsaved changes."""
        if not self.may_replace():
            return
        try:
            document = read_copy(copy)
        except DesignerError as problem:
            self.report(tr("{file} cannot be recovered", file=copy.name), problem)
            return
        self._show(OpenedDesign(document, None))
        self._bridge.workbench.mark_unsaved()
        discard_copy(copy)
        self.said.emit(tr("Recovered {file}: save it to keep it", file=copy.name))
        self.changed.emit()

    def open_generated(self, design: Design) -> None:
        """Open a design that was just generated, after asking about unsaved changes."""
        if self.may_replace():
            self._show(OpenedDesign(new_document(design, self._bridge.workbench.library), None))
            self.said.emit(
                tr("New design: {description}", description=design.description or design.name)
            )

    def save(self) -> bool:
        """Save to the file of the design, asking for one if it has none."""
        return self._write(self._path) if self._path is not None else self.save_as()

    def save_as(self) -> bool:
        name = self._system_name or self._bridge.snapshot.design.name or "design"
        suggested = str(self._path) if self._path is not None else file_stem(name) + SUFFIX
        path = self._prompts.path_to_save(suggested)
        if path is None:
            return False
        return self._write(path if path.suffix else path.with_name(path.name + SUFFIX))

    def save_script(self) -> None:
        """Write what was done since the design was opened, to be replayed without a window."""
        suggested = f"{file_stem(self._bridge.snapshot.design.name or 'design')}.script.json"
        path = self._prompts.path_to_export(suggested, tr("Script (*.json)"))
        if path is None:
            return
        script = recorded_script(
            self._bridge.workbench.history.log[self._script_first :],
            start=self._script_start,
            document_id=self._document.document_id,
            revision=self._document.revision,
        )
        write_script(self, script, path)

    def report(self, title: str, problem: Exception) -> None:
        """Say what went wrong: message, and every finding with file, line and field."""
        findings = problem.findings if isinstance(problem, DesignFileError) else ()
        lines = [
            f"{f.locus.text()}: {shown(f.message)}" + (f" ({shown(f.hint)})" if f.hint else "")
            for f in findings
        ]
        self._prompts.problem(title, lines or [told(problem)])

    def _open(self, name_or_path: str) -> None:
        try:
            opened = open_named_or_file(name_or_path)
        except DesignerError as problem:
            self.report(tr("{name} cannot be opened", name=Path(name_or_path).name), problem)
            if not Path(name_or_path).exists():
                forget_file(Path(name_or_path))
                self.changed.emit()
            return
        self._show(opened)
        if opened.path is not None:
            self._remember(opened.path)
        for notice in opened.document.notices:
            self.said.emit(f"{notice.locus.text()}: {shown(notice.message)}")

    def _show(self, opened: OpenedDesign) -> None:
        library = self._bridge.workbench.library
        try:
            workbench = Workbench(library, opened.document.design, is_deferred=True)
            self._bridge.open(workbench)
        except DesignerError as problem:
            self.report(tr("{name} cannot be opened", name=opened.document.design.name), problem)
            return
        self.claim.let_go()
        self._document = opened.document
        self._path = opened.path
        self._system_name = opened.system_name
        self._script_start, self._script_first = _start_of(opened), 0
        self.hold_file()
        self.changed.emit()

    def _write(self, path: Path) -> bool:
        workbench = self._bridge.workbench
        if not self.claim.take(path):
            reason = tr("it is open in another window; choose another name")
            self.report(tr("{name} cannot be saved", name=path.name), ExportError(reason))
            return False
        document = replace(self._document, design=workbench.snapshot.design)
        document = next_revision(document, document.design, workbench.library)
        try:
            write_design(path, document)
        except (DesignerError, OSError) as problem:
            self.report(tr("{name} cannot be saved", name=path.name), problem)
            return False
        self._document = document
        self._path = path
        self._system_name = ""
        workbench.mark_saved()
        if self._script_start == str(path):
            # The file holds the edits now; a script that starts with it must not repeat them.
            self._script_first = len(workbench.history.log)
        self._remember(path)
        self.said.emit(tr("Saved {name}", name=path.name))
        self.changed.emit()
        return True

    def _remember(self, path: Path) -> None:
        try:
            remember_file(path)
        except (DesignerError, OSError) as problem:
            self.said.emit(
                tr("The list of recent files cannot be written: {problem}", problem=told(problem))
            )


def write_script(documents: Documents, script: Script, path: Path) -> bool:
    """Write a script and say so; return whether it was written."""
    target = path if path.suffix else path.with_suffix(".json")
    try:
        write_atomically(target, encode_script(script))
    except (DesignerError, OSError) as problem:
        documents.report(tr("{name} cannot be written", name=target.name), problem)
        return False
    documents.said.emit(
        tr("Saved {n_steps} steps to {name}", n_steps=len(script.steps), name=target.name)
    )
    return True


def _start_of(opened: OpenedDesign) -> str:
    return opened.system_name or ("" if opened.path is None else str(opened.path))


def file_stem(name: str) -> str:
    """Return a name that is safe as a file name everywhere."""
    kept = "".join(c if c.isalnum() or c in "-_. " else "-" for c in name).strip(" .-")
    return "-".join(kept.lower().split())[:80] or "design"


def dropped_design(event: QDropEvent) -> str:
    """Return the path of a design file that is dragged, or empty."""
    for url in event.mimeData().urls():
        if url.isLocalFile() and url.toLocalFile().endswith(SUFFIX):
            return url.toLocalFile()
    return ""
