"""Starting: the window is painted before what is in it is loaded; a bad file closes it again."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from designer.storage.first_choices import kept_theme
from designer.storage.settings import Settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path

FRAME = """
import json, sys
from designer.app.main import main
from designer.ui import start

show = start.show_frame

def shown(**given):
    application, window = show(**given)
    print(json.dumps({"modules": sorted(sys.modules), "docks": len(list(window.docks.all())),
        "is_visible": window.isVisible()}))
    sys.exit(0)

start.show_frame = shown
main(["open", "cloudmatrix-384"])
"""
DRAWN = """
import json, sys
from PySide6.QtWidgets import QApplication
from designer.app.main import main
from designer.ui import start

draw = start.draw_window

def drawn(window, opened, view):
    draw(window, opened, view)
    canvas = window.canvas
    top = canvas.mapTo(window, canvas.rect().topLeft())
    picture = canvas.grab().toImage()
    colours = {picture.pixel(x, picture.height() // 3) for x in range(picture.width())}
    told = {"modules": sorted(sys.modules), "colours": len(colours),
        "rows": window.panels.outline.tree.model().rowCount()}
    window.complete(opened)
    QApplication.processEvents()
    told["jump"] = (canvas.mapTo(window, canvas.rect().topLeft()) - top).manhattanLength()
    print(json.dumps(told))
    sys.exit(0)

start.draw_window = drawn
main(["open", "cloudmatrix-384"])
"""
CLOSED = """
from PySide6.QtCore import QTimer
from designer.ui import start

settle = start.MainWindow.settle

def settle_and_close(window):
    settle(window)
    print(len(window.bridge.snapshot.readouts.rows), window.isVisible())
    print(window.canvas.height() / window.height(), window.canvas.width() / window.width())
    QTimer.singleShot(0, window.close)

start.MainWindow.settle = settle_and_close
from designer.app.main import main
import sys
sys.exit(main(sys.argv[1:]))
"""


def started(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *argv], capture_output=True, text=True, timeout=120, check=False
    )


def test_that_the_window_is_painted_before_arrays_records_and_catalog_are_loaded() -> None:
    done = started("-c", FRAME)
    found = json.loads(done.stdout)
    assert found["is_visible"]
    assert found["docks"] == 7
    roots = {name.partition(".")[0] for name in found["modules"]}
    assert not {"numpy", "pydantic", "networkx", "scipy", "highspy", "typer", "rich"} & roots
    assert "designer.workbench.workbench" not in found["modules"]


def test_that_the_drawing_is_painted_before_what_edits_and_evaluates_it_is_loaded() -> None:
    found = json.loads(started("-c", DRAWN).stdout)
    assert found["rows"] > 0
    assert found["colours"] > 5
    unwanted = {
        "designer.evaluate.stages",
        "designer.validate.runner",
        "designer.commands.macro",
        "designer.ui.action_table",
        "designer.ui.documents",
    }
    assert not unwanted & set(found["modules"])
    # Room was kept for menus and toolbar: the drawing stays where it is when they come.
    assert found["jump"] <= 8


@pytest.mark.parametrize("argv", [(), ("open", "cloudmatrix-384"), ("open", "--theme", "dark")])
def test_that_the_program_opens_with_numbers_and_closes(argv: tuple[str, ...]) -> None:
    done = started("-c", CLOSED, *argv)
    n_rows, is_visible, height, width = done.stdout.split()
    assert int(n_rows) > 0
    assert is_visible == "True"
    # The canvas keeps the larger part of the window once the panels are in their docks.
    assert float(height) > 0.5
    assert float(width) > 0.4
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("options", [(), ("--theme", "light")])
def test_that_a_bad_file_ends_with_two_and_one_line(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = tmp_path / "broken.cluster.json"
    path.write_text("{")
    done = started("-m", "designer", "open", str(path), *options)
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("designer: ")]
    assert len(told) == 1
    assert "broken.cluster.json" in told[0]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ('{"theme": "dark"}', "dark"),
        ('{"theme": "purple"}', "system"),
        ('{"theme": 3}', "system"),
        ('{"theme": "dark"', "system"),
        ("[]", "system"),
        ("[" * 100_000, "system"),
        ("\xff\xfe", "system"),
    ],
)
def test_that_damaged_settings_leave_the_theme_to_the_desktop(
    tmp_path: Path, text: str, theme: str
) -> None:
    (tmp_path / "settings.json").write_bytes(text.encode("latin-1"))
    assert kept_theme(tmp_path) == theme


def test_that_the_theme_is_read_as_it_was_kept(tmp_path: Path) -> None:
    assert kept_theme(tmp_path) == "system"
    save_settings(Settings(theme="light"), tmp_path)
    assert kept_theme(tmp_path) == "light"
