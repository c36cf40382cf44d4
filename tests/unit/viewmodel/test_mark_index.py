"""Marks by where they are: what is seen equals a search over all, runs cover the same ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.viewmodel.data_overlay import BoxMarks
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.mark_index import MarkIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray


def marks_of(boxes: NDArray[np.float64], steps: NDArray[np.int64]) -> BoxMarks:
    n = len(boxes)
    return BoxMarks(boxes, steps, np.full(n, 0.5), np.zeros(n, dtype=np.int64), ("text",))


def hall(n_columns: int, count: int, gap: float = 0.0) -> BoxMarks:
    grid = Grid(0.0, 0.0, 0.6 + gap, 3.2, n_columns, count, 0.6, 1.2)
    boxes = np.empty((count, 4))
    boxes[:, :2] = grid.all_origins
    boxes[:, 2:] = (0.6, 1.2)
    return marks_of(boxes, np.zeros(count, dtype=np.int64))


coordinates = st.floats(-50, 50)
sizes = st.floats(0.01, 20)


@given(
    st.lists(st.tuples(coordinates, coordinates, sizes, sizes, st.integers(0, 5)), max_size=40),
    coordinates,
    coordinates,
    sizes,
    sizes,
)
def test_that_visible_marks_are_those_that_meet_the_view(
    rows: list[tuple[float, float, float, float, int]],
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    boxes = np.array([row[:4] for row in rows]).reshape(-1, 4)
    index = MarkIndex(marks_of(boxes, np.array([row[4] for row in rows], dtype=np.int64)))
    found = index.marks.boxes[index.visible(Box(x, y, x + width, y + height))].tolist()
    # Rounding of rows to a micrometre may let a mark in or out at the very edge.
    slack = 2e-6
    for bx, by, bw, bh in index.marks.boxes.tolist():
        meets = bx <= x + width and bx + bw >= x and by <= y + height and by + bh >= y
        near = (
            bx <= x + width + slack
            and bx + bw >= x - slack
            and by <= y + height + slack
            and by + bh >= y - slack
        )
        if [bx, by, bw, bh] in found:
            assert near
        else:
            assert not meets or abs(by - (y + height)) < slack or abs(by + bh - y) < slack


def test_that_a_row_of_equal_neighbours_is_one_run() -> None:
    index = MarkIndex(hall(100, 1_000))
    assert len(index) == 1_000
    assert len(index.runs) == 10
    assert np.allclose(index.runs.marks.boxes[:, 2], 60.0)


def test_that_runs_cover_the_same_ground_as_the_marks() -> None:
    marks = hall(7, 40)
    marks.steps[[3, 4, 20]] = 2
    index = MarkIndex(marks)
    runs = index.runs.marks
    for step in (0, 2):
        area = float((runs.boxes[runs.steps == step][:, 2:].prod(axis=1)).sum())
        assert area == pytest.approx(0.72 * np.count_nonzero(marks.steps == step))


def test_that_wide_gaps_and_other_states_part_runs() -> None:
    assert len(MarkIndex(hall(10, 30, gap=0.5)).runs) == 30
    marks = hall(10, 10)
    marks.ratios[5] = 0.9
    assert len(MarkIndex(marks).runs) == 3


def test_that_no_marks_are_no_problem() -> None:
    index = MarkIndex(marks_of(np.empty((0, 4)), np.empty(0, dtype=np.int64)))
    assert len(index) == len(index.runs) == len(index.visible(Box(0, 0, 1, 1))) == 0
    assert index.widest_m == 0.0
