"""Legends: the steps of an overlay, its numbers and the fabrics, on the screen and in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from designer.ui.canvas.overlay_colors import ramp_colors, side_colors
from designer.ui.language.text import shown, tr
from designer.ui.theme.palette import fabric_colour
from designer.viewmodel.data_overlay import TITLES
from designer.viewmodel.overlay_kind import OverlayKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from designer.model.fabrics import Fabric
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.data_overlay import DataOverlay

STEPS_HEIGHT_PX: Final = 30.0
_BAR_PX: Final = 10
_TEXT_PX: Final = 11
_TITLE_PX: Final = 12
_CARD_PX: Final = 268.0
_PAD_PX: Final = 10.0
_MARGIN_PX: Final = 12.0
_LINE_PX: Final = 22.0


def paint_steps(painter: QPainter, width: float, overlay: DataOverlay, theme: Theme) -> None:
    """Paint the steps of a ramp with their limits, or the two sides of a cut, from the origin."""
    painter.setFont(_font(_TEXT_PX))
    if overlay.is_ramp:
        _paint_ramp(painter, width, overlay, theme)
    else:
        _paint_sides(painter, theme)


def _font(size_px: int, *, is_bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    if is_bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _paint_ramp(painter: QPainter, width: float, overlay: DataOverlay, theme: Theme) -> None:
    colors = ramp_colors(theme)
    step = width / len(colors)
    metrics = QFontMetricsF(painter.font())
    for ix, color in enumerate(colors):
        left = round(ix * step)
        painter.fillRect(QRectF(left, 0, round((ix + 1) * step) - left, _BAR_PX), QColor(color))
        painter.setPen(QColor(theme.text_muted))
        text = shown(overlay.step_texts[ix])
        at = min(left, int(width - metrics.horizontalAdvance(text)))
        painter.drawText(at, round(_BAR_PX + metrics.ascent() + 3), text)


def _paint_sides(painter: QPainter, theme: Theme) -> None:
    x = 0
    colors = side_colors(theme)
    metrics = QFontMetricsF(painter.font())
    texts = ("A", "B", tr("on both sides"), tr("┆ cut"))
    for ix, text in enumerate(texts):
        swatch = QRectF(x + 1, 6, 16, 14)
        color = QColor(theme.error if ix == len(texts) - 1 else colors[ix])
        if ix == len(texts) - 1:
            painter.fillRect(QRectF(x + 1, 11, 16, 4), color)
        else:
            tint = QColor(color)
            tint.setAlpha(56)
            painter.fillRect(swatch, tint)
            if ix == 1:
                painter.fillRect(swatch, QBrush(color, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(color, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(swatch)
        painter.setPen(QColor(theme.text))
        painter.drawText(x + 23, 18, text)
        x += 33 + round(metrics.horizontalAdvance(text))


class LegendCard(NamedTuple):
    """The legend of a picture: overlay, its numbers, and the fabrics that are drawn."""

    overlay: DataOverlay
    fabrics: Sequence[Fabric]
    theme: Theme

    @property
    def is_empty(self) -> bool:
        return self.overlay.kind is OverlayKind.NONE and not self.fabrics

    def place(self, height_px: float) -> QRectF:
        """Return where the card stands in the lower left corner of a picture [logical px]."""
        height = self._height()
        return QRectF(_MARGIN_PX, height_px - height - _MARGIN_PX, _CARD_PX, height)

    def _facts(self) -> str:
        return "\n".join(shown(fact) for fact in self.overlay.facts)

    def _facts_height(self) -> float:
        room = QRectF(0, 0, _CARD_PX - 2 * _PAD_PX, 10_000)
        box = QFontMetricsF(_font(_TEXT_PX)).boundingRect(room, _WRAPPED, self._facts())
        return float(box.height())

    def _height(self) -> float:
        line = QFontMetricsF(_font(_TEXT_PX)).height() + 4
        height = 2 * _PAD_PX + line * len(self.fabrics)
        if self.overlay.kind is not OverlayKind.NONE:
            title = QFontMetricsF(_font(_TITLE_PX, is_bold=True)).height() + 4
            height += title + STEPS_HEIGHT_PX + 4 + self._facts_height()
            height += 8 if self.fabrics else 0
        return float(round(height))

    def paint(self, painter: QPainter, height_px: float) -> None:
        """Paint the card into the lower left corner of a picture [logical px]."""
        if self.is_empty:
            return
        card, theme = self.place(height_px), self.theme
        painter.save()
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRect(card)
        painter.translate(card.left() + _PAD_PX, card.top() + _PAD_PX)
        width = _CARD_PX - 2 * _PAD_PX
        if self.overlay.kind is not OverlayKind.NONE:
            self._paint_overlay(painter, width)
        line = QFontMetricsF(_font(_TEXT_PX)).height() + 4
        painter.setFont(_font(_TEXT_PX))
        for fabric in self.fabrics:
            pen = QPen(QColor(fabric_colour(theme, fabric.role)), 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if fabric.is_assumed:
                pen.setDashPattern([1.6, 1.2])
            painter.setPen(pen)
            middle = round(line / 2 - 1)
            painter.drawLine(0, middle, round(_LINE_PX), middle)
            painter.setPen(QColor(theme.text))
            name = fabric.display_name or str(fabric.id)
            if fabric.is_assumed:
                name = tr("{fabric}, wiring assumed", fabric=name)
            place = QRectF(_LINE_PX + 8, 0, width - _LINE_PX - 8, line - 2)
            elided = QFontMetricsF(painter.font()).elidedText(
                name, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), elided)
            painter.translate(0, line)
        painter.restore()

    def _paint_overlay(self, painter: QPainter, width: float) -> None:
        title = _font(_TITLE_PX, is_bold=True)
        height = QFontMetricsF(title).height()
        painter.setFont(title)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(QRectF(0, 0, width, height), 0, shown(TITLES[self.overlay.kind]))
        painter.translate(0, height + 4)
        paint_steps(painter, width, self.overlay, self.theme)
        painter.translate(0, STEPS_HEIGHT_PX + 4)
        painter.setFont(_font(_TEXT_PX))
        painter.setPen(QColor(self.theme.text))
        facts = self._facts_height()
        painter.drawText(QRectF(0, 0, width, facts + 2), _WRAPPED, self._facts())
        painter.translate(0, facts + (8 if self.fabrics else 0))


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
