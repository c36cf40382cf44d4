"""The camera: which part of the scope is seen, and how large."""

from __future__ import annotations

from typing import Final

from designer.viewmodel.grid import Box

MIN_PIXELS_PER_M: Final = 1e-3
MAX_PIXELS_PER_M: Final = 2e5
ZOOM_STEP: Final = 2**0.25
_OVER_CARD_PX: Final = 20.0


class Camera:
    """Maps metres of the scope to logical pixels of the widget.

    The origin is that of the placements, so that nothing moves on the screen when the contents
    of the scope grow.
    """

    def __init__(self) -> None:
        self.pixels_per_m = 100.0
        self.offset_x = 0.0
        self.offset_y = 0.0

    def to_px(self, x_m: float, y_m: float) -> tuple[float, float]:
        return self.offset_x + x_m * self.pixels_per_m, self.offset_y + y_m * self.pixels_per_m

    def to_m(self, x_px: float, y_px: float) -> tuple[float, float]:
        return (x_px - self.offset_x) / self.pixels_per_m, (
            y_px - self.offset_y
        ) / self.pixels_per_m

    def zoom(self, factor: float, x_px: float, y_px: float) -> None:
        """Scale about a point that stays where it is."""
        x_m, y_m = self.to_m(x_px, y_px)
        scale = min(max(self.pixels_per_m * factor, MIN_PIXELS_PER_M), MAX_PIXELS_PER_M)
        self.pixels_per_m = scale
        self.offset_x = round(x_px - x_m * scale)
        self.offset_y = round(y_px - y_m * scale)

    def pan(self, dx_px: float, dy_px: float) -> None:
        self.offset_x += round(dx_px)
        self.offset_y += round(dy_px)

    def show(self, box: Box, width_px: float, height_px: float, margin_px: float = 32.0) -> None:
        """Fit a box into the widget with a margin around it."""
        self.show_in(box, Box(0.0, 0.0, width_px, height_px), margin_px)

    def show_in(self, box: Box, area_px: Box, margin_px: float = 32.0) -> None:
        """Fit a box into an area of the widget with a margin around it."""
        self.pixels_per_m = self._scale_in(box, area_px, margin_px)
        self.offset_x = round(
            (area_px.x0 + area_px.x1) / 2 - (box.x0 + box.x1) / 2 * self.pixels_per_m
        )
        self.offset_y = round(
            (area_px.y0 + area_px.y1) / 2 - (box.y0 + box.y1) / 2 * self.pixels_per_m
        )

    def show_beside(self, box: Box, area_px: Box, card_px: Box) -> None:
        """Fit a box into an area so that a card in its lower left corner covers none of it."""
        self.show_in(box, area_px)
        x0, y0 = self.to_px(box.x0, box.y0)
        x1, y1 = self.to_px(box.x1, box.y1)
        if not Box(x0, y0, x1, y1).overlaps(card_px):
            return
        right = Box(card_px.x1, area_px.y0, area_px.x1, area_px.y1)
        above = Box(area_px.x0, area_px.y0, area_px.x1, card_px.y0 + _OVER_CARD_PX)
        self.show_in(box, max(right, above, key=lambda area: self._scale_in(box, area, 32.0)))

    @staticmethod
    def _scale_in(box: Box, area_px: Box, margin_px: float) -> float:
        room_x = max(area_px.width - 2 * margin_px, 16.0)
        room_y = max(area_px.height - 2 * margin_px, 16.0)
        scale = min(room_x / max(box.width, 1e-6), room_y / max(box.height, 1e-6))
        return min(max(scale, MIN_PIXELS_PER_M), MAX_PIXELS_PER_M)
