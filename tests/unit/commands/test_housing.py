"""Putting things into a rack or node that stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.grouping import GroupInstances
from designer.commands.housing import PutInto
from designer.commands.links import LinkPair, RemoveLinks
from designer.commands.structure import AddGroup, AddPart, SetCount
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.structure_check import check_structure
from tests.oracle.designs import accelerator, block, bundle, instance, switch
from tests.oracle.designs import design as small
from tests.property.test_command_walk import LIBRARY, SEED

if TYPE_CHECKING:
    from designer.model.design import Design

ROOT = BlockId("root")
RACK = InstanceId("rack")
SPINE = InstanceId("spine")
NEW_RACK = InstanceId("rack-2")


def after(design: Design, *commands: object) -> Design:
    for command in commands:
        design = command.apply(design, LIBRARY).design  # type: ignore[attr-defined]
    assert check_structure(design) == ()
    return design


def with_new_rack() -> Design:
    return after(SEED, AddPart(block=ROOT, part="rack"))


def test_that_links_from_outside_lead_into_the_rack() -> None:
    design = after(with_new_rack(), PutInto(block=ROOT, instances=(SPINE,), host=NEW_RACK, at_u=7))
    assert [i.id for i in design.root_block.instances] == [RACK, NEW_RACK]
    (bundle,) = design.root_block.link_bundles
    assert (bundle.a.path, bundle.b.path) == ("rack/sw", "rack-2/spine")
    (inside,) = design.block_by_id[BlockId("rack-2")].instances
    assert (inside.id, inside.placement.at_u) == (SPINE, 7)


def test_that_several_stand_above_each_other_from_the_unit_aimed_at() -> None:
    design = after(
        with_new_rack(),
        AddPart(block=ROOT, part="sw", n_copies=3),
        AddPart(block=ROOT, part="sw"),
    )
    ids = tuple(i.id for i in design.root_block.instances[-2:])
    housed = after(design, PutInto(block=ROOT, instances=ids, host=NEW_RACK, at_u=10))
    units = [i.placement.at_u for i in housed.block_by_id[BlockId("rack-2")].instances]
    assert units == [10, 13]
    stacked = after(design, PutInto(block=ROOT, instances=ids, host=NEW_RACK))
    units = [i.placement.at_u for i in stacked.block_by_id[BlockId("rack-2")].instances]
    assert units == [None, None]


def test_that_an_id_taken_in_the_host_is_made_fresh_with_all_that_names_it() -> None:
    design = after(
        SEED,
        GroupInstances(block=ROOT, instances=(SPINE,), name="Pod"),
        AddPart(block=ROOT, part="sw", name="spine"),
    )
    root = design.root_block
    last = evolve(root.instances[-1], id=SPINE)
    root = evolve(root, instances=(*root.instances[:-1], last))
    design = evolve(design, blocks=(root, *design.blocks[1:]))
    housed = after(design, PutInto(block=ROOT, instances=(SPINE,), host=InstanceId("pod")))
    first, second = housed.block_by_id[BlockId("pod")].instances
    assert first.id == SPINE
    assert second.id == "spine-2"
    (bundle,) = housed.root_block.link_bundles
    assert bundle.b.path == "pod/spine"


def test_that_removed_copies_and_links_stay_removed() -> None:
    (bundle,) = SEED.root_block.link_bundles
    gone = LinkPair(bundle=f"root/{bundle.id}", a="rack[0]/sw[1]", b="spine[0]")
    design = after(
        SEED,
        RemoveLinks(links=(gone,)),
        AddGroup(block=ROOT, name="Pod"),
        PutInto(block=ROOT, instances=(RACK, SPINE), host=InstanceId("pod")),
    )
    assert design.root_block.link_bundles == ()
    assert [e.path for e in design.root_block.exceptions] == ["pod[0]/rack[1]/acc[3]"]
    (exception,) = design.root_block.link_exceptions
    assert exception.bundle == f"pod/{bundle.id}"
    assert (exception.a, exception.b) == ("pod[0]/rack[0]/sw[1]", "pod[0]/spine[0]")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (PutInto(block=ROOT, instances=(SPINE,), host=RACK), "one of several copies"),
        (PutInto(block=ROOT, instances=(RACK,), host=SPINE), "only blocks hold something"),
        (PutInto(block=ROOT, instances=(NEW_RACK,), host=NEW_RACK), "into itself"),
        (PutInto(block=ROOT, instances=(InstanceId("none"),), host=NEW_RACK), "none"),
        (PutInto(block=ROOT, instances=(SPINE,), host=InstanceId("none")), "none"),
    ],
)
def test_that_it_says_why_it_does_not_fit(command: PutInto, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        after(with_new_rack(), command)


def test_that_a_host_used_in_two_places_is_refused_and_nothing_is_nothing() -> None:
    design = after(with_new_rack(), SetCount(block=ROOT, instance=NEW_RACK, n_copies=2))
    with pytest.raises(CommandError, match="unique first"):
        after(design, PutInto(block=ROOT, instances=(SPINE,), host=NEW_RACK))
    assert after(design, PutInto(block=ROOT, instances=(), host=NEW_RACK)) is design


def test_that_links_by_place_follow_what_is_renamed_because_its_id_is_taken() -> None:
    root = block(
        "root",
        [
            instance("acc", "acc", i=4),
            instance("rack", "rack", block=True),
            instance("sw", "sw", i=4),
        ],
        [bundle("up", "acc", "sw", ("acc.i", "equal", "sw.i"))],
    )
    rack = block("rack", [instance("acc", "acc")])
    before = small([root, rack], [accelerator(), switch()])
    housed = after(before, PutInto(block=ROOT, instances=(InstanceId("acc"),), host=RACK))
    (up,) = housed.root_block.link_bundles
    assert (up.a.path, [(r.a_dim, r.b_dim) for r in up.relations]) == (
        "rack/acc-2",
        [("acc-2.i", "sw.i")],
    )
    deeper = after(housed, GroupInstances(block=ROOT, instances=(RACK,), name="Pod"))
    assert [r.a_dim for r in deeper.root_block.link_bundles[0].relations] == ["acc-2.i"]


def test_that_a_rack_is_not_put_into_another_one_of_its_kind() -> None:
    rack = block("rack", [instance("acc", "acc")])
    pair = [instance(name, "rack", block=True) for name in ("rack", "rack-2")]
    subject = small([block("root", pair), rack], [accelerator()])
    command = PutInto(block=ROOT, instances=(NEW_RACK,), host=RACK)
    assert command.label == "Put 1 instance into rack"
    with pytest.raises(CommandError, match="one of several copies"):
        command.apply(subject, LIBRARY)
