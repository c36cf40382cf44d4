"""Colours of the data overlays, the same to colour-blind eyes, and how they enter the scene.

The ramp is viridis, which grows evenly in lightness; it runs from the ground to its opposite, so
that what is full stands out in both themes. The sides of a cut are blue and orange of Okabe and
Ito, with a hatch and a letter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor

from designer.ui.canvas.colors import CableMark, CanvasColors, GlyphMark, mixed
from designer.ui.language.text import shown
from designer.viewmodel.overlay_kind import OverlayKind

if TYPE_CHECKING:
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.data_overlay import DataOverlay

_ON_LIGHT: Final = ("#8fd744", "#35b779", "#21918c", "#31688e", "#443983", "#440154")
_ON_DARK: Final = ("#443983", "#31688e", "#21918c", "#35b779", "#8fd744", "#fde725")
_SIDES_LIGHT: Final = ("#0072b2", "#d55e00", "#5b6474")
_SIDES_DARK: Final = ("#56b4e9", "#e69f00", "#9aa4b2")
_FADE: Final = 0.62
_STRONG_PX: Final = 2


def ramp_colors(theme: Theme) -> tuple[str, ...]:
    """Return the colours of the steps, from empty to full."""
    return _ON_DARK if theme.is_dark else _ON_LIGHT


def side_colors(theme: Theme) -> tuple[str, ...]:
    """Return the colours of side A, side B and of copies that are on both."""
    return _SIDES_DARK if theme.is_dark else _SIDES_LIGHT


def step_color(theme: Theme, overlay: DataOverlay, step: int) -> str:
    """Return the colour of a step of an overlay."""
    colors = ramp_colors(theme) if overlay.is_ramp else side_colors(theme)
    return colors[min(step, len(colors) - 1)]


def text_on(color: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    fill = QColor(color)
    parts = (fill.redF(), fill.greenF(), fill.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def overlaid(colors: CanvasColors, theme: Theme, overlay: DataOverlay) -> CanvasColors:
    """Return the colours of the scene under an overlay: what it marks stands out, others fade."""
    if overlay.kind is OverlayKind.NONE:
        return colors
    bundles = {}
    for key, mark in overlay.bundles.items():
        color = step_color(theme, overlay, mark.step) if overlay.is_ramp else theme.error
        extra = _STRONG_PX if mark.is_strong else 1
        bundles[key] = CableMark(QColor(color).rgba(), extra, shown(mark.text))
    glyphs = {}
    for place, part in overlay.parts.items():
        color = step_color(theme, overlay, part.step)
        glyphs[place] = GlyphMark(
            QColor(color).rgba(), QColor(text_on(color)).rgba(), shown(part.text)
        )
    return replace(
        colors,
        parts=_faded(colors.parts, theme.block_fill),
        rims=_faded(colors.rims, theme.block_fill),
        glyphs=_faded(colors.glyphs, theme.block_fill),
        fabrics=_faded(colors.fabrics, theme.canvas_floor),
        part_text=colors.text,
        bundle_marks=bundles,
        glyph_marks=glyphs,
    )


def _faded(colors: dict[str, int], toward: str) -> dict[str, int]:
    return {
        key: mixed(QColor.fromRgba(color).name(), toward, _FADE) for key, color in colors.items()
    }
