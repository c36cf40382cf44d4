"""Flat graphs: every copy and every linked pair of a fabric, for drawing, schedules and tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from designer.errors.tree import EvaluationError
from designer.model.block import ExceptionKind
from designer.topology.build import copies_along
from designer.topology.joining import Rows, join_rule, linked_rows, n_missing
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph, LinkClass
    from designer.topology.fold import IntArray
    from designer.topology.joining import JoinRule

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


def _pairs(
    graph: ClassGraph, link: LinkClass, vectors: dict[int, IntArray], first: dict[int, int]
) -> Rows:
    # Vertices at the ends of each linked pair, each unordered pair once, and parallel links.
    rule = join_rule(graph, link)
    found = _present(link, rule, (link.a_ix, link.b_ix), vectors)
    a_ix, b_ix = found.a + first[link.a_ix], found.b + first[link.b_ix]
    if not rule.is_same_chain:
        return Rows(a_ix, b_ix, found.n_links)
    n_links = found.n_links
    if link.a_ix != link.b_ix:
        more = _present(link, rule, (link.b_ix, link.a_ix), vectors)
        a_ix = np.concatenate([a_ix, more.b + first[link.a_ix]])
        b_ix = np.concatenate([b_ix, more.a + first[link.b_ix]])
        n_links = np.concatenate([n_links, more.n_links])
    ends_of = np.stack([np.minimum(a_ix, b_ix), np.maximum(a_ix, b_ix)], axis=1)
    is_pair = ends_of[:, 0] != ends_of[:, 1]
    unique, at = np.unique(ends_of[is_pair], axis=0, return_index=True)
    return Rows(unique[:, 0], unique[:, 1], n_links[is_pair][at])


def _present(
    link: LinkClass, rule: JoinRule, ends: tuple[int, int], vectors: dict[int, IntArray]
) -> Rows:
    # Linked rows of two vertex classes, read from the first to the second, less missing links.
    a, b = vectors[ends[0]], vectors[ends[1]]
    rows = linked_rows(rule, a, b)
    n_links = rows.n_links * link.n_links_per_pair
    if not link.cuts:
        return Rows(rows.a, rows.b, n_links)
    n_links = n_links - n_missing(rule, link.cuts, a[rows.a], b[rows.b])
    is_there = n_links > 0
    return Rows(rows.a[is_there], rows.b[is_there], n_links[is_there])


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
            worded(
                "the {fabric_id} fabric has {largest:,} copies or links; at most {max_rows:,} "
                "are listed",
                fabric_id=fabric_id,
                largest=largest,
                max_rows=max_rows,
            )
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
