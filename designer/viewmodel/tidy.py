"""Tidies a block: instances in rows by tier, endpoints below and switches above them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.racks import RackRecord
from designer.commands.macro import Macro
from designer.commands.placement import SetPlacement
from designer.fabric.layout import BOARD_ROW_PITCH_M, RACK_ROW_PITCH_M, RACK_UNIT_M, RACK_WIDTH_M
from designer.model.block import BlockKind
from designer.model.ids import BlockId, path_from_text
from designer.model.placement import Placement
from designer.viewmodel.cells import CellForm
from designer.viewmodel.layout import (
    BOARD,
    FLOOR,
    Metrics,
    height_u_of,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstanceId
    from designer.viewmodel.cells import Cell, Child

_ONE_ROW_MAX: Final = 12
_RACK_DEPTH_M: Final = 1.2
_ASPECT: Final = 1.6
_SHARE_OF_PITCH: Final = 0.9
_LANES_SPARE: Final = 2


class _Array(NamedTuple):
    """An instance with the size and pitch of its copies [m]."""

    instance_id: InstanceId
    n_copies: int
    n_columns: int
    pitch_x: float
    pitch_y: float

    @property
    def width(self) -> float:
        return self.n_columns * self.pitch_x

    @property
    def height(self) -> float:
        return -(-self.n_copies // self.n_columns) * self.pitch_y


def tidy_command(design: Design, block: Block, cell: Cell) -> Macro | None:
    """Return the edit that tidies a block.

    Parameters
    ----------
    design
        The document.
    block
        The block whose instances are placed anew.
    cell
        Its cell, which knows how large everything is drawn.

    Returns
    -------
    Macro | None
        One placement per instance that moves; ``None`` if nothing would move.

    Notes
    -----
    In a hall racks stand in rows with aisles, so that cables get the lengths of that hall. In a
    rack everything is stacked from the lowest unit up. On a board every tier is a row.
    """
    tiers = tiers_of(block, cell)
    if block.kind is BlockKind.RACK:
        wanted = _stacked(design, block, tiers)
    else:
        wanted = _rowed(design, block, cell, tiers)
    steps = [
        SetPlacement(block=block.id, instance=instance.id, placement=wanted[instance.id])
        for instance in block.instances
        if wanted[instance.id] != instance.placement
    ]
    return Macro.of(worded("Tidy {name}", name=block.name or block.id), steps) if steps else None


def tiers_of(block: Block, cell: Cell) -> dict[InstanceId, int]:
    """Return the tier of every instance of a block.

    Parameters
    ----------
    block
        The block.
    cell
        Its cell, which knows what is inside its instances.

    Returns
    -------
    dict[InstanceId, int]
        0 for instances with endpoints: accelerators, or where there are none adapters; for the
        others the number of bundles between them and endpoints; one more than the highest for
        those that no bundle of the block leads to.
    """
    family = {child.instance_id: child.cell.main_family for child in cell.children}
    ends: set[InstanceId] = set()
    for wanted in ("accelerator", "nic"):
        ends = ends or {i.id for i in block.instances if family.get(i.id) == wanted}
    tiers = dict.fromkeys(ends, 0)
    links = _links(block)
    frontier, tier = ends, 0
    while frontier:
        tier += 1
        frontier = {b for a in frontier for b in links.get(a, ()) if b not in tiers}
        tiers |= dict.fromkeys(frontier, tier)
    rest = max(tiers.values(), default=-1) + 1
    return {i.id: tiers.get(i.id, rest) for i in block.instances}


def _links(block: Block) -> dict[InstanceId, set[InstanceId]]:
    links: dict[InstanceId, set[InstanceId]] = {}
    for bundle in block.link_bundles:
        a, b = (path_from_text(end.path)[0].instance_id for end in (bundle.a, bundle.b))
        links.setdefault(a, set()).add(b)
        links.setdefault(b, set()).add(a)
    return links


def _stacked(
    design: Design, block: Block, tiers: Mapping[InstanceId, int]
) -> dict[InstanceId, Placement]:
    wanted: dict[InstanceId, Placement] = {}
    at_u = 1
    for instance in sorted(block.instances, key=lambda i: tiers[i.id]):
        height_u = height_u_of(design, instance)
        wanted[instance.id] = Placement(
            y_m=round((at_u - 1) * RACK_UNIT_M, 5),
            pitch_y_m=round(height_u * RACK_UNIT_M, 5),
            at_u=min(at_u, 100),
        )
        at_u += instance.count * height_u
    return wanted


def _rowed(
    design: Design, block: Block, cell: Cell, tiers: Mapping[InstanceId, int]
) -> dict[InstanceId, Placement]:
    is_floor = cell.form is CellForm.FLOOR
    metrics = FLOOR if is_floor else BOARD
    room = metrics.gap if is_floor else BOARD_ROW_PITCH_M - metrics.part
    channel = max(room, cell.lane * (len(block.link_bundles) + _LANES_SPARE))
    footprints = {c.instance_id: _footprint_m(design, c) for c in cell.children}
    n_racks = sum(c.grid.count for c in cell.children if footprints[c.instance_id])
    columns = max(1, round(math.sqrt(_ASPECT * n_racks * RACK_ROW_PITCH_M / RACK_WIDTH_M)))
    arrays: dict[int, list[_Array]] = {}
    for child in cell.children:
        footprint = footprints[child.instance_id]
        array = _array(child, metrics, channel)
        if footprint is not None:
            array = _Array(
                child.instance_id, child.grid.count, min(child.grid.count, columns), *footprint
            )
        arrays.setdefault(tiers[child.instance_id], []).append(array)
    rows = [row for tier in sorted(arrays, reverse=True) for row in _split(arrays[tier])]
    widest = max((sum(a.width for a in row) for row in rows), default=0.0)
    wanted: dict[InstanceId, Placement] = {}
    y = 0.0
    for row in rows:
        x = (widest - sum(array.width for array in row)) / 2
        for array in row:
            wanted[array.instance_id] = Placement(
                x_m=round(x, 5),
                y_m=round(y, 5),
                n_columns=array.n_columns,
                pitch_x_m=round(array.pitch_x, 5),
                pitch_y_m=round(array.pitch_y, 5),
            )
            x += array.width
        y += max(array.height for array in row)
    return wanted


def _split(arrays: list[_Array]) -> list[list[_Array]]:
    # One row of all that have one row of copies; those of several rows stand for themselves.
    one = [array for array in arrays if array.n_copies <= array.n_columns]
    return [*([[*one]] if one else []), *([a] for a in arrays if a.n_copies > a.n_columns)]


def _footprint_m(design: Design, child: Child) -> tuple[float, float] | None:
    # Pitch of racks in a row and of rows, aisle included; nothing for what is no rack.
    block = design.block_by_id.get(BlockId(child.cell.block_id)) if child.cell.block_id else None
    if block is None or block.kind is not BlockKind.RACK:
        return None
    part = design.part_by_slug.get(block.part or "")
    if not isinstance(part, RackRecord):
        return RACK_WIDTH_M, RACK_ROW_PITCH_M
    aisle_m = RACK_ROW_PITCH_M - _RACK_DEPTH_M
    return (
        max(RACK_WIDTH_M, part.width_m.value),
        max(RACK_ROW_PITCH_M, part.depth_m.value + aisle_m),
    )


def _array(child: Child, metrics: Metrics, channel: float) -> _Array:
    cell, count = child.cell, child.grid.count
    width, height = (metrics.part, metrics.part) if cell.is_part else (cell.width, cell.height)
    n_columns = count
    if count > _ONE_ROW_MAX:
        n_columns = max(1, round(math.sqrt(count * height / width * _ASPECT)))
    pitch_x = max(width + metrics.gap, width / _SHARE_OF_PITCH)
    return _Array(child.instance_id, count, n_columns, pitch_x, height + max(channel, 0.1 * height))
