"""Walks the cells of a scope and collects marks of copies by area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.model.ids import PathStep
from designer.viewmodel.cells import CellForm
from designer.viewmodel.data_overlay import BoxMarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from designer.model.ids import InstancePath
    from designer.viewmodel.cells import Cell, Child

MAX_BOXES: Final = 140_000
MAX_OPENED: Final = 1_500


class Spot(NamedTuple):
    """A cell in a scope: its path from the root, corner and scale in the scope's metres."""

    cell: Cell
    path: InstancePath
    x: float
    y: float
    scale: float

    def boxes(self, child: Child, ixs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the boxes of copies of a child in the scope.

        Parameters
        ----------
        child
            Child of the cell.
        ixs
            Its copies, shape (n,).

        Returns
        -------
        NDArray[np.float64]
            x, y, width, height, shape (n, 4). [m]
        """
        grid = child.grid
        boxes = np.empty((len(ixs), 4))
        boxes[:, :2] = grid.origins(ixs) * self.scale + (self.x, self.y)
        boxes[:, 2:] = (grid.width * self.scale, grid.height * self.scale)
        return boxes

    def inner(self, child: Child, copy_ix: int) -> Spot:
        """Return the inside of one copy of a child.

        Parameters
        ----------
        child
            Child of the cell that is a block.
        copy_ix
            Which copy.

        Returns
        -------
        Spot
            Its cell in the scope.
        """
        slot = child.grid.box(copy_ix)
        return Spot(
            child.cell,
            (*self.path, PathStep(child.instance_id, copy_ix)),
            self.x + (slot.x0 + child.inset_x) * self.scale,
            self.y + (slot.y0 + child.inset_y) * self.scale,
            self.scale * child.scale,
        )


class BoxCollector:
    """Collects boxes with their steps, fills and texts, up to a limit."""

    def __init__(self) -> None:
        self._boxes: list[NDArray[np.float64]] = []
        self._steps: list[NDArray[np.int64]] = []
        self._ratios: list[NDArray[np.float64]] = []
        self._text_ixs: list[NDArray[np.int64]] = []
        self._ix_by_text: dict[str, int] = {}
        self._n = 0
        self.n_opened = 0

    @property
    def is_full(self) -> bool:
        """Whether no more copies are taken or opened."""
        return self._n >= MAX_BOXES or self.n_opened >= MAX_OPENED

    def add(
        self, boxes: NDArray[np.float64], step: int, *, text: str = "", ratio: float = 1.0
    ) -> None:
        """Take boxes that are all alike.

        Parameters
        ----------
        boxes
            x, y, width, height, shape (n, 4). [m]
        step, text, ratio
            How they are shown; see :class:`BoxMarks`.
        """
        boxes = boxes[: max(0, MAX_BOXES - self._n)]
        n = len(boxes)
        if n == 0:
            return
        text_ix = self._ix_by_text.setdefault(text, len(self._ix_by_text))
        self._n += n
        self._boxes.append(boxes)
        self._steps.append(np.full(n, step, dtype=np.int64))
        self._ratios.append(np.full(n, min(max(ratio, 0.0), 1.0)))
        self._text_ixs.append(np.full(n, text_ix, dtype=np.int64))

    def marks(self) -> BoxMarks:
        """Return everything that was taken.

        Returns
        -------
        BoxMarks
            The marks.
        """
        if not self._boxes:
            none = np.empty(0, dtype=np.int64)
            return BoxMarks(np.empty((0, 4)), none, np.empty(0), none, ())
        return BoxMarks(
            np.concatenate(self._boxes),
            np.concatenate(self._steps),
            np.concatenate(self._ratios),
            np.concatenate(self._text_ixs),
            tuple(self._ix_by_text),
        )


def blocks_inside(spot: Spot) -> Iterator[Child]:
    """Return the children of a cell that are blocks.

    Parameters
    ----------
    spot
        The cell.

    Yields
    ------
    Child
        Those that have contents, or hide them as footprints do.
    """
    for child in spot.cell.children:
        is_footprint = child.cell.form is CellForm.FOOTPRINT
        if not child.cell.is_part and (child.cell.children or is_footprint):
            yield child
