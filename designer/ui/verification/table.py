"""The table of published numbers: sorted by any column, narrowed by words and by outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.ui.row_table import RowModel, RowView
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


class VerifyModel(RowModel["VerifyRow"]):
    """Compared numbers, in the order in which they come."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, HEADINGS, parent, right=_NUMBERS)

    def clear(self) -> None:
        self.show(())

    def add(self, rows: tuple[VerifyRow, ...]) -> None:
        """Append rows at the end."""
        if rows:
            n_rows = len(self.rows)
            self.beginInsertRows(QModelIndex(), n_rows, n_rows + len(rows) - 1)
            self.rows = (*self.rows, *rows)
            self.endInsertRows()

    @override
    def cell(self, row: VerifyRow, column: int, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(row.cells[column])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.tip)
            case _ if role == _SORT_ROLE:
                return row.keys[column]
            case _:
                return self._appearance(STATUS_KINDS[row.number.status], column, role)

    @override
    def heading_tip(self, column: int) -> str:
        return plain_tip(HEADING_TIPS[column])

    def _appearance(self, kind: str, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.FontRole and column in _NUMBERS:
            return self.look.number_font
        if role == Qt.ItemDataRole.ForegroundRole and (column == _STATUS or not kind):
            return QColor(self.look.colour(kind))
        if role == Qt.ItemDataRole.DecorationRole and column == _STATUS and kind:
            return self.look.icons.icon(kind, self.look.colour(kind))
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


class VerifyView(RowView):
    """Shows compared numbers.

    Signals
    -------
    copy_wanted()
        Ctrl+C was pressed.
    """

    copy_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(tr("Published numbers"), 26, parent)
        self.numbers = VerifyModel(look, self)
        self.shown = VerifyFilter(self.numbers)
        self.setModel(self.shown)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.set_widths(_WIDTHS)
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
