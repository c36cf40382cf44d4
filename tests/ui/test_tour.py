"""The tour: five steps over the window, by keys or by buttons, and skipped at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from designer.viewmodel.tour_steps import TOUR

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.ui.tour.overlay import TourOverlay
    from designer.ui.window import MainWindow


def started(window: MainWindow) -> TourOverlay:
    window.actions_by_id["help.tour"].trigger()
    tour = window.side.tour
    assert tour is not None
    return tour


def test_that_keys_lead_through_every_step_and_give_the_focus_back(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    empty_window.canvas.setFocus()
    tour = started(empty_window)
    titles = []
    for step in TOUR:
        titles.append(tour.title)
        assert tour.title == step.title
        QTest.keyClick(tour, Qt.Key.Key_Right)
    assert len(set(titles)) == 5
    qtbot.waitUntil(lambda: empty_window.side.tour is None)
    assert empty_window.focusWidget() is empty_window.canvas


def test_that_each_step_lights_the_part_that_it_names(empty_window: MainWindow) -> None:
    tour = started(empty_window)
    parts = (
        empty_window.panels.catalog,
        empty_window.canvas,
        empty_window.panels.readouts,
        empty_window.panels.findings,
        empty_window.toolbar,
    )
    for part in parts:
        hole = tour._hole()
        centre = part.mapTo(empty_window, part.rect().center())
        if part is empty_window.toolbar:
            assert part.geometry().contains(hole.center())
        else:
            assert hole.contains(centre), part.accessibleName()
        card = tour._card.geometry()
        assert tour.rect().contains(card)
        QTest.keyClick(tour, Qt.Key.Key_Space)


def test_that_buttons_do_the_same_and_back_goes_back(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    tour = started(empty_window)
    buttons = {b.text(): b for b in tour.findChildren(QPushButton)}
    assert not buttons["Back"].isEnabled()
    QTest.mouseClick(buttons["Next"], Qt.MouseButton.LeftButton)
    assert tour.step_ix == 1
    QTest.mouseClick(buttons["Back"], Qt.MouseButton.LeftButton)
    assert tour.step_ix == 0
    QTest.mouseClick(buttons["Skip"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty_window.side.tour is None)


def test_that_the_window_below_does_not_hear_clicks_and_the_tour_follows_its_size(
    supernode_window: MainWindow,
) -> None:
    before = supernode_window.bridge.selection
    tour = started(supernode_window)
    middle = supernode_window.canvas.mapTo(supernode_window, QPoint(200, 200))
    QTest.mouseClick(tour, Qt.MouseButton.LeftButton, pos=middle)
    assert supernode_window.bridge.selection == before
    supernode_window.resize(1000, 700)
    assert tour.size() == supernode_window.size()
