"""The colours of a theme as a Qt palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from designer.catalog.part import FabricRole
    from designer.ui.theme.theme import Theme

_ROLE = QPalette.ColorRole


def palette_of(theme: Theme) -> QPalette:
    """Return the palette of a theme; disabled text is the muted colour."""
    palette = QPalette()
    colours = {
        _ROLE.Window: theme.window,
        _ROLE.WindowText: theme.text,
        _ROLE.Base: theme.surface,
        _ROLE.AlternateBase: theme.surface_raised,
        _ROLE.Text: theme.text,
        _ROLE.Button: theme.surface_raised,
        _ROLE.ButtonText: theme.text,
        _ROLE.BrightText: theme.error,
        _ROLE.ToolTipBase: theme.surface_raised,
        _ROLE.ToolTipText: theme.text,
        _ROLE.PlaceholderText: theme.text_muted,
        _ROLE.Highlight: theme.selection,
        _ROLE.HighlightedText: theme.accent_text,
        _ROLE.Link: theme.accent,
        _ROLE.LinkVisited: theme.accent,
        _ROLE.Light: theme.surface_raised,
        _ROLE.Midlight: theme.border,
        _ROLE.Mid: theme.border,
        _ROLE.Dark: theme.border,
        _ROLE.Shadow: theme.window,
        _ROLE.Accent: theme.accent,
    }
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(mixed(theme, 0.45)))
    return palette


def fabric_colour(theme: Theme, role: FabricRole) -> str:
    """Return the colour that links of a fabric role are drawn in."""
    colours = {
        "scale-up": theme.fabric_scale_up,
        "scale-out": theme.fabric_scale_out,
        "frontend": theme.fabric_frontend,
    }
    return colours.get(role.value, theme.fabric_other)


def mixed(theme: Theme, share: float) -> str:
    """Return a grey between the surface (0) and the text (1) of a theme."""
    return blend(theme.surface, theme.text, share)


def blend(first: str, second: str, share: float) -> str:
    """Return the colour that lies ``share`` of the way from one colour to another."""
    a, b = QColor(first), QColor(second)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    ).name()
