"""Showing the same design in a new window, when the texts of the old one no longer fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from designer.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable


class Reopening(QObject):
    """Replaces the window by one that speaks the chosen language.

    Design, history, selection and arrangement of the docks stay as they are.

    Parameters
    ----------
    window
        The window that is shown.
    on_replaced
        Told of every new window.
    """

    def __init__(
        self, window: MainWindow, on_replaced: Callable[[MainWindow], None] = lambda _: None
    ) -> None:
        super().__init__(window.language)
        self.window = window
        self._on_replaced = on_replaced
        window.language.changed.connect(self._replace)

    def _replace(self) -> None:
        from designer.ui.bridge import WorkbenchBridge  # noqa: PLC0415 - after the first paint

        before = self.window
        geometry, arrangement = before.saveGeometry(), before.saveState()
        selection = before.bridge.selection
        before.release()
        after = MainWindow(before.appearance, before.language)
        after.fill(WorkbenchBridge(before.bridge.workbench), before.documents.as_opened())
        after.documents.continue_script_of(before.documents)
        after.recording.continue_from(before.recording)
        after.panels.layers.adopt(before.panels.layers)
        after.restoreGeometry(geometry)
        after.show()
        after.restoreState(arrangement)
        after.enter(selection.scope)
        after.bridge.select(selection.paths, selection.bundle_keys)
        after.settle()
        self.window = after
        self._on_replaced(after)
        before.hide()
        before.deleteLater()
