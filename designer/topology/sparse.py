"""Networks as flat arrays: vertices that hold endpoints, and links with integer capacities.

The form in which a graph without a usable fold is computed. A vertex *holds* a number of
endpoints: one if it is an endpoint, none if it is a plain switch, several once the endpoints that
hang on a switch by one link have been merged into it. Parallel links are one link of their summed
capacity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.topology.space import MAX_CAPACITY_BYTES_PER_S
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.topology.fold import BoolArray, FloatArray, IntArray


class Arcs(NamedTuple):
    """Both directions of every link, ordered by the vertex they leave.

    Attributes
    ----------
    from_ix, to_ix
        Vertices. (n_arcs,)
    link_ix
        Link of the arc. (n_arcs,)
    reverse_ix
        Opposite arc. (n_arcs,)
    start
        First arc of each vertex. (n_vertices + 1,)
    """

    from_ix: IntArray
    to_ix: IntArray
    link_ix: IntArray
    reverse_ix: IntArray
    start: IntArray


class Slots(NamedTuple):
    """Neighbour lists cut by position, so that every pass over arcs is a few long operations.

    ``order`` lists the vertices by falling degree; ``slots[j]`` holds the ``j``-th arc of the
    first ``len(slots[j])`` of them.
    """

    order: IntArray
    slots: tuple[IntArray, ...]


@dataclass(frozen=True)
class Network:
    """A graph of vertices and undirected links; each link has its capacity in both directions.

    Attributes
    ----------
    weight
        Endpoints that a vertex holds. (n_vertices,)
    n_crossings
        What a path through the vertex counts as hops: 1, or 0 for adapters. (n_vertices,)
    a_ix, b_ix
        Vertices at the ends of each link, all pairs different and no loops. (n_links,)
    capacity_bytes_per_s
        Capacity of each link per direction, integers. (n_links,)
    n_parallel
        Cables or lanes that the link stands for. (n_links,)
    class_ix
        Class of the link, for reporting. (n_links,)
    """

    weight: IntArray
    n_crossings: IntArray
    a_ix: IntArray
    b_ix: IntArray
    capacity_bytes_per_s: IntArray
    n_parallel: IntArray
    class_ix: IntArray = field(repr=False)

    @property
    def n_vertices(self) -> int:
        """Number of vertices [1]."""
        return len(self.weight)

    @property
    def n_links(self) -> int:
        """Number of links [1]."""
        return len(self.a_ix)

    @cached_property
    def n_endpoints(self) -> int:
        """Number of endpoints [1]."""
        return int(self.weight.sum())

    @cached_property
    def arcs(self) -> Arcs:
        """Both directions of every link, ordered by the vertex they leave."""
        m = self.n_links
        from_ix = np.concatenate([self.a_ix, self.b_ix])
        to_ix = np.concatenate([self.b_ix, self.a_ix])
        order = np.lexsort((to_ix, from_ix))
        place = np.empty(2 * m, dtype=np.int64)
        place[order] = np.arange(2 * m)
        start = np.searchsorted(from_ix[order], np.arange(self.n_vertices + 1))
        link_ix = order % m if m else order
        return Arcs(
            from_ix[order],
            to_ix[order],
            link_ix,
            place[(order + m) % (2 * m)] if m else order,
            start.astype(np.int64),
        )

    @cached_property
    def slots(self) -> Slots:
        """Arcs by their position in the neighbour list of the vertex they leave."""
        start = self.arcs.start
        degree = np.diff(start)
        order = np.argsort(-degree, kind="stable")
        falling = degree[order]
        n_slots = int(falling[0]) if len(falling) else 0
        counts = np.searchsorted(-falling, -np.arange(n_slots), side="left")
        return Slots(order, tuple(start[order[:n]] + j for j, n in enumerate(counts.tolist())))

    @cached_property
    def degree_bytes_per_s(self) -> IntArray:
        """Capacity of all links of each vertex, per direction. (n_vertices,)."""
        total: IntArray = np.zeros(self.n_vertices, dtype=np.int64)
        np.add.at(total, self.a_ix, self.capacity_bytes_per_s)
        np.add.at(total, self.b_ix, self.capacity_bytes_per_s)
        return total

    @cached_property
    def component_ix(self) -> IntArray:
        """Connected component of each vertex. (n_vertices,)."""
        return components(self.n_vertices, self.a_ix, self.b_ix)

    def cut_bytes_per_s(self, is_first: BoolArray) -> int:
        """Return the capacity between two sides, one direction.

        Parameters
        ----------
        is_first
            Side of each vertex. (n_vertices,)

        Returns
        -------
        int
            Capacity of the links whose ends are on different sides. [byte/s]
        """
        is_cut = is_first[self.a_ix] != is_first[self.b_ix]
        return int(self.capacity_bytes_per_s[is_cut].sum())

    def arc_values(self, per_link: FloatArray) -> FloatArray:
        """Return a value of each link at both of its arcs.

        Parameters
        ----------
        per_link
            Values. (n_links,)

        Returns
        -------
        FloatArray
            Values. (n_arcs,)
        """
        values: FloatArray = per_link[self.arcs.link_ix]
        return values


def components(n_vertices: int, a_ix: IntArray, b_ix: IntArray) -> IntArray:
    """Return the connected component of each vertex.

    Every vertex takes the least label around it and then the label of that label, so that the
    number of rounds grows with the logarithm of the longest path. It needs no scipy, whose first
    import takes longer than the first answer for a thousand switches.

    Parameters
    ----------
    n_vertices
        Number of vertices. [1]
    a_ix, b_ix
        Ends of the links. (n_links,)

    Returns
    -------
    IntArray
        Components, numbered by their first vertex. (n_vertices,)
    """
    label = np.arange(n_vertices)
    while True:
        least = np.minimum(label[a_ix], label[b_ix])
        better = label.copy()
        for place in (label[a_ix], label[b_ix]):
            np.minimum.at(better, place, least)
        while not np.array_equal(better, better[better]):
            better = better[better]
        if np.array_equal(better, label):
            return np.unique(label, return_inverse=True)[1].astype(np.int64)
        label = better


def make_network(
    weight: IntArray,
    ends: tuple[IntArray, IntArray],
    capacity_bytes_per_s: IntArray,
    *,
    n_parallel: IntArray | None = None,
    n_crossings: IntArray | None = None,
    class_ix: IntArray | None = None,
) -> Network:
    """Return a network with loops dropped and parallel links joined.

    Parameters
    ----------
    weight
        Endpoints that each vertex holds. (n_vertices,)
    ends
        Vertices at the ends of each link. (n_links,)
    capacity_bytes_per_s
        Capacity per direction, positive. (n_links,)
    n_parallel
        Cables or lanes of each link; 1 if not given. (n_links,)
    n_crossings
        Hops that passing a vertex counts; 1 if not given. (n_vertices,)
    class_ix
        Class of each link; 0 if not given. Joined links keep the class of the first. (n_links,)

    Returns
    -------
    Network
        Links ordered by their ends.

    Raises
    ------
    OverflowError
        If the capacities are too large to be summed as integers.
    """
    if float(capacity_bytes_per_s.astype(np.float64).sum()) > MAX_CAPACITY_BYTES_PER_S:
        raise OverflowError(worded("the capacities of all links together exceed 4.6e18 byte/s"))
    n_links = len(ends[0])
    count = np.ones(n_links, dtype=np.int64) if n_parallel is None else n_parallel
    label = np.zeros(n_links, dtype=np.int64) if class_ix is None else class_ix
    low, high = np.minimum(*ends), np.maximum(*ends)
    kept = np.flatnonzero(low != high)
    order = kept[np.lexsort((high[kept], low[kept]))]
    low, high = low[order], high[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    starts = np.flatnonzero(is_first)
    capacity, parallel = capacity_bytes_per_s[order], count[order]
    if len(starts) < len(order):
        capacity = np.add.reduceat(capacity, starts)
        parallel = np.add.reduceat(parallel, starts)
    return Network(
        weight=weight,
        n_crossings=np.ones(len(weight), dtype=np.int64) if n_crossings is None else n_crossings,
        a_ix=low[starts],
        b_ix=high[starts],
        capacity_bytes_per_s=capacity,
        n_parallel=parallel,
        class_ix=label[order][starts],
    )
