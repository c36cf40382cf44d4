"""Assumptions that cannot be, and what the bands of those in use do to power."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING
from designer.errors.findings import FindingCode, Severity
from designer.evaluate.assumptions import CONVERSION_EFFICIENCY, AssumptionTable
from designer.evaluate.figures import known_figure
from designer.evaluate.power import loss_band
from designer.evaluate.stages import compute_readouts
from designer.model.design import AssumptionChoice, AssumptionOverride, Design
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.unit.evaluate.hall import ASSUMPTIONS, band, hall, hall_library

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readouts


def readouts(subject: Design) -> Readouts:
    graph = build_class_graph(subject)
    return compute_readouts(
        subject, hall_library(), graph, revision=1, change=EVERYTHING, previous=None
    ).readouts


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("conversion_efficiency_fraction", 0.0, "an efficiency is from 0.01 to 1"),
        ("conversion_efficiency_fraction", 1e-300, "an efficiency is from 0.01 to 1"),
        ("conversion_efficiency_fraction", -1.0, "must be 0 or more"),
        ("conversion_efficiency_fraction", 2.0, "an efficiency is from 0.01 to 1"),
        ("pue_ratio", 0.5, "must be 1 or more"),
        ("pue_ratio", 1e300, "must be at most 1e+09"),
        ("typical_power_fraction", 1.5, "a fraction is from 0 to 1"),
        ("cable_slack_m", -3.0, "must be 0 or more"),
    ],
)
def test_that_an_assumption_that_cannot_be_is_told_and_not_computed_with(
    name: str, value: float, words: str
) -> None:
    choice = AssumptionChoice(set="test", overrides=(AssumptionOverride(name=name, value=value),))
    state = readouts(evolve(hall(), assumptions=choice))
    (found,) = state.findings
    assert (found.code, found.severity) == (FindingCode.FIELD_INVALID, Severity.ERROR)
    assert words in found.message
    assert name in found.message
    assert name in found.hint
    assert found.locus.field == f"assumptions.{name}"
    assert state.rows == readouts(hall()).rows


def test_that_an_efficiency_of_zero_in_a_set_is_not_divided_by() -> None:
    figure = known_figure("x", band(0.0, 0.0, 0.0, "fraction"))
    assert loss_band(AssumptionTable({CONVERSION_EFFICIENCY: figure})) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("kind", ["", "_typical"])
def test_that_facility_power_multiplies_both_bands(kind: str) -> None:
    rows = readouts(hall()).by_id
    it, facility = rows[f"power_it{kind}_w"], rows[f"power_facility{kind}_w"]
    value, low, high, _ = ASSUMPTIONS["pue_ratio"]
    assert it.low is not None
    assert it.high is not None
    assert facility.low == pytest.approx(it.low * low)
    assert facility.value == pytest.approx(it.value * value)
    assert facility.high == pytest.approx(it.high * high)
