"""Which rack is the highest, and what a band of lengths does to the price of cables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import Aspect, ChangeSet
from designer.evaluate.stages import compute_readouts
from designer.model.block import BlockKind
from designer.topology.build import build_class_graph
from tests.oracle.designs import block, bundle, instance
from tests.unit.evaluate.hall import hall, hall_blocks, hall_library

if TYPE_CHECKING:
    from designer.evaluate.stages import EvaluationState
    from designer.model.design import Design


def evaluated(subject: Design) -> EvaluationState:
    return compute_readouts(
        subject,
        hall_library(),
        build_class_graph(subject),
        revision=1,
        change=ChangeSet(Aspect.ALL),
        previous=None,
    )


def test_that_the_highest_rack_is_one_rack_and_not_the_most_of_a_kind() -> None:
    # Five racks of one accelerator draw more together than the one rack of three.
    blocks = [
        block(
            name,
            [instance("acc", "acc", i=n), instance("leaf", "leaf")],
            [bundle("lanes", "acc:lane", "leaf:down")],
            kind=BlockKind.RACK,
            part="rack-part",
        )
        for name, n in (("small", 1), ("large", 3))
    ]
    root = block(
        "root",
        [instance("small", "small", block=True, i=5), instance("large", "large", block=True, i=1)],
    )
    state = evaluated(hall({b.id: b for b in (root, *blocks)}))
    # 50 W of the rack, three accelerators of 1 kW and a switch of 300 W, over 80 % efficiency.
    assert state.readouts.value("power_rack_max_w") == pytest.approx((50 + 3000 + 300) / 0.8)
    assert state.readouts.by_id["power_rack_max_w"].formula.startswith("large")


def test_that_the_band_of_a_price_by_the_metre_multiplies_both_bands() -> None:
    state = evaluated(hall(hall_blocks()))
    low_m, value_m, high_m = (
        sum(run.n_cables * run.mean_m[ix] for run in state.readouts.cable_runs) for ix in range(3)
    )
    assert low_m < value_m < high_m
    found = state.readouts.by_id["capex_usd.cables"]
    # Twelve cables of 9 to 11 USD, and 1 to 4 USD for each metre.
    assert found.low == pytest.approx(12 * 9 + 1 * low_m)
    assert found.value == pytest.approx(12 * 10 + 2 * value_m)
    assert found.high == pytest.approx(12 * 11 + 4 * high_m)
