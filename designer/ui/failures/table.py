"""The table of failures, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.viewmodel.failure_rows import HEADING_TIPS, HEADINGS

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from designer.ui.theme.look import Look
    from designer.viewmodel.failure_rows import FailureRow

    Index = QModelIndex | QPersistentModelIndex

_WIDTHS = (104, 300, 72, 128, 168, 168, 168)
_FIRST_NUMBER = 2


class FailureModel(QAbstractTableModel):
    """Failures as rows of text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[FailureRow, ...] = ()

    def show(self, rows: tuple[FailureRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_look(self, look: Look) -> None:
        self._look = look

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        if role == Qt.ItemDataRole.FontRole and index.column() >= _FIRST_NUMBER:
            return self._look.number_font
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(HEADINGS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(HEADING_TIPS[section])
        return None


class FailureView(QTableView):
    """Shows failures; a click on one says where it is."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Failures"))
        self.failures = FailureModel(look, self)
        self.setModel(self.failures)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)

    def set_look(self, look: Look) -> None:
        self.failures.set_look(look)
        self.viewport().update()
