"""Bounds that need no program: proved where they close, left to the program where they do not."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

import pytest

from designer.evaluate.certificates import is_closed
from designer.evaluate.hose import top_hubs_low, worst_case_low
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.throughput import EVEN_METHOD, even_rate, unit_demand
from designer.fabric.families.registry import family_named
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.workbench.opening import shipped_library
from tests.oracle.broken_designs import FAMILIES, broken
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair, hub_rate
from tests.unit.evaluate.test_broken_fabrics import folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design

EVEN = (
    ("fat-tree", {"radix": "4", "node_size": "2"}),
    ("leaf-spine", {"radix": "8", "accelerators": "16", "node_size": "4"}),
    ("rail-optimised", {"nodes": "4", "radix": "8", "node_size": "4"}),
    ("torus", {"shape": "4x3"}),
    ("torus", {"shape": "6"}),
)


@pytest.mark.parametrize("make", FAMILIES)
def test_that_even_rates_of_broken_fabrics_are_those_of_the_full_program(
    make: Callable[[], Design],
) -> None:
    for seed in range(4):
        rng = Random(seed)  # noqa: S311 - the same failures in every run
        flows, plain = folded(broken(make(), rng, 1 + seed % 2))
        if flows is None:
            continue
        found = even_rate(flows, unit_demand(flows))
        if found is not None:
            rate = all_to_all_per_pair(plain) * UNIT_BYTES_PER_S
            assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-7)
            assert found.high_bytes_per_s == pytest.approx(rate, rel=1e-7)


@pytest.mark.parametrize("make", FAMILIES)
def test_that_hubs_at_the_top_promise_no_more_than_the_best_hubs(
    make: Callable[[], Design],
) -> None:
    for seed in range(3):
        rng = Random(seed)  # noqa: S311 - the same failures in every run
        flows, plain = folded(broken(make(), rng, seed))
        top = None if flows is None else top_hubs_low(flows)
        if top is None or flows is None:
            continue
        best = hub_rate(plain) * UNIT_BYTES_PER_S
        assert top.low_bytes_per_s <= best * (1 + 1e-7)
        hub = worst_case_low(flows, 60.0)
        assert hub is not None
        assert hub.low_bytes_per_s == pytest.approx(best, rel=1e-7)


@pytest.mark.parametrize(("family", "texts"), EVEN)
def test_that_even_fabrics_are_proved_without_a_program(
    family: str, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    design = family_named(family).design(shipped_library(), texts)
    fabric_id = FabricId(design.fabrics[0].id)
    usual = evaluate_fabric(build_class_graph(design), fabric_id)
    full = all_to_all_per_pair(plain_graph(build_class_graph(design), str(fabric_id)))
    monkeypatch.setattr("designer.evaluate.throughput.available_solvers", tuple)
    monkeypatch.setattr("designer.evaluate.hose.available_solvers", tuple)
    found = evaluate_fabric(build_class_graph(design), fabric_id)
    rate, worst = (
        found.throughput_all_to_all_bytes_per_s,
        found.throughput_worst_case_bytes_per_s,
    )
    assert rate is not None
    assert rate == usual.throughput_all_to_all_bytes_per_s
    assert worst == usual.throughput_worst_case_bytes_per_s
    assert rate.value == pytest.approx(full * UNIT_BYTES_PER_S * (found.n_endpoints - 1), rel=1e-7)
    assert rate.method == EVEN_METHOD


def test_that_an_infinite_bound_closes_nothing() -> None:
    assert not is_closed(3.0, math.inf)
    assert is_closed(3.0, 3.0 + 1e-9)
    assert not is_closed(3.0, 3.1)
