"""Renumbers what differs, so that exceptions of the same kind in different places look the same.

A dimension may be permuted independently in every context (:mod:`designer.topology.axes`), and
tied dimensions together, so the indices that exceptions name may be called 0, 1, 2 ... in each
context, or in all of them alike. The design that results is the same but for the names of its
copies. The order in which they get their numbers decides only how many exceptions come out equal,
never a number (``docs/methods/exceptions.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.topology.space import AxisKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.topology.axes import SpacePlan
    from designer.topology.names import Renumbering


class Difference(NamedTuple):
    """Something that differs: its kind, and the indices at each of its one or two ends."""

    kind: object
    ends: tuple[dict[int, int], ...]


def align(
    plan: SpacePlan, differences: Sequence[Difference]
) -> tuple[list[Difference], Renumbering]:
    """Renumber indices in their contexts so that equal kinds of differences get equal numbers.

    Parameters
    ----------
    plan
        Contexts of the dimensions.
    differences
        What differs.

    Returns
    -------
    tuple[list[Difference], Renumbering]
        The same with new indices, in the same order, and the new names.
    """
    numbering = _Numbering(plan, differences)
    axes: dict[int, list[int]] = {}
    for d in range(len(plan.dims)):
        if plan.axis_kinds[plan.axis_of[d]] is AxisKind.SYMMETRIC:
            # Dimensions that are tied have no contexts and get their numbers together.
            axes.setdefault(plan.axis_of[d], []).append(d)
    numbering.waiting = {d for own in axes.values() for d in own}
    for own in sorted(axes.values(), key=lambda own: (len(plan.inside[own[0]]), own)):
        numbering.number(own)
    rest = iter(numbering.ends)
    aligned = [Difference(one.kind, tuple(next(rest) for _ in one.ends)) for one in differences]
    return aligned, numbering.names


class _Numbering:
    """Numbers one axis after the other, each in all its contexts.

    Attributes
    ----------
    ends
        Indices at all ends of all differences, new ones where they have their numbers already.
    waiting
        Dimensions that have not got their numbers yet.
    names
        New names so far.
    """

    def __init__(self, plan: SpacePlan, differences: Sequence[Difference]) -> None:
        self._plan = plan
        self.ends = [dict(end) for one in differences for end in one.ends]
        self.waiting: set[int] = set()
        self.names: Renumbering = {}
        kinds = {kind: n for n, kind in enumerate(sorted({repr(one.kind) for one in differences}))}
        # Per end the kind of its difference, its place in it, and all ends of the difference.
        self._owner: list[tuple[int, int, range]] = []
        for one in differences:
            first = len(self._owner)
            own = range(first, first + len(one.ends))
            self._owner += [(kinds[repr(one.kind)], at - first, own) for at in own]

    def number(self, dims: list[int]) -> None:
        """Give the indices of the dimensions of an axis their numbers."""
        inside = self._plan.inside[dims[0]]
        if not all(o in end for end in self.ends if dims[0] in end for o in inside):
            # Something that differs is in several contexts: one name in all of them.
            inside = ()
        found: dict[tuple[int, ...], dict[int, list[tuple[int, int]]]] = {}
        for end_ix, end in enumerate(self.ends):
            for d in dims:
                if d in end:
                    context = tuple(end[o] for o in inside)
                    found.setdefault(context, {}).setdefault(end[d], []).append((end_ix, d))
        numbered = [self._number_in_context(dims, context, at) for context, at in found.items()]
        for at, listed in zip(found.values(), numbered, strict=True):
            for value, places in at.items():
                for end_ix, d in places:
                    self.ends[end_ix][d] = listed.index(value)
        self.waiting.difference_update(dims)

    def _number_in_context(
        self, dims: list[int], context: tuple[int, ...], places: dict[int, list[tuple[int, int]]]
    ) -> tuple[int, ...]:
        seen = {
            value: sorted(self._seen_from(end_ix, d, dims) for end_ix, d in own)
            for value, own in places.items()
        }
        listed = tuple(sorted(places, key=lambda value: (seen[value], value)))
        for d in dims:
            self.names[d, context] = listed
        return listed

    def _seen_from(
        self, end_ix: int, d: int, dims: list[int]
    ) -> tuple[int, int, int, tuple[tuple[int, int], ...]]:
        # A difference as one of its indices sees it: without the indices that have not got their
        # numbers yet; of those of the same axis only whether they are the same.
        kind, place, own = self._owner[end_ix]
        value = self.ends[end_ix][d]
        n_same = sum(self.ends[at].get(other) == value for at in own for other in dims)
        others = tuple(
            (other, number)
            for at in own
            for other, number in sorted(self.ends[at].items())
            if other not in self.waiting
        )
        return (kind, place, n_same, others)
