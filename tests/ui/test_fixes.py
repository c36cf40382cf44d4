"""Findings are mended: a fix is looked at with all it changes, made as one step, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from designer.commands.wiring import EditBundle
from designer.errors.findings import FindingCode
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.ui.fixing.dialog import FixDialog
    from designer.ui.window import MainWindow


def row_of(window: MainWindow, code: FindingCode) -> int:
    return next(
        ix for ix, r in enumerate(window.panels.findings.model.rows) if r.finding.code is code
    )


def press(parent: object, text: str) -> None:
    button = next(b for b in parent.findChildren(QPushButton) if b.text() == text)  # type: ignore[attr-defined]
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def broken_window(supernode_window: MainWindow) -> MainWindow:
    bridge = supernode_window.bridge
    block = bridge.snapshot.design.root_block
    bundle = next(b for b in block.link_bundles if b.optic is not None)
    assert bridge.apply(EditBundle(block=block.id, bundle=evolve(bundle, cable=None)))
    return supernode_window


def opened(window: MainWindow) -> FixDialog:
    table = window.panels.findings.table
    row = row_of(window, FindingCode.MEDIUM_MISMATCH)
    index = window.panels.findings.model.index(row, 1)
    table.scrollTo(index)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
    )
    press(window.panels.findings, "Fix…")
    dialog = window.side.fixing
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_that_a_fix_shows_what_it_changes_and_is_made_as_one_step(
    broken_window: MainWindow, qtbot: QtBot
) -> None:
    window, history = broken_window, broken_window.bridge.workbench.history
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.verdict.startswith("The finding goes away"))
    changed = {row.label: row for row in dialog.changes.changes.rows}
    assert changed["Cables"].delta.startswith("+")
    assert changed["Capex"].after != changed["Capex"].before
    assert "Goes: link bundle" in dialog.findings_text
    assert history.position == 1
    press(dialog, "Make this change")
    assert history.position == 2
    codes = {f.code for f in window.bridge.snapshot.findings}
    assert FindingCode.MEDIUM_MISMATCH not in codes
    window.bridge.undo()
    row_of(window, FindingCode.MEDIUM_MISMATCH)


def test_that_a_fix_that_is_left_changes_nothing(broken_window: MainWindow, qtbot: QtBot) -> None:
    before = broken_window.bridge.snapshot
    dialog = opened(broken_window)
    qtbot.waitUntil(lambda: bool(dialog.changes.changes.rows))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert broken_window.bridge.snapshot is before
    row_of(broken_window, FindingCode.MEDIUM_MISMATCH)
    assert broken_window.panels.readouts._status.text() != "Preview, not committed yet"


def test_that_keys_alone_find_mend_and_approve(broken_window: MainWindow, qtbot: QtBot) -> None:
    window = broken_window
    window.canvas.setFocus()
    window.actions_by_id["edit.next-finding"].trigger()
    assert window.panels.findings._current() is window.panels.findings.model.rows[0].finding
    window.actions_by_id["edit.previous-finding"].trigger()
    window.actions_by_id["edit.next-finding"].trigger()
    window.actions_by_id["edit.fix"].trigger()
    dialog = window.side.fixing
    assert dialog is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: dialog.verdict.startswith("The finding goes"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.bridge.workbench.history.position == 2


def test_that_a_finding_that_no_edit_mends_says_what_to_do(
    supernode_window: MainWindow, qtbot: QtBot
) -> None:
    window = supernode_window
    row = row_of(window, FindingCode.ASSUMED_WIRING)
    window.panels.findings.table.setCurrentIndex(window.panels.findings.model.index(row, 0))
    with qtbot.waitSignal(window.bridge.hint) as said:
        window.actions_by_id["edit.fix"].trigger()
    assert "There is no quick fix" in said.args[0]
    assert window.side.fixing is None
