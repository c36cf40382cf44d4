"""Keeping unsaved work beside the window, so that a crash costs seconds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from designer.errors.tree import DesignerError
from designer.storage.autosave import AutosaveSlot
from designer.ui.language.text import told, tr
from designer.workbench.worker import Lane, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents

INTERVAL_MS: Final = 10_000
"""How often unsaved work is kept; as much is lost by a crash."""


class Autosaves(QObject):
    """Writes a copy of the design while it differs from its file, never the file itself."""

    def __init__(
        self, bridge: WorkbenchBridge, documents: Documents, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._documents = documents
        self._slot = AutosaveSlot()
        self._kept: Design | None = None
        self._has_complained = False
        self._executor = ThreadPoolExecutor(1, "designer-autosave")
        self._lane = Lane(self._executor, bridge.post)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        documents.changed.connect(self._follow)

    @property
    def slot(self) -> AutosaveSlot:
        return self._slot

    @property
    def is_busy(self) -> bool:
        return self._lane.is_busy

    def keep(self) -> None:
        """Keep the design if it has changed since it was saved and since it was kept."""
        design = self._bridge.snapshot.design
        if not self._bridge.workbench.is_modified:
            self._drop()
        elif design is not self._kept:
            self._kept = design
            document = replace(self._documents.as_opened().document, design=design)
            origin = str(self._documents.path or "")
            run = partial(_write, partial(self._slot.write, document, origin))
            self._lane.submit(Request(frozenset({id(design)}), run, self._complain))

    def stop(self) -> None:
        """End: the work is saved, or its owner does not want it."""
        self._timer.stop()
        self._lane.drop()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._slot.close()

    def _follow(self) -> None:
        if not self._bridge.workbench.is_modified:
            self._drop()

    def _drop(self) -> None:
        if self._kept is not None:
            self._kept = None
            self._lane.submit(Request(frozenset({"clear"}), partial(_clear, self._slot), _ignore))

    def _complain(self, problem: object) -> None:
        # A full disk is told once, not every ten seconds.
        if isinstance(problem, Exception) and not self._has_complained:
            self._has_complained = True
            self._documents.said.emit(
                tr("Unsaved work cannot be kept: {reason}", reason=told(problem))
            )


def _write(
    write: Callable[[], None], is_cancelled: Callable[[], bool], send: Callable[[object], None]
) -> None:
    if is_cancelled():
        return
    try:
        write()
    except (DesignerError, OSError) as problem:
        send(problem)


def _clear(
    slot: AutosaveSlot, is_cancelled: Callable[[], bool], send: Callable[[object], None]
) -> None:
    del is_cancelled, send
    slot.clear()


def _ignore(result: object) -> None:
    del result
