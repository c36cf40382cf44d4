"""Runs the rules whose aspects changed, and applies the user's approvals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.commands.base import Aspect
from designer.errors.findings import FindingCode, Severity
from designer.validate.case import Case
from designer.validate.rules import (
    catalog,
    circuits,
    connectivity,
    fitting,
    ports,
    power,
    rack,
    reach,
    structure,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

_TREE: Final = Aspect.STRUCTURE | Aspect.CATALOG
_WIRED: Final = _TREE | Aspect.WIRING
_PLACED: Final = _WIRED | Aspect.PLACEMENT
_LOADED: Final = _WIRED | Aspect.ASSUMPTIONS


class Rule(NamedTuple):
    """One check: the code of its findings and the aspects of the document that it reads."""

    code: FindingCode
    aspects: Aspect
    check: Callable[[Case], Iterable[Finding]]


RULES: Final = (
    Rule(FindingCode.DESIGN_EMPTY, _TREE, structure.design_empty),
    Rule(FindingCode.REFERENCE_UNKNOWN, _WIRED, structure.reference_unknown),
    Rule(FindingCode.PORT_UNKNOWN, _WIRED, ports.port_unknown),
    Rule(FindingCode.PORT_OVERUSED, _WIRED, ports.port_overused),
    Rule(FindingCode.BUNDLE_EMPTY, _WIRED, ports.bundle_empty),
    Rule(FindingCode.FABRIC_DISCONNECTED, _WIRED, connectivity.fabric_disconnected),
    Rule(FindingCode.PLANE_DISCONNECTED, _WIRED, connectivity.plane_disconnected),
    Rule(FindingCode.ENDPOINT_UNREACHABLE, _WIRED, connectivity.endpoint_unreachable),
    Rule(FindingCode.ENDPOINT_UNCONNECTED, _WIRED, connectivity.endpoint_unconnected),
    Rule(FindingCode.SWITCH_UNCONNECTED, _WIRED, connectivity.switch_unconnected),
    Rule(FindingCode.FABRIC_OPEN, _WIRED, connectivity.fabric_open),
    Rule(FindingCode.RATE_MISMATCH, _WIRED, fitting.rate_mismatch),
    Rule(FindingCode.CIRCUIT_UNFIT, _WIRED, circuits.circuit_unfit),
    Rule(FindingCode.MEDIUM_MISMATCH, _WIRED, fitting.medium_mismatch),
    Rule(FindingCode.CONNECTOR_MISMATCH, _WIRED, fitting.connector_mismatch),
    Rule(FindingCode.REACH_EXCEEDED, _PLACED | Aspect.ASSUMPTIONS, reach.reach_exceeded),
    Rule(FindingCode.RACK_SPACE_EXCEEDED, _TREE | Aspect.PLACEMENT, rack.rack_space_exceeded),
    Rule(FindingCode.RACK_POSITION_OVERLAP, _TREE | Aspect.PLACEMENT, rack.rack_position_overlap),
    Rule(FindingCode.RACK_POWER_EXCEEDED, _LOADED, power.rack_power_exceeded),
    Rule(FindingCode.PART_WITHOUT_POWER, _WIRED, catalog.part_without_power),
    Rule(FindingCode.PART_WITHOUT_PRICE, _WIRED, catalog.part_without_price),
    Rule(FindingCode.PORT_DANGLING, _WIRED, ports.port_dangling),
    Rule(FindingCode.ASSUMED_WIRING, _WIRED, structure.assumed_wiring),
)
"""All rules, in the order their findings are shown within one severity."""

_WALKING_FABRICS: Final = frozenset({
    FindingCode.FABRIC_DISCONNECTED,
    FindingCode.PLANE_DISCONNECTED,
    FindingCode.ENDPOINT_UNREACHABLE,
})
"""Rules that look for paths; they wait for the numbers of the fabrics."""

_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class ValidationState:
    """The findings of one revision, and what the next one can reuse.

    Attributes
    ----------
    findings
        All findings, errors first, approvals applied.
    by_rule
        Findings of each rule, before approvals.
    rules_run
        Codes of the rules that ran for this revision; the others were reused.
    postponed
        Codes of the rules that wait for the numbers of the fabrics; until then their findings
        are those of an earlier revision.
    """

    findings: tuple[Finding, ...]
    by_rule: Mapping[FindingCode, tuple[Finding, ...]]
    rules_run: tuple[FindingCode, ...]
    postponed: frozenset[FindingCode] = frozenset()


def _approved(findings: list[Finding], design: Design) -> list[Finding]:
    if not design.approvals:
        return findings
    reasons = {approval.key: approval.reason for approval in design.approvals}
    return [
        replace(finding, approved_reason=reasons[finding.approval_key])
        if finding.approval_key in reasons
        else finding
        for finding in findings
    ]


def run_rules(
    design: Design,
    library: CatalogLibrary,
    graph: ClassGraph,
    readouts: Readouts,
    *,
    change: ChangeSet,
    previous: ValidationState | None,
) -> ValidationState:
    """Return what there is to say about a design; rules whose aspects did not change are reused.

    Parameters
    ----------
    design
        The document.
    library
        The catalog.
    graph
        Class graph of the document.
    readouts
        Its numbers: cable lengths and rack loads are checked, and findings of the evaluation are
        passed on.
    change
        What changed since ``previous``.
    previous
        State of the revision before, or ``None`` to run everything.

    Returns
    -------
    ValidationState
        The findings and what the next revision can reuse.
    """
    return check(Case(design, library, graph, readouts), change, previous)


def check(
    case: Case,
    change: ChangeSet,
    previous: ValidationState | None,
    *,
    is_partial: bool = False,
) -> ValidationState:
    """Return what there is to say about a design, leaving some rules for later.

    Parameters
    ----------
    case
        The design with its numbers.
    change, previous
        As in :func:`run_rules`.
    is_partial
        Whether numbers of fabrics are still to come, so that rules that walk them wait.

    Returns
    -------
    ValidationState
        The findings; its ``postponed`` rules run the next time that nothing is to come.
    """
    known = previous.by_rule if previous is not None else {}
    waiting = previous.postponed if previous is not None else frozenset[FindingCode]()
    by_rule: dict[FindingCode, tuple[Finding, ...]] = {}
    rules_run: list[FindingCode] = []
    postponed: set[FindingCode] = set()
    for rule in RULES:
        is_known = rule.code in known and rule.code not in waiting
        if is_known and not rule.aspects & change.aspects:
            by_rule[rule.code] = known[rule.code]
        elif is_partial and rule.code in _WALKING_FABRICS:
            by_rule[rule.code] = known.get(rule.code, ())
            postponed.add(rule.code)
        else:
            by_rule[rule.code] = tuple(rule.check(case))
            rules_run.append(rule.code)
    found = [*case.readouts.findings, *(f for findings in by_rule.values() for f in findings)]
    found.sort(key=lambda finding: _ORDER[finding.severity])
    approved = tuple(_approved(found, case.design))
    return ValidationState(approved, by_rule, tuple(rules_run), frozenset(postponed))
