"""The gallery: every shipped system with its numbers, to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from designer.storage.recent import remember_file
from designer.ui.gallery.cards import PICTURE_ROLE
from designer.ui.start import is_first_start
from designer.workbench.opening import new_design, open_named_or_file, system_names

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from designer.ui.gallery.dialog import GalleryDialog
    from designer.ui.window import MainWindow


def opened(window: MainWindow) -> GalleryDialog:
    window.actions_by_id["file.gallery"].trigger()
    gallery = window.side.gallery
    assert gallery is not None
    assert gallery.isVisible()
    return gallery


def loaded(gallery: GalleryDialog) -> GalleryDialog:
    for _ in system_names():
        gallery.load_next()
    assert gallery.is_complete
    return gallery


def card_row(gallery: GalleryDialog, name: str) -> int:
    return next(ix for ix, card in enumerate(gallery.cards) if card.name == name)


def test_that_every_system_is_a_card_with_picture_and_numbers(empty_window: MainWindow) -> None:
    gallery = loaded(opened(empty_window))
    assert [card.name for card in gallery.cards] == ["", *system_names()]
    card = gallery.cards[card_row(gallery, "cloudmatrix-384")]
    assert card.headlines[:3] == ("384 accelerators", "16 racks", "288.8 PFLOP/s BF16")
    model = gallery.view.model()
    for name in system_names():
        picture = model.index(card_row(gallery, name), 0).data(PICTURE_ROLE)
        assert not picture.isNull()
    assert not gallery.grab().isNull()


def test_that_a_search_leaves_what_matches_and_enter_opens_it(empty_window: MainWindow) -> None:
    gallery = loaded(opened(empty_window))
    search = gallery.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(search, "nvl72 gb200")
    assert [card.name for card in gallery.cards] == ["gb200-nvl72"]
    start = next(b for b in gallery.findChildren(QPushButton) if b.text() == "Start")
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert not gallery.isVisible()
    assert empty_window.bridge.snapshot.design.name == "GB200 NVL72"


def test_that_a_double_click_on_a_card_opens_its_system(empty_window: MainWindow) -> None:
    gallery = loaded(opened(empty_window))
    view = gallery.view
    index = view.model().index(card_row(gallery, "cloudmatrix-384"), 0)
    view.scrollTo(index)
    centre = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert empty_window.bridge.snapshot.design.name == "CloudMatrix 384"


def test_that_the_empty_card_starts_an_empty_design(supernode_window: MainWindow) -> None:
    gallery = opened(supernode_window)
    start = next(b for b in gallery.findChildren(QPushButton) if b.text() == "Start")
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert supernode_window.bridge.snapshot.design.root_block.instances == ()


def test_that_the_gallery_greets_only_those_who_asked_for_nothing_and_have_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert is_first_start(new_design())
    assert not is_first_start(open_named_or_file("gb200-nvl72"))
    remember_file(tmp_path / "mine.cluster.json")
    assert not is_first_start(new_design())
