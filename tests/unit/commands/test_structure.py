from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import Aspect
from designer.commands.copies import RemoveCopies
from designer.commands.insertion import DuplicateInstances
from designer.commands.structure import AddGroup, AddPart, RemoveInstances, SetCount
from designer.errors.tree import CommandError
from designer.model.block import BlockKind
from designer.model.design import ViewState
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

ROOT = BlockId("root")
NODE = BlockId("node-a")
RACKS = InstanceId("racks")


def test_that_adding_a_device_embeds_its_part_price_and_sources(
    design: Design, library: CatalogLibrary
) -> None:
    change = AddPart(block=NODE, part="cpu", x_m=0.1, n_copies=4).apply(design, library)
    instance = change.design.block_by_id[NODE].instances[-1]
    assert (instance.part, instance.count, instance.placement.n_columns) == ("cpu", 4, 4)
    assert instance.placement.x_m == pytest.approx(0.1)
    assert change.change_set.touched == {"node-a/cpu"}
    assert change.change_set.aspects is Aspect.STRUCTURE
    assert [p.slug for p in change.design.parts] == sorted(p.slug for p in change.design.parts)
    assert "cpu" in change.design.part_by_slug
    assert {s.slug for s in change.design.sources} == {"book", "other-book", "price-list"}
    assert "cpu" not in design.part_by_slug


def test_that_adding_an_enclosure_makes_a_block_of_its_kind(
    design: Design, library: CatalogLibrary
) -> None:
    for slug, kind in (
        ("rack", BlockKind.RACK),
        ("node", BlockKind.NODE),
        ("box", BlockKind.SWITCH_BOX),
    ):
        after = AddPart(block=ROOT, part=slug, n_copies=3).apply(design, library).design
        instance = after.root_block.instances[-1]
        inner = after.block_by_id[BlockId(instance.of)]
        assert (inner.kind, inner.part, inner.instances) == (kind, slug, ())
        assert instance.placement.n_columns == 3
        assert instance.placement.pitch_x_m > 0


def test_that_enclosures_stand_on_top_of_each_other_in_a_rack(
    design: Design, library: CatalogLibrary
) -> None:
    add = AddPart(block=BlockId("rack-a"), part="box", n_copies=3, name="Bus box", at_u=10)
    after = add.apply(design, library).design
    instance = after.block_by_id[BlockId("rack-a")].instances[-1]
    assert instance.id == "bus-box"
    assert instance.name == "Bus box"
    assert after.block_by_id[BlockId("bus-box")].name == "Bus box"
    placement = instance.placement
    assert (placement.n_columns, placement.at_u) == (1, 10)
    assert placement.pitch_y_m == pytest.approx(0.04445)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AddPart(block=BlockId("nowhere"), part="acc"), 'no block "nowhere"'),
        (AddPart(block=ROOT, part="unknown"), 'no part "unknown"'),
        (AddPart(block=ROOT, part="dac"), "cables and optics belong to link bundles"),
        (AddPart(block=ROOT, part="acc", n_copies=0), "greater than or equal to 1"),
        (AddPart(block=ROOT, part="acc", x_m=1e9), "x_m"),
        (AddPart(block=ROOT, part="acc", name="a\x00b"), "name"),
        (AddPart(block=ROOT, part="acc", n_copies=5_000_000), "4,000,000"),
        (AddGroup(block=ROOT, name="\x01"), "name"),
        (AddGroup(block=BlockId("nowhere"), name="x"), "nowhere"),
        (AddGroup(block=ROOT, name="x", n_copies=-1), "greater than or equal to 1"),
        (RemoveInstances(block=ROOT, instances=(InstanceId("gone"),)), 'no instance "gone"'),
        (SetCount(block=ROOT, instance=RACKS), "either a count or the dimensions"),
        (SetCount(block=ROOT, instance=RACKS, n_copies=3), "group × rack"),
        (
            SetCount(block=NODE, instance=InstanceId("sw"), n_copies=6),
            "sw.plane has 6 values and spine.plane 7",
        ),
        (
            SetCount(block=NODE, instance=InstanceId("sw"), dims=(Dimension(name="x", size=7),)),
            'no dimension "sw.plane"',
        ),
        (SetCount(block=NODE, instance=InstanceId("acc"), n_copies=0), "size"),
        (
            SetCount(block=NODE, instance=InstanceId("acc"), n_copies=9_000_000),
            "the design has 72,000,000 accelerators; at most 4,000,000",
        ),
    ],
)
def test_that_a_refused_edit_says_why_in_one_line(
    command: AddPart | AddGroup | RemoveInstances | SetCount,
    reason: str,
    design: Design,
    library: CatalogLibrary,
) -> None:
    with pytest.raises(CommandError) as refusal:
        command.apply(design, library)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_that_a_group_is_an_empty_block_with_an_instance(
    design: Design, library: CatalogLibrary
) -> None:
    add = AddGroup(block=ROOT, name="Row A", kind=BlockKind.SUPERNODE, x_m=2.0, n_copies=2)
    change = add.apply(design, library)
    instance = change.design.root_block.instances[-1]
    assert (instance.id, instance.block, instance.count) == ("row-a", "row-a", 2)
    assert change.design.block_by_id[BlockId("row-a")].kind is BlockKind.SUPERNODE
    assert change.change_set.touched == {"root/row-a"}
    unnamed = AddGroup(block=ROOT, name="").apply(design, library).design
    assert unnamed.root_block.instances[-1].id == "group"


