"""How many pairs of copies a bundle in use links, and how many of its links are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.links import RelationKind
from designer.topology.counting import EndBoxes, Slot, count_marked_pairs, count_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.model.links import LinkBundle
    from designer.topology.chains import DocumentWalk, Place
    from designer.topology.classes import (
        ClassDimension,
        DimRelation,
        FixedIndices,
        LinkCut,
        PairList,
    )
    from designer.topology.wired import Wired


class PairCounts:
    """Counts the linked pairs of bundles that a walk has found."""

    def __init__(self, walk: DocumentWalk) -> None:
        self.walk = walk
        self.dims = walk.dims

    def of(self, wired: Wired) -> dict[tuple[str, str], int]:
        """Count linked pairs of present copies by the parts at their ends.

        Parameters
        ----------
        wired
            A bundle in use.

        Returns
        -------
        dict[tuple[str, str], int]
            Pairs, each unordered one once, or where they are listed their links in multiples of
            the links per pair. Between copies of one chain a pair of parts stands once. [1]
        """
        if wired.pairs is not None:
            return self._listed_counts(wired, wired.pairs)
        a_fixed, b_fixed = dict(wired.a_fixed), dict(wired.b_fixed)
        counts = self._ordered_counts(wired, a_fixed, b_fixed)
        if wired.a[0] != wired.b[0]:
            return counts
        # Between copies of one chain each unordered pair counts once, and no copy with itself.
        both = a_fixed | b_fixed
        is_apart = any(d in a_fixed and a_fixed[d] != v for d, v in b_fixed.items())
        mutual: dict[tuple[str, str], int] = {}
        loops: dict[str, int] = {}
        if not is_apart and all(_is_symmetric(r, self.dims) for r in wired.relations):
            mutual = self._ordered_counts(wired, both, both)
        if not is_apart and all(r.kind is RelationKind.EQUAL for r in wired.relations):
            loops = self.walk.counts(*wired.a, both)
        return _unordered(counts, mutual, loops)

    def _ordered_counts(
        self, wired: Wired, a_fixed: Mapping[int, int], b_fixed: Mapping[int, int]
    ) -> dict[tuple[str, str], int]:
        a_dims = tuple(d for d in self.walk.dim_ixs_by_chain[wired.a[0]] if d not in a_fixed)
        b_dims = tuple(d for d in self.walk.dim_ixs_by_chain[wired.b[0]] if d not in b_fixed)
        slots = slots_of(self.dims, a_dims, b_dims, wired.relations)
        a_boxes, b_boxes = self.walk.end_boxes(*wired.a), self.walk.end_boxes(*wired.b)
        return count_pairs(slots, a_boxes.at(a_fixed), b_boxes.at(b_fixed))

    def _listed_counts(self, wired: Wired, pairs: PairList) -> dict[tuple[str, str], int]:
        # Numbers of links in multiples of the links per pair, so a pair may count several times.
        a_boxes, b_boxes = self.walk.end_boxes(*wired.a), self.walk.end_boxes(*wired.b)
        a_touched = self._touched_copies(a_boxes, pairs.a_dim_ixs)
        b_touched = self._touched_copies(b_boxes, pairs.b_dim_ixs)
        n_usual = 0
        special: dict[tuple[int | None, int | None], int] = {}
        for a, b, n in pairs.rows:
            if a in a_touched or b in b_touched:
                key = (a if a in a_touched else None, b if b in b_touched else None)
                special[key] = special.get(key, 0) + n
            else:
                n_usual += n
        special[None, None] = n_usual
        total: dict[tuple[str, str], int] = {}
        outer = tuple(
            Slot(r.a_dim_ix, r.b_dim_ix, self.dims[r.a_dim_ix].size) for r in wired.relations
        )
        for (a_ix, b_ix), n in special.items():
            ends = (
                _inner_boxes(
                    a_boxes,
                    pairs.a_dim_ixs,
                    None if a_ix is None else self._values(a_ix, pairs.a_dim_ixs),
                ),
                _inner_boxes(
                    b_boxes,
                    pairs.b_dim_ixs,
                    None if b_ix is None else self._values(b_ix, pairs.b_dim_ixs),
                ),
            )
            for slugs, n_outer in count_pairs(outer, *ends).items():
                total[slugs] = total.get(slugs, 0) + n * n_outer
        return _unordered(total, {}, {}) if wired.a[0] == wired.b[0] else total

    def missing(self, place: Place, bundle: LinkBundle, wired: Wired) -> dict[tuple[str, str], int]:
        """Count the links that cuts take out by the parts at their ends.

        Parameters
        ----------
        place
            The block in use.
        bundle
            Its bundle.
        wired
            The same in use.

        Returns
        -------
        dict[tuple[str, str], int]
            Links; between copies of one chain a pair of parts stands in both orders. [1]
        """
        outer_dims = set(place.dim_ixs)
        outer = tuple(Slot(ix, ix, self.dims[ix].size) for ix in place.dim_ixs)
        by_pair: dict[tuple[FixedIndices, FixedIndices], list[LinkCut]] = {}
        for cut in wired.cuts:
            a, b = (tuple(f for f in fixed if f[0] not in outer_dims) for fixed in cut[:2])
            by_pair.setdefault((a, b), []).append(cut)
        total: dict[tuple[str, str], int] = {}
        a_boxes, b_boxes = self.walk.end_boxes(*wired.a), self.walk.end_boxes(*wired.b)
        for (a, b), cuts in by_pair.items():
            marks = tuple({d: v for d, v in cut.a_fixed if d in outer_dims} for cut in cuts)
            n_present = bundle.n_links_per_pair * self._times(bundle, wired, dict(a), dict(b))
            counts = count_marked_pairs(outer, a_boxes.at(dict(a)), b_boxes.at(dict(b)), marks)
            for (a_slug, b_slug, marked), n in counts.items():
                n_missing = n * min(n_present, sum(cuts[ix].n_links for ix in marked))
                total[a_slug, b_slug] = total.get((a_slug, b_slug), 0) + n_missing
        if wired.a[0] != wired.b[0]:
            return total
        return {
            (a, b): total.get((a, b), 0) + (total.get((b, a), 0) if a != b else 0)
            for one in total
            for a, b in (one, one[::-1])
        }

    def _times(
        self, bundle: LinkBundle, wired: Wired, a: Mapping[int, int], b: Mapping[int, int]
    ) -> int:
        if wired.pairs is None:
            return 1
        return bundle.times_of_pair[
            self._number(a, wired.pairs.a_dim_ixs), self._number(b, wired.pairs.b_dim_ixs)
        ]

    def _number(self, values: Mapping[int, int], dim_ixs: tuple[int, ...]) -> int:
        number = 0
        for dim_ix in dim_ixs:
            number = number * self.dims[dim_ix].size + values[dim_ix]
        return number

    def _values(self, copy_ix: int, dim_ixs: tuple[int, ...]) -> dict[int, int]:
        values: dict[int, int] = {}
        for dim_ix in reversed(dim_ixs):
            copy_ix, values[dim_ix] = divmod(copy_ix, self.dims[dim_ix].size)
        return values

    def _touched_copies(self, end: EndBoxes, dim_ixs: tuple[int, ...]) -> set[int]:
        # Copy numbers that lie in a box which tells the copies inside one block apart.
        touched: set[int] = set()
        for box in end.boxes:
            if not any(d in box.fixed for d in dim_ixs):
                continue
            ixs = [0]
            for d in dim_ixs:
                size = self.dims[d].size
                values = [box.fixed[d]] if d in box.fixed else range(size)
                ixs = [ix * size + value for ix in ixs for value in values]
            touched.update(ixs)
        return touched


def _inner_boxes(
    end: EndBoxes, dim_ixs: tuple[int, ...], values: Mapping[int, int] | None
) -> EndBoxes:
    # Boxes of one copy, or without values of the copies that only boxes around their block touch.
    if values is not None:
        return end.at(values)
    kept = tuple(b for b in end.boxes if not any(d in b.fixed for d in dim_ixs))
    return EndBoxes(kept, end.part_slug)


def _unordered(
    counts: Mapping[tuple[str, str], int],
    mutual: Mapping[tuple[str, str], int],
    loops: Mapping[str, int],
) -> dict[tuple[str, str], int]:
    # From ordered pairs, those that hold both ways, and copies paired with themselves.
    merged: dict[tuple[str, str], int] = {}
    for (a_slug, b_slug), n in counts.items():
        if a_slug == b_slug:
            n_loops = loops.get(a_slug, 0)
            merged[a_slug, a_slug] = n - n_loops - (mutual.get((a_slug, a_slug), 0) - n_loops) // 2
        elif (b_slug, a_slug) in merged:
            merged[b_slug, a_slug] += n - mutual.get((a_slug, b_slug), 0)
        else:
            merged[a_slug, b_slug] = n
    return merged


def _is_symmetric(relation: DimRelation, dims: list[ClassDimension]) -> bool:
    if relation.kind is RelationKind.SHIFT:
        return 2 * relation.offset % dims[relation.a_dim_ix].size == 0
    return relation.kind is not RelationKind.STEP


def slots_of(
    dims: list[ClassDimension] | tuple[ClassDimension, ...],
    a_dim_ixs: tuple[int, ...],
    b_dim_ixs: tuple[int, ...],
    relations: tuple[DimRelation, ...],
) -> tuple[Slot, ...]:
    """Return the index space of the pairs of a link class as independent slots.

    Parameters
    ----------
    dims
        Dimensions of the class graph.
    a_dim_ixs, b_dim_ixs
        Dimensions of each end.
    relations
        Conditions between them, each dimension in one at most.

    Returns
    -------
    tuple[Slot, ...]
        Related pairs first, then the other dimensions of each end.
    """
    related = tuple(
        Slot(r.a_dim_ix, r.b_dim_ix, dims[r.a_dim_ix].size, r.kind, r.offset) for r in relations
    )
    a_used = {r.a_dim_ix for r in relations}
    b_used = {r.b_dim_ix for r in relations}
    a_free = tuple(Slot(ix, None, dims[ix].size) for ix in a_dim_ixs if ix not in a_used)
    b_free = tuple(Slot(None, ix, dims[ix].size) for ix in b_dim_ixs if ix not in b_used)
    return (*related, *a_free, *b_free)
