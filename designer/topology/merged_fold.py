"""A fold whose cells and arc orbits are merged by checked symmetries.

The base fold has the orbits of permutations of single axes. Symmetries that move several axes at
once (:mod:`designer.topology.similarity`) carry whole cells to cells and arc orbits to arc orbits;
what they carry to each other is one orbit of the larger group. Around a source, cells are merged by
colour refinement keyed by the merged arc orbits, which is all that the fold's proof asks of a
partition; the result is checked, so that a hash can cost size but never truth
(``docs/methods/exceptions.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from designer.topology.fold import MAX_REMEMBERED_FOLDS, BaseFold, Fold, Orbits
from designer.topology.similarity import further_symmetries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.topology.cells import Point
    from designer.topology.fold import IntArray
    from designer.topology.similarity import Symmetry

MAX_PASSES = 200
"""Most passes of a refinement; each but the last finds at least one more class."""


class MergedFold(BaseFold):
    """A base fold with merged cells and orbits; cuts and places still come from the finer one.

    Parameters
    ----------
    finer
        The base fold.
    cell_of
        Merged cell of each of its cells. (n_base_cells,)
    orbit_of
        Merged orbit of each of its arc orbits. (n_orbits,)
    """

    def __init__(self, finer: BaseFold, cell_of: IntArray, orbit_of: IntArray) -> None:
        self.space = finer.space
        self.partition = finer.partition
        self.finer = finer
        self.cell_of = cell_of
        self.orbit_of = orbit_of
        self._around = {}
        _, self._first = np.unique(cell_of, return_index=True)
        self.is_endpoint = finer.is_endpoint[self._first]
        self.orbits = _merged_orbits(finer.orbits, orbit_of)
        self.fold = _coarser(finer.fold, cell_of, cell_of, orbit_of)

    @override
    def refined(self, point: Point) -> Fold:
        return self.finer.refined(point)

    @override
    def first_of(self, base_ix: int) -> int:
        return int(self._first[base_ix])

    @override
    def around(self, base_ix: int) -> Fold:
        fold = self._around.get(base_ix)
        if fold is None:
            first = self.first_of(base_ix)
            fine = self.finer.around(first)
            source_ix = self.finer.source_cell(fine, first)
            color = self.cell_of[fine.cell_base_ix].copy()
            color[source_ix] = len(self._first)
            fold = _equitable(fine, color, self.cell_of[fine.cell_base_ix], self.orbit_of)
            if len(self._around) < MAX_REMEMBERED_FOLDS:
                self._around[base_ix] = fold
        return fold


def merged_fold(base: BaseFold) -> BaseFold:
    """Return a base fold with everything merged that checked symmetries carry to each other.

    Parameters
    ----------
    base
        Base fold of a fabric.

    Returns
    -------
    BaseFold
        The merged fold, or the base fold itself if there is nothing to merge.
    """
    symmetries = further_symmetries(base.space)
    if not symmetries:
        return base
    n_cells, n_orbits = base.fold.n_cells, len(base.orbits.reverse_ix)
    cell_images: list[IntArray] = []
    orbit_images: list[IntArray] = []
    for checked in symmetries:
        cell_to = _cell_images(base, checked.symmetry)
        orbit_to = None if cell_to is None else base.orbit_images(cell_to, checked.rules)
        if cell_to is None or orbit_to is None or not _is_kept(base, cell_to, orbit_to):
            continue
        cell_images.append(cell_to)
        orbit_images.append(orbit_to)
    cell_of, orbit_of = _joined(n_cells, cell_images), _joined(n_orbits, orbit_images)
    if int(orbit_of.max(initial=-1)) + 1 == n_orbits and int(cell_of.max()) + 1 == n_cells:
        return base
    return MergedFold(base, cell_of, orbit_of)


def _cell_images(base: BaseFold, symmetry: Symmetry) -> IntArray | None:
    # Cell that holds the image of one member of every cell.
    found = np.zeros(base.fold.n_cells, dtype=np.int64)
    for ix, cell in enumerate(base.fold.cells):
        dim_ixs = base.space.types[cell.type_ix].dim_ixs
        image = symmetry.image(dict(zip(dim_ixs, cell.reps, strict=True)))
        to = base.cell_at(cell.type_ix, tuple(image[d] for d in dim_ixs))
        if to is None:
            return None
        found[ix] = to
    return found


def _is_kept(base: BaseFold, cell_to: IntArray, orbit_to: IntArray) -> bool:
    # Whether cells and orbits go to others of the same size, kind and capacity, each to its own.
    fold, orbits = base.fold, base.orbits
    return bool(
        np.array_equal(np.sort(cell_to), np.arange(len(cell_to)))
        and np.array_equal(np.sort(orbit_to), np.arange(len(orbit_to)))
        and np.array_equal(fold.cell_size[cell_to], fold.cell_size)
        and np.array_equal(fold.cell_kind_ix[cell_to], fold.cell_kind_ix)
        and np.array_equal(orbits.unit_bytes_per_s[orbit_to], orbits.unit_bytes_per_s)
        and np.array_equal(orbits.reverse_ix[orbit_to], orbit_to[orbits.reverse_ix])
    )


def _joined(n: int, images: Sequence[IntArray]) -> IntArray:
    # Orbits under permutations, numbered in order of their first member.
    label = np.arange(n)
    while True:
        lower = label.copy()
        for image in images:
            lower = np.minimum(lower, lower[image])
            np.minimum.at(lower, image, lower.copy())
        lower = lower[lower]
        if np.array_equal(lower, label):
            return _numbered(label)
        label = lower


def _merged_orbits(orbits: Orbits, orbit_of: IntArray) -> Orbits:
    _, first = np.unique(orbit_of, return_index=True)
    return Orbits(
        orbits.unit_bytes_per_s[first],
        np.bincount(orbit_of, orbits.capacity_bytes_per_s).astype(np.float64),
        orbit_of[orbits.reverse_ix[first]],
        orbits.rule_ix[first],
    )


def _coarser(fold: Fold, class_ix: IntArray, base_ix: IntArray, orbit_of: IntArray) -> Fold:
    # The fold with cells of a class as one; its first cell stands for all.
    _, first = np.unique(class_ix, return_index=True)
    is_first = np.zeros(fold.n_cells, dtype=bool)
    is_first[first] = True
    own = np.flatnonzero(is_first[fold.arc_from_ix])
    table = np.stack([
        class_ix[fold.arc_from_ix[own]],
        class_ix[fold.arc_to_ix[own]],
        orbit_of[fold.arc_orbit_ix[own]],
    ])
    rows, inverse = np.unique(table, axis=1, return_inverse=True)
    degree = np.zeros(rows.shape[1], dtype=np.int64)
    np.add.at(degree, inverse.ravel(), fold.arc_degree[own])
    sizes = np.zeros(len(first), dtype=np.int64)
    np.add.at(sizes, class_ix, fold.cell_size)
    return Fold(
        cells=tuple(fold.cells[ix] for ix in first.tolist()),
        cell_size=sizes,
        cell_kind_ix=fold.cell_kind_ix[first],
        cell_base_ix=base_ix[first],
        arc_from_ix=rows[0],
        arc_to_ix=rows[1],
        arc_degree=degree,
        arc_orbit_ix=rows[2],
    )


def _equitable(fold: Fold, color: IntArray, base_ix: IntArray, orbit_of: IntArray) -> Fold:
    # The fold with the classes of the coarsest partition that keeps the colours and has equally
    # many arcs of every merged orbit to every class.
    class_ix = equitable_classes(fold, color, orbit_of[fold.arc_orbit_ix])
    return _coarser(fold, class_ix, base_ix, orbit_of)


def equitable_classes(fold: Fold, color: IntArray, arc_color: IntArray) -> IntArray:
    """Merge cells while every vertex of a class has equally many arcs of each colour to a class.

    Parameters
    ----------
    fold
        A fold.
    color
        Colour of every cell, from 0; cells of different colours stay apart. (n_cells,)
    arc_color
        Colour of every arc class, from 0. (n_arcs,)

    Returns
    -------
    IntArray
        Class of every cell, numbered in order of their first cell: the coarsest partition found
        by colour refinement, or every cell by itself if that fails its exact check. (n_cells,)
    """
    noise = np.random.default_rng(7)
    class_ix = _numbered(color)
    n_colors = int(arc_color.max(initial=-1)) + 1
    for _ in range(MAX_PASSES):
        n = int(class_ix.max()) + 1
        mark = noise.integers(1, 2**63, size=n_colors + n, dtype=np.uint64)
        value = mark[arc_color] * (mark[n_colors + class_ix[fold.arc_to_ix]] | np.uint64(1))
        seen = np.zeros(fold.n_cells, dtype=np.uint64)
        np.add.at(seen, fold.arc_from_ix, value * fold.arc_degree.astype(np.uint64))
        order = np.lexsort((seen, class_ix))
        starts = np.ones(fold.n_cells, dtype=bool)
        starts[1:] = (seen[order][1:] != seen[order][:-1]) | (
            class_ix[order][1:] != class_ix[order][:-1]
        )
        finer = np.empty(fold.n_cells, dtype=np.int64)
        finer[order] = np.cumsum(starts) - 1
        if int(finer.max()) + 1 == n:
            break
        class_ix = finer
    class_ix = _numbered(class_ix)
    if _is_equitable(fold, class_ix, arc_color):
        return class_ix
    return np.arange(fold.n_cells)


def _numbered(label: IntArray) -> IntArray:
    # Labels from 0, in order of their first member.
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse].astype(np.int64)


def _is_equitable(fold: Fold, class_ix: IntArray, arc_color: IntArray) -> bool:
    # Exactly: every cell of a class has the arcs of the class's first cell.
    table = np.stack([fold.arc_from_ix, class_ix[fold.arc_to_ix], arc_color])
    rows, inverse = np.unique(table, axis=1, return_inverse=True)
    degree = np.zeros(rows.shape[1], dtype=np.int64)
    np.add.at(degree, inverse.ravel(), fold.arc_degree)
    arcs: list[list[tuple[int, int, int]]] = [[] for _ in range(fold.n_cells)]
    for cell, to, orbit, n in zip(*rows.tolist(), degree.tolist(), strict=True):
        arcs[cell].append((to, orbit, n))
    first: dict[int, int] = {}
    return all(arcs[cell] == arcs[first.setdefault(own, cell)] for cell, own in enumerate(class_ix))
