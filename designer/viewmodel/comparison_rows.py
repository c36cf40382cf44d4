"""Comparisons as rows of text and whiskers, for the comparison window."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from designer.evaluate.screening import Answer
from designer.export.sheets.comparison import (
    inputs_text,
    quantities_text,
    ratio_text,
    rests_on_text,
    value_text,
    whisker_text,
)
from designer.units.display import quantity_text, significant
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.claims import ClaimCheck, RuleClaimCheck
    from designer.evaluate.comparison import Band, Comparison, ComparisonRow
    from designer.evaluate.iso import IsoColumn, IsoComparison
    from designer.workbench.comparing import WorkedAnswer


MAX_REACH: Final = 16.0
"""Largest factor that whiskers are drawn to; longer ones end at the edge."""


@dataclass(frozen=True, slots=True)
class CompareCell:
    """One cell: its text, and the ratio to draw as a whisker, if it is one."""

    text: str
    whisker: Band | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class CompareLine:
    """One line of the table; a heading has no cells. ``is_muted`` marks published values."""

    label: str
    cells: tuple[CompareCell, ...] = ()
    is_muted: bool = False
    tip: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the line is the title of a group."""
        return not self.cells


@dataclass(frozen=True, slots=True)
class CompareTable:
    """A table: headings of the columns after the first, and the lines."""

    headings: tuple[str, ...]
    lines: tuple[CompareLine, ...]

    @property
    def whisker_reach(self) -> float:
        """Largest distance of a whisker from 1, as a factor; at least 2 [1]."""
        ends = [
            max(cell.whisker.high, 1 / cell.whisker.low)
            for line in self.lines
            for cell in line.cells
            if cell.whisker is not None and cell.whisker.low > 0
        ]
        return max([2.0, *(min(end, MAX_REACH) for end in ends if math.isfinite(end))])


def side_by_side(comparison: Comparison, *, is_shared_only: bool) -> CompareTable:
    """Return a comparison as a table.

    Parameters
    ----------
    comparison
        The comparison.
    is_shared_only
        Whether rows that only one design has are left out.

    Returns
    -------
    CompareTable
        Values of each design, then one ratio with its whisker per design that is not the baseline.
    """
    base = comparison.names[comparison.baseline_ix]
    others = [ix for ix in range(len(comparison.names)) if ix != comparison.baseline_ix]
    ratios = tuple(
        worded("{name} over {base}", name=comparison.names[ix], base=base) for ix in others
    )
    lines: list[CompareLine] = []
    group = ""
    for row in comparison.rows:
        if is_shared_only and sum(value is not None for value in row.values) < 2:
            continue
        if row.group != group:
            group = row.group
            lines.append(CompareLine(group))
        lines.append(_line(row, others))
    return CompareTable((*comparison.names, *ratios), tuple(lines))


def _line(row: ComparisonRow, others: Sequence[int]) -> CompareLine:
    values = tuple(CompareCell(value_text(value, row.unit, row.per)) for value in row.values)
    ratios = tuple(
        CompareCell("-")
        if ratio is None
        else CompareCell(ratio_text(ratio), ratio.band, ratio.is_disputed)
        for ratio in (row.ratios[ix] for ix in others)
    )
    sources = [source for value in row.values if value is not None for source in value.sources]
    origin = worded("As published") if row.is_published else worded("Computed from the graphs")
    tip: str = origin + f": {row.id}"
    if sources:
        tip += worded("\nSources: {sources}", sources=", ".join(dict.fromkeys(sources)))
    label = worded("as published: {label}", label=row.label) if row.is_published else row.label
    return CompareLine(label, (*values, *ratios), row.is_published, tip)


def worked_lines(answer: WorkedAnswer) -> CompareTable:
    """Return a worked comparison as a table.

    Parameters
    ----------
    answer
        Its designs with their numbers.

    Returns
    -------
    CompareTable
        The quantities that the question is about, computed and as published, with the sources
        that each rests on.
    """
    comparison = answer.comparison
    whole = side_by_side(comparison, is_shared_only=False)
    others = [ix for ix in range(len(comparison.names)) if ix != comparison.baseline_ix]
    lines: list[CompareLine] = []
    for readout_id in answer.worked.readouts:
        for row in comparison.rows:
            if row.id == readout_id:
                line = _line(row, others)
                cells = (*line.cells, CompareCell(rests_on_text(row)))
                lines.append(replace(line, cells=cells))
    return CompareTable((*whole.headings, worded("Rests on")), tuple(lines))


def ratio_headlines(answer: WorkedAnswer, n_most: int = 4) -> tuple[str, ...]:
    """Return the first ratios of a worked comparison in words.

    Parameters
    ----------
    answer
        Its designs with their numbers.
    n_most
        Most ratios.

    Returns
    -------
    tuple[str, ...]
        For example ``Peak dense BF16 × 1.6 (1.51 to 1.71)``, of the first design over the last.
    """
    by_id = {row.id: row for row in answer.comparison.rows if not row.is_published}
    rows = (by_id[one] for one in answer.worked.readouts if one in by_id)
    found = [(row.label, row.ratios[0]) for row in rows]
    return tuple(
        worded("{label} × {ratio}", label=label, ratio=ratio_text(ratio))
        for label, ratio in found[:n_most]
        if ratio is not None
    )


