"""A table of readouts before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QResizeEvent

    from designer.ui.theme.look import Look
    from designer.viewmodel.change_rows import ChangeRow

    Index = QModelIndex | QPersistentModelIndex

_HEADERS: Final = (worded("Quantity"), worded("Before"), worded("After"), worded("Change"))
_NARROW_PX: Final = 400
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ChangesModel(QAbstractTableModel):
    """Readouts that differ between two states."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[ChangeRow, ...] = ()
        self.is_narrow = False

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        if rows != self.rows:
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
        return 0 if parent is not None and parent.isValid() else len(_HEADERS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            both = f"{row.before or '–'} → {row.after or '–'}"
            after = both if self.is_narrow else row.after
            return (shown(row.label), row.before, after, row.delta)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and index.column():
            return self._look.number_font
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(_HEADERS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None


class ChangesView(QTableView):
    """Shows what an edit changes."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Readouts that change"))
        self.changes = ChangesModel(look, self)
        self.setModel(self.changes)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        self.changes.show_rows(rows)

    def set_look(self, look: Look) -> None:
        self.changes.set_look(look)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a narrow dock before and after share a column, and the change is left out.
        is_narrow = self.width() < _NARROW_PX
        if is_narrow != self.changes.is_narrow:
            self.changes.is_narrow = is_narrow
            self.setColumnHidden(1, is_narrow)
            self.setColumnHidden(3, is_narrow)
        super().resizeEvent(event)
