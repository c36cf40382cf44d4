"""Upper bounds on all-to-all throughput by distances: any lengths prove one, by weak duality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.topology.reach import distances

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.routing_problem import RoutingProblem
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.reach import LevelArray

BLOCK_VALUES = 100_000
"""Numbers of a block of roots, so that distances stay in the processor's cache."""


def shortest_lengths(
    problem: RoutingProblem, roots: IntArray, link_length: FloatArray
) -> FloatArray:
    """Return the length of the shortest path between every vertex and some roots.

    Parameters
    ----------
    problem
        The problem.
    roots
        Vertices. (n_roots,)
    link_length
        Length of each link, positive. (n_links,)

    Returns
    -------
    FloatArray
        Lengths, infinite where there is no path. (n_vertices, n_roots)
    """
    network = problem.instance.network
    order, slots = network.slots
    to_ix = network.arcs.to_ix
    length = network.arc_values(link_length)
    found = np.full((network.n_vertices, len(roots)), np.inf)
    found[roots, np.arange(len(roots))] = 0.0
    while True:
        ordered = found[order]
        for slot in slots:
            own = ordered[: len(slot)]
            np.minimum(own, found[to_ix[slot]] + length[slot][:, None], out=own)
        better = np.empty_like(found)
        better[order] = ordered
        if np.array_equal(better, found):
            return found
        found = better


def length_bound(
    problem: RoutingProblem, link_length: FloatArray, cancelled: Callable[[], bool]
) -> float:
    """Return the upper bound on the rate of one ordered pair that lengths prove.

    Parameters
    ----------
    problem
        The problem.
    link_length
        Length of each link, positive, equal within a group. (n_links,)
    cancelled
        Asked between blocks of roots.

    Returns
    -------
    float
        Bound, infinite if it was cancelled. [byte/s]
    """
    network = problem.instance.network
    arcs = network.arcs
    weight = network.weight.astype(np.float64)
    length = network.arc_values(link_length)
    need = 0.0
    n_columns = max(8, min(32, BLOCK_VALUES // max(network.n_vertices, 1)))
    for first in range(0, len(problem.root_ix), n_columns):
        if cancelled():
            return float("inf")
        roots = problem.root_ix[first : first + n_columns]
        found = shortest_lengths(problem, roots, link_length)
        alike = problem.n_alike[first : first + n_columns] * 1.0
        need += float((weight @ found) @ (weight[roots] * alike))
        for column, root in enumerate(roots.tolist()):
            pairs = int(problem.instance.own_pairs[root])
            if pairs:
                own = slice(arcs.start[root], arcs.start[root + 1])
                back = float((length[own] + found[arcs.to_ix[own], column]).min())
                need += pairs * alike[column] * back
    volume = 2.0 * float(network.capacity_bytes_per_s @ link_length)
    return volume / need if need > 0 else float("inf")


def arc_count_bound(problem: RoutingProblem, cancelled: Callable[[], bool]) -> float:
    """Return the same bound for lengths of 1, by counting arcs.

    Parameters
    ----------
    problem
        The problem.
    cancelled
        Asked between blocks of roots.

    Returns
    -------
    float
        Bound, infinite if it was cancelled. [byte/s]
    """
    network = problem.instance.network
    weight = network.weight
    need = 0
    for first in range(0, len(problem.root_ix), 512):
        if cancelled():
            return float("inf")
        roots = problem.root_ix[first : first + 512]
        found = distances(network, roots)
        per_root = _weighted_sum(weight, found)
        alike = problem.n_alike[first : first + 512]
        turned = 2 * problem.instance.own_pairs[roots]
        need += sum(
            a * (w * d + t)
            for a, w, d, t in zip(
                alike.tolist(),
                weight[roots].tolist(),
                per_root.tolist(),
                turned.tolist(),
                strict=True,
            )
        )
    volume = 2 * sum(network.capacity_bytes_per_s.tolist())
    return volume / need if need > 0 else float("inf")


def _weighted_sum(weight: IntArray, found: LevelArray) -> IntArray:
    own = np.flatnonzero(weight)
    total: IntArray = weight[own] @ found[own].astype(np.int64)
    return total
