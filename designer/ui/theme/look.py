"""The look handed to every widget: colours, icons and fonts of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication

from designer.ui.theme.fonts import number_font, ui_font
from designer.ui.theme.icons import Icons
from designer.ui.theme.theme import CONTRAST, DARK, LIGHT, THEMES, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QStyleHints

SYSTEM = "system"


@dataclass(frozen=True)
class Look:
    """Everything a widget needs to draw itself."""

    theme: Theme
    icons: Icons
    font: QFont
    number_font: QFont

    def colour(self, kind: str) -> str:
        """Return the colour of ``good``, ``info``, ``warning``, ``error`` or plain text."""
        colours = {
            "good": self.theme.good,
            "info": self.theme.info,
            "warning": self.theme.warning,
            "error": self.theme.error,
            "accent": self.theme.accent,
        }
        return colours.get(kind, self.theme.text_muted)


def make_look(theme: Theme, resources: Path, families: tuple[str, ...]) -> Look:
    """Return the look of a theme."""
    font = ui_font(families)
    return Look(theme, Icons(resources / "icons", theme), font, number_font(font))


def theme_named(name: str | None) -> Theme:
    """Return a theme by name; for ``system`` that of the platform, light where it is unknown."""
    if name in THEMES:
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    if wants_contrast(hints):
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def wants_contrast(hints: QStyleHints) -> bool:
    """Return whether the platform asks for high contrast; Qt tells it from 6.10 on."""
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    return accessibility is not None and bool(
        accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
    )
