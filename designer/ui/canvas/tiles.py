"""Arrays that are too small to draw copy by copy: one rectangle, and the gaps over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.ui.canvas.batch import whole
from designer.ui.canvas.rectangles import (
    VECTOR_MAX,
    clipped,
    clipped_at,
    seen_view,
    sides,
)
from designer.viewmodel.grid import Box
from designer.viewmodel.lod import TILE_PITCH_PX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.display_list import Group, Sheet
    from designer.viewmodel.grid import Grid


def add_tile(sheet: Sheet, group: Group, grid: Grid, color: int) -> None:
    """Fill the whole rows, and the short row at the end, as two rectangles."""
    n_full = grid.count // grid.n_columns
    boxes = []
    if n_full:
        boxes.append(_rows(grid, 0, n_full, grid.n_used_columns))
    if grid.count % grid.n_columns:
        boxes.append(_rows(grid, n_full, 1, grid.count % grid.n_columns))
    fills = sheet.out.fills[group.depth + 1]
    scale = group.scale
    for box in boxes:
        corners = group.corners + np.array([box.x0, box.y0]) * scale
        fills[3, color].append(clipped_at(sheet, corners, box.width * scale, box.height * scale))


def add_gaps(sheet: Sheet, group: Group, grid: Grid, color: int) -> None:
    """Draw the gaps between columns and rows that are wide enough to be told apart.

    They are as many strips as columns and rows, not as there are copies.
    """
    bounds, scale = grid.bounds, group.scale
    columns = _Steps(grid.n_used_columns, grid.x, grid.pitch_x, grid.width).upwards()
    rows = _Steps(grid.n_rows, grid.y, grid.pitch_y, grid.height).upwards()
    for ix, steps in enumerate((columns, rows)):
        if steps.pitch * scale < TILE_PITCH_PX * sheet.ratio:
            continue
        starts, corners = _seen_gaps(sheet, group, steps, ix)
        if not len(starts):
            continue
        low = (bounds.y0, bounds.x0)[ix]
        along = (bounds.height, bounds.width)[ix]
        rects = np.empty((len(starts), 4))
        rects[:, ix] = whole(starts * scale + corners[:, ix])
        rects[:, 1 - ix] = whole(low * scale + corners[:, 1 - ix])
        rects[:, 2 + ix] = sides(steps.gap * scale)
        rects[:, 3 - ix] = sides(along * scale) + 1
        fills = sheet.out.fills[group.depth + 1]
        fills[4, color].append(clipped(rects, sheet.width, sheet.height))


def _seen_gaps(
    sheet: Sheet, group: Group, steps: _Steps, axis: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # Starts of the gaps of all copies of the group, and the corners of the copies they are in.
    if len(group.corners) > 1 and steps.n <= VECTOR_MAX:
        every = steps.gap_starts(-np.inf, np.inf)
        return np.tile(every, len(group.corners)), np.repeat(group.corners, len(every), axis=0)
    starts, corners = [], []
    for corner in group.corners:
        view = seen_view(sheet, float(corner[0]), float(corner[1]), group.scale)
        low, high = ((view.x0, view.x1), (view.y0, view.y1))[axis]
        starts.append(steps.gap_starts(low, high))
        corners.append(np.tile(corner, (len(starts[-1]), 1)))
    return np.concatenate(starts), np.concatenate(corners)


class _Steps(NamedTuple):
    """Columns or rows along one axis [m]."""

    n: int
    origin: float
    pitch: float
    size: float

    @property
    def gap(self) -> float:
        return self.pitch - self.size

    def upwards(self) -> _Steps:
        """Return the same steps with a positive pitch."""
        if self.pitch >= 0:
            return self
        return _Steps(self.n, self.origin + (self.n - 1) * self.pitch, -self.pitch, self.size)

    def gap_starts(self, low: float, high: float) -> NDArray[np.float64]:
        """Return where the gaps in a range begin."""
        if self.n < 2 or self.pitch == 0:
            return np.empty(0)
        first = max(0.0, (low - self.origin) // self.pitch - 1)
        last = min(self.n - 1.0, (high - self.origin) // self.pitch + 1)
        if first >= last:
            return np.empty(0)
        steps = np.arange(first, last, dtype=np.float64)
        starts: NDArray[np.float64] = self.origin + self.size + steps * self.pitch
        return starts


def _rows(grid: Grid, first_row: int, n_rows: int, n_columns: int) -> Box:
    y_first = grid.y + first_row * grid.pitch_y
    y_last = grid.y + (first_row + n_rows - 1) * grid.pitch_y
    x_last = grid.x + (n_columns - 1) * grid.pitch_x
    return Box(
        grid.x, min(y_first, y_last), x_last + grid.width, max(y_first, y_last) + grid.height
    )
