"""The table of the comparison window, with ratios drawn as whiskers on a logarithmic scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from designer.ui.language.text import shown
from designer.ui.panels.plain import plain_tip
from designer.ui.row_table import RowModel, RowView
from designer.ui.theme.fonts import emphasised
from designer.viewmodel.comparison_rows import CompareTable

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from designer.ui.theme.look import Look
    from designer.viewmodel.comparison_rows import CompareCell, CompareLine

    Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
REACH_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_TEXT_PX = 150
_LINE_PX = 120


def _text(line: CompareLine, cell: CompareCell | None, column: int) -> str:
    if column == 0:
        return line.label
    return "" if cell is None else cell.text


class CompareModel(RowModel["CompareLine"]):
    """Lines of a comparison; the first column is the label."""

    def __init__(self, look: Look, first_heading: str, parent: QWidget) -> None:
        super().__init__(look, (first_heading,), parent)
        self.table = CompareTable((), ())

    def show_table(self, table: CompareTable) -> bool:
        """Show another table; return whether the lines themselves are others."""
        is_same = table.headings == self.table.headings and [
            line.label for line in table.lines
        ] == [line.label for line in self.table.lines]
        if is_same:
            self._take(table)
            last = self.index(len(table.lines) - 1, len(table.headings))
            self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._take(table)
        self.endResetModel()
        return True

    def _take(self, table: CompareTable) -> None:
        self.table = table
        self.headings = (self.headings[0], *table.headings)
        self.rows = table.lines

    @override
    def cell(self, row: CompareLine, column: int, role: int) -> object:
        cell = self._cell(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(_text(row, cell, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        if role == CELL_ROLE:
            return cell
        if role == REACH_ROLE:
            return self.table.whisker_reach
        return self._appearance(row, cell, column, role)

    def _cell(self, line: CompareLine, column: int) -> CompareCell | None:
        return None if column == 0 or line.is_heading else line.cells[column - 1]

    def _appearance(
        self, line: CompareLine, cell: CompareCell | None, column: int, role: int
    ) -> object:
        if role == Qt.ItemDataRole.FontRole:
            if line.is_heading:
                return emphasised(self.look.font)
            return self.look.number_font if column else None
        if role == Qt.ItemDataRole.ForegroundRole:
            if cell is not None and cell.is_disputed:
                return QColor(self.look.theme.warning)
            return QColor(self.look.theme.text_muted) if line.is_muted else None
        return None


class WhiskerDelegate(QStyledItemDelegate):
    """Writes a ratio and draws its whisker beside it; the thin line stands at 1.

    Attributes
    ----------
    text_px
        Room for the longest ratio, so that the lines of all rows stand below each other. [px]
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.text_px = _TEXT_PX

    def set_look(self, look: Look) -> None:
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        cell = index.data(CELL_ROLE)
        if cell is not None and cell.whisker is not None:
            hint.setWidth(self.text_px + _LINE_PX + 24)
        return hint

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: CompareCell | None = index.data(CELL_ROLE)
        super().paint(painter, option, index)
        if cell is None or cell.whisker is None or cell.whisker.low <= 0:
            return
        room = option.rect.width() - self.text_px - 12
        if room < 40:
            return
        area = QRectF(option.rect).adjusted(option.rect.width() - room - 8, 0, -8, 0)
        painter.save()
        try:
            self._draw(painter, area, cell, float(index.data(REACH_ROLE)))
        finally:
            painter.restore()

    def _draw(self, painter: QPainter, area: QRectF, cell: CompareCell, reach: float) -> None:
        theme, band = self._look.theme, cell.whisker
        if band is None:
            return
        colour = QColor(theme.warning if cell.is_disputed else theme.accent)

        def x_of(ratio: float) -> float:
            share = math.log(max(1 / reach, min(reach, ratio))) / math.log(reach)
            return area.center().x() + share * area.width() / 2

        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = area.center().y()
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(x_of(1), area.top() + 3), QPointF(x_of(1), area.bottom() - 3))
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(x_of(band.low), middle), QPointF(x_of(band.high), middle))
        for end in (end for end in (band.low, band.high) if 1 / reach < end < reach):
            painter.drawLine(QPointF(x_of(end), middle - 3), QPointF(x_of(end), middle + 3))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x_of(band.value), middle), 3, 3)


class CompareView(RowView):
    """A table of a comparison."""

    def __init__(self, look: Look, name: str, first_heading: str, parent: QWidget) -> None:
        super().__init__(name, 26, parent)
        self.lines = CompareModel(look, first_heading, self)
        self._delegate = WhiskerDelegate(look, self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)

    def show_table(self, table: CompareTable) -> None:
        """Show another table; columns are fitted when its lines are others."""
        if not self.lines.show_table(table):
            return
        self.clearSpans()
        for row, line in enumerate(table.lines):
            if line.is_heading and table.headings:
                self.setSpan(row, 0, 1, len(table.headings) + 1)
        metrics = QFontMetrics(self.lines.look.number_font)
        cells = (cell for line in table.lines for cell in line.cells)
        self._delegate.text_px = max(
            _TEXT_PX,
            *(metrics.horizontalAdvance(c.text) + 16 for c in cells if c.whisker is not None),
            0,
        )
        self.resizeColumnsToContents()

    def set_look(self, look: Look) -> None:
        self.lines.set_look(look)
        self._delegate.set_look(look)
        self.viewport().update()
