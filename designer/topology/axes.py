"""Which permutations of its indices every dimension of a fabric space allows, and the rules.

Dimensions tied by relations form an *axis* and are permuted together. A dimension that no relation
ties to another is permuted independently in every *context*: one index for each of the dimensions
it is *inside* of. Those are the dimensions that every rule which relates the dimension keeps equal
and that every vertex type with the dimension has, so permuting it in one context alone leaves
every rule as it is (``docs/methods/exceptions.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.topology.space import AxisKind, Pair, Rule, SpaceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.topology.classes import LinkClass
    from designer.topology.space import Fixed, SpaceDim

MAX_SPLIT = 96
"""Most shifts that one relation on a rotated axis is split into."""


def _axes(n_dims: int, rules: Sequence[tuple[Pair, ...]]) -> list[int]:
    parent = list(range(n_dims))

    def root(ix: int) -> int:
        while parent[ix] != ix:
            ix = parent[ix]
        return ix

    for pairs in rules:
        for pair in pairs:
            parent[root(pair.a_dim_ix)] = root(pair.b_dim_ix)
    order: dict[int, int] = {}
    return [order.setdefault(root(ix), len(order)) for ix in range(n_dims)]


class SpacePlan:
    """Axis kinds, dimension order and contexts of a fabric space, and its rules split by them.

    Parameters
    ----------
    dims
        Dimensions of the space.
    type_dims
        Dimensions of every vertex type.
    pairs_by_link
        Relations of every link class.
    ends
        Vertex types at both ends of every link class.
    fixed
        Indices that the copies at both ends of every link class have.
    read_dims
        Sets of dimensions for which it matters whether two copies agree in all of them.
    """

    def __init__(  # noqa: PLR0917 - the tables of one space belong together
        self,
        dims: tuple[SpaceDim, ...],
        type_dims: list[tuple[int, ...]],
        pairs_by_link: list[tuple[Pair, ...]],
        ends: list[tuple[int, int]],
        fixed: list[tuple[Fixed, Fixed]],
        *,
        read_dims: list[frozenset[int]],
    ) -> None:
        self.dims, self.type_dims, self.pairs, self.ends = dims, type_dims, pairs_by_link, ends
        self.fixed = fixed
        self.axis_of = _axes(len(dims), pairs_by_link)
        self.axis_kinds = self._kinds()
        self.members = [
            frozenset(ix for ix, own in enumerate(type_dims) if d in own) for d in range(len(dims))
        ]
        around = [self._around(d, read_dims) for d in range(len(dims))]
        self._key = [(-len(self.members[d]), len(around[d]), d) for d in range(len(dims))]
        self.order = [tuple(sorted(own, key=self._key.__getitem__)) for own in type_dims]
        self.inside = [
            tuple(
                sorted(
                    (o for o in around[d] if self._key[o] < self._key[d]),
                    key=self._key.__getitem__,
                )
            )
            for d in range(len(dims))
        ]

    def _kinds(self) -> list[AxisKind]:
        kinds = [AxisKind.SYMMETRIC] * (max(self.axis_of, default=-1) + 1)
        for pairs in self.pairs:
            for pair in pairs:
                if pair.offset:
                    kinds[self.axis_of[pair.a_dim_ix]] = AxisKind.CYCLIC
        for own in self.type_dims:
            axes = [self.axis_of[d] for d in own]
            for axis in axes:
                if axes.count(axis) > 1:
                    kinds[axis] = AxisKind.FIXED
        for pair in (p for pairs in self.pairs for p in pairs):
            if pair.is_step:
                kinds[self.axis_of[pair.a_dim_ix]] = AxisKind.FIXED
        return kinds

    def _around(self, d: int, read_dims: list[frozenset[int]]) -> frozenset[int]:
        # Dimensions in whose contexts a dimension may be permuted independently.
        if self.axis_of.count(self.axis_of[d]) > 1:
            return frozenset()
        found = {o for o in range(len(self.dims)) if o != d and self.members[d] <= self.members[o]}
        for read in read_dims:
            if d in read:
                found &= read
        for pairs in self.pairs:
            if any(p.a_dim_ix == d for p in pairs):
                found &= {p.a_dim_ix for p in pairs if p == Pair(p.a_dim_ix, p.a_dim_ix)}
        return frozenset(found)

    def rules(self, link_ix: int, link: LinkClass, kinds: tuple[int, int]) -> Iterator[Rule]:
        """Yield the rules of a link class.

        Parameters
        ----------
        link_ix, link
            The link class.
        kinds
            Kinds at its ends.

        Yields
        ------
        Rule
            Each with arcs that the group of the space moves onto each other.

        Raises
        ------
        SpaceTooLargeError
            If a relation splits into too many shifts.
        """
        a_type, b_type = self.ends[link_ix]
        is_same_type = a_type == b_type
        capacity = round(link.rate_bps / 8) * link.n_links_per_pair
        n = link.n_links_per_pair
        is_mutual = is_same_type and all(self._is_mutual(pair) for pair in self.pairs[link_ix])
        for split in self._split(link_ix, (), list(self.order[a_type])):
            fixed, is_symmetric = self.fixed[link_ix], False
            if is_mutual:
                fixed, is_symmetric = self._joined(split, fixed)
            if is_same_type and self._is_loop(split, a_type, fixed):
                continue
            is_directed = kinds[0] != kinds[1] or not is_symmetric
            yield Rule(link_ix, *kinds, split, capacity, is_directed, n, *fixed)
            if is_same_type and kinds[0] != kinds[1] and not is_symmetric:
                turned = (kinds[1], kinds[0])
                yield Rule(link_ix, *turned, split, capacity, is_directed, n, *fixed)

    def _is_mutual(self, pair: Pair) -> bool:
        # Whether two indices that are so related are so the other way round too.
        is_half = 2 * pair.offset % self.dims[pair.a_dim_ix].size == 0
        return pair.is_not_equal or (not pair.is_step and is_half)

    @staticmethod
    def _joined(
        split: tuple[Pair, ...], fixed: tuple[Fixed, Fixed]
    ) -> tuple[tuple[Fixed, Fixed], bool]:
        # Indices that both ends have because one has them and relations keep them equal, and
        # whether the two ends then mean the same copies.
        a, b = dict(fixed[0]), dict(fixed[1])
        equal = {p.a_dim_ix for p in split if p == Pair(p.a_dim_ix, p.a_dim_ix)}
        if any(a.get(d, v) != v for d, v in b.items()):
            return fixed, False
        both = a | b
        if any(d not in equal and (d not in a or d not in b) for d in both):
            return fixed, False
        joined = tuple(sorted(both.items()))
        return (joined, joined), True

    def _is_loop(self, split: tuple[Pair, ...], type_ix: int, fixed: tuple[Fixed, Fixed]) -> bool:
        common = set(fixed[0]) & set(fixed[1])
        return all(
            Pair(d, d) in split or any(d == f for f, _ in common) for d in self.type_dims[type_ix]
        )

    def _split(
        self, link_ix: int, done: tuple[Pair, ...], todo: list[int]
    ) -> Iterator[tuple[Pair, ...]]:
        if not todo:
            yield done
            return
        for choice in self._choices(link_ix, done, todo[0]):
            yield from self._split(link_ix, (*done, *choice), todo[1:])

    def _choices(self, link_ix: int, done: tuple[Pair, ...], d: int) -> list[tuple[Pair, ...]]:
        axis = self.axis_of[d]
        size = self.dims[d].size
        is_cyclic = self.axis_kinds[axis] is AxisKind.CYCLIC
        related = next((p for p in self.pairs[link_ix] if p.a_dim_ix == d), None)
        if related is not None:
            if not (related.is_not_equal and is_cyclic):
                return [(related,)]
            return self._shifts(d, related.b_dim_ix, range(1, size))
        other = next(
            (e for e in self.type_dims[self.ends[link_ix][1]] if self.axis_of[e] == axis), None
        )
        is_fixed = self.axis_kinds[axis] is AxisKind.FIXED
        if other is None or is_fixed or self._is_free(link_ix, done, (d, other)):
            return [()]
        if is_cyclic:
            return self._shifts(d, other, range(size))
        return [(Pair(d, other),), (Pair(d, other, is_not_equal=True),)]

    def _is_free(self, link_ix: int, done: tuple[Pair, ...], dims: tuple[int, int]) -> bool:
        # Whether the group permutes unrelated indices of the two ends independently.
        a_fixed, b_fixed = (dict(fixed) for fixed in self.fixed[link_ix])
        same = {o for o, v in a_fixed.items() if b_fixed.get(o) == v}
        same |= {o for o in self.inside[dims[0]] if Pair(o, o) in done}
        if dims[0] in a_fixed and dims[1] in b_fixed:
            return True
        for fixed, dim_ix in ((a_fixed, dims[0]), (b_fixed, dims[1])):
            if dim_ix in fixed:
                # The other end knows that index only where it is in the contexts that are fixed.
                return any(o in fixed and o not in same for o in self.inside[dim_ix])
        return not same.issuperset(self.inside[dims[0]])

    @staticmethod
    def _shifts(d: int, other: int, offsets: range) -> list[tuple[Pair, ...]]:
        if len(offsets) > MAX_SPLIT:
            raise SpaceTooLargeError
        return [(Pair(d, other, offset=offset),) for offset in offsets]
