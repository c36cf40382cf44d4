"""Cables of a group of cells, and the count labels on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.ui.canvas.batch import whole
from designer.ui.canvas.display_list import Cable, Pill
from designer.ui.canvas.rectangles import VECTOR_MAX, clipped, spread, visible_corners
from designer.ui.language.text import shown, tr
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.lod import CABLE_PITCH_PX

if TYPE_CHECKING:
    from designer.ui.canvas.display_list import Group, Sheet
    from designer.viewmodel.cells import Cell, CountLabel, Route

_MIN_LANE_PX: Final = 1.3
_MIN_LABEL_LANE_PX: Final = 4.0
_LABEL_STEPS: Final = (0.0, -0.3, 0.3, -0.15, 0.15, -0.4, 0.4)
_PILL_PX: Final = 20.0
_ABOVE_PX: Final = 14.0


def add_cables(sheet: Sheet, group: Group) -> None:
    """Collect the cables of a group, unless its lanes are too close to be told apart."""
    lane_px = group.cell.lane * group.scale
    if group.depth > sheet.main_depth and lane_px < _MIN_LANE_PX * sheet.ratio:
        return
    for route in group.cell.routes:
        if route.fabric_id not in sheet.hidden_fabrics:
            _add_route(sheet, group, route)
    if lane_px >= _MIN_LABEL_LANE_PX * sheet.ratio:
        _add_labels(sheet, group)


def finish_cables(sheet: Sheet) -> None:
    """Turn the collected ends into rectangles on whole pixels, cut to the picture."""
    for key, pieces in sheet.out.cables.items():
        ends = whole(np.concatenate(pieces))
        rects = np.empty_like(ends)
        rects[:, :2] = ends[:, :2] - (key.thick - sheet.ratio) // 2
        rects[:, 2:] = ends[:, 2:] - ends[:, :2] + key.thick
        sheet.out.cables[key] = [clipped(rects, sheet.width, sheet.height)]


def cable_width_px(n_links: int, lane_px: float, ratio: float) -> float:
    """Return the line width for a number of links: one pixel, two from 64, three from 2,048."""
    width = 1.0 + (n_links >= 64) + (n_links >= 2_048)
    room = max(1.0, lane_px / ratio * 0.5)
    return float(round(min(width, room) * ratio))


def _add_route(sheet: Sheet, group: Group, route: Route) -> None:
    scale, grid, r = group.scale, route.grid, sheet.ratio
    if grid.count > 1 and grid.smallest_pitch * scale < CABLE_PITCH_PX * r:
        if grid.height or group.depth > sheet.main_depth:
            return
        # Rows too close for a bus each: one stands for all, so that the trunk leads somewhere.
        grid = Grid(grid.x, grid.bounds.y0, 0.0, 0.0, 1, 1, grid.width, 0.0)
    thick = cable_width_px(route.n_links, group.cell.lane * scale, r)
    color, mark = sheet.colors.fabric(route.fabric_id), sheet.colors.mark_of(route.bundle_keys)
    if mark is not None:
        color = mark.color
        thick += round(mark.extra_px * r)
    hidden: set[int] = set()
    if sheet.hidden_planes and route.planes is not None and grid is route.grid:
        hidden = set(route.planes.hidden_copies(grid.count, sheet.hidden_planes).tolist())
    if hidden or grid.count > VECTOR_MAX:
        corners, _ = visible_corners(sheet, group, _padded(grid, thick / scale), hidden)
        corners += thick / 2
    else:
        corners = spread(group, grid.all_origins * scale)
    key = Cable(color, route.is_assumed, grid.height == 0, thick, mark is not None)
    ends = np.empty((len(corners), 4))
    ends[:, :2] = corners
    ends[:, 2:] = corners + np.array([grid.width * scale, grid.height * scale])
    sheet.out.cables[key].append(ends)


def _padded(grid: Grid, by: float) -> Grid:
    return Grid(
        grid.x - by / 2, grid.y - by / 2, grid.pitch_x, grid.pitch_y, grid.n_columns, grid.count,
        grid.width + by, grid.height + by,
    )  # fmt: skip


def _add_labels(sheet: Sheet, group: Group) -> None:
    """Put the labels of a cell where they do not cover each other, then on all its copies."""
    taken: list[Box] = []
    for label in group.cell.labels if sheet.has_labels else ():
        if label.fabric_id in sheet.hidden_fabrics:
            continue
        if label.room == 0.0:
            _add_label_beside(sheet, group, label)
        else:
            _add_label_on_bus(sheet, group, label, taken)


def _add_label_on_bus(sheet: Sheet, group: Group, label: CountLabel, taken: list[Box]) -> None:
    measure, r, scale = sheet.text_width, sheet.ratio, group.scale
    if measure is None:
        return
    room = label.room * scale
    texts, color = _label_look(sheet, label)
    y = label.y * scale
    if not group.depth and group.cell.lane * scale < _PILL_PX * r:
        # Lanes closer than a label is high: the labels stand in a row above all of them.
        near = [other.y for other in group.cell.labels if _is_beside(group.cell, label, other)]
        if len(near) > 1:
            y = min(near) * scale - _ABOVE_PX * r
    for text in texts:
        half = measure(text) / 2 + 8 * r
        if 2 * half + 14 * r > room:
            continue
        for step in _LABEL_STEPS:
            x = (label.x + step * label.room) * scale
            box = Box(x - half, y - 10 * r, x + half, y + 10 * r)
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                sheet.out.pills.append(Pill(text, color, group.corners + np.array([x, y])))
                return


def _is_beside(cell: Cell, label: CountLabel, other: CountLabel) -> bool:
    return other.room > 0 and abs(other.y - label.y) < cell.lane * (len(cell.labels) + 1)


def _add_label_beside(sheet: Sheet, group: Group, label: CountLabel) -> None:
    if group.depth or sheet.text_width is None:
        return
    texts, color = _label_look(sheet, label)
    half = sheet.text_width(texts[0]) / 2 + 12 * sheet.ratio
    x = max(label.x, group.cell.width) * group.scale + half
    at = group.corners + np.array([x, label.y * group.scale])
    sheet.out.pills.append(Pill(texts[0], color, at))


def _label_look(sheet: Sheet, label: CountLabel) -> tuple[tuple[str, ...], int]:
    """Return the texts of a label, longest first, and its colour."""
    mark = sheet.colors.mark_of((label.bundle_key,))
    if mark is None:
        color = sheet.colors.fabric(label.fabric_id)
        n_hidden = sum(fabric_id == label.fabric_id for fabric_id, _ in sheet.hidden_planes)
        if n_hidden:
            n = sheet.colors.n_planes.get(label.fabric_id, n_hidden)
            planes = tr("{n_shown} of {n} planes", n_shown=n - n_hidden, n=n)
            name = shown(label.texts[0]).rpartition(": ")[0]
            return ((f"{name}: {planes}", planes) if name else (planes,)), color
        return tuple(shown(text) for text in label.texts), color
    name = label.texts[0].rpartition(": ")[0]
    return ((f"{name}: {mark.text}", mark.text) if name else (mark.text,)), mark.color
