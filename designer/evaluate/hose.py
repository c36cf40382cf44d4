"""The hub bound: what any traffic within the endpoints' injection can count on.

Every endpoint sends its share ``r_h`` to every vertex ``h`` and receives as much, all at once; the
sum of the shares is a lower bound on the worst-case throughput (two-phase routing through the
hubs) and, times half the endpoints, on the bisection (``docs/methods/bisection.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from designer.evaluate.certificates import peak_load, repaired_flow
from designer.evaluate.lp import LinearProgram, available_solvers, solve
from designer.evaluate.throughput import flow_columns

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace
    from designer.topology.fold import FloatArray


@dataclass(frozen=True)
class HubRate:
    """A certified lower bound on worst-case throughput.

    Attributes
    ----------
    low_bytes_per_s
        Rate per endpoint. [byte/s]
    share_bytes_per_s
        What each endpoint sends to all vertices of a base cell together. (n_base_cells,)
    flow
        The routing, bytes per second of one source. (n_vars,)
    """

    low_bytes_per_s: float
    share_bytes_per_s: FloatArray
    flow: FloatArray


def _program(flows: FlowSpace) -> LinearProgram:
    # Maximises the sum of the shares, in units of the injection.
    capacity = flows.class_capacity_bytes_per_s / 2
    scale = flows.weight * flows.injection_bytes_per_s / capacity[flows.class_ix]
    counts, rows, values = flow_columns(flows, scale)
    base_size = flows.base.fold.cell_size.astype(np.float64)
    cells = np.flatnonzero(~flows.is_source)
    order = np.argsort(flows.base_ix[cells], kind="stable")
    cells = cells[order]
    base_ix = flows.base_ix[cells]
    share_counts = np.bincount(base_ix, minlength=len(base_size))
    start = np.concatenate([[0], np.cumsum(np.concatenate([counts, share_counts]))])
    n_cells, n_classes = len(flows.is_source), len(capacity)
    return LinearProgram(
        cost=np.concatenate([np.zeros(flows.n_vars), -np.ones(len(base_size))]),
        start=start.astype(np.int64),
        row_ix=np.concatenate([rows, cells]),
        value=np.concatenate([values, -flows.size[cells] / base_size[base_ix]]),
        row_lower=np.concatenate([np.zeros(n_cells), np.full(n_classes, -np.inf)]),
        row_upper=np.concatenate([np.zeros(n_cells), np.ones(n_classes)]),
    )


def top_hubs_low(flows: FlowSpace) -> HubRate | None:
    """Return what endpoints can count on if all meet at the vertices farthest from them.

    Parameters
    ----------
    flows
        Flow space.

    Returns
    -------
    HubRate | None
        The bound with its routing over shortest paths; ``None`` if all vertices are endpoints.
    """
    n_base = flows.base.fold.n_cells
    depth = np.full(n_base, np.inf)
    for source in flows.sources:
        np.minimum.at(depth, source.fold.cell_base_ix, source.depth)
    is_hub = ~flows.base.is_endpoint & np.isfinite(depth)
    if not is_hub.any():
        return None
    is_hub &= depth == depth[is_hub].max()
    fold, base_size = flows.base.fold, flows.base.fold.cell_size.astype(np.float64)
    unit = flows.base.orbits.unit_bytes_per_s[fold.arc_orbit_ix]
    width = fold.cell_size[fold.arc_from_ix].astype(np.float64) * fold.arc_degree * unit
    share: FloatArray = np.where(is_hub, np.bincount(fold.arc_to_ix, width, n_base), 0.0)
    share *= flows.injection_bytes_per_s / share.sum()
    demand = share[flows.base_ix] * flows.size / base_size[flows.base_ix]
    flow = repaired_flow(flows, np.zeros(flows.n_vars), demand)
    scale = 1.0 / (2 * peak_load(flows, flow))
    return HubRate(float(share.sum()) * scale, share * scale, flow * scale)


def worst_case_low(flows: FlowSpace, time_limit_s: float) -> HubRate | None:
    """Return a certified lower bound on worst-case throughput.

    Parameters
    ----------
    flows
        Flow space.
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    HubRate | None
        The bound with its routing, or ``None`` if no solver answers in time.
    """
    program = _program(flows)
    base_size = flows.base.fold.cell_size.astype(np.float64)
    give_up_s = monotonic() + time_limit_s
    for solver in available_solvers():
        answer = solve(program, solver, time_limit_s)
        if answer is None:
            if monotonic() >= give_up_s:
                break
            continue
        unit = flows.injection_bytes_per_s
        share = np.maximum(answer.x[flows.n_vars :], 0.0) * unit
        demand = share[flows.base_ix] * flows.size / base_size[flows.base_ix]
        flow = repaired_flow(flows, answer.x[: flows.n_vars] * unit, demand)
        load = 2 * peak_load(flows, flow)
        scale = 1.0 / load if load > 0 else 0.0
        return HubRate(float(share.sum()) * scale, share * scale, flow * scale)
    return None
