"""Badges on copies that differ from the others: a sign and a number, not a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from designer.viewmodel.overrides import overridden

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme

_MIN_BOX_PX = 14.0
_SIGN = "≠"


class OverrideBadges:
    """Paints a badge in the corner of every copy in the scope that has exceptions."""

    def __init__(self) -> None:
        self._font = QFont()
        self._font.setPixelSize(11)
        self._font.setBold(True)

    def paint(self, painter: QPainter, view: CanvasView, theme: Theme) -> None:
        """Paint the badges of what is shown."""
        marked = overridden(view.cell, view.inherited_exceptions)
        if not marked:
            return
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        for step, n in marked.items():
            box = view.path_box_px((*view.scope, step))
            if box is None or min(box.width, box.height) < _MIN_BOX_PX:
                continue
            if box.x1 < 0 or box.y1 < 0 or box.x0 > view.width or box.y0 > view.height:
                continue
            text = f"{_SIGN}{n}" if n > 1 and box.width > 34 else _SIGN
            width = metrics.horizontalAdvance(text) + 6
            badge = QRectF(round(box.x1 - width + 3), round(box.y0 - 4), round(width), 14)
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.setBrush(QColor(theme.surface_raised))
            painter.drawRect(badge)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
