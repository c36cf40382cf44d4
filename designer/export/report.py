"""The printed report: which sections it has, in which order; how it looks is the printer's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.export.sheets.bom import bom_table
from designer.export.sheets.cabling import cable_summary_table
from designer.export.sheets.checks import checks_table
from designer.export.sheets.racks import racks_table
from designer.export.sheets.sources import sources_table
from designer.export.sheets.summary import (
    MARKS,
    assumptions_table,
    design_table,
    key_figures_table,
    open_checks_table,
)
from designer.units.display import quantity_text

if TYPE_CHECKING:
    from datetime import date

    from designer.evaluate.readouts import Readout
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Table


_FIRST_IDS: Final = (
    "n_accelerators",
    "n_racks",
    "peak_flop_per_s.bf16",
    "peak_flop_per_s.fp8",
    "memory_bytes",
    "memory_bytes_per_s",
)
_FABRIC_IDS: Final = (
    "injection_bytes_per_s",
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)
_LAST_IDS: Final = (
    "power_it_w",
    "power_facility_w",
    "capex_usd",
    "capex_usd_per_accelerator",
    "n_switches",
    "n_cables",
)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One tile of the key figure grid, ready to print.

    Attributes
    ----------
    group, label
        Heading of its group, and what it is.
    value_text
        Value with its unit.
    mark_text
        Mark and word of the exactness.
    band_text
        Low and high end; empty where the value is exact.
    """

    group: str
    label: str
    value_text: str
    mark_text: str
    band_text: str


@dataclass(frozen=True)
class ReportSection:
    """A heading and its tables; ``is_on_new_page`` starts a page."""

    title: str
    tables: tuple[Table, ...]
    is_on_new_page: bool = False


@dataclass(frozen=True)
class Report:
    """A report to print, in order: title block, picture, key figures, sections.

    Attributes
    ----------
    title, revision
        Name and revision of the design, repeated on every page.
    printed_on
        Date in the footer of every page.
    title_block
        Properties of the design.
    headline
        The figures that are read first, beside the picture on the first page.
    key_figures
        The key figure grid, with all figures.
    sections
        Everything after the grid.
    """

    title: str
    revision: int
    printed_on: date
    title_block: Table
    headline: tuple[KeyFigure, ...]
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[ReportSection, ...]


def build_report(subject: EvaluatedDesign, printed_on: date) -> Report:
    """Lay a report out.

    Parameters
    ----------
    subject
        The evaluated design.
    printed_on
        Date to print.

    Returns
    -------
    Report
        What to print. Cables are given by length, not one by one; the workbook lists each.
    """
    bom = bom_table(subject)
    figures = key_figures_table(subject)
    return Report(
        title=subject.design.name,
        revision=subject.revision,
        printed_on=printed_on,
        title_block=design_table(subject),
        headline=headline_figures(subject),
        key_figures=tuple(key_figure(row) for row in subject.readouts.rows),
        sections=(
            ReportSection("Open checks", (open_checks_table(subject),)),
            ReportSection("Assumptions", (assumptions_table(subject),)),
            ReportSection(
                "How the figures were computed",
                (figures.select("Group", "Figure", "Value", "Unit", "Exactness", "Method"),),
                is_on_new_page=True,
            ),
            ReportSection(
                "Bill of materials",
                (
                    bom.select(
                        "Item",
                        "Group",
                        "Manufacturer",
                        "Description",
                        "Qty",
                        "Unit price likely",
                        "Price kind",
                        "Extended",
                        "Power peak total",
                    ),
                ),
                is_on_new_page=True,
            ),
            ReportSection("Cables", (cable_summary_table(subject),)),
            ReportSection("Racks", (racks_table(subject),)),
            ReportSection("Checks", (checks_table(subject),), is_on_new_page=True),
            ReportSection(
                "Sources",
                (
                    sources_table(subject).select(
                        "Part", "Field", "Value", "Unit", "Kind", "Source", "URL", "As of"
                    ),
                ),
                is_on_new_page=True,
            ),
        ),
    )


def headline_figures(subject: EvaluatedDesign) -> tuple[KeyFigure, ...]:
    """Return the figures that are read first.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    tuple[KeyFigure, ...]
        Size, compute, memory, the main fabric, power and cost, as far as the design has them.
    """
    by_id = subject.readouts.by_id
    fabrics = sorted(subject.design.fabrics, key=lambda f: f.role is not FabricRole.SCALE_UP)
    main = next((f for f in fabrics if f"{_FABRIC_IDS[1]}.{f.id}" in by_id), None)
    of_fabric = [] if main is None else [f"{one}.{main.id}" for one in _FABRIC_IDS]
    figures: list[KeyFigure] = []
    for readout_id in (*_FIRST_IDS, *of_fabric, *_LAST_IDS):
        row = by_id.get(readout_id)
        if row is not None:
            figure = key_figure(row)
            is_fabric = readout_id in of_fabric
            label = f"{figure.group}: {figure.label.lower()}" if is_fabric else figure.label
            figures.append(replace(figure, label=label))
    return tuple(figures)


def key_figure(row: Readout) -> KeyFigure:
    """Return a readout as a tile.

    Parameters
    ----------
    row
        The readout.

    Returns
    -------
    KeyFigure
        Its texts.
    """
    ends = ["?" if end is None else quantity_text(end, row.unit) for end in (row.low, row.high)]
    has_band = (row.low, row.high) not in {(row.value, row.value), (None, None)}
    return KeyFigure(
        group=row.group,
        label=row.label,
        value_text=quantity_text(row.value, row.unit),
        mark_text=f"{MARKS[row.exactness]} {row.exactness.value}",
        band_text=f"{ends[0]} \u2013 {ends[1]}" if has_band else "",
    )
