"""The main job in the window, from nothing, with mouse and keyboard only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from designer.evaluate.bounds import Exactness
from designer.model.ids import text_from_path
from designer.ui.panels.catalog import PART_MIME
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign
    from tests.ui.conftest import Answers

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class User:
    """What a person does to the window, and what they can read in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.canvas
        self.bridge = window.bridge
        self.hints: list[str] = []
        self.bridge.hint.connect(self.hints.append)

    def drop(self, slug: str, at: QPoint) -> None:
        data = QMimeData()
        data.setData(PART_MIME, slug.encode())
        copy = Qt.DropAction.CopyAction
        self.canvas.dragEnterEvent(QDragEnterEvent(at, copy, data, LEFT, PLAIN))
        self.canvas.dragMoveEvent(QDragMoveEvent(at, copy, data, LEFT, PLAIN))
        self.canvas.dropEvent(QDropEvent(QPointF(at), copy, data, LEFT, PLAIN))

    def at(self, path: str) -> QPoint:
        return self.canvas.position_of(path)

    def enter(self, path: str) -> None:
        QTest.mouseDClick(self.canvas, LEFT, PLAIN, self.at(path))
        assert text_from_path(self.bridge.scope) == path

    def leave(self) -> None:
        QTest.keyClick(self.canvas, Qt.Key.Key_Backspace)

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
        QTest.mouseClick(self.canvas, LEFT, PLAIN, self.at(path))
        editor = self.window.inspector.editor("instance.count")
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def trigger(self, action_id: str) -> None:
        self.window.actions_by_id[action_id].trigger()

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
    user.drop("gb200-gpu", user.canvas.rect().center())
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
def user(open_window: Callable[[OpenedDesign], MainWindow]) -> User:
    return User(open_window(new_design()))


def test_that_a_supernode_is_built_from_nothing_saved_reopened_and_exported(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    build_supernode(user)
    # 18 ports of each accelerator over two switch chips: 9 links per pair, 4 x 2 pairs
    assert any(hint.startswith("72 links") for hint in user.hints)
    assert user.value("n_links.scale-up") == 72
    bisection = user.bridge.snapshot.readouts.by_id["bisection_bytes_per_s.scale-up"]
    assert bisection.value == 2 * 18 * 50e9
    assert bisection.exactness is Exactness.EXACT

    linked = user.values()
    assert "Undo" in user.window.actions_by_id["edit.undo"].text()
    user.trigger("edit.undo")
    assert "n_links.scale-up" not in user.values() or user.value("n_links.scale-up") == 0
    user.trigger("edit.redo")
    assert user.values() == linked

    assert user.window.isWindowModified()
    answers.path = tmp_path / "mine.cluster.json"
    user.trigger("file.save-as")
    assert not user.window.isWindowModified()
    user.trigger("file.new")
    assert user.value("n_accelerators") == 0
    user.trigger("file.open")
    assert user.values() == linked

    answers.folder = tmp_path / "sheets"
    answers.folder.mkdir()
    user.trigger("file.export-all")
    assert answers.problems == []
    (book,) = answers.folder.glob("*.xlsx")
    sheet = openpyxl.load_workbook(book)["Summary"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "SI value" in row)
    value_ix, id_ix = head.index("SI value"), head.index("Id")
    printed = {row[id_ix]: row[value_ix] for row in rows[rows.index(head) + 1 :]}
    assert {key: printed[key] for key in linked} == {
        key: pytest.approx(value, rel=1e-12) for key, (value, _, _) in linked.items()
    }
    (pdf,) = answers.folder.glob("*.pdf")
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
    user.trigger("edit.undo")
    assert user.bridge.scope_block.instances[0].placement.x_m == before
    user.trigger("edit.select-all")
    assert len(user.bridge.selection.paths) == 2
    user.trigger("edit.duplicate")
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
    assert user.window.readouts.show_text("bisection_bytes_per_s.scale-up")
    assert user.window.isWindowModified()
    user.trigger("edit.undo")
    assert user.value("bisection_bytes_per_s.scale-up") == pytest.approx(75.264e12)
    assert not user.window.isWindowModified()
