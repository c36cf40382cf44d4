"""The hall from above, true to scale: racks as footprints where their placements put them.

Nothing is shrunk or pushed aside: the middle of what is drawn is where cable lengths are measured
from, so lengths can be read off the plan. Frames of groups are drawn around their racks.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from designer.catalog.racks import RackRecord
from designer.model.block import BlockKind
from designer.viewmodel.cells import Cell, CellForm, Note
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.layout import (
    RACK_WIDTH_M,
    Arrangement,
    bounds_of,
    is_placed,
    moved_grid,
    placed_child,
    shifted,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import Part
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.viewmodel.cells import Child

RACK_DEPTH_M: Final = 1.2
_PART_M: Final = 0.3
_GAP_M: Final = 0.2
_MARGIN_M: Final = 0.12
_HEADER_M: Final = 0.3
_LANE_M: Final = 0.05
_ROW_TEXT_M: Final = 1.1
_MIN_AISLE_M: Final = 0.5
_AISLE_TEXT_M: Final = 2.4
_MAX_ROW_NOTES: Final = 400
_EMPTY_M: Final = (6.0, 3.6)
_BOXES_M: Final = {BlockKind.NODE: (0.48, 0.8), BlockKind.SWITCH_BOX: (0.48, 0.6)}


def footprint_m(design: Design, block: Block) -> tuple[float, float] | None:
    """Return the room that a block takes on the floor.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        The block.

    Returns
    -------
    tuple[float, float] | None
        Width and depth; those of the catalog where it has them. ``None`` for groups, which are as
        large as what they hold. [m]
    """
    if block.kind is BlockKind.RACK:
        return part_footprint_m(design.part_by_slug.get(block.part or ""))
    return _BOXES_M.get(block.kind)


def part_footprint_m(part: Part | None) -> tuple[float, float]:
    """Return the room that an enclosure takes on the floor.

    Parameters
    ----------
    part
        The enclosure.

    Returns
    -------
    tuple[float, float]
        Width and depth; usual ones for what is no rack of the catalog. [m]
    """
    if isinstance(part, RackRecord):
        return part.width_m.value, part.depth_m.value
    kind = {"node": BlockKind.NODE, "switch-box": BlockKind.SWITCH_BOX}
    known = kind.get(part.family) if part is not None else None
    return _BOXES_M[known] if known is not None else (RACK_WIDTH_M, RACK_DEPTH_M)


def arrange_footprint(width_m: float, depth_m: float) -> Arrangement:
    """Lay out the footprint of a rack, which shows nothing of its contents.

    Parameters
    ----------
    width_m, depth_m
        Room on the floor. [m]

    Returns
    -------
    Arrangement
        An empty cell of that size.
    """
    return Arrangement(
        children=(),
        width=width_m,
        height=depth_m,
        origin_x=0.0,
        origin_y=0.0,
        header=Box(0.0, 0.0, width_m, depth_m),
        gutter_x=width_m,
        lane=0.0,
        channel=0.0,
    )


def arrange_plan(block: Block, cell_of: Callable[[Instance], Cell], n_lanes: int) -> Arrangement:
    """Lay out a hall or a group of racks from above.

    Parameters
    ----------
    block
        The block.
    cell_of
        Gives the cell that an instance shows.
    n_lanes
        Cable trays to leave room for above every row. [1]

    Returns
    -------
    Arrangement
        Slots at their placements; what was never placed stands in rows below the rest.
    """
    children = _placed(block, cell_of)
    channel = max(_GAP_M, _LANE_M * (n_lanes + 1)) if n_lanes else _MARGIN_M
    content = bounds_of(children) if children else Box(0.0, 0.0, *_EMPTY_M)
    gutter = _MARGIN_M + _LANE_M * n_lanes
    width = content.width + _MARGIN_M + gutter
    height = content.height + _HEADER_M + channel + _MARGIN_M
    dx, dy = _MARGIN_M - content.x0, _HEADER_M + channel - content.y0
    drawn = shifted(children, dx, dy)
    return Arrangement(
        children=drawn,
        width=width,
        height=height,
        origin_x=dx,
        origin_y=dy,
        header=Box(0.0, 0.0, width, _HEADER_M),
        gutter_x=width - gutter,
        lane=_LANE_M,
        channel=channel,
        notes=_row_notes(drawn),
    )


def _slots(instance: Instance, cell: Cell) -> Grid:
    placement = instance.placement
    width, height = (_PART_M, _PART_M) if cell.is_part else (cell.width, cell.height)
    n_columns = min(max(1, placement.n_columns), instance.count)
    if n_columns > 1 and cell.is_part and placement.pitch_x_m:
        width = min(width, placement.pitch_x_m * 0.9)
    if instance.count > n_columns and cell.is_part and placement.pitch_y_m:
        height = min(height, placement.pitch_y_m * 0.9)
    return Grid(
        x=placement.x_m - cell.origin_x,
        y=placement.y_m - cell.origin_y,
        pitch_x=placement.pitch_x_m or width + _GAP_M,
        pitch_y=placement.pitch_y_m or height + _GAP_M,
        n_columns=n_columns,
        count=instance.count,
        width=width,
        height=height,
    )


def _placed(block: Block, cell_of: Callable[[Instance], Cell]) -> list[Child]:
    children: list[Child] = []
    loose: list[Instance] = []
    for instance in sorted(block.instances, key=lambda i: not _is_laid_out(i)):
        grid = _slots(instance, cell_of(instance))
        is_free = not any(grid.bounds.overlaps(child.grid.bounds) for child in children)
        if _is_laid_out(instance) or is_free:
            children.append(_anchored(instance, cell_of(instance), grid, placed=True))
        else:
            loose.append(instance)
    for instance in loose:
        start = bounds_of(children)
        grid = _slots(instance, cell_of(instance))
        grid = moved_grid(grid, start.x0 - grid.x, start.y1 + _GAP_M - grid.y)
        children.append(_anchored(instance, cell_of(instance), grid, placed=False))
    by_id = {child.instance_id: child for child in children}
    return [by_id[instance.id] for instance in block.instances]


def _is_laid_out(instance: Instance) -> bool:
    # A pitch tells that somebody laid the array out, even where it begins at the origin.
    return is_placed(instance) or bool(instance.placement.pitch_x_m or instance.placement.pitch_y_m)


def _anchored(instance: Instance, cell: Cell, grid: Grid, *, placed: bool) -> Child:
    child = placed_child(instance, cell, grid, placed=placed)
    return replace(child, anchor_x=cell.origin_x, anchor_y=cell.origin_y)


def _row_notes(children: tuple[Child, ...]) -> tuple[Note, ...]:
    # Names of the rows of racks, and the width of the aisles between them.
    spans: set[tuple[float, float]] = set()
    left, right = 0.0, 0.0
    for child in children:
        if child.cell.form is not CellForm.FOOTPRINT or child.grid.n_rows > _MAX_ROW_NOTES:
            continue
        left = min(left or child.grid.x, child.grid.x)
        right = max(right, child.grid.bounds.x1)
        for row in range(child.grid.n_rows):
            top = child.grid.y + row * child.grid.pitch_y
            spans.add((round(top, 3), round(top + child.grid.height, 3)))
    notes: list[Note] = []
    rows = _merged(sorted(spans))
    if len(rows) > 1:
        for ix, (top, bottom) in enumerate(rows[:_MAX_ROW_NOTES]):
            box = Box(left - _MARGIN_M - _ROW_TEXT_M, top, left - _MARGIN_M, bottom)
            notes.append(Note(worded("Row {number}", number=ix + 1), box))
    for (_, bottom), (top, _) in pairwise(rows[: _MAX_ROW_NOTES + 1]):
        if top - bottom >= _MIN_AISLE_M:
            middle = (left + right) / 2
            box = Box(middle - _AISLE_TEXT_M / 2, bottom + 0.1, middle + _AISLE_TEXT_M / 2, top)
            box = box._replace(y1=bottom + 0.1 + min(0.45, top - bottom - 0.1))
            notes.append(Note(worded("↕ aisle {width_m:.1f} m", width_m=top - bottom), box))
    return tuple(notes)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    rows: list[tuple[float, float]] = []
    for top, bottom in spans:
        if rows and top < rows[-1][1]:
            rows[-1] = (rows[-1][0], max(rows[-1][1], bottom))
        else:
            rows.append((top, bottom))
    return rows
