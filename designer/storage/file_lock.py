"""A lock that the operating system lets go when its process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """Held by one window at a time; a crash lets it go.

    Parameters
    ----------
    path
        File that stands for the lock; it is made, and never holds anything.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this lock is held through this object."""
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock if nobody has it.

        Returns
        -------
        bool
            Whether it is held now. Where the folder cannot be written to, nothing can be locked,
            and that is no reason to keep anybody from their work.
        """
        if self._descriptor is not None:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let the lock go."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":  # pragma: no cover - the tests run elsewhere
        import msvcrt  # noqa: PLC0415 - exists on this platform only

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists on these platforms only

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
