"""The bisection of fabrics whose endpoints hang on heads: switches that all have as many.

If every endpoint has its links to one head (in every plane), a cut that has the heads *S* and *K*
endpoints on its first side parts at least ``|h |S| - K|`` endpoints from their head, and no more
are needed. What remains is a question about heads alone: the least cut around *n* of them. Where
heads are joined over switches that each serve all of them, or as a clique or a product of cliques
with equal links (Lindsey), that is known for every *n*, so the bisection is a least value over
*n*, also for odd counts, which linear programs leave open (``docs/methods/bisection.md``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.topology.space import AxisKind, Pair
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.topology.fold import BaseFold, IntArray
    from designer.topology.space import FabricSpace

MAX_HEADS: Final = 100_000
"""Most heads of a plane whose counts are tried one by one."""
HEAD_METHOD: Final = worded(
    "theorem for endpoints that hang on heads, and least structural half split"
)
"""How a bisection that the theorem closes was computed."""


class _Heads(NamedTuple):
    """The heads of one plane: how many, endpoints and links of each, and how they are joined.

    Attributes
    ----------
    n_planes, n_heads, n_hosts
        Planes; heads of a plane; endpoints of a head. [1]
    access_bytes_per_s
        Links of one endpoint to its head. [byte/s]
    core_bytes_per_s
        Links of one head to switches that serve all heads alike. [byte/s]
    clique_sizes, clique_bytes_per_s
        Sizes of the cliques whose product the heads form, and capacity of a link; empty without.
    """

    n_planes: int
    n_heads: int
    n_hosts: int
    access_bytes_per_s: int
    core_bytes_per_s: int
    clique_sizes: tuple[int, ...]
    clique_bytes_per_s: int


def head_bisection(base: BaseFold) -> int | None:
    """Return a lower bound on the bisection of an intact fabric whose endpoints hang on heads.

    Parameters
    ----------
    base
        Base fold.

    Returns
    -------
    int | None
        Bound, one direction; ``None`` if the theorem does not apply. [byte/s]

    Notes
    -----
    **Exactness**: in whole numbers; the bisection itself where there is one plane, or the same
    endpoints share a head in every plane. Conditions are read off the rules and the fold.
    """
    heads = _heads(base)
    if heads is None or heads.n_heads > MAX_HEADS:
        return None
    n_half = heads.n_heads * heads.n_hosts // 2
    best: int | None = None
    links = _clique_cuts(heads.clique_sizes, heads.n_heads)
    for n in range(heads.n_heads + 1):
        cut = int(links[n]) * heads.clique_bytes_per_s
        cut += min(n, heads.n_heads - n) * heads.core_bytes_per_s
        cut += abs(n * heads.n_hosts - n_half) * heads.access_bytes_per_s
        best = cut if best is None else min(best, cut)
    return None if best is None else heads.n_planes * best


def _clique_cuts(sizes: tuple[int, ...], n_heads: int) -> IntArray:
    # Links around the first n vertices in lexicographic order, the largest clique running
    # fastest: the fewest around any n (Lindsey). (n_heads + 1,)
    inner = np.zeros(1, dtype=np.int64)
    count = 1
    for size in sorted(sizes, reverse=True):
        n = np.arange(count * size + 1)
        q, t = n // count, n % count
        inner = (
            q * int(inner[-1])
            + np.where(t > 0, inner[t], 0)
            + t * (q + 1) * q // 2
            + (count - t) * q * (q - 1) // 2
        )
        count *= size
    if not sizes:
        return np.zeros(n_heads + 1, dtype=np.int64)
    degree = sum(size - 1 for size in sizes)
    found: IntArray = np.arange(count + 1) * degree - 2 * inner
    return found


def _heads(base: BaseFold) -> _Heads | None:
    space, fold = base.space, base.fold
    if space.boxes or space.cuts or space.named or int(base.is_endpoint.sum()) != 1:
        return None
    end = int(np.flatnonzero(base.is_endpoint)[0])
    out = [
        (int(b), int(d), int(o))
        for a, b, d, o in zip(
            fold.arc_from_ix, fold.arc_to_ix, fold.arc_degree, fold.arc_orbit_ix, strict=True
        )
        if a == end
    ]
    if len(out) != 1 or out[0][0] == end:
        return None
    head, n_planes, orbit = out[0]
    if n_planes > 1 and not _has_planes(space, n_planes):
        return None
    n_heads = int(fold.cell_size[head]) // n_planes
    n_hosts, rest = divmod(int(fold.cell_size[end]), n_heads)
    if rest:
        return None
    joined = _joined(base, head, end, n_heads)
    if joined is None:
        return None
    core, sizes, clique = joined
    access = int(base.orbits.unit_bytes_per_s[orbit])
    return _Heads(n_planes, n_heads, n_hosts, access, core, sizes, clique)


def _has_planes(space: FabricSpace, n_planes: int) -> bool:
    # Whether there is an axis of that size that endpoints do not have, that every switch has one
    # dimension of, and that every link between switches keeps: its indices are planes without
    # common switches.
    ends = {kind.type_ix for kind in space.kinds if kind.is_endpoint}
    among = [
        rule
        for rule in space.rules
        if not {space.kinds[ix].type_ix for ix in (rule.a_kind_ix, rule.b_kind_ix)} & ends
    ]
    for axis, kind in enumerate(space.axis_kinds):
        dims = {d for d, own in enumerate(space.axis_of) if own == axis}
        n_own = [len(dims.intersection(t.dim_ixs)) for t in space.types]
        is_fit = kind is AxisKind.SYMMETRIC and space.dims[min(dims)].size == n_planes
        if not is_fit or any(n != (ix not in ends) for ix, n in enumerate(n_own)):
            continue
        if all(any(_keeps(p) and p.a_dim_ix in dims for p in rule.pairs) for rule in among):
            return True
    return False


def _keeps(pair: Pair) -> bool:
    return not (pair.is_not_equal or pair.offset or pair.is_step)


def _joined(
    base: BaseFold, head: int, end: int, n_heads: int
) -> tuple[int, tuple[int, ...], int] | None:
    # Capacity of a head to switches that serve all heads of its plane; the cliques of heads.
    fold, unit = base.fold, base.orbits.unit_bytes_per_s
    core = 0
    has_clique = False
    for a, b, degree, orbit in zip(
        fold.arc_from_ix.tolist(),
        fold.arc_to_ix.tolist(),
        fold.arc_degree.tolist(),
        fold.arc_orbit_ix.tolist(),
        strict=True,
    ):
        if end in {a, b}:
            continue
        if a == head and b == head:
            has_clique = True
        elif a == head:
            core += degree * int(unit[orbit])
        elif b != head or degree != n_heads:
            # A switch that is linked with other switches, or not with every head.
            return None
    if not has_clique:
        return core, (), 0
    cliques = _cliques(base.space, fold.cells[head].type_ix)
    return None if cliques is None or math.prod(cliques[0]) != n_heads else (core, *cliques)


def _cliques(space: FabricSpace, head_type: int) -> tuple[tuple[int, ...], int] | None:
    # Sizes of the cliques that links between heads form, all with the same capacity. A clique over
    # several dimensions has a rule for every way to differ in some of them.
    dims = set(space.types[head_type].dim_ixs)
    ways: set[frozenset[int]] = set()
    capacities: set[int] = set()
    for rule in space.rules:
        types = {space.kinds[ix].type_ix for ix in (rule.a_kind_ix, rule.b_kind_ix)}
        if types != {head_type}:
            continue
        unlike = frozenset(p.a_dim_ix for p in rule.pairs if p.is_not_equal)
        kept = {p.a_dim_ix for p in rule.pairs if p == Pair(p.a_dim_ix, p.a_dim_ix)}
        is_plain = all(p.a_dim_ix == p.b_dim_ix for p in rule.pairs)
        if not unlike or unlike in ways or kept != dims - unlike or not is_plain:
            return None
        ways.add(unlike)
        capacities.add(rule.capacity_bytes_per_s)
    groups: list[frozenset[int]] = []
    for way in ways:
        meeting = [group for group in groups if group & way]
        groups = [group for group in groups if not group & way]
        groups.append(way.union(*meeting))
    if sum(2 ** len(group) - 1 for group in groups) != len(ways) or len(capacities) != 1:
        return None
    sizes = tuple(math.prod(space.dims[d].size for d in group) for group in groups)
    return sizes, capacities.pop()
