"""The PDF: pages, text that can be selected, and a picture."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import Finding, FindingCode, Severity
from designer.export.bundle import report_pdf
from designer.export.report import build_report, key_figure
from designer.model.evolve import evolve
from designer.ui.printing.pdf import QtPdfPrinter
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    from designer.export.subject import EvaluatedDesign

    Evaluate = Callable[..., EvaluatedDesign]

TODAY = date(2026, 11, 24)
NEEDS_PDFTOTEXT = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext reads the text of a PDF back"
)


def n_pages(data: bytes) -> int:
    counts = re.findall(rb"/Count (\d+)", data)
    return max(int(count) for count in counts)


def text_of(data: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(data)
    command = [str(shutil.which("pdftotext")), "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_that_a_report_is_a_pdf_of_several_pages(
    qapp: QApplication, nvl72: EvaluatedDesign
) -> None:
    assert qapp is not None
    data = report_pdf(nvl72, QtPdfPrinter(), TODAY)
    assert data.startswith(b"%PDF-1.")
    assert n_pages(data) >= 5


def test_that_the_picture_gets_the_rest_of_the_first_page(
    qapp: QApplication, nvl72: EvaluatedDesign
) -> None:
    assert qapp is not None
    areas: list[QRectF] = []

    def paint(painter: QPainter, area: QRectF) -> None:
        assert painter.isActive()
        areas.append(area)

    with_picture = report_pdf(nvl72, QtPdfPrinter(paint), TODAY)
    assert len(areas) == 1
    assert areas[0].width() > areas[0].height() > 500
    # beside it stand the figures that are read first
    assert areas[0].left() > 0.3 * areas[0].right()
    assert n_pages(with_picture) >= n_pages(report_pdf(nvl72, QtPdfPrinter(), TODAY))


@NEEDS_PDFTOTEXT
def test_that_the_first_page_has_the_figures_that_are_read_first(
    qapp: QApplication, nvl72: EvaluatedDesign, tmp_path: Path
) -> None:
    assert qapp is not None
    for printer in (QtPdfPrinter(lambda *_: None), QtPdfPrinter()):
        first_page = text_of(report_pdf(nvl72, printer, TODAY), tmp_path).partition("\f")[0]
        for label, text in (
            ("Accelerators", "72"),
            ("NVLink: bisection", "32.4 TB/s"),
            ("NVLink: all-to-all throughput per endpoint", "900 GB/s"),
            ("IT power, peak", "130.7 kW"),
            ("Capex", "MUSD"),
        ):
            assert label.split(": ")[-1].split()[0] in first_page
            assert text in first_page


@NEEDS_PDFTOTEXT
def test_that_numbers_and_frames_can_be_read_back(
    qapp: QApplication, nvl72: EvaluatedDesign, tmp_path: Path
) -> None:
    assert qapp is not None
    data = report_pdf(nvl72, QtPdfPrinter(), TODAY)
    text = text_of(data, tmp_path)
    pages = text.split("\f")[:-1]
    assert len(pages) == n_pages(data)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "GB200 NVL72" in page
        assert "Revision 3" in page
        assert "2026-11-24" in page
    for wanted in ("32.4 TB/s", "Bill of materials", "Sources", "Racks", "Open checks"):
        assert wanted in text
    capex = key_figure(nvl72.readouts.by_id["capex_usd"])
    assert capex.value_text in text


@NEEDS_PDFTOTEXT
def test_that_a_long_table_repeats_its_heading(
    qapp: QApplication, nvl72: EvaluatedDesign, evaluate: Evaluate, tmp_path: Path
) -> None:
    assert qapp is not None
    findings = tuple(
        Finding(FindingCode.PORT_DANGLING, Severity.INFO, f"finding number {n} " * 3)
        for n in range(150)
    )
    subject = evaluate(nvl72.design, findings=findings)
    pages = text_of(report_pdf(subject, QtPdfPrinter(), TODAY), tmp_path).split("\f")
    with_findings = [page for page in pages if "finding number" in page]
    assert len(with_findings) > 2
    assert all("Approval reason" in page for page in with_findings)
    text = "\f".join(pages)
    assert all(f"finding number {n} " in text for n in range(150))


@NEEDS_PDFTOTEXT
def test_that_chinese_names_and_markup_are_printed_as_typed(
    qapp: QApplication, nvl72: EvaluatedDesign, evaluate: Evaluate, tmp_path: Path
) -> None:
    assert qapp is not None
    name = "\u6d4b\u8bd5 <b>bold</b> & co"
    subject = evaluate(evolve(nvl72.design, name=name, description="x" * 2000))
    assert name in text_of(report_pdf(subject, QtPdfPrinter(), TODAY), tmp_path)


def test_that_a_report_lists_its_sections_in_order(nvl72: EvaluatedDesign) -> None:
    report = build_report(nvl72, TODAY)
    assert [section.title for section in report.sections] == [
        "Open checks",
        "Assumptions",
        "How the figures were computed",
        "Bill of materials",
        "Cables",
        "Racks",
        "Checks",
        "Sources",
    ]


def test_that_a_tile_shows_a_band_only_where_there_is_one(nvl72: EvaluatedDesign) -> None:
    exact = key_figure(nvl72.readouts.by_id["n_accelerators"])
    assert (exact.value_text, exact.mark_text, exact.band_text) == ("72", "= exact", "")
    estimate = key_figure(nvl72.readouts.by_id["capex_usd"])
    assert "\u2013" in estimate.band_text
    assert estimate.mark_text == "\u2248 estimate"


def test_that_an_empty_design_is_printed(qapp: QApplication, evaluate: Evaluate) -> None:
    assert qapp is not None
    subject = evaluate(new_design("Nothing yet").document.design)
    assert report_pdf(subject, QtPdfPrinter(), TODAY).startswith(b"%PDF")
