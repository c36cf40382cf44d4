"""What is left of a fabric for its least half cut once everything that follows is taken away.

Switches with one or two neighbours, endpoints that hang on one vertex, and switches and endpoints
that only meet vertices whose sides are known are placed best by a glance at their neighbours. What
is left falls into classes of twins: vertices that may be exchanged, so that a cut is a number of
each class (``docs/methods/bisection.md``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.topology.sparse import Network

Row: TypeAlias = "dict[int, int]"
"""Capacity to each neighbour, in units of the kernel."""


class Twins(NamedTuple):
    """Vertices that may be exchanged.

    Attributes
    ----------
    members
        The vertices.
    weight
        Endpoints that each is. [1]
    hosts
        Capacities of the endpoints that hang on each, ascending.
    within
        Capacity of the link between two members, 0 without.
    """

    members: tuple[int, ...]
    weight: int
    hosts: tuple[int, ...]
    within: int


class Placed(NamedTuple):
    """A vertex that is placed once its neighbours are."""

    vertex_ix: int
    row: Row


@dataclass(frozen=True)
class CutKernel:
    """The classes of twins of a network.

    Attributes
    ----------
    counted
        Classes whose numbers on the first side say everything else.
    free
        Classes that meet counted ones alone, and hold no other endpoints.
    rows
        Capacity between one member of a class and one of a counted class, by both classes;
        first the counted, then the free ones.
    hosts
        Endpoints that hang on a vertex, by the vertex.
    placed
        Switches taken away before, the first last placed.
    unit_bytes_per_s
        What a capacity of 1 stands for. [byte/s]
    n_half
        Endpoints of the first side. [1]
    """

    counted: tuple[Twins, ...]
    free: tuple[Twins, ...]
    rows: tuple[Row, ...]
    hosts: dict[int, list[tuple[int, int]]]
    placed: tuple[Placed, ...]
    unit_bytes_per_s: int
    n_half: int

    @property
    def n_choices(self) -> int:
        """Ways to choose how many of each counted class are on the first side [1]."""
        return math.prod(len(one.members) + 1 for one in self.counted)


def cut_kernel(network: Network) -> CutKernel:
    """Return the kernel of a network.

    Parameters
    ----------
    network
        The network; every vertex holds one endpoint at most.

    Returns
    -------
    CutKernel
        Its classes of twins.
    """
    capacity = network.capacity_bytes_per_s.tolist()
    unit = math.gcd(*capacity) or 1
    rows: dict[int, Row] = {v: {} for v in range(network.n_vertices)}
    for a, b, c in zip(network.a_ix.tolist(), network.b_ix.tolist(), capacity, strict=True):
        rows[a][b] = rows[b][a] = c // unit
    weight = network.weight.tolist()
    placed = _without_thin_switches(rows, weight)
    hosts: dict[int, list[tuple[int, int]]] = {}
    for v in [v for v, row in rows.items() if weight[v] and len(row) == 1]:
        if len(rows[v]) == 1:
            ((head, c),) = rows.pop(v).items()
            del rows[head][v]
            hosts.setdefault(head, []).append((c, v))
    for own in hosts.values():
        own.sort()
    classes = _twins(rows, weight, hosts)
    class_of = {v: ix for ix, one in enumerate(classes) for v in one.members}
    between = [{class_of[u]: c for u, c in rows[one.members[0]].items()} for one in classes]
    free = _most_free(classes, between)
    order = [ix for ix in range(len(classes)) if ix not in free] + sorted(free)
    place = {old: new for new, old in enumerate(order)}
    return CutKernel(
        tuple(classes[ix] for ix in order if ix not in free),
        tuple(classes[ix] for ix in order if ix in free),
        tuple({place[k]: c for k, c in between[ix].items()} for ix in order),
        hosts,
        tuple(placed),
        unit,
        network.n_endpoints // 2,
    )


def _without_thin_switches(rows: dict[int, Row], weight: list[int]) -> list[Placed]:
    # Takes out switches with no, one or two neighbours: a least cut parts one from its two
    # neighbours at most at its thinner link.
    placed: list[Placed] = []
    pending = [v for v in rows if not weight[v]]
    while pending:
        v = pending.pop()
        if v not in rows or len(rows[v]) > 2:
            continue
        row = rows.pop(v)
        placed.append(Placed(v, row))
        for u in row:
            del rows[u][v]
        if len(row) == 2:
            a, b = row
            rows[a][b] = rows[b][a] = rows[a].get(b, 0) + min(row.values())
        pending += [u for u in row if not weight[u]]
    return placed


def _twins(
    rows: dict[int, Row], weight: list[int], hosts: dict[int, list[tuple[int, int]]]
) -> list[Twins]:
    kind = {v: (weight[v], tuple(c for c, _ in hosts.get(v, ()))) for v in rows}
    found: list[Twins] = []
    taken: set[int] = set()
    apart: dict[object, list[int]] = {}
    linked: dict[object, list[int]] = {}
    for v, row in rows.items():
        apart.setdefault((kind[v], frozenset(row.items())), []).append(v)
        for c in set(row.values()):
            key = (kind[v], c, frozenset([*row.items(), (v, c)]))
            linked.setdefault(key, []).append(v)
    groups = [(own, 0) for own in apart.values() if len(own) > 1]
    groups += [(own, rows[own[0]][own[1]]) for own in linked.values() if len(own) > 1]
    for own, within in sorted(groups, key=lambda group: -len(group[0])):
        if not taken & set(own):
            taken |= set(own)
            found.append(Twins(tuple(own), *kind[own[0]], within))
    found += [Twins((v,), *kind[v], 0) for v in rows if v not in taken]
    return found


def _most_free(classes: list[Twins], between: list[Row]) -> set[int]:
    # Classes without links among each other whose counts need not be tried; those that spare most.
    able = [ix for ix, one in enumerate(classes) if not one.hosts and not one.within]
    spared = {ix: math.log(len(classes[ix].members) + 1) for ix in able}

    def chosen(order: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for ix in order:
            if not found & between[ix].keys():
                found.add(ix)
        return found

    def crowd(ix: int) -> float:
        return sum(spared.get(other, 0.0) for other in between[ix]) - spared[ix]

    tries = [
        chosen(sorted(able, key=lambda ix: (classes[ix].weight, -spared[ix]))),
        chosen(sorted(able, key=lambda ix: (-classes[ix].weight, -spared[ix]))),
        chosen(sorted(able, key=crowd)),
    ]
    return max(tries, key=lambda found: sum(spared[ix] for ix in found))
