"""The bundle: which files there are, and that they tell the same."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from designer.export.bundle import FORMATS, export_bundle, file_stem
from designer.model.evolve import evolve
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.report import Report
    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design

    Evaluate = Callable[[Design], EvaluatedDesign]

TODAY = date(2026, 11, 24)


class NotingPrinter:
    def __init__(self) -> None:
        self.reports: list[Report] = []

    def pdf_bytes(self, report: Report) -> bytes:
        self.reports.append(report)
        return b"%PDF"


def test_that_a_full_bundle_has_every_format(small_cloudmatrix: EvaluatedDesign) -> None:
    printer = NotingPrinter()
    files = dict(export_bundle(small_cloudmatrix, printer, b"\x89PNG", b"<svg/>", printed_on=TODAY))
    assert list(files) == [
        "cloudmatrix-96.xlsx",
        "cloudmatrix-96-summary.csv",
        "cloudmatrix-96-bom.csv",
        "cloudmatrix-96-cabling.csv",
        "cloudmatrix-96-racks.csv",
        "cloudmatrix-96-checks.csv",
        "cloudmatrix-96-sources.csv",
        "cloudmatrix-96.json",
        "cloudmatrix-96.pdf",
        "cloudmatrix-96.png",
        "cloudmatrix-96.svg",
    ]
    assert all(files.values())
    (report,) = printer.reports
    assert (report.title, report.revision, report.printed_on) == ("CloudMatrix 96", 3, TODAY)
    assert len(report.key_figures) == len(small_cloudmatrix.readouts.rows)


def test_that_what_is_not_given_is_left_out(nvl72: EvaluatedDesign) -> None:
    assert export_bundle(nvl72, None, None, None, formats=("pdf", "png", "svg")) == ()
    (only,) = export_bundle(nvl72, None, None, None, formats=("json",))
    assert only[0] == "gb200-nvl72.json"


def test_that_a_report_without_a_date_is_refused(nvl72: EvaluatedDesign) -> None:
    with pytest.raises(ValueError, match="date"):
        export_bundle(nvl72, NotingPrinter(), None, None, formats=("pdf",))


def test_that_two_bundles_of_one_design_are_equal(small_cloudmatrix: EvaluatedDesign) -> None:
    formats = tuple(name for name in FORMATS if name in {"csv", "json"})
    first = export_bundle(small_cloudmatrix, None, None, None, formats=formats)
    assert export_bundle(small_cloudmatrix, None, None, None, formats=formats) == first


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("My Design / v2", "my-design-v2"),
        ("../../etc/passwd", "etc-passwd"),
        ("\u8d85\u8282\u70b9", "cloudmatrix-384"),
        ("", "cloudmatrix-384"),
        ("x" * 200, "x" * 64),
    ],
)
def test_that_file_names_are_plain(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate, name: str, stem: str
) -> None:
    assert file_stem(evaluate(evolve(small_cloudmatrix.design, name=name))) == stem


def test_that_an_empty_design_can_be_exported(evaluate: Evaluate) -> None:
    subject = evaluate(new_design("Nothing yet").document.design)
    printer = NotingPrinter()
    files = dict(export_bundle(subject, printer, None, None, printed_on=TODAY))
    assert files["nothing-yet-cabling.csv"].count(b"\n") == 1
    assert files["nothing-yet-bom.csv"].splitlines()[-1].startswith(b"Total")
    book = openpyxl.load_workbook(io.BytesIO(files["nothing-yet.xlsx"]))
    assert len(book.sheetnames) == 6
    assert printer.reports[0].sections
