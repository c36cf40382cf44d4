"""Moves that align and distribute instances, and the lines that a dragged one can snap to."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.commands.placement import Move, MoveInstances

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.block import Block
    from designer.viewmodel.cells import Cell, Child
    from designer.viewmodel.grid import Box

MAX_NEIGHBOURS: Final = 400
"""Most instances that a dragged one is compared with."""


class Alignment(Enum):
    """Which line the selected are moved to."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def align_command(
    block: Block, cell: Cell, instance_ids: Iterable[str], alignment: Alignment
) -> MoveInstances | None:
    """Return the edit that moves instances to a common line.

    Parameters
    ----------
    block, cell
        Block of the instances, and how it is drawn.
    instance_ids
        Instances; all copies of one move together.
    alignment
        The line.

    Returns
    -------
    MoveInstances | None
        ``None`` if there are fewer than two, or nothing would move.
    """
    children = _children(cell, instance_ids)
    if len(children) < 2:
        return None
    boxes = [child.grid.bounds for child in children]
    around = boxes[0]
    for box in boxes[1:]:
        around = around.union(box)
    middle_x, middle_y = (around.x0 + around.x1) / 2, (around.y0 + around.y1) / 2
    offsets = []
    for box in boxes:
        dx_m, dy_m = {
            Alignment.LEFT: (around.x0 - box.x0, 0.0),
            Alignment.CENTRE: (middle_x - (box.x0 + box.x1) / 2, 0.0),
            Alignment.RIGHT: (around.x1 - box.x1, 0.0),
            Alignment.TOP: (0.0, around.y0 - box.y0),
            Alignment.MIDDLE: (0.0, middle_y - (box.y0 + box.y1) / 2),
            Alignment.BOTTOM: (0.0, around.y1 - box.y1),
        }[alignment]
        offsets.append((dx_m, dy_m))
    return _moved(block, cell, children, offsets)


def distribute_command(
    block: Block, cell: Cell, instance_ids: Iterable[str], *, is_across: bool
) -> MoveInstances | None:
    """Return the edit that leaves equal gaps between instances; the outermost stay.

    Parameters
    ----------
    block, cell
        Block of the instances, and how it is drawn.
    instance_ids
        Instances.
    is_across
        Whether from left to right, else from top to bottom.

    Returns
    -------
    MoveInstances | None
        ``None`` if there are fewer than three, or nothing would move.
    """
    axis = 0 if is_across else 1
    children = sorted(_children(cell, instance_ids), key=lambda c: c.grid.bounds[axis])
    if len(children) < 3:
        return None
    spans = [(c.grid.bounds[axis], c.grid.bounds[axis + 2]) for c in children]
    room = spans[-1][0] - spans[0][1] - sum(high - low for low, high in spans[1:-1])
    gap = room / (len(spans) - 1)
    at = spans[0][1] + gap
    offsets = [(0.0, 0.0)]
    for low, high in spans[1:-1]:
        offset = at - low
        offsets.append((offset, 0.0) if is_across else (0.0, offset))
        at += high - low + gap
    offsets.append((0.0, 0.0))
    return _moved(block, cell, children, offsets)


def _children(cell: Cell, instance_ids: Iterable[str]) -> list[Child]:
    ids = set(instance_ids)
    return [child for child in cell.children if child.instance_id in ids]


def _moved(
    block: Block, cell: Cell, children: Sequence[Child], offsets: Sequence[tuple[float, float]]
) -> MoveInstances | None:
    moves = []
    for child, (dx_m, dy_m) in zip(children, offsets, strict=True):
        if abs(dx_m) > 1e-6 or abs(dy_m) > 1e-6:
            x_m = round(child.grid.x - cell.origin_x + dx_m, 5)
            y_m = round(child.grid.y - cell.origin_y + dy_m, 5)
            moves.append(Move(instance=child.instance_id, x_m=x_m, y_m=y_m))
    return MoveInstances(block=block.id, moves=tuple(moves)) if moves else None


class Guide(NamedTuple):
    """A line that a dragged box and a box that stays have in common, in metres of the cell."""

    x0: float
    y0: float
    x1: float
    y1: float


class GuideSnap(NamedTuple):
    """How far a dragged box goes beyond its distance [m] to meet guides; ``None`` without one."""

    dx_m: float | None
    dy_m: float | None
    guides: tuple[Guide, ...]


def guide_snap(moving: Box, still: Sequence[Box], reach_m: float) -> GuideSnap:
    """Return the nearest lines that a dragged box can snap to.

    Parameters
    ----------
    moving
        The box at the place of the pointer. [m]
    still
        Boxes that stay; the first :data:`MAX_NEIGHBOURS` are looked at. [m]
    reach_m
        Largest distance. [m]

    Returns
    -------
    GuideSnap
        Left, middle and right are compared with left, middle and right, and so upright.
    """
    near = still[:MAX_NEIGHBOURS]
    x = _nearest(moving, near, 0, reach_m)
    y = _nearest(moving, near, 1, reach_m)
    guides = []
    if x is not None:
        box = near[x[1]]
        low, high = min(box.y0, moving.y0), max(box.y1, moving.y1)
        guides.append(Guide(x[2], low, x[2], high))
    if y is not None:
        box = near[y[1]]
        low, high = min(box.x0, moving.x0), max(box.x1, moving.x1)
        guides.append(Guide(low, y[2], high, y[2]))
    return GuideSnap(x[0] if x else None, y[0] if y else None, tuple(guides))


def _nearest(
    moving: Box, still: Sequence[Box], axis: int, reach_m: float
) -> tuple[float, int, float] | None:
    # Offset, which box, and where the line is.
    own = _lines(moving, axis)
    found = (
        (line - mine, ix, line)
        for ix, box in enumerate(still)
        for line in _lines(box, axis)
        for mine in own
    )
    near = [hit for hit in found if abs(hit[0]) <= reach_m]
    return min(near, key=lambda hit: abs(hit[0]), default=None)


def _lines(box: Box, axis: int) -> tuple[float, float, float]:
    low, high = box[axis], box[axis + 2]
    return low, (low + high) / 2, high
