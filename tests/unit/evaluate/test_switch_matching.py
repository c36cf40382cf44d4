"""The bound of Namyar et al. and means of the expansion against brute force and networkx."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import pytest

from designer.catalog.loader import load_library
from designer.evaluate.switch_matching import mean_distance, moore_mean, throughput_upper_bound
from designer.fabric.families.registry import family_named
from designer.model.ids import FabricId
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from tests.oracle.fabric_graphs import graph_of

LIBRARY = load_library(catalogs_dir())


@pytest.mark.parametrize(
    ("family", "texts", "hosts"),
    [
        ("torus", {"shape": "7"}, 1),
        ("mesh", {"shape": "2x3"}, 1),
        ("hyperx", {"shape": "3x2", "hosts": "3"}, 3),
        ("jellyfish", {"switches": "7", "degree": "4", "hosts": "2"}, 2),
    ],
)
def test_that_the_bound_is_that_of_the_worst_of_all_permutations(
    family: str, texts: dict[str, str], hosts: int
) -> None:
    design = family_named(family).design(LIBRARY, texts)
    graph = graph_of(design)
    switches = [v for v, f in graph.nodes(data="family") if f == "switch"]
    ends = graph.subgraph(switches or list(graph))
    lengths = dict(nx.all_pairs_shortest_path_length(ends))
    names = list(ends)
    worst = max(
        sum(hosts * lengths[a][b] for a, b in zip(names, order, strict=True))
        for order in permutations(names)
    )
    found = throughput_upper_bound(build_class_graph(design), FabricId(design.fabrics[0].id))
    assert found == pytest.approx(2 * ends.size(weight="n") / worst)


@pytest.mark.parametrize(
    ("family", "texts"),
    [
        (
            "leaf-spine",
            {"accelerators": "28", "radix": "8", "node_size": "4", "oversubscription": "3"},
        ),
        ("bcube", {"n": "4"}),
        ("dcell", {"n": "3"}),
        ("dragonfly", {"hosts": "2"}),
    ],
)
def test_that_the_mean_distance_is_that_of_networkx(family: str, texts: dict[str, str]) -> None:
    design = family_named(family).design(LIBRARY, texts)
    graph = graph_of(design)
    hosts = [v for v, f in graph.nodes(data="family") if f == "accelerator"]
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    total = sum(lengths[a][b] for a in hosts for b in hosts)
    found = mean_distance(build_class_graph(design), FabricId(design.fabrics[0].id))
    assert found == pytest.approx(total / len(hosts) / (len(hosts) - 1))


@pytest.mark.parametrize(("n", "degree"), [(10, 3), (50, 7)])
def test_that_moore_graphs_reach_the_least_mean(n: int, degree: int) -> None:
    graph = nx.petersen_graph() if n == 10 else nx.hoffman_singleton_graph()
    assert moore_mean(n, degree) == pytest.approx(nx.average_shortest_path_length(graph))
    assert moore_mean(8, 7) == 1.0
