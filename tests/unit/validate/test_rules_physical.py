"""Rack, power and truth rules fire on a design that breaks them; the runner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from designer.commands.base import Aspect
from designer.errors.findings import FindingCode, Severity
from designer.evaluate.readouts import Readouts
from designer.model.block import BlockKind
from designer.model.design import Approval
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.validate.case import Case
from designer.validate.rules.connectivity import fabric_disconnected
from designer.validate.runner import RULES
from tests.oracle.designs import block, design, figure, instance
from tests.unit.evaluate.hall import (
    fibre,
    hall,
    hall_blocks,
    hall_library,
    hall_parts,
    node_part,
    optic,
    placed,
    rack_part,
)
from tests.unit.validate.broken_halls import (
    found,
    tight_hall,
    validated,
    with_parts,
    with_uplink,
    without,
)

Code = FindingCode
DOCS = Path(__file__).parents[3] / "docs"


def test_that_contents_higher_than_the_rack_are_an_error() -> None:
    (finding,) = found(with_parts(rack_part(usable_u=figure(7, "U"))), Code.RACK_SPACE_EXCEEDED)
    assert "its contents are 8 U high; Rack has 7 U" in finding.message
    assert finding.locus.paths == ("rack",)
    blocks = hall_blocks()
    high = placed(blocks["rack"].instances[0], at_u=40, pitch_y_m=4 * 0.044_45)
    blocks["rack"] = evolve(blocks["rack"], instances=(high,))
    (finding,) = found(hall(blocks), Code.RACK_SPACE_EXCEEDED)
    assert "reach up to unit 47" in finding.message


def test_that_copies_side_by_side_take_the_height_of_one() -> None:
    blocks = hall_blocks()
    twin = placed(instance("node", "node", block=True, i=2), at_u=1, n_columns=2)
    blocks["rack"] = evolve(blocks["rack"], instances=(twin,))
    parts = hall_parts() | {"rack-part": rack_part(usable_u=figure(4, "U"))}
    assert found(hall(blocks, parts), Code.RACK_SPACE_EXCEEDED) == []


def test_that_racks_without_a_rack_part_have_no_limits() -> None:
    blocks = hall_blocks()
    blocks["rack"] = evolve(blocks["rack"], part=None)
    parts = hall_parts() | {"node-part": node_part(height_u=figure(30, "U"))}
    assert found(hall(blocks, parts), Code.RACK_SPACE_EXCEEDED) == []


def test_that_two_things_in_one_rack_unit_are_an_error() -> None:
    blocks = hall_blocks()
    node = blocks["rack"].instances[0]
    other = placed(instance("other", "node", block=True), at_u=6)
    bare = placed(instance("bare", "acc"), at_u=6)
    blocks["rack"] = evolve(blocks["rack"], instances=(node, other, bare))
    (finding,) = found(hall(blocks), Code.RACK_POSITION_OVERLAP)
    assert finding.message == 'rack "rack": node and other both take unit 6'
    assert finding.locus.paths == ("rack/node", "rack/other")
    stacked = placed(instance("node", "node", block=True, i=3), at_u=1)
    blocks["rack"] = evolve(blocks["rack"], instances=(stacked,))
    (finding,) = found(hall(blocks), Code.RACK_POSITION_OVERLAP)
    assert finding.locus.paths == ("rack/node",)


def test_that_a_rack_that_is_the_whole_design_is_checked_too() -> None:
    blocks = hall_blocks()
    stacked = placed(instance("node", "node", block=True, i=2), at_u=1)
    rack = evolve(blocks["rack"], instances=(stacked,))
    parts = hall_parts() | {"rack-part": rack_part(usable_u=figure(7, "U"))}
    subject = hall({"rack": rack, "node": blocks["node"]}, parts)
    assert found(subject, Code.RACK_POSITION_OVERLAP)[0].locus.paths == ("node",)
    assert found(subject, Code.RACK_SPACE_EXCEEDED)[0].locus.paths == ()


def test_that_racks_on_the_same_floor_are_told() -> None:
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    pile = placed(first, n_columns=3, pitch_x_m=0.0)
    blocks["root"] = evolve(blocks["root"], instances=(pile, placed(spines, x_m=0.3)))
    own, both = found(hall(blocks), Code.RACK_POSITION_OVERLAP)
    assert own.message == "3 pairs of racks stand in the same place: copies of rack"
    assert both.message == "3 pairs of racks stand in the same place: rack and spines"
    assert own.severity is Severity.WARNING


def test_that_racks_without_a_part_are_as_wide_as_usual() -> None:
    blocks = hall_blocks()
    blocks["rack"] = evolve(blocks["rack"], part=None)
    first, spines = blocks["root"].instances
    near = placed(first, n_columns=3, pitch_x_m=0.5)
    blocks["root"] = evolve(blocks["root"], instances=(near, spines))
    assert len(found(hall(blocks), Code.RACK_POSITION_OVERLAP)) == 1


def test_that_very_many_racks_are_not_compared_pair_by_pair() -> None:
    rack = block("rack", [], kind=BlockKind.RACK)
    root = block("root", [instance("rack", "rack", block=True, i=1001)])
    assert found(design([root, rack], []), Code.RACK_POSITION_OVERLAP) == []


def test_that_a_rack_that_draws_too_much_is_told() -> None:
    # 9,290 W of parts over an efficiency of 0.8; at least 7,690 W
    (finding,) = found(with_parts(rack_part(limit_w=figure(11_000, "W"))), Code.RACK_POWER_EXCEEDED)
    assert finding.severity is Severity.WARNING
    assert "3 x rack draw 11.61 kW at peak" in finding.message
    (finding, _) = found(
        with_parts(rack_part(limit_w=figure(1_000, "W"))), Code.RACK_POWER_EXCEEDED
    )
    assert finding.severity is Severity.ERROR
    roomy = with_parts(rack_part(limit_w=figure(50_000, "W")))
    assert found(roomy, Code.RACK_POWER_EXCEEDED) == []


def test_that_a_design_that_is_one_rack_that_draws_too_much_is_told() -> None:
    blocks, parts = hall_blocks(), hall_parts()
    parts["rack-part"] = rack_part(limit_w=figure(9_000, "W"))
    subject = hall({"rack": blocks["rack"], "node": blocks["node"]}, parts)
    (finding,) = found(subject, Code.RACK_POWER_EXCEEDED)
    assert finding.locus.paths == ()
    bare = hall({"rack": evolve(blocks["rack"], part=None), "node": blocks["node"]})
    assert found(bare, Code.RACK_POWER_EXCEEDED) == []


def test_that_a_part_without_power_is_told_with_its_places() -> None:
    subject = with_parts(
        evolve(hall_parts()["acc"], tdp_w=None), optic(tdp_w=None), node_part(tdp_w=None)
    )
    acc, module = found(subject, Code.PART_WITHOUT_POWER)
    assert acc.message == "24 x acc have no power figure and count as 0 W"
    assert acc.locus.paths == ("rack/node/acc",)
    assert module.locus.bundle_ids == ("root/uplink",)


def test_that_a_part_without_price_is_told() -> None:
    subject = hall(without_price=("acc", "fibre", "rack-part"))
    acc, rack = found(subject, Code.PART_WITHOUT_PRICE)
    assert acc.message == "24 x acc have no price and count as 0 USD"
    assert rack.locus.paths == ("rack", "spines")
    unknown = design([block("root", [instance("x", "lost")])], [])
    (finding,) = found(unknown, Code.PART_WITHOUT_PRICE)
    assert finding.message == "1 x lost have no price and count as 0 USD"
    none = hall(
        parts=hall_parts() | {"fibre": fibre(price_usd_per_m=None)}, without_price=("fibre",)
    )
    assert len(found(none, Code.PART_WITHOUT_PRICE)) == 1


def test_that_assumed_wiring_is_told_by_fabric_or_bundle() -> None:
    (finding,) = found(with_uplink(is_assumed=True), Code.ASSUMED_WIRING)
    assert "the 12 links of link bundle root/uplink are assumed" in finding.message
    subject = hall()
    fabrics = tuple(evolve(f, is_assumed=True) for f in subject.fabrics)
    (finding,) = found(evolve(subject, fabrics=fabrics), Code.ASSUMED_WIRING)
    assert "the 36 links of fabric scale-up are assumed" in finding.message
    assert set(finding.locus.bundle_ids) == {"root/uplink", "node/lanes"}


def test_that_an_approval_keeps_its_reason_and_no_longer_blocks() -> None:
    subject = without("spines[0]")
    (finding,) = found(subject, Code.FABRIC_DISCONNECTED)
    assert finding.is_blocking
    approved = evolve(subject, approvals=(Approval(key=finding.approval_key, reason="as planned"),))
    (after,) = found(approved, Code.FABRIC_DISCONNECTED)
    assert after.approved_reason == "as planned"
    assert not after.is_blocking
    others = [f for f in validated(approved).findings if f.code is not Code.FABRIC_DISCONNECTED]
    assert all(f.approved_reason == "" for f in others)


def test_that_errors_come_first_and_findings_of_the_evaluation_are_passed_on() -> None:
    state = validated(without("spines[0]"), library=hall_library("pue_ratio"))
    order = [f.severity for f in state.findings]
    assert order == sorted(order, key=["error", "warning", "info"].index)
    assert any("pue_ratio" in f.message for f in state.findings)


@pytest.mark.parametrize(
    ("aspect", "n_run"),
    [
        (Aspect.VIEW, 0),
        (Aspect.PROPERTIES, 0),
        (Aspect.PLACEMENT, 3),
        (Aspect.ASSUMPTIONS, 2),
        (Aspect.STRUCTURE, len(RULES)),
    ],
    ids=str,
)
def test_that_only_rules_that_read_what_changed_run_again(aspect: Aspect, n_run: int) -> None:
    subject = hall()
    before = validated(subject)
    assert len(before.rules_run) == len(RULES)
    after = validated(subject, previous=before, aspects=aspect)
    assert len(after.rules_run) == n_run
    assert after.findings == before.findings


def test_that_a_fabric_too_irregular_to_check_is_not_called_disconnected() -> None:
    subject = tight_hall()
    graph = build_class_graph(subject)
    case = Case(subject, hall_library(), graph, Readouts(0))
    assert list(fabric_disconnected(case)) == []
    assert replace(graph) == graph
