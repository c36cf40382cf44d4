from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import FabricRole
from designer.commands.connection import MAX_CANDIDATES, plan_connection
from designer.commands.structure import AddPart
from designer.commands.wiring import RemoveBundles
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, InstanceId, path_from_text
from designer.model.query import chain_from_path

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design
    from designer.model.instance import Instance

ROOT = BlockId("root")
NODE = BlockId("node-a")


@pytest.fixture
def bare(design: Design, library: CatalogLibrary) -> Design:
    """The small design without any links."""
    design = RemoveBundles(block=NODE, bundles=(BundleId("board"),)).apply(design, library).design
    return RemoveBundles(block=ROOT, bundles=(BundleId("uplink"),)).apply(design, library).design


def test_that_a_board_is_wired_all_to_all_with_the_links_that_fit(
    bare: Design, library: CatalogLibrary
) -> None:
    best = plan_connection(bare, library, NODE, "acc", "sw").best
    assert best is not None
    # 14 ports over 7 switches, 16 ports over 8 accelerators: two links each.
    assert (best.pattern, best.n_links_per_pair, best.n_pairs) == ("all to all", 2, 56)
    assert best.n_links == 4 * 2 * 56 * 2
    assert (best.n_cables, best.n_optics) == (0, 0)
    assert (best.n_ports_free_a, best.n_ports_free_b) == (14, 16)
    assert best.text == "896 links"
    assert not best.is_new_fabric
    after = best.command.apply(bare, library).design
    assert after.block_by_id[NODE].link_bundles[0] == best.bundle
    again = plan_connection(after, library, NODE, "acc", "sw")
    assert again.refusal == "all 14 ports of acc:ub are in use"
    assert again.best is None
    assert not again.is_possible


def test_that_planes_are_joined_plane_by_plane_and_cables_counted(
    bare: Design, library: CatalogLibrary
) -> None:
    plan = plan_connection(
        bare, library, ROOT, path_from_text("racks[2]/node[0]/sw[1]"), path_from_text("spine")
    )
    assert plan.candidates[0].pattern == "same plane"
    assert all(c.pattern.startswith(("rail", "stripe")) for c in plan.candidates[1:])
    best = plan.candidates[0]
    # 8 nodes x 7 planes x 2 spine switches; 16 uplinks over 2, 48 downlinks over 8: 6 each.
    assert (best.n_pairs, best.n_links_per_pair, best.n_links) == (112, 6, 672)
    assert (best.bundle.cable, best.bundle.optic) == ("trunk", "lpo")
    assert (best.n_cables, best.n_optics) == (336, 672)
    assert best.text == "672 links, 336 cables, 672 modules"
    assert best.command.apply(bare, library).design is not bare


def test_that_a_path_that_ends_at_a_block_offers_the_parts_inside(
    bare: Design, library: CatalogLibrary
) -> None:
    best = plan_connection(bare, library, ROOT, "racks", "spine").best
    assert best is not None
    assert best.bundle.a.path == "racks/node/sw"
    assert best.bundle.a.port == "up"


def test_that_a_new_fabric_comes_with_its_first_links(
    bare: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=ROOT, part="leaf").apply(bare, library).design
    best = plan_connection(design, library, ROOT, "racks", "leaf").best
    assert best is not None
    assert best.is_new_fabric
    assert (best.fabric.id, best.fabric.role) == ("scale-out", FabricRole.SCALE_OUT)
    assert (best.n_links, best.bundle.cable, best.bundle.optic) == (64, "trunk", "osfp-module")
    after = best.command.apply(design, library).design
    assert after.fabrics[-1] == best.fabric
    frontend = plan_connection(
        bare, library, ROOT, "racks", "spine", fabric_role=FabricRole.FRONTEND
    )
    assert frontend.refusal == "racks and spine have no ports for frontend that fit each other"


