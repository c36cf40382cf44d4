"""Links by pattern: the dialog counts, draws and makes what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest

from designer.commands.structure import AddPart
from designer.errors.tree import CommandError
from designer.model.ids import path_from_text
from designer.viewmodel.pair_text import pair_rows

if TYPE_CHECKING:
    from designer.ui.editing.connect_dialog import ConnectDialog
    from designer.ui.window import MainWindow


def opened(window: MainWindow) -> ConnectDialog:
    bridge = window.bridge
    block = bridge.scope_block.id
    bridge.apply(AddPart(block=block, part="gb200-gpu", n_copies=6, x_m=1.0))
    bridge.apply(AddPart(block=block, part="nvswitch5", n_copies=4, x_m=1.0, y_m=5.0))
    assert not window.actions_by_id["insert.links"].isEnabled()
    bridge.select((path_from_text("gb200-gpu[1]"), path_from_text("nvswitch5[2]")))
    window.actions_by_id["insert.links"].trigger()
    assert window.connecting.dialog is not None
    return window.connecting.dialog


def n_lines(window: MainWindow) -> int:
    return len(window.canvas.overlay.links)


def can_connect(dialog: ConnectDialog) -> bool:
    return dialog.can_connect


def choose(dialog: ConnectDialog, pattern: str) -> None:
    texts = [dialog.patterns.item(row).text() for row in range(dialog.patterns.count())]
    dialog.patterns.setCurrentRow(next(n for n, t in enumerate(texts) if t.startswith(pattern)))


def test_that_a_pattern_is_counted_and_drawn_before_it_is_made(empty_window: MainWindow) -> None:
    dialog = opened(empty_window)
    assert n_lines(empty_window) == 6 * 4
    choose(dialog, "stripe")
    assert n_lines(empty_window) == 6
    QTest.mouseMove(empty_window.canvas, QPoint(5, 5))
    empty_window.canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    assert n_lines(empty_window) == 6
    assert dialog.note.startswith("108 links")
    n_steps = empty_window.bridge.workbench.history.position
    dialog.accept()
    bridge = empty_window.bridge
    assert bridge.snapshot.readouts.value("n_links.scale-up") == 108
    assert bridge.workbench.history.position == n_steps + 1
    assert n_lines(empty_window) == 0
    assert len(bridge.selection.bundle_keys) == 1


def test_that_only_the_selected_copies_are_linked_where_that_is_ticked(
    empty_window: MainWindow,
) -> None:
    dialog = opened(empty_window)
    dialog.only.setChecked(True)
    assert dialog.note.startswith("18 links")
    dialog.accept()
    (bundle,) = empty_window.bridge.scope_block.link_bundles
    assert (bundle.a.path, bundle.b.path) == ("gb200-gpu[1]", "nvswitch5[2]")


def test_that_listed_pairs_are_read_and_what_means_nothing_is_said(
    empty_window: MainWindow,
) -> None:
    dialog = opened(empty_window)
    dialog.listed.setChecked(True)
    assert not can_connect(dialog)
    dialog.rows.setPlainText("0 0\nnonsense")
    assert "Line 2" in dialog.note
    assert not can_connect(dialog)
    dialog.rows.setPlainText("0 99")
    assert not can_connect(dialog)
    dialog.rows.setPlainText("0-3 0-3\n4-5 0 x2")
    assert can_connect(dialog)
    dialog.accept()
    (bundle,) = empty_window.bridge.scope_block.link_bundles
    assert bundle.pairs == ((0, 0, 1), (1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 0, 2), (5, 0, 2))


def test_that_cancel_leaves_no_trace(empty_window: MainWindow) -> None:
    dialog = opened(empty_window)
    before = empty_window.bridge.snapshot
    dialog.reject()
    assert empty_window.bridge.snapshot is before
    assert n_lines(empty_window) == 0


@pytest.mark.parametrize(
    "text", ["", "a b", "0 1\n0 1", "0-3 0-4", "5-2 1", "0-99999999 1", "1 2 3", "0 4 x99999"]
)
def test_that_rows_that_are_no_pairs_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(CommandError, match=r"^[^\n]+$"):
        pair_rows(text)
