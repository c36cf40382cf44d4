"""Marks on copies that miss links: a broken line with the number of links beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from designer.viewmodel.missing_marks import missing_ends

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.grid import Box
    from designer.viewmodel.missing_marks import MissingEnd

_MIN_BOX_PX: Final = 20.0
_MAX_MARKS: Final = 400
_GLYPH_PX: Final = 16.0
_HEIGHT_PX: Final = 14.0


class MissingLayer:
    """Marks the smallest copy that is large enough to be seen at every end of missing links."""

    def __init__(self) -> None:
        self._key: tuple[Design, InstancePath] | None = None
        self._ends: tuple[MissingEnd, ...] = ()
        self._font = QFont()
        self._font.setPixelSize(11)
        self._font.setWeight(QFont.Weight.DemiBold)

    def marked(self, view: CanvasView) -> dict[InstancePath, int]:
        """Return the copies of the scope that get a mark, with the links missing there."""
        key = (view.snapshot.design, view.scope)
        if self._key is None or self._key[0] is not key[0] or self._key[1] != key[1]:
            self._key, self._ends = key, missing_ends(*key)
        found: dict[InstancePath, int] = {}
        for end in self._ends:
            if end.fabric_id in view.hidden_fabrics:
                continue
            place = self._place(view, end.path)
            # Links inside one copy that is too small to open are counted once.
            is_inside = bool(end.other) and self._place(view, end.other) == place
            if is_inside and end.path > end.other:
                continue
            found[place] = found.get(place, 0) + end.n_links
            if len(found) >= _MAX_MARKS:
                break
        return found

    def paint(self, painter: QPainter, view: CanvasView, theme: Theme) -> None:
        """Paint the marks over the scene [logical px]."""
        for path, n_links in self.marked(view).items():
            box = view.path_box_px((*view.scope, *path))
            if box is not None and box.x1 >= 0 and box.y1 >= 0:
                self._mark(painter, box, n_links, theme)

    @staticmethod
    def _place(view: CanvasView, path: InstancePath) -> InstancePath:
        # The innermost copy along a path that is large enough, at least the outermost.
        for depth in range(len(path), 1, -1):
            box = view.path_box_px((*view.scope, *path[:depth]))
            if box is not None and min(box.width, box.height) >= _MIN_BOX_PX:
                return path[:depth]
        return path[:1]

    def _mark(self, painter: QPainter, box: Box, n_links: int, theme: Theme) -> None:
        text = f"{n_links:,}" if n_links > 1 else ""
        metrics = QFontMetricsF(self._font)
        room = metrics.horizontalAdvance(text) + 4 if text else 0.0
        width = _GLYPH_PX + 4 + room
        x, y = round(box.x1 - width / 2), round(box.y0 - _HEIGHT_PX / 2)
        frame = QRectF(x, y, width, _HEIGHT_PX)
        color = QColor(theme.error)
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(color, 1))
        painter.drawRect(frame)
        painter.setPen(QPen(color, 2))
        left, middle = x + 3.0, y + _HEIGHT_PX / 2
        painter.drawLine(QPointF(left, middle), QPointF(left + 4, middle))
        painter.drawLine(QPointF(left + 10, middle), QPointF(left + 14, middle))
        painter.drawLine(QPointF(left + 5, middle + 4), QPointF(left + 9, middle - 4))
        if text:
            painter.setFont(self._font)
            painter.setPen(QColor(theme.text))
            painter.drawText(
                QRectF(x + _GLYPH_PX + 2, y, room, _HEIGHT_PX), Qt.AlignmentFlag.AlignCenter, text
            )
