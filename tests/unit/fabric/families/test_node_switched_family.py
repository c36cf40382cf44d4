"""The CloudMatrix-like family gives the published CloudMatrix 384, and others like it."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.fabric.presets.cloudmatrix import cloudmatrix_384
from designer.model.ids import FabricId
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from tests.oracle.fabric_graphs import graph_of, ports_used

LIBRARY = load_library(catalogs_dir())


def test_that_the_defaults_are_the_scale_up_fabric_of_cloudmatrix_384() -> None:
    graph = graph_of(family_named("node-switched").design(LIBRARY, {}))
    preset = flatten(build_class_graph(cloudmatrix_384(LIBRARY)), FabricId("scale-up"))
    families = [preset.graph.vertex_classes[i].family for i in preset.vertex_class_ix.tolist()]
    rows = zip(preset.a_ix.tolist(), preset.b_ix.tolist(), preset.n_links.tolist(), strict=True)
    degrees = [0] * len(families)
    for a, b, n in rows:
        if "cpu" not in {families[a], families[b]}:
            degrees[a] += n
            degrees[b] += n
    expected = sorted(d for d, f in zip(degrees, families, strict=True) if f != "cpu")
    assert sorted(ports_used(graph).values()) == expected
    switches = [v for v, f in graph.nodes(data="family") if f == "switch"]
    assert len(switches) == 336 + 112
    assert nx.number_connected_components(graph.subgraph(switches)) == 7


@given(st.integers(1, 60), st.integers(1, 4), st.integers(1, 3), st.integers(1, 2))
def test_that_any_number_of_nodes_is_wired_within_the_ports(
    nodes: int, size: int, planes: int, links: int
) -> None:
    texts = {
        "nodes": str(nodes), "node_size": str(size), "planes": str(planes), "links": str(links),
        "radix": "60",
    }  # fmt: skip
    graph = graph_of(family_named("node-switched").design(LIBRARY, texts))
    hosts = [v for v, f in graph.nodes(data="family") if f == "accelerator"]
    assert len(hosts) == nodes * size
    used = ports_used(graph)
    assert {used[v] for v in hosts} == {planes * links}
    assert max(used.values()) <= max(60, 2 * size * links, planes * links)
    assert nx.is_connected(graph)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"nodes": "49"}, "48 ports reaches 48 nodes; nearest legal: 48"),
        ({"oversubscription": "3"}, "16 downlinks of a node switch do not divide by it"),
    ],
)
def test_that_too_many_nodes_are_refused(texts: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named("node-switched").design(LIBRARY, texts)
    assert message in str(caught.value)
