"""What the canvas paints: nothing vanishes, panning equals repainting, errors do not end it."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from designer.commands.copies import RemoveCopies
from designer.commands.placement import SetPlacement
from designer.commands.structure import SetCount
from designer.model.ids import BlockId, InstanceId, path_from_text
from designer.model.instance import Dimension
from designer.model.placement import Placement
from designer.ui.bridge import WorkbenchBridge
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.layers import StaticLayer
from designer.ui.canvas.painter import ScenePainter
from designer.ui.canvas.view import CanvasView
from designer.ui.canvas.widget import CanvasWidget
from designer.ui.printing.image import render_png, render_svg
from designer.ui.theme.theme import DARK, LIGHT
from designer.viewmodel.sight import Sight
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.workbench.snapshot import Snapshot

SIZE = (1200, 800)


@cache
def library() -> CatalogLibrary:
    return shipped_library()


def snapshot_of(name: str, *commands: Command) -> Snapshot:
    bench = Workbench(library(), open_named_or_file(name).document.design)
    for command in commands:
        bench.apply(command)
    return bench.snapshot


def view_of(snapshot: Snapshot) -> CanvasView:
    view = CanvasView(snapshot)
    view.width, view.height = float(SIZE[0]), float(SIZE[1])
    view.fit()
    return view


def pixels(image: QImage) -> NDArray[np.uint32]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), dtype=np.uint32)
    return data.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def painted(view: CanvasView, painter: ScenePainter | None = None) -> NDArray[np.uint32]:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    colors = canvas_colors(LIGHT, view.snapshot.design.fabrics)
    with QPainter(image) as target:
        (painter or ScenePainter()).paint(target, view.scene(1.0), colors)
    return pixels(image)


def color_at(image: NDArray[np.uint32], view: CanvasView, path: str) -> int:
    box = view.path_box_px(path_from_text(path))
    assert box is not None
    # Near the corner, where no label is.
    return int(image[int(box.y0 + box.height * 0.15), int(box.x0 + box.width * 0.15)])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("dx", "dy"), [(37, 0), (0, -51), (-120, 64), (3, 3)])
@pytest.mark.parametrize("factor", [0.5, 1.0, 4.0])
def test_that_panning_gives_the_pixels_of_a_full_repaint(dx: int, dy: int, factor: float) -> None:
    view = view_of(snapshot_of("cloudmatrix-384"))
    view.camera.zoom(factor, 500, 300)
    colors = canvas_colors(LIGHT, view.snapshot.design.fabrics)
    layer = StaticLayer()
    layer.picture(view, colors, 1.0)
    view.camera.pan(dx, dy)
    panned = pixels(layer.picture(view, colors, 1.0).toImage())
    assert layer.n_full_paints == 1
    full = pixels(StaticLayer().picture(view, colors, 1.0).toImage())
    assert np.array_equal(panned, full)


@pytest.mark.usefixtures("qapp")
def test_that_a_part_is_filled_with_the_colour_of_its_family() -> None:
    view = view_of(snapshot_of("cloudmatrix-384"))
    image = painted(view)
    npu = "compute-rack[2]/node[1]/npu[3]"
    assert color_at(image, view, npu) == QColor(LIGHT.part_accelerator).rgba()
    switch = "compute-rack[2]/node[1]/l1[3]"
    assert color_at(image, view, switch) == QColor(LIGHT.part_switch).rgba()


@pytest.mark.usefixtures("qapp")
def test_that_nothing_vanishes_at_any_zoom() -> None:
    view = view_of(snapshot_of("cloudmatrix-384"))
    floor = QColor(LIGHT.canvas_floor).rgba()
    grid = QColor(LIGHT.canvas_grid).rgba()
    painter = ScenePainter()
    for _ in range(36):
        image = painted(view, painter)
        assert np.any((image != floor) & (image != grid)), view.camera.pixels_per_m
        view.camera.zoom(0.7, 600, 400)


@pytest.mark.usefixtures("qapp")
def test_that_a_removed_copy_is_drawn_hollow_and_only_there() -> None:
    removed = RemoveCopies(paths=("compute-rack[2]/node[1]/npu[3]",))
    view = view_of(snapshot_of("cloudmatrix-384", removed))
    view.camera.zoom(6, 600, 400)
    box = view.path_box_px(path_from_text("compute-rack[2]/node[1]/npu[3]"))
    assert box is not None
    view.camera.pan(600 - box.x0, 400 - box.y0)
    image = painted(view)
    part = QColor(LIGHT.part_accelerator).rgba()
    assert color_at(image, view, "compute-rack[2]/node[1]/npu[3]") != part
    assert color_at(image, view, "compute-rack[2]/node[1]/npu[2]") == part
    assert color_at(image, view, "compute-rack[2]/node[1]/npu[4]") == part


@pytest.mark.usefixtures("qapp")
def test_that_a_removed_copy_shows_inside_its_own_scope_only() -> None:
    removed = RemoveCopies(paths=("compute-rack[2]/node[1]/npu[3]",))
    view = view_of(snapshot_of("cloudmatrix-384", removed))
    part = QColor(LIGHT.part_accelerator).rgba()
    for node, is_part in ((1, False), (2, True)):
        view.scope = path_from_text(f"compute-rack[2]/node[{node}]")
        view.fit()
        shown = color_at(painted(view), view, f"compute-rack[2]/node[{node}]/npu[3]")
        assert (shown == part) is is_part


@pytest.mark.usefixtures("qapp")
def test_that_a_million_accelerators_fill_their_block() -> None:
    dims = (Dimension(name="i", size=1_000_000),)
    design = open_named_or_file("cloudmatrix-384").document.design
    for command in (
        SetCount.model_validate({"block": "node", "instance": "dpu", "dims": dims}),
        SetPlacement(
            block=BlockId("node"),
            instance=InstanceId("dpu"),
            placement=Placement(n_columns=1000, y_m=1.0, pitch_x_m=0.07, pitch_y_m=0.07),
        ),
    ):
        design = command.apply(design, library()).design
    view = view_of(snapshot_of("cloudmatrix-384"))
    view.show_snapshot(type(view.snapshot)(**{**vars(view.snapshot), "design": design}))
    view.scope = path_from_text("compute-rack[0]/node[0]")
    view.fit()
    image = painted(view)
    assert np.count_nonzero(image == QColor(LIGHT.part_nic).rgba()) > 100_000


@pytest.mark.usefixtures("qapp")
def test_that_hidden_fabrics_have_no_cables() -> None:
    view = view_of(snapshot_of("gb200-nvl72"))
    view.scope = path_from_text("rack[0]")
    view.fit()
    blue = QColor(LIGHT.fabric_scale_up).rgba()
    assert np.count_nonzero(painted(view) == blue) > 300
    view.hidden_fabrics = frozenset({"scale-up"})
    assert np.count_nonzero(painted(view) == blue) == 0


@pytest.mark.usefixtures("qapp")
def test_that_a_design_of_one_rack_shows_its_cables_from_outside() -> None:
    snapshot = snapshot_of("gb200-nvl72")
    view = CanvasView(snapshot, ViewKind.TOPOLOGY)
    view.width, view.height = 640.0, 420.0
    view.fit()
    image = painted(view)
    rack = view.path_box_px(path_from_text("rack[0]"))
    lowest = view.path_box_px(path_from_text("rack[0]/switch-tray[0]"))
    assert rack is not None
    assert lowest is not None
    blue = QColor(LIGHT.fabric_scale_up).rgba()
    # Beside the switch trays, where nothing but their buses is.
    beside = image[int(rack.y0) : int(lowest.y1), int(lowest.x1) + 150 : int(rack.x1)]
    assert np.count_nonzero(beside == blue) > 20


@pytest.mark.usefixtures("qapp")
def test_that_a_trunk_leads_to_rows_that_are_too_close_for_a_bus_each() -> None:
    snapshot = snapshot_of("ub-mesh-superpod")
    view = CanvasView(snapshot, ViewKind.TOPOLOGY)
    view.width, view.height = float(SIZE[0]), float(SIZE[1])
    view.fit()
    image = painted(view)
    far = view.path_box_px(path_from_text("bus-rack[0]"))
    near = view.path_box_px(path_from_text("rack[15]"))
    assert far is not None
    assert near is not None
    blue = QColor(LIGHT.fabric_scale_up).rgba()
    x = round((far.x1 + near.x1) / 2)
    assert blue in image[int(far.y0) - 8 : int(far.y1) + 1, x]


@pytest.mark.usefixtures("qapp")
def test_that_the_picture_has_twice_the_pixels_at_ratio_two() -> None:
    view = view_of(snapshot_of("cloudmatrix-384"))
    colors = canvas_colors(DARK, view.snapshot.design.fabrics)
    picture = StaticLayer().picture(view, colors, 2.0)
    assert (picture.width(), picture.height()) == (2 * SIZE[0], 2 * SIZE[1])
    assert picture.devicePixelRatio() == 2.0


def test_that_an_error_while_painting_is_logged_and_not_fatal(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bridge = WorkbenchBridge(Workbench(library(), new_design().document.design))
    canvas = CanvasWidget(bridge, LIGHT)
    qtbot.addWidget(canvas)

    def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(StaticLayer, "picture", fail)
    with caplog.at_level(logging.ERROR):
        canvas.grab()
    assert "the canvas could not be painted" in caplog.text
    monkeypatch.undo()
    assert not canvas.grab().isNull()


def test_that_a_new_theme_repaints_the_scene(qtbot: QtBot) -> None:
    bridge = WorkbenchBridge(
        Workbench(library(), open_named_or_file("gb200-nvl72").document.design)
    )
    canvas = CanvasWidget(bridge, LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    light = canvas.grab().toImage().pixelColor(2, 2)
    canvas.set_theme(DARK)
    dark = canvas.grab().toImage().pixelColor(2, 2)
    assert light.lightness() > 200 > 60 > dark.lightness()


@pytest.mark.usefixtures("qapp")
def test_that_png_and_svg_show_the_block() -> None:
    snapshot = snapshot_of("cloudmatrix-384")
    image = QImage.fromData(render_png(snapshot, LIGHT, (800, 500)))
    assert (image.width(), image.height()) == (800, 500)
    blue = QColor(LIGHT.part_accelerator).rgba()
    assert np.count_nonzero(pixels(image) == blue) > 384
    inside = Sight(scope=path_from_text("compute-rack[0]/node[0]"), has_legend=False)
    svg = render_svg(snapshot, LIGHT, (800, 500), inside)
    assert svg.startswith(b"<?xml")
    assert svg.count(b"910C") == 8
