"""What the command line needs from whoever starts it: a window, a printer, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.export.pdf_port import PdfPrinter
    from designer.workbench.snapshot import Snapshot


class ReaderGoneError(Exception):
    """Whoever read the output has stopped reading, such as ``head``; there is no more to do."""


class OpenWindow(Protocol):
    """Opens the window and returns when it is closed."""

    def __call__(
        self,
        *,
        document_path_or_name: str | None,
        screenshot: Path | None,
        scope: str,
        theme: str | None,
        size: tuple[int, int],
        overlay: str = "none",
    ) -> int:
        """Show a design and return the exit code.

        Parameters
        ----------
        document_path_or_name
            Design file or shipped system; ``None`` for an empty design.
        screenshot
            File for a picture of the window; with it, the window is drawn offscreen and closed.
        scope
            Instance path of the block to enter; empty for the whole system.
        theme
            ``light``, ``dark``, or ``None`` for the theme of the platform.
        size
            Width and height of the window. [pixel]
        overlay
            Data to show over the drawing, as an ``OverlayKind``.
        """
        ...


@dataclass(frozen=True)
class Ports:
    """What the composition root injects. Nothing here is called before it is needed.

    Attributes
    ----------
    open_window
        Opens the window.
    pdf_printer
        Makes a printer that draws the canvas of a snapshot on the first page.
    canvas_png, canvas_svg
        Draw the canvas of a snapshot as a picture file.
    """

    open_window: OpenWindow
    pdf_printer: Callable[[Snapshot], PdfPrinter]
    canvas_png: Callable[[Snapshot], bytes]
    canvas_svg: Callable[[Snapshot], bytes]
