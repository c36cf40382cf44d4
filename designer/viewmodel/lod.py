"""Level of detail: what a thing is drawn as, by its projected size alone.

The viewport and the number of things in it have no say, so that panning never changes how
anything looks, and nothing that exists ever vanishes.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

TILE_PITCH_PX: Final = 2.5
GLYPH_PX: Final = 7.0
STAMP_PX: Final = 200.0
GAPS_PITCH_PX: Final = 9.0
STAMP_PITCH_PX: Final = 5.0
FRAME_PX: Final = 12.0
LABEL_WIDTH_PX: Final = 18.0
LABEL_HEIGHT_PX: Final = 11.0
CABLE_PITCH_PX: Final = 7.0
CABLE_CELL_PX: Final = 36.0


class Detail(Enum):
    """How the copies of an array are drawn."""

    TILE = auto()
    """One rectangle for the whole array."""
    GAPS = auto()
    """One rectangle with the gaps between the copies drawn over it."""
    GLYPH = auto()
    """One plain rectangle per copy."""
    STAMP = auto()
    """One cached picture per copy."""
    EXPAND = auto()
    """The cell with its contents."""


def detail_of(width_px: float, height_px: float, pitch_px: float, *, is_part: bool) -> Detail:
    """Return how to draw the copies of an array.

    Parameters
    ----------
    width_px, height_px
        Projected size of one copy. [px]
    pitch_px
        Smallest projected distance of neighbours; infinite for a single copy. [px]
    is_part
        Whether the copies are parts, which have no contents.

    Returns
    -------
    Detail
        The level; it depends on the scale only.
    """
    size_px = max(width_px, height_px)
    if pitch_px < TILE_PITCH_PX:
        return Detail.TILE
    if is_part or size_px < GLYPH_PX:
        return Detail.GAPS if pitch_px < GAPS_PITCH_PX else Detail.GLYPH
    if pitch_px < STAMP_PITCH_PX:
        return Detail.GAPS
    return Detail.STAMP if size_px < STAMP_PX else Detail.EXPAND
