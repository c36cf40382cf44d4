"""What a dialog shows on the canvas while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.ui.canvas.routes_of import lines_px

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.ids import InstancePath
    from designer.ui.canvas.widget import CanvasWidget
    from designer.viewmodel.grid import Box


def pin_ghosts(canvas: CanvasWidget, boxes: Iterable[Box], *, is_refused: bool = False) -> None:
    """Show where something would come, in metres of the block being edited; nothing ends it."""
    canvas.overlay.pin([canvas.view.box_px(box) for box in boxes], is_refused=is_refused)
    canvas.update()


def pin_links(canvas: CanvasWidget, pairs: Iterable[tuple[InstancePath, InstancePath]]) -> None:
    """Show lines between places given below the block being edited; nothing ends it."""
    canvas.overlay.pin([], lines_px(canvas.view, pairs))
    canvas.update()
