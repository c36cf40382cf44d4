"""What the commands print: tables for people, JSON for scripts, one line for what went wrong."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text
from typing_extensions import override

from designer.cli.ports import ReaderGoneError
from designer.cli.streams import finish
from designer.errors.findings import Severity
from designer.evaluate.bounds import Exactness
from designer.export.report import key_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.cli.documents import SystemEntry
    from designer.cli.tracing import Trace
    from designer.errors.findings import Finding
    from designer.workbench.snapshot import Snapshot

MIN_WIDTH_WITH_IDS: Final = 140
"""Narrowest terminal in which the ids of readouts are printed too."""

PIPE_WIDTH: Final = 1000
"""Characters to a line where the output is not a terminal: no line is broken."""

_EXACTNESS_STYLES: Final[dict[Exactness, str]] = {
    Exactness.EXACT: "green",
    Exactness.INTERVAL: "cyan",
    Exactness.LOWER: "cyan",
    Exactness.UPPER: "cyan",
    Exactness.ESTIMATE: "yellow",
}
_SEVERITY_STYLES: Final[dict[Severity, str]] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "blue",
}


def print_error(message: str) -> None:
    """Print one line on standard error; signs that a terminal would obey are written out."""
    text = " ".join(message.split())
    line = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    with contextlib.suppress(OSError):
        sys.stderr.write(f"designer: {line}\n")
    finish(sys.stderr)


def print_notices(notices: Iterable[Finding]) -> None:
    """Print remarks about a file on standard error, one line each."""
    for notice in notices:
        print_error(f"{notice.severity.value}: {finding_line(notice)}")


def print_bytes(data: bytes) -> None:
    """Print a finished text, such as JSON, on standard output."""
    stream = getattr(sys.stdout, "buffer", None)
    try:
        sys.stdout.flush()
        if stream is None:
            sys.stdout.write(data.decode())
        else:
            stream.write(data)
            stream.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def finding_line(finding: Finding) -> str:
    """Return a finding in one line: place, message, what to do."""
    text = f"{finding.locus.text()}: {finding.message}"
    return f"{text}; {finding.hint}" if finding.hint else text


def print_readouts(snapshot: Snapshot) -> None:
    """Print all readouts by group, then how many findings there are."""
    out = console()
    out.print(Text(snapshot.design.name, style="bold"))
    if snapshot.design.description:
        out.print(Text(snapshot.design.description, style="dim"))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Figure", no_wrap=True)
    table.add_column("Value", justify="right", no_wrap=True)
    table.add_column("Exactness", no_wrap=True)
    table.add_column("Band")
    has_ids = out.width >= MIN_WIDTH_WITH_IDS
    if has_ids:
        table.add_column("Id", no_wrap=True, style="dim")
    group = ""
    for row in snapshot.readouts.rows:
        if row.group != group:
            group = row.group
            table.add_row(Text(group, style="bold underline"))
        figure = key_figure(row)
        badge = Text(figure.mark_text, style=_EXACTNESS_STYLES[row.exactness])
        label = Text(f"  {row.label}")
        ids = (Text(row.id),) if has_ids else ()
        table.add_row(label, Text(figure.value_text), badge, Text(figure.band_text), *ids)
    out.print(table)
    _print_finding_counts(out, snapshot.findings)


def print_traces(traces: Iterable[Trace]) -> None:
    """Print what ran for a design and for every edit of it, with times and notes."""
    out = console()
    for trace in traces:
        ms = sum(run.ms for run in trace.runs)
        took = f"{ms:.2f} ms" if trace.runs else "nothing changes"
        out.print(Text.assemble((trace.label, "bold"), f": {took}"))
        table = Table(box=None, pad_edge=False, show_edge=False, show_header=False)
        table.add_column("Step", no_wrap=True)
        table.add_column("Tier", no_wrap=True, style="dim")
        table.add_column("Time", justify="right", no_wrap=True)
        table.add_column("Notes")
        for run in trace.runs:
            time_text = "reused" if run.is_reused else f"{run.ms:.2f} ms"
            notes = Text("\n".join(run.notes))
            table.add_row(Text(f"  {run.name}"), Text(run.tier), Text(time_text), notes)
        out.print(table)


def print_findings(snapshot: Snapshot) -> None:
    """Print every finding, gravest first, then how many there are."""
    out = console()
    order = list(Severity)
    for finding in sorted(snapshot.findings, key=lambda one: order.index(one.severity)):
        word = Text(finding.severity.value, style=_SEVERITY_STYLES[finding.severity])
        code = Text(f" [{finding.code.value}] ", style="dim")
        out.print(word + code + Text(f"{finding.locus.text()}: {finding.message}"))
        if finding.hint:
            out.print(Text(f"    {finding.hint}", style="dim"))
        if finding.approved_reason:
            out.print(Text(f"    approved: {finding.approved_reason}", style="dim"))
    _print_finding_counts(out, snapshot.findings)


def print_systems(entries: Iterable[SystemEntry]) -> None:
    """Print the shipped systems."""
    out = console()
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Name", no_wrap=True, style="bold")
    table.add_column("Title", no_wrap=True)
    table.add_column("Description")
    for entry in entries:
        table.add_row(Text(entry.name), Text(entry.title), Text(entry.description))
    out.print(table)


def systems_json(entries: Iterable[SystemEntry]) -> bytes:
    """Return the shipped systems as JSON."""
    records = [entry._asdict() for entry in entries]
    text = json.dumps({"systems": records}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _print_finding_counts(out: Console, findings: tuple[Finding, ...]) -> None:
    opened = [finding for finding in findings if not finding.approved_reason]
    counts = [
        f"{n} {severity.value if n == 1 or severity is Severity.INFO else severity.value + 's'}"
        for severity in Severity
        if (n := sum(1 for finding in opened if finding.severity is severity))
    ]
    n_approved = len(findings) - len(opened)
    if n_approved:
        counts.append(f"{n_approved} approved")
    out.print(Text(f"Findings: {', '.join(counts) or 'none'}"))


class _PipeConsole(Console):
    """A console that lets the caller know that the reader of its output is gone."""

    @override
    def on_broken_pipe(self) -> None:
        raise ReaderGoneError


def console() -> Console:
    """Return where results are printed: no broken lines in pipes, nothing read as markup."""
    is_terminal = sys.stdout.isatty()
    return _PipeConsole(
        file=sys.stdout,
        width=None if is_terminal else PIPE_WIDTH,
        highlight=False,
        emoji=False,
        markup=False,
    )
