"""What an edit changes: readouts before and after, findings that go and come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.viewmodel.explain import value_text
from designer.viewmodel.readout_rows import delta_text, is_part_of_total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readout, Readouts


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One readout that an edit changes.

    Attributes
    ----------
    readout_id, label
        Which.
    before, after
        Values with units; empty where there was or is none.
    delta
        The change, for example ``+25 %``.
    """

    readout_id: str
    label: str
    before: str
    after: str
    delta: str


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """Findings that an edit takes away, and those that it brings."""

    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


def readout_changes(
    before: Readouts, after: Readouts, *, with_parts: bool = False
) -> tuple[ChangeRow, ...]:
    """Return the readouts whose values differ.

    Parameters
    ----------
    before, after
        Numbers of two states. Numbers of ``after`` that are still being computed are left out.
    with_parts
        Whether the parts of totals are told too.

    Returns
    -------
    tuple[ChangeRow, ...]
        In the order of display; what is gone comes last.
    """
    ids = before.by_id.keys() | after.by_id.keys()
    rows: list[ChangeRow] = []
    for now in after.rows:
        was = before.by_id.get(now.id)
        if was is not None and _shown(was) == _shown(now):
            continue
        is_late = now.revision < after.revision or _is_late(was, before)
        is_part = not with_parts and is_part_of_total(now.id, ids)
        if is_late or is_part or (was is not None and value_text(was) == value_text(now)):
            continue
        shown = value_text(was) if was is not None else ""
        rows.append(ChangeRow(now.id, now.label, shown, value_text(now), delta_text(now, was)))
    gone = (
        ChangeRow(was.id, was.label, value_text(was), "", "")
        for was in before.rows
        if was.id not in after.by_id and (with_parts or not is_part_of_total(was.id, ids))
    )
    return (*rows, *gone)


def _shown(row: Readout) -> tuple[object, ...]:
    # All that the text of a value is made of.
    return row.value, row.low, row.high, row.unit, row.exactness


def _is_late(row: Readout | None, of: Readouts) -> bool:
    return row is not None and row.revision < of.revision


def finding_changes(before: Iterable[Finding], after: Iterable[Finding]) -> FindingChanges:
    """Return the findings that only one of two states has.

    Parameters
    ----------
    before, after
        Findings of both.

    Returns
    -------
    FindingChanges
        Told apart by rule and place; one whose words alone differ is the same.
    """
    old = {finding.approval_key: finding for finding in before}
    new = {finding.approval_key: finding for finding in after}
    return FindingChanges(
        tuple(f for key, f in old.items() if key not in new),
        tuple(f for key, f in new.items() if key not in old),
    )
