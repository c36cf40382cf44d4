"""Exact reductions of the all-to-all problem: smaller networks with the same answer.

An *instance* is a network whose vertices hold endpoints, plus per vertex the ordered pairs of
endpoints that have been merged into it but must still leave it and come back. Three steps, each
proved in ``docs/methods/irregular.md``, are repeated until none applies:

- a vertex with one neighbour is merged into it, its link becoming a cap on the rate;
- vertices with the same neighbours, capacities and content become one (exchanging two of them is
  a symmetry, checked entry by entry);
- a plain vertex between two others becomes a link.

A star that remains is solved in closed form; then the network ends as one vertex and the caps
are the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.topology.link_images import LinkImages, composed, link_places
from designer.topology.refine import mixed
from designer.topology.sparse import make_network

if TYPE_CHECKING:
    from designer.topology.fold import BoolArray, FloatArray, IntArray
    from designer.topology.sparse import Network


@dataclass(frozen=True)
class Instance:
    """An all-to-all problem on a reduced network.

    Attributes
    ----------
    network
        What remains.
    own_pairs
        Ordered pairs of endpoints inside a vertex that must leave it and return. (n_vertices,)
    cap_bytes_per_s
        Least rate of one ordered pair that the links taken out allow, ``None`` if none was.
    n_copies
        Vertices that were exchanged for one. (n_vertices,)
    merged_ix
        Vertex of the reduced network that each original vertex went into; -1 for one that became
        part of a link. (n_original,)
    images
        Where the load of each original link is read off.
    """

    network: Network
    own_pairs: IntArray
    cap_bytes_per_s: Fraction | None
    n_copies: IntArray
    merged_ix: IntArray
    images: LinkImages

    @property
    def demand_pairs(self) -> IntArray:
        """Ordered pairs that leave each vertex. (n_vertices,)."""
        weight = self.network.weight
        pairs: IntArray = weight * (self.network.n_endpoints - weight) + self.own_pairs
        return pairs


def reduced(network: Network, *, keeps_distances: bool = False) -> Instance:
    """Return the smallest equal instance that the three steps lead to.

    Parameters
    ----------
    network
        A connected network.
    keeps_distances
        Whether to leave out the third step, which makes some paths shorter than others.

    Returns
    -------
    Instance
        Equal in all-to-all rate.
    """
    instance = whole_instance(network)
    while True:
        before = instance.network.n_vertices
        instance = _without_leaves(instance)
        instance = _without_twins(instance)
        if not keeps_distances:
            instance = _without_middles(instance)
        if instance.network.n_vertices == before:
            if not instance.demand_pairs.any():
                return _alone(instance, None, np.zeros(instance.network.n_links))
            return _without_star(instance)


def whole_instance(network: Network) -> Instance:
    """Return the all-to-all problem of a network as it is.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    Instance
        Nothing merged.
    """
    n, n_links = network.n_vertices, network.n_links
    none, one = np.zeros(n, dtype=np.int64), np.ones(n, dtype=np.int64)
    images = LinkImages(np.arange(n_links), np.ones(n_links), np.zeros(n_links))
    return Instance(network, none, None, one, np.arange(n), images)


class _Change(NamedTuple):
    """A step: where each vertex went (-1: into a link), and what holds of those that stay.

    ``images`` are those of the links before the step; if not given, every link between vertices
    that stay apart goes to the one between them.
    """

    new_ix: IntArray
    network: Network
    own_pairs: IntArray
    n_copies: IntArray
    images: LinkImages | None = None


def twin_reduced(network: Network) -> Instance:
    """Return a network whose exchangeable vertices are merged, and nothing else.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    Instance
        The instance; ``n_copies`` says how many vertices each stands for.
    """
    instance = whole_instance(network)
    while True:
        smaller = _without_twins(instance)
        if smaller is instance:
            return instance
        instance = smaller


def _changed(instance: Instance, change: _Change, cap: Fraction | None = None) -> Instance:
    old = instance.merged_ix
    merged = np.where(old < 0, -1, change.new_ix[np.maximum(old, 0)])
    least = _least(instance.cap_bytes_per_s, cap)
    step = change.images
    if step is None:
        ends = (change.new_ix[instance.network.a_ix], change.new_ix[instance.network.b_ix])
        n_links = instance.network.n_links
        step = LinkImages(link_places(change.network, ends), np.ones(n_links), np.zeros(n_links))
    images = composed(instance.images, step)
    return Instance(change.network, change.own_pairs, least, change.n_copies, merged, images)


def _least(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    known = [one for one in (a, b) if one is not None]
    return min(known) if known else None


def _without_leaves(instance: Instance) -> Instance:
    network = instance.network
    arcs = network.arcs
    degree = np.diff(arcs.start)
    is_leaf = degree == 1
    leaves = np.flatnonzero(is_leaf)
    if not len(leaves):
        return instance
    anchor = arcs.to_ix[arcs.start[leaves]]
    # Pairs that turn around at a leaf need it; of two vertices that have only each other, the
    # second is kept.
    taken = (instance.own_pairs[anchor] == 0) & (~is_leaf[anchor] | (leaves < anchor))
    leaves, anchor = leaves[taken], anchor[taken]
    if not len(leaves):
        return instance
    cap = _leaf_cap(instance, leaves)
    into = np.arange(network.n_vertices)
    into[leaves] = anchor
    is_kept = np.ones(network.n_vertices, dtype=bool)
    is_kept[leaves] = False
    place = np.cumsum(is_kept) - 1
    new_ix = place[into]
    weight = np.bincount(new_ix, network.weight, int(is_kept.sum())).astype(np.int64)
    smaller = _merged_network(network, new_ix, weight, is_kept)
    images = _leaf_images(instance, leaves, smaller, new_ix)
    own, copies = instance.own_pairs[is_kept], instance.n_copies[is_kept]
    return _changed(instance, _Change(new_ix, smaller, own, copies, images), cap)


def _leaf_images(
    instance: Instance, leaves: IntArray, smaller: Network, new_ix: IntArray
) -> LinkImages:
    # The link of a leaf carries what leaves it, whatever the routing.
    network = instance.network
    links = network.arcs.link_ix[network.arcs.start[leaves]]
    fixed = np.zeros(network.n_links)
    fixed[links] = instance.demand_pairs[leaves] / network.capacity_bytes_per_s[links]
    ends = (new_ix[network.a_ix], new_ix[network.b_ix])
    return LinkImages(link_places(smaller, ends), np.ones(network.n_links), fixed)


def _without_star(instance: Instance) -> Instance:
    # A vertex with nothing but leaves: what turns around at its leaves shares their links.
    network = instance.network
    degree = np.diff(network.arcs.start)
    n = network.n_vertices
    if n < 2 or network.n_links != n - 1 or int(degree.max()) != n - 1:
        return instance
    centre = int(np.argmax(degree))
    leaves = np.flatnonzero(np.arange(n) != centre)
    pairs = instance.demand_pairs[leaves]
    n_turned = int(pairs.sum()) + int(instance.own_pairs[centre])
    total = sum(network.capacity_bytes_per_s.tolist())
    cap = _least(_leaf_cap(instance, leaves), Fraction(total, n_turned) if n_turned else None)
    return _alone(instance, cap, _star_fill(instance, leaves, cap))


def _star_fill(instance: Instance, leaves: IntArray, cap: Fraction | None) -> FloatArray:
    # How full the links of a star are per unit of rate, what turns around put where room is left.
    network = instance.network
    links = network.arcs.link_ix[network.arcs.start[leaves]]
    pairs = instance.demand_pairs[leaves].astype(np.float64)
    capacity = network.capacity_bytes_per_s[links].astype(np.float64)
    centre = int(np.argmax(np.diff(network.arcs.start)))
    n_turned = float(instance.own_pairs[centre])
    if n_turned and cap is not None:
        room = np.maximum(capacity / float(cap) - pairs, 0.0)
        pairs += n_turned * (room / room.sum() if room.sum() > 0 else 1.0 / len(room))
    fill = np.zeros(network.n_links)
    fill[links] = pairs / capacity
    return fill


def _alone(instance: Instance, cap: Fraction | None, fill: FloatArray) -> Instance:
    # Everything in one vertex; ``fill`` is how full its links are per unit of rate.
    none = np.zeros(0, dtype=np.int64)
    alone = make_network(np.array([instance.network.n_endpoints]), (none, none), none)
    nothing, copies = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    new_ix = np.zeros(instance.network.n_vertices, dtype=np.int64)
    gone = np.full(instance.network.n_links, -1, dtype=np.int64)
    images = LinkImages(gone, np.ones(len(gone)), fill)
    return _changed(instance, _Change(new_ix, alone, nothing, copies, images), cap)


def _leaf_cap(instance: Instance, leaves: IntArray) -> Fraction | None:
    network = instance.network
    pairs = instance.demand_pairs[leaves]
    capacity = network.capacity_bytes_per_s[network.arcs.link_ix[network.arcs.start[leaves]]]
    loaded = np.flatnonzero(pairs > 0)
    if not len(loaded):
        return None
    # The candidates of the least quotient in floating point, compared exactly.
    ratio = capacity[loaded] / pairs[loaded]
    near = loaded[ratio <= ratio.min() * (1 + 1e-12)]
    return min(
        Fraction(c, p) for c, p in zip(capacity[near].tolist(), pairs[near].tolist(), strict=True)
    )


def _merged_network(
    network: Network, new_ix: IntArray, weight: IntArray, is_kept: BoolArray
) -> Network:
    return make_network(
        weight,
        (new_ix[network.a_ix], new_ix[network.b_ix]),
        network.capacity_bytes_per_s,
        n_parallel=network.n_parallel,
        n_crossings=network.n_crossings[is_kept],
        class_ix=network.class_ix,
    )


def _without_twins(instance: Instance) -> Instance:
    network = instance.network
    leader = _twin_leaders(instance)
    is_kept = leader == np.arange(network.n_vertices)
    if is_kept.all():
        return instance
    place = np.cumsum(is_kept) - 1
    new_ix = place[leader]
    n_new = int(is_kept.sum())
    weight = np.zeros(n_new, dtype=np.int64)
    np.add.at(weight, new_ix, network.weight)
    squares = np.zeros(n_new, dtype=np.int64)
    np.add.at(squares, new_ix, network.weight * network.weight)
    own = np.zeros(n_new, dtype=np.int64)
    np.add.at(own, new_ix, instance.own_pairs)
    own += weight * weight - squares
    copies = np.zeros(n_new, dtype=np.int64)
    np.add.at(copies, new_ix, instance.n_copies)
    smaller = _merged_network(network, new_ix, weight, is_kept)
    return _changed(instance, _Change(new_ix, smaller, own, copies))


def _twin_leaders(instance: Instance) -> IntArray:
    # The first vertex with the same neighbours, capacities and content, (n_vertices,).
    network = instance.network
    arcs = network.arcs
    n = network.n_vertices
    degree = np.diff(arcs.start)
    capacity = network.capacity_bytes_per_s[arcs.link_ix]
    entry = mixed(arcs.to_ix.astype(np.uint64)) ^ mixed(capacity.astype(np.uint64) + np.uint64(1))
    running = np.zeros(len(entry) + 1, dtype=np.uint64)
    np.cumsum(mixed(entry), out=running[1:])
    key = running[arcs.start[1:]] - running[arcs.start[:-1]]
    for own in (network.weight, instance.own_pairs, degree):
        key = mixed(key ^ mixed(own.astype(np.uint64)))
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    leader = first[group]
    alike = np.flatnonzero((leader != np.arange(n)) & (degree > 0))
    found = np.arange(n)
    twins = alike[_are_twins(instance, alike, leader[alike])]
    found[twins] = leader[twins]
    return found


def _are_twins(instance: Instance, own: IntArray, lead: IntArray) -> BoolArray:
    # The key only proposes: this compares content, and neighbour by neighbour, (n_pairs,).
    network = instance.network
    arcs = network.arcs
    degree = np.diff(arcs.start)
    capacity = network.capacity_bytes_per_s[arcs.link_ix]
    same: BoolArray = degree[own] == degree[lead]
    for content in (network.weight, instance.own_pairs):
        same &= content[own] == content[lead]
    count = np.where(same, degree[own], 0)
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    left = np.repeat(arcs.start[own], count) + within
    right = np.repeat(arcs.start[lead], count) + within
    differs = (arcs.to_ix[left] != arcs.to_ix[right]) | (capacity[left] != capacity[right])
    n_different = np.bincount(np.repeat(np.arange(len(own)), count), differs, len(own))
    found: BoolArray = same & (n_different == 0)
    return found


class _Middles(NamedTuple):
    """Plain vertices with two links: the vertices, their ends, and the links to both ends."""

    vertex_ix: IntArray
    ends: tuple[IntArray, IntArray]
    links: tuple[IntArray, IntArray]

    def chosen(self, which: BoolArray) -> _Middles:
        ends = (self.ends[0][which], self.ends[1][which])
        return _Middles(self.vertex_ix[which], ends, (self.links[0][which], self.links[1][which]))


def _middles(instance: Instance) -> _Middles:
    network = instance.network
    arcs = network.arcs
    degree = np.diff(arcs.start)
    vertex_ix = np.flatnonzero((degree == 2) & (network.weight == 0) & (instance.own_pairs == 0))
    at = arcs.start[vertex_ix]
    found = _Middles(
        vertex_ix,
        (arcs.to_ix[at], arcs.to_ix[at + 1]),
        (arcs.link_ix[at], arcs.link_ix[at + 1]),
    )
    # Pairs that turn around here would lose the wider link, so that link must not be the wider.
    own = instance.own_pairs
    capacity = [network.capacity_bytes_per_s[links] for links in found.links]
    is_sound = (own[found.ends[0]] == 0) | (capacity[0] <= capacity[1])
    is_sound &= (own[found.ends[1]] == 0) | (capacity[1] <= capacity[0])
    found = found.chosen(is_sound)
    # Of neighbouring middles only one goes at a time: by numbers in no order, so that a third of a
    # long line goes, not its first vertex alone.
    is_middle = np.zeros(network.n_vertices, dtype=bool)
    is_middle[found.vertex_ix] = True
    is_free = np.ones(len(found.vertex_ix), dtype=bool)
    rank = np.arange(network.n_vertices, dtype=np.int64) * 2_654_435_761 % 2**32
    for end in found.ends:
        is_free &= ~(is_middle[end] & (rank[end] < rank[found.vertex_ix]))
    return found.chosen(is_free)


def _without_middles(instance: Instance) -> Instance:
    network = instance.network
    middles = _middles(instance)
    if not len(middles.vertex_ix):
        return instance
    is_kept = np.ones(network.n_vertices, dtype=bool)
    is_kept[middles.vertex_ix] = False
    new_ix = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    stays = np.flatnonzero(is_kept[network.a_ix] & is_kept[network.b_ix])
    capacity = network.capacity_bytes_per_s
    first, second = middles.links
    links = np.concatenate([stays, np.where(capacity[first] <= capacity[second], first, second)])
    smaller = make_network(
        network.weight[is_kept],
        (
            new_ix[np.concatenate([network.a_ix[stays], middles.ends[0]])],
            new_ix[np.concatenate([network.b_ix[stays], middles.ends[1]])],
        ),
        capacity[links],
        n_parallel=network.n_parallel[links],
        n_crossings=network.n_crossings[is_kept],
        class_ix=network.class_ix[links],
    )
    images = _middle_images(network, smaller, middles, new_ix)
    own, copies = instance.own_pairs[is_kept], instance.n_copies[is_kept]
    return _changed(instance, _Change(new_ix, smaller, own, copies, images))


def _middle_images(
    network: Network, smaller: Network, middles: _Middles, new_ix: IntArray
) -> LinkImages:
    # Both links of a middle carry what the link in their place does.
    ends = [new_ix[network.a_ix], new_ix[network.b_ix]]
    scale = np.ones(network.n_links)
    capacity = network.capacity_bytes_per_s
    least = np.minimum(capacity[middles.links[0]], capacity[middles.links[1]])
    for links in middles.links:
        for side in (0, 1):
            ends[side][links] = new_ix[middles.ends[side]]
        scale[links] = least / capacity[links]
    return LinkImages(link_places(smaller, (ends[0], ends[1])), scale, np.zeros(len(scale)))
