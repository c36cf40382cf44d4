"""Starting the window: application, look, workbench, and a picture of the window on request.

The window is painted first, then the design with outline and palette. Everything that edits,
evaluates and saves it is loaded after that.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from designer.paths import resources_dir
from designer.ui.collecting import Collecting
from designer.ui.kept_layout import fitting, keep_layout, restore_layout
from designer.ui.language.language import LanguageSwitch
from designer.ui.quick_start import without_collecting
from designer.ui.reopening import Reopening
from designer.ui.theme.appearance import Appearance
from designer.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.ui.bridge import WorkbenchBridge
    from designer.viewmodel.window_request import WindowRequest
    from designer.workbench.opening import OpenedDesign

_SETTLE_MS = 60
SWITCH_INTERVAL_S = 0.0005


def start_window(open_it: Callable[[], OpenedDesign], request: WindowRequest) -> int:
    """Show a design in a window and return the exit code when the window is closed.

    ``open_it`` is called once the window is painted; what it raises closes the window again. With
    ``screenshot`` the window is drawn without a display, saved as a picture and closed.
    """
    if request.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    # A picture must not depend on the settings of whoever takes it.
    chosen = request.theme or ("light" if request.screenshot is not None else _kept_theme())
    spoken = request.language or ("en" if request.screenshot is not None else _kept_language())
    with without_collecting():
        application, window = show_frame(theme=chosen, size=request.size, language=spoken)
        opened = open_it()
        if request.screenshot is None:
            draw_window(window, opened, request.view)
            window.complete(opened)
        else:
            fill_window(window, opened)
        # Panels that were just put in are laid out first; shares are of what they then have.
        application.processEvents()
    window.docks.share_out()
    if request.scope:
        from designer.model.ids import path_from_text

        window.enter(path_from_text(request.scope))
    window.canvas.show_kind(request.view)
    window.canvas.zoom_to_fit()
    if request.overlay != "none":
        window.canvas.show_overlay(request.overlay)
    if request.screenshot is not None:
        return _take_picture(window, request.screenshot)
    restore_layout(window)
    collecting = Collecting(application)
    QTimer.singleShot(0, window.settle)
    QTimer.singleShot(0, partial(window.side.show_recovery, is_asked=False))
    QTimer.singleShot(0, gc.freeze)
    if is_first_start(opened):
        QTimer.singleShot(0, window.actions_by_id["file.new"].trigger)
    reopening = Reopening(window)
    exit_code = application.exec()
    keep_layout(reopening.window)
    collecting.stop()
    leave_text_only()
    reopening.deleteLater()
    return exit_code


def leave_text_only() -> None:
    """Leave what was copied as plain text: data of ours in the clipboard outlives the program.

    PySide crashes at exit where the clipboard still holds a ``QMimeData`` made in Python.
    """
    clipboard = QGuiApplication.clipboard()
    # Without a display nobody else has the clipboard, and Qt does not say that we own it.
    if clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen":
        text = clipboard.text()
        clipboard.clear()
        clipboard.setText(text)


def is_first_start(opened: OpenedDesign) -> bool:
    """Return whether nothing was asked for and no file was ever opened: show what there is."""
    from designer.storage.recent import recent_files

    is_new = opened.path is None and not opened.system_name
    return is_new and not recent_files()


def show_frame(
    *, theme: str = "system", size: tuple[int, int] = (1600, 1000), language: str = "en"
) -> tuple[QApplication, MainWindow]:
    """Return the application and its window, painted with empty docks."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Supernode Designer")
    application.setDesktopFileName("supernode-designer")
    appearance = Appearance(application, resources_dir(), theme, _keep_theme)
    icons, accent = appearance.look.icons, appearance.look.theme.accent
    application.setWindowIcon(icons.icon("designer", accent))
    speech = LanguageSwitch(application, resources_dir(), language, _keep_language)
    window = MainWindow(appearance, speech)
    window.setWindowTitle(application.applicationName())
    window.resize(*fitting(*size))
    window.show()
    window.docks.share_out()
    window.repaint()
    return application, window


def draw_window(window: MainWindow, opened: OpenedDesign, view: str) -> None:
    """Paint the design in a window, with outline and palette, before anything can be done to it."""
    window.draw(_bridge_of(opened))
    window.canvas.show_kind(view)
    # What was just put in is shown and laid out first, but nothing that the user does is heard yet.
    QApplication.sendPostedEvents()
    window.docks.share_out()
    restore_layout(window)
    window.canvas.zoom_to_fit()
    window.repaint()


def fill_window(window: MainWindow, opened: OpenedDesign) -> None:
    """Put a design into a window; its numbers come with the first :meth:`MainWindow.settle`."""
    window.fill(_bridge_of(opened), opened)


def _bridge_of(opened: OpenedDesign) -> WorkbenchBridge:
    from designer.ui.bridge import WorkbenchBridge
    from designer.workbench.opening import shipped_library
    from designer.workbench.workbench import Workbench

    workbench = Workbench(shipped_library(), opened.document.design, is_deferred=True)
    return WorkbenchBridge(workbench)


def window_for(
    opened: OpenedDesign, appearance: Appearance, language: LanguageSwitch
) -> MainWindow:
    """Return the window of a design, with its workbench behind it."""
    window = MainWindow(appearance, language)
    fill_window(window, opened)
    return window


def _take_picture(window: MainWindow, path: Path) -> int:
    # Without the worker every number is there before the picture is taken.
    window.bridge.stop()
    window.settle()
    loop = QEventLoop()
    for _ in range(3):
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
    window.canvas.zoom_to_fit()
    from designer.ui.picture_file import save_picture

    picture = window.grab()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    save_picture(picture, path)
    return 0


def _kept_theme() -> str:
    from designer.storage.first_choices import kept_theme

    return kept_theme()


def _kept_language() -> str:
    from designer.storage.first_choices import kept_language

    return kept_language()


def _keep_language(language: str) -> None:
    _keep("language", language)


def _keep_theme(theme: str) -> None:
    _keep("theme", theme)


def _keep(name: str, choice: str) -> None:
    from designer.errors.tree import DesignerError
    from designer.storage.settings import load_settings, save_settings

    settings = load_settings().settings
    try:
        save_settings(settings.model_validate({**settings.model_dump(), name: choice}))
    except (DesignerError, OSError) as problem:
        print(f"the {name} cannot be remembered: {problem}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
