"""The palette: narrowed by kind, by use and to favourites, which stay for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.commands.structure import AddPart
from designer.storage.settings import load_settings
from designer.viewmodel.catalog_rows import FAVOURITES, IN_USE
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from designer.ui.panels.catalog import CatalogPanel
    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign


def payloads(panel: CatalogPanel) -> list[str]:
    return [entry.payload for group in panel.model.groups for entry in group.entries]


def choose(panel: CatalogPanel, key: str) -> None:
    box = panel.filter_box
    box.setCurrentIndex(box.findData(key))


def index_of(panel: CatalogPanel, payload: str) -> QModelIndex:
    model = panel.model
    for group_ix, group in enumerate(model.groups):
        for row, entry in enumerate(group.entries):
            if entry.payload == payload:
                return model.index(row, 0, model.index(group_ix, 0))
    raise KeyError(payload)


def test_that_a_filter_leaves_one_family(empty_window: MainWindow) -> None:
    panel = empty_window.panels.catalog
    choose(panel, "Switches")
    assert {group.title for group in panel.model.groups} == {"Switches"}
    QTest.keyClicks(panel.search_field, "quantum")
    found = payloads(panel)
    assert found
    assert all("qm" in slug or "quantum" in slug or "q3" in slug for slug in found)


def test_that_what_the_design_uses_follows_the_design(empty_window: MainWindow) -> None:
    panel = empty_window.panels.catalog
    choose(panel, IN_USE)
    assert payloads(panel) == []
    block = empty_window.bridge.scope_block.id
    empty_window.bridge.apply(AddPart(block=block, part="ascend-910c"))
    assert payloads(panel) == ["ascend-910c"]
    empty_window.bridge.undo()
    assert payloads(panel) == []


def test_that_space_and_a_click_on_the_star_mark_favourites_for_the_next_start(
    empty_window: MainWindow, open_window: Callable[[OpenedDesign], MainWindow]
) -> None:
    panel = empty_window.panels.catalog
    panel.tree.setCurrentIndex(index_of(panel, "ascend-910c"))
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert panel.model.groups[0].title == "Favourites"
    assert panel.tree.currentIndex().data() == "Ascend 910C"
    index = index_of(panel, "eia-310-48u") if "eia-310-48u" in payloads(panel) else None
    other = index or panel.model.index(0, 0, panel.model.index(1, 0))
    name = str(other.data())
    panel.tree.scrollTo(other)
    rect = panel.tree.visualRect(other)
    star = QPoint(rect.right() - 10, rect.center().y())
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=star)
    choose(panel, FAVOURITES)
    names = [entry.name for entry in panel.model.groups[0].entries]
    assert sorted(names) == sorted(["Ascend 910C", name])
    assert len(load_settings().settings.favourites) == 2
    after = open_window(new_design())
    assert after.panels.catalog.model.groups[0].title == "Favourites"
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)


def test_that_favourites_that_are_empty_say_how_to_mark_one(empty_window: MainWindow) -> None:
    panel = empty_window.panels.catalog
    choose(panel, FAVOURITES)
    assert payloads(panel) == []
    assert "press Space" in panel._hint.text()
    choose(panel, "")
    assert "ascend-910c" in payloads(panel)
