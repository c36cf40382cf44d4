"""Copies that differ: which are marked, and for how many differences."""

from __future__ import annotations

from designer.commands.copies import RemoveCopies, ReplaceCopy
from designer.model.ids import InstanceId, PathStep
from designer.topology.build import build_class_graph
from designer.viewmodel.cells import CellException
from designer.viewmodel.overrides import MAX_MARKED, overridden
from designer.viewmodel.scene_plan import build_scene_plan
from tests.property.test_command_walk import LIBRARY, SEED


def test_that_copies_are_marked_once_for_every_difference_inside_them() -> None:
    design = SEED
    for command in (
        RemoveCopies(paths=("rack[0]/acc[1]", "rack[0]/sw[0]")),
        ReplaceCopy(path="rack[0]/acc[2]", part="acc-b"),
    ):
        design = command.apply(design, LIBRARY).design
    cell = build_scene_plan(design, build_class_graph(design)).root
    rack = InstanceId("rack")
    assert overridden(cell, ()) == {PathStep(rack, 0): 3, PathStep(rack, 1): 1}
    gone = RemoveCopies(paths=("rack[1]",)).apply(design, LIBRARY).design
    cell = build_scene_plan(gone, build_class_graph(gone)).root
    assert overridden(cell, ()) == {PathStep(rack, 0): 3}


def test_that_not_more_copies_are_marked_than_can_be_seen() -> None:
    cell = build_scene_plan(SEED, build_class_graph(SEED)).root
    kind = cell.exceptions[0].kind
    many = tuple(
        CellException((PathStep(InstanceId("rack"), n), PathStep(InstanceId("acc"), 0)), kind, None)
        for n in range(2 * MAX_MARKED)
    )
    assert len(overridden(cell, many)) == MAX_MARKED