def test_that_links_elsewhere_take_no_ports_here(design: Design, library: CatalogLibrary) -> None:
    unwired = RemoveBundles(block=NODE, bundles=(BundleId("board"),)).apply(design, library)
    best = plan_connection(unwired.design, library, NODE, "acc", "sw").best
    assert best is not None
    assert (best.n_ports_free_a, best.n_ports_free_b) == (14, 16)


def test_that_links_of_outer_blocks_leave_fewer_free_ports(
    design: Design, library: CatalogLibrary
) -> None:
    best = plan_connection(design, library, ROOT, "racks/node/sw", "spine").best
    assert best is not None
    assert (best.n_ports_free_a, best.n_ports_free_b) == (14, 40)
    assert best.n_links_per_pair == 5


def test_that_copper_comes_first_inside_a_board_and_one_to_one_fits_equal_rows(
    bare: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=NODE, part="nic", n_copies=8).apply(bare, library).design
    plan = plan_connection(design, library, NODE, "acc", "nic")
    assert [c.pattern for c in plan.candidates] == ["one to one"]
    best = plan.candidates[0]
    assert (best.n_pairs, best.n_links, best.bundle.cable) == (8, 64, "dac")
    assert best.bundle.relations[0].a_dim == "acc.i"


def test_that_copies_of_one_instance_form_a_full_mesh(
    bare: Design, library: CatalogLibrary
) -> None:
    best = plan_connection(bare, library, NODE, "acc", "acc").best
    assert best is not None
    assert (best.pattern, best.n_pairs, best.n_links_per_pair) == ("full mesh", 28, 2)
    assert best.command.apply(bare, library).design is not bare
    outer = plan_connection(bare, library, ROOT, "racks/node/sw", "racks/node/sw").best
    assert outer is not None
    assert [r.kind.value for r in outer.bundle.relations] == [
        "equal", "equal", "equal", "not-equal",
    ]  # fmt: skip


def test_that_equal_rates_come_before_unequal_ones(bare: Design, library: CatalogLibrary) -> None:
    design = AddPart(block=NODE, part="nic", n_copies=8).apply(bare, library).design
    design = AddPart(block=ROOT, part="leaf").apply(design, library).design
    best = plan_connection(design, library, ROOT, "racks", "leaf").best
    assert best is not None
    assert best.bundle.a.path == "racks/node/acc"


@pytest.mark.parametrize(
    ("block", "a", "b", "reason"),
    [
        ("gone", "acc", "sw", 'there is no block "gone"'),
        ("node-a", "gone", "sw", '"gone" has nothing with ports to connect'),
        ("node-a", "not a path", "sw", '"not a path" has nothing with ports to connect'),
        ("node-a", "acc", "", '"" has nothing with ports to connect'),
        ("root", "spine", "racks/node/acc", "spine and racks/node/acc have no ports that fit"),
    ],
)
def test_that_a_plan_without_a_way_says_why(
    block: str, a: str, b: str, reason: str, bare: Design, library: CatalogLibrary
) -> None:
    plan = plan_connection(bare, library, BlockId(block), a, b)
    assert reason in plan.refusal


def test_that_too_few_ports_for_the_partners_are_counted_in_the_refusal(
    bare: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=NODE, part="leaf", n_copies=30_000).apply(bare, library).design
    plan = plan_connection(design, library, NODE, "acc", "leaf")
    assert plan.refusal == (
        "too few free ports: acc:eth has 1 for 30,000 partners, leaf:eth has 64 for 8"
    )
    single = AddPart(block=NODE, part="cpu").apply(bare, library).design
    alone = plan_connection(single, library, NODE, "cpu", "cpu")
    assert "one copy or too few free ports" in alone.refusal


def test_that_the_number_of_candidates_is_bounded(bare: Design, library: CatalogLibrary) -> None:
    design = bare
    for _ in range(5):
        design = AddPart(block=NODE, part="leaf").apply(design, library).design
    inner = design.block_by_id[NODE]
    assert len(inner.instances) == 7
    plan = plan_connection(design, library, ROOT, "racks", "racks")
    assert len(plan.candidates) == MAX_CANDIDATES


