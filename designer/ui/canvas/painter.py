"""The painter of the scene: the same for the screen, pictures and vector files."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from designer.ui.canvas.batch import draw_pixmaps, draw_rects, whole
from designer.ui.canvas.collector import Collector
from designer.ui.canvas.dashes import DashPainter
from designer.ui.canvas.display_list import Group, Sheet
from designer.ui.canvas.stamps import MAX_STAMPS, MAX_TEXTS, PictureCache, TextFitter

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.ui.canvas.colors import CanvasColors
    from designer.ui.canvas.display_list import (
        DisplayList,
        Pill,
        StampBatch,
        TextBatch,
        Title,
    )
    from designer.viewmodel.cells import Cell, CellException
    from designer.viewmodel.planes import HiddenPlanes
    from designer.viewmodel.scene_plan import ScenePlan


@dataclass(frozen=True)
class SceneView:
    """What to paint: a cell, its scale in device pixels per metre, and its upper left corner."""

    plan: ScenePlan
    cell: Cell
    scale: float
    x: float
    y: float
    width: int
    height: int
    ratio: float
    title: str = ""
    has_frame: bool = True
    exceptions: tuple[CellException, ...] = ()
    hidden_fabrics: frozenset[str] = frozenset()
    hidden_planes: HiddenPlanes = frozenset()
    has_labels: bool = True


class _StampKey(NamedTuple):
    cell_key: str
    width: int
    height: int
    exceptions: tuple[CellException, ...]
    depth_is_even: bool


class ScenePainter:
    """Paints scene views.

    Parameters
    ----------
    font_family
        Family of all texts; empty for that of the application.
    is_vector
        Whether to leave out pictures, for vector files.
    """

    def __init__(self, font_family: str = "", *, is_vector: bool = False) -> None:
        self._texts = TextFitter(font_family)
        self._is_vector = is_vector
        self._stamps = PictureCache(MAX_STAMPS)
        self._text_pictures = PictureCache(MAX_TEXTS)
        self._dashes = DashPainter(is_vector=is_vector)
        self._plan: ScenePlan | None = None
        self._colors: CanvasColors | None = None

    def paint(self, painter: QPainter, view: SceneView, colors: CanvasColors) -> None:
        """Paint a view; the painter works in device pixels."""
        if view.plan is not self._plan or colors is not self._colors:
            self._stamps.clear()
            self._plan, self._colors = view.plan, colors
        self._paint_background(painter, view, colors)
        sheet = Sheet(
            view.plan,
            colors,
            view.width,
            view.height,
            view.ratio,
            view.hidden_fabrics,
            can_stamp=not self._is_vector,
            has_labels=view.has_labels,
            text_width=self._pill_text_width(view.ratio),
            hidden_planes=view.hidden_planes,
            main_depth=_main_depth(view.cell),
        )
        exceptions = (*view.cell.exceptions, *view.exceptions)
        corner = np.array([[view.x, view.y]])
        group = Group(view.cell, view.scale, corner, (view.title,), exceptions, 0)
        shown = Collector(sheet).collect(group, has_frame=view.has_frame)
        # Dashes and hatches belong to the scene, so that they move with it.
        origin = (math.floor(view.x + 0.5), math.floor(view.y + 0.5))
        painter.setBrushOrigin(*origin)
        self._draw(painter, shown, view, colors, origin=origin)

    def _pill_text_width(self, ratio: float) -> Callable[[str], float]:
        size = round(10 * ratio)
        return lambda text: self._texts.width(text, size)

    def _draw(
        self,
        painter: QPainter,
        shown: DisplayList,
        view: SceneView,
        colors: CanvasColors,
        *,
        origin: tuple[int, int] = (0, 0),
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for depth in sorted(shown.fills):
            batches = shown.fills[depth]
            for key in sorted(batches):
                painter.setBrush(QColor.fromRgba(key[1]))
                draw_rects(painter, np.concatenate(batches[key]))
        for stamp in shown.stamps.values():
            self._draw_stamp(painter, stamp, view, colors)
        if shown.hatches:
            self._draw_removed(painter, np.concatenate(shown.hatches), view.ratio, colors)
        painter.setPen(Qt.PenStyle.NoPen)
        for cable, rects in sorted(shown.cables.items(), key=lambda item: item[0].is_marked):
            if cable.is_dashed:
                pieces = np.concatenate(rects)
                self._dashes.draw(painter, cable, pieces, ratio=view.ratio, origin=origin)
                continue
            painter.setBrush(QColor.fromRgba(cable.color))
            draw_rects(painter, np.concatenate(rects))
        for text in shown.texts.values():
            self._draw_text(painter, text, view.ratio)
        for title in shown.titles:
            self._draw_title(painter, title, view.ratio, colors)
        self._draw_pills(painter, shown.pills, view.ratio, colors)

    def _paint_background(self, painter: QPainter, view: SceneView, colors: CanvasColors) -> None:
        painter.fillRect(QRectF(0, 0, view.width, view.height), QColor.fromRgba(colors.floor))
        step = next((s for s in _GRID_STEPS_M if s * view.scale >= 28 * view.ratio), None)
        if step is None:
            return
        origin_x = view.x + view.cell.origin_x * view.scale
        origin_y = view.y + view.cell.origin_y * view.scale
        pitch = step * view.scale
        line = float(round(view.ratio))
        xs = _grid_lines(origin_x, pitch, view.width)
        ys = _grid_lines(origin_y, pitch, view.height)
        rects = np.zeros((len(xs) + len(ys), 4))
        rects[: len(xs), 0] = xs
        rects[: len(xs), 2:] = (line, view.height)
        rects[len(xs) :, 1] = ys
        rects[len(xs) :, 2:] = (view.width, line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(colors.grid))
        draw_rects(painter, rects)

    def _draw_stamp(
        self, painter: QPainter, stamp: StampBatch, view: SceneView, colors: CanvasColors
    ) -> None:
        cell = stamp.cell
        width = max(1, round(cell.width * stamp.scale))
        height = max(1, round(cell.height * stamp.scale))
        key = _StampKey(cell.key, width, height, stamp.exceptions, stamp.depth % 2 == 0)

        def render() -> QPixmap:
            picture = QPixmap(width, height)
            picture.fill(Qt.GlobalColor.transparent)
            sheet = Sheet(
                view.plan,
                colors,
                width,
                height,
                view.ratio,
                view.hidden_fabrics,
                has_labels=view.has_labels,
                hidden_planes=view.hidden_planes,
            )
            scale = min(width / cell.width, height / cell.height)
            corner = np.zeros((1, 2))
            group = Group(cell, scale, corner, ("",), stamp.exceptions, stamp.depth)
            shown = Collector(sheet).collect(group)
            shown.titles.clear()
            with QPainter(picture) as inner:
                self._draw(inner, shown, view, colors)
            return picture

        shown = (view.ratio, view.hidden_fabrics, view.hidden_planes, view.has_labels)
        picture = self._stamps.get((key, *shown), render)
        draw_pixmaps(painter, picture, np.concatenate(stamp.corners))

    @staticmethod
    def _draw_removed(
        painter: QPainter, rects: NDArray[np.float64], ratio: float, colors: CanvasColors
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(colors.body))
        draw_rects(painter, rects)
        pen = QPen(QColor.fromRgba(colors.removed), round(ratio))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QBrush(QColor.fromRgba(colors.removed), Qt.BrushStyle.BDiagPattern))
        inset = rects.copy()
        inset[:, 2:] = np.maximum(inset[:, 2:] - 1, 1)
        draw_rects(painter, inset)

    def _draw_text(self, painter: QPainter, text: TextBatch, ratio: float) -> None:
        size = self._texts.size_that_fits(
            text.text, text.width, text.height, ratio, bold=text.is_bold
        )
        if size is None:
            return
        centres = np.concatenate(text.centres)
        if self._is_vector:
            painter.setFont(self._texts.font(size, bold=text.is_bold))
            painter.setPen(QColor.fromRgba(text.color))
            width = self._texts.width(text.text, size, bold=text.is_bold)
            metrics = self._texts.metrics(size, bold=text.is_bold)
            drop = (metrics.ascent() - metrics.descent()) / 2
            for x, y in centres.tolist():
                painter.drawText(QPointF(x - width / 2, y + drop), text.text)
            return
        picture = self._text_pictures.get(
            (text.text, size, text.color, text.is_bold),
            lambda: self._texts.picture(text.text, size, text.color, bold=text.is_bold),
        )
        half = np.array([picture.width() / 2, picture.height() / 2])
        draw_pixmaps(painter, picture, whole(centres - half))

    def _draw_title(
        self, painter: QPainter, title: Title, ratio: float, colors: CanvasColors
    ) -> None:
        if not title.text:
            return
        text, size = self._texts.title(title.text, title.width, title.height, ratio)
        if self._is_vector:
            painter.setFont(self._texts.font(size))
            painter.setPen(QColor.fromRgba(colors.text))
            side = Qt.AlignmentFlag.AlignHCenter if title.is_centred else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                QRectF(title.x, title.y, title.width + 2, title.height),
                Qt.AlignmentFlag.AlignVCenter | side,
                text,
            )
            return
        picture = self._text_pictures.get(
            (text, size, colors.text, False), lambda: self._texts.picture(text, size, colors.text)
        )
        y = math.floor(title.y + (title.height - picture.height()) / 2 + 0.5)
        spare = title.width - picture.width() if title.is_centred else 0.0
        painter.drawPixmap(math.floor(title.x + spare / 2 + 0.5), y, picture)

    def _draw_pills(
        self, painter: QPainter, pills: list[Pill], ratio: float, colors: CanvasColors
    ) -> None:
        size = round(10 * ratio)
        for pill in pills:
            width = round(self._texts.width(pill.text, size) + 10 * ratio)
            height = round(self._texts.metrics(size).height() + 3 * ratio)
            corners = whole(pill.centres - (width / 2, height / 2))
            if self._is_vector:
                for x, y in corners.tolist():
                    rect = QRectF(x, y, width, height)
                    self._draw_pill(painter, pill, rect, ratio=ratio, colors=colors)
                continue
            picture = self._text_pictures.get(
                ("pill", pill.text, pill.color, size, colors.pill),
                lambda: self._pill_picture(pill, (width, height), ratio, colors),  # noqa: B023 - called at once
            )
            draw_pixmaps(painter, picture, corners)

    def _pill_picture(
        self, pill: Pill, size: tuple[int, int], ratio: float, colors: CanvasColors
    ) -> QPixmap:
        picture = QPixmap(*size)
        with QPainter(picture) as painter:
            self._draw_pill(painter, pill, QRectF(0, 0, *size), ratio=ratio, colors=colors)
        return picture

    def _draw_pill(
        self,
        painter: QPainter,
        pill: Pill,
        rect: QRectF,
        *,
        ratio: float,
        colors: CanvasColors,
    ) -> None:
        line = round(ratio)
        painter.fillRect(rect, QColor.fromRgba(pill.color))
        painter.fillRect(rect.adjusted(line, line, -line, -line), QColor.fromRgba(colors.pill))
        painter.setFont(self._texts.font(round(10 * ratio)))
        painter.setPen(QColor.fromRgba(colors.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, pill.text)
        painter.setPen(Qt.PenStyle.NoPen)


def _grid_lines(origin: float, pitch: float, length: float) -> NDArray[np.float64]:
    # Counted from the origin, so that a pan by whole pixels moves every line by as many.
    first = math.floor(-origin / pitch) - 1
    last = math.ceil((length - origin) / pitch) + 1
    lines = math.floor(origin + 0.5) + whole(np.arange(first, last + 1, dtype=np.float64) * pitch)
    return lines[(lines >= 0) & (lines < length)]


_GRID_STEPS_M = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 50.0, 100.0)


def _main_depth(cell: Cell) -> int:
    # A design that is one rack: the drawing is that of the rack, cables and all.
    depth = 0
    while len(cell.children) == 1 and cell.children[0].grid.count == 1:
        cell, depth = cell.children[0].cell, depth + 1
    return depth
