"""Exports on a worker: the window goes on, says how far it is, and can cancel."""

from __future__ import annotations

import errno
import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QImage

from designer.commands.copies import RemoveCopies
from designer.commands.structure import SetCount
from designer.export.progress import ROWS_PER_TICK, watched
from designer.export.report import build_report
from designer.export.sheets.cabling import cabling_table
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension
from designer.storage.os_layer import OsLayer
from designer.workbench.worker import background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from designer.export.report import Report
    from designer.export.subject import EvaluatedDesign
    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers

ROOT = BlockId("cloudmatrix-384")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold every table until it is opened."""
    opened = threading.Event()

    def slow(table: object, tick: Callable[[int], None]) -> object:
        while not opened.wait(0.005):
            tick(0)
        tick(1)
        return table

    monkeypatch.setattr("designer.export.bundle.watched", slow)
    yield opened
    opened.set()


def trigger(window: MainWindow, file_format: str) -> None:
    window.actions_by_id[f"file.export-{file_format}"].trigger()


def test_that_the_window_goes_on_while_a_workbook_is_made(
    supernode_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    gate: threading.Event,
    qtbot: QtBot,
) -> None:
    answers.path = tmp_path / "book.xlsx"
    trigger(supernode_window, "xlsx")
    qtbot.waitUntil(
        lambda: supernode_window.panels.status.export_text == "Exporting XLSX: 0 cables"
    )
    before = supernode_window.bridge.snapshot.revision
    supernode_window.bridge.apply(RemoveCopies(paths=("bus-rack[0]/bus-device[0]/l2[0]",)))
    assert supernode_window.bridge.snapshot.revision == before + 1
    assert not answers.path.exists()
    gate.set()
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert answers.path.read_bytes().startswith(b"PK")
    assert supernode_window.panels.status.export_text == ""
    assert answers.problems == []


def test_that_a_cancelled_export_leaves_no_file_and_another_can_follow(
    supernode_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    gate: threading.Event,
    qtbot: QtBot,
) -> None:
    answers.folder = tmp_path
    trigger(supernode_window, "csv")
    qtbot.waitUntil(lambda: "cables" in supernode_window.panels.status.export_text)
    trigger(supernode_window, "csv")
    assert "under way" in supernode_window.panels.status.currentMessage()
    supernode_window.panels.status._cancel.click()
    assert supernode_window.panels.status.export_text == ""
    assert supernode_window.panels.status.currentMessage() == "Export cancelled"
    supernode_window.exports.cancel()
    gate.set()
    trigger(supernode_window, "csv")
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert len([*tmp_path.iterdir()]) == 6


def test_that_a_full_disk_gives_one_message_for_all_files(
    supernode_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(OsLayer, "write", full)
    answers.folder = tmp_path
    trigger(supernode_window, "csv")
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert len(answers.problems) == 1
    assert "The export failed" in answers.problems[0]
    assert "disk is full" in answers.problems[0]
    assert [*tmp_path.iterdir()] == []


def test_that_late_numbers_are_in_the_export(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    bridge = supernode_window.bridge
    never = background(bridge.executor, lambda _: None, lambda _: True)
    bridge.workbench.work_in(never)
    bridge.apply(RemoveCopies(paths=("bus-rack[0]/bus-device[0]/l2[0]",)))
    assert bridge.snapshot.pending
    answers.path = tmp_path / "numbers.json"
    trigger(supernode_window, "json")
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert '"revision": 1' in answers.path.read_text()
    assert "injection bounds it until" not in answers.path.read_text()


def test_that_the_window_stays_awake_during_a_long_export(
    supernode_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    dims = (Dimension(name="group", size=4), Dimension(name="rack", size=9))
    supernode_window.bridge.apply(
        SetCount(block=ROOT, instance=InstanceId("compute-rack"), dims=dims)
    )
    waits: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        waits.append(time.perf_counter() - last)
        last = time.perf_counter()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(5)
    answers.path = tmp_path / "book.xlsx"
    trigger(supernode_window, "xlsx")
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=60_000)
    timer.stop()
    QCoreApplication.processEvents()
    total = sum(waits)
    assert total > 0.2
    assert max(waits) < 0.5 * total
    assert len(waits) > 10


def test_that_rows_are_counted_while_they_are_read(supernode_window: MainWindow) -> None:
    table = cabling_table(supernode_window.bridge.snapshot)
    ticks: list[int] = []
    rows = list(watched(table, ticks.append).rows)
    assert rows == list(table.rows)
    assert ticks == list(range(0, len(rows), ROWS_PER_TICK))
    assert watched(table, None) is table


def test_that_what_a_report_says_is_gathered_on_the_worker(
    supernode_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[threading.Thread] = []

    def gathered(subject: EvaluatedDesign, printed_on: date) -> Report:
        threads.append(threading.current_thread())
        return build_report(subject, printed_on)

    monkeypatch.setattr("designer.export.report.build_report", gathered)
    answers.path = tmp_path / "report.pdf"
    trigger(supernode_window, "pdf")
    qtbot.waitUntil(lambda: not supernode_window.exports.is_running, timeout=30_000)
    assert answers.path.read_bytes().startswith(b"%PDF")
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_that_an_export_can_be_cancelled_between_two_pictures(
    supernode_window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exports = supernode_window.exports

    def painted(*_: object) -> QImage:
        QTimer.singleShot(0, exports.cancel)
        return QImage(8, 8, QImage.Format.Format_RGB32)

    monkeypatch.setattr("designer.ui.printing.output.canvas_image", painted)
    answers.folder = tmp_path
    exports.export_all()
    qtbot.waitUntil(lambda: not exports.is_running, timeout=30_000)
    qtbot.wait(50)
    assert not list(tmp_path.iterdir())
