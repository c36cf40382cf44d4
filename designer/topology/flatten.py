"""Flat graphs: every copy and every linked pair of a fabric, for drawing, schedules and tests."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.errors.tree import EvaluationError
from designer.model.block import ExceptionKind
from designer.model.links import RelationKind
from designer.topology.build import copies_along

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph, FixedIndices, LinkClass, PairList
    from designer.topology.fold import IntArray

MAX_ROWS = 2_000_000
"""Most copies or linked pairs that are listed unless more are allowed."""


@dataclass(frozen=True)
class FlatGraph:
    """Copies and linked pairs as arrays.

    Attributes
    ----------
    graph
        The class graph.
    class_ixs
        Vertex classes that are listed, as indices into ``graph.vertex_classes``.
    vertex_class_ix
        Vertex class of each vertex. (n_vertices,)
    index_vectors
        Per listed class the index vectors of its present copies, in row-major order.
        (n_copies, n_dims)
    a_ix, b_ix
        Vertices at the ends of each linked pair. (n_pairs,)
    n_links
        Parallel links of the pair. (n_pairs,)
    link_class_ix
        Link class of the pair, as an index into ``graph.link_classes``. (n_pairs,)
    """

    graph: ClassGraph
    class_ixs: tuple[int, ...]
    vertex_class_ix: IntArray
    index_vectors: tuple[IntArray, ...]
    a_ix: IntArray
    b_ix: IntArray
    n_links: IntArray
    link_class_ix: IntArray

    @cached_property
    def first_vertex(self) -> dict[int, int]:
        """First vertex of each listed class."""
        starts = np.concatenate([[0], np.cumsum([len(v) for v in self.index_vectors])])
        return {ix: int(s) for ix, s in zip(self.class_ixs, starts, strict=False)}

    def path(self, vertex_ix: int) -> str:
        """Return the path of a vertex.

        Parameters
        ----------
        vertex_ix
            Vertex.

        Returns
        -------
        str
            Path text such as ``compute-rack[3]/node[0]/npu[5]``.
        """
        class_ix = int(self.vertex_class_ix[vertex_ix])
        at = self.class_ixs.index(class_ix)
        row = self.index_vectors[at][vertex_ix - self.first_vertex[class_ix]]
        vertex_class = self.graph.vertex_classes[class_ix]
        flat: dict[int, int] = {}
        for dim_ix, value in zip(vertex_class.dim_ixs, row.tolist(), strict=True):
            dim = self.graph.dims[dim_ix]
            depth = len(dim.chain)
            flat[depth] = flat.get(depth, 0) * dim.size + value
        return "/".join(
            f"{name}[{flat[depth]}]" for depth, name in enumerate(vertex_class.chain, start=1)
        )


class _Rows(NamedTuple):
    """Both ends of linked pairs, and their parallel links, one value per pair."""

    a: IntArray
    b: IntArray
    n_links: IntArray


def _copies(graph: ClassGraph, class_ix: int) -> IntArray:
    # Index vectors of the present copies of a vertex class, (n_copies, n_dims).
    vertex_class = graph.vertex_classes[class_ix]
    shape = tuple(graph.dims[d].size for d in vertex_class.dim_ixs)
    vectors = np.indices(shape).reshape(len(shape), -1).T.astype(np.int64)
    slugs = [v.part_slug for v in graph.vertex_classes]
    first = next(ix for ix, v in enumerate(graph.vertex_classes) if v.chain == vertex_class.chain)
    state = np.full(len(vectors), first, dtype=np.int64)
    is_removed = np.zeros(len(vectors), dtype=bool)
    for box in graph.boxes:
        if vertex_class.chain[: len(box.chain)] != box.chain:
            continue
        hit = np.ones(len(vectors), dtype=bool)
        for d, value in box.fixed:
            hit &= vectors[:, vertex_class.dim_ixs.index(d)] == value
        if box.kind is ExceptionKind.REMOVED:
            is_removed |= hit
        elif box.chain == vertex_class.chain and hit.any():
            state[hit] = next(
                (
                    ix
                    for ix, v in enumerate(graph.vertex_classes)
                    if v.chain == box.chain and slugs[ix] == box.part_slug
                ),
                -1,
            )
    kept: IntArray = vectors[(state == class_ix) & ~is_removed]
    return kept


def _has(dim_ixs: tuple[int, ...], vectors: IntArray, fixed: FixedIndices) -> IntArray:
    # Rows with some indices.
    hit = np.ones(len(vectors), dtype=bool)
    for d, value in fixed:
        hit &= vectors[:, dim_ixs.index(d)] == value
    return np.flatnonzero(hit)


def _join(
    graph: ClassGraph, link: LinkClass, ends: tuple[int, int], vectors: tuple[IntArray, IntArray]
) -> _Rows:
    # Rows of each end that are linked when the relations are read from a to b.
    a_dims = graph.vertex_classes[ends[0]].dim_ixs
    b_dims = graph.vertex_classes[ends[1]].dim_ixs
    if link.pairs is not None:
        return _listed(graph, link.pairs, (a_dims, b_dims), vectors)
    a_at, b_at = _has(a_dims, vectors[0], link.a_fixed), _has(b_dims, vectors[1], link.b_fixed)
    a_vectors, b_vectors = vectors[0][a_at], vectors[1][b_at]
    is_kept = np.ones(len(a_at), dtype=bool)
    a_key = np.zeros(len(a_at), dtype=np.int64)
    b_key = np.zeros(len(b_at), dtype=np.int64)
    unequal: list[tuple[int, int]] = []
    for r in link.relations:
        at_a, at_b = a_dims.index(r.a_dim_ix), b_dims.index(r.b_dim_ix)
        if r.kind is RelationKind.NOT_EQUAL:
            unequal.append((at_a, at_b))
            continue
        size = graph.dims[r.a_dim_ix].size
        wanted = a_vectors[:, at_a] + r.offset
        if r.kind is RelationKind.STEP:
            is_kept &= (wanted >= 0) & (wanted < size)
        a_key = a_key * size + wanted % size
        b_key = b_key * size + b_vectors[:, at_b]
    a_at, a_key = a_at[is_kept], a_key[is_kept]
    a_of, b_of = _matches(a_key, b_key)
    a_rows, b_rows = a_at[a_of], b_at[b_of]
    keep = np.ones(len(a_rows), dtype=bool)
    for at_a, at_b in unequal:
        keep &= vectors[0][a_rows, at_a] != vectors[1][b_rows, at_b]
    return _Rows(a_rows[keep], b_rows[keep], np.ones(int(keep.sum()), dtype=np.int64))


def _matches(a_key: IntArray, b_key: IntArray) -> tuple[IntArray, IntArray]:
    # Positions of equal keys, every pair of them.
    order = np.argsort(b_key, kind="stable")
    start = np.searchsorted(b_key[order], a_key, side="left")
    stop = np.searchsorted(b_key[order], a_key, side="right")
    counts = stop - start
    a_rows = np.repeat(np.arange(len(a_key)), counts)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return a_rows, order[np.repeat(start, counts) + within]


def _copy_number(vectors: IntArray, sizes: list[int], columns: list[int]) -> IntArray:
    # Row-major number over some columns.
    number = np.zeros(len(vectors), dtype=np.int64)
    for column in columns:
        number = number * sizes[column] + vectors[:, column]
    return number


def _listed(
    graph: ClassGraph,
    pairs: PairList,
    dims: tuple[tuple[int, ...], tuple[int, ...]],
    vectors: tuple[IntArray, IntArray],
) -> _Rows:
    # A listed pair is there once in every copy of the block around it.
    outer = tuple(d for d in dims[0] if d not in pairs.a_dim_ixs)
    places, copies = [], []
    for own, inner, rows in zip(dims, (pairs.a_dim_ixs, pairs.b_dim_ixs), vectors, strict=True):
        sizes = [graph.dims[d].size for d in own]
        places.append(_copy_number(rows, sizes, [own.index(d) for d in outer]))
        copies.append(_copy_number(rows, sizes, [own.index(d) for d in inner]))
    table = np.fromiter(itertools.chain.from_iterable(pairs.rows), np.int64).reshape(-1, 3)
    n_b = math.prod(graph.dims[d].size for d in pairs.b_dim_ixs)
    row_of, a_of = _matches(table[:, 0], copies[0])
    pair_of, b_of = _matches(places[0][a_of] * n_b + table[row_of, 1], places[1] * n_b + copies[1])
    return _Rows(a_of[pair_of], b_of, table[row_of[pair_of], 2])


def _pairs(
    graph: ClassGraph, link: LinkClass, vectors: dict[int, IntArray], first: dict[int, int]
) -> _Rows:
    # Vertices at the ends of each linked pair, each unordered pair once, and parallel links.
    rows = _join(graph, link, (link.a_ix, link.b_ix), (vectors[link.a_ix], vectors[link.b_ix]))
    a_ix, b_ix = rows.a + first[link.a_ix], rows.b + first[link.b_ix]
    n_links = rows.n_links * link.n_links_per_pair
    a_class, b_class = graph.vertex_classes[link.a_ix], graph.vertex_classes[link.b_ix]
    if a_class.chain != b_class.chain:
        return _Rows(a_ix, b_ix, n_links)
    if link.a_ix != link.b_ix:
        ends = (link.b_ix, link.a_ix)
        more = _join(graph, link, ends, (vectors[link.b_ix], vectors[link.a_ix]))
        a_ix = np.concatenate([a_ix, more.b + first[link.a_ix]])
        b_ix = np.concatenate([b_ix, more.a + first[link.b_ix]])
        n_links = np.concatenate([n_links, more.n_links * link.n_links_per_pair])
    ends_of = np.stack([np.minimum(a_ix, b_ix), np.maximum(a_ix, b_ix)], axis=1)
    is_pair = ends_of[:, 0] != ends_of[:, 1]
    unique, at = np.unique(ends_of[is_pair], axis=0, return_index=True)
    return _Rows(unique[:, 0], unique[:, 1], n_links[is_pair][at])


def flatten(graph: ClassGraph, fabric_id: FabricId, max_rows: int = MAX_ROWS) -> FlatGraph:
    """Return the flat graph of one fabric.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    max_rows
        Most copies of one class, and most links. [1]

    Returns
    -------
    FlatGraph
        Every copy with links in the fabric, hosts included, and every linked pair.

    Raises
    ------
    EvaluationError
        If there are more copies or links than ``max_rows``.
    """
    links = [
        (ix, link) for ix, link in enumerate(graph.link_classes) if link.fabric_id == fabric_id
    ]
    class_ixs = tuple(sorted({ix for _, link in links for ix in (link.a_ix, link.b_ix)}))
    n_copies = [copies_along(graph, graph.vertex_classes[ix].dim_ixs) for ix in class_ixs]
    n_links = sum(link.n_links for _, link in links)
    largest = max([*n_copies, n_links], default=0)
    if largest > max_rows:
        raise EvaluationError(
            f"the {fabric_id} fabric has {largest:,} copies or links; "
            f"at most {max_rows:,} are listed"
        )
    vectors = {ix: _copies(graph, ix) for ix in class_ixs}
    starts = np.concatenate([[0], np.cumsum([len(v) for v in vectors.values()])])
    first = {ix: int(s) for ix, s in zip(class_ixs, starts, strict=False)}
    pairs = [_pairs(graph, link, vectors, first) for _, link in links]
    none = np.zeros(0, dtype=np.int64)
    counts = [len(rows.a) for rows in pairs]
    return FlatGraph(
        graph=graph,
        class_ixs=class_ixs,
        vertex_class_ix=np.repeat(class_ixs, [len(v) for v in vectors.values()]).astype(np.int64),
        index_vectors=tuple(vectors.values()),
        a_ix=np.concatenate([none, *(rows.a for rows in pairs)]),
        b_ix=np.concatenate([none, *(rows.b for rows in pairs)]),
        n_links=np.concatenate([none, *(rows.n_links for rows in pairs)]),
        link_class_ix=np.repeat([ix for ix, _ in links], counts).astype(np.int64),
    )
