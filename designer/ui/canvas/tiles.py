"""Arrays that are too small to draw copy by copy: one rectangle, and the gaps over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.ui.canvas.batch import whole
from designer.ui.canvas.rectangles import clipped, clipped_at, seen_view, sides
from designer.viewmodel.grid import Box

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
    """Draw the gaps between columns and rows: as many strips as these, not as there are copies."""
    bounds, scale = grid.bounds, group.scale
    fills = sheet.out.fills[group.depth + 1]
    columns = _Steps(grid.n_used_columns, grid.x, grid.pitch_x, grid.width).upwards()
    rows = _Steps(grid.n_rows, grid.y, grid.pitch_y, grid.height).upwards()
    for x, y in group.corners.tolist():
        view = seen_view(sheet, x, y, scale)
        starts = columns.gap_starts(view.x0, view.x1)
        if len(starts):
            rects = np.empty((len(starts), 4))
            rects[:, 0] = whole(starts * scale + x)
            rects[:, 1] = whole(np.array(bounds.y0 * scale + y))
            rects[:, 2:] = (sides(columns.gap * scale), sides(bounds.height * scale) + 1)
            fills[4, color].append(clipped(rects, sheet.width, sheet.height))
        starts = rows.gap_starts(view.y0, view.y1)
        if len(starts):
            rects = np.empty((len(starts), 4))
            rects[:, 0] = whole(np.array(bounds.x0 * scale + x))
            rects[:, 1] = whole(starts * scale + y)
            rects[:, 2:] = (sides(bounds.width * scale) + 1, sides(rows.gap * scale))
            fills[4, color].append(clipped(rects, sheet.width, sheet.height))


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
        first = max(0, int((low - self.origin) // self.pitch) - 1)
        last = min(self.n - 1, int((high - self.origin) // self.pitch) + 1)
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
