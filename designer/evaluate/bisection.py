"""Cuts of a fabric: balanced splits of the endpoints with every switch placed best.

A split orders the endpoints by their indices, one dimension first, and takes the first half. The
fold refined around the middle has every cell on one side; the switches are placed by an exact
minimum cut between cells, in integers. That is the least cut of that split, hence an upper bound
on the bisection (``docs/methods/bisection.md``).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, islice, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.certificates import is_closed
from designer.evaluate.cut_orders import Ends, arrangements, has_dim, set_of
from designer.evaluate.minimum_cut import minimum_cut
from designer.topology.cells import Point
from designer.topology.hops import path_of
from designer.topology.merged_fold import equitable_classes
from designer.topology.space import SpaceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.evaluate.flows import SourceFold
    from designer.topology.cells import Cell, IndexSet
    from designer.topology.fold import BaseFold, Fold


_AS_NUMBERED: Final = Ends()
_NO_ENDS: Final[Mapping[int, Ends]] = MappingProxyType({})
MAX_PLAIN_CELLS: Final = 48
"""Most cells that are parted as they are, without looking for those that look alike."""
MAX_WHOLE_CELLS: Final = 12
"""Most kinds of endpoints whose subsets are tried as halves."""


class CutSide(NamedTuple):
    """A cell of a cut: one member, how many vertices, whether endpoints, and its side (0 or 1)."""

    example_path: str
    n_vertices: int
    is_endpoint: bool
    side: int


@dataclass(frozen=True)
class Cut:
    """A split of all vertices in two.

    Attributes
    ----------
    capacity_bytes_per_s
        Capacity of the links cut, one direction. [byte/s]
    n_first, n_second
        Endpoints on each side. [1]
    base, fold, is_first, is_endpoint
        The fold whose cells are split, which cells are on the first side, and which were split as
        endpoints.
    """

    capacity_bytes_per_s: int
    n_first: int
    n_second: int
    base: BaseFold = field(repr=False, compare=False)
    fold: Fold = field(repr=False, compare=False)
    is_first: tuple[bool, ...]
    is_endpoint: tuple[bool, ...]

    @property
    def rate_bytes_per_s(self) -> float:
        """What each endpoint of the smaller side can send to the other side at most."""
        return self.capacity_bytes_per_s / min(self.n_first, self.n_second)

    @cached_property
    def sides(self) -> tuple[CutSide, ...]:
        """Every cell with its side."""
        return tuple(
            CutSide(path_of(self.base.space, cell.type_ix, cell.reps), size, is_end, 1 - is_first)
            for cell, size, is_first, is_end in zip(
                self.fold.cells,
                self.fold.cell_size.tolist(),
                self.is_first,
                self.is_endpoint,
                strict=True,
            )
        )


class _Share(NamedTuple):
    """A base cell of endpoints, and how many of them remain once some indices are chosen."""

    ix: int
    cell: Cell
    n_endpoints: int


def _index_at(
    pairs: list[tuple[int, IndexSet]], size: int, position: int, ends: Ends
) -> tuple[int, int]:
    # The index that holds an endpoint and its position there; -1 if all indices come before it.
    special = {v for _, one in pairs for v in (one.values or one.excluded)}
    special |= ends.first | ends.last
    bounds = sorted({0, size, *special, *(v + 1 for v in special)})
    for start, stop in sorted(pairwise(bounds), key=lambda span: ends.rank(span[0])):
        weight = sum(n // one.size for n, one in pairs if one.has(start))
        if position < weight * (stop - start):
            return start + position // weight, position % weight
        position -= weight * (stop - start)
    return -1, position


def median_point(
    base: BaseFold, order: tuple[int, ...], ends: Mapping[int, Ends] = _NO_ENDS
) -> Point:
    """Return the first endpoint of the second half in an ordering.

    Parameters
    ----------
    base
        Base fold.
    order
        Dimensions from the most to the least significant; endpoints without a dimension come
        after those that have it.
    ends
        Indices that come first or last, by dimension.

    Returns
    -------
    Point
        The place.
    """
    shares = [
        _Share(int(ix), base.fold.cells[ix], int(base.fold.cell_size[ix]))
        for ix in np.flatnonzero(base.is_endpoint)
    ]
    position = sum(share.n_endpoints for share in shares) // 2
    at: dict[int, int] = {}
    for dim_ix in order:
        having = [share for share in shares if has_dim(base, share.cell, dim_ix)]
        pairs = [(s.n_endpoints, set_of(base, s.cell, dim_ix)) for s in having]
        size = base.space.dims[dim_ix].size
        index, position = _index_at(pairs, size, position, ends.get(dim_ix, _AS_NUMBERED))
        if index < 0:
            shares = [share for share in shares if not has_dim(base, share.cell, dim_ix)]
            continue
        at[dim_ix] = index
        shares = [
            _Share(s.ix, s.cell, n // one.size)
            for s, (n, one) in zip(having, pairs, strict=True)
            if one.has(index)
        ]
    return Point(at, order)


def _side(base: BaseFold, cell: Cell, point: Point, ends: Mapping[int, Ends] = _NO_ENDS) -> int:
    dim_ixs = base.space.types[cell.type_ix].dim_ixs
    for dim_ix in point.order or ():
        if dim_ix in dim_ixs and dim_ix in point.at:
            rep = cell.reps[dim_ixs.index(dim_ix)]
            if rep != point.at[dim_ix]:
                rank = ends.get(dim_ix, _AS_NUMBERED).rank
                return int(rank(rep) > rank(point.at[dim_ix]))
        elif dim_ix in dim_ixs:
            return 0
        elif dim_ix in point.at:
            return 1
    return 1


def half_split(base: BaseFold, order: tuple[int, ...], ends: Mapping[int, Ends] = _NO_ENDS) -> Cut:
    """Return the least cut that halves the endpoints in an ordering.

    Parameters
    ----------
    base
        Base fold with two or more endpoints.
    order
        Dimensions of the ordering.
    ends
        Indices that come first or last, by dimension.

    Returns
    -------
    Cut
        The cut, with its witness.

    Raises
    ------
    SpaceTooLargeError
        If the fold has too many cells.
    """
    point = median_point(base, order, ends)
    fold = base.refined(point)
    is_endpoint = base.is_endpoint[fold.cell_base_ix]
    side = {int(ix): _side(base, fold.cells[ix], point, ends) for ix in np.flatnonzero(is_endpoint)}
    return _cut(base, fold, side)


def half_cuts(base: BaseFold, order: tuple[int, ...]) -> tuple[int, int]:
    """Return the capacity cut by an ordering's first half, without and with the middle endpoint.

    Parameters
    ----------
    base
        Base fold whose vertices are all endpoints.
    order
        Dimensions of the ordering.

    Returns
    -------
    tuple[int, int]
        Capacity around the first half, rounded down; and around it and the next endpoint. [byte/s]

    Raises
    ------
    SpaceTooLargeError
        If the fold has too many cells.
    """
    point = median_point(base, order)
    fold = base.refined(point)
    side = {ix: _side(base, cell, point) for ix, cell in enumerate(fold.cells)}
    dim_ixs = base.space.types[fold.cells[0].type_ix].dim_ixs
    reps = tuple(point.at.get(d, 0) for d in dim_ixs)
    middle = next(ix for ix, cell in enumerate(fold.cells) if cell.reps == reps)
    return (
        _cut(base, fold, side).capacity_bytes_per_s,
        _cut(base, fold, side | {middle: 0}).capacity_bytes_per_s,
    )


def _cut(base: BaseFold, fold: Fold, side: dict[int, int]) -> Cut:
    # Cells that look alike in capacities and sides are on one side of a least cut: the mean of a
    # cut over a class of an equitable partition cuts no more (``docs/methods/bisection.md``).
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix]
    if len(side) == fold.n_cells:
        return _given_cut(base, fold, side)
    if fold.n_cells > MAX_PLAIN_CELLS:
        color = np.full(fold.n_cells, 2, dtype=np.int64)
        color[list(side)] = list(side.values())
        _, arc_color = np.unique(unit, return_inverse=True)
        class_ix = equitable_classes(fold, color, arc_color)
    else:
        class_ix = np.arange(fold.n_cells)
    sizes = fold.cell_size.tolist()
    arcs = [
        (a, b, sizes[cell] * degree * capacity)
        for cell, a, b, degree, capacity in zip(
            fold.arc_from_ix.tolist(),
            class_ix[fold.arc_from_ix].tolist(),
            class_ix[fold.arc_to_ix].tolist(),
            fold.arc_degree.tolist(),
            unit.tolist(),
            strict=True,
        )
    ]
    first = {ix for ix, one in side.items() if one == 0}
    ends = ({int(class_ix[ix]) for ix in first}, {int(class_ix[ix]) for ix in set(side) - first})
    total, is_first = minimum_cut(int(class_ix.max()) + 1, arcs, *ends)
    n_first = sum(sizes[ix] for ix in first)
    n_second = sum(sizes[ix] for ix in side) - n_first
    is_endpoint = tuple(ix in side for ix in range(fold.n_cells))
    cells_first = tuple(is_first[ix] for ix in class_ix.tolist())
    return Cut(total, n_first, n_second, base, fold, cells_first, is_endpoint)


def _given_cut(base: BaseFold, fold: Fold, side: dict[int, int]) -> Cut:
    # The cut between sides that all cells have already, as where every vertex is an endpoint.
    is_second = np.array([side[ix] for ix in range(fold.n_cells)], dtype=bool)
    crosses = np.flatnonzero(~is_second[fold.arc_from_ix] & is_second[fold.arc_to_ix])
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix[crosses]].tolist()
    n_arcs = zip(
        fold.cell_size[fold.arc_from_ix[crosses]].tolist(),
        fold.arc_degree[crosses].tolist(),
        unit,
        strict=True,
    )
    n_first, n_second = (int(fold.cell_size[own].sum()) for own in (~is_second, is_second))
    return Cut(
        sum(size * degree * capacity for size, degree, capacity in n_arcs),
        n_first,
        n_second,
        base,
        fold,
        tuple((~is_second).tolist()),
        (True,) * fold.n_cells,
    )


def _ordered_cuts(base: BaseFold, max_orders: int) -> Iterator[Cut]:
    for order, ends in islice(arrangements(base), max_orders):
        with suppress(SpaceTooLargeError):
            yield half_split(base, order, ends)


def _cell_cuts(base: BaseFold, max_cuts: int) -> Iterator[Cut]:
    # Halves made of whole base cells, such as endpoints that were drawn one by one.
    own = [int(ix) for ix in np.flatnonzero(base.is_endpoint)][:MAX_WHOLE_CELLS]
    sizes = base.fold.cell_size.tolist()
    half = int(base.fold.cell_size[base.is_endpoint].sum()) // 2
    subsets = (set(some) for n in range(1, len(own)) for some in combinations(own, n))
    halves = (some for some in subsets if sum(sizes[ix] for ix in some) == half)
    for some in islice(halves, max_cuts):
        side = {int(ix): int(ix not in some) for ix in np.flatnonzero(base.is_endpoint)}
        yield _cut(base, base.fold, side)


def bisection_high(base: BaseFold, low_bytes_per_s: float, max_orders: int = 48) -> Cut | None:
    """Return the least balanced cut found.

    Parameters
    ----------
    base
        Base fold with two or more endpoints.
    low_bytes_per_s
        A lower bound; the search stops at a cut that meets it. [byte/s]
    max_orders
        Most orderings to try, those with exceptions at the ends included. [1]

    Returns
    -------
    Cut | None
        The cut, or ``None`` if no fold of a balanced split is small enough.
    """
    best: Cut | None = None
    for cut in chain(_ordered_cuts(base, max_orders), _cell_cuts(base, max_orders)):
        if abs(cut.n_first - cut.n_second) > 1:
            continue
        if best is None or cut.capacity_bytes_per_s < best.capacity_bytes_per_s:
            best = cut
        if is_closed(low_bytes_per_s, float(best.capacity_bytes_per_s)):
            break
    return best


def least_group_cut(
    base: BaseFold, sources: tuple[SourceFold, ...], max_cuts: int = 24
) -> Cut | None:
    """Return the cut around a group of endpoints that bounds worst-case throughput most.

    A group is all endpoints that share leading indices with a source: those of one switch, one
    node, one rack. Traffic that leaves or enters the smaller side in full must fit the cut.

    Parameters
    ----------
    base
        Base fold.
    sources
        Folds around one endpoint per orbit.
    max_cuts
        Most cuts to try. [1]

    Returns
    -------
    Cut | None
        The cut whose :attr:`Cut.rate_bytes_per_s` is least, or ``None`` if there is no group.
    """
    found = islice(_group_cuts(base, sources), max_cuts)
    return min(found, key=lambda cut: cut.rate_bytes_per_s, default=None)


def _group_cuts(base: BaseFold, sources: tuple[SourceFold, ...]) -> Iterator[Cut]:
    finer = base.finer
    for source in sources:
        # Merged cells may lie inside and outside of a group.
        first = base.first_of(source.base_ix)
        fold = finer.around(first)
        own = fold.cells[finer.source_cell(fold, first)]
        dim_ixs = base.space.types[own.type_ix].dim_ixs
        for depth in range(len(dim_ixs) - 1, 0, -1):
            at = dict(zip(dim_ixs[:depth], own.reps, strict=False))
            side = {
                int(ix): 0 if _shares(base, fold.cells[ix], at) else 1
                for ix in np.flatnonzero(finer.is_endpoint[fold.cell_base_ix])
            }
            if len(set(side.values())) == 2:
                yield _cut(finer, fold, side)


def _shares(base: BaseFold, cell: Cell, at: dict[int, int]) -> bool:
    dim_ixs = base.space.types[cell.type_ix].dim_ixs
    reps = dict(zip(dim_ixs, cell.reps, strict=True))
    return all(reps.get(d) == v for d, v in at.items())