def at_equal_amount(iso: IsoComparison) -> CompareTable:
    """Return designs at equal amount as a table.

    Parameters
    ----------
    iso
        The comparison.

    Returns
    -------
    CompareTable
        Copies with their range first, then totals of all copies.
    """
    word = worded("at most") if iso.is_budget else worded("at least")
    title = joined(" ", (iso.readout_id, word, quantity_text(iso.amount, iso.unit)))
    copies = CompareLine(
        worded("Copies of the design"),
        tuple(CompareCell(copies_text(column)) for column in iso.columns),
    )
    totals = tuple(
        CompareLine(
            row.label,
            tuple(
                CompareCell("-" if band is None else quantity_text(band.value, row.unit))
                for band in (column.totals[ix] for column in iso.columns)
            ),
            tip=worded("Total of all copies: {id}", id=row.id),
        )
        for ix, row in enumerate(iso.rows)
        if sum(column.totals[ix] is not None for column in iso.columns) > 1
    )
    names = tuple(column.name for column in iso.columns)
    return CompareTable(names, (CompareLine(title), copies, *totals))


def copies_text(column: IsoColumn) -> str:
    """Return how many copies of a design there are.

    Parameters
    ----------
    column
        One design at equal amount.

    Returns
    -------
    str
        For example ``4 (4 to 5)``; a dash where the design has none of the quantity.
    """
    if column.n_copies is None:
        return "-"
    low, high = column.n_copies_low, column.n_copies_high
    if low == column.n_copies == high:
        return f"{column.n_copies:,}"
    ends = ["?" if end is None else f"{end:,}" for end in (low, high)]
    return worded(
        "{n_copies:,} ({low} to {high})", n_copies=column.n_copies, low=ends[0], high=ends[1]
    )


def claim_lines(
    checks: Sequence[ClaimCheck],
    rule_checks: Sequence[RuleClaimCheck] = (),
    first: Sequence[str] = (),
) -> CompareTable:
    """Return claims as a table.

    Parameters
    ----------
    checks
        The checked claims.
    rule_checks
        Those about export rules, which follow them.
    first
        Slugs of claims that stand before the others under a heading.

    Returns
    -------
    CompareTable
        Claimed range, verdict, computed and published ratio, and what the claim rests on.
    """
    lines = tuple(_claim_line(check) for check in checks if check.claim.slug not in first)
    if first:
        by_slug = {check.claim.slug: check for check in checks}
        wanted = tuple(_claim_line(by_slug[slug]) for slug in first if slug in by_slug)
        head, others = worded("About this comparison"), worded("Other claims")
        lines = (CompareLine(head), *wanted, CompareLine(others), *lines)
    if rule_checks:
        screen = CompareLine(worded("Export rules: a screen by figures, not legal advice"))
        lines = (*lines, screen, *(_rule_line(check) for check in rule_checks))
    return CompareTable(
        (
            worded("Claimed"),
            worded("Verdict"),
            worded("Computed"),
            worded("Published"),
            worded("Rests on"),
        ),
        lines,
    )


def _claim_line(check: ClaimCheck) -> CompareLine:
    return CompareLine(
        check.claim.text,
        (
            CompareCell(
                worded(
                    "{low} to {high}",
                    low=significant(check.claim.low_ratio, 3),
                    high=significant(check.claim.high_ratio, 3),
                )
            ),
            CompareCell(term(check.verdict.value)),
            CompareCell(whisker_text(check.computed), check.computed),
            CompareCell(whisker_text(check.published), check.published),
            CompareCell(inputs_text(check)),
        ),
        tip=joined(
            "\n",
            [
                text
                for text in (
                    worded("Source: {source}", source=check.claim.source),
                    worded("Rests on: {inputs}", inputs=inputs_text(check)) if check.inputs else "",
                    check.claim.note,
                )
                if text
            ],
        ),
    )


def _rule_line(check: RuleClaimCheck) -> CompareLine:
    claim = check.claim
    claimed = Answer.MET if claim.is_met else Answer.NOT_MET
    texts = (
        worded("Rule: {rule} of {ruleset}", rule=claim.rule, ruleset=claim.ruleset),
        worded("Source: {source}", source=claim.source),
        claim.note,
    )
    return CompareLine(
        claim.text,
        (
            CompareCell(term(claimed.value)),
            CompareCell(term(check.verdict.value)),
            CompareCell(term(check.answer.value)),
            CompareCell("-"),
            CompareCell(quantities_text(check.quantities)),
        ),
        tip=joined("\n", [text for text in texts if text]),
    )
