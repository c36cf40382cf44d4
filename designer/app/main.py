"""Composition root: puts command line, window, printing and workbench together."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from designer.app.display import display_problem
from designer.cli.main import run
from designer.cli.ports import Ports
from designer.errors.tree import ExportError
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from pathlib import Path

    from designer.export.pdf_port import PdfPrinter
    from designer.workbench.snapshot import Snapshot

EXIT_BAD_INPUT = 2


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    ports = Ports(
        open_window=_open_window,
        pdf_printer=_pdf_printer,
        canvas_png=_canvas_png,
        canvas_svg=_canvas_svg,
    )
    return run(sys.argv[1:] if argv is None else argv, ports)


def _open_window(
    *,
    document_path_or_name: str | None,
    screenshot: Path | None,
    scope: str,
    theme: str | None,
    size: tuple[int, int],
) -> int:
    # A bad file is told before Qt starts, and without a display as well as with one.
    opened = open_named_or_file(document_path_or_name) if document_path_or_name else new_design()
    problem = display_problem(is_offscreen=screenshot is not None)
    if problem:
        sys.stderr.write(problem + "\n")
        return EXIT_BAD_INPUT
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from designer.ui.start import start_window

    return start_window(opened, theme=theme, size=size, screenshot=screenshot, scope=scope)


def _prepare_printing() -> None:
    problem = display_problem(is_offscreen=True)
    if problem:
        raise ExportError(problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _pdf_printer(snapshot: Snapshot) -> PdfPrinter:
    _prepare_printing()
    from designer.ui.printing.output import pdf_printer

    return pdf_printer(snapshot)


def _canvas_png(snapshot: Snapshot) -> bytes:
    _prepare_printing()
    from designer.ui.printing.output import canvas_png

    return canvas_png(snapshot)


def _canvas_svg(snapshot: Snapshot) -> bytes:
    _prepare_printing()
    from designer.ui.printing.output import canvas_svg

    return canvas_svg(snapshot)
