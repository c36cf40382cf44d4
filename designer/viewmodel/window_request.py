"""What a window is asked to show when it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """What was asked for on the command line; everything has a usual value.

    Attributes
    ----------
    design
        Design file or shipped system; ``None`` for an empty design.
    screenshot
        File for a picture of the window; with it, the window is drawn offscreen and closed.
    scope
        Instance path of the block to enter; empty for the whole system.
    theme
        Name of a theme, or ``None`` for the one that was chosen last.
    language
        ``en``, ``zh_CN``, or ``None`` for the one that was chosen last.
    size
        Width and height of the window. [pixel]
    overlay
        Data to show over the drawing, as an ``OverlayKind``.
    view
        What to show of the document, as a ``ViewKind``.
    """

    design: str | None = None
    screenshot: Path | None = None
    scope: str = ""
    theme: str | None = None
    language: str | None = None
    size: tuple[int, int] = (1600, 1000)
    overlay: str = "none"
    view: str = "structure"
