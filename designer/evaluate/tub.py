"""Heaviest permutations on the fold: an upper bound on worst-case throughput from distances.

A permutation in which every endpoint sends ``rho`` needs ``rho`` times the distances it bridges,
in any lengths, and there is only so much of capacity times length. Between two orbits the pairs
that are furthest apart form a graph of equal degrees, so a fractional perfect matching exists;
how much goes between which orbits is a transportation program (``docs/methods/worst-case.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.certificates import length_costs
from designer.evaluate.lp import LinearProgram, available_solvers, solve

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.topology.fold import BoolArray, FloatArray

MAX_ORBITS = 60
"""Most orbits of endpoints for the transportation program."""
TIE_RATIO = 1e-9
"""Largest relative difference of two distances that count as one."""


class Matching(NamedTuple):
    """A permutation, averaged over the symmetries of the fabric.

    Attributes
    ----------
    sent
        Per source what it sends to, and as much gets from, one vertex of each cell; what an
        endpoint sends and receives in all is at most 1. (n_cells,)
    length
        Sum of the distances bridged, times what is sent, over all endpoints.
    """

    sent: tuple[FloatArray, ...]
    length: float


class _Reach(NamedTuple):
    """What a source sees of the orbits of endpoints.

    Attributes
    ----------
    costs
        Distance to every cell. (n_cells,)
    furthest
        Distance to the furthest endpoint of every orbit. (n_orbits,)
    is_furthest
        Which cells are that far. (n_orbits, n_cells)
    """

    costs: FloatArray
    furthest: FloatArray
    is_furthest: BoolArray


def _reach(flows: FlowSpace, source: SourceFold, class_length: FloatArray) -> _Reach:
    costs = length_costs(flows, source, class_length)
    orbit_of = {one.base_ix: ix for ix, one in enumerate(flows.sources)}
    is_endpoint = source.is_endpoint
    orbit = np.array([orbit_of.get(b, -1) for b in source.fold.cell_base_ix.tolist()])
    furthest = np.zeros(len(orbit_of))
    is_furthest = np.zeros((len(orbit_of), source.fold.n_cells), dtype=bool)
    for ix in range(len(orbit_of)):
        own = is_endpoint & (orbit == ix) & np.isfinite(costs)
        if own.any():
            furthest[ix] = costs[own].max()
            is_furthest[ix] = own & (costs >= furthest[ix] * (1 - TIE_RATIO))
    return _Reach(costs, furthest, is_furthest)


def _transport(weight: FloatArray, counts: FloatArray, time_limit_s: float) -> FloatArray | None:
    # Amounts between orbits that maximise weight @ amounts, row and column sums at most counts.
    m = len(counts)
    if m == 1:
        return counts.reshape(1, 1)
    scale = float(weight.max()) or 1.0
    rows, columns = np.divmod(np.arange(m * m), m)
    share = counts / counts.sum()
    program = LinearProgram(
        cost=-weight.ravel() / scale,
        start=np.arange(0, 2 * m * m + 1, 2, dtype=np.int64),
        row_ix=np.stack([rows, columns + m], axis=1).ravel(),
        value=np.ones(2 * m * m),
        row_lower=np.full(2 * m, -np.inf),
        row_upper=np.concatenate([share, share]),
    )
    for solver in available_solvers():
        answer = solve(program, solver, time_limit_s)
        if answer is not None:
            found = np.maximum(answer.x, 0.0).reshape(m, m)
            both: FloatArray = (found + found.T) / 2
            # Whatever the solver says, no row may exceed what its endpoints send.
            excess = max(1.0, float((both.sum(axis=1) / share).max()))
            amounts: FloatArray = both * (float(counts.sum()) / excess)
            return amounts
    return None


def heaviest_matching(
    flows: FlowSpace, class_length: FloatArray, time_limit_s: float
) -> Matching | None:
    """Return the permutation that bridges the largest sum of distances.

    Parameters
    ----------
    flows
        Flow space of all endpoints.
    class_length
        Length of the arcs of each shared row, non-negative. (n_classes,)
    time_limit_s
        Longest time for the solver. [s]

    Returns
    -------
    Matching | None
        The permutation, or ``None`` if there are too many orbits or no solver answers.

    Notes
    -----
    **Exactness**: the amounts are checked, so the length is reached by traffic within every
    endpoint's share, whether or not it is the largest.
    """
    if len(flows.sources) > MAX_ORBITS:
        return None
    reach = [_reach(flows, one, class_length) for one in flows.sources]
    weight = np.stack([one.furthest for one in reach])
    weight = np.minimum(weight, weight.T)
    counts = np.array([one.n_sources for one in flows.sources], dtype=np.float64)
    amount = _transport(weight, counts, time_limit_s)
    if amount is None:
        return None
    sent: list[FloatArray] = []
    length = 0.0
    for ix, (source, own) in enumerate(zip(flows.sources, reach, strict=True)):
        sizes = source.fold.cell_size.astype(np.float64)
        n_furthest = own.is_furthest @ sizes
        spread = (amount[ix] / counts[ix] / np.maximum(n_furthest, 1.0)) @ own.is_furthest
        spread[source.source_ix] = 0.0
        to = spread > 0
        length += source.n_sources * float((spread * sizes)[to] @ own.costs[to])
        sent.append(spread)
    return Matching(tuple(sent), length)


def matching_bound(flows: FlowSpace, class_length: FloatArray, matching: Matching) -> float:
    """Return the upper bound on worst-case throughput that a permutation proves.

    Parameters
    ----------
    flows
        Flow space.
    class_length
        Lengths of the matching. (n_classes,)
    matching
        The permutation.

    Returns
    -------
    float
        Rate per endpoint, infinite if nothing is bridged. [byte/s]
    """
    if matching.length <= 0:
        return np.inf
    return float(flows.class_capacity_bytes_per_s @ class_length) / matching.length
