"""Printed output of a snapshot, for the window and for the command line alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from designer.paths import resources_dir
from designer.ui.printing.image import paint_canvas, render_image, render_png, render_svg
from designer.ui.printing.pdf import QtPdfPrinter
from designer.ui.theme.fonts import register_fonts, ui_font
from designer.ui.theme.theme import LIGHT
from designer.viewmodel.sight import Sight

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from designer.workbench.snapshot import Snapshot

_WHOLE: Final = Sight()

PNG_RATIO = 2.0
"""Pixels of a picture per pixel of the screen, so that prints of it stay sharp."""


def canvas_png(snapshot: Snapshot, sight: Sight = _WHOLE) -> bytes:
    """Return what a canvas shows as a PNG picture on a light ground, with its legend."""
    _ensure_application()
    return render_png(snapshot, LIGHT, sight=sight, ratio=PNG_RATIO)


def canvas_image(snapshot: Snapshot, sight: Sight = _WHOLE) -> QImage:
    """Return the picture of :func:`canvas_png`, not encoded."""
    _ensure_application()
    return render_image(snapshot, LIGHT, sight=sight, ratio=PNG_RATIO)


def canvas_svg(snapshot: Snapshot, sight: Sight = _WHOLE) -> bytes:
    """Return what a canvas shows as an SVG drawing on a light ground, with its legend."""
    _ensure_application()
    return render_svg(snapshot, LIGHT, sight=sight)


def pdf_printer(snapshot: Snapshot, sight: Sight = _WHOLE) -> QtPdfPrinter:
    """Return a printer that draws the whole design on its first page, as a canvas shows it."""
    _ensure_application()
    whole = replace(sight, scope=())
    return QtPdfPrinter(partial(paint_canvas, snapshot=snapshot, theme=LIGHT, sight=whole))


def _ensure_application() -> None:
    """Make the application that fonts need; a window has one, the command line may not."""
    if QCoreApplication.instance() is None:
        application = QApplication(["designer"])
        application.setFont(ui_font(register_fonts(resources_dir())))
        _kept.append(application)


_kept: list[QApplication] = []
