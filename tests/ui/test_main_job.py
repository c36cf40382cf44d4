"""The main job in the window, from nothing, with mouse and keyboard only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QWidget,
)

from designer.evaluate.bounds import Exactness
from designer.model.ids import text_from_path
from designer.ui.dialogs.prompts import DialogPrompts
from designer.ui.panels.catalog_model import PART_MIME
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign
    from tests.ui.conftest import Answers

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class User:
    """What a person does to the window with mouse and keys, and what they can read in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.canvas
        self.bridge = window.bridge
        self.hints: list[str] = []
        self.bridge.hint.connect(self.hints.append)

    def drop(self, slug: str, at: QPoint) -> None:
        """Deliver a drag from the palette; a real one is in test_real_window.py."""
        data = QMimeData()
        data.setData(PART_MIME, slug.encode())
        copy = Qt.DropAction.CopyAction
        for event in (
            QDragEnterEvent(at, copy, data, LEFT, PLAIN),
            QDragMoveEvent(at, copy, data, LEFT, PLAIN),
            QDropEvent(QPointF(at), copy, data, LEFT, PLAIN),
        ):
            QCoreApplication.sendEvent(self.canvas, event)

    def search_and_add(self, words: str) -> None:
        field = self.window.panels.catalog.search_field
        self.click(field)
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def at(self, path: str) -> QPoint:
        return self.canvas.position_of(path)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, LEFT, PLAIN, at or widget.rect().center())

    def enter(self, path: str) -> None:
        QTest.mouseDClick(self.canvas, LEFT, PLAIN, self.at(path))
        assert text_from_path(self.bridge.scope) == path

    def leave(self) -> None:
        self.press(Qt.Key.Key_Backspace)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        # Without a window manager nobody gives the focus back when a dialog closes.
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.canvas, key, held)

    def drag(self, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(self.canvas, LEFT, PLAIN, start)
        for n in range(1, 6):
            QTest.mouseMove(self.canvas, start + (end - start) * (n / 5))
        QTest.mouseRelease(self.canvas, LEFT, PLAIN, end)

    def connect(self, path_a: str, path_b: str) -> None:
        QTest.mouseMove(self.canvas, self.at(path_a))
        handle = self.canvas.overlay.handles[0]
        self.drag(QPoint(round(handle.x), round(handle.y)), self.at(path_b))

    def set_count(self, path: str, text: str) -> None:
        self.click(self.canvas, self.at(path))
        editor = self.window.panels.inspector.editor("instance.count")
        self.click(editor)
        QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def choose(self, *texts: str) -> None:
        """Click through the menus, for example ("Edit", "Undo Add rack")."""
        menu: QMenuBar | QMenu = self.window.menuBar()
        for text in texts:
            action = next(a for a in menu.actions() if a.text().replace("&", "") == text)
            assert action.isEnabled(), text
            inner = action.menu()
            place = menu.actionGeometry(action).center()
            if isinstance(inner, QMenu) and isinstance(menu, QMenu):
                # A menu in a menu opens after a while under the mouse, at once by key.
                QTest.mouseMove(menu, place)
                QTest.keyClick(menu, Qt.Key.Key_Right)
            else:
                QTest.mouseClick(menu, LEFT, PLAIN, place)
            if isinstance(inner, QMenu):
                assert QTest.qWaitForWindowExposed(inner, 3_000), text
                menu = inner

    def answer(self, path: Path, button: str) -> None:
        """Paste a path into the next file dialog and click a button of it, once it is there."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(10, look)
                return
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(field, QLineEdit)
            self.click(field)
            QTest.keyClick(field, Qt.Key.Key_A, CTRL)
            QApplication.clipboard().setText(str(path))
            QTest.keyClick(field, Qt.Key.Key_V, CTRL)
            buttons = {b.text().replace("&", ""): b for b in dialog.findChildren(QPushButton)}
            self.click(buttons[button])

        QTimer.singleShot(0, look)

    def values(self) -> dict[str, tuple[float, float | None, float | None]]:
        rows = self.bridge.snapshot.readouts.rows
        return {row.id: (row.value, row.low, row.high) for row in rows}

    def value(self, readout_id: str) -> float:
        return self.bridge.snapshot.readouts.value(readout_id)


def build_supernode(user: User) -> None:
    """Two racks: four accelerators in one, two switch chips in the other, all linked."""
    user.drop("nvl72", QPoint(180, 300))
    user.drop("nvl72", QPoint(420, 300))
    first, second = (str(i.id) for i in user.bridge.scope_block.instances)
    assert user.value("n_racks") == 2
    user.window.canvas.zoom_to_fit()
    user.enter(f"{first}[0]")
    user.drop("gb200-tray", user.canvas.rect().center())
    tray = f"{first}[0]/gb200-tray[0]"
    user.enter(tray)
    user.search_and_add("blackwell accelerator of gb200")
    user.set_count(f"{tray}/gb200-gpu[0]", "4")
    assert user.value("n_accelerators") == 4
    user.leave()
    user.leave()
    user.enter(f"{second}[0]")
    user.drop("gb200-nvsw", user.canvas.rect().center())
    box = f"{second}[0]/gb200-nvsw[0]"
    user.enter(box)
    user.drop("nvswitch5", user.canvas.rect().center())
    user.set_count(f"{box}/nvswitch5[0]", "2")
    user.leave()
    user.leave()
    assert user.bridge.scope == ()
    user.connect(f"{first}[0]", f"{second}[0]")


@pytest.fixture
def user(open_window: Callable[[OpenedDesign], MainWindow], answers: Answers) -> Iterator[User]:
    """A person at an empty design, with the dialogs of the program."""
    window = open_window(new_design())
    window.documents.prompts = DialogPrompts(window)
    yield User(window)
    window.documents.prompts = answers


def test_that_a_supernode_is_built_from_nothing_saved_reopened_and_exported(
    user: User, tmp_path: Path, qtbot: QtBot
) -> None:
    build_supernode(user)
    # 18 ports of each accelerator over two switch chips: 9 links per pair, 4 x 2 pairs
    assert any(hint.startswith("72 links") for hint in user.hints)
    assert user.value("n_links.scale-up") == 72
    qtbot.waitUntil(lambda: not user.bridge.snapshot.pending)
    bisection = user.bridge.snapshot.readouts.by_id["bisection_bytes_per_s.scale-up"]
    assert bisection.value == 2 * 18 * 50e9
    assert bisection.exactness is Exactness.EXACT

    linked = user.values()
    undo = user.window.actions_by_id["edit.undo"].text().replace("&", "")
    assert undo.startswith("Undo ")
    user.choose("Edit", undo)
    assert "n_links.scale-up" not in user.values() or user.value("n_links.scale-up") == 0
    user.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert user.values() == linked

    assert user.window.isWindowModified()
    path = tmp_path / "mine.cluster.json"
    user.answer(path, "Save")
    user.press(Qt.Key.Key_S, CTRL | SHIFT)
    assert path.exists()
    assert not user.window.isWindowModified()
    user.press(Qt.Key.Key_N, CTRL)
    gallery = user.window.side.gallery
    assert gallery is not None
    QTest.keyClick(gallery.view, Qt.Key.Key_Return)
    assert user.value("n_accelerators") == 0
    user.answer(path, "Open")
    user.choose("File", "Open…")
    assert user.values() == linked

    folder = tmp_path / "sheets"
    folder.mkdir()
    user.answer(folder, "Choose")
    user.choose("File", "Export", "All…")
    qtbot.waitUntil(lambda: not user.window.exports.is_running, timeout=30_000)
    (book,) = folder.glob("*.xlsx")
    sheet = openpyxl.load_workbook(book)["Summary"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "SI value" in row)
    value_ix, id_ix = head.index("SI value"), head.index("Id")
    printed = {row[id_ix]: row[value_ix] for row in rows[rows.index(head) + 1 :]}
    assert {key: printed[key] for key in linked} == {
        key: pytest.approx(value, rel=1e-12) for key, (value, _, _) in linked.items()
    }
    (pdf,) = folder.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_that_racks_are_moved_banded_duplicated_and_deleted_by_hand(user: User) -> None:
    user.drop("cm384-compute", QPoint(150, 250))
    user.drop("cm384-switch", QPoint(350, 250))
    user.canvas.zoom_to_fit()
    ids = [str(i.id) for i in user.bridge.scope_block.instances]
    before = user.bridge.scope_block.instances[0].placement.x_m
    start = user.at(f"{ids[0]}[0]")
    user.drag(start, start - QPoint(60, 0))
    assert user.bridge.scope_block.instances[0].placement.x_m < before
    user.press(Qt.Key.Key_Z, CTRL)
    assert user.bridge.scope_block.instances[0].placement.x_m == before
    user.press(Qt.Key.Key_A, CTRL)
    assert len(user.bridge.selection.paths) == 2
    user.press(Qt.Key.Key_D, CTRL)
    assert user.value("n_racks") == 4
    QTest.keyClick(user.canvas, Qt.Key.Key_Delete)
    assert user.value("n_racks") == 2


def test_that_one_l2_chip_of_cloudmatrix_is_deleted_by_hand_and_comes_back(
    open_window: Callable[[OpenedDesign], MainWindow],
) -> None:
    user = User(open_window(open_named_or_file("cloudmatrix-384")))
    user.enter("bus-rack[2]")
    user.enter("bus-rack[2]/bus-device[5]")
    chip = "bus-rack[2]/bus-device[5]/l2[1]"
    QTest.mouseClick(user.canvas, LEFT, PLAIN, user.at(chip))
    QTest.keyClick(user.canvas, Qt.Key.Key_Delete)
    cut = user.bridge.snapshot.readouts.by_id["bisection_bytes_per_s.scale-up"]
    # 24 nodes on each side lose one 28 GB/s uplink
    assert cut.value == pytest.approx(75.264e12 - 24 * 28e9)
    assert cut.exactness is Exactness.EXACT
    assert user.window.panels.readouts.show_text("bisection_bytes_per_s.scale-up")
    assert user.window.isWindowModified()
    user.press(Qt.Key.Key_Z, CTRL)
    assert user.value("bisection_bytes_per_s.scale-up") == pytest.approx(75.264e12)
    assert not user.window.isWindowModified()
