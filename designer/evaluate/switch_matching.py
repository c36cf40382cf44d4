"""Distances of the expanded fabric: the bound of Namyar et al. (2021), means, the Moore bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.topology.flatten import flatten

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph

_SOURCES_AT_ONCE: Final = 256


def throughput_upper_bound(graph: ClassGraph, fabric_id: FabricId) -> float:
    """Return the bound on the throughput of the worst permutation by distances.

    Parameters
    ----------
    graph
        Class graph of a design. Switches with accelerators are the ends; where no switch has any,
        the accelerators are, with one unit each.
    fabric_id
        Fabric whose links all have one rate.

    Returns
    -------
    float
        Twice the links over the heaviest matching of hop distance times the smaller number of
        accelerators of a pair, in units of a link. [1]

    Notes
    -----
    ``TUB = 2 E / max over matchings of the sum of d(u, v) min(H_u, H_v)``; the matching is found
    exactly by linear assignment.
    """
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import shortest_path

    flat = flatten(graph, fabric_id)
    is_host = np.array([
        graph.vertex_classes[ix].family == "accelerator" for ix in flat.vertex_class_ix
    ])
    a, b, n = flat.a_ix, flat.b_ix, flat.n_links
    is_access = is_host[a] != is_host[b]
    hosts = np.zeros(len(is_host))
    for one, other in ((a, b), (b, a)):
        np.add.at(hosts, one[is_access & is_host[other]], 1)
    is_core = ~is_access
    if not is_access.any():
        hosts[is_host] = 1
    n_links = float(n[is_core].sum())
    ones = np.ones(int(is_core.sum()))
    matrix = csr_matrix((ones, (a[is_core], b[is_core])), shape=(len(is_host), len(is_host)))
    ends = np.flatnonzero(hosts)
    distance = shortest_path(matrix, directed=False, unweighted=True, indices=ends)[:, ends]
    weight = distance * np.minimum(hosts[ends][:, None], hosts[ends])
    rows, columns = linear_sum_assignment(weight, maximize=True)
    return 2.0 * n_links / float(weight[rows, columns].sum())


def mean_distance(graph: ClassGraph, fabric_id: FabricId) -> float:
    """Return the mean shortest path between accelerators, copy by copy.

    Parameters
    ----------
    graph
        Class graph of a design.
    fabric_id
        Connected fabric.

    Returns
    -------
    float
        Mean over ordered pairs of different accelerators, in links. [1]
    """
    from scipy.sparse import csr_matrix

    flat = flatten(graph, fabric_id)
    family = [graph.vertex_classes[ix].family for ix in flat.vertex_class_ix]
    hosts = np.flatnonzero(np.array(family) == "accelerator")
    ends = (np.concatenate([flat.a_ix, flat.b_ix]), np.concatenate([flat.b_ix, flat.a_ix]))
    n = len(family)
    matrix = csr_matrix((np.ones(len(ends[0]), dtype=np.float32), ends), shape=(n, n))
    total = 0
    for start in range(0, len(hosts), _SOURCES_AT_ONCE):
        some = hosts[start : start + _SOURCES_AT_ONCE]
        seen = np.zeros((n, len(some)), dtype=bool)
        seen[some, np.arange(len(some))] = True
        edge, steps = seen, 0
        while edge.any():
            total += steps * int(edge[hosts].sum())
            edge = (matrix @ edge.astype(np.float32) > 0) & ~seen
            seen |= edge
            steps += 1
    return total / (len(hosts) * (len(hosts) - 1))


def moore_mean(n: int, degree: int) -> float:
    """Return the least mean distance that a regular graph can have.

    Parameters
    ----------
    n, degree
        Vertices and links of each. [1]

    Returns
    -------
    float
        Mean over the other vertices: ``degree`` at distance 1, ``degree (degree - 1)`` at 2, and
        so on until all are used (Cerf et al. 1974). [1]
    """
    left, at, distance, total = n - 1, degree, 1, 0
    while left > 0:
        taken = min(left, at)
        total += taken * distance
        left -= taken
        at *= degree - 1
        distance += 1
    return total / (n - 1)
