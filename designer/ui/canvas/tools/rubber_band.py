"""Rubber band: to the right it selects what it encloses, to the left what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from designer.ui.canvas.tools.gesture import Gesture, Pointer
from designer.ui.language.text import tr
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from designer.model.ids import InstancePath


class RubberBandGesture(Gesture):
    """Draws a rectangle; with Ctrl or Shift it adds to the selection."""

    @override
    def move(self, pointer: Pointer) -> None:
        box = self._box(pointer)
        is_touching = self._is_touching(pointer)
        self.desk.overlay.rubber = box
        self.desk.overlay.is_rubber_touching = is_touching
        view = self.desk.view
        n = sum(
            1
            if step.copy_ix is not None or (child := view.child(step.instance_id)) is None
            else child.grid.count
            for step in view.copies_in_px(box, is_touching=is_touching)
        )
        if is_touching:
            told = tr("Copies that the rectangle touches: {n:,}", n=n)
        else:
            told = tr("Copies in the rectangle: {n:,}; drag to the left to touch instead", n=n)
        self.desk.bridge.hint.emit(told)

    @override
    def finish(self, pointer: Pointer) -> None:
        bridge, view = self.desk.bridge, self.desk.view
        kept = self.start.has_ctrl or self.start.has_shift
        paths: tuple[InstancePath, ...] = bridge.selection.paths if kept else ()
        keys = bridge.selection.bundle_keys if kept else ()
        if pointer.is_far_from(self.start):
            steps = view.copies_in_px(self._box(pointer), is_touching=self._is_touching(pointer))
            found = tuple((*view.scope, step) for step in steps)
            paths = tuple(dict.fromkeys((*paths, *found)))
        bridge.select(paths, keys)
        self.desk.overlay.clear()

    def _is_touching(self, pointer: Pointer) -> bool:
        return pointer.x < self.start.x

    def _box(self, pointer: Pointer) -> Box:
        start = self.start
        return Box(
            min(start.x, pointer.x),
            min(start.y, pointer.y),
            max(start.x, pointer.x),
            max(start.y, pointer.y),
        )
