"""Where drops and moves land: snapping, rack units, drawn positions as placements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.macro import Macro
from designer.commands.placement import Move, MoveInstances, SetPlacement
from designer.model.evolve import evolve
from designer.viewmodel.cells import CellForm
from designer.viewmodel.layout import RACK_UNIT_M
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.viewmodel.cells import Cell

FLOOR_SNAP_M = 0.1
BOARD_SNAP_M = 0.01


def snap_of(cell: Cell) -> float:
    """Return the snap distance of a layout [m]."""
    snaps = {
        CellForm.FLOOR: FLOOR_SNAP_M,
        CellForm.PLAN: FLOOR_SNAP_M,
        CellForm.ELEVATION: RACK_UNIT_M,
    }
    return snaps.get(cell.form, BOARD_SNAP_M)


def snapped(value_m: float, step_m: float, *, is_free: bool) -> float:
    return round(value_m, 4) if is_free else round(round(value_m / step_m) * step_m, 5)


def rack_unit_at(y_m: float, height_u: int = 1) -> int:
    """Return the lowest unit of something whose upper edge is drawn at ``y_m``.

    ``y_m`` is in placement coordinates of a rack, whose origin is the floor of unit 1 and whose
    ``y`` points down as everywhere on the canvas.
    """
    return min(100, max(1, round(-y_m / RACK_UNIT_M) - height_u + 1))


def move_command(
    block: Block, cell: Cell, instance_ids: Iterable[str], *, dx_m: float, dy_m: float
) -> Command | None:
    """Return the edit that moves instances by a distance as drawn; None if nothing moves."""
    if not cell.has_positions:
        return None
    ids = [i for i in dict.fromkeys(instance_ids) if i in block.instance_by_id]
    if cell.form is CellForm.ELEVATION:
        return _rack_moves(block, cell, ids, round(-dy_m / RACK_UNIT_M))
    if not ids or (dx_m == 0 and dy_m == 0):
        return None
    moves = []
    for child in cell.children:
        if child.instance_id in ids:
            x_m = round(child.grid.x + child.anchor_x - cell.origin_x + dx_m, 5)
            y_m = round(child.grid.y + child.anchor_y - cell.origin_y + dy_m, 5)
            moves.append(Move(instance=child.instance_id, x_m=x_m, y_m=y_m))
    return MoveInstances(block=block.id, moves=tuple(moves))


def _rack_moves(block: Block, cell: Cell, ids: list[str], n_units: int) -> Command | None:
    if n_units == 0:
        return None
    steps: list[SetPlacement] = []
    for child in cell.children:
        if child.instance_id not in ids:
            continue
        instance = block.instance_by_id[child.instance_id]
        height_u = max(1, round(child.grid.height / RACK_UNIT_M))
        now = instance.placement.at_u or rack_unit_at(child.grid.y - cell.origin_y, height_u)
        placement = evolve(instance.placement, at_u=min(100, max(1, now + n_units)))
        steps.append(SetPlacement(block=block.id, instance=instance.id, placement=placement))
    if not steps:
        return None
    return steps[0] if len(steps) == 1 else Macro(title=worded("Move in rack"), steps=tuple(steps))
