"""Themes: every pair of colours that is used can be told apart, and the system is followed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from designer.ui.canvas.overlay_colors import ramp_colors, side_colors, text_on
from designer.ui.theme.look import theme_named
from designer.ui.theme.palette import blend, palette_of
from designer.ui.theme.theme import CONTRAST, DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from designer.ui.theme.theme import Theme
    from designer.ui.window import MainWindow

TEXT_MIN = 4.5
GRAPHIC_MIN = 3.0
GROUNDS = ("window", "surface", "surface_raised")
PARTS = ("accelerator", "host", "switch", "nic", "other")
FABRICS = ("scale_up", "scale_out", "frontend", "other")
DRAWN_ON = ("block_fill", "canvas_floor")

TEXT_PAIRS = (
    *((text, ground) for text in ("text", "text_muted") for ground in GROUNDS),
    *((kind, ground) for kind in ("error", "warning", "info", "good") for ground in GROUNDS),
    *(("text_muted", ground) for ground in DRAWN_ON),
    ("accent_text", "accent"),
    ("accent_text", "selection"),
    *(("block_text", ground) for ground in ("block_header", "block_fill", "surface")),
    *(("part_text", f"part_{part}") for part in PARTS),
)
GRAPHIC_PAIRS = (
    *((f"part_{part}", ground) for part in PARTS for ground in DRAWN_ON),
    *((f"fabric_{fabric}", ground) for fabric in FABRICS for ground in DRAWN_ON),
    *((colour, ground) for colour in ("selection", "block_border", "error") for ground in DRAWN_ON),
    ("removed", "block_fill"),
    *((colour, ground) for colour in ("accent", "control") for ground in ("surface", "window")),
)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_texts_stand_out_from_their_ground(theme: Theme) -> None:
    low = {
        pair: round(contrast(getattr(theme, pair[0]), getattr(theme, pair[1])), 2)
        for pair in TEXT_PAIRS
    }
    assert {pair: ratio for pair, ratio in low.items() if ratio < TEXT_MIN} == {}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_drawings_and_controls_stand_out_from_their_ground(theme: Theme) -> None:
    low = {
        pair: round(contrast(getattr(theme, pair[0]), getattr(theme, pair[1])), 2)
        for pair in GRAPHIC_PAIRS
    }
    assert {pair: ratio for pair, ratio in low.items() if ratio < GRAPHIC_MIN} == {}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_selected_rows_and_hovered_ones_keep_their_text_readable(theme: Theme) -> None:
    for share in (0.18, 0.28):
        assert contrast(theme.text, blend(theme.surface, theme.accent, share)) >= TEXT_MIN
    for share in (0.06, 0.12):
        assert contrast(theme.text, blend(theme.surface, theme.text, share)) >= TEXT_MIN


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_texts_on_the_ramp_are_readable_and_sides_can_be_seen(theme: Theme) -> None:
    for colour in ramp_colors(theme):
        assert contrast(text_on(colour), colour) >= TEXT_MIN
    for colour in side_colors(theme):
        assert contrast(colour, theme.canvas_floor) >= GRAPHIC_MIN


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_the_ramp_grows_away_from_the_ground(theme: Theme) -> None:
    ratios = [contrast(colour, theme.canvas_floor) for colour in ramp_colors(theme)]
    assert ratios == sorted(ratios)
    # The last step, which means full, cannot be mistaken for the one before.
    assert ratios[-1] > 1.2 * ratios[-2]


# Brettel, Vienot and Mollon in the one-plane form of Vienot 1999, on linear RGB.
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))


def as_seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [sum(m * v for m, v in zip(row, linear, strict=True)) for row in matrix]
    back = [
        12.92 * max(v, 0) if v <= 0.0031308 else 1.055 * min(v, 1.0) ** (1 / 2.4) - 0.055
        for v in seen
    ]
    return back[0], back[1], back[2]


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_that_steps_and_sides_differ_to_colour_blind_eyes(
    theme: Theme, matrix: tuple[tuple[float, ...], ...]
) -> None:
    groups = (ramp_colors(theme), side_colors(theme)[:2])
    for colours in groups:
        for one, other in combinations(colours, 2):
            seen, beside = as_seen(one, matrix), as_seen(other, matrix)
            distance = sum((a - b) ** 2 for a, b in zip(seen, beside, strict=True)) ** 0.5
            assert distance > 0.1, (one, other)


@pytest.mark.usefixtures("qapp")
def test_that_the_palette_has_no_colour_of_another_theme() -> None:
    for theme in THEMES.values():
        palette = palette_of(theme)
        assert palette.window().color() == QColor(theme.window)
        assert palette.windowText().color() == QColor(theme.text)


def test_that_every_theme_can_be_chosen_and_repaints_the_window(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    for name, theme in THEMES.items():
        window.actions_by_id[f"view.theme-{name}"].trigger()
        assert window.appearance.look.theme is theme
        floor = window.canvas.grab().toImage().pixelColor(3, 3)
        assert floor.name() in {theme.canvas_floor, theme.canvas_grid}
        assert window.actions_by_id[f"view.theme-{name}"].isChecked()


class Hints:
    """What the platform tells."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - as Qt calls it
        return self._scheme

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - as Qt calls it
        return self._contrast


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("scheme", "preference", "expected"),
    [
        (Qt.ColorScheme.Unknown, "NoPreference", LIGHT),
        (Qt.ColorScheme.Light, "NoPreference", LIGHT),
        (Qt.ColorScheme.Dark, "NoPreference", DARK),
        (Qt.ColorScheme.Dark, "HighContrast", CONTRAST),
    ],
)
def test_that_the_theme_of_the_system_is_followed(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, preference: str, expected: Theme
) -> None:
    hints = Hints(scheme, Qt.ContrastPreference[preference])
    monkeypatch.setattr("designer.ui.theme.look.QGuiApplication.styleHints", lambda: hints)
    assert theme_named("system") is expected
    assert theme_named("dark") is DARK
