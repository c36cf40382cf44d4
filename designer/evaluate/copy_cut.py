"""A cut of a fabric copy by copy: the witness of a bisection where there is no fold."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from designer.evaluate.flat_network import FlatFabric
    from designer.topology.fold import BoolArray, IntArray


class CopySides(NamedTuple):
    """Copies of one vertex class with their sides.

    Attributes
    ----------
    class_ix
        Vertex class, as an index into ``ClassGraph.vertex_classes``.
    vectors
        Their index vectors. (n_copies, n_dims)
    is_first
        Whether each is on the first side. (n_copies,)
    """

    class_ix: int
    vectors: IntArray
    is_first: BoolArray


@dataclass(frozen=True)
class CopyCut:
    """A split of all copies in two.

    Attributes
    ----------
    capacity_bytes_per_s
        Capacity of the links cut, one direction. [byte/s]
    n_first, n_second
        Endpoints on each side. [1]
    fabric
        The fabric.
    is_first
        Side of each vertex of its network. (n_vertices,)
    """

    capacity_bytes_per_s: int
    n_first: int
    n_second: int
    fabric: FlatFabric = field(repr=False, compare=False)
    is_first: BoolArray = field(repr=False, compare=False)

    @cached_property
    def copies(self) -> tuple[CopySides, ...]:
        """The copies of every vertex class of the network."""
        flat, vertex_ix = self.fabric.flat, self.fabric.vertex_ix
        found: list[CopySides] = []
        for class_ix, vectors in zip(flat.class_ixs, flat.index_vectors, strict=True):
            first = flat.first_vertex[class_ix]
            own = np.flatnonzero((vertex_ix >= first) & (vertex_ix < first + len(vectors)))
            if len(own):
                rows = vectors[vertex_ix[own] - first]
                found.append(CopySides(class_ix, rows, self.is_first[own]))
        return tuple(found)

    def links_by_class(self) -> dict[int, tuple[int, int]]:
        """Return what the cut parts of every link class.

        Returns
        -------
        dict[int, tuple[int, int]]
            Link class as an index into ``ClassGraph.link_classes``: links cut, and their capacity
            in one direction [byte/s]. The capacities add up to that of the cut.
        """
        network, rows = self.fabric.network, self.fabric.rows
        is_cut = self.is_first[network.a_ix] != self.is_first[network.b_ix]
        own = is_cut[rows.link_ix]
        found: dict[int, tuple[int, int]] = {}
        for ix in np.unique(rows.class_ix[own]).tolist():
            which = own & (rows.class_ix == ix)
            capacity = int(rows.capacity_bytes_per_s[which].sum())
            found[ix] = (int(rows.n_links[which].sum()), capacity)
        return found
