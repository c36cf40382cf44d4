"""What the command line needs from whoever starts it: a window, a printer, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.export.pdf_port import PdfPrinter
    from designer.viewmodel.screenshot_request import ScreenshotRequest
    from designer.viewmodel.sight import Sight
    from designer.viewmodel.window_request import WindowRequest
    from designer.workbench.snapshot import Snapshot


class ReaderGoneError(Exception):
    """Whoever read the output has stopped reading, such as ``head``; there is no more to do."""


class OpenWindow(Protocol):
    """Opens the window and returns when it is closed."""

    def __call__(self, request: WindowRequest) -> int:
        """Show a design and return the exit code.

        Parameters
        ----------
        request
            What to show, and how.
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
    screenshots
        Takes pictures of the window offscreen and returns their files.
    """

    open_window: OpenWindow
    pdf_printer: Callable[[Snapshot, Sight], PdfPrinter]
    canvas_png: Callable[[Snapshot, Sight], bytes]
    canvas_svg: Callable[[Snapshot, Sight], bytes]
    screenshots: Callable[[ScreenshotRequest], tuple[Path, ...]]
