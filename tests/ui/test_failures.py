"""The failures window: filled beside the window's thread, located on a click, with groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from designer.model.ids import path_from_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.ui.failures.dialog import FailuresDialog
    from designer.ui.window import MainWindow


@pytest.fixture
def dialog(supernode_window: MainWindow, qtbot: QtBot) -> FailuresDialog:
    supernode_window.actions_by_id["view.failures"].trigger()
    dialog = supernode_window.side.failures
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    return dialog


def cells(dialog: FailuresDialog, where: str) -> tuple[str, ...]:
    return next(row.cells for row in dialog.table.failures.rows if row.cells[1] == where)


def press(qtbot: QtBot, dialog: FailuresDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    qtbot.waitUntil(button.isEnabled, timeout=20_000)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def combo(dialog: FailuresDialog, name: str) -> QComboBox:
    return next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def test_that_every_kind_of_thing_fails_once_worst_first(dialog: FailuresDialog) -> None:
    rows = dialog.table.failures.rows
    assert len(rows) == 18
    assert rows[0].cells[:4] == ("rack", "bus-rack[0]", "4", "96")
    assert "98.21 %  scale-up" in cells(dialog, "bus-rack[0]/bus-device[0]")
    model = dialog.table.failures
    assert model.headerData(4, Qt.Orientation.Horizontal) == "Capacity left"
    tip = str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    assert "scale-out: 288 endpoints, 96 cut off" in tip


def test_that_a_click_shows_the_place_on_the_canvas(
    dialog: FailuresDialog, supernode_window: MainWindow
) -> None:
    rows = dialog.table.failures.rows
    row = next(ix for ix, r in enumerate(rows) if r.cells[1] == "bus-rack[0]/bus-device[0]/l2[0]")
    index = dialog.table.failures.index(row, 1)
    dialog.table.setCurrentIndex(index)
    dialog.table.clicked.emit(index)
    bridge = supernode_window.bridge
    assert bridge.scope == path_from_text("bus-rack[0]/bus-device[0]")
    assert bridge.selection.paths == (path_from_text("bus-rack[0]/bus-device[0]/l2[0]"),)


def test_that_one_fabric_can_be_looked_at_alone(dialog: FailuresDialog, qtbot: QtBot) -> None:
    choose(combo(dialog, "Fabric that counts"), "UB plane")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert cells(dialog, "bus-rack[0]/vpc-switch[0]")[4:] == ("100 %", "100 %", "100 %")
    assert dialog.table.failures.rows[0].cells[4] == "76.4 %"


def test_that_a_selection_becomes_a_group_that_fails_together(
    dialog: FailuresDialog, supernode_window: MainWindow, qtbot: QtBot
) -> None:
    bridge = supernode_window.bridge
    press_text = "Selection fails together"
    racks = tuple(path_from_text(f"compute-rack[{ix}]") for ix in range(2))
    bridge.select(racks)
    press(qtbot, dialog, press_text)
    assert "give the group a name" in dialog.problem
    name = next(e for e in dialog.findChildren(QLineEdit) if "risk group" in e.accessibleName())
    name.setText("Feed A")
    press(qtbot, dialog, press_text)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert bridge.snapshot.design.risk_groups[0].paths == ("compute-rack[0]", "compute-rack[1]")
    assert cells(dialog, "Feed A")[3] == "64"
    press(qtbot, dialog, "Forget")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert bridge.snapshot.design.risk_groups == ()
    assert not [r for r in dialog.table.failures.rows if r.cells[0] == "risk group"]


def test_that_random_failures_are_drawn_and_named_estimates(
    dialog: FailuresDialog, qtbot: QtBot
) -> None:
    samples = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Samples")
    samples.setValue(5)
    press(qtbot, dialog, "Draw")
    qtbot.waitUntil(lambda: "Capacity left" in dialog.random_text, timeout=20_000)
    assert "2 random switches at a time, 5 samples, seed 1 (estimates" in dialog.random_text
    assert len(dialog.table.failures.rows) == 18


def test_that_what_cannot_be_drawn_is_told_in_one_line(
    dialog: FailuresDialog, qtbot: QtBot
) -> None:
    choose(combo(dialog, "What fails at random"), "rack")
    failed = next(s for s in dialog.findChildren(QSpinBox) if "at a time" in s.accessibleName())
    failed.setValue(17)
    press(qtbot, dialog, "Draw")
    qtbot.waitUntil(lambda: bool(dialog.problem), timeout=20_000)
    assert "16 of kind rack" in dialog.problem


def test_that_work_can_be_stopped_and_taken_up_again(dialog: FailuresDialog, qtbot: QtBot) -> None:
    samples = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Samples")
    samples.setValue(10_000)
    press(qtbot, dialog, "Draw")
    press(qtbot, dialog, "Stop")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert dialog.random_text == ""
    press(qtbot, dialog, "Try again")
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert len(dialog.table.failures.rows) == 18


def test_that_an_edit_is_followed(
    dialog: FailuresDialog, supernode_window: MainWindow, qtbot: QtBot
) -> None:
    bridge = supernode_window.bridge
    bridge.select((path_from_text("bus-rack[3]"),))
    supernode_window.actions_by_id["edit.delete"].trigger()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert cells(dialog, "bus-rack[0]")[2] == "3"
