"""Writes one dimension of a class graph as two, so that runs of copies become groups.

Index ``v`` of a dimension of size ``m`` becomes ``(v // k, v % k)``. Nothing is expanded: relations
are rewritten: "not equal" becomes two link classes, "another group" and "same group, another
member", and a move along the dimension two as well, one that stays among the members of a group
and one that leaves at its end. The copies and links stay the same (``docs/methods/traffic.md``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.links import RelationKind
from designer.topology.classes import ClassDimension, DimRelation, LinkCut

if TYPE_CHECKING:
    from designer.topology.classes import ClassGraph, FixedIndices, LinkClass


def tied_dims(graph: ClassGraph, dim_ix: int) -> frozenset[int]:
    """Return the dimensions whose indices correspond to those of one dimension.

    Parameters
    ----------
    graph
        The class graph.
    dim_ix
        Dimension.

    Returns
    -------
    frozenset[int]
        The dimension, and all that relations tie to it.
    """
    found = {dim_ix}
    pairs = [(r.a_dim_ix, r.b_dim_ix) for link in graph.link_classes for r in link.relations]
    while True:
        more = {d for pair in pairs if found.intersection(pair) for d in pair} - found
        if not more:
            return frozenset(found)
        found |= more


def inner_dims(graph: ClassGraph, dim_ix: int) -> dict[int, int]:
    """Return the dimensions that splitting one adds.

    Parameters
    ----------
    graph
        The class graph before it is split.
    dim_ix
        Dimension to split.

    Returns
    -------
    dict[int, int]
        Inner dimension of it and of every dimension tied to it.
    """
    return {d: len(graph.dims) + at for at, d in enumerate(sorted(tied_dims(graph, dim_ix)))}


def split_dimension(graph: ClassGraph, dim_ix: int, inner_size: int) -> ClassGraph:
    """Return the class graph with one dimension, and those tied to it, written as two.

    Parameters
    ----------
    graph
        The class graph.
    dim_ix
        Dimension to split; it becomes the outer of the two.
    inner_size
        Size of the inner one, a divisor of the size. [1]

    Returns
    -------
    ClassGraph
        The same copies and links. Counts of link classes are not divided among the classes that
        one relation becomes.
    """
    inner_of = inner_dims(graph, dim_ix)
    tied = frozenset(inner_of)
    dims = [
        replace(dim, size=dim.size // inner_size) if ix in tied else dim
        for ix, dim in enumerate(graph.dims)
    ]
    for d in sorted(tied):
        dim = graph.dims[d]
        dims.append(ClassDimension(dim.chain, f"{dim.name}/{inner_size}", inner_size, dim.is_plane))

    def both(dim_ixs: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(e for d in dim_ixs for e in ((d, inner_of[d]) if d in tied else (d,)))

    def split(fixed: FixedIndices) -> FixedIndices:
        return tuple(
            pair
            for d, v in fixed
            for pair in (
                ((d, v // inner_size), (inner_of[d], v % inner_size)) if d in tied else ((d, v),)
            )
        )

    def split_link(link: LinkClass, relations: tuple[DimRelation, ...]) -> LinkClass:
        pairs = link.pairs
        if pairs is not None:
            pairs = replace(pairs, a_dim_ixs=both(pairs.a_dim_ixs), b_dim_ixs=both(pairs.b_dim_ixs))
        return replace(
            link,
            relations=relations,
            a_fixed=split(link.a_fixed),
            b_fixed=split(link.b_fixed),
            pairs=pairs,
            cuts=tuple(LinkCut(split(c.a_fixed), split(c.b_fixed), c.n_links) for c in link.cuts),
        )

    boxes = tuple(replace(box, fixed=split(box.fixed)) for box in graph.boxes)
    split_dims = replace(graph, dims=tuple(dims))
    return replace(
        graph,
        dims=tuple(dims),
        vertex_classes=tuple(replace(v, dim_ixs=both(v.dim_ixs)) for v in graph.vertex_classes),
        enclosure_classes=tuple(
            replace(e, dim_ixs=both(e.dim_ixs)) for e in graph.enclosure_classes
        ),
        link_classes=tuple(
            split_link(link, relations)
            for link in graph.link_classes
            for relations in _split_relations(split_dims, link, inner_of)
        ),
        boxes=boxes,
    )


def _split_relations(
    graph: ClassGraph, link: LinkClass, inner_of: dict[int, int]
) -> list[tuple[DimRelation, ...]]:
    found: list[tuple[DimRelation, ...]] = [()]
    for r in link.relations:
        if r.a_dim_ix not in inner_of:
            found = [(*done, r) for done in found]
            continue
        outer = (r.a_dim_ix, r.b_dim_ix)
        inner = (inner_of[r.a_dim_ix], inner_of[r.b_dim_ix])
        same = DimRelation(*outer, RelationKind.EQUAL)
        if r.kind is RelationKind.EQUAL:
            choices: list[tuple[DimRelation, ...]] = [
                (same, DimRelation(*inner, RelationKind.EQUAL))
            ]
        elif r.kind is RelationKind.NOT_EQUAL:
            choices = [
                (DimRelation(*outer, RelationKind.NOT_EQUAL),),
                (same, DimRelation(*inner, RelationKind.NOT_EQUAL)),
            ]
        else:
            choices = _moved(graph, r, inner_of)
        found = [(*done, *choice) for done in found for choice in choices]
    return found


def _moved(
    graph: ClassGraph, r: DimRelation, inner_of: dict[int, int]
) -> list[tuple[DimRelation, ...]]:
    # A move by k = K s + j, 0 <= j < s, takes member i of group o to member i + j of group o + K
    # if there is one, else to member i + j - s of the group after that.
    inner = (inner_of[r.a_dim_ix], inner_of[r.b_dim_ix])
    outer_size = graph.dims[r.a_dim_ix].size
    inner_size = graph.dims[inner[0]].size
    n_groups, n_members = divmod(r.offset, inner_size)
    found: list[tuple[DimRelation, ...]] = []
    for outer_by, inner_by in ((n_groups, n_members), (n_groups + 1, n_members - inner_size)):
        if not -inner_size < inner_by < inner_size:
            continue
        is_same_group = outer_by == 0 or (
            r.kind is RelationKind.SHIFT and not outer_by % outer_size
        )
        found.append((
            DimRelation(r.a_dim_ix, r.b_dim_ix, RelationKind.EQUAL)
            if is_same_group
            else DimRelation(r.a_dim_ix, r.b_dim_ix, r.kind, outer_by),
            DimRelation(*inner, RelationKind.EQUAL)
            if inner_by == 0
            else DimRelation(*inner, RelationKind.STEP, inner_by),
        ))
    return found
