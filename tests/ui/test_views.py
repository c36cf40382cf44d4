"""Views of one document: switching, moving and dragging in them, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from designer.model.ids import BlockId, InstanceId, path_from_text
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.layers import StaticLayer
from designer.ui.canvas.scale_bar import bar_length_m, length_text
from designer.ui.canvas.view import CanvasView
from designer.ui.theme.theme import LIGHT
from designer.viewmodel.cells import CellForm
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.window import MainWindow


def drag(window: MainWindow, path: str, dx: int, dy: int) -> None:
    canvas = window.canvas
    start = canvas.position_of(path)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + QPoint(round(dx * share), round(dy * share)))
    end = start + QPoint(dx, dy)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def pixels(image: QImage) -> NDArray[np.uint32]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), dtype=np.uint32)
    return data.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def test_that_the_segments_switch_the_view_of_the_same_document(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    before = window.bridge.snapshot
    forms = {}
    for kind in ViewKind:
        QTest.mouseClick(window.view_switch.buttons[kind.value], Qt.MouseButton.LeftButton)
        assert window.canvas.view.kind is kind
        assert window.actions_by_id[f"view.kind-{kind.value}"].isChecked()
        forms[kind] = window.canvas.view.cell.form
    assert len(set(forms.values())) == len(ViewKind)
    assert window.bridge.snapshot is before


def test_that_keys_switch_the_view(supernode_window: MainWindow) -> None:
    window = supernode_window
    window.activateWindow()
    QTest.keyClick(window.canvas, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    shown = [window.canvas.view.kind]
    QTest.keyClick(window.canvas, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    shown.append(window.canvas.view.kind)
    assert shown == [ViewKind.FLOOR_PLAN, ViewKind.STRUCTURE]


def test_that_a_rack_moved_in_the_floor_plan_is_moved_in_every_view(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    history = window.bridge.workbench.history
    rack = window.bridge.snapshot.design.root_block.instance_by_id[InstanceId("bus-rack")]
    window.canvas.show_kind("floor-plan")
    px = window.canvas.pixels_per_m
    # Both rows of four racks, 1.2 m to the right and 0.6 m down.
    drag(window, "bus-rack[1]", round(1.2 * px), round(0.6 * px))
    moved = window.bridge.snapshot.design.root_block.instance_by_id[InstanceId("bus-rack")]
    assert moved.placement.x_m - rack.placement.x_m == pytest.approx(1.2)
    assert moved.placement.y_m - rack.placement.y_m == pytest.approx(0.6)
    assert len(history.labels) == 1
    window.bridge.undo()
    assert window.bridge.snapshot.design.root_block.instance_by_id[InstanceId("bus-rack")] == rack


def test_that_a_device_dragged_in_the_elevation_changes_its_unit(
    supernode_window: MainWindow,
) -> None:
    window = supernode_window
    window.canvas.show_kind("elevation")
    window.enter(path_from_text("bus-rack[0]"))
    view = window.canvas.view
    assert view.cell.form is CellForm.ELEVATION
    unit_px = 0.04445 * window.canvas.pixels_per_m
    drag(window, "bus-rack[0]/vpc-switch[0]", 0, round(-5 * unit_px))
    block = window.bridge.snapshot.design.block_by_id[BlockId("bus-rack")]
    assert block.instance_by_id[InstanceId("vpc-switch")].placement.at_u == 40


@pytest.mark.parametrize("kind", ["topology", "elevation"])
def test_that_dragging_moves_nothing_where_places_mean_nothing(
    supernode_window: MainWindow, kind: str
) -> None:
    window = supernode_window
    before = window.bridge.snapshot.design
    hints: list[str] = []
    window.bridge.hint.connect(hints.append)
    window.canvas.show_kind(kind)
    drag(window, "bus-rack[1]", 90, 60)
    assert window.bridge.snapshot.design is before
    assert any("places things by itself" in hint for hint in hints)
    assert not window.canvas.overlay.ghosts


@pytest.mark.parametrize("kind", list(ViewKind))
@pytest.mark.parametrize("factor", [1.0, 5.0])
def test_that_panning_equals_repainting_in_every_view(
    supernode_bridge: WorkbenchBridge, kind: ViewKind, factor: float
) -> None:
    view = CanvasView(supernode_bridge.snapshot, kind)
    view.width, view.height = 900.0, 600.0
    view.fit()
    view.camera.zoom(factor, 400, 250)
    colors = canvas_colors(LIGHT, view.snapshot.design.fabrics)
    layer = StaticLayer()
    layer.picture(view, colors, 1.0)
    view.camera.pan(-43, 29)
    panned = pixels(layer.picture(view, colors, 1.0).toImage())
    assert layer.n_full_paints == 1
    assert np.array_equal(panned, pixels(StaticLayer().picture(view, colors, 1.0).toImage()))
    assert len(np.unique(panned)) > 8


def test_that_power_and_cooling_are_written_on_the_racks(supernode_window: MainWindow) -> None:
    window = supernode_window
    window.canvas.show_kind("floor-plan")
    plain = pixels(window.canvas.grab().toImage())
    window.actions_by_id["view.layer-power"].trigger()
    power = pixels(window.canvas.grab().toImage())
    window.actions_by_id["view.layer-cooling"].trigger()
    both = pixels(window.canvas.grab().toImage())
    assert np.count_nonzero(plain != power) > 1_000
    assert np.count_nonzero(both != power) > 1_000
    window.actions_by_id["view.layer-power"].trigger()
    window.actions_by_id["view.layer-cooling"].trigger()
    assert np.array_equal(plain, pixels(window.canvas.grab().toImage()))


def test_that_the_scale_bar_is_round_and_never_too_long() -> None:
    for exponent in range(-20, 60):
        pixels_per_m = 2.0 ** (exponent / 3)
        length = bar_length_m(pixels_per_m)
        assert length * pixels_per_m <= 180 or length == 0.001
        digits = f"{length:e}".partition("e")[0].rstrip("0").rstrip(".")
        assert digits in {"1", "2", "5"}
    assert [length_text(m) for m in (0.002, 0.05, 2.0, 500.0, 2000.0)] == [
        "2 mm", "5 cm", "2 m", "500 m", "2 km",
    ]  # fmt: skip


@pytest.mark.parametrize("overlay", ["power", "cut", "load", "none"])
def test_that_panning_equals_repainting_with_everything_on(
    supernode_window: MainWindow, overlay: str
) -> None:
    window = supernode_window
    canvas = window.canvas
    canvas.show_overlay(overlay)
    window.actions_by_id["view.layer-power"].trigger()
    window.edits.select_all()
    canvas.zoom_in()
    canvas.grab()
    canvas.view.camera.pan(-57, 33)
    canvas.show_point(*canvas.view.camera.to_m(canvas.width() / 2, canvas.height() / 2))
    panned = pixels(canvas.grab().toImage())
    canvas._backdrop.scene.forget()
    assert np.array_equal(panned, pixels(canvas.grab().toImage()))
