"""Pairs of vertices as far from each other as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.topology.no_drawing import without_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.topology.fold import IntArray

MAX_EXACT: Final = 400
"""Most vertices of a matching that is searched for exactly where cycles do not give it."""


class Pairing(NamedTuple):
    """Disjoint pairs, the furthest first.

    Attributes
    ----------
    first_ix, second_ix
        Places in the table of distances. (n_pairs,)
    is_longest
        Whether no other pairing has a larger sum of distances.
    """

    first_ix: IntArray
    second_ix: IntArray
    is_longest: bool


def longest_pairing(distance: IntArray) -> Pairing:
    """Pair vertices so that the sum of their distances is as large as can be.

    Parameters
    ----------
    distance
        Symmetric table of distances, zero on the diagonal. (n, n)

    Returns
    -------
    Pairing
        At most one vertex is left over.

    Notes
    -----
    The longest permutation (linear assignment) has at least twice the sum of any pairing. Its
    cycles of even length split into two pairings, of which the longer is taken; where that gives
    half of its sum nothing is longer. Else the weighted matching algorithm (Edmonds 1965, Galil
    1986, in networkx) decides for up to :data:`MAX_EXACT` vertices.
    """
    from scipy.optimize import linear_sum_assignment

    rows, partner = linear_sum_assignment(distance, maximize=True)
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    for cycle in _cycles(partner):
        own, left = _along(cycle, distance)
        pairs += own
        alone += left
    pairs += _matched(alone, distance)
    most = int(distance[rows, partner].sum())
    is_longest = 2 * sum(int(distance[pair]) for pair in pairs) >= most - most % 2
    if not is_longest and len(distance) <= MAX_EXACT:
        pairs, is_longest = _matched(list(range(len(distance))), distance), True
    pairs = sorted((min(p), max(p)) for p in pairs)
    pairs.sort(key=lambda pair: -int(distance[pair]))
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Pairing(found[:, 0], found[:, 1], is_longest)


def _cycles(partner: IntArray) -> Iterator[list[int]]:
    seen = np.zeros(len(partner), dtype=bool)
    for start in range(len(partner)):
        cycle, at = [], start
        while not seen[at]:
            seen[at] = True
            cycle.append(at)
            at = int(partner[at])
        if cycle:
            yield cycle


def _along(cycle: list[int], distance: IntArray) -> tuple[list[tuple[int, int]], list[int]]:
    # Every second link of a cycle; one vertex of an odd cycle is left over.
    n = len(cycle)
    best: tuple[int, list[tuple[int, int]], list[int]] = (-1, [], [])
    for shift in range(2 if n % 2 == 0 else n):
        turned = cycle[shift:] + cycle[:shift]
        pairs = list(zip(turned[0 : n - 1 : 2], turned[1::2], strict=False))
        total = sum(int(distance[pair]) for pair in pairs)
        if total > best[0]:
            best = (total, pairs, turned[2 * len(pairs) :])
    return best[1], best[2]


def _matched(vertices: list[int], distance: IntArray) -> list[tuple[int, int]]:
    with without_drawing():
        import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        (a, b, int(distance[a, b])) for at, a in enumerate(vertices) for b in vertices[:at]
    )
    return [(int(a), int(b)) for a, b in nx.max_weight_matching(graph, maxcardinality=True)]
