"""Recording a script: what is done between start and stop replays without a window to the byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from designer.app.main import main
from designer.commands.properties import RenameDesign
from designer.model.ids import path_from_text
from designer.ui.dialogs.prompts import SaveChoice
from designer.ui.panels.recording_sign import RecordingSign
from designer.ui.reopening import Reopening
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers, WindowOpener

LEFT = Qt.MouseButton.LeftButton


def is_recording(window: MainWindow) -> bool:
    is_on = window.recording.is_on
    assert window.actions_by_id["file.record-script"].isChecked() is is_on
    return is_on


def toggle(window: MainWindow) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_S, held)


def drag(window: MainWindow, path: str, by: QPoint) -> None:
    """Drag a copy with the left button, as a hand does: in steps."""
    canvas = window.canvas
    start = canvas.position_of(path)
    QTest.mousePress(canvas, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for part in range(1, 6):
        QTest.mouseMove(canvas, start + by * part / 5)
    QTest.mouseRelease(canvas, LEFT, Qt.KeyboardModifier.NoModifier, start + by)


def delete(window: MainWindow, path: str) -> None:
    at = window.canvas.position_of(path)
    QTest.mouseClick(window.canvas, LEFT, Qt.KeyboardModifier.NoModifier, at)
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)


def replayed_bytes(script: Path, to: Path) -> bytes:
    """Replay a script with the command line, in no window."""
    assert main(["run", str(script), "-o", str(to)]) == 0
    return to.read_bytes()


def saved_bytes(window: MainWindow, answers: Answers, to: Path) -> bytes:
    answers.path = to
    window.actions_by_id["file.save-as"].trigger()
    return to.read_bytes()


def test_that_recorded_gestures_replay_to_the_saved_file_to_the_byte(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = supernode_window
    drag(window, "compute-rack[0]", QPoint(0, 90))
    toggle(window)
    assert is_recording(window)
    drag(window, "compute-rack[3]", QPoint(0, 60))
    delete(window, "compute-rack[5]")
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    delete(window, "compute-rack[7]")
    saved = saved_bytes(window, answers, tmp_path / "saved.cluster.json")
    answers.path = tmp_path / "edits.json"
    toggle(window)
    assert not is_recording(window)
    script = json.loads(answers.path.read_text(encoding="utf-8"))
    ops = [step["op"] for step in script["steps"] if step["op"] != "seal"]
    assert len(ops) == 4
    assert ops[2] == "undo"
    assert replayed_bytes(answers.path, tmp_path / "replayed.cluster.json") == saved


def test_that_an_undo_of_what_was_done_before_takes_those_steps_along(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = empty_window
    for name in ("One", "Two"):
        assert window.bridge.apply(RenameDesign(name=name))
    toggle(window)
    window.bridge.undo()
    assert window.bridge.apply(RenameDesign(name="Three"))
    saved = saved_bytes(window, answers, tmp_path / "saved.cluster.json")
    answers.path = tmp_path / "edits.json"
    toggle(window)
    assert b'"One"' in answers.path.read_bytes()
    assert replayed_bytes(answers.path, tmp_path / "replayed.cluster.json") == saved


def test_that_a_redo_of_what_was_undone_before_takes_those_steps_along(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = empty_window
    assert window.bridge.apply(RenameDesign(name="One"))
    window.bridge.undo()
    toggle(window)
    window.bridge.redo()
    saved = saved_bytes(window, answers, tmp_path / "saved.cluster.json")
    answers.path = tmp_path / "edits.json"
    toggle(window)
    assert replayed_bytes(answers.path, tmp_path / "replayed.cluster.json") == saved


def test_that_the_status_bar_counts_and_its_sign_ends_the_recording(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = empty_window
    sign = window.findChild(RecordingSign)
    assert isinstance(sign, QPushButton)
    assert not sign.isVisible()
    toggle(window)
    assert sign.isVisible()
    assert window.bridge.apply(RenameDesign(name="One"))
    assert sign.text() == "Recording, 1 step"
    answers.path = tmp_path / "edits.json"
    QTest.mouseClick(sign, LEFT)
    assert not sign.isVisible()
    assert json.loads(answers.path.read_text(encoding="utf-8"))["steps"] == [
        {"op": "rename-design", "name": "One"}
    ]


def test_that_leaving_the_design_asks_for_the_recording_first(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = empty_window
    toggle(window)
    assert window.bridge.apply(RenameDesign(name="One"))
    answers.save = SaveChoice.CANCEL
    window.documents.open_text("gb200-nvl72")
    assert is_recording(window)
    assert window.documents.system_name == ""
    answers.save, answers.path = SaveChoice.SAVE, tmp_path / "edits.json"
    assert window.documents.may_leave()
    assert answers.path.exists()
    toggle(window)
    answers.save = SaveChoice.DISCARD
    window.documents.open_text("gb200-nvl72")
    assert not is_recording(window)
    assert window.documents.system_name == "gb200-nvl72"


def test_that_a_stop_that_is_called_off_records_on(
    empty_window: MainWindow, answers: Answers
) -> None:
    window = empty_window
    toggle(window)
    assert window.bridge.apply(RenameDesign(name="One"))
    answers.save, answers.path = SaveChoice.CANCEL, None
    toggle(window)
    assert is_recording(window)
    answers.save = SaveChoice.DISCARD
    toggle(window)
    assert not is_recording(window)


def test_that_recording_nothing_asks_for_nothing(
    empty_window: MainWindow, answers: Answers
) -> None:
    toggle(empty_window)
    asked = len(answers.asked)
    toggle(empty_window)
    assert not is_recording(empty_window)
    assert len(answers.asked) == asked


def test_that_a_recording_goes_on_across_a_change_of_language(
    open_window: WindowOpener, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    before = open_window(new_design())
    toggle(before)
    assert before.bridge.apply(RenameDesign(name="One"))
    assert is_recording(before)
    windows = Reopening(before)
    before.actions_by_id["view.language-zh_CN"].trigger()
    after = windows.window
    qtbot.addWidget(after)
    after.documents.prompts = answers
    assert after.recording.n_steps == 1
    assert after.actions_by_id["file.record-script"].isChecked()
    assert after.bridge.apply(RenameDesign(name="Two"))
    answers.path = tmp_path / "edits.json"
    after.recording.toggle()
    names = [s["name"] for s in json.loads(answers.path.read_bytes())["steps"] if "name" in s]
    assert names == ["One", "Two"]
    after.bridge.workbench.mark_saved()
    after.actions_by_id["view.language-en"].trigger()
    qtbot.addWidget(windows.window)


def test_that_a_shipped_system_is_named_and_any_other_start_is_brought_along(
    open_window: WindowOpener, answers: Answers, tmp_path: Path
) -> None:
    window = open_window(open_named_or_file("gb200-nvl72"))
    answers.path = tmp_path / "edits.json"
    for is_named in (True, False):
        toggle(window)
        assert window.bridge.apply(RenameDesign(name=f"Named {is_named}"))
        toggle(window)
        script = json.loads(answers.path.read_bytes())
        assert (script["start"] == "gb200-nvl72") is is_named
        assert ("start_design" in script) is not is_named
        assert len(script["steps"]) == 1


def test_that_a_scope_is_no_step(supernode_window: MainWindow) -> None:
    toggle(supernode_window)
    supernode_window.enter(path_from_text("bus-rack[0]"))
    assert supernode_window.recording.n_steps == 0
