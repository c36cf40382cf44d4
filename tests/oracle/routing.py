"""Equal split over shortest paths on expanded graphs, vertex by vertex; no folding."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracle.reference import PlainGraph


def depths(graph: PlainGraph, target: int) -> list[float]:
    """Links on a shortest path from every vertex to the target."""
    neighbours: list[list[int]] = [[] for _ in range(graph.n)]
    for a, b, _ in graph.arcs:
        neighbours[a].append(b)
    found = [float("inf")] * graph.n
    found[target] = 0
    queue = deque([target])
    while queue:
        a = queue.popleft()
        for b in neighbours[a]:
            if found[b] == float("inf"):
                found[b] = found[a] + 1
                queue.append(b)
    return found


def split_loads(
    graph: PlainGraph, demand: Callable[[int, int], float], *, by_capacity: bool
) -> list[float]:
    """Load of every arc if each vertex splits over its links to vertices nearer the target."""
    weights = [c for _, _, c in graph.links] if by_capacity else list(graph.n_links)
    arcs = [(a, b, w) for (a, b, _), w in zip(graph.arcs, [*weights, *weights], strict=True)]
    load = [0.0] * len(arcs)
    out: list[list[int]] = [[] for _ in range(graph.n)]
    for e, (a, _, _) in enumerate(arcs):
        out[a].append(e)
    for t in graph.endpoints:
        depth = depths(graph, t)
        held = [0.0] * graph.n
        for s in graph.endpoints:
            if s != t:
                held[s] += demand(s, t)
        for v in sorted(range(graph.n), key=lambda v: -depth[v]):
            if v == t or depth[v] == float("inf"):
                continue
            nearer = [e for e in out[v] if depth[arcs[e][1]] == depth[v] - 1]
            total = sum(arcs[e][2] for e in nearer)
            for e in nearer:
                amount = held[v] * arcs[e][2] / total
                load[e] += amount
                held[arcs[e][1]] += amount
    return load


def split_factor(
    graph: PlainGraph, demand: Callable[[int, int], float], *, by_capacity: bool
) -> float:
    """Largest multiple of a demand that the split carries."""
    load = split_loads(graph, demand, by_capacity=by_capacity)
    capacity = [c for _, _, c in graph.arcs]
    return 1.0 / max(used / c for used, c in zip(load, capacity, strict=True))
