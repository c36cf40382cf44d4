"""Designs by file or name, as the commands need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.cli.tracing import Trace, applied
from designer.errors.findings import FindingCode
from designer.errors.tree import EvaluationError
from designer.workbench.opening import (
    open_named_or_file,
    shipped_library,
    system_names,
)
from designer.workbench.traffic import traffic_from_text
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.errors.findings import Finding
    from designer.storage.script import ScriptStep
    from designer.workbench.snapshot import Snapshot


class EvaluatedDocument(NamedTuple):
    """A design as opened and evaluated, with what there is to say about its file.

    ``traces`` tell what ran: first for the design as opened, then for every edit applied to it.
    """

    snapshot: Snapshot
    notices: tuple[Finding, ...]
    traces: tuple[Trace, ...] = ()


class SystemEntry(NamedTuple):
    """A shipped system: what to call it on the command line, and what it is."""

    name: str
    title: str
    description: str


def evaluated_document(
    text: str, traffic: str | None = None, steps: tuple[ScriptStep | Command, ...] = ()
) -> EvaluatedDocument:
    """Open and evaluate a design.

    Parameters
    ----------
    text
        Design file, or name of a shipped system.
    traffic
        Traffic to evaluate beside all-to-all, or ``None``.
    steps
        Edits to apply to it, in order; the file stays as it is.

    Raises
    ------
    CommandError
        If an edit is refused.
    EvaluationError
        If no fabric of the design has such traffic.
    """
    choice = None if traffic is None else traffic_from_text(traffic)
    document = open_named_or_file(text).document
    workbench = Workbench(shipped_library(), document.design)
    if choice is not None:
        snapshot = workbench.set_traffic(choice)
        unfit = [f for f in snapshot.findings if f.code is FindingCode.TRAFFIC_UNFIT]
        if unfit and not any(r.id.startswith("throughput_traffic") for r in snapshot.readouts.rows):
            raise EvaluationError(f"{unfit[0].message}; {unfit[0].hint}")
    traces = (Trace(f"open {text}", workbench.snapshot.trace), *applied(workbench, steps))
    return EvaluatedDocument(workbench.snapshot, document.notices, traces)


def system_entries() -> tuple[SystemEntry, ...]:
    """Return the shipped systems."""
    designs = [(name, open_named_or_file(name).document.design) for name in system_names()]
    return tuple(SystemEntry(name, design.name, design.description) for name, design in designs)
