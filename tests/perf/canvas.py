"""Benchmark of the canvas: ``python -m tests.perf.canvas``.

CPU time of the drawing thread at 1600 x 1000, median and 95th percentile over repeated full
repaints with labels, cables, heat and a selection on; beside it a fixed reference load, to compare
machines by, and the usual graphics scene in the same run. Growth is the slope of log time over log
size. Every row with a goal says whether it is met; the exit code is 1 if one is missed.

``--million`` also builds a million graphics items, which takes half a minute and 3 GB.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import time
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from designer.model.evolve import evolve
from designer.model.ids import InstanceId, PathStep, path_from_text
from designer.model.instance import Dimension
from designer.topology.build import build_class_graph
from designer.ui.bridge import WorkbenchBridge
from designer.ui.canvas.tools.gesture import Pointer
from designer.ui.canvas.widget import CanvasWidget
from designer.ui.theme.theme import LIGHT
from designer.viewmodel.grid import Box
from designer.viewmodel.hit import copies_in, path_at
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.perf.measure import growth_exponent, median_ms, reference_ms, spread_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design

WIDTH, HEIGHT = 1600, 1000
ROOT = "cloudmatrix-384"
RACKS_PER_GROUP = {
    128: 1, 1_024: 8, 10_240: 80, 102_400: 800, 1_048_576: 8_192, 10_485_760: 81_920,
}  # fmt: skip
ACCELERATORS_PER_RACK = 32
BASELINE_GOALS = {10_240: 15.0, 102_400: 40.0, 1_048_576: 500.0}
MILLION = 1_048_576
ZOOMS = (
    ("fit all", "", 1.0),
    ("four racks", "compute-rack[2]", 0.28),
    ("one rack", "compute-rack[2]", 0.9),
    ("one node", "compute-rack[2]/node[1]", 0.9),
    ("one chip", "compute-rack[2]/node[1]/npu[3]", 0.5),
    ("far away", "", 0.2),
)


class Goals:
    """Says of every figure whether it is good enough, and remembers those that are not."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def at_most(self, what: str, figure: float, goal: float) -> str:
        return self._judged(what, figure <= goal, f"{figure:.3g}, goal at most {goal:g}")

    def at_least(self, what: str, figure: float, goal: float) -> str:
        return self._judged(what, figure >= goal, f"{figure:.3g}, goal at least {goal:g}")

    def _judged(self, what: str, is_met: bool, text: str) -> str:  # noqa: FBT001 - private
        if not is_met:
            self.missed.append(f"{what}: {text}")
        return "met" if is_met else "MISSED"


def design_of(n_accelerators: int) -> Design:
    """Return CloudMatrix 384 with other numbers of compute racks, in a hall about square."""
    design = open_named_or_file(ROOT).document.design
    n_racks = RACKS_PER_GROUP[n_accelerators]
    rack = design.root_block.instance_by_id[InstanceId("compute-rack")]
    dims = (Dimension(name="group", size=4), Dimension(name="rack", size=n_racks))
    first = rack.placement
    side_m = (4 * n_racks * first.pitch_x_m * first.pitch_y_m) ** 0.5
    n_columns = max(4, round(1.6**0.5 * side_m / first.pitch_x_m))
    hall = evolve(first, n_columns=n_columns, y_m=10.0)
    # Not by commands: they refuse more accelerators than the evaluation supports.
    many = evolve(rack, dims=dims, placement=hall)
    instances = tuple(many if i is rack else i for i in design.root_block.instances)
    root = evolve(design.root_block, instances=instances)
    blocks = tuple(root if b is design.root_block else b for b in design.blocks)
    return evolve(design, blocks=blocks)


def bridge_of(design: Design) -> WorkbenchBridge:
    """Return a workbench with the numbers of an edit, and without a worker for the others."""
    bridge = WorkbenchBridge(Workbench(shipped_library(), design, is_deferred=True))
    bridge.evaluate()
    bridge.stop()
    return bridge


def canvas_of(bridge: WorkbenchBridge) -> CanvasWidget:
    """Return a canvas with labels, cables, heat, power texts and a selection on."""
    canvas = CanvasWidget(bridge, LIGHT)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    canvas.show_racks(has_power=True, has_cooling=False)
    canvas.show_overlay("power")
    bundles = bridge.snapshot.design.root_block.link_bundles
    bridge.select(
        ((PathStep(InstanceId("compute-rack"), 2),), (PathStep(InstanceId("bus-rack"), 1),)),
        (f"{ROOT}/{bundles[0].id}",),
    )
    QApplication.processEvents()
    return canvas


def zoom_to(canvas: CanvasWidget, path: str, share: float) -> None:
    """Fit a copy so that it fills a share of the canvas."""
    view = canvas.view
    view.fit()
    if path:
        box = view.path_box_px(path_from_text(path))
        if box is None:
            raise ValueError(f'there is no "{path}"')
        view.fit_box_px(box)
        margin = 0.25 * min(WIDTH, HEIGHT)
        share *= min(WIDTH, HEIGHT) / (min(WIDTH, HEIGHT) - 2 * margin)
    view.camera.zoom(share, WIDTH / 2, HEIGHT / 2)
    canvas._camera_moved()


