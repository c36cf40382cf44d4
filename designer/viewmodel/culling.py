"""Which copies of an array can be seen: index ranges by arithmetic, never a search."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.viewmodel.grid import Box, Grid


def _span(view: tuple[float, float], size: float, pitch: float, n: int) -> tuple[int, int]:
    # First and one past the last step whose i * pitch .. i * pitch + size meets the view.
    low, high = view
    if pitch == 0:
        return (0, n) if high >= 0 and low <= size else (0, 0)
    if pitch < 0:
        return _span((size - high, size - low), size, -pitch, n)
    first = max(0, math.ceil((low - size) / pitch))
    last = min(n - 1, math.floor(high / pitch))
    return first, max(first, last + 1)


def visible_ranges(grid: Grid, view: Box) -> tuple[int, int, int, int]:
    """Return the rows and columns that meet a view.

    Parameters
    ----------
    grid
        The array.
    view
        The visible box in the coordinates of the grid. [m]

    Returns
    -------
    tuple[int, int, int, int]
        First row, end of rows, first column, end of columns. [1]
    """
    rows = _span((view.y0 - grid.y, view.y1 - grid.y), grid.height, grid.pitch_y, grid.n_rows)
    columns = _span(
        (view.x0 - grid.x, view.x1 - grid.x), grid.width, grid.pitch_x, grid.n_used_columns
    )
    return (*rows, *columns)


def visible_indices(grid: Grid, view: Box) -> NDArray[np.int64]:
    """Return the copies that meet a view.

    Parameters
    ----------
    grid
        The array.
    view
        The visible box in the coordinates of the grid. [m]

    Returns
    -------
    NDArray[np.int64]
        Copy numbers in rising order, shape (n,). [1]
    """
    row0, row1, column0, column1 = visible_ranges(grid, view)
    if row0 >= row1 or column0 >= column1:
        return np.empty(0, dtype=np.int64)
    rows = np.arange(row0, row1, dtype=np.int64)
    columns = np.arange(column0, column1, dtype=np.int64)
    ixs = (rows[:, None] * grid.n_columns + columns[None, :]).ravel()
    return ixs[ixs < grid.count]
