"""The command palette: found by letters, run by Enter, greyed where nothing can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.commands.properties import RenameDesign
from designer.ui.dialogs.command_rows import KEYS_ROLE, MENU_ROLE

if TYPE_CHECKING:
    from designer.ui.dialogs.command_palette import CommandPalette
    from designer.ui.window import MainWindow


def opened(window: MainWindow) -> CommandPalette:
    window.actions_by_id["help.commands"].trigger()
    assert window.side.commands is not None
    return window.side.commands


def current(palette: CommandPalette) -> str:
    return str(palette._view.currentIndex().data())


def test_that_every_action_is_listed_with_its_keys(empty_window: MainWindow) -> None:
    palette = opened(empty_window)
    assert len(palette.shown) == len(empty_window.actions_by_id.all()) - 1
    rows = range(palette._found.rowCount())
    index = next(palette._found.index(r, 0) for r in rows if palette.shown[r] == "Compare Designs")
    assert (index.data(MENU_ROLE), index.data(KEYS_ROLE)) == ("View", "Ctrl+Shift+C")


def test_that_menus_are_words_to_search_by_and_nothing_found_is_said(
    empty_window: MainWindow,
) -> None:
    palette = opened(empty_window)
    QTest.keyClicks(palette.field, "arrange left")
    assert list(palette.shown) == ["Align Left", "Distribute Horizontally"]
    QTest.keyClicks(palette.field, " nonsense")
    assert list(palette.shown) == []
    assert "nonsense" in palette._nothing.text()
    assert palette._nothing.isVisible()
    assert not palette._view.isVisible()


def test_that_letters_and_enter_run_a_command(supernode_window: MainWindow) -> None:
    palette = opened(supernode_window)
    QTest.keyClicks(palette.field, "theme-DARK")
    assert palette.shown == ("Dark",)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert supernode_window.actions_by_id["view.theme-dark"].isChecked()


def test_that_the_arrow_keys_pass_over_what_cannot_be_done(supernode_window: MainWindow) -> None:
    assert supernode_window.bridge.apply(RenameDesign(name="Other"))
    palette = opened(supernode_window)
    QTest.keyClicks(palette.field, "do edit.")
    names = list(palette.shown)
    undo = names.index("Undo Rename design to Other")
    # There is nothing to redo.
    assert names[undo + 1 : undo + 3] == ["Redo", "Paste"]
    for _ in range(len(names)):
        if current(palette).startswith("Undo"):
            break
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert current(palette).startswith("Paste")
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert supernode_window.bridge.snapshot.design.name == "CloudMatrix 384"


def test_that_a_search_without_a_match_runs_nothing(supernode_window: MainWindow) -> None:
    palette = opened(supernode_window)
    QTest.keyClicks(palette.field, "no such thing")
    assert palette.shown == ()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
