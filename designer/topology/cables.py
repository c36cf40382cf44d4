"""How many cables carry the links of a bundle, with exceptions, without expanding the design.

One rule holds for counts, schedule, bill of materials and cost. The links of a bundle between two
enclosures (the innermost nodes or switch boxes, else the part itself) are put in order of their
copies and go ``n_links_per_cable`` to a cable, as if nothing were removed; a cable stays while any
of its links is there. So a cable never ends in two enclosures, and taking a chip out renames none.

Counting recurses over the dimensions of the enclosures like :mod:`designer.topology.counting`;
pairs of enclosures that the same exceptions touch in the same way are alike, and of each kind the
links of one pair are laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.model.links import RelationKind
from designer.topology.cable_layout import groups_between
from designer.topology.cable_space import PairKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.topology.cable_space import CableRule, CableSlot
    from designer.topology.counting import CountBox

MAX_KINDS: Final = 100_000
"""Most kinds of enclosure pairs that are told apart."""


def cable_groups(rule: CableRule) -> dict[tuple[str, str], int] | None:
    """Count the groups of links that share a cable, by the parts of the first link present.

    Parameters
    ----------
    rule
        The bundle.

    Returns
    -------
    dict[tuple[str, str], int] | None
        Groups with at least one link present, per pair of part slugs; ``None`` if two enclosures
        have too many links between them or more than :data:`MAX_KINDS` kinds of pairs had to be
        told apart. [1]
    """
    inner_slots = tuple(slot for slot in rule.slots if not slot.is_outer)
    counts: dict[tuple[str, str], int] = {}
    kinds = _kinds(rule)
    if kinds is None:
        return None
    for kind, weight in kinds.items():
        if kind.order > 0 and rule.is_symmetric:
            continue
        groups = groups_between(rule, inner_slots, kind)
        if groups is None:
            return None
        for pair, n in groups.items():
            counts[pair] = counts.get(pair, 0) + n * weight
    return counts


def _kinds(rule: CableRule) -> dict[PairKind, int] | None:
    # Kinds of enclosure pairs, and how many pairs there are of each.
    everything = (tuple(range(len(rule.a_end.boxes))), tuple(range(len(rule.b_end.boxes))))
    kinds = {PairKind(*everything, 0, ()): 1}
    a_done: set[int | None] = set()
    b_done: set[int | None] = set()
    for slot in rule.slots:
        if not slot.is_outer:
            continue
        if slot.is_outer_a:
            a_done.add(slot.a_dim_ix)
        if slot.is_outer_b:
            b_done.add(slot.b_dim_ix)
        a_alike, b_alike = _alike(rule.a_end.boxes, a_done), _alike(rule.b_end.boxes, b_done)
        grown: dict[PairKind, int] = {}
        for kind, weight in kinds.items():
            a_values = rule.a_end.values(kind.a_active, slot.a_dim_ix)
            b_values = rule.b_end.values(kind.b_active, slot.b_dim_ix)
            for a_value, b_value, n in _branches(
                slot, a_values, b_values, is_ordered=rule.is_same_chain
            ):
                found = _narrowed(rule, kind, slot, (a_value, b_value))
                merged = found._replace(
                    a_active=_each_last(a_alike[ix] for ix in found.a_active),
                    b_active=_each_last(b_alike[ix] for ix in found.b_active),
                )
                grown[merged] = grown.get(merged, 0) + weight * n
        if len(grown) > MAX_KINDS:
            return None
        kinds = grown
    return kinds


def _alike(boxes: tuple[CountBox, ...], done: set[int | None]) -> list[int]:
    # Per box the first that asks the same of the indices that are still open.
    first: dict[tuple[object, ...], int] = {}
    return [
        first.setdefault(
            (tuple(i for i in box.fixed.items() if i[0] not in done), box.part_slug), ix
        )
        for ix, box in enumerate(boxes)
    ]


def _each_last(ixs: Iterable[int]) -> tuple[int, ...]:
    # Each once, at its last place: of several replacements the last wins.
    return tuple(reversed(dict.fromkeys(reversed(list(ixs)))))


def _narrowed(
    rule: CableRule, kind: PairKind, slot: CableSlot, values: tuple[int | None, int | None]
) -> PairKind:
    a_value, b_value = values
    a_active, b_active, order, cross = kind
    if a_value is not None:
        a_active = rule.a_end.narrowed(a_active, slot.a_dim_ix, a_value)
    if b_value is not None:
        b_active = rule.b_end.narrowed(b_active, slot.b_dim_ix, b_value)
    if a_value is None or b_value is None:
        given = a_value if b_value is None else b_value
        if slot.kind is not None and given is not None and (a_active or b_active):
            cross = (*cross, (slot, given))
    elif rule.is_same_chain and order == 0:
        order = (a_value > b_value) - (a_value < b_value)
    return PairKind(a_active, b_active, order, cross)


def _cells(size: int, values: set[int]) -> list[tuple[int, int]]:
    # The values one by one and the gaps between them, as first index and number of indices.
    cells: list[tuple[int, int]] = []
    start = 0
    for value in sorted(values):
        if value > start:
            cells.append((start, value - start))
        cells.append((value, 1))
        start = value + 1
    if start < size:
        cells.append((start, size - start))
    return cells


def _branches(
    slot: CableSlot, a_values: set[int], b_values: set[int], *, is_ordered: bool
) -> Iterator[tuple[int | None, int | None, int]]:
    # Values of both ends that stand for all alike, and how many they stand for; ``None`` where
    # the slot has no index of the enclosures.
    size, offset = slot.size, slot.offset
    is_fixed = slot.kind in {RelationKind.EQUAL, RelationKind.SHIFT}
    if not (slot.is_outer_a and slot.is_outer_b):
        mapped = (
            {(v - offset) % size for v in b_values} if is_fixed and slot.is_outer_a else b_values
        )
        if is_fixed and slot.is_outer_b:
            mapped = b_values | {(v + offset) % size for v in a_values}
            a_values = set()
        for first, n in _cells(size, a_values | mapped):
            yield (first, None, n) if slot.is_outer_a else (None, first, n)
    elif is_fixed:
        wraps = {size - offset} if offset and is_ordered else set()
        special = a_values | {(v - offset) % size for v in b_values}
        for first, n in _cells_with_breaks(size, special, wraps):
            yield first, (first + offset) % size, n
    else:
        yield from _free_branches(slot, _cells(size, a_values | b_values))


def _cells_with_breaks(size: int, values: set[int], breaks: set[int]) -> Iterator[tuple[int, int]]:
    for first, n in _cells(size, values):
        start = first
        for at in breaks:
            if first < at < first + n:
                yield first, at - first
                start = at
        yield start, first + n - start


def _free_branches(
    slot: CableSlot, cells: list[tuple[int, int]]
) -> Iterator[tuple[int | None, int | None, int]]:
    for a_first, n_a in cells:
        for b_first, n_b in cells:
            if a_first != b_first:
                yield a_first, b_first, n_a * n_b
                continue
            if slot.kind is None:
                yield a_first, a_first, n_a
            if n_a > 1:
                yield a_first, a_first + 1, n_a * (n_a - 1) // 2
                yield a_first + 1, a_first, n_a * (n_a - 1) // 2
