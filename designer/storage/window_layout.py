"""Where the window and its panels stood when it was closed."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.tree import ExportError
from designer.paths import config_dir
from designer.storage.atomic import reason_text, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_FILE_NAME: Final = "window.json"
_MAX_BYTES: Final = 100_000


class WindowLayout(NamedTuple):
    """Two byte strings that the window toolkit makes and reads: frame, and docks."""

    frame: bytes
    docks: bytes


def load_window_layout(folder: Path | None = None) -> WindowLayout | None:
    """Read where the window stood.

    Parameters
    ----------
    folder
        Where it is kept; the user's configuration folder if not given.

    Returns
    -------
    WindowLayout | None
        ``None`` if nothing was kept, or it cannot be used.
    """
    try:
        with ((folder or config_dir()) / _FILE_NAME).open("rb") as file:
            kept = json.loads(file.read(_MAX_BYTES))
        return WindowLayout(
            b64decode(kept["frame"], validate=True), b64decode(kept["docks"], validate=True)
        )
    except (OSError, ValueError, RecursionError, KeyError, TypeError, binascii.Error):
        return None


def save_window_layout(layout: WindowLayout, folder: Path | None = None) -> None:
    """Keep where the window stands.

    Parameters
    ----------
    layout
        Frame and docks.
    folder
        Where it is kept; the user's configuration folder if not given.

    Raises
    ------
    ExportError
        If it was not saved.
    """
    home = folder or config_dir()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{home} was not made: {reason_text(error)}") from error
    kept = {
        "frame": b64encode(layout.frame).decode("ascii"),
        "docks": b64encode(layout.docks).decode("ascii"),
    }
    write_atomically(home / _FILE_NAME, f"{json.dumps(kept, indent=1)}\n".encode())
