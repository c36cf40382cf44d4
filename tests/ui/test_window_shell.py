"""The window as a whole: menus, title, files, themes, names for everything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTreeWidget,
    QWidget,
)

from designer.commands.properties import RenameDesign
from designer.commands.structure import AddPart
from designer.model.ids import BlockId, path_from_text
from designer.ui.dialogs.prompts import SaveChoice
from designer.ui.slots import keys_of
from designer.ui.theme.theme import DARK, LIGHT
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign
    from tests.ui.conftest import Answers


def _menu_actions(window: MainWindow) -> list[QAction]:
    found: list[QAction] = []
    pending = list(window.menuBar().actions())
    while pending:
        action = pending.pop()
        if action.menu() is not None:
            menu = action.menu()
            assert isinstance(menu, QMenu)
            pending += menu.actions()
        elif not action.isSeparator():
            found.append(action)
    return found


def test_that_every_menu_entry_has_text_and_a_status_tip(supernode_window: MainWindow) -> None:
    entries = _menu_actions(supernode_window)
    assert len(entries) > 35
    assert [e.text() for e in entries if not e.statusTip()] == []
    assert all(e.text() for e in entries)


def test_that_every_action_can_be_reached_through_a_menu(supernode_window: MainWindow) -> None:
    in_menus = {entry.objectName() for entry in _menu_actions(supernode_window)}
    missing = {a.objectName() for a in supernode_window.actions_by_id.all()} - in_menus
    assert missing == set()


def test_that_no_two_actions_share_a_key(supernode_window: MainWindow) -> None:
    keys = [key.toString() for a in supernode_window.actions_by_id.all() for key in a.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_that_every_control_has_an_accessible_name(supernode_window: MainWindow) -> None:
    supernode_window.settle()
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QComboBox, QPlainTextEdit)
    unnamed = [
        f"{type(w).__name__} {w.objectName()} in {type(w.parent()).__name__}"
        for w in supernode_window.findChildren(QWidget)
        if isinstance(w, kinds)
        and not w.objectName().startswith("qt_")
        and not w.accessibleName()
        and type(w).__module__.startswith(("designer", "PySide6"))
        and (owner := w.parentWidget()) is not None
        and not owner.objectName().startswith("qt_")
        and not isinstance(owner, (QComboBox, QLineEdit))
        and owner.metaObject().className() != "QComboBoxPrivateContainer"
        and type(w).__name__ not in {"QHeaderView", "QTableCornerButton", "QComboBoxListView"}
    ]
    assert unnamed == []


def test_that_the_title_wears_a_star_until_the_design_is_saved(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    assert empty_window.windowTitle() == "Untitled[*] - Supernode Designer"
    assert not empty_window.isWindowModified()
    empty_window.bridge.apply(RenameDesign(name="Hall 7"))
    assert empty_window.windowTitle().startswith("Hall 7")
    assert empty_window.isWindowModified()
    answers.path = tmp_path / "hall.cluster.json"
    assert empty_window.documents.save()
    assert not empty_window.isWindowModified()
    assert empty_window.windowTitle() == "Hall 7 (hall.cluster.json)[*] - Supernode Designer"


def test_that_undo_and_redo_are_named_after_the_edit(empty_window: MainWindow) -> None:
    undo, redo = (empty_window.actions_by_id[f"edit.{n}"] for n in ("undo", "redo"))
    assert not undo.isEnabled()
    command = RenameDesign(name="Hall 7")
    empty_window.bridge.apply(command)
    assert undo.text() == f"&Undo {command.label}"
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.text() == f"&Redo {command.label}"
    redo.trigger()
    assert empty_window.bridge.snapshot.design.name == "Hall 7"


@pytest.mark.parametrize(
    ("choice", "is_closed"),
    [(SaveChoice.CANCEL, False), (SaveChoice.DISCARD, True), (SaveChoice.SAVE, True)],
)
def test_that_closing_with_changes_asks_first(
    empty_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    choice: SaveChoice,
    *,
    is_closed: bool,
) -> None:
    empty_window.bridge.apply(RenameDesign(name="Hall 7"))
    answers.save, answers.path = choice, tmp_path / "hall.cluster.json"
    assert empty_window.close() is is_closed
    assert answers.asked[0] == "Hall 7"
    assert answers.path.exists() is (choice is SaveChoice.SAVE)
    answers.save = SaveChoice.DISCARD


def test_that_a_save_without_a_file_name_keeps_the_window_open(
    empty_window: MainWindow, answers: Answers
) -> None:
    empty_window.bridge.apply(RenameDesign(name="Hall 7"))
    answers.save, answers.path = SaveChoice.SAVE, None
    assert not empty_window.close()
    answers.save = SaveChoice.DISCARD


def test_that_a_saved_design_reopens_to_the_same_readouts(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    bridge = supernode_window.bridge
    bridge.enter(path_from_text("bus-rack[0]/bus-device[0]"))
    bridge.select((path_from_text("bus-rack[0]/bus-device[0]/l2[1]"),))
    supernode_window.actions_by_id["edit.delete"].trigger()
    qtbot.waitUntil(lambda: not bridge.snapshot.pending)
    saved = {r.id: (r.value, r.low, r.high) for r in bridge.snapshot.readouts.rows}
    assert saved["n_switches.ub-l2"][0] == 111
    answers.path = tmp_path / "edited.cluster.json"
    assert supernode_window.documents.save_as()
    supernode_window.documents.new()
    assert bridge.snapshot.readouts.value("n_accelerators") == 0
    supernode_window.documents.open()
    qtbot.waitUntil(lambda: not bridge.snapshot.pending)
    again = {r.id: (r.value, r.low, r.high) for r in bridge.snapshot.readouts.rows}
    assert again == saved
    assert answers.problems == []


def test_that_a_damaged_file_is_reported_with_its_line_and_changes_nothing(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "damaged.cluster.json"
    answers.path.write_text('{"format":\n  oops}')
    supernode_window.documents.open()
    assert len(answers.problems) == 1
    assert "damaged.cluster.json:2" in answers.problems[0]
    assert supernode_window.bridge.snapshot.design.name == "CloudMatrix 384"


def test_that_a_file_that_cannot_be_written_is_reported_and_stays_unsaved(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    empty_window.bridge.apply(RenameDesign(name="Hall 7"))
    answers.path = tmp_path / "no-such-folder" / "hall.cluster.json"
    assert not empty_window.documents.save()
    assert len(answers.problems) == 1
    assert empty_window.isWindowModified()


def test_that_dropping_a_design_file_opens_it(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "hall.cluster.json"
    empty_window.bridge.apply(RenameDesign(name="Hall 7"))
    answers.path = path
    empty_window.documents.save()
    empty_window.documents.new()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, none)
    empty_window.dragEnterEvent(enter)
    assert enter.isAccepted()
    empty_window.dropEvent(QDropEvent(QPointF(5, 5), actions, data, buttons, none))
    assert empty_window.bridge.snapshot.design.name == "Hall 7"


def test_that_recent_files_are_offered(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "hall.cluster.json"
    empty_window.documents.save()
    empty_window._menus.fill_recent()
    texts = [a.text() for a in empty_window._menus._recent.actions()]
    assert texts == ["hall.cluster.json"]


def test_that_all_formats_are_exported_into_a_folder(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.folder = tmp_path
    supernode_window.actions_by_id["file.export-all"].trigger()
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert answers.problems == []
    suffixes = {path.suffix for path in tmp_path.iterdir() if path.is_file()}
    assert {".pdf", ".xlsx", ".csv", ".json", ".png", ".svg"} <= suffixes
    pdf = next(tmp_path.glob("*.pdf")).read_bytes()
    assert pdf.startswith(b"%PDF")


def test_that_one_format_is_exported_to_the_file_asked_for(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "numbers"
    supernode_window.actions_by_id["file.export-json"].trigger()
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert '"n_accelerators"' in (tmp_path / "numbers.json").read_text()


def test_that_a_failed_export_says_why(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "missing" / "numbers.json"
    supernode_window.actions_by_id["file.export-json"].trigger()
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert "The export failed" in answers.problems[0]


def test_that_the_theme_changes_palette_and_canvas_at_once(supernode_window: MainWindow) -> None:
    supernode_window.actions_by_id["view.theme-dark"].trigger()
    assert supernode_window.palette().window().color().name() == DARK.window
    assert supernode_window.actions_by_id["view.theme-dark"].isChecked()
    picture = supernode_window.canvas.grab().toImage()
    assert _has_colour(picture, DARK.canvas_floor)
    supernode_window.actions_by_id["view.theme-light"].trigger()
    assert supernode_window.palette().window().color().name() == LIGHT.window


def _has_colour(picture: QImage, colour: str) -> bool:
    return any(
        picture.pixelColor(x, y).name() == colour
        for x in range(1, picture.width(), 37)
        for y in range(1, picture.height(), 37)
    )


def test_that_markup_in_names_is_shown_as_it_is(
    open_window: Callable[[OpenedDesign], MainWindow],
) -> None:
    window = open_window(new_design())
    bridge = window.bridge
    name = "<img src=x>"
    bridge.apply(RenameDesign(name=name))
    bridge.apply(AddPart(block=BlockId(bridge.scope_block.id), part="ascend-910c", name=name))
    bridge.select((path_from_text(bridge.scope_block.instances[0].id + "[0]"),))
    labels = [w for w in window.findChildren(QLabel) if "<img" in w.text()]
    assert labels
    assert all(w.textFormat() is Qt.TextFormat.PlainText for w in labels)
    index = window.panels.outline.tree.model().index(0, 0)
    assert "<img" not in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_that_chinese_names_have_glyphs(empty_window: MainWindow) -> None:
    from PySide6.QtGui import QFontInfo, QRawFont

    font = empty_window.font()
    families = font.families()
    assert QFontInfo(font).family() == families[0] == "Inter"
    fallback = QRawFont.fromFont(type(font)(families[1]))
    assert fallback.supportsCharacter(ord("超"))
    assert fallback.supportsCharacter(ord("节"))


def test_that_void_calls_keep_the_references_to_none(empty_window: MainWindow) -> None:
    if sys.version_info >= (3, 12):
        pytest.skip("None is immortal from Python 3.12")
    label = QLabel(empty_window)
    before = sys.getrefcount(None)
    for _ in range(100):
        label.setText("a")
        label.update()
        label.setObjectName("b")
    assert abs(sys.getrefcount(None) - before) <= 20


def test_that_delete_everywhere_empties_every_copy_of_a_block(
    supernode_window: MainWindow,
) -> None:
    bridge = supernode_window.bridge
    bridge.enter(path_from_text("compute-rack[3]/node[1]"))
    bridge.select((path_from_text("compute-rack[3]/node[1]/cpu[0]"),))
    supernode_window.actions_by_id["edit.delete-everywhere"].trigger()
    assert bridge.snapshot.readouts.value("n_hosts") == 0


def test_that_removed_copies_can_be_restored(supernode_window: MainWindow) -> None:
    bridge = supernode_window.bridge
    restore = supernode_window.actions_by_id["edit.restore"]
    assert not restore.isEnabled()
    bridge.select((path_from_text("compute-rack[3]"),))
    supernode_window.actions_by_id["edit.delete"].trigger()
    assert bridge.snapshot.readouts.value("n_accelerators") == 352
    assert restore.isEnabled()
    bridge.select()
    restore.trigger()
    assert bridge.snapshot.readouts.value("n_accelerators") == 384


def test_that_duplicating_selects_the_new_copies(supernode_window: MainWindow) -> None:
    bridge = supernode_window.bridge
    bridge.select((path_from_text("bus-rack[0]"),))
    supernode_window.actions_by_id["edit.duplicate"].trigger()
    assert bridge.snapshot.readouts.value("n_racks") == 20
    chosen = {path[-1].instance_id for path in bridge.selection.paths}
    assert chosen
    assert "bus-rack" not in chosen


def test_that_empty_blocks_are_inserted_and_entered(empty_window: MainWindow) -> None:
    bridge = empty_window.bridge
    for action_id in ("insert.rack", "insert.node", "insert.group"):
        empty_window.actions_by_id[action_id].trigger()
    kinds = [b.kind.value for b in bridge.snapshot.design.blocks]
    assert {"rack", "node", "group"} <= set(kinds)
    empty_window.actions_by_id["view.enter"].trigger()
    assert len(bridge.scope) == 1
    empty_window.actions_by_id["view.leave"].trigger()
    assert not bridge.scope


def test_that_select_all_takes_everything_in_the_block(supernode_window: MainWindow) -> None:
    bridge = supernode_window.bridge
    supernode_window.actions_by_id["edit.select-all"].trigger()
    assert len(bridge.selection.paths) == 16
    assert len(bridge.selection.bundle_keys) == 4
    assert "16 copies selected" in supernode_window.panels.status.selection_text
    supernode_window.actions_by_id["edit.select-none"].trigger()
    assert bridge.selection.is_empty


def test_that_rename_puts_the_cursor_into_the_inspector(supernode_window: MainWindow) -> None:
    supernode_window.bridge.select((path_from_text("bus-rack[0]"),))
    supernode_window.actions_by_id["edit.rename"].trigger()
    assert supernode_window.panels.inspector.editor("instance.name").hasFocus()
    supernode_window.actions_by_id["edit.count"].trigger()
    assert supernode_window.panels.inspector.editor("instance.count").hasFocus()


def test_that_help_explains_quantities_keys_and_version(supernode_window: MainWindow) -> None:
    pages = supernode_window.help_pages

    (titles,) = pages.quantities_dialog().findChildren(QListWidget)
    assert titles.count() >= 5
    (tree,) = pages.shortcuts_dialog(keys_of(supernode_window)).findChildren(QTreeWidget)
    model = tree.model()
    rows = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert "Ctrl+S" in rows
    texts = [w.text() for w in pages.about_dialog().findChildren(QLabel)]
    assert any("Version" in text for text in texts)
