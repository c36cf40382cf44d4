"""Renumbers what differs, so that exceptions of the same kind in different places look the same.

A dimension may be permuted independently in every context (:mod:`designer.topology.axes`), so in
each context the indices that exceptions name may be called 0, 1, 2 ... The design that results is
the same but for the names of its copies. The order in which they get their numbers decides only how
many exceptions come out equal, never a number (``docs/methods/exceptions.md``).
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
    free = [d for d in range(len(plan.dims)) if _may_be_renumbered(plan, d, numbering.ends)]
    numbering.waiting = set(free)
    for d in sorted(free, key=lambda d: (len(plan.inside[d]), d)):
        numbering.number(d)
    rest = iter(numbering.ends)
    aligned = [Difference(one.kind, tuple(next(rest) for _ in one.ends)) for one in differences]
    return aligned, numbering.names


def _may_be_renumbered(plan: SpacePlan, d: int, ends: list[dict[int, int]]) -> bool:
    if not plan.inside[d] or plan.axis_kinds[plan.axis_of[d]] is not AxisKind.SYMMETRIC:
        return False
    return all(o in end for end in ends if d in end for o in plan.inside[d])


class _Numbering:
    """Numbers one dimension after the other, each in all its contexts.

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

    def number(self, d: int) -> None:
        """Give the indices of a dimension their numbers."""
        self.waiting.discard(d)
        found: dict[tuple[int, ...], dict[int, list[int]]] = {}
        for end_ix, end in enumerate(self.ends):
            if d in end:
                context = tuple(end[o] for o in self._plan.inside[d])
                found.setdefault(context, {}).setdefault(end[d], []).append(end_ix)
        for context, end_ixs in found.items():
            self._number_in_context(d, context, end_ixs)

    def _number_in_context(
        self, d: int, context: tuple[int, ...], end_ixs: dict[int, list[int]]
    ) -> None:
        seen = {v: sorted(self._seen_from(ix, d) for ix in ixs) for v, ixs in end_ixs.items()}
        listed = tuple(sorted(end_ixs, key=lambda value: (seen[value], value)))
        self.names[d, context] = listed
        for value, ixs in end_ixs.items():
            for ix in ixs:
                self.ends[ix][d] = listed.index(value)

    def _seen_from(self, end_ix: int, d: int) -> tuple[int, int, tuple[tuple[int, int], ...]]:
        # A difference as one of its indices sees it: without that index, and without those that
        # have not got their numbers yet.
        kind, place, own = self._owner[end_ix]
        others = tuple(
            (other, value)
            for at in own
            for other, value in sorted(self.ends[at].items())
            if other not in self.waiting and not (at == end_ix and other == d)
        )
        return (kind, place, others)
