"""Pictures of the window in the states that tell what the program is, drawn without a display."""

from __future__ import annotations

import os
import tempfile
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from designer.commands.registry import command_from_json
from designer.model.ids import path_from_text
from designer.paths import resources_dir
from designer.ui.language.language import LanguageSwitch
from designer.ui.picture_file import save_picture
from designer.ui.theme.appearance import Appearance
from designer.viewmodel.screenshot_states import STATES
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.ui.window import MainWindow
    from designer.viewmodel.screenshot_request import ScreenshotRequest
    from designer.viewmodel.screenshot_states import ScreenshotState

_PATIENCE_S: Final = 240.0
_SETTLE_S: Final = 0.4
_FINDINGS_PX: Final = 340


def take_screenshots(request: ScreenshotRequest) -> tuple[Path, ...]:
    """Write the pictures and return their files.

    Raises ExportError if a picture cannot be written.
    """
    from designer.ui.start import window_for

    with tempfile.TemporaryDirectory() as state:
        # Neither show nor change what the person who takes the pictures has opened lately.
        os.environ["XDG_STATE_HOME"] = state
        os.environ["XDG_CONFIG_HOME"] = state
        application = QApplication(["designer"])
        application.setApplicationName("Supernode Designer")
        appearance = Appearance(application, resources_dir(), request.themes[0])
        speech = LanguageSwitch(application, resources_dir(), request.languages[0])
        wanted = [s for s in STATES if not request.states or s.name in request.states]
        paths: list[Path] = []
        for language in request.languages:
            speech.choose(language)
            suffix = "" if language == "en" else f"-{language}"
            for one in wanted:
                window = window_for(open_named_or_file(one.system), appearance, speech)
                window.resize(*request.size)
                paths += _take(window, one, request, suffix)
        return tuple(paths)


def _take(
    window: MainWindow, state: ScreenshotState, request: ScreenshotRequest, suffix: str
) -> list[Path]:
    # One window for all themes: its numbers are computed once.
    window.show()
    _bring(window, state)
    paths: list[Path] = []
    for theme in request.themes:
        window.appearance.choose(theme)
        paths.append(request.folder / f"{state.name}-{theme}{suffix}.png")
        _save(_shown(window, state), paths[-1])
    window.bridge.workbench.mark_saved()
    window.close()
    window.deleteLater()
    return paths


def _wait(is_done: Callable[[], bool]) -> None:
    """Let the window work until something holds, and a little longer for what is laid out."""
    end = time.monotonic() + _PATIENCE_S
    while not is_done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)
    end = time.monotonic() + _SETTLE_S
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _bring(window: MainWindow, state: ScreenshotState) -> None:
    QApplication.processEvents()
    window.docks.share_out()
    window.settle()
    for record in state.edits:
        window.bridge.apply(command_from_json(record))
    canvas = window.canvas
    canvas.show_kind(state.view)
    if state.scope:
        window.enter(path_from_text(state.scope))
    if state.has_power:
        window.actions_by_id["view.layer-power"].trigger()
    _wait(lambda: not window.bridge.snapshot.pending)
    canvas.show_overlay(state.overlay)
    if state.dock:
        dock = window.docks.bring(state.dock)
        window.resizeDocks([dock], [_FINDINGS_PX], Qt.Orientation.Vertical)
        QApplication.processEvents()
    canvas.zoom_to_fit()


def _shown(window: MainWindow, state: ScreenshotState) -> QWidget:
    """Return the widget to take, drawn in the present theme."""
    if state.window == "comparison":
        window.side.show_comparison()
        dialog = window.side.comparison
        if dialog is not None:
            dialog.resize(1100, 760)
            _wait(lambda: True)
            return dialog
    if state.window == "gallery":
        window.side.show_gallery(window.edits)
        gallery = window.side.gallery
        if gallery is not None:
            _wait(lambda: gallery.is_complete)
            return gallery
    _wait(lambda: True)
    return window


def _save(widget: QWidget, path: Path) -> None:
    save_picture(widget.grab(), path)
    if widget.parentWidget() is not None:
        widget.close()
