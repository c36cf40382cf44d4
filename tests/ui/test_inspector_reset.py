"""The inspector goes back to the catalog, and shows and sets what several things share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from designer.model.evolve import evolve
from designer.model.ids import path_from_text
from designer.workbench.opening import OpenedDesign, open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.ui.window import MainWindow


def type_into(window: MainWindow, key: str, text: str) -> None:
    field = window.panels.inspector.editor(key)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_that_a_changed_assumption_goes_back_by_its_button(supernode_window: MainWindow) -> None:
    window = supernode_window
    window.bridge.select()
    type_into(window, "assumption.pue_ratio", "1.7")
    assert window.bridge.snapshot.design.assumptions.overrides[0].value == 1.7
    button = window.panels.inspector.button("assumption.pue_ratio")
    assert button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.bridge.snapshot.design.assumptions.overrides == ()


def test_that_a_part_with_other_figures_than_the_catalog_goes_back(
    open_window: Callable[[OpenedDesign], MainWindow],
) -> None:
    opened = open_named_or_file("cloudmatrix-384")
    design = opened.document.design
    racks = (
        design.part_by_slug["cm384-compute-rack"]
        if "cm384-compute-rack" in (design.part_by_slug)
        else next(p for p in design.parts if p.family == "rack")
    )
    other = evolve(racks, description="as we bought it")
    parts = tuple(other if p.slug == racks.slug else p for p in design.parts)
    changed = evolve(design, parts=parts)
    from dataclasses import replace

    document = replace(opened.document, design=changed)
    window = open_window(OpenedDesign(document, None))
    root = changed.root_block
    using = next(
        i for i in root.instances if i.block and changed.block_by_id[i.block].part == racks.slug
    )
    window.bridge.select((path_from_text(using.id),))
    button = window.panels.inspector.button(f"part.{racks.slug}")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.bridge.snapshot.design.part_by_slug[racks.slug] == racks


def test_that_several_things_show_mixed_values_and_take_one_with_a_unit(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    root = window.bridge.snapshot.design.root_block
    first, second = root.instances[:2]
    window.bridge.select((path_from_text(first.id), path_from_text(second.id)))
    field = window.panels.inspector.editor("placement.x_m")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    assert field.placeholderText() == "mixed"
    type_into(window, "placement.x_m", "1500 mm")
    after = window.bridge.snapshot.design.root_block
    assert [i.placement.x_m for i in after.instances[:2]] == [1.5, 1.5]
    assert window.bridge.workbench.history.position == 1
    assert "accelerators" in window.panels.status.selection_text
