"""Benchmark of the cold start: ``python -m tests.perf.start``.

Starts fresh processes in turn: a bare PySide6 window with four docks, and the program's window on
CloudMatrix 384; both report the time from process start to the end of the first paint.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

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
REPORT = """
import os, time, psutil
print((time.time() - psutil.Process().create_time()) * 1e3)
sys.stdout.flush()
os._exit(0)
"""


def start_ms(code: str) -> float:
    """Return the time from process start to first paint of one fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def main() -> int:
    """Print medians and ratio."""
    for code in (BARE, OURS):
        start_ms(code)
    bare, ours = zip(*((start_ms(BARE), start_ms(OURS)) for _ in range(11)), strict=True)
    bare_ms, ours_ms = statistics.median(bare), statistics.median(ours)
    print(f"bare window {bare_ms:.0f} ms, program {ours_ms:.0f} ms, ratio {ours_ms / bare_ms:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
