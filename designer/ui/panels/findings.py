"""The findings panel: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.commands.assumptions import ApproveFinding, WithdrawApproval
from designer.errors.findings import Severity
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label, plain_tip
from designer.ui.row_table import RowModel, RowView
from designer.viewmodel.finding_rows import FindingRow, finding_counts, finding_rows
from designer.wording.wording import worded
from designer.workbench.fixing.offers import fixes_for, may_be_fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.errors.findings import Finding
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look

_HEADERS = (worded("Severity"), worded("Finding"), worded("What to do"), worded("Where"))
_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


class FindingsModel(RowModel["FindingRow"]):
    """Table of finding rows."""

    @override
    def cell(self, row: FindingRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return shown((row.severity_text, row.message, row.hint, row.where)[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            where = tr("Where: {place}", place=row.where)
            rule = tr("Rule: {code}", code=row.finding.code.value)
            return plain_tip(f"{shown(row.message)}\n{shown(row.hint)}\n{where}\n{rule}")
        if column == 0:
            kind = "good" if row.finding.approved_reason else _ICONS[row.finding.severity]
            colour = self.look.colour(kind)
            if role == Qt.ItemDataRole.DecorationRole:
                return self.look.icons.icon(kind, colour)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(colour)
        return None


class FindingsPanel(QWidget):
    """Table of findings with a filter. Selecting a row shows its place on the canvas.

    Parameters
    ----------
    bridge
        Door to the workbench.
    look
        Colours and icons.
    ask_reason
        Asks the user why a finding is acceptable; ``None`` if they cancel.
    """

    located = Signal(object, object)
    fix_wanted = Signal(object, object)
    counted = Signal(str)

    def __init__(
        self,
        bridge: WorkbenchBridge,
        look: Look,
        ask_reason: Callable[[str], str | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Findings panel"))
        self._bridge = bridge
        self._ask_reason = ask_reason
        self._model = FindingsModel(look, _HEADERS, self)
        self._boxes = {
            Severity.ERROR: self._box(tr("Errors")),
            Severity.WARNING: self._box(tr("Warnings")),
            Severity.INFO: self._box(tr("Notes")),
        }
        self._approved_box = self._box(tr("Approved"))
        self._fix = QPushButton(tr("Fix…"), self)
        self._fix.setAccessibleName(tr("Fix finding"))
        self._fix.setToolTip(tr("Show what can be done about the selected finding"))
        self._fix.setEnabled(False)
        self._fix.clicked.connect(self.fix)
        self._approve = QPushButton(tr("Approve…"), self)
        self._approve.setAccessibleName(tr("Approve finding"))
        self._approve.setToolTip(
            tr("Accept the selected finding with a reason, kept in the design")
        )
        self._approve.setEnabled(False)
        self._approve.clicked.connect(self.approve)
        self._table = self._build_table()
        self._empty = plain_label("", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._lay_out()
        bridge.snapshot_changed.connect(self.refresh)
        bridge.preview_changed.connect(self._preview)
        bridge.numbers_changed.connect(self.refresh)
        self.refresh()

    @property
    def table(self) -> QTableView:
        return self._table

    @property
    def model(self) -> FindingsModel:
        return self._model

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._table.viewport().update()

    def refresh(self) -> None:
        self._show(self._bridge.snapshot.findings)

    def _preview(self, snapshot: object) -> None:
        findings = getattr(snapshot, "findings", None)
        self._show(self._bridge.snapshot.findings if findings is None else findings)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        wanted = frozenset(s for s, box in self._boxes.items() if box.isChecked())
        with_approved = self._approved_box.isChecked()
        self._model.show(finding_rows(findings, wanted, with_approved=with_approved))
        counts = finding_counts(findings)
        has_rows = bool(self._model.rows)
        self._empty.setText(
            tr("Nothing to show with this filter ({counts})", counts=counts.text)
            if findings
            else tr("No findings: every rule passes")
        )
        self._stack.setCurrentIndex(0 if has_rows else 1)
        self._set_box_texts(counts.n_errors, counts.n_warnings, counts.n_infos, counts.n_approved)
        self.counted.emit(shown(counts.text))
        self._update_button()

    def _set_box_texts(self, *numbers: int) -> None:
        texts = (
            worded("Errors {n:,}", n=numbers[0]),
            worded("Warnings {n:,}", n=numbers[1]),
            worded("Notes {n:,}", n=numbers[2]),
            worded("Approved {n:,}", n=numbers[3]),
        )
        for box, text in zip((*self._boxes.values(), self._approved_box), texts, strict=True):
            box.setText(shown(text))

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setAccessibleName(tr("Show in the table: {kind}", kind=text))
        box.setChecked(True)
        box.toggled.connect(self.refresh)
        return box

    def _build_table(self) -> QTableView:
        table = RowView(tr("Findings"), 28, self)
        table.setModel(self._model)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 96), (3, 168)):
            table.setColumnWidth(column, width)
        table.selectionModel().currentRowChanged.connect(self._locate)
        table.clicked.connect(self._locate)
        table.activated.connect(self.fix)
        return table

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(16)
        for box in (*self._boxes.values(), self._approved_box):
            bar.addWidget(box)
        bar.addStretch(1)
        bar.addWidget(self._fix)
        bar.addWidget(self._approve)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)

    def _current(self) -> Finding | None:
        row = self._table.currentIndex().row()
        return self._model.rows[row].finding if 0 <= row < len(self._model.rows) else None

    def _locate(self, *_: object) -> None:
        self._update_button()
        finding = self._current()
        if finding is not None:
            self.located.emit(finding.locus.paths, finding.locus.bundle_ids)

    def step(self, by: int) -> None:
        """Select the next finding, or the one before, and show where it is."""
        n_rows = len(self._model.rows)
        if not n_rows:
            self._bridge.hint.emit(tr("There is no finding to go to"))
            return
        row = self._table.currentIndex().row()
        start = -1 if by > 0 else 0
        row = (row if row >= 0 else start) + by
        self._table.setCurrentIndex(self._model.index(row % n_rows, 0))
        self._bridge.hint.emit(shown(self._model.rows[row % n_rows].message))

    def fix(self) -> None:
        """Show what can be done about the current finding."""
        finding = self._current()
        if finding is None:
            self._bridge.hint.emit(tr("Select a finding first"))
            return
        fixes = () if finding.approved_reason else fixes_for(self._bridge.snapshot, finding)
        if fixes:
            self.fix_wanted.emit(finding, fixes)
        elif finding.hint:
            self._bridge.hint.emit(tr("There is no quick fix: {hint}", hint=finding.hint))

    def _update_button(self) -> None:
        finding = self._current()
        is_open = finding is not None and not finding.approved_reason
        self._fix.setEnabled(is_open and finding is not None and may_be_fixed(finding))
        self._approve.setEnabled(finding is not None)
        approved = finding is not None and bool(finding.approved_reason)
        self._approve.setText(tr("Withdraw approval") if approved else tr("Approve…"))

    def approve(self) -> None:
        """Accept the current finding with a reason, or take its approval back."""
        finding = self._current()
        if finding is None:
            return
        if finding.approved_reason:
            self._bridge.apply(WithdrawApproval(key=finding.approval_key))
            return
        reason = self._ask_reason(finding.message)
        if reason:
            self._bridge.apply(ApproveFinding(key=finding.approval_key, reason=reason))
