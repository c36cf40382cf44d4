"""The comparison window: live, with whiskers, and saved as it is shown."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTabWidget

from designer.commands.copies import RemoveCopies
from designer.workbench.comparing import opened_side

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.comparison import Side
    from designer.ui.comparison.dialog import CompareDialog
    from designer.ui.comparison.table import CompareView
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers


def settle(dialog: CompareDialog) -> None:
    """Wait until every chosen design is evaluated, and every claim checked."""
    last = monotonic() + 60
    while (dialog.is_busy or dialog.is_checking) and monotonic() < last:
        QTest.qWait(5)
    assert not dialog.is_busy
    assert not dialog.is_checking


def opened(window: MainWindow) -> CompareDialog:
    window.actions_by_id["view.compare"].trigger()
    assert window.side.comparison is not None
    assert window.side.comparison.isVisible()
    settle(window.side.comparison)
    return window.side.comparison


def line(view: CompareView, label: str) -> list[str]:
    table = view.lines.table
    row = next(ix for ix, one in enumerate(table.lines) if one.label == label)
    model = view.lines
    return [str(model.data(model.index(row, c))) for c in range(1, model.columnCount())]


def combo(dialog: CompareDialog, name: str) -> QComboBox:
    return next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)


def test_that_the_window_opens_with_this_design_beside_another(
    supernode_window: MainWindow,
) -> None:
    dialog = opened(supernode_window)
    assert line(dialog.table, "Bisection") == ["= 75.26 TB/s", "= 32.4 TB/s", "2.32"]
    assert line(dialog.table, "as published: IT power, peak")[2] == "3.86 (3.45 to 5)"
    assert dialog.problem == ""


def test_that_an_edit_changes_the_comparison_and_ends_what_is_published(
    supernode_window: MainWindow,
) -> None:
    dialog = opened(supernode_window)
    supernode_window.bridge.workbench.apply(
        RemoveCopies(paths=("bus-rack[0]/bus-device[0]/l2[0]",))
    )
    supernode_window.bridge.snapshot_changed.emit(supernode_window.bridge.snapshot)
    assert line(dialog.table, "Bisection")[0] == "= 74.59 TB/s"
    assert line(dialog.table, "Switches")[0] == "= 463"
    published = [one for one in dialog.table.lines.table.lines if one.is_muted]
    assert all(one.cells[0].text == "-" for one in published)


def test_that_totals_are_divided_as_chosen(supernode_window: MainWindow) -> None:
    dialog = opened(supernode_window)
    combo(dialog, "Divide totals by").setCurrentText("rack")
    assert line(dialog.table, "Accelerators") == ["= 24 / rack", "= 72 / rack", "0.333"]
    assert line(dialog.table, "Diameter")[0] == "= 3 hop"


def test_that_an_amount_is_typed_with_its_unit_and_a_wrong_one_is_said(
    supernode_window: MainWindow,
) -> None:
    dialog = opened(supernode_window)
    tabs = next(t for t in dialog.findChildren(QTabWidget) if "Kind" in t.accessibleName())
    tabs.setCurrentIndex(1)
    combo(dialog, "Quantity that is equal").setCurrentText("Racks")
    amount = next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "Amount")
    amount.selectAll()
    QTest.keyClicks(amount, "33")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert line(dialog.iso_table, "Copies of the design") == ["2", "33"]
    assert line(dialog.iso_table, "Accelerators") == ["768", "2,376"]
    amount.selectAll()
    QTest.keyClicks(amount, "5 kW")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert "is in W" in dialog.problem


def test_that_the_workbook_holds_what_is_shown(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(supernode_window)
    answers.path = tmp_path / "both"
    button = next(b for b in dialog.findChildren(QPushButton) if "workbook" in b.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    book = openpyxl.load_workbook(tmp_path / "both.xlsx")
    rows = list(book["Comparison"].iter_rows(values_only=True))
    bisection = next(row for row in rows if row[1] == "Bisection" and row[2] == "computed")
    assert (bisection[3], bisection[7]) == (75.264e12, 32.4e12)


def test_that_a_file_joins_the_list_and_a_bad_one_is_reported(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(supernode_window)
    answers.path = tmp_path / "bad.cluster.json"
    answers.path.write_text("{")
    combo(dialog, "Design 3").setCurrentText("Open a file…")
    settle(dialog)
    assert answers.problems
    assert "bad.cluster.json" in answers.problems[0]
    assert combo(dialog, "Design 3").currentText() == "None"
    good = tmp_path / "good.cluster.json"
    answers.path = good
    assert supernode_window.documents.save_as()
    combo(dialog, "Design 3").setCurrentText("Open a file…")
    settle(dialog)
    assert combo(dialog, "Design 3").currentText() == str(good)
    assert dialog.table.lines.table.headings[:3] == (
        "CloudMatrix 384 (1)", "GB200 NVL72", "CloudMatrix 384 (2)",
    )  # fmt: skip


def test_that_the_claims_come_with_verdicts(supernode_window: MainWindow) -> None:
    dialog = opened(supernode_window)
    tabs = next(t for t in dialog.findChildren(QTabWidget) if "Kind" in t.accessibleName())
    tabs.setCurrentIndex(2)
    assert dialog.is_checking
    settle(dialog)
    claim = line(dialog.claims_table, "CloudMatrix 384 has about 40% more FP16 than NVL72")
    assert claim[1] == "published-only"
    assert "own-derivation" in claim[4]
    assert not dialog.grab().isNull()


def test_that_the_lines_at_one_of_all_rows_stand_below_each_other(
    supernode_window: MainWindow,
) -> None:
    view = opened(supernode_window).table
    supernode_window.repaint()
    column = view.lines.columnCount() - 1
    picture = view.viewport().grab().toImage()
    thin = QColor(supernode_window.appearance.look.theme.border).rgb()
    found: set[int] = set()
    for row in range(view.lines.rowCount()):
        rect = view.visualRect(view.lines.index(row, column))
        if rect.top() >= 0 and rect.bottom() < picture.height():
            y = rect.top() + 5
            found |= {
                x
                for x in range(rect.left(), min(rect.right(), picture.width()))
                if picture.pixel(x, y) == thin
            }
    assert len(found) == 1


def test_that_the_window_goes_on_while_designs_are_evaluated(
    supernode_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(supernode_window)
    gate = Event()

    def slow_side(library: CatalogLibrary, text: str) -> Side:
        assert gate.wait(30)
        return opened_side(library, text)

    monkeypatch.setattr("designer.ui.comparison.opened_sides.opened_side", slow_side)
    combo(dialog, "Design 3").setCurrentText("atlas-950-cabinet")
    combo(dialog, "Design 4").setCurrentText("gb300-nvl72")
    assert dialog.is_busy
    assert dialog.problem == "Evaluating atlas-950-cabinet, gb300-nvl72"
    # The window hears the user meanwhile: another choice takes the place of a waiting one.
    combo(dialog, "Design 4").setCurrentText("None")
    assert dialog.problem == "Evaluating atlas-950-cabinet"
    gate.set()
    settle(dialog)
    assert dialog.problem == ""
    assert len(dialog.table.lines.table.headings) >= 5
