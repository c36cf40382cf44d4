"""How many links each copy has at each port group, exactly, without expanding.

Copies whose indices no exception touches, neither their own nor those of their partners, are alike
and have most links; so one of them is looked at first, and the others only where there is none.
Missing links count: a cable that failed still sits in its ports.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from itertools import product
from operator import is_
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from typing_extensions import override

from designer.errors.tree import EvaluationError
from designer.model.block import ExceptionKind
from designer.model.links import RelationKind
from designer.topology.counting import CountBox, EndBoxes, count_copies
from designer.topology.flatten import flatten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph, DimRelation, LinkClass

MAX_COPIES: Final = 4_096
"""Most copies of a class that are looked at one by one."""

MAX_FLAT_ROWS: Final = 300_000
"""Most copies or links of a fabric that is expanded."""

Degrees = dict[str, int]
"""Links by port group of one copy."""


class _Side(NamedTuple):
    """One end of a bundle as seen from a copy: how its partners are found.

    ``relations`` are turned so that ``a`` is the copy's own dimension; ``share`` is 2 where each
    pair is seen from both ends but one of them has the port.
    """

    port: str
    partner_chain: Chain
    relations: tuple[DimRelation, ...]
    n_links_per_pair: int
    partner_slugs: frozenset[str]
    is_same_chain: bool = False
    is_own_partner: bool = False
    share: int = 1


def class_degrees(
    graph: ClassGraph, vertex_ix: int, most: Degrees | None = None
) -> tuple[Degrees, ...]:
    """Return the different numbers of links that copies of a class have.

    Parameters
    ----------
    graph
        The class graph.
    vertex_ix
        Index into its vertex classes.
    most
        Links of the copy with most of them at each port group in the design without exceptions,
        which stand for all copies where the fabric is too large to look at each. [1]

    Returns
    -------
    tuple[Degrees, ...]
        Links by port group. Where a copy exists that misses no link it is the only entry, for no
        copy has more at any port group; otherwise one entry per kind of copy, of the first
        :data:`MAX_COPIES` kinds. Empty if there is no copy. [1]

    Notes
    -----
    Where links are listed pair by pair, step along a line or join named copies, the fabrics of the
    class are expanded; above :data:`MAX_FLAT_ROWS` copies or links ``most`` stands for all, or
    without it the mean.
    """
    links = graph.links_at.get(vertex_ix, ())
    if not all(_is_regular(link) for link in links):
        return _irregular_degrees(graph, vertex_ix, links, most)
    known = graph.degrees.get(vertex_ix)
    if known is None:
        known = graph.degrees[vertex_ix] = _regular_degrees(graph, vertex_ix)
    return known


def adopt_degrees(graph: ClassGraph, previous: ClassGraph) -> None:
    """Take over from an earlier graph the degrees of classes at which nothing has changed.

    Parameters
    ----------
    graph
        A class graph that was built with ``previous`` at hand, so that link classes of which
        neither the wiring nor a copy at either end has changed are the same objects.
    previous
        Graph of an earlier revision of the same design.
    """
    if graph.dims is not previous.dims:
        return
    for ix, known in tuple(previous.degrees.items()):
        now, before = graph.links_at.get(ix, ()), previous.links_at.get(ix, ())
        if (
            now
            and ix < len(graph.vertex_classes)
            and graph.vertex_classes[ix] == previous.vertex_classes[ix]
            and len(now) == len(before)
            and all(map(is_, now, before))
        ):
            graph.degrees[ix] = known


def _regular_degrees(graph: ClassGraph, vertex_ix: int) -> tuple[Degrees, ...]:
    vertex = graph.vertex_classes[vertex_ix]
    usual = graph.usual_by_chain[vertex.chain]
    sides = list(_sides(graph, vertex_ix))
    own = boxes_on(graph, vertex.chain, usual.part_slug)
    every = tuple(range(len(own.boxes)))
    usual_most = _degrees(graph, sides, None)
    if vertex.n_copies and not own.boxes and not _any_boxes(graph, sides):
        return (usual_most,)
    found: list[Degrees] = []
    choices = _choices(graph, vertex.dim_ixs, own, sides, is_usual=vertex is usual)
    for at, values in enumerate(product(*choices)):
        if at >= MAX_COPIES:
            break
        indices = dict(zip(vertex.dim_ixs, values, strict=True))
        active = every
        for dim_ix, value in indices.items():
            active = own.narrowed(active, dim_ix, value)
        if own.part_of(active) != vertex.part_slug:
            continue
        degrees = _degrees(graph, sides, indices)
        if degrees == usual_most:
            return (usual_most,)
        if degrees not in found:
            found.append(degrees)
    return tuple(found)


def _any_boxes(graph: ClassGraph, sides: list[_Side]) -> bool:
    return any(boxes_on(graph, side.partner_chain, "").boxes for side in sides)


def _is_regular(link: LinkClass) -> bool:
    is_whole = not link.a_fixed and not link.b_fixed and link.pairs is None
    return is_whole and all(r.kind is not RelationKind.STEP for r in link.relations)


def _irregular_degrees(
    graph: ClassGraph, vertex_ix: int, links: tuple[LinkClass, ...], most: Degrees | None
) -> tuple[Degrees, ...]:
    used: dict[str, NDArray[np.int64]] = {}
    n_copies = graph.vertex_classes[vertex_ix].n_copies
    try:
        for fabric_id in dict.fromkeys(link.fabric_id for link in links):
            for name, n_links in _flat_degrees(_Same(graph), fabric_id)[vertex_ix].items():
                used[name] = used[name] + n_links if name in used else n_links
    except EvaluationError:
        return (most if most is not None else _mean_degrees(links, vertex_ix, n_copies),)
    kinds = np.unique(np.stack(list(used.values()), axis=1), axis=0)
    return tuple(dict(zip(used, row, strict=True)) for row in kinds.tolist())


def _mean_degrees(links: tuple[LinkClass, ...], vertex_ix: int, n_copies: int) -> Degrees:
    total: Degrees = {}
    for link in links:
        for ix, port in ((link.a_ix, link.a_port), (link.b_ix, link.b_port)):
            if ix == vertex_ix:
                total[port] = total.get(port, 0) + link.n_links
    return {port: -(-n // n_copies) for port, n in total.items()}


class _Same:
    """A class graph that compares by identity."""

    def __init__(self, graph: ClassGraph) -> None:
        self.graph = graph

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.graph is self.graph

    @override
    def __hash__(self) -> int:
        return id(self.graph)


@lru_cache(maxsize=8)
def _flat_degrees(same: _Same, fabric_id: FabricId) -> dict[int, dict[str, NDArray[np.int64]]]:
    # Links at each copy, in row-major order of the present copies, by class and port group.
    whole = tuple(replace(link, cuts=()) for link in same.graph.link_classes)
    graph = replace(same.graph, link_classes=whole)
    flat = flatten(graph, fabric_id, MAX_FLAT_ROWS)
    n_vertices = len(flat.vertex_class_ix)
    totals: dict[str, NDArray[np.int64]] = {}
    for link_ix in np.unique(flat.link_class_ix).tolist():
        link = graph.link_classes[link_ix]
        rows = flat.link_class_ix == link_ix
        for port, ends in ((link.a_port, flat.a_ix[rows]), (link.b_port, flat.b_ix[rows])):
            n_links = np.bincount(ends, flat.n_links[rows], n_vertices).astype(np.int64)
            totals[port] = totals[port] + n_links if port in totals else n_links
    found: dict[int, dict[str, NDArray[np.int64]]] = {}
    for ix in flat.class_ixs:
        start = flat.first_vertex[ix]
        stop = start + graph.vertex_classes[ix].n_copies
        own = {port: total[start:stop] for port, total in totals.items()}
        found[ix] = {port: n_links for port, n_links in own.items() if n_links.any()}
    return found


def boxes_on(graph: ClassGraph, chain: Chain, slug: str) -> EndBoxes:
    """Return the exceptions that touch the copies of a chain.

    Parameters
    ----------
    graph
        The class graph.
    chain
        Instance chain.
    slug
        Part of the copies that no exception touches.

    Returns
    -------
    EndBoxes
        Removals of the copies or of anything that holds them, and replacements.
    """
    boxes = tuple(
        CountBox(dict(box.fixed), box.part_slug)
        for box in graph.boxes
        if chain[: len(box.chain)] == box.chain
        and (box.kind is ExceptionKind.REMOVED or box.chain == chain)
    )
    return EndBoxes(boxes, slug)


def _sides(graph: ClassGraph, vertex_ix: int) -> Iterator[_Side]:
    classes = graph.vertex_classes
    vertex = classes[vertex_ix]
    # Link classes of one bundle differ in the parts at their ends alone.
    bundles: dict[tuple[str, Chain, Chain], list[LinkClass]] = {}
    for link in graph.links_at.get(vertex_ix, ()):
        chains = (classes[link.a_ix].chain, classes[link.b_ix].chain)
        bundles.setdefault((link.bundle_key, *chains), []).append(link)
    for (_, a_chain, b_chain), links in bundles.items():
        link = links[0]
        turned = tuple(_turned(graph, r) for r in link.relations)
        others = {
            classes[other].part_slug
            for one in links
            for own, other in ((one.a_ix, one.b_ix), (one.b_ix, one.a_ix))
            if own == vertex_ix
        }
        n, slugs = link.n_links_per_pair, frozenset(others)
        if vertex.chain != b_chain:
            yield _Side(link.a_port, b_chain, link.relations, n, slugs)
            continue
        if vertex.chain != a_chain:
            yield _Side(link.b_port, a_chain, turned, n, slugs)
            continue
        side = _Side(
            link.a_port,
            a_chain,
            link.relations,
            n,
            slugs,
            is_same_chain=True,
            is_own_partner=vertex.part_slug in slugs,
        )
        if not _is_symmetric(graph, link.relations):
            yield side
            yield side._replace(port=link.b_port, relations=turned)
        elif link.a_port == link.b_port:
            yield side
        else:
            # Which end of a pair has which port is open: half of the links at each.
            yield side._replace(share=2)
            yield side._replace(port=link.b_port, share=2)


def _turned(graph: ClassGraph, relation: DimRelation) -> DimRelation:
    offset = -relation.offset % graph.dims[relation.a_dim_ix].size
    return type(relation)(relation.b_dim_ix, relation.a_dim_ix, relation.kind, offset)


def _is_symmetric(graph: ClassGraph, relations: tuple[DimRelation, ...]) -> bool:
    return all(
        r.kind is not RelationKind.SHIFT or 2 * r.offset % graph.dims[r.a_dim_ix].size == 0
        for r in relations
    )


def _choices(
    graph: ClassGraph,
    dim_ixs: tuple[int, ...],
    own: EndBoxes,
    sides: list[_Side],
    *,
    is_usual: bool,
) -> list[list[int]]:
    # Per dimension the indices that an exception touches, and one of the others; the latter first
    # unless only exceptions make copies of this class.
    special = {ix: own.values(tuple(range(len(own.boxes))), ix) for ix in dim_ixs}
    for side in sides:
        partner = boxes_on(graph, side.partner_chain, "")
        every = tuple(range(len(partner.boxes)))
        for r in side.relations:
            size = graph.dims[r.a_dim_ix].size
            special[r.a_dim_ix] |= {
                (v - r.offset) % size for v in partner.values(every, r.b_dim_ix)
            }
    choices: list[list[int]] = []
    for ix in dim_ixs:
        values = sorted(special[ix])
        other = next((v for v in range(graph.dims[ix].size) if v not in special[ix]), None)
        others = [] if other is None else [other]
        choices.append([*others, *values] if is_usual else [*values, *others])
    return choices


def _degrees(graph: ClassGraph, sides: list[_Side], indices: Mapping[int, int] | None) -> Degrees:
    # Links of one copy by port group; without indices as if no partner were missing.
    degrees: Degrees = {}
    for side in sides:
        n_partners = _n_partners(graph, side, indices)
        degrees[side.port] = degrees.get(side.port, 0) + -(
            -n_partners * side.n_links_per_pair // side.share
        )
    return degrees


def _n_partners(graph: ClassGraph, side: _Side, indices: Mapping[int, int] | None) -> int:
    dim_ixs = graph.usual_by_chain[side.partner_chain].dim_ixs
    sizes = {ix: graph.dims[ix].size for ix in dim_ixs}
    is_loop = side.is_same_chain and all(r.kind is RelationKind.EQUAL for r in side.relations)
    unequal = [r for r in side.relations if r.kind is RelationKind.NOT_EQUAL]
    equal = [r for r in side.relations if r.kind is not RelationKind.NOT_EQUAL]
    if indices is None:
        for r in side.relations:
            sizes[r.b_dim_ix] -= sizes[r.b_dim_ix] - 1 if r in equal else 1
        return math.prod(sizes.values()) - is_loop
    fixed = {r.b_dim_ix: (indices[r.a_dim_ix] + r.offset) % sizes[r.b_dim_ix] for r in equal}
    excluded = tuple((r.b_dim_ix, indices[r.a_dim_ix]) for r in unequal)
    partners = _count(graph, side, fixed, excluded)
    return partners - (is_loop and side.is_own_partner)


def _count(
    graph: ClassGraph,
    side: _Side,
    fixed: Mapping[int, int],
    excluded: tuple[tuple[int, int], ...],
) -> int:
    # Partners with the fixed and without the excluded indices.
    if excluded:
        (dim_ix, value), *rest = excluded
        every = _count(graph, side, fixed, tuple(rest))
        return every - _count(graph, side, {**fixed, dim_ix: value}, tuple(rest))
    usual = graph.usual_by_chain[side.partner_chain]
    end = boxes_on(graph, side.partner_chain, usual.part_slug)
    left = tuple(
        box for box in end.boxes if all(box.fixed.get(d, v) == v for d, v in fixed.items())
    )
    free = tuple((ix, graph.dims[ix].size) for ix in usual.dim_ixs if ix not in fixed)
    counts = count_copies(free, EndBoxes(left, end.part_slug))
    return sum(n for slug, n in counts.items() if slug in side.partner_slugs)
