"""What the user chose of the first paint, read before anything else is loaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from designer.paths import config_dir

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

SYSTEM: Final = "system"
THEMES: Final = (SYSTEM, "light", "dark", "contrast")
LANGUAGES: Final = (SYSTEM, "en", "zh_CN")
_MAX_BYTES: Final = 1_000_000


def kept_theme(folder: Path | None = None) -> str:
    """Return the theme of the settings, without their record, which takes 50 ms to load.

    Parameters
    ----------
    folder
        Where they are kept; the user's configuration folder if not given.

    Returns
    -------
    str
        One of :data:`THEMES`; ``system`` if there is no usable choice.
    """
    return _kept("theme", THEMES, folder)


def kept_language(folder: Path | None = None) -> str:
    """Return the language of the settings, as :func:`kept_theme` returns the theme.

    Parameters
    ----------
    folder
        Where they are kept; the user's configuration folder if not given.

    Returns
    -------
    str
        One of :data:`LANGUAGES`; ``system`` if there is no usable choice.
    """
    return _kept("language", LANGUAGES, folder)


def _kept(name: str, choices: Container[str], folder: Path | None) -> str:
    try:
        with ((folder or config_dir()) / "settings.json").open("rb") as file:
            kept = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return SYSTEM
    choice = kept.get(name) if isinstance(kept, dict) else None
    return choice if isinstance(choice, str) and choice in choices else SYSTEM
