"""How the room is shared out when the window is painted before it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.ui.start import fill_window
from designer.ui.window import MainWindow
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from designer.ui.language.language import LanguageSwitch
    from designer.ui.theme.appearance import Appearance


def test_that_the_canvas_has_most_of_a_window_that_was_painted_empty(
    qtbot: QtBot, appearance: Appearance, language: LanguageSwitch
) -> None:
    window = MainWindow(appearance, language)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    window.docks.share_out()
    window.repaint()
    fill_window(window, open_named_or_file("gb200-nvl72"))
    window.docks.share_out()
    window.settle()
    qtbot.waitUntil(lambda: window.canvas.height() > 500)
    assert window.canvas.width() > 0.45 * window.width()
    assert window.canvas.height() > 0.55 * window.height()
