"""Where the cables of bundles are on the canvas, for highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.ui.canvas.seen import seen_box
from designer.viewmodel.culling import visible_indices
from designer.viewmodel.grid import Box
from designer.viewmodel.lod import CABLE_PITCH_PX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from designer.model.ids import InstancePath
    from designer.ui.canvas.view import CanvasView

MAX_BOXES = 4_000


def bundle_boxes_px(view: CanvasView, bundle_keys: Iterable[str]) -> list[Box]:
    """Return the visible straight pieces of bundles in the scope [logical px]."""
    rects = bundle_rects_px(view, bundle_keys).tolist()
    return [Box(x, y, x + width, y + height) for x, y, width, height in rects]


def bundle_rects_px(view: CanvasView, bundle_keys: Iterable[str]) -> NDArray[np.float64]:
    """Return the visible straight pieces of bundles in the scope as x, y, width and height.

    Pieces of copies that stand too close to be told apart are left out, as in the scene; shape
    (n, 4) [logical px].
    """
    wanted = set(bundle_keys)
    found = [np.empty((0, 4))]
    if not wanted:
        return found[0]
    scale, seen = view.camera.pixels_per_m, seen_box(view)
    for route in view.cell.routes:
        grid = route.grid
        if not wanted.intersection(route.bundle_keys) or route.fabric_id in view.hidden_fabrics:
            continue
        if grid.count > 1 and grid.smallest_pitch * scale < CABLE_PITCH_PX:
            continue
        ixs = visible_indices(grid, seen)[:MAX_BOXES]
        rects = np.empty((len(ixs), 4))
        rects[:, :2] = grid.origins(ixs) * scale + view.corner_px()
        rects[:, 2:] = (grid.width * scale, grid.height * scale)
        found.append(rects)
    return np.concatenate(found)[:MAX_BOXES]


def selected_boxes_px(view: CanvasView, paths: Iterable[InstancePath]) -> list[Box]:
    """Return where selected copies are [logical px]; all copies of an instance are one box."""
    boxes: list[Box] = []
    for path in paths:
        child = view.child(path[-1].instance_id)
        if child is not None and path[-1].copy_ix is None:
            boxes.append(view.box_px(child.grid.bounds))
        elif (box := view.path_box_px(path)) is not None:
            boxes.append(box)
    return boxes


def lines_px(
    view: CanvasView, pairs: Iterable[tuple[InstancePath, InstancePath]]
) -> tuple[tuple[float, float, float, float], ...]:
    """Return lines between the middles of pairs of places below the scope."""
    lines = []
    for a_path, b_path in pairs:
        a = view.path_box_px((*view.scope, *a_path))
        b = view.path_box_px((*view.scope, *b_path))
        if a is not None and b is not None:
            lines.append((
                (a.x0 + a.x1) / 2, (a.y0 + a.y1) / 2, (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2,
            ))  # fmt: skip
    return tuple(lines)
