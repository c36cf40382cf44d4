"""Every widget that can be reached, and every action, has a name that can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from designer.commands.properties import RenameDesign
from designer.storage.autosave import UnsavedCopy
from designer.ui.recovery.dialog import RecoveryDialog

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.window import MainWindow

READ_ALOUD = (QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QTabBar)


def is_inside_another(widget: QWidget) -> bool:
    """Whether a widget is a piece that its owner speaks for."""
    owner = widget.parentWidget()
    if owner is None:
        return False
    is_piece = isinstance(owner, QComboBox | QLineEdit) or owner.metaObject().className() in {
        "QComboBoxPrivateContainer",
        "QAbstractSpinBox",
        "QSpinBox",
        "QToolBar",
    }
    is_made_by_qt = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
    kinds = {"QTableCornerButton", "QComboBoxListView", "QTabWidget"}
    return is_piece or is_made_by_qt or widget.metaObject().className() in kinds


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        can_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        is_read = isinstance(widget, READ_ALOUD) or (can_focus and not isinstance(widget, QDialog))
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if is_read and not widget.accessibleName() and not text and not is_inside_another(widget):
            owner = widget.parentWidget()
            at = owner.metaObject().className() if owner is not None else ""
            found.append(f"{widget.metaObject().className()} {widget.objectName()} in {at}")
    return found


def test_that_every_widget_of_the_window_has_a_name(supernode_window: MainWindow) -> None:
    supernode_window.docks.name_tabs()
    assert nameless(supernode_window) == []


@pytest.mark.parametrize(
    "action", ["file.new", "view.compare", "insert.fabric", "help.commands", "help.tour"]
)
def test_that_every_widget_of_a_window_beside_has_a_name(
    supernode_window: MainWindow, action: str
) -> None:
    supernode_window.actions_by_id[action].trigger()
    side = supernode_window.side
    opened = (side.gallery, side.comparison, side.fabrics, side.commands, side.tour)
    shown = [dialog for dialog in opened if dialog is not None]
    assert shown
    for dialog in shown:
        assert dialog.accessibleName()
        assert nameless(dialog) == []
        dialog.close()


def test_that_every_widget_of_the_windows_of_this_release_has_a_name(
    supernode_window: MainWindow, tmp_path: Path
) -> None:
    from designer.ui.fixing.dialog import FixDialog
    from designer.ui.verification.dialog import VerifyDialog
    from designer.workbench.fixing.fix import Fix

    window = supernode_window
    finding = window.bridge.snapshot.findings[0]
    look = window.appearance.look
    fix = Fix("Rename", RenameDesign(name="Other"))
    dialogs = (
        FixDialog(window.bridge, finding, (fix,), look, parent=window),
        VerifyDialog(window.bridge, window.documents, look, window),
        RecoveryDialog((UnsavedCopy(tmp_path, "a", "", 0.0),), window),
    )
    for dialog in dialogs:
        assert dialog.accessibleName()
        assert nameless(dialog) == []
    dialogs[0].reject()
    dialogs[1].shut_down()


def test_that_every_action_has_words_a_tip_and_no_key_of_another(
    supernode_window: MainWindow,
) -> None:
    actions = supernode_window.actions_by_id.all()
    assert [a.objectName() for a in actions if not (a.text() and a.statusTip())] == []
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_that_every_entry_of_every_menu_has_a_tip(supernode_window: MainWindow) -> None:
    without = [
        entry.text()
        for menu in supernode_window.menuBar().findChildren(QMenu)
        for entry in menu.actions()
        if entry.text() and not entry.isSeparator() and entry.menu() is None
        if not entry.statusTip()
    ]
    assert without == []
