"""Routing problems: an instance, the roots that stand for all others, and what is sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.topology.reach import UNREACHED, distances

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.reduce import Instance
    from designer.topology.refine import OrbitGroup


@dataclass(frozen=True)
class RoutingProblem:
    """An instance with the roots that stand for all others.

    Attributes
    ----------
    instance
        The instance.
    root_ix
        One vertex with endpoints of each orbit. (n_roots,)
    n_alike
        Vertices of the orbit. (n_roots,)
    link_group_ix
        Links that a symmetry exchanges share a group. (n_links,)
    """

    instance: Instance
    root_ix: IntArray
    n_alike: IntArray
    link_group_ix: IntArray

    @cached_property
    def group_size(self) -> FloatArray:
        """Links of each group. (n_groups,)."""
        return np.bincount(self.link_group_ix).astype(np.float64)

    @cached_property
    def max_distance(self) -> int:
        """A number of arcs that no shortest path exceeds: twice the longest to one root."""
        found = distances(self.instance.network, self.root_ix[:1])
        return 2 * int(found[found < UNREACHED].max(initial=0))

    @cached_property
    def unit_length(self) -> FloatArray:
        """Length of a link before any load: the inverse of one parallel link. (n_links,)."""
        network = self.instance.network
        length = network.n_parallel / network.capacity_bytes_per_s
        unit: FloatArray = length / np.median(length)
        return unit

    def grouped(self, per_link: FloatArray) -> FloatArray:
        """Return values averaged over the links of each group.

        Parameters
        ----------
        per_link
            Values. (n_links,)

        Returns
        -------
        FloatArray
            Values, equal within a group. (n_links,)
        """
        if len(self.group_size) == len(per_link):
            return per_link
        total = np.bincount(self.link_group_ix, per_link, len(self.group_size))
        mean: FloatArray = (total / self.group_size)[self.link_group_ix]
        return mean


def routing_problem(instance: Instance, group: OrbitGroup | None = None) -> RoutingProblem:
    """Return the problem of an instance.

    Parameters
    ----------
    instance
        The instance.
    group
        Orbits of its network under checked symmetries, or ``None``.

    Returns
    -------
    RoutingProblem
        With one root per orbit of vertices that hold endpoints.
    """
    network = instance.network
    ends = np.flatnonzero(network.weight > 0)
    if group is None:
        ones = np.ones(len(ends), dtype=np.int64)
        return RoutingProblem(instance, ends, ones, np.arange(network.n_links))
    _, first, count = np.unique(group.vertex_orbit_ix[ends], return_index=True, return_counts=True)
    return RoutingProblem(instance, ends[first], count, _link_groups(group))


def _link_groups(group: OrbitGroup) -> IntArray:
    # A link and its image share a group, whichever way round; (n_links,).
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    network = group.graph.network
    arcs = network.arcs
    n_orbits = int(group.arc_orbit_ix.max(initial=-1)) + 1
    pair = (group.arc_orbit_ix, group.arc_orbit_ix[arcs.reverse_ix])
    ones = np.ones(len(pair[0]), dtype=np.int8)
    both = connected_components(coo_array((ones, pair), shape=(n_orbits, n_orbits)))[1]
    found = np.empty(network.n_links, dtype=np.int64)
    found[arcs.link_ix] = both[group.arc_orbit_ix]
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


class Demand(NamedTuple):
    """What every vertex sends to each root, as a product or column by column.

    Attributes
    ----------
    per_vertex
        Share of each vertex that sends. (n_vertices,)
    per_root
        What is sent to each root for one unit of share; orbits count in full. (n_roots,)
    turned
        What leaves each root and returns to it; orbits count in full. (n_roots,)
    columns
        Gives what every vertex sends to some roots, if that is no product; else ``None``.
    is_directed
        Whether pairs may send unlike both ways, so that the directions of a link differ.
    """

    per_vertex: FloatArray
    per_root: FloatArray
    turned: FloatArray
    columns: Callable[[IntArray], FloatArray] | None = None
    is_directed: bool = False

    def sent(self, roots: IntArray, block: slice) -> FloatArray:
        """Return what every vertex sends to a block of roots.

        Parameters
        ----------
        roots
            Vertices of all roots. (n_roots,)
        block
            Which of them.

        Returns
        -------
        FloatArray
            Amounts, zero from the roots themselves. (n_vertices, n_block)
        """
        own = roots[block]
        if self.columns is not None:
            return self.columns(own)
        amount: FloatArray = self.per_vertex[:, None] * self.per_root[None, block]
        amount[own, np.arange(len(own))] = 0.0
        return amount


def all_to_all_demand(problem: RoutingProblem) -> Demand:
    """Return one unit for every ordered pair of endpoints.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    Demand
        The demand.
    """
    weight = problem.instance.network.weight.astype(np.float64)
    alike = problem.n_alike.astype(np.float64)
    own = problem.instance.own_pairs[problem.root_ix]
    return Demand(weight, weight[problem.root_ix] * alike, own * alike)
