from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import FabricRole
from designer.commands.base import Aspect
from designer.commands.clipboard import copy_instances, insert_design
from designer.commands.copies import RemoveCopies
from designer.commands.insertion import DuplicateInstances, InsertBlocks
from designer.commands.structure import AddGroup, AddPart
from designer.errors.tree import CommandError
from designer.model.block import LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.model.limits import design_totals

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

ROOT = BlockId("root")
NODE = BlockId("node-a")
RACKS = InstanceId("racks")
SPINE = InstanceId("spine")


@pytest.fixture
def empty(design: Design) -> Design:
    """A design with an empty root block and no records."""
    root = evolve(design.root_block, instances=(), link_bundles=())
    return evolve(design, blocks=(root,), fabrics=(), parts=(), prices=(), sources=())


def test_that_a_whole_design_drops_into_an_empty_one_with_its_records(
    design: Design, empty: Design, library: CatalogLibrary
) -> None:
    poor = type(library)(version="0")
    empty = AddGroup(block=ROOT, name="hall").apply(empty, poor).design
    command = insert_design(design, BlockId("hall"), 3.0, 4.0)
    change = command.apply(empty, poor)
    after = change.design
    totals, expected = design_totals(after), design_totals(design)
    assert totals is not None
    assert expected is not None
    assert totals.n_accelerators == expected.n_accelerators
    assert (after.parts, after.prices, after.sources) == (
        design.parts, design.prices, design.sources,
    )  # fmt: skip
    assert after.fabrics == design.fabrics
    instance = after.block_by_id[BlockId("hall")].instances[0]
    assert (instance.placement.x_m, instance.placement.y_m) == (3.0, 4.0)
    # The root id was taken, so the block has a fresh one.
    assert instance.block == "root-2"
    assert command.label == "Insert small"
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.WIRING


def test_that_inserting_twice_shares_the_blocks(
    design: Design, empty: Design, library: CatalogLibrary
) -> None:
    command = insert_design(design, ROOT)
    once = command.apply(empty, library).design
    twice = command.apply(once, library).design
    assert len(twice.blocks) == len(once.blocks)
    assert len(twice.root_block.instances) == 2
    assert twice.root_block.instances[0].block == twice.root_block.instances[1].block


def test_that_a_block_with_a_taken_id_but_other_content_gets_a_fresh_one(
    design: Design, library: CatalogLibrary
) -> None:
    other = AddPart(block=NODE, part="cpu").apply(design, library).design
    after = copy_instances(other, ROOT, [RACKS]).apply(design, library).design
    assert {b.id for b in after.blocks} == {
        "root", "rack-a", "node-a", "rack-a-2", "node-a-2",
    }  # fmt: skip
    assert after.block_by_id[BlockId("rack-a-2")].instances[0].block == "node-a-2"
    assert after.root_block.instances[-1].id == "racks-2"


def test_that_a_record_of_the_design_wins_over_the_one_brought_along(
    design: Design, library: CatalogLibrary
) -> None:
    command = copy_instances(design, ROOT, [SPINE])
    dearer = tuple(evolve(part, name="changed") for part in command.parts)
    after = evolve(command, parts=dearer).apply(design, library).design
    assert after.parts == design.parts


def test_that_a_block_of_another_name_stays_another_block(
    design: Design, library: CatalogLibrary
) -> None:
    command = copy_instances(design, ROOT, [RACKS])
    renamed = tuple(evolve(b, name="another name") if b.id == NODE else b for b in command.blocks)
    after = evolve(command, blocks=renamed).apply(design, library).design
    assert {b.id for b in after.blocks} >= {NODE, "node-a-2"}


def test_that_missing_links_follow_the_blocks_that_get_fresh_ids(
    design: Design, library: CatalogLibrary
) -> None:
    rack = design.block_by_id[BlockId("rack-a")]
    key, bundle = next((b.id, x) for b in design.blocks for x in b.link_bundles if b.id == NODE)
    path, other = (
        f"{inner}[0]/{end.path}[0]"
        for inner, end in zip(
            [next(i.id for i in rack.instances if i.block == NODE)] * 2,
            (bundle.a, bundle.b),
            strict=True,
        )
    )
    cut = LinkException(bundle=f"{key}/{bundle.id}", a=path, b=other)
    command = copy_instances(design, ROOT, [RACKS])
    broken = tuple(
        evolve(b, link_exceptions=(cut,)) if b.id == rack.id else b for b in command.blocks
    )
    other_node = AddPart(block=NODE, part="cpu").apply(design, library).design
    after = evolve(command, blocks=broken).apply(other_node, library).design
    (found,) = after.block_by_id[BlockId("rack-a-2")].link_exceptions
    assert found.bundle == f"node-a-2/{bundle.id}"


