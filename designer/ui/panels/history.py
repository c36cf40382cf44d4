"""The history panel: every step by name; choosing one goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QListView, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.changes.view import ChangesView
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.ui.theme.fonts import emphasised
from designer.viewmodel.change_rows import readout_changes
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

_OPENED = worded("As opened")


class HistoryModel(QAbstractListModel):
    """Steps, oldest first; row 0 is the design as opened."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._bridge = bridge
        self.labels: tuple[str, ...] = ()
        self.position = 0

    def follow(self) -> None:
        """Show the history as it is now."""
        history = self._bridge.workbench.history
        labels, self.position = history.labels, history.position
        if labels != self.labels:
            self.beginResetModel()
            self.labels = labels
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0), self.index(len(labels)))

    def set_look(self, look: Look) -> None:
        self._look = look

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.labels) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.labels[row - 1] if row else _OPENED)
        if role == Qt.ItemDataRole.FontRole:
            return emphasised(self._look.font) if row == self.position else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._look.theme.text_muted) if row > self.position else None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return tr("undone") if row > self.position else tr("done")
        return None


class HistoryPanel(QWidget):
    """The steps of the session; a click or Enter goes to a step."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("History panel"))
        self._bridge = bridge
        self._model = HistoryModel(bridge, look, self)
        self._view = QListView(self)
        self._view.setAccessibleName(tr("History"))
        self._view.setModel(self._model)
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.clicked.connect(self._go)
        self._view.activated.connect(self._go)
        self._reason = plain_label("", "section")
        self._changes = ChangesView(look, self)
        lower = QWidget(self)
        lower.setAccessibleName(tr("What the step changed"))
        column = QVBoxLayout(lower)
        column.setContentsMargins(8, 6, 0, 0)
        column.addWidget(self._reason)
        column.addWidget(self._changes, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setAccessibleName(tr("Steps and what they changed"))
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._view)
        splitter.addWidget(lower)
        splitter.setSizes([320, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self._view.selectionModel().currentChanged.connect(self._show_changes)
        bridge.numbers_changed.connect(self._show_changes)
        bridge.snapshot_changed.connect(self.follow)
        self.follow()

    @property
    def view(self) -> QListView:
        return self._view

    @property
    def changes(self) -> ChangesView:
        """What the step that is chosen changed."""
        return self._changes

    @property
    def reason(self) -> str:
        """Name of the step that is chosen."""
        return self._reason.text()

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._changes.set_look(look)
        self._view.viewport().update()

    def follow(self) -> None:
        """Show the history as it is now, with the present step in sight."""
        self._model.follow()
        present = self._model.index(self._model.position)
        with QSignalBlocker(self._view.selectionModel()):
            self._view.setCurrentIndex(present)
        self._view.scrollTo(present)
        self._show_changes()

    def _show_changes(self, *_: object) -> None:
        position = self._view.currentIndex().row()
        entry = self._bridge.workbench.ledger.entry(position) if position > 0 else None
        rows = readout_changes(entry.before, entry.after) if entry is not None else ()
        self._changes.show_rows(rows)
        self._changes.setVisible(bool(rows))
        if position <= 0:
            text = tr("Choose a step to see which numbers it changed.")
        elif entry is None:
            text = tr("What this step changed is not kept any more.")
        elif rows:
            text = tr("{step} changed {n_numbers:,}:", step=entry.label, n_numbers=len(rows))
        else:
            text = tr("{step} changed no number.", step=entry.label)
        self._reason.setText(text)

    def _go(self, index: QModelIndex) -> None:
        n_steps = index.row() - self._bridge.workbench.history.position
        if n_steps < 0:
            self._bridge.undo(-n_steps)
        elif n_steps > 0:
            self._bridge.redo(n_steps)
