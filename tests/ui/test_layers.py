"""Layers: fabrics, single planes and texts are switched with clicks, in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from designer.model.ids import path_from_text
from designer.ui.reopening import Reopening
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.opening import open_named_or_file
from tests.ui.test_views import pixels

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from tests.ui.conftest import WindowOpener

LEFT = Qt.MouseButton.LeftButton


def fabric(window: MainWindow, ix: int = 0) -> QTreeWidgetItem:
    links = window.panels.layers.tree.topLevelItem(0)
    assert links is not None
    found = links.child(ix)
    assert found is not None
    return found


def tick(window: MainWindow, item: QTreeWidgetItem) -> None:
    """Click into the box before a row."""
    window.docks.bring("layers")
    QTest.qWait(1)
    tree = window.panels.layers.tree
    tree.scrollToItem(item)
    option = QStyleOptionViewItem()
    tree.initViewItemOption(option)
    option.rect = tree.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)
    QTest.mouseClick(tree.viewport(), LEFT, pos=box.center())


def plane(window: MainWindow, ix: int) -> QTreeWidgetItem:
    found = fabric(window).child(ix)
    assert found is not None
    return found


def picture(window: MainWindow) -> NDArray[np.uint32]:
    return pixels(window.canvas.grab().toImage())


def n_painted_over(window: MainWindow, before: NDArray[np.uint32], path: str) -> int:
    """Count changed pixels inside a copy."""
    box = window.canvas.view.path_box_px(path_from_text(path))
    assert box is not None
    rows, columns = slice(int(box.y0) + 2, int(box.y1) - 1), slice(int(box.x0) + 2, int(box.x1) - 1)
    return int((picture(window)[rows, columns] != before[rows, columns]).sum())


@pytest.mark.parametrize("kind", [ViewKind.STRUCTURE, ViewKind.TOPOLOGY])
def test_that_a_plane_is_hidden_by_a_click_with_its_switches_and_cables_alone(
    supernode_window: MainWindow, kind: ViewKind
) -> None:
    window = supernode_window
    window.canvas.show_kind(kind.value)
    node = "compute-rack[0]/node[0]"
    window.enter(path_from_text(node))
    before = picture(window)
    tick(window, plane(window, 3))
    assert window.canvas.view.hidden_planes == {("scale-up", 3)}
    assert fabric(window).checkState(0) is Qt.CheckState.PartiallyChecked
    changed = [ix for ix in range(7) if n_painted_over(window, before, f"{node}/l1[{ix}]") > 20]
    assert changed == [3]
    tick(window, plane(window, 3))
    assert fabric(window).checkState(0) is Qt.CheckState.Checked
    assert np.array_equal(picture(window), before)


def test_that_planes_that_are_one_of_two_indices_hide_every_copy_in_them(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    window.enter(path_from_text("bus-rack[0]"))
    before = picture(window)
    tick(window, plane(window, 2))
    changed = [
        ix for ix in range(14) if n_painted_over(window, before, f"bus-rack[0]/bus-device[{ix}]")
    ]
    # Two devices of each plane, next to each other: numbers 4 and 5.
    assert changed == [4, 5]


def test_that_the_box_of_a_fabric_and_the_legend_are_one_switch(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    button = window.panels.fabrics.buttons["scale-up"]
    tick(window, fabric(window))
    assert not button.isChecked()
    assert window.canvas.view.hidden_fabrics == {"scale-up"}
    assert {plane(window, ix).checkState(0) for ix in range(7)} == {Qt.CheckState.Unchecked}
    QTest.mouseClick(button, LEFT)
    assert fabric(window).checkState(0) is Qt.CheckState.Checked
    assert not window.canvas.view.hidden_fabrics


def test_that_hiding_every_plane_hides_the_fabric_and_showing_one_brings_only_it(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    for ix in range(7):
        tick(window, plane(window, ix))
    assert window.canvas.view.hidden_fabrics == {"scale-up"}
    tick(window, plane(window, 5))
    assert not window.canvas.view.hidden_fabrics
    assert window.canvas.view.hidden_planes == {("scale-up", ix) for ix in range(7) if ix != 5}


def test_that_texts_are_switched_with_the_menu(supernode_window: MainWindow) -> None:
    window = supernode_window
    texts = window.panels.layers.tree.topLevelItem(1)
    assert texts is not None
    before = picture(window)
    power = texts.child(1)
    assert power is not None
    assert power.text(0) == "Power"
    tick(window, power)
    assert window.actions_by_id["view.layer-power"].isChecked()
    assert not np.array_equal(picture(window), before)
    window.actions_by_id["view.layer-power"].trigger()
    assert power.checkState(0) is Qt.CheckState.Unchecked
    assert np.array_equal(picture(window), before)


def test_that_pictures_and_another_language_show_the_same_layers(
    open_window: WindowOpener, qtbot: QtBot
) -> None:
    before = open_window(open_named_or_file("cloudmatrix-384"))
    tick(before, plane(before, 1))
    before.panels.fabrics.buttons["scale-out"].click()
    before.actions_by_id["view.labels"].trigger()
    sight = before.canvas.sight()
    assert sight.hidden_planes == {("scale-up", 1)}
    windows = Reopening(before)
    before.actions_by_id["view.language-zh_CN"].trigger()
    after = windows.window
    qtbot.addWidget(after)
    assert after.canvas.sight() == sight
    after.bridge.workbench.mark_saved()
    after.actions_by_id["view.language-en"].trigger()
    qtbot.addWidget(windows.window)


def test_that_another_design_begins_with_all_its_planes(supernode_window: MainWindow) -> None:
    window = supernode_window
    tick(window, plane(window, 6))
    window.documents.open_text("gb200-nvl72")
    assert window.canvas.view.hidden_planes == frozenset()
    assert fabric(window).childCount() == 0


@pytest.mark.parametrize("kind", [ViewKind.STRUCTURE, ViewKind.TOPOLOGY, ViewKind.FLOOR_PLAN])
def test_that_power_and_cooling_are_told_on_narrow_racks_too(
    supernode_window: MainWindow, kind: ViewKind
) -> None:
    window = supernode_window
    window.canvas.show_kind(kind.value)
    pictures = [picture(window)]
    for name in ("power", "cooling"):
        window.actions_by_id[f"view.layer-{name}"].trigger()
        pictures.append(picture(window))
    for rack in ("compute-rack[0]", "compute-rack[11]", "bus-rack[2]"):
        box = window.canvas.view.path_box_px(path_from_text(rack))
        assert box is not None
        place = slice(int(box.y0), int(box.y1)), slice(int(box.x0), int(box.x1))
        shown = [one[place] for one in pictures]
        assert not np.array_equal(shown[0], shown[1])
        assert not np.array_equal(shown[1], shown[2])
