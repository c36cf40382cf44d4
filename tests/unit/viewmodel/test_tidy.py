"""Tidying: nothing overlaps, endpoints are below, twice is once, numbers stay."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.commands.placement import Move, MoveInstances
from designer.commands.structure import AddPart, SetCount
from designer.errors.findings import FindingCode
from designer.fabric.families.registry import family_named
from designer.model.block import BlockKind
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension
from designer.topology.build import build_class_graph
from designer.viewmodel.scene_plan import build_scene_plan
from designer.viewmodel.tidy import tidy_command, tiers_of
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.random_designs import random_design

if TYPE_CHECKING:
    from random import Random

    from designer.commands.base import Command
    from designer.model.design import Design
    from designer.viewmodel.cells import Cell

BLOCKS = ("cloudmatrix-384", "node", "compute-rack", "bus-rack", "bus-device")


@cache
def cloudmatrix() -> Design:
    return open_named_or_file("cloudmatrix-384").document.design


def cell_of(design: Design, block_id: str) -> Cell:
    plan = build_scene_plan(design, build_class_graph(design))
    return plan.root if block_id == design.root else plan.cell_by_block[block_id]


def tidied(design: Design, block_id: str) -> Design:
    block = design.block_by_id[BlockId(block_id)]
    command = tidy_command(design, block, cell_of(design, block_id))
    return design if command is None else command.apply(design, shipped_library()).design


def edited(design: Design, *commands: Command) -> Design:
    for command in commands:
        design = command.apply(design, shipped_library()).design
    return design


def assert_apart(cell: Cell) -> None:
    for one, other in combinations(cell.children, 2):
        assert not one.grid.bounds.overlaps(other.grid.bounds), (one.name, other.name)
    for child in cell.children:
        assert child.grid.smallest_pitch >= min(child.grid.width, child.grid.height)


@pytest.mark.parametrize("block_id", BLOCKS)
def test_that_tidying_leaves_nothing_on_top_of_anything_and_nothing_to_tidy(block_id: str) -> None:
    design = tidied(cloudmatrix(), block_id)
    assert_apart(cell_of(design, block_id))
    assert tidied(design, block_id) is design


def test_that_endpoints_stand_below_their_switches() -> None:
    design = tidied(cloudmatrix(), "node")
    y = {child.instance_id: child.grid.y for child in cell_of(design, "node").children}
    assert y[InstanceId("npu")] > y[InstanceId("l1")] > y[InstanceId("cpu")]
    design = tidied(cloudmatrix(), "cloudmatrix-384")
    y = {child.instance_id: child.grid.y for child in cell_of(design, design.root).children}
    assert y[InstanceId("compute-rack")] > y[InstanceId("bus-rack")]


def test_that_a_rack_is_stacked_from_below_within_its_units() -> None:
    block = tidied(cloudmatrix(), "bus-rack").block_by_id[BlockId("bus-rack")]
    taken: list[int] = []
    for instance in block.instances:
        placement = instance.placement
        step = round(placement.pitch_y_m / 0.044_45)
        for ix in range(instance.count):
            start = (placement.at_u or 0) + ix * step
            taken += range(start, start + step)
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert block.kind is BlockKind.RACK
    assert max(taken) <= 47


def test_that_tidying_is_one_step_and_changes_lengths_but_no_bandwidth() -> None:
    of = Workbench(shipped_library(), cloudmatrix())
    before = of.snapshot
    root = before.design.root_block
    command = tidy_command(before.design, root, cell_of(before.design, root.id))
    assert command is not None
    of.apply(command)
    after = of.snapshot
    assert of.history.undo_label == "Tidy CloudMatrix 384"
    for key in ("bisection_bytes_per_s.scale-up", "power_it_w", "n_cables"):
        assert after.readouts.value(key) == before.readouts.value(key)
    assert after.readouts.cable_runs != before.readouts.cable_runs
    of.undo()
    assert of.snapshot.design == before.design


def test_that_racks_of_a_generated_fabric_do_not_stand_in_each_other() -> None:
    design = family_named("leaf-spine").design(shipped_library(), {"accelerators": "256"})
    of = Workbench(shipped_library(), tidied(design, design.root))
    codes = {finding.code for finding in of.snapshot.findings}
    assert FindingCode.RACK_POSITION_OVERLAP not in codes
    assert_apart(cell_of(of.snapshot.design, design.root))


def test_that_a_heap_of_parts_becomes_rows() -> None:
    design = new_design().document.design
    root = design.root
    for slug in ("gb200-gpu", "nvswitch5", "nvl72", "gb200-gpu"):
        design = edited(design, AddPart(block=root, part=slug, x_m=0.1, y_m=0.1))
    ids = [i.id for i in design.root_block.instances]
    heap = edited(
        design,
        SetCount(block=root, instance=ids[0], dims=(Dimension(name="i", size=100),)),
        MoveInstances(block=root, moves=tuple(Move(instance=one, x_m=0.2, y_m=0.2) for one in ids)),
    )
    assert tidied(heap, root) is not heap
    assert_apart(cell_of(tidied(heap, root), root))


def test_that_an_empty_block_has_nothing_to_tidy() -> None:
    design = new_design().document.design
    assert tidied(design, design.root) is design


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_random_designs_are_tidied_without_overlaps(rng: Random) -> None:
    design = random_design(rng)
    for block in design.blocks:
        design = tidied(design, block.id)
        assert_apart(cell_of(design, block.id))


def test_that_tiers_count_bundles_from_the_endpoints() -> None:
    block = cloudmatrix().block_by_id[BlockId("node")]
    tiers = tiers_of(block, cell_of(cloudmatrix(), "node"))
    # The DPU has links only outside the node, so it comes above everything
    assert tiers == {"npu": 0, "l1": 1, "cpu": 2, "dpu": 3}
