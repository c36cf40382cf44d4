"""Equal split over shortest paths on a flat network, exact, one block of destinations at a time.

The way of Brandes: a search from every destination, then one sweep from the farthest vertices to
the nearest. Here all destinations of a block are swept together, arc by arc in order of distance,
so the effort is that of the arcs on shortest paths. Destinations come in an order drawn once, so
that what is known halfway is a fair sample (``docs/methods/ecmp.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.ecmp import Split
from designer.topology.reach import distances
from designer.topology.refine import Marked, orbits_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.partition import Contraction
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.refine import OrbitGroup
    from designer.topology.sparse import Network

BLOCK_VALUES = 2_000_000
"""Most pairs of an arc and a destination that are swept together, about 100 MB."""
SEED = 20_240_511
"""Draws the order of the destinations, the same in every run."""


class Roots(NamedTuple):
    """Destinations that stand for all others.

    Attributes
    ----------
    vertex_ix
        One vertex with endpoints of each orbit. (n_roots,)
    n_alike
        Vertices of the orbit. (n_roots,)
    arc_orbit_ix
        Orbit of each arc, over which loads are averaged; ``None`` if every arc is its own.
        (n_arcs,)
    """

    vertex_ix: IntArray
    n_alike: IntArray
    arc_orbit_ix: IntArray | None


class SplitFlow(NamedTuple):
    """The flow over all arcs toward the destinations that are done.

    Attributes
    ----------
    flow
        Per split, in the order of :class:`~designer.evaluate.ecmp.Split`. (n_splits, n_arcs)
    n_done, n_all
        Destinations that it counts, orbits in full, and all of them. [1]
    """

    flow: FloatArray
    n_done: int
    n_all: int


def split_group(network: Network, permutations: Iterator[IntArray]) -> OrbitGroup:
    """Return the orbits under which both splits look the same.

    Parameters
    ----------
    network
        The network.
    permutations
        Proposed symmetries; every one is checked on all links, their capacity and their number.

    Returns
    -------
    OrbitGroup
        Orbits under those that pass.
    """
    pair = np.stack([network.capacity_bytes_per_s, network.n_parallel], axis=1)
    mark = np.unique(pair, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return orbits_under(Marked(network, network.weight, mark[network.arcs.link_ix]), permutations)


def split_roots(network: Network, group: OrbitGroup | None) -> Roots:
    """Return the destinations of all-to-all traffic.

    Parameters
    ----------
    network
        The network.
    group
        Orbits of :func:`split_group`, or ``None``.

    Returns
    -------
    Roots
        One destination per orbit.
    """
    ends = np.flatnonzero(network.weight > 0)
    if group is None or not group.permutations:
        return Roots(ends, np.ones(len(ends), dtype=np.int64), None)
    orbit = group.vertex_orbit_ix[ends]
    _, first, count = np.unique(orbit, return_index=True, return_counts=True)
    return Roots(ends[first], count, group.arc_orbit_ix)


def split_flows(
    network: Network,
    roots: Roots,
    sent: Callable[[IntArray], FloatArray],
    cancelled: Callable[[], bool],
) -> Iterator[SplitFlow]:
    """Yield the flows of both splits, after every block of destinations.

    Parameters
    ----------
    network
        A connected network.
    roots
        Destinations.
    sent
        What every vertex sends to some destinations, zero from themselves. (n_vertices, n_roots)
    cancelled
        Asked before every block; the iterator ends when it says yes.

    Yields
    ------
    SplitFlow
        The flow so far; the last one is exact once all destinations are done.
    """
    arcs = network.arcs
    splits = (network.n_parallel, network.capacity_bytes_per_s)
    weights = [network.arc_values(one.astype(np.float64)) for one in splits]
    if len(weights[0]) and np.ptp(weights[1] / weights[0]) == 0:
        # All parallel links have one rate, so that both splits are the same.
        weights = weights[:1]
    order = np.random.default_rng(SEED).permutation(len(roots.vertex_ix))
    n_columns = max(1, min(512, BLOCK_VALUES // max(len(arcs.from_ix), 1)))
    total = np.zeros((len(splits), len(arcs.from_ix)))
    n_done, n_all = 0, int(roots.n_alike.sum())
    for first in range(0, len(order), n_columns):
        if cancelled():
            return
        block = order[first : first + n_columns]
        own, alike = roots.vertex_ix[block], roots.n_alike[block]
        amount = sent(own) * alike[None, :]
        for at, flow in enumerate(_block_flows(network, own, amount, weights)):
            total[at if len(weights) > 1 else slice(None)] += flow
        n_done += int(alike.sum())
        yield SplitFlow(_averaged(total, roots.arc_orbit_ix), n_done, n_all)


def _averaged(total: FloatArray, arc_orbit_ix: IntArray | None) -> FloatArray:
    # The mean over the arcs of each orbit.
    if arc_orbit_ix is None:
        return total.copy()
    size = np.maximum(np.bincount(arc_orbit_ix), 1)
    rows = [(np.bincount(arc_orbit_ix, row) / size)[arc_orbit_ix] for row in total]
    return np.stack(rows)


def _block_flows(
    network: Network, roots: IntArray, amount: FloatArray, weights: list[FloatArray]
) -> Iterator[FloatArray]:
    # Flow over every arc toward a block of roots, per split.
    arcs = network.arcs
    n_roots = len(roots)
    depth = distances(network, roots)
    goes = depth[arcs.from_ix] == depth[arcs.to_ix] + 1
    arc, column = np.divmod(np.flatnonzero(goes), n_roots)
    tail = arcs.from_ix[arc] * n_roots + column
    head = arcs.to_ix[arc] * n_roots + column
    level = depth.reshape(-1)[tail]
    farthest = np.argsort(-level, kind="stable")
    arc, tail, head, level = arc[farthest], tail[farthest], head[farthest], level[farthest]
    ends = np.flatnonzero(np.diff(level, append=-1)) + 1
    for weight in weights:
        own = weight[arc]
        share = own / np.bincount(tail, own, network.n_vertices * n_roots)[tail]
        at = amount.reshape(-1).copy()
        flow = np.empty(len(arc))
        start = 0
        for stop in ends.tolist():
            part = slice(start, stop)
            flow[part] = at[tail[part]] * share[part]
            np.add.at(at, head[part], flow[part])
            start = stop
        yield np.bincount(arc, flow, len(arcs.from_ix)).astype(np.float64)


def all_to_all_sent(network: Network) -> Callable[[IntArray], FloatArray]:
    """Return what every vertex sends in all-to-all traffic, one unit per ordered pair.

    Parameters
    ----------
    network
        A network whose vertices hold endpoints.

    Returns
    -------
    Callable[[IntArray], FloatArray]
        Gives the amounts toward some destinations. (n_vertices, n_roots)
    """
    weight = network.weight.astype(np.float64)

    def sent(roots: IntArray) -> FloatArray:
        amount: FloatArray = weight[:, None] * weight[roots][None, :]
        amount[roots, np.arange(len(roots))] = 0.0
        return amount

    return sent


def by_direction(network: Network, per_arc: FloatArray) -> FloatArray:
    """Return what arcs carry per link and direction.

    Parameters
    ----------
    network
        The network.
    per_arc
        Values. (n_arcs,)

    Returns
    -------
    FloatArray
        From the first to the second end of each link, and back. (2, n_links)
    """
    arcs = network.arcs
    found = np.zeros((2, network.n_links))
    is_forward = arcs.from_ix == network.a_ix[arcs.link_ix]
    found[0, arcs.link_ix[is_forward]] = per_arc[is_forward]
    found[1, arcs.link_ix[~is_forward]] = per_arc[~is_forward]
    return found


def on_original(whole: Contraction, core: FloatArray, access: FloatArray) -> FloatArray:
    """Return flows of a contracted network as those of the original.

    Parameters
    ----------
    whole
        The contraction.
    core
        Flow of the contracted links per direction. (2, n_links)
    access
        Flow that leaves and enters every original endpoint. (2, n_original)

    Returns
    -------
    FloatArray
        Flow of the original links per direction. (2, n_original_links)
    """
    network = whole.original
    found = np.zeros((2, network.n_links))
    # The others keep their order, so they are the links of the contracted network one by one.
    apart = whole.parent_ix[network.a_ix] != whole.parent_ix[network.b_ix]
    found[:, apart] = core
    for hung, out, back in ((network.a_ix, 0, 1), (network.b_ix, 1, 0)):
        own = ~apart & np.isin(hung, whole.hanging_ix)
        found[out, own] = access[0, hung[own]]
        found[back, own] = access[1, hung[own]]
    return found


SPLITS = tuple(Split)
"""The splits in the order of the flows."""
