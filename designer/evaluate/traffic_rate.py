"""Throughput of a chosen traffic matrix in one fabric: ideal, and by equal split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.ecmp import Split, split_rate
from designer.evaluate.flat_demand import flat_demand, paired_demand, run_demand
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_space import deadline
from designer.evaluate.flat_traffic import TrafficBounds, far_apart, traffic_bounds, unreached
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.throughput import concurrent_rate, shortest_path_rate
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
    from collections.abc import Sequence

    from designer.evaluate.bounds import Estimate
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
class TrafficNumbers:
    """Throughput of a traffic matrix in one fabric.

    Attributes
    ----------
    name
        What the matrix is, in words.
    n_senders
        Endpoints that send. [1]
    ideal_bytes_per_s, ecmp_bytes_per_s
        Rate out of the busiest endpoint, by ideal routing and by equal split. [byte/s]
    ratio
        How many times the stated traffic fits, for a matrix of rates. [1]
    problem
        Why there is no number, or empty.
    """

    name: str
    n_senders: int = 0
    ideal_bytes_per_s: Estimate | None = None
    ecmp_bytes_per_s: Estimate | None = None
    ratio: Estimate | None = None
    problem: str = ""


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
        Numbers, the problem that stands in their way, or neither where no endpoint of the fabric
        is meant.

    Raises
    ------
    EvaluationError
        If the choice does not fit the design.
    """
    try:
        matrix = matrix_of(choice, graph, fabric_id)
    except UnfitGroupsError:
        return _runs_of_copies(graph, fabric_id, choice.group_size)
    if not matrix.terms:
        return TrafficNumbers(matrix.name)
    found = _of_fold(matrix, fabric_id, choice)
    if found is None:
        return traffic_of_copies(matrix, fabric_id, choice)
    folded = found.numbers if isinstance(found, FoldedTraffic) else found
    ideal = folded.ideal_bytes_per_s
    is_open = ideal is not None and ideal.exactness is not Exactness.EXACT
    if is_open and _n_links(graph, fabric_id) <= MAX_REFINED_LINKS:
        return _tighter(folded, traffic_of_copies(matrix, fabric_id, choice))
    return folded


def _n_links(graph: ClassGraph, fabric_id: FabricId) -> int:
    return sum(link.n_links for link in graph.link_classes_by_fabric.get(fabric_id, ()))


def _tighter(folded: TrafficNumbers, copies: TrafficNumbers) -> TrafficNumbers:
    if copies.problem or copies.ideal_bytes_per_s is None or folded.ideal_bytes_per_s is None:
        return folded

    def both(a: Estimate, b: Estimate) -> Estimate:
        lows = [one.low for one in (a, b) if one.low is not None]
        highs = [one.high for one in (a, b) if one.high is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return between(low, high, b.method if (low, high) != (a.low, a.high) else a.method)

    ratio = folded.ratio
    if ratio is not None and copies.ratio is not None:
        ratio = both(ratio, copies.ratio)
    ideal = both(folded.ideal_bytes_per_s, copies.ideal_bytes_per_s)
    return replace(folded, ideal_bytes_per_s=ideal, ratio=ratio)


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
    try:
        fabric = flat_fabric(matrix.graph, fabric_id)
    except EvaluationError as error:
        return TrafficNumbers(matrix.name, problem=str(error))
    name, is_symmetric = matrix.name, matrix.is_symmetric
    if choice.kind == "permutation":
        name, is_symmetric = worded("a permutation over the longest paths"), False
        partners = far_apart(fabric)
        if partners is None:
            return TrafficNumbers(name, problem=_TOO_LARGE)
        demand = paired_demand(fabric.network.n_vertices, *partners)
    else:
        demand = flat_demand(fabric, matrix)
    return _bounded(name, fabric, demand, is_symmetric=is_symmetric, is_rate=matrix.is_rate)


def _runs_of_copies(graph: ClassGraph, fabric_id: FabricId, group_size: int) -> TrafficNumbers:
    # Runs that lie across dimensions, where no fold follows them.
    name = worded(
        "all-to-all inside groups of {size:,} in index order, across dimensions", size=group_size
    )
    try:
        fabric = flat_fabric(graph, fabric_id)
    except EvaluationError as error:
        return TrafficNumbers(name, problem=str(error))
    demand = run_demand(fabric, group_size)
    return _bounded(name, fabric, demand, is_symmetric=True, is_rate=False)


def _bounded(
    name: str, fabric: FlatFabric, demand: FlatDemand, *, is_symmetric: bool, is_rate: bool
) -> TrafficNumbers:
    problem = unreached(fabric, demand)
    if problem or not demand.out.any():
        return TrafficNumbers(name, problem=problem)
    is_over = deadline()
    bounds = TrafficBounds()
    for found in traffic_bounds(fabric, demand, is_over, is_symmetric=is_symmetric):
        bounds = found
    busiest = float(demand.out.max())
    network = fabric.network
    injection = float(network.degree_bytes_per_s[network.weight > 0].max())
    rate_low, rate_high = bounds.low * busiest, bounds.high * busiest
    if is_closed(min(rate_high, injection), max(rate_high, injection)):
        rate_high = injection
    split = worded("shortest paths, {split}", split=term(Split.PER_LINK.value))
    return TrafficNumbers(
        name,
        int((demand.out > 0).sum()),
        between(min(rate_low, rate_high), rate_high, bounds.method),
        None if bounds.ecmp is None else exact(bounds.ecmp * busiest, split),
        between(min(bounds.low, bounds.high), bounds.high, bounds.method) if is_rate else None,
    )


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
