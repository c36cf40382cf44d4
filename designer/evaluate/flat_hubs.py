"""Worst-case traffic of a flat network: routing through fixed hubs below, distances above.

Every endpoint sends its share to the switches of the top tier and receives as much; the shares
are fixed beforehand, so one routing of few roots gives a certified rate. Endpoints behind fewer
uplinks may get a smaller share: the sum of the shares of the poorer half bounds the bisection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.routing_problem import Demand, RoutingProblem
from designer.evaluate.soft_routing import routing_passes
from designer.topology.reach import distances
from designer.topology.reduce import whole_instance

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.partition import Contraction
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network

MAX_HUBS = 2_048
"""Most hubs that are routed to."""
N_HUB_PASSES = 4
"""Passes of routing to the hubs."""
MAX_MATCHED = 1_200
"""Most vertices of the matching by distance."""


class HubBounds(NamedTuple):
    """What routing through hubs proves.

    Attributes
    ----------
    worst_low_bytes_per_s
        Rate per endpoint that any traffic can count on. [byte/s]
    bisection_low_bytes_per_s
        Lower bound on the bisection. [byte/s]
    """

    worst_low_bytes_per_s: float
    bisection_low_bytes_per_s: float


def _access(whole: Contraction) -> FloatArray:
    # Capacity of the link each endpoint hangs on, infinite for the others, (n_original,).
    access = np.full(whole.original.n_vertices, np.inf)
    access[whole.hanging_ix] = whole.access_bytes_per_s
    return access


def hub_bounds(
    whole: Contraction, hub_ix: IntArray, cancelled: Callable[[], bool]
) -> HubBounds | None:
    """Return what routing through fixed hubs proves.

    Parameters
    ----------
    whole
        The contraction of a connected network.
    hub_ix
        Contracted vertices that serve as hubs, each in proportion to its capacity. (n_hubs,)
    cancelled
        Asked often.

    Returns
    -------
    HubBounds | None
        Bounds, or ``None`` if there are too many hubs or it was cancelled.
    """
    network = whole.network
    if not 0 < len(hub_ix) <= MAX_HUBS:
        return None
    problem = _hub_problem(network, hub_ix)
    share = network.degree_bytes_per_s[hub_ix].astype(np.float64)
    share /= share.sum()
    weight = network.weight.astype(np.float64)
    is_holding = weight > 0
    reach = np.where(is_holding, network.degree_bytes_per_s / np.maximum(weight, 1.0), 0.0)
    access = _access(whole)
    is_end = whole.original.weight > 0
    worst, half = 0.0, 0.0
    for fraction in (is_holding.astype(np.float64), reach / float(reach.max())):
        demand = Demand(weight * fraction, share, np.zeros(len(hub_ix)))
        scale = _hub_scale(problem, demand, cancelled)
        if scale is None:
            break
        own = np.minimum(scale * fraction[whole.parent_ix], access)[is_end]
        worst = max(worst, float(own.min()))
        half = max(half, float(np.sort(own)[: len(own) // 2].sum()))
    return HubBounds(worst, half) if worst > 0 else None


def _hub_problem(network: Network, hub_ix: IntArray) -> RoutingProblem:
    alike = np.ones(len(hub_ix), dtype=np.int64)
    return RoutingProblem(whole_instance(network), hub_ix, alike, np.arange(network.n_links))


def _hub_scale(
    problem: RoutingProblem, demand: Demand, cancelled: Callable[[], bool]
) -> float | None:
    peak: float | None = None
    for found in routing_passes(problem, demand, cancelled):
        peak = found.peak
        if found.n_passes >= N_HUB_PASSES:
            break
    # What is received takes the way of what is sent backward: each direction carries both.
    return None if peak is None else 0.5 / peak


def matching_high(whole: Contraction) -> float:
    """Return the upper bound on worst-case traffic from far-apart partners.

    Parameters
    ----------
    whole
        The contraction of a connected network.

    Returns
    -------
    float
        Rate per endpoint for a permutation between vertices as far apart as can be; infinite if
        vertices hold different numbers of endpoints or are too many. [byte/s]
    """
    from scipy.optimize import linear_sum_assignment

    network = whole.network
    ends = np.flatnonzero(network.weight > 0)
    held = np.unique(network.weight[ends])
    if len(held) != 1 or not 2 <= len(ends) <= MAX_MATCHED:
        return float("inf")
    found = distances(network, ends)[ends].astype(np.int64)
    rows, columns = linear_sum_assignment(found, maximize=True)
    need = int(found[rows, columns].sum()) * int(held[0])
    volume = 2 * sum(network.capacity_bytes_per_s.tolist())
    return volume / need if need else float("inf")
