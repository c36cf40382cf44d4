"""Worked comparisons: cards of the gallery that put a question and its answers into a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtWidgets import QTabWidget

from designer.ui.gallery.cards import PICTURE_ROLE
from designer.viewmodel import gallery_rows
from designer.viewmodel.gallery_rows import CardKind
from designer.workbench.opening import new_design, shipped_library
from tests.ui.test_compare import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.comparison.dialog import CompareDialog
    from designer.ui.comparison.table import CompareView
    from designer.ui.gallery.dialog import GalleryDialog
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers, WindowOpener

WORKED = {one.slug: one for one in shipped_library().comparisons}


@pytest.fixture
def window(open_window: WindowOpener, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(gallery_rows, "system_names", lambda: ())
    monkeypatch.setattr(gallery_rows, "FAMILIES", ())
    return open_window(new_design())


def gallery_of(window: MainWindow) -> GalleryDialog:
    window.actions_by_id["file.new"].trigger()
    assert window.side.gallery is not None
    return window.side.gallery


def opened(window: MainWindow, name: str) -> CompareDialog:
    gallery = gallery_of(window)
    row = next(ix for ix, card in enumerate(gallery.cards) if card.name == name)
    gallery.view.setCurrentIndex(gallery.view.model().index(row, 0))
    gallery.view.activated.emit(gallery.view.currentIndex())
    assert window.side.comparison is not None
    assert window.side.comparison.isVisible()
    settle(window.side.comparison)
    return window.side.comparison


def line(view: CompareView, label: str) -> list[str]:
    table = view.lines.table
    row = next(ix for ix, one in enumerate(table.lines) if one.label == label)
    model = view.lines
    return [str(model.data(model.index(row, c))) for c in range(1, model.columnCount())]


def test_that_the_gallery_has_a_tab_of_comparisons_with_ratios_and_pictures(
    window: MainWindow, qtbot: QtBot
) -> None:
    gallery = gallery_of(window)
    texts = [gallery.tabs.tabText(ix) for ix in range(gallery.tabs.count())]
    gallery.tabs.setCurrentIndex(texts.index("Comparisons"))
    assert {card.name for card in gallery.cards} == set(WORKED)
    assert {card.kind for card in gallery.cards} == {CardKind.COMPARISON}
    qtbot.waitUntil(lambda: gallery.is_complete, timeout=60_000)
    by_name = {card.name: card for card in gallery.cards}
    # 384 x 752 TFLOP/s over 72 x 2,500
    assert "Peak dense BF16 × 1.6 (1.51 to 1.71)" in by_name["cm384-nvl72"].headlines
    for ix, card in enumerate(gallery.cards):
        model = gallery.view.model()
        assert card.headlines
        assert model.data(model.index(ix, 0), PICTURE_ROLE) is not None


def test_that_starting_one_shows_question_answers_and_what_each_rests_on(
    window: MainWindow,
) -> None:
    before = window.bridge.snapshot.design
    dialog = opened(window, "cm384-nvl72")
    assert "more than twice the price" in dialog.worked.question_text
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    assert tabs.currentWidget() is dialog.worked
    published = line(dialog.worked.table, "as published: Peak dense BF16")
    # the band of the published totals: 2 x 320 TFLOP/s for each, to 780
    assert published[2] == "1.66 (1.37 to 1.66)"
    assert published[3].startswith("winbuzzer-cm384")
    assert line(dialog.worked.table, "as published: IT power, peak")[2] == "3.86 (3.45 to 5)"
    assert line(dialog.worked.table, "as published: Capex")[2] == "2.65 (2.1 to 2.73)"
    claims = [one.label for one in dialog.claims_table.lines.table.lines]
    n_own = len(WORKED["cm384-nvl72"].claims)
    assert claims[0] == "About this comparison"
    assert claims[n_own + 1] == "Other claims"
    # the design of the window stays as it is
    assert window.bridge.snapshot.design is before
    assert dialog.problem == ""


def test_that_accelerators_are_put_side_by_side_and_a_claim_names_their_figures(
    window: MainWindow,
) -> None:
    dialog = opened(window, "h20-910b")
    # 4 over 1.6 TB/s, 96 over 64 GB
    assert line(dialog.worked.table, "Accelerator memory bandwidth")[2] == "2.5"
    assert line(dialog.worked.table, "Accelerator memory")[2] == "1.5"
    rests_on = line(dialog.claims_table, "H20 is slightly superior to Ascend 910B: memory")[4]
    assert rests_on == "H20 96 GB: 96 GB [willitrunai-h20]; Ascend 910B2: 64 GB [gitee-910b]"


def test_that_another_question_replaces_the_first_one(window: MainWindow) -> None:
    opened(window, "atlas950-nvl72")
    dialog = opened(window, "atlas950-nvl144")
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    titles = [tabs.tabText(ix) for ix in range(tabs.count())]
    assert titles.count("Worked comparison") == 1
    assert len(dialog.worked.table.lines.table.headings) == 4
    assert line(dialog.table, "Accelerators")[:2] == ["= 8,192", "= 72"]


def test_that_the_workbook_of_a_worked_comparison_has_its_claims(
    window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(window, "cm384-nvl72")
    answers.path = tmp_path / "worked.xlsx"
    dialog.save_workbook()
    book = openpyxl.load_workbook(answers.path)
    assert book.sheetnames == ["Comparison", "Equal amount", "Claims"]
    dialog.choose(1, "gb300-nvl72")
    settle(dialog)
    answers.path = tmp_path / "other.xlsx"
    dialog.save_workbook()
    # the claims are not about this system
    assert "Claims" not in openpyxl.load_workbook(answers.path).sheetnames
