"""Copies of unsaved work in the user's state folder; the user's own files are never touched.

Every window has a slot: a design file, a note about it, and a lock that says that the window still
lives. What is left without its lock was left by a crash and is offered at the next start. Nothing
is thrown away: discarded copies go into a folder beside and stay there for thirty days.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from designer.errors.tree import DesignerError
from designer.paths import state_dir
from designer.storage.atomic import write_atomically
from designer.storage.codec import encode_document
from designer.storage.file_lock import FileLock
from designer.storage.files import read_design

if TYPE_CHECKING:
    from pathlib import Path

    from designer.storage.codec import DesignDocument

KEEP_DISCARDED_S: Final = 30 * 86_400.0
"""How long discarded copies are kept. [s]"""

_DESIGN: Final = ".cluster.json"
_NOTE: Final = ".note.json"
_LOCK: Final = ".lock"
_MAX_NOTE_BYTES: Final = 100_000
_MAX_TIME_S: Final = 253_402_300_800.0
"""The end of the year 9999, in seconds since 1970. [s]"""


@dataclass(frozen=True, slots=True)
class UnsavedCopy:
    """A copy that a window left behind.

    Attributes
    ----------
    path
        The copy, a design file.
    name, origin
        Name of the design, and the file it came from; empty if it had none.
    saved_at_s
        When it was written, seconds since 1970. [s]
    n_tries
        How often somebody has begun to recover it. [1]
    """

    path: Path
    name: str
    origin: str
    saved_at_s: float
    n_tries: int = 0


class AutosaveSlot:
    """Where one window keeps its unsaved work.

    Parameters
    ----------
    folder
        Where copies are kept; a folder of the user's state folder if not given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        home = folder or autosave_dir()
        self._path = home / f"{uuid4().hex}{_DESIGN}"
        self._lock = FileLock(_beside(self._path, _LOCK))
        self._is_used = False

    @property
    def path(self) -> Path:
        """The copy; it is there only while there is unsaved work."""
        return self._path

    def write(self, document: DesignDocument, origin: str) -> None:
        """Keep a document.

        Parameters
        ----------
        document
            The unsaved design.
        origin
            File it came from, or empty.

        Raises
        ------
        ExportError
            If it cannot be written.
        """
        self._lock.acquire()
        self._is_used = True
        copy = UnsavedCopy(self._path, document.design.name, origin, time.time())
        write_atomically(self._path, encode_document(document))
        _write_note(copy)

    def clear(self) -> None:
        """Throw the copy away: the work is saved, or its owner does not want it."""
        if self._is_used:
            for suffix in (_DESIGN, _NOTE):
                with contextlib.suppress(OSError):
                    _beside(self._path, suffix).unlink(missing_ok=True)
            self._is_used = False

    def close(self) -> None:
        """Throw the copy away and end the slot."""
        self.clear()
        was_held = self._lock.is_held
        self._lock.release()
        if was_held:
            with contextlib.suppress(OSError):
                _beside(self._path, _LOCK).unlink(missing_ok=True)


def autosave_dir() -> Path:
    """Return the folder of unsaved work; it may not exist yet.

    Returns
    -------
    Path
        Below the user's state folder.
    """
    return state_dir() / "unsaved"


def left_behind(folder: Path | None = None) -> tuple[UnsavedCopy, ...]:
    """Return the copies whose window no longer lives, the newest first.

    Parameters
    ----------
    folder
        Where copies are kept; the user's if not given.

    Returns
    -------
    tuple[UnsavedCopy, ...]
        Copies as their notes tell of them; a damaged note does not hide a copy.
    """
    found: list[UnsavedCopy] = []
    home = folder or autosave_dir()
    with contextlib.suppress(OSError):
        for path in sorted(home.glob(f"*{_DESIGN}")):
            lock = FileLock(_beside(path, _LOCK))
            if lock.acquire():
                lock.release()
                found.append(_copy_at(path))
    return tuple(sorted(found, key=lambda copy: -copy.saved_at_s))


def read_copy(copy: UnsavedCopy) -> DesignDocument:
    """Read a copy, and note before that somebody tried.

    Parameters
    ----------
    copy
        One of :func:`left_behind`.

    Returns
    -------
    DesignDocument
        The document.

    Raises
    ------
    DesignFileError
        If it cannot be read.
    """
    tried = UnsavedCopy(copy.path, copy.name, copy.origin, copy.saved_at_s, copy.n_tries + 1)
    with contextlib.suppress(DesignerError, OSError):
        _write_note(tried)
    return read_design(copy.path)


def discard_copy(copy: UnsavedCopy) -> None:
    """Move a copy to the discarded ones, and forget those that are there for too long.

    Parameters
    ----------
    copy
        One of :func:`left_behind`.
    """
    trash = copy.path.parent / "discarded"
    with contextlib.suppress(OSError):
        trash.mkdir(parents=True, exist_ok=True)
        copy.path.replace(trash / copy.path.name)
        _beside(copy.path, _NOTE).unlink(missing_ok=True)
        _beside(copy.path, _LOCK).unlink(missing_ok=True)
        for path in trash.iterdir():
            if time.time() - path.stat().st_mtime > KEEP_DISCARDED_S:
                path.unlink()


def lock_of(file: Path, folder: Path | None = None) -> FileLock:
    """Return the lock that the window of a design file holds.

    Parameters
    ----------
    file
        The design file.
    folder
        Where locks are kept; a folder of the user's state folder if not given.

    Returns
    -------
    FileLock
        Not yet acquired. It keeps apart the windows of one user on one computer.
    """
    with contextlib.suppress(OSError):
        file = file.resolve()
    name = hashlib.sha256(str(file).encode(errors="surrogatepass")).hexdigest()[:32]
    return FileLock((folder or state_dir() / "open") / f"{name}{_LOCK}")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name.removesuffix(_DESIGN) + suffix)


def _write_note(copy: UnsavedCopy) -> None:
    note = {
        "name": copy.name,
        "origin": copy.origin,
        "saved_at_s": copy.saved_at_s,
        "n_tries": copy.n_tries,
    }
    text = json.dumps(note, ensure_ascii=True)
    write_atomically(_beside(copy.path, _NOTE), f"{text}\n".encode())


def _copy_at(path: Path) -> UnsavedCopy:
    try:
        with _beside(path, _NOTE).open("rb") as file:
            note = json.loads(file.read(_MAX_NOTE_BYTES))
        return UnsavedCopy(
            path,
            str(note["name"])[:200],
            str(note["origin"])[:4096],
            _moment(note["saved_at_s"]),
            int(note["n_tries"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        saved_at_s = 0.0
        with contextlib.suppress(OSError):
            saved_at_s = path.stat().st_mtime
        return UnsavedCopy(path, path.name, "", saved_at_s)


def _moment(saved_at_s: object) -> float:
    # Windows show it as a date, which not every number is.
    found = float(str(saved_at_s))
    if not 0 <= found < _MAX_TIME_S:
        raise ValueError(found)
    return found
