"""Balanced cuts of a flat network: halves of the *endpoints*, switches wherever they are cheapest.

A start (an order of the endpoints, an eigenvector, a grown region) is improved by moves of single
vertices in the manner of Fiduccia and Mattheyses, balanced by the endpoints that vertices hold.
Whatever comes out is then balanced exactly and measured on all links of the network, so it is an
upper bound on the bisection with its own witness.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from designer.topology.sparse import make_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.topology.fold import BoolArray, FloatArray, IntArray
    from designer.topology.sparse import Network

MAX_PASSES = 12
"""Most passes of improvement for one start."""
MAX_POLISHED_VERTICES = 12_000
"""Largest network whose endpoints are moved one by one at the end."""


@dataclass(frozen=True)
class Contraction:
    """A network whose endpoints with one link have been merged into the vertex they hang on.

    Attributes
    ----------
    original
        The network, every endpoint its own vertex.
    network
        The contracted one.
    parent_ix
        Contracted vertex of each original one. (n_original,)
    hanging_ix
        Original vertices that hang on another. (n_hanging,)
    access_bytes_per_s
        Capacity of their one link. (n_hanging,)
    """

    original: Network
    network: Network
    parent_ix: IntArray
    hanging_ix: IntArray
    access_bytes_per_s: IntArray

    @cached_property
    def least_access_bytes_per_s(self) -> int:
        """Least capacity of a link that an endpoint hangs on, 0 if none does."""
        return int(self.access_bytes_per_s.min()) if len(self.access_bytes_per_s) else 0


def contracted(network: Network) -> Contraction:
    """Merge endpoints with one link into their switch.

    Parameters
    ----------
    network
        The network, every endpoint its own vertex.

    Returns
    -------
    Contraction
        The smaller network; two endpoints that have only each other stay as they are.
    """
    arcs = network.arcs
    is_hanging = (np.diff(arcs.start) == 1) & (network.weight > 0)
    hanging = np.flatnonzero(is_hanging)
    anchor = arcs.to_ix[arcs.start[hanging]]
    alone = is_hanging[anchor]
    hanging, anchor = hanging[~alone], anchor[~alone]
    access = network.capacity_bytes_per_s[arcs.link_ix[arcs.start[hanging]]]
    is_kept = np.ones(network.n_vertices, dtype=bool)
    is_kept[hanging] = False
    place = np.cumsum(is_kept) - 1
    into = np.arange(network.n_vertices)
    into[hanging] = anchor
    parent = place[into]
    weight: IntArray = np.zeros(int(is_kept.sum()), dtype=np.int64)
    np.add.at(weight, parent, network.weight)
    smaller = make_network(
        weight,
        (parent[network.a_ix], parent[network.b_ix]),
        network.capacity_bytes_per_s,
        n_parallel=network.n_parallel,
        n_crossings=network.n_crossings[is_kept],
        class_ix=network.class_ix,
    )
    return Contraction(network, smaller, parent, hanging, access)


@dataclass(frozen=True)
class HalfCut:
    """A split of all vertices that halves the endpoints.

    Attributes
    ----------
    capacity_bytes_per_s
        Capacity of the links cut, one direction. [byte/s]
    n_first, n_second
        Endpoints on each side; they differ by one at most. [1]
    is_first
        Side of each vertex of the original network. (n_original,)
    """

    capacity_bytes_per_s: int
    n_first: int
    n_second: int
    is_first: BoolArray


def balanced_cut(whole: Contraction, is_first: BoolArray) -> HalfCut:
    """Return the cut of a split once its endpoints are halved exactly.

    Parameters
    ----------
    whole
        The contraction.
    is_first
        Side of each contracted vertex. (n_vertices,)

    Returns
    -------
    HalfCut
        Endpoints too many on one side are moved where that costs least.
    """
    network = whole.original
    side = is_first[whole.parent_ix].copy()
    n_first = int(network.weight[side].sum())
    n_low = network.n_endpoints // 2
    n_high = network.n_endpoints - n_low
    if n_first > n_high or n_first < n_low:
        goes = side if n_first > n_high else ~side
        n_moves = n_first - n_high if n_first > n_high else n_low - n_first
        cost = _move_costs(whole, side)
        movable = np.flatnonzero(goes & (network.weight > 0))
        chosen = movable[np.argsort(cost[movable], kind="stable")[:n_moves]]
        side[chosen] = ~side[chosen]
    n_first = int(network.weight[side].sum())
    return HalfCut(network.cut_bytes_per_s(side), n_first, network.n_endpoints - n_first, side)


def _move_costs(whole: Contraction, side: BoolArray) -> IntArray:
    # What the cut grows by if one vertex alone changes sides, (n_original,).
    network = whole.original
    is_same = side[network.a_ix] == side[network.b_ix]
    change = np.where(is_same, network.capacity_bytes_per_s, -network.capacity_bytes_per_s)
    cost: IntArray = np.zeros(network.n_vertices, dtype=np.int64)
    np.add.at(cost, network.a_ix, change)
    np.add.at(cost, network.b_ix, change)
    return cost


def halves_of_order(whole: Contraction, order: IntArray) -> BoolArray:
    """Return a split whose first side is the first half of the endpoints in an order.

    Parameters
    ----------
    whole
        The contraction.
    order
        Endpoint vertices of the original network. (n_endpoints,)

    Returns
    -------
    BoolArray
        Side of each contracted vertex; switches follow their neighbours. (n_vertices,)
    """
    value = np.full(whole.original.n_vertices, np.nan)
    value[order] = np.where(np.arange(len(order)) < len(order) // 2, 1.0, -1.0)
    own = np.flatnonzero(~np.isnan(value))
    network = whole.network
    total = np.bincount(whole.parent_ix[own], value[own], network.n_vertices)
    lean = np.sign(total) + 0.0
    is_set = network.weight > 0
    capacity = network.capacity_bytes_per_s.astype(np.float64)
    for _ in range(16):
        pull = np.bincount(network.a_ix, capacity * lean[network.b_ix], network.n_vertices)
        pull += np.bincount(network.b_ix, capacity * lean[network.a_ix], network.n_vertices)
        following = pull / np.maximum(network.degree_bytes_per_s, 1)
        lean = np.where(is_set, lean, following)
    side: BoolArray = lean > 0
    return side


def halves_of_values(network: Network, value: FloatArray) -> BoolArray:
    """Return a split at the weighted median of a value of each vertex.

    Parameters
    ----------
    network
        The contracted network.
    value
        For example an eigenvector. (n_vertices,)

    Returns
    -------
    BoolArray
        Side of each vertex. (n_vertices,)
    """
    order = np.argsort(value, kind="stable")
    running = np.cumsum(network.weight[order])
    side = np.zeros(network.n_vertices, dtype=bool)
    side[order[running <= network.n_endpoints // 2]] = True
    return side


def improved(whole: Contraction, is_first: BoolArray, cancelled: Callable[[], bool]) -> HalfCut:
    """Return the best cut that passes of single moves lead to from a start.

    Parameters
    ----------
    whole
        The contraction.
    is_first
        Start. (n_vertices,)
    cancelled
        Asked between passes.

    Returns
    -------
    HalfCut
        No worse than the start balanced as it is.
    """
    best = _after_passes(whole, is_first, cancelled)
    if len(whole.hanging_ix) and whole.original.n_vertices <= MAX_POLISHED_VERTICES:
        # Once more with every endpoint for itself, so that switches follow those that were moved.
        polished = _after_passes(uncontracted(whole.original), best.is_first, cancelled)
        if polished.capacity_bytes_per_s < best.capacity_bytes_per_s:
            best = polished
    return best


def uncontracted(network: Network) -> Contraction:
    """Return a network as its own contraction, nothing merged.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    Contraction
        The same network.
    """
    none = np.zeros(0, dtype=np.int64)
    return Contraction(network, network, np.arange(network.n_vertices), none, none)


def _after_passes(
    whole: Contraction, is_first: BoolArray, cancelled: Callable[[], bool]
) -> HalfCut:
    best = balanced_cut(whole, is_first)
    side = is_first
    for _ in range(MAX_PASSES):
        if cancelled():
            break
        mover = _Mover(whole, side)
        mover.run(cancelled)
        side = mover.best_side()
        found = balanced_cut(whole, side)
        if found.capacity_bytes_per_s >= best.capacity_bytes_per_s:
            break
        best = found
    return best


class _Mover:
    """One pass: every vertex moves once at most, the best state on the way is kept."""

    def __init__(self, whole: Contraction, is_first: BoolArray) -> None:
        network = whole.network
        arcs = network.arcs
        self.side: list[bool] = is_first.tolist()
        self.weight: list[int] = network.weight.tolist()
        self.start: list[int] = arcs.start.tolist()
        self.to_ix: list[int] = arcs.to_ix.tolist()
        self.capacity: list[int] = network.capacity_bytes_per_s[arcs.link_ix].tolist()
        gain = np.zeros(network.n_vertices, dtype=np.int64)
        is_cut = is_first[network.a_ix] != is_first[network.b_ix]
        signed = np.where(is_cut, network.capacity_bytes_per_s, -network.capacity_bytes_per_s)
        np.add.at(gain, network.a_ix, signed)
        np.add.at(gain, network.b_ix, signed)
        self.gain: list[int] = gain.tolist()
        self.cut = network.cut_bytes_per_s(is_first)
        self.n_first = int(network.weight[is_first].sum())
        self.n_half = network.n_endpoints // 2
        self.n_all = network.n_endpoints
        self.slack = max(1, int(network.weight.max()))
        self.penalty = max(whole.least_access_bytes_per_s, 1)
        # Heaps of what may leave the first side, the second side, and of plain switches.
        self.heaps: tuple[list[tuple[int, int]], ...] = ([], [], [])
        for v in range(network.n_vertices):
            heapq.heappush(self.heaps[self._heap(v)], (-self.gain[v], v))
        self.locked = [False] * network.n_vertices
        self.moves: list[int] = []
        self.best = (self._cost(), 0)

    def _heap(self, vertex: int) -> int:
        return 2 if self.weight[vertex] == 0 else int(not self.side[vertex])

    def _cost(self) -> int:
        over = max(self.n_first - (self.n_all - self.n_half), self.n_half - self.n_first, 0)
        return self.cut + over * self.penalty

    def _top(self, heap_ix: int) -> tuple[int, int] | None:
        heap = self.heaps[heap_ix]
        while heap:
            gain, vertex = -heap[0][0], heap[0][1]
            is_old = self.locked[vertex] or gain != self.gain[vertex]
            if not is_old and self._heap(vertex) == heap_ix:
                return gain, vertex
            heapq.heappop(heap)
        return None

    def _next(self) -> int | None:
        found: list[tuple[int, int]] = []
        for heap_ix in range(3):
            top = self._top(heap_ix)
            if top is None:
                continue
            change = (-1, 1, 0)[heap_ix] * self.weight[top[1]]
            distance = abs(2 * (self.n_first + change) - self.n_all)
            if distance <= 2 * self.slack or distance < abs(2 * self.n_first - self.n_all):
                found.append(top)
        return max(found)[1] if found else None

    def _move(self, vertex: int) -> None:
        self.locked[vertex] = True
        self.cut -= self.gain[vertex]
        own = self.side[vertex]
        self.side[vertex] = not own
        self.n_first += -self.weight[vertex] if own else self.weight[vertex]
        for at in range(self.start[vertex], self.start[vertex + 1]):
            other = self.to_ix[at]
            if not self.locked[other]:
                sign = 2 if self.side[other] == own else -2
                self.gain[other] += sign * self.capacity[at]
                heapq.heappush(self.heaps[self._heap(other)], (-self.gain[other], other))

    def run(self, cancelled: Callable[[], bool]) -> None:
        """Move until nothing may move or nothing has helped for long."""
        patience = max(200, len(self.side) // 4)
        while len(self.moves) - self.best[1] < patience:
            vertex = self._next()
            if vertex is None or (len(self.moves) % 256 == 255 and cancelled()):
                return
            self._move(vertex)
            self.moves.append(vertex)
            if self._cost() < self.best[0]:
                self.best = (self._cost(), len(self.moves))

    def best_side(self) -> BoolArray:
        # Sides at the best state of the pass.
        side = np.array(self.side, dtype=bool)
        undone = np.array(self.moves[self.best[1] :], dtype=np.int64)
        side[undone] = ~side[undone]
        return side
