"""Checks exported witnesses by plain sums over links; imports nothing of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.oracle.reference import PlainGraph


def cut_capacity(graph: PlainGraph, side: Sequence[int]) -> float:
    """Capacity of the links between the two sides, one direction."""
    return sum(c for a, b, c in graph.links if side[a] != side[b])


def is_bisection(graph: PlainGraph, side: Sequence[int]) -> bool:
    """Whether the endpoints are halved, up to one."""
    n_first = sum(1 for v in graph.endpoints if side[v] == 0)
    return abs(2 * n_first - len(graph.endpoints)) <= 1


def length_bound(graph: PlainGraph, length: Sequence[float]) -> float:
    """Upper bound on all-to-all traffic per pair from one length per link."""
    need = 0.0
    for s in graph.endpoints:
        found = [float("inf")] * graph.n
        found[s] = 0.0
        for _ in range(graph.n):
            for (a, b, _), d in zip(graph.links, length, strict=True):
                found[b] = min(found[b], found[a] + d)
                found[a] = min(found[a], found[b] + d)
        need += sum(found[t] for t in graph.endpoints)
    return 2 * sum(c * d for (_, _, c), d in zip(graph.links, length, strict=True)) / need
