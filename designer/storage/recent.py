"""The list of files opened last."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Final

from designer.errors.tree import ExportError
from designer.paths import state_dir
from designer.storage.atomic import write_atomically

MAX_RECENT_FILES: Final = 10
_FILE_NAME: Final = "recent.json"
_MAX_BYTES: Final = 1_000_000


def recent_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files opened last, newest first.

    Parameters
    ----------
    folder
        Where the list is kept; the user's state folder if not given.

    Returns
    -------
    tuple[Path, ...]
        At most ten paths; they may not exist any more. A damaged list counts as empty.
    """
    path = (folder or state_dir()) / _FILE_NAME
    try:
        with path.open("rb") as file:
            value = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return ()
    names = value if isinstance(value, list) else []
    kept = [name for name in names if isinstance(name, str) and name and "\0" not in name]
    return tuple(Path(name) for name in dict.fromkeys(kept))[:MAX_RECENT_FILES]


def remember_file(path: Path, folder: Path | None = None) -> tuple[Path, ...]:
    """Put a file first on the list.

    Parameters
    ----------
    path
        The file.
    folder
        Where the list is kept; the user's state folder if not given.

    Returns
    -------
    tuple[Path, ...]
        The new list. If it cannot be written, that is no reason to bother the user.
    """
    others = [other for other in recent_files(folder) if other != path.absolute()]
    return _write((path.absolute(), *others)[:MAX_RECENT_FILES], folder)


def forget_file(path: Path, folder: Path | None = None) -> tuple[Path, ...]:
    """Take a file off the list.

    Parameters
    ----------
    path
        The file.
    folder
        Where the list is kept; the user's state folder if not given.

    Returns
    -------
    tuple[Path, ...]
        The new list.
    """
    others = tuple(other for other in recent_files(folder) if other != path.absolute())
    return _write(others, folder)


def _write(paths: tuple[Path, ...], folder: Path | None) -> tuple[Path, ...]:
    home = folder or state_dir()
    text = json.dumps([str(path) for path in paths], ensure_ascii=True, indent=1)
    with contextlib.suppress(ExportError, OSError):
        home.mkdir(parents=True, exist_ok=True)
        write_atomically(home / _FILE_NAME, f"{text}\n".encode())
    return paths
