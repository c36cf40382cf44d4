"""What a chosen traffic matrix asks of single endpoints, without writing the matrix out.

Every term of a matrix sends between endpoints that agree in some indices and not in all of some
others. So it is a product of two sparse arrays over the values of those indices, less another such
product: sums over cuts and columns toward some destinations follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.traffic_matrix import TrafficMatrix, TrafficTerm
    from designer.topology.fold import BoolArray, FloatArray, IntArray


class Factor(NamedTuple):
    """Part of a matrix: senders times receivers of each key.

    Attributes
    ----------
    senders, receivers
        What each vertex counts under each key. (n_vertices, n_keys)
    """

    senders: csr_array
    receivers: csr_array


@dataclass(frozen=True)
class FlatDemand:
    """A traffic matrix between the vertices of a network; nothing is sent to oneself.

    Attributes
    ----------
    factors
        Parts whose products add up to it, apart from what is sent to oneself.
    out, into
        What each vertex sends to and receives from others in all. (n_vertices,)
    """

    factors: tuple[Factor, ...]
    out: FloatArray
    into: FloatArray

    def columns(self, receivers: IntArray) -> FloatArray:
        """Return what every vertex sends to some vertices.

        Parameters
        ----------
        receivers
            Vertices. (n_receivers,)

        Returns
        -------
        FloatArray
            Amounts, zero from themselves. (n_vertices, n_receivers)
        """
        total = np.zeros((len(self.out), len(receivers)))
        for factor in self.factors:
            total += (factor.senders @ factor.receivers[receivers].T).toarray()
        total[receivers, np.arange(len(receivers))] = 0.0
        return _cleared(total)

    def crossing(self, label: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return what leaves and enters each group of vertices.

        Parameters
        ----------
        label
            Group of each vertex, -1 for none. (n_vertices,)

        Returns
        -------
        tuple[FloatArray, FloatArray]
            Sent out of and into each group. (n_groups,)
        """
        from scipy.sparse import csr_array

        n_groups = int(label.max(initial=-1)) + 1
        own = np.flatnonzero(label >= 0)
        ones = np.ones(len(own))
        group = csr_array((ones, (label[own], own)), shape=(n_groups, len(label)))
        out, into = np.zeros(n_groups), np.zeros(n_groups)
        for factor in self.factors:
            sent, got = group @ factor.senders, group @ factor.receivers
            within = np.asarray((sent * got).sum(axis=1)).reshape(-1)
            out += sent @ np.asarray(factor.receivers.sum(axis=0)).reshape(-1) - within
            into += got @ np.asarray(factor.senders.sum(axis=0)).reshape(-1) - within
        return _cleared(out), _cleared(into)

    def merged(self, parent_ix: IntArray, n_vertices: int) -> FlatDemand:
        """Return the demand once vertices have been merged.

        Parameters
        ----------
        parent_ix
            New vertex of each old one. (n_vertices,)
        n_vertices
            How many new vertices there are. [1]

        Returns
        -------
        FlatDemand
            What new vertices send to each other.
        """
        from scipy.sparse import csr_array

        ones, old = np.ones(len(parent_ix)), np.arange(len(parent_ix))
        group = csr_array((ones, (parent_ix, old)), shape=(n_vertices, len(parent_ix)))
        factors = tuple(Factor(group @ f.senders, group @ f.receivers) for f in self.factors)
        whole = FlatDemand(factors, np.zeros(n_vertices), np.zeros(n_vertices))
        return FlatDemand(factors, *whole.crossing(np.arange(n_vertices)))


def flat_demand(fabric: FlatFabric, matrix: TrafficMatrix) -> FlatDemand:
    """Return what a matrix asks of a fabric that was laid out from the matrix' graph.

    Parameters
    ----------
    fabric
        The fabric.
    matrix
        The traffic.

    Returns
    -------
    FlatDemand
        Demand between the vertices of its network.
    """
    n = fabric.network.n_vertices
    factors = [one for term in matrix.terms for one in _factors(fabric, term)]
    demand = FlatDemand(tuple(factors), np.zeros(n), np.zeros(n))
    return FlatDemand(demand.factors, *demand.crossing(np.arange(n)))


def paired_demand(network_size: int, senders: IntArray, receivers: IntArray) -> FlatDemand:
    """Return one unit from every sender to its partner.

    Parameters
    ----------
    network_size
        Vertices of the network. [1]
    senders, receivers
        Partners. (n_pairs,)

    Returns
    -------
    FlatDemand
        The demand.
    """
    from scipy.sparse import csr_array

    n = len(senders)
    ones, key = np.ones(n), np.arange(n)
    shape = (network_size, n)
    factor = Factor(
        csr_array((ones, (senders, key)), shape=shape),
        csr_array((ones, (receivers, key)), shape=shape),
    )
    demand = FlatDemand((factor,), np.zeros(network_size), np.zeros(network_size))
    return FlatDemand((factor,), *demand.crossing(np.arange(network_size)))


