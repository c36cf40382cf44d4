"""Panning: the view follows the pointer."""

from __future__ import annotations

from typing_extensions import override

from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer


class PanGesture(Gesture):
    """Moves the camera with the pointer."""

    def __init__(self, desk: Desk, start: Pointer) -> None:
        super().__init__(desk, start)
        self._last = start

    @override
    def move(self, pointer: Pointer) -> None:
        self.desk.view.camera.pan(pointer.x - self._last.x, pointer.y - self._last.y)
        self._last = pointer

    @override
    def cancel(self) -> None:
        self.desk.view.camera.pan(self.start.x - self._last.x, self.start.y - self._last.y)
        super().cancel()
