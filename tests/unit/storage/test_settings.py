"""Settings survive damage: defaults and a notice, never a failed start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import ExportError
from designer.paths import config_dir
from designer.storage.settings import LoadedSettings, Settings, load_settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_that_settings_read_back_equal() -> None:
    settings = Settings(theme="dark", language="zh_CN")
    save_settings(settings)
    assert load_settings() == LoadedSettings(settings)
    assert (config_dir() / "settings.json").is_file()


def test_that_there_are_defaults_without_a_notice_at_the_first_start() -> None:
    assert load_settings() == LoadedSettings(Settings(), "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "file: Invalid JSON"),
        (b"{", "file: Invalid JSON"),
        (b"[]", "file: "),
        (b'{"theme": "pink"}', "theme: Input should be 'system', 'light', 'dark' or 'contrast'"),
        (b'{"theme": "dark", "zoom": 3}', "zoom: Extra inputs"),
        (b"\xff\xfe\x00", "file: Invalid JSON"),
    ],
)
def test_that_damaged_settings_give_defaults_and_a_notice(
    tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    settings, notice = load_settings(tmp_path)
    assert settings == Settings()
    assert words in notice
    assert "defaults apply" in notice


def test_that_settings_that_cannot_be_read_give_defaults_and_a_notice(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    settings, notice = load_settings(tmp_path)
    assert settings == Settings()
    assert "settings not used" in notice


def test_that_settings_that_cannot_be_saved_are_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="was not made"):
        save_settings(Settings(), tmp_path / "file" / "x")
