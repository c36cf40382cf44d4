"""Overlay of the bisection cut: which copies are on which side, and which cables are cut.

The cut is the witness of the bisection's upper bound. Its cells are products of index sets, so
the side of every copy follows by array arithmetic, however many copies there are.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from designer.evaluate.bounds import Exactness
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.cut_links import cut_links
from designer.model.ids import path_from_text
from designer.units.display import quantity_text
from designer.viewmodel.box_marks import BoxCollector
from designer.viewmodel.copy_sides import CopyCutSides, SideCounts
from designer.viewmodel.data_overlay import BundleMark, DataOverlay, Side
from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from designer.evaluate.bisection import Cut
    from designer.model.ids import InstanceId, InstancePath
    from designer.topology.cells import Cell as CutCell
    from designer.topology.cells import IndexSet
    from designer.viewmodel.box_marks import Spot
    from designer.viewmodel.cells import Child
    from designer.workbench.snapshot import Snapshot

    _Member: TypeAlias = tuple[int, NDArray[np.bool_]]
    _Indices: TypeAlias = dict[tuple[tuple[InstanceId, ...], str], int]

MAX_FACTS: Final = 4
_OTHER: Final = -1
_STEP_OF: Final = {side: ix for ix, side in enumerate(Side)}
_EXACTNESS: Final = {
    Exactness.EXACT: worded("exact"),
    Exactness.INTERVAL: worded("this cut proves the upper end"),
    Exactness.UPPER: worded("upper bound"),
    Exactness.ESTIMATE: worded("estimate, on assumed wiring"),
    Exactness.LOWER: worded("lower bound"),
}


class CutSides:
    """Finds the side of any copy.

    Parameters
    ----------
    cut
        The cut.
    """

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._members: dict[tuple[int, IndexSet], NDArray[np.bool_]] = {}

    def counts(
        self,
        path: InstancePath,
        instance_id: InstanceId,
        count: int,
        *,
        is_endpoint: bool | None = None,
    ) -> SideCounts:
        """Return what is inside the first copies of an instance.

        Parameters
        ----------
        path
            Indexed path of the block that has the instance.
        instance_id
            The instance.
        count
            How many of its copies are asked for. [1]
        is_endpoint
            Whether to count endpoints or other vertices; endpoints if any copy has one, without.

        Returns
        -------
        SideCounts
            The numbers on each side.
        """
        space = self._cut.base.space
        chain = (*(step.instance_id for step in path), instance_id)
        fixed: _Indices = {}
        for depth in range(1, len(chain)):
            rest = path[depth - 1].copy_ix or 0
            for name, size in reversed(space.chain_dims.get(chain[:depth], ())):
                rest, fixed[chain[:depth], name] = divmod(rest, size)
        own = space.chain_dims.get(chain, ())
        found = np.zeros((2, 2, max(1, math.prod(size for _, size in own))))
        for cell, is_first, is_end in zip(
            self._cut.fold.cells, self._cut.is_first, self._cut.is_endpoint, strict=True
        ):
            if space.types[cell.type_ix].chain[: len(chain)] == chain:
                for members in self._members_of(cell):
                    n = self._in_cell(members, chain, fixed, own)
                    found[int(is_end), int(not is_first)] += n.reshape(-1)
        kind = int(found[1].any() if is_endpoint is None else is_endpoint)
        return SideCounts(found[kind, 0, :count], found[kind, 1, :count])

    def _members_of(self, cell: CutCell) -> Iterator[tuple[_Member, ...]]:
        # Index sets of a cell by indices of the document, split where a context has new names.
        space = self._cut.base.space
        dim_ixs = space.types[cell.type_ix].dim_ixs
        told: dict[int, set[int]] = {}
        for dim_ix, context in space.names.contexts:
            if dim_ix in dim_ixs and context:
                for outer_ix, value in zip(space.inside[dim_ix], context, strict=True):
                    told.setdefault(outer_ix, set()).add(value)

        def walk(
            known: dict[int, int], members: tuple[_Member, ...]
        ) -> Iterator[tuple[_Member, ...]]:
            if len(members) == len(dim_ixs):
                yield members
                return
            dim_ix = dim_ixs[len(members)]
            one = self._member(dim_ix, cell.sets[len(members)])
            new = _new_indices(space.names.listed(dim_ix, known), one.size).reshape(one.shape)
            one = one.reshape(-1)[new]
            if dim_ix not in told:
                yield from walk(known, (*members, (dim_ix, one)))
                return
            for value in told[dim_ix]:
                here = one & (new == value)
                if here.any():
                    yield from walk(known | {dim_ix: value}, (*members, (dim_ix, here)))
            rest = one & ~np.isin(new, list(told[dim_ix]))
            if rest.any():
                yield from walk(known | {dim_ix: _OTHER}, (*members, (dim_ix, rest)))

        yield from walk({}, ())

    def _in_cell(
        self,
        members: tuple[_Member, ...],
        chain: tuple[InstanceId, ...],
        fixed: _Indices,
        own: tuple[tuple[str, int], ...],
    ) -> NDArray[np.float64]:
        # Vertices of a cut cell inside each copy, one axis per own dimension.
        space = self._cut.base.space
        axis_of = {name: axis for axis, (name, _) in enumerate(own)}
        n = np.ones([size for _, size in own] or [1])
        for dim_ix, one in members:
            member: NDArray[np.float64] = one.astype(np.float64)
            axes: list[int] = []
            for part_chain, name, _ in space.dims[dim_ix].parts:
                if (part_chain, name) in fixed:
                    member = np.take(member, fixed[part_chain, name], axis=len(axes))
                elif part_chain == chain:
                    axes.append(axis_of[name])
                else:
                    member = member.sum(axis=len(axes))
            shape = [1] * max(1, len(own))
            order = np.argsort(axes)
            for axis in axes:
                shape[axis] = own[axis][1]
            n = n * np.transpose(member, order).reshape(shape)
        return n

    def _member(self, dim_ix: int, index_set: IndexSet) -> NDArray[np.bool_]:
        key = (dim_ix, index_set)
        if key not in self._members:
            dim = self._cut.base.space.dims[dim_ix]
            member = np.zeros(dim.size, dtype=bool)
            if index_set.values is not None:
                member[list(index_set.values)] = True
            else:
                member[index_set.start : index_set.stop] = True
                member[list(index_set.excluded)] = False
            self._members[key] = member.reshape([size for _, _, size in dim.parts])
        return self._members[key]


def _new_indices(listed: tuple[int, ...], size: int) -> NDArray[np.int64]:
    # New index of every index of a dimension.
    new = np.empty(size, dtype=np.int64)
    is_other = np.ones(size, dtype=bool)
    is_other[list(listed)] = False
    new[list(listed)] = np.arange(len(listed))
    new[is_other] = np.arange(len(listed), size)
    return new


def beside_endpoints(cut: Cut) -> Cut:
    """Return an equal cut whose switches are on the side of the endpoints around them.

    Parameters
    ----------
    cut
        A cut; of several with the same capacity it is the one with the fewest switches on side A.

    Returns
    -------
    Cut
        The same split of the endpoints with the same capacity. Switches whose block has endpoints
        of one side only went over to them where no capacity is added, so that the cut runs
        between blocks.
    """
    fold, base = cut.fold, cut.base
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix].astype(object)
    capacity = fold.cell_size[fold.arc_from_ix].astype(object) * fold.arc_degree * unit
    is_first = np.array(cut.is_first)

    def cut_by(sides: NDArray[np.bool_]) -> int:
        parted = sides[fold.arc_from_ix] & ~sides[fold.arc_to_ix]
        return int(sum(capacity[parted].tolist()))

    least, sides = cut_by(is_first), CutSides(cut)
    for cell_ix, side in enumerate(cut.sides):
        path = path_from_text(side.example_path)
        if side.is_endpoint or len(path) < 2:
            continue
        outer = path[:-2], path[-2].instance_id
        around = sides.counts(*outer, (path[-2].copy_ix or 0) + 1, is_endpoint=True)
        n_a, n_b = float(around.n_a[-1]), float(around.n_b[-1])
        if (n_a > 0) == (n_b > 0) or (n_a > 0) == is_first[cell_ix]:
            continue
        moved = is_first.copy()
        moved[cell_ix] = n_a > 0
        if cut_by(moved) == least:
            is_first = moved
    return replace(cut, is_first=tuple(is_first.tolist()))


def cut_overlay(snapshot: Snapshot, fabric_id: str, spot: Spot) -> DataOverlay:
    """Return the bisection cut of a fabric in a scope.

    Parameters
    ----------
    snapshot
        The design with the cuts of its fabrics.
    fabric_id
        Which fabric.
    spot
        The scope.

    Returns
    -------
    DataOverlay
        Sides of all copies, and the cables that are cut.
    """
    loads = next((f for f in snapshot.readouts.fabric_loads if f.fabric_id == fabric_id), None)
    if loads is None or loads.cut is None:
        return DataOverlay(OverlayKind.CUT, (worded("This fabric has no bisection to show."),))
    cut: Cut | CopyCut
    sides: CutSides | CopyCutSides
    if isinstance(loads.cut, CopyCut):
        cut, sides = loads.cut, CopyCutSides(loads.cut)
    else:
        cut = beside_endpoints(loads.cut)
        sides = CutSides(cut)
    collector = BoxCollector()
    _walk(sides, spot, collector)
    totals: dict[str, int] = {}
    for link in snapshot.graph.link_classes_by_fabric[loads.fabric_id]:
        totals[link.bundle_key] = totals.get(link.bundle_key, 0) + link.n_links
    names = {
        f"{block.id}/{bundle.id}": bundle.name or f"{block.id}/{bundle.id}"
        for block in snapshot.design.blocks
        for bundle in block.link_bundles
    }
    bundles = {
        key: BundleMark(
            0,
            worded("┆ {n_cut:,} of {totals:,} links", n_cut=found.n_cut, totals=totals[key]),
            is_strong=True,
        )
        for key, found in cut_links(snapshot.graph, loads.fabric_id, cut).items()
    }
    facts: list[str] = [_headline(snapshot, fabric_id)]
    facts.append(
        worded(
            "A: {n_first:,} endpoints   B: {n_second:,} endpoints",
            n_first=cut.n_first,
            n_second=cut.n_second,
        )
    )
    facts += [
        joined(" ", (mark.text, names[key])) for key, mark in list(bundles.items())[:MAX_FACTS]
    ]
    if len(bundles) > MAX_FACTS:
        facts.append(worded("┆ {n:,} more bundles", n=len(bundles) - MAX_FACTS))
    return DataOverlay(OverlayKind.CUT, tuple(facts), bundles, boxes=collector.marks())


def _headline(snapshot: Snapshot, fabric_id: str) -> str:
    row = snapshot.readouts.by_id.get(f"bisection_bytes_per_s.{fabric_id}")
    if row is None:
        return worded("Bisection: not known")
    high = row.value if row.high is None else row.high
    return worded(
        "Bisection {high}, {certainty}",
        high=quantity_text(high, row.unit),
        certainty=_EXACTNESS[row.exactness],
    )


def _walk(sides: CutSides | CopyCutSides, spot: Spot, collector: BoxCollector) -> None:
    for child in spot.cell.children:
        counts = sides.counts(spot.path, child.instance_id, child.grid.count)
        has_a, has_b = counts.n_a > 0, counts.n_b > 0
        for side, chosen in ((Side.A, has_a & ~has_b), (Side.B, has_b & ~has_a)):
            ixs = np.flatnonzero(chosen)
            collector.add(spot.boxes(child, ixs), _STEP_OF[side], text=side.value)
        _open(sides, spot, child, np.flatnonzero(has_a & has_b), collector=collector)


def _open(
    sides: CutSides | CopyCutSides,
    spot: Spot,
    child: Child,
    ixs: NDArray[np.int64],
    *,
    collector: BoxCollector,
) -> None:
    """Show the contents of copies that are on both sides; only the mark once there are many."""
    for n_done, copy_ix in enumerate(ixs.tolist()):
        if collector.is_full or not child.cell.children:
            rest = spot.boxes(child, ixs[n_done:])
            collector.add(rest, _STEP_OF[Side.BOTH], text=Side.BOTH.value)
            return
        collector.n_opened += 1
        _walk(sides, spot.inner(child, copy_ix), collector)