def run_demand(fabric: FlatFabric, group_size: int) -> FlatDemand:
    """Return all-to-all inside runs of endpoints in index order.

    Parameters
    ----------
    fabric
        The fabric.
    group_size
        Places of a run; the last run of a chain may be shorter. [1]

    Returns
    -------
    FlatDemand
        Endpoints of one chain in the same run send each other one unit.
    """
    from scipy.sparse import csr_array

    graph, n = fabric.flat.graph, fabric.network.n_vertices
    chains = {v.chain: ix for ix, v in enumerate(graph.vertex_classes)}
    known = fabric.index_of_dim
    class_ix = fabric.flat.vertex_class_ix[fabric.vertex_ix]
    run = np.full(n, -1, dtype=np.int64)
    for ix, vertex_class in enumerate(graph.vertex_classes):
        own = (class_ix == ix) & (fabric.network.weight > 0)
        place = np.zeros(n, dtype=np.int64)
        for d in vertex_class.dim_ixs:
            place = place * graph.dims[d].size + known[d] if d in known else place
        number = (place // group_size) * len(chains) + chains[vertex_class.chain]
        run = np.where(own, number, run)
    ends = np.flatnonzero(run >= 0)
    _, key = np.unique(run[ends], return_inverse=True)
    shape = (n, int(key.max(initial=-1)) + 1)
    inside = csr_array((np.ones(len(ends)), (ends, key.reshape(-1))), shape=shape)
    demand = FlatDemand((Factor(inside, inside),), np.zeros(n), np.zeros(n))
    return FlatDemand(demand.factors, *demand.crossing(np.arange(n)))


def _factors(fabric: FlatFabric, term: TrafficTerm) -> list[Factor]:
    known = fabric.index_of_dim
    same = [known[d] for d in sorted(term.same) if d in known]
    differ = [known[d] for d in sorted(term.differ) if d in known]
    told = {d for d in term.differ if d in known} - {d for d in term.same if d in known}
    if term.differ and not told:
        return []
    ends = [_members(fabric, chains) for chains in (term.from_chains, term.to_chains)]
    n = fabric.network.n_vertices
    agree = _keys(same, n)
    # Where neither has an index they do not differ in it, so there its absence is a value.
    both = None
    if term.differ:
        both = np.where(agree >= 0, _keys([*same, *(d + 1 for d in differ)], n), -1)
    weight = np.full(n, term.weight)
    if term.is_total:
        n_receivers = _counted(ends, agree)
        if both is not None:
            n_receivers -= _counted(ends, both)
        else:
            n_receivers -= ends[0] & ends[1] & (agree >= 0)
        weight = np.where(n_receivers > 0, term.weight / np.maximum(n_receivers, 1), 0.0)
    found = [_factor(ends, agree, weight)]
    if both is not None:
        found.append(_factor(ends, both, -weight))
    return found


def _cleared(values: FloatArray) -> FloatArray:
    # Parts with a negative sign leave rounding errors where nothing is sent.
    found: FloatArray = np.where(values > 1e-12 * float(values.max(initial=0.0)), values, 0.0)
    return found


def _members(fabric: FlatFabric, chains: frozenset[tuple[str, ...]]) -> BoolArray:
    classes = fabric.flat.graph.vertex_classes
    is_meant = np.array([one.chain in chains for one in classes], dtype=bool)
    found: BoolArray = is_meant[fabric.flat.vertex_class_ix[fabric.vertex_ix]]
    return found & (fabric.network.weight > 0)


def _keys(columns: list[IntArray], n: int) -> IntArray:
    # One number per combination of indices, -1 where a vertex lacks one; (n_vertices,).
    if not columns:
        return np.zeros(n, dtype=np.int64)
    rows = np.stack(columns, axis=1)
    key = np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1)
    return np.where((rows >= 0).all(axis=1), key, -1).astype(np.int64)


def _counted(ends: list[BoolArray], key: IntArray) -> IntArray:
    # Receivers with the key of each sender, itself included.
    own = ends[1] & (key >= 0)
    count = np.bincount(key[own], minlength=int(key.max(initial=0)) + 1)
    return np.where(ends[0] & (key >= 0), count[np.maximum(key, 0)], 0).astype(np.int64)


def _factor(ends: list[BoolArray], key: IntArray, weight: FloatArray) -> Factor:
    from scipy.sparse import csr_array

    shape = (len(key), int(key.max(initial=0)) + 1)
    parts = []
    for is_end, value in ((ends[0], weight), (ends[1], np.ones(len(key)))):
        own = np.flatnonzero(is_end & (key >= 0))
        parts.append(csr_array((value[own], (own, key[own])), shape=shape))
    return Factor(parts[0], parts[1])
