"""The minimap: there when needed, and dragging it moves the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.model.ids import path_from_text

if TYPE_CHECKING:
    from designer.ui.window import MainWindow


def centre_of(window: MainWindow, path: str) -> QPoint:
    return window.canvas.position_of(path_from_text(path))


def zoomed(window: MainWindow) -> MainWindow:
    window.showMaximized()
    window.resize(1600, 1000)
    window.canvas.zoom_to_fit()
    for _ in range(4):
        window.canvas.zoom_in()
    return window


def test_that_it_is_hidden_while_everything_is_seen(supernode_window: MainWindow) -> None:
    window = zoomed(supernode_window)
    minimap = window.canvas.minimap
    assert minimap.isVisible()
    window.canvas.zoom_to_fit()
    assert not minimap.isVisible()


def test_that_a_click_brings_that_place_into_the_middle(supernode_window: MainWindow) -> None:
    window = zoomed(supernode_window)
    minimap = window.canvas.minimap
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(4, minimap.height() // 2))
    left, _ = window.canvas.centre_m()
    right_edge = QPoint(minimap.width() - 4, minimap.height() // 2)
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=right_edge)
    right, _ = window.canvas.centre_m()
    content = window.canvas.view.content_box_m()
    assert right - left > 0.5 * content.width


def test_that_dragging_its_frame_drags_the_canvas(supernode_window: MainWindow) -> None:
    window = zoomed(supernode_window)
    minimap, canvas = window.canvas.minimap, window.canvas
    before = canvas.centre_m()
    middle = QPoint(minimap.width() // 2, minimap.height() // 2)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=middle)
    grabbed = canvas.centre_m()
    # Nothing jumps when the frame is grabbed.
    assert grabbed == pytest.approx(before, abs=0.11)
    QTest.mouseMove(minimap, middle + QPoint(12, 0))
    QTest.mouseMove(minimap, middle + QPoint(20, 0))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 0))
    x, y = canvas.centre_m()
    scale = min(
        (minimap.width() - 12) / canvas.view.content_box_m().width,
        (minimap.height() - 12) / canvas.view.content_box_m().height,
    )
    assert x - grabbed[0] == pytest.approx(20 / scale, abs=0.2)
    assert y == pytest.approx(grabbed[1], abs=0.2)


def test_that_arrow_keys_move_a_tenth_of_what_is_seen(supernode_window: MainWindow) -> None:
    window = zoomed(supernode_window)
    before, _ = window.canvas.centre_m()
    QTest.keyClick(window.canvas.minimap, Qt.Key.Key_Right)
    after, _ = window.canvas.centre_m()
    seen_m = window.canvas.width() / window.canvas.pixels_per_m
    assert after - before == pytest.approx(0.1 * seen_m, abs=0.15)


def test_that_it_can_be_switched_off(supernode_window: MainWindow) -> None:
    window = zoomed(supernode_window)
    window.actions_by_id["view.minimap"].trigger()
    assert not window.canvas.minimap.isVisible()
    window.actions_by_id["view.minimap"].trigger()
    assert window.canvas.minimap.isVisible()
