"""Quick fixes: each code that offers one has a design whose finding the fix takes away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import Medium
from designer.commands.macro import Macro
from designer.commands.registry import command_from_json, command_json
from designer.commands.structure import SetCount
from designer.commands.wiring import EditBundle, RemoveBundles
from designer.errors.findings import Finding, FindingCode, Severity
from designer.model.block import BlockKind, ExceptionKind, InstanceException, LinkException
from designer.model.design import AssumptionChoice
from designer.model.evolve import evolve
from designer.workbench.fixing.fix import with_size
from designer.workbench.fixing.offers import OFFERS, fixes_for, may_be_fixed
from designer.workbench.workbench import Workbench
from tests.oracle.designs import accelerator, block, bundle, design, figure, instance, port, switch
from tests.unit.evaluate.hall import (
    OSFP,
    board,
    fibre,
    hall,
    hall_blocks,
    hall_library,
    hall_parts,
    node_part,
    optic,
    placed,
    rack_part,
    socket,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import Part
    from designer.model.design import Design
    from designer.workbench.fixing.fix import Fix

Code = FindingCode

SHELF: tuple[Part, ...] = (
    fibre(slug="long-fibre", name="Long fibre", reach_m=figure(500, "m")),
    fibre(),
    optic(),
    optic(slug="far-optic", name="Far optic", reach_m=figure(500, "m")),
    rack_part(slug="tall-rack", name="Tall rack", usable_u=figure(52, "U")),
    rack_part(slug="strong-rack", name="Strong rack", limit_w=figure(90_000, "W")),
    evolve(switch("wide-leaf", board("down", 8), evolve(OSFP, count=8)), tdp_w=figure(300, "W")),
    switch("wide-spine", socket("down", "osfp", Medium.FIBRE, count=48)),
    evolve(accelerator("known-acc", board("lane", 2)), tdp_w=figure(900, "W")),
    evolve(accelerator("small-acc", board("lane", 1)), tdp_w=figure(900, "W")),
)


def opened(subject: Design) -> Workbench:
    library = replace(hall_library(), parts=SHELF)
    chosen = AssumptionChoice(set="test")
    return Workbench(library, evolve(subject, assumptions=chosen))


def fixes(
    subject: Design, code: FindingCode, ix: int = 0
) -> tuple[Workbench, Finding, tuple[Fix, ...]]:
    workbench = opened(subject)
    found = [f for f in workbench.snapshot.findings if f.code is code]
    assert found, [f.message for f in workbench.snapshot.findings]
    return workbench, found[ix], fixes_for(workbench.snapshot, found[ix])


def with_parts(*changed: Part) -> Design:
    return hall(parts=hall_parts() | {part.slug: part for part in changed})


def with_uplink(**changes: object) -> Design:
    blocks = hall_blocks()
    uplink = evolve(blocks["root"].link_bundles[0], **changes)
    blocks["root"] = evolve(blocks["root"], link_bundles=(uplink,))
    return hall(blocks)


def with_root(**changes: object) -> Design:
    blocks = hall_blocks()
    blocks["root"] = evolve(blocks["root"], **changes)
    return hall(blocks)


def too_high() -> Design:
    blocks = hall_blocks()
    high = placed(blocks["rack"].instances[0], at_u=40, pitch_y_m=4 * 0.044_45)
    blocks["rack"] = evolve(blocks["rack"], instances=(high,))
    return hall(blocks)


def two_in_one_place() -> Design:
    blocks = hall_blocks()
    node = blocks["rack"].instances[0]
    other = placed(instance("other", "node", block=True), at_u=6)
    blocks["rack"] = evolve(blocks["rack"], instances=(node, other))
    return hall(blocks)


def pile() -> Design:
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    heap = placed(first, n_columns=3, pitch_x_m=0.0)
    blocks["root"] = evolve(blocks["root"], instances=(heap, spines))
    return hall(blocks)


def on_each_other() -> Design:
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    blocks["root"] = evolve(blocks["root"], instances=(first, placed(spines, x_m=0.3)))
    return hall(blocks)


def without_spines() -> Design:
    gone = tuple(
        InstanceException(path=f"spines[0]/spine[{ix}]", kind=ExceptionKind.REMOVED)
        for ix in range(2)
    )
    return with_root(exceptions=gone)


def without_a_link() -> Design:
    missing = tuple(
        LinkException(bundle="root/uplink", a="rack[0]/node[0]/leaf[0]", b=f"spines[0]/spine[{ix}]")
        for ix in range(2)
    )
    return with_root(link_exceptions=missing)


def empty_bundle() -> Design:
    none = bundle(
        "x", "rack/node/leaf:up", "spines/spine:down", ("rack.i", "equal", "spine.i"), cable="fibre"
    )
    blocks = hall_blocks()
    blocks["root"] = evolve(blocks["root"], link_bundles=(*blocks["root"].link_bundles, none))
    return hall(blocks)


def unlinked_switch() -> Design:
    blocks = hall_blocks()
    spare = instance("spare", "spine")
    blocks["spines"] = evolve(
        blocks["spines"], instances=(*blocks["spines"].instances, spare), kind=BlockKind.RACK
    )
    return hall(blocks)


def without_tdp() -> Design:
    return with_parts(evolve(hall_parts()["acc"], tdp_w=None))


CASES: dict[str, tuple[FindingCode, Callable[[], Design]]] = {
    "too many links per pair": (Code.PORT_OVERUSED, lambda: with_uplink(n_links_per_pair=2)),
    "too few ports": (
        Code.PORT_OVERUSED,
        lambda: with_parts(
            switch("leaf", board("down", 4), evolve(OSFP, count=1)),
        ),
    ),
    "spare ports": (Code.PORT_DANGLING, hall),
    "unknown port": (
        Code.PORT_UNKNOWN,
        lambda: with_uplink(a=evolve(hall_blocks()["root"].link_bundles[0].a, port="upp")),
    ),
    "no links": (Code.BUNDLE_EMPTY, empty_bundle),
    "no cable": (Code.MEDIUM_MISMATCH, lambda: with_uplink(cable=None)),
    "no module": (Code.CONNECTOR_MISMATCH, lambda: with_uplink(optic=None)),
    "too many links per cable": (Code.RATE_MISMATCH, lambda: with_uplink(n_links_per_cable=2)),
    "too far": (
        Code.REACH_EXCEEDED,
        lambda: with_parts(fibre(reach_m=figure(10, "m")), optic(reach_m=figure(300, "m"))),
    ),
    "too high up": (Code.RACK_SPACE_EXCEEDED, too_high),
    "too much": (
        Code.RACK_SPACE_EXCEEDED,
        lambda: with_parts(rack_part(usable_u=figure(7, "U"))),
    ),
    "in one place": (Code.RACK_POSITION_OVERLAP, two_in_one_place),
    "a pile": (Code.RACK_POSITION_OVERLAP, pile),
    "on each other": (Code.RACK_POSITION_OVERLAP, on_each_other),
    "too hot": (
        Code.RACK_POWER_EXCEEDED,
        lambda: with_parts(rack_part(limit_w=figure(11_000, "W"))),
    ),
    "switches gone": (Code.FABRIC_DISCONNECTED, without_spines),
    "links gone": (Code.FABRIC_DISCONNECTED, without_a_link),
    "unlinked": (Code.SWITCH_UNCONNECTED, unlinked_switch),
    "no power figure": (Code.PART_WITHOUT_POWER, without_tdp),
}


@pytest.mark.parametrize("name", CASES)
def test_that_one_of_the_first_fixes_takes_the_finding_away_and_brings_no_error(name: str) -> None:
    code, make = CASES[name]
    workbench, finding, offered = fixes(make(), code)
    assert offered, finding.message
    outcomes = []
    for fix in offered[:3]:
        after = workbench.preview(fix.command)
        keys = {f.approval_key for f in after.findings}
        before = {f.approval_key for f in workbench.snapshot.findings}
        worse = [
            f
            for f in after.findings
            if f.severity is Severity.ERROR and f.approval_key not in before
        ]
        outcomes.append(finding.approval_key not in keys and not worse)
    workbench.end_preview()
    assert any(outcomes), [fix.label for fix in offered]


@pytest.mark.parametrize("name", CASES)
def test_that_every_fix_is_a_command_that_scripts_can_hold_and_undo_takes_back(name: str) -> None:
    code, make = CASES[name]
    workbench, _, offered = fixes(make(), code)
    before = workbench.snapshot.design
    for fix in offered:
        assert command_from_json(command_json(fix.command)) == fix.command
        workbench.apply(fix.command)
        assert workbench.history.position == 1
        assert workbench.snapshot.design != before
        assert workbench.undo().design is before


def test_that_the_mildest_fix_of_over_used_ports_keeps_as_many_links_as_fit() -> None:
    _, _, offered = fixes(with_uplink(n_links_per_pair=3), Code.PORT_OVERUSED)
    first = offered[0].command
    assert isinstance(first, EditBundle)
    assert first.bundle.n_links_per_pair == 1
    assert isinstance(offered[-1].command, RemoveBundles)
    assert "wide-leaf" in "".join(fix.label for fix in offered)


def test_that_fewer_partners_are_offered_where_nothing_else_says_who_is_linked() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=12), instance("sw", "sw")],
        [bundle("x", "acc", "sw")],
    )
    subject = design([root], [accelerator("acc"), switch("sw", port("p", count=8))])
    workbench, finding, offered = fixes(subject, Code.PORT_OVERUSED)
    counts = [fix.command for fix in offered if isinstance(fix.command, SetCount)]
    assert [command.n_copies for command in counts] == [8]
    after = workbench.preview(counts[0])
    assert finding.approval_key not in {f.approval_key for f in after.findings}


def test_that_stacking_a_rack_is_one_step() -> None:
    _, _, offered = fixes(two_in_one_place(), Code.RACK_POSITION_OVERLAP)
    assert isinstance(offered[0].command, Macro)
    assert offered[0].label == "Stack the contents of rack from the bottom"


def test_that_a_cable_is_long_enough_for_the_longest_run() -> None:
    subject = with_parts(fibre(reach_m=figure(10, "m")), optic(reach_m=figure(300, "m")))
    _, _, offered = fixes(subject, Code.REACH_EXCEEDED)
    cables = [fix.command.bundle.cable for fix in offered if isinstance(fix.command, EditBundle)]
    assert cables
    assert set(cables) == {"long-fibre"}


def test_that_findings_without_a_remedy_have_no_fix() -> None:
    workbench = opened(hall(without_price=("acc",)))
    for finding in workbench.snapshot.findings:
        if not may_be_fixed(finding):
            assert fixes_for(workbench.snapshot, finding) == ()
    assert Code.ASSUMED_WIRING not in OFFERS


def test_that_an_array_of_two_dimensions_is_not_made_smaller_by_a_guess() -> None:
    assert with_size(instance("x", "acc", i=4, j=2), 3) is None
    assert with_size(instance("x", "acc", i=4), 5) is None
    assert with_size(instance("x", "acc", i=4), 0) is None
    smaller = with_size(instance("x", "acc", i=4), 3)
    assert smaller is not None
    assert smaller.count == 3


def test_that_a_node_higher_than_its_rack_is_not_reduced_to_nothing() -> None:
    tall = node_part(height_u=figure(50, "U"))
    _, _, offered = fixes(with_parts(tall), Code.RACK_SPACE_EXCEEDED)
    assert all(not isinstance(fix.command, SetCount) for fix in offered)
