"""Minimum cuts of larger graphs through scipy, in integers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FLOW = 2**31 - 1
"""Largest flow that scipy counts, in units of the capacities' greatest common divisor."""


def fast_minimum_cut(
    n: int, arcs: Sequence[tuple[int, int, int]], source: int, sink: int
) -> tuple[int, list[bool]] | None:
    """Return the least capacity that parts two vertices.

    Parameters
    ----------
    n
        Number of vertices.
    arcs
        From, to and integer capacity; parallel arcs add up.
    source, sink
        The vertices.

    Returns
    -------
    tuple[int, list[bool]] | None
        The capacity and, per vertex, whether it is on the side of the source, which is as small as
        it can be; ``None`` if the capacities are too large to be counted. The capacity is that of
        the arcs between the sides, added up anew.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    kept = [(a, b, c) for a, b, c in arcs if a != b and c > 0]
    unit = math.gcd(*(c for *_, c in kept)) or 1
    if not kept or sum(c for *_, c in kept) // unit > MAX_FLOW:
        return None
    # Capacities of many links together may not fit in 64 bits; their multiples of the unit do.
    tail, head = (np.array(one, dtype=np.int64) for one in list(zip(*kept, strict=True))[:2])
    scaled = np.array([c // unit for *_, c in kept], dtype=np.int32)
    graph = coo_array((scaled, (tail, head)), shape=(n, n)).tocsr()
    flow = maximum_flow(graph, source, sink).flow
    rest: Any = graph - flow
    rest.eliminate_zeros()
    reached = breadth_first_order(rest, source, directed=True, return_predecessors=False)
    is_first = np.zeros(n, dtype=bool)
    is_first[reached] = True
    crosses = is_first[tail] & ~is_first[head]
    return unit * sum(scaled[crosses].tolist()), is_first.tolist()
