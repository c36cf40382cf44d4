"""The place of the window and its panels, from one start of the program to the next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from designer.ui.window import MainWindow

_BESIDE_PX = 16
_ABOVE_PX = 64
"""Room that the frame of a window takes, which is not known before it is shown."""


def fitting(width: int, height: int) -> tuple[int, int]:
    """Return a size that the screen has room for, frame and title bar included."""
    if QGuiApplication.platformName() == "offscreen":
        return width, height
    room = QGuiApplication.primaryScreen().availableGeometry()
    return min(width, room.width() - _BESIDE_PX), min(height, room.height() - _ABOVE_PX)


def restore_layout(window: MainWindow) -> bool:
    """Put window and panels where they stood; return whether anything usable was kept."""
    from designer.storage.window_layout import load_window_layout  # noqa: PLC0415 - after the first paint

    kept = load_window_layout()
    if kept is None:
        return False
    window.restoreGeometry(kept.frame)
    return window.restoreState(kept.docks)


def keep_layout(window: MainWindow) -> None:
    """Remember where window and panels stand."""
    from designer.errors.tree import DesignerError  # noqa: PLC0415 - at the end
    from designer.storage.window_layout import WindowLayout, save_window_layout  # noqa: PLC0415 - at the end

    layout = WindowLayout(bytes(window.saveGeometry().data()), bytes(window.saveState().data()))
    try:
        save_window_layout(layout)
    except (DesignerError, OSError) as problem:
        print(f"the layout of the window cannot be remembered: {problem}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
