"""Inspector, charts and legend: editing in place and following the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from designer.commands.copies import RemoveCopies
from designer.commands.placement import Move, MoveInstances
from designer.model.ids import BlockId, InstanceId, path_from_text
from designer.ui.panels.inspector import InspectorPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.appearance import Appearance
    from designer.ui.window import MainWindow

NPU = "compute-rack[3]/node[0]/npu[5]"
TOOLTIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def inspector(
    qtbot: QtBot, appearance: Appearance, supernode_bridge: WorkbenchBridge
) -> InspectorPanel:
    panel = InspectorPanel(supernode_bridge, appearance.look)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def _type(editor: QLineEdit | QComboBox, text: str) -> None:
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    editor.editingFinished.emit()


# --- catalog -----------------------------------------------------------------------------------


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
    supernode_window.panels.numbers.setCurrentIndex(1)
    charts = supernode_window.panels.numbers.charts
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
    supernode_window.panels.numbers.setCurrentIndex(1)
    charts = supernode_window.panels.numbers.charts
    assert charts is not None
    bars = {bar.label: bar.value for bar in charts.bandwidth.bars}
    assert bars["UB plane injection"] == pytest.approx(392e9)
    assert bars["UB plane bisection"] == pytest.approx(75.264e12 / 192)


def test_that_the_legend_hides_the_links_of_a_fabric(supernode_window: MainWindow) -> None:
    shown: list[frozenset[str]] = []
    supernode_window.panels.fabrics.shown_changed.connect(shown.append)
    supernode_window.panels.fabrics.buttons["scale-up"].click()
    assert shown == [frozenset({"scale-out", "frontend"})]


def test_that_the_breadcrumb_leads_back(supernode_window: MainWindow) -> None:
    bridge = supernode_window.bridge
    bridge.enter(path_from_text("compute-rack[3]/node[0]"))
    buttons = supernode_window.panels.breadcrumb.buttons
    assert [b.text() for b in buttons] == ["CloudMatrix 384", "compute-rack[3]", "node[0]"]
    buttons[0].click()
    assert bridge.scope == ()
