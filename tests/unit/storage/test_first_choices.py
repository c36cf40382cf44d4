"""Theme and language are known before the settings are loaded, and agree with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.storage.first_choices import LANGUAGES, SYSTEM, THEMES, kept_language, kept_theme
from designer.storage.settings import Settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_that_the_first_start_follows_the_system() -> None:
    assert (kept_theme(), kept_language()) == (SYSTEM, SYSTEM)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_what_the_settings_keep_is_read(theme: str, language: str) -> None:
    save_settings(Settings.model_validate({"theme": theme, "language": language}))
    assert (kept_theme(), kept_language()) == (theme, language)


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", "null", "{}", '{"theme": 1, "language": []}',
     '{"theme": "pink", "language": "xx"}', "[" * 50_000],
    ids=lambda data: data[:20],
)  # fmt: skip
def test_that_damaged_settings_follow_the_system(data: str, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(data)
    assert (kept_theme(tmp_path), kept_language(tmp_path)) == (SYSTEM, SYSTEM)
