"""Counting copies and pairs of copies in index space, with exceptions, without expanding.

Copies are index vectors. A *slot* is one independent piece of the index space: a dimension of one
end, or a related pair of dimensions. Boxes (see :class:`~designer.topology.classes.ExceptionBox`)
fix some indices. Counting recurses over the slots; in each, only the values that a still matching
box fixes are looked at one by one, all other values together. So nested and partially overlapping
boxes are counted right, and the effort grows with the number of boxes, not of copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from designer.model.links import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Active: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
_Counted: TypeAlias = tuple[str, str, tuple[int, ...]]

GENERIC: Final = -1
"""Stands for every value that no box fixes."""


class CountBox(NamedTuple):
    """A box as counting sees it: fixed values by dimension, and the part it leaves."""

    fixed: Mapping[int, int]
    part_slug: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """One independent piece of the index space of a copy or of a pair of copies.

    Attributes
    ----------
    a_dim_ix, b_dim_ix
        Dimension of each end, ``None`` where the slot has none there.
    size
        Number of values of the dimension, the same on both ends. [1]
    kind
        Relation if both ends have a dimension; ``shift`` and ``equal`` mean
        ``index_b = (index_a + offset) mod size``, ``step`` the same without wrapping round.
    offset
        Offset of ``equal`` (0), ``shift`` and ``step``.
    """

    a_dim_ix: int | None
    b_dim_ix: int | None
    size: int
    kind: RelationKind = RelationKind.EQUAL
    offset: int = 0

    @property
    def n_pairs(self) -> int:
        """Number of value pairs that the slot allows [1]."""
        if self.a_dim_ix is None or self.b_dim_ix is None:
            return self.size
        if self.kind is RelationKind.STEP:
            return max(0, self.size - abs(self.offset))
        return self.size * (self.size - 1) if self.kind is RelationKind.NOT_EQUAL else self.size


@dataclass(frozen=True)
class EndBoxes:
    """The boxes that touch one end, in order of precedence, and the part of other copies."""

    boxes: tuple[CountBox, ...]
    part_slug: str

    def at(self, fixed: Mapping[int, int]) -> EndBoxes:
        """Return the boxes that touch the copies with some indices.

        Parameters
        ----------
        fixed
            Value by dimension.

        Returns
        -------
        EndBoxes
            Boxes that agree with the values, which they no longer name.
        """
        if not fixed:
            return self
        return EndBoxes(
            tuple(
                CountBox({d: v for d, v in b.fixed.items() if d not in fixed}, b.part_slug)
                for b in self.boxes
                if all(b.fixed.get(d, v) == v for d, v in fixed.items())
            ),
            self.part_slug,
        )

    def part_of(self, active: tuple[int, ...]) -> str | None:
        """Return the part of a copy that lies in the given boxes.

        Parameters
        ----------
        active
            Indices of the boxes, ascending.

        Returns
        -------
        str | None
            ``None`` if the copy is removed; the last replacement wins otherwise.
        """
        slug: str | None = self.part_slug
        for ix in active:
            if self.boxes[ix].part_slug is None:
                return None
            slug = self.boxes[ix].part_slug
        return slug

    def values(self, active: tuple[int, ...], dim_ix: int | None) -> set[int]:
        """Return the values of a dimension that the given boxes fix.

        Parameters
        ----------
        active
            Indices of boxes.
        dim_ix
            Dimension, or ``None``.

        Returns
        -------
        set[int]
            The fixed values.
        """
        if dim_ix is None:
            return set()
        return {self.boxes[ix].fixed[dim_ix] for ix in active if dim_ix in self.boxes[ix].fixed}

    def narrowed(self, active: tuple[int, ...], dim_ix: int | None, value: int) -> tuple[int, ...]:
        """Return the boxes that still match once a dimension has a value.

        Parameters
        ----------
        active
            Indices of boxes.
        dim_ix
            Dimension, or ``None``.
        value
            Its value, or :data:`GENERIC`.

        Returns
        -------
        tuple[int, ...]
            Indices of boxes, ascending.
        """
        if dim_ix is None or not active:
            return active
        return tuple(ix for ix in active if self.boxes[ix].fixed.get(dim_ix, value) == value)


def _branches(slot: Slot, a_values: set[int], b_values: set[int]) -> Iterator[tuple[int, int, int]]:
    size = slot.size
    if slot.a_dim_ix is None or slot.b_dim_ix is None:
        values = a_values | b_values
        yield from ((v, v, 1) for v in values)
        yield GENERIC, GENERIC, size - len(values)
    elif slot.kind is RelationKind.NOT_EQUAL:
        values = a_values | b_values
        rest = size - len(values)
        yield from ((v, w, 1) for v in values for w in values if v != w)
        yield from ((v, GENERIC, rest) for v in values)
        yield from ((GENERIC, w, rest) for w in values)
        yield GENERIC, GENERIC, rest * (rest - 1)
    elif slot.kind is RelationKind.STEP:
        values = a_values | {w - slot.offset for w in b_values}
        values = {v for v in values if 0 <= v < size and 0 <= v + slot.offset < size}
        yield from ((v, v + slot.offset, 1) for v in values)
        yield GENERIC, GENERIC, slot.n_pairs - len(values)
    else:
        values = a_values | {(w - slot.offset) % size for w in b_values}
        for v in values:
            yield v, (v + slot.offset) % size, 1
        yield GENERIC, GENERIC, size - len(values)


def count_pairs(
    slots: tuple[Slot, ...], a_end: EndBoxes, b_end: EndBoxes
) -> dict[tuple[str, str], int]:
    """Count pairs of present copies by the parts at their ends.

    Parameters
    ----------
    slots
        The index space of the pairs.
    a_end, b_end
        Boxes of each end.

    Returns
    -------
    dict[tuple[str, str], int]
        Number of ordered pairs per pair of part slugs; pairs with a removed end are left out. [1]
    """
    found = count_marked_pairs(slots, a_end, b_end, ())
    return {(a_slug, b_slug): n for (a_slug, b_slug, _), n in found.items()}


def count_marked_pairs(
    slots: tuple[Slot, ...],
    a_end: EndBoxes,
    b_end: EndBoxes,
    marks: tuple[Mapping[int, int], ...],
) -> dict[tuple[str, str, tuple[int, ...]], int]:
    """Count pairs of present copies by the parts at their ends and the marks that they have.

    Parameters
    ----------
    slots
        The index space of the pairs.
    a_end, b_end
        Boxes of each end.
    marks
        Values by dimension of the first end; a pair has a mark if it agrees with all of them.

    Returns
    -------
    dict[tuple[str, str, tuple[int, ...]], int]
        Number of ordered pairs per pair of part slugs and marks, as indices in ascending order;
        pairs with a removed end are left out. [1]
    """
    marked = EndBoxes(tuple(CountBox(mark, "") for mark in marks), "")
    memo: dict[tuple[int, _Active], dict[_Counted, int]] = {}
    suffix = [1]
    for slot in reversed(slots):
        suffix.append(suffix[-1] * slot.n_pairs)
    suffix.reverse()

    def count(at: int, active: _Active) -> dict[_Counted, int]:
        a_active, b_active, m_active = active
        if not a_active and not b_active and not m_active:
            usual = (a_end.part_slug, b_end.part_slug, ())
            return {usual: suffix[at]} if suffix[at] else {}
        if at == len(slots):
            a_slug, b_slug = a_end.part_of(a_active), b_end.part_of(b_active)
            return {} if a_slug is None or b_slug is None else {(a_slug, b_slug, m_active): 1}
        if (at, active) in memo:
            return memo[at, active]
        slot = slots[at]
        total: dict[_Counted, int] = {}
        a_values = a_end.values(a_active, slot.a_dim_ix) | marked.values(m_active, slot.a_dim_ix)
        b_values = b_end.values(b_active, slot.b_dim_ix)
        for a_value, b_value, weight in _branches(slot, a_values, b_values):
            if weight == 0:
                continue
            below = count(
                at + 1,
                (
                    a_end.narrowed(a_active, slot.a_dim_ix, a_value),
                    b_end.narrowed(b_active, slot.b_dim_ix, b_value),
                    marked.narrowed(m_active, slot.a_dim_ix, a_value),
                ),
            )
            for pair, n in below.items():
                total[pair] = total.get(pair, 0) + n * weight
        memo[at, active] = total
        return total

    a_all, b_all = tuple(range(len(a_end.boxes))), tuple(range(len(b_end.boxes)))
    return count(0, (a_all, b_all, tuple(range(len(marks)))))


def count_copies(sizes: tuple[tuple[int, int], ...], end: EndBoxes) -> dict[str, int]:
    """Count present copies by part.

    Parameters
    ----------
    sizes
        Pairs of dimension index and size.
    end
        Boxes that touch the copies.

    Returns
    -------
    dict[str, int]
        Number of copies per part slug. [1]
    """
    slots = tuple(Slot(dim_ix, None, size) for dim_ix, size in sizes)
    pairs = count_pairs(slots, end, EndBoxes((), ""))
    return {a_slug: n for (a_slug, _), n in pairs.items()}
