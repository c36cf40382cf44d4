"""Pictures of the canvas show its view, overlay and layers, with a legend that explains them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from designer.model.ids import path_from_text
from designer.ui.canvas.overlay_colors import ramp_colors, side_colors
from designer.ui.printing.image import render_png, render_svg
from designer.ui.theme.theme import LIGHT
from designer.viewmodel.data_overlay import TITLES
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.sight import Sight
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from designer.ui.window import MainWindow
    from designer.workbench.snapshot import Snapshot
    from tests.ui.conftest import Answers

SIZE = (1000, 640)


@cache
def snapshot() -> Snapshot:
    design = open_named_or_file("cloudmatrix-384").document.design
    return Workbench(shipped_library(), design).snapshot


def pixels(data: bytes) -> NDArray[np.uint32]:
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(image.constBits(), dtype=np.uint32)
    return found.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def count(data: bytes, color: str) -> int:
    return int(np.count_nonzero(pixels(data) == QColor(color).rgba()))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", [kind for kind in OverlayKind if kind is not OverlayKind.NONE])
def test_that_a_drawing_has_the_overlay_and_its_legend(kind: OverlayKind) -> None:
    svg = render_svg(snapshot(), LIGHT, SIZE, Sight(overlay=kind)).decode()
    assert f">{TITLES[kind]}<" in svg
    plain = render_svg(snapshot(), LIGHT, SIZE).decode()
    assert f">{TITLES[kind]}<" not in plain
    colors = side_colors(LIGHT) if kind is OverlayKind.CUT else ramp_colors(LIGHT)
    assert any(color in svg and color not in plain for color in colors)


@pytest.mark.usefixtures("qapp")
def test_that_the_legend_of_the_cut_has_its_numbers() -> None:
    svg = render_svg(snapshot(), LIGHT, SIZE, Sight(overlay=OverlayKind.CUT)).decode()
    assert "Bisection 75.26 TB/s, exact" in svg
    assert "2,688 of 5,376 links L1 to L2" in svg


@pytest.mark.usefixtures("qapp")
def test_that_a_picture_and_a_drawing_show_both_sides_of_the_cut() -> None:
    png = render_png(snapshot(), LIGHT, SIZE, Sight(overlay=OverlayKind.CUT))
    first, second, _ = side_colors(LIGHT)
    assert count(png, first) > 500
    assert count(png, second) > 500


@pytest.mark.usefixtures("qapp")
def test_that_the_legend_covers_nothing_of_the_drawing() -> None:
    with_legend = pixels(render_png(snapshot(), LIGHT, SIZE, Sight()))
    dark = np.argwhere(with_legend == QColor(LIGHT.block_border).rgba())
    # The card is in the lower left corner; no rack is drawn in its box.
    inside = (dark[:, 1] < 280) & (dark[:, 0] > SIZE[1] - 90)
    assert not inside.any()


@pytest.mark.usefixtures("qapp")
def test_that_the_fabrics_are_explained_and_hidden_ones_are_not() -> None:
    names = {f.id: f.display_name for f in snapshot().design.fabrics}
    every = render_svg(snapshot(), LIGHT, SIZE, Sight()).decode()
    assert all(name in every for name in names.values())
    hidden = Sight(hidden_fabrics=frozenset({str(next(iter(names)))}))
    fewer = render_svg(snapshot(), LIGHT, SIZE, hidden).decode()
    assert next(iter(names.values())) not in fewer


@pytest.mark.usefixtures("qapp")
def test_that_a_floor_plan_has_rows_lengths_and_a_scale_bar() -> None:
    svg = render_svg(snapshot(), LIGHT, SIZE, Sight(ViewKind.FLOOR_PLAN)).decode()
    assert ">Row 1<" in svg
    assert "8 to 15 m" in svg
    assert ">50 cm<" in svg or ">1 m<" in svg or ">2 m<" in svg


@pytest.mark.usefixtures("qapp")
def test_that_power_and_cooling_stand_on_the_racks_as_texts() -> None:
    sight = Sight(ViewKind.FLOOR_PLAN, has_power=True, has_cooling=True)
    svg = render_svg(snapshot(), LIGHT, (1600, 1000), sight).decode()
    assert "39 / 80 kW" in svg
    # neither share is published: the band of the catalog begins at none
    assert ">≈ 70 % liquid<" in svg
    assert ">≈ air-cooled<" in svg


def test_that_the_window_exports_what_its_canvas_shows(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window = supernode_window
    window.canvas.show_kind("elevation")
    window.canvas.show_overlay("ports")
    window.enter(path_from_text("bus-rack[0]"))
    sight = window.canvas.sight()
    assert (sight.view, sight.overlay) == (ViewKind.ELEVATION, OverlayKind.PORTS)
    answers.path = tmp_path / "rack.svg"
    window.actions_by_id["file.export-svg"].trigger()
    qtbot.waitUntil(lambda: not window.exports.is_running)
    svg = answers.path.read_text(encoding="utf-8")
    assert ">Port use<" in svg
    assert ">11 U free<" in svg
