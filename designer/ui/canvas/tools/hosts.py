"""Hosts: the blocks on the canvas that take what is dropped on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind
from designer.viewmodel.cells import CellForm
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from designer.model.ids import InstancePath
    from designer.ui.canvas.tools.gesture import Pointer
    from designer.ui.canvas.view import CanvasView
    from designer.viewmodel.cells import Cell

_MIN_HOST_PX = 16.0
_DEVICE_HOSTS = frozenset({BlockKind.NODE, BlockKind.SWITCH_BOX, BlockKind.RACK})
_HOSTS = {
    "node": frozenset({BlockKind.RACK}),
    "switch-box": frozenset({BlockKind.RACK}),
    "rack": frozenset[BlockKind](),
    "group": frozenset[BlockKind](),
    "supernode": frozenset[BlockKind](),
    "cluster": frozenset[BlockKind](),
}


class Host(NamedTuple):
    """A block that receives a drop.

    Attributes
    ----------
    cell
        How it is drawn when it is edited.
    path
        From the scope to it; empty for the scope itself.
    box
        Where it is drawn, in the scope. [m]
    scale
        Metres of the scope for each metre inside it. [1]
    is_footprint
        Whether it is seen from above, so that there is no place inside it to aim at.
    """

    cell: Cell
    path: InstancePath
    box: Box
    scale: float
    is_footprint: bool = False


def hosts_of(family: str) -> AbstractSet[BlockKind]:
    """Return the kinds of block that take a part of a family, or a block of a kind."""
    return _HOSTS.get(family, _DEVICE_HOSTS)


def host_at(
    view: CanvasView,
    pointer: Pointer,
    families: AbstractSet[str],
    but: AbstractSet[str] = frozenset(),
) -> Host:
    """Return the innermost block at the pointer that takes all families, or the scope.

    Blocks drawn too small to aim at, and those inside the instances ``but`` of the scope, take
    nothing.
    """
    scope = Host(view.cell, (), Box(0.0, 0.0, view.cell.width, view.cell.height), 1.0)
    kinds = frozenset(BlockKind).intersection(*(hosts_of(family) for family in families))
    inner = view.path_at_px(pointer.x, pointer.y)[len(view.scope) :]
    if not kinds or (inner and inner[0].instance_id in but):
        return scope
    for n in range(len(inner), 0, -1):
        placed = view.plan.placed(view.cell, inner[:n])
        if placed is None or placed.cell.family not in {str(kind) for kind in kinds}:
            continue
        shown = view.box_px(placed.box)
        if min(shown.width, shown.height) < _MIN_HOST_PX:
            continue
        # A flat front is drawn differently from the board that positions refer to.
        board = view.plan.cell_by_block[placed.cell.block_id]
        scale = placed.scale * min(
            placed.cell.width / board.width, placed.cell.height / board.height
        )
        is_footprint = placed.cell.form is CellForm.FOOTPRINT
        return Host(board, inner[:n], placed.box, scale, is_footprint)
    return scope
