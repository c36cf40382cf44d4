"""Everything that is handed on about one design, as named files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.export.progress import watched
from designer.export.report import build_report
from designer.export.sheets.bom import bom_table
from designer.export.sheets.cabling import cabling_table
from designer.export.sheets.checks import checks_table
from designer.export.sheets.racks import racks_table
from designer.export.sheets.sources import sources_table
from designer.export.sheets.summary import (
    assumptions_table,
    design_table,
    key_figures_table,
    open_checks_table,
)
from designer.export.table import Sheet
from designer.export.writers.csv import csv_bytes
from designer.export.writers.json import evaluation_json

if TYPE_CHECKING:
    from datetime import date

    from designer.export.pdf_port import PdfPrinter
    from designer.export.progress import Tick
    from designer.export.subject import EvaluatedDesign

SPREADSHEET_FORMATS: Final = ("xlsx", "csv", "json")
"""Formats that need no printer."""

FORMATS: Final = (*SPREADSHEET_FORMATS, "pdf", "png", "svg")
"""All formats of a bundle, in the order they are written."""


def build_sheets(subject: EvaluatedDesign, tick: Tick | None = None) -> tuple[Sheet, ...]:
    """Return the pages of the workbook.

    Parameters
    ----------
    subject
        The evaluated design.
    tick
        Told how many rows of the long sheet are made; ``None`` tells nobody.

    Returns
    -------
    tuple[Sheet, ...]
        Summary, BOM, Cabling, Racks, Checks and Sources.
    """
    summary = (
        design_table(subject),
        key_figures_table(subject),
        assumptions_table(subject),
        open_checks_table(subject),
    )
    return (
        Sheet("Summary", summary),
        Sheet("BOM", (bom_table(subject),)),
        Sheet("Cabling", (watched(cabling_table(subject), tick),)),
        Sheet("Racks", (racks_table(subject),)),
        Sheet("Checks", (checks_table(subject),)),
        Sheet("Sources", (sources_table(subject),)),
    )


def workbook_bytes(subject: EvaluatedDesign, tick: Tick | None = None) -> bytes:
    """Return the workbook of a design.

    Parameters
    ----------
    subject
        The evaluated design.
    tick
        As for :func:`build_sheets`.

    Returns
    -------
    bytes
        Contents of the ``.xlsx`` file; the same design gives the same bytes.
    """
    from designer.export.writers.xlsx import xlsx_bytes  # noqa: PLC0415 - slow to import

    return xlsx_bytes(build_sheets(subject, tick), subject.design.name)


def report_pdf(subject: EvaluatedDesign, printer: PdfPrinter, printed_on: date) -> bytes:
    """Return the printed report of a design.

    Parameters
    ----------
    subject
        The evaluated design.
    printer
        Who paints it.
    printed_on
        Date on every page.

    Returns
    -------
    bytes
        Contents of the ``.pdf`` file.
    """
    return printer.pdf_bytes(build_report(subject, printed_on))


def csv_files(subject: EvaluatedDesign, tick: Tick | None = None) -> tuple[tuple[str, bytes], ...]:
    """Return every sheet as CSV.

    Parameters
    ----------
    subject
        The evaluated design.
    tick
        As for :func:`build_sheets`.

    Returns
    -------
    tuple[tuple[str, bytes], ...]
        File name and contents of each.
    """
    stem = file_stem(subject)
    tables = (
        key_figures_table(subject),
        bom_table(subject),
        watched(cabling_table(subject), tick),
        racks_table(subject),
        checks_table(subject),
        sources_table(subject),
    )
    return tuple((f"{stem}-{table.slug}.csv", csv_bytes(table)) for table in tables)


def file_stem(subject: EvaluatedDesign) -> str:
    """Return how the files of a design start.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    str
        Lower-case letters, digits and dashes from the name of the design.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", subject.design.name.lower()).strip("-")[:64].strip("-")
    return stem or str(subject.design.root)


def spreadsheet_files(
    subject: EvaluatedDesign, file_format: str, tick: Tick | None = None
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a format that needs no printer.

    Parameters
    ----------
    subject
        The evaluated design.
    file_format
        One of :data:`SPREADSHEET_FORMATS`.
    tick
        Told how many rows of the long sheet are made; what it raises ends the export.

    Returns
    -------
    tuple[tuple[str, bytes], ...]
        File name and contents of each.
    """
    stem = file_stem(subject)
    if file_format == "xlsx":
        return ((f"{stem}.xlsx", workbook_bytes(subject, tick)),)
    if file_format == "csv":
        return csv_files(subject, tick)
    return ((f"{stem}.json", evaluation_json(subject)),)


def export_bundle(
    subject: EvaluatedDesign,
    pdf_printer: PdfPrinter | None,
    canvas_image: bytes | None,
    svg: bytes | None,
    *,
    printed_on: date | None = None,
    formats: tuple[str, ...] = FORMATS,
) -> tuple[tuple[str, bytes], ...]:
    """Return all files of a design.

    Parameters
    ----------
    subject
        The evaluated design, such as a workbench snapshot.
    pdf_printer
        Who paints the report; ``None`` leaves it out.
    canvas_image, svg
        Pictures of the canvas as PNG and SVG; ``None`` leaves them out.
    printed_on
        Date on the report; needed with ``pdf_printer``.
    formats
        Which of :data:`FORMATS` to make.

    Returns
    -------
    tuple[tuple[str, bytes], ...]
        File name and contents of each, without folders.

    Raises
    ------
    ValueError
        If a report is wanted without a date.
    """
    stem = file_stem(subject)
    files: list[tuple[str, bytes]] = []
    for file_format in SPREADSHEET_FORMATS:
        if file_format in formats:
            files += spreadsheet_files(subject, file_format)
    if "pdf" in formats and pdf_printer is not None:
        if printed_on is None:
            raise ValueError("a report needs the date to print on it")
        files.append((f"{stem}.pdf", report_pdf(subject, pdf_printer, printed_on)))
    if "png" in formats and canvas_image is not None:
        files.append((f"{stem}.png", canvas_image))
    if "svg" in formats and svg is not None:
        files.append((f"{stem}.svg", svg))
    return tuple(files)
