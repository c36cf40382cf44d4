"""Benchmark of fabrics that do not fold, in units of one igraph edge betweenness."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from designer.catalog.loader import load_library
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.evaluate.routing_problem import routing_problem
from designer.evaluate.soft_routing import soft_routing
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.topology.reduce import reduced
from designer.topology.refine import marked, orbits_under
from designer.topology.sparse import make_network
from tests.oracle.networks import fat_tree, network_of, random_regular
from tests.oracle.reference import PlainGraph

if TYPE_CHECKING:
    from designer.topology.sparse import Network


def broken_clos(k: int, share: float) -> Network:
    """Return a fat tree that has lost a share of the links between its switches."""
    graph = fat_tree(k)
    rng = Random(1)  # noqa: S311 - the same graph in every run
    n_switches = k * k + k * k // 4
    links = tuple(x for x in graph.links if x[1] >= n_switches or rng.random() >= share)
    return network_of(PlainGraph(graph.n, links, graph.endpoints))


def large_dragonfly(n_switches: int) -> tuple[Network, int]:
    """Return a balanced palm-tree dragonfly by its switches, and its groups."""
    a, h = n_switches, n_switches // 2
    n_groups = a * h + 1
    group = np.arange(n_groups)
    q, r = np.triu_indices(a, 1)
    step = np.arange(1, a * h + 1)
    near = np.repeat(group, a * h) * a + np.tile((step - 1) // h, n_groups)
    far = (np.repeat(group, a * h) + np.tile(step, n_groups)) % n_groups * a
    far += np.tile((n_groups - step - 1) // h, n_groups)
    kept = near < far
    ends = (
        np.concatenate([(group[:, None] * a + q).ravel(), near[kept]]),
        np.concatenate([(group[:, None] * a + r).ravel(), far[kept]]),
    )
    weight = np.full(n_groups * a, h, dtype=np.int64)
    return make_network(weight, ends, np.full(len(ends[0]), 50 * 10**9, dtype=np.int64)), n_groups


def unit_s(network: Network) -> float:
    """Return the processor time of one edge betweenness among the switches."""
    import igraph

    is_switch = (network.weight == 0) | (np.diff(network.arcs.start) > 1)
    place = np.cumsum(is_switch) - 1
    links = is_switch[network.a_ix] & is_switch[network.b_ix]
    pairs = zip(
        place[network.a_ix[links]].tolist(), place[network.b_ix[links]].tolist(), strict=True
    )
    graph = igraph.Graph(n=int(is_switch.sum()), edges=list(pairs))
    start = time.thread_time()
    graph.edge_betweenness()
    return time.thread_time() - start


def gaps(network: Network, n_passes: int, shift: int = 0) -> list[tuple[float, float]]:
    """Return gap and processor time after each pass of soft routing."""
    start = time.thread_time()
    instance = reduced(network, keeps_distances=True)
    group = None
    if shift:
        n = instance.network.n_vertices
        group = orbits_under(marked(instance.network), [(np.arange(n) + shift) % n])
    problem = routing_problem(instance, group)
    pairs = instance.demand_pairs
    local = instance.network.degree_bytes_per_s[pairs > 0] / pairs[pairs > 0]
    cap = np.inf if instance.cap_bytes_per_s is None else float(instance.cap_bytes_per_s)
    found: list[tuple[float, float]] = []
    for one in soft_routing(problem, min(cap, float(local.min())), lambda: False):
        low = min(one.low_bytes_per_s, cap)
        found.append((1 - low / one.high_bytes_per_s, time.thread_time() - start))
        if len(found) >= n_passes or found[-1][0] <= 1e-3:
            break
    return found


def print_first_bound() -> None:
    """Print when the 5,000 switches of a random fabric have their first certain lower bound."""
    library = load_library(catalogs_dir())
    values = {"switches": "5000", "degree": "16", "hosts": "8"}
    design = family_named("jellyfish").design(library, values)
    graph = build_class_graph(design)
    start = time.thread_time()
    for found in flat_numbers(flat_fabric(graph, design.fabrics[0].id), lambda: False):
        rate = found.throughput_all_to_all_bytes_per_s
        if rate is not None and rate.low is not None and rate.high is not None:
            share = rate.low / rate.high
            print(f"random regular, n = 5,000: lower bound {share:.0%} of the upper one", end="")
            print(f" after {time.thread_time() - start:.1f} s ({rate.method})")
            return


def print_irregular() -> None:
    """Print the table."""
    print_first_bound()
    gaps(network_of(random_regular(3, 20, 1)), 1)
    for name, network, n_passes, wanted in (
        ("Clos of 3,456, 1 % failed", broken_clos(24, 0.01), 8, ((0.02, 4),)),
        ("random regular, n = 1,000", _regular_16(), 10, ((0.11, 8), (0.03, 15))),
    ):
        unit = unit_s(network)
        found = gaps(network, n_passes)
        print(f"{name:28s} unit {unit * 1e3:.0f} ms:", end="")
        for gap, seconds in found:
            print(f" {gap:.2%} at {seconds / unit:.1f}", end="")
        print()
        for goal, units in wanted:
            reached = min((s / unit for g, s in found if g <= goal), default=np.inf)
            print(f"    {goal:.0%} within {units} units: {reached:.1f}")
    network, n_groups = large_dragonfly(48)
    print(f"dragonfly of {network.n_endpoints:,}, {n_groups:,} groups:", end="")
    for gap, seconds in gaps(network, 3, shift=48):
        print(f" {gap:.1%} at {seconds:.1f} s", end="", flush=True)
    print()


def _regular_16() -> Network:
    # Circulant steps drawn at random, rewired: pairs of links swap ends.
    rng = Random(1)  # noqa: S311 - the same graph in every run
    n = 1000
    links = [(v, (v + d) % n) for v in range(n) for d in range(1, 9)]
    present = {frozenset(x) for x in links}
    for _ in range(20 * len(links)):
        i, j = rng.randrange(len(links)), rng.randrange(len(links))
        (a, b), (c, d) = links[i], links[j]
        if len({a, b, c, d}) < 4 or frozenset((a, d)) in present or frozenset((c, b)) in present:
            continue
        present -= {frozenset((a, b)), frozenset((c, d))}
        present |= {frozenset((a, d)), frozenset((c, b))}
        links[i], links[j] = (a, d), (c, b)
    plain = tuple((min(x), max(x), 1.0) for x in links)
    return network_of(PlainGraph(n, plain, tuple(range(n))))
