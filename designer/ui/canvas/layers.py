"""The static layer: the scene as a picture that is kept until something in it changes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from designer.ui.canvas.data_layer import DataLayer
from designer.ui.canvas.painter import ScenePainter
from designer.ui.canvas.rack_layer import RackLayer

if TYPE_CHECKING:
    from designer.ui.canvas.colors import CanvasColors
    from designer.ui.canvas.painter import SceneView
    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme


class StaticLayer:
    """Paints the scene into a pixmap; panning moves it and paints the strips that appear."""

    def __init__(self, font_family: str = "") -> None:
        self._painter = ScenePainter(font_family)
        self._picture = QPixmap()
        self._key: tuple[object, ...] = ()
        self._place = (0, 0)
        self.n_full_paints = 0
        self.version = 0

    def forget(self) -> None:
        self._key = ()

    def picture(self, view: CanvasView, colors: CanvasColors, ratio: float) -> QPixmap:
        """Return the scene for a view, repainted as far as needed."""
        scene = view.scene(ratio)
        key = (
            id(scene.plan), id(colors), view.scope, scene.hidden_fabrics, scene.hidden_planes,
            scene.scale, scene.width, scene.height, ratio, scene.has_labels,
        )  # fmt: skip
        place = (math.floor(scene.x + 0.5), math.floor(scene.y + 0.5))
        dx, dy = place[0] - self._place[0], place[1] - self._place[1]
        if key != self._key or not self._can_scroll(scene, dx, dy):
            self._repaint(scene, colors)
        elif dx or dy:
            self._scroll(scene, colors, dx, dy)
            self.version += 1
        self._key, self._place = key, place
        return self._picture

    @staticmethod
    def _can_scroll(scene: SceneView, dx: int, dy: int) -> bool:
        # At fractional device ratios the scene does not move by whole pixels.
        is_whole = float(scene.ratio).is_integer()
        return (is_whole or not (dx or dy)) and abs(dx) < scene.width and abs(dy) < scene.height

    def _scroll(self, scene: SceneView, colors: CanvasColors, dx: int, dy: int) -> None:
        """Move the picture and paint the strips that come into view."""
        width, height = scene.width, scene.height
        self._picture.setDevicePixelRatio(1.0)
        self._picture.scroll(dx, dy, 0, 0, width, height)
        strips = []
        if dx:
            strips.append(QRect(0 if dx > 0 else width + dx, 0, abs(dx), height))
        if dy:
            strips.append(QRect(0, 0 if dy > 0 else height + dy, width, abs(dy)))
        with QPainter(self._picture) as painter:
            for strip in strips:
                painter.drawPixmap(strip.topLeft(), self._strip(scene, colors, strip))
        self._picture.setDevicePixelRatio(scene.ratio)

    def _strip(self, scene: SceneView, colors: CanvasColors, strip: QRect) -> QPixmap:
        picture = QPixmap(strip.size())
        part = replace(
            scene,
            x=scene.x - strip.x(),
            y=scene.y - strip.y(),
            width=strip.width(),
            height=strip.height(),
        )
        with QPainter(picture) as painter:
            self._painter.paint(painter, part, colors)
        return picture

    def _repaint(self, scene: SceneView, colors: CanvasColors) -> None:
        if (self._picture.width(), self._picture.height()) != (scene.width, scene.height):
            self._picture = QPixmap(scene.width, scene.height)
        self._picture.setDevicePixelRatio(1.0)
        with QPainter(self._picture) as painter:
            self._painter.paint(painter, scene, colors)
        self._picture.setDevicePixelRatio(scene.ratio)
        self.n_full_paints += 1
        self.version += 1


class Backdrop:
    """Scene, data and texts of racks in one picture, which a drag finds ready."""

    def __init__(self) -> None:
        self.scene = StaticLayer()
        self.data = DataLayer()
        self.racks = RackLayer()
        self._picture = QPixmap()
        self._key: tuple[object, ...] = ()

    def picture(
        self, view: CanvasView, colors: CanvasColors, theme: Theme, ratio: float
    ) -> QPixmap:
        """Return everything that does not follow the pointer."""
        scene = self.scene.picture(view, colors, ratio)
        if self.data.is_empty and self.racks.is_empty:
            return scene
        key = (self.scene.version, self.data.version, self.racks.version, theme.name, ratio)
        if key != self._key:
            self._key = key
            if self._picture.size() != scene.size():
                self._picture = QPixmap(scene.size())
            self._picture.setDevicePixelRatio(scene.devicePixelRatio())
            with QPainter(self._picture) as painter:
                painter.drawPixmap(0, 0, scene)
                self.data.paint(painter, view, theme, ratio=ratio)
                self.racks.paint(painter, view, theme, ratio)
        return self._picture
