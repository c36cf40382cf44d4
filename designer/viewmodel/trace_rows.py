"""What ran for an edit, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from designer.evaluate.trace import StageRun


def edit_text(
    trace: tuple[StageRun, ...], pending: tuple[str, ...], refining: tuple[str, ...] = ()
) -> str:
    """Return how long the last edit took, in few words.

    Parameters
    ----------
    trace
        What ran for the revision.
    pending
        What is still being computed.
    refining
        What is still being made narrower.

    Returns
    -------
    str
        For example ``Evaluated in 3.1 ms``; empty before anything ran.
    """
    if not trace:
        return ""
    ms = sum(run.ms for run in trace if not run.is_late)
    more = worded(", updating") if pending else worded(", narrowing bounds") if refining else ""
    return worded("Evaluated in {ms:.1f} ms{more}", ms=ms, more=more)


def trace_lines(trace: tuple[StageRun, ...]) -> tuple[str, ...]:
    """Return what ran, one step to a line, with its notes below it.

    Parameters
    ----------
    trace
        What ran for the revision.

    Returns
    -------
    tuple[str, ...]
        Name, tier and time of each step, or that it was reused.
    """
    lines: list[str] = []
    for run in trace:
        took = term("reused") if run.is_reused else worded("{ms:.2f} ms", ms=run.ms)
        late = worded(", after the edit") if run.is_late else ""
        name, _, fabric_id = run.name.partition(": ")
        step = joined(": ", (term(name), term(fabric_id))) if fabric_id else term(name)
        lines.append(joined("", (step, f" ({run.tier}", late, "): ", took)))
        lines += [joined("", ("    ", note)) for note in run.notes]
    return tuple(lines)
