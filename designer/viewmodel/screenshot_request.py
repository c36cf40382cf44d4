"""What pictures of the window are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ScreenshotRequest:
    """Pictures of the states that tell what the program is.

    Attributes
    ----------
    folder
        Where the files go, as ``STATE-THEME.png``, or ``STATE-THEME-LANGUAGE.png`` for languages
        other than English.
    themes, languages
        Names of themes and codes of languages.
    states
        States to take; all if empty.
    size
        Width and height of the window. [pixel]
    """

    folder: Path
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    states: tuple[str, ...] = ()
    size: tuple[int, int] = (1600, 1000)
