"""Builds the class graph of a design, at the size of the document."""

from __future__ import annotations

import math
from operator import is_
from typing import TYPE_CHECKING

from designer.model.frame import has_same_frame
from designer.topology.chains import DocumentWalk, Place
from designer.topology.classes import ClassGraph
from designer.topology.linking import LinkClasses

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.topology.classes import ExceptionBox
    from designer.topology.linking import Known


def build_class_graph(
    design: Design, lost: tuple[ExceptionBox, ...] = (), previous: ClassGraph | None = None
) -> ClassGraph:
    """Return the class graph of a design.

    Bundles whose ends, ports, fabric or relations do not resolve make no link class, nor do
    pairs whose replaced part lacks the port; exceptions whose path does not exist make no box.
    Validation reports them.

    Parameters
    ----------
    design
        The document.
    lost
        Copies that are removed besides those that the document removes, as in a failure; their
        dimensions are those of the class graph of the same document.
    previous
        Class graph of an earlier revision; link classes of bundles of which nothing has changed
        are taken from it. Where only exceptions differ, so are chains, and classes whose copies
        none of them touches.

    Returns
    -------
    ClassGraph
        Its classes with multiplicities, exceptions taken into account.
    """
    walk, is_framed = _walk_of(design, previous)
    walk.add_boxes()
    walk.boxes += lost
    walk.add_vertices()
    known: Known = {}
    dims = tuple(walk.dims)
    if previous is not None and previous.dims == dims and _has_same_parts(design, previous):
        dims, known = previous.dims, previous.known_links
    linking = LinkClasses(walk, known, is_framed=is_framed)
    links = [
        link
        for place in walk.places
        for bundle in place.block.link_bundles
        for link in linking.links_of(place, bundle)
    ]
    graph = ClassGraph(
        dims=dims,
        vertex_classes=tuple(walk.vertex_classes),
        enclosure_classes=walk.enclosures(),
        link_classes=tuple(links),
        boxes=walk.boxes,
        fabric_roles=tuple((fabric.id, fabric.role) for fabric in design.fabrics),
    )
    graph.known_links.update(linking.made)
    graph.parts.extend(design.parts)
    graph.walks.append(walk)
    return graph


def _walk_of(design: Design, previous: ClassGraph | None) -> tuple[DocumentWalk, bool]:
    # The walk, and whether it is that of an earlier revision but for exceptions.
    earlier = previous.walks[0] if previous is not None and previous.walks else None
    if isinstance(earlier, DocumentWalk) and has_same_frame(design, earlier.design):
        return earlier.again(design), True
    walk = DocumentWalk(design)
    root = design.block_by_id.get(design.root)
    if root is not None:
        walk.walk(Place(root, (), (), is_assumed=False), frozenset({root.id}))
    return walk, False


def _has_same_parts(design: Design, graph: ClassGraph) -> bool:
    return len(design.parts) == len(graph.parts) and all(map(is_, design.parts, graph.parts))


def copies_along(graph: ClassGraph, dim_ixs: tuple[int, ...]) -> int:
    """Return how many copies a chain has before exceptions.

    Parameters
    ----------
    graph
        The class graph.
    dim_ixs
        Dimensions along the chain.

    Returns
    -------
    int
        Product of the sizes. [1]
    """
    return math.prod(graph.dims[ix].size for ix in dim_ixs)
