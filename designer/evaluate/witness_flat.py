"""A small fabric link by link, so that a witness can be checked on the graph itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from designer.errors.tree import EvaluationError
from designer.topology.flatten import flatten
from designer.topology.space_builder import space_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.copy_cut import CopyCut
    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph
    from designer.topology.fold import BaseFold, FloatArray, Fold, IntArray
    from designer.topology.space import Pair, Rule

MAX_FLAT_ROWS: Final = 20_000
"""Most vertices of a class and most linked pairs of a fabric that is listed link by link."""


@dataclass(frozen=True)
class FlatPlaces:
    """The vertices and links of a fabric, and where they stand in its folds.

    Attributes
    ----------
    base
        Base fold.
    paths
        Path of every vertex.
    type_ix, vectors
        Vertex type of every vertex, and its index per dimension of the type.
    links
        Ends, capacity per direction and arc orbit of every link between two vertices. [byte/s]
    n_links
        Parallel links of each. (n_links,)
    """

    base: BaseFold
    paths: tuple[str, ...]
    type_ix: tuple[int, ...]
    vectors: tuple[tuple[int, ...], ...]
    links: tuple[tuple[int, int, int, int], ...]
    n_links: tuple[int, ...] = ()

    def cells(self, fold: Fold) -> list[int]:
        """Return the cell that holds each vertex.

        Parameters
        ----------
        fold
            A fold of the fabric.

        Returns
        -------
        list[int]
            Cells. (n_vertices,)
        """
        by_type: dict[int, list[int]] = {}
        for ix, cell in enumerate(fold.cells):
            by_type.setdefault(cell.type_ix, []).append(ix)
        return [
            next(ix for ix in by_type[type_ix] if fold.cells[ix].has(vector))
            for type_ix, vector in zip(self.type_ix, self.vectors, strict=True)
        ]

    def sides(self, fold: Fold, is_first: Sequence[bool]) -> list[int]:
        """Return the side of each vertex in a cut.

        Parameters
        ----------
        fold, is_first
            The fold of the cut, and which of its cells are on the first side.

        Returns
        -------
        list[int]
            0 or 1. (n_vertices,)
        """
        return [0 if is_first[ix] else 1 for ix in self.cells(fold)]

    def sides_of_copies(self, cut: CopyCut) -> list[int]:
        """Return the side of each vertex in a cut that was found copy by copy.

        Parameters
        ----------
        cut
            The cut.

        Returns
        -------
        list[int]
            0 or 1. (n_vertices,)
        """
        side = {cut.fabric.path(ix): 0 if one else 1 for ix, one in enumerate(cut.is_first)}
        return [side[path] for path in self.paths]

    def listing(self, orbit_length: FloatArray) -> dict[str, Any]:
        """Return the fabric as plain data.

        Parameters
        ----------
        orbit_length
            Length of the arcs of every orbit. (n_orbits,)

        Returns
        -------
        dict[str, Any]
            Vertices, endpoints, and links with capacity and length.
        """
        cells = self.cells(self.base.fold)
        return {
            "vertices": list(self.paths),
            "endpoints": [v for v, ix in enumerate(cells) if self.base.is_endpoint[ix]],
            "links": [[a, b, capacity] for a, b, capacity, _ in self.links],
            "n_links": list(self.n_links),
            "link_length": [float(orbit_length[orbit]) for *_, orbit in self.links],
        }


def flat_places(graph: ClassGraph, fabric_id: FabricId, base: BaseFold) -> FlatPlaces | None:
    """Return a fabric link by link.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    base
        Its base fold.

    Returns
    -------
    FlatPlaces | None
        ``None`` if there are more than :data:`MAX_FLAT_ROWS` vertices of a class or links.
    """
    try:
        flat = flatten(graph, fabric_id, MAX_FLAT_ROWS)
    except EvaluationError:
        return None
    space = base.space
    type_of = {vertex_type.chain: ix for ix, vertex_type in enumerate(space.types)}
    place: dict[int, int] = {}
    paths: list[str] = []
    types: list[int] = []
    vectors: list[tuple[int, ...]] = []
    for class_ix, rows in zip(flat.class_ixs, flat.index_vectors, strict=True):
        vertex_class = graph.vertex_classes[class_ix]
        if vertex_class.chain not in type_of:
            continue
        type_ix = type_of[vertex_class.chain]
        dims = [graph.dims[d] for d in vertex_class.dim_ixs]
        column = {(dim.chain, dim.name): at for at, dim in enumerate(dims)}
        for at, vector in enumerate(_vectors(base, type_ix, rows, column)):
            vertex_ix = flat.first_vertex[class_ix] + at
            place[vertex_ix] = len(paths)
            paths.append(flat.path(vertex_ix))
            types.append(type_ix)
            vectors.append(vector)
    found = FlatPlaces(base, tuple(paths), tuple(types), tuple(vectors), ())
    finder = _OrbitFinder(graph, fabric_id, found)
    counted = [
        (n, (place[a], place[b], *finder.link(place[a], place[b], n, link_class_ix)))
        for a, b, n, link_class_ix in zip(
            flat.a_ix.tolist(),
            flat.b_ix.tolist(),
            flat.n_links.tolist(),
            flat.link_class_ix.tolist(),
            strict=True,
        )
        if a in place and b in place
    ]
    links = tuple(link for _, link in counted)
    counts = tuple(n for n, _ in counted)
    return FlatPlaces(base, found.paths, found.type_ix, found.vectors, links, counts)


def _vectors(
    base: BaseFold, type_ix: int, rows: IntArray, column: dict[tuple[Chain, str], int]
) -> list[tuple[int, ...]]:
    # Index vectors of the space, by its names, for the index vectors of a vertex class.
    columns: list[IntArray] = []
    for dim_ix in base.space.types[type_ix].dim_ixs:
        value = np.zeros(len(rows), dtype=np.int64)
        for chain, name, size in base.space.dims[dim_ix].parts:
            value = value * size + rows[:, column[chain, name]]
        columns.append(value)
    if not columns:
        return [() for _ in rows]
    rows_of_space = np.stack(columns, axis=1).tolist()
    return [base.space.in_space(type_ix, tuple(row)) for row in rows_of_space]


class _OrbitFinder:
    """Finds the arc orbit of a link between two vertices, from the rules of its bundle."""

    def __init__(self, graph: ClassGraph, fabric_id: FabricId, places: FlatPlaces) -> None:
        self._graph = graph
        self._places = places
        self._cells = places.cells(places.base.fold)
        links = space_links(graph, fabric_id)
        place = {id(link): ix for ix, link in enumerate(links)}
        self._link_ix = {
            ix: place[id(link)] for ix, link in enumerate(graph.link_classes) if id(link) in place
        }
        fold, orbits = places.base.fold, places.base.orbits
        self._orbits: dict[tuple[int, int, int], int] = {}
        for a, b, orbit in zip(
            fold.arc_from_ix.tolist(),
            fold.arc_to_ix.tolist(),
            fold.arc_orbit_ix.tolist(),
            strict=True,
        ):
            self._orbits.setdefault((a, b, int(orbits.rule_ix[orbit])), orbit)

    def link(self, a: int, b: int, n_links: int, link_class_ix: int) -> tuple[int, int]:
        """Return capacity and arc orbit of the links between two vertices.

        Parameters
        ----------
        a, b
            Vertices.
        n_links, link_class_ix
            Parallel links and their class.

        Returns
        -------
        tuple[int, int]
            Capacity per direction and orbit. [byte/s], [1]

        Raises
        ------
        RuntimeError
            If no rule joins them: the expansion and the fold are not of one graph.
        """
        capacity = n_links * round(self._graph.link_classes[link_class_ix].rate_bps / 8)
        link_ix = self._link_ix[link_class_ix]
        for rule_ix, rule in enumerate(self._places.base.space.rules):
            for tail, head in ((a, b), (b, a)):
                orbit = self._orbits.get((self._cells[tail], self._cells[head], rule_ix))
                is_own = rule.link_ix == link_ix
                if orbit is not None and is_own and self._joins(rule, tail, head):
                    return capacity, orbit
        raise RuntimeError("a link of the expansion is in no rule of the space")

    def _joins(self, rule: Rule, tail: int, head: int) -> bool:
        space, places = self._places.base.space, self._places
        a_type, b_type = (space.kinds[ix].type_ix for ix in (rule.a_kind_ix, rule.b_kind_ix))
        if (places.type_ix[tail], places.type_ix[head]) != (a_type, b_type):
            return False
        at_tail = dict(zip(space.types[a_type].dim_ixs, places.vectors[tail], strict=True))
        at_head = dict(zip(space.types[b_type].dim_ixs, places.vectors[head], strict=True))
        is_named = all(at_tail[d] == v for d, v in rule.a_fixed) and all(
            at_head[d] == v for d, v in rule.b_fixed
        )
        return is_named and all(
            _is_related(p, at_tail[p.a_dim_ix], at_head[p.b_dim_ix], space.dims[p.a_dim_ix].size)
            for p in rule.pairs
        )


def _is_related(pair: Pair, at_a: int, at_b: int, size: int) -> bool:
    reached = at_a + pair.offset
    if not pair.is_step:
        reached %= size
    return (reached == at_b) != pair.is_not_equal
