"""Groups, unique blocks, split and merged counts: what they say and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies
from designer.commands.grouping import GroupInstances, MakeUnique
from designer.commands.links import LinkPair, RemoveLinks
from designer.commands.merging import MergeInstances
from designer.commands.placement import Move, MoveInstances
from designer.commands.risk_groups import SetRiskGroup
from designer.commands.splitting import SplitCount
from designer.commands.structure import AddPart, RemoveInstances, SetCount
from designer.commands.ungrouping import UngroupInstance
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId
from designer.model.risk_groups import RiskGroup
from tests.property.test_command_walk import LIBRARY, SEED

if TYPE_CHECKING:
    from designer.model.design import Design

ROOT = BlockId("root")
RACK = InstanceId("rack")


def after(design: Design, *commands: object) -> Design:
    for command in commands:
        design = command.apply(design, LIBRARY).design  # type: ignore[attr-defined]
    return design


def test_that_links_inside_a_group_move_into_it_and_others_lead_into_it() -> None:
    design = after(SEED, GroupInstances(block=ROOT, instances=(RACK,), name="Pod"))
    (group, spine) = design.root_block.instances
    assert (group.id, group.block, spine.id) == ("pod", "pod", "spine")
    (bundle,) = design.root_block.link_bundles
    assert bundle.a.path == "pod/rack/sw"
    assert [e.path for e in design.root_block.exceptions] == ["pod[0]/rack[1]/acc[3]"]
    everything = after(
        SEED, GroupInstances(block=ROOT, instances=(RACK, InstanceId("spine")), name="All")
    )
    assert everything.root_block.link_bundles == ()
    assert len(everything.block_by_id[BlockId("all")].link_bundles) == 1


def test_that_approvals_and_risk_groups_go_on_meaning_the_same_places() -> None:
    group = RiskGroup(name="Feed", paths=("rack", "spine[0]"))
    design = after(
        SEED, SetRiskGroup(group=group), SplitCount(block=ROOT, instance=RACK, n_copies=1)
    )
    assert design.risk_groups[0].paths == ("rack", "rack-2", "spine[0]")
    merged = after(design, MergeInstances(block=ROOT, instances=(RACK, InstanceId("rack-2"))))
    assert merged.risk_groups[0].paths == ("rack", "spine[0]")
    grouped = after(merged, GroupInstances(block=ROOT, instances=(RACK,), name="Pod"))
    assert grouped.risk_groups[0].paths == ("pod/rack", "spine[0]")


def test_that_places_of_a_risk_group_that_are_gone_do_not_stand_in_the_way() -> None:
    group = RiskGroup(name="Feed", paths=("pod/rack/acc", "pod/rack/sw", "spine", "spine[0]"))
    design = after(
        SEED,
        GroupInstances(block=ROOT, instances=(RACK,), name="Pod"),
        SetRiskGroup(group=group),
        RemoveInstances(block=BlockId("rack"), instances=(InstanceId("acc"),)),
        UngroupInstance(block=ROOT, instance=InstanceId("pod")),
    )
    assert design.risk_groups[0].paths == ("pod/rack/acc", "rack/sw", "spine", "spine[0]")


def test_that_a_rack_is_not_grouped_inside_nor_taken_apart() -> None:
    with pytest.raises(CommandError, match="rack units"):
        after(SEED, GroupInstances(block=BlockId("rack"), instances=(InstanceId("acc"),)))
    with pytest.raises(CommandError, match="enclosure of its own"):
        after(SEED, UngroupInstance(block=ROOT, instance=RACK))


def test_that_a_removed_group_is_not_taken_apart() -> None:
    design = after(
        SEED,
        GroupInstances(block=ROOT, instances=(RACK,), name="Pod"),
        RemoveCopies(paths=("pod[0]",)),
    )
    with pytest.raises(CommandError, match="restore it first"):
        after(design, UngroupInstance(block=ROOT, instance=InstanceId("pod")))


@pytest.mark.parametrize("n_copies", [0, 2, 5, -1])
def test_that_a_split_outside_the_count_is_refused(n_copies: int) -> None:
    with pytest.raises(CommandError, match="has 2 copies"):
        after(SEED, SplitCount(block=ROOT, instance=RACK, n_copies=n_copies))


def test_that_twelve_and_four_come_of_sixteen() -> None:
    design = after(
        SEED,
        SetCount(block=ROOT, instance=RACK, n_copies=16),
        SplitCount(block=ROOT, instance=RACK, n_copies=12),
    )
    assert [i.count for i in design.root_block.instances] == [12, 4, 1]
    assert len(design.root_block.link_bundles) == 2


def test_that_only_equal_instances_in_one_array_are_merged() -> None:
    design = after(
        SEED, SplitCount(block=ROOT, instance=RACK, n_copies=1), AddPart(block=ROOT, part="sw")
    )
    other = InstanceId("rack-2")
    with pytest.raises(CommandError, match="is of sw"):
        after(design, MergeInstances(block=ROOT, instances=(RACK, InstanceId("sw-2"))))
    with pytest.raises(CommandError, match="two or more"):
        after(design, MergeInstances(block=ROOT, instances=(RACK,)))
    three = after(design, SetCount(block=ROOT, instance=other, n_copies=2))
    moved = after(
        three,
        MoveInstances(block=ROOT, moves=(Move(instance=other, x_m=33.3, y_m=7.7),)),
    )
    with pytest.raises(CommandError, match="regular array"):
        after(moved, MergeInstances(block=ROOT, instances=(RACK, other)))


def test_that_the_only_use_of_a_block_is_unique_already() -> None:
    with pytest.raises(CommandError, match="only use"):
        after(SEED, MakeUnique(block=ROOT, instance=RACK))
    with pytest.raises(CommandError, match="is a part"):
        after(SEED, MakeUnique(block=ROOT, instance=InstanceId("spine")))
    split = after(SEED, SplitCount(block=ROOT, instance=RACK, n_copies=1))
    unique = after(
        split,
        MakeUnique(block=ROOT, instance=RACK),
        SetCount(block=BlockId("rack-3"), instance=InstanceId("acc"), n_copies=7),
    )
    counts = {b.id: b.instances[0].count for b in unique.blocks if b.id.startswith("rack")}
    assert counts == {"rack": 4, "rack-3": 7}
    assert unique.block_by_id[BlockId("rack-3")].name == "rack 2"


def test_that_unique_blocks_are_numbered_on() -> None:
    design = after(
        SEED,
        SetCount(block=ROOT, instance=RACK, n_copies=3),
        SplitCount(block=ROOT, instance=RACK, n_copies=1),
        MakeUnique(block=ROOT, instance=RACK),
        MakeUnique(block=ROOT, instance=InstanceId("rack-2")),
    )
    names = [b.name for b in design.blocks if b.name.startswith("rack")]
    assert names == ["rack", "rack 2", "rack 3"]


def test_that_undo_says_what_was_grouped_or_made_unique() -> None:
    two = GroupInstances(block=ROOT, instances=(RACK, InstanceId("spine")))
    assert two.label == "Group 2 instances"
    assert MakeUnique(block=ROOT, instance=RACK).label == "Make rack unique"
    assert GroupInstances(block=ROOT, instances=()).apply(SEED, LIBRARY).design is SEED


def test_that_missing_links_stay_missing_in_groups_and_unique_blocks() -> None:
    inside = LinkPair(bundle="rack/acc-sw", a="rack[0]/acc[0]", b="rack[0]/sw[1]")
    assert inside.bundle in {f"rack/{b.id}" for b in SEED.block_by_id[BlockId("rack")].link_bundles}
    holed = after(SEED, RemoveLinks(links=(inside,)))
    apart = after(holed, SplitCount(block=ROOT, instance=RACK, n_copies=1))
    unique = after(apart, MakeUnique(block=ROOT, instance=RACK))
    (gone,) = unique.root_block.link_exceptions
    held = next(i.block for i in unique.root_block.instances if i.id == RACK)
    assert gone.bundle == f"{held}/acc-sw"
    outside = LinkPair(bundle="root/sw-spine", a="rack[0]/sw[0]", b="spine[0]")
    grouped = after(
        SEED,
        RemoveLinks(links=(outside,)),
        GroupInstances(block=ROOT, instances=(RACK, InstanceId("spine")), name="Pod"),
    )
    (moved,) = grouped.root_block.link_exceptions
    assert (moved.bundle, moved.a) == ("pod/sw-spine", "pod[0]/rack[0]/sw[0]")
