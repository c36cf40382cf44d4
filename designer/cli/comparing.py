"""The command that puts designs side by side."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from designer.cli.output import console, print_bytes
from designer.errors.tree import ExportError
from designer.evaluate.comparison import MAX_DESIGNS, Normaliser, compare
from designer.evaluate.iso import iso_compare
from designer.export.sheets.comparison import (
    claims_table,
    ratio_text,
    rule_claims_table,
    value_text,
)
from designer.export.table import cell_text
from designer.export.writers.comparison import claims_json, comparison_json, comparison_xlsx
from designer.storage.atomic import write_atomically
from designer.units.display import quantity_text
from designer.units.parse import quantity_from_text
from designer.viewmodel.comparison_rows import copies_text, worked_lines
from designer.workbench.comparing import (
    checked_claims,
    checked_rule_claims,
    distinct_names,
    opened_side,
    worked_answer,
)
from designer.workbench.opening import shipped_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.comparison import Comparison, Side
    from designer.evaluate.iso import IsoComparison
    from designer.export.table import Table
    from designer.workbench.comparing import WorkedAnswer


def compare_designs(
    designs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|NAME...",
            help="Two to four, ratios are over the last; or one worked comparison.",
        ),
    ],
    *,
    per: Annotated[Normaliser, typer.Option(help="Divide totals by this.")] = Normaliser.SYSTEM,
    iso: Annotated[
        str,
        typer.Option(
            metavar="ID=AMOUNT", help='Solve copies at equal amount, such as "power_it_w=10 MW".'
        ),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a workbook as well.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Put two to four designs side by side, with ratios and whiskers over the sources."""
    library = shipped_library()
    worked = {one.slug: one for one in library.comparisons}
    answer = None
    if len(designs) == 1 and designs[0] in worked:
        answer = worked_answer(library, worked[designs[0]])
        designs = list(answer.worked.designs)
    if not 2 <= len(designs) <= MAX_DESIGNS:
        raise typer.BadParameter(
            f"name two to {MAX_DESIGNS} designs, or one of the worked comparisons: "
            f"{', '.join(worked)}",
            param_hint="FILE|NAME...",
        )
    given = (None, ()) if answer is None else (answer.worked, answer.checks)
    sides = distinct_names([opened_side(library, name) for name in designs])
    comparison = compare(sides, per)
    found = _iso(sides, iso) if iso else None
    if xlsx is not None:
        if xlsx.exists() and not force:
            raise ExportError(f"{xlsx}: exists already; use --force to replace")
        write_atomically(xlsx, comparison_xlsx(comparison, found, given[1]))
    if json:
        print_bytes(comparison_json(comparison, found, *given))
        return
    if answer is None:
        _print_comparison(comparison)
    else:
        _print_worked(answer)
    if found is not None:
        _print_iso(found)


def check_claims(
    *, json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False
) -> None:
    """Put what publications claim about shipped systems beside what their graphs give."""
    library = shipped_library()
    checks, rule_checks = checked_claims(library), checked_rule_claims(library)
    if json:
        print_bytes(claims_json(checks, rule_checks))
    else:
        _print_table(claims_table(checks))
        _print_table(rule_claims_table(rule_checks))


def _iso(sides: Sequence[Side], text: str) -> IsoComparison:
    readout_id, _, amount = (part.strip() for part in text.partition("="))
    units = {row.id: row.unit for side in sides for row in side.readouts.rows}
    try:
        value = quantity_from_text(amount, units.get(readout_id, "1"))
        return iso_compare(sides, readout_id, value)
    except ValueError as error:
        raise typer.BadParameter(
            f'{error}; write ID=AMOUNT such as "power_it_w=10 MW"', param_hint="--iso"
        ) from error


def _print_comparison(comparison: Comparison) -> None:
    out = console()
    base = comparison.names[comparison.baseline_ix]
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    grid.add_column("Quantity")
    for name in comparison.names:
        grid.add_column(Text(name))
    others = [ix for ix in range(len(comparison.names)) if ix != comparison.baseline_ix]
    for ix in others:
        grid.add_column(Text(f"{comparison.names[ix]} over {base}"))
    group = ""
    for row in comparison.rows:
        if sum(value is not None for value in row.values) < 2:
            continue
        if row.group != group:
            group = row.group
            grid.add_row(Text(group, style="bold underline"))
        label = f"    as published: {row.label}" if row.is_published else f"  {row.label}"
        ratios = [row.ratios[ix] for ix in others]
        grid.add_row(
            Text(label, style="dim" if row.is_published else ""),
            *(Text(value_text(value, row.unit, row.per)) for value in row.values),
            *(Text("-" if ratio is None else ratio_text(ratio)) for ratio in ratios),
        )
    out.print(grid)
    out.print(Text("What only one of them has is in --json and --xlsx.", style="dim"))


def _print_worked(answer: WorkedAnswer) -> None:
    out = console()
    out.print(Text(answer.worked.title, style="bold"))
    out.print(Text(answer.worked.question))
    table = worked_lines(answer)
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for heading in ("Quantity", *table.headings):
        grid.add_column(Text(heading))
    for line in table.lines:
        style = "dim" if line.is_muted else ""
        grid.add_row(Text(line.label, style=style), *(Text(cell.text) for cell in line.cells))
    out.print(grid)
    if answer.checks:
        _print_table(claims_table(answer.checks))
    else:
        out.print(Text("No publication that is cited sets these beside each other.", style="dim"))


def _print_iso(iso: IsoComparison) -> None:
    word = "at most" if iso.is_budget else "at least"
    out = console()
    out.print(
        Text(f"\n{iso.readout_id} {word} {quantity_text(iso.amount, iso.unit)}", style="bold")
    )
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    grid.add_column("Quantity")
    for column in iso.columns:
        grid.add_column(Text(column.name), justify="right")
    grid.add_row(Text("  Copies of the design"), *(Text(copies_text(c)) for c in iso.columns))
    for ix, row in enumerate(iso.rows):
        totals = [column.totals[ix] for column in iso.columns]
        grid.add_row(
            Text(f"  {row.label}"),
            *(
                Text("-" if band is None else quantity_text(band.value, row.unit))
                for band in totals
            ),
        )
    out.print(grid)


def _print_table(table: Table) -> None:
    out = console()
    out.print(Text(f"\n{table.title}", style="bold"))
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for column in table.columns:
        grid.add_column(Text(column.heading))
    for row in table.rows:
        cells = [cell_text(cell, c.cell_format) for cell, c in zip(row, table.columns, strict=True)]
        grid.add_row(*(Text(cell) for cell in cells))
    out.print(grid)
