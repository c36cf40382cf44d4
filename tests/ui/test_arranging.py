"""Selecting and arranging through the menus of the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.model.ids import path_from_text

if TYPE_CHECKING:
    from designer.ui.window import MainWindow

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def placements(window: MainWindow) -> list[tuple[float, float]]:
    instances = window.bridge.scope_block.instances
    return [(i.placement.x_m, i.placement.y_m) for i in instances]


def n_selected(window: MainWindow) -> int:
    return len(window.bridge.selection.paths)


def test_that_the_select_menu_inverts_narrows_and_finds_the_same_type(
    supernode_window: MainWindow,
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.select((path_from_text("bus-rack[0]"),))
    window.actions_by_id["select.same"].trigger()
    assert n_selected(window) == 4
    window.actions_by_id["select.invert"].trigger()
    assert n_selected(window) == 12
    assert bridge.selection.bundle_keys
    window.actions_by_id["select.links"].trigger()
    assert n_selected(window) == 0
    window.actions_by_id["edit.select-none"].trigger()
    assert not window.actions_by_id["select.same"].isEnabled()
    window.actions_by_id["select.racks"].trigger()
    assert n_selected(window) == 16


def test_that_racks_are_aligned_by_key_in_one_undo_step(supernode_window: MainWindow) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    assert not window.actions_by_id["arrange.left"].isEnabled()
    before = placements(window)
    window.actions_by_id["edit.select-all"].trigger()
    n_steps = bridge.workbench.history.position
    QTest.keyClick(window.canvas, Qt.Key.Key_L, ALT_SHIFT)
    assert len({x for x, _ in placements(window)}) == 1
    assert bridge.workbench.history.position == n_steps + 1
    bridge.undo()
    assert placements(window) == before


def test_that_the_array_dialog_previews_and_makes_the_array(empty_window: MainWindow) -> None:
    window, bridge = empty_window, empty_window.bridge
    window.actions_by_id["insert.rack"].trigger()
    window.actions_by_id["arrange.array"].trigger()
    dialog = window.arranging.array
    assert dialog is not None
    assert len(window.canvas.overlay.ghosts) == 1
    dialog.rows.setValue(3)
    assert len(window.canvas.overlay.ghosts) == 5
    assert bridge.scope_block.instances[0].count == 1
    dialog.accept()
    assert bridge.scope_block.instances[0].count == 6
    assert bridge.scope_block.instances[0].placement.n_columns == 2
    assert window.canvas.overlay.ghosts == []
    bridge.undo()
    window.actions_by_id["edit.select-all"].trigger()
    window.actions_by_id["arrange.array"].trigger()
    assert window.arranging.array is not None
    window.arranging.array.reject()
    assert window.canvas.overlay.ghosts == []
    assert bridge.scope_block.instances[0].count == 1
