"""The place of the window is kept, and damage to it never keeps the program from starting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import ExportError
from designer.paths import config_dir
from designer.storage.window_layout import WindowLayout, load_window_layout, save_window_layout

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_layout_reads_back_equal() -> None:
    layout = WindowLayout(b"\x00frame\xff", b"docks")
    assert load_window_layout() is None
    save_window_layout(layout)
    assert load_window_layout() == layout
    assert (config_dir() / "window.json").is_file()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"frame": "AA=="}',
        b'{"frame": "not base 64!", "docks": "AA=="}',
        b'{"frame": 7, "docks": "AA=="}',
        b"\xff\xfe",
        b"[" * 90_000,
    ],
)
def test_that_a_damaged_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "window.json").write_bytes(data)
    assert load_window_layout(tmp_path) is None


def test_that_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="was not made"):
        save_window_layout(WindowLayout(b"", b""), tmp_path / "file" / "folder")
