"""Colour refinement, and symmetries that count only once a permutation has been checked.

Refinement alone proves nothing about a flow problem: vertices of one colour need not be images of
each other (unequal tori, dragonflies, random regular graphs). Here colours only *propose* a
permutation; it is accepted if it maps every link onto a link of equal capacity, and orbits are
those of the accepted permutations. Refinement around one source is different: there any equitable
partition whose arcs are told apart by their orbit is sound (``docs/methods/irregular.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from designer.topology.fold import IntArray
    from designer.topology.sparse import Network

HashArray: TypeAlias = NDArray[np.uint64]

MAX_MISSES = 32
"""Most failed proposals in a row before a colour is given up."""
MAX_ROUNDS = 10_000
"""Most rounds of refinement; far above the longest path of a graph that is refined."""

_ODD_A = np.uint64(0x9E3779B97F4A7C15)
_ODD_B = np.uint64(0xBF58476D1CE4E5B9)
_ODD_C = np.uint64(0x94D049BB133111EB)


def mixed(values: HashArray) -> HashArray:
    """Return values scrambled so that their sums tell multisets apart (splitmix64).

    Parameters
    ----------
    values
        Any 64-bit values.

    Returns
    -------
    HashArray
        Scrambled values, equal for equal input.
    """
    x = values + _ODD_A
    x = (x ^ (x >> np.uint64(30))) * _ODD_B
    x = (x ^ (x >> np.uint64(27))) * _ODD_C
    return x ^ (x >> np.uint64(31))


@dataclass(frozen=True)
class Marked:
    """A network with marks on vertices and arcs that symmetries must keep.

    Attributes
    ----------
    network
        The network.
    vertex_mark
        Equal for vertices that may be exchanged as far as their own properties go. (n_vertices,)
    arc_mark
        The same for arcs. (n_arcs,)
    """

    network: Network
    vertex_mark: IntArray
    arc_mark: IntArray


def marked(network: Network, vertex_mark: IntArray | None = None) -> Marked:
    """Return a network marked by what its links carry and its vertices hold.

    Parameters
    ----------
    network
        The network.
    vertex_mark
        Marks of the vertices; the endpoints they hold if not given. (n_vertices,)

    Returns
    -------
    Marked
        Arcs marked by the capacity of their link.
    """
    arcs = network.arcs
    own = network.weight if vertex_mark is None else vertex_mark
    return Marked(network, own, network.capacity_bytes_per_s[arcs.link_ix])


def refined(graph: Marked, colour: HashArray) -> HashArray:
    """Return the colours after refinement until their number stays the same.

    Parameters
    ----------
    graph
        The marked network.
    colour
        Colours to start from. (n_vertices,)

    Returns
    -------
    HashArray
        Colours that compare across runs on the same network. (n_vertices,)
    """
    arcs = graph.network.arcs
    mark = mixed(graph.arc_mark.astype(np.uint64))
    n_colours = len(np.unique(colour))
    for _ in range(MAX_ROUNDS):
        running = np.zeros(len(mark) + 1, dtype=np.uint64)
        np.cumsum(mixed(colour[arcs.to_ix] ^ mark), out=running[1:])
        colour = mixed(colour) + (running[arcs.start[1:]] - running[arcs.start[:-1]])
        n_now = len(np.unique(colour))
        if n_now == n_colours or n_now == len(colour):
            return colour
        n_colours = n_now
    return colour


def first_colours(graph: Marked) -> HashArray:
    """Return the colours by vertex marks alone.

    Parameters
    ----------
    graph
        The marked network.

    Returns
    -------
    HashArray
        Colours. (n_vertices,)
    """
    return mixed(graph.vertex_mark.astype(np.uint64))


def singled_out(colour: HashArray, vertex_ix: int) -> HashArray:
    """Return the colours with one vertex told apart from all others.

    Parameters
    ----------
    colour
        Colours. (n_vertices,)
    vertex_ix
        The vertex.

    Returns
    -------
    HashArray
        New colours. (n_vertices,)
    """
    apart = colour.copy()
    apart[vertex_ix] = mixed(colour[vertex_ix : vertex_ix + 1] ^ _ODD_C)[0]
    return apart


def is_symmetry(graph: Marked, permutation: IntArray) -> bool:
    """Return whether a permutation of the vertices maps every arc onto an arc of equal mark.

    Parameters
    ----------
    graph
        The marked network.
    permutation
        Image of each vertex. (n_vertices,)

    Returns
    -------
    bool
        Whether it is a bijection that keeps marks of vertices and arcs.
    """
    return arc_image(graph, permutation) is not None


def arc_image(graph: Marked, permutation: IntArray) -> IntArray | None:
    """Return where a permutation of the vertices takes every arc.

    Parameters
    ----------
    graph
        The marked network.
    permutation
        Image of each vertex. (n_vertices,)

    Returns
    -------
    IntArray | None
        Image of each arc, or ``None`` if it is no symmetry. (n_arcs,)
    """
    n = graph.network.n_vertices
    if len(permutation) != n or not np.array_equal(np.sort(permutation), np.arange(n)):
        return None
    if not np.array_equal(graph.vertex_mark[permutation], graph.vertex_mark):
        return None
    arcs = graph.network.arcs
    key = arcs.from_ix * n + arcs.to_ix
    image_key = permutation[arcs.from_ix] * n + permutation[arcs.to_ix]
    place = np.searchsorted(key, image_key)
    if len(key) == 0:
        return place
    place = np.minimum(place, len(key) - 1)
    if not np.array_equal(key[place], image_key):
        return None
    if not np.array_equal(graph.arc_mark[place], graph.arc_mark):
        return None
    return place


def proposed_symmetry(
    graph: Marked, colour: HashArray, from_ix: int, to_ix: int
) -> IntArray | None:
    """Return a checked symmetry that takes one vertex to another, if a simple search finds one.

    Both vertices are singled out and the colours refined side by side; where vertices remain
    alike the first of each side are paired. Wrong pairings end in a permutation that fails the
    check.

    Parameters
    ----------
    graph
        The marked network.
    colour
        Refined colours of the network. (n_vertices,)
    from_ix, to_ix
        The vertices.

    Returns
    -------
    IntArray | None
        Image of each vertex. (n_vertices,)
    """
    left, right = colour, colour
    pair = (from_ix, to_ix)
    for _ in range(graph.network.n_vertices):
        left = refined(graph, singled_out(left, pair[0]))
        right = refined(graph, singled_out(right, pair[1]))
        left_order, right_order = np.argsort(left), np.argsort(right)
        if not np.array_equal(left[left_order], right[right_order]):
            return None
        ordered = left[left_order]
        twice = np.flatnonzero(ordered[1:] == ordered[:-1])
        if not len(twice):
            permutation = np.empty(len(left), dtype=np.int64)
            permutation[left_order] = right_order
            return permutation if is_symmetry(graph, permutation) else None
        pair = (int(left_order[twice[0]]), int(right_order[twice[0]]))
    return None


@dataclass(frozen=True)
class OrbitGroup:
    """Orbits under checked symmetries.

    Attributes
    ----------
    graph
        The marked network.
    permutations
        Generators, each checked on all arcs.
    vertex_orbit_ix
        Orbit of each vertex. (n_vertices,)
    arc_orbit_ix
        Orbit of each arc; opposite arcs may be in different orbits. (n_arcs,)
    """

    graph: Marked
    permutations: tuple[IntArray, ...]
    vertex_orbit_ix: IntArray
    arc_orbit_ix: IntArray


def orbits_under(graph: Marked, permutations: Iterable[IntArray]) -> OrbitGroup:
    """Return the orbits of vertices and arcs; permutations that are no symmetry are left out.

    Parameters
    ----------
    graph
        The marked network.
    permutations
        Proposed symmetries.

    Returns
    -------
    OrbitGroup
        Orbits under those that pass the check.
    """
    kept: list[IntArray] = []
    images: list[IntArray] = []
    for permutation in permutations:
        image = arc_image(graph, permutation)
        if image is not None:
            kept.append(permutation)
            images.append(image)
    return OrbitGroup(
        graph,
        tuple(kept),
        _joined(graph.network.n_vertices, kept),
        _joined(len(graph.arc_mark), images),
    )


def _joined(n: int, images: list[IntArray]) -> IntArray:
    if not images or n == 0:
        return np.arange(n)
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    own = np.tile(np.arange(n), len(images))
    ones = np.ones(len(own), dtype=np.int8)
    matrix = coo_array((ones, (own, np.concatenate(images))), shape=(n, n))
    return np.asarray(connected_components(matrix, directed=False)[1], dtype=np.int64)


def find_symmetries(
    graph: Marked, known: tuple[IntArray, ...], cancelled: Callable[[], bool]
) -> OrbitGroup:
    """Return the orbits under symmetries found by refinement and checked one by one.

    Parameters
    ----------
    graph
        The marked network.
    known
        Symmetries that are known already.
    cancelled
        Asked before every proposal; the search ends there with what it has.

    Returns
    -------
    OrbitGroup
        Orbits, perhaps finer than those of all symmetries; that costs size, never truth.
    """
    colour = refined(graph, first_colours(graph))
    found = list(known)
    orbit = _joined(len(colour), found)
    _, colour_ix, sizes = np.unique(colour, return_inverse=True, return_counts=True)
    by_colour = np.argsort(colour_ix, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)])
    for at in np.argsort(-sizes, kind="stable").tolist():
        members = by_colour[starts[at] : starts[at + 1]]
        n_misses = 0
        for member in members[1:].tolist():
            if n_misses >= MAX_MISSES or cancelled():
                break
            if orbit[member] == orbit[members[0]]:
                continue
            permutation = proposed_symmetry(graph, colour, int(members[0]), member)
            n_misses = 0 if permutation is not None else n_misses + 1
            if permutation is not None:
                found.append(permutation)
                orbit = _joined(len(colour), found)
    return orbits_under(graph, found)


def source_partition(group: OrbitGroup, source_ix: int) -> IntArray | None:
    """Return an equitable partition around a source, arcs told apart by their orbit.

    Parameters
    ----------
    group
        Orbits of the network.
    source_ix
        The source, alone in its class.

    Returns
    -------
    IntArray | None
        Class of each vertex, or ``None`` if the check of equitability fails. (n_vertices,)
    """
    network = group.graph.network
    orbit_marked = Marked(network, group.vertex_orbit_ix, group.arc_orbit_ix)
    colour = refined(orbit_marked, singled_out(first_colours(orbit_marked), source_ix))
    _, class_ix = np.unique(colour, return_inverse=True)
    class_ix = class_ix.astype(np.int64)
    return class_ix if _is_equitable(orbit_marked, class_ix) else None


def _is_equitable(graph: Marked, class_ix: IntArray) -> bool:
    # Every vertex of a class has as many arcs of each orbit into each class as its fellows.
    arcs = graph.network.arcs
    n_classes = int(class_ix.max(initial=-1)) + 1
    _, target = np.unique(graph.arc_mark * n_classes + class_ix[arcs.to_ix], return_inverse=True)
    n_targets = int(target.max(initial=-1)) + 1
    keys, n_arcs = np.unique(arcs.from_ix * n_targets + target, return_counts=True)
    from_ix, to = np.divmod(keys, n_targets) if n_targets else (keys, keys)
    cell = class_ix[from_ix] * n_targets + to
    cells, first, n_having = np.unique(cell, return_index=True, return_counts=True)
    size = np.bincount(class_ix, minlength=n_classes)
    if not np.array_equal(n_having, size[cells // n_targets] if n_targets else n_having):
        return False
    place = np.searchsorted(cells, cell)
    marks_agree = np.array_equal(n_arcs, n_arcs[first][place])
    low = np.full(n_classes, np.iinfo(np.int64).max)
    high = np.full(n_classes, np.iinfo(np.int64).min)
    np.minimum.at(low, class_ix, graph.vertex_mark)
    np.maximum.at(high, class_ix, graph.vertex_mark)
    return marks_agree and bool((low == high).all())
