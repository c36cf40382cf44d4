"""The bisection cut as the canvas shows it, against the fabric expanded vertex by vertex."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.commands.copies import RemoveCopies
from designer.evaluate.bisection import Cut, half_split
from designer.evaluate.cut_links import cut_links
from designer.evaluate.cut_orders import orders
from designer.evaluate.network import evaluate_fabric
from designer.model.ids import FabricId, path_from_text
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from designer.viewmodel.box_marks import Spot
from designer.viewmodel.cut_sides import CutSides, beside_endpoints, cut_overlay
from designer.viewmodel.data_overlay import Side
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.checker import cut_capacity, is_bisection
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.witness import cells_of_paths

if TYPE_CHECKING:
    from random import Random

    from designer.topology.classes import ClassGraph
    from designer.viewmodel.data_overlay import DataOverlay
    from designer.workbench.snapshot import Snapshot
    from tests.oracle.reference import PlainGraph

SCALE_UP = FabricId("scale-up")


def sides_by_vertex(plain: PlainGraph, cut: Cut) -> list[int]:
    cell_of = cells_of_paths(cut.base.space, cut.fold, plain.paths)
    return [cut.sides[cell].side for cell in cell_of]


def check_counts(plain: PlainGraph, cut: Cut) -> None:
    """Compare the counts inside every copy of every block with a tally over all vertices."""
    side = sides_by_vertex(plain, cut)
    ends = set(plain.endpoints)
    tally: Counter[tuple[str, bool, int]] = Counter()
    copies: Counter[str] = Counter()
    for vertex, path in enumerate(plain.paths):
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            tally["/".join(steps[:depth]), vertex in ends, side[vertex]] += 1
            outer = "/".join([*steps[: depth - 1], steps[depth - 1].partition("[")[0]])
            step = path_from_text(steps[depth - 1])[0]
            copies[outer] = max(copies[outer], (step.copy_ix or 0) + 1)
    found = CutSides(cut)
    for outer, count in copies.items():
        head, _, name = outer.rpartition("/")
        for is_endpoint in (True, False):
            got = found.counts(
                path_from_text(head) if head else (),
                path_from_text(name)[0].instance_id,
                count,
                is_endpoint=is_endpoint,
            )
            for ix in range(count):
                at = f"{outer}[{ix}]"
                assert got.n_a[ix] == tally[at, is_endpoint, 0], (at, is_endpoint)
                assert got.n_b[ix] == tally[at, is_endpoint, 1], (at, is_endpoint)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_the_sides_of_all_copies_are_those_of_their_vertices(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    plain = plain_graph(graph)
    if len(plain.endpoints) < 2:
        return
    base = BaseFold(build_space(graph, SCALE_UP))
    for order in islice(orders(base), 2):
        cut = half_split(base, order)
        check_counts(plain, cut)
        moved = beside_endpoints(cut)
        check_counts(plain, moved)
        side = sides_by_vertex(plain, moved)
        stated = cut.capacity_bytes_per_s / UNIT_BYTES_PER_S
        assert is_bisection(plain, side)
        assert cut_capacity(plain, side) == pytest.approx(stated, rel=1e-12)
        check_links(graph, plain, moved)


def check_links(graph: ClassGraph, plain: PlainGraph, cut: Cut) -> None:
    side = sides_by_vertex(plain, cut)
    n_parted = sum(
        n for (a, b, _), n in zip(plain.links, plain.n_links, strict=True) if side[a] != side[b]
    )
    found = cut_links(graph, SCALE_UP, cut)
    assert sum(one.n_cut for one in found.values()) == n_parted
    total = sum(one.capacity_bytes_per_s for one in found.values())
    assert total == cut.capacity_bytes_per_s


def shown(snapshot: Snapshot, fabric_id: str, scope: str = "") -> DataOverlay:
    plan = build_scene_plan(snapshot.design, snapshot.graph)
    path = path_from_text(scope) if scope else ()
    cell = plan.root
    for step in path:
        cell = plan.cell_by_block[cell.child_by_id[step.instance_id].cell.block_id]
    return cut_overlay(snapshot, fabric_id, Spot(cell, path, 0.0, 0.0, 1.0))


@pytest.fixture(scope="module")
def cloudmatrix() -> Workbench:
    return Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)


def n_on(overlay: DataOverlay, side: Side) -> int:
    return sum(overlay.boxes.texts[ix] == side for ix in overlay.boxes.text_ixs.tolist())


def test_that_cloudmatrix_is_cut_between_its_compute_racks(cloudmatrix: Workbench) -> None:
    overlay = shown(cloudmatrix.snapshot, "scale-up")
    # Six of twelve compute racks on each side, the four bus racks with the second half
    assert (n_on(overlay, Side.A), n_on(overlay, Side.B)) == (6, 10)
    assert overlay.facts[0] == "Bisection 75.26 TB/s, exact"
    # 168 L1 chips of 24 nodes have 16 uplinks each
    assert overlay.bundles["cloudmatrix-384/ub-uplink"].text == "┆ 2,688 of 5,376 links"
    assert list(overlay.bundles) == ["cloudmatrix-384/ub-uplink"]


def test_that_a_cut_across_every_node_opens_racks_and_nodes(cloudmatrix: Workbench) -> None:
    overlay = shown(cloudmatrix.snapshot, "scale-out")
    # By rail: half of the accelerators of each node, and all leaves and spines on one side
    assert n_on(overlay, Side.A) == 192
    assert n_on(overlay, Side.B) == 192 + 4


def test_that_the_sides_are_also_shown_inside_a_rack_and_a_node(cloudmatrix: Workbench) -> None:
    inside = shown(cloudmatrix.snapshot, "scale-up", "compute-rack[5]")
    assert (n_on(inside, Side.A), n_on(inside, Side.B)) == (4, 0)
    inside = shown(cloudmatrix.snapshot, "scale-up", "compute-rack[6]/node[3]")
    assert (n_on(inside, Side.A), n_on(inside, Side.B)) == (0, 15)


def test_that_a_removed_rack_has_no_side(cloudmatrix: Workbench) -> None:
    cloudmatrix.apply(RemoveCopies(paths=("compute-rack[0]",)))
    overlay = shown(cloudmatrix.snapshot, "scale-up")
    cloudmatrix.undo()
    first = build_scene_plan(cloudmatrix.snapshot.design, cloudmatrix.snapshot.graph)
    box = first.root.child_by_id[path_from_text("compute-rack")[0].instance_id].grid.box(0)
    corners = {(round(x, 6), round(y, 6)) for x, y, _, _ in overlay.boxes.boxes.tolist()}
    assert len(overlay.boxes) > 0
    assert (round(box.x0, 6), round(box.y0, 6)) not in corners


def test_that_a_fabric_without_links_has_no_cut_to_show(cloudmatrix: Workbench) -> None:
    overlay = shown(cloudmatrix.snapshot, "no-such-fabric")
    assert not len(overlay.boxes)
    assert overlay.facts == ("This fabric has no bisection to show.",)


def test_that_the_cut_is_the_witness_of_the_number(cloudmatrix: Workbench) -> None:
    numbers = evaluate_fabric(cloudmatrix.snapshot.graph, SCALE_UP)
    assert isinstance(numbers.bisection_cut, Cut)
    moved = beside_endpoints(numbers.bisection_cut)
    plain = plain_graph(cloudmatrix.snapshot.graph)
    assert cut_capacity(plain, sides_by_vertex(plain, moved)) == pytest.approx(75_264.0)