def test_that_fabrics_merge_by_id_and_role(design: Design, library: CatalogLibrary) -> None:
    command = copy_instances(design, ROOT, [RACKS, SPINE])
    same = command.apply(design, library).design
    assert same.fabrics == design.fabrics
    other_role = tuple(evolve(f, role=FabricRole.STORAGE) for f in command.fabrics)
    after = evolve(command, fabrics=other_role).apply(design, library).design
    assert [(f.id, f.role) for f in after.fabrics] == [
        ("scale-up", FabricRole.SCALE_UP),
        ("scale-up-2", FabricRole.STORAGE),
    ]
    assert after.root_block.link_bundles[-1].fabric == "scale-up-2"


def test_that_pasted_instances_keep_the_links_between_them(
    design: Design, library: CatalogLibrary
) -> None:
    design = RemoveCopies(paths=("racks[0]/node[1]", "spine[3]")).apply(design, library).design
    change = copy_instances(design, ROOT, [RACKS, SPINE]).apply(design, library)
    root = change.design.root_block
    assert [i.id for i in root.instances] == ["racks", "spine", "racks-2", "spine-2"]
    pasted = root.link_bundles[-1]
    assert (pasted.id, pasted.a.path, pasted.b.path) == (
        "uplink-2", "racks-2/node/sw", "spine-2",
    )  # fmt: skip
    assert [(r.a_dim, r.b_dim) for r in pasted.relations] == [("sw.plane", "spine-2.plane")]
    assert [e.path for e in root.exceptions[2:]] == ["racks-2[0]/node[1]", "spine-2[3]"]
    assert change.change_set.touched == {"root/racks-2", "root/spine-2", "root/uplink-2"}


def test_that_a_block_cannot_be_inserted_into_itself(
    design: Design, library: CatalogLibrary
) -> None:
    command = copy_instances(design, ROOT, [RACKS])
    with pytest.raises(CommandError, match='block "rack-a" would contain itself'):
        evolve(command, into=NODE).apply(design, library)


def test_that_an_insertion_that_hangs_in_the_air_is_refused(
    design: Design, library: CatalogLibrary
) -> None:
    stray = Instance(id=InstanceId("x"), block=BlockId("nowhere"))
    with pytest.raises(CommandError, match='block "nowhere" does not exist'):
        InsertBlocks(into=ROOT, instances=(stray,)).apply(design, library)
    loop = evolve(design.block_by_id[NODE], id="loop", instances=(evolve(stray, block="loop"),))
    with pytest.raises(CommandError, match='"loop" contains itself'):
        InsertBlocks(into=ROOT, instances=(stray,), blocks=(loop,)).apply(design, library)
    with pytest.raises(CommandError, match="an id twice"):
        InsertBlocks(into=ROOT, instances=(stray,), blocks=(loop, loop)).apply(design, library)
    with pytest.raises(CommandError, match='no block "gone"'):
        InsertBlocks(into=BlockId("gone"), instances=(stray,)).apply(design, library)


def test_that_inserting_or_duplicating_nothing_changes_nothing(
    design: Design, library: CatalogLibrary
) -> None:
    assert InsertBlocks(into=ROOT, instances=()).apply(design, library).design is design
    nothing = DuplicateInstances(block=ROOT, instances=())
    assert nothing.apply(design, library).design is design
    assert InsertBlocks(into=ROOT, instances=()).label == "Insert 0 instances"
    assert nothing.label == "Duplicate 0 instances"


def test_that_duplicates_share_blocks_and_stand_beside(
    design: Design, library: CatalogLibrary
) -> None:
    command = DuplicateInstances(block=ROOT, instances=(RACKS,), dx_m=5.0, dy_m=-1.0)
    change = command.apply(design, library)
    new = change.design.root_block.instances[-1]
    assert (new.id, new.block, new.dims) == (
        "racks-2",
        "rack-a",
        design.root_block.instances[0].dims,
    )
    assert (new.placement.x_m, new.placement.y_m) == (6.0, -1.0)
    assert change.design.root_block.link_bundles == design.root_block.link_bundles
    assert change.change_set.aspects is Aspect.STRUCTURE
    assert len(change.design.blocks) == len(design.blocks)
    assert command.label == "Duplicate racks"


def test_that_links_inside_a_duplicated_selection_come_along(
    design: Design, library: CatalogLibrary
) -> None:
    both = DuplicateInstances(block=NODE, instances=(InstanceId("acc"), InstanceId("sw")))
    change = both.apply(design, library)
    bundles = change.design.block_by_id[NODE].link_bundles
    assert [(b.id, b.a.path, b.b.path) for b in bundles] == [
        ("board", "acc", "sw"),
        ("board-2", "acc-2", "sw-2"),
    ]
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.WIRING


def test_that_an_unknown_instance_cannot_be_copied(design: Design, library: CatalogLibrary) -> None:
    with pytest.raises(CommandError, match='no instance "gone"'):
        copy_instances(design, ROOT, [InstanceId("gone")])
    with pytest.raises(CommandError, match="x_m"):
        DuplicateInstances(block=ROOT, instances=(RACKS,), dx_m=1e12).apply(design, library)
