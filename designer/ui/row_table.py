"""Tables of rows: what all of them have in common, whatever a row is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

Row = TypeVar("Row")

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows under headings; a table says what its cells show by overriding :meth:`cell`.

    Parameters
    ----------
    look
        Colours, icons and fonts.
    headings
        Of the columns.
    parent
        The table.
    right
        Columns that are aligned to the right.
    """

    def __init__(
        self,
        look: Look,
        headings: Sequence[str],
        parent: QWidget,
        *,
        right: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.headings = tuple(headings)
        self.rows: tuple[Row, ...] = ()
        self._right = right

    @abstractmethod
    def cell(self, row: Row, column: int, role: int) -> object:
        """Return what Qt asks of a cell."""

    def heading_tip(self, column: int) -> str | None:
        """Return the tooltip of a heading, if it has one."""
        del column
        return None

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; those that are shown already stay, and what is selected with them."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def set_look(self, look: Look) -> None:
        self.look = look

    def alignment(self, column: int) -> int:
        """Return how a column is aligned, as Qt wants it."""
        return int(RIGHT if column in self._right else LEFT)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        return self.cell(self.rows[index.row()], index.column(), role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.headings[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.heading_tip(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None


class RowView(QTableView):
    """A table that shows whole rows, without a grid and without editing.

    Parameters
    ----------
    name
        What it is called for those who do not see it.
    row_px
        Height of a row.
    parent
        What it stands in.
    """

    def __init__(self, name: str, row_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.horizontalHeader().setHighlightSections(False)

    def set_widths(self, widths_px: Sequence[int]) -> None:
        """Set the width of the first columns; the last one takes what is left."""
        for column, width in enumerate(widths_px):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setStretchLastSection(True)
