"""The data layer: the overlay that is chosen, kept up to date and painted over the scene."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from designer.ui.canvas.batch import draw_at, draw_rects, whole
from designer.ui.canvas.overlay_colors import step_color
from designer.ui.canvas.rectangles import clipped, outlines_at
from designer.ui.canvas.seen import boxes_px, seen_box
from designer.ui.canvas.stamps import PictureCache, TextFitter
from designer.ui.language.text import shown, tr
from designer.viewmodel.age_overlay import age_overlay
from designer.viewmodel.box_marks import Spot
from designer.viewmodel.cut_sides import cut_overlay
from designer.viewmodel.data_overlay import NO_OVERLAY, DataOverlay, Side
from designer.viewmodel.link_overlays import load_overlay, ports_overlay
from designer.viewmodel.mark_index import MarkIndex
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.rack_heat import power_overlay
from designer.viewmodel.tier_overlay import tier_overlay

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme

_MAX_BADGES: Final = 600
_BADGE_PX: Final = 11
_OUTLINE_PX: Final = 2.0
_MIN_BOX_PX: Final = 9.0
_MIN_OUTLINE_PX: Final = 8.0
_SIDE_B: Final = list(Side).index(Side.B)


class DataLayer:
    """Holds the overlay of a canvas.

    Attributes
    ----------
    kind
        What is shown.
    wanted_id
        Fabric whose cut the user chose; empty for the first that has one.
    fabric_id
        Whose cut is shown.
    overlay
        The marks for the present snapshot and scope.
    """

    def __init__(self, *, is_vector: bool = False) -> None:
        self._is_vector = is_vector
        self.kind = OverlayKind.NONE
        self.wanted_id = ""
        self.fabric_id = ""
        self.overlay = NO_OVERLAY
        self.version = 0
        self._index = MarkIndex(NO_OVERLAY.boxes)
        self._texts = TextFitter("")
        self._badges = PictureCache(_MAX_BADGES)

    def fabrics_with_cut(self, view: CanvasView) -> tuple[str, ...]:
        """Return the ids of the fabrics that have a bisection cut."""
        loads = view.snapshot.readouts.fabric_loads
        return tuple(str(one.fabric_id) for one in loads if one.cut is not None)

    def cut_choices(self, view: CanvasView) -> list[tuple[str, str]]:
        """Return ids and names of the fabrics whose cut can be shown."""
        with_cut = self.fabrics_with_cut(view)
        fabrics = view.snapshot.design.fabrics
        return [(str(f.id), f.display_name or str(f.id)) for f in fabrics if f.id in with_cut]

    def refresh(self, view: CanvasView) -> None:
        """Make the overlay anew for the snapshot and the scope of a view."""
        self.overlay = self._made(view)
        self._index = MarkIndex(self.overlay.boxes)
        self.version += 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is painted over the scene."""
        return not len(self._index)

    def _made(self, view: CanvasView) -> DataOverlay:
        spot = Spot(view.cell, view.scope, 0.0, 0.0, 1.0)
        if self.kind in {OverlayKind.LOAD, OverlayKind.ECMP}:
            return load_overlay(view.snapshot, self.kind)
        by_kind = {
            OverlayKind.PORTS: lambda: ports_overlay(view.snapshot),
            OverlayKind.POWER: lambda: power_overlay(view.snapshot, spot),
            OverlayKind.TIERS: lambda: tier_overlay(view.snapshot),
            OverlayKind.AGE: lambda: age_overlay(view.snapshot, datetime.now(UTC).date()),
        }
        if self.kind in by_kind:
            return by_kind[self.kind]()
        if self.kind is OverlayKind.CUT:
            fabrics = self.fabrics_with_cut(view)
            if not fabrics:
                return DataOverlay(OverlayKind.CUT, (tr("No fabric has a bisection to show."),))
            # Numbers that come late may bring the fabric that was wanted.
            self.fabric_id = self.wanted_id if self.wanted_id in fabrics else fabrics[0]
            return cut_overlay(view.snapshot, self.fabric_id, spot)
        return NO_OVERLAY

    def paint(
        self, painter: QPainter, view: CanvasView, theme: Theme, *, ratio: float = 1.0
    ) -> None:
        """Paint the marks of copies over the scene [logical px]."""
        index = self._index
        if not len(index):
            return
        scale = view.camera.pixels_per_m
        if index.widest_m * scale < _MIN_BOX_PX:
            index = index.runs
        seen = index.visible(seen_box(view))
        if not len(seen):
            return
        marks = index.marks
        rects = boxes_px(view, marks.boxes[seen])
        steps, ratios = marks.steps[seen], marks.ratios[seen]
        for step in sorted(set(steps.tolist())):
            chosen = steps == step
            self._fill(painter, view, rects[chosen], ratios[chosen], step=step, theme=theme)
        if len(seen) <= _MAX_BADGES and index is self._index:
            self._badges_at(painter, rects, seen, theme=theme, ratio=ratio)

    def _badges_at(
        self,
        painter: QPainter,
        rects: NDArray[np.float64],
        seen: NDArray[np.int64],
        *,
        theme: Theme,
        ratio: float,
    ) -> None:
        """Write the texts of boxes onto their lower edges, where there is room."""
        marks = self._index.marks
        kinds = marks.steps[seen] * len(marks.texts) + marks.text_ixs[seen]
        height = self._texts.metrics(_BADGE_PX, bold=True).height() + 2
        for kind in sorted(set(kinds.tolist())):
            step, text_ix = divmod(kind, len(marks.texts))
            text = shown(marks.texts[text_ix])
            width = self._texts.width(text, _BADGE_PX, bold=True) + 10
            own = rects[kinds == kind]
            own = own[(own[:, 2] >= width) & (own[:, 3] >= height + 4)]
            if not text or not len(own):
                continue
            corners = np.empty((len(own), 2))
            corners[:, 0] = whole(own[:, 0] + (own[:, 2] - width) / 2)
            corners[:, 1] = whole(own[:, 1] + own[:, 3] - height - 3)
            color = step_color(theme, self.overlay, step)
            if self._is_vector:
                for x, y in corners.tolist():
                    place = QRectF(x, y, width, height)
                    self._draw_badge(painter, text, place, color=color, theme=theme)
                continue
            picture = self._badges.get(
                (text, color, theme.name, ratio),
                partial(
                    self._badge_picture, text, (width, height), color=color, theme=theme,
                    ratio=ratio,
                ),
            )  # fmt: skip
            draw_at(painter, picture, corners, ratio)

    def _fill(
        self,
        painter: QPainter,
        view: CanvasView,
        rects: NDArray[np.float64],
        ratios: NDArray[np.float64],
        *,
        step: int,
        theme: Theme,
    ) -> None:
        """Fill boxes from below to their share; side B of a cut is hatched too."""
        color = QColor(step_color(theme, self.overlay, step))
        filled = rects.copy()
        filled[:, 3] = whole(rects[:, 3] * ratios)
        filled[:, 1] += rects[:, 3] - filled[:, 3]
        tint = QColor(color)
        tint.setAlpha(110 if self.overlay.is_ramp else 56)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        cut = clipped(filled, view.width, view.height)
        draw_rects(painter, cut)
        if self.overlay.kind is OverlayKind.CUT and step == _SIDE_B:
            hatch = QColor(color)
            hatch.setAlpha(150)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            draw_rects(painter, cut)
        large = rects[np.minimum(rects[:, 2], rects[:, 3]) >= _MIN_OUTLINE_PX]
        if len(large) and len(large) <= _MAX_BADGES:
            painter.setBrush(color)
            for width, height in {(row[2], row[3]) for row in large.tolist()}:
                alike = large[(large[:, 2] == width) & (large[:, 3] == height)]
                edges = outlines_at(alike[:, :2], width, height, _OUTLINE_PX)
                draw_rects(painter, clipped(edges, view.width, view.height))

    def _badge_picture(
        self, text: str, size: tuple[float, float], *, color: str, theme: Theme, ratio: float
    ) -> QPixmap:
        width, height = (math.ceil(side + 1) for side in size)
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.scale(ratio, ratio)
            place = QRectF(0, 0, width - 1, height - 1)
            self._draw_badge(painter, text, place, color=color, theme=theme)
        return picture

    def _draw_badge(
        self, painter: QPainter, text: str, place: QRectF, *, color: str, theme: Theme
    ) -> None:
        painter.setFont(self._texts.font(_BADGE_PX, bold=True))
        painter.setPen(QPen(QColor(color), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRect(place)
        painter.setPen(QColor(theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
