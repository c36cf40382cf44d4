"""Arrays of rectangles (x, y, width, height) on whole device pixels, and what can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.ui.canvas.batch import whole
from designer.viewmodel.culling import visible_indices
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.display_list import Group, Sheet
    from designer.viewmodel.grid import Grid

VECTOR_MAX: Final = 256
_MARGIN_PX: Final = 8.0


def sides(length: float) -> float:
    """Return a length in whole pixels, at least one."""
    return max(1.0, float(round(length)))


def rects_at(corners: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    """Return equal rectangles at corners."""
    rects = np.empty((len(corners), 4))
    rects[:, :2] = corners
    rects[:, 2] = max(width, 1.0)
    rects[:, 3] = max(height, 1.0)
    return rects


def outlines_at(
    corners: NDArray[np.float64], width: float, height: float, line: float
) -> NDArray[np.float64]:
    """Return four thin rectangles around each box, which fill less than the box."""
    below = np.array([0.0, height - line])
    left = np.array([0.0, line])
    right = np.array([width - line, line])
    return np.concatenate([
        rects_at(corners, width, line),
        rects_at(corners + below, width, line),
        rects_at(corners + left, line, height - 2 * line),
        rects_at(corners + right, line, height - 2 * line),
    ])


def clipped(rects: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    """Return the rectangles cut to the picture; those outside are left out."""
    x0 = np.maximum(rects[:, 0], -_MARGIN_PX)
    y0 = np.maximum(rects[:, 1], -_MARGIN_PX)
    x1 = np.minimum(rects[:, 0] + rects[:, 2], width + _MARGIN_PX)
    y1 = np.minimum(rects[:, 1] + rects[:, 3], height + _MARGIN_PX)
    cut = np.stack([x0, y0, x1 - x0, y1 - y0], axis=1)
    return cut[(cut[:, 2] > 0) & (cut[:, 3] > 0)]


def clipped_at(
    sheet: Sheet, corners: NDArray[np.float64], width: float, height: float
) -> NDArray[np.float64]:
    """Return equal rectangles at corners on whole pixels, cut to the picture."""
    rects = rects_at(whole(corners), sides(width), sides(height))
    return clipped(rects, sheet.width, sheet.height)


def seen_view(sheet: Sheet, x: float, y: float, scale: float) -> Box:
    """Return the picture in the metres of a cell whose corner is at (x, y)."""
    return Box(-x / scale, -y / scale, (sheet.width - x) / scale, (sheet.height - y) / scale)


def is_seen(
    sheet: Sheet, corners: NDArray[np.float64], width: float, height: float
) -> NDArray[np.bool_]:
    """Return which rectangles meet the picture."""
    x, y = corners[:, 0], corners[:, 1]
    seen: NDArray[np.bool_] = (
        (x + width >= 0) & (x <= sheet.width) & (y + height >= 0) & (y <= sheet.height)
    )
    return seen


def spread(group: Group, local: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places in a cell, given in pixels from its corner, in all copies of the group."""
    return (group.corners[:, None, :] + local[None, :, :]).reshape(-1, 2)


def visible_corners(
    sheet: Sheet, group: Group, grid: Grid, without: set[int]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return corners and numbers of the visible copies in all copies of the group."""
    scale = group.scale
    if len(group.corners) > 1 and grid.count <= VECTOR_MAX:
        ixs = _left_out(np.arange(grid.count, dtype=np.int64), without)
        local = (grid.origins(ixs) if without else grid.all_origins) * scale
        corners = spread(group, local)
        seen = is_seen(sheet, corners, grid.width * scale, grid.height * scale)
        return corners[seen], np.tile(ixs, len(group.corners))[seen]
    places, numbers = [], []
    for x, y in group.corners.tolist():
        ixs = _left_out(visible_indices(grid, seen_view(sheet, x, y, scale)), without)
        if len(ixs):
            places.append(grid.origins(ixs) * scale + np.array([x, y]))
            numbers.append(ixs)
    if not places:
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    return np.concatenate(places), np.concatenate(numbers)


def _left_out(ixs: NDArray[np.int64], without: set[int]) -> NDArray[np.int64]:
    return ixs[~np.isin(ixs, list(without))] if without else ixs
