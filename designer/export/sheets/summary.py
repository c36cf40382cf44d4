"""The summary: what the design is, its key figures, what they rest on, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.errors.findings import Severity
from designer.evaluate.bounds import Exactness
from designer.export.table import CellFormat, Column, Table
from designer.units.display import scaled

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Cell, Row

MARKS: Final[dict[Exactness, str]] = {
    Exactness.EXACT: "=",
    Exactness.INTERVAL: "[ ]",
    Exactness.LOWER: "\u2265",
    Exactness.UPPER: "\u2264",
    Exactness.ESTIMATE: "\u2248",
}
"""One mark per exactness, printed beside the word."""

_PROPERTIES: Final = (Column("Property", n_chars=22), Column("Value", n_chars=60))


def design_table(subject: EvaluatedDesign) -> Table:
    """Return the title block.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        Name, description, revision and catalog data of the design.
    """
    design = subject.design
    digest = subject.library.digest_of(design.part_by_slug, design.assumptions.set)
    rows: list[Row] = [
        ("Design", design.name),
        ("Description", design.description),
        ("Revision", str(subject.revision)),
        ("Assumption set", design.assumptions.set),
        ("Catalog version", subject.library.version),
        ("Catalog digest", digest[:16]),
    ]
    return Table("design", "Design", _PROPERTIES, tuple(row for row in rows if row[1]))


def key_figures_table(subject: EvaluatedDesign) -> Table:
    """Return every readout with how sure it is.

    ``Value``, ``Low`` and ``High`` are in the unit beside them, with the prefix that shows the
    value best; ``SI value`` is the same in the bare SI unit.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per readout, in display order.
    """
    number = CellFormat.NUMBER
    columns = (
        Column("Group", n_chars=16),
        Column("Figure", n_chars=34),
        Column("Value", number, n_chars=12),
        Column("Unit", n_chars=9),
        Column("Mark", n_chars=6),
        Column("Exactness", n_chars=10),
        Column("Low", number, n_chars=12),
        Column("High", number, n_chars=12),
        Column("Method", n_chars=48),
        Column("SI value", number, n_chars=18),
        Column("SI unit", n_chars=9),
        Column("Id", n_chars=34),
    )
    rows = tuple(_figure_row(row) for row in subject.readouts.rows)
    marks = ", ".join(f"{mark} {exactness.value}" for exactness, mark in MARKS.items())
    return Table(
        "summary",
        "Key figures",
        columns,
        rows,
        notes=(
            f"Marks: {marks}.",
            "Bandwidth is per direction; peak rates are dense.",
        ),
    )


def _figure_row(row: Readout) -> Row:
    value, unit_text = scaled(row.value, row.unit)
    factor = value / row.value if row.value else 1.0
    ends: list[Cell] = [None if end is None else end * factor for end in (row.low, row.high)]
    return (
        row.group,
        row.label,
        value,
        unit_text,
        MARKS[row.exactness],
        row.exactness.value,
        *ends,
        row.method,
        row.value,
        row.unit,
        row.id,
    )


def assumptions_table(subject: EvaluatedDesign) -> Table:
    """Return what the figures rest on that no source states.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        Assumptions that the design overrides, and assumed fabrics, instances and link bundles,
        with their notes. The other assumptions stand in the sources.
    """
    design = subject.design
    rows: list[Row] = [
        ("Own value", f"{override.name} = {override.value:g}", override.note)
        for override in design.assumptions.overrides
    ]
    rows += [
        ("Fabric", fabric.display_name, fabric.note)
        for fabric in design.fabrics
        if fabric.is_assumed
    ]
    for block in design.blocks:
        rows += [
            ("Instance", f"{block.id}/{instance.id}", instance.note)
            for instance in block.instances
            if instance.is_assumed
        ]
        rows += [
            ("Link bundle", f"{block.id}/{bundle.id}", bundle.note)
            for bundle in block.link_bundles
            if bundle.is_assumed
        ]
    return Table(
        "assumptions",
        "Assumptions of this design",
        (Column("Kind", n_chars=16), Column("What", n_chars=34), Column("Note", n_chars=60)),
        tuple(rows),
    )


def open_checks_table(subject: EvaluatedDesign) -> Table:
    """Return how many findings are open and approved, by severity.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per severity, gravest first.
    """
    rows = tuple(
        (
            severity.value,
            sum(1 for f in subject.findings if f.severity is severity and not f.approved_reason),
            sum(1 for f in subject.findings if f.severity is severity and f.approved_reason),
        )
        for severity in Severity
    )
    whole = CellFormat.WHOLE
    columns = (Column("Severity"), Column("Open", whole), Column("Approved", whole))
    return Table("open-checks", "Open checks", columns, rows)
