"""What is at a point or in a box: index arithmetic on the cells, never a search over copies."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.model.ids import PathStep
from designer.viewmodel.culling import visible_indices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.model.ids import InstanceId, InstancePath
    from designer.viewmodel.cells import Cell, Child, Route
    from designer.viewmodel.grid import Box

MANY: Final = 4_096
MAX_PICKED: Final = 20_000
_PAGE: Final = 4_096
_FEW: Final = 64


class CopyHit(NamedTuple):
    """A copy of a child of a cell."""

    child: Child
    copy_ix: int

    @property
    def step(self) -> PathStep:
        """The path step that names the copy."""
        return PathStep(self.child.instance_id, self.copy_ix)


def copy_at(cell: Cell, x: float, y: float) -> CopyHit | None:
    """Return the child copy at a point.

    Parameters
    ----------
    cell
        Where to look; its children, not what is inside them.
    x, y
        Point in the coordinates of the cell. [m]

    Returns
    -------
    CopyHit | None
        The copy drawn last, or ``None``.
    """
    for child in reversed(cell.children):
        copy_ix = child.grid.index_at(x, y)
        if copy_ix is not None:
            return CopyHit(child, copy_ix)
    return None


def path_at(cell: Cell, x: float, y: float, max_steps: int = 16) -> InstancePath:
    """Return the path from a cell to the innermost copy at a point.

    Parameters
    ----------
    cell
        Where to start.
    x, y
        Point in the coordinates of the cell. [m]
    max_steps
        Deepest level to go to. [1]

    Returns
    -------
    InstancePath
        Indexed steps; empty if there is nothing.
    """
    steps: list[PathStep] = []
    while len(steps) < max_steps:
        hit = copy_at(cell, x, y)
        if hit is None:
            break
        steps.append(hit.step)
        if hit.child.cell.is_part:
            break
        slot = hit.child.grid.box(hit.copy_ix)
        x = (x - slot.x0 - hit.child.inset_x) / hit.child.scale
        y = (y - slot.y0 - hit.child.inset_y) / hit.child.scale
        cell = hit.child.cell
    return tuple(steps)


def route_at(
    cell: Cell,
    x: float,
    y: float,
    tolerance: float,
    *,
    hidden_fabrics: frozenset[str] = frozenset(),
) -> Route | None:
    """Return the cable nearest to a point.

    Parameters
    ----------
    cell
        The cell whose cables are looked at.
    x, y
        Point in the coordinates of the cell. [m]
    tolerance
        Largest distance. [m]
    hidden_fabrics
        Fabrics that are not shown.

    Returns
    -------
    Route | None
        An own cable of the cell within the tolerance, or ``None``.
    """
    best: tuple[float, Route] | None = None
    for route in cell.routes:
        if not route.is_own or route.fabric_id in hidden_fabrics:
            continue
        box = route.grid.box(route.grid.nearest_index(x, y))
        distance = math.hypot(max(box.x0 - x, 0.0, x - box.x1), max(box.y0 - y, 0.0, y - box.y1))
        if distance <= tolerance and (best is None or distance < best[0]):
            best = (distance, route)
    return None if best is None else best[1]


def copies_in(cell: Cell, box: Box) -> tuple[PathStep, ...]:
    """Return the child copies that a box touches.

    Parameters
    ----------
    cell
        Where to look.
    box
        Box in the coordinates of the cell. [m]

    Returns
    -------
    tuple[PathStep, ...]
        Copies, at most :data:`MAX_PICKED`; one step without an index where all of more than
        :data:`MANY` copies are touched.
    """
    steps: list[PathStep] = []
    for child in cell.children:
        ixs = visible_indices(child.grid, box)
        if len(ixs) == child.grid.count > MANY:
            steps.append(PathStep(child.instance_id))
            continue
        steps += _steps(child.instance_id, ixs[: MAX_PICKED - len(steps)])
    return tuple(steps)


def copies_inside(cell: Cell, box: Box) -> tuple[PathStep, ...]:
    """Return the child copies that a box encloses.

    Parameters
    ----------
    cell
        Where to look.
    box
        Box in the coordinates of the cell. [m]

    Returns
    -------
    tuple[PathStep, ...]
        Copies, at most :data:`MAX_PICKED`; one step without an index where all of more than
        :data:`MANY` copies are enclosed.
    """
    steps: list[PathStep] = []
    for child in cell.children:
        grid = child.grid
        columns = _enclosed(
            (box.x0 - grid.x, box.x1 - grid.x), grid.width, grid.pitch_x, grid.n_used_columns
        )
        rows = _enclosed((box.y0 - grid.y, box.y1 - grid.y), grid.height, grid.pitch_y, grid.n_rows)
        ixs = np.add.outer(np.arange(len(rows)) + rows.start, np.zeros(len(columns), dtype=int))
        ixs = (ixs * grid.n_columns + np.arange(columns.start, columns.stop)).ravel()
        ixs = ixs[ixs < grid.count]
        if len(ixs) == grid.count > MANY:
            steps.append(PathStep(child.instance_id))
            continue
        steps += _steps(child.instance_id, ixs[: MAX_PICKED - len(steps)])
    return tuple(steps)


def _steps(instance_id: InstanceId, ixs: NDArray[np.int64]) -> list[PathStep]:
    # A rubber band asks for almost the same steps at every move of the pointer.
    if len(ixs) < _FEW:
        return [PathStep(instance_id, ix) for ix in ixs.tolist()]
    steps: list[PathStep] = []
    pages = ixs // _PAGE
    starts = np.flatnonzero(np.concatenate([[True], pages[1:] != pages[:-1]]))
    for start, end in pairwise([*starts.tolist(), len(ixs)]):
        page = int(pages[start])
        found = itemgetter(*(ixs[start:end] - page * _PAGE).tolist())(_page(instance_id, page))
        steps += found if end - start > 1 else (found,)
    return steps


@lru_cache(maxsize=64)
def _page(instance_id: InstanceId, page: int) -> tuple[PathStep, ...]:
    return tuple(PathStep(instance_id, ix) for ix in range(page * _PAGE, (page + 1) * _PAGE))


def _enclosed(view: tuple[float, float], size: float, pitch: float, n: int) -> range:
    # Steps whose i * pitch .. i * pitch + size lies in the view.
    low, high = view
    if pitch == 0:
        return range(n) if low <= 0 and size <= high else range(0)
    if pitch < 0:
        return _enclosed((size - high, size - low), size, -pitch, n)
    first = max(0, math.ceil(low / pitch))
    return range(first, max(first, min(n - 1, math.floor((high - size) / pitch)) + 1))
