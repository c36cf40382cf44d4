"""How an entry of the palette is drawn: name, headline figures, and a star for favourites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from designer.ui.theme.fonts import SMALL_PX

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

from designer.ui.panels.catalog_model import FIGURES_ROLE, MARKED_ROLE

_STAR_PX = 28
_CLICKS = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick})


class EntryDelegate(QStyledItemDelegate):
    """Draws the headline figures under the name of an entry, and a star that marks favourites.

    Signals
    -------
    starred(object)
        The index whose star was clicked.
    """

    starred = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def set_look(self, look: Look) -> None:
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        is_entry = index.data(FIGURES_ROLE) is not None
        return QSize(size.width(), 44 if is_entry else 28)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        figures = index.data(FIGURES_ROLE)
        if figures is None:
            super().paint(painter, option, index)
            return
        super().paint(painter, option, index)
        area: QRect = option.rect
        text_area = area.adjusted(32, 4, -_STAR_PX, -4)
        painter.save()
        try:
            painter.setFont(self._look.font)
            self._line(painter, text_area, str(index.data()), self._look.theme.text)
            small = QFont(self._look.number_font)
            small.setPixelSize(SMALL_PX - 1)
            painter.setFont(small)
            lower = text_area.adjusted(0, 18, 0, 0)
            self._line(painter, lower, str(figures), self._look.theme.text_muted)
            self._star(painter, option, is_marked=bool(index.data(MARKED_ROLE)))
        finally:
            painter.restore()

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(FIGURES_ROLE) is not None:
            option.text = ""

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        is_click = isinstance(event, QMouseEvent) and event.type() in _CLICKS
        if is_click and index.data(FIGURES_ROLE) is not None and _is_on_star(event, option):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.starred.emit(index)
            return True
        return super().editorEvent(event, model, option, index)

    def _star(self, painter: QPainter, option: QStyleOptionViewItem, *, is_marked: bool) -> None:
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (is_marked or is_hovered):
            return
        area = QRect(option.rect)
        area.setLeft(area.right() - _STAR_PX)
        theme = self._look.theme
        painter.setFont(self._look.font)
        painter.setPen(QColor(theme.accent if is_marked else theme.text_muted))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "★" if is_marked else "☆")

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), line)


def _is_on_star(event: QEvent, option: QStyleOptionViewItem) -> bool:
    x_px = event.position().x() if isinstance(event, QMouseEvent) else 0.0
    return bool(x_px > option.rect.right() - _STAR_PX)
