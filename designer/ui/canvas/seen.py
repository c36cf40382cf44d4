"""What of the scope a view shows, and boxes of the scope in its pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.ui.canvas.batch import whole
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.view import CanvasView


def seen_box(view: CanvasView) -> Box:
    """Return what a view shows, in metres of the scope's cell."""
    x0, y0 = view.to_cell(0.0, 0.0)
    x1, y1 = view.to_cell(view.width, view.height)
    return Box(x0, y0, x1, y1)


def boxes_px(view: CanvasView, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return boxes (x, y, width, height) of the scope's cell on whole logical pixels, (n, 4)."""
    rects = boxes * view.camera.pixels_per_m
    rects[:, :2] += view.corner_px()
    far = whole(rects[:, :2] + rects[:, 2:])
    rects[:, :2] = whole(rects[:, :2])
    rects[:, 2:] = np.maximum(far - rects[:, :2], 1.0)
    return rects
