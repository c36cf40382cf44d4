"""The front of a rack: contents in rack units, and room for cables beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.viewmodel.cells import Note
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.layout import (
    RACK_UNIT_M,
    RACK_WIDTH_M,
    Arrangement,
    height_u_of,
    placed_child,
    usable_u_of,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.viewmodel.cells import Cell, Child

_RACK_SIDE_M: Final = 0.05
_RACK_HEADER_M: Final = 0.1
_RACK_FOOT_M: Final = 0.04
_DETAILED_FOOT_M: Final = 0.26
_MIN_FREE_U: Final = 2
POWER_STRIP_M: Final = (0.12, 0.24)
"""Where in the foot of a detailed rack its power is shown, below the lowest unit. [m]"""
_MIN_GUTTER_M: Final = 0.05
_RACK_LANE_M: Final = 0.012


def _at_u(design: Design, instances: tuple[Instance, ...]) -> dict[str, tuple[int, int, int]]:
    # Lowest unit, height and columns of every instance; those without a unit go above the others.
    placed = [i for i in instances if i.placement.at_u is not None]
    result: dict[str, tuple[int, int, int]] = {}
    top = 1
    for instance in placed:
        height = height_u_of(design, instance)
        n_columns = max(1, min(instance.placement.n_columns, instance.count))
        pitch = round(instance.placement.pitch_y_m / RACK_UNIT_M)
        n_rows = -(-instance.count // n_columns)
        at_u = instance.placement.at_u or 1
        result[instance.id] = (at_u, height, n_columns)
        top = max(top, at_u + (n_rows - 1) * max(pitch, height) + height)
    for instance in instances:
        if instance.id in result:
            continue
        height = height_u_of(design, instance)
        n_columns = min(instance.count, max(1, math.ceil(instance.count * height / 96)))
        result[instance.id] = (top, height, n_columns)
        top += -(-instance.count // n_columns) * height
    return result


def _rack_gutter(n_lanes: int) -> float:
    return max(_MIN_GUTTER_M, _RACK_LANE_M * (n_lanes + 1))


def rack_inner_width(n_lanes: int) -> float:
    """Return the width of the slots in a rack.

    Parameters
    ----------
    n_lanes
        Cable lanes beside the slots. [1]

    Returns
    -------
    float
        Width. [m]
    """
    return RACK_WIDTH_M - _RACK_SIDE_M - _rack_gutter(n_lanes)


def rack_slot_height(height_u: int) -> float:
    """Return the drawn height of a slot, which leaves a thin gap to its neighbours.

    Parameters
    ----------
    height_u
        Rack units. [U]

    Returns
    -------
    float
        Height. [m]
    """
    full = height_u * RACK_UNIT_M
    return full - min(0.008, 0.12 * full)


def arrange_rack(
    design: Design,
    block: Block,
    cell_of: Callable[[Instance], Cell],
    n_lanes: int,
    *,
    is_detailed: bool = False,
) -> Arrangement:
    """Lay out the front of a rack.

    Parameters
    ----------
    design
        The design that owns the rack.
    block
        The rack.
    cell_of
        Gives the cell that an instance shows.
    n_lanes
        Cable lanes to leave room for. [1]
    is_detailed
        Whether to leave room below for what the rack draws and how full it is.

    Returns
    -------
    Arrangement
        Slots in rack units from the bottom; the rack grows if its contents do not fit.
    """
    units = _at_u(design, block.instances)
    n_u = usable_u_of(design, block)
    gutter = _rack_gutter(n_lanes)
    inner_width = rack_inner_width(n_lanes)
    for instance in block.instances:
        at_u, height, n_columns = units[instance.id]
        step = max(height, round(instance.placement.pitch_y_m / RACK_UNIT_M))
        n_u = max(n_u, at_u - 1 + (-(-instance.count // n_columns) - 1) * step + height)
    floor_y = _RACK_HEADER_M + n_u * RACK_UNIT_M
    children: list[Child] = []
    used = np.zeros(n_u + 1, dtype=np.bool_)
    for instance in block.instances:
        at_u, height, n_columns = units[instance.id]
        step = max(height, round(instance.placement.pitch_y_m / RACK_UNIT_M))
        for row in range(-(-instance.count // n_columns)):
            used[at_u + row * step : at_u + row * step + height] = True
        slot_height = rack_slot_height(height)
        gap = height * RACK_UNIT_M - slot_height
        grid = Grid(
            x=_RACK_SIDE_M,
            y=floor_y - (at_u - 1 + height) * RACK_UNIT_M + gap / 2,
            pitch_x=inner_width / n_columns,
            pitch_y=-step * RACK_UNIT_M,
            n_columns=n_columns,
            count=instance.count,
            width=inner_width / n_columns - (gap if n_columns > 1 else 0.0),
            height=slot_height,
        )
        children.append(
            placed_child(
                instance, cell_of(instance), grid, placed=instance.placement.at_u is not None
            )
        )
    return Arrangement(
        children=tuple(children),
        width=RACK_WIDTH_M,
        height=floor_y + (_DETAILED_FOOT_M if is_detailed else _RACK_FOOT_M),
        origin_x=_RACK_SIDE_M,
        origin_y=floor_y,
        header=Box(0.0, 0.0, RACK_WIDTH_M, _RACK_HEADER_M),
        gutter_x=RACK_WIDTH_M - gutter,
        lane=_RACK_LANE_M,
        channel=0.0,
        rails=Grid(
            _RACK_SIDE_M, _RACK_HEADER_M, 0.0, RACK_UNIT_M, 1, n_u, inner_width, RACK_UNIT_M
        ),
        notes=_unit_notes(used, floor_y, inner_width, is_detailed=is_detailed),
    )


def _unit_notes(
    used: NDArray[np.bool_], floor_y: float, inner_width: float, *, is_detailed: bool
) -> tuple[Note, ...]:
    # Unit numbers at the left, and how much is free between the devices.
    n_u = len(used) - 1
    notes = [
        Note(
            str(u),
            Box(0.0, floor_y - u * RACK_UNIT_M, _RACK_SIDE_M, floor_y - (u - 1) * RACK_UNIT_M),
        )
        for u in range(1, n_u + 1)
    ]
    left, right = _RACK_SIDE_M, _RACK_SIDE_M + inner_width
    first = 1
    for u in range(1, n_u + 2):
        if u <= n_u and not used[u]:
            continue
        if u - first >= _MIN_FREE_U:
            top = floor_y - (u - 1) * RACK_UNIT_M
            box = Box(left, top, right, floor_y - (first - 1) * RACK_UNIT_M)
            middle = (box.y0 + box.y1) / 2
            box = box._replace(y0=middle - RACK_UNIT_M, y1=middle + RACK_UNIT_M)
            notes.append(Note(worded("{n} U free", n=u - first), box))
        first = u + 1
    if is_detailed:
        n_used = int(np.count_nonzero(used[1:]))
        foot = Box(0.0, floor_y + 0.005, RACK_WIDTH_M, floor_y + 0.115)
        notes.append(Note(worded("{n_used} of {n} U", n_used=n_used, n=n_u), foot))
    return tuple(notes)
