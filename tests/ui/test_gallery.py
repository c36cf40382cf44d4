"""The gallery: nothing, recent files, shipped systems and fabric families to start from."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from designer.fabric.families.registry import FAMILIES
from designer.storage.recent import remember_file
from designer.ui.gallery.cards import PICTURE_ROLE
from designer.ui.start import is_first_start
from designer.viewmodel import gallery_rows
from designer.viewmodel.gallery_rows import CardKind
from designer.workbench.opening import new_design, open_named_or_file, system_names

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.ui.gallery.dialog import GalleryDialog
    from designer.ui.window import MainWindow

SYSTEMS = ("cloudmatrix-384", "gb200-nvl72")


@pytest.fixture
def few_cards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(gallery_rows, "system_names", lambda: SYSTEMS)
    monkeypatch.setattr(gallery_rows, "FAMILIES", FAMILIES[:2])


def opened(window: MainWindow) -> GalleryDialog:
    window.actions_by_id["file.new"].trigger()
    gallery = window.side.gallery
    assert gallery is not None
    assert gallery.isVisible()
    return gallery


def loaded(window: MainWindow, qtbot: QtBot) -> GalleryDialog:
    gallery = opened(window)
    qtbot.waitUntil(lambda: gallery.is_complete, timeout=30_000)
    return gallery


def card_row(gallery: GalleryDialog, name: str) -> int:
    return next(ix for ix, card in enumerate(gallery.cards) if card.name == name)


def press(gallery: GalleryDialog, text: str) -> None:
    button = next(b for b in gallery.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_every_system_and_family_is_a_card_at_once_and_none_is_read_for_it(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    with monkeypatch.context() as patched:
        patched.setattr(gallery_rows, "open_named_or_file", refuse)
        cards = gallery_rows.gallery_cards(())
    names = [card.name for card in cards]
    assert names == ["", *system_names(), *(family.name for family in FAMILIES)]
    started = time.thread_time()
    opened(empty_window)
    assert time.thread_time() - started < 0.25


@pytest.mark.usefixtures("few_cards")
def test_that_pictures_and_numbers_come_beside_the_window(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    gallery = loaded(empty_window, qtbot)
    card = gallery.cards[card_row(gallery, "cloudmatrix-384")]
    assert card.title == "CloudMatrix 384"
    assert card.headlines[:3] == ("384 accelerators", "16 racks", "288.8 PFLOP/s BF16")
    family = gallery.cards[card_row(gallery, FAMILIES[0].name)]
    assert any("accelerators" in words for words in family.headlines)
    model = gallery.view.model()
    for card in gallery.cards[1:]:
        picture = model.index(card_row(gallery, card.name), 0).data(PICTURE_ROLE)
        assert not picture.isNull(), card.name
    assert not gallery.grab().isNull()


@pytest.mark.usefixtures("few_cards")
def test_that_a_search_leaves_what_matches_and_enter_opens_it(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    gallery = loaded(empty_window, qtbot)
    search = gallery.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(gallery.view, "n")
    assert search.hasFocus()
    QTest.keyClicks(search, "vl72 gb200")
    systems = [card.name for card in gallery.cards if card.kind is CardKind.SYSTEM]
    assert systems == ["gb200-nvl72"]
    assert gallery.cards[0].name == systems[0]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert not gallery.isVisible()
    assert empty_window.bridge.snapshot.design.name == "GB200 NVL72"


@pytest.mark.usefixtures("few_cards")
def test_that_a_double_click_on_a_card_opens_its_system(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    gallery = loaded(empty_window, qtbot)
    view = gallery.view
    index = view.model().index(card_row(gallery, "cloudmatrix-384"), 0)
    view.scrollTo(index)
    centre = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert empty_window.bridge.snapshot.design.name == "CloudMatrix 384"


@pytest.mark.usefixtures("few_cards")
def test_that_enter_in_a_fresh_gallery_starts_an_empty_design(
    supernode_window: MainWindow,
) -> None:
    gallery = opened(supernode_window)
    QTest.keyClick(gallery.view, Qt.Key.Key_Return)
    assert not gallery.isVisible()
    assert supernode_window.bridge.snapshot.design.root_block.instances == ()


@pytest.mark.usefixtures("few_cards")
def test_that_a_family_opens_its_form_for_a_new_design(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    gallery = loaded(empty_window, qtbot)
    gallery.tabs.setFocus()
    for _ in range(4):
        QTest.keyClick(gallery.tabs, Qt.Key.Key_Right)
    assert {card.kind for card in gallery.cards} == {CardKind.FAMILY}
    press(gallery, "Start")
    form = empty_window.side.fabrics
    assert form is not None
    assert form.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert empty_window.bridge.snapshot.design.root_block.instances


@pytest.mark.usefixtures("few_cards")
def test_that_recent_files_are_cards_and_files_that_are_gone_are_not(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = empty_window
    window.documents.open_text("gb200-nvl72")
    path = tmp_path / "mine.cluster.json"
    window.documents.prompts.path = path  # type: ignore[attr-defined]
    window.documents.save_as()
    remember_file(tmp_path / "gone.cluster.json")
    (tmp_path / "bad.cluster.json").write_text("{", encoding="utf-8")
    remember_file(tmp_path / "bad.cluster.json")
    gallery = loaded(window, qtbot)
    files = [card for card in gallery.cards if card.kind is CardKind.FILE]
    assert [card.name for card in files] == [str(tmp_path / "bad.cluster.json"), str(path)]
    assert files[1].title == "GB200 NVL72"
    assert files[1].headlines[0] == "72 accelerators"
    assert "bad.cluster.json" in files[0].headlines[0]


@pytest.mark.usefixtures("few_cards")
def test_that_the_gallery_asks_for_a_file_or_shows_around(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    gallery = opened(empty_window)
    press(gallery, "60-second tour")
    assert not gallery.isVisible()
    assert empty_window.side.tour is not None
    QTest.keyClick(empty_window.side.tour, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: empty_window.side.tour is None)


def test_that_the_gallery_greets_only_those_who_asked_for_nothing_and_have_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert is_first_start(new_design())
    assert not is_first_start(open_named_or_file("gb200-nvl72"))
    remember_file(tmp_path / "mine.cluster.json")
    assert not is_first_start(new_design())


@pytest.mark.usefixtures("few_cards")
def test_that_a_system_is_wanted_in_another_size(empty_window: MainWindow) -> None:
    gallery = opened(empty_window)
    size = next(b for b in gallery.findChildren(QPushButton) if b.text() == "Choose its size…")
    # the empty design has none
    assert not size.isEnabled()
    row = card_row(gallery, "gb200-nvl72")
    gallery.view.setCurrentIndex(gallery.view.model().index(row, 0))
    assert size.isEnabled()
    press(gallery, "Choose its size…")
    assert not gallery.isVisible()
    form = empty_window.side.fabrics
    assert form is not None
    assert form.isVisible()
    form.set_text("n_compute_trays", "9")
    assert "Accelerators: 36" in form.totals_text