def test_that_without_a_fitting_cable_the_links_stay_without(
    bare: Design, library: CatalogLibrary
) -> None:
    poor = type(library)(version="0", parts=(), sources=())
    best = plan_connection(bare, poor, ROOT, "racks/node/sw", "spine").best
    assert best is not None
    assert (best.bundle.cable, best.bundle.optic, best.n_cables) == (None, None, 0)
    only_cable = tuple(p for p in library.parts if p.slug == "aoc")
    design = AddPart(block=ROOT, part="leaf").apply(bare, library).design
    active = plan_connection(
        design, type(library)(version="0", parts=only_cable), ROOT, "racks", "leaf"
    ).best
    assert active is not None
    assert (active.bundle.cable, active.bundle.optic) == ("aoc", None)
    assert active.text == "64 links, 64 cables"


def test_that_a_block_out_of_use_makes_no_links(bare: Design, library: CatalogLibrary) -> None:
    spare = evolve(bare.block_by_id[NODE], id="spare")
    design = evolve(bare, blocks=(*bare.blocks, spare))
    best = plan_connection(design, library, BlockId("spare"), "acc", "sw").best
    assert best is not None
    assert (best.n_links, best.text) == (0, "")


def test_that_rails_and_stripes_are_offered_and_link_what_they_say(
    bare: Design, library: CatalogLibrary
) -> None:
    three = AddPart(block=NODE, part="leaf", n_copies=3).apply(bare, library).design
    stripe = plan_connection(three, library, NODE, "acc", "leaf").best
    assert stripe is not None
    assert stripe.pattern == "stripe"
    assert stripe.bundle.pairs is not None
    assert [b for _, b, _ in stripe.bundle.pairs] == [0, 1, 2, 0, 1, 2, 0, 1]
    assert stripe.command.apply(three, library).design is not three
    eight = AddPart(block=ROOT, part="leaf", n_copies=8).apply(bare, library).design
    plan = plan_connection(eight, library, ROOT, "racks/node/acc", "leaf")
    rails = {c.pattern: c for c in plan.candidates if c.pattern.startswith("rail")}
    rail = rails["rail acc.i = leaf.i"]
    n_nodes = math.prod(i.count for i in _chain(eight, "racks/node"))
    assert rail.n_pairs == 8 * n_nodes
    assert rail.command.apply(eight, library).design is not eight


def test_that_named_copies_alone_are_linked_where_that_is_asked_for(
    bare: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=ROOT, part="leaf").apply(bare, library).design
    every = plan_connection(design, library, ROOT, "racks[0]", "leaf[0]").best
    one = plan_connection(design, library, ROOT, "racks[0]", "leaf[0]", is_only_named=True).best
    assert every is not None
    assert one is not None
    assert one.bundle.a.path.startswith("racks[0]/")
    n_racks = design.root_block.instance_by_id[InstanceId("racks")].count
    assert one.n_pairs * n_racks == every.n_pairs
    after = one.command.apply(design, library).design
    assert after.root_block.link_bundles[-1].a.path == one.bundle.a.path


def test_that_listed_pairs_are_counted_and_made(bare: Design, library: CatalogLibrary) -> None:
    design = AddPart(block=NODE, part="leaf", n_copies=3).apply(bare, library).design
    rows = ((0, 0, 1), (1, 0, 1), (7, 2, 1))
    plan = plan_connection(design, library, NODE, "acc", "leaf", rows=rows)
    assert plan.best is not None
    assert (plan.best.n_pairs, plan.best.bundle.pairs) == (3, rows)
    twice = plan_connection(design, library, NODE, "acc", "leaf", rows=((0, 0, 2),))
    assert twice.best is None
    assert "too few free ports" in twice.refusal


def _chain(design: Design, path: str) -> tuple[Instance, ...]:
    chain = chain_from_path(design, design.root_block, path_from_text(path))
    assert chain is not None
    return chain
