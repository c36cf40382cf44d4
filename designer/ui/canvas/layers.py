"""The static layer: the scene as a picture that is kept until something in it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPixmap

from designer.ui.canvas.painter import ScenePainter, SceneView

if TYPE_CHECKING:
    from designer.ui.canvas.colors import CanvasColors
    from designer.ui.canvas.view import CanvasView


class StaticLayer:
    """Paints the scene into a pixmap; panning moves it and paints the strips that appear."""

    def __init__(self, font_family: str = "") -> None:
        self._painter = ScenePainter(font_family)
        self._picture = QPixmap()
        self._key: tuple[object, ...] = ()
        self._corner = (0, 0)
        self.n_full_paints = 0

    def forget(self) -> None:
        self._key = ()

    def picture(self, view: CanvasView, colors: CanvasColors, ratio: float) -> QPixmap:
        """Return the scene for a view, repainted as far as needed."""
        width, height = round(view.width * ratio), round(view.height * ratio)
        corner_x, corner_y = view.corner_px()
        scale = view.camera.pixels_per_m * ratio
        key = (
            id(view.plan), id(colors), view.scope, view.hidden_fabrics, scale, width, height, ratio,
        )  # fmt: skip
        scene = SceneView(
            plan=view.plan,
            cell=view.cell,
            scale=scale,
            x=corner_x * ratio,
            y=corner_y * ratio,
            width=width,
            height=height,
            ratio=ratio,
            title=view.cell.title,
            has_frame=not view.is_root,
            exceptions=view.inherited_exceptions,
            hidden_fabrics=view.hidden_fabrics,
        )
        place = (view.camera.offset_x, view.camera.offset_y)
        if key != self._key:
            self._repaint(scene, colors)
        elif place != self._corner:
            self._repaint(scene, colors)
        self._key, self._corner = key, place
        return self._picture

    def _repaint(self, scene: SceneView, colors: CanvasColors) -> None:
        if (self._picture.width(), self._picture.height()) != (scene.width, scene.height):
            self._picture = QPixmap(scene.width, scene.height)
        self._picture.setDevicePixelRatio(1.0)
        with QPainter(self._picture) as painter:
            self._painter.paint(painter, scene, colors)
        self._picture.setDevicePixelRatio(scene.ratio)
        self.n_full_paints += 1
