"""Panels stand where they stood when the program was closed, and can be put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.paths import config_dir
from designer.ui.kept_layout import keep_layout, restore_layout
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import WindowOpener


def test_that_hidden_panels_stay_hidden_and_the_menu_brings_them_back(
    open_window: WindowOpener, qtbot: QtBot
) -> None:
    first = open_window(new_design())
    assert not restore_layout(first)
    first.docks.bring("findings").hide()
    first.docks.bring("history")
    keep_layout(first)

    second = open_window(new_design())
    assert restore_layout(second)
    shown = {dock.objectName(): not dock.isHidden() for dock in second.docks.all()}
    assert not shown.pop("dock-findings")
    assert all(shown.values())

    second.actions_by_id["view.reset-panels"].trigger()
    qtbot.waitUntil(lambda: all(not dock.isHidden() for dock in second.docks.all()))
    assert second.canvas.width() > 0.4 * second.width()


def test_that_a_layout_that_cannot_be_kept_is_told_and_nothing_else(
    open_window: WindowOpener, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window(new_design())
    folder = config_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"")
    keep_layout(window)
    assert "cannot be remembered" in capsys.readouterr().err