def frame_of(canvas: CanvasWidget) -> Callable[[], None]:
    """Return a full repaint of all layers with warm stamps."""
    picture = QPixmap(WIDTH, HEIGHT)

    def paint() -> None:
        canvas._backdrop.scene.forget()
        canvas._selected = None
        with QPainter(picture) as target:
            canvas._paint(target)

    return paint


def pan_of(canvas: CanvasWidget) -> Callable[[], None]:
    """Return a pan by a few pixels, there and back, with all layers."""
    picture = QPixmap(WIDTH, HEIGHT)
    steps = cycle(((7, 3), (-7, -3)))

    def pan() -> None:
        canvas.view.camera.pan(*next(steps))
        canvas._camera_moved()
        with QPainter(picture) as target:
            canvas._paint(target)

    return pan


def sweep_ms(canvas: CanvasWidget) -> float:
    """Return the longest frame of a zoom of 80 steps from far away to a chip, all made anew."""
    picture = QPixmap(WIDTH, HEIGHT)
    zoom_to(canvas, "", 0.2)
    canvas._backdrop.scene = type(canvas._backdrop.scene)()
    longest = 0.0
    for _ in range(80):
        canvas.view.camera.zoom(2**0.15, WIDTH / 2, HEIGHT / 2)
        start = time.thread_time()
        canvas._camera_moved()
        with QPainter(picture) as target:
            canvas._paint(target)
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


def print_zooms(canvases: dict[int, CanvasWidget], goals: Goals) -> None:
    """Print frames and pans of every zoom; the sizes take turns, so that noise hits all alike."""
    sizes = list(canvases)
    for name, path, share in ZOOMS:
        for canvas in canvases.values():
            zoom_to(canvas, path, share)
        times = spread_ms([frame_of(canvas) for canvas in canvases.values()])
        moves = spread_ms([pan_of(canvas) for canvas in canvases.values()])
        slope = growth_exponent(sizes[2:], [t.median for t in times[2:]])
        judged = goals.at_most(f"growth, {name}", slope, 0.05)
        print(f"\n{name}: growth {slope:+.3f} from {sizes[2]:,} accelerators ({judged})")
        for n, time_ms, move_ms in zip(sizes, times, moves, strict=True):
            median = goals.at_most(f"frame, {name}, {n:,}", time_ms.median, 8.0)
            p95 = goals.at_most(f"frame p95, {name}, {n:,}", time_ms.p95, 16.0)
            print(
                f"  {n:>10,}  frame {time_ms.median:6.2f} ms ({median}),"
                f" p95 {time_ms.p95:6.2f} ({p95})"
                f"   pan {move_ms.median:6.2f} ms, p95 {move_ms.p95:6.2f}"
            )


def drag_ms(canvas: CanvasWidget) -> tuple[float, float]:
    """Return the time of one step of dragging a rack with its cables: painting, and all of it."""
    zoom_to(canvas, "bus-rack[1]", 0.4)
    start = canvas.position_of("bus-rack[1]")
    gestures = canvas._gestures
    gestures.press(Pointer(start.x(), start.y()), is_pan=False)
    gestures.move(Pointer(start.x() + 40, start.y() + 30))
    steps = cycle(range(40, 140, 5))
    picture = QPixmap(WIDTH, HEIGHT)

    def paint() -> None:
        with QPainter(picture) as target:
            canvas._paint(target)

    def step() -> None:
        gestures.move(Pointer(start.x() + next(steps), start.y() + 30))
        paint()

    try:
        return median_ms(paint), median_ms(step)
    finally:
        gestures.cancel()


def print_others(canvases: dict[int, CanvasWidget], goals: Goals) -> None:
    """Print the longest frame of a zoom sweep, planning, drags, clicks and the rubber band."""
    for n, canvas in canvases.items():
        snapshot = canvas.view.snapshot
        plan_ms = median_ms(partial(build_scene_plan, snapshot.design, snapshot.graph))
        longest = sweep_ms(canvas)
        drag, step = drag_ms(canvas)
        zoom_to(canvas, "", 1.0)
        view = canvas.view
        cell = view.cell
        x, y = view.to_cell(WIDTH / 2, HEIGHT / 3)
        hit_ms = median_ms(partial(path_at, cell, x, y))
        box = Box(0.0, 0.0, cell.width, cell.height)
        rubber_ms = median_ms(partial(copies_in, cell, box))
        print(
            f"  {n:>10,}  plan {plan_ms:5.2f} ms, zoom sweep {longest:6.2f} ms longest frame"
            f" ({goals.at_most(f'zoom sweep, {n:,}', longest, 16.0)}),"
            f" drag {drag:5.2f} ms a frame ({goals.at_most(f'drag, {n:,}', drag, 3.0)}),"
            f" {step:5.2f} ms with its numbers,"
            f" click {hit_ms:6.3f} ms ({goals.at_most(f'click, {n:,}', hit_ms, 0.1)}),"
            f" rubber band over all {rubber_ms:6.3f} ms"
            f" ({goals.at_most(f'rubber band, {n:,}', rubber_ms, 2.0)})"
        )


