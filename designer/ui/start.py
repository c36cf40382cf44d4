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
from designer.storage.settings import load_settings, save_settings
from designer.ui.bridge import WorkbenchBridge
from designer.ui.theme.appearance import Appearance
from designer.ui.window import MainWindow
from designer.workbench.opening import OpenedDesign, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

_SETTLE_MS = 60


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
    sys.setswitchinterval(0.0005)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Supernode Designer")
    application.setDesktopFileName("supernode-designer")
    settings = load_settings().settings
    # A picture must not depend on the settings of whoever takes it.
    chosen = theme or ("light" if screenshot is not None else settings.theme)
    appearance = Appearance(application, resources_dir(), chosen, _keep_theme)
    application.setWindowIcon(appearance.look.icons.icon("designer", appearance.look.theme.accent))
    window = build_window(opened, appearance)
    window.resize(*size)
    window.show()
    window.docks.share_out()
    if scope:
        window.enter(path_from_text(scope))
    window.canvas.zoom_to_fit()
    if screenshot is not None:
        return _take_picture(window, screenshot)
    QTimer.singleShot(0, window.settle)
    return application.exec()


def build_window(opened: OpenedDesign, appearance: Appearance) -> MainWindow:
    """Return the window of a design, with its workbench behind it."""
    workbench = Workbench(shipped_library(), opened.document.design)
    return MainWindow(WorkbenchBridge(workbench), opened, appearance)


def _take_picture(window: MainWindow, path: Path) -> int:
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
