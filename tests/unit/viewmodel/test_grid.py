"""Arrays of rectangles: positions, hits and culling against enumeration."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.model.ids import InstanceId
from designer.viewmodel.cells import Cell, CellForm, Child
from designer.viewmodel.culling import visible_indices
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.hit import copies_in, copies_inside

SIZES = st.floats(0.1, 2.0)
GAPS = st.floats(0.01, 1.0)
PLACES = st.floats(-20.0, 20.0)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width, height = draw(SIZES), draw(SIZES)
    sign = draw(st.sampled_from([1.0, -1.0]))
    return Grid(
        x=draw(PLACES),
        y=draw(PLACES),
        pitch_x=width + draw(GAPS),
        pitch_y=sign * (height + draw(GAPS)),
        n_columns=draw(st.integers(1, 7)),
        count=draw(st.integers(1, 40)),
        width=width,
        height=height,
    )


@given(grids())
def test_that_the_middle_of_every_copy_hits_that_copy(grid: Grid) -> None:
    for ix in range(grid.count):
        box = grid.box(ix)
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        assert grid.index_at(x, y) == ix
        assert grid.nearest_index(x, y) == ix


@given(grids())
def test_that_gaps_and_surroundings_hit_nothing(grid: Grid) -> None:
    box = grid.box(grid.count - 1)
    gap_x = grid.pitch_x - grid.width
    assert grid.index_at(box.x1 + gap_x / 2, (box.y0 + box.y1) / 2) is None
    bounds = grid.bounds
    assert grid.index_at(bounds.x0 - 0.5, bounds.y0) is None
    assert grid.index_at(bounds.x0, bounds.y1 + 0.5) is None


@given(grids(), PLACES, PLACES, SIZES, SIZES)
def test_that_culling_finds_what_enumeration_finds(
    grid: Grid, x: float, y: float, width: float, height: float
) -> None:
    view = Box(x, y, x + 4 * width, y + 4 * height)
    found = set(visible_indices(grid, view).tolist())
    for ix in range(grid.count):
        if grid.box(ix).overlaps(view):
            assert ix in found
    for ix in found:
        box = grid.box(ix)
        grown = Box(box.x0 - 1e-9, box.y0 - 1e-9, box.x1 + 1e-9, box.y1 + 1e-9)
        assert grown.overlaps(view)


@given(grids())
def test_that_the_bounds_are_the_union_of_all_copies(grid: Grid) -> None:
    union = grid.box(0)
    for ix in range(1, grid.count):
        union = union.union(grid.box(ix))
    for got, wanted in zip(grid.bounds, union, strict=True):
        assert abs(got - wanted) < 1e-9


@given(grids())
def test_that_origins_agree_with_boxes(grid: Grid) -> None:
    for ix, (x, y) in enumerate(grid.all_origins.tolist()):
        assert abs(grid.box(ix).x0 - x) < 1e-12
        assert abs(grid.box(ix).y0 - y) < 1e-12


def test_that_a_million_copies_are_culled_without_being_listed() -> None:
    grid = Grid(0.0, 0.0, 1.0, 1.0, 1000, 1_000_000, 0.8, 0.8)
    assert visible_indices(grid, Box(10.0, 20.0, 11.5, 20.5)).tolist() == [20_010, 20_011]
    assert grid.index_at(999.5, 999.5) == 999_999


def test_that_a_lone_copy_has_no_neighbour() -> None:
    assert Grid(0.0, 0.0, 0.0, 0.0, 1, 1, 1.0, 1.0).smallest_pitch == float("inf")
    assert Grid(0.0, 0.0, 2.0, -3.0, 2, 4, 1.0, 1.0).smallest_pitch == 2.0


@given(grids(), st.tuples(PLACES, PLACES), st.tuples(st.floats(0.0, 40.0), st.floats(0.0, 40.0)))
def test_that_a_box_encloses_exactly_the_copies_inside_it(
    grid: Grid, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    box = Box(*corner, corner[0] + size[0], corner[1] + size[1])
    part = Cell("p", CellForm.PART, "", "p", "switch", "p", "p", 1.0, 1.0)
    child = Child(InstanceId("p"), "p", grid, part, 1.0, 0.0, 0.0)
    cell = Cell("c", CellForm.FLOOR, "c", "", "", "c", "c", 50.0, 50.0, children=(child,))
    found = {step.copy_ix for step in copies_inside(cell, box)}
    slack = 1e-9
    for ix in range(grid.count):
        own = grid.box(ix)
        margin = min(
            own.x0 - box.x0, own.y0 - box.y0, box.x1 - own.x1, box.y1 - own.y1,
        )  # fmt: skip
        if margin > slack:
            assert ix in found
        elif margin < -slack:
            assert ix not in found
    assert found <= {step.copy_ix for step in copies_in(cell, box)}
