"""Quick fixes on the command line: what can be done about each finding, as commands."""

from __future__ import annotations

from json import dumps, loads
from typing import TYPE_CHECKING

from rich.text import Text

from designer.cli.output import console
from designer.commands.registry import command_json
from designer.workbench.fixing.offers import fixes_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.errors.findings import Finding
    from designer.workbench.fixing.fix import Fix
    from designer.workbench.snapshot import Snapshot


def fixes_json(snapshot: Snapshot) -> bytes:
    """Return the fixes of all open findings as JSON.

    Parameters
    ----------
    snapshot
        An evaluated design.

    Returns
    -------
    bytes
        One object with ``fixes``; ``command`` is what ``evaluate --apply`` and scripts take.
    """
    records = [
        {
            "code": finding.code.value,
            "where": finding.locus.text(),
            "label": str(fix.label),
            "command": loads(command_json(fix.command)),
        }
        for finding, fix in _fixes(snapshot)
    ]
    return f"{dumps({'fixes': records}, ensure_ascii=False, indent=1)}\n".encode()


def print_fixes(snapshot: Snapshot) -> None:
    """Print the fixes of all open findings.

    Parameters
    ----------
    snapshot
        An evaluated design.
    """
    out = console()
    told: Finding | None = None
    for finding, fix in _fixes(snapshot):
        if finding is not told:
            out.print(Text(f"{finding.code}: {finding.message}"))
            told = finding
        out.print(Text(f"    {fix.label}"))
        out.print(Text(f"        {command_json(fix.command)}", style="dim"), soft_wrap=True)
    if told is None:
        out.print(Text("no open finding has a quick fix"))


def _fixes(snapshot: Snapshot) -> Iterator[tuple[Finding, Fix]]:
    for finding in snapshot.findings:
        if not finding.approved_reason:
            for fix in fixes_for(snapshot, finding):
                yield finding, fix
