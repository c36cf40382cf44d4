"""What an empty block says: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from designer.ui.language.text import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from designer.ui.theme.theme import Theme


def what_to_do() -> tuple[str, str]:
    """Return what to do with an empty block, and how else to begin."""
    return (
        tr("Drag a rack, node or switch here"),
        tr("Ctrl+F searches the catalog, Ctrl+N opens the gallery of systems"),
    )


def paint_empty_state(painter: QPainter, area: QRect, theme: Theme) -> None:
    """Paint what to do next into the middle of an area."""
    middle = area.center().y()
    what, how = what_to_do()
    lines = ((what, 18, theme.text, middle - 28), (how, 13, theme.text_muted, middle + 4))
    for text, size, color, y in lines:
        font = painter.font()
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(0, y, area.width(), 28, Qt.AlignmentFlag.AlignCenter, text)
