"""Cuts around groups of vertices: what leaves a leaf, a pod, a rack bounds every traffic.

Each cut is measured on all links. All-to-all sends the product of the endpoints on both sides
across it; worst-case traffic the smaller of both.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.topology.sparse import components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.topology.fold import BoolArray, FloatArray, IntArray
    from designer.topology.sparse import Network


MAX_TIERS: Final = 48
"""Most tiers whose subtrees and ratios are looked at: those of a long line have no end."""


class GroupCuts(NamedTuple):
    """The cuts around all groups of a labelling.

    Attributes
    ----------
    n_inside
        Endpoints of each group. (n_groups,)
    capacity_bytes_per_s
        Capacity of the links that leave it, one direction. (n_groups,)
    group_ix
        Its label. (n_groups,)
    """

    n_inside: IntArray
    capacity_bytes_per_s: IntArray
    group_ix: IntArray


def group_cuts(network: Network, label: IntArray) -> GroupCuts:
    """Return the cuts around groups.

    Parameters
    ----------
    network
        The network.
    label
        Group of each vertex, -1 for none. (n_vertices,)

    Returns
    -------
    GroupCuts
        One cut per group that holds some but not all endpoints.
    """
    n_groups = int(label.max(initial=-1)) + 1
    inside = label >= 0
    n_inside: IntArray = np.zeros(n_groups, dtype=np.int64)
    np.add.at(n_inside, label[inside], network.weight[inside])
    capacity: IntArray = np.zeros(n_groups, dtype=np.int64)
    a, b = label[network.a_ix], label[network.b_ix]
    leaves = a != b
    for end in (a, b):
        own = leaves & (end >= 0)
        np.add.at(capacity, end[own], network.capacity_bytes_per_s[own])
    kept = (n_inside > 0) & (n_inside < network.n_endpoints)
    return GroupCuts(n_inside[kept], capacity[kept], np.flatnonzero(kept))


def tightest_volume(
    network: Network, label: IntArray, cuts: GroupCuts, pair_high: float
) -> FloatArray:
    """Return the capacity of the links around the groups that bound all-to-all most.

    Parameters
    ----------
    network
        The network.
    label
        Group of each vertex, -1 for none. (n_vertices,)
    cuts
        Cuts around the groups.
    pair_high
        The least of their bounds. [byte/s]

    Returns
    -------
    FloatArray
        Capacity of each link that leaves such a group, counted once per group, else zero.
        (n_links,)
    """
    pairs = cuts.n_inside * (network.n_endpoints - cuts.n_inside)
    is_tight = cuts.capacity_bytes_per_s / pairs <= pair_high * (1 + 1e-12)
    counts = np.zeros(int(label.max(initial=-1)) + 2)
    counts[cuts.group_ix[is_tight]] = 1.0
    a, b = label[network.a_ix], label[network.b_ix]
    times: FloatArray = np.where(a != b, counts[a] + counts[b], 0.0)
    return times * network.capacity_bytes_per_s


def pair_rate_high(cuts: GroupCuts, n_endpoints: int) -> float:
    """Return the upper bound on the all-to-all rate of one ordered pair.

    Parameters
    ----------
    cuts
        Cuts around groups.
    n_endpoints
        All endpoints. [1]

    Returns
    -------
    float
        Bound, infinite without cuts. [byte/s]
    """
    pairs = cuts.n_inside * (n_endpoints - cuts.n_inside)
    return float((cuts.capacity_bytes_per_s / pairs).min(initial=np.inf))


def worst_rate_high(cuts: GroupCuts, n_endpoints: int) -> float:
    """Return the upper bound on the worst-case rate of one endpoint.

    Parameters
    ----------
    cuts
        Cuts around groups.
    n_endpoints
        All endpoints. [1]

    Returns
    -------
    float
        Bound, infinite without cuts. [byte/s]
    """
    smaller = np.minimum(cuts.n_inside, n_endpoints - cuts.n_inside)
    return float((cuts.capacity_bytes_per_s / smaller).min(initial=np.inf))


def vertex_tiers(network: Network) -> FloatArray:
    """Return how far every switch is from the nearest endpoint.

    Parameters
    ----------
    network
        The network, endpoints not merged.

    Returns
    -------
    FloatArray
        0 for endpoints, ``t`` for switches whose nearest endpoint is ``t - 1`` switches away, a
        half less for network adapters, infinite where no endpoint is near. (n_vertices,)
    """
    is_end = network.weight > 0
    cost = np.where(is_end, 0.0, network.n_crossings.astype(np.float64))
    reach = np.where(is_end, 0.0, np.inf)
    for _ in range(MAX_TIERS):
        better = reach.copy()
        for from_ix, to_ix in ((network.a_ix, network.b_ix), (network.b_ix, network.a_ix)):
            np.minimum.at(better, to_ix, reach[from_ix] + cost[from_ix])
        if np.array_equal(better, reach):
            break
        reach = better
    else:
        _reach_on(network, cost, reach)
    return np.where(is_end, 0.0, reach + np.where(cost > 0, 1.0, 0.5))


def _reach_on(network: Network, cost: FloatArray, reach: FloatArray) -> None:
    # What rounds over all links have not reached, such as the far end of a long line: nearest
    # first, each vertex once.
    arcs = network.arcs
    to_ix, start = arcs.to_ix.tolist(), arcs.start.tolist()
    costs, found = cost.tolist(), reach.tolist()
    queue = [(near, v) for v, near in enumerate(found) if near < np.inf]
    heapify(queue)
    while queue:
        near, v = heappop(queue)
        if near > found[v]:
            continue
        on = near + costs[v]
        for u in to_ix[start[v] : start[v + 1]]:
            if on < found[u]:
                found[u] = on
                heappush(queue, (on, u))
    reach[:] = found


def subtrees(network: Network, tier: FloatArray) -> Iterator[IntArray]:
    """Yield what hangs together below each tier: leaves, then pods, and so on.

    Parameters
    ----------
    network
        The network.
    tier
        Tier of each vertex. (n_vertices,)

    Yields
    ------
    IntArray
        Group of each vertex, -1 for those above the tier. (n_vertices,)
    """
    levels = np.unique(tier[np.isfinite(tier)])
    n = network.n_vertices
    for level in levels[:-1][:MAX_TIERS].tolist():
        is_low: BoolArray = tier <= level
        kept = is_low[network.a_ix] & is_low[network.b_ix]
        label = components(n, network.a_ix[kept], network.b_ix[kept])
        yield np.where(is_low, label, -1).astype(np.int64)


def oversubscription_ratios(
    network: Network, tier: FloatArray
) -> tuple[tuple[int, float, float], ...]:
    """Return downlink over uplink capacity of the switches of each tier that have uplinks.

    Parameters
    ----------
    network
        The network.
    tier
        Tier of each vertex. (n_vertices,)

    Returns
    -------
    tuple[tuple[int, float, float], ...]
        Tier, highest and lowest ratio, of the first :data:`MAX_TIERS`.
    """
    capacity = network.capacity_bytes_per_s.astype(np.float64)
    up, down = np.zeros(network.n_vertices), np.zeros(network.n_vertices)
    for from_ix, to_ix in ((network.a_ix, network.b_ix), (network.b_ix, network.a_ix)):
        rises = tier[to_ix] > tier[from_ix]
        falls = tier[to_ix] < tier[from_ix]
        np.add.at(up, from_ix[rises], capacity[rises])
        np.add.at(down, from_ix[falls], capacity[falls])
    is_switch = (tier >= 1) & np.isfinite(tier) & (tier == np.floor(tier))
    found: list[tuple[int, float, float]] = []
    for t in sorted({int(v) for v in tier[is_switch]})[:MAX_TIERS]:
        own = is_switch & (tier == t) & (up > 0)
        if own.any():
            ratios = down[own] / up[own]
            found.append((t, float(ratios.max()), float(ratios.min())))
    return tuple(found)
