"""Single links taken out and brought back with mouse and keys in the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from designer.model.ids import path_from_text
from designer.workbench.opening import shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.model.block import LinkException
    from designer.model.design import Design
    from designer.ui.window import MainWindow

UPLINK = "cloudmatrix-384/ub-uplink"
THROUGHPUT = "throughput_worst_case_bytes_per_s.scale-up"
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier


def _cable_at(window: MainWindow, bundle_key: str) -> QPoint:
    """Find a point of the canvas where a cable of the bundle alone is drawn."""
    canvas = window.canvas
    for y in range(0, canvas.height(), 2):
        for x in range(0, canvas.width(), 7):
            route = canvas.view.route_at_px(x, y)
            is_alone = route is not None and route.bundle_keys == (bundle_key,)
            if is_alone and canvas.view.copy_at_px(x, y) is None:
                return QPoint(x, y)
    raise AssertionError(f"{bundle_key} is not drawn")


def _menu_at(window: MainWindow, at: QPoint) -> QMenu:
    """Press the right button on the canvas as Qt does, and return the menu that comes up."""
    canvas = window.canvas
    QTest.mousePress(canvas, RIGHT, PLAIN, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, action_id: str) -> None:
    action = next(a for a in menu.actions() if a.objectName() == action_id)
    QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())


def _missing(window: MainWindow) -> tuple[LinkException, ...]:
    return window.bridge.snapshot.design.root_block.link_exceptions


def _recomputed(design: Design) -> Workbench:
    return Workbench(shipped_library(), design)


def test_that_a_right_click_on_a_cable_takes_out_one_link_and_every_number_follows(
    supernode_window: MainWindow, qtbot: QtBot
) -> None:
    window = supernode_window
    before = {row.id: row.value for row in window.bridge.snapshot.readouts.rows}
    _choose(_menu_at(window, _cable_at(window, UPLINK)), "edit.take-out-link")
    dialog = window.side.single_links
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.bundle.currentData() == UPLINK
    editor = dialog.copy.lineEdit()
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "compute-rack[3]/node[1]/l1[2]")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not _missing(window)
    assert dialog.links.count() == 16
    dialog.links.setFocus()
    for _ in range(5):
        QTest.keyClick(dialog.links, Qt.Key.Key_Down)
    wanted = dialog.links.currentItem().text()
    QTest.mouseClick(dialog.take_out, LEFT)
    (exception,) = _missing(window)
    assert (exception.bundle, exception.a) == (UPLINK, "compute-rack[3]/node[1]/l1[2]")
    assert exception.b in wanted
    assert dialog.gone.count() == 1
    undo = window.actions_by_id["edit.undo"].text()
    assert "Remove 1 link compute-rack[3]/node[1]/l1[2]" in undo
    qtbot.waitUntil(lambda: not window.bridge.snapshot.pending)
    after = {row.id: row.value for row in window.bridge.snapshot.readouts.rows}
    assert after["n_links.scale-up.ub-uplink"] == before["n_links.scale-up.ub-uplink"] - 1
    fresh = _recomputed(window.bridge.snapshot.design).snapshot.readouts
    assert after[THROUGHPUT] == fresh.value(THROUGHPUT) < before[THROUGHPUT]
    QTest.mouseClick(dialog.restore, LEFT)
    assert not _missing(window)
    qtbot.waitUntil(lambda: not window.bridge.snapshot.pending)
    assert {row.id: row.value for row in window.bridge.snapshot.readouts.rows} == before


def test_that_the_inspector_lists_what_is_taken_out_and_brings_back_one_of_two(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    QTest.mouseClick(window.canvas, LEFT, PLAIN, _cable_at(window, UPLINK))
    assert window.bridge.selection.bundle_keys == (UPLINK,)
    window.docks.bring("inspector")
    QTest.mouseClick(window.panels.inspector.button("link.take-out"), LEFT)
    dialog = window.side.single_links
    assert dialog is not None
    QTest.mouseClick(dialog.take_out, LEFT)
    dialog.links.setCurrentRow(1)
    QTest.mouseClick(dialog.take_out, LEFT)
    first, second = _missing(window)
    QTest.mouseClick(window.panels.inspector.button("link.restore", "0"), LEFT)
    assert _missing(window) == (second,)
    window.bridge.undo()
    assert _missing(window) == (first, second)
    window.actions_by_id["edit.restore-links"].trigger()
    assert not _missing(window)
    assert not window.actions_by_id["edit.restore-links"].isEnabled()


def test_that_missing_links_are_marked_on_the_copies_at_both_ends_and_inside_them(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    window.bridge.select((), (UPLINK,))
    window.actions_by_id["edit.take-out-link"].trigger()
    dialog = window.side.single_links
    assert dialog is not None
    canvas = window.canvas
    assert canvas.missing.marked(canvas.view) == {}
    plain = canvas.grab().toImage()
    QTest.mouseClick(dialog.take_out, LEFT)
    (exception,) = _missing(window)
    marks = canvas.missing.marked(canvas.view)
    assert list(marks.values()) == [1, 1]
    for path in (exception.a, exception.b):
        assert any(path_from_text(path)[: len(mark)] == mark for mark in marks)
    assert canvas.grab().toImage() != plain
    window.enter(path_from_text(exception.a)[:1])
    (inside,) = canvas.missing.marked(canvas.view)
    assert path_from_text(exception.a)[1:][: len(inside)] == inside
    window.enter(path_from_text("compute-rack[9]"))
    assert canvas.missing.marked(canvas.view) == {}


def test_that_the_menu_of_a_copy_takes_out_just_this_copy_and_brings_it_back(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    at = window.canvas.position_of("compute-rack[3]")
    _choose(_menu_at(window, at), "edit.delete")
    paths = [e.path for e in window.bridge.snapshot.design.root_block.exceptions]
    assert paths == ["compute-rack[3]"]
    _choose(_menu_at(window, at), "edit.restore")
    assert not window.bridge.snapshot.design.root_block.exceptions


def test_that_the_menu_of_the_empty_floor_offers_what_can_be_inserted(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    window.actions_by_id["edit.select-all"].trigger()
    menu = _menu_at(window, QPoint(3, 3))
    offered = [a.objectName() for a in menu.actions() if not a.isSeparator()]
    assert window.bridge.selection.is_empty
    assert offered[0] == "insert.from-catalog"
    menu.close()
