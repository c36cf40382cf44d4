"""Icons: line drawings in SVG, drawn in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from designer.ui.theme.palette import mixed

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.theme.theme import Theme

_SIZES_PX: Final = (16, 20, 24, 32, 48)


class Icons:
    """Draws icons by name and keeps what it has drawn.

    Parameters
    ----------
    folder
        Folder of the SVG files; ``currentColor`` in them stands for the colour wanted.
    theme
        Colours of normal and disabled icons.
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
        drawing = path.read_bytes()
        modes = (
            (QIcon.Mode.Normal, colour),
            (QIcon.Mode.Disabled, mixed(self._theme, 0.35)),
        )
        for mode, mode_colour in modes:
            renderer = QSvgRenderer(
                QByteArray(drawing.replace(b"currentColor", mode_colour.encode()))
            )
            for size_px in _SIZES_PX:
                icon.addPixmap(_pixmap(renderer, size_px), mode)
        return icon


def _pixmap(renderer: QSvgRenderer, size_px: int) -> QPixmap:
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
    return pixmap
