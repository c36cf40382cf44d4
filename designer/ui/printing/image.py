"""Pictures of the canvas: PNG and SVG with the painter of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from designer.errors.tree import ExportError
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.data_layer import DataLayer
from designer.ui.canvas.legend import LegendCard
from designer.ui.canvas.overlay_colors import overlaid
from designer.ui.canvas.painter import ScenePainter
from designer.ui.canvas.rack_layer import RackLayer
from designer.ui.canvas.scale_bar import paint_scale_bar
from designer.ui.canvas.view import CanvasView
from designer.viewmodel.cells import CellForm
from designer.viewmodel.grid import Box
from designer.viewmodel.sight import Sight

if TYPE_CHECKING:
    from designer.ui.theme.theme import Theme
    from designer.workbench.snapshot import Snapshot

DEFAULT_SIZE: Final = (1600, 1000)
PAGE_WIDTH_PX: Final = 1_040
MAX_SIDE_PX: Final = 16_384
_PLAIN: Final = Sight(has_legend=False)


def render_png(
    snapshot: Snapshot,
    theme: Theme,
    size: tuple[int, int] = DEFAULT_SIZE,
    sight: Sight = _PLAIN,
    *,
    ratio: float = 1.0,
) -> bytes:
    """Return a block as a PNG picture; ``ratio`` is the pixels of the file per pixel of ``size``.

    Raises ExportError if the size is not possible or the picture cannot be encoded.
    """
    return png_bytes(render_image(snapshot, theme, size, sight, ratio=ratio))


def render_image(
    snapshot: Snapshot,
    theme: Theme,
    size: tuple[int, int] = DEFAULT_SIZE,
    sight: Sight = _PLAIN,
    *,
    ratio: float = 1.0,
) -> QImage:
    """Return a block as a picture. Raises ExportError if the size is not possible."""
    width, height = _checked(size, ratio)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(f"a picture of {width} × {height} pixels needs more memory")
    with QPainter(image) as painter:
        _Picture(snapshot, theme, size, sight).paint(painter, ratio)
    return image


def png_bytes(image: QImage) -> bytes:
    """Return a picture as a PNG file; may be called in any thread, and takes longer than painting.

    Raises ExportError if the picture cannot be encoded.
    """
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
    sight: Sight = _PLAIN,
) -> bytes:
    """Return a block as an SVG drawing. Raises ExportError if the size is not possible."""
    width, height = _checked(size, 1.0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(snapshot.design.name)
    with QPainter(generator) as painter:
        _Picture(snapshot, theme, size, sight, is_vector=True).paint(painter, 1.0)
    return bytes(data.data())


def paint_canvas(
    painter: QPainter, place: QRectF, *, snapshot: Snapshot, theme: Theme, sight: Sight = _PLAIN
) -> None:
    """Paint a block into a rectangle of a page, as vectors."""
    width = PAGE_WIDTH_PX
    size = (width, max(1, round(width * place.height() / place.width())))
    _checked(size, 1.0)
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / size[0], place.height() / size[1])
    _Picture(snapshot, theme, size, sight, is_vector=True).paint(painter, 1.0)
    painter.restore()


def _checked(size: tuple[int, int], ratio: float) -> tuple[int, int]:
    width, height = round(size[0] * ratio), round(size[1] * ratio)
    if not (1 <= width <= MAX_SIDE_PX and 1 <= height <= MAX_SIDE_PX):
        raise ExportError(f"{width} × {height} pixels; each side must be from 1 to {MAX_SIDE_PX:,}")
    return width, height


class _Picture:
    """What the canvas shows, fitted into a picture with its legend [logical px]."""

    def __init__(
        self,
        snapshot: Snapshot,
        theme: Theme,
        size: tuple[int, int],
        sight: Sight,
        *,
        is_vector: bool = False,
    ) -> None:
        self._is_vector = is_vector
        view = self._view = CanvasView(snapshot, sight.view)
        view.scope = sight.scope
        view.hidden_fabrics = sight.hidden_fabrics
        view.hidden_planes = sight.hidden_planes
        view.has_labels = sight.has_labels
        view.width, view.height = float(size[0]), float(size[1])
        self._theme = theme
        self._data = DataLayer(is_vector=is_vector)
        self._data.kind, self._data.wanted_id = sight.overlay, sight.cut_fabric
        self._data.refresh(view)
        fabrics = [f for f in snapshot.design.fabrics if str(f.id) not in sight.hidden_fabrics]
        self._legend = LegendCard(self._data.overlay, fabrics, theme)
        self._has_power, self._has_cooling = sight.has_power, sight.has_cooling
        card = self._legend.place(view.height)
        has_card = sight.has_legend and not self._legend.is_empty and card.top() > 0
        view.fit(Box(card.left(), card.top(), card.right(), card.bottom()) if has_card else None)
        self._has_card = has_card

    def paint(self, painter: QPainter, ratio: float) -> None:
        """Paint everything; the painter works in the pixels of the file."""
        view, theme = self._view, self._theme
        plain = canvas_colors(theme, view.snapshot.design.fabrics)
        colors = overlaid(plain, theme, self._data.overlay)
        ScenePainter(is_vector=self._is_vector).paint(painter, view.scene(ratio), colors)
        painter.save()
        painter.scale(ratio, ratio)
        self._data.paint(painter, view, theme, ratio=ratio)
        racks = RackLayer(is_vector=self._is_vector)
        racks.has_power, racks.has_cooling = self._has_power, self._has_cooling
        racks.refresh(view)
        racks.paint(painter, view, theme, ratio)
        if view.cell.form is CellForm.PLAN:
            paint_scale_bar(
                painter, view.width, view.height,
                pixels_per_m=view.camera.pixels_per_m, theme=theme,
            )  # fmt: skip
        if self._has_card:
            self._legend.paint(painter, view.height)
        painter.restore()
