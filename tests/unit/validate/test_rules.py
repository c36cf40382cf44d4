"""Every rule fires on a design that breaks it, and is silent on one that does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import FabricRole, Medium
from designer.commands.base import EVERYTHING
from designer.errors.findings import FindingCode, Severity
from designer.evaluate.stages import compute_readouts
from designer.model.block import BlockKind, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.validate.runner import RULES
from tests.oracle.designs import accelerator, block, bundle, design, figure, instance, port, switch
from tests.unit.evaluate.hall import (
    band,
    board,
    fibre,
    hall,
    hall_blocks,
    hall_library,
    hall_parts,
    optic,
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
    from designer.evaluate.cabling import CableRun
    from designer.model.design import Design

Code = FindingCode
DOCS = Path(__file__).parents[3] / "docs"


def evaluated_runs(subject: Design) -> tuple[CableRun, ...]:
    graph = build_class_graph(subject)
    state = compute_readouts(
        subject, hall_library(), graph, revision=1, change=EVERYTHING, previous=None
    )
    return state.readouts.cable_runs


def test_that_nothing_is_said_about_a_sound_design() -> None:
    assert validated(tight_hall()).findings == ()


def test_that_every_code_about_designs_has_a_rule_and_a_page() -> None:
    pages = {page.stem for page in (DOCS / "findings").glob("*.md")}
    assert {code.value for code in FindingCode} <= pages
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_that_an_empty_design_is_told_how_to_begin() -> None:
    (finding,) = found(design([block("root", [])], []), Code.DESIGN_EMPTY)
    assert finding.severity is Severity.INFO
    assert "palette" in finding.hint


def test_that_a_part_the_design_does_not_carry_is_an_error() -> None:
    root = block("root", [instance("x", "lost")])
    (finding,) = found(design([root], []), Code.REFERENCE_UNKNOWN)
    assert '"lost"' in finding.message
    assert finding.severity is Severity.ERROR


def test_that_a_block_that_does_not_exist_is_an_error() -> None:
    root = block("root", [instance("x", "lost", block=True), instance("acc", "acc")])
    (finding,) = found(design([root], [accelerator()]), Code.REFERENCE_UNKNOWN)
    assert 'of the block "lost"' in finding.message


def test_that_a_bundle_to_an_unknown_fabric_or_path_is_an_error() -> None:
    (finding,) = found(with_uplink(fabric="lost"), Code.REFERENCE_UNKNOWN)
    assert 'fabric "lost"' in finding.message
    broken = bundle("x", "rack/lost", "spines/spine:down")
    (finding,) = found(with_bundle(broken), Code.REFERENCE_UNKNOWN)
    assert '"rack/lost"' in finding.message
    assert finding.locus.bundle_ids == ("root/x",)
    assert found(with_bundle(broken), Code.PORT_UNKNOWN) == []


def test_that_a_bundle_to_an_unknown_port_is_an_error() -> None:
    (finding,) = found(
        with_bundle(bundle("x", "rack/node/leaf:lost", "spines/spine:down")), Code.PORT_UNKNOWN
    )
    assert 'port "lost" of "rack/node/leaf"' in finding.message


def test_that_more_links_than_ports_is_an_error_with_both_numbers() -> None:
    (finding, other) = found(with_uplink(n_links_per_pair=2), Code.PORT_OVERUSED)
    assert "6 x rack/node/leaf use 4 up ports each; leaf has 2" in finding.message
    assert "use 12 down ports" in other.message


def test_that_ports_are_counted_at_the_busiest_copy() -> None:
    # Each reaches the 9 switches with other indices, 5 times; with two of those taken out most
    # have 35 links, the two with the same indices 40: 36 in the mean.
    mesh = bundle("x", "acc", "sw", ("acc.i", "not-equal", "sw.i"), n=5)
    root = block(
        "root",
        [instance("acc", "acc", i=10), instance("sw", "sw", i=10)],
        [mesh],
        removed=["sw[2]", "sw[7]"],
    )
    for count, is_overused in ((38, True), (40, False)):
        subject = design([root], [accelerator("acc", port("p", count=count)), switch("sw")])
        findings = found(subject, Code.PORT_OVERUSED)
        assert bool(findings) is is_overused
        for finding in findings:
            assert "10 x acc use 40 p ports at the busiest copy; acc has 38" in finding.message


def test_that_the_busiest_copy_is_found_in_a_line_too_long_to_be_expanded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("designer.topology.degrees.MAX_FLAT_ROWS", 20)
    n = 30
    root = block(
        "root",
        [instance("sw", "sw", i=n), instance("acc", "acc", i=9)],
        [
            bundle("line", "sw", "sw", ("sw.i", "step", "sw.i", 1)),
            bundle("hosts", "acc", "sw[0]"),
            bundle("more", "acc", f"sw[{n // 2}]"),
        ],
    )
    for count, is_overused in ((10, True), (11, False)):
        parts = [accelerator(), switch("sw", port("p", count=count))]
        findings = found(design([root], parts), Code.PORT_OVERUSED)
        assert bool(findings) is is_overused
        for finding in findings:
            assert "use 11 p ports at the busiest copy" in finding.message


def box_with_legs(n_whole: int, n_legs: int) -> Design:
    """A switch of 64 cages, each two ports or eight legs, with so many of them in use."""
    pool = {"cage_pool": "osfp", "cage": "osfp"}
    whole = evolve(port("whole", 4, count=128), n_per_pool_cage=2, **pool)
    leg = evolve(port("leg", 1, count=512), n_per_pool_cage=8, **pool)
    parts = [accelerator("a4", port("p", 4)), accelerator("a1"), switch("sw", whole, leg)]
    root = block(
        "root",
        [instance("a4", "a4", i=n_whole), instance("a1", "a1", i=n_legs), instance("sw", "sw")],
        [bundle("w", "a4:p", "sw:whole"), bundle("l", "a1:p", "sw:leg")],
    )
    return design([root], parts)


def test_that_port_groups_that_share_cages_are_checked_together() -> None:
    assert found(box_with_legs(100, 14 * 8), Code.PORT_OVERUSED) == []
    (finding,) = found(box_with_legs(100, 14 * 8 + 1), Code.PORT_OVERUSED)
    assert "sw: 100 whole ports, 113 leg ports fill 65 osfp cages; sw has 64" in finding.message
    (finding,) = found(box_with_legs(129, 1), Code.PORT_OVERUSED)
    assert "whole ports" in finding.message
    assert "cages" not in finding.message


def test_that_free_ports_are_told_once_per_class() -> None:
    (finding,) = found(hall(), Code.PORT_DANGLING)
    assert "24 of 48 lane ports of 24 x rack/node/acc are free" in finding.message
    assert finding.severity is Severity.INFO


def test_that_a_bundle_that_makes_no_link_is_told() -> None:
    none = bundle(
        "x", "rack/node/leaf:up", "spines/spine:down", ("rack.i", "equal", "spine.i"), cable="fibre"
    )
    (finding,) = found(with_bundle(none), Code.BUNDLE_EMPTY)
    assert finding.locus.bundle_ids == ("root/x",)


def test_that_a_fabric_in_pieces_is_an_error_with_a_pair_that_cannot_meet() -> None:
    subject = without("spines[0]")
    (finding,) = found(subject, Code.FABRIC_DISCONNECTED)
    assert finding.severity is Severity.ERROR
    assert "its 24 endpoints do not all reach each other" in finding.message
    assert len(finding.locus.paths) == 2


def pods(*removed: str) -> Design:
    """Return a cluster of two halls without links between them."""
    blocks = hall_blocks()
    gone = tuple(InstanceException(path=p, kind=ExceptionKind.REMOVED) for p in removed)
    pod = evolve(blocks.pop("root"), id="pod", exceptions=gone)
    root = block("root", [instance("pod", "pod", block=True, i=2)], kind=BlockKind.CLUSTER)
    return hall({"root": root, "pod": pod} | blocks)


def test_that_scale_up_domains_of_a_cluster_may_stand_apart() -> None:
    subject = pods()
    (finding,) = found(subject, Code.FABRIC_DISCONNECTED)
    assert finding.severity is Severity.WARNING
    first = evolve(subject.fabrics[0], role=FabricRole.SCALE_OUT)
    (finding,) = found(
        evolve(subject, fabrics=(first, *subject.fabrics[1:])), Code.FABRIC_DISCONNECTED
    )
    assert finding.severity is Severity.ERROR


def test_that_parts_of_one_supernode_of_a_cluster_must_not_stand_apart() -> None:
    (finding,) = found(pods("spines[0]"), Code.FABRIC_DISCONNECTED)
    assert finding.severity is Severity.ERROR


def test_that_an_endpoint_that_reaches_no_other_is_told_by_its_path() -> None:
    root = block(
        "root",
        [instance("a", "acc", i=3), instance("sw", "sw", i=3)],
        [bundle("own", "a", "sw", ("a.i", "equal", "sw.i"))],
    )
    findings = found(design([root], [accelerator(), switch()]), Code.ENDPOINT_UNREACHABLE)
    assert findings
    assert all("reaches no other endpoint" in f.message for f in findings)
    assert found(hall(), Code.ENDPOINT_UNREACHABLE) == []


def node_planes(*removed: str, n_planes: int = 2) -> Design:
    """Return two nodes whose accelerators meet over two planes of spines."""
    node = block(
        "node",
        [instance("a", "acc", i=2), instance("leaf", "sw", plane=2)],
        [bundle("down", "a", "leaf")],
        kind=BlockKind.NODE,
    )
    root = block(
        "root",
        [instance("node", "node", block=True, i=2), instance("spine", "sw", plane=2)],
        [bundle("up", "node/leaf", "spine", ("leaf.plane", "equal", "spine.plane"))],
        removed=removed,
    )
    made = design([root, node], [accelerator(), switch()])
    first = evolve(made.fabrics[0], n_planes=n_planes)
    return evolve(made, fabrics=(first, *made.fabrics[1:]))


def test_that_a_plane_cut_from_one_node_is_told_while_the_fabric_holds() -> None:
    assert found(node_planes(), Code.PLANE_DISCONNECTED) == []
    (finding,) = found(node_planes("spine[1]"), Code.PLANE_DISCONNECTED)
    assert "plane 1" in finding.message
    assert finding.severity is Severity.WARNING
    assert found(node_planes("spine[1]"), Code.FABRIC_DISCONNECTED) == []
    assert found(node_planes("spine[1]", n_planes=1), Code.PLANE_DISCONNECTED) == []


def test_that_accelerators_without_links_are_told() -> None:
    blocks = hall_blocks()
    extra = instance("extra", "acc", i=5)
    blocks["root"] = evolve(blocks["root"], instances=(*blocks["root"].instances, extra))
    (finding,) = found(hall(blocks), Code.ENDPOINT_UNCONNECTED)
    assert finding.message == "5 x extra have no links at all"
    alone = design([block("root", [instance("a", "acc")])], [accelerator()])
    assert found(alone, Code.ENDPOINT_UNCONNECTED) == []
    lost = design([block("root", [instance("a", "acc", i=2)])], [accelerator()])
    assert len(found(lost, Code.ENDPOINT_UNCONNECTED)) == 1


def test_that_accelerators_outside_a_fabric_of_the_others_are_told() -> None:
    both = accelerator("acc", board("lane"))
    root = block(
        "root",
        [instance("a", "acc", i=2), instance("b", "acc", i=2), instance("sw", "sw")],
        [
            bundle("up-a", "a:lane", "sw"),
            bundle("up-b", "b:lane", "sw"),
            bundle("out-a", "a:lane", "sw", fabric="scale-out"),
        ],
    )
    (finding,) = found(design([root], [both, switch()]), Code.ENDPOINT_UNCONNECTED)
    assert finding.message == "2 x b have no link in fabric scale-out"


def test_that_switches_without_links_are_told() -> None:
    blocks = hall_blocks()
    extra = instance("extra", "leaf", i=2)
    blocks["root"] = evolve(blocks["root"], instances=(*blocks["root"].instances, extra))
    (finding,) = found(hall(blocks), Code.SWITCH_UNCONNECTED)
    assert "2 x extra have no links" in finding.message


def test_that_ports_of_different_rates_are_told_with_the_rate_in_use() -> None:
    slow = switch("spine", socket("down", "osfp", Medium.FIBRE, count=6, gbps=200))
    (finding,) = found(with_parts(slow), Code.RATE_MISMATCH)
    assert "spine at 200 Gbit/s; links run at the lower rate" in finding.message


def test_that_a_module_or_cable_too_slow_for_its_links_is_told() -> None:
    (finding,) = found(with_uplink(n_links_per_cable=2), Code.RATE_MISMATCH)
    assert "optic carries 400 Gbit/s and would need 800 Gbit/s" in finding.message
    slow = fibre(line_rate_bps=figure(100e9, "bit/s"))
    (finding,) = found(with_parts(slow), Code.RATE_MISMATCH)
    assert "fibre carries 100 Gbit/s" in finding.message


def test_that_a_module_carries_a_little_more_than_its_name() -> None:
    fast = socket("up", "osfp", Medium.FIBRE, count=2, gbps=448)
    parts = (
        switch("leaf", board("down", 4), fast),
        switch("spine", socket("down", "osfp", Medium.FIBRE, count=6, gbps=448)),
    )
    assert found(with_parts(*parts), Code.RATE_MISMATCH) == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (lambda: with_uplink(cable=None, optic=None), "needs a cable, and none is chosen"),
        (lambda: with_uplink(cable=None), "there is a module optic but no cable"),
        (lambda: with_uplink(cable="leaf"), "leaf is not a cable"),
        (
            lambda: with_parts(fibre(medium=Medium.COPPER)),
            "port down of spine does not take copper",
        ),
    ],
)
def test_that_a_medium_a_port_does_not_take_is_an_error(subject: object, text: str) -> None:
    assert callable(subject)
    (finding,) = found(subject(), Code.MEDIUM_MISMATCH)
    assert text in finding.message
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (lambda: with_uplink(optic=None), "fibre fits mpo-12, port up of leaf is osfp"),
        (lambda: with_uplink(optic="leaf"), "leaf is not an optical module"),
        (lambda: with_parts(optic(connector="lc")), "optic takes lc, fibre ends in mpo-12"),
        (lambda: with_parts(optic(cage="qsfp")), "optic fits qsfp, port up of leaf is osfp"),
    ],
)
def test_that_a_plug_that_does_not_fit_is_an_error(subject: object, text: str) -> None:
    assert callable(subject)
    (finding,) = found(subject(), Code.CONNECTOR_MISMATCH)
    assert text in finding.message


def test_that_an_active_cable_that_fits_both_cages_needs_no_module() -> None:
    parts = hall_parts() | {"fibre": fibre(connector="osfp")}
    subject = evolve(with_uplink(optic=None), parts=tuple(parts.values()))
    assert found(subject, Code.CONNECTOR_MISMATCH) == []


def test_that_a_module_at_the_far_end_that_does_not_reach_is_told() -> None:
    blocks = hall_blocks()
    uplink = evolve(blocks["root"].link_bundles[0], b_optic="short")
    blocks["root"] = evolve(blocks["root"], link_bundles=(uplink,))
    short = optic(slug="short", name="Short", reach_m=figure(10, "m"))
    (finding,) = found(hall(blocks, hall_parts() | {"short": short}), Code.REACH_EXCEEDED)
    assert "Short reaches 10 m" in finding.message


def test_that_a_cable_longer_than_its_reach_is_told() -> None:
    (finding,) = found(with_parts(fibre(reach_m=figure(10, "m"))), Code.REACH_EXCEEDED)
    assert "is 12.1 m; Fibre reaches 10 m" in finding.message
    assert finding.severity is Severity.ERROR
    (finding,) = found(with_parts(optic(reach_m=band(10, 5, 50, "m"))), Code.REACH_EXCEEDED)
    assert finding.severity is Severity.WARNING
    assert found(with_uplink(cable="leaf"), Code.REACH_EXCEEDED) == []


def test_that_a_cable_as_long_as_its_reach_is_fine() -> None:
    subject = with_parts(fibre(reach_m=figure(100, "m")))
    longest_m = max(run.max_m for run in evaluated_runs(subject))
    assert found(with_parts(fibre(reach_m=figure(longest_m, "m"))), Code.REACH_EXCEEDED) == []
    shorter = with_parts(fibre(reach_m=figure(longest_m * (1 - 1e-9), "m")))
    assert len(found(shorter, Code.REACH_EXCEEDED)) == 1
