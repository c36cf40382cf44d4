"""The claim of a window to its file: two windows must not write one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.storage.autosave import lock_of

if TYPE_CHECKING:
    from pathlib import Path

    from designer.storage.file_lock import FileLock


class FileClaim:
    """Holds the lock of at most one file."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lock: FileLock | None = None

    def take(self, path: Path) -> bool:
        """Claim a file and let the one before go.

        Parameters
        ----------
        path
            The file.

        Returns
        -------
        bool
            Whether it is claimed now; if another window has it, the one before stays claimed.
        """
        if self._lock is not None and path == self._path:
            return True
        lock = lock_of(path)
        if not lock.acquire():
            return False
        self.let_go()
        self._path, self._lock = path, lock
        return True

    def let_go(self) -> None:
        """Claim nothing any more."""
        if self._lock is not None:
            self._lock.release()
        self._path, self._lock = None, None
