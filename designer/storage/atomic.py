"""Write a file so that a crash leaves the old or the new one, never a part.

This is the only code that opens a user's file for writing. The bytes go to a new file in the
same folder, are forced to the disk, and only then take the name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from designer.errors.tree import ExportError
from designer.storage.leftovers import remove_leftovers, temporary_path
from designer.storage.os_layer import OsLayer
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

_UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})
_REASONS: Final = {
    errno.ENOSPC: worded("the disk is full; free some space or save a copy elsewhere"),
    errno.EDQUOT: worded("the disk quota is used up; free some space or save a copy elsewhere"),
    errno.EFBIG: worded("the file is too large for this disk; save a copy elsewhere"),
    errno.EACCES: worded("no permission to write there; save a copy elsewhere"),
    errno.EPERM: worded("no permission to write there; save a copy elsewhere"),
    errno.EROFS: worded("the disk is read-only; save a copy elsewhere"),
    errno.ENOENT: worded("the folder does not exist; choose another"),
    errno.ENOTDIR: worded("a part of the path is not a folder; choose another"),
    errno.ENAMETOOLONG: worded("the name is too long; choose a shorter one"),
    errno.EIO: worded("the disk reports an error; save a copy elsewhere"),
    errno.EBUSY: worded("the file is in use by another program; close it there or save a copy"),
    errno.ELOOP: worded("the link points to itself; choose another name"),
}


def write_atomically(
    path: Path, data: bytes, *, keep_backup: bool = False, os_layer: OsLayer | None = None
) -> None:
    """Write a file: afterwards it is complete on the disk, or as it was before.

    Parameters
    ----------
    path
        Where; a symbolic link is followed. The permissions of an existing file are kept.
    data
        What the file shall contain.
    keep_backup
        Whether the file that was there stays as ``<name>.bak``, where the disk can do that
        without copying.
    os_layer
        Calls to the operating system; given by tests only.

    Raises
    ------
    ExportError
        If the file was not written, or the disk did not confirm that it was.
    """
    layer = os_layer or OsLayer()
    try:
        target = path.resolve()
        mode = layer.mode_of(target)
        _refuse_odd_target(path, mode)
        remove_leftovers(target)
        temporary = temporary_path(target)
        try:
            _write_new_file(layer, temporary, data, mode)
            if keep_backup and mode is not None:
                _keep_backup(layer, target)
            layer.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                layer.remove(temporary)
            raise
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportError(
            worded("{path} was not saved: {reason_text}", path=path, reason_text=reason_text(error))
        ) from error
    try:
        layer.sync_folder(target.parent)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise ExportError(
                worded(
                    "{path} was written, but the disk did not confirm it: {reason_text}",
                    path=path,
                    reason_text=reason_text(error),
                )
            ) from error


def reason_text(error: Exception) -> str:
    """Return in words why the operating system refused, and what to do.

    Parameters
    ----------
    error
        What it raised.

    Returns
    -------
    str
        Half a sentence.
    """
    number = error.errno if isinstance(error, OSError) else None
    if number in _REASONS:
        return _REASONS[number]
    words = error.strerror if isinstance(error, OSError) else str(error)
    return worded("{problem}; save a copy elsewhere", problem=words or type(error).__name__)


def _refuse_odd_target(path: Path, mode: int | None) -> None:
    if mode is not None and stat.S_ISDIR(mode):
        raise ExportError(
            worded("{path} was not saved: it is a folder; choose a file name", path=path)
        )
    if mode is not None and not stat.S_ISREG(mode):
        raise ExportError(
            worded("{path} was not saved: it is not a plain file; choose another name", path=path)
        )


def _write_new_file(layer: OsLayer, path: Path, data: bytes, mode: int | None) -> None:
    descriptor = layer.open_new(path)
    try:
        rest = memoryview(data)
        while rest:
            n_written = layer.write(descriptor, rest)
            if n_written <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[n_written:]
        layer.sync(descriptor)
        if layer.length_of(descriptor) != len(data):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    finally:
        layer.close(descriptor)
    if mode is not None:
        layer.set_mode(path, mode)


def _keep_backup(layer: OsLayer, target: Path) -> None:
    backup = target.with_name(f"{target.name}.bak")
    remove_leftovers(backup)
    second_name = temporary_path(backup)
    with contextlib.suppress(OSError):
        layer.link(target, second_name)
        try:
            layer.replace(second_name, backup)
        finally:
            layer.remove(second_name)
