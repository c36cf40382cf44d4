"""Dashed cables: pieces of one picture of dashes, far cheaper than a patterned brush."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from designer.ui.canvas.batch import draw_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.display_list import Cable

_PERIOD_PX: Final = 8
_ON_PX: Final = 5
_SHORTEST: Final = 2_048


class DashPainter:
    """Draws cables of assumed wiring.

    Parameters
    ----------
    is_vector
        Whether to draw lines with a dashed pen, for vector files.
    """

    def __init__(self, *, is_vector: bool = False) -> None:
        self._is_vector = is_vector
        self._strips: dict[tuple[Cable, float], QPixmap] = {}

    def draw(
        self,
        painter: QPainter,
        cable: Cable,
        rects: NDArray[np.float64],
        *,
        ratio: float,
        origin: tuple[int, int],
    ) -> None:
        """Draw rectangles of one cable batch, shape (n, 4), on whole device pixels.

        The dashes belong to the scene, whose corner is at ``origin``, so that they move with it.
        """
        if not len(rects):
            return
        if self._is_vector:
            self._draw_lines(painter, cable, rects, ratio)
            return
        along = 0 if cable.is_horizontal else 1
        period = round(_PERIOD_PX * ratio)
        sources = np.zeros((len(rects), 2))
        sources[:, along] = (rects[:, along] - origin[along]) % period
        reach = int(rects[:, 2 + along].max()) + period
        draw_pieces(painter, self._strip(cable, ratio, reach), rects, sources)

    def _strip(self, cable: Cable, ratio: float, reach: int) -> QPixmap:
        strip = self._strips.get((cable, ratio))
        along_x = cable.is_horizontal
        if strip is None or (strip.width() if along_x else strip.height()) < reach:
            length = _SHORTEST
            while length < reach:
                length *= 2
            thick, on = max(1, round(cable.thick)), round(_ON_PX * ratio)
            strip = QPixmap(length, thick) if along_x else QPixmap(thick, length)
            strip.fill(Qt.GlobalColor.transparent)
            color = QColor.fromRgba(cable.color)
            with QPainter(strip) as painter:
                for start in range(0, length, round(_PERIOD_PX * ratio)):
                    piece = (start, 0, on, thick) if along_x else (0, start, thick, on)
                    painter.fillRect(*piece, color)
            self._strips[cable, ratio] = strip
        return strip

    @staticmethod
    def _draw_lines(
        painter: QPainter, cable: Cable, rects: NDArray[np.float64], ratio: float
    ) -> None:
        pen = QPen(QColor.fromRgba(cable.color), cable.thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        on, period = _ON_PX * ratio / cable.thick, _PERIOD_PX * ratio / cable.thick
        pen.setDashPattern([on, period - on])
        painter.setPen(pen)
        for x, y, width, height in rects.tolist():
            if cable.is_horizontal:
                middle = y + height / 2
                painter.drawLine(QPointF(x, middle), QPointF(x + width, middle))
            else:
                middle = x + width / 2
                painter.drawLine(QPointF(middle, y), QPointF(middle, y + height))
        painter.setPen(Qt.PenStyle.NoPen)
