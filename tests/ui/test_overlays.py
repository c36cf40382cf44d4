"""Overlays and layers of the canvas, chosen as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from designer.model.ids import path_from_text
from designer.ui.canvas.overlay_colors import ramp_colors, side_colors, text_on
from designer.ui.theme.theme import DARK, LIGHT
from designer.viewmodel.data_overlay import N_STEPS, TITLES
from designer.viewmodel.overlay_kind import OverlayKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.theme.theme import Theme
    from designer.ui.window import MainWindow


def pixels(window: MainWindow) -> NDArray[np.uint32]:
    image = window.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), dtype=np.uint32)
    return data.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def count(window: MainWindow, color: str) -> int:
    return int(np.count_nonzero(pixels(window) == QColor(color).rgba()))


def choose(window: MainWindow, kind: OverlayKind) -> None:
    """Choose an overlay in the list on the canvas with the keyboard."""
    (chooser, _) = window.canvas.overlay_panel.findChildren(QComboBox)
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Home)
    for _ in range(list(TITLES).index(kind)):
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    # A closed list tells of a choice by keyboard as it does of one by mouse.
    assert chooser.currentData() == kind.value


def trigger(window: MainWindow, action_id: str) -> None:
    window.actions_by_id[action_id].trigger()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_the_cut_is_drawn_with_sides_cables_and_number(
    supernode_window: MainWindow, theme: str
) -> None:
    window = supernode_window
    trigger(window, f"view.theme-{theme}")
    look: Theme = DARK if theme == "dark" else LIGHT
    before = count(window, look.error)
    choose(window, OverlayKind.CUT)
    assert window.actions_by_id["view.overlay-cut"].isChecked()
    first, second, _ = side_colors(look)
    assert count(window, first) > 500
    assert count(window, second) > 500
    assert count(window, look.error) > before + 500
    assert "Bisection 75.26 TB/s, exact" in window.canvas.overlay_panel.facts
    assert "2,688 of 5,376 links L1 to L2" in window.canvas.overlay_panel.facts


def test_that_the_fabric_of_the_cut_is_chosen_beside_it(supernode_window: MainWindow) -> None:
    window = supernode_window
    choose(window, OverlayKind.CUT)
    (_, fabrics) = window.canvas.overlay_panel.findChildren(QComboBox)
    assert fabrics.isVisible()
    assert [fabrics.itemText(ix) for ix in range(fabrics.count())] == [
        "UB plane", "RDMA plane", "VPC plane",
    ]  # fmt: skip
    fabrics.setFocus()
    QTest.keyClick(fabrics, Qt.Key.Key_Down)
    assert "9.6 TB/s, estimate, on assumed wiring" in window.canvas.overlay_panel.facts


def test_that_the_legend_covers_nothing_after_a_fit(supernode_window: MainWindow) -> None:
    window = supernode_window
    for kind in (OverlayKind.CUT, OverlayKind.LOAD, OverlayKind.POWER):
        trigger(window, f"view.overlay-{kind.value}")
        trigger(window, "view.fit")
        card = window.canvas.overlay_panel.geometry()
        boxes = [
            window.canvas.view.path_box_px(path_from_text(f"compute-rack[{ix}]"))
            for ix in range(12)
        ]
        for box in boxes:
            assert box is not None
            assert box.x0 >= card.right() or box.y1 <= card.top()
        assert card.bottom() < window.canvas.height()


def test_that_links_are_coloured_by_load_at_every_level(supernode_window: MainWindow) -> None:
    window = supernode_window
    full = ramp_colors(LIGHT)[-1]
    assert count(window, full) == 0
    trigger(window, "view.overlay-load")
    assert count(window, full) > 300
    window.enter(path_from_text("compute-rack[0]/node[0]"))
    assert count(window, full) > 300
    trigger(window, "view.overlay-none")
    assert window.canvas.overlay_panel.facts == ""


def test_that_parts_are_coloured_by_port_use(supernode_window: MainWindow) -> None:
    window = supernode_window
    window.enter(path_from_text("bus-rack[0]"))
    trigger(window, "view.overlay-ports")
    assert count(window, ramp_colors(LIGHT)[3]) > 300


def test_that_an_overlay_follows_undo(supernode_window: MainWindow) -> None:
    window = supernode_window
    trigger(window, "view.overlay-power")
    facts = window.canvas.overlay_panel.facts
    window.bridge.select((path_from_text("compute-rack[3]"),))
    trigger(window, "edit.delete")
    assert window.canvas.overlay_panel.facts != facts
    trigger(window, "edit.undo")
    assert window.canvas.overlay_panel.facts == facts


def test_that_an_empty_design_has_overlays_that_say_so(empty_window: MainWindow) -> None:
    for kind in OverlayKind:
        trigger(empty_window, f"view.overlay-{kind.value}")
        assert not empty_window.canvas.grab().isNull()
    trigger(empty_window, "view.overlay-cut")
    assert empty_window.canvas.overlay_panel.facts == "No fabric has a bisection to show."


def test_that_labels_are_switched_off_and_on_by_key(supernode_window: MainWindow) -> None:
    window = supernode_window
    window.enter(path_from_text("compute-rack[0]/node[0]"))
    with_labels = pixels(window)
    QTest.keyClick(window.canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    without = pixels(window)
    assert np.count_nonzero(without != with_labels) > 1_000
    QTest.keyClick(window.canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(pixels(window), with_labels)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_that_the_ramp_grows_evenly_in_lightness_and_its_texts_can_be_read(theme: Theme) -> None:
    colors = ramp_colors(theme)
    assert len(colors) == N_STEPS
    grey = [_luminance(c) for c in colors]
    assert grey == sorted(grey, reverse=not theme.is_dark)
    for color in colors:
        light, dark = sorted((_luminance(color), _luminance(text_on(color))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    floor = _luminance(theme.canvas_floor)
    light, dark = sorted((_luminance(colors[-1]), floor), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def _luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    of = QColor(color)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)
        for c in (of.redF(), of.greenF(), of.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
