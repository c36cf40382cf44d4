"""Throughput of a chosen traffic matrix in one fabric: ideal, and by equal split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.ecmp import Split, split_rate
from designer.evaluate.flat_demand import flat_demand, paired_demand, run_demand
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_space import deadline
from designer.evaluate.flat_traffic import far_apart, traffic_bounds, unreached
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.paired_traffic import paired_numbers
from designer.evaluate.throughput import concurrent_rate, shortest_path_rate
from designer.evaluate.traffic_answer import TrafficNumbers, numbers_of_bounds, tighter
from designer.evaluate.traffic_choice import UnfitGroupsError, matrix_of
from designer.evaluate.traffic_matrix import DemandOfFold, demand_of
from designer.evaluate.tub import heaviest_matching
from designer.topology.fold import BaseFold
from designer.topology.hops import path_of
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.evaluate.flat_demand import FlatDemand
    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.evaluate.throughput import PairRate
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.evaluate.traffic_matrix import TrafficMatrix
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import FloatArray

MAX_TRAFFIC_VARS = 6000
"""Most flow variables of a program for a chosen matrix."""
MAX_TRAFFIC_SOURCES = 200
"""Most orbits of endpoints that are folded around for a chosen matrix."""
MAX_REFINED_LINKS = 20_000
"""Most links of a fabric whose open interval is narrowed copy by copy."""
TIME_LIMIT_S = 2.0
"""Longest time for one program, a guard. [s]"""

_TOO_LARGE: Final = worded("the fabric has too little symmetry under this traffic to evaluate")


@dataclass(frozen=True)
class FoldedTraffic:
    """The numbers of a traffic matrix that the fabric folds under, with what proves them.

    Attributes
    ----------
    numbers
        The numbers.
    sources
        Folds around one endpoint of every orbit.
    demand
        What is asked of them.
    flows, pair
        Flow space of those that send, and the bounds with their routing and lengths.
    is_symmetric
        Whether both directions of a link share a row.
    """

    numbers: TrafficNumbers
    sources: tuple[SourceFold, ...]
    demand: DemandOfFold
    flows: FlowSpace
    pair: PairRate
    is_symmetric: bool


def folded_traffic(
    graph: ClassGraph, fabric_id: FabricId, choice: TrafficChoice
) -> FoldedTraffic | str:
    """Return the numbers of a chosen matrix with what proves them.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    choice
        The traffic.

    Returns
    -------
    FoldedTraffic | str
        The numbers, or why there is no proof by folds.

    Raises
    ------
    EvaluationError
        If the choice does not fit the design.
    """
    try:
        matrix = matrix_of(choice, graph, fabric_id)
    except UnfitGroupsError as error:
        return str(error)
    found = _of_fold(matrix, fabric_id, choice) if matrix.terms else TrafficNumbers(matrix.name)
    if found is None:
        return _TOO_LARGE
    if isinstance(found, FoldedTraffic):
        return found
    return found.problem or worded("no endpoint of the fabric has such traffic")


def traffic_numbers(
    graph: ClassGraph, fabric_id: FabricId, choice: TrafficChoice
) -> TrafficNumbers:
    """Return the throughput of a chosen matrix in one fabric.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    choice
        The traffic.

    Returns
    -------
    TrafficNumbers
        What is certain after the time of :func:`~designer.evaluate.flat_space.spending`: numbers,
        the problem that stands in their way, or neither where no endpoint of the fabric is meant.

    Raises
    ------
    EvaluationError
        If the choice does not fit the design.
    """
    *_, found = traffic_steps(graph, fabric_id, choice, deadline())
    return found


def traffic_steps(
    graph: ClassGraph, fabric_id: FabricId, choice: TrafficChoice, cancelled: Callable[[], bool]
) -> Iterator[TrafficNumbers]:
    """Yield the throughput of a chosen matrix in one fabric, each answer tighter than the last.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    choice
        The traffic.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    TrafficNumbers
        At least one.

    Raises
    ------
    EvaluationError
        If the choice does not fit the design.
    """
    if choice.is_paired:
        yield from _of_partners(graph, fabric_id, choice, cancelled)
        return
    try:
        matrix = matrix_of(choice, graph, fabric_id)
    except UnfitGroupsError:
        yield from _runs_of_copies(graph, fabric_id, choice.group_size, cancelled)
        return
    if not matrix.terms:
        yield TrafficNumbers(matrix.name)
        return
    found = _of_fold(matrix, fabric_id, choice)
    if found is None:
        yield from steps_of_copies(matrix, fabric_id, choice, cancelled)
        return
    folded = found.numbers if isinstance(found, FoldedTraffic) else found
    yield folded
    ideal = folded.ideal_bytes_per_s
    is_open = ideal is not None and ideal.exactness is not Exactness.EXACT
    if is_open and _n_links(graph, fabric_id) <= MAX_REFINED_LINKS:
        for copies in steps_of_copies(matrix, fabric_id, choice, cancelled):
            yield tighter(folded, copies)


def _n_links(graph: ClassGraph, fabric_id: FabricId) -> int:
    return sum(link.n_links for link in graph.link_classes_by_fabric.get(fabric_id, ()))


def _of_fold(
    matrix: TrafficMatrix, fabric_id: FabricId, choice: TrafficChoice
) -> FoldedTraffic | TrafficNumbers | None:
    # ``None`` if the fabric does not fold under this traffic.
    base, sources = _folded(matrix, fabric_id)
    if base is None or not sources:
        return None
    if choice.kind == "permutation":
        return _permutation(base, sources, matrix)
    demand = demand_of(matrix, base.space, sources)
    problem = _unreached(base, sources, demand)
    if problem or not demand.out.any():
        return TrafficNumbers(matrix.name, problem=problem)
    return _rates(base, sources, demand, matrix)


def traffic_of_copies(
    matrix: TrafficMatrix, fabric_id: FabricId, choice: TrafficChoice
) -> TrafficNumbers:
    """Return the throughput of a chosen matrix in one fabric laid out copy by copy.

    Parameters
    ----------
    matrix
        The matrix that the choice means.
    fabric_id
        The fabric, one of the matrix' graph.
    choice
        The traffic.

    Returns
    -------
    TrafficNumbers
        What is certain after the time of :func:`~designer.evaluate.flat_space.spending`.
    """
    *_, found = steps_of_copies(matrix, fabric_id, choice, deadline())
    return found


def steps_of_copies(
    matrix: TrafficMatrix,
    fabric_id: FabricId,
    choice: TrafficChoice,
    cancelled: Callable[[], bool],
) -> Iterator[TrafficNumbers]:
    """Yield the throughput of a chosen matrix laid out copy by copy, tighter every time.

    Parameters
    ----------
    matrix, fabric_id, choice
        As in :func:`traffic_of_copies`.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    TrafficNumbers
        At least one.
    """
    try:
        fabric = flat_fabric(matrix.graph, fabric_id)
    except EvaluationError as error:
        yield TrafficNumbers(matrix.name, problem=str(error))
        return
    name, is_symmetric = matrix.name, matrix.is_symmetric
    if choice.kind == "permutation":
        name, is_symmetric = worded("a permutation over the longest paths"), False
        partners = far_apart(fabric)
        if partners is None:
            yield TrafficNumbers(name, problem=_TOO_LARGE)
            return
        demand = paired_demand(fabric.network.n_vertices, *partners)
    else:
        demand = flat_demand(fabric, matrix)
    yield from _bounded(_Asked(name, fabric, demand, is_symmetric, matrix.is_rate), cancelled)


def _runs_of_copies(
    graph: ClassGraph, fabric_id: FabricId, group_size: int, cancelled: Callable[[], bool]
) -> Iterator[TrafficNumbers]:
    # Runs that lie across dimensions, where no fold follows them.
    name = worded(
        "all-to-all inside groups of {size:,} in index order, across dimensions", size=group_size
    )
    try:
        fabric = flat_fabric(graph, fabric_id)
    except EvaluationError as error:
        yield TrafficNumbers(name, problem=str(error))
        return
    demand = run_demand(fabric, group_size)
    yield from _bounded(_Asked(name, fabric, demand, is_symmetric=True), cancelled)


def _of_partners(
    graph: ClassGraph, fabric_id: FabricId, choice: TrafficChoice, cancelled: Callable[[], bool]
) -> Iterator[TrafficNumbers]:
    try:
        fabric = flat_fabric(graph, fabric_id)
    except EvaluationError as error:
        yield TrafficNumbers(choice.text, problem=str(error))
        return
    yield from paired_numbers(fabric, choice, cancelled)


class _Asked(NamedTuple):
    """A demand on a fabric that is laid out."""

    name: str
    fabric: FlatFabric
    demand: FlatDemand
    is_symmetric: bool
    is_rate: bool = False


def _bounded(asked: _Asked, cancelled: Callable[[], bool]) -> Iterator[TrafficNumbers]:
    fabric, demand = asked.fabric, asked.demand
    problem = unreached(fabric, demand)
    if problem or not demand.out.any():
        yield TrafficNumbers(asked.name, problem=problem)
        return
    for bounds in traffic_bounds(fabric, demand, cancelled, is_symmetric=asked.is_symmetric):
        yield numbers_of_bounds(asked.name, fabric, demand, bounds, is_rate=asked.is_rate)


def _folded(
    matrix: TrafficMatrix, fabric_id: FabricId
) -> tuple[BaseFold | None, tuple[SourceFold, ...]]:
    try:
        base = BaseFold(build_space(matrix.graph, fabric_id, read_dims=matrix.read_dims))
        is_small = int(base.is_endpoint.sum()) <= MAX_TRAFFIC_SOURCES
        return base, source_folds(base) if is_small else ()
    except SpaceTooLargeError:
        return None, ()


def _permutation(
    base: BaseFold, sources: tuple[SourceFold, ...], matrix: TrafficMatrix
) -> FoldedTraffic | TrafficNumbers:
    name = worded("the permutation over the longest paths, averaged over the symmetries")
    flows = make_flow_space(base, sources, _injection(base))
    lengths = np.ones(len(flows.class_capacity_bytes_per_s))
    matching = heaviest_matching(flows, lengths, TIME_LIMIT_S)
    if matching is None:
        return TrafficNumbers(name, problem=_TOO_LARGE)
    out = np.array([
        float(own @ one.fold.cell_size) for own, one in zip(matching.sent, sources, strict=True)
    ])
    if not out.any():
        return TrafficNumbers(name, problem=worded("no endpoint reaches another"))
    demand = DemandOfFold(matching.sent, matching.sent, out)
    return _rates(base, sources, demand, replace(matrix, name=name, terms=(), is_directed=True))


def _unreached(base: BaseFold, sources: Sequence[SourceFold], demand: DemandOfFold) -> str:
    for source, sent in zip(sources, demand.sent, strict=True):
        missed = np.flatnonzero((sent > 0) & ~np.isfinite(source.hops))
        if len(missed):
            cells = (source.fold.cells[source.source_ix], source.fold.cells[int(missed[0])])
            paths = [path_of(base.space, cell.type_ix, cell.reps) for cell in cells]
            return worded("{first} cannot reach {second}", first=paths[0], second=paths[1])
    return ""


def _rates(
    base: BaseFold,
    sources: tuple[SourceFold, ...],
    demand: DemandOfFold,
    matrix: TrafficMatrix,
) -> FoldedTraffic:
    busiest = float(demand.out.max())
    flows, pair = _ideal(base, sources, demand, is_symmetric=matrix.is_symmetric)
    low, high, method = pair.low_bytes_per_s, pair.high_bytes_per_s, pair.method
    received = tuple(
        own * one.fold.cell_size for own, one in zip(demand.received, sources, strict=True)
    )
    ecmp = split_rate(base, sources, received, Split.PER_LINK).factor
    n = sum(one.n_sources for one, out in zip(sources, demand.out, strict=True) if out > 0)
    ratio = between(low, high, method) if matrix.is_rate else None
    rate_low, rate_high = low * busiest, high * busiest
    injection = _injection(base)
    if is_closed(min(rate_high, injection), max(rate_high, injection)):
        # Both are bounds; the sum of port rates is free of rounding.
        rate_high = injection
    numbers = TrafficNumbers(
        matrix.name,
        n,
        between(min(rate_low, rate_high), rate_high, method),
        exact(ecmp * busiest, worded("shortest paths, {split}", split=term(Split.PER_LINK.value))),
        ratio,
    )
    return FoldedTraffic(numbers, sources, demand, flows, pair, matrix.is_symmetric)


def _ideal(
    base: BaseFold,
    sources: tuple[SourceFold, ...],
    demand: DemandOfFold,
    *,
    is_symmetric: bool,
) -> tuple[FlowSpace, PairRate]:
    used = demand.out > 0
    senders = tuple(one for one, is_used in zip(sources, used, strict=True) if is_used)
    wanted: FloatArray = np.concatenate([
        own * one.fold.cell_size
        for own, one, is_used in zip(demand.sent, sources, used, strict=True)
        if is_used
    ])
    flows = make_flow_space(base, senders, _injection(base), is_symmetric=is_symmetric)
    found = None
    if flows.n_vars <= MAX_TRAFFIC_VARS:
        found = concurrent_rate(flows, wanted, TIME_LIMIT_S)
    if found is None:
        found = shortest_path_rate(flows, wanted)
    return flows, found


def _injection(base: BaseFold) -> float:
    # Largest capacity out of one endpoint. [byte/s]
    fold = base.fold
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix].astype(np.float64)
    injection = np.bincount(fold.arc_from_ix, fold.arc_degree * unit, fold.n_cells)
    return float(injection[base.is_endpoint].max())
