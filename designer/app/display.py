"""Whether a window can be shown here, and what to say if not."""

from __future__ import annotations

import ctypes
import importlib
import os
import sys

QT_LIBRARIES = (
    "libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xkb1"
)


def display_problem(*, is_offscreen: bool) -> str:
    """Return why no window can be shown, in one line; empty if one can.

    A missing X library makes Qt abort the process, so it is looked for before Qt starts.
    """
    if not sys.platform.startswith("linux"):
        return ""
    if is_offscreen or os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return _library_problem(needs_x11=False)
    has_wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if not has_wayland and not os.environ.get("DISPLAY"):
        return "no display found; without one, use: designer evaluate cloudmatrix-384"
    return _library_problem(needs_x11=not has_wayland)


def _library_problem(*, needs_x11: bool) -> str:
    try:
        importlib.import_module("PySide6.QtWidgets")
        if needs_x11:
            ctypes.CDLL("libxcb-cursor.so.0")
    except (ImportError, OSError) as error:
        return (
            f"Qt cannot start here ({error}); install its libraries, on Debian and Ubuntu: "
            f"sudo apt-get install {QT_LIBRARIES}"
        )
    return ""
