"""A design that breaks each rule, one that does not, and what every finding has to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from designer.catalog.part import Medium
from designer.cli.output import print_findings
from designer.errors.findings import FindingCode, Severity
from designer.export.sheets.checks import checks_table
from designer.model.evolve import evolve
from designer.validate.runner import RULES
from designer.viewmodel.finding_rows import finding_rows
from designer.workbench.workbench import Workbench
from tests.oracle.designs import accelerator, block, bundle, design, figure, instance, switch
from tests.unit.evaluate.hall import (
    fibre,
    hall,
    hall_blocks,
    hall_library,
    hall_parts,
    optic,
    placed,
    rack_part,
    socket,
)
from tests.unit.validate.broken_halls import (
    found,
    tight_hall,
    validated,
    with_bundle,
    with_parts,
    with_uplink,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.errors.findings import Finding
    from designer.model.design import Design

Code = FindingCode


def with_instance(*more: object) -> Design:
    blocks = hall_blocks()
    instances = (*blocks["root"].instances, instance(*more, i=2))  # type: ignore[arg-type]
    blocks["root"] = evolve(blocks["root"], instances=instances)
    return hall(blocks)


def apart() -> Design:
    """Return three pairs of an accelerator and a switch."""
    own = bundle("own", "a", "sw", ("a.i", "equal", "sw.i"))
    root = block("root", [instance("a", "acc", i=3), instance("sw", "sw", i=3)], [own])
    return design([root], [accelerator(), switch()])


def without_a_plane() -> Design:
    """Return two nodes on two planes, of which one has lost its spine."""
    node = block(
        "node",
        [instance("a", "acc", i=2), instance("leaf", "sw", plane=2)],
        [bundle("down", "a", "leaf")],
    )
    root = block(
        "root",
        [instance("node", "node", block=True, i=2), instance("spine", "sw", plane=2)],
        [bundle("up", "node/leaf", "spine", ("leaf.plane", "equal", "spine.plane"))],
        removed=["spine[1]"],
    )
    made = design([root, node], [accelerator(), switch()])
    return evolve(made, fabrics=(evolve(made.fabrics[0], n_planes=2), *made.fabrics[1:]))


def piled() -> Design:
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    pile = placed(first, n_columns=3, pitch_x_m=0.0)
    blocks["root"] = evolve(blocks["root"], instances=(pile, spines))
    return hall(blocks)


def leaving() -> Design:
    subject = without("spines")
    return evolve(
        subject, fabrics=(evolve(subject.fabrics[0], leaves_design=True), *subject.fabrics[1:])
    )


SLOW = socket("down", "osfp", Medium.FIBRE, count=6, gbps=200)
FIRING: Final[dict[FindingCode, Callable[[], Design]]] = {
    Code.DESIGN_EMPTY: lambda: design([block("root", [])], []),
    Code.REFERENCE_UNKNOWN: lambda: design([block("root", [instance("x", "lost")])], []),
    Code.PORT_UNKNOWN: lambda: with_bundle(bundle("x", "rack/node/leaf:lost", "spines/spine:down")),
    Code.PORT_OVERUSED: lambda: with_uplink(n_links_per_pair=2),
    Code.BUNDLE_EMPTY: lambda: with_bundle(
        bundle("x", "rack/node/leaf:up", "spines/spine:down", ("rack.i", "equal", "spine.i"))
    ),
    Code.FABRIC_DISCONNECTED: lambda: without("spines[0]"),
    Code.PLANE_DISCONNECTED: without_a_plane,
    Code.ENDPOINT_UNREACHABLE: apart,
    Code.ENDPOINT_UNCONNECTED: lambda: with_instance("extra", "acc"),
    Code.SWITCH_UNCONNECTED: lambda: with_instance("extra", "leaf"),
    Code.FABRIC_OPEN: leaving,
    Code.RATE_MISMATCH: lambda: with_parts(switch("spine", SLOW)),
    Code.CIRCUIT_UNFIT: lambda: with_uplink(via="spines[0]/lost[0]"),
    Code.MEDIUM_MISMATCH: lambda: with_uplink(cable=None),
    Code.CONNECTOR_MISMATCH: lambda: with_parts(optic(connector="lc")),
    Code.REACH_EXCEEDED: lambda: with_parts(fibre(reach_m=figure(10, "m"))),
    Code.RACK_SPACE_EXCEEDED: lambda: with_parts(rack_part(usable_u=figure(7, "U"))),
    Code.RACK_POSITION_OVERLAP: piled,
    Code.RACK_POWER_EXCEEDED: lambda: with_parts(rack_part(limit_w=figure(1_000, "W"))),
    Code.PART_WITHOUT_POWER: lambda: with_parts(evolve(hall_parts()["acc"], tdp_w=None)),
    Code.PART_WITHOUT_PRICE: lambda: hall(without_price=("acc",)),
    Code.PORT_DANGLING: hall,
    Code.ASSUMED_WIRING: lambda: with_uplink(is_assumed=True),
}
"""A design per rule that breaks it; a new rule without one fails the first test."""


def test_that_every_rule_has_a_design_that_breaks_it() -> None:
    assert set(FIRING) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", list(FIRING), ids=str)
def test_that_a_rule_speaks_where_it_is_broken_and_nowhere_else(code: FindingCode) -> None:
    subject = FIRING[code]()
    findings = found(subject, code)
    assert findings
    assert found(tight_hall(), code) == []
    by_rule = validated(subject).by_rule
    assert set(by_rule[code]) == set(findings)
    for finding in findings:
        assert_complete(finding)


def assert_complete(finding: Finding) -> None:
    """Check that a finding says what, how grave, where and what to do, each in one line."""
    assert finding.severity in Severity
    assert finding.message
    assert finding.hint
    assert "\n" not in finding.message + finding.hint
    locus = finding.locus
    assert locus.paths or locus.bundle_ids or locus.field
    assert finding.approval_key.startswith(f"{finding.code.value}:")
    assert "{" not in finding.message + finding.hint


@pytest.mark.parametrize("code", list(FIRING), ids=str)
def test_that_window_command_line_and_workbook_say_the_same(
    code: FindingCode, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = Workbench(hall_library(), FIRING[code]()).snapshot
    own = [f for f in snapshot.findings if f.code is code]
    assert own
    print_findings(snapshot)
    printed = capsys.readouterr().out
    sheet = checks_table(snapshot).rows
    rows = {
        row.finding: row
        for row in finding_rows(snapshot.findings, frozenset(Severity), with_approved=False)
    }
    for finding in own:
        where = finding.locus.text()
        line = f"{finding.severity.value} [{code.value}] {where}: {finding.message}\n"
        assert f"{line}    {finding.hint}\n" in printed
        row = (finding.severity.value, "open", code.value, where, finding.message, finding.hint, "")
        assert row in sheet
        assert rows[finding].message == finding.message
        assert (rows[finding].where, rows[finding].hint) == (where, finding.hint)
        assert rows[finding].severity_text
