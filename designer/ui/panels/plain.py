"""Small pieces that several panels are made of."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from designer.ui.language.text import shown

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

BADGE_KIND_ROLE = int(Qt.ItemDataRole.UserRole) + 1


def plain_label(text: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text in the language of the window, never as rich text."""
    label = QLabel(shown(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if name:
        label.setObjectName(name)
    return label


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is, in the language of the window.

    Its line breaks are kept and long lines are wrapped.
    """
    return f'<div style="white-space:pre-wrap">{escape(shown(text))}</div>' if text else ""


class BadgeDelegate(QStyledItemDelegate):
    """Draws a word in a thin frame of its colour; the colour comes with the cell."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        colour = index.data(BADGE_KIND_ROLE)
        blank = QStyleOptionViewItem(option)
        super().paint(painter, blank, index)
        if not text or not isinstance(colour, QColor):
            return
        painter.save()
        try:
            self._draw(painter, option, text, colour)
        finally:
            painter.restore()

    @override
    def displayText(self, value: object, locale: object) -> str:
        del value, locale
        return ""

    @staticmethod
    def _draw(painter: QPainter, option: QStyleOptionViewItem, text: str, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = option.font
        font.setPixelSize(11)
        painter.setFont(font)
        area = option.rect
        width = QFontMetrics(font).horizontalAdvance(text) + 10
        box = QRectF(area.x() + 4.5, area.center().y() - 7.5, width, 16)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
