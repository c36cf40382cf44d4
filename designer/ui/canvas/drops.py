"""Drags from the palette onto the canvas, as Qt tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.ui.canvas.tools.pointers import drop_pointer

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from designer.ui.canvas.tools.gesture import Desk
    from designer.ui.canvas.tools.place import PlaceGesture

PART_MIME: Final = "application/x-designer-part"
ASSEMBLY_MIME: Final = "application/x-designer-assembly"


class PaletteDrops:
    """The drag from the palette that is over the canvas, if there is one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drop: PlaceGesture | None = None

    def enter(self, event: QDragEnterEvent) -> bool:
        """Take a drag of a part or an assembly; return whether it is one."""
        data = event.mimeData()
        for mime, is_assembly in ((PART_MIME, False), (ASSEMBLY_MIME, True)):
            if data.hasFormat(mime):
                from designer.ui.canvas.tools.place import (  # noqa: PLC0415 - after the first paint
                    PlaceGesture,
                )

                slug = bytes(data.data(mime).data()).decode("utf-8", "replace")
                self._drop = PlaceGesture(self._desk, slug, is_assembly=is_assembly)
                event.acceptProposedAction()
                return True
        event.ignore()
        return False

    def move(self, event: QDragMoveEvent) -> None:
        """Show where it would be dropped."""
        if self._drop is not None and self._drop.move(drop_pointer(event)):
            event.acceptProposedAction()
        else:
            event.ignore()

    def leave(self) -> None:
        """Forget it without a trace."""
        if self._drop is not None:
            self._drop.cancel()
            self._drop = None

    def finish(self, event: QDropEvent) -> bool:
        """Drop it; return whether something was added."""
        drop, self._drop = self._drop, None
        if drop is None or not drop.finish(drop_pointer(event)):
            event.ignore()
            return False
        event.acceptProposedAction()
        return True
