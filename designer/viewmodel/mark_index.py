"""Marks of copies by where they are: which can be seen, and what they look like from afar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.viewmodel.data_overlay import BoxMarks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.viewmodel.grid import Box

_GAP_SHARE: Final = 0.6
_SAME_M: Final = 1e-6


class MarkIndex:
    """Marks sorted from top to bottom and left to right.

    Parameters
    ----------
    marks
        The marks in any order.
    """

    def __init__(self, marks: BoxMarks) -> None:
        # Rows of an array differ by rounding; they are sorted as one.
        rows = np.round(marks.boxes[:, 1], 6) if len(marks) else np.empty(0)
        order = np.lexsort((marks.boxes[:, 0], rows)) if len(marks) else np.empty(0, dtype=np.int64)
        self.marks = BoxMarks(
            marks.boxes[order],
            marks.steps[order],
            marks.ratios[order],
            marks.text_ixs[order],
            marks.texts,
        )
        self._tops = rows[order]
        self._tallest = float(marks.boxes[:, 3].max()) if len(marks) else 0.0

    def __len__(self) -> int:
        return len(self.marks)

    @cached_property
    def widest_m(self) -> float:
        """Width of the widest mark [m]."""
        return float(self.marks.boxes[:, 2].max()) if len(self.marks) else 0.0

    def visible(self, view: Box) -> NDArray[np.int64]:
        """Return the marks that meet a view.

        Parameters
        ----------
        view
            What is seen, in metres of the scope's cell. [m]

        Returns
        -------
        NDArray[np.int64]
            Numbers of marks in rising order, shape (n,).
        """
        first = int(np.searchsorted(self._tops, view.y0 - self._tallest, side="left"))
        last = int(np.searchsorted(self._tops, view.y1, side="right"))
        boxes = self.marks.boxes[first:last]
        seen = (
            (boxes[:, 0] <= view.x1)
            & (boxes[:, 0] + boxes[:, 2] >= view.x0)
            & (boxes[:, 1] + boxes[:, 3] >= view.y0)
        )
        return np.flatnonzero(seen) + first

    @cached_property
    def runs(self) -> MarkIndex:
        """The marks with equal neighbours of a row put together, for when gaps cannot be seen."""
        marks = self.marks
        if len(marks) < 2:
            return self
        boxes = marks.boxes
        gap = boxes[1:, 0] - boxes[:-1, 0] - boxes[:-1, 2]
        is_joined = (
            (np.abs(boxes[1:, 1] - boxes[:-1, 1]) < _SAME_M)
            & (np.abs(boxes[1:, 3] - boxes[:-1, 3]) < _SAME_M)
            & (gap < _GAP_SHARE * boxes[:-1, 2])
            & (gap > -boxes[:-1, 2])
            & (marks.steps[1:] == marks.steps[:-1])
            & (marks.ratios[1:] == marks.ratios[:-1])
        )
        starts = np.flatnonzero(np.concatenate([[True], ~is_joined]))
        ends = np.concatenate([starts[1:], [len(boxes)]]) - 1
        joined = boxes[starts].copy()
        joined[:, 2] = boxes[ends, 0] + boxes[ends, 2] - boxes[starts, 0]
        return MarkIndex(
            BoxMarks(
                joined, marks.steps[starts], marks.ratios[starts], marks.text_ixs[starts],
                marks.texts,
            )
        )  # fmt: skip
