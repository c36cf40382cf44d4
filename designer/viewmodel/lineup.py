"""Fronts of racks beside each other: the rows of the hall without its aisles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.layout import Arrangement, bounds_of, placed_child, shifted

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.block import Block
    from designer.model.instance import Instance
    from designer.viewmodel.cells import Cell, Child

_GAP_M: Final = 0.08
_ROW_GAP_M: Final = 0.25
_MARGIN_M: Final = 0.15
_HEADER_M: Final = 0.2
_PART_M: Final = 0.3
_EMPTY_M: Final = (6.0, 3.6)
_MAX_COLUMNS: Final = 40


def arrange_lineup(block: Block, cell_of: Callable[[Instance], Cell]) -> Arrangement:
    """Lay out a hall or a group of racks as elevations.

    Parameters
    ----------
    block
        The block.
    cell_of
        Gives the cell that an instance shows.

    Returns
    -------
    Arrangement
        Rows in the order of the floor, racks side by side; what begins in the same row of the
        floor stands in the same row here.
    """
    bands: dict[float, list[Instance]] = {}
    for instance in block.instances:
        bands.setdefault(round(instance.placement.y_m, 2), []).append(instance)
    children: list[Child] = []
    y = 0.0
    for key in sorted(bands):
        x, bottom = 0.0, y
        for instance in sorted(bands[key], key=lambda i: i.placement.x_m):
            grid = _slots(instance, cell_of(instance), x, y)
            children.append(placed_child(instance, cell_of(instance), grid, placed=True))
            x = grid.bounds.x1 + _GAP_M
            bottom = max(bottom, grid.bounds.y1)
        y = bottom + _ROW_GAP_M
    by_id = {child.instance_id: child for child in children}
    children = [by_id[instance.id] for instance in block.instances]
    content = bounds_of(children) if children else Box(0.0, 0.0, *_EMPTY_M)
    width = content.width + 2 * _MARGIN_M
    return Arrangement(
        children=shifted(children, _MARGIN_M, _HEADER_M + _MARGIN_M),
        width=width,
        height=content.height + _HEADER_M + 2 * _MARGIN_M,
        origin_x=_MARGIN_M,
        origin_y=_HEADER_M + _MARGIN_M,
        header=Box(0.0, 0.0, width, _HEADER_M),
        gutter_x=width - _MARGIN_M,
        lane=0.0,
        channel=_MARGIN_M,
    )


def _slots(instance: Instance, cell: Cell, x: float, y: float) -> Grid:
    width, height = (_PART_M, _PART_M) if cell.is_part else (cell.width, cell.height)
    placement = instance.placement
    if placement.n_columns > 1:
        n_columns = min(placement.n_columns, instance.count)
    elif placement.pitch_y_m and not placement.pitch_x_m and instance.count > 1:
        # A single column on the floor: as rows here too, where that is not a long ribbon.
        n_columns = 1 if width > 2 * height else min(instance.count, _MAX_COLUMNS)
    else:
        n_columns = min(instance.count, _MAX_COLUMNS)
    return Grid(
        x=x,
        y=y,
        pitch_x=width + _GAP_M,
        pitch_y=height + _ROW_GAP_M,
        n_columns=n_columns,
        count=instance.count,
        width=width,
        height=height,
    )
