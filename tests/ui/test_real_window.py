"""The program on a real display: X server, window manager, and a real pointer and keyboard.

Here drags go through the X protocol for drag and drop, which no offscreen test reaches. Skipped
where the tools are missing; ``.ci/setup dev`` installs them where it may.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from designer.storage.files import read_design
from designer.workbench.opening import shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOOLS = ("Xvfb", "openbox", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {' '.join(MISSING)}; see .ci/setup"
)


def until(what: str, found: Callable[[], Any]) -> Any:
    """Ask again and again until there is an answer."""
    last = time.monotonic() + PATIENCE_S
    while time.monotonic() < last:
        answer = found()
        if answer:
            return answer
        time.sleep(0.03)
    pytest.fail(f"waited {PATIENCE_S:.0f} s for {what}")


class Screen:
    """The window as a person has it: eyes by questions, hands by xdotool."""

    def __init__(self, program: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._program = program
        self._environment = environment
        self._answers: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._answers.put(line)

    def ask(self, question: str) -> Any:
        assert self._program.stdin is not None
        assert self._program.poll() is None, "the program has ended"
        self._program.stdin.write(question + "\n")
        self._program.stdin.flush()
        try:
            return json.loads(self._answers.get(timeout=PATIENCE_S))
        except Empty:
            pytest.fail(f"no answer to {question!r}")

    def state(self, key: str) -> Any:
        return self.ask("state")[key]

    def where(self, question: str) -> tuple[int, int]:
        x, y = until(question, lambda: self.ask(question))
        return x, y

    def hands(self, *words: object) -> None:
        command = ["xdotool", *(str(word) for word in words)]
        subprocess.run(command, env=self._environment, check=True, timeout=PATIENCE_S)

    def click(self, at: tuple[int, int]) -> None:
        self.hands("mousemove", *at, "click", 1)

    def drag(
        self, start: tuple[int, int], end: tuple[int, int], is_shown: Callable[[], bool]
    ) -> None:
        """Press, move in steps until the drag shows, and let go."""
        self.hands("mousemove", *start, "mousedown", 1)
        for n in range(1, 11):
            x, y = (round(a + (b - a) * n / 10) for a, b in zip(start, end, strict=True))
            self.hands("mousemove", x, y)
        until("the drag to show", is_shown)
        self.hands("mousemove", *end, "mouseup", 1)

    def drop_from_catalog(self, words: str, payload: str, x: float, y: float) -> str:
        """Search a part, drag it onto the canvas and return the id of its instance."""
        before = self.state("instances")
        self.click(self.where("search"))
        self.hands("key", "ctrl+a", "type", "--delay", 2, words)
        until("the search", lambda: self.state("search") == words)
        start, end = self.where(f"entry {payload}"), self.where(f"canvas {x} {y}")
        self.drag(start, end, lambda: bool(self.state("n_ghosts")))
        now: list[str] = until(
            f"{payload} to be placed",
            lambda: self.state("instances") if self.state("instances") != before else None,
        )
        (added,) = set(now) - set(before)
        return added

    def leave_gallery(self) -> None:
        """Go on with an empty design; the gallery is shown because this is the first start."""
        until("the gallery", lambda: self.state("is_dialog_active"))
        self.hands("key", "Escape")
        until("the window", lambda: self.state("is_active"))

    def answer_dialog(self, title: str, text: str) -> None:
        """Type a path into the file dialog and accept it."""
        until(f"the dialog {title}", lambda: self.state("dialog") == title)
        until("the dialog to be active", lambda: self.state("is_dialog_active"))
        self.hands("key", "ctrl+a", "type", "--delay", 2, text)
        self.hands("key", "Return")
        until("the dialog to close", lambda: not self.state("dialog"))


@contextmanager
def running(command: list[str], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a program and end it, and only it, afterwards."""
    with subprocess.Popen(command, text=True, **how) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    log = (tmp_path / "log.txt").open("w")
    read_end, write_end = os.pipe()
    server = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24"]
    options: dict[str, Any] = {"stdout": log, "stderr": log}
    with log, running([*server, "-nolisten", "tcp"], pass_fds=(write_end,), **options):
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            display = numbers.readline().strip()
        assert display, "the X server did not start"
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in {"WAYLAND_DISPLAY", "QT_QPA_PLATFORMTHEME", "XDG_CURRENT_DESKTOP"}
        }
        environment |= {
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
        }
        options["env"] = environment
        program = [sys.executable, "-m", "tests.ui.told_places", "open", "--theme", "light"]
        options["cwd"] = ROOT
        with (
            running(["openbox"], **options),
            running(
                program,
                stdin=subprocess.PIPE,
                **{**options, "stdout": subprocess.PIPE},
            ) as process,
        ):
            shown = Screen(process, environment)
            shown.leave_gallery()
            yield shown
            until("no question on closing", lambda: not shown.state("dialog"))


def test_that_parts_are_dragged_wired_saved_and_exported_on_a_real_display(
    screen: Screen, tmp_path: Path
) -> None:
    rack = screen.drop_from_catalog("nvl72 rack", "nvl72", 0.2, 0.6)
    chip = screen.drop_from_catalog("nvlink 5", "nvswitch5", 0.75, 0.35)
    gpu = screen.drop_from_catalog("blackwell accelerator of gb200", "gb200-gpu", 0.75, 0.7)

    screen.hands("mousemove", *screen.where(f"copy {gpu}[0]"))
    start, end = screen.where("handle"), screen.where(f"copy {chip}[0]")
    screen.drag(start, end, lambda: bool(screen.state("has_cable")))
    until("the links", lambda: screen.state("n_bundles") == 1)

    screen.hands("key", "ctrl+z")
    until("undo", lambda: screen.state("n_bundles") == 0)
    screen.hands("key", "ctrl+y")
    until("redo", lambda: screen.state("n_bundles") == 1)

    path = tmp_path / "drawn.cluster.json"
    screen.hands("key", "ctrl+shift+s")
    screen.answer_dialog("Save design", str(path))
    until("the file", path.exists)
    until("the design to be saved", lambda: not screen.state("is_modified"))

    design = read_design(path).design
    places = {str(one.id): one.placement for one in design.root_block.instances}
    assert set(places) == {rack, chip, gpu}
    assert places[rack].x_m < places[chip].x_m
    assert places[chip].y_m < places[gpu].y_m
    (bundle,) = design.root_block.link_bundles
    assert {end.path.partition("[")[0] for end in (bundle.a, bundle.b)} == {chip, gpu}
    # All 18 ports of one accelerator, 50 GB/s each
    readouts = Workbench(shipped_library(), design).snapshot.readouts
    assert readouts.value("n_links.scale-up") == 18
    assert readouts.value("n_racks") == 1

    folder = tmp_path / "sheets"
    folder.mkdir()
    screen.hands("key", "ctrl+e")
    screen.answer_dialog("Export into folder", str(folder))
    until("the exports", lambda: {".pdf", ".xlsx", ".json", ".svg"} <= suffixes(folder))


def suffixes(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir() if path.stat().st_size}
