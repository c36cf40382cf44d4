"""The topology of a block: its instances in tiers by role, endpoints below and switches above."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.model.ids import path_from_text
from designer.viewmodel.cells import Cell, Note
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.layout import (
    BOARD,
    Arrangement,
    bounds_of,
    moved_grid,
    placed_child,
    shifted,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.model.block import Block
    from designer.model.ids import InstanceId
    from designer.model.instance import Instance
    from designer.viewmodel.cells import Child

_ONE_ROW_MAX: Final = 18
_ASPECT: Final = 2.6
_EMPTY_M: Final = (0.45, 0.3)
_NAME_SHARE: Final = 0.1
_MAX_STRETCH: Final = 3.0


def roles_of(block: Block, cells: Mapping[InstanceId, Cell]) -> dict[InstanceId, int]:
    """Return the tier of every instance of a block by its role.

    Parameters
    ----------
    block
        The block.
    cells
        Cell of every instance, which knows what is inside.

    Returns
    -------
    dict[InstanceId, int]
        0 for what holds endpoints or hosts; for what holds switches alone the number of bundles
        between it and tier 0, at least 1.
    """
    tiers = {i.id: 0 for i in block.instances if cells[i.id].main_family != "switch"}
    frontier = set(tiers)
    links: dict[InstanceId, set[InstanceId]] = {}
    for bundle in block.link_bundles:
        a, b = (path_from_text(end.path)[0].instance_id for end in (bundle.a, bundle.b))
        links.setdefault(a, set()).add(b)
        links.setdefault(b, set()).add(a)
    known = block.instance_by_id
    tier = 0
    while frontier:
        tier += 1
        frontier = {b for a in frontier for b in links.get(a, ()) if b not in tiers and b in known}
        tiers |= dict.fromkeys(frontier, tier)
    highest = max(tiers.values(), default=0)
    alone = 1 if highest == 0 else highest
    return {i.id: tiers.get(i.id, alone) for i in block.instances}


class _Room(NamedTuple):
    """Distances of one block [m]: between copies, between lanes, above a row, of the header."""

    gap: float
    lane: float
    channel: float
    header: float


def arrange_tiers(block: Block, cell_of: Callable[[Instance], Cell], n_lanes: int) -> Arrangement:
    """Lay out a block by tiers, wherever its instances were placed.

    Parameters
    ----------
    block
        The block.
    cell_of
        Gives the cell that an instance shows.
    n_lanes
        Cable lanes to leave room for. [1]

    Returns
    -------
    Arrangement
        A row for every tier, the highest on top, each centred; names of tiers stand at the left.
    """
    cells = {i.id: cell_of(i) for i in block.instances}
    tiers = roles_of(block, cells)
    room = _room([c for c in cells.values() if not c.is_part], n_lanes)
    bands: dict[int, list[Child]] = {}
    for tier in sorted(set(tiers.values()), reverse=True):
        grids = {i.id: _slots(i, cells[i.id], room) for i in block.instances if tiers[i.id] == tier}
        bands[tier] = []
        height = max(grid.bounds.height for grid in grids.values())
        x = 0.0
        for instance in (block.instance_by_id[key] for key in grids):
            # Lower edges in one line, so that copies of one tier stand level.
            bounds = grids[instance.id].bounds
            grid = moved_grid(grids[instance.id], x, height - bounds.height)
            bands[tier].append(placed_child(instance, cells[instance.id], grid, placed=False))
            x += bounds.width + 2 * room.gap
    return _stacked(block, bands, room, n_lanes)


def _room(blocks: list[Cell], n_lanes: int) -> _Room:
    if not blocks:
        lane, gap = BOARD.lane, BOARD.gap
        return _Room(gap, lane, max(gap, lane * (n_lanes + 2)), BOARD.header)
    height = max(cell.height for cell in blocks)
    lane = max(BOARD.lane, 0.02 * height)
    gap = max(BOARD.gap, 0.08 * height)
    return _Room(gap, lane, max(gap, lane * (n_lanes + 2)), max(BOARD.header, 0.09 * height))


def _slots(instance: Instance, cell: Cell, room: _Room) -> Grid:
    width, height = (BOARD.part, BOARD.part) if cell.is_part else (cell.width, cell.height)
    count = instance.count
    if cell.is_part and count <= _ONE_ROW_MAX:
        n_columns = count
    else:
        n_columns = _columns(count, width + room.gap, height + room.channel)
        n_columns = _along_dimensions(instance, n_columns)
    return Grid(
        x=0.0,
        y=0.0,
        pitch_x=width + room.gap,
        pitch_y=height + room.channel,
        n_columns=n_columns,
        count=count,
        width=width,
        height=height,
    )


def _columns(count: int, pitch_x: float, pitch_y: float) -> int:
    n_columns = min(count, max(1, round(math.sqrt(count * pitch_y / pitch_x * _ASPECT))))
    # As few columns as that number of rows needs, so that the last row is not nearly empty.
    return -(-count // -(-count // n_columns))


def _along_dimensions(instance: Instance, wanted: int) -> int:
    # Rows that end where an index begins again show the dimensions of a grid: a torus in its
    # rings, a mesh in its rows. As near to the wanted columns as whole indices allow.
    ends = [
        math.prod(dim.size for dim in instance.dims[ix:]) for ix in range(1, len(instance.dims))
    ]
    fitting = [n for n in ends if n > 1 and max(n / wanted, wanted / n) <= _MAX_STRETCH]
    return min(fitting, key=lambda n: max(n / wanted, wanted / n), default=wanted)


def _stacked(block: Block, bands: dict[int, list[Child]], room: _Room, n_lanes: int) -> Arrangement:
    widest = max((bounds_of(band).width for band in bands.values()), default=_EMPTY_M[0])
    total = sum(bounds_of(band).height for band in bands.values())
    has_names = len(bands) > 1
    names = min(_NAME_SHARE * widest, 1.5 * total) if has_names else 0.0
    pad = max(BOARD.pad, room.gap)
    gutter = pad + room.lane * n_lanes
    y = room.header + room.channel
    bottom = y + _EMPTY_M[1]
    children: list[Child] = []
    notes: list[Note] = []
    for tier, band in bands.items():
        bounds = bounds_of(band)
        left = pad + names + (widest - bounds.width) / 2
        children += shifted(band, left, y)
        if has_names:
            text = worded("Endpoints") if tier == 0 else worded("Tier {tier}", tier=tier)
            # Low tiers get as much height as the others, so that all names are equally large.
            low = y + (bounds.height - max(bounds.height, names / 4)) / 2
            high = low + max(bounds.height, names / 4)
            notes.append(Note(text, Box(pad / 2, low, pad / 2 + names, high)))
        bottom = y + bounds.height + pad
        y += bounds.height + max(room.channel, 2 * room.gap) + 2 * room.channel
    by_id = {child.instance_id: child for child in children}
    width = pad + names + widest + gutter
    return Arrangement(
        children=tuple(by_id[instance.id] for instance in block.instances),
        width=width,
        height=bottom,
        origin_x=pad + names,
        origin_y=room.header + room.channel,
        header=Box(0.0, 0.0, width, room.header),
        gutter_x=width - gutter,
        lane=room.lane,
        channel=room.channel,
        notes=tuple(notes),
    )
