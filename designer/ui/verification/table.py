"""The table of published numbers: sorted by any column, narrowed by words and by outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.viewmodel.verification_rows import HEADING_TIPS, HEADINGS, STATUS_KINDS

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from designer.ui.theme.look import Look
    from designer.viewmodel.verification_rows import VerifyRow
    from designer.workbench.verification.published import VerifyStatus

    Index = QModelIndex | QPersistentModelIndex

_SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_WIDTHS = (248, 104, 104, 76, 88, 80, 92, 56, 260)
_NUMBERS = frozenset({1, 2, 4, 5})
_STATUS = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class VerifyModel(QAbstractTableModel):
    """Compared numbers, in the order in which they come."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[VerifyRow] = []

    def clear(self) -> None:
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, rows: list[VerifyRow]) -> None:
        """Append rows at the end."""
        if rows:
            n_rows = len(self.rows)
            self.beginInsertRows(QModelIndex(), n_rows, n_rows + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

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
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(row.cells[column])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.tip)
            case _ if role == _SORT_ROLE:
                return row.keys[column]
            case _:
                return self._appearance(STATUS_KINDS[row.number.status], column, role)

    def _appearance(self, kind: str, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column in _NUMBERS else _LEFT)
        if role == Qt.ItemDataRole.FontRole and column in _NUMBERS:
            return self._look.number_font
        if role == Qt.ItemDataRole.ForegroundRole and (column == _STATUS or not kind):
            return QColor(self._look.colour(kind))
        if role == Qt.ItemDataRole.DecorationRole and column == _STATUS and kind:
            return self._look.icons.icon(kind, self._look.colour(kind))
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
            return plain_tip(shown(HEADING_TIPS[section]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section in _NUMBERS else _LEFT)
        return None


class VerifyFilter(QSortFilterProxyModel):
    """Leaves the rows with every word of a search, of one outcome or of all."""

    def __init__(self, source: VerifyModel) -> None:
        super().__init__(source)
        self._rows = source
        self._words = ""
        self._status: VerifyStatus | None = None
        self.setSourceModel(source)
        self.setSortRole(_SORT_ROLE)

    def narrow(self, words: str, status: VerifyStatus | None) -> None:
        self._words, self._status = words, status
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._rows.rows[source_row]
        is_of_status = self._status is None or row.number.status is self._status
        return is_of_status and row.matches(self._words)

    @override
    def lessThan(self, left: Index, right: Index) -> bool:
        a = self._rows.rows[left.row()].keys[left.column()]
        b = self._rows.rows[right.row()].keys[right.column()]
        return bool(a < b)  # type: ignore[operator]


class VerifyView(QTableView):
    """Shows compared numbers.

    Signals
    -------
    copy_wanted()
        Ctrl+C was pressed.
    """

    copy_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Published numbers"))
        self.numbers = VerifyModel(look, self)
        self.shown = VerifyFilter(self.numbers)
        self.setModel(self.shown)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.setSortingEnabled(True)

    def shown_rows(self) -> tuple[VerifyRow, ...]:
        """Return the rows that the search leaves, in the order shown."""
        return tuple(
            self.numbers.rows[self.shown.mapToSource(self.shown.index(ix, 0)).row()]
            for ix in range(self.shown.rowCount())
        )

    def chosen_rows(self) -> tuple[VerifyRow, ...]:
        """Return the selected rows in the order shown; all that are shown if none is."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        shown = self.shown_rows()
        return tuple(shown[ix] for ix in chosen) or shown

    def row_at(self, index: Index) -> VerifyRow | None:
        source = self.shown.mapToSource(index)
        return self.numbers.rows[source.row()] if source.isValid() else None

    def show_row(self, position: int) -> None:
        """Select a row by its position among those shown."""
        self.selectRow(position)
        self.scrollTo(self.shown.index(position, 0))

    def set_look(self, look: Look) -> None:
        self.numbers.set_look(look)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        super().keyPressEvent(event)
