"""Insert > Fabric: live totals, refusals in the form, one step to undo, or a new design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from designer.errors.findings import Severity
from designer.ui.fabric_form.dialog import FabricDialog
from designer.viewmodel.fabric_form import family_rows
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from designer.ui.window import MainWindow
    from tests.ui.conftest import WindowOpener


@pytest.fixture
def window(open_window: WindowOpener) -> MainWindow:
    return open_window(new_design())


def form_of(window: MainWindow) -> FabricDialog:
    window.actions_by_id["insert.fabric"].trigger()
    form = window.side.fabrics
    assert isinstance(form, FabricDialog)
    return form


def button(form: FabricDialog, text: str) -> QPushButton:
    return next(b for b in form.findChildren(QPushButton) if b.text() == text)


def test_that_totals_follow_what_is_typed(window: MainWindow) -> None:
    form = form_of(window)
    form.choose("fat-tree")
    form.set_text("radix", "8")
    form.set_text("node_size", "4")
    assert "Accelerators: 128" in form.totals_text
    assert "Switches: 80" in form.totals_text
    assert "Links: 384" in form.totals_text
    form.complete()
    # 64 links of 400 Gbit/s cross the middle of 128 accelerators.
    assert "= 3.2 TB/s" in form.totals_text


def test_that_a_value_that_does_not_exist_is_explained_and_cannot_be_inserted(
    window: MainWindow,
) -> None:
    form = form_of(window)
    form.choose("slim-fly")
    form.set_text("q", "6")
    assert "nearest legal: 5, 7" in form.problem_text
    assert not form.can_insert
    assert form.totals_text == ""
    form.set_text("q", "5")
    assert form.problem_text == ""
    assert form.can_insert


def test_that_inserting_is_one_step_to_undo(window: MainWindow) -> None:
    form = form_of(window)
    form.choose("torus")
    before = window.bridge.snapshot.design
    button(form, "Insert into the design").click()
    design = window.bridge.snapshot.design
    assert window.bridge.snapshot.readouts.value("n_accelerators") == 64
    assert len(design.root_block.instances) == 1
    window.actions_by_id["edit.undo"].trigger()
    assert window.bridge.snapshot.design == before


def test_that_two_fabrics_can_stand_in_one_design(window: MainWindow) -> None:
    for family in ("torus", "leaf-spine"):
        form = form_of(window)
        form.choose(family)
        button(form, "Insert into the design").click()
    snapshot = window.bridge.snapshot
    assert snapshot.readouts.value("n_accelerators") == 64 + 1024
    errors = [f for f in snapshot.findings if f.severity is Severity.ERROR]
    assert errors == []


def test_that_a_fabric_opens_as_a_new_design(window: MainWindow) -> None:
    form = form_of(window)
    form.choose("hyperx")
    button(form, "Open as a new design").click()
    assert window.bridge.snapshot.design.name == "HyperX 8x8"
    assert not window.bridge.workbench.is_modified


@pytest.mark.parametrize("name", [family.name for family in family_rows()])
def test_that_every_family_has_a_form_that_builds_something(window: MainWindow, name: str) -> None:
    form = form_of(window)
    form.choose(name)
    assert form.problem_text == ""
    assert form.can_insert
    parameters = next(f.parameters for f in family_rows() if f.name == name)
    for text in ("nan", "9" * 40):
        for parameter in parameters:
            if not parameter.choices:
                form.set_text(parameter.name, text)
                assert bool(form.problem_text) != form.can_insert
