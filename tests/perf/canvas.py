"""Benchmark of canvas frames: ``python -m tests.perf.canvas``.

CPU time of the drawing thread at 1600 x 1000, median over repeated full repaints; beside it a
fixed reference load, to compare machines by. Growth is the slope of log time over log size.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from designer.commands.structure import SetCount
from designer.model.ids import BlockId, InstanceId, path_from_text
from designer.model.instance import Dimension
from designer.topology.build import build_class_graph
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.layers import StaticLayer
from designer.ui.canvas.painter import ScenePainter
from designer.ui.canvas.view import CanvasView
from designer.ui.theme.theme import LIGHT
from designer.viewmodel.hit import copies_in, path_at
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.perf.measure import growth_exponent, median_ms, reference_ms

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot

WIDTH, HEIGHT = 1600, 1000
ROOT = "cloudmatrix-384"
RACKS_PER_GROUP = {384: 3, 8_192: 64, 98_304: 768, 1_048_576: 8_192}
ZOOMS = (
    ("fit all", "", 1.0),
    ("four racks", "compute-rack[2]", 0.28),
    ("one rack", "compute-rack[2]", 0.9),
    ("one node", "compute-rack[2]/node[1]", 0.9),
    ("one chip", "compute-rack[2]/node[1]/npu[3]", 0.5),
    ("far away", "", 0.2),
)


def design_of(n_accelerators: int) -> Design:
    """Return CloudMatrix 384 with the compute racks raised to a number of accelerators."""
    design = open_named_or_file(ROOT).document.design
    n_racks = RACKS_PER_GROUP[n_accelerators]
    if n_racks == 3:
        return design
    command = SetCount(
        block=BlockId(ROOT),
        instance=InstanceId("compute-rack"),
        dims=(Dimension(name="group", size=4), Dimension(name="rack", size=n_racks)),
    )
    return command.apply(design, shipped_library()).design


def view_of(design: Design, snapshot: Snapshot) -> CanvasView:
    """Return a fitted view of a design; only its plan is computed, none of its readouts."""
    view = CanvasView(snapshot)
    view.snapshot = snapshot
    view.plan = build_scene_plan(design, build_class_graph(design))
    view.width, view.height = float(WIDTH), float(HEIGHT)
    view.fit()
    return view


def zoom_to(view: CanvasView, path: str, share: float) -> None:
    """Fit a copy so that it fills a share of the canvas."""
    view.fit()
    if path:
        box = view.path_box_px(path_from_text(path))
        if box is None:
            raise ValueError(f'there is no "{path}"')
        view.fit_box_px(box)
        margin = 0.25 * min(WIDTH, HEIGHT)
        share *= min(WIDTH, HEIGHT) / (min(WIDTH, HEIGHT) - 2 * margin)
    view.camera.zoom(share, WIDTH / 2, HEIGHT / 2)


def frame_ms(view: CanvasView, design: Design) -> float:
    """Return the median time of a full repaint with warm stamps."""
    colors = canvas_colors(LIGHT, design.fabrics)
    painter, picture, scene = ScenePainter(), QPixmap(WIDTH, HEIGHT), view.scene(1.0)

    def paint() -> None:
        with QPainter(picture) as target:
            painter.paint(target, scene, colors)

    return median_ms(paint)


def pan_ms(view: CanvasView, design: Design) -> float:
    """Return the median time of a pan by a few pixels."""
    colors = canvas_colors(LIGHT, design.fabrics)
    layer = StaticLayer()

    def pan() -> None:
        view.camera.pan(7, 3)
        layer.picture(view, colors, 1.0)

    return median_ms(pan)


def sweep_ms(view: CanvasView, design: Design) -> float:
    """Return the longest frame of a zoom from far away to a chip, every stamp made anew."""
    colors = canvas_colors(LIGHT, design.fabrics)
    painter, picture = ScenePainter(), QPixmap(WIDTH, HEIGHT)
    zoom_to(view, "", 0.2)
    longest = 0.0
    for _ in range(60):
        view.camera.zoom(2**0.2, WIDTH / 2, HEIGHT / 2)
        start = time.thread_time()
        with QPainter(picture) as target:
            painter.paint(target, view.scene(1.0), colors)
        longest = max(longest, time.thread_time() - start)
    return longest * 1e3


def main() -> int:
    """Print the tables."""
    app = QApplication([])
    snapshot = Workbench(shipped_library(), open_named_or_file(ROOT).document.design).snapshot
    print(f"reference load {reference_ms():8.2f} ms")
    sizes = list(RACKS_PER_GROUP)
    frames: dict[str, list[float]] = {name: [] for name, _, _ in ZOOMS}
    for n in sizes:
        design = design_of(n)
        graph = build_class_graph(design)
        view = view_of(design, snapshot)
        print(f"\n{n:,} accelerators")
        plan_ms = median_ms(partial(build_scene_plan, design, graph))
        print(f"  plan          {plan_ms:8.2f} ms")
        for name, path, share in ZOOMS:
            zoom_to(view, path, share)
            frames[name].append(frame_ms(view, design))
            print(f"  {name:13} {frames[name][-1]:8.2f} ms, pan {pan_ms(view, design):6.2f} ms")
        print(f"  zoom sweep    {sweep_ms(view, design):8.2f} ms longest frame")
        zoom_to(view, "", 1.0)
        cell = view.cell
        x, y = view.to_cell(WIDTH / 2, HEIGHT / 3)
        whole = type(cell.header)(0.0, 0.0, cell.width, cell.height)
        hit_ms = median_ms(partial(path_at, cell, x, y))
        print(f"  hit           {hit_ms:8.3f} ms")
        rubber_ms = median_ms(partial(copies_in, cell, whole))
        print(f"  rubber band   {rubber_ms:8.3f} ms")
    print("\ngrowth exponent over size (0 = independent of size)")
    for name, times in frames.items():
        print(f"  {name:13} {growth_exponent(sizes, times):+.3f}")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
