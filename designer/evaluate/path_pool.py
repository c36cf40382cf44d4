"""Paths between pairs of vertices that talk, found one shortest path at a time.

A demand of few pairs needs few paths. Rows are what fills up: the links if every pair sends the
same both ways, else the arcs, one for each direction (``docs/methods/traffic.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network


class TalkingPairs(NamedTuple):
    """Who sends to whom.

    Attributes
    ----------
    sender_ix, receiver_ix
        Vertices. (n_pairs,)
    amount_bytes_per_s
        What the sender sends for one multiple of the demand, positive. (n_pairs,) [byte/s]
    is_symmetric
        Whether each pair also sends as much the other way, over the same paths backward.
    """

    sender_ix: IntArray
    receiver_ix: IntArray
    amount_bytes_per_s: FloatArray
    is_symmetric: bool


class Search(NamedTuple):
    """Shortest paths of all pairs.

    Attributes
    ----------
    distance
        Length of the path of each pair. (n_pairs,)
    before_ix
        Vertex before each vertex on the way from each sender. (n_senders, n_vertices)
    """

    distance: FloatArray
    before_ix: IntArray


class PathPool:
    """The paths found so far.

    Parameters
    ----------
    network
        A network where every sender reaches its receiver.
    pairs
        Who sends to whom.
    """

    def __init__(self, network: Network, pairs: TalkingPairs) -> None:
        self.network, self.pairs = network, pairs
        arcs = network.arcs
        capacity = network.capacity_bytes_per_s.astype(np.float64)
        self.row_of_arc = arcs.link_ix if pairs.is_symmetric else np.arange(len(arcs.from_ix))
        self.row_capacity_bytes_per_s = (
            capacity if pairs.is_symmetric else network.arc_values(capacity)
        )
        self._senders, self._sender_at = np.unique(pairs.sender_ix, return_inverse=True)
        key = arcs.from_ix * network.n_vertices + arcs.to_ix
        self._arc_order = np.argsort(key, kind="stable")
        self._arc_key = key[self._arc_order]
        self._known: set[tuple[int, ...]] = set()
        self._rows: list[IntArray] = []
        self._pair_of_path: list[int] = []

    @property
    def n_paths(self) -> int:
        """Paths so far. [1]."""
        return len(self._rows)

    @property
    def n_pairs(self) -> int:
        """Pairs that talk. [1]."""
        return len(self.pairs.sender_ix)

    @property
    def pair_of_path(self) -> IntArray:
        """Pair of each path. (n_paths,)."""
        return np.array(self._pair_of_path, dtype=np.int64)

    def search(self, row_length: FloatArray) -> Search:
        """Return the shortest paths by some lengths.

        Parameters
        ----------
        row_length
            Length of each row, positive. (n_rows,)

        Returns
        -------
        Search
            Distances and how to go.
        """
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import dijkstra

        arcs, n = self.network.arcs, self.network.n_vertices
        matrix: Any = csr_array((row_length[self.row_of_arc], arcs.to_ix, arcs.start), shape=(n, n))
        distance, before = dijkstra(matrix, indices=self._senders, return_predecessors=True)
        own = distance[self._sender_at, self.pairs.receiver_ix]
        return Search(own, before.astype(np.int64))

    def rate_high(self, row_length: FloatArray, search: Search) -> float:
        """Return the upper bound that lengths prove.

        Parameters
        ----------
        row_length
            Length of each row, positive. (n_rows,)
        search
            The shortest paths by these lengths.

        Returns
        -------
        float
            Capacity times length of all rows over the sum of demand times distance. [1]
        """
        need = float(self.pairs.amount_bytes_per_s @ search.distance)
        return float(self.row_capacity_bytes_per_s @ row_length) / need if need > 0 else np.inf

    def add(self, search: Search) -> int:
        """Keep the paths of a search.

        Parameters
        ----------
        search
            The search.

        Returns
        -------
        int
            Paths that were not known. [1]
        """
        sender, at = self.pairs.sender_ix, self.pairs.receiver_ix.copy()
        steps: list[tuple[IntArray, IntArray]] = []
        left = np.flatnonzero(at != sender)
        while len(left):
            before = search.before_ix[self._sender_at[left], at[left]]
            key = before * self.network.n_vertices + at[left]
            arc = self._arc_order[np.searchsorted(self._arc_key, key)]
            steps.append((left, self.row_of_arc[arc]))
            at[left] = before
            left = left[before != sender[left]]
        rows: list[list[int]] = [[] for _ in range(self.n_pairs)]
        for own, used in steps:
            for pair, row in zip(own.tolist(), used.tolist(), strict=True):
                rows[pair].append(row)
        n_before = self.n_paths
        for pair, path in enumerate(rows):
            path.sort()
            name = (pair, *path)
            if path and name not in self._known:
                self._known.add(name)
                self._rows.append(np.array(path, dtype=np.int64))
                self._pair_of_path.append(pair)
        return self.n_paths - n_before

    def entries(self) -> tuple[IntArray, IntArray]:
        """Return which rows the paths use.

        Returns
        -------
        tuple[IntArray, IntArray]
            Start of each path in the rows, and the rows. (n_paths + 1,), (n_entries,)
        """
        length = np.array([len(rows) for rows in self._rows], dtype=np.int64)
        return np.concatenate([[0], np.cumsum(length)]), np.concatenate(self._rows)

    def fill_of_shares(self) -> csr_array:
        """Return what a share of the demand of a pair on a path fills.

        Returns
        -------
        csr_array
            Load over capacity of each row if all of the pair went there. (n_rows, n_paths)
        """
        from scipy.sparse import csr_array

        start, row = self.entries()
        path = np.repeat(np.arange(self.n_paths), np.diff(start))
        amount = self.pairs.amount_bytes_per_s[self.pair_of_path[path]]
        shape = (len(self.row_capacity_bytes_per_s), self.n_paths)
        return csr_array((amount / self.row_capacity_bytes_per_s[row], (row, path)), shape=shape)
