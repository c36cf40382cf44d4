"""All-to-all and hub bounds: values, witnesses, and what happens when a solver lets down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate import hose, throughput
from designer.evaluate.certificates import repaired_flow
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.half_hose import bisection_low
from designer.evaluate.hose import worst_case_low
from designer.evaluate.lp import LpAnswer, Solver, solve
from designer.evaluate.throughput import all_to_all, shortest_path_rate, unit_demand
from designer.evaluate.trace import Stopwatch
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.checker import length_bound
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import all_to_all_per_pair, bisection, hub_rate
from tests.oracle.witness import cells_of_paths

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.flows import FlowSpace
    from designer.evaluate.lp import LinearProgram
    from designer.model.design import Design


def flows_of(design_: Design) -> FlowSpace | None:
    base = BaseFold(build_space(build_class_graph(design_), FabricId("scale-up")))
    if base.fold.cell_size[base.is_endpoint].sum() < 2:
        return None
    sources = source_folds(base)
    if any(np.isinf(one.hops[one.is_endpoint]).any() for one in sources):
        return None
    return make_flow_space(base, sources, UNIT_BYTES_PER_S)


def torus(x: int, y: int) -> Design:
    links = [
        bundle("x", "acc", "acc", ("acc.x", "shift", "acc.x", 1), ("acc.y", "equal", "acc.y")),
        bundle("y", "acc", "acc", ("acc.y", "shift", "acc.y", 1), ("acc.x", "equal", "acc.x")),
    ]
    return design([block("root", [instance("acc", "acc", x=x, y=y)], links)], [accelerator()])


def test_that_a_torus_with_unequal_axes_keeps_its_two_arc_orbits() -> None:
    flows = flows_of(torus(5, 3))
    assert flows is not None
    found = all_to_all(flows, 10.0)
    assert found is not None
    plain = plain_graph(build_class_graph(torus(5, 3)))
    rate = all_to_all_per_pair(plain) * UNIT_BYTES_PER_S
    assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-9)
    assert found.high_bytes_per_s == pytest.approx(rate, rel=1e-9)


def test_that_all_to_all_on_grids_of_cliques_equals_the_full_program() -> None:
    rows = bundle("x", "sw", "sw", ("sw.x", "not-equal", "sw.x"), ("sw.y", "equal", "sw.y"))
    columns = bundle("y", "sw", "sw", ("sw.y", "not-equal", "sw.y"), ("sw.x", "equal", "sw.x"))
    down = bundle("d", "acc", "sw", ("acc.x", "equal", "sw.x"), ("acc.y", "equal", "sw.y"))
    root = block(
        "root",
        [instance("acc", "acc", x=3, y=2, i=2), instance("sw", "sw", x=3, y=2)],
        [rows, columns, down],
    )
    grid = design([root], [accelerator(), switch()])
    flows = flows_of(grid)
    assert flows is not None
    found = all_to_all(flows, 10.0)
    assert found is not None
    rate = all_to_all_per_pair(plain_graph(build_class_graph(grid))) * UNIT_BYTES_PER_S
    assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_hub_bounds_equal_the_unfolded_program_and_hold(rng: Random) -> None:
    drawn = random_design(rng)
    plain = plain_graph(build_class_graph(drawn))
    flows = flows_of(drawn)
    if flows is None or len(plain.endpoints) * len(plain.arcs) > 800:
        return
    found = worst_case_low(flows, 10.0)
    assert found is not None
    rate = hub_rate(plain) * UNIT_BYTES_PER_S
    assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-7)
    half = bisection_low(flows, 10.0)
    assert half >= rate * (len(plain.endpoints) // 2) * (1 - 1e-7)
    assert half <= bisection(plain) * UNIT_BYTES_PER_S * (1 + 1e-7)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_bounds_without_a_solver_hold(rng: Random) -> None:
    flows = flows_of(random_design(rng))
    if flows is None:
        return
    exact, rough = all_to_all(flows, 10.0), shortest_path_rate(flows)
    assert exact is not None
    assert rough.low_bytes_per_s <= exact.high_bytes_per_s * (1 + 1e-9)
    assert rough.high_bytes_per_s >= exact.low_bytes_per_s * (1 - 1e-9)


def test_that_the_second_binding_answers_when_a_certificate_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flows = flows_of(cloudmatrix_like())
    assert flows is not None

    def wrong(program: LinearProgram, solver: Solver, time_limit_s: float) -> LpAnswer | None:
        if solver is Solver.SCIPY:
            return solve(program, solver, time_limit_s)
        x = np.ones(len(program.cost))
        return LpAnswer(x, np.ones(len(program.row_lower)), solver)

    # This fabric is even: without a program it would be proved at once.
    monkeypatch.setattr(throughput, "even_rate", lambda *_: None)
    monkeypatch.setattr(throughput, "solve", wrong)
    watch = Stopwatch()
    with watch.step("network"):
        found = all_to_all(flows, 10.0)
    assert found is not None
    assert "scipy" in found.method
    assert any("certificate of highspy leaves" in note for note in watch.runs[0].notes)
    assert found.low_bytes_per_s == pytest.approx(392e9 / 383, rel=1e-9)


def test_that_no_answer_in_time_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    flows = flows_of(cloudmatrix_like())
    assert flows is not None

    def silent(program: LinearProgram, solver: Solver, time_limit_s: float) -> LpAnswer | None:
        del program, solver, time_limit_s
        return None

    monkeypatch.setattr(throughput, "even_rate", lambda *_: None)
    monkeypatch.setattr(throughput, "solve", silent)
    monkeypatch.setattr(hose, "solve", silent)
    monkeypatch.setattr("designer.evaluate.half_hose.solve", silent)
    assert all_to_all(flows, 0.0) is None
    assert all_to_all(flows, 10.0) is None
    assert worst_case_low(flows, 0.0) is None
    assert worst_case_low(flows, 10.0) is None
    assert bisection_low(flows, 10.0) == 0.0


def test_that_a_repaired_flow_delivers_everywhere() -> None:
    flows = flows_of(cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"]))
    assert flows is not None
    demand = unit_demand(flows)
    flow = repaired_flow(flows, np.full(flows.n_vars, -1.0), demand)
    n = len(demand)
    net = np.bincount(flows.to_ix, flow, n) - np.bincount(flows.from_ix, flow, n)
    assert (flow >= 0).all()
    np.testing.assert_allclose(net[~flows.is_source], demand[~flows.is_source], atol=1e-9)


def test_that_exported_lengths_prove_the_upper_bound_on_the_expansion() -> None:
    inner = [instance("acc", "acc", i=2), instance("l1", "sw", plane=2)]
    node = block("node", inner, [bundle("d", "acc", "l1")])
    root = block(
        "root",
        [instance("node", "node", block=True, i=3), instance("l2", "sw", plane=2)],
        [bundle("u", "node/l1", "l2", ("l1.plane", "equal", "l2.plane"))],
        removed=["node[1]/l1[1]"],
    )
    drawn = design([root, node], [accelerator(), switch()])
    flows = flows_of(drawn)
    assert flows is not None
    found = all_to_all(flows, 10.0)
    assert found is not None
    plain = plain_graph(build_class_graph(drawn))
    fold = flows.base.fold
    cell_of = cells_of_paths(flows.base.space, fold, plain.paths)
    orbit_of = {
        (a, b): orbit
        for a, b, orbit in zip(
            fold.arc_from_ix.tolist(),
            fold.arc_to_ix.tolist(),
            fold.arc_orbit_ix.tolist(),
            strict=True,
        )
    }
    lengths = [
        float(found.class_length[flows.class_of_orbit[orbit_of[cell_of[a], cell_of[b]]]])
        for a, b, _ in plain.links
    ]
    bound = length_bound(plain, lengths) * UNIT_BYTES_PER_S
    assert bound == pytest.approx(found.high_bytes_per_s, rel=1e-9)
