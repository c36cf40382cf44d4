"""How many ports link bundles take, as integers, without expanding.

Copies and links that exceptions take out are still counted here: ports are checked against the
full design.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from designer.model.limits import chains_to_block
from designer.model.link_counts import (
    common_copies,
    degrees,
    is_same_chain,
    related_kinds,
    wiring_problem,
)
from designer.model.links import RelationKind
from designer.model.query import resolve_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstanceId
    from designer.model.instance import Instance
    from designer.model.link_counts import CopyIxs
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd

InstanceChain: TypeAlias = "tuple[InstanceId, ...]"

MAX_SEARCH: Final = 2_000
"""Most steps of the search for the copy with most links before a bound is taken instead."""


class PortUse(NamedTuple):
    """Ports of one part that bundles take; ``chain`` leads to it from the root.

    ``n_used`` is that of the copy with the most.
    """

    chain: InstanceChain
    port: str
    n_used: int
    n_ports: int


class _Span(NamedTuple):
    """Values of one dimension along a chain, from ``start`` up to but not including ``stop``."""

    dim_ix: int
    start: int
    stop: int


class _Take(NamedTuple):
    """Ports that one bundle takes of the copies whose indices lie in every one of its spans.

    Dimensions are those of all instances of the chain, counted from the root. Where pairs are
    listed, ``times`` has the number of links per copy number over the dimensions from ``n_outer``
    on, and ``n`` is how many ports each takes.
    """

    spans: tuple[_Span, ...]
    n: int
    times: Mapping[int, int] | None = None
    n_outer: int = 0

    def has(self, dim_ix: int, value: int) -> bool:
        """Return whether copies with an index in a dimension may be among those of the take.

        Parameters
        ----------
        dim_ix
            Dimension of the chain.
        value
            Index in it.

        Returns
        -------
        bool
            Whether every span of the dimension holds the index.
        """
        return all(s.start <= value < s.stop for s in self.spans if s.dim_ix == dim_ix)


class _Use(NamedTuple):
    instances: tuple[Instance, ...]
    port: str
    n_ports: int
    take: _Take


def port_uses(design: Design) -> tuple[PortUse, ...]:
    """Return the use of every port group that a bundle takes ports of.

    A part that is reached in several ways (a block that is used twice) has one entry per way,
    because links from outside may reach only one of them.

    Parameters
    ----------
    design
        The document. Bundles that do not resolve take no ports.

    Returns
    -------
    tuple[PortUse, ...]
        One entry per chain and port group, per copy of the part; where copies differ, such as at
        the ends of a line, that of the copy with the most.

    Notes
    -----
    **Exactness**: in whole numbers. Of bundles between two groups of the same copies, each copy
    starts half of the links that may be started at either end. A part that hundreds of unlike
    bundles end at, each at other copies, may be said to have more, never less.
    """
    takes: dict[tuple[InstanceChain, str], list[_Take]] = {}
    known: dict[tuple[InstanceChain, str], tuple[tuple[int, ...], int]] = {}
    for block in design.blocks:
        outer = chains_to_block(design, block.id) if block.link_bundles else ()
        uses = [use for b in block.link_bundles for use in _bundle_uses(design, block, b)]
        for prefix, use in product(outer, uses):
            key = ((*prefix, *(i.id for i in use.instances)), use.port)
            outer_sizes = _sizes(_instances(design, prefix))
            n_outer = len(outer_sizes)
            spans = tuple(s._replace(dim_ix=n_outer + s.dim_ix) for s in use.take.spans)
            takes.setdefault(key, []).append(use.take._replace(spans=spans, n_outer=n_outer))
            known[key] = (outer_sizes + _sizes(use.instances), use.n_ports)
    return tuple(
        PortUse(*key, _fullest(found, known[key][0]), known[key][1]) for key, found in takes.items()
    )


def _instances(design: Design, prefix: InstanceChain) -> tuple[Instance, ...]:
    block = design.root_block
    found: list[Instance] = []
    for step in prefix:
        found.append(block.instance_by_id[step])
        block = design.block_by_id.get(found[-1].block or block.id, block)
    return tuple(found)


def _sizes(instances: tuple[Instance, ...]) -> tuple[int, ...]:
    return tuple(dim.size for instance in instances for dim in instance.dims)


def _bundle_uses(design: Design, block: Block, bundle: LinkBundle) -> Iterator[_Use]:
    a_end, b_end = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a_end is None or b_end is None or wiring_problem(a_end, b_end, bundle):
        return
    n = bundle.n_links_per_pair
    if bundle.pairs is not None:
        facts = bundle.pair_facts
        for end, times in ((a_end, facts.a_times), (b_end, facts.b_times)):
            yield _use(end, (), n, times)
        return
    copy_ixs = (a_end.copy_ixs, b_end.copy_ixs)
    found = degrees(a_end.instances, b_end.instances, bundle.relations, copy_ixs)
    a_spans, b_spans = _step_spans(a_end.instances, b_end.instances, bundle)
    yield _use(a_end, (*_named(a_end, a_end.copy_ixs), *a_spans), found.n_out * n)
    yield _use(b_end, (*_named(b_end, b_end.copy_ixs), *b_spans), found.n_in * n)
    if not found.n_both + found.n_loop or not is_same_chain(a_end.instances, b_end.instances):
        return
    common = _named(a_end, common_copies(*copy_ixs))
    if a_end.port.name == b_end.port.name:
        yield _use(a_end, common, -(found.n_both + found.n_loop) * n)
        return
    # From one port group to another: of pairs that hold both ways each copy starts half.
    n_less = found.n_loop + (found.n_both - found.n_loop) // 2
    yield _use(a_end, common, -n_less * n)
    yield _use(b_end, common, -n_less * n)


def _use(
    end: ResolvedEnd, spans: tuple[_Span, ...], n: int, times: Mapping[int, int] | None = None
) -> _Use:
    return _Use(end.instances, end.port.name, end.port.count, _Take(spans, n, times))


def _named(end: ResolvedEnd, copy_ixs: CopyIxs) -> tuple[_Span, ...]:
    # The indices of the copies that a path names.
    spans: list[_Span] = []
    n_before = 0
    for instance, copy_ix in zip(end.instances, copy_ixs, strict=True):
        sizes = _sizes((instance,))
        if copy_ix is not None:
            spans += [
                _Span(n_before + at, value, value + 1)
                for at, (value, size) in enumerate(
                    zip(_indices(copy_ix, sizes), sizes, strict=True)
                )
                if size > 1
            ]
        n_before += len(sizes)
    return tuple(spans)


def _indices(copy_ix: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(copy_ix // math.prod(sizes[at + 1 :]) % size for at, size in enumerate(sizes))


def _step_spans(
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...], bundle: LinkBundle
) -> tuple[tuple[_Span, ...], tuple[_Span, ...]]:
    # The indices at either end that a step along a line leads on from, and to.
    spans: tuple[list[_Span], list[_Span]] = ([], [])
    for (a_dim, b_dim), kinds in related_kinds(a_chain, b_chain, bundle.relations).items():
        for kind, offset in kinds:
            if kind != RelationKind.STEP.value:
                continue
            for found, chain, dim, way in (
                (spans[0], a_chain, a_dim, offset),
                (spans[1], b_chain, b_dim, -offset),
            ):
                dim_ix = sum(len(i.dims) for i in chain[: dim.step_ix])
                dim_ix += [d.name for d in chain[dim.step_ix].dims].index(dim.name)
                found.append(_Span(dim_ix, max(0, -way), min(dim.size, dim.size - way)))
    return tuple(spans[0]), tuple(spans[1])


def _fullest(takes: list[_Take], sizes: tuple[int, ...]) -> int:
    boxes = [take for take in takes if take.times is None]
    most = _most_at(boxes, sizes)
    by_outer: dict[int, Counter[int]] = {}
    for take in takes:
        for copy_ix, n_times in (take.times or {}).items():
            by_outer.setdefault(take.n_outer, Counter())[copy_ix] += n_times * take.n
    n_boxes = sum(max(0, box.n) for box in boxes)
    # A copy that several blocks list has a number in each; it is met in the list of the outermost
    # of them, where every index of it is known that any of them knows.
    for n_outer, listed in sorted(by_outer.items()):
        inner = {at: n for at, n in by_outer.items() if at > n_outer}
        n_below = {at: math.prod(sizes[at:]) for at in inner}
        for copy_ix, n_listed in listed.items():
            n = n_listed + sum(own[copy_ix % n_below[at]] for at, own in inner.items())
            if n + n_boxes <= most:
                continue
            values = _indices(copy_ix, sizes[n_outer:])
            most = max(most, n + _most_at(_inside(boxes, n_outer, values), sizes))
    return most


def _inside(boxes: list[_Take], n_outer: int, values: tuple[int, ...]) -> list[_Take]:
    # Boxes that hold the given indices, with what they ask of the dimensions before those.
    return [
        box._replace(spans=tuple(s for s in box.spans if s.dim_ix < n_outer))
        for box in boxes
        if all(box.has(n_outer + at, value) for at, value in enumerate(values))
    ]


def _most_at(boxes: list[_Take], sizes: tuple[int, ...]) -> int:
    # Most ports that boxes take of one copy, 0 at least: a search dimension by dimension over the
    # boxes that hold the indices chosen so far, those with most first. What the boxes that are
    # left take bounds what follows; after MAX_SEARCH steps the bound is taken for what is open.
    best, n_steps = 0, 0
    seen: set[tuple[int, tuple[int, ...]]] = set()
    pending = [(0, tuple(range(len(boxes))))]
    while pending:
        at, own = pending.pop()
        bound = sum(max(0, boxes[ix].n) for ix in own)
        if bound <= best or (at, own) in seen:
            continue
        seen.add((at, own))
        n_steps += 1
        if n_steps > MAX_SEARCH:
            best = bound
            continue
        dim_ix = min(
            (s.dim_ix for ix in own for s in boxes[ix].spans if s.dim_ix >= at), default=-1
        )
        if dim_ix < 0:
            best = max(best, sum(boxes[ix].n for ix in own))
            continue
        spans = [s for ix in own for s in boxes[ix].spans if s.dim_ix == dim_ix]
        values = {0} | {v for s in spans for v in (s.start, s.stop) if v < sizes[dim_ix]}
        choices = {tuple(ix for ix in own if boxes[ix].has(dim_ix, v)) for v in values}
        pending += sorted(
            ((dim_ix + 1, choice) for choice in choices),
            key=lambda one: sum(max(0, boxes[ix].n) for ix in one[1]),
        )
    return best
