"""Breadth-first search from many vertices at once, one bit per root.

A word holds 64 roots, so one pass over the arcs advances 64 searches. Distances in arcs serve
routing; hops count the vertices that a path passes through, as in :mod:`designer.topology.hops`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.topology.fold import BoolArray, IntArray
    from designer.topology.sparse import Network

WordArray: TypeAlias = NDArray[np.uint64]
LevelArray: TypeAlias = NDArray[np.int16]

UNREACHED = 32_767
"""Distance of a vertex that is not reached."""


def _root_bits(n_vertices: int, roots: IntArray) -> WordArray:
    # One bit per root, set at the root itself, (n_vertices, n_words).
    bits = np.zeros((n_vertices, -(-len(roots) // 64)), dtype=np.uint64)
    column = np.arange(len(roots))
    values = np.uint64(1) << (column % 64).astype(np.uint64)
    np.bitwise_or.at(bits, (roots, column // 64), values)
    return bits


def spread(network: Network, bits: WordArray) -> WordArray:
    """Return the union of the bits of all neighbours.

    Parameters
    ----------
    network
        The network.
    bits
        One word of roots or more per vertex. (n_vertices, n_words)

    Returns
    -------
    WordArray
        Bits that come over one arc. (n_vertices, n_words)
    """
    order, slots = network.slots
    to_ix = network.arcs.to_ix
    union = np.zeros_like(bits)
    for slot in slots:
        union[: len(slot)] |= bits[to_ix[slot]]
    found = np.empty_like(union)
    found[order] = union
    return found


def _unpacked(bits: WordArray, n_roots: int) -> BoolArray:
    flat = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little", count=n_roots)
    return flat.view(bool)


def distances(network: Network, roots: IntArray) -> LevelArray:
    """Return the arcs on a shortest path between every vertex and every root.

    Parameters
    ----------
    network
        The network.
    roots
        Vertices to measure from. (n_roots,)

    Returns
    -------
    LevelArray
        Distances, :data:`UNREACHED` where there is no path. (n_vertices, n_roots)
    """
    found = np.full((network.n_vertices, len(roots)), UNREACHED, dtype=np.int16)
    for first in range(0, len(roots), 512):
        own = roots[first : first + 512]
        frontier = _root_bits(network.n_vertices, own)
        seen = frontier.copy()
        part = found[:, first : first + 512]
        level = 0
        while frontier.any():
            part[_unpacked(frontier, len(own))] = level
            frontier = spread(network, frontier) & ~seen
            seen |= frontier
            level += 1
    return found


@dataclass(frozen=True)
class HopCounts:
    """Hops between endpoints.

    Attributes
    ----------
    diameter_hops
        Most hops between two endpoints.
    total_hops
        Sum over all ordered pairs of endpoints.
    """

    diameter_hops: int
    total_hops: int


def alike_endpoints(network: Network) -> tuple[IntArray, IntArray]:
    """Return one endpoint vertex of every set with the same neighbours.

    Endpoints with the same neighbours are equally far from everything, and from each other.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    tuple[IntArray, IntArray]
        Vertices, and how many each stands for, itself included. (n_roots,)
    """
    arcs = network.arcs
    ends = np.flatnonzero(network.weight > 0)
    degree = np.diff(arcs.start)[ends]
    single = ends[degree == 1]
    _, first_ix, n_single = np.unique(
        arcs.to_ix[arcs.start[single]], return_index=True, return_counts=True
    )
    first: dict[bytes, int] = {}
    count: dict[bytes, int] = {}
    for vertex in ends[degree != 1].tolist():
        key = arcs.to_ix[arcs.start[vertex] : arcs.start[vertex + 1]].tobytes()
        first.setdefault(key, vertex)
        count[key] = count.get(key, 0) + 1
    others = np.fromiter(first.values(), dtype=np.int64, count=len(first))
    n_others = np.fromiter(count.values(), dtype=np.int64, count=len(count))
    return np.concatenate([single[first_ix], others]), np.concatenate([n_single, n_others])


def hop_counts(
    network: Network,
    roots: IntArray,
    n_alike: IntArray,
    cancelled: Callable[[], bool],
) -> HopCounts | None:
    """Return diameter and total hops of a network whose endpoint vertices hold one endpoint each.

    Parameters
    ----------
    network
        A connected network.
    roots
        One endpoint of each set of endpoints that see the same distances. (n_roots,)
    n_alike
        How many endpoints each root stands for. (n_roots,)
    cancelled
        Asked between words; if it says so the search ends without an answer.

    Returns
    -------
    HopCounts | None
        Exact counts, or ``None`` if it was cancelled.
    """
    total, diameter = 0, 0
    for first in range(0, len(roots), 512):
        if cancelled():
            return None
        own = roots[first : first + 512]
        counts = _hop_levels(network, own)
        share = n_alike[first : first + 512]
        for hops, n_reached in counts:
            total += hops * int(n_reached @ share)
            diameter = max(diameter, hops if n_reached.any() else 0)
    return HopCounts(diameter, total)


def held_hop_counts(
    network: Network,
    roots: IntArray,
    n_alike: IntArray,
    cancelled: Callable[[], bool],
    *,
    is_hung_on: BoolArray,
) -> HopCounts | None:
    """Return the same for a network whose vertices hold endpoints, by distances.

    Parameters
    ----------
    network
        A connected network in which every vertex counts one hop.
    roots
        One vertex with endpoints of each orbit. (n_roots,)
    n_alike
        Vertices of the orbit. (n_roots,)
    cancelled
        Asked between blocks of roots.
    is_hung_on
        Whether the endpoints of a vertex hang on it; else it is one endpoint. (n_vertices,)

    Returns
    -------
    HopCounts | None
        Exact counts, or ``None`` if it was cancelled.
    """
    total, diameter = 0, 0
    ends = np.flatnonzero(network.weight > 0)
    weight, more = network.weight[ends], is_hung_on[ends].astype(np.int64)
    for first in range(0, len(roots), 64):
        if cancelled():
            return None
        own = roots[first : first + 64]
        hops = distances(network, own)[ends].astype(np.int64) - 1 + more[:, None]
        hops += is_hung_on[own].astype(np.int64)
        pairs = weight[:, None] * network.weight[own]
        is_self = ends[:, None] == own
        # Within a vertex: one hop between the endpoints that hang on it.
        hops[is_self] = 1
        pairs[is_self] -= network.weight[own]
        per_root = (hops * pairs).sum(axis=0)
        total += sum(
            int(n) * int(a) for n, a in zip(per_root, n_alike[first : first + 64], strict=True)
        )
        diameter = max(diameter, int(hops[pairs > 0].max(initial=0)))
    return HopCounts(diameter, total)


def _hop_levels(network: Network, roots: IntArray) -> list[tuple[int, IntArray]]:
    # Per number of hops, how many endpoints each root reaches with exactly that many.
    start = _root_bits(network.n_vertices, roots)
    is_free = network.n_crossings == 0
    is_end = network.weight > 0
    seen = start.copy()
    frontier = _closed(network, spread(network, start), is_free) & ~seen
    found: list[tuple[int, IntArray]] = []
    hops = 0
    while frontier.any():
        n_reached = _unpacked(frontier[is_end], len(roots)).sum(axis=0, dtype=np.int64)
        found.append((hops, n_reached))
        seen |= frontier
        frontier = _closed(network, spread(network, frontier), is_free) & ~seen
        hops += 1
    return found


def _closed(network: Network, bits: WordArray, is_free: BoolArray) -> WordArray:
    # Adds what is reached through vertices that count no hop.
    if not is_free.any():
        return bits
    closed = bits
    while True:
        through = np.where(is_free[:, None], closed, np.uint64(0))
        wider = closed | spread(network, through)
        if np.array_equal(wider, closed):
            return closed
        closed = wider
