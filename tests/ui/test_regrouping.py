"""Grouping, splitting, merging and replacing through the menus of the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from designer.commands.copies import RemoveCopies
from designer.model.ids import BlockId, path_from_text, text_from_path

if TYPE_CHECKING:
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers

CTRL = Qt.KeyboardModifier.ControlModifier


def ids(window: MainWindow) -> list[str]:
    return [i.id for i in window.bridge.scope_block.instances]


def selected(window: MainWindow) -> list[str]:
    return [text_from_path(path) for path in window.bridge.selection.paths]


def test_that_a_group_is_made_by_key_and_taken_apart_again(supernode_window: MainWindow) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    before = bridge.snapshot.readouts.value("n_links.scale-up")
    root = bridge.snapshot.design.root_block
    window.actions_by_id["edit.select-all"].trigger()
    n_steps = bridge.workbench.history.position
    QTest.keyClick(window.canvas, Qt.Key.Key_G, CTRL)
    assert ids(window) == ["group"]
    assert selected(window) == ["group[0]"]
    assert bridge.workbench.history.position == n_steps + 1
    assert bridge.snapshot.readouts.value("n_links.scale-up") == before
    window.actions_by_id["block.ungroup"].trigger()
    assert bridge.snapshot.design.root_block == root


def test_that_one_rack_of_twelve_becomes_unique_and_is_edited_alone(
    supernode_window: MainWindow,
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.enter(path_from_text("compute-rack[0]"))
    bridge.select((path_from_text("compute-rack[0]/node[2]"),))
    window.actions_by_id["block.unique"].trigger()
    counts = [i.count for i in bridge.scope_block.instances]
    assert counts == [2, 1, 1]
    own = bridge.scope_block.instances[1]
    assert own.block != bridge.scope_block.instances[0].block
    assert selected(window) == [f"compute-rack[0]/{own.id}[0]"]
    assert bridge.snapshot.readouts.value("n_accelerators") == 384
    window.actions_by_id["view.enter"].trigger()
    window.actions_by_id["edit.undo"].trigger()
    assert [i.count for i in bridge.scope_block.instances] == [4]


def test_that_a_count_is_split_as_typed_and_merged_again(
    supernode_window: MainWindow, answers: Answers
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.select((path_from_text("bus-rack[0]"),))
    answers.reply = "2 + 2"
    window.actions_by_id["block.split"].trigger()
    assert answers.asked[-1].endswith("2 + 2")
    assert [i.count for i in bridge.scope_block.instances] == [12, 2, 2]
    window.actions_by_id["block.merge"].trigger()
    assert [i.count for i in bridge.scope_block.instances] == [12, 4]


@pytest.mark.parametrize("reply", ["many", "3 + 3", "1 + 2 + 1", "99999999999999999999", "-1"])
def test_that_a_split_that_means_nothing_is_refused_in_one_line(
    supernode_window: MainWindow, answers: Answers, reply: str
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    refusals: list[str] = []
    bridge.refused.connect(refusals.append)
    bridge.select((path_from_text("bus-rack[0]"),))
    answers.reply = reply
    before = bridge.snapshot
    window.actions_by_id["block.split"].trigger()
    assert len(refusals) == 1
    assert "\n" not in refusals[0]
    assert bridge.snapshot is before


def test_that_a_part_is_replaced_everywhere_with_the_count_told_before(
    supernode_window: MainWindow,
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.select((path_from_text("compute-rack[3]"),))
    window.actions_by_id["block.replace-part"].trigger()
    dialog = window.regrouping.replace
    assert dialog is not None
    assert "12" in dialog.note
    assert dialog.command is None
    dialog.search.setText("48u")
    shown = [r for r in range(dialog.parts.count()) if not dialog.parts.item(r).isHidden()]
    assert 0 < len(shown) < dialog.parts.count()
    dialog.choose("eia-48u")
    dialog.everywhere.setChecked(True)
    assert dialog.note == "12 copies are replaced"
    dialog.accept()
    assert bridge.snapshot.design.block_by_id[BlockId("compute-rack")].part == "eia-48u"
    assert "cm384-compute" not in bridge.snapshot.design.part_by_slug


def test_that_parts_that_do_not_fit_are_offered_greyed_with_the_reason(
    supernode_window: MainWindow,
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.enter(path_from_text("compute-rack[3]/node[1]"))
    bridge.select((path_from_text("compute-rack[3]/node[1]/npu[0]"),))
    window.actions_by_id["block.replace-part"].trigger()
    dialog = window.regrouping.replace
    assert dialog is not None
    greyed = [
        dialog.parts.item(row).text()
        for row in range(dialog.parts.count())
        if not dialog.parts.item(row).flags() & Qt.ItemFlag.ItemIsEnabled
    ]
    assert any("has no ports" in text for text in greyed)


def test_that_a_copy_that_differs_has_a_badge_and_is_reset(supernode_window: MainWindow) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    hints: list[str] = []
    bridge.hint.connect(hints.append)
    box = window.canvas.view.path_box_px(path_from_text("compute-rack[3]"))
    assert box is not None
    corner = QRect(round(box.x1) - 14, round(box.y0) - 4, 18, 14)
    before = window.canvas.grab(corner).toImage()
    bridge.apply(RemoveCopies(paths=("compute-rack[3]/node[1]/npu[0]",)))
    assert window.canvas.grab(corner).toImage() != before
    QTest.mouseMove(window.canvas, QPoint(2, 2))
    QTest.mouseMove(window.canvas, window.canvas.position_of("compute-rack[3]"))
    assert "differences inside: 1," in hints[-1]
    bridge.select((path_from_text("compute-rack[3]"),))
    window.actions_by_id["edit.restore"].trigger()
    bridge.select()
    assert bridge.snapshot.readouts.value("n_accelerators") == 384
    assert bridge.snapshot.design.root_block.exceptions == ()
