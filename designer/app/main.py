"""Composition root: puts command line, window, printing and workbench together."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from designer.app.display import display_problem
from designer.cli.main import Ports, run

if TYPE_CHECKING:
    from pathlib import Path

    from designer.export.pdf_port import PdfPrinter

EXIT_BAD_INPUT = 2


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    ports = Ports(
        open_window=_open_window,
        pdf_printer=_pdf_printer,
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
    problem = display_problem(is_offscreen=screenshot is not None)
    if problem:
        sys.stderr.write(problem + "\n")
        return EXIT_BAD_INPUT
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from designer.ui.start import start_window
    from designer.workbench.opening import new_design, open_named_or_file

    opened = open_named_or_file(document_path_or_name) if document_path_or_name else new_design()
    return start_window(opened, theme=theme, size=size, screenshot=screenshot, scope=scope)


def _pdf_printer() -> PdfPrinter:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from designer.ui.printing.pdf import QtPdfPrinter

    return QtPdfPrinter()
