"""Minimum cuts between two sets of vertices, in whole numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from designer.evaluate.max_flow import fast_minimum_cut

MAX_PLAIN_VERTICES: Final = 48
"""Most vertices of a minimum cut that needs no scipy."""


def minimum_cut(
    n: int, arcs: list[tuple[int, int, int]], first: set[int], second: set[int]
) -> tuple[int, list[bool]]:
    """Return the least capacity that parts two sets of vertices.

    Parameters
    ----------
    n
        Number of vertices.
    arcs
        From, to and integer capacity.
    first, second
        The sets; both non-empty and disjoint.

    Returns
    -------
    tuple[int, list[bool]]
        The capacity and, per vertex, whether it is on the side of ``first``.
    """
    # Each set becomes one vertex: n for the first, n + 1 for the second.
    place = [n if v in first else n + 1 if v in second else v for v in range(n)]
    if n > MAX_PLAIN_VERTICES:
        moved = [(place[a], place[b], capacity) for a, b, capacity in arcs]
        found = fast_minimum_cut(n + 2, moved, n, n + 1)
        if found is not None:
            return found[0], [found[1][place[vertex]] for vertex in range(n)]
    rest: list[dict[int, int]] = [{} for _ in range(n + 2)]
    for vertex_a, vertex_b, capacity in arcs:
        a, b = place[vertex_a], place[vertex_b]
        if a != b:
            rest[a][b] = rest[a].get(b, 0) + capacity
            rest[b].setdefault(a, 0)
    total = 0
    while True:
        parent = _search(rest, n)
        if n + 1 not in parent:
            return total, [place[vertex] in parent for vertex in range(n)]
        path = [n + 1]
        while path[-1] != n:
            path.append(parent[path[-1]])
        steps = [(a, b) for b, a in pairwise(path)]
        amount = min(rest[a][b] for a, b in steps)
        for a, b in steps:
            rest[a][b] -= amount
            rest[b][a] = rest[b].get(a, 0) + amount
        total += amount


def _search(rest: list[dict[int, int]], start: int) -> dict[int, int]:
    parent = {start: start}
    frontier = [start]
    while frontier:
        following: list[int] = []
        for a in frontier:
            found = [b for b, capacity in rest[a].items() if capacity > 0 and b not in parent]
            parent.update(dict.fromkeys(found, a))
            following += found
        frontier = following
    return parent
