"""Fonts: the bundled family, the Chinese fallback and the type scale."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from pathlib import Path

FAMILY: Final = "Inter"
FALLBACK_FAMILY: Final = "Noto Sans CJK SC"

BODY_PX: Final = 13
SMALL_PX: Final = 12
TITLE_PX: Final = 15

_log = logging.getLogger(__name__)


def register_fonts(resources: Path) -> tuple[str, ...]:
    """Make the bundled fonts known to Qt and return the families in order of preference."""
    families: list[str] = []
    for path in sorted((resources / "fonts").glob("*.otf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            _log.warning("font %s cannot be read", path.name)
            continue
        families += QFontDatabase.applicationFontFamilies(number)
    preferred = [f for f in (FAMILY, FALLBACK_FAMILY) if f in families]
    return tuple(preferred)


def ui_font(families: tuple[str, ...]) -> QFont:
    """Return the font of the whole window."""
    font = QFont()
    if families:
        font.setFamilies(list(families))
    font.setPixelSize(BODY_PX)
    return font


def number_font(base: QFont) -> QFont:
    """Return the same font with figures of equal width, for columns of numbers."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def emphasised(base: QFont, *, size_px: int = 0) -> QFont:
    """Return a semi-bold font, of another size if wanted."""
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    if size_px:
        font.setPixelSize(size_px)
    return font
