"""An early lower bound on all-to-all: every root has a shortest-path tree drawn at random.

Equal splits and soft routing give all paths a share and take a minute on ten thousand switches.
One path for each pair costs a few operations on bytes per arc and root, and over thousands of
trees the loads even out (``docs/methods/irregular.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from designer.topology.reach import distances

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network

    ByteArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

N_COLUMNS: Final = 512
"""Roots that are handled at a time."""
MAX_DEGREE: Final = 254
"""Most arcs of a vertex, so that they are counted in bytes."""
MAX_DISTANCE: Final = 250
"""Largest distance, for the same reason."""


def tree_loads(network: Network, cancelled: Callable[[], bool], seed: int = 1) -> FloatArray | None:
    """Return the load of each link if every pair of endpoints uses one shortest path.

    Parameters
    ----------
    network
        A connected network; ``weight`` endpoints sit at each vertex.
    cancelled
        Asked between blocks of roots.
    seed
        Seed of the draw.

    Returns
    -------
    FloatArray | None
        Load in each direction of one unit for every ordered pair of endpoints at different
        vertices. Half of the traffic takes each path backward, so that both directions carry the
        same. ``None`` if it was cancelled, or a vertex has more than :data:`MAX_DEGREE` arcs or a
        distance more than :data:`MAX_DISTANCE`. (n_links,)
    """
    arcs = network.arcs
    degree = np.diff(arcs.start)
    roots = np.flatnonzero(network.weight > 0)
    if not len(roots) or int(degree.max()) > MAX_DEGREE:
        return None
    draw = np.random.default_rng(seed)
    load: FloatArray = np.zeros(len(arcs.from_ix))
    for first in range(0, len(roots), N_COLUMNS):
        if cancelled():
            return None
        block = roots[first : first + N_COLUMNS]
        far = distances(network, block)
        if int(far.max()) > MAX_DISTANCE:
            return None
        near = far.astype(np.uint8)
        load += _loads_of_trees(network, block, near, _chosen(network, near, draw))
    link = np.zeros(network.n_links)
    np.add.at(link, arcs.link_ix, load / 2)
    return link


def _loads_of_trees(
    network: Network, roots: IntArray, far: ByteArray, chosen: ByteArray
) -> FloatArray:
    arcs, n_columns = network.arcs, len(roots)
    n_arcs = len(arcs.from_ix)
    arc = arcs.start[:-1, None] + chosen
    sent = np.repeat(network.weight.astype(np.float64)[:, None], n_columns, axis=1).reshape(-1)
    arc, level_of = arc.reshape(-1), far.reshape(-1)
    for level in range(int(far.max()), 0, -1):
        place = np.flatnonzero(level_of == level)
        into = arcs.to_ix[arc[place]] * n_columns + place % n_columns
        sent += np.bincount(into, sent[place], len(sent))
    # The roots send nothing on.
    sent[level_of == 0] = 0.0
    share = (sent.reshape(far.shape) * network.weight[roots]).reshape(-1)
    # The root of the last row has no arc of its own and may stand past the end.
    return np.bincount(np.minimum(arc, n_arcs - 1), share, n_arcs).astype(np.float64, copy=False)


def _chosen(network: Network, far: ByteArray, draw: np.random.Generator) -> ByteArray:
    # Which of its arcs each vertex takes toward each root: one that leads nearer, each of them as
    # likely as the others. (n_vertices, n_roots)
    arcs, n = network.arcs, network.n_vertices
    degree = np.diff(arcs.start)
    # How far the next vertex is; the root itself has none.
    wanted = np.where(far > 0, far - np.uint8(1), np.uint8(255))
    rows = [np.flatnonzero(degree > at) for at in range(int(degree.max()))]

    def nearer(at: int, own: IntArray) -> ByteArray:
        beyond = far[arcs.to_ix[arcs.start[own] + at]]
        found: ByteArray = (beyond == wanted[_whole(own, n)]).view(np.uint8)
        return found

    count = np.zeros_like(far)
    for at, own in enumerate(rows):
        count[_whole(own, n)] += nearer(at, own)
    left = (draw.random(far.shape, dtype=np.float32) * count).astype(np.uint8)
    # A draw that was rounded up to 1 would find none.
    np.minimum(left, np.maximum(count, 1) - 1, out=left)
    chosen = np.zeros_like(far)
    for at, own in enumerate(rows):
        step, place = nearer(at, own), _whole(own, n)
        mine = left[place]
        chosen[place] += (step & (mine == 0)) * np.uint8(at)
        # Below zero it wraps to 255, which more arcs than a vertex has would be needed to undo.
        left[place] = mine - step
    return chosen


def _whole(own: IntArray, n: int) -> IntArray | slice:
    # All rows as a slice, which copies nothing.
    return slice(None) if len(own) == n else own