def test_that_removing_an_instance_takes_all_that_names_it_along(
    design: Design, library: CatalogLibrary
) -> None:
    design = (
        RemoveCopies(paths=("racks[0]/node[1]/sw[3]", "spine[2]")).apply(design, library).design
    )
    remove = RemoveInstances(block=NODE, instances=(InstanceId("sw"),))
    change = remove.apply(design, library)
    after = change.design
    assert after.block_by_id[NODE].link_bundles == ()
    assert after.block_by_id[NODE].port_groups == ()
    assert after.root_block.link_bundles == ()
    assert [e.path for e in after.root_block.exceptions] == ["spine[2]"]
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.WIRING
    assert {p.slug for p in after.parts} == {"acc", "l2", "node", "rack"}
    assert {q.part for q in after.prices} == {"acc", "l2"}


def test_that_links_through_a_shown_port_group_go_with_the_instance_behind_it(
    design: Design, library: CatalogLibrary
) -> None:
    bundle = design.root_block.link_bundles[0]
    shown = evolve(bundle, a=evolve(bundle.a, path="racks/node", port="uplinks"), relations=())
    root = evolve(design.root_block, link_bundles=(shown,))
    design = evolve(design, blocks=(root, *design.blocks[1:]))
    remove = RemoveInstances(block=NODE, instances=(InstanceId("sw"),))
    assert remove.apply(design, library).design.root_block.link_bundles == ()


def test_that_blocks_used_by_nothing_else_go_with_their_instance(
    design: Design, library: CatalogLibrary
) -> None:
    design = evolve(design, view=ViewState(block=NODE))
    change = RemoveInstances(block=ROOT, instances=(RACKS,)).apply(design, library)
    assert [block.id for block in change.design.blocks] == ["root"]
    assert change.design.view.block is None
    assert {part.slug for part in change.design.parts} == {"l2"}
    assert [s.slug for s in change.design.sources] == ["book", "other-book", "price-list"]


def test_that_a_block_that_is_used_elsewhere_stays(design: Design, library: CatalogLibrary) -> None:
    design = DuplicateInstances(block=ROOT, instances=(RACKS,)).apply(design, library).design
    change = RemoveInstances(block=ROOT, instances=(RACKS,)).apply(design, library)
    assert [block.id for block in change.design.blocks] == ["root", "rack-a", "node-a"]


def test_that_removing_what_has_no_links_leaves_wiring_alone(
    design: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=NODE, part="cpu").apply(design, library).design
    remove = RemoveInstances(block=NODE, instances=(InstanceId("cpu"),))
    assert remove.apply(design, library).change_set.aspects is Aspect.STRUCTURE


def test_that_removing_nothing_changes_nothing(design: Design, library: CatalogLibrary) -> None:
    change = RemoveInstances(block=ROOT, instances=()).apply(design, library)
    assert change.design is design
    assert change.change_set.aspects is Aspect.NONE


def test_that_a_lower_count_drops_exceptions_outside_it(
    design: Design, library: CatalogLibrary
) -> None:
    design = (
        RemoveCopies(paths=("racks[0]/node[1]", "racks[0]/node[0]/acc[7]"))
        .apply(design, library)
        .design
    )
    change = SetCount(block=BlockId("rack-a"), instance=InstanceId("node"), n_copies=1).apply(
        design, library
    )
    assert [e.path for e in change.design.root_block.exceptions] == ["racks[0]/node[0]/acc[7]"]
    assert change.design.root_block.link_bundles == design.root_block.link_bundles


def test_that_a_count_by_dimensions_replaces_them(design: Design, library: CatalogLibrary) -> None:
    dims = (Dimension(name="row", size=3), Dimension(name="rack", size=4))
    change = SetCount(block=ROOT, instance=RACKS, dims=dims).apply(design, library)
    assert change.design.root_block.instance_by_id[RACKS].count == 12
    assert change.change_set.touched == {"root/racks"}


def test_that_the_same_count_changes_nothing(design: Design, library: CatalogLibrary) -> None:
    command = SetCount(block=NODE, instance=InstanceId("acc"), n_copies=8)
    assert command.apply(design, library).design is design


def test_that_copies_are_spread_when_one_becomes_many(
    design: Design, library: CatalogLibrary
) -> None:
    design = AddGroup(block=ROOT, name="row").apply(design, library).design
    after = SetCount(block=ROOT, instance=InstanceId("row"), n_copies=6).apply(design, library)
    placement = after.design.root_block.instances[-1].placement
    assert (placement.n_columns, placement.pitch_x_m > 0, placement.pitch_y_m > 0) == (
        4, True, True,
    )  # fmt: skip
    again = SetCount(block=ROOT, instance=InstanceId("row"), n_copies=9).apply(
        after.design, library
    )
    assert again.design.root_block.instances[-1].placement == placement


def test_that_labels_name_what_is_done() -> None:
    racks = SetCount(block=ROOT, instance=RACKS, n_copies=1200)
    assert racks.label == "Set count of racks to 1,200"
    dims = (Dimension(name="a", size=2), Dimension(name="b", size=3))
    assert SetCount(block=ROOT, instance=RACKS, dims=dims).label == "Set count of racks to 2 × 3"
    assert racks.merge_key == "set-count:root/racks"
    assert AddPart(block=ROOT, part="l2").label == "Add l2"
    assert AddPart(block=ROOT, part="l2", n_copies=4).label == "Add 4 × l2"
    assert AddPart(block=ROOT, part="l2").merge_key is None
    assert AddGroup(block=ROOT, name="").label == "Add group"
    assert RemoveInstances(block=ROOT, instances=(RACKS,)).label == "Remove racks"
    two = RemoveInstances(block=ROOT, instances=(RACKS, InstanceId("spine")))
    assert two.label == "Remove 2 instances"
