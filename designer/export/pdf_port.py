"""The door to the printer: ``export`` lays a report out, whoever starts the program paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from designer.export.report import Report


class PdfPrinter(Protocol):
    """Paints a report."""

    def pdf_bytes(self, report: Report) -> bytes:
        """Return the report as a PDF file.

        Parameters
        ----------
        report
            What to print, in order.

        Returns
        -------
        bytes
            Contents of the file.

        Raises
        ------
        ExportError
            If the report cannot be printed.
        """
        ...
