"""The theme that the user chose, read before anything else is loaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from designer.paths import config_dir

if TYPE_CHECKING:
    from pathlib import Path

THEMES: Final = ("system", "light", "dark")
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
        ``system``, ``light`` or ``dark``; ``system`` if there is no usable choice.
    """
    try:
        with ((folder or config_dir()) / "settings.json").open("rb") as file:
            kept = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return "system"
    theme = kept.get("theme") if isinstance(kept, dict) else None
    return theme if isinstance(theme, str) and theme in THEMES else "system"
