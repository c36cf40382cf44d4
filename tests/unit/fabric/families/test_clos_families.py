"""Folded Clos fabrics against graphs built by hand and against closed forms, ragged ones too."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from tests.oracle.fabric_graphs import fat_tree, graph_of, is_isomorphic, ports_used

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = load_library(catalogs_dir())


def design(family: str, **texts: object) -> Design:
    return family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})


def counts(made: Design) -> Counter[str]:
    """Copies by instance id, without the racks around them."""
    found: Counter[str] = Counter()
    for vertex in build_class_graph(made).vertex_classes:
        found[vertex.chain[-1]] += vertex.n_copies
    return found


@pytest.mark.parametrize("k", [2, 4, 6, 8])
def test_that_a_full_fat_tree_is_the_k_ary_fat_tree(k: int) -> None:
    node_size = max(n for n in range(1, 9) if (k // 2) % n == 0)
    made = design("fat-tree", radix=k, node_size=node_size)
    assert is_isomorphic(graph_of(made), fat_tree(k))


@pytest.mark.parametrize("k", [16, 32, 48, 160])
def test_that_large_fat_trees_have_the_published_counts(k: int) -> None:
    made = design("fat-tree", radix=k)
    found = counts(made)
    assert found["acc"] == k**3 // 4
    assert found["leaf"] + found["spine"] + found["core"] == 5 * k**2 // 4
    classes = build_class_graph(made)
    assert sum(link.n_links for link in classes.link_classes) == 3 * k**3 // 4


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 200))
def test_that_a_ragged_fat_tree_has_exact_nodes_and_fits_the_ports(
    half: int, node_size: int, n_nodes: int
) -> None:
    k = 2 * half
    node_size = min(node_size, half)
    per_leaf = half // node_size
    n_nodes = min(n_nodes, per_leaf * half * k)
    made = design("fat-tree", radix=k, node_size=node_size, accelerators=n_nodes * node_size)
    found = counts(made)
    assert found["acc"] == n_nodes * node_size
    assert found["leaf"] == -(-n_nodes // per_leaf)
    n_pods = -(-n_nodes // (per_leaf * half))
    assert found["spine"] == n_pods * half
    graph = graph_of(made)
    assert nx.is_connected(graph)
    assert max(ports_used(graph).values()) <= k
    # Every spine sends all of its uplinks to cores, so that no pod is oversubscribed.
    assert sum(n for *_, n in graph.edges(data="n")) == (
        n_nodes * node_size + found["leaf"] * half + n_pods * half * half
    )


@given(st.integers(1, 16), st.integers(1, 5), st.integers(1, 300), st.integers(1, 3))
def test_that_a_leaf_spine_is_exact_and_as_oversubscribed_as_asked(
    half: int, ratio: int, n_nodes: int, planes: int
) -> None:
    k = 2 * half
    step = k // (ratio + 1)
    if not step:
        return
    n_nodes = min(n_nodes, ratio * step * k)
    made = design(
        "leaf-spine",
        radix=k,
        oversubscription=ratio,
        node_size=1,
        accelerators=n_nodes,
        planes=planes,
    )
    found = counts(made)
    n_leaves = -(-n_nodes // (ratio * step))
    assert found["acc"] == n_nodes
    assert found["leaf"] == n_leaves * planes
    graph = graph_of(made)
    assert max(ports_used(graph).values()) <= max(k, planes)
    assert sum(n for *_, n in graph.edges(data="n")) == planes * (n_nodes + n_leaves * step)
    assert found["spine"] % planes == 0
    assert step % (found["spine"] // planes) == 0
    assert found["spine"] // planes * k >= n_leaves * step


@pytest.mark.parametrize(
    ("family", "texts", "n_nodes", "switches"),
    [
        ("leaf-spine", {"radix": 8, "node_size": 2, "accelerators": 12}, 6, 4 + 2),
        ("fat-tree", {"radix": 4, "node_size": 1, "accelerators": 9}, 9, 6 + 8 + 4),
        ("rail-optimised", {"radix": 8, "node_size": 2, "nodes": 4}, 4, 4 + 2),
        ("rail-optimised", {"radix": 4, "node_size": 2, "nodes": 4}, 4, None),
        ("rail-only", {"radix": 8, "node_size": 2, "nodes": 5}, 5, None),
    ],
)
def test_that_spare_nodes_are_wired_alike_in_groups_of_their_own(
    family: str, texts: dict[str, int], n_nodes: int, switches: int | None
) -> None:
    for n_spares in (1, 3):
        made = design(family, **texts, spares=n_spares)
        graph = graph_of(made)
        size = texts["node_size"]
        hosts = [v for v, f in graph.nodes(data="family") if f == "accelerator"]
        assert len(hosts) == (n_nodes + n_spares) * size
        assert nx.is_connected(graph)
        radix = texts["radix"]
        others = [v for v in graph if v not in set(hosts)]
        assert max(ports_used(graph)[v] for v in others) <= max(radix, 8 * size)
        spare = [i for b in made.blocks for i in b.instances if i.id.endswith("-spare")]
        assert spare
        if switches is not None and n_spares == 1:
            assert len(others) == switches


def test_that_planes_are_disjoint_but_for_the_accelerators() -> None:
    graph = graph_of(design("multi-plane", accelerators=32, radix=8, node_size=4, planes=4))
    switches = [v for v, data in graph.nodes(data=True) if data["family"] == "switch"]
    assert nx.number_connected_components(graph.subgraph(switches)) == 4


def test_that_all_accelerators_of_a_plane_reach_each_other_in_four_cables() -> None:
    graph = graph_of(design("leaf-spine", accelerators=28, radix=8, node_size=4))
    hosts = [v for v, data in graph.nodes(data=True) if data["family"] == "accelerator"]
    lengths = nx.single_source_shortest_path_length(graph, hosts[0])
    assert Counter(lengths[v] for v in hosts) == {0: 1, 2: 3, 4: 24}


@pytest.mark.parametrize(
    ("nodes", "leaf", "spine", "core"),
    # NVIDIA DGX SuperPOD H100 and B200 reference architectures, compute fabric, by scalable unit.
    [
        (31, 8, 4, 0),
        (64, 16, 8, 0),
        (127, 32, 16, 0),
        (128, 32, 16, 0),
        (512, 128, 128, 64),
        (1024, 256, 256, 128),
        (384, 96, 96, 48),
        (768, 192, 192, 96),
    ],
)
def test_that_the_superpod_rule_gives_their_switches(
    nodes: int, leaf: int, spine: int, core: int
) -> None:
    made = design("rail-optimised", nodes=nodes)
    found = counts(made)
    assert (found["acc"], found["leaf"], found["spine"], found["core"]) == (
        8 * nodes, leaf, spine, core,
    )  # fmt: skip
    links = sum(link.n_links for link in build_class_graph(made).link_classes)
    assert links == 8 * nodes + 32 * leaf + (32 * spine if core else 0)


@pytest.mark.parametrize("n_pods", [3, 4, 5, 6, 7, 8])
def test_that_cores_of_a_rail_optimised_fabric_use_all_their_ports_alike(n_pods: int) -> None:
    graph = graph_of(design("rail-optimised", radix=8, node_size=2, nodes=8 * n_pods))
    assert nx.is_connected(graph)
    switches = [v for v, data in graph.nodes(data=True) if data["family"] == "switch"]
    assert {ports_used(graph)[v] for v in switches} == {8}
    assert len(switches) == n_pods * (4 + 4 + 2)


@given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 150))
def test_that_any_number_of_nodes_is_rail_optimised_within_the_ports(
    half: int, rails: int, n_nodes: int
) -> None:
    made_of = {"radix": 2 * half, "node_size": rails, "nodes": n_nodes}
    try:
        made = design("rail-optimised", **made_of)
    except ParameterError:
        # Three tiers need rails that divide the leaves of a pod; two tiers were not enough.
        assert rails * -(-n_nodes // half) > 2 * half
        return
    graph = graph_of(made)
    assert nx.is_connected(graph)
    hosts = [v for v, data in graph.nodes(data=True) if data["family"] == "accelerator"]
    assert len(hosts) == n_nodes * rails
    assert max(ports_used(graph)[v] for v in graph if v not in set(hosts)) <= 2 * half


def test_that_rails_of_a_rail_only_fabric_meet_only_in_the_nodes() -> None:
    made = design("rail-only", nodes=16, radix=8, node_size=4, relay_links=2)
    graph = graph_of(made)
    relays = [
        v for v, data in graph.nodes(data=True)
        if data["family"] == "switch" and all(
            graph.nodes[w]["family"] == "accelerator" for w in graph[v]
        ) and len(graph[v]) == 4 and all(graph.edges[v, w]["n"] == 2 for w in graph[v])
    ]  # fmt: skip
    assert len(relays) == 16
    graph.remove_nodes_from(relays)
    assert nx.number_connected_components(graph) == 4


@pytest.mark.parametrize(
    ("family", "texts", "message"),
    [
        ("fat-tree", {"radix": "17"}, "must be even; nearest legal: 16, 18"),
        ("leaf-spine", {"accelerators": "100000"}, "carry 2,048 at most; or radix 448"),
        ("leaf-spine", {"accelerators": "1001"}, "nearest legal: 1000, 1008"),
        ("leaf-spine", {"radix": "8"}, "8 ports has 4 downlinks; nearest legal: 4"),
        ("fat-tree", {"oversubscription": "100"}, "101 ports or more"),
        ("fat-tree", {"oversubscription": "nan"}, "a ratio such as"),
        ("fat-tree", {"oversubscription": "1:0"}, "a ratio such as"),
        ("fat-tree", {"accelerators": "1000000000000"}, "from 1 to 4,000,000"),
        ("rail-optimised", {"nodes": "9000"}, "carry 8,192 at most; nearest legal: 8192"),
        ("rail-optimised", {"nodes": "500", "node_size": "7"}, "nearest legal: 1, 2, 4, 8, 16"),
        ("rail-only", {"nodes": "3000"}, "carries 2,048 nodes; nearest legal: 2048"),
        ("multi-plane", {"planes": "1"}, "from 2 to 64"),
    ],
)
def test_that_what_does_not_exist_is_refused_with_the_nearest_that_does(
    family: str, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named(family).design(LIBRARY, texts)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
