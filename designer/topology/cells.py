"""Cells: sets of copies that look alike, as products of index sets, one per dimension."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from designer.topology.alike import AlikeIndices
from designer.topology.space import AxisKind, FabricSpace, SpaceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_CELLS = 1500
"""Most cells of one partition."""


class IndexSet(NamedTuple):
    """Indices of one dimension that look alike.

    ``values`` lists them, or is ``None`` for all from ``start`` up to but not including ``stop``
    that are not in ``excluded``. ``rep`` is the least of them.
    """

    rep: int
    size: int
    values: tuple[int, ...] | None
    start: int = 0
    stop: int = 0
    excluded: frozenset[int] = frozenset()

    def has(self, value: int) -> bool:
        """Return whether an index is in the set.

        Parameters
        ----------
        value
            Index.

        Returns
        -------
        bool
            Whether it is.
        """
        if self.values is not None:
            return value in self.values
        return self.start <= value < self.stop and value not in self.excluded


def index_range(start: int, stop: int, excluded: frozenset[int]) -> list[IndexSet]:
    """Return the set of all indices of a range but some, as a list of no or one set.

    Parameters
    ----------
    start, stop
        The range.
    excluded
        Indices left out.

    Returns
    -------
    list[IndexSet]
        Empty if nothing is left.
    """
    size = stop - start - sum(1 for v in excluded if start <= v < stop)
    if size <= 0:
        return []
    rep = start
    while rep in excluded:
        rep += 1
    return [IndexSet(rep, size, None, start, stop, excluded)]


@lru_cache(maxsize=64)
def singles(size: int) -> tuple[IndexSet, ...]:
    """Return one set per index, remembered: around every cell of an ordered dimension they recur.

    Parameters
    ----------
    size
        Number of indices.

    Returns
    -------
    tuple[IndexSet, ...]
        The sets.

    Raises
    ------
    SpaceTooLargeError
        If there are more than :data:`MAX_CELLS`.
    """
    if size > MAX_CELLS:
        raise SpaceTooLargeError
    return tuple(IndexSet(v, 1, (v,)) for v in range(size))


def split_at(one: IndexSet, value: int, *, is_ordered: bool) -> list[IndexSet]:
    """Single out one index of a set.

    Parameters
    ----------
    one
        The set.
    value
        The index.
    is_ordered
        Whether to tell the indices before it from those after it, also if it is not in the set.

    Returns
    -------
    list[IndexSet]
        The parts.
    """
    if one.size == 1 or not (is_ordered or one.has(value)):
        return [one]
    single = [IndexSet(value, 1, (value,))] if one.has(value) else []
    if one.values is None:
        if is_ordered:
            before = index_range(one.start, value, one.excluded)
            return [*before, *single, *index_range(value + 1, one.stop, one.excluded)]
        return [*single, *index_range(one.start, one.stop, one.excluded | {value})]
    before_values = tuple(v for v in one.values if v < value)
    after_values = tuple(v for v in one.values if v > value)
    groups = (before_values, after_values) if is_ordered else (before_values + after_values,)
    return [*single, *(IndexSet(g[0], len(g), g) for g in groups if g)]


@dataclass(frozen=True, slots=True)
class Point:
    """A copy, or a place in an ordering of copies, around which a partition is refined.

    Attributes
    ----------
    at
        Index per dimension.
    order
        Dimensions of the ordering from the most to the least significant; ``None`` singles out
        the copy without telling before from after.
    """

    at: Mapping[int, int]
    order: tuple[int, ...] | None = None

    def decides(self, outer_ix: int, dim_ix: int) -> bool:
        """Return whether an outer dimension decides if a nested one is refined.

        Parameters
        ----------
        outer_ix, dim_ix
            Dimensions.

        Returns
        -------
        bool
            Not if the ordering takes the outer one after the nested one.
        """
        if self.order is None or dim_ix not in self.order or outer_ix not in self.order:
            return True
        return self.order.index(outer_ix) < self.order.index(dim_ix)


class Cell(NamedTuple):
    """A cell of one vertex type.

    ``reps`` is one member, ``counts`` how many indices each of its entries stands for, and
    ``base_reps`` the member of the base cell that holds it; ``sets`` are the indices themselves.
    """

    type_ix: int
    reps: tuple[int, ...]
    counts: tuple[int, ...]
    base_reps: tuple[int, ...]
    sets: tuple[IndexSet, ...] = ()

    def has(self, vector: Sequence[int]) -> bool:
        """Return whether a copy of the vertex type is in the cell.

        Parameters
        ----------
        vector
            Index per dimension of the type, as :meth:`FabricSpace.in_space` gives them.

        Returns
        -------
        bool
            Whether it is.
        """
        return all(one.has(v) for one, v in zip(self.sets, vector, strict=True))


class Partition:
    """The orbits of the copies of a fabric space as index sets per dimension."""

    def __init__(self, space: FabricSpace) -> None:
        self.space = space
        self._sets: dict[tuple[int, tuple[int, ...]], Sequence[IndexSet]] = {}
        self._fixed = [dict(box.fixed) for box in space.boxes]
        self._kind_of = {(k.type_ix, k.part_slug): ix for ix, k in enumerate(space.kinds)}
        self._alike = AlikeIndices(space)

    def index_sets(
        self, type_ix: int, dim_ix: int, outer_reps: tuple[int, ...]
    ) -> Sequence[IndexSet]:
        """Return the orbits of a dimension's indices below given outer indices.

        Parameters
        ----------
        type_ix
            Vertex type.
        dim_ix
            Dimension of the type.
        outer_reps
            Indices of the dimensions before it in the type.

        Returns
        -------
        Sequence[IndexSet]
            Sets of indices that differ in the same way first, then the rest.
        """
        at = dict(zip(self.space.types[type_ix].dim_ixs, outer_reps, strict=False))
        context = tuple(at[o] for o in self.space.inside[dim_ix])
        if (dim_ix, context) not in self._sets:
            self._sets[dim_ix, context] = self._orbits(dim_ix, context)
        return self._sets[dim_ix, context]

    def _orbits(self, dim_ix: int, context: tuple[int, ...]) -> Sequence[IndexSet]:
        size = self.space.dims[dim_ix].size
        kind = self.space.axis_kinds[self.space.axis_of[dim_ix]]
        if kind is AxisKind.FIXED:
            return singles(size)
        groups = self._alike.groups(dim_ix, context)
        if groups and kind is AxisKind.CYCLIC:
            return singles(size)
        sets = [IndexSet(values[0], len(values), values) for values in groups]
        return [*sets, *index_range(0, size, frozenset(v for values in groups for v in values))]

    def kind_of(self, type_ix: int, reps: tuple[int, ...]) -> int | None:
        """Return the kind of the copies that an index vector stands for.

        Parameters
        ----------
        type_ix
            Vertex type.
        reps
            Index per dimension of the type.

        Returns
        -------
        int | None
            Index into the kinds of the space, or ``None`` if removed or without links.
        """
        vertex_type = self.space.types[type_ix]
        at = dict(zip(vertex_type.dim_ixs, reps, strict=True))
        slug = vertex_type.part_slug
        for box, fixed in zip(self.space.boxes, self._fixed, strict=True):
            if type_ix in box.type_ixs and all(at[d] == v for d, v in fixed.items()):
                if box.part_slug is None:
                    return None
                slug = box.part_slug
        return self._kind_of.get((type_ix, slug))

    def cells(self, type_ix: int, point: Point | None) -> list[Cell]:
        """Return the cells of a vertex type, refined around a point.

        Parameters
        ----------
        type_ix
            Vertex type.
        point
            What to single out, or ``None``.

        Returns
        -------
        list[Cell]
            The cells, removed copies included.

        Raises
        ------
        SpaceTooLargeError
            If there are more than :data:`MAX_CELLS`.
        """
        cells = [Cell(type_ix, (), (), ())]
        for dim_ix in self.space.types[type_ix].dim_ixs:
            values = self._point_values(dim_ix, point)
            grown: list[Cell] = []
            for cell in cells:
                is_split = bool(values) and self._is_near(dim_ix, cell, point)
                for base_set in self.index_sets(type_ix, dim_ix, cell.base_reps):
                    sets = (
                        self._refined(dim_ix, base_set, values, point) if is_split else [base_set]
                    )
                    grown += [
                        Cell(
                            type_ix,
                            (*cell.reps, one.rep),
                            (*cell.counts, one.size),
                            (*cell.base_reps, base_set.rep),
                            (*cell.sets, one),
                        )
                        for one in sets
                    ]
            cells = grown
            if len(cells) > MAX_CELLS:
                raise SpaceTooLargeError
        return cells

    def _point_values(self, dim_ix: int, point: Point | None) -> list[int]:
        if point is None:
            return []
        axis = self.space.axis_of[dim_ix]
        return sorted({v for d, v in point.at.items() if self.space.axis_of[d] == axis})

    def _is_near(self, dim_ix: int, cell: Cell, point: Point | None) -> bool:
        if point is None or not self.space.inside[dim_ix]:
            return True
        at = dict(zip(self.space.types[cell.type_ix].dim_ixs, cell.reps, strict=False))
        return all(
            at[o] == point.at.get(o) for o in self.space.inside[dim_ix] if point.decides(o, dim_ix)
        )

    def _refined(
        self, dim_ix: int, base_set: IndexSet, values: list[int], point: Point | None
    ) -> Sequence[IndexSet]:
        space = self.space
        size = space.dims[dim_ix].size
        if space.axis_kinds[space.axis_of[dim_ix]] is AxisKind.CYCLIC:
            return singles(size) if base_set.size == size else [base_set]
        is_ordered = point is not None and point.order is not None
        sets = [base_set]
        for value in values:
            sets = [part for one in sets for part in split_at(one, value, is_ordered=is_ordered)]
        return sets
