"""Which fixes a finding has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.errors.findings import FindingCode
from designer.errors.tree import CommandError
from designer.validate.case import Case
from designer.workbench.fixing.cables import other_cable
from designer.workbench.fixing.places import (
    alone,
    split_fabric,
    unknown_reference,
    without_power,
    without_price,
)
from designer.workbench.fixing.ports import dangling, empty_bundle, over_used, unknown_port
from designer.workbench.fixing.racks import no_power, no_room, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from designer.errors.findings import Finding
    from designer.workbench.fixing.fix import Fix
    from designer.workbench.snapshot import Snapshot

OFFERS: Final[Mapping[FindingCode, Callable[[Case, Finding], Iterable[Fix]]]] = {
    FindingCode.PORT_OVERUSED: over_used,
    FindingCode.PORT_DANGLING: dangling,
    FindingCode.PORT_UNKNOWN: unknown_port,
    FindingCode.BUNDLE_EMPTY: empty_bundle,
    FindingCode.RATE_MISMATCH: other_cable,
    FindingCode.MEDIUM_MISMATCH: other_cable,
    FindingCode.CONNECTOR_MISMATCH: other_cable,
    FindingCode.REACH_EXCEEDED: other_cable,
    FindingCode.RACK_SPACE_EXCEEDED: no_room,
    FindingCode.RACK_POSITION_OVERLAP: overlap,
    FindingCode.RACK_POWER_EXCEEDED: no_power,
    FindingCode.FABRIC_DISCONNECTED: split_fabric,
    FindingCode.PLANE_DISCONNECTED: split_fabric,
    FindingCode.ENDPOINT_UNREACHABLE: split_fabric,
    FindingCode.ENDPOINT_UNCONNECTED: alone,
    FindingCode.SWITCH_UNCONNECTED: alone,
    FindingCode.REFERENCE_UNKNOWN: unknown_reference,
    FindingCode.PART_WITHOUT_POWER: without_power,
    FindingCode.PART_WITHOUT_PRICE: without_price,
}
"""What can be done about findings, by code; what is not here has no edit that mends it."""


def fixes_for(snapshot: Snapshot, finding: Finding) -> tuple[Fix, ...]:
    """Return the edits that may make a finding go away.

    Parameters
    ----------
    snapshot
        The design with its numbers.
    finding
        One of its findings.

    Returns
    -------
    tuple[Fix, ...]
        The mildest first; edits that would be refused or change nothing are left out. Whether the
        finding goes, and what else changes, is for a preview to tell.
    """
    offer = OFFERS.get(finding.code)
    if offer is None:
        return ()
    case = Case(snapshot.design, snapshot.library, snapshot.graph, snapshot.readouts)
    return tuple(fix for fix in offer(case, finding) if _is_possible(snapshot, fix))


def may_be_fixed(finding: Finding) -> bool:
    """Return whether findings of this code can have fixes at all.

    Parameters
    ----------
    finding
        Any finding.

    Returns
    -------
    bool
        Whether it is worth asking :func:`fixes_for`.
    """
    return finding.code in OFFERS


def _is_possible(snapshot: Snapshot, fix: Fix) -> bool:
    try:
        change = fix.command.apply(snapshot.design, snapshot.library)
    except CommandError:
        return False
    return change.design is not snapshot.design
