"""Aligning and distributing: the boxes end up on the line, and nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.library import CatalogLibrary
from designer.commands.placement import Move, MoveInstances
from designer.commands.structure import AddGroup
from designer.model.ids import BlockId, InstanceId
from designer.topology.build import build_class_graph
from designer.viewmodel.aligning import Alignment, align_command, distribute_command, guide_snap
from designer.viewmodel.grid import Box
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import new_design

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.viewmodel.cells import Cell

EMPTY = CatalogLibrary(version="1")
PLACES = st.lists(
    st.tuples(st.floats(1, 50), st.floats(1, 50)), min_size=3, max_size=6, unique=True
)


def design_of(places: list[tuple[float, float]]) -> Design:
    design = new_design().document.design
    root = design.root
    for n, _ in enumerate(places):
        design = AddGroup(block=root, name=f"g{n}", n_copies=1 + n % 3).apply(design, EMPTY).design
    moves = tuple(
        Move(instance=InstanceId(f"g{n}"), x_m=x, y_m=y) for n, (x, y) in enumerate(places)
    )
    return MoveInstances(block=BlockId(root), moves=moves).apply(design, EMPTY).design


def cell_of(design: Design) -> Cell:
    return build_scene_plan(design, build_class_graph(design)).root


def boxes(design: Design) -> list[Box]:
    return [child.grid.bounds for child in cell_of(design).children]


@pytest.mark.parametrize("alignment", list(Alignment))
@given(places=PLACES)
def test_that_aligned_boxes_share_the_line(
    alignment: Alignment, places: list[tuple[float, float]]
) -> None:
    design = design_of(places)
    ids = [i.id for i in design.root_block.instances][:-1]
    before = boxes(design)
    command = align_command(design.root_block, cell_of(design), ids, alignment)
    after = boxes(command.apply(design, EMPTY).design) if command else before
    lines = {
        Alignment.LEFT: [b.x0 for b in after],
        Alignment.CENTRE: [b.x0 + b.x1 for b in after],
        Alignment.RIGHT: [b.x1 for b in after],
        Alignment.TOP: [b.y0 for b in after],
        Alignment.MIDDLE: [b.y0 + b.y1 for b in after],
        Alignment.BOTTOM: [b.y1 for b in after],
    }[alignment][:-1]
    assert lines == pytest.approx([lines[0]] * len(lines), abs=1e-3)


@pytest.mark.parametrize("is_across", [True, False])
@given(places=PLACES)
def test_that_distributed_boxes_have_equal_gaps_and_the_outermost_stay(
    places: list[tuple[float, float]], *, is_across: bool
) -> None:
    design = design_of(places)
    ids = [i.id for i in design.root_block.instances]
    command = distribute_command(design.root_block, cell_of(design), ids, is_across=is_across)
    after = boxes(command.apply(design, EMPTY).design) if command else boxes(design)
    axis = 0 if is_across else 1
    order = sorted(range(len(ids)), key=lambda ix: boxes(design)[ix][axis])
    spans = [(after[ix][axis], after[ix][axis + 2]) for ix in order]
    gaps = [spans[n + 1][0] - spans[n][1] for n in range(len(spans) - 1)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps), abs=1e-3)


def test_that_one_instance_cannot_be_aligned_nor_two_distributed() -> None:
    design = design_of([(0, 0), (3, 4), (9, 9)])
    block, cell = design.root_block, cell_of(design)
    assert align_command(block, cell, ["g0"], Alignment.LEFT) is None
    assert distribute_command(block, cell, ["g0", "g1"], is_across=True) is None


def test_that_a_dragged_box_meets_the_nearest_line_only_within_reach() -> None:
    still = [Box(0, 0, 2, 2), Box(10, 10, 14, 12)]
    snap = guide_snap(Box(0.05, 5, 2.05, 7), still, 0.1)
    assert snap.dx_m == pytest.approx(-0.05)
    assert snap.dy_m is None
    assert snap.guides[0].x0 == snap.guides[0].x1
    assert guide_snap(Box(5, 5, 7, 7), still, 0.1).guides == ()
