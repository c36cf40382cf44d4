"""The data layer: the overlay that is chosen, kept up to date and painted over the scene."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from designer.ui.canvas.batch import draw_rects, whole
from designer.ui.canvas.overlay_colors import step_color
from designer.ui.canvas.rectangles import clipped
from designer.viewmodel.age_overlay import age_overlay
from designer.viewmodel.box_marks import Spot
from designer.viewmodel.cut_sides import cut_overlay
from designer.viewmodel.data_overlay import NO_OVERLAY, DataOverlay, Side
from designer.viewmodel.link_overlays import load_overlay, ports_overlay
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.rack_heat import power_overlay
from designer.viewmodel.tier_overlay import tier_overlay

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme

_MAX_BADGES: Final = 600
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

    def __init__(self) -> None:
        self.kind = OverlayKind.NONE
        self.wanted_id = ""
        self.fabric_id = ""
        self.overlay = NO_OVERLAY
        self._font = QFont()
        self._font.setPixelSize(11)
        self._font.setWeight(QFont.Weight.DemiBold)

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
                return DataOverlay(OverlayKind.CUT, ("No fabric has a bisection to show.",))
            # Numbers that come late may bring the fabric that was wanted.
            self.fabric_id = self.wanted_id if self.wanted_id in fabrics else fabrics[0]
            return cut_overlay(view.snapshot, self.fabric_id, spot)
        return NO_OVERLAY

    def paint(self, painter: QPainter, view: CanvasView, theme: Theme) -> None:
        """Paint the marks of copies over the scene [logical px]."""
        marks = self.overlay.boxes
        if not len(marks):
            return
        x, y = view.corner_px()
        scale = view.camera.pixels_per_m
        rects = marks.boxes * scale
        rects[:, :2] += (x, y)
        rects[:, 2:] = np.maximum(whole(rects[:, :2] + rects[:, 2:]) - whole(rects[:, :2]), 1.0)
        rects[:, :2] = whole(rects[:, :2])
        seen = (
            (rects[:, 0] + rects[:, 2] >= 0)
            & (rects[:, 1] + rects[:, 3] >= 0)
            & (rects[:, 0] <= view.width)
            & (rects[:, 1] <= view.height)
        )
        for step in sorted(set(marks.steps[seen].tolist())):
            chosen = seen & (marks.steps == step)
            self._fill(painter, view, rects[chosen], marks.ratios[chosen], step=step, theme=theme)
        ixs = np.flatnonzero(seen)
        if len(ixs) <= _MAX_BADGES:
            for ix in ixs.tolist():
                text = marks.texts[int(marks.text_ixs[ix])]
                color = step_color(theme, self.overlay, int(marks.steps[ix]))
                self._badge(painter, rects[ix].tolist(), text, color=color, theme=theme)

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
        shown = clipped(filled, view.width, view.height)
        draw_rects(painter, shown)
        if self.overlay.kind is OverlayKind.CUT and step == _SIDE_B:
            hatch = QColor(color)
            hatch.setAlpha(150)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            draw_rects(painter, shown)
        large = rects[np.minimum(rects[:, 2], rects[:, 3]) >= _MIN_OUTLINE_PX]
        if len(large) and len(large) <= _MAX_BADGES:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(color, 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            for row in large.tolist():
                painter.drawRect(QRectF(*row).adjusted(1, 1, -1, -1))

    def _badge(
        self, painter: QPainter, rect: list[float], text: str, *, color: str, theme: Theme
    ) -> None:
        """Write the text of a box onto its lower edge, if there is room."""
        metrics = QFontMetricsF(self._font)
        width, height = metrics.horizontalAdvance(text) + 10, metrics.height() + 2
        x, y, box_width, box_height = rect
        if not text or width > box_width or height + 4 > box_height:
            return
        place = QRectF(
            round(x + (box_width - width) / 2), round(y + box_height - height - 3), width, height
        )
        painter.setFont(self._font)
        painter.setPen(QPen(QColor(color), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRect(place)
        painter.setPen(QColor(theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
