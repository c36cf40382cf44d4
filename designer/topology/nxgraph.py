"""networkx views of a fabric: the fold around a source, and the expansion where that is small.

Connectedness of copies does not follow from a view of the classes alone, because relations such
as ``equal`` keep planes apart; it does from the fold around a source, whose cells are orbits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.topology.flatten import flatten
from designer.topology.no_drawing import without_drawing

with without_drawing():
    import networkx as nx

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import Fold

MAX_FLAT_VERTICES = 10_000
"""Largest expansion that is made for networkx."""


def reached_cells(fold: Fold, source_ix: int) -> frozenset[int]:
    """Return the cells that a source reaches.

    Parameters
    ----------
    fold
        A fold refined around the source.
    source_ix
        Cell of the source.

    Returns
    -------
    frozenset[int]
        Cells, the source included; all copies of a cell are reached or none is.
    """
    view: nx.Graph[int] = nx.Graph()
    view.add_nodes_from(range(fold.n_cells))
    view.add_edges_from(zip(fold.arc_from_ix.tolist(), fold.arc_to_ix.tolist(), strict=True))
    return frozenset(nx.node_connected_component(view, source_ix))


def flat_view(
    graph: ClassGraph, fabric_id: FabricId, max_rows: int = MAX_FLAT_VERTICES
) -> nx.Graph[str]:
    """Return the expansion of a fabric.

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
    nx.Graph[str]
        Vertices are paths with ``family`` and ``plane_ixs``; parallel links are summed in
        ``n_links``.

    Raises
    ------
    EvaluationError
        If the fabric is larger than ``max_rows``.
    """
    flat = flatten(graph, fabric_id, max_rows)
    view: nx.Graph[str] = nx.Graph()
    paths = [flat.path(v) for v in range(len(flat.vertex_class_ix))]
    rows = [row for vectors in flat.index_vectors for row in vectors.tolist()]
    for path, class_ix, row in zip(paths, flat.vertex_class_ix.tolist(), rows, strict=True):
        vertex = graph.vertex_classes[class_ix]
        plane_ixs = [v for d, v in zip(vertex.dim_ixs, row, strict=True) if graph.dims[d].is_plane]
        view.add_node(path, family=vertex.family, plane_ixs=tuple(plane_ixs))
    for a, b, n in zip(flat.a_ix.tolist(), flat.b_ix.tolist(), flat.n_links.tolist(), strict=True):
        old = view.get_edge_data(paths[a], paths[b], {"n_links": 0})["n_links"]
        view.add_edge(paths[a], paths[b], n_links=old + n)
    return view


def plane_view(view: nx.Graph[str], plane_ix: int) -> nx.Graph[str]:
    """Return the part of an expansion that belongs to one plane.

    Parameters
    ----------
    view
        Expansion of a fabric.
    plane_ix
        Index of the plane.

    Returns
    -------
    nx.Graph[str]
        The copies of that plane and those that belong to every plane.
    """
    kept = [path for path, data in view.nodes.items() if set(data["plane_ixs"]) <= {plane_ix}]
    part: nx.Graph[str] = view.subgraph(kept)
    return part


def components(view: nx.Graph[str]) -> tuple[frozenset[str], ...]:
    """Return what is connected in a view, hosts taken out, largest first.

    Parameters
    ----------
    view
        An expansion.

    Returns
    -------
    tuple[frozenset[str], ...]
        Paths of each component.
    """
    relaying = [path for path, data in view.nodes.items() if data["family"] != "cpu"]
    parts = nx.connected_components(view.subgraph(relaying))
    return tuple(sorted((frozenset(part) for part in parts), key=len, reverse=True))
