"""Dragonfly and Dragonfly+ against the arrangement as the papers state it, port by port."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from tests.oracle.fabric_graphs import Graph, graph_of, is_isomorphic, ports_used, switch_graph

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = load_library(catalogs_dir())


def design(family: str, **texts: object) -> Design:
    return family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})


def palm_tree(a: int, h: int, g: int) -> Counter[tuple[tuple[int, int], tuple[int, int]]]:
    """Global links by following every port to its partner, which must lead back."""
    found: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    m = a * h // (g - 1)
    for group in range(g):
        for port in range(m * (g - 1)):
            copy, i = divmod(port, g - 1)
            to_group, to_port = (group - i - 1) % g, copy * (g - 1) + g - 2 - i
            back_copy, back_i = divmod(to_port, g - 1)
            assert ((to_group - back_i - 1) % g, back_copy) == (group, copy)
            one, other = sorted(((group, port // h), (to_group, to_port // h)))
            found[one, other] += 1
    assert all(n % 2 == 0 for n in found.values())
    return Counter({pair: n // 2 for pair, n in found.items()})


def dragonfly(a: int, p: int, h: int, g: int) -> Graph:
    graph: Graph = nx.Graph()
    for group in range(g):
        for one, other in combinations(range(a), 2):
            graph.add_edge((group, one), (group, other), n=1)
        for router in range(a):
            graph.add_node((group, router))
    for (first, second), n in palm_tree(a, h, g).items():
        graph.add_edge(first, second, n=n)
    for vertex in list(graph):
        graph.nodes[vertex]["family"] = "switch"
        for host in range(p):
            graph.add_node((*vertex, host), family="accelerator")
            graph.add_edge((*vertex, host), vertex, n=1)
    return graph


@pytest.mark.parametrize(
    ("a", "p", "h", "g"), [(4, 2, 2, 9), (4, 1, 2, 5), (3, 1, 1, 4), (1, 2, 4, 5), (12, 1, 2, 6)]
)
def test_that_a_dragonfly_is_wired_port_by_port_as_stated(a: int, p: int, h: int, g: int) -> None:
    graph = graph_of(design("dragonfly", hosts=p, routers=a, global_links=h, groups=g))
    assert is_isomorphic(graph, dragonfly(a, p, h, g))


@given(st.integers(1, 3), st.integers(1, 6), st.integers(1, 3), st.integers(2, 12))
def test_that_any_legal_dragonfly_joins_all_groups_alike(p: int, a: int, h: int, g: int) -> None:
    g = min(g, a * h + 1)
    graph = graph_of(design("dragonfly", hosts=p, routers=a, global_links=h, groups=g))
    assert sum(1 for *_, f in graph.nodes(data="family") if f == "accelerator") == a * p * g
    assert max(ports_used(graph).values()) <= p + a - 1 + h
    links = sum(n for *_, n in switch_graph(graph).edges(data="n"))
    m = a * h // (g - 1)
    assert links == g * a * (a - 1) // 2 + m * g * (g - 1) // 2
    if a > 1 or g == a * h + 1:
        assert nx.is_connected(graph)


def test_that_defaults_are_balanced_and_of_full_size() -> None:
    graph = graph_of(design("dragonfly", hosts=3))
    routers = switch_graph(graph)
    assert len(routers) == 6 * 19
    assert {ports_used(graph)[v] for v in routers} == {3 + 5 + 3}
    assert nx.diameter(routers) == 3


def test_that_leaves_of_a_dragonfly_plus_are_three_links_apart() -> None:
    graph = graph_of(design("dragonfly-plus", hosts=2, routers=3, global_links=2))
    switches = switch_graph(graph)
    leaves = [
        v for v in switches if any(graph.nodes[w]["family"] == "accelerator" for w in graph[v])
    ]
    assert len(leaves) == 3 * 7
    assert len(switches) == 2 * len(leaves)
    lengths = dict(nx.all_pairs_shortest_path_length(switches))
    assert {lengths[a][b] for a, b in combinations(leaves, 2)} == {2, 3}
    assert {ports_used(graph)[v] for v in leaves} == {5}


@pytest.mark.parametrize(
    ("family", "texts", "message"),
    [
        ("dragonfly", {"groups": "34"}, "reach 32 other groups at most; nearest legal: 33"),
        ("dragonfly", {"radix": "14"}, "a router needs 15 ports; nearest legal: 15"),
        ("dragonfly", {"routers": "512", "global_links": "512"}, "4,096 at most; nearest legal: 8"),
        ("dragonfly-plus", {"radix": "8"}, "needs 12 ports"),
    ],
)
def test_that_too_many_groups_or_too_few_ports_are_refused(
    family: str, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named(family).design(LIBRARY, texts)
    assert message in str(caught.value)
