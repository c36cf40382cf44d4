"""The canvas at the pixel ratios of real screens: crisp, complete, without covered titles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage

from designer.model.ids import path_from_text
from designer.ui.canvas.batch import whole
from designer.ui.canvas.collector import Collector
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.display_list import Group, Sheet
from designer.ui.canvas.layers import StaticLayer
from designer.ui.canvas.view import CanvasView
from designer.ui.theme.theme import DARK, LIGHT
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.display_list import DisplayList
    from designer.workbench.snapshot import Snapshot

RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
SCOPES = ("", "compute-rack[0]", "compute-rack[0]/node[0]")


@cache
def snapshot() -> Snapshot:
    design = open_named_or_file("cloudmatrix-384").document.design
    return Workbench(shipped_library(), design).snapshot


def view_of(scope: str, kind: ViewKind = ViewKind.STRUCTURE) -> CanvasView:
    view = CanvasView(snapshot(), kind)
    view.scope = path_from_text(scope) if scope else ()
    view.width, view.height = 700.0, 480.0
    view.fit()
    return view


def pixels(view: CanvasView, ratio: float, theme: object = LIGHT) -> NDArray[np.uint32]:
    colors = canvas_colors(theme, view.snapshot.design.fabrics)  # type: ignore[arg-type]
    picture = StaticLayer().picture(view, colors, ratio)
    assert picture.devicePixelRatio() == ratio
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), dtype=np.uint32)
    return data.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def shown(view: CanvasView, ratio: float) -> DisplayList:
    scene = view.scene(ratio)
    colors = canvas_colors(LIGHT, view.snapshot.design.fabrics)
    sheet = Sheet(
        scene.plan, colors, scene.width, scene.height, ratio, text_width=lambda t: 6.0 * len(t)
    )
    corner = np.array([[scene.x, scene.y]])
    group = Group(scene.cell, scene.scale, corner, (scene.title,), scene.cell.exceptions, 0)
    return Collector(sheet).collect(group, has_frame=scene.has_frame)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scope", SCOPES)
def test_that_the_picture_has_the_pixels_of_the_screen(scope: str, ratio: float) -> None:
    view = view_of(scope)
    image = pixels(view, ratio)
    assert image.shape == (round(480 * ratio), round(700 * ratio))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scope", SCOPES)
def test_that_every_rectangle_stands_on_whole_device_pixels(scope: str, ratio: float) -> None:
    out = shown(view_of(scope), ratio)
    batches = [rects for layer in out.fills.values() for found in layer.values() for rects in found]
    batches += [rects for found in out.cables.values() for rects in found]
    assert batches
    for rects in batches:
        assert np.array_equal(rects, whole(rects))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
def test_that_edges_of_fills_are_sharp(ratio: float) -> None:
    # Without labels every pixel has a colour of the theme: nothing is smeared over two pixels.
    view = view_of("compute-rack[0]/node[0]")
    view.has_labels = False
    colors = canvas_colors(LIGHT, view.snapshot.design.fabrics)
    known = {
        colors.floor, colors.grid, colors.body, colors.body_alt, colors.header, colors.border,
        *colors.parts.values(), *colors.rims.values(), *colors.fabrics.values(),
    }  # fmt: skip
    assert set(np.unique(pixels(view, ratio)).tolist()) <= known


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
def test_that_a_whole_ratio_shows_the_same_and_more_of_it(ratio: float) -> None:
    counts = [len(np.unique(pixels(view_of(scope), ratio, DARK))) for scope in SCOPES]
    assert min(counts) > 8


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("kind", list(ViewKind))
@pytest.mark.parametrize("scope", SCOPES)
def test_that_no_title_covers_another(scope: str, kind: ViewKind, ratio: float) -> None:
    view = view_of(scope, kind)
    for factor in (1.0, 2.5, 6.0):
        view.fit()
        view.camera.zoom(factor, 350, 240)
        titles = shown(view, ratio).titles
        boxes = np.array([[t.x, t.y, t.x + t.width, t.y + t.height] for t in titles])
        if len(boxes) < 2:
            continue
        x0, y0, x1, y1 = (boxes[:, ix] for ix in range(4))
        covered = (
            (x0[:, None] < x1 - 0.5) & (x1[:, None] > x0 + 0.5)
            & (y0[:, None] < y1 - 0.5) & (y1[:, None] > y0 + 0.5)
        )  # fmt: skip
        np.fill_diagonal(covered, val=False)
        assert not covered.any()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", RATIOS)
def test_that_texts_are_as_large_on_every_screen(ratio: float) -> None:
    # In logical pixels names get the same room whatever the ratio is.
    usual = shown(view_of("compute-rack[0]"), 1.0)
    out = shown(view_of("compute-rack[0]"), ratio)
    assert [t.text for t in out.titles] == [t.text for t in usual.titles]
    for title, other in zip(out.titles, usual.titles, strict=True):
        assert title.height / ratio == pytest.approx(other.height, abs=1.0)
