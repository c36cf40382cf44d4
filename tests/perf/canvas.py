"""Benchmark of canvas frames: ``python -m tests.perf.canvas``.

CPU time of the drawing thread at 1600 x 1000, median and 95th percentile over repeated full
repaints; beside it a fixed reference load, to compare machines by, and the usual graphics scene.
Growth is the slope of log time over log size. Aims: a frame in 8 ms, 16 ms at the 95th
percentile; growth within 0.05 at fixed zooms; 15 times faster than the graphics scene at ten
thousand accelerators, 40 times at a hundred thousand.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from designer.commands.placement import SetPlacement
from designer.commands.structure import SetCount
from designer.model.evolve import evolve
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
from tests.perf.measure import growth_exponent, median_ms, reference_ms, spread_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot

WIDTH, HEIGHT = 1600, 1000
ROOT = "cloudmatrix-384"
RACKS_PER_GROUP = {384: 3, 10_240: 80, 102_400: 800, 1_048_576: 8_192, 3_932_160: 30_720}
ACCELERATORS_PER_RACK = 32
BASELINE_SIZES = (384, 10_240, 102_400)
ZOOMS = (
    ("fit all", "", 1.0),
    ("four racks", "compute-rack[2]", 0.28),
    ("one rack", "compute-rack[2]", 0.9),
    ("one node", "compute-rack[2]/node[1]", 0.9),
    ("one chip", "compute-rack[2]/node[1]/npu[3]", 0.5),
    ("far away", "", 0.2),
)


def design_of(n_accelerators: int) -> Design:
    """Return CloudMatrix 384 with more compute racks, in a hall about as wide as deep."""
    design = open_named_or_file(ROOT).document.design
    n_racks = RACKS_PER_GROUP[n_accelerators]
    if n_racks == 3:
        return design
    block, rack = BlockId(ROOT), InstanceId("compute-rack")
    dims = (Dimension(name="group", size=4), Dimension(name="rack", size=n_racks))
    first = design.root_block.instance_by_id[rack].placement
    side_m = (4 * n_racks * first.pitch_x_m * first.pitch_y_m) ** 0.5
    hall = evolve(first, n_columns=round(1.6**0.5 * side_m / first.pitch_x_m), y_m=10.0)
    for command in (
        SetCount(block=block, instance=rack, dims=dims),
        SetPlacement(block=block, instance=rack, placement=hall),
    ):
        design = command.apply(design, shipped_library()).design
    return design


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


def frame_of(view: CanvasView, design: Design) -> Callable[[], None]:
    """Return a full repaint with warm stamps."""
    colors = canvas_colors(LIGHT, design.fabrics)
    painter, picture, scene = ScenePainter(), QPixmap(WIDTH, HEIGHT), view.scene(1.0)

    def paint() -> None:
        with QPainter(picture) as target:
            painter.paint(target, scene, colors)

    return paint


def pan_of(view: CanvasView, design: Design) -> Callable[[], None]:
    """Return a pan by a few pixels, there and back."""
    colors = canvas_colors(LIGHT, design.fabrics)
    layer = StaticLayer()
    steps = cycle(((7, 3), (-7, -3)))

    def pan() -> None:
        view.camera.pan(*next(steps))
        layer.picture(view, colors, 1.0)

    return pan


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


def graphics_view(n_accelerators: int) -> QGraphicsView:
    """Return the usual way to draw such a design: one graphics item per thing, indexed by BSP.

    Per compute rack a frame and 32 accelerators, and a line from each accelerator to the rack.
    """
    scene = QGraphicsScene()
    fill, frame, link = QBrush(QColor("#2f6db5")), QPen(QColor("#9aa4b2")), QPen(QColor("#1b6ca8"))
    n_racks = n_accelerators // ACCELERATORS_PER_RACK
    n_columns = max(1, round((n_racks * 3.2) ** 0.5))
    for rack in range(n_racks):
        x, y = (rack % n_columns) * 80.0, rack // n_columns * 260.0
        scene.addRect(x, y, 60.0, 200.0, frame)
        for ix in range(ACCELERATORS_PER_RACK):
            left, top = x + 4 + (ix % 8) * 6.5, y + 20 + (ix // 8) * 45.0
            scene.addRect(left, top, 5.0, 8.0, QPen(Qt.PenStyle.NoPen), fill)
            scene.addLine(left + 2.5, top, x + 58.0, y + 4.0, link)
    view = QGraphicsView(scene)
    view.setFrameShape(QGraphicsView.Shape.NoFrame)
    view.resize(WIDTH, HEIGHT)
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    scene.setParent(view)
    view.show()
    QApplication.processEvents()
    return view


def print_zooms(snapshot: Snapshot) -> None:
    """Print frames and pans of every zoom; the sizes take turns, so that noise hits all alike."""
    sizes = list(RACKS_PER_GROUP)
    designs = [design_of(n) for n in sizes]
    views = [view_of(design, snapshot) for design in designs]
    for name, path, share in ZOOMS:
        frames, pans = [], []
        for view, design in zip(views, designs, strict=True):
            zoom_to(view, path, share)
            frames.append(frame_of(view, design))
            pans.append(pan_of(view, design))
        times, moves = spread_ms(frames), spread_ms(pans)
        slope = growth_exponent(sizes[1:], [t.median for t in times[1:]])
        print(f"\n{name}: growth {slope:+.3f} from {sizes[1]:,} accelerators")
        for n, time_ms, move_ms in zip(sizes, times, moves, strict=True):
            print(
                f"  {n:>10,}  frame {time_ms.median:6.2f} ms, p95 {time_ms.p95:6.2f}"
                f"   pan {move_ms.median:6.2f} ms, p95 {move_ms.p95:6.2f}"
            )


def print_others(snapshot: Snapshot) -> None:
    """Print the longest frame of a zoom sweep, planning, hits and the rubber band."""
    for n in RACKS_PER_GROUP:
        design = design_of(n)
        graph = build_class_graph(design)
        view = view_of(design, snapshot)
        plan_ms = median_ms(partial(build_scene_plan, design, graph))
        longest = sweep_ms(view, design)
        zoom_to(view, "", 1.0)
        cell = view.cell
        x, y = view.to_cell(WIDTH / 2, HEIGHT / 3)
        whole = type(cell.header)(0.0, 0.0, cell.width, cell.height)
        hit_ms = median_ms(partial(path_at, cell, x, y))
        rubber_ms = median_ms(partial(copies_in, cell, whole))
        print(
            f"  {n:>10,}  plan {plan_ms:5.2f} ms, zoom sweep {longest:6.2f} ms longest frame,"
            f" hit {hit_ms:6.3f} ms, rubber band {rubber_ms:6.3f} ms"
        )


def print_baseline(snapshot: Snapshot) -> None:
    """Print fit-all beside one graphics item per thing, taking turns in the same run."""
    for n in BASELINE_SIZES:
        design = design_of(n)
        view = view_of(design, snapshot)
        baseline = graphics_view(n)
        n_items = len(baseline.scene().items())
        ours, theirs = spread_ms([frame_of(view, design), baseline.viewport().repaint], n_runs=15)
        print(
            f"  {n:>10,}  canvas {ours.median:6.2f} ms, {n_items:,} graphics items"
            f" {theirs.median:8.2f} ms: {theirs.median / ours.median:6.1f} times"
        )
        baseline.close()


def main() -> int:
    """Print the tables."""
    app = QApplication([])
    snapshot = Workbench(shipped_library(), open_named_or_file(ROOT).document.design).snapshot
    print(f"reference load {reference_ms():8.2f} ms")
    print_zooms(snapshot)
    print("\nother work")
    print_others(snapshot)
    print("\nfit all against one graphics item per thing")
    print_baseline(snapshot)
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
