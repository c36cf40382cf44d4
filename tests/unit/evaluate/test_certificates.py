"""When two bounds count as one, and bounds of endpoints that are unlike."""

from __future__ import annotations

import numpy as np
import pytest

from designer.evaluate import tub
from designer.evaluate.bounds import Exactness
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between
from designer.evaluate.flat_hubs import hub_bounds
from designer.evaluate.flows import FlowSpace, make_flow_space, source_folds
from designer.evaluate.half_hose import bisection_low
from designer.evaluate.lp import LinearProgram, LpAnswer, Solver
from designer.evaluate.partition import uncontracted
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.sparse import make_network
from designer.topology.symmetry import build_space
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import bisection


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e18])
def test_that_bounds_are_one_number_to_nine_digits_and_no_fewer(scale: float) -> None:
    assert is_closed(scale, scale)
    assert is_closed(scale * (1 - 0.9e-9), scale)
    assert not is_closed(scale * (1 - 1.1e-9), scale)
    assert between(scale * (1 - 2e-9), scale, "").exactness is Exactness.INTERVAL
    assert between(scale * (1 - 0.5e-9), scale, "").exactness is Exactness.EXACT


def unequal() -> tuple[FlowSpace, float]:
    """Return two accelerators of ten links and two of one at a switch, and their bisection."""
    root = block(
        "root",
        [instance("rich", "acc", i=2), instance("poor", "acc", i=2), instance("sw", "sw")],
        [bundle("r", "rich", "sw", n=10), bundle("p", "poor", "sw")],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    base = BaseFold(build_space(graph, FabricId("scale-up")))
    flows = make_flow_space(base, source_folds(base), 10 * UNIT_BYTES_PER_S)
    return flows, bisection(plain_graph(graph)) * UNIT_BYTES_PER_S


def test_that_the_poorer_half_bounds_the_bisection_of_unlike_endpoints() -> None:
    flows, cut = unequal()
    assert cut == pytest.approx(2 * UNIT_BYTES_PER_S)
    low = bisection_low(flows, 10.0)
    assert 0 < low <= cut * (1 + 1e-9)


def test_that_shares_of_the_richer_endpoints_do_not_count_for_the_bisection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flows, cut = unequal()
    n_base = flows.base.fold.n_cells
    hub = int(np.flatnonzero(~flows.base.is_endpoint)[0])

    def by_degree(program: LinearProgram, *_: object) -> LpAnswer:
        # Everybody sends to the switch what its own links carry.
        x = np.zeros(len(program.cost))
        share = x[flows.n_vars : flows.n_vars + len(flows.sources) * n_base].reshape(-1, n_base)
        for row, source in zip(share, flows.sources, strict=True):
            name = flows.base.space.types[source.fold.cells[source.source_ix].type_ix].chain[-1]
            row[hub] = {"rich": 1.0, "poor": 0.1}[name]
        return LpAnswer(x, np.zeros(len(program.row_lower)), Solver.HIGHSPY)

    monkeypatch.setattr("designer.evaluate.half_hose.solve", by_degree)
    assert bisection_low(flows, 10.0) == pytest.approx(cut)


def test_that_hubs_bound_the_bisection_by_the_poorer_half_of_the_copies() -> None:
    # Vertices 0 and 1 have ten units to the hub 4, 2 and 3 have one.
    capacity = np.array([10, 10, 1, 1], dtype=np.int64) * 1_000_000
    network = make_network(np.array([1, 1, 1, 1, 0]), (np.arange(4), np.full(4, 4)), capacity)
    found = hub_bounds(uncontracted(network), np.array([4]), lambda: False)
    assert found is not None
    assert 0 < found.bisection_low_bytes_per_s <= 2e6 * (1 + 1e-9)
    assert 0 < found.worst_low_bytes_per_s <= 1e6 * (1 + 1e-9)


def test_that_a_network_without_hubs_or_with_too_many_has_no_hub_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = make_network(np.array([1, 1, 0]), (np.array([0, 1]), np.full(2, 2)), np.full(2, 5))
    whole = uncontracted(network)
    assert hub_bounds(whole, np.zeros(0, dtype=np.int64), lambda: False) is None
    monkeypatch.setattr("designer.evaluate.flat_hubs.MAX_HUBS", 0)
    assert hub_bounds(whole, np.array([2]), lambda: False) is None
    monkeypatch.undo()
    assert hub_bounds(whole, np.array([2]), lambda: False) is not None
    assert hub_bounds(whole, np.array([2]), lambda: True) is None


def test_that_a_permutation_keeps_within_its_endpoints_whatever_the_solver_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flows, _ = unequal()
    lengths = np.ones(len(flows.class_capacity_bytes_per_s))
    sound = tub.heaviest_matching(flows, lengths, 10.0)

    def boastful(program: LinearProgram, *_: object) -> LpAnswer:
        return LpAnswer(
            np.full(len(program.cost), 7.0), np.zeros(len(program.row_lower)), Solver.HIGHSPY
        )

    monkeypatch.setattr(tub, "solve", boastful)
    found = tub.heaviest_matching(flows, lengths, 10.0)
    assert found is not None
    assert sound is not None
    for own, source in zip(found.sent, flows.sources, strict=True):
        assert own @ source.fold.cell_size <= 1 + 1e-9
    assert found.length <= sound.length * (1 + 1e-9)


def test_that_without_an_answer_of_a_solver_there_is_no_permutation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flows, _ = unequal()
    lengths = np.ones(len(flows.class_capacity_bytes_per_s))
    monkeypatch.setattr(tub, "solve", lambda *_: None)
    assert tub.heaviest_matching(flows, lengths, 10.0) is None
    monkeypatch.undo()
    monkeypatch.setattr(tub, "MAX_ORBITS", 1)
    assert tub.heaviest_matching(flows, lengths, 10.0) is None
