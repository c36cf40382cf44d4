"""Texts that are 40 % longer, as in other languages: nothing that a user reads is cut off."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import WindowOpener

GROWTH = 0.4


class LongerTexts(QTranslator):
    """Says everything of the window in English with a tail, so that it is 40 % longer."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        source = sourceText.decode() if isinstance(sourceText, bytes) else sourceText
        if context not in {"", b""} or not any(letter.isalpha() for letter in source):
            return ""
        return source + "ü" * math.ceil(GROWTH * len(source))


@pytest.fixture(autouse=True)
def longer(qapp: QApplication) -> Iterator[LongerTexts]:
    translator = LongerTexts(qapp)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def shows_icon_alone(widget: QWidget) -> bool:
    style = Qt.ToolButtonStyle.ToolButtonIconOnly
    return (
        isinstance(widget, QToolButton)
        and not widget.icon().isNull()
        and (widget.toolButtonStyle() == style)
    )


def cut_off(root: QWidget) -> list[str]:
    """Return the buttons and labels in view that are narrower than their text."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or shows_icon_alone(widget):
            continue
        if isinstance(widget, QLabel) and not widget.wordWrap() and widget.pixmap().isNull():
            wanted = widget.fontMetrics().horizontalAdvance(widget.text())
        elif isinstance(widget, QPushButton) or (
            isinstance(widget, QAbstractButton) and widget.text()
        ):
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        else:
            continue
        if wanted > widget.width():
            found.append(f"{type(widget).__name__} {widget.text()!r} {wanted} > {widget.width()}")
    return found


def test_that_the_window_has_room_for_longer_texts(open_window: WindowOpener, qtbot: QtBot) -> None:
    window = open_window(open_named_or_file("cloudmatrix-384"))
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.width() == 1600)
    assert any("üü" in action.text() for action in window.menuBar().actions())
    assert cut_off(window) == []


@pytest.mark.parametrize(
    "action", ["view.compare", "view.failures", "help.verify", "insert.fabric"]
)
def test_that_a_dialog_has_room_for_longer_texts(
    action: str, open_window: WindowOpener, qtbot: QtBot
) -> None:
    window = open_window(open_named_or_file("gb200-nvl72"))
    before = set(window.findChildren(QWidget))
    window.actions_by_id[action].trigger()
    shown = [
        widget
        for widget in window.findChildren(QWidget)
        if widget not in before and widget.isWindow() and widget.isVisible()
    ]
    assert shown
    for dialog in shown:
        qtbot.waitExposed(dialog)
        assert cut_off(dialog) == []
        dialog.close()
