"""Throughput: maximum concurrent flow on the fold, bracketed by certificates."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.evaluate.certificates import is_closed, length_bound, peak_load, repaired_flow
from designer.evaluate.lp import LinearProgram, available_solvers, solve
from designer.evaluate.trace import note
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace
    from designer.topology.fold import FloatArray, IntArray


FULL_RATIO: Final = 1 - 1e-9
"""Load over capacity from which a link is full."""
EVEN_METHOD: Final = worded("orbit fold, shortest paths that fill every link of a cut")


@dataclass(frozen=True)
class PairRate:
    """Bounds on the traffic of one ordered pair in all-to-all, or on the multiple of a demand.

    Attributes
    ----------
    low_bytes_per_s, high_bytes_per_s
        Certified bounds. [byte/s]
    flow
        The routing behind ``low``: bytes per second of one source. (n_vars,)
    class_length
        The lengths behind ``high``. (n_classes,)
    method
        Where they come from.
    """

    low_bytes_per_s: float
    high_bytes_per_s: float
    flow: FloatArray
    class_length: FloatArray
    method: str


def unit_demand(flows: FlowSpace) -> FloatArray:
    """Return what every stacked cell receives if each pair sends one unit.

    Parameters
    ----------
    flows
        Flow space.

    Returns
    -------
    FloatArray
        Demand. (n_stacked,)
    """
    return np.where(flows.is_endpoint & ~flows.is_source, flows.size, 0.0)


def flow_columns(flows: FlowSpace, scale: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the matrix columns of the flow variables, without entries in source rows.

    Parameters
    ----------
    flows
        Flow space.
    scale
        Coefficient of each variable in its capacity row. (n_vars,)

    Returns
    -------
    tuple[IntArray, IntArray, FloatArray]
        Entries per column, (n_vars,), and row indices and values, (n_entries,). Rows are the
        stacked cells, then the shared capacity rows.
    """
    n_cells = len(flows.is_source)
    rows = np.stack([flows.to_ix, flows.from_ix, flows.class_ix + n_cells], axis=1)
    values = np.stack([np.ones(flows.n_vars), -np.ones(flows.n_vars), scale], axis=1)
    keep = np.ones(rows.shape, dtype=bool)
    keep[:, 1] = ~flows.is_source[flows.from_ix]
    return keep.sum(axis=1), rows[keep], values[keep]


def _largest(flows: FlowSpace, demand: FloatArray) -> float:
    # What the busiest source sends in all.
    return float(np.add.reduceat(demand, flows.cell_start[:-1]).max())


def _program(flows: FlowSpace, demand: FloatArray) -> LinearProgram:
    # Routes the demand and minimises the peak load when the busiest source sends its injection.
    capacity = flows.class_capacity_bytes_per_s
    scale = flows.weight * flows.injection_bytes_per_s / capacity[flows.class_ix]
    counts, rows, values = flow_columns(flows, scale)
    n_cells, n_classes = len(flows.is_source), len(capacity)
    start = np.concatenate([[0], np.cumsum(counts), [len(rows) + n_classes]]).astype(np.int64)
    parts = demand / _largest(flows, demand)
    return LinearProgram(
        cost=np.concatenate([np.zeros(flows.n_vars), [1.0]]),
        start=start,
        row_ix=np.concatenate([rows, np.arange(n_cells, n_cells + n_classes)]),
        value=np.concatenate([values, -np.ones(n_classes)]),
        row_lower=np.concatenate([parts, np.full(n_classes, -np.inf)]),
        row_upper=np.concatenate([parts, np.zeros(n_classes)]),
    )


def all_to_all(flows: FlowSpace, time_limit_s: float) -> PairRate | None:
    """Return certified bounds on all-to-all traffic per pair.

    Parameters
    ----------
    flows
        Flow space in which every endpoint reaches every other.
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    PairRate | None
        Bounds, equal if a certificate closes; ``None`` if no solver answers in time.
    """
    return concurrent_rate(flows, unit_demand(flows), time_limit_s)


def concurrent_rate(flows: FlowSpace, demand: FloatArray, time_limit_s: float) -> PairRate | None:
    """Return certified bounds on the multiple of a demand that can be routed.

    Parameters
    ----------
    flows
        Flow space in which the demand can be routed.
    demand
        What each stacked cell receives from its source, not all zero. (n_stacked,)
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    PairRate | None
        Bounds on the multiple, equal if a certificate closes; ``None`` if no solver answers in
        time.
    """
    even = even_rate(flows, demand)
    if even is not None:
        return even
    program = _program(flows, demand)
    largest = _largest(flows, demand)
    best: PairRate | None = None
    give_up_s = monotonic() + time_limit_s
    for solver in available_solvers():
        answer = solve(program, solver, time_limit_s)
        if answer is None:
            if monotonic() >= give_up_s:
                break
            continue
        flow = repaired_flow(flows, answer.x[:-1] * largest, demand)
        low = 1.0 / peak_load(flows, flow)
        dual = answer.row_dual[len(flows.is_source) :]
        length = np.maximum(dual, 0.0) / flows.class_capacity_bytes_per_s
        high = length_bound(flows, length, demand)
        best = PairRate(
            low, high, flow * low, length, worded("orbit fold, HiGHS ({solver})", solver=solver)
        )
        if is_closed(low, high):
            break
        note(
            worded(
                "the certificate of {solver} leaves {gap:.1e} open",
                solver=solver,
                gap=1 - low / high,
            )
        )
    return best


def even_rate(flows: FlowSpace, demand: FloatArray) -> PairRate | None:
    """Return the multiple of a demand that shortest paths carry, if that is proved to be the most.

    Parameters
    ----------
    flows
        Flow space in which the demand can be routed.
    demand
        What each stacked cell receives from its source, not all zero. (n_stacked,)

    Returns
    -------
    PairRate | None
        The multiple, if shortest paths split by capacity and lengths of one on all links that they
        fill give bounds that agree, as in fabrics of much symmetry; ``None`` if they do not.
    """
    flow = repaired_flow(flows, np.zeros(flows.n_vars), demand)
    load = flows.load(flow) / flows.class_capacity_bytes_per_s
    low = 1.0 / float(load.max())
    length = np.where(load * low >= FULL_RATIO, 1.0, 0.0)
    high = length_bound(flows, length, demand)
    if not is_closed(low, high):
        return None
    # Rounding may leave the lower bound above the upper one by its last digits.
    low = min(low, high)
    return PairRate(low, high, flow * low, length, EVEN_METHOD)


def shortest_path_rate(flows: FlowSpace, demand: FloatArray | None = None) -> PairRate:
    """Return bounds without a solver: shortest paths split by capacity, and plain lengths.

    Parameters
    ----------
    flows
        Flow space in which the demand can be routed.
    demand
        What each stacked cell receives; ``None`` for one unit per pair. (n_stacked,)

    Returns
    -------
    PairRate
        Bounds.
    """
    capacity = flows.class_capacity_bytes_per_s
    wanted = unit_demand(flows) if demand is None else demand
    flow = repaired_flow(flows, np.zeros(flows.n_vars), wanted)
    low = 1.0 / peak_load(flows, flow)
    lengths = [np.ones(len(capacity)), 1.0 / capacity]
    bounds = [length_bound(flows, length, wanted) for length in lengths]
    ix = int(np.argmin(bounds))
    return PairRate(low, bounds[ix], flow * low, lengths[ix], worded("shortest paths on the fold"))
