"""Numbers of broken fabrics equal full programs on the expansion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.hose import worst_case_low
from designer.evaluate.throughput import all_to_all
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.merged_fold import merged_fold
from designer.topology.symmetry import build_space
from tests.oracle.broken_designs import FAMILIES, broken
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair, hub_rate

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.evaluate.flows import FlowSpace
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph


def folded(subject: Design) -> tuple[FlowSpace | None, PlainGraph]:
    graph = build_class_graph(subject)
    base = merged_fold(BaseFold(build_space(graph, FabricId("scale-up"))))
    plain = plain_graph(graph)
    if base.fold.cell_size[base.is_endpoint].sum() < 2:
        return None, plain
    sources = source_folds(base)
    if any(np.isinf(one.hops[one.is_endpoint]).any() for one in sources):
        return None, plain
    return make_flow_space(base, sources, UNIT_BYTES_PER_S), plain


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=6, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 4))
def test_that_all_to_all_equals_the_full_program(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    flows, plain = folded(broken(make(), rng, n_failures))
    if flows is None:
        return
    found = all_to_all(flows, 60.0)
    assert found is not None
    rate = all_to_all_per_pair(plain) * UNIT_BYTES_PER_S
    assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-7)
    assert found.high_bytes_per_s == pytest.approx(rate, rel=1e-7)


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=2, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False))
def test_that_hub_rates_equal_the_full_program(make: Callable[[], Design], rng: Random) -> None:
    flows, plain = folded(broken(make(), rng, 2))
    if flows is None or len(plain.endpoints) * len(plain.arcs) > 1500:
        return
    found = worst_case_low(flows, 60.0)
    assert found is not None
    assert found.low_bytes_per_s == pytest.approx(hub_rate(plain) * UNIT_BYTES_PER_S, rel=1e-7)
