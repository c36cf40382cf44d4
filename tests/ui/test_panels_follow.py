"""Panels: what they show, and how they follow edits, gestures and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from designer.catalog.library import FAMILIES
from designer.commands.copies import RemoveCopies
from designer.commands.placement import Move, MoveInstances
from designer.model.ids import BlockId, InstanceId, path_from_text, text_from_path
from designer.ui.panels.catalog import ASSEMBLY_MIME, PART_MIME, CatalogPanel
from designer.ui.panels.findings import FindingsPanel
from designer.ui.panels.inspector import InspectorPanel
from designer.ui.panels.outline import OutlinePanel
from designer.ui.panels.readouts import ReadoutsPanel
from designer.viewmodel.catalog_rows import assembly_group, part_groups

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
    panel.show_groups((assembly_group(systems), *part_groups(library)))
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


def _type(editor: QLineEdit | QComboBox, text: str) -> None:
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    editor.editingFinished.emit()


# --- catalog -----------------------------------------------------------------------------------


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
    field = empty_window.catalog.search_field
    field.setText("ascend 910c")
    QTest.keyClick(field, Qt.Key.Key_Return)
    design = empty_window.bridge.snapshot.design
    assert [i.part for i in design.root_block.instances] == ["ascend-910c"]
    assert len(empty_window.bridge.selection.paths) == 1


def test_that_an_assembly_brings_its_contents(empty_window: MainWindow) -> None:
    empty_window.settle()
    empty_window.catalog.assembly_chosen.emit("cloudmatrix-384/compute-rack")
    snapshot = empty_window.bridge.snapshot
    assert snapshot.readouts.value("n_racks") == 1
    assert snapshot.readouts.value("n_accelerators") == 32
    assert snapshot.readouts.value("n_links.scale-up") == 4 * (8 * 7 * 2 + 4 * 7)


def test_that_a_whole_system_can_be_added_to_a_design(empty_window: MainWindow) -> None:
    empty_window.settle()
    empty_window.catalog.assembly_chosen.emit("gb200-nvl72/gb200-nvl72")
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


def test_that_values_stand_on_the_right(readouts: ReadoutsPanel) -> None:
    index = _find_readout(readouts, "n_accelerators").siblingAtColumn(1)
    alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
    assert alignment & Qt.AlignmentFlag.AlignRight


# --- findings ----------------------------------------------------------------------------------


def test_that_a_click_on_a_finding_locates_it(supernode_window: MainWindow) -> None:
    panel = supernode_window.findings
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
    panel = supernode_window.findings
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


def test_that_a_count_is_edited_in_place(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("compute-rack[0]"),))
    _type(inspector.editor("instance.count"), "5 x 3")
    assert supernode_bridge.snapshot.readouts.value("n_accelerators") == 480
    editor = inspector.editor("instance.count")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "5 × 3"


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("instance.count", "many", "not a count"),
        ("instance.count", "7", "give 2 numbers"),
        ("placement.x_m", "2 kW", "m is wanted"),
        ("placement.pitch_x_m", "far", "is not a number"),
    ],
)
def test_that_text_that_cannot_be_read_is_refused_under_the_field(
    inspector: InspectorPanel,
    supernode_bridge: WorkbenchBridge,
    key: str,
    text: str,
    message: str,
) -> None:
    supernode_bridge.select((path_from_text("compute-rack[0]"),))
    _type(inspector.editor(key), text)
    assert message in inspector.problem_text(key)
    assert supernode_bridge.snapshot.revision == 0


def test_that_escape_takes_the_typing_back(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("compute-rack[0]"),))
    editor = inspector.editor("placement.x_m")
    assert isinstance(editor, QLineEdit)
    before = editor.text()
    editor.setText("12 km")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == before


def test_that_lengths_are_read_with_their_unit(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("bus-rack[0]"),))
    _type(inspector.editor("placement.x_m"), "7250 mm")
    instance = supernode_bridge.scope_block.instance_by_id[InstanceId("bus-rack")]
    assert instance.placement.x_m == 7.25


def test_that_the_editor_stays_while_its_value_changes(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("bus-rack[0]"),))
    editor = inspector.editor("placement.x_m")
    root = BlockId("cloudmatrix-384")
    supernode_bridge.apply(
        MoveInstances(block=root, moves=(Move(instance=InstanceId("bus-rack"), x_m=9.0, y_m=0.0),))
    )
    assert inspector.editor("placement.x_m") is editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "9 m"


def test_that_ports_and_figures_of_a_part_are_shown_with_sources(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.enter(path_from_text("compute-rack[3]/node[0]"))
    supernode_bridge.select((path_from_text(NPU),))
    view = inspector.view
    assert view is not None
    rows = {row.label: row for section in view.sections for row in section.rows}
    assert rows["ub"].text == "14 of 14 used, 224 Gbit/s"
    assert rows["roce"].text.startswith("1 of 1 used")
    assert rows["Path"].text == NPU
    peak = rows["Peak BF16, dense"]
    assert peak.text.startswith("752 TFLOP/s\n")
    assert peak.badge == "disputed"
    assert "Also published" in peak.tooltip


def test_that_a_link_bundle_is_edited_in_place(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((), ("cloudmatrix-384/ub-uplink",))
    _type(inspector.editor("bundle.n_links_per_cable"), "1")
    assert supernode_bridge.snapshot.readouts.value("n_cables.scale-up") == 5376
    _type(inspector.editor("bundle.length_m"), "12 m")
    block = supernode_bridge.scope_block
    bundle = next(b for b in block.link_bundles if b.id == "ub-uplink")
    assert bundle.length_m == 12.0
    _type(inspector.editor("bundle.length_m"), "")
    block = supernode_bridge.scope_block
    assert next(b for b in block.link_bundles if b.id == "ub-uplink").length_m is None


def test_that_several_things_show_what_they_share(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("compute-rack[0]"), path_from_text("bus-rack[0]")))
    view = inspector.view
    assert view is not None
    rows = {row.label: row.text for section in view.sections for row in section.rows}
    assert rows["Of"] == "mixed"
    assert rows["Copies each"] == "mixed"
    supernode_bridge.enter(path_from_text("bus-rack[0]"))
    supernode_bridge.select((
        path_from_text("bus-rack[0]/rdma-spine[0]"),
        path_from_text("bus-rack[0]/vpc-switch[0]"),
    ))
    _type(inspector.editor("instance.count"), "3")
    counts = {str(i.id): i.count for i in supernode_bridge.scope_block.instances}
    assert counts["rdma-spine"] == counts["vpc-switch"] == 3


def test_that_an_assumption_is_changed_and_reset(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    before = supernode_bridge.snapshot.readouts.value("power_facility_w")
    it_power_w = supernode_bridge.snapshot.readouts.value("power_it_w")
    _type(inspector.editor("assumption.pue_ratio"), "1.5")
    after = supernode_bridge.snapshot.readouts.value("power_facility_w")
    assert after == pytest.approx(1.5 * it_power_w)
    _type(inspector.editor("assumption.pue_ratio"), "")
    assert supernode_bridge.snapshot.readouts.value("power_facility_w") == before


def test_that_an_enclosure_is_chosen_from_the_catalog(
    inspector: InspectorPanel, supernode_bridge: WorkbenchBridge
) -> None:
    supernode_bridge.select((path_from_text("bus-rack[0]"),))
    box = inspector.editor("instance.part")
    assert isinstance(box, QComboBox)
    ix = box.findData("eia-48u")
    assert ix >= 0
    box.setCurrentIndex(ix)
    box.activated.emit(ix)
    block = supernode_bridge.snapshot.design.block_by_id[BlockId("bus-rack")]
    assert block.part == "eia-48u"


# --- charts and legend -------------------------------------------------------------------------


def test_that_charts_follow_a_preview(supernode_window: MainWindow) -> None:
    supernode_window.settle()
    supernode_window.numbers.setCurrentIndex(1)
    charts = supernode_window.charts
    assert charts is not None
    before = {part.label: part.value for part in charts.power.parts}
    assert before["accelerators"] > before["hosts"] > 0
    bridge = supernode_window.bridge
    bridge.preview(RemoveCopies(paths=("compute-rack[3]",)))
    during = {part.label: part.value for part in charts.power.parts}
    assert during["accelerators"] == pytest.approx(before["accelerators"] * 352 / 384)
    bridge.clear_preview()
    assert {part.label: part.value for part in charts.power.parts} == before


def test_that_bandwidth_bars_compare_per_endpoint(supernode_window: MainWindow) -> None:
    supernode_window.settle()
    supernode_window.numbers.setCurrentIndex(1)
    charts = supernode_window.charts
    assert charts is not None
    bars = {bar.label: bar.value for bar in charts.bandwidth.bars}
    assert bars["UB plane injection"] == pytest.approx(392e9)
    assert bars["UB plane bisection"] == pytest.approx(75.264e12 / 192)


def test_that_the_legend_hides_the_links_of_a_fabric(supernode_window: MainWindow) -> None:
    shown: list[frozenset[str]] = []
    supernode_window.fabrics.shown_changed.connect(shown.append)
    supernode_window.fabrics.buttons["scale-up"].click()
    assert shown == [frozenset({"scale-out", "frontend"})]


def test_that_the_breadcrumb_leads_back(supernode_window: MainWindow) -> None:
    bridge = supernode_window.bridge
    bridge.enter(path_from_text("compute-rack[3]/node[0]"))
    buttons = supernode_window.breadcrumb.buttons
    assert [b.text() for b in buttons] == ["CloudMatrix 384", "compute-rack[3]", "node[0]"]
    buttons[0].click()
    assert bridge.scope == ()
