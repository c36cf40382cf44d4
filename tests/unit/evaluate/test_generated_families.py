"""Every generated family, intact and broken: full programs on the expansion say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_tasks import settled_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.fabric.families.registry import FAMILIES
from designer.topology.build import build_class_graph
from designer.topology.space import FabricSpace
from tests.oracle.broken_designs import broken
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.generated import SMALL, generated
from tests.oracle.reference import all_to_all_per_pair, bisection
from tests.oracle.routing import split_factor

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph

FAILURES = ("link", "link", "copy")
MAX_PROGRAM_ARCS = 3_000
"""Most endpoints times arcs of a full program in a test."""


class Both(NamedTuple):
    """What the program says of a fabric, and its expansion."""

    numbers: FabricNumbers
    plain: PlainGraph
    is_folded: bool


def both_of(drawn: Design) -> Both | None:
    graph, fabric_id = build_class_graph(drawn), drawn.fabrics[0].id
    if fabric_id not in graph.link_classes_by_fabric:
        return None
    space = fabric_space(graph, fabric_id)
    with spending(30.0):
        numbers = settled_numbers(space, FlatSpace(graph, fabric_id))
    if numbers.problem:
        return None
    is_folded = isinstance(space, FabricSpace) and not numbers.is_of_copies
    return Both(numbers, plain_graph(graph, fabric_id), is_folded)


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def holds(estimate: Estimate | None, truth: float, rel: float) -> None:
    one = known(estimate)
    assert one.exactness is not Exactness.ESTIMATE
    assert one.low is None or one.low <= truth * (1 + rel)
    assert one.high is None or one.high >= truth * (1 - rel)


def check_cut(both: Both) -> None:
    least = bisection(both.plain) * UNIT_BYTES_PER_S
    cut = known(both.numbers.bisection_bytes_per_s)
    holds(cut, least, 1e-9)
    assert cut.exactness is Exactness.EXACT


def check_rates(both: Both) -> None:
    numbers, plain = both.numbers, both.plain
    n = len(plain.endpoints)
    assert numbers.n_endpoints == n
    for by_capacity, found in (
        (False, numbers.throughput_ecmp_bytes_per_s),
        (True, numbers.throughput_wcmp_bytes_per_s),
    ):
        split = split_factor(plain, lambda _s, _t: 1.0, by_capacity=by_capacity)
        assert known(found).exactness is Exactness.EXACT
        assert known(found).value == pytest.approx(split * (n - 1) * UNIT_BYTES_PER_S, rel=1e-9)
    if n * len(plain.arcs) > MAX_PROGRAM_ARCS:
        return
    truth = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    holds(numbers.throughput_all_to_all_bytes_per_s, truth, 1e-7)
    if both.is_folded:
        rate = known(numbers.throughput_all_to_all_bytes_per_s)
        assert rate.value == pytest.approx(truth, rel=1e-7)
        assert rate.exactness is Exactness.EXACT


def test_that_no_family_is_left_out() -> None:
    assert {family for family, _ in SMALL} == {family.name for family in FAMILIES}


@pytest.mark.parametrize(("family", "texts"), SMALL, ids=str)
def test_that_an_intact_family_has_the_rates_of_its_expansion(family: str, texts: str) -> None:
    both = both_of(generated(family, texts))
    assert both is not None
    check_rates(both)


@pytest.mark.parametrize(("family", "texts"), SMALL, ids=str)
@settings(max_examples=1, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 4))
def test_that_a_broken_family_has_the_rates_of_its_expansion(
    family: str, texts: str, rng: Random, n_failures: int
) -> None:
    both = both_of(broken(generated(family, texts), rng, n_failures, FAILURES))
    if both is not None:
        check_rates(both)
