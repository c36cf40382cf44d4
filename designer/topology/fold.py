"""The orbit fold: the quotient of a fabric, as arrays of cells and arc classes.

The base fold has one cell per orbit of the group of :mod:`designer.topology.symmetry`; a refined
fold also singles out one source, or the place of a cut. Arc classes carry the arc orbit of the
base group, so that flows of refined folds add up on the same orbits. Sizes and degrees are
products of small numbers; nothing is expanded. ``docs/methods/throughput.md`` has the proof.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from designer.topology.cells import MAX_CELLS, Cell, Partition, Point
from designer.topology.kind_cells import KindCells, arc_degrees
from designer.topology.missing import MissingArcs
from designer.topology.space import CapacityTooLargeError, Pair, SpaceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.topology.similarity import RuleImage
    from designer.topology.space import FabricSpace

MAX_COPIES = 2**53
"""Most copies of one vertex type, so that counts are exact in every number format used."""

MAX_UNIT_BYTES_PER_S = 2**53
"""Largest capacity between two copies, which numbers with 53 binary digits hold exactly."""

MAX_REMEMBERED_FOLDS = 8
"""Most refined folds that a base fold remembers."""

IntArray: TypeAlias = NDArray[np.int64]
FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Fold:
    """A partition of the vertices of a fabric into cells, with the arcs between them.

    Attributes
    ----------
    cells
        One record per cell.
    cell_size
        Vertices in the cell. (n_cells,)
    cell_kind_ix, cell_base_ix
        Kind of the cell, and the base cell that holds it. (n_cells,)
    arc_from_ix, arc_to_ix
        Cells of each arc class. (n_arcs,)
    arc_degree
        Arcs per vertex of the cell it leaves. (n_arcs,)
    arc_orbit_ix
        Arc orbit. (n_arcs,)
    """

    cells: tuple[Cell, ...]
    cell_size: IntArray
    cell_kind_ix: IntArray
    cell_base_ix: IntArray
    arc_from_ix: IntArray
    arc_to_ix: IntArray
    arc_degree: IntArray
    arc_orbit_ix: IntArray

    @property
    def n_cells(self) -> int:
        """Number of cells [1]."""
        return len(self.cell_size)


class Orbits(NamedTuple):
    """The arc orbits of a fabric.

    Attributes
    ----------
    unit_bytes_per_s, capacity_bytes_per_s
        Capacity of one arc and of all arcs of the orbit, per direction. (n_orbits,)
    reverse_ix
        Orbit of the opposite arcs. (n_orbits,)
    rule_ix
        Rule that the arcs belong to. (n_orbits,)
    """

    unit_bytes_per_s: IntArray
    capacity_bytes_per_s: FloatArray
    reverse_ix: IntArray
    rule_ix: IntArray


class BaseFold:
    """The base fold of a fabric and the maker of refined ones.

    Attributes
    ----------
    space
        The fabric space.
    partition
        Its index sets.
    fold
        One cell per orbit.
    orbits
        Its arc orbits.
    is_endpoint
        Whether the vertices of a base cell are endpoints. (n_base_cells,)
    finer
        The base fold itself; of one whose cells are merged the fold that they are merged from.
    cell_of, orbit_of
        Cell and arc orbit of each cell and arc orbit of ``finer``. (n_finer_cells,), (n_orbits,)
    """

    finer: BaseFold
    cell_of: IntArray
    orbit_of: IntArray

    def __init__(self, space: FabricSpace) -> None:
        for vertex_type in space.types:
            if math.prod(space.dims[d].size for d in vertex_type.dim_ixs) > MAX_COPIES:
                raise SpaceTooLargeError
        if any(rule.capacity_bytes_per_s > MAX_UNIT_BYTES_PER_S for rule in space.rules):
            raise CapacityTooLargeError
        self.space = space
        self._around: dict[int, Fold] = {}
        self.partition = Partition(space)
        self._base_ix: dict[tuple[int, tuple[int, ...]], int] = {}
        self._base_at: list[int] = []
        kept: list[tuple[Cell, int]] = []
        n_by_kind = [0] * len(space.kinds)
        for type_ix in range(len(space.types)):
            for cell in self.partition.cells(type_ix, None):
                kind_ix = self.partition.kind_of(type_ix, cell.reps)
                if kind_ix is not None:
                    self._base_ix[type_ix, cell.reps] = len(kept)
                    self._base_at.append(n_by_kind[kind_ix])
                    n_by_kind[kind_ix] += 1
                    kept.append((cell, kind_ix))
        if len(kept) > MAX_CELLS:
            raise SpaceTooLargeError
        self._kinds = [kind_ix for _, kind_ix in kept]
        self.is_endpoint = np.array([space.kinds[ix].is_endpoint for ix in self._kinds], dtype=bool)
        self._tables: list[tuple[IntArray, IntArray | None]] = []
        by_kind = self._by_kind([cell for cell, _ in kept], list(range(len(kept))))
        sizes = np.array([_size(cell) for cell, _ in kept], dtype=np.int64)
        self._missing = MissingArcs(space)
        self.orbits = self._make_orbits(by_kind, sizes, [cell for cell, _ in kept])
        self.fold = self._make_fold([cell for cell, _ in kept], list(range(len(kept))))
        self._check_both_ways()
        self.finer = self
        self.cell_of = np.arange(len(kept))
        self.orbit_of = np.arange(len(self.orbits.reverse_ix))

    def renamed(self, space: FabricSpace) -> BaseFold:
        """Return the same fold for a space that differs in what its copies are called.

        Parameters
        ----------
        space
            A space of the same shape.

        Returns
        -------
        BaseFold
            The fold, whose paths are those of that space.
        """
        found = copy.copy(self)
        found.space, found.finer = space, found
        return found

    def _check_both_ways(self) -> None:
        # As many arcs of an orbit as of the opposite one, else cells are no orbits: a fault that
        # must not become a number.
        fold = self.fold
        n_arcs = np.zeros(len(self.orbits.reverse_ix), dtype=np.int64)
        np.add.at(n_arcs, fold.arc_orbit_ix, fold.cell_size[fold.arc_from_ix] * fold.arc_degree)
        if not np.array_equal(n_arcs, n_arcs[self.orbits.reverse_ix]):
            raise SpaceTooLargeError

    def _by_kind(self, cells: list[Cell], base_ixs: list[int]) -> list[KindCells]:
        grouped: list[list[int]] = [[] for _ in self.space.kinds]
        for ix, base_ix in enumerate(base_ixs):
            grouped[self._kinds[base_ix]].append(ix)
        found: list[KindCells] = []
        for kind, ixs in zip(self.space.kinds, grouped, strict=True):
            shape = (len(ixs), len(self.space.types[kind.type_ix].dim_ixs))
            found.append(
                KindCells(
                    np.array(ixs, dtype=np.int64),
                    np.array([cells[ix].reps for ix in ixs], dtype=np.int64).reshape(shape),
                    np.array([cells[ix].counts for ix in ixs], dtype=np.int64).reshape(shape),
                    np.array([self._base_at[base_ixs[ix]] for ix in ixs], dtype=np.int64),
                )
            )
        return found

    def _make_orbits(self, by_kind: list[KindCells], sizes: IntArray, cells: list[Cell]) -> Orbits:
        units: list[IntArray] = []
        capacities: list[FloatArray] = []
        rules: list[IntArray] = []
        first = 0
        for rule_ix, rule in enumerate(self.space.rules):
            a, b = by_kind[rule.a_kind_ix], by_kind[rule.b_kind_ix]
            degrees, _ = arc_degrees(self.space, rule, a, b)
            arc = self._missing.capacities(rule, (a.ixs, b.ixs), cells, degrees)
            is_linked = arc > 0
            unit = arc[is_linked]
            n = len(unit)
            table = np.full(degrees.shape, -1, dtype=np.int64)
            table[is_linked] = np.arange(first, first + n)
            n_arcs = (sizes[a.ixs].astype(np.float64)[:, None] * degrees)[is_linked]
            capacity: FloatArray = n_arcs * unit
            n_ways = 2 if rule.is_directed else 1
            units += [unit] * n_ways
            rules += [np.full(n, rule_ix, dtype=np.int64)] * n_ways
            capacities += [capacity] * n_ways
            reverse = np.where(table.T >= 0, table.T + n, -1) if rule.is_directed else None
            self._tables.append((table, reverse))
            first += n * n_ways
        if first == 0:
            none = np.zeros(0, dtype=np.int64)
            return Orbits(none, np.zeros(0), none, none)
        return Orbits(
            np.concatenate(units),
            np.concatenate(capacities),
            self._reverse(first),
            np.concatenate(rules),
        )

    def _reverse(self, n_orbits: int) -> IntArray:
        reverse_ix = np.full(n_orbits, -1, dtype=np.int64)
        rule_ix = {rule: ix for ix, rule in enumerate(self.space.rules)}
        for rule, (table, reverse) in zip(self.space.rules, self._tables, strict=True):
            if reverse is None:
                mirrored = tuple(
                    Pair(
                        p.a_dim_ix,
                        p.b_dim_ix,
                        is_not_equal=p.is_not_equal,
                        offset=-p.offset % self.space.dims[p.a_dim_ix].size,
                    )
                    for p in rule.pairs
                )
                opposite = self._tables[rule_ix[rule._replace(pairs=mirrored)]][0]
            else:
                opposite = reverse
            is_linked = table >= 0
            reverse_ix[table[is_linked]] = opposite.T[is_linked]
            if rule.is_directed:
                reverse_ix[opposite.T[is_linked]] = table[is_linked]
        return reverse_ix

    def cell_at(self, type_ix: int, vector: tuple[int, ...]) -> int | None:
        """Return the base cell of a copy.

        Parameters
        ----------
        type_ix
            Vertex type.
        vector
            Index per dimension of the type, by the names of the space.

        Returns
        -------
        int | None
            The cell; ``None`` if the copy is removed or has no links.
        """
        reps: tuple[int, ...] = ()
        for dim_ix, value in zip(self.space.types[type_ix].dim_ixs, vector, strict=True):
            sets = self.partition.index_sets(type_ix, dim_ix, reps)
            reps = (*reps, next(one.rep for one in sets if one.has(value)))
        return self._base_ix.get((type_ix, reps))

    def orbit_images(self, cell_to: IntArray, rules: Sequence[RuleImage]) -> IntArray | None:
        """Return where a symmetry takes arc orbits.

        Parameters
        ----------
        cell_to
            Base cell that each base cell goes to. (n_base_cells,)
        rules
            What becomes of the arcs of every rule.

        Returns
        -------
        IntArray | None
            Orbit that each orbit goes to, (n_orbits,); ``None`` if one goes nowhere.
        """
        at = np.array(self._base_at, dtype=np.int64)
        kinds = np.array(self._kinds, dtype=np.int64)
        found = np.full(len(self.orbits.reverse_ix), -1, dtype=np.int64)
        for rule, (table, reverse), image in zip(
            self.space.rules, self._tables, rules, strict=True
        ):
            # Places in its kind of where the cells at both ends go.
            a_at = at[cell_to[kinds == rule.a_kind_ix]]
            b_at = at[cell_to[kinds == rule.b_kind_ix]]
            forward, backward = self._tables[image.rule_ix]
            if image.is_turned:
                if backward is None:
                    return None
                forward, backward = backward, forward
            is_linked = table >= 0
            found[table[is_linked]] = forward[np.ix_(a_at, b_at)][is_linked]
            if reverse is not None:
                if backward is None:
                    return None
                is_linked = reverse >= 0
                found[reverse[is_linked]] = backward[np.ix_(b_at, a_at)][is_linked]
        return None if (found < 0).any() else found

    def refined(self, point: Point) -> Fold:
        """Return the fold refined around a point.

        Parameters
        ----------
        point
            A source, or the place of a cut.

        Returns
        -------
        Fold
            The refined fold.

        Raises
        ------
        SpaceTooLargeError
            If there are more than :data:`~designer.topology.cells.MAX_CELLS` cells.
        """
        cells: list[Cell] = []
        base_ixs: list[int] = []
        for type_ix in range(len(self.space.types)):
            for cell in self.partition.cells(type_ix, point):
                base_ix = self._base_ix.get((type_ix, cell.base_reps))
                if base_ix is not None:
                    cells.append(cell)
                    base_ixs.append(base_ix)
        if len(cells) > MAX_CELLS:
            raise SpaceTooLargeError
        # Rings are cut into single vertices whatever the point is.
        same = next((f for f in self._around.values() if f.cells == tuple(cells)), None)
        return self._make_fold(cells, base_ixs) if same is None else same

    def _make_fold(self, cells: list[Cell], base_ixs: list[int]) -> Fold:
        by_kind = self._by_kind(cells, base_ixs)
        parts: list[tuple[IntArray, IntArray, IntArray, IntArray]] = []
        for rule, (table, reverse) in zip(self.space.rules, self._tables, strict=True):
            a, b = by_kind[rule.a_kind_ix], by_kind[rule.b_kind_ix]
            forward, backward = arc_degrees(self.space, rule, a, b)
            a_at, b_at = np.nonzero((forward > 0) & (table[a.base_at[:, None], b.base_at] >= 0))
            orbit_ix = table[a.base_at[a_at], b.base_at[b_at]]
            parts.append((a.ixs[a_at], b.ixs[b_at], forward[a_at, b_at], orbit_ix))
            if reverse is not None:
                orbit_ix = reverse[b.base_at[b_at], a.base_at[a_at]]
                parts.append((b.ixs[b_at], a.ixs[a_at], backward[b_at, a_at], orbit_ix))
        none = np.zeros(0, dtype=np.int64)
        columns = [np.concatenate(c) for c in zip(*parts, strict=True)] if parts else [none] * 4
        kinds = np.array(self._kinds, dtype=np.int64)
        base = np.array(base_ixs, dtype=np.int64)
        return Fold(
            cells=tuple(cells),
            cell_size=np.array([_size(cell) for cell in cells], dtype=np.int64),
            cell_kind_ix=kinds[base],
            cell_base_ix=base,
            arc_from_ix=columns[0],
            arc_to_ix=columns[1],
            arc_degree=columns[2],
            arc_orbit_ix=columns[3],
        )

    def around(self, base_ix: int) -> Fold:
        """Return the fold refined around one member of a base cell.

        Parameters
        ----------
        base_ix
            Base cell of the source.

        Returns
        -------
        Fold
            The refined fold; of a regular fabric it is remembered, as several quantities need it.
        """
        fold = self._around.get(base_ix)
        if fold is None:
            fold = self.refined(self.source_point(base_ix))
            if len(self._around) < MAX_REMEMBERED_FOLDS:
                self._around[base_ix] = fold
        return fold

    def first_of(self, base_ix: int) -> int:
        """Return the cell of ``finer`` that stands for a base cell.

        Parameters
        ----------
        base_ix
            Base cell.

        Returns
        -------
        int
            Its first.
        """
        return base_ix

    def source_point(self, base_ix: int) -> Point:
        """Return one member of a base cell as a point.

        Parameters
        ----------
        base_ix
            Base cell.

        Returns
        -------
        Point
            A source.
        """
        cell = self.fold.cells[base_ix]
        dim_ixs = self.space.types[cell.type_ix].dim_ixs
        return Point(dict(zip(dim_ixs, cell.reps, strict=True)))

    def source_cell(self, fold: Fold, base_ix: int) -> int:
        """Return the cell of a refined fold that is the source.

        Parameters
        ----------
        fold
            The fold refined around the source.
        base_ix
            Base cell of the source.

        Returns
        -------
        int
            Its cell.
        """
        cell = self.fold.cells[base_ix]
        return next(
            ix
            for ix, other in enumerate(fold.cells)
            if other.type_ix == cell.type_ix and other.reps == cell.reps
        )


def base_fold(space: FabricSpace) -> BaseFold:
    """Return the base fold of a fabric, made once for its numbers and its connections.

    Parameters
    ----------
    space
        Fabric space.

    Returns
    -------
    BaseFold
        The base fold, remembered with the space.

    Raises
    ------
    SpaceTooLargeError
        If there are too many copies or cells, or two copies have too much between them.
    """
    base = space.folds.get("base")
    if not isinstance(base, BaseFold):
        base = BaseFold(space)
        space.folds["base"] = base
    return base


def _size(cell: Cell) -> int:
    size = 1
    for n in cell.counts:
        size *= n
    return size
