"""Drawing many rectangles or pictures from one numpy buffer with one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPixmap

_FEW: Final = 12
_FAR_PX: Final = 2.0**24


def whole(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the nearest whole pixels; halves always go up.

    ``numpy.round`` sends halves to even numbers, and a pan by one pixel would not move all alike.
    """
    return np.floor(values + 0.5)


def draw_rects(painter: QPainter, rects: NDArray[np.float64]) -> None:
    """Draw rectangles (x, y, width, height), shape (n, 4), with the pen and brush that are set.

    They are on whole pixels. Qt fills such rectangles of integers at once, where it takes
    rectangles of floats through its path filler at twice the time.
    """
    n = len(rects)
    if n == 0:
        return
    corners = np.empty((n, 4))
    corners[:, :2] = rects[:, :2]
    corners[:, 2:] = rects[:, :2] + rects[:, 2:] - 1.0
    buffer = np.clip(corners, -_FAR_PX, _FAR_PX).astype(np.int32)
    if n <= _FEW or not _IS_LAYOUT_KNOWN:
        painter.drawRects([
            QRect(x0, y0, x1 - x0 + 1, y1 - y0 + 1) for x0, y0, x1, y1 in buffer.tolist()
        ])
        return
    first: Any = Shiboken.wrapInstance(buffer.ctypes.data, QRect)
    painter.drawRects(first, n)


def draw_pixmaps(painter: QPainter, pixmap: QPixmap, corners: NDArray[np.float64]) -> None:
    """Draw a picture at every upper left corner, shape (n, 2)."""
    n = len(corners)
    if n <= _FEW or not _IS_LAYOUT_KNOWN:
        for x, y in corners.tolist():
            painter.drawPixmap(int(x), int(y), pixmap)
        return
    rects = np.empty((n, 4))
    rects[:, :2] = corners
    rects[:, 2:] = (pixmap.width(), pixmap.height())
    draw_pieces(painter, pixmap, rects, np.zeros((n, 2)))


def draw_at(painter: QPainter, pixmap: QPixmap, corners: NDArray[np.float64], ratio: float) -> None:
    """Draw a picture of device pixels at every corner in logical pixels, shape (n, 2)."""
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    draw_pixmaps(painter, pixmap, whole(corners * ratio))
    painter.restore()


def draw_pieces(
    painter: QPainter,
    pixmap: QPixmap,
    rects: NDArray[np.float64],
    sources: NDArray[np.float64],
) -> None:
    """Draw into every rectangle, shape (n, 4), the piece of a picture that begins at its source.

    Sources have shape (n, 2); a piece is as large as its rectangle.
    """
    n = len(rects)
    if n <= _FEW or not _IS_LAYOUT_KNOWN:
        places = np.concatenate([rects, sources], axis=1).astype(np.int64).tolist()
        for x, y, width, height, left, top in places:
            painter.drawPixmap(x, y, pixmap, left, top, width, height)
        return
    fragments = np.zeros((n, 10))
    fragments[:, :2] = rects[:, :2] + rects[:, 2:] / 2
    fragments[:, 2:4] = sources
    fragments[:, 4:6] = rects[:, 2:]
    fragments[:, 6:8] = 1.0
    fragments[:, 9] = 1.0
    first: Any = Shiboken.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(first, n, pixmap)


def _is_layout_known() -> bool:
    """Whether a QRect is four 32-bit integers that a numpy row can stand for."""
    row = np.array([1, 2, 3, 5], dtype=np.int32)
    rect: Any = Shiboken.wrapInstance(row.ctypes.data, QRect)
    return (rect.left(), rect.top(), rect.right(), rect.bottom()) == (1, 2, 3, 5)


_IS_LAYOUT_KNOWN: Final = _is_layout_known()
