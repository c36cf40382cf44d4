"""Comparison as tables: side by side, at equal amount, and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.evaluate.comparison import Band
from designer.evaluate.screening import Answer
from designer.export.sheets.summary import MARKS
from designer.export.table import CellFormat, Column, Table
from designer.units.display import quantity_text, scaled, significant
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from designer.evaluate.claims import ClaimCheck, RuleClaimCheck
    from designer.evaluate.comparison import (
        ComparedRatio,
        ComparedValue,
        Comparison,
        ComparisonRow,
    )
    from designer.evaluate.iso import IsoColumn, IsoComparison
    from designer.evaluate.screening import Quantities
    from designer.export.table import Cell, Row

PUBLISHED_MARK: Final = "published"
_INDEPENDENT: Final = (
    "The whisker of a ratio is the lowest value over the highest and the reverse, the widest it "
    "can be. A ratio whose whisker crosses 1 is disputed."
)
_SCREEN: Final = (
    "A screen by figures, not legal advice; disputed where sources disagree across a limit."
)
_SEPARATE: Final = "Copies stand side by side; a fabric that joins them is not in these totals."


def band_text(band: Band, unit: str) -> str:
    """Return a value with its ends.

    Parameters
    ----------
    band
        Value and ends, SI.
    unit
        SI symbol.

    Returns
    -------
    str
        For example ``288.8 PFLOP/s (271.9 to 307.2)``; the ends in the unit of the value, and only
        where they differ from it as shown.
    """
    text = quantity_text(band.value, unit)
    number, _ = scaled(band.value, unit)
    factor = number / band.value if band.value else 1.0
    low, high = (significant(end * factor) for end in (band.low, band.high))
    return text if low == high else f"{text} ({low} to {high})"


def ratio_text(ratio: ComparedRatio) -> str:
    """Return a ratio with its whisker.

    Parameters
    ----------
    ratio
        The ratio.

    Returns
    -------
    str
        For example ``1.60 (1.51 to 1.71)``, followed by ``disputed`` where the whisker crosses 1.
    """
    value, low, high = (
        significant(end, 3) for end in (ratio.band.value, ratio.band.low, ratio.band.high)
    )
    text = value if low == high else f"{value} ({low} to {high})"
    return f"{text} disputed" if ratio.is_disputed else text


def comparison_table(comparison: Comparison) -> Table:
    """Return a comparison as a table.

    Parameters
    ----------
    comparison
        The comparison.

    Returns
    -------
    Table
        A row per quantity; value, low and high of each design in SI units, then ratios with their
        whiskers.
    """
    columns = [
        Column("Group", n_chars=12),
        Column("Quantity", n_chars=34),
        Column("Made", n_chars=10),
    ]
    for name in comparison.names:
        columns += [
            Column(name, CellFormat.NUMBER, n_chars=16),
            Column(f"{name}: low", CellFormat.NUMBER, n_chars=14),
            Column(f"{name}: high", CellFormat.NUMBER, n_chars=14),
            Column(f"{name}: certainty", n_chars=12),
        ]
    columns += [Column("Unit", n_chars=14)]
    base = comparison.names[comparison.baseline_ix]
    others = [ix for ix in range(len(comparison.names)) if ix != comparison.baseline_ix]
    for ix in others:
        title = f"{comparison.names[ix]} over {base}"
        columns += [
            Column(title, CellFormat.NUMBER, n_chars=12),
            Column(f"{title}: low", CellFormat.NUMBER, n_chars=12),
            Column(f"{title}: high", CellFormat.NUMBER, n_chars=12),
            Column(f"{title}: remark", n_chars=10),
        ]
    rows: list[Row] = []
    for row in comparison.rows:
        cells: list[Cell] = [
            row.group,
            row.label,
            PUBLISHED_MARK if row.is_published else "computed",
        ]
        for value in row.values:
            cells += _value_cells(value)
        cells.append(f"{row.unit} per {row.per}" if row.per else row.unit)
        for ix in others:
            cells += _ratio_cells(row.ratios[ix])
        rows.append(tuple(cells))
    return Table("comparison", "Comparison", tuple(columns), tuple(rows), (_INDEPENDENT,))


def _value_cells(value: ComparedValue | None) -> list[Cell]:
    if value is None:
        return [None, None, None, ""]
    band = value.band
    mark = PUBLISHED_MARK if value.exactness is None else value.exactness.value
    return [band.value, band.low, band.high, mark]


def _ratio_cells(ratio: ComparedRatio | None) -> list[Cell]:
    if ratio is None:
        return [None, None, None, ""]
    band = ratio.band
    return [band.value, band.low, band.high, "disputed" if ratio.is_disputed else ""]


def value_text(value: ComparedValue | None, unit: str, per: str) -> str:
    """Return one cell of a comparison as people read it.

    Parameters
    ----------
    value
        The value, or ``None``.
    unit
        SI symbol.
    per
        What it is divided by, or empty.

    Returns
    -------
    str
        Mark, value and ends; a dash where there is none.
    """
    if value is None:
        return "-"
    mark = "" if value.exactness is None else f"{MARKS[value.exactness]} "
    text = band_text(value.band, unit)
    return f"{mark}{text} / {per}" if per else f"{mark}{text}"


def iso_table(iso: IsoComparison) -> Table:
    """Return designs at equal amount as a table.

    Parameters
    ----------
    iso
        The comparison.

    Returns
    -------
    Table
        Copies with their range first, then the totals of all copies in SI units.
    """
    columns = [Column("Quantity", n_chars=34)]
    for column in iso.columns:
        columns += [
            Column(column.name, CellFormat.NUMBER, n_chars=16),
            Column(f"{column.name}: low", CellFormat.NUMBER, n_chars=14),
            Column(f"{column.name}: high", CellFormat.NUMBER, n_chars=14),
        ]
    columns.append(Column("Unit", n_chars=10))
    first: list[Cell] = ["Copies of the design"]
    for column in iso.columns:
        first += [column.n_copies, column.n_copies_low, column.n_copies_high]
    rows: list[Row] = [(*first, "1")]
    for ix, row in enumerate(iso.rows):
        cells: list[Cell] = [row.label]
        for column in iso.columns:
            cells += _total_cells(column, ix)
        rows.append((*cells, row.unit))
    word = "at most" if iso.is_budget else "at least"
    amount = quantity_text(iso.amount, iso.unit)
    title = f"{iso.readout_id} {word} {amount}"
    return Table("equal-amount", title, tuple(columns), tuple(rows), (_SEPARATE,))


def _total_cells(column: IsoColumn, ix: int) -> list[Cell]:
    band = column.totals[ix]
    return [None, None, None] if band is None else [band.value, band.low, band.high]


def claims_table(checks: tuple[ClaimCheck, ...]) -> Table:
    """Return claims with what becomes of them as a table.

    Parameters
    ----------
    checks
        The checked claims.

    Returns
    -------
    Table
        Claim, claimed range, computed and published ratio with whiskers, verdict, and the
        published figures whose quotient comes nearest.
    """
    columns = (
        Column("Claim", n_chars=44),
        Column("Claimed", n_chars=12),
        Column("Computed", n_chars=22),
        Column("Published", n_chars=22),
        Column("Verdict", n_chars=14),
        Column("Deviation", n_chars=10),
        Column("Nearest", n_chars=10),
        Column("Rests on", n_chars=60),
        Column("Source", n_chars=18),
    )
    rows = tuple(
        (
            check.claim.text,
            f"{significant(check.claim.low_ratio, 3)} to {significant(check.claim.high_ratio, 3)}",
            whisker_text(check.computed),
            whisker_text(check.published),
            check.verdict.value,
            deviation_text(check),
            "" if check.nearest_ratio is None else significant(check.nearest_ratio, 3),
            inputs_text(check),
            check.claim.source,
        )
        for check in checks
    )
    return Table("claims", "Claims", columns, rows, (_INDEPENDENT,))


def deviation_text(check: ClaimCheck) -> str:
    """Return how far the ratio that we find lies outside the claimed range.

    Parameters
    ----------
    check
        The checked claim.

    Returns
    -------
    str
        For example ``+13 %``; ``inside`` for none, a dash where there is no ratio.
    """
    if check.deviation is None:
        return "-"
    return "inside" if check.deviation == 0 else f"{100 * check.deviation:+.0f} %"


def rule_claims_table(checks: tuple[RuleClaimCheck, ...]) -> Table:
    """Return claims about export rules with what becomes of them as a table.

    Parameters
    ----------
    checks
        The checked claims.

    Returns
    -------
    Table
        Claim, rule, claimed and found answer, verdict, figures and source.
    """
    columns = (
        Column("Claim", n_chars=44),
        Column("Rule", n_chars=24),
        Column("Claimed", n_chars=10),
        Column("Found", n_chars=14),
        Column("Verdict", n_chars=14),
        Column("Rests on", n_chars=60),
        Column("Source", n_chars=18),
    )
    rows = tuple(
        (
            check.claim.text,
            f"{check.claim.ruleset} {check.claim.rule}",
            (Answer.MET if check.claim.is_met else Answer.NOT_MET).value,
            check.answer.value,
            check.verdict.value,
            quantities_text(check.quantities),
            check.claim.source,
        )
        for check in checks
    )
    return Table("rule-claims", "Claims about export rules", columns, rows, (_SCREEN,))


def quantities_text(found: Quantities) -> str:
    """Return what export rules look at in one line.

    Parameters
    ----------
    found
        The figures of an accelerator.

    Returns
    -------
    str
        Each with its ends where sources disagree; what is not known is said.
    """
    rows = (
        ("TPP", found.processing_tpp, 1.0),
        ("TPP/mm2", found.density_tpp_per_m2, 1e-6),
        ("GB/s of memory", found.memory_bytes_per_s, 1e-9),
        ("GB/s of ports both ways", found.io_bytes_per_s, 1e-9),
    )
    return "; ".join(
        f"{name} not known"
        if band is None
        else f"{whisker_text(Band(*(end * factor for end in band)))} {name}"
        for name, band, factor in rows
    )


def whisker_text(band: Band | None) -> str:
    """Return a ratio and its ends.

    Parameters
    ----------
    band
        The ratio, or ``None``.

    Returns
    -------
    str
        For example ``3.86 (3.86 to 5)``; a dash for none.
    """
    if band is None:
        return "-"
    value, low, high = (significant(end, 3) for end in (band.value, band.low, band.high))
    return value if low == high else f"{value} ({low} to {high})"


def rests_on_text(row: ComparisonRow, n_most: int = 4) -> str:
    """Return the sources that a row of a comparison rests on.

    Parameters
    ----------
    row
        The row.
    n_most
        Most sources that are named of one design.

    Returns
    -------
    str
        Sources by design, in their order; the graph where a number needs none.
    """
    texts: list[str] = []
    for value in row.values:
        if value is None:
            texts.append("-")
            continue
        named = [str(source) for source in value.sources[:n_most]]
        n_more = len(value.sources) - len(named)
        if n_more:
            named.append(worded("{n_more} more", n_more=n_more))
        texts.append(joined(", ", named) if named else worded("graph"))
    return joined(" / ", texts)


def inputs_text(check: ClaimCheck) -> str:
    """Return the figures that a claim rests on.

    Parameters
    ----------
    check
        The checked claim.

    Returns
    -------
    str
        Each figure with its system and source.
    """
    return "; ".join(
        f"{given.system}: {quantity_text(given.value, given.unit)}"
        + (f" [{given.source}]" if given.source else f" [{given.note}]")
        for given in check.inputs
    )
