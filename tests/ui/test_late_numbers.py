"""Late numbers in the window: dimmed with their revision, then replaced; the window never waits."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from designer.commands.copies import RemoveCopies
from designer.evaluate.network import evaluate_space
from designer.workbench.worker import background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from designer.commands.base import Command
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.topology.space import FabricSpace
    from designer.ui.window import MainWindow

BISECTION = "bisection_bytes_per_s.scale-up"


def chip(n: int) -> Command:
    return RemoveCopies(paths=(f"bus-rack[{n % 4}]/bus-device[{n // 4}]/l2[0]",))


class Gate:
    """Holds the worker before every fabric until it is opened; counts the fabrics."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.n_started = 0

    def evaluate(self, space: FabricSpace) -> FabricNumbers:
        self.n_started += 1
        self.opened.wait(20)
        return evaluate_space(space)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    found = Gate()
    monkeypatch.setattr("designer.evaluate.fabric_tasks.evaluate_space", found.evaluate)
    yield found
    found.opened.set()


@pytest.fixture
def window(supernode_window: MainWindow, gate: Gate) -> MainWindow:
    """Return a window that leaves every fabric to its worker."""
    del gate
    bridge = supernode_window.bridge
    bridge.workbench.work_in(background(bridge.executor, bridge.post, lambda _: True))
    return supernode_window


def cell(window: MainWindow, readout_id: str, column: int = 0) -> QModelIndex:
    model = window.panels.readouts.model
    group_ix, row = next(
        (group_ix, row)
        for group_ix, group in enumerate(model.groups)
        for row, one in enumerate(group.rows)
        if one.readout.id == readout_id
    )
    return model.index(row, column, model.index(group_ix, 0))


def colour(window: MainWindow, readout_id: str) -> str:
    found = cell(window, readout_id, 1).data(Qt.ItemDataRole.ForegroundRole)
    return "" if found is None else found.name()


def is_settled(window: MainWindow) -> Callable[[], bool]:
    return lambda: not window.bridge.snapshot.pending


def test_that_a_late_number_is_dimmed_with_its_revision_and_then_replaced(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    before = cell(window, BISECTION, 1).data()
    window.bridge.apply(chip(0))
    assert cell(window, BISECTION, 1).data() == before
    assert cell(window, BISECTION, 2).data() == "updating"
    muted = window.appearance.look.theme.text_muted
    assert colour(window, BISECTION) == muted
    tip = cell(window, BISECTION).data(Qt.ItemDataRole.ToolTipRole)
    assert "Value of revision 0; revision 1 is being computed" in tip
    assert "updating" in window.panels.status.edit_text
    gate.opened.set()
    qtbot.waitUntil(is_settled(window))
    assert cell(window, BISECTION, 1).data() != before
    assert cell(window, BISECTION, 2).data() == "exact"
    assert colour(window, BISECTION) != muted
    assert "updating" not in window.panels.status.edit_text


def test_that_of_many_edits_in_a_row_only_the_last_one_gets_late_numbers(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    shown: list[int] = []
    window.bridge.numbers_changed.connect(
        lambda s: shown.append(s.readouts.by_id[BISECTION].revision)
    )
    for n in range(8):
        window.bridge.apply(chip(n))
    gate.opened.set()
    qtbot.waitUntil(is_settled(window))
    assert set(shown) == {8}
    # The first edit's fabric, and of the last edit the fabric, both fabrics joined and the planes
    # that differ: eight edits would start more than 24.
    assert gate.n_started <= 1 + 4


def test_that_edits_and_previews_never_wait_for_the_worker(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    waits: list[float] = []
    for n in range(4):
        start = time.perf_counter()
        window.bridge.preview(chip(n))
        window.bridge.apply(chip(n))
        QCoreApplication.processEvents()
        waits.append(time.perf_counter() - start)
    assert not gate.opened.is_set()
    assert max(waits) < 5
    gate.opened.set()
    qtbot.waitUntil(is_settled(window))


def test_that_a_preview_is_completed_while_it_lasts(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    before = cell(window, BISECTION, 1).data()
    window.bridge.preview(chip(0))
    assert cell(window, BISECTION, 2).data() == "updating"
    gate.opened.set()
    qtbot.waitUntil(lambda: cell(window, BISECTION, 2).data() == "exact")
    assert cell(window, BISECTION, 1).data() != before
    window.bridge.clear_preview()
    assert cell(window, BISECTION, 1).data() == before


def test_that_a_window_closed_meanwhile_stops_its_worker(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    window.bridge.apply(chip(0))
    window.bridge.apply(chip(1))
    qtbot.waitUntil(lambda: gate.n_started == 1)
    window.close()
    gate.opened.set()
    window.bridge.executor.shutdown(wait=True)
    QCoreApplication.processEvents()
    assert gate.n_started == 1
    assert window.bridge.snapshot.readouts.by_id[BISECTION].revision == 0


def test_that_the_status_bar_tells_how_long_the_last_edit_took(
    window: MainWindow, gate: Gate
) -> None:
    gate.opened.set()
    window.bridge.apply(chip(0))
    assert window.panels.status.edit_text.startswith("Evaluated in ")
    assert "network (T2)" in window.panels.status.edit_tip
    assert "command (T0)" in window.panels.status.edit_tip


def test_that_an_overlay_follows_numbers_that_come_late(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    window.bridge.apply(chip(0))
    window.canvas.show_overlay("cut")
    assert "TB/s, exact" not in window.canvas.overlay_panel.facts
    gate.opened.set()
    qtbot.waitUntil(is_settled(window), timeout=20_000)
    assert "Bisection 74.59 TB/s, exact" in window.canvas.overlay_panel.facts
