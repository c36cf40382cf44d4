"""Events of Qt as the gestures see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from designer.ui.canvas.tools.gesture import Pointer

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QMouseEvent


def pointer_of(event: QMouseEvent) -> Pointer:
    """Return where a mouse event happened and which keys were held."""
    at, held = event.position(), event.modifiers()
    return _held(at.x(), at.y(), held)


def drop_pointer(event: QDropEvent) -> Pointer:
    """Return where a drag is and which keys are held."""
    at = event.position()
    return _held(at.x(), at.y(), event.modifiers())


def _held(x: float, y: float, held: Qt.KeyboardModifier) -> Pointer:
    keys = Qt.KeyboardModifier
    return Pointer(
        x,
        y,
        has_ctrl=bool(held & keys.ControlModifier),
        has_shift=bool(held & keys.ShiftModifier),
        has_alt=bool(held & keys.AltModifier),
    )
