"""Pictures of the canvas: PNG and SVG with the painter of the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from designer.errors.tree import ExportError
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.painter import ScenePainter, SceneView
from designer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from designer.model.ids import InstancePath
    from designer.ui.theme.theme import Theme
    from designer.workbench.snapshot import Snapshot

DEFAULT_SIZE: Final = (1600, 1000)
MAX_SIDE_PX: Final = 16_384


def render_png(
    snapshot: Snapshot,
    theme: Theme,
    size: tuple[int, int] = DEFAULT_SIZE,
    scope: InstancePath = (),
    *,
    ratio: float = 1.0,
) -> bytes:
    """Return a block as a PNG picture; ``ratio`` is the pixels of the file per pixel of ``size``.

    Raises ExportError if the size is not possible or the picture cannot be encoded.
    """
    scene = _scene(snapshot, size, scope, ratio)
    image = QImage(scene.width, scene.height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(f"a picture of {scene.width} × {scene.height} pixels needs more memory")
    with QPainter(image) as painter:
        ScenePainter().paint(painter, scene, canvas_colors(theme, snapshot.design.fabrics))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"png").write(image):
        raise ExportError("the picture could not be encoded as PNG")
    return bytes(data.data())


def render_svg(
    snapshot: Snapshot,
    theme: Theme,
    size: tuple[int, int] = DEFAULT_SIZE,
    scope: InstancePath = (),
) -> bytes:
    """Return a block as an SVG drawing. Raises ExportError if the size is not possible."""
    scene = _scene(snapshot, size, scope, 1.0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(scene.width, scene.height))
    generator.setViewBox(QRect(0, 0, scene.width, scene.height))
    generator.setTitle(snapshot.design.name)
    painter_of_scene = ScenePainter(is_vector=True)
    with QPainter(generator) as painter:
        painter_of_scene.paint(painter, scene, canvas_colors(theme, snapshot.design.fabrics))
    return bytes(data.data())


def paint_canvas(painter: QPainter, place: QRectF, *, snapshot: Snapshot, theme: Theme) -> None:
    """Paint the whole design into a rectangle of a page, as vectors."""
    width = DEFAULT_SIZE[0]
    size = (width, max(1, round(width * place.height() / place.width())))
    scene = _scene(snapshot, size, (), 1.0)
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / size[0], place.height() / size[1])
    painter_of_scene = ScenePainter(is_vector=True)
    painter_of_scene.paint(painter, scene, canvas_colors(theme, snapshot.design.fabrics))
    painter.restore()


def _scene(
    snapshot: Snapshot, size: tuple[int, int], scope: InstancePath, ratio: float
) -> SceneView:
    width, height = round(size[0] * ratio), round(size[1] * ratio)
    if not (1 <= width <= MAX_SIDE_PX and 1 <= height <= MAX_SIDE_PX):
        raise ExportError(f"{width} × {height} pixels; each side must be from 1 to {MAX_SIDE_PX:,}")
    view = CanvasView(snapshot)
    view.scope = scope
    view.width, view.height = float(size[0]), float(size[1])
    view.fit()
    scene = view.scene(ratio)
    return replace(scene, width=width, height=height)
