"""The links around single copies of a fabric, listed from its rules; nothing else is laid out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.topology.space import SpaceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.topology.space import FabricSpace, Fixed, Pair, Rule

Copy: TypeAlias = tuple[int, ...]
"""Vertex type and index per dimension of the type."""

MAX_LISTED = 20_000
"""Most copies of one exception, or neighbours of one copy, that are listed."""


class Link(NamedTuple):
    """Links of one rule between two copies.

    Attributes
    ----------
    link_ix
        Link class of the rule.
    n_links, n_missing
        Links of the rule, and those of them that are missing. [1]
    per_link_bytes_per_s
        Capacity of each per direction. [byte/s]
    """

    link_ix: int
    n_links: int
    n_missing: int
    per_link_bytes_per_s: int

    @property
    def left_bytes_per_s(self) -> int:
        """Capacity that is left per direction. [byte/s]."""
        return (self.n_links - self.n_missing) * self.per_link_bytes_per_s


class Vicinity:
    """Lists what a copy is linked to in a fabric with exceptions.

    Parameters
    ----------
    space
        Index space of the fabric; no box of it may give a copy another part.
    """

    def __init__(self, space: FabricSpace) -> None:
        self._space = space
        self._known: dict[Copy, dict[Copy, tuple[Link, ...]]] = {}
        self._there: dict[Copy, dict[Copy, tuple[Link, ...]]] = {}
        self._rules: list[list[tuple[Rule, bool]]] = [[] for _ in space.types]
        for rule in space.rules:
            kinds = [space.kinds[ix] for ix in (rule.a_kind_ix, rule.b_kind_ix)]
            if any(kind.part_slug != space.types[kind.type_ix].part_slug for kind in kinds):
                continue
            self._rules[kinds[0].type_ix].append((rule, False))
            if rule.is_directed:
                self._rules[kinds[1].type_ix].append((rule, True))
        self._boxes = [(box.type_ixs, dict(box.fixed)) for box in space.boxes]
        self._cuts: dict[int, list[tuple[int, int, dict[int, int], dict[int, int], int]]] = {}
        for cut in space.cuts:
            own = (cut.a_type_ix, cut.b_type_ix, dict(cut.a_fixed), dict(cut.b_fixed), cut.n_links)
            for link_ix in cut.link_ixs:
                self._cuts.setdefault(link_ix, []).append(own)

    def at(self, copy: Copy) -> dict[int, int]:
        """Return the indices of a copy by dimension.

        Parameters
        ----------
        copy
            The copy.

        Returns
        -------
        dict[int, int]
            Index per dimension of the space.
        """
        return dict(zip(self._space.types[copy[0]].dim_ixs, copy[1:], strict=True))

    def is_there(self, copy: Copy) -> bool:
        """Return whether a copy has not been removed.

        Parameters
        ----------
        copy
            The copy.

        Returns
        -------
        bool
            Whether no exception takes it out.
        """
        at = self.at(copy)
        return not any(
            copy[0] in type_ixs and all(at[d] == v for d, v in fixed.items())
            for type_ixs, fixed in self._boxes
        )

    def copies(self, type_ix: int, fixed: Fixed) -> list[Copy]:
        """Return the copies of a type with some indices.

        Parameters
        ----------
        type_ix
            Vertex type.
        fixed
            Dimensions with their index; others are free.

        Returns
        -------
        list[Copy]
            All of them, removed or not.

        Raises
        ------
        SpaceTooLargeError
            If there are more than :data:`MAX_LISTED`.
        """
        given = dict(fixed)
        sets = [
            (given[d],) if d in given else range(self._space.dims[d].size)
            for d in self._space.types[type_ix].dim_ixs
        ]
        return [(type_ix, *indices) for indices in _product(sets)]

    def links(self, copy: Copy, *, with_removed: bool = False) -> dict[Copy, tuple[Link, ...]]:
        """Return what a copy is linked to.

        Parameters
        ----------
        copy
            The copy, removed or not.
        with_removed
            Whether to list copies that have been removed as well.

        Returns
        -------
        dict[Copy, tuple[Link, ...]]
            Links to every other copy as they are without exceptions, with those missing counted.

        Raises
        ------
        SpaceTooLargeError
            If there are more than :data:`MAX_LISTED`.
        """
        if with_removed:
            return self._all(copy)
        found = self._there.get(copy)
        if found is None:
            found = self._all(copy)
            if self._boxes:
                found = {other: links for other, links in found.items() if self.is_there(other)}
            self._there[copy] = found
        return found

    def between(self, a: Copy, b: Copy) -> tuple[Link, ...]:
        """Return the links between two copies, none if they are not linked.

        Parameters
        ----------
        a, b
            The copies.

        Returns
        -------
        tuple[Link, ...]
            As :meth:`links` lists them.
        """
        return self._all(a).get(b, ())

    def _all(self, copy: Copy) -> dict[Copy, tuple[Link, ...]]:
        found = self._known.get(copy)
        if found is None:
            found = self._known[copy] = self._listed(copy)
        return found

    def _listed(self, copy: Copy) -> dict[Copy, tuple[Link, ...]]:
        found: dict[Copy, tuple[Link, ...]] = {}
        for rule, is_reverse in self._rules[copy[0]]:
            unit = rule.capacity_bytes_per_s // rule.n_links
            whole = (Link(rule.link_ix, rule.n_links, 0, unit),)
            is_cut = self._is_cut(rule.link_ix, copy)
            for other in self._others(rule, copy, is_reverse=is_reverse):
                if other == copy:
                    continue
                links = whole
                if is_cut:
                    n_missing = min(rule.n_links, self._missing(rule.link_ix, copy, other))
                    links = (whole[0]._replace(n_missing=n_missing),)
                found[other] = found[other] + links if other in found else links
        return found

    def _is_cut(self, link_ix: int, copy: Copy) -> bool:
        # Whether some exception takes out links of this copy.
        cuts = self._cuts.get(link_ix)
        if not cuts:
            return False
        at = self.at(copy)
        return any(
            copy[0] == type_ix and all(at[d] == v for d, v in fixed.items())
            for a_type, b_type, a_fixed, b_fixed, _ in cuts
            for type_ix, fixed in ((a_type, a_fixed), (b_type, b_fixed))
        )

    def _others(self, rule: Rule, copy: Copy, *, is_reverse: bool) -> Iterator[Copy]:
        space = self._space
        kind = space.kinds[rule.a_kind_ix if is_reverse else rule.b_kind_ix]
        at = self.at(copy)
        own, other = (rule.b_fixed, rule.a_fixed) if is_reverse else (rule.a_fixed, rule.b_fixed)
        if any(at[d] != v for d, v in own):
            return
        pairs = {(p.a_dim_ix if is_reverse else p.b_dim_ix): p for p in rule.pairs}
        given = dict(other)
        sets: list[Sequence[int]] = []
        for d in space.types[kind.type_ix].dim_ixs:
            values: Sequence[int] = range(space.dims[d].size)
            if d in pairs:
                values = self._related(pairs[d], at, is_reverse=is_reverse)
            if d in given:
                values = [v for v in values if v == given[d]]
            sets.append(values)
        for indices in _product(sets):
            yield (kind.type_ix, *indices)

    def _related(self, pair: Pair, at: dict[int, int], *, is_reverse: bool) -> Sequence[int]:
        size = self._space.dims[pair.b_dim_ix].size
        value = at[pair.b_dim_ix if is_reverse else pair.a_dim_ix]
        value += -pair.offset if is_reverse else pair.offset
        if pair.is_step:
            return (value,) if 0 <= value < size else ()
        value %= size
        return [v for v in range(size) if v != value] if pair.is_not_equal else (value,)

    def _missing(self, link_ix: int, a: Copy, b: Copy) -> int:
        total = 0
        for a_type, b_type, a_fixed, b_fixed, n in self._cuts.get(link_ix, ()):
            for first, second in ((a, b), (b, a)):
                if (first[0], second[0]) != (a_type, b_type):
                    continue
                at_first, at_second = self.at(first), self.at(second)
                if all(at_first[d] == v for d, v in a_fixed.items()) and all(
                    at_second[d] == v for d, v in b_fixed.items()
                ):
                    total += n
        return total


def _product(sets: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    n = 1
    for one in sets:
        n *= len(one)
    if n > MAX_LISTED:
        raise SpaceTooLargeError
    return product(*sets)
