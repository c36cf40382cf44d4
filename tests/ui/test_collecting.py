"""Garbage is collected in the thread of the window, never on a worker."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from designer.ui.collecting import Collecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot


class Left:
    """Something in a circle, which only a collection finds."""

    found_in: list[threading.Thread]

    def __init__(self) -> None:
        self.circle = self

    def __del__(self) -> None:
        self.found_in.append(threading.current_thread())


@pytest.fixture
def collecting(qapp: QObject) -> Iterator[Collecting]:
    gc.collect()
    one = Collecting(qapp)
    Left.found_in = []
    yield one
    one.stop()
    one.deleteLater()
    gc.unfreeze()


def make_much(done: threading.Event) -> None:
    for _ in range(50):
        Left()
    kept = [[ix] for ix in range(200_000)]
    del kept
    more = [[ix] for ix in range(200_000)]
    assert len(more) == 200_000
    done.set()


def test_that_a_worker_that_makes_many_objects_collects_nothing(
    collecting: Collecting, qtbot: QtBot
) -> None:
    assert collecting.thread().isMainThread()
    done = threading.Event()
    worker = threading.Thread(target=make_much, args=(done,))
    worker.start()
    worker.join()
    assert done.is_set()
    assert not Left.found_in
    keep = [[ix] for ix in range(30_000)]
    qtbot.waitUntil(lambda: len(Left.found_in) == 50)
    assert set(Left.found_in) == {threading.main_thread()}
    assert len(keep) == 30_000
    assert not gc.isenabled()


def test_that_python_looks_by_itself_again_when_the_window_is_closed(
    collecting: Collecting,
) -> None:
    collecting.stop()
    assert gc.isenabled()
