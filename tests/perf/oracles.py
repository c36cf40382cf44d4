"""Benchmark against the tools that one would take otherwise: ``python -m tests.perf.oracles``.

Ours is every number of the network, from the document on: class graph, fold, throughput ideal and
over shortest paths, worst case, bisection, hops and link loads. Theirs is one number of the same
graph, expanded before the clock starts: the whole concurrent-flow program by HiGHS, an edge
betweenness by igraph or networkx, a bisection by the Kernighan-Lin of networkx. Both are processor
time of one process with one thread.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from designer.evaluate.network import evaluate_fabric
from designer.fabric.families.registry import family_named
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.workbench.opening import shipped_library
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.perf.full_program import full_program, solved

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph

SAME = 1e-7
"""Largest relative difference between our rate and that of the whole program."""


class Case(NamedTuple):
    """A fabric and the least ratio that is aimed at; ``None`` for a row that is only told."""

    name: str
    family: str
    texts: dict[str, str]
    wanted: float | None


PROGRAMS = (
    Case("fat tree, k = 8", "fat-tree", {"radix": "8", "node_size": "4"}, 500),
    Case(
        "rail, three tiers", "rail-optimised", {"nodes": "32", "radix": "8", "node_size": "4"}, 1000
    ),
    Case("rail, two tiers", "rail-optimised", {"nodes": "16", "radix": "16"}, None),
    Case("torus 6 x 6 x 4", "torus", {"shape": "6x6x4"}, 3000),
)
TREES = (
    Case("fat tree, k = 16", "fat-tree", {"radix": "16"}, 10),
    Case("fat tree, k = 32", "fat-tree", {"radix": "32"}, 150),
    Case("fat tree, k = 48", "fat-tree", {"radix": "48"}, 4000),
)
NX_BETWEENNESS_RATIO, NX_HALVES_RATIO = 700, 400


def _design(case: Case, library: CatalogLibrary) -> Design:
    return family_named(case.family).design(library, case.texts)


def all_numbers(design: Design) -> FabricNumbers:
    """Return every number of the network of a design, nothing remembered."""
    return evaluate_fabric(build_class_graph(design), FabricId(design.fabrics[0].id))


def expanded(design: Design) -> PlainGraph:
    """Return the fabric of a design vertex by vertex."""
    return plain_graph(build_class_graph(design), str(design.fabrics[0].id))


def seconds(action: Callable[[], object], n_runs: int = 1) -> float:
    """Return the median processor time of an action."""
    times: list[float] = []
    for _ in range(n_runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _ours_s(design: Design) -> float:
    all_numbers(design)
    return seconds(lambda: all_numbers(design), 25)


def _row(name: str, n: int, ours_s: float, theirs_s: float, wanted: float | None) -> str:
    ratio = theirs_s / ours_s
    aim = "" if wanted is None else f"  aim {wanted:,.0f}: {'met' if ratio >= wanted else 'MISSED'}"
    return (
        f"  {name:22s}{n:>8,}{ours_s * 1e3:10.2f} ms{theirs_s * 1e3:14,.1f} ms{ratio:12,.0f} x{aim}"
    )


def _known(estimate: Estimate | None) -> float:
    assert estimate is not None
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.high - estimate.low <= 1e-9 * estimate.high, "not exact"
    return estimate.value


def print_programs(library: CatalogLibrary) -> None:
    """Print our numbers against the whole concurrent-flow program."""
    print("G2: all our numbers against the whole program (HiGHS, interior point, no crossover)")
    for case in PROGRAMS:
        design = _design(case, library)
        graph = expanded(design)
        program = full_program(graph)
        start = time.process_time()
        rate = solved(program)
        theirs_s = time.process_time() - start
        largest = max(capacity for *_, capacity in graph.links) * UNIT_BYTES_PER_S
        own = _known(all_numbers(design).throughput_all_to_all_bytes_per_s)
        difference = abs(rate * largest / own - 1)
        assert difference <= SAME, f"{case.name}: {difference:.1e} away from the whole program"
        row = _row(case.name, len(graph.endpoints), _ours_s(design), theirs_s, case.wanted)
        n_variables = program.matrix.shape[1]
        print(f"{row}  ({n_variables:,} variables, difference {difference:.0e})", flush=True)


def print_betweenness(library: CatalogLibrary) -> None:
    """Print our numbers against one edge betweenness by igraph."""
    import igraph

    print("G3: all our numbers against one edge betweenness (igraph)")
    for case in TREES:
        design = _design(case, library)
        graph = expanded(design)
        theirs = igraph.Graph(n=graph.n, edges=[link[:2] for link in graph.links])
        theirs_s = seconds(theirs.edge_betweenness)
        print(
            _row(case.name, len(graph.endpoints), _ours_s(design), theirs_s, case.wanted),
            flush=True,
        )


def print_networkx(library: CatalogLibrary) -> None:
    """Print our numbers against edge betweenness and Kernighan-Lin by networkx."""
    print("G4: all our numbers against networkx")
    small, large = _design(TREES[0], library), _design(TREES[-1], library)
    tree = expanded(small)
    whole, n_small = _nx(tree), len(tree.endpoints)
    theirs_s = seconds(lambda: nx.edge_betweenness_centrality(whole))
    print(
        _row("edge betweenness", n_small, _ours_s(small), theirs_s, NX_BETWEENNESS_RATIO),
        flush=True,
    )
    graph = expanded(large)
    large_tree = _nx(graph)
    halves: list[tuple[set[int], set[int]]] = []
    theirs_s = seconds(
        lambda: halves.append(nx.community.kernighan_lin_bisection(large_tree, seed=1))
    )
    n_large = len(graph.endpoints)
    print(_row("Kernighan-Lin", n_large, _ours_s(large), theirs_s, NX_HALVES_RATIO))
    ends = set(graph.endpoints)
    one, other = ((len(ends & side)) for side in halves[0])
    cut = sum(c for a, b, c in graph.links if (a in halves[0][0]) != (b in halves[0][0]))
    own = _known(all_numbers(large).bisection_bytes_per_s) / UNIT_BYTES_PER_S
    print(f"    its halves have {one:,} and {other:,} endpoints and cut {cut:,.0f} GB/s")
    print(f"    ours have {n_large // 2:,} each and cut {own:,.0f} GB/s, proved least")
    assert own <= cut * (1 + 1e-9) or one != other


def _nx(graph: PlainGraph) -> nx.Graph[int]:
    found: nx.Graph[int] = nx.Graph()
    found.add_nodes_from(range(graph.n))
    found.add_edges_from(link[:2] for link in graph.links)
    return found


def print_oracles() -> None:
    """Print all tables."""
    library = shipped_library()
    print_programs(library)
    print_betweenness(library)
    print_networkx(library)


if __name__ == "__main__":
    print_oracles()
    sys.exit(0)
