"""Gestures on the real canvas over a real workbench: mouse and keys in, design out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest

from designer.commands.placement import Move, MoveInstances
from designer.commands.structure import SetCount
from designer.commands.wiring import RemoveBundles
from designer.model.ids import InstanceId, path_from_text, text_from_path
from designer.ui.bridge import WorkbenchBridge
from designer.ui.canvas.drops import ASSEMBLY_MIME, PART_MIME
from designer.ui.canvas.widget import CanvasWidget
from designer.ui.theme.theme import LIGHT
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from designer.catalog.library import CatalogLibrary

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@cache
def library() -> CatalogLibrary:
    return shipped_library()


class Desk:
    """A canvas and what a user does to it."""

    def __init__(self, canvas: CanvasWidget, bridge: WorkbenchBridge) -> None:
        self.canvas = canvas
        self.bridge = bridge
        self.refusals: list[str] = []
        self.hints: list[str] = []
        self.previews: list[object] = []
        bridge.refused.connect(self.refusals.append)
        bridge.hint.connect(self.hints.append)
        bridge.preview_changed.connect(self.previews.append)

    def at(self, path: str) -> QPoint:
        return self.canvas.position_of(path)

    def click(self, path: str, held: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.canvas, LEFT, held, self.at(path))

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        held: Qt.KeyboardModifier = PLAIN,
        *,
        is_released: bool = True,
    ) -> None:
        QTest.mousePress(self.canvas, LEFT, held, start)
        for n in range(1, 5):
            QTest.mouseMove(self.canvas, start + (end - start) * (n / 4))
        if is_released:
            QTest.mouseRelease(self.canvas, LEFT, held, end)

    def drop(
        self, slug: str, at: QPoint, mime: str = PART_MIME, *, is_dropped: bool = True
    ) -> bool:
        data = QMimeData()
        data.setData(mime, slug.encode())
        copy = Qt.DropAction.CopyAction
        self.canvas.dragEnterEvent(QDragEnterEvent(at, copy, data, LEFT, PLAIN))
        moved = QDragMoveEvent(at, copy, data, LEFT, PLAIN)
        self.canvas.dragMoveEvent(moved)
        if is_dropped:
            self.canvas.dropEvent(QDropEvent(QPointF(at), copy, data, LEFT, PLAIN))
        return moved.isAccepted()

    @property
    def selected(self) -> list[str]:
        return [text_from_path(path) for path in self.bridge.selection.paths]

    def values(self) -> dict[str, float]:
        readouts = self.bridge.snapshot.readouts
        return {row.id: row.value for row in readouts.rows}

    def instance_ids(self) -> list[str]:
        return [instance.id for instance in self.bridge.scope_block.instances]


@pytest.fixture
def open_design(qtbot: QtBot) -> Callable[[str], Desk]:
    def make(name: str) -> Desk:
        opened = new_design() if name == "new" else open_named_or_file(name)
        bridge = WorkbenchBridge(Workbench(library(), opened.document.design))
        canvas = CanvasWidget(bridge, LIGHT)
        qtbot.addWidget(canvas)
        canvas.resize(1200, 800)
        canvas.show()
        return Desk(canvas, bridge)

    return make


def test_that_a_click_selects_the_copy_under_the_pointer(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    desk.click("compute-rack[3]")
    assert desk.selected == ["compute-rack[3]"]
    desk.click("bus-rack[1]", CTRL)
    assert desk.selected == ["compute-rack[3]", "bus-rack[1]"]
    desk.click("compute-rack[3]", CTRL)
    assert desk.selected == ["bus-rack[1]"]
    desk.click("compute-rack[0]", SHIFT)
    assert desk.selected == ["bus-rack[1]", "compute-rack[0]"]
    QTest.mouseClick(desk.canvas, LEFT, PLAIN, QPoint(4, 4))
    assert desk.selected == []


def test_that_a_rubber_band_encloses_to_the_right_and_touches_to_the_left(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    racks = [desk.canvas.view.path_box_px(path_from_text(f"compute-rack[{ix}]")) for ix in range(3)]
    first, second, third = (box for box in racks if box is not None)
    right = QPoint(round((third.x0 + third.x1) / 2), round(first.y1) + 8)
    left = QPoint(round(first.x0) - 12, round(first.y1) - 8)
    desk.drag(right, left, is_released=False)
    is_touching = [desk.canvas.overlay.is_rubber_touching]
    QTest.mouseRelease(desk.canvas, LEFT, PLAIN, left)
    assert desk.selected == ["compute-rack[0]", "compute-rack[1]", "compute-rack[2]"]
    corner = QPoint(round(first.x0) - 6, round(first.y0) - 6)
    desk.drag(corner, QPoint(round(second.x1) + 12, round(second.y1) + 6), is_released=False)
    is_touching.append(desk.canvas.overlay.is_rubber_touching)
    assert is_touching == [True, False]
    QTest.mouseRelease(
        desk.canvas, LEFT, PLAIN, QPoint(round(second.x1) + 12, round(second.y1) + 6)
    )
    assert desk.selected == ["compute-rack[0]", "compute-rack[1]"]


def test_that_shift_takes_a_selected_copy_out_again(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("cloudmatrix-384")
    desk.click("compute-rack[3]")
    desk.click("bus-rack[1]", SHIFT)
    desk.click("compute-rack[3]", SHIFT)
    assert desk.selected == ["bus-rack[1]"]


def test_that_a_drag_snaps_to_the_edge_of_a_neighbour_and_alt_does_not(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(300, 300))
    desk.bridge.apply(
        MoveInstances(
            block=desk.bridge.scope_block.id,
            moves=(Move(instance=InstanceId("cm384-compute"), x_m=0.037, y_m=0.0),),
        )
    )
    desk.drop("cm384-switch", QPoint(700, 600))
    desk.canvas.zoom_to_fit()
    first, second = (i.placement for i in desk.bridge.scope_block.instances)
    scale = desk.canvas.pixels_per_m
    start = desk.at("cm384-switch")
    end = start + QPoint(round((first.x_m - second.x_m) * scale) + 3, -40)
    desk.drag(start, end, is_released=False)
    assert len(desk.canvas.overlay.guides) >= 1
    QTest.mouseRelease(desk.canvas, LEFT, PLAIN, end)
    assert desk.bridge.scope_block.instances[1].placement.x_m == pytest.approx(first.x_m)
    assert desk.canvas.overlay.guides == ()


def test_that_shift_makes_arrow_keys_ten_times_as_strong(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    before = desk.bridge.scope_block.instances[0].placement
    QTest.keyClick(desk.canvas, Qt.Key.Key_Down, SHIFT)
    after = desk.bridge.scope_block.instances[0].placement
    assert after.y_m == pytest.approx(before.y_m + 1.0)


def test_that_double_clicks_enter_blocks_and_backspace_leaves_them(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    QTest.mouseDClick(desk.canvas, LEFT, PLAIN, desk.at("compute-rack[3]"))
    assert text_from_path(desk.bridge.scope) == "compute-rack[3]"
    QTest.mouseDClick(desk.canvas, LEFT, PLAIN, desk.at("compute-rack[3]/node[1]"))
    assert text_from_path(desk.bridge.scope) == "compute-rack[3]/node[1]"
    QTest.mouseDClick(desk.canvas, LEFT, PLAIN, desk.at("compute-rack[3]/node[1]/npu[0]"))
    assert text_from_path(desk.bridge.scope) == "compute-rack[3]/node[1]"
    QTest.keyClick(desk.canvas, Qt.Key.Key_Backspace)
    assert desk.selected == ["compute-rack[3]/node[1]"]
    QTest.keyClick(desk.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.bridge.scope == ()


def test_that_delete_inside_one_copy_removes_exactly_that_copy(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    desk.bridge.enter(path_from_text("compute-rack[3]/node[1]"))
    desk.click("compute-rack[3]/node[1]/npu[5]")
    QTest.keyClick(desk.canvas, Qt.Key.Key_Delete)
    removed = [e.path for e in desk.bridge.snapshot.design.root_block.exceptions]
    assert removed == ["compute-rack[3]/node[1]/npu[5]"]
    values = desk.values()
    assert values["n_accelerators"] == 383


def test_that_racks_come_from_the_palette_and_go_with_delete(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    assert desk.drop("cm384-compute", QPoint(400, 400))
    assert desk.drop("cm384-switch", QPoint(800, 400))
    assert desk.instance_ids() == ["cm384-compute", "cm384-switch"]
    assert desk.selected == ["cm384-switch[0]"]
    where = desk.at("cm384-compute")
    assert abs(where.x() - 400) <= 0.1 * desk.canvas.pixels_per_m
    QTest.keyClick(desk.canvas, Qt.Key.Key_Delete)
    assert desk.instance_ids() == ["cm384-compute"]
    desk.bridge.undo()
    assert desk.instance_ids() == ["cm384-compute", "cm384-switch"]


def test_that_a_node_dropped_on_a_rack_goes_into_its_units(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    desk.drop("cm384-node", desk.at("cm384-compute"))
    rack = next(b for b in desk.bridge.snapshot.design.blocks if b.id == "cm384-compute")
    assert [i.id for i in rack.instances] == ["cm384-node"]
    assert rack.instances[0].placement.at_u is not None
    assert desk.instance_ids() == ["cm384-compute"]


def test_that_readouts_follow_a_drop_before_it_is_made(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("ascend-910c", QPoint(400, 300), is_dropped=False)
    assert len(desk.previews) == 1
    assert desk.instance_ids() == []
    desk.canvas.dragLeaveEvent(QDragLeaveEvent())
    assert desk.previews[-1] is None
    assert desk.instance_ids() == []


def test_that_what_cannot_stand_on_the_floor_is_refused_with_a_reason(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    assert not desk.drop("lpo-400g", QPoint(400, 300))
    assert desk.refusals
    assert desk.instance_ids() == []


def test_that_a_block_of_a_shipped_system_can_be_dropped(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("cloudmatrix-384/node", QPoint(500, 400), ASSEMBLY_MIME)
    values = desk.values()
    assert values["n_accelerators"] == 8


def test_that_a_drag_moves_by_steps_and_is_one_edit(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    before = desk.bridge.scope_block.instances[0].placement
    n_steps = desk.bridge.workbench.history.position
    scale = desk.canvas.pixels_per_m
    start = desk.at("cm384-compute")
    desk.drag(start, start + QPoint(round(1.04 * scale), round(0.52 * scale)))
    after = desk.bridge.scope_block.instances[0].placement
    assert after.x_m == pytest.approx(before.x_m + 1.0)
    assert after.y_m == pytest.approx(before.y_m + 0.5)
    assert desk.bridge.workbench.history.position == n_steps + 1
    assert desk.at("cm384-compute").x() == pytest.approx(start.x() + 1.0 * scale, abs=2)


def test_that_escape_ends_a_drag_without_a_trace(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    design = desk.bridge.snapshot.design
    start = desk.at("cm384-compute")
    desk.drag(start, start + QPoint(150, 0), is_released=False)
    assert desk.previews[-1] is not None
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.previews[-1] is None
    QTest.mouseRelease(desk.canvas, LEFT, PLAIN, start + QPoint(150, 0))
    assert desk.bridge.snapshot.design is design


def test_that_ctrl_drag_and_ctrl_d_duplicate(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(300, 400))
    start = desk.at("cm384-compute")
    desk.drag(start, start + QPoint(250, 0), CTRL)
    assert len(desk.instance_ids()) == 2
    assert len(desk.selected) == 1
    QTest.keyClick(desk.canvas, Qt.Key.Key_D, CTRL)
    assert len(desk.instance_ids()) == 3


def test_that_arrow_keys_nudge_by_the_snap_step(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    before = desk.bridge.scope_block.instances[0].placement
    for _ in range(3):
        QTest.keyClick(desk.canvas, Qt.Key.Key_Right)
    after = desk.bridge.scope_block.instances[0].placement
    assert after.x_m == pytest.approx(before.x_m + 0.3)


def test_that_a_drag_in_a_rack_changes_the_unit(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("new")
    desk.drop("cm384-compute", QPoint(400, 400))
    desk.bridge.enter(path_from_text("cm384-compute[0]"))
    desk.drop("cm384-node", QPoint(600, 500))
    before = desk.bridge.scope_block.instances[0].placement.at_u
    assert before is not None
    start = desk.at("cm384-compute[0]/cm384-node[0]")
    unit_px = 0.04445 * desk.canvas.pixels_per_m
    desk.drag(start, start - QPoint(0, round(3 * unit_px)))
    assert desk.bridge.scope_block.instances[0].placement.at_u == before + 3


def handle_at(desk: Desk, path: str) -> QPoint:
    QTest.mouseMove(desk.canvas, QPoint(2, 2))
    QTest.mouseMove(desk.canvas, desk.at(path))
    handle = desk.canvas.overlay.handles[0]
    return QPoint(round(handle.x), round(handle.y))


def test_that_a_cable_from_a_port_handle_connects_two_parts(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("gb200-gpu", QPoint(300, 400))
    desk.drop("nvswitch5", QPoint(800, 400))
    desk.drag(handle_at(desk, "gb200-gpu"), desk.at("nvswitch5"))
    bundle = desk.bridge.scope_block.link_bundles[0]
    assert (bundle.a.path, bundle.b.path) == ("gb200-gpu", "nvswitch5")
    assert desk.bridge.selection.bundle_keys == (f"cluster/{bundle.id}",)
    told = next(hint for hint in desk.hints if hint.startswith("18 links"))
    assert "0 nvlink ports stay free" in told
    values = desk.values()
    assert values["n_links.scale-up"] == 18


def test_that_keys_choose_pattern_and_copies_while_a_cable_is_dragged(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("gb200-gpu", QPoint(300, 400))
    desk.drop("nvswitch5", QPoint(800, 400))
    for name, n in (("gb200-gpu", 6), ("nvswitch5", 4)):
        desk.bridge.apply(
            SetCount(block=desk.bridge.scope_block.id, instance=InstanceId(name), n_copies=n)
        )
    desk.canvas.zoom_to_fit()
    end = desk.at("nvswitch5[2]")
    desk.drag(handle_at(desk, "gb200-gpu[1]"), end, is_released=False)
    seen = [(desk.canvas.overlay.note, len(desk.canvas.overlay.links))]
    for key in (Qt.Key.Key_P, Qt.Key.Key_P, Qt.Key.Key_O):
        QTest.keyClick(desk.canvas, key)
        seen.append((desk.canvas.overlay.note, len(desk.canvas.overlay.links)))
    assert [n for _, n in seen] == [6 * 4, 6, 6 * 4, 1]
    assert "(all to all)" in seen[0][0]
    assert "(stripe)" in seen[1][0]
    assert seen[3][0].startswith("18 links")
    QTest.mouseRelease(desk.canvas, LEFT, PLAIN, end)
    (bundle,) = desk.bridge.scope_block.link_bundles
    assert (bundle.a.path, bundle.b.path) == ("gb200-gpu[1]", "nvswitch5[2]")


def test_that_the_level_of_a_cable_is_chosen_while_it_is_dragged(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    desk.bridge.apply(
        RemoveBundles(
            block=desk.bridge.scope_block.id,
            bundles=tuple(b.id for b in desk.bridge.scope_block.link_bundles),
        )
    )
    end = desk.at("bus-rack[0]/bus-device[3]")
    desk.drag(handle_at(desk, "compute-rack[0]"), end, is_released=False)
    refused = desk.canvas.overlay.is_refused
    first = desk.canvas.overlay.note
    QTest.keyClick(desk.canvas, Qt.Key.Key_Down)
    assert not refused
    assert "links" in first
    assert "level 2" in desk.hints[-1]
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(desk.canvas, LEFT, PLAIN, end)
    assert desk.bridge.scope_block.link_bundles == ()
    assert desk.canvas.overlay.links == ()


def test_that_a_place_without_fitting_ports_is_refused_before_the_drop(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("gb200-gpu", QPoint(300, 400))
    desk.drop("grace", QPoint(800, 400))
    desk.drag(handle_at(desk, "gb200-gpu"), desk.at("grace"), is_released=False)
    assert desk.canvas.overlay.is_refused
    assert desk.canvas.overlay.note
    assert desk.canvas.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert not desk.canvas.overlay.is_refused


def test_that_a_cable_to_something_without_fitting_ports_is_refused(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("new")
    desk.drop("gb200-gpu", QPoint(300, 400))
    desk.drop("grace", QPoint(800, 400))
    desk.drag(handle_at(desk, "gb200-gpu"), desk.at("grace"))
    assert desk.bridge.scope_block.link_bundles == ()
    assert len(desk.refusals) == 1


def test_that_a_cable_can_be_selected_and_deleted(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("cloudmatrix-384")
    desk.bridge.enter(path_from_text("compute-rack[0]/node[0]"))
    cell = desk.canvas.view.cell
    label = next(lab for lab in cell.labels if lab.bundle_key == "node/npu-l1")
    x, y = desk.canvas.view.corner_px()
    scale = desk.canvas.pixels_per_m
    at = QPoint(round(x + (label.x + 0.004) * scale), round(y + label.y * scale) + 3)
    QTest.mouseClick(desk.canvas, LEFT, PLAIN, at)
    assert desk.bridge.selection.bundle_keys == ("node/npu-l1",)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Delete)
    assert "npu-l1" not in {b.id for b in desk.bridge.scope_block.link_bundles}


def test_that_the_wheel_zooms_about_the_pointer(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("cloudmatrix-384")
    at = QPointF(700.0, 300.0)
    before = desk.canvas.view.camera.to_m(at.x(), at.y())
    scale = desk.canvas.pixels_per_m
    for _ in range(4):
        desk.canvas.wheelEvent(
            QWheelEvent(
                at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, PLAIN,
                Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
            )
        )  # fmt: skip
    assert desk.canvas.pixels_per_m == pytest.approx(2 * scale)
    after = desk.canvas.view.camera.to_m(at.x(), at.y())
    assert after[0] == pytest.approx(before[0], abs=2 / scale)
    assert after[1] == pytest.approx(before[1], abs=2 / scale)


def test_that_middle_button_and_space_pan(open_design: Callable[[str], Desk]) -> None:
    desk = open_design("cloudmatrix-384")
    before = desk.at("compute-rack[0]")
    middle = Qt.MouseButton.MiddleButton
    QTest.mousePress(desk.canvas, middle, PLAIN, QPoint(300, 300))
    QTest.mouseMove(desk.canvas, QPoint(360, 290))
    QTest.mouseRelease(desk.canvas, middle, PLAIN, QPoint(360, 290))
    assert desk.at("compute-rack[0]") == before + QPoint(60, -10)
    QTest.keyPress(desk.canvas, Qt.Key.Key_Space)
    desk.drag(QPoint(300, 300), QPoint(340, 300))
    QTest.keyRelease(desk.canvas, Qt.Key.Key_Space)
    assert desk.at("compute-rack[0]") == before + QPoint(100, -10)
    assert desk.selected == []


def test_that_locate_enters_the_block_and_selects_the_place(
    open_design: Callable[[str], Desk],
) -> None:
    desk = open_design("cloudmatrix-384")
    desk.canvas.locate(["compute-rack[2]/node[1]/l1[4]"])
    assert text_from_path(desk.bridge.scope) == "compute-rack[2]/node[1]"
    assert desk.selected == ["compute-rack[2]/node[1]/l1[4]"]
    desk.canvas.locate(["compute-rack/node"])
    assert desk.selected == ["compute-rack[0]/node"]
    desk.canvas.locate([], ["cloudmatrix-384/ub-uplink"])
    assert desk.bridge.scope == ()
    assert desk.bridge.selection.bundle_keys == ("cloudmatrix-384/ub-uplink",)
