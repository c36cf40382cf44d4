"""Rubber band: selects every copy that a rectangle touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from designer.ui.canvas.tools.gesture import Gesture, Pointer
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from designer.model.ids import InstancePath


class RubberBandGesture(Gesture):
    """Draws a rectangle; with Ctrl or Shift it adds to the selection."""

    @override
    def move(self, pointer: Pointer) -> None:
        box = self._box(pointer)
        self.desk.overlay.rubber = box
        view = self.desk.view
        n = sum(
            1
            if step.copy_ix is not None or (child := view.child(step.instance_id)) is None
            else child.grid.count
            for step in view.copies_in_px(box)
        )
        self.desk.bridge.hint.emit(f"Select {n:,} copies" if n != 1 else "Select 1 copy")

    @override
    def finish(self, pointer: Pointer) -> None:
        bridge, view = self.desk.bridge, self.desk.view
        kept = self.start.has_ctrl or self.start.has_shift
        paths: tuple[InstancePath, ...] = bridge.selection.paths if kept else ()
        keys = bridge.selection.bundle_keys if kept else ()
        if pointer.is_far_from(self.start):
            found = tuple((*view.scope, step) for step in view.copies_in_px(self._box(pointer)))
            paths = tuple(dict.fromkeys((*paths, *found)))
        bridge.select(paths, keys)
        self.desk.overlay.clear()

    def _box(self, pointer: Pointer) -> Box:
        start = self.start
        return Box(
            min(start.x, pointer.x),
            min(start.y, pointer.y),
            max(start.x, pointer.x),
            max(start.y, pointer.y),
        )
