"""Readouts of the traffic that the user chose, beside those of all-to-all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.certified import between
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.evaluate.traffic_choice import GRAMMAR
from designer.evaluate.traffic_rate import traffic_numbers, traffic_steps
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.readouts import Readout
    from designer.evaluate.traffic_answer import TrafficNumbers
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.topology.classes import ClassGraph


@dataclass(frozen=True, eq=False)
class TrafficTask:
    """A traffic whose numbers are not known yet; every one asks for another design."""

    choice: TrafficChoice


class TrafficRows(NamedTuple):
    """Readouts and findings of a traffic in all fabrics."""

    rows: tuple[Readout, ...]
    findings: tuple[Finding, ...]


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
        heading = Heading(
            f"{name}.{fabric.id}", group_of(choice), joined(", ", (title, label)), unit
        )
        formula = worded(
            "{n_senders:,} endpoints send: {amount_text}",
            n_senders=numbers.n_senders,
            amount_text=amount_text(estimate.value, unit),
        )
        row = readout(heading, estimate, formula, revision)
        yield row._replace(sources=tuple(dict.fromkeys((*row.sources, *fabric.sources))))


def traffic_in_steps(
    design: Design,
    graph: ClassGraph,
    choice: TrafficChoice,
    *,
    revision: int,
    cancelled: Callable[[], bool],
) -> Iterator[TrafficRows]:
    """Yield the readouts of a chosen traffic, first of all fabrics, then tighter one by one.

    Parameters
    ----------
    design, graph, revision
        As in :func:`traffic_readouts`.
    choice
        The traffic.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    TrafficRows
        Readouts and findings; none is wider than the one before.
    """
    fabrics = [one for one in design.fabrics if graph.link_classes_by_fabric.get(one.id)]
    steps = {one.id: traffic_steps(graph, one.id, choice, cancelled) for one in fabrics}
    latest: dict[str, TrafficNumbers | EvaluationError] = {}
    for fabric in fabrics:
        try:
            latest[fabric.id] = next(steps[fabric.id])
        except EvaluationError as error:
            latest[fabric.id] = error
        if cancelled():
            return
    yield _rows_of(fabrics, choice, latest, revision)
    for fabric in fabrics:
        for found in steps[fabric.id]:
            latest[fabric.id] = found
            yield _rows_of(fabrics, choice, latest, revision)
            if cancelled():
                return


def tighter_rows(before: tuple[Readout, ...], after: tuple[Readout, ...]) -> tuple[Readout, ...]:
    """Return readouts of the same traffic and design whose intervals are never wider than before.

    Parameters
    ----------
    before, after
        Readouts shown, and readouts computed since.

    Returns
    -------
    tuple[Readout, ...]
        Those computed since, with the ends that were tighter before.
    """
    known = {row.id: row for row in before}
    return tuple(_tighter(known.get(row.id), row) for row in after)


def _tighter(before: Readout | None, after: Readout) -> Readout:
    if before is None or before.group != after.group or before.revision != after.revision:
        return after
    lows = [low for low in (before.low, after.low) if low is not None]
    highs = [high for high in (before.high, after.high) if high is not None]
    ends = (max(lows, default=None), min(highs, default=None))
    if ends == (after.low, after.high):
        return after
    if ends == (before.low, before.high):
        return before
    if Exactness.ESTIMATE in {before.exactness, after.exactness}:
        # Confidence intervals are not certain, so that their ends are not put together.
        return after
    found = between(*ends, after.method)
    return after._replace(
        value=found.value, low=found.low, high=found.high, exactness=found.exactness
    )


def traffic_readouts(
    design: Design, graph: ClassGraph, choice: TrafficChoice | None, revision: int
) -> TrafficRows:
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
    TrafficRows
        Readouts of every fabric that carries some of it; a finding where it does not fit.

    Notes
    -----
    **Exactness**: as certified by :mod:`designer.evaluate.traffic_rate`; numbers of a fabric whose
    wiring is assumed are estimates.
    """
    if choice is None:
        return TrafficRows((), ())
    fabrics = [one for one in design.fabrics if graph.link_classes_by_fabric.get(one.id)]
    latest: dict[str, TrafficNumbers | EvaluationError] = {}
    for fabric in fabrics:
        try:
            latest[fabric.id] = traffic_numbers(graph, fabric.id, choice)
        except EvaluationError as error:
            latest[fabric.id] = error
    return _rows_of(fabrics, choice, latest, revision)


def _rows_of(
    fabrics: list[Fabric],
    choice: TrafficChoice,
    latest: Mapping[str, TrafficNumbers | EvaluationError],
    revision: int,
) -> TrafficRows:
    rows: list[Readout] = []
    problems: list[str] = []
    for fabric in fabrics:
        found = latest[fabric.id]
        if isinstance(found, EvaluationError):
            problems.append(f"{fabric.id}: {found}")
            continue
        rows += _of_fabric(fabric, choice, found, revision)
        if found.problem:
            problems.append(joined(": ", (term(fabric.id), found.problem)))
    if not rows and not problems:
        problems.append(worded("no two endpoints of any fabric are meant"))
    return TrafficRows(tuple(rows), tuple(_unfit(choice, problem) for problem in problems))
