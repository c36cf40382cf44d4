"""What ``designer verify`` prints: every published number beside what the program computes."""

from __future__ import annotations

from collections import Counter
from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from designer.cli.output import console, print_bytes
from designer.workbench.opening import shipped_library
from designer.workbench.verification.run import verify_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.workbench.verification.run import VerifiedNumber

_STYLES = {"pass": "green", "misprint": "cyan", "fail": "bold red", "left-out": "dim"}


def verify_numbers(
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="Print what fails only.")] = False,
) -> None:
    """Compute published numbers again and compare them with what was printed."""
    rows = list(verify_all(shipped_library()))
    n_failed = sum(1 for row in rows if row.status.value == "fail")
    if failures:
        rows = [row for row in rows if row.status.value == "fail"]
    if json:
        print_bytes(verified_json(rows))
    else:
        _print_rows(rows)
    raise typer.Exit(1 if n_failed else 0)


def verified_json(rows: Iterable[VerifiedNumber]) -> bytes:
    """Return compared numbers as JSON.

    Parameters
    ----------
    rows
        Compared numbers.

    Returns
    -------
    bytes
        One object with ``rows``.
    """
    records = [
        {
            "id": row.published.id,
            "computed": row.computed,
            "published": row.published.value,
            "corrected": row.published.corrected_value,
            "unit": row.published.unit,
            "deviation": row.deviation_ratio,
            "tolerance": row.published.tolerance,
            "grade": row.published.grade,
            "status": row.status.value,
            "note": row.note,
            "source": row.published.source,
        }
        for row in rows
    ]
    return f"{dumps({'rows': records}, ensure_ascii=False, indent=1)}\n".encode()


def _print_rows(rows: list[VerifiedNumber]) -> None:
    out = console()
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Id", no_wrap=True)
    table.add_column("Computed", justify="right", no_wrap=True)
    table.add_column("Published", justify="right", no_wrap=True)
    table.add_column("Unit", no_wrap=True)
    table.add_column("Tolerance", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Note")
    for row in rows:
        computed = "" if row.computed is None else f"{row.computed:.10g}"
        table.add_row(
            Text(row.published.id),
            Text(computed),
            Text(f"{row.published.value:.10g}"),
            Text(row.published.unit),
            Text(row.published.tolerance),
            Text(row.status.value, style=_STYLES[row.status.value]),
            Text(row.note),
        )
    out.print(table)
    counts = Counter(row.status.value for row in rows)
    out.print(Text(", ".join(f"{counts[status]} {status}" for status in _STYLES if counts[status])))
