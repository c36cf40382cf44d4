"""The texts on racks: what they draw and how they are cooled, on or below their fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from designer.ui.canvas.batch import draw_at, draw_rects, whole
from designer.ui.canvas.overlay_colors import ramp_colors
from designer.ui.canvas.seen import boxes_px, seen_box
from designer.ui.canvas.stamps import PictureCache, TextFitter
from designer.ui.language.text import shown
from designer.viewmodel.box_marks import Spot
from designer.viewmodel.data_overlay import NO_OVERLAY
from designer.viewmodel.mark_index import MarkIndex
from designer.viewmodel.rack_facts import Lines, RackFacts, rack_facts
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme

_MAX_SHOWN: Final = 1_200
_MIN_RACK_PX: Final = 16.0
_TEXT_PX: Final = 10
_MAX_PICTURES: Final = 400


class RackLayer:
    """Holds the texts for the present snapshot and scope.

    Attributes
    ----------
    has_power, has_cooling
        What is told; elevations tell the power in any case.
    """

    def __init__(self, *, is_vector: bool = False) -> None:
        self._is_vector = is_vector
        self.has_power = False
        self.has_cooling = False
        self._facts: RackFacts | None = None
        self.version = 0
        self._index = MarkIndex(NO_OVERLAY.boxes)
        self._texts = TextFitter("")
        self._pictures = PictureCache(_MAX_PICTURES)

    @property
    def is_empty(self) -> bool:
        """Whether no rack has a text."""
        return self._facts is None

    def refresh(self, view: CanvasView) -> None:
        """Make the texts anew for the snapshot and the scope of a view."""
        self.version += 1
        has_power = self.has_power or view.kind is ViewKind.ELEVATION
        self._facts = None
        if has_power or self.has_cooling:
            spot = Spot(view.cell, view.scope, 0.0, 0.0, 1.0)
            self._facts = rack_facts(
                view.snapshot, spot, has_power=has_power, has_cooling=self.has_cooling
            )
            self._index = MarkIndex(self._facts.marks)

    def paint(self, painter: QPainter, view: CanvasView, theme: Theme, ratio: float) -> None:
        """Paint the texts that fit [logical px]."""
        facts, index = self._facts, self._index
        scale = view.camera.pixels_per_m
        if facts is None or index.widest_m * scale < _MIN_RACK_PX:
            return
        ixs = index.visible(seen_box(view))
        rects = boxes_px(view, index.marks.boxes[ixs])
        if facts.strip is not None:
            self._paint_bars(painter, rects, index.marks.ratios[ixs], theme)
        if len(ixs) > _MAX_SHOWN:
            return
        places = rects if facts.strip is None else self._strip_of(rects)
        text_ixs = index.marks.text_ixs[ixs]
        for text_ix in sorted(set(text_ixs.tolist())):
            texts = facts.texts[index.marks.texts[text_ix]]
            own = places[text_ixs == text_ix]
            self._paint_texts(painter, texts, own, theme=theme, ratio=ratio)

    def _strip_of(self, rects: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = (self._facts.strip if self._facts is not None else None) or (0.0, 0.0)
        strips = rects.copy()
        strips[:, 0] += 0.06 * rects[:, 2]
        strips[:, 2] *= 0.88
        strips[:, 1] += rects[:, 3] * (1 - high)
        strips[:, 3] *= high - low
        return whole(strips)

    def _paint_bars(
        self, painter: QPainter, rects: NDArray[np.float64], ratios: NDArray[np.float64],
        theme: Theme,
    ) -> None:  # fmt: skip
        """Paint what is drawn of what can be supplied as a bar in the foot of every rack."""
        strips = self._strip_of(rects)
        if not len(strips) or strips[:, 3].max() < 3:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas_floor))
        draw_rects(painter, strips)
        filled = strips.copy()
        filled[:, 2] = whole(strips[:, 2] * ratios)
        for is_over in (False, True):
            chosen = filled[(ratios >= 1.0) == is_over]
            color = QColor(theme.error if is_over else ramp_colors(theme)[2])
            color.setAlpha(120)
            painter.setBrush(color)
            draw_rects(painter, chosen[chosen[:, 2] > 0])

    def _paint_texts(
        self,
        painter: QPainter,
        texts: tuple[Lines, ...],
        places: NDArray[np.float64],
        *,
        theme: Theme,
        ratio: float,
    ) -> None:
        """Write the first text that fits into every place."""
        has_strip = self._facts is not None and self._facts.strip is not None
        size = round(_TEXT_PX * ratio)
        line_px = self._texts.metrics(size).height() / ratio
        room = places[:, 3] + 3 if has_strip else places[:, 3] * 0.6 - 4
        for text in texts:
            lines = [shown(line) for line in text]
            needed = max(self._texts.width(line, size) for line in lines) / ratio + 4
            fits = (places[:, 2] >= needed) & (room >= line_px * len(lines))
            self._paint_lines(painter, lines, places[fits], theme=theme, ratio=ratio)
            places, room = places[~fits], room[~fits]

    def _paint_lines(
        self,
        painter: QPainter,
        lines: list[str],
        places: NDArray[np.float64],
        *,
        theme: Theme,
        ratio: float,
    ) -> None:
        has_strip = self._facts is not None and self._facts.strip is not None
        if not len(places):
            return
        if self._is_vector:
            for row in places.tolist():
                self._write(painter, lines, QRectF(*row), theme, is_low=not has_strip)
            return
        size = round(_TEXT_PX * ratio)
        picture = self._pictures.get(
            (tuple(lines), size, theme.name, has_strip),
            lambda: self._picture(lines, size, theme, has_ground=not has_strip),
        )
        spare_x = places[:, 2] - picture.width() / ratio
        spare_y = places[:, 3] - picture.height() / ratio
        corners = places[:, :2].copy()
        corners[:, 0] += spare_x / 2
        corners[:, 1] += spare_y / 2 if has_strip else spare_y - 8
        draw_at(painter, picture, corners, ratio)

    def _write(
        self, painter: QPainter, lines: list[str], place: QRectF, theme: Theme, *, is_low: bool
    ) -> None:
        side = Qt.AlignmentFlag.AlignBottom if is_low else Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._texts.font(_TEXT_PX))
        painter.setPen(QColor(theme.text))
        place = place.adjusted(0, 0, 0, -8 if is_low else 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | side, "\n".join(lines))

    def _picture(self, lines: list[str], size: int, theme: Theme, *, has_ground: bool) -> QPixmap:
        metrics = self._texts.metrics(size)
        width = int(max(metrics.horizontalAdvance(line) for line in lines)) + 6
        height = int(metrics.height())
        picture = QPixmap(width, height * len(lines))
        ground = QColor(theme.surface)
        ground.setAlpha(215 if has_ground else 0)
        picture.fill(ground)
        with QPainter(picture) as painter:
            painter.setFont(self._texts.font(size))
            painter.setPen(QColor(theme.text))
            for ix, line in enumerate(lines):
                place = QRectF(0, ix * height, width, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
        return picture
