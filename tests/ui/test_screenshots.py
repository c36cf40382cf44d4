"""Pictures of the window, taken by the command in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from designer.commands.registry import command_from_json
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path
from designer.viewmodel.screenshot_states import STATES
from designer.workbench.opening import open_named_or_file, shipped_library, system_names

if TYPE_CHECKING:
    from pathlib import Path

    from designer.viewmodel.screenshot_states import ScreenshotState


def test_that_the_command_takes_a_picture_in_every_theme_asked_for(tmp_path: Path) -> None:
    words = ["screenshots", "node", "--to", str(tmp_path), "--size", "1200x800"]
    words += ["--theme", "light", "--theme", "contrast"]
    done = subprocess.run(
        [sys.executable, "-m", "designer", *words], check=True, capture_output=True, text=True
    )
    paths = [tmp_path / f"node-{theme}.png" for theme in ("light", "contrast")]
    assert done.stdout.split() == [str(path) for path in paths]
    light, contrast = (QImage(str(path)) for path in paths)
    assert (light.width(), light.height()) == (1200, 800)
    assert (
        light.pixelColor(300, 40).lightness() > 200 > 40 > contrast.pixelColor(300, 40).lightness()
    )


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_that_the_system_the_block_and_the_edits_of_a_state_exist(state: ScreenshotState) -> None:
    assert state.system in system_names()
    design = open_named_or_file(state.system).document.design
    if state.scope:
        assert chain_from_path(design, design.root_block, path_from_text(state.scope))
    for record in state.edits:
        command = command_from_json(record)
        assert command.apply(design, shipped_library()).design is not design


def test_that_states_have_names_of_their_own() -> None:
    assert len({state.name for state in STATES}) == len(STATES) >= 10
