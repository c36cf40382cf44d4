"""A fabric copy by copy: the network, what its structure suggests, and the names of its vertices.

Structure only proposes: groups of copies for cuts, orders for half splits, permutations of
indices as symmetries. Every proposal is measured or checked on all links before it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.errors.tree import EvaluationError
from designer.topology.flatten import flatten
from designer.topology.link_images import link_places
from designer.topology.sparse import make_network
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.flatten import FlatGraph
    from designer.topology.fold import BoolArray, IntArray
    from designer.topology.sparse import Network

MAX_FLAT_LINKS = 8_000_000
"""Most copies of one kind, and most links, of a fabric that is laid out."""
MAX_GROUPINGS = 16
"""Most ways to group copies by their indices that are tried as cuts."""


class LinkRows(NamedTuple):
    """What the links of a network consist of: one row per linked pair and link class.

    Attributes
    ----------
    link_ix
        Link of the network. (n_rows,)
    class_ix
        Link class, as an index into ``ClassGraph.link_classes``. (n_rows,)
    n_links
        Parallel links of that class. (n_rows,)
    capacity_bytes_per_s
        Their capacity per direction. (n_rows,)
    """

    link_ix: IntArray
    class_ix: IntArray
    n_links: IntArray
    capacity_bytes_per_s: IntArray


@dataclass(frozen=True)
class FlatFabric:
    """A fabric laid out copy by copy, hosts left out.

    Attributes
    ----------
    network
        One vertex per copy; endpoints hold one endpoint each.
    endpoint_family
        Family of the endpoints.
    flat
        Where the vertices come from.
    vertex_ix
        Vertex of ``flat`` of each vertex of the network. (n_vertices,)
    rows
        What its links consist of.
    """

    network: Network
    endpoint_family: str
    flat: FlatGraph
    vertex_ix: IntArray
    rows: LinkRows

    def path(self, vertex_ix: int) -> str:
        """Return the path of a vertex.

        Parameters
        ----------
        vertex_ix
            Vertex of the network.

        Returns
        -------
        str
            Path text such as ``rack[3]/node[0]/npu[5]``.
        """
        return self.flat.path(int(self.vertex_ix[vertex_ix]))

    @cached_property
    def _place(self) -> IntArray:
        # Vertex of the network of each vertex of ``flat``, -1 for hosts.
        place = np.full(len(self.flat.vertex_class_ix), -1, dtype=np.int64)
        place[self.vertex_ix] = np.arange(len(self.vertex_ix))
        return place

    @cached_property
    def index_of_dim(self) -> dict[int, IntArray]:
        """Index of every vertex by dimension of the class graph, -1 where it has none."""
        graph = self.flat.graph
        found: dict[int, IntArray] = {}
        for class_ix, vectors in zip(self.flat.class_ixs, self.flat.index_vectors, strict=True):
            first = self.flat.first_vertex[class_ix]
            place = self._place[first : first + len(vectors)]
            kept = place >= 0
            for column, dim_ix in enumerate(graph.vertex_classes[class_ix].dim_ixs):
                if graph.dims[dim_ix].size > 1:
                    column_of = found.setdefault(dim_ix, np.full(self.network.n_vertices, -1))
                    column_of[place[kept]] = vectors[kept, column]
        return found

    def groupings(self) -> Iterator[IntArray]:
        """Yield labels of copies that stand together: by outer index, then outer and next ...

        Yields
        ------
        IntArray
            Label of each vertex, -1 for vertices outside every group. (n_vertices,)
        """
        graph = self.flat.graph
        seen: set[tuple[int, ...]] = set()
        for class_ix in self.flat.class_ixs:
            dims = tuple(
                d for d in graph.vertex_classes[class_ix].dim_ixs if d in self.index_of_dim
            )
            for depth in range(1, len(dims)):
                if dims[:depth] not in seen and len(seen) < MAX_GROUPINGS:
                    seen.add(dims[:depth])
                    yield self._label(dims[:depth])

    def _label(self, dims: tuple[int, ...]) -> IntArray:
        label: IntArray = np.zeros(self.network.n_vertices, dtype=np.int64)
        for dim_ix in dims:
            index = self.index_of_dim[dim_ix]
            label = np.where((label < 0) | (index < 0), -1, label * (index.max() + 1) + index)
        return label

    def endpoint_orders(self) -> Iterator[IntArray]:
        """Yield the endpoints in the order of their indices, each dimension first once.

        Yields
        ------
        IntArray
            Endpoint vertices. (n_endpoints,)
        """
        ends = np.flatnonzero(self.network.weight > 0)
        yield ends
        for dim_ix in self.index_of_dim:
            index = self.index_of_dim[dim_ix][ends]
            if (index >= 0).all() and (np.diff(index) < 0).any():
                yield ends[np.argsort(index, kind="stable")]

    def index_permutations(self) -> Iterator[IntArray]:
        """Yield what happens to the vertices if tied indices are rotated or swapped.

        Yields
        ------
        IntArray
            Image of each vertex; nobody has checked that it is a symmetry. (n_vertices,)
        """
        for axis in self._axes():
            size = self.flat.graph.dims[axis[0]].size
            for image in (np.roll(np.arange(size), -1), np.r_[1, 0, 2:size]):
                permutation = self._moved(frozenset(axis), image)
                if permutation is not None:
                    yield permutation

    def _axes(self) -> list[list[int]]:
        # Dimensions of equal size that relations tie together.
        graph = self.flat.graph
        parent = {d: d for d in self.index_of_dim}

        def root(d: int) -> int:
            while parent[d] != d:
                d = parent[d]
            return d

        for ix in np.unique(self.flat.link_class_ix).tolist():
            for r in graph.link_classes[ix].relations:
                if r.a_dim_ix in parent and r.b_dim_ix in parent:
                    parent[root(r.a_dim_ix)] = root(r.b_dim_ix)
        axes: dict[int, list[int]] = {}
        for d in parent:
            axes.setdefault(root(d), []).append(d)
        return [axis for axis in axes.values() if len({graph.dims[d].size for d in axis}) == 1]

    def _moved(self, axis: frozenset[int], image: IntArray) -> IntArray | None:
        graph = self.flat.graph
        found = np.arange(self.network.n_vertices)
        for class_ix, vectors in zip(self.flat.class_ixs, self.flat.index_vectors, strict=True):
            dim_ixs = graph.vertex_classes[class_ix].dim_ixs
            columns = [c for c, d in enumerate(dim_ixs) if d in axis]
            first = self.flat.first_vertex[class_ix]
            place = self._place[first : first + len(vectors)]
            kept = place >= 0
            if not columns or not kept.any():
                continue
            vectors, place = vectors[kept], place[kept]  # noqa: PLW2901 - the copies that take part
            moved = vectors.copy()
            for column in columns:
                moved[:, column] = image[vectors[:, column]]
            sizes = [graph.dims[d].size for d in dim_ixs]
            key, moved_key = _number(vectors, sizes), _number(moved, sizes)
            at = np.minimum(np.searchsorted(key, moved_key), len(key) - 1)
            if not np.array_equal(key[at], moved_key):
                return None
            found[place] = place[at]
        return found


def without_unreached(fabric: FlatFabric) -> FlatFabric:
    """Return a fabric without the switches that no endpoint is connected to.

    Parameters
    ----------
    fabric
        A fabric whose endpoints are all connected.

    Returns
    -------
    FlatFabric
        The part that holds the endpoints; the same object if that is all.
    """
    network = fabric.network
    part = network.component_ix
    is_kept = part == part[int(np.argmax(network.weight > 0))]
    if is_kept.all():
        return fabric
    place = np.cumsum(is_kept) - 1
    links = is_kept[network.a_ix]
    smaller = make_network(
        network.weight[is_kept],
        (place[network.a_ix[links]], place[network.b_ix[links]]),
        network.capacity_bytes_per_s[links],
        n_parallel=network.n_parallel[links],
        n_crossings=network.n_crossings[is_kept],
        class_ix=network.class_ix[links],
    )
    new_link = np.cumsum(links) - 1
    kept = links[fabric.rows.link_ix]
    rows = LinkRows(*(column[kept] for column in fabric.rows))
    rows = rows._replace(link_ix=new_link[rows.link_ix])
    return FlatFabric(smaller, fabric.endpoint_family, fabric.flat, fabric.vertex_ix[is_kept], rows)


def _number(vectors: IntArray, sizes: list[int]) -> IntArray:
    number = np.zeros(len(vectors), dtype=np.int64)
    for column, size in enumerate(sizes):
        number = number * size + vectors[:, column]
    return number


def flat_fabric(graph: ClassGraph, fabric_id: FabricId) -> FlatFabric:
    """Lay out a fabric copy by copy.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    FlatFabric
        Its network; parallel links of a pair are one link.

    Raises
    ------
    EvaluationError
        If it has more than :data:`MAX_FLAT_LINKS` copies or links, or its capacities do not add
        up within integers.
    """
    flat = flatten(graph, fabric_id, MAX_FLAT_LINKS)
    classes = graph.vertex_classes
    family_of = np.array([v.family for v in classes], dtype=object)[flat.vertex_class_ix]
    is_host = family_of == "cpu"
    kept: BoolArray = ~is_host[flat.a_ix] & ~is_host[flat.b_ix]
    linked = np.zeros(len(classes), dtype=bool)
    linked[flat.vertex_class_ix[flat.a_ix[kept]]] = True
    linked[flat.vertex_class_ix[flat.b_ix[kept]]] = True
    used = {classes[ix].family for ix in np.flatnonzero(linked).tolist()}
    family = "accelerator" if "accelerator" in used else "nic"
    vertex_ix = np.flatnonzero(linked[flat.vertex_class_ix])
    place = np.full(len(is_host), -1, dtype=np.int64)
    place[vertex_ix] = np.arange(len(vertex_ix))
    rate = np.array([round(link.rate_bps / 8) for link in graph.link_classes], dtype=np.int64)
    n_links, class_ix = flat.n_links[kept], flat.link_class_ix[kept]
    ends = (place[flat.a_ix[kept]], place[flat.b_ix[kept]])
    try:
        network = make_network(
            (family_of[vertex_ix] == family).astype(np.int64),
            ends,
            rate[class_ix] * n_links,
            n_parallel=n_links,
            n_crossings=(family_of[vertex_ix] != "nic").astype(np.int64),
            class_ix=class_ix,
        )
    except OverflowError as error:
        raise EvaluationError(
            worded(
                "the {fabric_id} fabric cannot be computed: {error}",
                fabric_id=fabric_id,
                error=str(error),
            )
        ) from error
    rows = LinkRows(link_places(network, ends), class_ix, n_links, rate[class_ix] * n_links)
    rows = LinkRows(*(column[ends[0] != ends[1]] for column in rows))
    return FlatFabric(network, family, flat, vertex_ix, rows)
