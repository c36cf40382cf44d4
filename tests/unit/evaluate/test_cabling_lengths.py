"""Cable lengths against a flat oracle that lays every single cable."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.evaluate import cabling
from designer.evaluate.assumptions import AssumptionTable, build_assumptions
from designer.evaluate.cabling import CableRun, cable_runs, floor_chain
from designer.model.block import BlockKind, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import InstanceId
from designer.topology.build import build_class_graph
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.unit.evaluate.hall import hall, hall_blocks, hall_library, placed

if TYPE_CHECKING:
    from designer.model.design import Design


def runs(subject: Design) -> list[CableRun]:
    graph = build_class_graph(subject)
    found, _ = cable_runs(subject, graph, build_assumptions(subject, hall_library()))
    return list(found)


def length_m(dx_m: float, dy_m: float = 0.0) -> float:
    route_m = abs(dx_m) + abs(dy_m) + 2 * (2.0 + 1.0)
    return route_m + max(0.1 * route_m, 1.0)


def test_that_cables_run_from_each_rack_to_the_spine_rack() -> None:
    (run,) = runs(hall())
    expected = [length_m(5), length_m(4), length_m(3)]
    assert run.mean_m[1] == pytest.approx(sum(expected) / 3)
    assert run.min_m == pytest.approx(min(expected))
    assert run.max_m == pytest.approx(max(expected))
    assert (run.bundle_key, run.n_cables, run.cable) == ("root/uplink", 12, "fibre")
    assert run.mean_m[0] < run.mean_m[1] < run.mean_m[2]


def test_that_a_removed_rack_takes_its_cables_away() -> None:
    blocks = hall_blocks()
    gone = InstanceException(path="rack[0]", kind=ExceptionKind.REMOVED)
    blocks["root"] = evolve(blocks["root"], exceptions=(gone,))
    (run,) = runs(hall(blocks))
    assert run.max_m == pytest.approx(length_m(4))
    assert run.mean_m[1] == pytest.approx((length_m(4) + length_m(3)) / 2)


def test_that_a_copy_removed_inside_a_rack_takes_its_share_of_every_length() -> None:
    blocks = hall_blocks()
    gone = InstanceException(path="rack[0]/node[1]", kind=ExceptionKind.REMOVED)
    blocks["root"] = evolve(blocks["root"], exceptions=(gone,))
    (run,) = runs(hall(blocks))
    assert run.n_cables == 10
    assert run.max_m == pytest.approx(length_m(5))


def test_that_without_any_rack_left_the_lengths_are_zero() -> None:
    subject = hall()
    graph = build_class_graph(subject)
    gone = hall_blocks()
    gone["root"] = evolve(
        gone["root"],
        exceptions=tuple(
            InstanceException(path=f"rack[{k}]", kind=ExceptionKind.REMOVED) for k in range(3)
        ),
    )
    boxes = build_class_graph(hall(gone)).boxes
    found, _ = cable_runs(subject, replace(graph, boxes=boxes), AssumptionTable())
    assert found[0].mean_m == (0.0, 0.0, 0.0)


def test_that_a_length_given_by_the_user_wins() -> None:
    blocks = hall_blocks()
    given = evolve(blocks["root"].link_bundles[0], length_m=42.0)
    blocks["root"] = evolve(blocks["root"], link_bundles=(given,))
    (run,) = runs(hall(blocks))
    assert (run.mean_m, run.max_m, run.is_given) == ((42.0, 42.0, 42.0), 42.0, True)


def test_that_a_bundle_inside_a_rack_has_two_runs_in_the_rack() -> None:
    blocks = hall_blocks()
    lanes = evolve(blocks["node"].link_bundles[0], cable="fibre")
    blocks["node"] = evolve(blocks["node"], link_bundles=(lanes,))
    run = next(r for r in runs(hall(blocks)) if r.bundle_key == "node/lanes")
    assert (run.min_m, run.mean_m[1], run.max_m) == (2.0, 2.0, 2.0)


def mesh(kind: str, offset: int = 0, **dims: int) -> Design:
    """Return racks of one switch each, joined rack to rack."""
    rack = block("rack", [instance("sw", "sw")], kind=BlockKind.RACK)
    relation = ("rack.i", kind, "rack.i", offset)
    root = block(
        "root",
        [placed(instance("rack", "rack", block=True, **dims), n_columns=2, pitch_x_m=1.0,
                pitch_y_m=3.0)],
        [bundle("mesh", "rack/sw", "rack/sw", relation, cable="c")],
    )  # fmt: skip
    return design([root, rack], [switch("sw")])


def position_m(copy_ix: int) -> tuple[float, float]:
    return copy_ix % 2 * 1.0, copy_ix // 2 * 3.0


def between(one: int, other: int) -> float:
    (ax, ay), (bx, by) = position_m(one), position_m(other)
    return length_m(ax - bx, ay - by)


def test_that_a_full_mesh_of_racks_has_the_mean_over_all_pairs() -> None:
    (run,) = runs(mesh("not-equal", i=5))
    lengths = [between(a, b) for a, b in itertools.combinations(range(5), 2)]
    assert run.n_cables == 10
    assert run.mean_m[1] == pytest.approx(sum(lengths) / 10)
    assert run.max_m == pytest.approx(max(lengths))


def test_that_a_ring_of_racks_goes_to_the_next_and_around() -> None:
    (run,) = runs(mesh("shift", 1, i=5))
    lengths = [between(a, (a + 1) % 5) for a in range(5)]
    assert run.mean_m[1] == pytest.approx(sum(lengths) / 5)


def test_that_pairs_that_share_one_of_two_dimensions_are_told_from_the_others() -> None:
    rack = block("rack", [instance("sw", "sw")], kind=BlockKind.RACK)
    place = {"n_columns": 3, "pitch_x_m": 1.0, "pitch_y_m": 2.0}
    root = block(
        "root",
        [placed(instance("rack", "rack", block=True, row=2, col=3), **place)],
        [
            bundle(
                "rows",
                "rack/sw",
                "rack/sw",
                ("rack.row", "equal", "rack.row"),
                ("rack.col", "not-equal", "rack.col"),
                cable="c",
            )
        ],
    )
    (run,) = runs(design([root, rack], [switch("sw")]))
    assert run.n_cables == 6
    assert run.mean_m[1] == pytest.approx((2 * length_m(1) + length_m(2)) / 3)


def test_that_all_to_all_between_racks_counts_the_pairs_inside_one_rack() -> None:
    rack = block("rack", [instance("a", "acc"), instance("b", "sw")], kind=BlockKind.RACK)
    root = block(
        "root",
        [placed(instance("rack", "rack", block=True, i=2), n_columns=2, pitch_x_m=1.0)],
        [bundle("all", "rack/a", "rack/b", cable="c")],
    )
    (run,) = runs(design([root, rack], [accelerator("acc"), switch("sw")]))
    assert run.n_cables == 4
    assert run.mean_m[1] == pytest.approx((2 * 2.0 + 2 * length_m(1)) / 4)
    assert run.min_m == 2.0


def test_that_parts_outside_racks_stand_where_they_are_drawn() -> None:
    root = block(
        "root",
        [placed(instance("a", "acc"), x_m=0.0), placed(instance("b", "sw"), x_m=7.0, y_m=1.0)],
        [bundle("one", "a", "b", cable="c")],
    )
    subject = design([root], [accelerator("acc"), switch("sw")])
    (run,) = runs(subject)
    assert run.max_m == pytest.approx(length_m(7, 1))
    chain = (InstanceId("a"),)
    assert floor_chain(build_class_graph(subject), chain) == chain


def test_that_more_pairs_than_the_cap_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cabling, "MAX_PAIRS", 9)
    (run,) = runs(mesh("not-equal", i=8))
    assert run.n_cables == 28
    assert 0 < run.mean_m[1] <= run.max_m <= between(0, 7)


def test_that_routes_that_still_hold_are_not_measured_again() -> None:
    subject = hall()
    graph, table = build_class_graph(subject), build_assumptions(subject, hall_library())
    _, known = cable_runs(subject, graph, table)
    _, same = cable_runs(subject, build_class_graph(subject), table, known)
    assert same[0] is known[0]
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    blocks["root"] = evolve(blocks["root"], instances=(first, placed(spines, x_m=9.0)))
    moved = hall(blocks)
    _, other = cable_runs(moved, build_class_graph(moved), table, known)
    assert other[0] is not known[0]
    _, reassumed = cable_runs(subject, graph, AssumptionTable(), known)
    assert reassumed[0].max_m == 5.0


def test_that_a_line_of_racks_has_no_cable_round_the_end() -> None:
    (run,) = runs(mesh("step", 1, i=5))
    lengths = [between(k, k + 1) for k in range(4)]
    assert run.n_cables == 4
    assert run.mean_m[1] == pytest.approx(sum(lengths) / 4)
    (back,) = runs(mesh("step", -1, i=5))
    assert back.mean_m == pytest.approx(run.mean_m)


def test_that_an_index_in_a_path_means_that_rack_alone() -> None:
    subject = mesh("not-equal", i=5)
    root = subject.root_block
    star = bundle("star", "rack[3]/sw", "rack/sw", cable="c")
    subject = evolve(subject, blocks=(evolve(root, link_bundles=(star,)), *subject.blocks[1:]))
    (run,) = runs(subject)
    lengths = [between(3, k) for k in (0, 1, 2, 4)]
    assert run.n_cables == 4
    assert run.min_m == 2.0
    assert run.max_m == pytest.approx(max(lengths))


def test_that_listed_pairs_are_as_long_as_their_racks_are_apart() -> None:
    subject = mesh("not-equal", i=5)
    root = subject.root_block
    rows = ((0, 1, 1), (1, 4, 3), (2, 0, 1))
    listed = bundle("l", "rack/sw", "rack/sw", pairs=rows, cable="c")
    gone = InstanceException(path="rack[2]", kind=ExceptionKind.REMOVED)
    root = evolve(root, link_bundles=(listed,), exceptions=(gone,))
    (run,) = runs(evolve(subject, blocks=(root, *subject.blocks[1:])))
    assert run.n_cables == 4
    assert run.mean_m[1] == pytest.approx((between(0, 1) + 3 * between(1, 4)) / 4)
    assert run.max_m == pytest.approx(max(between(0, 1), between(1, 4)))
