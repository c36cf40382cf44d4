"""Where the instances of a block are drawn: rows on a board, slots in a rack, racks on a floor."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.model.block import BlockKind
from designer.viewmodel.cells import Cell, CellForm, Child, Note, fit
from designer.viewmodel.grid import Box, Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance

RACK_UNIT_M: Final = 0.044_45
RACK_WIDTH_M: Final = 0.6
RACK_SLOT_WIDTH_M: Final = 0.5
DEFAULT_RACK_U: Final = 42
FLAT_ASPECT: Final = 3.0

_ONE_ROW_MAX: Final = 12
_WIDE: Final = 1.6


class Metrics(NamedTuple):
    """Distances of a layout [m]."""

    part: float
    gap: float
    pad: float
    header: float
    lane: float


BOARD: Final = Metrics(part=0.05, gap=0.02, pad=0.03, header=0.035, lane=0.007)
FLOOR: Final = Metrics(part=0.3, gap=0.2, pad=0.15, header=0.14, lane=0.05)
FRONT: Final = Metrics(part=0.05, gap=0.02, pad=0.012, header=0.0, lane=0.006)

_EMPTY_SIZE: Final = {
    BlockKind.NODE: (0.45, 0.3),
    BlockKind.SWITCH_BOX: (0.45, 0.12),
    BlockKind.GROUP: (0.45, 0.3),
    BlockKind.CLUSTER: (6.0, 3.6),
    BlockKind.SUPERNODE: (6.0, 3.6),
    BlockKind.RACK: (RACK_WIDTH_M, 2.0),
}
_FAMILY_RANK: Final = {"accelerator": 0, "switch": 1, "circuit-switch": 1, "cpu": 2, "nic": 3}


@dataclass(frozen=True)
class Arrangement:
    """A laid-out block.

    Attributes
    ----------
    children
        Instances with their slots, in cell coordinates.
    width, height, origin_x, origin_y, header
        As in :class:`~designer.viewmodel.cells.Cell`. [m]
    gutter_x, lane
        Where the cable lanes beside the contents begin, and their distance. [m]
    channel
        Room for cable lanes above a row. [m]
    rails
        Rack units of a rack. [m]
    notes
        Texts that explain the drawing.
    """

    children: tuple[Child, ...]
    width: float
    height: float
    origin_x: float
    origin_y: float
    header: Box
    gutter_x: float
    lane: float
    channel: float
    rails: Grid | None = None
    notes: tuple[Note, ...] = ()


def form_of(design: Design, block: Block) -> CellForm:
    """Return how the contents of a block are laid out.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        The block.

    Returns
    -------
    CellForm
        Elevation for racks, floor for what stands in a hall, board for the rest.
    """
    if block.kind is BlockKind.RACK:
        return CellForm.ELEVATION
    if block.kind in {BlockKind.CLUSTER, BlockKind.SUPERNODE}:
        return CellForm.FLOOR
    inner = (design.block_by_id.get(i.block) for i in block.instances if i.block is not None)
    holds_racks = any(b is not None and b.kind is BlockKind.RACK for b in inner)
    return CellForm.FLOOR if holds_racks else CellForm.BOARD


def height_u_of(design: Design, instance: Instance) -> int:
    """Return how many rack units one copy takes.

    Parameters
    ----------
    design
        The design that owns the instance.
    instance
        A part or block in a rack.

    Returns
    -------
    int
        Height from the part or enclosure; without one, 1 U for parts and boxes, 4 U for nodes. [U]
    """
    slug, default = instance.part, 1
    if instance.block is not None and (block := design.block_by_id.get(instance.block)):
        slug = block.part
        default = 1 if block.kind is BlockKind.SWITCH_BOX else 4
    part = design.part_by_slug.get(slug) if slug is not None else None
    height = part.height_u if part is not None else None
    return max(1, math.ceil(height.value)) if height is not None else default


def usable_u_of(design: Design, block: Block) -> int:
    """Return how many rack units a rack has.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        A rack.

    Returns
    -------
    int
        Units of its part, or 42 if it has none. [U]
    """
    part = design.part_by_slug.get(block.part) if block.part is not None else None
    if part is None or part.family != "rack":
        return DEFAULT_RACK_U
    return max(1, math.floor(part.usable_u.value))


def is_placed(instance: Instance) -> bool:
    """Return whether the user or a builder gave a position other than the origin.

    Parameters
    ----------
    instance
        The instance.

    Returns
    -------
    bool
        False at the origin, where everything new stands until it is moved.
    """
    return bool(instance.placement.x_m or instance.placement.y_m)


def _columns(instance: Instance, width: float, height: float) -> int:
    placement = instance.placement
    if placement.n_columns > 1 or placement.pitch_x_m or placement.pitch_y_m:
        return min(placement.n_columns, instance.count)
    if instance.count <= _ONE_ROW_MAX:
        return instance.count
    return max(1, round(math.sqrt(instance.count * height / width * _WIDE)))


def _slots(instance: Instance, cell: Cell, metrics: Metrics, row_gap: float) -> Grid:
    placement = instance.placement
    width, height = (metrics.part, metrics.part) if cell.is_part else (cell.width, cell.height)
    n_columns = _columns(instance, width, height)
    n_rows = -(-instance.count // n_columns)
    shrink = 1.0
    if n_columns > 1 and placement.pitch_x_m:
        shrink = min(shrink, placement.pitch_x_m * 0.92 / width)
    if n_rows > 1 and placement.pitch_y_m:
        shrink = min(shrink, placement.pitch_y_m * 0.92 / height)
    width, height = width * shrink, height * shrink
    return Grid(
        x=placement.x_m,
        y=placement.y_m,
        pitch_x=placement.pitch_x_m or width + metrics.gap,
        pitch_y=placement.pitch_y_m or height + row_gap,
        n_columns=n_columns,
        count=instance.count,
        width=width,
        height=height,
    )


def moved_grid(grid: Grid, dx: float, dy: float) -> Grid:
    """Return an array of slots at another place.

    Parameters
    ----------
    grid
        The slots. [m]
    dx, dy
        How far to move them. [m]

    Returns
    -------
    Grid
        The moved slots. [m]
    """
    return Grid(
        grid.x + dx, grid.y + dy, grid.pitch_x, grid.pitch_y,
        grid.n_columns, grid.count, grid.width, grid.height,
    )  # fmt: skip


def placed_child(instance: Instance, cell: Cell, grid: Grid, *, placed: bool) -> Child:
    """Return an instance as drawn in its slots.

    Parameters
    ----------
    instance, cell
        The instance, and what each of its copies shows.
    grid
        Slots of the copies. [m]
    placed
        Whether the user placed it.

    Returns
    -------
    Child
        The child of the cell of the block.
    """
    scale, inset_x, inset_y = fit(cell, grid.width, grid.height)
    if cell.is_part:
        inset_x = inset_y = 0.0
    return Child(
        instance_id=instance.id,
        name=instance.name or instance.id,
        grid=grid,
        cell=cell,
        scale=scale,
        inset_x=inset_x,
        inset_y=inset_y,
        is_assumed=instance.is_assumed,
        is_placed=placed,
    )


def shifted(children: list[Child], dx: float, dy: float) -> tuple[Child, ...]:
    """Return children at other places.

    Parameters
    ----------
    children
        The children.
    dx, dy
        How far to move their slots. [m]

    Returns
    -------
    tuple[Child, ...]
        The moved children.
    """
    return tuple(replace(c, grid=moved_grid(c.grid, dx, dy)) for c in children)


def bounds_of(children: list[Child]) -> Box:
    """Return the box around the slots of children.

    Parameters
    ----------
    children
        At least one child.

    Returns
    -------
    Box
        Around all copies. [m]
    """
    box = children[0].grid.bounds
    for child in children[1:]:
        box = box.union(child.grid.bounds)
    return box


def _in_rows(
    block: Block, cell_of: Callable[[Instance], Cell], metrics: Metrics, row_gap: float
) -> list[Child]:
    # What stands at the origin stays there if that is free, else it goes into rows below the rest.
    children: list[Child] = []
    loose: list[tuple[Instance, Cell, Grid]] = []
    for instance in block.instances:
        cell = cell_of(instance)
        grid = _slots(instance, cell, metrics, row_gap)
        if is_placed(instance):
            children.append(placed_child(instance, cell, grid, placed=True))
        else:
            loose.append((instance, cell, grid))
    if children:
        crowded = []
        for instance, cell, grid in loose:
            if any(grid.bounds.overlaps(child.grid.bounds) for child in children):
                crowded.append((instance, cell, grid))
            else:
                children.append(placed_child(instance, cell, grid, placed=True))
        loose = crowded
    if not loose:
        return children
    if metrics is BOARD:
        loose.sort(key=lambda item: _FAMILY_RANK.get(item[1].family, 4))
    start = bounds_of(children) if children else None
    left = start.x0 if start else 0.0
    width = max(grid.bounds.width for _, _, grid in loose)
    y = start.y1 + row_gap if start else 0.0
    for instance, cell, grid in loose:
        x = left + (width - grid.bounds.width) / 2 if metrics is BOARD else left
        placed = moved_grid(grid, x, y)
        children.append(placed_child(instance, cell, placed, placed=False))
        y = placed.bounds.y1 + row_gap
    return children


def arrange_in_rows(
    block: Block,
    cell_of: Callable[[Instance], Cell],
    form: CellForm,
    n_lanes: int,
    *,
    aspect: float | None = None,
) -> Arrangement:
    """Lay out a board or a floor.

    Parameters
    ----------
    block
        The block.
    cell_of
        Gives the cell that an instance shows.
    form
        Board or floor.
    n_lanes
        Cable lanes to leave room for. [1]
    aspect
        Width over height of the enclosure that the board fills, if it is known. [1]

    Returns
    -------
    Arrangement
        Slots and size.
    """
    metrics = FLOOR if form is CellForm.FLOOR else BOARD
    channel = max(metrics.gap, metrics.lane * (n_lanes + 1)) if n_lanes else metrics.gap
    children = _in_rows(block, cell_of, metrics, channel)
    if children:
        content = bounds_of(children)
    else:
        width, height = _EMPTY_SIZE[block.kind]
        content = Box(0.0, 0.0, width - 2 * metrics.pad, height - 2 * metrics.pad - metrics.header)
    gutter = metrics.pad + metrics.lane * n_lanes
    width = content.width + metrics.pad + gutter
    height = content.height + metrics.header + channel + metrics.pad
    spare_x = max(0.0, height * aspect - width) if aspect else 0.0
    spare_y = max(0.0, width / aspect - height) if aspect else 0.0
    dx = metrics.pad + spare_x / 2 - content.x0
    dy = metrics.header + channel + spare_y / 2 - content.y0
    width, height = width + spare_x, height + spare_y
    return Arrangement(
        children=shifted(children, dx, dy),
        width=width,
        height=height,
        origin_x=dx,
        origin_y=dy,
        header=Box(0.0, 0.0, width, metrics.header),
        gutter_x=width - gutter,
        lane=metrics.lane,
        channel=channel,
    )


def _front_slots(instance: Instance, cell: Cell, x: float, inner_height: float) -> Grid:
    size = FRONT.part if cell.is_part else cell.width
    n_rows = max(1, math.ceil(math.sqrt(instance.count / 64)))
    slot = size / n_rows
    slot_height = (inner_height - FRONT.gap * 0.2 * (n_rows - 1)) / n_rows
    if cell.is_part:
        slot_height = min(slot_height, slot)
    return Grid(
        x=x,
        y=(inner_height - slot_height * n_rows) / 2,
        pitch_x=slot + FRONT.gap / n_rows,
        pitch_y=inner_height / n_rows,
        n_columns=-(-instance.count // n_rows),
        count=instance.count,
        width=slot,
        height=slot_height,
    )


def arrange_front(
    block: Block, cell_of: Callable[[Instance], Cell], n_lanes: int, aspect: float
) -> Arrangement:
    """Lay out a flat enclosure as seen in a rack: everything in one row.

    Parameters
    ----------
    block
        The block.
    cell_of
        Gives the cell that an instance shows.
    n_lanes
        Cable lanes to leave room for. [1]
    aspect
        Width over height of the enclosure. [1]

    Returns
    -------
    Arrangement
        Slots and size; the title stands at the left.
    """
    instances = sorted(block.instances, key=lambda i: _FAMILY_RANK.get(cell_of(i).family, 4))
    channel = FRONT.lane * (n_lanes + 1)
    inner_height = max([
        FRONT.part,
        *(cell_of(i).height for i in instances if not cell_of(i).is_part),
    ])
    height = inner_height + channel + FRONT.pad
    children: list[Child] = []
    x = 0.0
    for instance in instances:
        grid = _front_slots(instance, cell_of(instance), x, inner_height)
        children.append(placed_child(instance, cell_of(instance), grid, placed=False))
        x = grid.bounds.x1 + 2 * FRONT.gap
    content_width = max(x - 2 * FRONT.gap, 0.05)
    gutter = FRONT.pad + FRONT.lane * n_lanes
    full_width = height * aspect
    spare = full_width - content_width - 2 * FRONT.pad - gutter
    title = min(max(height * 1.4, spare * 0.6), height * 4.0)
    width = max(full_width, title + content_width + 2 * FRONT.pad + gutter)
    dx = title + FRONT.pad + (width - title - gutter - FRONT.pad - content_width) / 2
    return Arrangement(
        children=shifted(children, dx, channel),
        width=width,
        height=max(height, width / aspect),
        origin_x=dx,
        origin_y=channel,
        header=Box(0.0, 0.0, title, max(height, width / aspect)),
        gutter_x=width - gutter,
        lane=FRONT.lane,
        channel=channel,
    )
