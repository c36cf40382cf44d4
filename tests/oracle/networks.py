"""Small graphs as plain lists and as networks: tori, dragonflies, random regular, broken Clos."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from designer.topology.sparse import make_network
from tests.oracle.reference import PlainGraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.topology.sparse import Network

UNIT = 10**9


def network_of(graph: PlainGraph) -> Network:
    """Return a plain graph as a network with capacities in units of 1e9 byte/s."""
    weight = np.zeros(graph.n, dtype=np.int64)
    weight[list(graph.endpoints)] = 1
    ends = np.array([link[:2] for link in graph.links], dtype=np.int64).reshape(-1, 2)
    capacity = np.array([round(c * UNIT) for *_, c in graph.links], dtype=np.int64)
    return make_network(weight, (ends[:, 0], ends[:, 1]), capacity)


def without_links(graph: PlainGraph, n: int, seed: int) -> PlainGraph:
    """Return a graph with some links taken out that leave it connected."""
    links = list(graph.links)
    rng = Random(seed)  # noqa: S311 - the same graph in every run
    while n:
        at = rng.randrange(len(links))
        rest = links[:at] + links[at + 1 :]
        if is_connected(graph.n, rest):
            links, n = rest, n - 1
    return PlainGraph(graph.n, tuple(links), graph.endpoints)


def is_connected(n: int, links: Sequence[tuple[int, int, float]]) -> bool:
    """Whether all vertices hang together."""
    seen, todo = {0}, [0]
    while todo:
        v = todo.pop()
        found = {b for a, b, _ in links if a == v} | {a for a, b, _ in links if b == v}
        todo += found - seen
        seen |= found
    return len(seen) == n


def torus(*sizes: int) -> PlainGraph:
    """Return a torus whose vertices are endpoints."""
    places = list(product(*(range(s) for s in sizes)))
    number = {p: ix for ix, p in enumerate(places)}
    links = {
        tuple(sorted((number[p], number[(*p[:d], (p[d] + 1) % s, *p[d + 1 :])])))
        for p in places
        for d, s in enumerate(sizes)
        if s > 1
    }
    return PlainGraph(
        len(places), tuple((a, b, 1.0) for a, b in sorted(links)), tuple(range(len(places)))
    )


def dragonfly(n_switches: int, n_global: int, n_hosts: int = 0) -> PlainGraph:
    """Return a dragonfly in palm-tree arrangement; without hosts its switches are endpoints."""
    n_groups = n_switches * n_global + 1
    links = {
        (g * n_switches + q, g * n_switches + r)
        for g in range(n_groups)
        for r in range(n_switches)
        for q in range(r)
    }
    for g, r, k in product(range(n_groups), range(n_switches), range(n_global)):
        step = r * n_global + k + 1
        other = (g + step) % n_groups * n_switches + (n_groups - step - 1) // n_global
        links.add(tuple(sorted((g * n_switches + r, other))))  # type: ignore[arg-type]
    n = n_groups * n_switches
    hosts = [(s, n + s * n_hosts + h, 1.0) for s in range(n) for h in range(n_hosts)]
    ends = tuple(range(n, n + n * n_hosts)) if n_hosts else tuple(range(n))
    return PlainGraph(n + n * n_hosts, (*((a, b, 1.0) for a, b in sorted(links)), *hosts), ends)


def random_regular(degree: int, n: int, seed: int) -> PlainGraph:
    """Return a random regular graph whose vertices are endpoints."""
    rng = Random(seed)  # noqa: S311 - the same graph in every run
    while True:
        stubs = [v for v in range(n) for _ in range(degree)]
        rng.shuffle(stubs)
        links = {tuple(sorted(stubs[i : i + 2])) for i in range(0, len(stubs), 2)}
        plain = [(a, b, 1.0) for a, b in sorted(links) if a != b]
        if len(plain) == n * degree // 2 and is_connected(n, plain):
            return PlainGraph(n, tuple(plain), tuple(range(n)))


def fat_tree(k: int) -> PlainGraph:
    """Return a three-tier fat tree of switches with k ports, hosts included."""
    h = k // 2
    n_switches = k * k + h * h
    links = [(p * k + i, p * k + h + j, 1.0) for p in range(k) for i in range(h) for j in range(h)]
    links += [
        (p * k + h + j, k * k + j * h + i, 1.0)
        for p in range(k)
        for j in range(h)
        for i in range(h)
    ]
    leaves = [p * k + i for p in range(k) for i in range(h)]
    hosts = [
        (leaf, n_switches + at * h + x, 1.0) for at, leaf in enumerate(leaves) for x in range(h)
    ]
    n = n_switches + len(hosts)
    return PlainGraph(n, (*links, *hosts), tuple(range(n_switches, n)))


def leaf_spine(n_leaves: int, n_spines: int, n_hosts: int, uplink: float = 1.0) -> PlainGraph:
    """Return a leaf-spine network, hosts included."""
    n = n_leaves + n_spines
    links = [(i, n_leaves + j, uplink) for i in range(n_leaves) for j in range(n_spines)]
    hosts = [(i, n + i * n_hosts + x, 1.0) for i in range(n_leaves) for x in range(n_hosts)]
    return PlainGraph(n + len(hosts), (*links, *hosts), tuple(range(n, n + len(hosts))))


def random_graph(seed: int) -> PlainGraph:
    """Return a connected graph of endpoints, switches, tails, twins and unlike capacities."""
    rng = Random(seed)  # noqa: S311 - the same graph in every run
    n = rng.randrange(5, 12)
    links = {tuple(sorted((v, rng.randrange(v)))) for v in range(1, n)}
    links |= {tuple(sorted(rng.sample(range(n), 2))) for _ in range(rng.randrange(8))}
    plain = [(a, b, rng.choice([0.5, 1.0, 1.0, 2.0])) for a, b in sorted(links)]
    for _ in range(rng.randrange(3)):
        # A twin: a vertex with the same neighbours and capacities.
        v = rng.randrange(n)
        plain += [(b if a == v else a, n, c) for a, b, c in list(plain) if v in {a, b}]
        n += 1
    ends = [v for v in range(n) if rng.random() < 0.6]
    return PlainGraph(n, tuple(plain), tuple(ends) if len(ends) > 1 else (0, 1))
