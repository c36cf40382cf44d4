"""What every gesture has: a start, moves, and either a finish or a cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.canvas.overlay import OverlayState
    from designer.ui.canvas.view import CanvasView

DRAG_START_PX = 4.0


class Pointer(NamedTuple):
    """A pointer event [logical px]."""

    x: float
    y: float
    has_ctrl: bool = False
    has_shift: bool = False
    has_alt: bool = False

    def is_far_from(self, other: Pointer) -> bool:
        return abs(self.x - other.x) + abs(self.y - other.y) >= DRAG_START_PX


class Desk(NamedTuple):
    """What gestures work on."""

    bridge: WorkbenchBridge
    view: CanvasView
    overlay: OverlayState


class Gesture:
    """A gesture from press to release; it commits nothing before :meth:`finish`."""

    def __init__(self, desk: Desk, start: Pointer) -> None:
        self.desk = desk
        self.start = start

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""

    def finish(self, pointer: Pointer) -> None:
        """Commit what the gesture did."""

    def key(self, key: int) -> None:
        """Change how the gesture goes on; Esc cancels it and does not come here."""

    def cancel(self) -> None:
        """Leave everything as it was before the gesture."""
        self.desk.bridge.clear_preview()
        self.desk.overlay.clear()
