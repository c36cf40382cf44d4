"""Panels: what they show, and how they follow edits, gestures and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from designer.catalog.library import FAMILIES
from designer.commands.copies import RemoveCopies
from designer.model.ids import path_from_text, text_from_path
from designer.ui.panels.catalog import CatalogPanel
from designer.ui.panels.catalog_model import ASSEMBLY_MIME, PART_MIME
from designer.ui.panels.findings import FindingsPanel
from designer.ui.panels.inspector import InspectorPanel
from designer.ui.panels.outline import OutlinePanel
from designer.ui.panels.readouts import ReadoutsPanel
from designer.viewmodel.catalog_rows import assembly_groups, part_groups
from designer.viewmodel.explain import explain_readout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.catalog.library import CatalogLibrary
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.appearance import Appearance
    from designer.ui.window import MainWindow

NPU = "compute-rack[3]/node[0]/npu[5]"
TOOLTIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def catalog(
    qtbot: QtBot, appearance: Appearance, library: CatalogLibrary, supernode_bridge: WorkbenchBridge
) -> CatalogPanel:
    panel = CatalogPanel(appearance.look)
    qtbot.addWidget(panel)
    systems = [("cloudmatrix-384", supernode_bridge.snapshot.design)]
    panel.show_groups((*assembly_groups(systems), *part_groups(library)))
    return panel


@pytest.fixture
def readouts(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> ReadoutsPanel:
    panel = ReadoutsPanel(supernode_bridge, appearance.look, appearance.application)
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def inspector(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> InspectorPanel:
    panel = InspectorPanel(supernode_bridge, appearance.look)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def _entries(panel: CatalogPanel) -> list[str]:
    return [entry.name for group in panel.model.groups for entry in group.entries]


def _find_readout(panel: ReadoutsPanel, readout_id: str) -> QModelIndex:
    for group_ix, group in enumerate(panel.model.groups):
        for row_ix, row in enumerate(group.rows):
            if row.readout.id == readout_id:
                return panel.model.index(row_ix, 0, panel.model.index(group_ix, 0))
    raise AssertionError(readout_id)


def test_that_the_search_finds_every_word_in_any_order(catalog: CatalogPanel) -> None:
    catalog.search_field.setText("910c ascend")
    assert "Ascend 910C" in " ".join(_entries(catalog))
    assert not any("Grace" in name for name in _entries(catalog))
    catalog.search_field.setText("no such part")
    assert _entries(catalog) == []
    catalog.search_field.clear()
    assert len(_entries(catalog)) > 20


def test_that_every_family_of_the_catalog_is_offered(
    catalog: CatalogPanel, library: CatalogLibrary
) -> None:
    families = {part.family for part in library.parts}
    assert families <= set(FAMILIES)
    assert sum(len(g.entries) for g in part_groups(library)) == len(library.parts)
    assert len(catalog.model.groups) == len(families) + 1


def test_that_dragging_carries_slug_or_block(catalog: CatalogPanel) -> None:
    payloads: dict[str, bytes] = {}
    for group_ix, group in enumerate(catalog.model.groups):
        for row_ix, entry in enumerate(group.entries):
            index = catalog.model.index(row_ix, 0, catalog.model.index(group_ix, 0))
            data = catalog.model.mimeData([index])
            mime = next(f for f in data.formats() if f.startswith("application/x-designer"))
            payloads[f"{mime} {entry.payload}"] = bytes(data.data(mime).data())
    assert payloads[f"{PART_MIME} ascend-910c"] == b"ascend-910c"
    assembly = "cloudmatrix-384/compute-rack"
    assert payloads[f"{ASSEMBLY_MIME} {assembly}"] == assembly.encode()


def test_that_parts_of_links_cannot_be_dragged(catalog: CatalogPanel) -> None:
    draggable = {
        entry.payload: bool(
            catalog.model.flags(catalog.model.index(row, 0, catalog.model.index(g, 0)))
            & Qt.ItemFlag.ItemIsDragEnabled
        )
        for g, group in enumerate(catalog.model.groups)
        for row, entry in enumerate(group.entries)
    }
    assert draggable["ascend-910c"]
    assert not draggable["lpo-400g"]
    assert not draggable["fibre-mpo16"]


def test_that_a_catalog_tooltip_names_figures_and_sources(catalog: CatalogPanel) -> None:
    catalog.search_field.setText("ascend 910c")
    indices = [
        catalog.model.index(row, 0, catalog.model.index(g, 0))
        for g, group in enumerate(catalog.model.groups)
        for row, entry in enumerate(group.entries)
        if entry.payload == "ascend-910c"
    ]
    text = str(indices[0].data(TOOLTIP))
    assert "752 TFLOP/s" in text
    assert "Price" in text
    assert "Source" in text


def test_that_enter_in_the_search_adds_the_first_hit(
    empty_window: MainWindow,
) -> None:
    field = empty_window.panels.catalog.search_field
    field.setText("ascend 910c")
    QTest.keyClick(field, Qt.Key.Key_Return)
    design = empty_window.bridge.snapshot.design
    assert [i.part for i in design.root_block.instances] == ["ascend-910c"]
    assert len(empty_window.bridge.selection.paths) == 1


def test_that_an_assembly_brings_its_contents(empty_window: MainWindow) -> None:
    empty_window.settle()
    empty_window.panels.catalog.assembly_chosen.emit("cloudmatrix-384/compute-rack")
    snapshot = empty_window.bridge.snapshot
    assert snapshot.readouts.value("n_racks") == 1
    assert snapshot.readouts.value("n_accelerators") == 32
    assert snapshot.readouts.value("n_links.scale-up") == 4 * (8 * 7 * 2 + 4 * 7)


def test_that_a_whole_system_can_be_added_to_a_design(empty_window: MainWindow) -> None:
    empty_window.settle()
    empty_window.panels.catalog.assembly_chosen.emit("gb200-nvl72/gb200-nvl72")
    assert empty_window.bridge.snapshot.readouts.value("n_accelerators") == 72


# --- readouts ----------------------------------------------------------------------------------


def test_that_readouts_follow_an_edit_with_the_change(
    readouts: ReadoutsPanel, supernode_bridge: WorkbenchBridge
) -> None:
    assert readouts.show_text("n_accelerators") == "384"
    supernode_bridge.apply(RemoveCopies(paths=(NPU,)))
    index = _find_readout(readouts, "n_accelerators")
    assert index.siblingAtColumn(1).data() == "383"
    assert index.siblingAtColumn(3).data() == "−1"
    supernode_bridge.undo()
    assert _find_readout(readouts, "n_accelerators").siblingAtColumn(3).data() == ""


def test_that_a_preview_is_shown_until_it_ends(
    readouts: ReadoutsPanel, supernode_bridge: WorkbenchBridge
) -> None:
    assert supernode_bridge.preview(RemoveCopies(paths=(NPU,))) == ""
    index = _find_readout(readouts, "n_accelerators")
    assert index.siblingAtColumn(1).data() == "383"
    assert index.siblingAtColumn(1).data(Qt.ItemDataRole.FontRole).weight() > 500
    supernode_bridge.clear_preview()
    assert _find_readout(readouts, "n_accelerators").siblingAtColumn(1).data() == "384"


def test_that_a_pinned_state_is_the_new_baseline(
    readouts: ReadoutsPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.apply(RemoveCopies(paths=(NPU,)))
    readouts.pin()
    assert _find_readout(readouts, "n_accelerators").siblingAtColumn(3).data() == ""
    supernode_bridge.undo()
    assert _find_readout(readouts, "n_accelerators").siblingAtColumn(3).data() == "+1"


def test_that_tooltips_carry_formula_and_source(readouts: ReadoutsPanel) -> None:
    text = str(_find_readout(readouts, "peak_flop_per_s.bf16").data(TOOLTIP))
    assert "384 x 752 TFLOP/s" in text
    assert "Sources: " in text
    assert "Method: " in text


def test_that_the_explanation_can_be_copied(
    readouts: ReadoutsPanel, supernode_bridge: WorkbenchBridge, appearance: Appearance
) -> None:
    readouts.tree.setCurrentIndex(_find_readout(readouts, "memory_bytes"))
    source = supernode_bridge.snapshot.readouts.by_id["memory_bytes"].sources[0]
    url = supernode_bridge.snapshot.design.source_by_slug[source].url
    assert "384 x 128 GB = 49.15 TB" in readouts.explanation
    assert url
    assert url in readouts.explanation
    readouts._copy.click()
    assert appearance.application.clipboard().text() == readouts.explanation


def test_that_the_breakdown_adds_the_parts_of_totals(readouts: ReadoutsPanel) -> None:
    def shown() -> set[str]:
        return {row.readout.id for group in readouts.model.groups for row in group.rows}

    assert "n_switches" in shown()
    assert "n_switches.ub-l1" not in shown()
    assert "peak_flop_per_s.bf16" in shown()
    readouts._breakdown.setChecked(True)
    assert "n_switches.ub-l1" in shown()


def test_that_another_traffic_is_chosen_beside_the_numbers(
    readouts: ReadoutsPanel, supernode_bridge: WorkbenchBridge, qtbot: QtBot
) -> None:
    box = readouts.findChild(QComboBox)
    assert box is not None
    offered = [box.itemText(ix) for ix in range(box.count())]
    assert offered == [
        "all-to-all",
        "group:compute-rack",
        "group:node",
        "rail:npu",
        "permutation",
        "random-permutation",
        "longest-matching",
    ]
    line = box.lineEdit()
    assert line is not None
    line.setText("group-size:16")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not supernode_bridge.snapshot.pending)
    assert _find_readout(readouts, "throughput_traffic_bytes_per_s.scale-up").isValid()
    assert readouts.show_text("throughput_traffic_bytes_per_s.scale-up") == "392 GB/s"
    with qtbot.waitSignal(supernode_bridge.refused) as refusal:
        line.setText("nonsense")
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert refusal.args is not None
    assert "is not known" in refusal.args[0]
    assert box.currentText() == "group-size:16"
    box.setCurrentIndex(0)
    box.textActivated.emit("all-to-all")
    assert supernode_bridge.workbench.traffic is None
    assert readouts.show_text("throughput_traffic_bytes_per_s.scale-up") == ""


def test_that_values_stand_on_the_right(readouts: ReadoutsPanel) -> None:
    index = _find_readout(readouts, "n_accelerators").siblingAtColumn(1)
    alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
    assert alignment & Qt.AlignmentFlag.AlignRight


# --- findings ----------------------------------------------------------------------------------


def test_that_a_click_on_a_finding_locates_it(supernode_window: MainWindow) -> None:
    panel = supernode_window.panels.findings
    row = next(ix for ix, r in enumerate(panel.model.rows) if r.finding.locus.paths)
    finding = panel.model.rows[row].finding
    panel.table.setCurrentIndex(panel.model.index(row, 1))
    wanted = path_from_text(finding.locus.paths[0])[-1].instance_id
    chosen = {path[-1].instance_id for path in supernode_window.bridge.selection.paths}
    assert chosen == {wanted}


def test_that_a_finding_is_approved_with_a_reason(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> None:
    panel = FindingsPanel(supernode_bridge, appearance.look, lambda _: "left for the storage hall")
    qtbot.addWidget(panel)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    key = panel.model.rows[0].finding.approval_key
    panel._approve.click()
    approvals = supernode_bridge.snapshot.design.approvals
    assert [(a.key, a.reason) for a in approvals] == [(key, "left for the storage hall")]
    last = len(panel.model.rows) - 1
    assert panel.model.rows[last].severity_text == "Approved"
    panel.table.setCurrentIndex(panel.model.index(last, 0))
    assert panel._approve.text() == "Withdraw approval"
    panel._approve.click()
    assert supernode_bridge.snapshot.design.approvals == ()


def test_that_approval_without_a_reason_changes_nothing(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> None:
    panel = FindingsPanel(supernode_bridge, appearance.look, lambda _: None)
    qtbot.addWidget(panel)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    panel._approve.click()
    assert supernode_bridge.snapshot.revision == 0


def test_that_severities_can_be_hidden(supernode_window: MainWindow) -> None:
    panel = supernode_window.panels.findings
    n_before = len(panel.model.rows)
    assert n_before
    for box in panel._boxes.values():
        box.setChecked(False)
    assert len(panel.model.rows) == 0
    assert "Nothing to show" in panel._empty.text()


# --- outline -----------------------------------------------------------------------------------


def test_that_outline_and_canvas_select_together(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> None:
    panel = OutlinePanel(supernode_bridge, appearance.look)
    qtbot.addWidget(panel)
    model = panel.tree.model()
    assert model.index(0, 0).data() == "Compute rack ×12"
    panel.tree.setCurrentIndex(model.index(0, 0))
    assert len(supernode_bridge.selection.paths) == 12
    supernode_bridge.select((path_from_text("bus-rack[1]"),))
    chosen = [index.data() for index in panel.tree.selectionModel().selectedRows()]
    assert chosen == ["Bus rack ×4"]


def test_that_an_inner_row_of_the_outline_enters_its_block(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> None:
    panel = OutlinePanel(supernode_bridge, appearance.look)
    qtbot.addWidget(panel)
    model = panel.tree.model()
    supernode_bridge.enter(path_from_text("compute-rack[5]"))
    node = model.index(0, 0, model.index(0, 0))
    npu = model.index(0, 0, node)
    panel.tree.setCurrentIndex(npu)
    assert text_from_path(supernode_bridge.scope) == "compute-rack[5]/node[0]"
    assert len(supernode_bridge.selection.paths) == 8


def test_that_a_link_bundle_is_selected_from_the_outline(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> None:
    panel = OutlinePanel(supernode_bridge, appearance.look)
    qtbot.addWidget(panel)
    model = panel.tree.model()
    panel.tree.setCurrentIndex(model.index(2, 0))
    assert supernode_bridge.selection.bundle_keys == ("cloudmatrix-384/ub-uplink",)


# --- inspector ---------------------------------------------------------------------------------


def test_that_an_explanation_names_the_assumptions_apart_from_the_figures_of_parts(
    supernode_bridge: WorkbenchBridge,
) -> None:
    snapshot = supernode_bridge.snapshot
    text = explain_readout(snapshot.readouts.by_id["power_facility_w"], snapshot.library.source)
    inputs, _, assumptions = text.partition("\nAssumptions\n")
    assert "ascend-910c.tdp_w = 850 W" in inputs
    assert "pue_ratio = 1.22" in assumptions.partition("\nSources\n")[0]
    assert "pue_ratio" not in inputs
