"""The overlay: what changes with the pointer, painted over the static layer on every frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QPolygonF

from designer.ui.canvas.batch import draw_rects, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from designer.ui.theme.theme import Theme
    from designer.viewmodel.grid import Box


@dataclass(frozen=True)
class Handle:
    """A port handle [logical px] of a child that the pointer is on."""

    x: float
    y: float
    text: str
    color: str
    is_free: bool = True


@dataclass
class OverlayState:
    """What the tools want shown; boxes and points in logical pixels.

    Ghosts and links that a dialog shows are pinned: they stay when the pointer leaves.
    """

    hover: Box | None = None
    hover_routes: list[Box] = field(default_factory=list)
    rubber: Box | None = None
    is_rubber_touching: bool = False
    guides: tuple[Box, ...] = ()
    links: tuple[tuple[float, float, float, float], ...] = ()
    ghosts: list[Box] = field(default_factory=list)
    ghost_text: str = ""
    drop_target: Box | None = None
    handles: tuple[Handle, ...] = ()
    cable: tuple[float, float, float, float] | None = None
    cable_color: str = ""
    note: str = ""
    note_x: float = 0.0
    note_y: float = 0.0
    is_refused: bool = False
    is_pinned: bool = False

    def clear(self) -> None:
        """Show nothing but what is pinned."""
        kept = (self.ghosts, self.links, self.is_refused, self.is_pinned)
        self.__init__()  # type: ignore[misc]
        if kept[3]:
            self.ghosts, self.links, self.is_refused, self.is_pinned = kept

    def pin(
        self,
        ghosts: list[Box],
        links: tuple[tuple[float, float, float, float], ...] = (),
        *,
        is_refused: bool = False,
    ) -> None:
        """Show ghosts and links until others are pinned; nothing ends it."""
        self.is_pinned = False
        self.clear()
        self.ghosts, self.links, self.is_refused = ghosts, links, is_refused
        self.is_pinned = bool(ghosts or links)


def _rect(box: Box) -> QRectF:
    return QRectF(round(box.x0), round(box.y0), max(1, round(box.width)), max(1, round(box.height)))


def _tinted(color: str, alpha: int) -> QColor:
    tinted = QColor(color)
    tinted.setAlpha(alpha)
    return tinted


class OverlayPainter:
    """Paints the overlay with the colours of a theme."""

    def __init__(self, theme: Theme, font_family: str = "") -> None:
        self.theme = theme
        self._font = QFont(font_family) if font_family else QFont()
        self._font.setPixelSize(12)

    def paint(
        self,
        painter: QPainter,
        state: OverlayState,
        selected: list[Box],
        selected_routes: NDArray[np.float64],
        *,
        size: tuple[float, float],
    ) -> None:
        theme = self.theme
        accent = theme.selection
        hovered = [(b.x0, b.y0, b.width, b.height) for b in state.hover_routes]
        self._routes(painter, np.array(hovered).reshape(-1, 4), theme.text, 2)
        self._routes(painter, selected_routes, accent, 3)
        self._selected(painter, selected)
        if state.hover is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_tinted(accent, 170), 1))
            painter.drawRect(_rect(state.hover).adjusted(-1, -1, 0, 0))
        if state.drop_target is not None:
            painter.setBrush(_tinted(theme.accent, 26))
            painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRect(_rect(state.drop_target))
        self._ghosts(painter, state)
        self._guides(painter, state.guides)
        self._links(painter, state)
        if state.rubber is not None:
            painter.setBrush(_tinted(accent, 36))
            style = Qt.PenStyle.DashLine if state.is_rubber_touching else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(accent), 1, style))
            painter.drawRect(_rect(state.rubber))
        self._cable(painter, state)
        self._handles(painter, state)
        if state.note:
            self._note(painter, state, size)

    def _selected(self, painter: QPainter, boxes: list[Box]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tinted(self.theme.selection, 46))
        painter.drawRects([_rect(box) for box in boxes])
        if len(boxes) <= 400:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(self.theme.selection), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRects([_rect(box).adjusted(-1, -1, 1, 1) for box in boxes])

    @staticmethod
    def _routes(painter: QPainter, rects: NDArray[np.float64], color: str, width: int) -> None:
        if not len(rects):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        wide = whole(rects)
        wide[:, :2] -= width // 2
        wide[:, 2:] += width
        draw_rects(painter, wide)

    def _guides(self, painter: QPainter, guides: tuple[Box, ...]) -> None:
        painter.setPen(QPen(QColor(self.theme.accent), 1, Qt.PenStyle.DashDotLine))
        for line in guides:
            painter.drawLine(round(line.x0), round(line.y0), round(line.x1), round(line.y1))

    def _links(self, painter: QPainter, state: OverlayState) -> None:
        if not state.links:
            return
        painter.setPen(QPen(_tinted(state.cable_color or self.theme.accent, 150), 1))
        painter.drawLines([QLineF(*line) for line in state.links])

    def _ghosts(self, painter: QPainter, state: OverlayState) -> None:
        if not state.ghosts:
            return
        color = self.theme.error if state.is_refused else self.theme.accent
        painter.setBrush(_tinted(color, 60))
        painter.setPen(QPen(QColor(color), 1, Qt.PenStyle.DashLine))
        painter.drawRects([_rect(box) for box in state.ghosts[:2_000]])
        first = state.ghosts[0]
        if state.ghost_text:
            painter.setFont(self._font)
            painter.setPen(QColor(self.theme.text))
            painter.drawText(QPointF(round(first.x0) + 4, round(first.y0) - 5), state.ghost_text)

    def _cable(self, painter: QPainter, state: OverlayState) -> None:
        if state.cable is None:
            return
        x0, y0, x1, y1 = state.cable
        color = self.theme.error if state.is_refused else (state.cable_color or self.theme.accent)
        middle = round((y0 + y1) / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), 2))
        painter.drawPolyline(
            QPolygonF([
                QPointF(x0, y0), QPointF(x0, middle), QPointF(x1, middle), QPointF(x1, y1),
            ])
        )  # fmt: skip
        painter.setBrush(QColor(color))
        painter.drawEllipse(QPointF(x1, y1), 4, 4)

    def _handles(self, painter: QPainter, state: OverlayState) -> None:
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=True)
        for handle in state.handles:
            painter.setPen(QPen(QColor(self.theme.surface), 2))
            painter.setBrush(QColor(handle.color) if handle.is_free else QColor(self.theme.removed))
            painter.drawEllipse(QPointF(handle.x, handle.y), 6, 6)
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        for handle in state.handles:
            if not handle.text:
                continue
            width = metrics.horizontalAdvance(handle.text) + 10
            rect = QRectF(round(handle.x + 10), round(handle.y - 9), round(width), 18)
            painter.setPen(QPen(QColor(self.theme.border), 1))
            painter.setBrush(QColor(self.theme.surface))
            painter.drawRect(rect)
            painter.setPen(QColor(self.theme.text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, handle.text)

    def _note(self, painter: QPainter, state: OverlayState, size: tuple[float, float]) -> None:
        metrics = QFontMetricsF(self._font)
        text = metrics.elidedText(state.note, Qt.TextElideMode.ElideRight, max(80.0, size[0] - 40))
        width, height = metrics.horizontalAdvance(text) + 18, metrics.height() + 10
        x = min(max(8.0, state.note_x + 16), size[0] - width - 8)
        y = min(max(8.0, state.note_y + 20), size[1] - height - 8)
        rect = QRectF(round(x), round(y), round(width), round(height))
        edge = self.theme.error if state.is_refused else self.theme.border
        painter.setFont(self._font)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(self.theme.surface_raised))
        painter.drawRect(rect)
        painter.setPen(QColor(self.theme.error if state.is_refused else self.theme.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
