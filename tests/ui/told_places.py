"""Runs the program as ``designer`` does, and tells on a pipe where things are on the screen.

The test that reads this drives the window with a real pointer and real keys only; it cannot see,
so it asks here where to point. Nothing in the program is changed or called to act.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication

from designer.app.main import main
from designer.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Teller(QObject):
    """Answers questions in the thread of the window."""

    asked = Signal(str)

    def listen(self) -> None:
        """Pass on questions from the pipe, once there is a window."""
        while not any(isinstance(w, MainWindow) and w.isVisible() for w in _top_level()):
            time.sleep(0.02)
        thread = _application().thread()
        self.moveToThread(thread)
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        for line in sys.stdin:
            self.asked.emit(line.strip())

    def answer(self, question: str) -> None:
        word, _, rest = question.partition(" ")
        window = next(w for w in _top_level() if isinstance(w, MainWindow))
        print(json.dumps(_ANSWERS[word](window, rest)), flush=True)


def _top_level() -> list[QWidget]:
    return QApplication.topLevelWidgets()


def _application() -> QApplication:
    application = QApplication.instance()  # noqa: TID251 - the test has no other way in
    assert isinstance(application, QApplication)
    return application


def _at(widget: QWidget, point: QPoint) -> list[int]:
    place = widget.mapToGlobal(point)
    return [place.x(), place.y()]


def _search(window: MainWindow, _: str) -> list[int]:
    return _at(
        window.panels.catalog.search_field, window.panels.catalog.search_field.rect().center()
    )


def _entry(window: MainWindow, payload: str) -> list[int] | None:
    tree, model = window.panels.catalog.tree, window.panels.catalog.model
    for group_ix in range(model.rowCount(QModelIndex())):
        group = model.index(group_ix, 0)
        for row in range(model.rowCount(group)):
            index = model.index(row, 0, group)
            entry = model.entry(index)
            rect = tree.visualRect(index)
            if entry is not None and entry.payload == payload and rect.isValid():
                return _at(tree.viewport(), rect.center())
    return None


def _canvas(window: MainWindow, shares: str) -> list[int]:
    x, y = (float(share) for share in shares.split())
    rect = window.canvas.rect()
    return _at(window.canvas, QPoint(round(rect.width() * x), round(rect.height() * y)))


def _copy(window: MainWindow, path: str) -> list[int] | None:
    point = window.canvas.position_of(path)
    return None if point == QPoint(-1, -1) else _at(window.canvas, point)


def _handle(window: MainWindow, _: str) -> list[int] | None:
    handles = window.canvas.overlay.handles
    if not handles:
        return None
    return _at(window.canvas, QPoint(round(handles[0].x), round(handles[0].y)))


def _state(window: MainWindow, _: str) -> dict[str, object]:
    block = window.bridge.snapshot.design.root_block
    modal = QApplication.activeModalWidget()
    return {
        "is_active": window.isActiveWindow() and window.is_settled,
        "title": window.windowTitle(),
        "is_modified": window.isWindowModified(),
        "instances": [str(one.id) for one in block.instances],
        "n_bundles": len(block.link_bundles),
        "n_ghosts": len(window.canvas.overlay.ghosts),
        "has_cable": window.canvas.overlay.cable is not None,
        "search": window.panels.catalog.search_field.text(),
        "dialog": "" if modal is None else modal.windowTitle(),
        "is_dialog_active": modal is not None and modal.isActiveWindow(),
    }


_ANSWERS = {
    "search": _search,
    "entry": _entry,
    "canvas": _canvas,
    "copy": _copy,
    "handle": _handle,
    "state": _state,
}


if __name__ == "__main__":
    threading.Thread(target=Teller().listen, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
