"""The front of a rack: contents in rack units, and room for cables beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.layout import (
    RACK_UNIT_M,
    RACK_WIDTH_M,
    Arrangement,
    height_u_of,
    placed_child,
    usable_u_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.viewmodel.cells import Cell, Child

_RACK_SIDE_M: Final = 0.03
_RACK_HEADER_M: Final = 0.1
_RACK_FOOT_M: Final = 0.04
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
    design: Design, block: Block, cell_of: Callable[[Instance], Cell], n_lanes: int
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
    for instance in block.instances:
        at_u, height, n_columns = units[instance.id]
        step = max(height, round(instance.placement.pitch_y_m / RACK_UNIT_M))
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
        height=floor_y + _RACK_FOOT_M,
        origin_x=_RACK_SIDE_M,
        origin_y=floor_y,
        header=Box(0.0, 0.0, RACK_WIDTH_M, _RACK_HEADER_M),
        gutter_x=RACK_WIDTH_M - gutter,
        lane=_RACK_LANE_M,
        channel=0.0,
        rails=Grid(
            _RACK_SIDE_M, _RACK_HEADER_M, 0.0, RACK_UNIT_M, 1, n_u, inner_width, RACK_UNIT_M
        ),
    )
