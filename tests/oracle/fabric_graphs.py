"""Generated designs as networkx graphs, and reference graphs built without the program."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx

from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten

if TYPE_CHECKING:
    from designer.model.design import Design

Graph = Any


def graph_of(design: Design) -> Graph:
    """Return the one fabric of a design, parallel links as ``n`` of an edge."""
    classes = build_class_graph(design)
    flat = flatten(classes, FabricId(design.fabrics[0].id))
    graph: Graph = nx.Graph()
    for vertex, class_ix in enumerate(flat.vertex_class_ix.tolist()):
        graph.add_node(vertex, family=classes.vertex_classes[class_ix].family)
    rows = (flat.a_ix.tolist(), flat.b_ix.tolist(), flat.n_links.tolist())
    for a, b, n in zip(*rows, strict=True):
        assert a != b
        before = graph.edges[a, b]["n"] if graph.has_edge(a, b) else 0
        graph.add_edge(a, b, n=before + n)
    return graph


def indices_of(design: Design) -> list[tuple[str, dict[str, int]]]:
    """Return instance id and index by dimension name of every vertex, in the order of the graph."""
    classes = build_class_graph(design)
    flat = flatten(classes, FabricId(design.fabrics[0].id))
    found: list[tuple[str, dict[str, int]]] = []
    for class_ix, vectors in zip(flat.class_ixs, flat.index_vectors, strict=True):
        vertex = classes.vertex_classes[class_ix]
        names = [classes.dims[d].name for d in vertex.dim_ixs]
        found += [
            (vertex.chain[-1], dict(zip(names, row, strict=True))) for row in vectors.tolist()
        ]
    return found


def is_isomorphic(graph: Graph, other: Graph) -> bool:
    """Return whether two graphs are the same, kinds of vertices and parallel links included."""
    same_family = nx.algorithms.isomorphism.categorical_node_match("family", "accelerator")
    same_links = nx.algorithms.isomorphism.numerical_edge_match("n", 1)
    return bool(nx.is_isomorphic(graph, other, node_match=same_family, edge_match=same_links))


def switch_graph(graph: Graph) -> Graph:
    """Return the switches and the links between them."""
    switches = [v for v, data in graph.nodes(data=True) if data["family"] == "switch"]
    return graph.subgraph(switches)


def ports_used(graph: Graph) -> dict[int, int]:
    """Return how many links end at every vertex."""
    return dict(graph.degree(weight="n"))


def fat_tree(k: int) -> Graph:
    """Return the k-ary fat tree of Al-Fares et al. (2008), vertex by vertex."""
    graph: Graph = nx.Graph()
    half = k // 2
    for pod in range(k):
        for edge in range(half):
            for host in range(half):
                graph.add_edge(("host", pod, edge, host), ("edge", pod, edge), n=1)
            for aggregation in range(half):
                graph.add_edge(("edge", pod, edge), ("agg", pod, aggregation), n=1)
        for aggregation in range(half):
            for core in range(half):
                graph.add_edge(("agg", pod, aggregation), ("core", aggregation, core), n=1)
    for vertex in graph:
        graph.nodes[vertex]["family"] = "accelerator" if vertex[0] == "host" else "switch"
    return graph


def hyperx(shape: tuple[int, ...], n_hosts: int) -> Graph:
    """Return switches joined where they differ in one index, with their hosts."""
    lattice: Graph = nx.Graph()
    cells = list(product(*(range(size) for size in shape)))
    for a, b in combinations(cells, 2):
        if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
            lattice.add_edge(a, b, n=1)
    for cell in cells:
        lattice.add_node(cell, family="switch")
        for host in range(n_hosts):
            lattice.add_node((cell, host), family="accelerator")
            lattice.add_edge((cell, host), cell, n=1)
    return lattice
