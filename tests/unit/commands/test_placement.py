from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import Aspect
from designer.commands.placement import ArrangeGrid, Move, MoveInstances, SetPlacement
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId
from designer.model.placement import Placement

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design

ROOT = BlockId("root")
RACKS = InstanceId("racks")
SPINE = InstanceId("spine")


def test_that_a_move_sets_the_position_and_keeps_the_pitch(
    design: Design, library: CatalogLibrary
) -> None:
    moves = (Move(instance=RACKS, x_m=2.0, y_m=3.0), Move(instance=SPINE, x_m=0.0, y_m=-1.0))
    command = MoveInstances(block=ROOT, moves=moves)
    change = command.apply(design, library)
    racks = change.design.root_block.instance_by_id[RACKS].placement
    assert (racks.x_m, racks.y_m, racks.pitch_x_m, racks.n_columns) == (2.0, 3.0, 0.6, 2)
    assert [i.id for i in change.design.root_block.instances] == ["racks", "spine"]
    assert change.change_set.aspects is Aspect.PLACEMENT
    assert change.change_set.touched == {"root/racks", "root/spine"}
    assert command.label == "Move 2 instances"
    assert command.merge_key == "move:root/racks,spine"
    assert command.apply(change.design, library).design is change.design
    assert MoveInstances(block=ROOT, moves=moves[:1]).label == "Move racks"


def test_that_a_placement_is_set_whole(design: Design, library: CatalogLibrary) -> None:
    placement = Placement(x_m=1.0, n_columns=7, pitch_x_m=0.1, pitch_y_m=0.2, at_u=3)
    command = SetPlacement(block=ROOT, instance=SPINE, placement=placement)
    change = command.apply(design, library)
    assert change.design.root_block.instance_by_id[SPINE].placement == placement
    assert change.change_set.aspects is Aspect.PLACEMENT
    assert (command.label, command.merge_key) == ("Place spine", "place:root/spine")
    assert command.apply(change.design, library).design is change.design


def test_that_a_grid_stacks_instances_below_one_another(
    design: Design, library: CatalogLibrary
) -> None:
    command = ArrangeGrid(
        block=ROOT, instances=(RACKS, SPINE), n_columns=3, pitch_x_m=0.8, pitch_y_m=2.0
    )
    after = command.apply(design, library).design
    racks = after.root_block.instance_by_id[RACKS].placement
    spine = after.root_block.instance_by_id[SPINE].placement
    # Four racks in rows of three take two rows of 2 m from the upper left corner (0, 0) on.
    assert (racks.x_m, racks.y_m, racks.n_columns) == (0.0, 0.0, 3)
    assert (spine.x_m, spine.y_m, spine.pitch_x_m) == (0.0, 4.0, 0.8)
    assert command.label == "Arrange 2 instances"
    single = ArrangeGrid(block=ROOT, instances=(RACKS,), n_columns=1, pitch_x_m=0, pitch_y_m=1)
    assert single.label == "Arrange racks"
    none = ArrangeGrid(block=ROOT, instances=(), n_columns=1, pitch_x_m=0, pitch_y_m=1)
    assert none.apply(design, library).design is design


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (MoveInstances(block=ROOT, moves=(Move(instance=RACKS, x_m=1e9, y_m=0),)), "x_m"),
        (
            MoveInstances(block=ROOT, moves=(Move(instance=InstanceId("gone"), x_m=0, y_m=0),)),
            'no instance "gone"',
        ),
        (MoveInstances(block=BlockId("gone"), moves=()), 'no block "gone"'),
        (
            SetPlacement(block=ROOT, instance=InstanceId("gone"), placement=Placement()),
            'no instance "gone"',
        ),
        (
            ArrangeGrid(block=ROOT, instances=(RACKS,), n_columns=0, pitch_x_m=1, pitch_y_m=1),
            "n_columns",
        ),
        (
            ArrangeGrid(block=ROOT, instances=(RACKS,), n_columns=1, pitch_x_m=-1, pitch_y_m=1),
            "pitch_x_m",
        ),
    ],
)
def test_that_a_place_off_the_floor_is_refused(
    command: Command, reason: str, design: Design, library: CatalogLibrary
) -> None:
    with pytest.raises(CommandError, match=reason):
        command.apply(design, library)
