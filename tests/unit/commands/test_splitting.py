"""Splitting a count: what it is called, which links it keeps, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.cables import CableRecord
from designer.catalog.library import CatalogLibrary
from designer.catalog.part import Medium
from designer.commands.assumptions import ApproveFinding
from designer.commands.risk_groups import SetRiskGroup
from designer.commands.splitting import SplitCount
from designer.errors.tree import CommandError
from designer.model.block import BlockKind, LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.placement import Placement
from designer.model.ports import PortGroup
from designer.model.risk_groups import RiskGroup
from tests.oracle.designs import accelerator, block, bundle, design, figure, instance, port, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = CatalogLibrary(version="1")
ROOT = BlockId("root")


def split(subject: Design, instance_id: str, n_copies: int) -> Design:
    command = SplitCount(block=ROOT, instance=InstanceId(instance_id), n_copies=n_copies)
    return command.apply(subject, LIBRARY).design


def pod() -> Design:
    """Return six accelerators, each linked to one switch of the same number."""
    same = bundle("up", "acc", "sw", ("acc.i", "equal", "sw.i"))
    root = block("root", [instance("acc", "acc", i=6), instance("sw", "sw", i=6)], [same])
    return design([root], [accelerator(), switch()])


def n_links(subject: Design) -> int:
    return sum(sum(pairs.values()) for pairs in links_of(subject).values())


def test_that_undo_names_what_was_split_and_where() -> None:
    command = SplitCount(block=ROOT, instance=InstanceId("acc"), n_copies=2)
    assert command.label == "Split acc after 2"


def test_that_copies_counted_by_two_dimensions_are_cut_between_whole_rows_only() -> None:
    root = block("root", [instance("acc", "acc", row=3, place=4)])
    grid = design([root], [accelerator()])
    with pytest.raises(CommandError, match="counted by row 3 × place 4; split it at a multiple"):
        split(grid, "acc", 5)
    halves = split(grid, "acc", 8)
    assert [[d.size for d in i.dims] for i in halves.root_block.instances] == [[2, 4], [1, 4]]


def test_that_planes_stay_one_instance() -> None:
    root = block("root", [instance("sw", "sw", plane=4)])
    with pytest.raises(CommandError, match="planes of a fabric"):
        split(design([root], [switch()]), "sw", 2)


def test_that_what_a_port_group_shows_is_not_split() -> None:
    inner = block(
        "rack",
        [instance("sw", "sw", i=4)],
        port_groups=(PortGroup(name="up", path="sw", port="p"),),
    )
    root = block("root", [instance("rack", "rack", block=True)])
    subject = design([root, inner], [switch()])
    command = SplitCount(block=BlockId("rack"), instance=InstanceId("sw"), n_copies=2)
    with pytest.raises(CommandError, match="shown as port group up of rack"):
        command.apply(subject, LIBRARY)
    many = evolve(root, instances=(instance("rack", "rack", block=True, i=4),))
    after = split(design([many, inner], [switch()]), "rack", 1)
    assert after.block_by_id[BlockId("rack")] == inner


def test_that_links_place_by_place_are_listed_where_one_side_alone_is_split() -> None:
    before = pod()
    after = split(before, "acc", 2)
    assert n_links(after) == n_links(before) == 6
    first, second = after.root_block.link_bundles
    assert first.pairs == ((0, 0, 1), (1, 1, 1))
    assert second.pairs == ((0, 2, 1), (1, 3, 1), (2, 4, 1), (3, 5, 1))


def test_that_links_between_all_copies_of_one_instance_stay_a_mesh() -> None:
    mesh = bundle("mesh", "acc", "acc", ("acc.i", "not-equal", "acc.i"))
    before = design([block("root", [instance("acc", "acc", i=5)], [mesh])], [accelerator()])
    after = split(before, "acc", 1)
    # One alone has no link to itself: four to it, and six among the others.
    assert n_links(after) == n_links(before) == 10
    assert [(b.a.path, b.b.path) for b in after.root_block.link_bundles] == [
        ("acc", "acc-2"),
        ("acc-2", "acc-2"),
    ]


FIBRE = CableRecord(
    slug="fibre", name="fibre", manufacturer="test", medium=Medium.FIBRE, connector="mpo",
    reach_m=figure(100.0, "m"),
)  # fmt: skip


def test_that_a_cable_that_two_links_share_is_not_divided() -> None:
    node = block("node", [instance("acc", "acc", i=6)], kind=BlockKind.NODE)
    up = bundle("up", "node/acc", "sw", cable="fibre", n_links_per_cable=2)
    root = block("root", [instance("node", "node", block=True), instance("sw", "sw")], [up])
    subject = design([root, node], [accelerator(), switch(), FIBRE])
    inside = SplitCount(block=BlockId("node"), instance=InstanceId("acc"), n_copies=3)
    with pytest.raises(CommandError, match="several links share a fibre: 3 would become 4"):
        inside.apply(subject, LIBRARY)
    between = evolve(inside, n_copies=2)
    assert n_links(between.apply(subject, LIBRARY).design) == 6


@pytest.mark.parametrize("ends", [("acc", "sw"), ("acc", "sw[1]"), ("acc[0]", "sw")])
def test_that_links_with_a_cable_each_are_split_anywhere(ends: tuple[str, str]) -> None:
    is_named = "[" in "".join(ends)
    rules = () if is_named else (("acc.i", "equal", "sw.i"),)
    up = bundle("up", *ends, *rules, cable="fibre", n_links_per_cable=2)
    root = block("root", [instance("acc", "acc", i=6), instance("sw", "sw", i=6)], [up])
    before = design([root], [accelerator(), switch(), FIBRE])
    assert n_links(split(before, "acc", 2)) == n_links(split(before, "sw", 3)) == 6


def test_that_a_risk_group_with_too_many_places_is_refused() -> None:
    rack = block("rack", [instance("acc", "acc", i=600)])
    root = block("root", [instance("rack", "rack", block=True, i=2)])
    feed = RiskGroup(name="Feed", paths=tuple(f"rack/acc[{n}]" for n in range(600)))
    subject = SetRiskGroup(group=feed).apply(design([root, rack], [accelerator()]), LIBRARY).design
    with pytest.raises(CommandError, match="risk group Feed would have 1,200 places"):
        split(subject, "rack", 1)


def test_that_an_approval_that_names_no_place_stays_as_it_is() -> None:
    subject = pod()
    for key in ("port-dangling:a text, of words", "port-dangling:acc[5]"):
        subject = ApproveFinding(key=key, reason="spare").apply(subject, LIBRARY).design
    after = split(subject, "acc", 2)
    assert {a.key for a in after.approvals} == {
        "port-dangling:a text, of words",
        "port-dangling:acc-2[3]",
    }


def test_that_copies_in_rack_units_stay_in_their_units() -> None:
    node = instance("node", "acc", i=4)
    node = evolve(node, placement=Placement(at_u=3, n_columns=1, pitch_y_m=2 * 0.04445))
    after = split(design([block("root", [node])], [accelerator("acc", port())]), "node", 1)
    assert [i.placement.at_u for i in after.root_block.instances] == [3, 5]


def test_that_a_cut_inside_a_row_makes_three_so_that_nothing_moves_on_the_floor() -> None:
    acc = evolve(instance("acc", "acc", i=8), placement=Placement(n_columns=3, pitch_x_m=1.0))
    after = split(design([block("root", [acc])], [accelerator()]), "acc", 2)
    assert [(i.id, i.count, i.placement.x_m) for i in after.root_block.instances] == [
        ("acc", 2, 0.0), ("acc-2", 1, 2.0), ("acc-3", 5, 0.0),
    ]  # fmt: skip


def ring(*missing: tuple[int, int], kind: str = "shift") -> Design:
    """Return six accelerators in a ring, or a chain, without some of its links."""
    links = bundle("ring", "acc", "acc", ("acc.i", kind, "acc.i", 1))
    gone = tuple(
        LinkException(bundle="root/ring", a=f"acc[{a}]", b=f"acc[{b}]") for a, b in missing
    )
    root = block("root", [instance("acc", "acc", i=6)], [links], link_exceptions=gone)
    return design([root], [accelerator()])


@pytest.mark.parametrize(("kind", "n_all"), [("shift", 6), ("step", 5)])
def test_that_a_ring_is_listed_and_a_missing_link_stays_missing(kind: str, n_all: int) -> None:
    assert n_links(split(ring(kind=kind), "acc", 2)) == n_all
    after = split(ring((1, 2), (3, 4), kind=kind), "acc", 2)
    assert n_links(after) == n_all - 2
    assert {(e.bundle, e.a, e.b) for e in after.root_block.link_exceptions} == {
        ("root/ring-2", "acc[1]", "acc-2[0]"),
        ("root/ring-3", "acc-2[1]", "acc-2[2]"),
    }


def test_that_a_missing_link_that_the_list_turns_round_stays_missing() -> None:
    after = split(ring((5, 0)), "acc", 2)
    (gone,) = after.root_block.link_exceptions
    assert (gone.a, gone.b) == ("acc[0]", "acc-2[3]")
    assert n_links(after) == 5


def test_that_missing_links_of_other_bundles_are_not_touched() -> None:
    up = bundle("up", "node/acc", "sw")
    gone = LinkException(bundle="root/up", a="node[0]/acc[0]", b="sw[0]")
    node = block("node", [instance("acc", "acc", i=2)])
    root = block(
        "root",
        [instance("node", "node", block=True), instance("sw", "sw"), instance("lone", "acc", i=3)],
        [up],
        link_exceptions=(gone,),
    )
    after = split(design([root, node], [accelerator(), switch()]), "lone", 1)
    assert after.root_block.link_exceptions == (gone,)


def test_that_links_inside_a_node_stay_inside_it_when_nodes_are_split() -> None:
    inside = bundle(
        "in", "node/acc", "node/sw", ("node.i", "equal", "node.i"), ("acc.i", "equal", "sw.i")
    )
    node = block("node", [instance("acc", "acc", i=2), instance("sw", "sw", i=2)])
    root = block("root", [instance("node", "node", block=True, i=4)], [inside])
    before = design([root, node], [accelerator(), switch()])
    after = split(before, "node", 1)
    assert n_links(after) == n_links(before) == 8
    ends = [(b.a.path, b.b.path) for b in after.root_block.link_bundles]
    assert ends == [("node/acc", "node/sw"), ("node-2/acc", "node-2/sw")]


def test_that_a_list_of_links_is_divided_between_the_pieces() -> None:
    after = split(split(pod(), "acc", 2), "sw", 5)
    pairs = {(b.a.path, b.b.path): b.pairs for b in after.root_block.link_bundles}
    assert pairs == {
        ("acc", "sw"): ((0, 0, 1), (1, 1, 1)),
        ("acc-2", "sw"): ((0, 2, 1), (1, 3, 1), (2, 4, 1)),
        ("acc-2", "sw-2"): ((3, 0, 1),),
    }
