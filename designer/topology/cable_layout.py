"""The links between two enclosures, laid out into cables in the order of their copies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.model.links import RelationKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.topology.cable_space import CableRule, CableSlot, PairKind
    from designer.topology.counting import EndBoxes

    IntArray = NDArray[np.int64]
    Vectors = dict[int, IntArray]

MAX_LAID_OUT: Final = 2_000_000
"""Most links between two enclosures that are laid out."""


def groups_between(
    rule: CableRule, inner_slots: tuple[CableSlot, ...], kind: PairKind
) -> dict[tuple[str, str], int] | None:
    """Count the groups of links that share a cable between the two enclosures of a pair.

    Parameters
    ----------
    rule
        The bundle.
    inner_slots
        Its slots inside the enclosures.
    kind
        The pair.

    Returns
    -------
    dict[tuple[str, str], int] | None
        Groups with a link present, by the parts of the first such link; ``None`` if there are
        more than :data:`MAX_LAID_OUT` links. [1]
    """
    if not kind.a_active and not kind.b_active:
        return _whole_groups(rule, inner_slots, kind.order)
    n_laid_out = math.prod(s.n_pairs for s in inner_slots)
    n_laid_out *= math.prod(slot.n_partners for slot, _ in kind.cross)
    if n_laid_out * rule.n_links_per_pair > MAX_LAID_OUT:
        return None
    a_at, b_at = _laid_out(rule, inner_slots, kind)
    slugs: list[str] = []
    a_slug_ix = _slug_ixs(rule.a_end, kind.a_active, a_at, slugs)
    b_slug_ix = _slug_ixs(rule.b_end, kind.b_active, b_at, slugs)
    pair = np.where((a_slug_ix < 0) | (b_slug_ix < 0), -1, a_slug_ix * len(slugs) + b_slug_ix)
    for value in np.unique(pair[pair >= 0]).tolist():
        if not rule.can_link(slugs[value // len(slugs)], slugs[value % len(slugs)]):
            pair[pair == value] = -1
    pair = np.repeat(pair, rule.n_links_per_pair)
    size = rule.n_links_per_cable
    n_cables = -(-len(pair) // size)
    padded = np.full(n_cables * size, -1, dtype=np.int64)
    padded[: len(pair)] = pair
    cables = padded.reshape(n_cables, size)
    is_there = cables >= 0
    first = cables[np.arange(n_cables), is_there.argmax(axis=1)][is_there.any(axis=1)]
    values, counts = np.unique(first, return_counts=True)
    return {
        (slugs[value // len(slugs)], slugs[value % len(slugs)]): n
        for value, n in zip(values.tolist(), counts.tolist(), strict=True)
    }


def _whole_groups(
    rule: CableRule, inner_slots: tuple[CableSlot, ...], order: int
) -> dict[tuple[str, str], int]:
    pair = (rule.a_end.part_slug, rule.b_end.part_slug)
    n_pairs = math.prod(slot.n_pairs for slot in inner_slots)
    for slot in rule.slots:
        # The enclosure gives one index; the other end has all that the relation leaves.
        if slot.is_outer_a != slot.is_outer_b and None not in {slot.a_dim_ix, slot.b_dim_ix}:
            n_pairs *= slot.n_partners
    if rule.is_same_chain and order == 0:
        is_loop = all(s.kind in {None, RelationKind.EQUAL} for s in rule.slots)
        n_pairs -= math.prod(s.size for s in inner_slots) if is_loop else 0
        n_pairs //= 2 if rule.is_symmetric else 1
    n_cables = -(-n_pairs * rule.n_links_per_pair // rule.n_links_per_cable)
    return {pair: n_cables} if n_cables and rule.can_link(*pair) else {}


def _laid_out(
    rule: CableRule, inner_slots: tuple[CableSlot, ...], kind: PairKind
) -> tuple[Vectors, Vectors]:
    # Indices inside the enclosures of both ends, per link in the order of the copies.
    ends: list[tuple[tuple[int | None, IntArray], tuple[int | None, IntArray]]] = []
    for slot in inner_slots:
        a, b = _slot_values(slot)
        ends.append(((slot.a_dim_ix, a), (slot.b_dim_ix, b)))
    for slot, value in kind.cross:
        values = _partners(slot, value)
        none = np.zeros(len(values), dtype=np.int64)
        is_a = slot.is_outer_b
        a_item, b_item = (slot.a_dim_ix, values), (None, none)
        ends.append((a_item, b_item) if is_a else (b_item, (slot.b_dim_ix, values)))
    shape = tuple(len(a) for (_, a), _ in ends)
    rows = np.indices(shape).reshape(len(shape), math.prod(shape))
    a_at: Vectors = {}
    b_at: Vectors = {}
    for row, ((a_dim, a), (b_dim, b)) in zip(rows, ends, strict=True):
        if a_dim is not None:
            a_at[a_dim] = a[row]
        if b_dim is not None:
            b_at[b_dim] = b[row]
    keys = [*(a_at[d] for d in sorted(a_at)), *(b_at[d] for d in sorted(b_at))]
    order = np.lexsort(keys[::-1]) if keys else np.zeros(rows.shape[1], dtype=np.int64)
    if rule.is_same_chain and kind.order == 0:
        order = order[_is_kept(rule, a_at, b_at)[order]]
    return {d: v[order] for d, v in a_at.items()}, {d: v[order] for d, v in b_at.items()}


def _slot_values(slot: CableSlot) -> tuple[IntArray, IntArray]:
    every = np.arange(slot.size)
    if slot.a_dim_ix is None or slot.b_dim_ix is None:
        return every, every
    if slot.kind in {RelationKind.EQUAL, RelationKind.SHIFT}:
        return every, (every + slot.offset) % slot.size
    a, b = (grid.ravel() for grid in np.indices((slot.size, slot.size)))
    kept = a != b if slot.kind is RelationKind.NOT_EQUAL else np.ones(len(a), dtype=np.bool_)
    return a[kept], b[kept]


def _partners(slot: CableSlot, value: int) -> IntArray:
    # Indices inside one enclosure that the relation allows for an index of the other.
    if slot.kind is RelationKind.NOT_EQUAL:
        every: IntArray = np.arange(slot.size)
        return np.delete(every, value)
    offset = slot.offset if slot.is_outer_a else -slot.offset
    return np.array([(value + offset) % slot.size])


def _is_kept(rule: CableRule, a_at: Vectors, b_at: Vectors) -> NDArray[np.bool_]:
    # Between copies in one enclosure: each pair once, no copy with itself.
    a_rank = np.zeros(1, dtype=np.int64)
    b_rank = np.zeros(1, dtype=np.int64)
    size_by_dim = {slot.a_dim_ix: slot.size for slot in rule.slots}
    for dim_ix in sorted(a_at):
        a_rank = a_rank * size_by_dim[dim_ix] + a_at[dim_ix]
        b_rank = b_rank * size_by_dim[dim_ix] + b_at[dim_ix]
    return a_rank < b_rank if rule.is_symmetric else a_rank != b_rank


def _slug_ixs(end: EndBoxes, active: tuple[int, ...], at: Vectors, slugs: list[str]) -> IntArray:
    # Part of the copy at one end of every link, -1 where it is removed; fills ``slugs``.
    n = len(next(iter(at.values()))) if at else 1
    state = np.full(n, _slug_ix(slugs, end.part_slug), dtype=np.int64)
    is_removed = np.zeros(n, dtype=np.bool_)
    for ix in active:
        box = end.boxes[ix]
        hit = np.ones(n, dtype=np.bool_)
        for dim_ix, value in box.fixed.items():
            if dim_ix in at:
                hit &= at[dim_ix] == value
        if box.part_slug is None:
            is_removed |= hit
        else:
            state[hit] = _slug_ix(slugs, box.part_slug)
    return np.where(is_removed, -1, state)


def _slug_ix(slugs: list[str], slug: str) -> int:
    if slug not in slugs:
        slugs.append(slug)
    return slugs.index(slug)
