"""The hub bound on the bisection where endpoints are unlike.

As :mod:`designer.evaluate.hose`, but every orbit of endpoints has its own share of every hub.
Whichever side a hub is on, the half of the endpoints on the other side sends or receives its
shares across the cut; so the sum of the ``n // 2`` smallest shares of every hub is a bound
(``docs/methods/bisection.md``).
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.certificates import peak_load, repaired_flow
from designer.evaluate.lp import LinearProgram, available_solvers, solve
from designer.evaluate.throughput import flow_columns

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace
    from designer.evaluate.lp import LpAnswer
    from designer.topology.fold import FloatArray, IntArray


class _Entries(NamedTuple):
    """Matrix entries with the number of entries of each column."""

    counts: IntArray
    row_ix: IntArray
    value: FloatArray


def _source_of(flows: FlowSpace) -> IntArray:
    # Source of each stacked cell, (n_stacked,).
    return np.repeat(np.arange(len(flows.sources)), np.diff(flows.cell_start))


def _shares(flows: FlowSpace, level_row: IntArray) -> _Entries:
    # Columns of the shares R, one per source and base cell: what the cells of the base cell
    # receive, and the row U - L + R >= 0.
    base_size = flows.base.fold.cell_size.astype(np.float64)
    cells = np.flatnonzero(~flows.is_source)
    column = (_source_of(flows) * len(base_size) + flows.base_ix)[cells]
    rows = np.concatenate([cells, level_row])
    value = np.concatenate([
        -flows.size[cells] / base_size[flows.base_ix[cells]],
        level_row * 0 + 1,
    ])
    columns = np.concatenate([column, np.arange(len(level_row))])
    order = np.argsort(columns, kind="stable")
    counts = np.bincount(columns, minlength=len(level_row))
    return _Entries(counts, rows[order], value[order])


def _program(flows: FlowSpace) -> LinearProgram:
    # Columns: flows; shares R; a level L per base cell; slack U per source and base cell. The sum
    # of the k smallest R of a base cell is the largest k * L - sum n_s * U with U >= L - R.
    capacity = flows.class_capacity_bytes_per_s / 2
    scale = flows.weight * flows.injection_bytes_per_s / capacity[flows.class_ix]
    flow = _Entries(*flow_columns(flows, scale))
    n_base, n_sources = flows.base.fold.n_cells, len(flows.sources)
    n_cells, n_classes, n_shares = len(flows.is_source), len(capacity), n_base * n_sources
    level_row = n_cells + n_classes + np.arange(n_shares)
    share = _shares(flows, level_row)
    by_base = level_row.reshape(n_sources, n_base).T.ravel()
    one = np.ones(n_shares)
    counts = [flow.counts, share.counts, np.full(n_base, n_sources), one.astype(np.int64)]
    weight = np.array([source.n_sources for source in flows.sources]) / (flows.n_endpoints // 2)
    lower = np.zeros(n_cells + n_classes + n_shares)
    upper = np.zeros_like(lower)
    lower[n_cells : n_cells + n_classes] = -np.inf
    upper[n_cells : n_cells + n_classes] = 1.0
    upper[n_cells + n_classes :] = np.inf
    return LinearProgram(
        cost=np.concatenate([
            np.zeros(flows.n_vars + n_shares),
            -np.ones(n_base),
            np.repeat(weight, n_base),
        ]),
        start=np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64),
        row_ix=np.concatenate([flow.row_ix, share.row_ix, by_base, level_row]),
        value=np.concatenate([flow.value, share.value, -one, one]),
        row_lower=lower,
        row_upper=upper,
    )


class HalfRate(NamedTuple):
    """A lower bound on the bisection with its routing.

    Attributes
    ----------
    low_bytes_per_s
        The bound. [byte/s]
    share_bytes_per_s
        What an endpoint of each orbit sends to, and gets from, all vertices of a base cell
        together. (n_sources, n_base_cells)
    flow
        The routing, bytes per second of one source. (n_vars,)
    """

    low_bytes_per_s: float
    share_bytes_per_s: FloatArray
    flow: FloatArray


def half_rate(flows: FlowSpace, time_limit_s: float) -> HalfRate | None:
    """Return a lower bound on the bisection with its routing.

    Parameters
    ----------
    flows
        Flow space.
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    HalfRate | None
        The bound, or ``None`` if no solver answers in time.
    """
    program = _program(flows)
    give_up_s = monotonic() + time_limit_s
    for solver in available_solvers():
        answer = solve(program, solver, time_limit_s)
        if answer is not None:
            return _checked(flows, answer)
        if monotonic() >= give_up_s:
            break
    return None


def _checked(flows: FlowSpace, answer: LpAnswer) -> HalfRate:
    base_size = flows.base.fold.cell_size.astype(np.float64)
    n_base, n_sources = len(base_size), len(flows.sources)
    unit = flows.injection_bytes_per_s
    found = np.maximum(answer.x[flows.n_vars : flows.n_vars + n_sources * n_base], 0.0) * unit
    share: FloatArray = found.reshape(n_sources, n_base)
    demand = share[_source_of(flows), flows.base_ix] * flows.size / base_size[flows.base_ix]
    flow = repaired_flow(flows, answer.x[: flows.n_vars] * unit, demand)
    load = 2 * peak_load(flows, flow)
    scale = 1.0 / load if load > 0 else 0.0
    total = 0.0
    count = np.array([one.n_sources for one in flows.sources])
    for column in share.T:
        order = np.argsort(column)
        taken = np.diff(np.minimum(np.cumsum(count[order]), flows.n_endpoints // 2), prepend=0)
        total += float(column[order] @ taken)
    return HalfRate(total * scale, share * scale, flow * scale)


def bisection_low(flows: FlowSpace, time_limit_s: float) -> float:
    """Return a lower bound on the bisection.

    Parameters
    ----------
    flows
        Flow space.
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    float
        Certified bound, 0 if no solver answers in time. [byte/s]
    """
    found = half_rate(flows, time_limit_s)
    return 0.0 if found is None else found.low_bytes_per_s
