"""Unsaved work is kept beside the files, offered after a crash, and no file has two windows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from designer.commands.properties import RenameDesign
from designer.storage.autosave import AutosaveSlot, autosave_dir, left_behind
from designer.storage.file_lock import FileLock
from designer.ui.recovery.dialog import RecoveryDialog
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign
    from tests.ui.conftest import Answers

    Opener = Callable[[OpenedDesign], MainWindow]


def kept(window: MainWindow, qtbot: QtBot) -> None:
    window.autosaves.keep()
    qtbot.waitUntil(lambda: not window.autosaves.is_busy)


def crash(window: MainWindow) -> None:
    """End the slot of a window as the end of its process would."""
    window.autosaves._timer.stop()
    window.autosaves._slot._lock.release()
    window.autosaves._slot = AutosaveSlot()


def press(dialog: RecoveryDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_only_unsaved_work_is_kept_and_the_file_stays_as_it_was(
    supernode_window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window = supernode_window
    kept(window, qtbot)
    assert not window.autosaves.slot.path.exists()
    answers.path = tmp_path / "mine.cluster.json"
    window.documents.save_as()
    saved = answers.path.read_bytes()
    window.bridge.apply(RenameDesign(name="Other"))
    kept(window, qtbot)
    assert window.autosaves.slot.path.exists()
    assert left_behind() == ()
    assert answers.path.read_bytes() == saved
    window.documents.save()
    qtbot.waitUntil(lambda: not window.autosaves.is_busy)
    assert not window.autosaves.slot.path.exists()


def test_that_work_left_by_a_crash_is_offered_and_recovered_as_an_unsaved_design(
    supernode_window: MainWindow, open_window: Opener, qtbot: QtBot
) -> None:
    supernode_window.bridge.apply(RenameDesign(name="Nearly lost"))
    kept(supernode_window, qtbot)
    crash(supernode_window)
    window = open_window(open_named_or_file("gb200-nvl72"))
    window.side.show_recovery(is_asked=False)
    dialog = window.side.recovery
    assert dialog is not None
    assert dialog.texts[0].startswith("Nearly lost, kept ")
    assert dialog.texts[0].endswith("never saved")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    press(dialog, "Recover") if dialog.isVisible() else None
    assert window.bridge.snapshot.design.name == "Nearly lost"
    assert window.bridge.workbench.is_modified
    assert window.documents.path is None
    assert left_behind() == ()


def test_that_later_keeps_and_discard_puts_away(
    supernode_window: MainWindow, open_window: Opener, qtbot: QtBot
) -> None:
    supernode_window.bridge.apply(RenameDesign(name="Nearly lost"))
    kept(supernode_window, qtbot)
    crash(supernode_window)
    window = open_window(open_named_or_file("gb200-nvl72"))
    window.actions_by_id["file.recover"].trigger()
    dialog = window.side.recovery
    assert dialog is not None
    press(dialog, "Keep for later")
    (copy,) = left_behind()
    window.actions_by_id["file.recover"].trigger()
    dialog = window.side.recovery
    assert dialog is not None
    press(dialog, "Discard")
    assert not dialog.isVisible()
    assert left_behind() == ()
    assert (autosave_dir() / "discarded" / copy.path.name).exists()


def test_that_a_damaged_copy_is_told_and_stays(
    supernode_window: MainWindow, answers: Answers
) -> None:
    folder = autosave_dir()
    folder.mkdir(parents=True)
    (folder / "x.cluster.json").write_text("{", encoding="utf-8")
    (copy,) = left_behind()
    supernode_window.documents.open_recovered(copy)
    assert "cannot be recovered" in answers.problems[0]
    (again,) = left_behind()
    assert again.n_tries == 1
    assert "recovered before" in RecoveryDialog((again,), supernode_window).texts[0]


def test_that_a_window_that_is_closed_leaves_nothing(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(open_named_or_file("gb200-nvl72"))
    window.bridge.apply(RenameDesign(name="Not wanted"))
    kept(window, qtbot)
    window.close()
    assert left_behind() == ()
    assert list(autosave_dir().glob("*.cluster.json")) == []


def test_that_a_second_window_on_a_file_is_a_copy_until_the_first_lets_go(
    open_window: Opener, answers: Answers, tmp_path: Path
) -> None:
    first = open_window(open_named_or_file("gb200-nvl72"))
    answers.path = tmp_path / "mine.cluster.json"
    first.documents.save_as()
    second = open_window(open_named_or_file(str(answers.path)))
    assert second.documents.path is None
    assert second.bridge.workbench.is_modified
    assert "open in another window" in second.panels.status.currentMessage()
    assert not second.documents.save_as()
    assert "it is open in another window" in answers.problems[-1]
    first.close()
    assert second.documents.save_as()
    assert json.loads(answers.path.read_text(encoding="utf-8"))["revision"] == 2


def test_that_a_lock_can_be_taken_again_by_whoever_comes_next(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "a.lock"), FileLock(tmp_path / "a.lock")
    assert one.acquire()
    assert one.acquire()
    assert not other.acquire()
    one.release()
    assert other.acquire()
    other.release()
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert FileLock(blocked / "a.lock").acquire()
