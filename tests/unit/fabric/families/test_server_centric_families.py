"""BCube, ZCube, DCell and HammingMesh against graphs built from their definitions."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from tests.oracle.fabric_graphs import Graph, graph_of, indices_of, ports_used

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = load_library(catalogs_dir())


def design(family: str, **texts: object) -> Design:
    return family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})


def labelled(graph: Graph) -> Graph:
    for vertex in graph:
        graph.nodes[vertex]["family"] = "accelerator" if vertex[0] == "host" else "switch"
    return graph


def bcube(n: int, k: int) -> Graph:
    graph: Graph = nx.Graph()
    for x in range(n**k):
        for level in range(k):
            switch = ("switch", level, x // n ** (level + 1), x % n**level)
            graph.add_edge(("host", x), switch, n=1)
    return labelled(graph)


def zcube(n: int, k: int) -> Graph:
    graph = bcube(n, k)
    for level in range(1, k):
        for block in range(n ** (k - level - 1)):
            for child in range(n):
                for i in range(n ** (level - 1)):
                    for j in range(n):
                        lower = ("switch", level - 1, block * n + child, i)
                        graph.add_edge(lower, ("switch", level, block, i * n + j), n=1)
    return labelled(graph)


def zcube_partial(n: int) -> Graph:
    graph: Graph = nx.Graph()
    for x in range(n**3):
        for level in range(2):
            switch = ("switch", level, x // n ** (level + 1), x % n**level)
            graph.add_edge(("host", x), switch, n=1)
    for block, child, j in product(range(n), repeat=3):
        graph.add_edge(("switch", 0, block * n + child, 0), ("switch", 1, block, j), n=1)
    for q, j, block, e in product(range(n // 2), range(n), range(n), range(2)):
        graph.add_edge(("switch", 2, q, j), ("switch", 1, block, 2 * q + e), n=1)
    return labelled(graph)


def dcell(n: int, k: int, prefix: tuple[int, ...] = ()) -> tuple[Graph, list[tuple[object, ...]]]:
    graph: Graph = nx.Graph()
    if k == 0:
        hosts = [("host", *prefix, i) for i in range(n)]
        graph.add_edges_from(((h, ("switch", *prefix)) for h in hosts), n=1)
        return graph, hosts
    _, smaller = dcell(n, k - 1)
    cells = [dcell(n, k - 1, (*prefix, i)) for i in range(len(smaller) + 1)]
    for part, _ in cells:
        graph.update(part)
    for i in range(len(cells)):
        for j in range(i + 1, len(cells)):
            graph.add_edge(cells[i][1][j - 1], cells[j][1][i], n=1)
    return graph, [host for _, hosts in cells for host in hosts]


def hammingmesh(a: int, x: int, y: int, radix: int) -> Graph:
    """Rows whose switches are shared by as many rows as they have ports for, in order."""
    graph: Graph = nx.Graph()
    for v, u in product(range(a * y), range(a * x)):
        if (u + 1) % a:
            graph.add_edge(("host", v, u), ("host", v, u + 1), n=1)
        if (v + 1) % a:
            graph.add_edge(("host", v, u), ("host", v + 1, u), n=1)
    for name, lines, boards in (("row", a * y, x), ("column", a * x, y)):
        shared = radix // (2 * boards)
        for line, board, edge in product(range(lines), range(boards), (0, a - 1)):
            place = board * a + edge
            host = ("host", line, place) if name == "row" else ("host", place, line)
            switch = (name, line // shared)
            n = graph.edges[host, switch]["n"] if graph.has_edge(host, switch) else 0
            graph.add_edge(host, switch, n=n + 1)
    return labelled(graph)


def digits(index: dict[str, int], sizes: dict[str, int], places: list[int]) -> int:
    """The number whose digits, outermost first, are at some places of an index in pieces."""
    value = 0
    for place in places:
        for piece in "abc":
            name = f"d{place}{piece}"
            value = value * sizes.get(name, 1) + index.get(name, 0)
    return value


def sizes_by_name(made: Design) -> dict[str, int]:
    return {d.name: d.size for b in made.blocks for i in b.instances for d in i.dims}


def cube_edges(made: Design, k: int) -> set[frozenset[tuple[object, ...]]]:
    """Links between accelerators and switches, named by the numbering of the papers."""
    sizes = sizes_by_name(made)
    names: list[tuple[object, ...]] = []
    for instance, index in indices_of(made):
        if instance == "acc":
            names.append(("host", digits(index, sizes, list(range(k - 1, -1, -1)))))
            continue
        level = int(instance.removeprefix("level-"))
        block = digits(index, sizes, list(range(k - 1, level, -1)))
        names.append(("switch", level, block, digits(index, sizes, list(range(level - 1, -1, -1)))))
    graph = graph_of(made)
    assert {links for *_, links in graph.edges(data="n")} == {1}
    assert len(set(names)) == len(names)
    return {frozenset((names[a], names[b])) for a, b in graph.edges}


@pytest.mark.parametrize(("n", "k"), [(2, 1), (2, 3), (4, 2), (3, 3), (12, 2), (2, 4), (24, 2)])
def test_that_bcube_and_zcube_follow_the_numbering_of_their_papers(n: int, k: int) -> None:
    for family, reference in (("bcube", bcube(n, k)), ("zcube", zcube(n, k))):
        expected = {frozenset(edge) for edge in reference.edges}
        assert cube_edges(design(family, n=n, k=k), k) == expected


@pytest.mark.parametrize("n", [2, 4, 6])
def test_that_a_partial_zcube_halves_its_top_level(n: int) -> None:
    made = design("zcube", n=n, k=3, partial="yes")
    graph, sizes = graph_of(made), sizes_by_name(made)
    names: list[tuple[object, ...]] = []
    for instance, index in indices_of(made):
        if instance == "acc":
            names.append(("host", digits(index, sizes, [2, 1, 0])))
        elif instance == "level-2":
            q = index.get("d0a", 0) * sizes.get("d0b", 1) + index.get("d0b", 0)
            names.append(("switch", 2, q, index.get("j", 0)))
        else:
            level = int(instance[-1])
            block = digits(index, sizes, [2, 1] if level == 0 else [2])
            names.append(("switch", level, block, digits(index, sizes, [0]) if level else 0))
    edges = {frozenset((names[a], names[b])) for a, b in graph.edges}
    assert edges == {frozenset(edge) for edge in zcube_partial(n).edges}
    assert {links for *_, links in graph.edges(data="n")} == {1}


@pytest.mark.parametrize(("n", "k"), [(2, 0), (4, 1), (2, 2), (3, 2), (17, 1)])
def test_that_a_dcell_is_built_from_smaller_ones(n: int, k: int) -> None:
    graph = graph_of(design("dcell", n=n, k=k))
    reference, hosts = dcell(n, k)
    names: dict[int, tuple[object, ...]] = dict(enumerate(hosts))
    found = [v for v, f in graph.nodes(data="family") if f == "accelerator"]
    assert found == list(range(len(hosts)))
    cells = [v for v in graph if v not in names]
    for at, switch in enumerate(cells):
        names[switch] = ("switch", *hosts[at * n][1:-1])
    edges = {frozenset((names[a], names[b])) for a, b in graph.edges}
    assert edges == {frozenset(edge) for edge in reference.edges}
    lengths = nx.single_source_shortest_path_length(graph, found[0])
    # A path through a switch is two cables but one step between servers.
    assert max(lengths[v] for v in found) <= 2 * (2 ** (k + 1) - 1)


@pytest.mark.parametrize(
    ("a", "x", "y", "radix"),
    [
        (1, 4, 4, 8), (2, 4, 4, 16), (2, 2, 8, 16), (3, 2, 2, 12), (4, 4, 2, 8), (2, 3, 5, 12),
        (2, 16, 16, 64), (4, 8, 8, 64),
    ],
)  # fmt: skip
def test_that_a_hammingmesh_is_boards_with_rows_and_columns(
    a: int, x: int, y: int, radix: int
) -> None:
    made = design("hammingmesh", a=a, x=x, y=y, radix=radix)
    graph, sizes = graph_of(made), sizes_by_name(made)

    def place(index: dict[str, int], board: str, line: str) -> int:
        names = (f"{board}-hi", f"{board}-lo", f"{line}-hi", f"{line}-lo")
        value = 0
        for name in names:
            value = value * sizes.get(name, 1) + index.get(name, 0)
        return value

    host_of = {
        vertex: ("host", place(index, "y", "v"), place(index, "x", "u"))
        for vertex, (instance, index) in enumerate(indices_of(made))
        if instance == "acc"
    }
    reference = hammingmesh(a, x, y, radix)
    between = {
        frozenset((host_of[i], host_of[j])) for i, j in graph.edges if {i, j} <= set(host_of)
    }
    assert between == {
        frozenset(edge) for edge in reference.edges if {v[0] for v in edge} == {"host"}
    }
    assert {ports_used(graph)[v] for v in host_of} == {4}
    switches = [v for v in graph if v not in host_of]
    assert max(ports_used(graph)[v] for v in switches) <= radix
    fits = [radix // (2 * boards) for boards in (x, y)]
    shares = [
        f if f <= lines and any(n % f == 0 or f % n == 0 for n in (a,)) and lines % f == 0 else 0
        for f, lines in zip((min(fits[0], a * y), min(fits[1], a * x)), (a * y, a * x), strict=True)
    ]
    if all(shares):
        found = Counter(
            frozenset((host_of[w], graph.edges[v, w]["n"]) for w in graph[v]) for v in switches
        )
        expected = Counter(
            frozenset((w, reference.edges[v, w]["n"]) for w in reference[v])
            for v in reference
            if v[0] != "host"
        )
        assert found == expected
    else:
        # Fewer rows share a switch where the number that fits divides neither board nor rows.
        assert len(switches) >= sum(1 for v in reference if v[0] != "host")


def test_that_long_rows_of_a_hammingmesh_meet_in_trees_of_switches() -> None:
    graph = graph_of(design("hammingmesh", a=2, x=16, y=4, radix=16))
    switches = [v for v, f in graph.nodes(data="family") if f == "switch"]
    # 8 rows of 32 ports: 4 leaves and 2 spines each; 32 columns of 8 ports: two share a switch.
    assert len(switches) == 8 * 6 + 16
    assert {ports_used(graph)[v] for v in switches} == {16}
    assert nx.is_connected(graph)


def test_that_planes_of_a_hammingmesh_multiply_switches_and_links() -> None:
    one = graph_of(design("hammingmesh", a=2, x=4, y=4, radix=16))
    four = graph_of(design("hammingmesh", a=2, x=4, y=4, radix=16, planes=4))
    n_switches = [sum(1 for _, f in g.nodes(data="family") if f == "switch") for g in (one, four)]
    assert n_switches[1] == 4 * n_switches[0]
    assert four.size(weight="n") == 4 * one.size(weight="n")


@given(st.integers(2, 20), st.integers(1, 3))
def test_that_ports_of_cubes_follow_from_the_size(n: int, k: int) -> None:
    if n**k > 3000:
        return
    for family in ("bcube", "zcube"):
        graph = graph_of(design(family, n=n, k=k))
        hosts = {v for v, f in graph.nodes(data="family") if f == "accelerator"}
        used = ports_used(graph)
        assert len(hosts) == n**k
        assert {used[v] for v in hosts} == {k}
        switch_ports = {used[v] for v in graph if v not in hosts}
        if family == "bcube" or k == 1:
            assert switch_ports == {n}
        else:
            assert switch_ports == ({2 * n} if k == 2 else {2 * n, 3 * n})
        assert len(graph) == n**k + k * n ** (k - 1)


@pytest.mark.parametrize(
    ("family", "texts", "message"),
    [
        ("bcube", {"n": "200", "k": "4"}, "more than 4,000,000; nearest legal: 44"),
        ("zcube", {"n": "4", "partial": "yes"}, "three levels; nearest legal: 3"),
        ("zcube", {"n": "5", "k": "3", "partial": "yes"}, "n must be even; nearest legal: 4, 6"),
        ("dcell", {"n": "60", "k": "3"}, "listed at most; nearest legal: 4"),
        ("hammingmesh", {"x": "40"}, "do not fill them; nearest legal: 32, 48"),
        ("hammingmesh", {"radix": "63"}, "nearest legal: 60, 64"),
        ("hammingmesh", {"x": "48"}, "half as many spines evenly"),
    ],
)
def test_that_cubes_and_meshes_that_do_not_exist_are_refused(
    family: str, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named(family).design(LIBRARY, texts)
    assert message in str(caught.value)
