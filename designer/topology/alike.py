"""Indices that what differs does not tell apart: exchanging two of them leaves it as it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from designer.topology.space import FabricSpace, Fixed

_Ends: TypeAlias = "tuple[Fixed, ...]"


class _Special(NamedTuple):
    """Something that differs; ``is_unordered`` says that its two ends may change places."""

    kind: tuple[object, ...]
    ends: tuple[dict[int, int], ...]
    is_unordered: bool


class AlikeIndices:
    """Groups the indices that boxes, cuts and named copies of a fabric space mention.

    Parameters
    ----------
    space
        The fabric space.
    """

    def __init__(self, space: FabricSpace) -> None:
        self._space = space
        # Which of several replacements wins depends on their order.
        is_ranked = len({box.part_slug for box in space.boxes} - {None}) > 1
        self._specials = [
            *(
                _Special(
                    ("box", box.type_ixs, box.part_slug, ix if is_ranked else 0),
                    (dict(box.fixed),),
                    is_unordered=False,
                )
                for ix, box in enumerate(space.boxes)
            ),
            *(
                _Special(
                    ("cut", cut.link_ixs, cut.n_links),
                    (dict(cut.a_fixed), dict(cut.b_fixed)),
                    is_unordered=cut.a_type_ix == cut.b_type_ix,
                )
                for cut in space.cuts
            ),
            *(
                _Special(
                    ("named", box.type_ixs, box.part_slug), (dict(box.fixed),), is_unordered=False
                )
                for box in space.named
            ),
        ]

    def groups(self, dim_ix: int, context: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return the indices of a dimension that something mentions, those alike together.

        Parameters
        ----------
        dim_ix
            Dimension.
        context
            Indices of the dimensions that it is inside of.

        Returns
        -------
        list[tuple[int, ...]]
            Each ascending, in order of their first; every permutation within a group leaves what
            differs as it is.
        """
        seen = _Seen(self._space, dim_ix, context)
        touching: dict[int, list[int]] = {}
        for ix, special in enumerate(self._specials):
            for value in {v for end in special.ends for v in seen.values(end)}:
                touching.setdefault(value, []).append(ix)
        groups: list[list[int]] = []
        by_signature: dict[object, list[list[int]]] = {}
        for value in sorted(touching):
            signature = frozenset(
                Counter(seen.outline(self._specials[ix]) for ix in touching[value]).items()
            )
            known = by_signature.setdefault(signature, [])
            for group in known:
                if self._are_alike(seen, touching, group[0], value):
                    group.append(value)
                    break
            else:
                known.append([value])
                groups.append(known[-1])
        return [tuple(group) for group in groups]

    def _are_alike(self, seen: _Seen, touching: dict[int, list[int]], one: int, other: int) -> bool:
        specials = [self._specials[ix] for ix in {*touching[one], *touching[other]}]
        exchange = {one: other, other: one}
        before = Counter(seen.image(special, {}) for special in specials)
        return before == Counter(seen.image(special, exchange) for special in specials)


class _Seen:
    """What differs as one dimension in one context sees it."""

    def __init__(self, space: FabricSpace, dim_ix: int, context: tuple[int, ...]) -> None:
        axis = space.axis_of[dim_ix]
        self._own = {d for d, other in enumerate(space.axis_of) if other == axis}
        self._context = dict(zip(space.inside[dim_ix], context, strict=True))

    def values(self, end: dict[int, int]) -> set[int]:
        # Indices that an end mentions.
        if any(end.get(o, v) != v for o, v in self._context.items()):
            return set()
        return {v for d, v in end.items() if d in self._own}

    def image(self, special: _Special, exchange: dict[int, int]) -> tuple[object, ...]:
        # What becomes of something when indices are exchanged.
        ends = [self._image_of_end(end, exchange) for end in special.ends]
        return (special.kind, *(sorted(ends) if special.is_unordered else ends))

    def _image_of_end(self, end: dict[int, int], exchange: dict[int, int]) -> Fixed:
        if not self.values(end):
            return tuple(sorted(end.items()))
        return tuple(
            sorted((d, exchange.get(v, v) if d in self._own else v) for d, v in end.items())
        )

    def outline(self, special: _Special) -> tuple[object, ...]:
        # What two things must have in common to be images of each other.
        ends = [
            tuple(sorted((d, -1 if d in self._own else v) for d, v in end.items()))
            if self.values(end)
            else tuple(sorted(end.items()))
            for end in special.ends
        ]
        return (special.kind, *(sorted(ends) if special.is_unordered else ends))
