"""Read and write design files by path."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import DesignFileError, ExportError
from designer.storage.atomic import write_atomically
from designer.storage.codec import decode_document, encode_document
from designer.storage.strict_json import MAX_FILE_BYTES, summary_text, too_large
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

    from designer.storage.codec import DesignDocument
    from designer.storage.os_layer import OsLayer

_CHOOSE_DESIGN: Final = worded("choose a .cluster.json file that you may read")


def read_design(path: Path) -> DesignDocument:
    """Read a design file.

    Parameters
    ----------
    path
        A plain file of at most 256 MB.

    Returns
    -------
    DesignDocument
        The document.

    Raises
    ------
    DesignFileError
        If the file cannot be read or used; ``findings`` has every problem with its place.
    """
    return decode_document(read_bytes(path), str(path))


def read_bytes(path: Path, hint: str = _CHOOSE_DESIGN) -> bytes:
    """Read a whole file.

    Parameters
    ----------
    path
        A plain file of at most 256 MB.
    hint
        What to do if it cannot be read.

    Returns
    -------
    bytes
        What it holds.

    Raises
    ------
    DesignFileError
        If it cannot be read.
    """
    finding = _unreadable(path)
    if finding is None:
        try:
            with path.open("rb") as file:
                return file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            finding = _finding(
                path, worded("the file cannot be read: {strerror}", strerror=error.strerror)
            )
    finding = replace(finding, hint=hint)
    raise DesignFileError(summary_text([finding]), (finding,))


def _unreadable(path: Path) -> Finding | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return _finding(path, worded("there is no such file"))
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        return _finding(path, worded("the file cannot be read: {words}", words=words))
    if stat.S_ISDIR(status.st_mode):
        return _finding(path, worded("this is a folder, not a design file"))
    if not stat.S_ISREG(status.st_mode):
        return _finding(path, worded("this is not a plain file"))
    if status.st_size > MAX_FILE_BYTES:
        return too_large(str(path), status.st_size)
    return None


def _finding(path: Path, message: str) -> Finding:
    return Finding(
        FindingCode.FILE_UNREADABLE,
        Severity.ERROR,
        message,
        hint=_CHOOSE_DESIGN,
        locus=Locus(file=str(path)),
    )


def write_design(path: Path, document: DesignDocument, *, os_layer: OsLayer | None = None) -> None:
    """Save a document; the file that was there stays as ``<name>.bak``.

    The bytes are read back before they replace anything, so that what is saved is sure to open.

    Parameters
    ----------
    path
        Where to save.
    document
        The document.
    os_layer
        Calls to the operating system; given by tests only.

    Raises
    ------
    ExportError
        If it was not saved; the file is as it was.
    """
    try:
        data = encode_document(document)
        is_same = decode_document(data, path.name) == document
    except (DesignFileError, ValueError) as error:
        raise ExportError(
            worded(
                "{path} was not saved: the design would not open: {error}", path=path, error=error
            )
        ) from error
    if not is_same:
        raise ExportError(
            worded("{path} was not saved: the design would open with other values", path=path)
        )
    write_atomically(path, data, keep_backup=True, os_layer=os_layer)
