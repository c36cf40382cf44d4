"""The window in another language: chosen in a menu, with the work as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.commands.properties import RenameDesign
from designer.errors.tree import CommandError
from designer.model.ids import path_from_text
from designer.storage.files import write_design
from designer.storage.first_choices import kept_language
from designer.ui.language.language import LanguageSwitch
from designer.ui.language.text import shown, told, tr
from designer.ui.reopening import Reopening
from designer.wording.wording import worded
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers, WindowOpener


@pytest.fixture(autouse=True)
def in_english_again(language: LanguageSwitch) -> Iterator[LanguageSwitch]:
    yield language
    language.choose("en")


def menu_titles(window: MainWindow) -> list[str]:
    return [action.text().replace("&", "") for action in window.menuBar().actions()]


def test_that_choosing_chinese_in_the_menu_keeps_design_history_and_place(
    open_window: WindowOpener, qtbot: QtBot
) -> None:
    before = open_window(open_named_or_file("cloudmatrix-384"))
    assert menu_titles(before) == ["File", "Edit", "View", "Insert", "Help"]
    before.bridge.apply(RenameDesign(name="Mein Netz"))
    path = path_from_text("compute-rack[3]")
    before.enter(path)
    windows = Reopening(before)
    before.actions_by_id["view.language-zh_CN"].trigger()
    after = windows.window
    qtbot.addWidget(after, before_close_func=lambda w: w.bridge.workbench.mark_saved())
    qtbot.waitUntil(lambda: not after.bridge.snapshot.pending)
    assert after is not before
    assert menu_titles(after) == ["文件(F)", "编辑(E)", "视图(V)", "插入(I)", "帮助(H)"]
    assert after.bridge.scope == path
    assert after.documents.system_name == "cloudmatrix-384"
    assert after.isWindowModified()
    assert after.actions_by_id["view.language-zh_CN"].isChecked()
    after.actions_by_id["edit.undo"].trigger()
    assert after.bridge.snapshot.design.name == "CloudMatrix 384"
    assert after.actions_by_id["edit.redo"].isEnabled()
    windows.window.actions_by_id["view.language-en"].trigger()
    english = windows.window
    qtbot.addWidget(english)
    assert menu_titles(english) == menu_titles(before)


def test_that_a_script_goes_on_across_a_change_of_language(
    open_window: WindowOpener, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "mine.cluster.json"
    write_design(file, open_named_or_file("cloudmatrix-384").document)
    before = open_window(open_named_or_file(str(file)))
    before.bridge.apply(RenameDesign(name="Saved"))
    assert before.documents.save()
    windows = Reopening(before)
    before.actions_by_id["view.language-zh_CN"].trigger()
    after = windows.window
    qtbot.addWidget(after)
    after.documents.prompts = answers
    after.bridge.apply(RenameDesign(name="Later"))
    answers.path = tmp_path / "mine.script.json"
    after.actions_by_id["file.export-script"].trigger()
    script = json.loads(answers.path.read_text(encoding="utf-8"))
    # The file holds the first name already, so the script must not repeat it.
    assert script["start"] == str(file)
    assert [step.get("name") for step in script["steps"]] == ["Later"]
    after.bridge.workbench.mark_saved()
    after.actions_by_id["view.language-en"].trigger()
    qtbot.addWidget(windows.window)


def test_that_values_in_a_text_are_put_into_its_translation(
    in_english_again: LanguageSwitch,
) -> None:
    error = CommandError(worded("{n:,} copies selected", n=1234))
    nested = worded("Not possible: {reason}", reason=worded("Nothing selected"))
    assert (told(error), shown(nested)) == (
        "1,234 copies selected",
        "Not possible: Nothing selected",
    )
    in_english_again.choose("zh_CN")
    assert told(error) == "已选择 1,234 个副本"
    assert shown(nested) == "无法执行：未选择任何内容"
    assert tr("Saved {name}", name="Rack") == "已保存 Rack"
    assert (told(ValueError("plain")), told(ValueError())) == ("plain", "")


def test_that_a_name_that_a_user_gave_is_never_translated(
    in_english_again: LanguageSwitch,
) -> None:
    in_english_again.choose("zh_CN")
    assert shown("Rack") == "Rack"
    assert tr("Rack") == "机柜"


def test_that_the_language_is_remembered_and_a_damaged_choice_is_the_system(
    qapp: QApplication, tmp_path: Path
) -> None:
    kept: list[str] = []
    switch = LanguageSwitch(qapp, tmp_path, "en", kept.append)
    switch.choose("system")
    assert kept == ["system"]
    switch.choose("en")
    (tmp_path / "settings.json").write_text('{"language": "zh_CN"}', encoding="utf-8")
    assert kept_language(tmp_path) == "zh_CN"
    (tmp_path / "settings.json").write_text('{"language": "tlh"}', encoding="utf-8")
    assert kept_language(tmp_path) == "system"
