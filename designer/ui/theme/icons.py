"""Icons: line drawings in SVG, drawn in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.theme.theme import Theme

_SIZES_PX: Final = (16, 20, 24, 40)

_FADED: Final = 0.35


class Icons:
    """Draws icons by name and keeps what it has drawn.

    Parameters
    ----------
    folder
        Folder of the SVG files; ``currentColor`` in them stands for the colour wanted.
    theme
        Its text colour is that of icons without a colour of their own.
    """

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder = folder
        self._theme = theme
        self._drawn: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Return an icon; an unknown name gives an empty one."""
        normal = colour or self._theme.text
        key = (name, normal)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, normal)
        return self._drawn[key]

    def _draw(self, name: str, colour: str) -> QIcon:
        path = self._folder / f"{name}.svg"
        icon = QIcon()
        if not path.is_file():
            return icon
        drawing = path.read_bytes().replace(b"currentColor", colour.encode())
        renderer = QSvgRenderer(QByteArray(drawing))
        for size_px in _SIZES_PX:
            icon.addPixmap(_pixmap(renderer, size_px, 1.0), QIcon.Mode.Normal)
        for size_px in _SIZES_PX[1:2]:
            icon.addPixmap(_pixmap(renderer, size_px, _FADED), QIcon.Mode.Disabled)
        return icon


def _pixmap(renderer: QSvgRenderer, size_px: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setOpacity(opacity)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
    return pixmap
