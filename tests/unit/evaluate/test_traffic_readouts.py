"""Readouts of a chosen traffic, on the small hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.base import Aspect, ChangeSet
from designer.errors.findings import FindingCode
from designer.evaluate.bounds import Exactness
from designer.evaluate.stages import Subject, run_stages
from designer.evaluate.traffic_choice import choice_from_text
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.unit.evaluate.hall import hall, hall_library

if TYPE_CHECKING:
    from designer.evaluate.stages import EvaluationState
    from designer.model.design import Design


def evaluated(
    subject: Design,
    words: str,
    *,
    previous: EvaluationState | None = None,
    aspects: Aspect = Aspect.ALL,
) -> EvaluationState:
    graph = build_class_graph(subject)
    case = Subject(subject, hall_library(), graph, 7, traffic=choice_from_text(words))
    return run_stages(case, ChangeSet(aspects), previous)


def test_that_a_chosen_traffic_is_named_and_computed_by_its_own_stage() -> None:
    before = evaluated(hall(), "all-to-all")
    state = evaluated(hall(), "group:node", previous=before, aspects=Aspect.TRAFFIC)
    assert state.stages_run == ("traffic",)
    row = state.readouts.by_id["throughput_traffic_bytes_per_s.scale-up"]
    assert (row.group, row.value, row.exactness) == ("Traffic: group:node", 50e9, Exactness.EXACT)
    assert "all-to-all inside each node" in row.method
    assert row.formula == "24 endpoints send: 50 GB/s"


def test_that_traffic_that_means_nothing_is_a_finding() -> None:
    for words in ("group:hall", "group:spine"):
        state = evaluated(hall(), words)
        (finding,) = state.readouts.findings
        assert finding.code is FindingCode.TRAFFIC_UNFIT
        assert words in finding.message
        assert not any(one.id.startswith("throughput_traffic") for one in state.readouts.rows)


def test_that_traffic_on_assumed_wiring_is_an_estimate() -> None:
    subject = hall()
    assumed = evolve(subject.fabrics[0], is_assumed=True, sources=("guess",))
    subject = evolve(subject, fabrics=(assumed, *subject.fabrics[1:]))
    row = evaluated(subject, "group:node").readouts.by_id["throughput_traffic_bytes_per_s.scale-up"]
    assert row.exactness is Exactness.ESTIMATE
    assert row.method.startswith("exact on the assumed wiring: all-to-all inside each node")
    assert row.sources == ("guess",)
