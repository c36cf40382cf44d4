"""The history panel and scripts of a session, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.commands.copies import RemoveCopies
from designer.commands.properties import RenameDesign
from designer.storage.codec import encode_document
from designer.storage.files import read_design
from designer.storage.script import decode_script
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.replay import replayed, replayed_document

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers, WindowOpener

CHIP = "bus-rack[0]/bus-device[0]/l2[0]"


def edited(window: MainWindow) -> MainWindow:
    for command in (
        RenameDesign(name="One"), RemoveCopies(paths=(CHIP,)), RenameDesign(name="Two"),
    ):  # fmt: skip
        assert window.bridge.apply(command)
    return window


def steps(window: MainWindow) -> list[str]:
    model = window.panels.history.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def click(window: MainWindow, row: int) -> None:
    view = window.panels.history.view
    window.docks.bring("history")
    index = view.model().index(row, 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_every_step_is_listed_and_a_click_goes_there(supernode_window: MainWindow) -> None:
    window = edited(supernode_window)
    assert steps(window)[0] == "As opened"
    assert len(steps(window)) == 4
    click(window, 1)
    assert window.bridge.snapshot.design.name == "One"
    assert window.bridge.snapshot.readouts.value("n_switches.ub-l2") == 112
    assert window.panels.history.view.currentIndex().row() == 1
    click(window, 3)
    assert window.bridge.snapshot.design.name == "Two"
    assert window.bridge.snapshot.readouts.value("n_switches.ub-l2") == 111
    click(window, 0)
    assert window.bridge.snapshot.design.name == "CloudMatrix 384"
    assert not window.bridge.workbench.is_modified


def test_that_undone_steps_stay_listed_until_another_edit(supernode_window: MainWindow) -> None:
    window = edited(supernode_window)
    click(window, 1)
    assert len(steps(window)) == 4
    assert window.bridge.apply(RenameDesign(name="Three"))
    assert len(steps(window)) == 3


def test_that_replaying_the_script_gives_the_saved_file_to_the_byte(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window = edited(supernode_window)
    window.actions_by_id["edit.undo"].trigger()
    answers.path = tmp_path / "saved.cluster.json"
    window.actions_by_id["file.save-as"].trigger()
    saved = answers.path.read_bytes()
    answers.path = tmp_path / "session.json"
    window.actions_by_id["file.export-script"].trigger()
    script = decode_script(answers.path.read_bytes(), "session.json")
    library = shipped_library()
    document = replayed_document(script, replayed(script, library), library)
    assert encode_document(document) == saved


def test_that_a_script_of_a_file_begins_where_the_file_was_saved(
    open_window: WindowOpener, answers: Answers, tmp_path: Path, supernode_window: MainWindow
) -> None:
    answers.path = tmp_path / "mine.cluster.json"
    supernode_window.actions_by_id["file.save-as"].trigger()
    supernode_window.close()
    window = edited(open_window(open_named_or_file(str(answers.path))))
    window.actions_by_id["file.save"].trigger()
    assert window.bridge.apply(RenameDesign(name="After"))
    answers.path = tmp_path / "session.json"
    window.actions_by_id["file.export-script"].trigger()
    script = decode_script(answers.path.read_bytes(), "session.json")
    assert [step.op for step in script.steps if step.op != "seal"] == ["rename-design"]
    design = replayed(script, shipped_library())
    assert design == window.bridge.snapshot.design
    assert read_design(tmp_path / "mine.cluster.json").design.name == "Two"


def test_that_a_script_that_cannot_be_written_is_said(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "no-such-folder" / "session.json"
    supernode_window.actions_by_id["file.export-script"].trigger()
    assert "session.json cannot be written" in answers.problems[0]
