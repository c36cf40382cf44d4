"""Insert > Fabric: live totals, refusals in the form, one step to undo, or a new design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from designer.errors.findings import Severity
from designer.ui.fabric_form.dialog import FabricDialog
from designer.viewmodel.fabric_form import family_rows, system_rows
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.fabric.families.family import Family
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


def test_that_totals_follow_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    form = form_of(window)
    form.choose("fat-tree")
    form.set_text("radix", "8")
    form.set_text("node_size", "4")
    assert "Accelerators: 128" in form.totals_text
    assert "Switches: 80" in form.totals_text
    assert "Links: 384" in form.totals_text
    # 64 links of 400 Gbit/s cross the middle of 128 accelerators.
    qtbot.waitUntil(lambda: "= 3.2 TB/s" in form.totals_text, timeout=20_000)


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


CHANGES = {
    "leaf-spine": ("accelerators", "256"),
    "multi-plane": ("accelerators", "512"),
    "fat-tree": ("accelerators", "4096"),
    "rail-optimised": ("nodes", "32"),
    "rail-only": ("nodes", "32"),
    "node-switched": ("nodes", "24"),
    "full-mesh": ("accelerators", "8"),
    "nd-full-mesh": ("shape", "4x8x8"),
    "torus": ("shape", "4x4x8"),
    "mesh": ("shape", "4x4x8"),
    "hypercube": ("dimensions", "5"),
    "hyperx": ("shape", "4x4"),
    "dragonfly": ("hosts", "2"),
    "dragonfly-plus": ("hosts", "2"),
    "slim-fly": ("q", "5"),
    "polarfly": ("q", "5"),
    "jellyfish": ("switches", "32"),
    "xpander": ("lift", "4"),
    "bcube": ("n", "4"),
    "zcube": ("n", "4"),
    "dcell": ("n", "3"),
    "hammingmesh": ("x", "4"),
}
"""Another value of a parameter of each family."""


@pytest.mark.parametrize("name", [family.name for family in family_rows()])
def test_that_every_family_follows_its_fields_and_is_inserted_with_the_parts_chosen(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    form = form_of(window)
    form.choose(name)
    before, counts = window.bridge.snapshot.design, form.totals_text
    form.set_text(*CHANGES[name])
    assert form.totals_text not in {"", counts}
    fields = {parameter.name for parameter in find_family(name).parameters}
    chosen = {"accelerator": "h100-sxm", "switch": "qm9700"}
    for field in chosen.keys() & fields:
        form.set_text(field, chosen[field])
    assert form.problem_text == ""
    # bisection, power and cost come beside the window
    qtbot.waitUntil(lambda: "IT power" in form.totals_text, timeout=20_000)
    rows = dict(line.split(": ", 1) for line in form.totals_text.splitlines())
    button(form, "Insert into the design").click()
    snapshot = window.bridge.snapshot
    readouts = snapshot.readouts
    assert f"{readouts.value('n_accelerators'):,.0f}" == rows["Accelerators"]
    assert f"{readouts.value('n_switches'):,.0f}" == rows["Switches"]
    # 700 W each, whatever ports the fabric needs of it
    watts = 700 * readouts.value("n_accelerators")
    assert readouts.value("power_it_w.accelerators") == pytest.approx(watts)
    if "switch" in fields:
        assert readouts.value("n_switches.qm9700") > 0
    assert [f for f in snapshot.findings if f.severity is Severity.ERROR] == []
    window.actions_by_id["edit.undo"].trigger()
    assert window.bridge.snapshot.design == before


def find_family(name: str) -> Family:
    return next(f for f in (*family_rows(), *system_rows()) if f.name == name)


def test_that_a_superpod_opens_with_any_number_of_units(window: MainWindow) -> None:
    form = form_of(window)
    form.choose("dgx-h100-superpod")
    form.set_text("n_units", "7")
    # 7 units of 32 systems, of which one gives its place to the fabric manager
    assert "Accelerators: 1,784" in form.totals_text
    button(form, "Open as a new design").click()
    assert window.bridge.snapshot.readouts.value("n_nodes") == 223
    form = form_of(window)
    form.choose("dgx-h100-superpod")
    form.set_text("n_units", "257")
    assert "256" in form.problem_text


@pytest.mark.parametrize("name", [family.name for family in system_rows()])
def test_that_every_reference_system_has_a_form_that_builds_it(
    window: MainWindow, name: str
) -> None:
    form = form_of(window)
    form.choose(name)
    assert form.problem_text == ""
    assert form.can_insert
    parameters = find_family(name).parameters
    if parameters:
        full = form.totals_text
        form.set_text(parameters[0].name, "2" if parameters[0].default != "2" else "1")
        assert form.problem_text == ""
        assert form.totals_text != full
    button(form, "Insert into the design").click()
    assert len(window.bridge.snapshot.design.root_block.instances) == 1


def test_that_the_heading_between_families_and_systems_is_no_choice(window: MainWindow) -> None:
    form = form_of(window)
    names = form.findChild(QListWidget)
    assert names is not None
    titles = [names.item(ix).text() for ix in range(names.count())]
    assert len(titles) == len(set(titles))
    form.choose(family_rows()[-1].name)
    QTest.keyClick(names, Qt.Key.Key_Down)
    assert names.currentItem().text() == system_rows()[0].title


def test_that_a_switch_that_the_fabric_cannot_use_is_explained(window: MainWindow) -> None:
    form = form_of(window)
    form.choose("node-switched")
    form.set_text("switch", "q3400")
    assert "q3400: it has 144 x 800g ports; 48 x 400g are needed" in form.problem_text
    form.set_text("switch", "")
    form.set_text("node_switch", "nvswitch5")
    assert "nvswitch5: its ports have no cages" in form.problem_text
    form.set_text("node_switch", "qm9700")
    assert form.problem_text == ""