def print_rubber_band(canvas: CanvasWidget, goals: Goals) -> None:
    """Print a rubber band over 20,000 of the racks of the million, which are named one by one."""
    cell = canvas.view.cell
    racks = max(cell.children, key=lambda child: child.grid.count).grid
    n_rows = 20_000 // racks.n_columns
    box = Box(0.0, racks.y, cell.width, racks.y + (n_rows - 0.5) * racks.pitch_y)
    n_found = len(copies_in(cell, box))
    time_ms = median_ms(partial(copies_in, cell, box))
    judged = goals.at_most("rubber band over 20,000 of many racks", time_ms, 2.0)
    print(f"  {n_found:,} of {racks.count:,} racks in {time_ms:.3f} ms ({judged})")


def print_baseline(canvases: dict[int, CanvasWidget], sizes: list[int], goals: Goals) -> None:
    """Print fit-all beside one graphics item per thing, taking turns in the same run."""
    for n in sizes:
        canvas = canvases[n]
        # The graphics scene has no heat, texts and selection either.
        canvas.show_overlay("none")
        canvas.show_racks(has_power=False, has_cooling=False)
        canvas._bridge.select()
        zoom_to(canvas, "", 1.0)
        baseline = graphics_view(n)
        n_items = len(baseline.scene().items())
        n_runs = 15 if n < MILLION else 3
        ours, theirs = spread_ms([frame_of(canvas), baseline.viewport().repaint], n_runs, 2)
        ratio = theirs.median / ours.median
        judged = goals.at_least(f"fit all against graphics items, {n:,}", ratio, BASELINE_GOALS[n])
        print(
            f"  {n:>10,}  canvas {ours.median:6.2f} ms, {n_items:,} graphics items"
            f" {theirs.median:8.2f} ms: {ratio:6.1f} times ({judged})"
        )
        baseline.close()
        baseline.deleteLater()
        QApplication.processEvents()


def resident_bytes() -> int:
    """Return the memory that this process holds, as Linux tells it."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def open_in_canvas(n_accelerators: int) -> int:
    """Print the seconds and the megabytes that opening a design in a canvas takes."""
    app = QApplication([])
    design = design_of(n_accelerators)
    bridge = bridge_of(design)
    small = CanvasWidget(bridge_of(design_of(128)), LIGHT)
    small.resize(64, 64)
    small.grab()
    gc.collect()
    before, start = resident_bytes(), time.perf_counter()
    build_class_graph(design)
    canvas = CanvasWidget(bridge, LIGHT)
    canvas.resize(WIDTH, HEIGHT)
    picture = QPixmap(WIDTH, HEIGHT)
    with QPainter(picture) as target:
        canvas._paint(target)
    seconds = time.perf_counter() - start
    print(f"{seconds:.4f} {(resident_bytes() - before) / 2**20:.1f}")
    app.quit()
    return 0


def print_opening(goals: Goals) -> None:
    """Print how long a fresh process takes to open the million, best of three."""
    command = [sys.executable, "-m", "tests.perf.canvas", "--open", str(MILLION)]
    outputs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(3)
    ]
    seconds, megabytes = min((float(s), float(mb)) for s, mb in outputs)
    print(
        f"  {MILLION:,} accelerators in {seconds:.3f} s"
        f" ({goals.at_most('open the million [s]', seconds, 0.2)}),"
        f" {megabytes:.1f} MB ({goals.at_most('open the million [MB]', megabytes, 60.0)})"
    )


def main() -> int:
    """Print the tables; return 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="a million graphics items too")
    parser.add_argument("--open", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.open:
        return open_in_canvas(options.open)
    app = QApplication([])
    goals = Goals()
    print(f"reference load {reference_ms():8.2f} ms")
    canvases = {n: canvas_of(bridge_of(design_of(n))) for n in RACKS_PER_GROUP}
    print_zooms(canvases, goals)
    print("\nother work")
    print_others(canvases, goals)
    print("\nrubber band over racks that are named one by one")
    print_rubber_band(canvases[MILLION], goals)
    print("\nopening in a fresh process")
    print_opening(goals)
    print("\nfit all against one graphics item per thing")
    sizes = [n for n in BASELINE_GOALS if n < MILLION or options.million]
    print_baseline(canvases, sizes, goals)
    for line in goals.missed:
        print(f"MISSED  {line}")
    print(f"\n{len(goals.missed)} goals missed")
    app.quit()
    return 1 if goals.missed else 0


if __name__ == "__main__":
    sys.exit(main())
