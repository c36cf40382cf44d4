"""Equal split by listing every shortest path with networkx; nothing is shared with the product."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracle.reference import PlainGraph


def path_split_factor(
    graph: PlainGraph, demand: Callable[[int, int], float], *, by_capacity: bool
) -> float:
    """Largest multiple of a demand that fits if every vertex splits over what lies on a path.

    A path is taken with the product, over its vertices, of the share of its next link among the
    links to all vertices that follow on some shortest path.
    """
    weight: dict[tuple[int, int], float] = {}
    rows: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for (a, b, capacity), n in zip(graph.links, graph.n_links, strict=True):
        for pair in ((a, b), (b, a)):
            own = capacity if by_capacity else float(n)
            weight[pair] = weight.get(pair, 0.0) + own
            rows.setdefault(pair, []).append((own, capacity))
    found = nx.Graph(list(weight))
    load = dict.fromkeys(weight, 0.0)
    for s in graph.endpoints:
        for t in graph.endpoints:
            amount = demand(s, t) if s != t else 0.0
            if amount:
                paths = [list(path) for path in nx.all_shortest_paths(found, s, t)]
                _add(load, weight, paths, amount)
    peak = max(
        load[pair] * own / weight[pair] / capacity
        for pair, listed in rows.items()
        for own, capacity in listed
    )
    return 1.0 / peak


def _add(
    load: dict[tuple[int, int], float],
    weight: dict[tuple[int, int], float],
    paths: list[list[int]],
    amount: float,
) -> None:
    following: dict[int, set[int]] = {}
    for path in paths:
        for a, b in pairwise(path):
            following.setdefault(a, set()).add(b)
    for path in paths:
        share = amount
        for a, b in pairwise(path):
            share *= weight[a, b] / sum(weight[a, c] for c in following[a])
        for a, b in pairwise(path):
            load[a, b] += share
