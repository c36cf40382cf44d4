"""Whatever the window can do is in a menu, has a key, is found by name and can be heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QMenu, QToolBar

from designer.ui.action_table import ACTIONS
from designer.ui.canvas.empty_state import what_to_do

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from designer.ui.window import MainWindow

KEYLESS = (
    "file.export-",
    "file.recover",
    "view.overlay-",
    "view.theme-",
    "view.language-",
    "help.",
)
"""Choices of one among many, and what is done once in a while."""


def in_menus(window: MainWindow) -> dict[str, QAction]:
    found: dict[str, QAction] = {}
    pending = list(window.menuBar().actions())
    while pending:
        action = pending.pop()
        menu = action.menu()
        if isinstance(menu, QMenu):
            pending += menu.actions()
        elif action.objectName():
            found[action.objectName()] = action
    return found


def test_that_every_action_is_in_a_menu(supernode_window: MainWindow) -> None:
    assert sorted(spec.id for spec in ACTIONS) == sorted(in_menus(supernode_window))


def test_that_every_action_has_text_tip_and_a_key_or_is_a_choice_of_many() -> None:
    for spec in ACTIONS:
        assert spec.text.replace("&", ""), spec.id
        assert spec.tip, spec.id
        assert spec.keys or spec.id.startswith(KEYLESS), f"{spec.id} has no key"


def test_that_every_action_is_in_the_palette_with_a_name_to_be_heard(
    supernode_window: MainWindow,
) -> None:
    supernode_window.actions_by_id["help.commands"].trigger()
    palette = supernode_window.side.commands
    assert palette is not None
    view = palette.findChild(QListView)
    assert isinstance(view, QListView)
    model = view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    names = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    told = [str(row.data(Qt.ItemDataRole.AccessibleDescriptionRole)) for row in rows]
    assert len(rows) == len(ACTIONS) - 1
    assert all(names)
    assert all(told)


def test_that_every_button_of_the_toolbar_has_a_name_to_be_heard(
    supernode_window: MainWindow,
) -> None:
    bar = supernode_window.findChild(QToolBar, "toolbar")
    assert isinstance(bar, QToolBar)
    buttons = [bar.widgetForAction(a) for a in bar.actions() if a.objectName()]
    assert len(buttons) > 10
    assert all(button.accessibleName() for button in buttons)


def test_that_every_menu_has_a_name_to_be_heard(supernode_window: MainWindow) -> None:
    menus: list[QMenu] = []
    pending = list(supernode_window.menuBar().actions())
    while pending:
        menu = pending.pop().menu()
        if isinstance(menu, QMenu):
            menus.append(menu)
            pending += menu.actions()
    assert len(menus) > 8
    assert [m.title() for m in menus if not (m.accessibleName() or m.title())] == []


def test_that_the_keys_an_empty_canvas_names_are_those_of_the_actions(
    empty_window: MainWindow,
) -> None:
    _, how = what_to_do()
    actions = empty_window.actions_by_id
    assert actions["insert.from-catalog"].shortcut().toString() == "Ctrl+F"
    assert actions["file.new"].shortcut().toString() == "Ctrl+N"
    assert set(re.findall(r"Ctrl\+[\w+]+", how)) == {"Ctrl+F", "Ctrl+N"}
