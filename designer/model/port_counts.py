"""How many ports link bundles take, as integers, without expanding.

Copies and links that exceptions take out are still counted here: ports are checked against the
full design.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.model.limits import chains_to_block
from designer.model.link_counts import common_copies, degrees, is_same_chain, wiring_problem
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


class PortUse(NamedTuple):
    """Ports of one part that bundles take; ``chain`` leads to it from the root.

    ``n_used`` is that of the copy with the most. ``is_even`` says that every copy has the same.
    """

    chain: InstanceChain
    port: str
    n_used: int
    n_ports: int
    is_even: bool = True


class _Take(NamedTuple):
    """Ports that one bundle takes of the copies that an end names.

    ``copy_ixs`` is from the root. Where pairs are listed, ``times`` has the number of links per
    copy number below the first ``n_outer`` instances, and ``n`` is how many ports each takes.
    """

    copy_ixs: CopyIxs
    n: int
    times: Mapping[int, int] | None = None
    n_outer: int = 0

    @property
    def is_even(self) -> bool:
        """Whether every copy takes as many."""
        return self.times is None and all(ix is None for ix in self.copy_ixs)


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
        One entry per chain and port group, per copy of the part; where copies differ, the most.
        Lists of several blocks, and lines, whose ends take less, are added up as if one copy had
        the most of each: the number is then never too small.
    """
    takes: dict[tuple[InstanceChain, str], list[_Take]] = {}
    known: dict[tuple[InstanceChain, str], tuple[tuple[int, ...], int]] = {}
    for block in design.blocks:
        outer = chains_to_block(design, block.id) if block.link_bundles else ()
        uses = [use for b in block.link_bundles for use in _bundle_uses(design, block, b)]
        for prefix, use in product(outer, uses):
            key = ((*prefix, *(i.id for i in use.instances)), use.port)
            take = use.take._replace(
                copy_ixs=((None,) * len(prefix) + use.take.copy_ixs), n_outer=len(prefix)
            )
            takes.setdefault(key, []).append(take)
            counts = _counts(design, prefix) + tuple(i.count for i in use.instances)
            known[key] = (counts, use.n_ports)
    return tuple(
        PortUse(*key, _fullest(found, known[key][0]), known[key][1], all(t.is_even for t in found))
        for key, found in takes.items()
    )


def _counts(design: Design, prefix: InstanceChain) -> tuple[int, ...]:
    block = design.root_block
    counts: list[int] = []
    for step in prefix:
        instance = block.instance_by_id[step]
        counts.append(instance.count)
        block = design.block_by_id.get(instance.block or block.id, block)
    return tuple(counts)


def _bundle_uses(design: Design, block: Block, bundle: LinkBundle) -> Iterator[_Use]:
    a_end, b_end = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a_end is None or b_end is None or wiring_problem(a_end, b_end, bundle):
        return
    n = bundle.n_links_per_pair
    if bundle.pairs is not None:
        facts = bundle.pair_facts
        for end, times in ((a_end, facts.a_times), (b_end, facts.b_times)):
            yield _use(end, end.copy_ixs, n, times)
        return
    copy_ixs = (a_end.copy_ixs, b_end.copy_ixs)
    found = degrees(a_end.instances, b_end.instances, bundle.relations, copy_ixs)
    yield _use(a_end, a_end.copy_ixs, found.n_out * n)
    yield _use(b_end, b_end.copy_ixs, found.n_in * n)
    if not found.n_shared or not is_same_chain(a_end.instances, b_end.instances):
        return
    common = common_copies(*copy_ixs)
    if a_end.port.name == b_end.port.name:
        yield _use(a_end, common, -found.n_shared * n)
        return
    # From one port group to another: of pairs that hold both ways each copy starts half.
    n_less = found.n_loop + (found.n_both - found.n_loop) // 2
    yield _use(a_end, common, -n_less * n)
    yield _use(b_end, common, -n_less * n)


def _use(
    end: ResolvedEnd, copy_ixs: CopyIxs, n: int, times: Mapping[int, int] | None = None
) -> _Use:
    return _Use(end.instances, end.port.name, end.port.count, _Take(copy_ixs, n, times))


def _fullest(takes: list[_Take], counts: tuple[int, ...]) -> int:
    boxes = [take for take in takes if take.times is None]
    n_boxes = _most_at(boxes, counts, 0)
    by_outer: dict[int, Counter[int]] = {}
    for take in takes:
        if take.times is not None:
            found = by_outer.setdefault(take.n_outer, Counter())
            for copy_ix, n_times in take.times.items():
                found[copy_ix] += n_times * take.n
    if not by_outer:
        return n_boxes
    if len(by_outer) > 1 or all(take.is_even for take in boxes):
        # Lists of different blocks count their copies differently; no copy has more than this.
        return n_boxes + sum(max(n.values(), default=0) for n in by_outer.values())
    ((n_outer, n_by_copy),) = by_outer.items()
    most = n_boxes
    for copy_ix, n in n_by_copy.items():
        inner = tuple(
            copy_ix // math.prod(counts[at + 1 :]) % counts[at]
            for at in range(n_outer, len(counts))
        )
        here = [
            t
            for t in boxes
            if all(x in {None, y} for x, y in zip(t.copy_ixs[n_outer:], inner, strict=True))
        ]
        most = max(
            most,
            n
            + _most_at(
                [t._replace(copy_ixs=t.copy_ixs[:n_outer]) for t in here], counts[:n_outer], 0
            ),
        )
    return most


def _most_at(boxes: list[_Take], counts: tuple[int, ...], at: int) -> int:
    # Most ports that boxes which agree up to some instance take of one copy.
    values = (
        {t.copy_ixs[at] for t in boxes if t.copy_ixs[at] is not None} if at < len(counts) else set()
    )
    if at == len(counts):
        return sum(take.n for take in boxes)
    choices = [[t for t in boxes if t.copy_ixs[at] in {None, value}] for value in values]
    if len(values) < counts[at]:
        choices.append([t for t in boxes if t.copy_ixs[at] is None])
    return max(_most_at(choice, counts, at + 1) for choice in choices)
