"""Edges of graphs that are listed one by one; vertices are numbers from 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from designer.fabric.families.galois import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

Edge: TypeAlias = tuple[int, int]

N_POWER_STEPS: Final = 60
MAX_TRIES: Final = 100


def slim_fly_edges(q: int) -> list[Edge]:
    """Return the McKay-Miller-Siran graph.

    Parameters
    ----------
    q
        A prime power of the form 4w - 1, 4w or 4w + 1. [1]

    Returns
    -------
    list[Edge]
        Edges between 2 q² vertices: (0, x, y) is x q + y, (1, m, c) is q² + m q + c.

    Notes
    -----
    Besta and Hoefler, Slim Fly, SC14, arXiv:1912.08968, section II.
    """
    field = Field(q)
    delta = (0, 1, 0, -1)[q % 4]
    powers = field.powers(q if delta == 0 else q - 1)
    if delta == -1:
        w = (q + 1) // 4
        first = [
            powers[i % (q - 1)] for i in (*range(0, 2 * w, 2), *range(2 * w - 1, 4 * w - 2, 2))
        ]
        other = [powers[i % (q - 1)] for i in (*range(1, 2 * w, 2), *range(2 * w, 4 * w - 1, 2))]
    else:
        first, other = powers[0::2], powers[1::2]
    steps = ((0, set(first)), (q * q, set(other)))
    inside = [
        (base + x * q + y, base + x * q + z)
        for base, generators in steps
        for x in range(q)
        for y in range(q)
        for z in range(y + 1, q)
        if field.subtract(z, y) in generators
    ]
    across = [
        (x * q + field.add(field.multiply(m, x), c), q * q + m * q + c)
        for x in range(q)
        for m in range(q)
        for c in range(q)
    ]
    return inside + across


def polarfly_edges(q: int) -> list[Edge]:
    """Return the polarity graph of the projective plane over GF(q), without loops.

    Parameters
    ----------
    q
        A prime power. [1]

    Returns
    -------
    list[Edge]
        Edges between q² + q + 1 points: (1, a, b) is a q + b, (0, 1, b) is q² + b, then (0, 0, 1).
    """
    field = Field(q)
    points = [(1, a, b) for a in range(q) for b in range(q)]
    points += [(0, 1, b) for b in range(q)] + [(0, 0, 1)]
    number = {point: i for i, point in enumerate(points)}
    inverse = {x: y for x in range(1, q) for y in range(1, q) if field.multiply(x, y) == 1}
    found: list[Edge] = []
    for point, i in number.items():
        for other in _orthogonal(field, point, inverse):
            j = number[other]
            if i < j:
                found.append((i, j))
    return found


def _orthogonal(
    field: Field, point: tuple[int, int, int], inverse: dict[int, int]
) -> Iterable[tuple[int, int, int]]:
    # The q + 1 normalised points whose dot product with this one is 0.
    u, v, w = point
    for a in range(field.q):
        rest = field.subtract(0, field.add(u, field.multiply(v, a)))
        if w:
            yield (1, a, field.multiply(rest, inverse[w]))
        elif rest == 0:
            yield from ((1, a, b) for b in range(field.q))
    if w:
        yield (0, 1, field.multiply(field.subtract(0, v), inverse[w]))
    elif v == 0:
        yield from ((0, 1, b) for b in range(field.q))
    if w == 0:
        yield (0, 0, 1)


def jellyfish_edges(n: int, degree: int, random: Random) -> list[Edge]:
    """Return a random regular simple graph.

    Parameters
    ----------
    n, degree
        Vertices and links of each, ``n * degree`` even and ``degree`` below ``n``. [1]
    random
        Source of chance; the same state gives the same graph.

    Returns
    -------
    list[Edge]
        Edges with the smaller vertex first.

    Notes
    -----
    Free ports are paired at random; when no pair is left that is not linked yet, a random link
    that does not touch a vertex with free ports gives way to two.
    """
    free = [degree] * n
    linked: list[set[int]] = [set() for _ in range(n)]
    waiting = [v for v in range(n) for _ in range(degree)]
    random.shuffle(waiting)
    left: list[int] = []
    while waiting:
        a = waiting.pop()
        if not waiting:
            left.append(a)
            break
        for _ in range(MAX_TRIES):
            at = random.randrange(len(waiting))
            b = waiting[at]
            if b != a and b not in linked[a]:
                waiting[at] = waiting[-1]
                waiting.pop()
                _join(linked, free, a, b)
                break
        else:
            left.append(a)
    _use_up(n, linked, left, random)
    return sorted((a, b) for a in range(n) for b in linked[a] if a < b)


def _join(linked: list[set[int]], free: list[int], a: int, b: int) -> None:
    linked[a].add(b)
    linked[b].add(a)
    free[a] -= 1
    free[b] -= 1


def _use_up(n: int, linked: list[set[int]], left: list[int], random: Random) -> None:
    # Give the ports that found no partner one: take a link (x, y) away and join both ends.
    while len(left) > 1:
        a, b = left.pop(), left.pop()
        while True:
            x = random.randrange(n)
            y = random.choice(sorted(linked[x])) if linked[x] else x
            if len({a, x}) + len({b, y}) == 4 and x not in linked[a] and y not in linked[b]:
                break
        linked[x].discard(y)
        linked[y].discard(x)
        for one, other in ((a, x), (b, y)):
            linked[one].add(other)
            linked[other].add(one)


def is_connected(n: int, edges: Sequence[Edge]) -> bool:
    """Return whether a graph is in one piece.

    Parameters
    ----------
    n
        Vertices. [1]
    edges
        Edges.

    Returns
    -------
    bool
        Whether every vertex is reached from the first.
    """
    linked: list[list[int]] = [[] for _ in range(n)]
    for a, b in edges:
        linked[a].append(b)
        linked[b].append(a)
    seen, pending = {0}, [0]
    while pending:
        for other in linked[pending.pop()]:
            if other not in seen:
                seen.add(other)
                pending.append(other)
    return len(seen) == n


def xpander_edges(degree: int, lift: int, random: Random) -> list[Edge]:
    """Return a random lift of the full mesh of ``degree + 1`` vertices.

    Parameters
    ----------
    degree, lift
        Links of each vertex, and vertices of each of the ``degree + 1`` groups. [1]
    random
        Source of chance.

    Returns
    -------
    list[Edge]
        A random perfect matching between each pair of groups.
    """
    found: list[Edge] = []
    for a in range(degree + 1):
        for b in range(a + 1, degree + 1):
            partner = list(range(lift))
            random.shuffle(partner)
            found += [(a * lift + i, b * lift + j) for i, j in enumerate(partner)]
    return found


def spectral_gap(n: int, edges: Sequence[Edge]) -> float:
    """Return an estimate of the spectral gap of a regular graph, for comparing draws.

    Parameters
    ----------
    n
        Vertices. [1]
    edges
        Edges.

    Returns
    -------
    float
        Degree minus the second largest adjacency eigenvalue, by power iteration. [1]
    """
    degree = 2 * len(edges) / n
    vector = [((i * 2_654_435_761) % 1_000_003) / 1_000_003 for i in range(n)]
    value = 0.0
    for _ in range(N_POWER_STEPS):
        mean = sum(vector) / n
        vector = [x - mean for x in vector]
        norm = sum(x * x for x in vector) ** 0.5
        if norm == 0.0:
            return degree
        vector = [x / norm for x in vector]
        # Shifted by the degree, so that the largest eigenvalue is found and not the smallest.
        after = [degree * x for x in vector]
        for a, b in edges:
            after[a] += vector[b]
            after[b] += vector[a]
        value = sum(x * y for x, y in zip(vector, after, strict=True)) - degree
        vector = after
    return degree - value
