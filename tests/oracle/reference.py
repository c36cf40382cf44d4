"""Reference answers on expanded graphs: full linear programs, enumeration and MILP, no folding.

Nothing here imports the topology or evaluation packages: graphs come in as plain lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import lil_array

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class PlainGraph:
    """Vertices 0 to ``n - 1``, undirected links ``(a, b, capacity)``, and the endpoints."""

    n: int
    links: tuple[tuple[int, int, float], ...]
    endpoints: tuple[int, ...]
    paths: tuple[str, ...] = ()
    n_links: tuple[int, ...] = ()

    @property
    def arcs(self) -> list[tuple[int, int, float]]:
        """Both directions of every link."""
        return [*self.links, *((b, a, c) for a, b, c in self.links)]


def _distances(graph: PlainGraph, source: int, cost: list[int]) -> list[float]:
    found = [float("inf")] * graph.n
    found[source] = 0
    neighbours: list[list[int]] = [[] for _ in range(graph.n)]
    for a, b, _ in graph.arcs:
        neighbours[a].append(b)
    for _ in range(graph.n):
        changed = False
        for a in range(graph.n):
            step = found[a] + (0 if a == source else cost[a])
            for b in neighbours[a]:
                if step < found[b]:
                    found[b], changed = step, True
        if not changed:
            break
    return found


def hops(graph: PlainGraph, cost: list[int]) -> tuple[float, float]:
    """Diameter and mean number of vertices passed through between endpoints."""
    values = [
        _distances(graph, s, cost)[t] for s in graph.endpoints for t in graph.endpoints if s != t
    ]
    return max(values), sum(values) / len(values)


def all_to_all_per_pair(graph: PlainGraph) -> float:
    """Maximum concurrent flow when every pair of endpoints sends one unit."""
    return concurrent_rate(graph, lambda _s, _t: 1.0)


def concurrent_rate(graph: PlainGraph, demand: Callable[[int, int], float]) -> float:
    """Largest multiple of a demand between endpoints, with one commodity per source."""
    arcs, k = graph.arcs, len(graph.endpoints)
    m = len(arcs)
    equal = lil_array((k * (graph.n - 1), k * m + 1))
    row = 0
    for at, s in enumerate(graph.endpoints):
        for v in range(graph.n):
            if v == s:
                continue
            for e, (a, b, _) in enumerate(arcs):
                if b == v:
                    equal[row, at * m + e] += 1
                if a == v:
                    equal[row, at * m + e] -= 1
            if v in graph.endpoints:
                equal[row, k * m] = -demand(s, v)
            row += 1
    upper = lil_array((m, k * m + 1))
    for e in range(m):
        for at in range(k):
            upper[e, at * m + e] = 1
    cost = np.zeros(k * m + 1)
    cost[-1] = -1
    result = linprog(  # type: ignore[call-overload]  # its stubs know no sparse matrices
        cost,
        A_ub=upper.tocsr(),
        b_ub=[c for _, _, c in arcs],
        A_eq=equal.tocsr(),
        b_eq=np.zeros(k * (graph.n - 1)),
        method="highs",
    )
    assert result.status == 0
    return -float(result.fun or 0.0)


def hub_rate(graph: PlainGraph) -> float:
    """Largest sum of hub shares, with send and receive flows kept apart."""
    arcs, k, n = graph.arcs, len(graph.endpoints), graph.n
    m = len(arcs)
    n_cols = 2 * k * m + n
    equal = lil_array((2 * k * (n - 1), n_cols))
    row = 0
    for at, s in enumerate(graph.endpoints):
        for way, sign in ((0, 1), (1, -1)):
            for v in range(n):
                if v == s:
                    continue
                for e, (a, b, _) in enumerate(arcs):
                    if b == v:
                        equal[row, (2 * at + way) * m + e] += sign
                    if a == v:
                        equal[row, (2 * at + way) * m + e] -= sign
                equal[row, 2 * k * m + v] = -1
                row += 1
    upper = lil_array((m, n_cols))
    for e in range(m):
        for j in range(2 * k):
            upper[e, j * m + e] = 1
    cost = np.zeros(n_cols)
    cost[2 * k * m :] = -1
    result = linprog(  # type: ignore[call-overload]  # its stubs know no sparse matrices
        cost,
        A_ub=upper.tocsr(),
        b_ub=[c for _, _, c in arcs],
        A_eq=equal.tocsr(),
        b_eq=np.zeros(equal.shape[0]),
        method="highs",
    )
    assert result.status == 0
    return -float(result.fun or 0.0)


def bisection(graph: PlainGraph) -> float:
    """Least cut between halves of the endpoints, switches free, as a mixed-integer program."""
    n, m = graph.n, len(graph.links)
    cost = np.concatenate([np.zeros(n), [c for _, _, c in graph.links]])
    rows = lil_array((2 * m + 1, n + m))
    lower = np.zeros(2 * m + 1)
    upper = np.full(2 * m + 1, np.inf)
    for e, (a, b, _) in enumerate(graph.links):
        for at, sign in ((2 * e, 1), (2 * e + 1, -1)):
            rows[at, n + e] = 1
            rows[at, a] -= sign
            rows[at, b] += sign
    for v in graph.endpoints:
        rows[2 * m, v] = 1
    lower[2 * m] = upper[2 * m] = len(graph.endpoints) // 2
    result = milp(
        cost,
        integrality=np.concatenate([np.ones(n), np.zeros(m)]),
        bounds=Bounds(0, np.concatenate([np.ones(n), np.full(m, np.inf)])),
        constraints=LinearConstraint(rows.tocsr(), lower, upper),
        options={"mip_rel_gap": 0},
    )
    assert result.status == 0
    return float(result.fun)


def bisection_by_enumeration(graph: PlainGraph) -> float:
    """The same by trying every split; for graphs whose vertices are all endpoints."""
    assert len(graph.endpoints) == graph.n
    best = float("inf")
    for half in combinations(range(graph.n), graph.n // 2):
        chosen = set(half)
        cut = sum(c for a, b, c in graph.links if (a in chosen) != (b in chosen))
        best = min(best, cut)
    return best


def worst_case_by_enumeration(graph: PlainGraph) -> float:
    """Least rate over all permutations of the endpoints; for very few endpoints."""
    rates = [float("inf")]
    for images in permutations(graph.endpoints):
        to = dict(zip(graph.endpoints, images, strict=True))
        if all(s != t for s, t in to.items()) or len(graph.endpoints) > 2:
            moved = {s: t for s, t in to.items() if s != t}
            if moved:
                rates.append(
                    concurrent_rate(graph, lambda s, t, m=moved: float(m.get(s) == t))  # type: ignore[misc]
                )
    return min(rates)
