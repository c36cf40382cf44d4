"""Distances of the expanded fabric: the bound of Namyar et al. (2021), means, the Moore bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.topology.flatten import flatten
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import BoolArray, IntArray

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

    Raises
    ------
    ValueError
        If the fabric is not connected.

    Notes
    -----
    ``TUB = 2 E / max over matchings of the sum of d(u, v) min(H_u, H_v)``; the matching is found
    exactly, by a perfect matching of pairs at the largest distance where there is one and by
    linear assignment else.
    """
    from scipy.sparse import csr_array

    flat = flatten(graph, fabric_id)
    is_host = np.array([
        graph.vertex_classes[ix].family == "accelerator" for ix in flat.vertex_class_ix
    ])
    a, b, n = flat.a_ix, flat.b_ix, flat.n_links
    is_access = is_host[a] != is_host[b]
    hosts = np.zeros(len(is_host), dtype=np.int64)
    for one, other in ((a, b), (b, a)):
        np.add.at(hosts, one[is_access & is_host[other]], 1)
    is_core = ~is_access
    if not is_access.any():
        hosts[is_host] = 1
    n_links = float(n[is_core].sum())
    kept = ~is_host if is_access.any() else np.ones(len(is_host), dtype=bool)
    place = np.cumsum(kept) - 1
    rows, columns = place[a[is_core]], place[b[is_core]]
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    ones = np.ones(len(both[0]), dtype=np.float32)
    matrix = csr_array((ones, both), shape=(int(kept.sum()), int(kept.sum())))
    hosts = hosts[kept]
    ends = np.flatnonzero(hosts)
    return 2.0 * n_links / _heaviest_matching(_distances(matrix, ends), hosts[ends])


def _distances(matrix: csr_array, ends: IntArray) -> NDArray[np.int16]:
    # Links between every two ends of a connected graph; (n_ends, n_ends).
    found = np.full((len(ends), len(ends)), -1, dtype=np.int16)
    for first in range(0, len(ends), _SOURCES_AT_ONCE):
        own = slice(first, first + _SOURCES_AT_ONCE)
        for steps, edge in enumerate(_rings(matrix, ends[own])):
            found[:, own][edge[ends]] = steps
    if (found < 0).any():
        raise ValueError(worded("the fabric is not connected"))
    return found


def _rings(matrix: csr_array, sources: IntArray) -> Iterator[BoolArray]:
    # What is no, one, two ... links away from each source; (n_vertices, n_sources).
    seen = np.zeros((matrix.shape[0], len(sources)), dtype=bool)
    seen[sources, np.arange(len(sources))] = True
    edge = seen
    while edge.any():
        yield edge
        edge = (matrix @ edge.astype(np.float32) > 0) & ~seen
        seen |= edge


def _heaviest_matching(distance: NDArray[np.int16], hosts: IntArray) -> float:
    # Largest sum over matched pairs of the distance times the smaller number of hosts.
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    largest = int(distance.max())
    if (hosts == hosts[0]).all():
        # Often everybody can be matched with somebody as far away as anybody is.
        furthest = csr_array(distance == largest)
        if (maximum_bipartite_matching(furthest) >= 0).all():
            return float(largest) * float(hosts.sum())
    weight = distance * np.minimum(hosts[:, None], hosts)
    rows, columns = linear_sum_assignment(weight, maximize=True)
    return float(weight[rows, columns].sum())


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
    from scipy.sparse import csr_array

    flat = flatten(graph, fabric_id)
    family = [graph.vertex_classes[ix].family for ix in flat.vertex_class_ix]
    hosts = np.flatnonzero(np.array(family) == "accelerator")
    ends = (np.concatenate([flat.a_ix, flat.b_ix]), np.concatenate([flat.b_ix, flat.a_ix]))
    n = len(family)
    matrix = csr_array((np.ones(len(ends[0]), dtype=np.float32), ends), shape=(n, n))
    total = 0
    for start in range(0, len(hosts), _SOURCES_AT_ONCE):
        for steps, edge in enumerate(_rings(matrix, hosts[start : start + _SOURCES_AT_ONCE])):
            total += steps * int(edge[hosts].sum())
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
