"""Numbers that are stopped at any moment, or get no answer from any solver, still hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.evaluate import half_hose, hose, lp, orbit_lp, throughput, tub
from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_tasks import numbers_in_steps
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers
from designer.evaluate.tub import heaviest_matching
from designer.evaluate.witness import fabric_witness
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.symmetry import build_space
from tests.oracle.designs import cloudmatrix_like
from tests.oracle.drawn import drawn
from tests.oracle.networks import (
    UNIT,
    dragonfly,
    fat_tree,
    leaf_spine,
    random_regular,
    torus,
    without_links,
)
from tests.oracle.reference import all_to_all_per_pair, bisection

if TYPE_CHECKING:
    from designer.evaluate.fabric_numbers import FabricNumbers
    from tests.oracle.reference import PlainGraph

SCALE_UP = FabricId("scale-up")
RATES = (
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
)


class After:
    """Says yes from the n-th question on."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def bands(numbers: FabricNumbers) -> dict[str, tuple[float, float]]:
    found = {}
    for name in RATES:
        one = getattr(numbers, name)
        found[name] = ((one.low or 0.0) / UNIT, (one.high or float("inf")) / UNIT)
    return found


def check(numbers: FabricNumbers, graph: PlainGraph, truth: tuple[float, float]) -> None:
    rate, half = truth
    found = bands(numbers)
    for name, value in (
        ("throughput_all_to_all_bytes_per_s", rate),
        ("bisection_bytes_per_s", half),
    ):
        low, high = found[name]
        assert low * (1 - 1e-9) <= value <= high * (1 + 1e-9), name
    low, high = found["throughput_worst_case_bytes_per_s"]
    assert 0 <= low <= min(rate, half / (len(graph.endpoints) // 2)) * (1 + 1e-9)
    assert high >= low


@pytest.mark.parametrize(
    "graph",
    [
        random_regular(3, 18, 1),
        without_links(fat_tree(4), 2, 1),
        without_links(dragonfly(2, 1, 2), 1, 2),
        without_links(leaf_spine(4, 3, 3), 1, 3),
    ],
    ids=["random", "tree", "dragonfly", "leaf-spine"],
)
def test_that_stopping_at_any_question_leaves_intervals_that_hold(graph: PlainGraph) -> None:
    truth = (all_to_all_per_pair(graph) * (len(graph.endpoints) - 1), bisection(graph))
    fabric = flat_fabric(build_class_graph(drawn(graph)), SCALE_UP)
    whole = After(10**9)
    n_steps = len(list(flat_numbers(fabric, whole)))
    n_questions = 10**9 - whole.left
    asked = sorted({*range(12), *range(12, n_questions, max(1, n_questions // 25)), n_questions})
    for n in asked:
        steps = list(flat_numbers(fabric, After(n)))
        assert 1 <= len(steps) <= n_steps
        for numbers in steps:
            check(numbers, graph, truth)


def test_that_a_fabric_that_is_not_wanted_any_more_gives_nothing() -> None:
    graph = build_class_graph(cloudmatrix_like(n_nodes=1))
    space = fabric_space(graph, SCALE_UP)
    copies = FlatSpace(graph, SCALE_UP)
    assert list(numbers_in_steps(space, After(0), copies)) == []
    assert list(numbers_in_steps(space, After(1), copies)) == []
    assert len(list(numbers_in_steps(space, After(10**9), copies))) == 1


@pytest.fixture
def no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (throughput, hose, half_hose, tub, orbit_lp):
        monkeypatch.setattr(module, "solve", lambda *_: None)


@pytest.mark.parametrize(
    "graph",
    [torus(4, 3), random_regular(3, 14, 2), leaf_spine(4, 2, 3), without_links(fat_tree(4), 1, 4)],
    ids=["torus", "random", "leaf-spine", "tree"],
)
@pytest.mark.usefixtures("no_answers")
def test_that_copies_without_any_program_keep_intervals_that_hold(graph: PlainGraph) -> None:
    truth = (all_to_all_per_pair(graph) * (len(graph.endpoints) - 1), bisection(graph))
    fabric = flat_fabric(build_class_graph(drawn(graph)), SCALE_UP)
    for numbers in flat_numbers(fabric, lambda: False):
        check(numbers, graph, truth)


@pytest.mark.parametrize("removed", [[], ["compute-rack[1]/node[0]/l1[3]"]])
def test_that_a_fold_without_any_program_brackets_the_exact_numbers(
    removed: list[str], request: pytest.FixtureRequest
) -> None:
    graph = build_class_graph(cloudmatrix_like(removed, n_nodes=2))
    exact = evaluate_fabric(graph, SCALE_UP)
    request.getfixturevalue("no_answers")
    found = evaluate_fabric(build_class_graph(cloudmatrix_like(removed, n_nodes=2)), SCALE_UP)
    for name in RATES:
        low, high = bands(found)[name]
        exact_low, exact_high = bands(exact)[name]
        assert low <= exact_low * (1 + 1e-9)
        assert high >= exact_high * (1 - 1e-9)
    all_to_all = found.throughput_all_to_all_bytes_per_s
    assert all_to_all is not None
    assert all_to_all.exactness is not Exactness.ESTIMATE


@pytest.mark.usefixtures("no_answers")
def test_that_chosen_traffic_without_any_program_goes_over_shortest_paths() -> None:
    graph = build_class_graph(cloudmatrix_like(n_nodes=2))
    found = traffic_numbers(graph, SCALE_UP, choice_from_text("group:node"))
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.low is not None
    assert found.ideal_bytes_per_s.low > 0


@pytest.mark.usefixtures("no_answers")
def test_that_a_proof_without_any_program_still_says_what_is_certain() -> None:
    found = fabric_witness(build_class_graph(cloudmatrix_like(n_nodes=1)), SCALE_UP)
    assert "hubs" not in found
    assert found["all_to_all"]["pair_low_bytes_per_s"] > 0
    assert (
        found["all_to_all"]["pair_high_bytes_per_s"] >= found["all_to_all"]["pair_low_bytes_per_s"]
    )


def test_that_no_endpoint_sends_more_than_its_share_whatever_a_solver_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = build_class_graph(cloudmatrix_like(["compute-rack[1]/node[0]/l1[3]"], n_nodes=2))
    base = BaseFold(build_space(graph, SCALE_UP))
    flows = make_flow_space(base, source_folds(base), UNIT)
    lengths = np.ones(len(flows.class_capacity_bytes_per_s))
    plain = lp.solve

    def doubled(*args: object) -> object:
        answer = plain(*args)  # type: ignore[arg-type]
        assert answer is not None
        return type(answer)(answer.x * 2, answer.row_dual, answer.solver)

    monkeypatch.setattr(tub, "solve", doubled)
    matching = heaviest_matching(flows, lengths, 10.0)
    assert matching is not None
    # 192 endpoints, four links from one to the furthest
    assert matching.length == pytest.approx(192 * 4)
    for sent, source in zip(matching.sent, flows.sources, strict=True):
        assert sent @ source.fold.cell_size <= 1 + 1e-9
