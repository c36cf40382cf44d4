"""Pairs counted in index space, against counting them one by one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from designer.model.links import RelationKind
from designer.topology.counting import (
    CountBox,
    EndBoxes,
    Slot,
    count_copies,
    count_marked_pairs,
    count_pairs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = (RelationKind.EQUAL, RelationKind.NOT_EQUAL, RelationKind.SHIFT, RelationKind.STEP)
PARTS = ("usual", "other", "third", None)


def value_pairs(slot: Slot) -> list[tuple[int, int]]:
    """Return what a slot allows, by asking every pair of values."""
    if slot.a_dim_ix is None or slot.b_dim_ix is None:
        return [(v, v) for v in range(slot.size)]
    rules = {
        RelationKind.EQUAL: lambda a, b: a == b,
        RelationKind.NOT_EQUAL: lambda a, b: a != b,
        RelationKind.SHIFT: lambda a, b: (a + slot.offset) % slot.size == b,
        RelationKind.STEP: lambda a, b: a + slot.offset == b,
    }
    every = product(range(slot.size), repeat=2)
    return [(a, b) for a, b in every if rules[slot.kind](a, b)]


def part_at(end: EndBoxes, values: Mapping[int, int]) -> str | None:
    """Return the part of a copy: gone if any box takes it out, else that of the last box."""
    slug: str | None = end.part_slug
    for box in end.boxes:
        if all(values[d] == v for d, v in box.fixed.items()):
            slug = box.part_slug if slug is not None else None
    return slug


def every_pair(slots: tuple[Slot, ...]) -> Iterator[tuple[dict[int, int], dict[int, int]]]:
    for values in product(*(value_pairs(slot) for slot in slots)):
        chosen = list(zip(slots, values, strict=True))
        yield (
            {slot.a_dim_ix: v[0] for slot, v in chosen if slot.a_dim_ix is not None},
            {slot.b_dim_ix: v[1] for slot, v in chosen if slot.b_dim_ix is not None},
        )


@st.composite
def slots_of(draw: st.DrawFn) -> tuple[Slot, ...]:
    found = []
    for ix in range(draw(st.integers(1, 3))):
        size, form = draw(st.integers(1, 4)), draw(st.sampled_from(("a", "b", "both")))
        kind = draw(st.sampled_from(KINDS)) if form == "both" else RelationKind.EQUAL
        moves = kind in {RelationKind.SHIFT, RelationKind.STEP}
        offset = draw(st.integers(1 - size, size - 1)) if moves else 0
        a_dim_ix, b_dim_ix = (None if form == "b" else ix), (None if form == "a" else 10 + ix)
        found.append(Slot(a_dim_ix, b_dim_ix, size, kind, offset))
    return tuple(found)


def fixed_in(sizes: Mapping[int, int]) -> st.SearchStrategy[dict[int, int]]:
    choices = [st.none() | st.integers(0, size - 1) for size in sizes.values()]
    return st.tuples(*choices).map(
        lambda values: {d: v for d, v in zip(sizes, values, strict=True) if v is not None}
    )


def ends_in(sizes: Mapping[int, int]) -> st.SearchStrategy[EndBoxes]:
    box = st.builds(CountBox, fixed_in(sizes), st.sampled_from(PARTS))
    return st.lists(box, max_size=4).map(lambda boxes: EndBoxes(tuple(boxes), "usual"))


@given(st.data())
def test_that_marked_pairs_are_those_found_one_by_one(data: st.DataObject) -> None:
    slots = data.draw(slots_of())
    a_sizes = {s.a_dim_ix: s.size for s in slots if s.a_dim_ix is not None}
    b_sizes = {s.b_dim_ix: s.size for s in slots if s.b_dim_ix is not None}
    a_end, b_end = data.draw(ends_in(a_sizes)), data.draw(ends_in(b_sizes))
    marks = tuple(data.draw(st.lists(fixed_in(a_sizes), max_size=2)))
    expected: dict[tuple[str, str, tuple[int, ...]], int] = {}
    for a, b in every_pair(slots):
        a_slug, b_slug = part_at(a_end, a), part_at(b_end, b)
        if a_slug is not None and b_slug is not None:
            own = tuple(
                ix for ix, mark in enumerate(marks) if all(a[d] == v for d, v in mark.items())
            )
            key = (a_slug, b_slug, own)
            expected[key] = expected.get(key, 0) + 1
    assert count_marked_pairs(slots, a_end, b_end, marks) == expected
    plain: dict[tuple[str, str], int] = {}
    for (a_slug, b_slug, _), n in expected.items():
        plain[a_slug, b_slug] = plain.get((a_slug, b_slug), 0) + n
    if not marks:
        assert count_pairs(slots, a_end, b_end) == plain
    copies: dict[str, int] = {}
    for values in product(*(range(size) for size in a_sizes.values())):
        slug = part_at(a_end, dict(zip(a_sizes, values, strict=True)))
        if slug is not None:
            copies[slug] = copies.get(slug, 0) + 1
    assert count_copies(tuple(a_sizes.items()), a_end) == copies


def test_that_a_copy_taken_out_stays_out_whatever_replaces_it() -> None:
    end = EndBoxes((CountBox({0: 1}, None), CountBox({}, "new")), "old")
    assert count_copies(((0, 5),), end) == {"new": 4}
    late = EndBoxes((CountBox({}, "new"), CountBox({0: 1}, "last"), CountBox({0: 1}, "x")), "old")
    assert count_copies(((0, 5),), late) == {"new": 4, "x": 1}
