"""The evaluation as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from designer.evaluate.cut_links import cut_links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.errors.findings import Finding
    from designer.evaluate.bounds import Input
    from designer.evaluate.link_loads import FabricLoads, Load, NamedLoad
    from designer.evaluate.readouts import Readout
    from designer.export.subject import EvaluatedDesign
    from designer.topology.classes import ClassGraph


def evaluation_json(subject: EvaluatedDesign) -> bytes:
    """Return all readouts and findings of one revision.

    The object has the keys ``design``, ``revision``, ``readouts``, ``findings`` and ``fabrics``.
    Every value is in the SI unit beside it. Readout ids are stable.

    Parameters
    ----------
    subject
        One revision of a design.

    Returns
    -------
    bytes
        UTF-8 JSON, one readout or finding per line, LF line ends. Numbers are finite; a number
        that is not known is ``null``.
    """
    head = (
        f'{{\n"design": {_compact(subject.design.name)},\n"revision": {subject.revision},\n'
        f'"readouts": [\n{_lines(_readout(row) for row in subject.readouts.rows)}\n],\n'
    )
    graph = subject.graph
    fabrics = _lines(_fabric(loads, graph) for loads in subject.readouts.fabric_loads)
    tail = f',\n"fabrics": [\n{fabrics}\n]\n}}\n'
    return f"{head}{_findings(subject.findings)}{tail}".encode()


def findings_json(subject: EvaluatedDesign) -> bytes:
    """Return the findings of one revision.

    Parameters
    ----------
    subject
        One revision of a design.

    Returns
    -------
    bytes
        As :func:`evaluation_json`, without ``readouts`` and ``fabrics``.
    """
    head = f'{{\n"design": {_compact(subject.design.name)},\n"revision": {subject.revision},\n'
    return f"{head}{_findings(subject.findings)}\n}}\n".encode()


def _findings(findings: Iterable[Finding]) -> str:
    return f'"findings": [\n{_lines(_finding(finding) for finding in findings)}\n]'


def _lines(records: Iterable[dict[str, Any]]) -> str:
    return ",\n".join(_compact(record) for record in records)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _number(value: float | None) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else value


def _readout(row: Readout) -> dict[str, Any]:
    return {
        "id": row.id,
        "value": _number(row.value),
        "low": _number(row.low),
        "high": _number(row.high),
        "unit": row.unit,
        "exactness": row.exactness.value,
        "method": row.method,
        "inputs": [_input(one) for one in row.inputs],
        "sources": list(row.sources),
    }


def _input(one: Input) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": _number(one.value),
        "unit": one.unit,
        "kind": one.kind,
        "sources": list(one.sources),
        "note": one.note,
    }


def _fabric(loads: FabricLoads, graph: ClassGraph) -> dict[str, Any]:
    return {
        "fabric": loads.fabric_id,
        "bottlenecks": [_link(one) for one in loads.bottlenecks],
        "bottlenecks_ecmp": [_link(one) for one in loads.ecmp_bottlenecks],
        "link_loads": [
            _link(one)
            | {
                **_load("load", one.load.optimum),
                **_load("load_ecmp", one.load.ecmp),
                **_load("load_wcmp", one.load.wcmp),
                "proof_ratio": one.load.proof_ratio,
            }
            for one in loads.links
        ],
        "full_links": [
            {"kind": one.kind, "a": one.a_path, "b": one.b_path, "n_all": one.n_all}
            for one in loads.full
        ],
        "bisection_cut": _cut(loads, graph),
    }


def _cut(loads: FabricLoads, graph: ClassGraph) -> dict[str, Any] | None:
    cut = loads.cut
    if cut is None:
        return None
    links = cut_links(graph, loads.fabric_id, cut)
    return {
        "capacity_bytes_per_s": cut.capacity_bytes_per_s,
        "n_first": cut.n_first,
        "n_second": cut.n_second,
        "links": [
            {"bundle": key, "n_cut": one.n_cut, "capacity_bytes_per_s": one.capacity_bytes_per_s}
            for key, one in links.items()
        ],
    }


def _load(name: str, load: Load | None) -> dict[str, float | None]:
    return {
        f"{name}_mean_ratio": None if load is None else load.mean_ratio,
        f"{name}_peak_ratio": None if load is None else load.peak_ratio,
    }


def _link(one: NamedLoad) -> dict[str, Any]:
    return {"bundle": one.bundle_key, "a": one.a_text, "b": one.b_text}


def _finding(finding: Finding) -> dict[str, Any]:
    record = {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "where": finding.locus.text(),
        "hint": finding.hint,
    }
    if finding.approved_reason:
        record["approved_reason"] = finding.approved_reason
    return record
