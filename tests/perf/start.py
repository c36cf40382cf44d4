"""Benchmark of the cold start: ``python -m tests.perf.start``.

Starts fresh processes in turn: a bare PySide6 window with four docks, and the program's window on
CloudMatrix 384. Both are timed from just before the process is started to the end of the first
paint, and both find their compiled modules, as after a first start of an installed program.
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
"""  # noqa: E501
OURS = """
import sys
from designer.ui.start import build_window
from designer.workbench.opening import open_named_or_file
app, window = build_window(open_named_or_file("cloudmatrix-384"), theme="light", size=(1600, 1000))
window.show()
window.repaint()
"""
# The wall clock, which parent and child share; the start time of a process in /proc is counted
# from boot and was a second off on a virtual machine.
REPORT = """
import os, time
print(time.time_ns())
sys.stdout.flush()
os._exit(0)
"""


def start_ms(code: str, cache_dir: str) -> float:
    """Return the time from process start to first paint of one fresh process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started_ns = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT],
        env={**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": cache_dir},
        capture_output=True,
        text=True,
        check=True,
    )
    return (int(done.stdout.split()[-1]) - started_ns) / 1e6


def main() -> int:
    """Print medians and ratio."""
    with tempfile.TemporaryDirectory() as cache_dir:
        for code in (BARE, OURS):
            start_ms(code, cache_dir)
        bare, ours = zip(
            *((start_ms(BARE, cache_dir), start_ms(OURS, cache_dir)) for _ in range(11)),
            strict=True,
        )
    bare_ms, ours_ms = statistics.median(bare), statistics.median(ours)
    print(f"bare window {bare_ms:.0f} ms, program {ours_ms:.0f} ms, ratio {ours_ms / bare_ms:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
