"""The views of a design: the same document as tiers, as a floor plan and as elevations."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from designer.catalog.racks import RackRecord
from designer.model.block import Block, BlockKind
from designer.model.design import Design
from designer.model.ids import BlockId, InstanceId, PathStep, path_from_text
from designer.model.instance import Dimension, Instance
from designer.topology.build import build_class_graph
from designer.viewmodel.cells import CellForm
from designer.viewmodel.floor_plan import footprint_m
from designer.viewmodel.layout import RACK_UNIT_M, height_u_of, usable_u_of
from designer.viewmodel.scene_plan import build_scene_plan
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.opening import open_named_or_file, system_names

if TYPE_CHECKING:
    from designer.model.ids import InstancePath
    from designer.viewmodel.cells import Cell
    from designer.viewmodel.grid import Box
    from designer.viewmodel.scene_plan import ScenePlan

SYSTEMS = tuple(system_names())


@cache
def design_of(name: str) -> Design:
    return open_named_or_file(name).document.design


@cache
def plan_of(name: str, kind: ViewKind) -> ScenePlan:
    design = design_of(name)
    return build_scene_plan(design, build_class_graph(design), kind)


def rack_paths(design: Design) -> list[InstancePath]:
    """First and last copy of every instance chain that ends at a rack."""
    found: list[InstancePath] = []
    open_paths: list[tuple[InstancePath, str]] = [((), design.root)]
    while open_paths:
        path, block_id = open_paths.pop()
        block = next(b for b in design.blocks if b.id == block_id)
        for instance in block.instances:
            inner = design.block_by_id.get(instance.block) if instance.block else None
            if inner is None:
                continue
            for ix in {0, instance.count // 2, instance.count - 1}:
                step = (*path, PathStep(instance.id, ix))
                if inner.kind is BlockKind.RACK:
                    found.append(step)
                elif inner.kind not in {BlockKind.NODE, BlockKind.SWITCH_BOX}:
                    open_paths.append((step, inner.id))
    return found


def position_m(design: Design, path: InstancePath) -> tuple[float, float]:
    """Sum of the placements along a path, as the cable lengths use it."""
    x = y = 0.0
    block = design.root_block
    for step in path:
        instance = block.instance_by_id[step.instance_id]
        place = instance.placement
        row, column = divmod(step.copy_ix or 0, place.n_columns)
        x += place.x_m + column * place.pitch_x_m
        y += place.y_m + row * place.pitch_y_m
        if instance.block is not None:
            block = design.block_by_id[instance.block]
    return x, y


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_racks_of_a_floor_plan_stand_where_cable_lengths_are_measured(name: str) -> None:
    design, plan = design_of(name), plan_of(name, ViewKind.FLOOR_PLAN)
    paths = rack_paths(design)
    assert paths
    drawn, placed = [], []
    for path in paths:
        found = plan.placed(plan.root, path)
        assert found is not None
        assert found.cell.form is CellForm.FOOTPRINT
        assert found.scale == pytest.approx(1.0)
        drawn.append((found.box.x0, found.box.y0))
        placed.append(position_m(design, path))
    dx, dy = drawn[0][0] - placed[0][0], drawn[0][1] - placed[0][1]
    for (x, y), (x_m, y_m) in zip(drawn, placed, strict=True):
        assert (x - x_m, y - y_m) == pytest.approx((dx, dy), abs=1e-9)


def test_that_a_footprint_has_the_size_of_the_catalog() -> None:
    design = design_of("cloudmatrix-384")
    rack = design.block_by_id[design.root_block.instances[0].block or design.root]
    part = design.part_by_slug[rack.part or ""]
    assert isinstance(part, RackRecord)
    assert footprint_m(design, rack) == (part.width_m.value, part.depth_m.value)
    cell = plan_of("cloudmatrix-384", ViewKind.FLOOR_PLAN).root.children[0].cell
    assert (cell.width, cell.height) == (part.width_m.value, part.depth_m.value)


def test_that_a_floor_plan_names_rows_and_the_aisle_between_them() -> None:
    root = plan_of("cloudmatrix-384", ViewKind.FLOOR_PLAN).root
    texts = [note.text for note in root.notes]
    # Rows 3.2 m apart of racks 1.2 m deep.
    assert texts == ["Row 1", "Row 2", "↕ aisle 2.0 m"]


def test_that_cable_lengths_stand_at_the_cables() -> None:
    design = design_of("cloudmatrix-384")
    key = "cloudmatrix-384/" + design.root_block.link_bundles[0].id
    graph = build_class_graph(design)
    plan = build_scene_plan(design, graph, ViewKind.FLOOR_PLAN, {key: (2.2, 13.01)})
    label = next(one for one in plan.root.labels if one.bundle_key == key)
    assert label.texts[0].endswith("links, 3 to 14 m")
    assert label.texts[-1].endswith("links")


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_tiers_have_endpoints_below_and_switches_above(name: str) -> None:
    plan = plan_of(name, ViewKind.TOPOLOGY)
    n_tiers = 0
    for cell in (plan.root, *plan.cell_by_block.values()):
        switches = [c.grid.bounds for c in cell.children if c.cell.main_family == "switch"]
        others = [c.grid.bounds for c in cell.children if c.cell.main_family != "switch"]
        n_tiers += bool(switches and others)
        for switch in switches:
            assert all(switch.y1 < other.y0 for other in others)
    assert n_tiers or "tpu" in name


def test_that_tiers_of_switches_are_ordered_by_hops_from_the_endpoints() -> None:
    plan = plan_of("dgx-h100-superpod", ViewKind.TOPOLOGY)
    su = plan.cell_by_block["su"]
    rows = {str(child.instance_id): child.grid.y for child in su.children}
    assert rows["network-rack"] < rows["compute-rack"]
    assert [note.text for note in su.notes] == ["Tier 1", "Endpoints"]


@pytest.mark.parametrize("sizes", [(4, 4, 5), (8, 3), (2, 2, 2, 30), (7, 6), (90,)])
def test_that_rows_of_a_grid_end_where_an_index_begins_again(sizes: tuple[int, ...]) -> None:
    dims = tuple(Dimension(name="wzyx"[ix], size=n) for ix, n in enumerate(sizes))
    part = next(p for p in design_of("gb200-nvl72").parts if p.family == "accelerator")
    chips = Instance(id=InstanceId("chip"), part=part.slug, dims=dims)
    block = Block(id=BlockId("mesh"), name="Mesh", kind=BlockKind.GROUP, instances=(chips,))
    design = Design(
        name="Mesh",
        root=block.id,
        blocks=(block,),
        parts=(part,),
        assumptions=design_of("gb200-nvl72").assumptions,
    )
    plan = build_scene_plan(design, build_class_graph(design), ViewKind.TOPOLOGY)
    grid = plan.root.children[0].grid
    if len(sizes) > 1:
        assert grid.n_columns % sizes[-1] == 0
        assert grid.count % grid.n_columns == 0
    assert grid.bounds.width < 9 * grid.bounds.height


@pytest.mark.parametrize("kind", [ViewKind.TOPOLOGY, ViewKind.ELEVATION])
@pytest.mark.parametrize("name", SYSTEMS)
def test_that_nothing_covers_anything_else_in_views_that_place_by_themselves(
    name: str, kind: ViewKind
) -> None:
    plan = plan_of(name, kind)
    for cell in (plan.root, *plan.cell_by_block.values()):
        for child in cell.children:
            bounds = child.grid.bounds
            assert bounds.x0 >= -1e-9
            assert bounds.y0 >= -1e-9
            assert bounds.x1 <= cell.width + 1e-9
            assert bounds.y1 <= cell.height + 1e-9
        for one, other in combinations(cell.children, 2):
            assert not shrunk(one.grid.bounds).overlaps(other.grid.bounds), (cell.key, one, other)


def shrunk(box: Box) -> Box:
    return box._replace(x0=box.x0 + 1e-9, y0=box.y0 + 1e-9, x1=box.x1 - 1e-9, y1=box.y1 - 1e-9)


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_devices_stand_at_their_units_in_elevations(name: str) -> None:
    design, plan = design_of(name), plan_of(name, ViewKind.ELEVATION)
    for block in design.blocks:
        if block.kind is not BlockKind.RACK:
            continue
        cell = plan.cell_by_block[block.id]
        assert cell.form is CellForm.ELEVATION
        for instance in block.instances:
            if instance.placement.at_u is None:
                continue
            box = cell.child_by_id[instance.id].grid.box(0)
            bottom = cell.origin_y - (instance.placement.at_u - 1) * RACK_UNIT_M
            height = height_u_of(design, instance) * RACK_UNIT_M
            assert bottom - height <= box.y0 < box.y1 <= bottom
        numbers = [note for note in cell.notes if note.text.isdigit()]
        assert len(numbers) >= usable_u_of(design, block)
        for note in numbers:
            top = cell.origin_y - int(note.text) * RACK_UNIT_M
            assert note.box.y0 == pytest.approx(top)


def test_that_an_elevation_tells_what_is_free_and_what_is_used() -> None:
    rack = plan_of("cloudmatrix-384", ViewKind.ELEVATION).cell_by_block["compute-rack"]
    texts = {note.text for note in rack.notes}
    # Four nodes of 8 U in 47 U.
    assert {"15 U free", "32 of 47 U"} <= texts


def test_that_racks_of_one_row_of_the_floor_stand_in_one_row_of_elevations() -> None:
    root: Cell = plan_of("cloudmatrix-384", ViewKind.ELEVATION).root
    compute, bus = root.children
    assert compute.grid.box(0).y0 == bus.grid.box(0).y0
    assert compute.grid.box(6).y0 == bus.grid.box(2).y0
    assert compute.grid.bounds.x1 < bus.grid.bounds.x0


def test_that_only_views_with_positions_say_so() -> None:
    has = {kind: plan_of("cloudmatrix-384", kind).root.has_positions for kind in ViewKind}
    assert has == {
        ViewKind.STRUCTURE: True,
        ViewKind.TOPOLOGY: False,
        ViewKind.FLOOR_PLAN: True,
        ViewKind.ELEVATION: False,
    }


def test_that_a_rack_is_seen_from_the_front_inside_a_floor_plan() -> None:
    plan = plan_of("cloudmatrix-384", ViewKind.FLOOR_PLAN)
    assert plan.cell_by_block["compute-rack"].form is CellForm.ELEVATION
    node = plan.cell_by_block["node"]
    assert plan.placed(node, path_from_text("npu[3]")) is not None
