"""Folded flows: one source per orbit of endpoints, and the rows that their flows share.

A flow variable is the total over an arc class of one source's fold, so there are as many as arc
classes, whatever the counts are. Orbits and their reverses share one capacity row, because demand
and capacities are the same in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from designer.topology.hops import shortest_costs

if TYPE_CHECKING:
    from designer.topology.fold import BaseFold, BoolArray, FloatArray, Fold, IntArray


@dataclass(frozen=True)
class SourceFold:
    """One endpoint orbit: the fold around one member, and what distances it sees.

    Attributes
    ----------
    fold
        Fold refined around the source.
    base_ix
        Base cell of the source.
    source_ix
        Cell of the source in the fold.
    n_sources
        Endpoints of the orbit. [1]
    hops
        Vertices passed through to each cell; infinite if it is not reached. (n_cells,)
    is_endpoint
        Whether a cell holds endpoints. (n_cells,)
    unit_bytes_per_s
        Capacity of one arc of each arc class, per direction. (n_arcs,)
    """

    fold: Fold
    base_ix: int
    source_ix: int
    n_sources: int
    hops: FloatArray
    is_endpoint: BoolArray
    unit_bytes_per_s: FloatArray

    @cached_property
    def depth(self) -> FloatArray:
        """Arcs on a shortest path to each cell less one, -1 for the source. (n_cells,)."""
        depth = shortest_costs(self.fold, self.source_ix, np.ones(self.fold.n_cells))
        depth[self.source_ix] = -1.0
        return depth

    @cached_property
    def has_flow(self) -> BoolArray:
        """Whether an arc class carries flow: not into the source nor inside a cell. (n_arcs,)."""
        fold = self.fold
        return np.not_equal(fold.arc_to_ix, self.source_ix) & np.not_equal(
            fold.arc_to_ix, fold.arc_from_ix
        )


@dataclass(frozen=True)
class FlowSpace:
    """The flow variables of all sources, stacked.

    Attributes
    ----------
    base
        Base fold.
    sources
        One per orbit of endpoints.
    n_endpoints
        Endpoints. [1]
    injection_bytes_per_s
        Largest capacity out of one endpoint; the unit of scaled flows. [byte/s]
    cell_start
        First stacked cell of each source. (n_sources + 1,)
    from_ix, to_ix
        Stacked cells of each variable. (n_vars,)
    class_ix
        Shared capacity row of each variable. (n_vars,)
    weight
        Sources that carry the variable. (n_vars,)
    is_source, is_endpoint, base_ix, size
        Of each stacked cell. (n_stacked,)
    class_capacity_bytes_per_s
        Capacity of each shared row, both directions together if they share it. (n_classes,)
    class_of_orbit
        Shared row of each arc orbit. (n_orbits,)
    """

    base: BaseFold
    sources: tuple[SourceFold, ...]
    n_endpoints: int
    injection_bytes_per_s: float
    cell_start: IntArray
    from_ix: IntArray
    to_ix: IntArray
    class_ix: IntArray
    weight: FloatArray
    is_source: BoolArray
    is_endpoint: BoolArray
    base_ix: IntArray
    size: FloatArray
    class_capacity_bytes_per_s: FloatArray
    class_of_orbit: IntArray

    @property
    def n_vars(self) -> int:
        """Number of flow variables [1]."""
        return len(self.from_ix)

    def load(self, flow: FloatArray) -> FloatArray:
        """Return the load that scaled flows put on every shared row.

        Parameters
        ----------
        flow
            Flow of each variable, of one source. (n_vars,)

        Returns
        -------
        FloatArray
            Load, both directions together, in the unit of the flows. (n_classes,)
        """
        n_classes = len(self.class_capacity_bytes_per_s)
        return np.bincount(self.class_ix, self.weight * flow, n_classes).astype(np.float64)


def source_folds(base: BaseFold) -> tuple[SourceFold, ...]:
    """Return one fold per orbit of endpoints.

    Parameters
    ----------
    base
        Base fold.

    Returns
    -------
    tuple[SourceFold, ...]
        In order of the base cells.
    """
    crossings = np.array([k.n_crossings for k in base.space.kinds], dtype=np.float64)
    found: list[SourceFold] = []
    for base_ix in (int(ix) for ix in np.flatnonzero(base.is_endpoint)):
        fold = base.around(base_ix)
        source_ix = base.source_cell(fold, base_ix)
        hops = shortest_costs(fold, source_ix, crossings[fold.cell_kind_ix])
        is_endpoint = base.is_endpoint[fold.cell_base_ix]
        n_sources = int(base.fold.cell_size[base_ix])
        unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix].astype(np.float64)
        found.append(SourceFold(fold, base_ix, source_ix, n_sources, hops, is_endpoint, unit))
    return tuple(found)


def make_flow_space(
    base: BaseFold,
    sources: tuple[SourceFold, ...],
    injection_bytes_per_s: float,
    *,
    is_symmetric: bool = True,
) -> FlowSpace:
    """Stack the flow variables of all sources.

    Parameters
    ----------
    base
        Base fold.
    sources
        Folds, one per orbit of endpoints.
    injection_bytes_per_s
        Largest capacity out of one endpoint. [byte/s]
    is_symmetric
        Whether every pair sends the same both ways, so that the directions of a link can share
        one row; otherwise each has its own.

    Returns
    -------
    FlowSpace
        The stacked variables.
    """
    n_cells = [one.fold.n_cells for one in sources]
    start = np.concatenate([[0], np.cumsum(n_cells)]).astype(np.int64)
    reverse = base.orbits.reverse_ix
    forward = np.arange(len(reverse))
    lower = np.minimum(forward, reverse) if is_symmetric else forward
    _, class_of_orbit = np.unique(lower, return_inverse=True)
    capacity: FloatArray = np.zeros(int(class_of_orbit.max(initial=-1)) + 1)
    np.add.at(capacity, class_of_orbit, base.orbits.capacity_bytes_per_s)
    kept = [one.has_flow for one in sources]
    parts = [
        (
            one.fold.arc_from_ix[keep] + first,
            one.fold.arc_to_ix[keep] + first,
            class_of_orbit[one.fold.arc_orbit_ix[keep]],
            np.full(int(keep.sum()), float(one.n_sources)),
        )
        for one, keep, first in zip(sources, kept, start[:-1], strict=True)
    ]
    columns = [np.concatenate(c) for c in zip(*parts, strict=True)]
    is_source = np.zeros(int(start[-1]), dtype=bool)
    is_source[[int(f) + one.source_ix for one, f in zip(sources, start[:-1], strict=True)]] = True
    return FlowSpace(
        base=base,
        sources=sources,
        n_endpoints=sum(one.n_sources for one in sources),
        injection_bytes_per_s=injection_bytes_per_s,
        cell_start=start,
        from_ix=columns[0],
        to_ix=columns[1],
        class_ix=columns[2],
        weight=columns[3],
        is_source=is_source,
        is_endpoint=np.concatenate([one.is_endpoint for one in sources]),
        base_ix=np.concatenate([one.fold.cell_base_ix for one in sources]),
        size=np.concatenate([one.fold.cell_size for one in sources]).astype(np.float64),
        class_capacity_bytes_per_s=capacity,
        class_of_orbit=class_of_orbit,
    )
