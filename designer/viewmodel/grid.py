"""Regular arrays of equal rectangles: where copy ``i`` is, and which copy is at a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Box(NamedTuple):
    """An axis-aligned rectangle [m]: corners with ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Extent along x [m]."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent along y [m]."""
        return self.y1 - self.y0

    def union(self, other: Box) -> Box:
        """Return the smallest box around both.

        Parameters
        ----------
        other
            Another box.

        Returns
        -------
        Box
            The union.
        """
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def overlaps(self, other: Box) -> bool:
        """Return whether the interiors meet.

        Parameters
        ----------
        other
            Another box.

        Returns
        -------
        bool
            Whether they share an area.
        """
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )


@dataclass(frozen=True)
class Grid:
    """``count`` equal rectangles, ``n_columns`` to a row.

    Attributes
    ----------
    x, y
        Upper left corner of the first copy. [m]
    pitch_x, pitch_y
        Distance of columns and rows; a negative ``pitch_y`` stacks upwards. [m]
    n_columns, count
        Copies in a row and in all. [1]
    width, height
        Size of one copy; zero in one direction for cable segments. [m]
    """

    x: float
    y: float
    pitch_x: float
    pitch_y: float
    n_columns: int
    count: int
    width: float
    height: float

    @property
    def n_rows(self) -> int:
        """Rows [1], the last of which may be short."""
        return -(-self.count // self.n_columns)

    @property
    def n_used_columns(self) -> int:
        """Columns that have a copy [1]."""
        return min(self.n_columns, self.count)

    @property
    def bounds(self) -> Box:
        """Box around all copies [m]."""
        last_x = self.x + (self.n_used_columns - 1) * self.pitch_x
        last_y = self.y + (self.n_rows - 1) * self.pitch_y
        return Box(
            min(self.x, last_x),
            min(self.y, last_y),
            max(self.x, last_x) + self.width,
            max(self.y, last_y) + self.height,
        )

    def box(self, copy_ix: int) -> Box:
        """Return where a copy is.

        Parameters
        ----------
        copy_ix
            Number of the copy. [1]

        Returns
        -------
        Box
            Its rectangle. [m]
        """
        row, column = divmod(copy_ix, self.n_columns)
        x, y = self.x + column * self.pitch_x, self.y + row * self.pitch_y
        return Box(x, y, x + self.width, y + self.height)

    def origins(self, copy_ixs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the upper left corners of copies.

        Parameters
        ----------
        copy_ixs
            Numbers of the copies, shape (n,). [1]

        Returns
        -------
        NDArray[np.float64]
            Corners, shape (n, 2). [m]
        """
        rows, columns = np.divmod(copy_ixs, self.n_columns)
        corners = np.empty((len(copy_ixs), 2))
        corners[:, 0] = self.x + columns * self.pitch_x
        corners[:, 1] = self.y + rows * self.pitch_y
        return corners

    @cached_property
    def all_origins(self) -> NDArray[np.float64]:
        """Upper left corners of all copies [m], shape (count, 2); only for small counts."""
        return self.origins(np.arange(self.count, dtype=np.int64))

    @cached_property
    def smallest_pitch(self) -> float:
        """Distance of the nearest neighbours [m]; infinite for a single copy."""
        pitches = []
        if self.n_used_columns > 1 and self.pitch_x:
            pitches.append(abs(self.pitch_x))
        if self.n_rows > 1 and self.pitch_y:
            pitches.append(abs(self.pitch_y))
        return min(pitches, default=float("inf"))

    def index_at(self, x: float, y: float) -> int | None:
        """Return the copy at a point.

        Parameters
        ----------
        x, y
            Point in the coordinates of the grid. [m]

        Returns
        -------
        int | None
            Number of the copy, or ``None`` between or beside the copies.
        """
        column = _step(x - self.x, self.pitch_x, self.width, self.n_used_columns)
        row = _step(y - self.y, self.pitch_y, self.height, self.n_rows)
        if column is None or row is None:
            return None
        copy_ix = row * self.n_columns + column
        return copy_ix if copy_ix < self.count else None

    def nearest_index(self, x: float, y: float) -> int:
        """Return the copy whose rectangle is nearest by column and row.

        Parameters
        ----------
        x, y
            Point in the coordinates of the grid. [m]

        Returns
        -------
        int
            Number of an existing copy.
        """
        column = _nearest(x - self.x - self.width / 2, self.pitch_x, self.n_used_columns)
        row = _nearest(y - self.y - self.height / 2, self.pitch_y, self.n_rows)
        return min(row * self.n_columns + column, self.count - 1)


def _step(offset: float, pitch: float, size: float, n: int) -> int | None:
    # The step whose span from i * pitch to i * pitch + size holds the offset.
    if pitch < 0:
        return _step(size - offset, -pitch, size, n)
    ix = int(offset // pitch) if pitch > 0 else 0
    ix = max(0, min(n - 1, ix))
    return ix if 0 <= offset - ix * pitch <= size else None


def _nearest(offset: float, pitch: float, n: int) -> int:
    return max(0, min(n - 1, round(offset / pitch))) if pitch else 0
