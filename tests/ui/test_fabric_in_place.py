"""Insert > Fabric on selected racks: filled in from them, and put in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from designer.errors.findings import Severity
from designer.model.ids import path_from_text
from designer.ui.fabric_form.dialog import FabricDialog
from designer.viewmodel.fabric_place import FabricPlace, fabric_place
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.ui.window import MainWindow
    from tests.ui.conftest import WindowOpener


@pytest.fixture
def window(open_window: WindowOpener) -> MainWindow:
    return open_window(open_named_or_file("cloudmatrix-384"))


def select_racks(window: MainWindow, n_racks: int) -> None:
    paths = tuple(path_from_text(f"compute-rack[{ix}]") for ix in range(n_racks))
    window.bridge.select(paths)


def form_of(window: MainWindow) -> FabricDialog:
    window.actions_by_id["insert.fabric"].trigger()
    form = window.side.fabrics
    assert isinstance(form, FabricDialog)
    return form


def in_place(form: FabricDialog) -> QCheckBox:
    box = form.findChild(QCheckBox)
    assert box is not None
    return box


def press(form: FabricDialog, text: str) -> None:
    next(b for b in form.findChildren(QPushButton) if b.text() == text).click()


def test_that_selected_racks_are_counted_with_their_parts(window: MainWindow) -> None:
    select_racks(window, 2)
    snapshot, selection = window.bridge.snapshot, window.bridge.selection
    # four nodes of eight accelerators to a rack
    expected = FabricPlace(64, 8, 2, "ascend-910c", "cm384-node", "cm384-compute")
    assert fabric_place(snapshot, selection) == expected
    window.bridge.select((path_from_text("bus-rack[0]"),))
    assert fabric_place(window.bridge.snapshot, window.bridge.selection) is None
    assert form_of(window).findChild(QCheckBox) is None


def test_that_a_fabric_takes_the_place_of_selected_racks_in_one_step(window: MainWindow) -> None:
    select_racks(window, 2)
    before = window.bridge.snapshot.design
    form = form_of(window)
    form.choose("leaf-spine")
    assert "Accelerators: 1,024" in form.totals_text
    assert "64 accelerators, 2 racks" in in_place(form).text()
    in_place(form).setChecked(True)
    assert "Accelerators: 64" in form.totals_text
    press(form, "Insert into the design")
    snapshot = window.bridge.snapshot
    # ten compute racks are left, and 64 accelerators on the new fabric
    assert snapshot.readouts.value("n_accelerators") == 10 * 32 + 64
    new = [i for i in snapshot.design.root_block.instances if "fabric" in str(i.block)]
    assert len(new) == 1
    assert [f for f in snapshot.findings if f.severity is Severity.ERROR] == []
    place = next(i for i in before.root_block.instances if i.id == "compute-rack").placement
    assert (new[0].placement.x_m, new[0].placement.y_m) == (place.x_m, place.y_m)
    window.actions_by_id["edit.undo"].trigger()
    assert window.bridge.snapshot.design == before


def test_that_fields_follow_the_selection_for_every_family_that_has_them(
    window: MainWindow,
) -> None:
    select_racks(window, 3)
    form = form_of(window)
    in_place(form).setChecked(True)
    for name, counted in (
        ("rail-optimised", "Accelerators: 96"),
        ("node-switched", "Accelerators: 96"),
        ("full-mesh", "Accelerators: 96"),
    ):
        form.choose(name)
        assert counted in form.totals_text, form.problem_text
    # a shape is the user's: the totals say what it holds
    form.choose("torus")
    assert "Accelerators: 64" in form.totals_text
    in_place(form).setChecked(False)
    form.choose("rail-optimised")
    assert "Accelerators: 1,016" in form.totals_text
