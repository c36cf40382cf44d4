"""Drawing many rectangles or pictures from one numpy buffer with one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPixmap

_FEW: Final = 12


def whole(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the nearest whole pixels; halves always go up.

    ``numpy.round`` sends halves to even numbers, and a pan by one pixel would not move all alike.
    """
    return np.floor(values + 0.5)


def draw_rects(painter: QPainter, rects: NDArray[np.float64]) -> None:
    """Draw rectangles (x, y, width, height), shape (n, 4), with the pen and brush that are set."""
    n = len(rects)
    if n == 0:
        return
    if n <= _FEW or not _IS_LAYOUT_KNOWN:
        painter.drawRects([QRectF(*row) for row in rects.tolist()])
        return
    buffer = np.ascontiguousarray(rects, dtype=np.float64)
    first: Any = Shiboken.wrapInstance(buffer.ctypes.data, QRectF)
    painter.drawRects(first, n)


def draw_pixmaps(painter: QPainter, pixmap: QPixmap, corners: NDArray[np.float64]) -> None:
    """Draw a picture at every upper left corner, shape (n, 2)."""
    n = len(corners)
    if n <= _FEW or not _IS_LAYOUT_KNOWN:
        for x, y in corners.tolist():
            painter.drawPixmap(int(x), int(y), pixmap)
        return
    width, height = pixmap.width(), pixmap.height()
    fragments = np.zeros((n, 10))
    fragments[:, 0] = corners[:, 0] + width / 2
    fragments[:, 1] = corners[:, 1] + height / 2
    fragments[:, 4] = width
    fragments[:, 5] = height
    fragments[:, 6] = 1.0
    fragments[:, 7] = 1.0
    fragments[:, 9] = 1.0
    first: Any = Shiboken.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(first, n, pixmap)


def _is_layout_known() -> bool:
    """Whether a QRectF is four doubles that a numpy row can stand for."""
    row = np.array([1.0, 2.0, 3.0, 4.0])
    rect: Any = Shiboken.wrapInstance(row.ctypes.data, QRectF)
    return (rect.x(), rect.y(), rect.width(), rect.height()) == (1.0, 2.0, 3.0, 4.0)


_IS_LAYOUT_KNOWN: Final = _is_layout_known()
