"""Composition root: puts command line, window, printing and workbench together."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from designer.app.display import display_problem
from designer.errors.tree import DesignerError, ExportError
from designer.viewmodel.window_request import WindowRequest

if TYPE_CHECKING:
    from pathlib import Path

    from designer.export.pdf_port import PdfPrinter
    from designer.viewmodel.screenshot_request import ScreenshotRequest
    from designer.viewmodel.sight import Sight
    from designer.workbench.opening import OpenedDesign
    from designer.workbench.snapshot import Snapshot

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if _only_opens(words):
        return _open_plainly(words[-1] if len(words) > 1 else None)
    from designer.cli.main import run  # noqa: PLC0415 - the window does without
    from designer.cli.ports import Ports  # noqa: PLC0415 - as above

    ports = Ports(
        open_window=_open_window,
        pdf_printer=_pdf_printer,
        canvas_png=_canvas_png,
        canvas_svg=_canvas_svg,
        screenshots=_screenshots,
    )
    return run(words, ports)


def _only_opens(words: list[str]) -> bool:
    # Without options there is nothing to parse, and loading the parser delays the first paint.
    is_open = not words or (words[0] == "open" and len(words) <= 2)
    return is_open and not any(word.startswith("-") for word in words)


def _open_plainly(name: str | None) -> int:
    try:
        return _open_window(WindowRequest(name))
    except (DesignerError, OSError) as error:
        from designer.cli.main import problem_text  # noqa: PLC0415 - only for a bad file
        from designer.cli.output import print_error  # noqa: PLC0415 - as above
        from designer.cli.streams import prepare_streams  # noqa: PLC0415 - as above

        prepare_streams()
        print_error(problem_text(error))
        return EXIT_BAD_INPUT
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _open_window(request: WindowRequest) -> int:
    def open_it() -> OpenedDesign:
        from designer.workbench.opening import (  # noqa: PLC0415 - after the first paint
            new_design,
            open_named_or_file,
        )

        return open_named_or_file(request.design) if request.design else new_design()

    problem = display_problem(is_offscreen=request.screenshot is not None)
    if not problem:
        from designer.ui.quick_start import (  # noqa: PLC0415 - not for the command line
            hasten_imports,
        )

        hasten_imports()
    if problem or request.screenshot is not None:
        # A bad file is told without a display as well as with one.
        opened = open_it()
        open_it = partial(_as_it_is, opened)
    if problem:
        sys.stderr.write(problem + "\n")
        return EXIT_BAD_INPUT
    if request.screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from designer.ui.start import start_window

    return start_window(open_it, request)


def _as_it_is(opened: OpenedDesign) -> OpenedDesign:
    return opened


def _prepare_printing() -> None:
    problem = display_problem(is_offscreen=True)
    if problem:
        raise ExportError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _pdf_printer(snapshot: Snapshot, sight: Sight) -> PdfPrinter:
    _prepare_printing()
    from designer.ui.printing.output import pdf_printer

    return pdf_printer(snapshot, sight)


def _canvas_png(snapshot: Snapshot, sight: Sight) -> bytes:
    _prepare_printing()
    from designer.ui.printing.output import canvas_png

    return canvas_png(snapshot, sight)


def _canvas_svg(snapshot: Snapshot, sight: Sight) -> bytes:
    _prepare_printing()
    from designer.ui.printing.output import canvas_svg

    return canvas_svg(snapshot, sight)


def _screenshots(request: ScreenshotRequest) -> tuple[Path, ...]:
    _prepare_printing()
    from designer.ui.screenshots import take_screenshots  # noqa: PLC0415 - needs Qt

    return take_screenshots(request)
