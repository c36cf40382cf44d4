"""Twelve tasks by keys alone, from an empty window to the files that are handed on.

Every key goes to whatever has the focus, as it does for a person without a pointer; nothing is
called and nothing is clicked. Questions about files are answered as a file dialog would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.errors.findings import FindingCode
from designer.model.block import BlockKind
from designer.storage.files import read_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from designer.model.design import Design
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers


class Keyboard:
    """Presses keys on what has the focus."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def __call__(self, *keys: str) -> None:
        """Press some keys or chords, such as ``Ctrl+N``."""
        for key in keys:
            QTest.keySequence(self._target(), QKeySequence(key))

    def type(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)

    def until(self, found: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(found()), timeout=20_000)

    def run(self, words: str) -> None:
        """Run a command by its name from the command palette."""
        self("Ctrl+Shift+P")
        self.type(words)
        self("Return")

    def to_panel(self, panel: QWidget) -> None:
        """Go from panel to panel until the focus is in the wanted one."""
        for _ in range(8):
            focused = QApplication.focusWidget()
            if focused is not None and (focused is panel or panel.isAncestorOf(focused)):
                return
            self("F6")
        pytest.fail(f"the key F6 never reaches {panel.accessibleName()}")

    def _target(self) -> QWidget:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        window = popup or modal or self._window
        focused: QWidget | None = window.focusWidget()
        return focused if focused is not None else window


@pytest.fixture
def window(empty_window: MainWindow) -> MainWindow:
    return empty_window


@pytest.fixture
def keys(window: MainWindow, qtbot: QtBot) -> Keyboard:
    return Keyboard(window, qtbot)


def design_of(window: MainWindow) -> Design:
    return window.bridge.snapshot.design


def codes(window: MainWindow) -> set[FindingCode]:
    return {f.code for f in window.bridge.snapshot.findings if not f.approved_reason}


