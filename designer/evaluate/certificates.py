"""Certificates: every bound recomputed from a witness, so that no solver is trusted.

A *routing* is a lower bound: clipped at zero, its shortfalls sent along shortest paths, the most
loaded row decides. *Lengths* are an upper bound: any non-negative lengths are valid, by weak
duality. Shortest paths are recomputed here.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from designer.topology.hops import shortest_costs

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.topology.fold import FloatArray

TOLERANCE_RATIO = 1e-9
"""Largest relative gap of two bounds that still prints as exact."""


def is_closed(low: float, high: float) -> bool:
    """Return whether two bounds agree.

    Parameters
    ----------
    low, high
        Lower and upper bound.

    Returns
    -------
    bool
        Whether they agree to :data:`TOLERANCE_RATIO`; an infinite bound agrees with none.
    """
    return high - low <= TOLERANCE_RATIO * max(abs(high), abs(low)) < math.inf


def whole_links_low(low_bytes_per_s: float, unit_bytes_per_s: int) -> float:
    """Return a lower bound on a cut, raised to what a cut can be.

    Parameters
    ----------
    low_bytes_per_s
        Lower bound. [byte/s]
    unit_bytes_per_s
        Greatest common divisor of the capacities of all links. [byte/s]

    Returns
    -------
    float
        The least multiple of the divisor that is not below the bound, up to
        :data:`TOLERANCE_RATIO`. [byte/s]
    """
    if unit_bytes_per_s <= 0 or low_bytes_per_s <= 0:
        return low_bytes_per_s
    n_units = math.ceil(low_bytes_per_s * (1.0 - TOLERANCE_RATIO) / unit_bytes_per_s)
    return max(low_bytes_per_s, float(n_units * unit_bytes_per_s))


def repaired_flow(flows: FlowSpace, flow: FloatArray, demand: FloatArray) -> FloatArray:
    """Return a flow that delivers at least the demand everywhere.

    Parameters
    ----------
    flows
        Flow space.
    flow
        Proposed flow of each variable. (n_vars,)
    demand
        Amount that each stacked cell must receive. (n_stacked,)

    Returns
    -------
    FloatArray
        Non-negative flow; equal to the proposal if that already delivers. (n_vars,)
    """
    fixed = np.maximum(flow, 0.0)
    n_cells = len(flows.is_source)
    net = np.bincount(flows.to_ix, fixed, n_cells) - np.bincount(flows.from_ix, fixed, n_cells)
    lack = np.where(flows.is_source, 0.0, demand - net)
    if not (lack > 0).any():
        return fixed
    first_var = 0
    for source, first in zip(flows.sources, flows.cell_start, strict=False):
        n_vars = int(source.has_flow.sum())
        own = slice(first_var, first_var + n_vars)
        first_var += n_vars
        _send_lack(source, lack[first : first + source.fold.n_cells], fixed[own])
    return fixed


def _send_lack(source: SourceFold, lack: FloatArray, flow: FloatArray) -> None:
    """Add to ``flow`` what cells lack, along paths of fewest arcs, split by capacity."""
    fold = source.fold
    keep = source.has_flow
    from_ix, to_ix = fold.arc_from_ix[keep], fold.arc_to_ix[keep]
    depth = source.depth
    unit = source.unit_bytes_per_s[keep]
    capacity = fold.cell_size[from_ix] * fold.arc_degree[keep] * unit
    missing = np.maximum(lack, 0.0)
    for cell in np.argsort(-depth, kind="stable"):
        if cell == source.source_ix or missing[cell] <= 0 or not np.isfinite(depth[cell]):
            continue
        arcs = np.flatnonzero((to_ix == cell) & (depth[from_ix] < depth[cell]))
        share = missing[cell] * capacity[arcs] / capacity[arcs].sum()
        flow[arcs] += share
        np.add.at(missing, from_ix[arcs], share)


def peak_load(flows: FlowSpace, flow: FloatArray) -> float:
    """Return the highest load of a row per unit of its capacity.

    Parameters
    ----------
    flows
        Flow space.
    flow
        Flow of each variable in byte/s of one source. (n_vars,)

    Returns
    -------
    float
        Load over capacity, both directions together. [1]
    """
    return float(np.max(flows.load(flow) / flows.class_capacity_bytes_per_s))


def length_bound(flows: FlowSpace, class_length: FloatArray, demand: FloatArray) -> float:
    """Return the upper bound on the multiple of a demand that arc lengths prove.

    Parameters
    ----------
    flows
        Flow space.
    class_length
        Length of the arcs of each shared row, non-negative. (n_classes,)
    demand
        What each stacked cell receives from its source. (n_stacked,)

    Returns
    -------
    float
        Bound on the multiple; infinite if the lengths prove nothing. [byte/s] for a demand of one
        unit per ordered pair
    """
    length = np.maximum(class_length, 0.0)
    volume = float(flows.class_capacity_bytes_per_s @ length)
    need = 0.0
    for source, first in zip(flows.sources, flows.cell_start, strict=False):
        costs = length_costs(flows, source, length)
        own = demand[first : first + source.fold.n_cells]
        to = own > 0
        need += source.n_sources * float(own[to] @ costs[to])
    return volume / need if need > 0 else np.inf


def length_costs(flows: FlowSpace, source: SourceFold, class_length: FloatArray) -> FloatArray:
    """Return the distance of every cell from a source.

    Parameters
    ----------
    flows
        Flow space.
    source
        Fold around the source.
    class_length
        Length of the arcs of each shared row, non-negative. (n_classes,)

    Returns
    -------
    FloatArray
        Distances, infinite where there is no path. (n_cells,)
    """
    fold = source.fold
    arc_length = class_length[flows.class_of_orbit[fold.arc_orbit_ix]]
    return shortest_costs(fold, source.source_ix, np.zeros(fold.n_cells), arc_length)
