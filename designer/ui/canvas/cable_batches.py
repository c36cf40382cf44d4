"""Cables of a group of cells, and the count labels on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.ui.canvas.batch import whole
from designer.ui.canvas.display_list import Cable, Pill
from designer.ui.canvas.rectangles import VECTOR_MAX, clipped, spread, visible_corners
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.lod import CABLE_PITCH_PX

if TYPE_CHECKING:
    from designer.ui.canvas.display_list import Group, Sheet
    from designer.viewmodel.cells import CountLabel, Route

_MIN_LANE_PX: Final = 1.3
_MIN_LABEL_LANE_PX: Final = 4.0
_LABEL_STEPS: Final = (0.0, 0.22, -0.22, 0.38, -0.38)


def add_cables(sheet: Sheet, group: Group) -> None:
    """Collect the cables of a group, unless its lanes are too close to be told apart."""
    lane_px = group.cell.lane * group.scale
    if group.depth and lane_px < _MIN_LANE_PX * sheet.ratio:
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
        return
    thick = cable_width_px(route.n_links, group.cell.lane * scale, r)
    if grid.count > VECTOR_MAX:
        corners, _ = visible_corners(sheet, group, _padded(grid, thick / scale), set())
        corners += thick / 2
    else:
        corners = spread(group, grid.all_origins * scale)
    key = Cable(sheet.colors.fabric(route.fabric_id), route.is_assumed, grid.height == 0, thick)
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
    for label in group.cell.labels:
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
    text = next((t for t in label.texts if measure(t) + 30 * r <= room), "")
    if not text:
        return
    half = measure(text) / 2 + 8 * r
    for step in _LABEL_STEPS:
        x, y = (label.x + step * label.room) * scale, label.y * scale
        box = Box(x - half, y - 10 * r, x + half, y + 10 * r)
        if not any(box.overlaps(other) for other in taken):
            taken.append(box)
            color = sheet.colors.fabric(label.fabric_id)
            sheet.out.pills.append(Pill(text, color, group.corners + np.array([x, y])))
            return


def _add_label_beside(sheet: Sheet, group: Group, label: CountLabel) -> None:
    if group.depth or sheet.text_width is None:
        return
    half = sheet.text_width(label.texts[0]) / 2 + 12 * sheet.ratio
    x = max(label.x, group.cell.width) * group.scale + half
    color = sheet.colors.fabric(label.fabric_id)
    at = group.corners + np.array([x, label.y * group.scale])
    sheet.out.pills.append(Pill(label.texts[0], color, at))
