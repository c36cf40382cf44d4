"""Benchmark of the cold start: ``python -m tests.perf.start``.

Starts fresh processes in turn: a bare PySide6 window with four docks, and ``designer open
cloudmatrix-384``, stopped when its window is painted with empty docks, when the drawing, the
outline and the palette are painted, when everything is there to edit it, and when the panel has
numbers. Each is timed from just before the process is started, and finds its compiled modules and
the catalog as they were kept, as after a first start of an installed program.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

BARE = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("centre"))
for place in (Qt.LeftDockWidgetArea, Qt.RightDockWidgetArea, Qt.BottomDockWidgetArea, Qt.TopDockWidgetArea):
    dock = QDockWidget("dock")
    dock.setWidget(QLabel("dock"))
    window.addDockWidget(place, dock)
window.resize(1600, 1000)
window.show()
window.repaint()
report()
"""  # noqa: E501
OURS = """
import sys
from designer.app.main import main
from designer.ui import start
{stop}
main(["open", "cloudmatrix-384"])
"""
FRAME = """
show = start.show_frame
def shown(**given):
    found = show(**given)
    report()
start.show_frame = shown
"""
DRAWING = """
draw = start.draw_window
def drawn(window, opened, view):
    draw(window, opened, view)
    assert window.canvas.isVisible() and window.panels.outline.tree.model().rowCount()
    report()
start.draw_window = drawn
"""
READY = """
complete = start.MainWindow.complete
def completed(window, opened):
    complete(window, opened)
    window.docks.share_out()
    window.canvas.zoom_to_fit()
    window.repaint()
    report()
start.MainWindow.complete = completed
"""
NUMBERS = """
def settled(window, settle=start.MainWindow.settle):
    settle(window)
    window.repaint()
    window.panels.readouts.tree.viewport().repaint()
    assert window.bridge.snapshot.readouts.rows
    report()
start.MainWindow.settle = settled
"""
# The wall clock, which parent and child share; the start time of a process in /proc is counted
# from boot and was a second off on a virtual machine.
REPORT = """
import os, sys, time
def report():
    print(time.time_ns())
    sys.stdout.flush()
    os._exit(0)
"""


def start_ms(code: str, cache_dir: str) -> float:
    """Return the time from process start to first paint of one fresh process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started_ns = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-c", REPORT + code],
        env={
            **environment,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPYCACHEPREFIX": cache_dir,
            "XDG_CACHE_HOME": cache_dir,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return (int(done.stdout.split()[-1]) - started_ns) / 1e6


def main() -> int:
    """Print medians and ratios."""
    codes = (BARE, *(OURS.format(stop=stop) for stop in (FRAME, DRAWING, READY, NUMBERS)))
    with tempfile.TemporaryDirectory() as cache_dir:
        for code in codes:
            start_ms(code, cache_dir)
        rounds = [[start_ms(code, cache_dir) for code in codes] for _ in range(11)]
    names = (
        "bare window with four docks",
        "window painted",
        "drawing, outline, palette",
        "ready to edit",
        "numbers",
    )
    medians = [statistics.median(one) for one in zip(*rounds, strict=True)]
    for name, median in zip(names, medians, strict=True):
        print(f"{name:28s}{median:6.0f} ms, ratio {median / medians[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
