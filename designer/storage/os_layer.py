"""The calls to the operating system that saving makes, in one place so that each can fail."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_NEW_FILE_MODE: Final = 0o666


class OsLayer:
    """Calls to the operating system; tests pass a subclass in which a chosen call fails."""

    def mode_of(self, path: Path) -> int | None:
        """Return the mode of what is at a path.

        Parameters
        ----------
        path
            Any path.

        Returns
        -------
        int | None
            Mode with type bits; ``None`` if nothing is there.
        """
        try:
            return path.stat().st_mode
        except FileNotFoundError:
            return None

    def open_new(self, path: Path) -> int:
        """Open a file that must not exist yet, for writing.

        Parameters
        ----------
        path
            Where.

        Returns
        -------
        int
            File descriptor.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, _NEW_FILE_MODE)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some bytes.

        Parameters
        ----------
        descriptor
            Open file.
        data
            What to write.

        Returns
        -------
        int
            How many bytes were taken, which may be fewer. [byte]
        """
        return os.write(descriptor, data)

    def set_mode(self, path: Path, mode: int) -> None:
        """Set the permission bits of a file.

        Parameters
        ----------
        path
            The file.
        mode
            Mode; type bits are not looked at.
        """
        path.chmod(stat.S_IMODE(mode))

    def sync(self, descriptor: int) -> None:
        """Wait until the bytes of a file are on the disk.

        Parameters
        ----------
        descriptor
            Open file.
        """
        os.fsync(descriptor)

    def length_of(self, descriptor: int) -> int:
        """Return the length of an open file.

        Parameters
        ----------
        descriptor
            Open file.

        Returns
        -------
        int
            Length. [byte]
        """
        return os.fstat(descriptor).st_size

    def close(self, descriptor: int) -> None:
        """Close a file.

        Parameters
        ----------
        descriptor
            Open file.
        """
        os.close(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name.

        Parameters
        ----------
        source, target
            Existing and new name.
        """
        target.hardlink_to(source)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file the name of another, which goes away in the same instant.

        Parameters
        ----------
        source, target
            Old and new name.
        """
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there.

        Parameters
        ----------
        path
            The file.
        """
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk, where the platform can.

        Parameters
        ----------
        folder
            The folder.
        """
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