def test_that_twelve_tasks_are_done_by_keys_alone(
    window: MainWindow, keys: Keyboard, answers: Answers, tmp_path: Path
) -> None:
    # 1. Start an empty design from the gallery.
    keys("Ctrl+N")
    assert window.side.gallery is not None
    keys.until(window.side.gallery.isVisible)
    keys("Return")
    assert design_of(window).root_block.instances == ()

    # 2. Place sixteen racks.
    keys("Ctrl+F")
    keys.type("EIA-310 rack 48U")
    keys("Return")
    assert len(window.bridge.selection.paths) == 1
    keys("Ctrl+Shift+N")
    keys.type("16")
    keys("Return")
    (racks,) = design_of(window).root_block.instances
    assert racks.count == 16

    # 3. Put nodes into the rack, inside its block.
    keys.to_panel(window.canvas)
    keys("Ctrl+A", "Ctrl+Return")
    assert window.bridge.scope_block.kind is BlockKind.RACK
    keys("Ctrl+F")
    keys.type("H100 chassis")
    keys("Return")
    keys("Ctrl+Shift+N")
    keys.type("4")
    keys("Return")
    assert window.bridge.scope_block.instances[-1].count == 4
    keys.to_panel(window.canvas)
    keys("Ctrl+Up")
    assert window.bridge.scope == ()

    # 4. Wire a rail-optimised leaf layer.
    before = {i.id for i in design_of(window).root_block.instances}
    keys("Ctrl+Shift+F")
    form = window.side.fabrics
    assert form is not None
    keys.type("Rail-optimised")
    keys("Return")
    assert not form.isVisible()
    new = [i for i in design_of(window).root_block.instances if i.id not in before]
    assert len(new) == 1
    keys.until(lambda: not window.bridge.snapshot.pending)
    assert window.bridge.snapshot.readouts.value("n_switches") > 0

    # 5. Find the bisection: on the canvas, and with its explanation.
    keys.run("bisection cut")
    assert window.actions_by_id["view.overlay-cut"].isChecked()
    keys.to_panel(window.panels.readouts)
    keys.type("Bisection")
    assert "Method" in window.panels.readouts.explanation
    assert window.panels.readouts.explanation.startswith("Bisection")

    # 6. Change a part: another rack for the sixteen.
    keys.to_panel(window.panels.outline)
    keys("Home")
    keys.to_panel(window.panels.inspector)
    rack_slug = design_of(window).block_by_id[racks.block].part  # type: ignore[index]
    for _ in range(12):
        if type(QApplication.focusWidget()).__name__ == "QComboBox":
            break
        keys("Tab")
    keys("Down")
    changed = design_of(window).block_by_id[racks.block].part  # type: ignore[index]
    assert changed != rack_slug

    # 7. Take it back and do it again.
    keys("Ctrl+Z")
    assert design_of(window).block_by_id[racks.block].part == rack_slug  # type: ignore[index]
    keys("Ctrl+Y")
    assert design_of(window).block_by_id[racks.block].part == changed  # type: ignore[index]

    # 8. Fix a finding: make the racks too full, then let the fix mend them.
    keys.to_panel(window.panels.outline)
    keys("Home", "+", "Down")
    assert window.bridge.selection.paths
    keys("Ctrl+Shift+N")
    keys.type("9")
    keys("Return")
    keys.until(lambda: FindingCode.RACK_SPACE_EXCEEDED in codes(window))
    for _ in range(len(window.panels.findings.model.rows)):
        keys("F8")
        finding = window.panels.findings._current()
        if finding is not None and finding.code is FindingCode.RACK_SPACE_EXCEEDED:
            break
    keys("Ctrl+.")
    dialog = window.side.fixing
    assert dialog is not None
    for _ in range(dialog.list.count()):
        keys.until(lambda: dialog.verdict)
        if dialog.verdict.startswith("The finding goes"):
            break
        keys("Down")
    keys("Return")
    assert FindingCode.RACK_SPACE_EXCEEDED not in codes(window)

    # 9. Accept a finding with a reason.
    answers.reply = "built next year"
    n_before = len(design_of(window).approvals)
    keys("F8", "Ctrl+Shift+.")
    assert len(design_of(window).approvals) == n_before + 1

    # 10. Set an assumption with its unit, and see which numbers it changed.
    keys.to_panel(window.canvas)
    while window.bridge.selection.scope:
        keys("Ctrl+Up")
    keys("Ctrl+Shift+A")
    keys.to_panel(window.panels.inspector)
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName().startswith("Power usage"):
            break
        keys("Tab")
    keys("Ctrl+A")
    keys.type("1.4")
    keys("Return")
    entry = window.bridge.workbench.ledger.entry(window.bridge.workbench.history.position)
    assert entry is not None
    assert entry.before.value("power_facility_w") != entry.after.value("power_facility_w")

    # 11. Save.
    answers.path = tmp_path / "hall.cluster.json"
    keys("Ctrl+S")
    assert read_design(answers.path).design == design_of(window)

    # 12. Export what is handed on.
    answers.folder = tmp_path / "out"
    answers.folder.mkdir()
    keys("Ctrl+E")
    keys.until(lambda: not window.exports.is_running)
    suffixes = {path.suffix for path in answers.folder.iterdir()}
    assert {".pdf", ".xlsx", ".csv", ".json", ".png", ".svg"} <= suffixes
    assert answers.problems == []


def test_that_the_panel_key_goes_round_both_ways(window: MainWindow, keys: Keyboard) -> None:
    window.canvas.setFocus()
    seen = []
    for _ in range(7):
        keys("F6")
        seen.append(QApplication.focusWidget())
    assert seen[-1] is window.canvas
    assert len(set(map(id, seen))) == 7
    keys("Shift+F6")
    assert QApplication.focusWidget() is seen[-2]


def test_that_enter_in_the_outline_goes_into_a_block(window: MainWindow, keys: Keyboard) -> None:
    window.documents.open_text("cloudmatrix-384")
    keys.to_panel(window.panels.outline)
    keys("Home", "Down", "Return")
    assert window.bridge.scope
