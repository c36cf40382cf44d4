"""Readouts of fabrics: capacity, bisection, throughput, oversubscription and hops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.bounds import Exactness, Input
from designer.evaluate.figures import amount_text
from designer.evaluate.link_loads import named_loads
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.readouts import Heading, readout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.link_loads import FabricLoads, NamedLoad
    from designer.evaluate.network import FabricNumbers, NetworkCache
    from designer.evaluate.readouts import Readout
    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.topology.classes import ClassGraph

_HEADINGS: Final = (
    ("injection_bytes_per_s", "Injection per endpoint", "byte/s"),
    ("injection_total_bytes_per_s", "Injection, all endpoints", "byte/s"),
    ("bisection_bytes_per_s", "Bisection", "byte/s"),
    ("throughput_all_to_all_bytes_per_s", "All-to-all throughput per endpoint", "byte/s"),
    ("throughput_ecmp_bytes_per_s", "All-to-all by equal split (ECMP)", "byte/s"),
    ("throughput_wcmp_bytes_per_s", "All-to-all by capacity split (WCMP)", "byte/s"),
    ("throughput_worst_case_bytes_per_s", "Worst-case throughput per endpoint", "byte/s"),
    ("diameter_hops", "Diameter", "hop"),
    ("mean_hops", "Mean hops", "hop"),
)
MAX_NAMED: Final = 8
"""Most link classes that are named as full beside one number."""


def _estimates(numbers: FabricNumbers, fabric_id: str) -> Iterator[tuple[str, str, str, Estimate]]:
    for name, label, unit in _HEADINGS:
        estimate: Estimate | None = getattr(numbers, name)
        if estimate is not None:
            yield f"{name}.{fabric_id}", label, unit, estimate
        if name == "throughput_worst_case_bytes_per_s":
            for tier, ratio in numbers.oversubscription:
                readout_id = f"oversubscription_ratio.{fabric_id}.tier-{tier}"
                yield readout_id, f"Oversubscription, tier {tier}", "ratio", ratio


class FabricOutcome(NamedTuple):
    """What there is to say of all fabrics: readouts, findings, and how full links are."""

    rows: tuple[Readout, ...]
    findings: tuple[Finding, ...]
    loads: tuple[FabricLoads, ...]


def _full(links: tuple[NamedLoad, ...]) -> tuple[Input, ...]:
    return tuple(
        Input(f"full links: {one.bundle_key} ({one.a_text} to {one.b_text})", 1.0, "ratio")
        for one in links[:MAX_NAMED]
    )


def _inputs(name: str, loads: FabricLoads) -> tuple[Input, ...]:
    if name.startswith("throughput_all_to_all"):
        return _full(loads.bottlenecks)
    return _full(loads.ecmp_bottlenecks) if name.startswith("throughput_ecmp") else ()


def _of_fabric(
    fabric: Fabric, numbers: FabricNumbers, loads: FabricLoads, revision: int
) -> Iterator[Readout]:
    group = fabric.display_name or str(fabric.id)
    of_endpoints = f"{numbers.n_endpoints:,} {numbers.endpoint_family} endpoints"
    for readout_id, label, unit, found in _estimates(numbers, fabric.id):
        estimate = replace(found, inputs=(*found.inputs, *_inputs(readout_id, loads)))
        if fabric.is_assumed:
            method = f"{found.exactness.value} on the assumed wiring: {found.method}"
            estimate = replace(estimate, exactness=Exactness.ESTIMATE, method=method)
        formula = f"{of_endpoints}: {amount_text(estimate.value, unit)}"
        row = readout(Heading(readout_id, group, label, unit), estimate, formula, revision)
        sources = tuple(dict.fromkeys((*row.sources, *fabric.sources)))
        yield replace(row, sources=sources) if sources != row.sources else row


def _not_evaluated(fabric: Fabric, problem: str) -> Finding:
    return Finding(
        FindingCode.DESIGN_TOO_LARGE,
        Severity.WARNING,
        f"fabric {fabric.id} has no numbers: {problem}",
        hint="use link bundles over whole arrays of copies, and fewer exceptions",
        locus=Locus(field=f"fabrics.{fabric.id}"),
    )


def _has_endpoints(graph: ClassGraph, fabric: Fabric) -> bool:
    return any(
        graph.vertex_classes[ix].family in {"accelerator", "nic"}
        for link in graph.link_classes_by_fabric[fabric.id]
        for ix in (link.a_ix, link.b_ix)
    )


def fabric_readouts(
    design: Design, graph: ClassGraph, cache: NetworkCache, revision: int
) -> FabricOutcome:
    """Return the readouts of all fabrics.

    Parameters
    ----------
    design
        The document, for names and sources of its fabrics.
    graph
        Its class graph.
    cache
        Numbers of fabrics as they were before; a fabric that did not change is taken from it.
    revision
        Revision of the design. [1]

    Returns
    -------
    FabricOutcome
        Readouts with fabrics in document order, none for a fabric without two endpoints; a
        finding per fabric that is too irregular to evaluate; and the loads of the links.

    Notes
    -----
    **Exactness**: as certified by :mod:`designer.evaluate.network`; all numbers of a fabric whose
    wiring is assumed are estimates.
    """
    rows: list[Readout] = []
    findings: list[Finding] = []
    loads: list[FabricLoads] = []
    for fabric in design.fabrics:
        if not graph.link_classes_by_fabric.get(fabric.id):
            continue
        numbers = evaluate_fabric(graph, fabric.id, cache)
        loads.append(named_loads(graph, fabric.id, numbers.link_loads))
        rows += _of_fabric(fabric, numbers, loads[-1], revision)
        if numbers.problem and not numbers.n_endpoints and _has_endpoints(graph, fabric):
            findings.append(_not_evaluated(fabric, numbers.problem))
    return FabricOutcome(tuple(rows), tuple(findings), tuple(one for one in loads if one.links))
