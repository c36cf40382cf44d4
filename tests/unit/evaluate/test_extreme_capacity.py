"""Capacities near and beyond what integers hold: right to the last digit, or one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING
from designer.errors.findings import FindingCode
from designer.evaluate.flat_space import FlatSpace, numbers_of_copies
from designer.evaluate.max_flow import fast_minimum_cut
from designer.evaluate.network import TOO_MUCH, evaluate_space
from designer.evaluate.stages import compute_readouts
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.space import CapacityTooLargeError
from designer.topology.symmetry import build_space
from designer.validate.runner import run_rules
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.unit.evaluate.hall import hall, hall_blocks, hall_library

if TYPE_CHECKING:
    from designer.model.design import Design

FABRIC = FabricId("scale-up")
RATES = (
    "injection_total_bytes_per_s",
    "bisection_bytes_per_s",
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
    "throughput_ecmp_bytes_per_s",
    "throughput_wcmp_bytes_per_s",
)


def with_links(n_times: int) -> Design:
    """Return the hall with so many times the links."""
    blocks = {
        key: evolve(
            one,
            link_bundles=tuple(
                evolve(b, n_links_per_pair=b.n_links_per_pair * n_times) for b in one.link_bundles
            ),
        )
        for key, one in hall_blocks().items()
    }
    return hall(blocks)


@pytest.mark.parametrize("n_times", [3, 10**3, 10**5])
def test_that_so_many_times_the_links_carry_so_many_times_as_much(n_times: int) -> None:
    plain = evaluate_space(build_space(build_class_graph(hall()), FABRIC))
    found = evaluate_space(build_space(build_class_graph(with_links(n_times)), FABRIC))
    for name in RATES:
        before, after = getattr(plain, name), getattr(found, name)
        assert after.value == pytest.approx(n_times * before.value, rel=1e-12)
        assert after.exactness is before.exactness


@pytest.mark.parametrize("n_times", [10**6, 10**7])
def test_that_capacities_that_cannot_be_summed_are_told_and_nothing_is_called_apart(
    n_times: int,
) -> None:
    subject = with_links(n_times)
    graph = build_class_graph(subject)
    state = compute_readouts(
        subject, hall_library(), graph, revision=1, change=EVERYTHING, previous=None
    )
    space = build_space(graph, FABRIC)
    rates = [row for row in state.readouts.rows if row.id in {f"{name}.{FABRIC}" for name in RATES}]
    assert rates == []
    (found,) = state.readouts.findings
    assert found.code is FindingCode.DESIGN_TOO_LARGE
    assert TOO_MUCH in found.message
    assert "lower the rates" in found.hint
    with pytest.raises(CapacityTooLargeError):
        BaseFold(space)
    checked = run_rules(
        subject, hall_library(), graph, state.readouts, change=EVERYTHING, previous=None
    )
    codes = {one.code for one in checked.findings}
    assert FindingCode.FABRIC_DISCONNECTED not in codes
    assert FindingCode.ENDPOINT_UNREACHABLE not in codes


def test_that_a_fabric_of_many_copies_may_carry_more_than_integers_hold() -> None:
    # 1e10 links of 1e9 byte/s: only what two copies have between them must be held exactly.
    space = build_space(build_class_graph(star(1_000_000, 10_000)), FABRIC)
    found = evaluate_space(space).injection_total_bytes_per_s
    assert found is not None
    assert found.value == 1e19


def test_that_flows_beyond_64_bits_are_cut_by_their_common_unit() -> None:
    unit = 10**20
    arcs = [(0, 1, 3 * unit), (1, 2, 2 * unit), (0, 2, 4 * unit)]
    assert fast_minimum_cut(3, arcs, 0, 2) == (6 * unit, [True, True, False])


def test_that_copies_too_many_to_list_say_how_many() -> None:
    graph = build_class_graph(with_links(10**7))
    (found,) = numbers_of_copies(FlatSpace(graph, FABRIC), lambda: False)
    assert "360,000,000 copies or links" in found.problem
    assert found.throughput_all_to_all_bytes_per_s is None
    whole = traffic_numbers(graph, FABRIC, choice_from_text("group-size:24"))
    assert whole.problem
    assert whole.ideal_bytes_per_s is None


def star(n_accelerators: int, n_switches: int) -> Design:
    """Return accelerators that are linked to every switch once."""
    root = block(
        "root",
        [instance("acc", "acc", i=n_accelerators), instance("sw", "sw", i=n_switches)],
        [bundle("d", "acc", "sw")],
    )
    return design([root], [accelerator(), switch()])
