"""The JSON contract that scripts rely on."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.bounds import Exactness
from designer.evaluate.readouts import Readouts
from designer.export.writers.json import evaluation_json, findings_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.subject import EvaluatedDesign

    Evaluate = Callable[..., EvaluatedDesign]

FINDINGS = (
    Finding(
        FindingCode.PORT_OVERUSED,
        Severity.ERROR,
        "17 links on 16 ports",
        hint="use fewer",
        locus=Locus(paths=("rack[0]/node[1]",)),
    ),
    Finding(
        FindingCode.ASSUMED_WIRING,
        Severity.INFO,
        'wiring of "RDMA" is assumed \u2013 \u4e2d',
        approved_reason="known",
    ),
)
READOUT_KEYS = {
    "id", "value", "low", "high", "unit", "exactness", "method", "inputs", "sources",
}  # fmt: skip


def parsed(data: bytes) -> dict[str, Any]:
    def refuse(text: str) -> None:
        raise AssertionError(f"{text} is no JSON number")

    outcome: dict[str, Any] = json.loads(data, parse_constant=refuse)
    return outcome


def test_that_the_object_has_the_keys_of_the_contract(cloudmatrix: EvaluatedDesign) -> None:
    record = parsed(evaluation_json(cloudmatrix))
    assert list(record) == ["design", "revision", "readouts", "findings", "fabrics"]
    assert record["design"] == "CloudMatrix 384"
    assert record["revision"] == cloudmatrix.revision
    for row in record["readouts"]:
        assert set(row) == READOUT_KEYS
        assert row["exactness"] in {"exact", "interval", "lower", "upper", "estimate"}
        assert isinstance(row["value"], (int, float))
        for one in row["inputs"]:
            assert set(one) == {"name", "value", "unit", "kind", "sources", "note"}


def test_that_bottlenecks_are_named_by_bundle_and_ends(cloudmatrix: EvaluatedDesign) -> None:
    fabrics = parsed(evaluation_json(cloudmatrix))["fabrics"]
    assert [one["fabric"] for one in fabrics] == ["scale-up", "scale-out", "frontend"]
    npu_l1 = {
        "bundle": "node/npu-l1",
        "a": "compute-rack/node/npu:ub",
        "b": "compute-rack/node/l1:down",
    }
    assert fabrics[0]["bottlenecks"] == fabrics[0]["bottlenecks_ecmp"] == [npu_l1]
    by_bundle = {one["bundle"]: one for one in fabrics[0]["link_loads"]}
    # 376 of 383 parts of the traffic of a node of 8 with 14 links each, on 16 uplinks to a plane
    assert by_bundle["cloudmatrix-384/ub-uplink"]["load_ecmp_peak_ratio"] == pytest.approx(
        376 / 383
    )


def test_that_every_readout_keeps_its_value(cloudmatrix: EvaluatedDesign) -> None:
    by_id = {row["id"]: row for row in parsed(evaluation_json(cloudmatrix))["readouts"]}
    assert list(by_id) == [row.id for row in cloudmatrix.readouts.rows]
    for row in cloudmatrix.readouts.rows:
        assert by_id[row.id]["value"] == row.value
        assert (by_id[row.id]["low"], by_id[row.id]["high"]) == (row.low, row.high)
        assert by_id[row.id]["sources"] == list(row.sources)


def test_that_findings_have_place_and_hint(
    evaluate: Evaluate, small_cloudmatrix: EvaluatedDesign
) -> None:
    subject = evaluate(small_cloudmatrix.design, findings=FINDINGS)
    for data in (evaluation_json(subject), findings_json(subject)):
        first, second = parsed(data)["findings"]
        assert first == {
            "code": "port-overused",
            "severity": "error",
            "message": "17 links on 16 ports",
            "where": "rack[0]/node[1]",
            "hint": "use fewer",
        }
        assert second["approved_reason"] == "known"
        assert second["message"] == FINDINGS[1].message
    assert "readouts" not in parsed(findings_json(subject))


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_that_a_number_that_is_not_finite_is_null(
    small_cloudmatrix: EvaluatedDesign, value: float
) -> None:
    row = small_cloudmatrix.readouts.rows[0]._replace(
        value=value, high=value, exactness=Exactness.LOWER
    )

    class Broken:
        design = small_cloudmatrix.design
        library = small_cloudmatrix.library
        graph = small_cloudmatrix.graph
        readouts = Readouts(0, (row,))
        findings = ()
        revision = 0

    (record,) = parsed(evaluation_json(Broken()))["readouts"]
    assert record["value"] is None
    assert record["high"] is None


def test_that_lines_diff_well(nvl72: EvaluatedDesign) -> None:
    data = evaluation_json(nvl72)
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert sum(line.startswith(b'{"id"') for line in data.splitlines()) == len(nvl72.readouts.rows)


def test_that_the_cut_lists_its_links_by_bundle(cloudmatrix: EvaluatedDesign) -> None:
    cut = parsed(evaluation_json(cloudmatrix))["fabrics"][0]["bisection_cut"]
    assert (cut["n_first"], cut["n_second"]) == (192, 192)
    assert sum(one["capacity_bytes_per_s"] for one in cut["links"]) == cut["capacity_bytes_per_s"]
    assert {one["bundle"] for one in cut["links"]} <= {"node/npu-l1", "cloudmatrix-384/ub-uplink"}
    # Every uplink and every link of an accelerator has 28 GB/s.
    assert sum(one["n_cut"] for one in cut["links"]) * 28e9 == cut["capacity_bytes_per_s"]
