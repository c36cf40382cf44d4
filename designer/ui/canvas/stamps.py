"""Cached pictures: small cells and texts that are drawn many times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MAX_STAMPS: Final = 600
MAX_TEXTS: Final = 2_000


class PictureCache:
    """Pictures by key; the oldest half goes when there are too many."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._pictures: dict[Hashable, QPixmap] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def get(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= self._capacity:
                for old in list(self._pictures)[: self._capacity // 2]:
                    del self._pictures[old]
            picture = self._pictures[key] = draw()
        return picture

    def clear(self) -> None:
        self._pictures.clear()


class TextFitter:
    """Finds the font size at which a text fits, and remembers text widths."""

    _SIZES: Final = (26, 22, 18, 16, 14, 12, 11, 10, 9, 8)

    def __init__(self, family: str) -> None:
        self._family = family
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._metrics: dict[tuple[int, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[str, int, bool], float] = {}
        self._titles: dict[tuple[str, int, int, float], tuple[str, int]] = {}

    def font(self, size_px: int, *, bold: bool = False) -> QFont:
        key = (size_px, bold)
        if key not in self._fonts:
            font = QFont(self._family) if self._family else QFont()
            font.setPixelSize(size_px)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, size_px: int, *, bold: bool = False) -> QFontMetricsF:
        key = (size_px, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(size_px, bold=bold))
        return self._metrics[key]

    def width(self, text: str, size_px: int, *, bold: bool = False) -> float:
        key = (text, size_px, bold)
        if key not in self._widths:
            if len(self._widths) > 20_000:
                self._widths.clear()
            self._widths[key] = self.metrics(size_px, bold=bold).horizontalAdvance(text)
        return self._widths[key]

    def size_that_fits(
        self, text: str, width: float, height: float, ratio: float, *, bold: bool = False
    ) -> int | None:
        """Return the largest font size for a box in device pixels, or None if none fits."""
        for size in self._SIZES:
            size_px = round(size * ratio)
            if size_px * 1.15 <= height and self.width(text, size_px, bold=bold) <= width:
                return size_px
        return None

    def title(self, text: str, width: float, height: float, ratio: float) -> tuple[str, int]:
        """Return a title as it fits into a box in device pixels, and its font size.

        A number at its end, which tells copies apart, is the last thing to go; whole words go
        before letters do.
        """
        key = (text, int(width), int(height), ratio)
        if key not in self._titles:
            if len(self._titles) > 20_000:
                self._titles.clear()
            self._titles[key] = self._fitted_title(text, width, height, ratio)
        return self._titles[key]

    def _fitted_title(
        self, text: str, width: float, height: float, ratio: float
    ) -> tuple[str, int]:
        size = max(round(8 * ratio), min(round(15 * ratio), int(height * 0.6)))
        smallest = round(9 * ratio)
        while size > smallest and self.width(text, size) > width:
            size -= 1
        if self.width(text, size) <= width:
            return text, size
        metrics, right = self.metrics(size), Qt.TextElideMode.ElideRight
        name, _, number = text.rpartition(" ")
        if not number.isdigit() or self.width(number, size) > width:
            return metrics.elidedText(text, right, width), size
        words = name.split()
        for n_words in range(len(words) - 1, 0, -1):
            short = f"{' '.join(words[:n_words])} {number}"
            if self.width(short, size) <= width:
                return short, size
        elided = metrics.elidedText(name, right, width - self.width(" " + number, size))
        return f"{elided} {number}" if len(elided) > 3 else number, size

    def picture(self, text: str, size_px: int, color: int, *, bold: bool = False) -> QPixmap:
        """Return a transparent picture of a text."""
        metrics = self.metrics(size_px, bold=bold)
        width = int(metrics.horizontalAdvance(text)) + 2
        height = int(metrics.height()) + 1
        picture = QPixmap(width, height)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setFont(self.font(size_px, bold=bold))
            painter.setPen(QColor.fromRgba(color))
            painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
        return picture
