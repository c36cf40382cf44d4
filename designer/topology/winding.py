"""Rings whose vertices are numbered by several digits, as a torus of chips in trays in racks is.

A ring of 16 chips in four racks of four is wired by a step inside the rack and a link from the last
chip of a rack to the first of the next. As rules these are a ``step`` on the inner index, and a
``shift`` on the outer one between copies with the last and the first inner index. Together they
are one ``shift`` on the index that both make up; said so, the torus is the product of its rings
again. A bundle for every place on a face first becomes one rule for all of them.

Nothing is guessed: the rules are taken together only if they give exactly the links of the rings,
and every link of the fabric belongs to one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from designer.model.links import RelationKind
from designer.topology.classes import DimRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.topology.classes import ClassGraph, LinkClass

MIN_RING: Final = 3
"""Fewest vertices of a ring; two would have one link where the rules make two. [1]"""


@dataclass(frozen=True, slots=True)
class Winding:
    """Links of a fabric with rings of several digits said as one rule each.

    Attributes
    ----------
    links, link_ixs
        Link classes that are left, and which of the given ones they are.
    groups
        Dimensions that make up the index of a ring, outermost first.
    absorbed
        Pairs of a given link class that is left out, and the one that stands for it.
    """

    links: tuple[LinkClass, ...]
    link_ixs: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...] = ()
    absorbed: tuple[tuple[int, int], ...] = ()


_Moves: TypeAlias = tuple[tuple[int, bool], ...]
_Fixed: TypeAlias = tuple[tuple[int, int, int], ...]
_Key: TypeAlias = tuple[_Moves, _Fixed, tuple[int, ...]]


class _Rule(NamedTuple):
    """Links between copies of one class: dimensions that move on, and those with fixed indices.

    ``moves`` has dimension and whether it wraps, each a step of one; ``fixed`` dimension and the
    indices at both ends, which differ. All other dimensions are equal.
    """

    moves: _Moves
    fixed: _Fixed
    link_ixs: tuple[int, ...]


def unwound(links: Sequence[LinkClass]) -> Winding:
    """Return the links of a fabric as they are.

    Parameters
    ----------
    links
        Link classes of the fabric.

    Returns
    -------
    Winding
        All of them, nothing absorbed.
    """
    return Winding(tuple(links), tuple(range(len(links))))


def wind(graph: ClassGraph, links: Sequence[LinkClass]) -> Winding:
    """Return the links of a fabric with rings of several digits said as one rule each.

    Parameters
    ----------
    graph
        The class graph.
    links
        Link classes of the fabric.

    Returns
    -------
    Winding
        The links as they are, with nothing absorbed, unless all of them wind up.
    """
    plain = unwound(links)
    if not any(link.a_fixed for link in links) or graph.boxes:
        return plain
    alike = {(k.a_ix, k.b_ix, k.rate_bps, k.n_links_per_pair) for k in links}
    if len(alike) != 1 or links[0].a_ix != links[0].b_ix:
        return plain
    sizes = [dim.size for dim in graph.dims]
    own = graph.vertex_classes[links[0].a_ix].dim_ixs
    rules = _rules(links, own, sizes)
    if rules is None:
        return plain
    rings = _rings(rules, sizes)
    wound = [ix for ring in rings for ix in ring.link_ixs]
    dims = [d for ring in rings for d in ring.dims]
    others = [r for r in rules if not set(r.link_ixs) <= set(wound)]
    is_apart = all(not r.fixed and not {d for d, _ in r.moves} & set(dims) for r in others)
    if not rings or not is_apart or len(set(dims)) < len(dims):
        return plain
    return _wound(links, own, rings)


class _Ring(NamedTuple):
    dims: tuple[int, ...]
    link_ixs: tuple[int, ...]


def _wound(links: Sequence[LinkClass], own: tuple[int, ...], rings: list[_Ring]) -> Winding:
    stands_for = {ring.link_ixs[0]: ring for ring in rings}
    absorbed = {ix: ring.link_ixs[0] for ring in rings for ix in ring.link_ixs[1:]}
    left: list[LinkClass] = []
    link_ixs: list[int] = []
    for ix, link in enumerate(links):
        if ix in absorbed:
            continue
        found = link
        if ix in stands_for:
            ring = stands_for[ix]
            equal = tuple(DimRelation(d, d, RelationKind.EQUAL) for d in own if d not in ring.dims)
            turn = DimRelation(ring.dims[0], ring.dims[0], RelationKind.SHIFT, 1)
            found = replace(link, relations=(*equal, turn), a_fixed=(), b_fixed=())
        left.append(found)
        link_ixs.append(ix)
    groups = tuple(ring.dims for ring in rings)
    return Winding(tuple(left), tuple(link_ixs), groups, tuple(sorted(absorbed.items())))


def _rules(
    links: Sequence[LinkClass], own: tuple[int, ...], sizes: list[int]
) -> list[_Rule] | None:
    # Rules of all links, those for every index of some dimensions taken together; None if a link
    # is of another kind.
    groups: dict[_Key, dict[tuple[int, ...], int]] = {}
    for ix, link in enumerate(links):
        read = _read(link, own)
        if read is None or link.cuts or link.pairs is not None:
            return None
        moves, differing, same = read
        values = tuple(v for _, v in same)
        members = groups.setdefault((moves, differing, tuple(d for d, _ in same)), {})
        if values in members:
            return None
        members[values] = ix
    found: list[_Rule] = []
    for (moves, differing, dims), members in groups.items():
        if members.keys() != set(product(*(range(sizes[d]) for d in dims))):
            return None
        found.append(_Rule(moves, differing, tuple(sorted(members.values()))))
    return found


def _read(
    link: LinkClass, own: tuple[int, ...]
) -> tuple[_Moves, _Fixed, tuple[tuple[int, int], ...]] | None:
    a_fixed, b_fixed = dict(link.a_fixed), dict(link.b_fixed)
    related = {r.a_dim_ix: r for r in link.relations if r.a_dim_ix == r.b_dim_ix}
    if a_fixed.keys() != b_fixed.keys() or len(related) < len(link.relations):
        return None
    moves: list[tuple[int, bool]] = []
    for d in own:
        if d in a_fixed:
            continue
        relation = related.get(d)
        if relation is None or relation.kind is RelationKind.NOT_EQUAL:
            return None
        if relation.kind is RelationKind.EQUAL:
            continue
        if relation.offset != 1:
            return None
        moves.append((d, relation.kind is RelationKind.SHIFT))
    differing = tuple((d, a, b_fixed[d]) for d, a in sorted(a_fixed.items()) if a != b_fixed[d])
    same = tuple((d, a) for d, a in sorted(a_fixed.items()) if a == b_fixed[d])
    return tuple(moves), differing, same


def _rings(rules: Iterable[_Rule], sizes: list[int]) -> list[_Ring]:
    rules = list(rules)
    found: list[_Ring] = []
    for start in rules:
        if start.fixed or len(start.moves) != 1 or start.moves[0][1]:
            continue
        ring = _follow(start, rules, sizes)
        if ring is not None and math.prod(sizes[d] for d in ring.dims) >= MIN_RING:
            found.append(ring)
    return found


def _follow(start: _Rule, rules: list[_Rule], sizes: list[int]) -> _Ring | None:
    # From a line along one index to the ring that it becomes, one digit after the other.
    dims: tuple[int, ...] = (start.moves[0][0],)
    link_ixs = list(start.link_ixs)
    for _ in rules:
        ends = tuple((d, sizes[d] - 1, 0) for d in sorted(dims))
        onward = [r for r in rules if r.fixed == ends and len(r.moves) <= 1]
        if len(onward) != 1:
            return None
        link_ixs += onward[0].link_ixs
        if not onward[0].moves:
            return _Ring(dims, tuple(link_ixs))
        outer, is_ring = onward[0].moves[0]
        dims = (outer, *dims)
        if is_ring:
            return _Ring(dims, tuple(link_ixs))
    return None
