"""Starting the window: application, look, workbench, and a picture of the window on request."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from designer.errors.tree import DesignerError
from designer.model.ids import path_from_text
from designer.paths import resources_dir
from designer.storage.recent import recent_files
from designer.storage.settings import load_settings, save_settings
from designer.ui.bridge import WorkbenchBridge
from designer.ui.theme.appearance import Appearance
from designer.ui.window import MainWindow
from designer.workbench.opening import OpenedDesign, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

_SETTLE_MS = 60
_SWITCH_INTERVAL_S = 0.0005


def start_window(
    opened: OpenedDesign,
    *,
    theme: str | None = None,
    size: tuple[int, int] = (1600, 1000),
    screenshot: Path | None = None,
    scope: str = "",
) -> int:
    """Show a design in a window and return the exit code when the window is closed.

    With ``screenshot`` the window is drawn without a display, saved as a picture and closed.
    """
    if screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    # A picture must not depend on the settings of whoever takes it.
    chosen = theme or ("light" if screenshot is not None else load_settings().settings.theme)
    application, window = build_window(opened, theme=chosen, size=size)
    window.show()
    window.docks.share_out()
    if scope:
        window.enter(path_from_text(scope))
    window.canvas.zoom_to_fit()
    if screenshot is not None:
        return _take_picture(window, screenshot)
    QTimer.singleShot(0, window.settle)
    if is_first_start(opened):
        QTimer.singleShot(0, window.side.show_gallery)
    return application.exec()


def is_first_start(opened: OpenedDesign) -> bool:
    """Return whether nothing was asked for and no file was ever opened: show what there is."""
    is_new = opened.path is None and not opened.system_name
    return is_new and not recent_files()


def build_window(
    opened: OpenedDesign, *, theme: str = "system", size: tuple[int, int] = (1600, 1000)
) -> tuple[QApplication, MainWindow]:
    """Return the application and its window; numbers come with the first :meth:`settle`."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Supernode Designer")
    application.setDesktopFileName("supernode-designer")
    appearance = Appearance(application, resources_dir(), theme, _keep_theme)
    icons, accent = appearance.look.icons, appearance.look.theme.accent
    application.setWindowIcon(icons.icon("designer", accent))
    window = window_for(opened, appearance)
    window.resize(*size)
    return application, window


def window_for(opened: OpenedDesign, appearance: Appearance) -> MainWindow:
    """Return the window of a design, with its workbench behind it."""
    workbench = Workbench(shipped_library(), opened.document.design, is_deferred=True)
    return MainWindow(WorkbenchBridge(workbench), opened, appearance)


def _take_picture(window: MainWindow, path: Path) -> int:
    # Without the worker every number is there before the picture is taken.
    window.bridge.stop()
    window.settle()
    loop = QEventLoop()
    for _ in range(3):
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
    window.canvas.zoom_to_fit()
    picture = window.grab()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_saved = picture.save(str(path), "PNG")
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    if not is_saved:
        print(f"{path}: the picture cannot be written", file=sys.stderr)  # noqa: T201
    return 0 if is_saved else 2


def _keep_theme(theme: str) -> None:
    settings = load_settings().settings
    try:
        save_settings(settings.model_validate({**settings.model_dump(), "theme": theme}))
    except (DesignerError, OSError) as problem:
        print(f"the theme cannot be remembered: {problem}", file=sys.stderr)  # noqa: T201
