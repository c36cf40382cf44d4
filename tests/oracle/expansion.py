"""From a class graph to the plain graph that the reference answers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.ids import FabricId
from designer.topology.flatten import flatten
from tests.oracle.reference import PlainGraph

if TYPE_CHECKING:
    from designer.topology.classes import ClassGraph

UNIT_BYTES_PER_S = 1e9


def plain_graph(graph: ClassGraph, fabric_id: str = "scale-up") -> PlainGraph:
    """Return the fabric without hosts, capacities in units of 1e9 byte/s."""
    flat = flatten(graph, FabricId(fabric_id))
    family = [graph.vertex_classes[ix].family for ix in flat.vertex_class_ix]
    kept = [v for v, name in enumerate(family) if name != "cpu"]
    new = {v: ix for ix, v in enumerate(kept)}
    rows = tuple(
        (new[a], new[b], n * graph.link_classes[link].rate_bps / 8 / UNIT_BYTES_PER_S, n)
        for a, b, n, link in zip(
            flat.a_ix.tolist(),
            flat.b_ix.tolist(),
            flat.n_links.tolist(),
            flat.link_class_ix.tolist(),
            strict=True,
        )
        if a in new and b in new
    )
    wanted = "accelerator" if "accelerator" in family else "nic"
    endpoints = tuple(new[v] for v in kept if family[v] == wanted)
    paths = tuple(flat.path(v) for v in kept)
    links = tuple((a, b, capacity) for a, b, capacity, _ in rows)
    return PlainGraph(len(kept), links, endpoints, paths, tuple(n for *_, n in rows))
