"""The status bar: what the gesture does, what is selected, revision and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label, plain_tip
from designer.viewmodel.finding_rows import finding_counts
from designer.viewmodel.selection_totals import selection_totals, totals_text
from designer.viewmodel.trace_rows import edit_text, trace_lines
from designer.wording.wording import joined

if TYPE_CHECKING:
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents
    from designer.ui.exports import Exports

_SHOWN_MS = 6000


class StatusLine(QStatusBar):
    """Hints pass by on the left; selection, revision and findings stay on the right."""

    def __init__(self, bridge: WorkbenchBridge, documents: Documents) -> None:
        super().__init__()
        self.setAccessibleName(tr("Status"))
        self.setSizeGripEnabled(False)
        self._bridge = bridge
        self._documents = documents
        self._selection = self._label(tr("Selection"))
        self._revision = self._label(tr("Revision"))
        self._findings = self._label(tr("Findings"))
        self._edit = self._label(tr("Time of the last edit"))
        for widget in (self._selection, self._edit, self._revision, self._findings):
            self.addPermanentWidget(widget)
        bridge.hint.connect(self.showMessage)
        bridge.refused.connect(self._show_refusal)
        documents.said.connect(self._show_news)
        bridge.selection_changed.connect(self.refresh)
        bridge.snapshot_changed.connect(self.refresh)
        bridge.numbers_changed.connect(self.refresh)
        documents.changed.connect(self.refresh)
        self.show_findings(finding_counts(bridge.snapshot.findings).text)
        self.refresh()

    @property
    def selection_text(self) -> str:
        return self._selection.text()

    @property
    def findings_text(self) -> str:
        return self._findings.text()

    @property
    def edit_text(self) -> str:
        return self._edit.text()

    @property
    def edit_tip(self) -> str:
        return self._edit.toolTip()

    def show_findings(self, text: str) -> None:
        self._findings.setText(text)

    def follow(self, exports: Exports) -> None:
        """Show how far an export is, with a button to cancel it."""
        self._export = self._label(tr("Export"))
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.setAccessibleName(tr("Cancel the export"))
        self._cancel.setToolTip(tr("Stop making files; those written already stay"))
        self._cancel.clicked.connect(exports.cancel)
        for widget in (self._cancel, self._export):
            self.insertPermanentWidget(0, widget)
        exports.progressed.connect(self._show_export)
        self._show_export("")

    @property
    def export_text(self) -> str:
        return self._export.text()

    def _show_export(self, text: str) -> None:
        self._export.setText(text)
        self._export.setVisible(bool(text))
        self._cancel.setVisible(bool(text))

    def refresh(self) -> None:
        selection = self._bridge.selection
        parts = []
        if selection.paths:
            n = len(selection.paths)
            parts.append(tr("1 copy selected") if n == 1 else tr("{n:,} copies selected", n=n))
        if selection.bundle_keys:
            n = len(selection.bundle_keys)
            parts.append(
                tr("1 link bundle selected") if n == 1 else tr("{n:,} link bundles selected", n=n)
            )
        snapshot = self._bridge.snapshot
        chosen = ", ".join(parts) or tr("Nothing selected")
        totals = totals_text(selection_totals(snapshot, selection))
        if totals:
            chosen = tr("{chosen}: {totals}", chosen=chosen, totals=totals)
        self._selection.setText(chosen)
        self._revision.setText(tr("Revision {revision:,}", revision=snapshot.revision))
        self._edit.setText(shown(edit_text(snapshot.trace, snapshot.pending, snapshot.refining)))
        self._edit.setToolTip(plain_tip(joined("\n", trace_lines(snapshot.trace))))

    def _show_refusal(self, reason: str) -> None:
        self.showMessage(tr("Not possible: {reason}", reason=reason), 2 * _SHOWN_MS)

    def _show_news(self, text: str) -> None:
        self.showMessage(text, _SHOWN_MS)

    def _label(self, name: str) -> QLabel:
        label = plain_label("", "", self)
        label.setWordWrap(False)
        label.setAccessibleName(name)
        return label
