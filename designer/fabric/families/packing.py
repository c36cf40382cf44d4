"""Where copies go: which dimensions of an array lie in a node, in a rack, and on the floor."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.fabric.layout import RACK_ROW_PITCH_M
from designer.model.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.instance import Instance

MAX_DIMS_PER_LEVEL: Final = 4
"""Most dimensions of one instance."""


class Dim(NamedTuple):
    """One logical index of an array.

    ``is_splittable`` says that a part of it may lie in a rack and the rest on the floor, because no
    relation depends on its order. ``is_better_whole`` says that this takes more bundles.
    """

    name: str
    size: int
    is_plane: bool = False
    is_splittable: bool = True
    is_better_whole: bool = False


class Packed(NamedTuple):
    """Dimensions by level, innermost level first; a split dimension is in several."""

    levels: tuple[tuple[Dim, ...], ...]

    def n_copies(self, level_ix: int) -> int:
        """Return how many copies one thing of the next level holds.

        Returns
        -------
        int
            Copies one thing of the next level holds. [1]
        """
        return math.prod(dim.size for dim in self.levels[level_ix])


def largest_divisor(n: int, maximum: int) -> int:
    """Return the largest divisor of a number up to a maximum.

    Parameters
    ----------
    n, maximum
        At least 1. [1]

    Returns
    -------
    int
        The largest divisor of a number up to a maximum. [1]
    """
    return next(d for d in range(min(n, maximum), 0, -1) if n % d == 0)


def divisors(n: int) -> tuple[int, ...]:
    """Return the divisors of a number in order.

    Parameters
    ----------
    n
        At least 1. [1]

    Returns
    -------
    tuple[int, ...]
        The divisors of a number in order. [1]
    """
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    return tuple(sorted({*small, *(n // d for d in small)}))


def packed(dims: Sequence[Dim], rooms: Sequence[int], max_dims: int = MAX_DIMS_PER_LEVEL) -> Packed:
    """Return which dimensions lie on which level.

    Parameters
    ----------
    dims
        Outermost first.
    rooms
        Most copies per level, innermost first; what is left forms one more level. [1]
    max_dims
        Most dimensions per level but the last. [1]

    Returns
    -------
    Packed
        ``len(rooms) + 1`` levels; each keeps the order of ``dims``.
    """
    left = list(dims)
    levels: list[tuple[Dim, ...]] = []
    for level_room in rooms:
        room = level_room
        taken: list[Dim] = []
        for at in range(len(left) - 1, -1, -1):
            if left[at].size <= room and len(taken) < max_dims:
                taken.insert(0, left[at])
                room //= left[at].size
                left[at] = left[at]._replace(size=1)
        for at in range(len(left) - 1, -1, -1):
            dim = left[at]
            share = largest_divisor(dim.size, room)
            may_split = dim.is_splittable and not (taken and dim.is_better_whole)
            if may_split and share > 1 and len(taken) < max_dims:
                taken.insert(0, dim._replace(size=share))
                room //= share
                left[at] = dim._replace(size=dim.size // share)
        left = [dim for dim in left if dim.size > 1]
        levels.append(tuple(taken))
    return Packed((*levels, tuple(left)))


class Cell(NamedTuple):
    """Ground that one copy takes, with the aisle behind it."""

    width_m: float
    depth_m: float


def columns(count: int, cell: Cell) -> int:
    """Return how many copies stand in a row so that the whole is about square.

    Parameters
    ----------
    count
        Copies. [1]
    cell
        Ground of each.

    Returns
    -------
    int
        Copies stand in a row so that the whole is about square. [1]
    """
    wanted = math.ceil(math.sqrt(count * cell.depth_m / cell.width_m))
    return max(1, min(count, wanted))


def rack_cell(width_m: float) -> Cell:
    """Return the ground of one rack with its aisle.

    Parameters
    ----------
    width_m
        Width of the rack. [m]

    Returns
    -------
    Cell
        The ground of one rack with its aisle.
    """
    return Cell(width_m, RACK_ROW_PITCH_M)


def floor_plan(items: Sequence[tuple[Instance, Cell]]) -> tuple[tuple[Placement, ...], Cell]:
    """Return where arrays of racks or groups stand, one array behind the other.

    Parameters
    ----------
    items
        Instances with the ground that one copy takes.

    Returns
    -------
    tuple[tuple[Placement, ...], Cell]
        A placement for each, and the ground of all together.
    """
    placements: list[Placement] = []
    y_m = width_m = 0.0
    for instance, cell in items:
        n_columns = columns(instance.count, cell)
        placements.append(
            Placement(
                y_m=round(y_m, 5),
                n_columns=n_columns,
                pitch_x_m=round(cell.width_m, 5),
                pitch_y_m=round(cell.depth_m, 5),
            )
        )
        y_m += -(-instance.count // n_columns) * cell.depth_m
        width_m = max(width_m, n_columns * cell.width_m)
    return tuple(placements), Cell(width_m, y_m)
