"""The scale bar of the floor plan: a round length, as long as it is in the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from designer.ui.theme.theme import Theme

_LONGEST_PX: Final = 180.0
_HEIGHT_PX: Final = 5.0
_MARGIN_PX: Final = 16.0
_STEPS: Final = (1.0, 2.0, 5.0)
_EXPONENTS: Final = range(-3, 6)


def bar_length_m(pixels_per_m: float, longest_px: float = _LONGEST_PX) -> float:
    """Return the longest round length that is not longer than so many pixels [m]."""
    lengths = (step * 10.0**exponent for exponent in _EXPONENTS for step in _STEPS)
    return max((m for m in lengths if m * pixels_per_m <= longest_px), default=10.0**-3)


def length_text(length_m: float) -> str:
    """Return a round length with a unit that keeps it short."""
    if length_m >= 1000:
        return f"{length_m / 1000:g} km"
    if length_m >= 1:
        return f"{length_m:g} m"
    return f"{length_m * 100:g} cm" if length_m >= 0.01 else f"{length_m * 1000:g} mm"


def paint_scale_bar(
    painter: QPainter, right: float, bottom: float, *, pixels_per_m: float, theme: Theme
) -> None:
    """Paint the bar so that it ends at a corner of the drawing [logical px]."""
    length_m = bar_length_m(pixels_per_m)
    width = float(round(length_m * pixels_per_m))
    font = QFont(painter.font())
    font.setPixelSize(11)
    metrics = QFontMetricsF(font)
    text, zero = length_text(length_m), "0"
    pad = max(metrics.horizontalAdvance(text) / 2, 6.0) + 6.0
    height = metrics.height() + _HEIGHT_PX + 12
    x0, y0 = round(right - _MARGIN_PX - width - 2 * pad), round(bottom - _MARGIN_PX - height)
    card = QColor(theme.surface)
    card.setAlpha(225)
    painter.fillRect(QRectF(x0, y0, width + 2 * pad, height), card)
    left, top = round(x0 + pad), round(y0 + 5 + metrics.height() + 1)
    half = float(round(width / 2))
    ink = QColor(theme.text)
    painter.fillRect(QRectF(left, top, width, _HEIGHT_PX), ink)
    painter.fillRect(
        QRectF(left + half, top + 1, width - half - 1, _HEIGHT_PX - 2), QColor(theme.surface)
    )
    painter.setFont(font)
    painter.setPen(ink)
    for at, words in ((left, zero), (left + width, text)):
        place = QRectF(at - 60, y0 + 4, 120, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
