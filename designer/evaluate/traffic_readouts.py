"""Readouts of the traffic that the user chose, beside those of all-to-all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.evaluate.traffic_choice import GRAMMAR
from designer.evaluate.traffic_rate import traffic_numbers
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.readouts import Readout
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.evaluate.traffic_rate import TrafficNumbers
    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.topology.classes import ClassGraph


@dataclass(frozen=True, eq=False)
class TrafficTask:
    """A traffic whose numbers are not known yet; every one asks for another design."""

    choice: TrafficChoice


def group_of(choice: TrafficChoice) -> str:
    """Return the heading of the readouts of a traffic.

    Parameters
    ----------
    choice
        The traffic.

    Returns
    -------
    str
        For example ``Traffic: group:rack``.
    """
    return worded("Traffic: {text}", text=choice.text)


def _unfit(choice: TrafficChoice, problem: str) -> Finding:
    return Finding(
        FindingCode.TRAFFIC_UNFIT,
        Severity.WARNING,
        worded("traffic {text}: {problem}", text=choice.text, problem=problem),
        hint=worded("use {grammar}", grammar=GRAMMAR),
        locus=Locus(field="traffic"),
    )


def _estimates(numbers: TrafficNumbers) -> Iterator[tuple[str, str, str, Estimate]]:
    for name, label, unit, estimate in (
        (
            "throughput_traffic_bytes_per_s",
            worded("ideal routing"),
            "byte/s",
            numbers.ideal_bytes_per_s,
        ),
        (
            "throughput_traffic_ecmp_bytes_per_s",
            worded("equal split"),
            "byte/s",
            numbers.ecmp_bytes_per_s,
        ),
        ("throughput_traffic_ratio", worded("times the stated rates"), "ratio", numbers.ratio),
    ):
        if estimate is not None:
            yield name, label, unit, estimate


def _of_fabric(
    fabric: Fabric, choice: TrafficChoice, numbers: TrafficNumbers, revision: int
) -> Iterator[Readout]:
    title = fabric.display_name or str(fabric.id)
    for name, label, unit, found in _estimates(numbers):
        estimate = found._replace(method=f"{numbers.name}; {found.method}")
        if fabric.is_assumed:
            method = worded(
                "{certainty} on the assumed wiring: {method}",
                certainty=term(found.exactness.value),
                method=estimate.method,
            )
            estimate = estimate._replace(exactness=Exactness.ESTIMATE, method=method)
        heading = Heading(f"{name}.{fabric.id}", group_of(choice), f"{title}, {label}", unit)
        formula = worded(
            "{n_senders:,} endpoints send: {amount_text}",
            n_senders=numbers.n_senders,
            amount_text=amount_text(estimate.value, unit),
        )
        row = readout(heading, estimate, formula, revision)
        yield row._replace(sources=tuple(dict.fromkeys((*row.sources, *fabric.sources))))


def traffic_readouts(
    design: Design, graph: ClassGraph, choice: TrafficChoice | None, revision: int
) -> tuple[tuple[Readout, ...], tuple[Finding, ...]]:
    """Return the readouts of a chosen traffic.

    Parameters
    ----------
    design
        The document, for names and sources of its fabrics.
    graph
        Its class graph.
    choice
        The traffic, or ``None``.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[tuple[Readout, ...], tuple[Finding, ...]]
        Readouts of every fabric that carries some of it; a finding where it does not fit.

    Notes
    -----
    **Exactness**: as certified by :mod:`designer.evaluate.traffic_rate`; numbers of a fabric whose
    wiring is assumed are estimates.
    """
    if choice is None:
        return (), ()
    rows: list[Readout] = []
    problems: list[str] = []
    for fabric in design.fabrics:
        if not graph.link_classes_by_fabric.get(fabric.id):
            continue
        try:
            numbers = traffic_numbers(graph, fabric.id, choice)
        except EvaluationError as error:
            problems.append(f"{fabric.id}: {error}")
            continue
        rows += _of_fabric(fabric, choice, numbers, revision)
        if numbers.problem:
            problems.append(f"{fabric.id}: {numbers.problem}")
    if not rows and not problems:
        problems.append(worded("no two endpoints of any fabric are meant"))
    return tuple(rows), tuple(_unfit(choice, problem) for problem in problems)
