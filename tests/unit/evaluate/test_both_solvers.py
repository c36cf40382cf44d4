"""Every linear program through each binding of the solver alone."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.evaluate import half_hose, hose, throughput, tub
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.half_hose import half_rate
from designer.evaluate.hose import worst_case_low
from designer.evaluate.lp import Solver
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.throughput import all_to_all, concurrent_rate
from designer.evaluate.tub import heaviest_matching
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.designs import cloudmatrix_like
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import all_to_all_per_pair, hub_rate

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")
SEEDS = (0, 3, 4, 8, 12)


@pytest.fixture(params=list(Solver), ids=str)
def solver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Solver:
    only: Solver = request.param
    for module in (throughput, hose, half_hose, tub):
        monkeypatch.setattr(module, "available_solvers", lambda: (only,))
    # Bounds that need no program would leave nothing to solve.
    monkeypatch.setattr(throughput, "even_rate", lambda *_: None)
    return only


def flows_of(drawn: Design) -> FlowSpace:
    base = BaseFold(build_space(build_class_graph(drawn), SCALE_UP))
    return make_flow_space(base, source_folds(base), UNIT_BYTES_PER_S)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_each_binding_gives_the_full_program(solver: Solver, seed: int) -> None:
    drawn = random_design(Random(seed))  # noqa: S311 - the same design in every run
    plain = plain_graph(build_class_graph(drawn))
    flows = flows_of(drawn)
    pair = all_to_all(flows, 10.0)
    assert pair is not None
    assert solver.value in pair.method
    full = all_to_all_per_pair(plain) * UNIT_BYTES_PER_S
    assert pair.low_bytes_per_s == pytest.approx(full, rel=1e-7)
    assert pair.high_bytes_per_s == pytest.approx(full, rel=1e-7)
    hub = worst_case_low(flows, 10.0)
    assert hub is not None
    assert hub.low_bytes_per_s == pytest.approx(hub_rate(plain) * UNIT_BYTES_PER_S, rel=1e-7)


def test_that_each_binding_agrees_on_halves_matchings_and_traffic(solver: Solver) -> None:
    del solver
    flows = flows_of(cloudmatrix_like(["compute-rack[1]/node[0]/l1[3]"], n_nodes=2))
    half = half_rate(flows, 10.0)
    lengths = np.ones(len(flows.class_capacity_bytes_per_s))
    matching = heaviest_matching(flows, lengths, 10.0)
    assert half is not None
    assert matching is not None
    # 192 endpoints, 96 on each side; a node of 8 lost 16 of its 112 uplinks
    assert half.low_bytes_per_s == pytest.approx((12 * 112 - 16) * 28e9, rel=1e-9)
    assert matching.length == pytest.approx(192 * 4)
    demand = np.concatenate([
        own * one.fold.cell_size for own, one in zip(matching.sent, flows.sources, strict=True)
    ])
    rate = concurrent_rate(flows, demand, 10.0)
    assert rate is not None
    assert rate.low_bytes_per_s == pytest.approx(rate.high_bytes_per_s, rel=1e-9)


def test_that_the_method_names_the_binding_that_answered(solver: Solver) -> None:
    found = evaluate_fabric(build_class_graph(cloudmatrix_like(n_nodes=1)), SCALE_UP)
    assert found.throughput_all_to_all_bytes_per_s is not None
    assert found.throughput_all_to_all_bytes_per_s.method == f"orbit fold, HiGHS ({solver.value})"
