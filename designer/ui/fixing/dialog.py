"""The fix window: what can be done about a finding, and what each fix would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.errors.findings import Severity
from designer.ui.changes.view import ChangesView
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.change_rows import finding_changes, readout_changes

if TYPE_CHECKING:
    from designer.errors.findings import Finding
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.workbench.fixing.fix import Fix
    from designer.workbench.snapshot import Snapshot

_MAX_LISTED: Final = 12


class FixDialog(QDialog):
    """Fixes on the left; on the right what the chosen one would change.

    Canvas and panels show the design as it would be until the window is closed.

    Parameters
    ----------
    bridge
        Door to the workbench.
    finding
        What is to be mended.
    fixes
        At least one way to do it.
    look
        Colours and fonts.
    parent
        The window.
    """

    def __init__(
        self,
        bridge: WorkbenchBridge,
        finding: Finding,
        fixes: tuple[Fix, ...],
        look: Look,
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Fix a finding"))
        self.setAccessibleName(tr("Fix a finding"))
        self.resize(860, 520)
        self._bridge, self._finding, self._fixes, self._look = bridge, finding, fixes, look
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Fixes"))
        self._list.setWordWrap(True)
        self._list.setSpacing(4)
        for fix in fixes:
            self._list.addItem(shown(fix.label))
        self._verdict = plain_label("", "section")
        self._changes = ChangesView(look, self)
        self._findings = QPlainTextEdit(self)
        self._findings.setReadOnly(True)
        self._findings.setTabChangesFocus(True)
        self._findings.setAccessibleName(tr("Findings that go and come"))
        self._apply = QPushButton(tr("Make this change"), self)
        self._apply.setDefault(True)
        self._apply.setToolTip(tr("One undo step takes it back"))
        self._apply.clicked.connect(self.accept)
        self._cancel = QPushButton(tr("Leave it"), self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        bridge.preview_changed.connect(self._show)
        self._list.currentRowChanged.connect(self._preview)
        self._list.itemActivated.connect(lambda _: self.accept())
        self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def list(self) -> QListWidget:
        return self._list

    @property
    def changes(self) -> ChangesView:
        return self._changes

    @property
    def verdict(self) -> str:
        """Whether the finding would go."""
        return self._verdict.text()

    @property
    def findings_text(self) -> str:
        return self._findings.toPlainText()

    @override
    def accept(self) -> None:
        fix = self._current()
        self._bridge.preview_changed.disconnect(self._show)
        super().accept()
        if fix is not None:
            # A fix is a step of its own, whatever was typed into the same thing before.
            self._bridge.workbench.history.seal()
            self._bridge.apply(fix.command)
            self._bridge.workbench.history.seal()

    @override
    def reject(self) -> None:
        self._bridge.preview_changed.disconnect(self._show)
        self._bridge.clear_preview()
        super().reject()

    def _current(self) -> Fix | None:
        row = self._list.currentRow()
        return self._fixes[row] if 0 <= row < len(self._fixes) else None

    def _preview(self, _row: int) -> None:
        fix = self._current()
        if fix is None:
            return
        problem = self._bridge.preview(fix.command)
        self._apply.setEnabled(not problem)
        if problem:
            self._verdict.setText(problem)

    def _show(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            return
        now = self._bridge.snapshot
        changed = finding_changes(now.findings, snapshot.findings)
        is_gone = any(f.approval_key == self._finding.approval_key for f in changed.gone)
        if snapshot.pending:
            verdict = tr("Some numbers are still being computed.")
        elif is_gone and not any(f.severity is not Severity.INFO for f in changed.new):
            verdict = tr("The finding goes away, and nothing worse comes.")
        elif is_gone:
            verdict = tr("The finding goes away, but others come.")
        else:
            verdict = tr("The finding stays, with other numbers.")
        self._verdict.setText(verdict)
        self._changes.show_rows(readout_changes(now.readouts, snapshot.readouts))
        lines = [tr("Goes: {message}", message=shown(f.message)) for f in changed.gone]
        lines += [tr("Comes: {message}", message=shown(f.message)) for f in changed.new]
        n_more = len(lines) - _MAX_LISTED
        lines = lines[:_MAX_LISTED] or [tr("No other finding goes or comes.")]
        if n_more > 0:
            lines.append(tr("and {n_more:,} more", n_more=n_more))
        self._findings.setPlainText("\n".join(lines))

    def _lay_out(self) -> None:
        left = QWidget(self)
        left.setAccessibleName(tr("Fixes"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(tr("What can be done"), "section"))
        column.addWidget(self._list, 1)
        right = QWidget(self)
        right.setAccessibleName(tr("What changes"))
        other = QVBoxLayout(right)
        other.setContentsMargins(12, 0, 0, 0)
        other.addWidget(self._verdict)
        other.addWidget(self._changes, 1)
        self._findings.setMaximumHeight(128)
        other.addWidget(self._findings)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setAccessibleName(tr("Fixes and changes"))
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([320, 540])
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(plain_label(shown(self._finding.message), "title"))
        layout.addWidget(splitter, 1)
        layout.addLayout(buttons)
