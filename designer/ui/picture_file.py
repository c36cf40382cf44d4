"""Pictures of widgets as files: the old file or the new one, whatever the disk does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from designer.errors.tree import ExportError
from designer.storage.atomic import reason_text, write_atomically
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPixmap


def save_picture(picture: QPixmap, path: Path) -> None:
    """Write a picture as PNG, and the folder if it is not there.

    Raises ExportError if it was not written; a file that was there is then as it was.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):
        raise ExportError("the picture could not be encoded as PNG")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            worded("{path} was not saved: {reason_text}", path=path, reason_text=reason_text(error))
        ) from error
    write_atomically(path, bytes(data.data()))
