"""Where the cables of bundles are on the canvas, for highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.viewmodel.culling import visible_indices
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.ids import InstancePath
    from designer.ui.canvas.view import CanvasView

MAX_BOXES = 4_000


def bundle_boxes_px(view: CanvasView, bundle_keys: Iterable[str]) -> list[Box]:
    """Return the visible straight pieces of bundles in the scope [logical px]."""
    wanted = set(bundle_keys)
    boxes: list[Box] = []
    if not wanted:
        return boxes
    cell = view.cell
    x0, y0 = view.to_cell(0, 0)
    x1, y1 = view.to_cell(view.width, view.height)
    for route in cell.routes:
        if not wanted.intersection(route.bundle_keys) or route.fabric_id in view.hidden_fabrics:
            continue
        ixs = visible_indices(route.grid, Box(x0, y0, x1, y1))[: MAX_BOXES - len(boxes)]
        boxes += [view.box_px(route.grid.box(ix)) for ix in ixs.tolist()]
    return boxes


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
