"""Reports as PDF, with text that can be selected and a picture that scales."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QApplication

from designer.errors.tree import ExportError
from designer.paths import resources_dir
from designer.ui.printing.pages import RULE, SHADE, PageBuilder, TypeScale
from designer.ui.theme.fonts import register_fonts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF

    from designer.export.report import Report
    from designer.ui.printing.pages import Page

_DPI: Final = 300
_MARGIN_MM: Final = 12.0


class QtPdfPrinter:
    """Paints reports on A4 pages across.

    Parameters
    ----------
    canvas_painter
        Paints the canvas into a rectangle with vectors; ``None`` leaves the picture out.
    """

    def __init__(self, canvas_painter: Callable[[QPainter, QRectF], None] | None = None) -> None:
        self._canvas_painter = canvas_painter
        # Fonts need an application; a window has one, the command line may not.
        self._application = QCoreApplication.instance() or QApplication([])
        self._families = register_fonts(resources_dir())

    def pdf_bytes(self, report: Report) -> bytes:
        """Return the report as a PDF file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(report.title)
        writer.setCreator("Supernode Designer")
        writer.setResolution(_DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Landscape,
                QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
                QPageLayout.Unit.Millimeter,
            )
        )
        fonts = TypeScale(self._families)
        has_picture = self._canvas_painter is not None
        pages = PageBuilder(writer, fonts, has_picture=has_picture).build(report)
        painter = QPainter()
        if not painter.begin(writer):
            raise ExportError("the report cannot be printed: Qt did not start the PDF writer")
        try:
            for number, page in enumerate(pages):
                if number:
                    writer.newPage()
                self._paint(painter, page)
        finally:
            painter.end()
        return bytes(buffer.data().data())

    def _paint(self, painter: QPainter, page: Page) -> None:
        for rectangle in page.fills:
            painter.fillRect(rectangle, SHADE)
        if page.picture is not None and self._canvas_painter is not None:
            painter.save()
            painter.setClipRect(page.picture)
            self._canvas_painter(painter, page.picture)
            painter.restore()
        painter.setPen(QPen(RULE, 0.25 * _DPI / 25.4))
        for start, end in page.rules:
            painter.drawLine(start, end)
        for text in page.texts:
            painter.setPen(text.color)
            text.layout.draw(painter, text.at)
