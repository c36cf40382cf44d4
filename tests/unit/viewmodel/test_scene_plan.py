"""Geometry of the scene plan: nothing overlaps, all is inside, hits are where it is drawn."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from designer.commands.structure import AddGroup, AddPart, SetCount
from designer.fabric.registry import build_system
from designer.model.block import BlockKind
from designer.model.ids import PathStep, path_from_text
from designer.model.instance import Dimension
from designer.topology.build import build_class_graph
from designer.viewmodel.cells import CellForm, short_label
from designer.viewmodel.hit import copies_in, copy_at, path_at, route_at
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import new_design, shipped_library

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design
    from designer.viewmodel.cells import Cell
    from designer.viewmodel.scene_plan import ScenePlan

SYSTEMS = ("cloudmatrix-384", "gb200-nvl72")


@cache
def library() -> CatalogLibrary:
    return shipped_library()


@cache
def system(name: str) -> Design:
    return build_system(name, library())


def plan_of(design: Design) -> ScenePlan:
    return build_scene_plan(design, build_class_graph(design))


def edited(design: Design, *commands: Command) -> Design:
    for command in commands:
        design = command.apply(design, library()).design
    return design


def add(block: str, part: str, **fields: object) -> Command:
    return AddPart.model_validate({"block": block, "part": part, **fields})


@cache
def by_hand() -> Design:
    """Several things dropped without positions, and some with."""
    design = edited(
        new_design().document.design,
        add("cluster", "cm384-compute"),
        add("cluster", "cm384-switch"),
        add("cluster", "cm384-node", x_m=5.0, y_m=1.0),
        add("cluster", "th5-box", n_copies=40),
        AddGroup.model_validate({"block": "cluster", "name": "Hall", "kind": BlockKind.GROUP}),
    )
    ids = {b.part: b.id for b in design.blocks if b.part is not None}
    return edited(
        design,
        add(ids["cm384-compute"], "cm384-node", at_u=1),
        add(ids["cm384-compute"], "ub-l2-box", n_copies=3),
        add(ids["cm384-compute"], "th5-box"),
        add(ids["cm384-node"], "ascend-910c", n_copies=8),
        add(ids["cm384-node"], "ub-l1", n_copies=7),
        add(ids["cm384-node"], "kunpeng-920", n_copies=4),
    )


def all_cells(plan: ScenePlan) -> list[Cell]:
    found: dict[int, Cell] = {}
    pending = [plan.root, *plan.cell_by_block.values()]
    while pending:
        cell = pending.pop()
        if id(cell) not in found:
            found[id(cell)] = cell
            pending += [child.cell for child in cell.children]
    return list(found.values())


DESIGNS = [pytest.param(lambda n=n: system(n), id=n) for n in SYSTEMS]
DESIGNS.append(pytest.param(by_hand, id="by-hand"))


@pytest.mark.parametrize("design", DESIGNS)
def test_that_children_lie_inside_their_cell(design: object) -> None:
    assert callable(design)
    for cell in all_cells(plan_of(design())):
        for child in cell.children:
            bounds = child.grid.bounds
            assert bounds.x0 >= -1e-9, (cell.key, child.instance_id)
            assert bounds.y0 >= -1e-9, (cell.key, child.instance_id)
            assert bounds.x1 <= cell.width + 1e-9, (cell.key, child.instance_id)
            assert bounds.y1 <= cell.height + 1e-9, (cell.key, child.instance_id)


@pytest.mark.parametrize("design", DESIGNS)
def test_that_no_two_siblings_overlap(design: object) -> None:
    assert callable(design)
    for cell in all_cells(plan_of(design())):
        boxes = [
            (child.instance_id, ix, child.grid.box(ix))
            for child in cell.children
            for ix in range(child.grid.count)
        ]
        for (a_id, a_ix, a), (b_id, b_ix, b) in combinations(boxes, 2):
            assert not a.overlaps(b), (cell.key, a_id, a_ix, b_id, b_ix)


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_cables_stay_inside_the_cell_that_draws_them(name: str) -> None:
    for cell in all_cells(plan_of(system(name))):
        for route in cell.routes:
            box = route.grid.bounds
            assert box.x0 >= -1e-9, cell.key
            assert box.y0 >= -1e-9, cell.key
            assert box.x1 <= cell.width + 1e-9, cell.key
            assert box.y1 <= cell.height + 1e-9, cell.key


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_the_middle_of_every_leaf_class_hits_its_own_path(name: str) -> None:
    design = system(name)
    plan = plan_of(design)
    graph = build_class_graph(design)
    for vertex in graph.vertex_classes:
        path = tuple(PathStep(key, 0) for key in vertex.chain)
        placed = plan.placed(plan.root, path)
        assert placed is not None
        x, y = (placed.box.x0 + placed.box.x1) / 2, (placed.box.y0 + placed.box.y1) / 2
        assert path_at(plan.root, x, y) == path
        assert placed.cell.part_slug == vertex.part_slug


def test_that_an_inner_copy_is_found_where_it_is_drawn() -> None:
    plan = plan_of(system("cloudmatrix-384"))
    path = path_from_text("compute-rack[7]/node[2]/npu[5]")
    placed = plan.placed(plan.root, path)
    assert placed is not None
    middle = (placed.box.x0 + placed.box.x1) / 2, (placed.box.y0 + placed.box.y1) / 2
    assert path_at(plan.root, *middle) == path
    assert path_at(plan.root, *middle, max_steps=1) == path[:1]
    hit = copy_at(plan.root, *middle)
    assert hit is not None
    assert hit.step == path[0]


def test_that_rack_units_count_from_the_floor() -> None:
    plan = plan_of(system("cloudmatrix-384"))
    rack = plan.cell_by_block["compute-rack"]
    node = rack.child_by_id[path_from_text("node")[0].instance_id]
    assert rack.form is CellForm.ELEVATION
    assert node.grid.box(0).y0 > node.grid.box(1).y0 > node.grid.box(3).y0
    assert rack.width == pytest.approx(0.6)


def test_that_a_flat_tray_is_drawn_in_one_row_in_the_rack_and_as_a_board_inside() -> None:
    plan = plan_of(system("gb200-nvl72"))
    rack = plan.cell_by_block["nvl72-rack"]
    drawn = {child.cell.block_id: child.cell.form for child in rack.children}
    assert drawn == {"compute-tray": CellForm.FRONT, "switch-tray": CellForm.FRONT}
    assert plan.cell_by_block["compute-tray"].form is CellForm.BOARD


def test_that_the_count_label_of_a_bundle_is_that_of_the_graph() -> None:
    plan = plan_of(system("cloudmatrix-384"))
    texts = {label.bundle_key: label.texts[-1] for label in plan.root.labels}
    assert texts["cloudmatrix-384/ub-uplink"] == "5,376 links"
    node = plan.cell_by_block["node"]
    texts = {label.bundle_key: label.texts[-1] for label in node.labels}
    assert texts["node/npu-l1"] == "112 links"


def test_that_a_bundle_is_hit_on_its_bus_and_not_beside_it() -> None:
    plan = plan_of(system("cloudmatrix-384"))
    node = plan.cell_by_block["node"]
    label = next(lab for lab in node.labels if lab.bundle_key == "node/npu-l1")
    route = route_at(node, label.x, label.y, 0.001)
    assert route is not None
    assert route.bundle_keys == ("node/npu-l1",)
    assert route_at(node, label.x, label.y, 0.001, hidden_fabrics=frozenset({"scale-up"})) is None
    assert route_at(node, 0.0, node.height, 0.001) is None


def test_that_a_box_picks_the_copies_it_touches() -> None:
    plan = plan_of(system("cloudmatrix-384"))
    rack = plan.root.child_by_id[path_from_text("compute-rack")[0].instance_id]
    box = rack.grid.box(1).union(rack.grid.box(3))
    shrunk = type(box)(box.x0 + 0.1, box.y0 + 0.1, box.x1 - 0.1, box.y1 - 0.1)
    assert copies_in(plan.root, shrunk) == tuple(PathStep(rack.instance_id, ix) for ix in (1, 2, 3))


def test_that_a_million_copies_cost_no_more_cells_than_eight() -> None:
    small = plan_of(by_hand())
    design = by_hand()
    node = next(b for b in design.blocks if b.part == "cm384-node" and b.instances)
    dims = (Dimension(name="i", size=1_048_576),)
    large = edited(
        design,
        SetCount.model_validate({"block": node.id, "instance": "ascend-910c", "dims": dims}),
    )
    plan = plan_of(large)
    assert len(all_cells(plan)) == len(all_cells(small))
    cell = plan.cell_by_block[node.id]
    assert cell.child_by_id[path_from_text("ascend-910c")[0].instance_id].grid.count == 1_048_576
    assert sum(len(c.routes) for c in all_cells(plan)) == sum(
        len(c.routes) for c in all_cells(small)
    )


def test_that_paths_that_do_not_exist_have_no_place() -> None:
    plan = plan_of(system("gb200-nvl72"))
    assert plan.placed(plan.root, path_from_text("nothing[0]")) is None
    assert plan.placed(plan.root, path_from_text("rack[7]")) is None


@pytest.mark.parametrize(
    ("slug", "family", "label"),
    [
        ("ascend-910c", "accelerator", "910C"),
        ("ub-l1", "switch", "L1"),
        ("th5-box", "switch", "TH5"),
        ("nvswitch5", "switch", "SW5"),
        ("kunpeng-920", "cpu", "CPU"),
        ("gb200-gpu", "accelerator", "GB200"),
        ("qingtian-dpu", "nic", "DPU"),
        ("connectx-7", "nic", "NIC"),
        ("ascend-910c.15x400g", "accelerator", "910C"),
        ("imported-endpoint", "accelerator", "END"),
    ],
)
def test_that_short_labels_fit_a_small_glyph(slug: str, family: str, label: str) -> None:
    assert short_label(slug, family) == label
