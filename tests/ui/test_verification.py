"""The verification window: rows come beside the window, are sorted, narrowed, kept and opened."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from designer.workbench.verification import published
from designer.workbench.verification.published import VerifyStatus, published_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from designer.ui.verification.dialog import VerifyDialog
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers

SOME = ("CM384.", "UBM-CNT.", "HM-S-DF.", "SP-B200-4", "HPN")


@pytest.fixture
def few_numbers(monkeypatch: pytest.MonkeyPatch) -> int:
    rows = tuple(row for row in published_numbers() if row.id.startswith(SOME))
    monkeypatch.setattr("designer.workbench.verifying.published_numbers", lambda: rows)
    return len(rows)


@pytest.fixture
def dialog(few_numbers: int, empty_window: MainWindow, qtbot: QtBot) -> VerifyDialog:
    del few_numbers
    empty_window.actions_by_id["help.verify"].trigger()
    dialog = empty_window.side.verification
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=30_000)
    return dialog


def ids(dialog: VerifyDialog) -> list[str]:
    return [row.number.published.id for row in dialog.table.shown_rows()]


def field(dialog: VerifyDialog) -> QLineEdit:
    return next(f for f in dialog.findChildren(QLineEdit) if "Search" in f.accessibleName())


def press(dialog: VerifyDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def place(dialog: VerifyDialog, row_id: str) -> tuple[QModelIndex, QRect]:
    index = dialog.table.shown.index(ids(dialog).index(row_id), 0)
    dialog.table.scrollTo(index)
    return index, dialog.table.visualRect(index)


def test_that_every_number_stands_in_the_table_with_its_outcome(
    dialog: VerifyDialog, few_numbers: int
) -> None:
    rows = dialog.table.numbers.rows
    assert len(rows) == few_numbers
    assert dialog.is_complete
    assert "0 differ" in dialog.summary
    by_id = {row.number.published.id: row for row in rows}
    npus = by_id["CM384.npus"]
    assert npus.cells[1:8] == ("384", "384", "", "0 %", "exact", "agrees", "A")
    wrong = by_id["UBM-CNT.optical-module-saving"]
    assert wrong.cells[6] == "misprint"
    assert "printed 93, right is 93.75" in wrong.cells[9]
    left_out = next(row for row in rows if row.number.status is VerifyStatus.LEFT_OUT)
    assert left_out.cells[1] == ""
    assert "global ports of a group" in left_out.cells[9]


def test_that_the_plot_has_a_point_for_each_number_that_was_computed(dialog: VerifyDialog) -> None:
    computed = [row for row in dialog.table.numbers.rows if row.number.computed is not None]
    assert len(dialog.plot.points) == len(computed)
    assert all(abs(point.share) <= 1 + 1e-9 for point in dialog.plot.points)


def test_that_a_click_on_a_heading_sorts_numbers_as_numbers(dialog: VerifyDialog) -> None:
    header = dialog.table.horizontalHeader()
    at = header.sectionViewportPosition(2) + header.sectionSize(2) // 2
    pos = header.rect().center()
    pos.setX(at)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    values = [row.number.published.value for row in dialog.table.shown_rows()]
    assert values == sorted(values) or values == sorted(values, reverse=True)
    assert len(set(values)) > 3


def test_that_words_and_an_outcome_narrow_the_table_and_the_plot(dialog: VerifyDialog) -> None:
    QTest.keyClicks(field(dialog), "cm384 racks")
    assert ids(dialog) == ["CM384.racks"]
    assert len(dialog.plot.points) == 1
    field(dialog).clear()
    box = next(b for b in dialog.findChildren(QComboBox) if b.accessibleName() == "Outcome shown")
    box.setFocus()
    QTest.keyClicks(box, "misprint")
    assert ids(dialog) == ["UBM-CNT.optical-module-saving"]


def test_that_a_double_click_opens_the_shipped_system(
    dialog: VerifyDialog, empty_window: MainWindow
) -> None:
    _, rect = place(dialog, "CM384.npus")
    viewport = dialog.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert empty_window.documents.system_name == "cloudmatrix-384"


def test_that_enter_opens_the_generated_case(
    dialog: VerifyDialog, empty_window: MainWindow
) -> None:
    wanted = next(
        row.number
        for row in dialog.table.numbers.rows
        if row.number.subject is not None and not row.number.subject.system_name
    )
    index, _ = place(dialog, wanted.published.id)
    dialog.table.setCurrentIndex(index)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted.subject is not None
    assert empty_window.bridge.snapshot.design == wanted.subject.design


def test_that_a_number_that_is_left_out_says_why_instead_of_opening(dialog: VerifyDialog) -> None:
    row_id = next(i for i in ids(dialog) if i.startswith("HM-S-DF"))
    index, _ = place(dialog, row_id)
    dialog.table.setCurrentIndex(index)
    dialog.table.activated.emit(index)
    assert "has no design to open" in dialog.said


def test_that_rows_are_copied_and_saved_as_shown(
    dialog: VerifyDialog, answers: Answers, tmp_path: Path
) -> None:
    QTest.keyClicks(field(dialog), "cm384")
    press(dialog, "Copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Id\tComputed\tPublished")
    assert len(lines) == 1 + len(ids(dialog))
    answers.path = tmp_path / "numbers.csv"
    press(dialog, "Save as…")
    with answers.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Id"] for row in rows] == ids(dialog)
    assert {row["Id"]: row["Grade"] for row in rows}["CM384.npus"] == "A"
    answers.path = tmp_path / "numbers.xlsx"
    press(dialog, "Save as…")
    assert answers.path.read_bytes()[:2] == b"PK"


def test_that_stop_leaves_the_rest_and_the_window_answers_meanwhile(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    ticks: list[bool] = []
    timer = QTimer(empty_window)
    empty_window.actions_by_id["help.verify"].trigger()
    dialog = empty_window.side.verification
    assert dialog is not None
    timer.timeout.connect(lambda: ticks.append(dialog.is_busy))
    timer.start(5)
    qtbot.waitUntil(lambda: len(dialog.table.numbers.rows) > 12, timeout=30_000)
    press(dialog, "Stop")
    timer.stop()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)
    n_rows = len(dialog.table.numbers.rows)
    assert 12 < n_rows < len(published.published_numbers())
    assert f"Stopped after {n_rows} numbers" in dialog.summary
    # The work goes on in its own thread: the window hears of time passing while it does.
    assert any(ticks)


def test_that_a_click_on_a_point_selects_its_row(dialog: VerifyDialog) -> None:
    dialog.grab()
    point = dialog.plot.points[3]
    plot = dialog.plot.widget
    scene = plot.getViewBox().mapViewToScene(QPointF(point.row_ix, point.share))
    pos = plot.mapFromScene(scene)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert dialog.table.currentIndex().row() == point.row_ix


def test_that_the_window_can_be_drawn_in_both_themes(
    dialog: VerifyDialog, empty_window: MainWindow, tmp_path: Path
) -> None:
    for theme in ("dark", "light"):
        empty_window.appearance.choose(theme)
        picture = tmp_path / f"{theme}.png"
        assert dialog.grab().save(str(picture))
        assert QImage(str(picture)).width() > 1000
