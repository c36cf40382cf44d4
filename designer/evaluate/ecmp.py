"""Throughput of routing by equal split over shortest paths, as switches do it.

Towards a destination every vertex splits what it has over its links to vertices that are one link
nearer. What is nearer, and how many links lead there, is the same for all vertices of a cell of
the fold refined around the destination; so one pass over the cells, farthest first, gives all
flows (``docs/methods/ecmp.md``). The split does not adapt: its throughput is at most the ideal.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.flows import SourceFold
    from designer.topology.fold import BaseFold, FloatArray


class Split(StrEnum):
    """How a vertex splits over its links on shortest paths."""

    PER_LINK = "equal share per link"
    BY_CAPACITY = "share by link capacity"


class SplitRate(NamedTuple):
    """Throughput of one split.

    Attributes
    ----------
    factor
        Largest multiple of the demand that fits; infinite without demand. [byte/s] if the demand
        is in units per pair
    orbit_load
        Load over capacity of every arc orbit when that multiple is sent. (n_orbits,)
    """

    factor: float
    orbit_load: FloatArray


def _shares(base: BaseFold, target: SourceFold, split: Split) -> FloatArray:
    # Share of what a vertex has that goes over the arcs of each class, (n_arcs,).
    fold = target.fold
    depth = target.depth
    orbits = base.orbits
    if split is Split.PER_LINK:
        # Links of one arc; an arc that misses some has an orbit of its own, with less capacity.
        rates = [rule.capacity_bytes_per_s / rule.n_links for rule in base.space.rules]
        per_link = np.array(rates, dtype=np.float64)[orbits.rule_ix]
        n_links = np.rint(orbits.unit_bytes_per_s / per_link)
        per_arc: FloatArray = n_links[fold.arc_orbit_ix].astype(np.float64)
    else:
        per_arc = target.unit_bytes_per_s
    is_nearer = np.isfinite(depth[fold.arc_from_ix]) & (
        depth[fold.arc_to_ix] == depth[fold.arc_from_ix] - 1
    )
    weight = np.where(is_nearer, fold.arc_degree * per_arc, 0.0)
    total = np.bincount(fold.arc_from_ix, weight, fold.n_cells)
    share: FloatArray = weight / np.where(total > 0, total, 1.0)[fold.arc_from_ix]
    return share


def split_flow(base: BaseFold, target: SourceFold, sent: FloatArray, split: Split) -> FloatArray:
    """Return the flow towards one destination over every arc class.

    Parameters
    ----------
    base
        Base fold.
    target
        Fold around the destination.
    sent
        What all vertices of each cell send to the destination. (n_cells,)
    split
        How vertices split.

    Returns
    -------
    FloatArray
        Flow over all arcs of each class, in the unit of ``sent``. (n_arcs,)
    """
    fold = target.fold
    share = _shares(base, target, split)
    arcs = np.flatnonzero(share)
    depth = target.depth[fold.arc_from_ix[arcs]]
    at = np.where(np.isfinite(target.depth), sent, 0.0)
    flow = np.zeros(len(share))
    for level in np.unique(depth)[::-1]:
        own = arcs[depth == level]
        flow[own] = at[fold.arc_from_ix[own]] * share[own]
        at += np.bincount(fold.arc_to_ix[own], flow[own], fold.n_cells)
    return flow


def split_rate(
    base: BaseFold,
    targets: Sequence[SourceFold],
    sent: Sequence[FloatArray],
    split: Split,
) -> SplitRate:
    """Return how much of a demand a split carries.

    Parameters
    ----------
    base
        Base fold.
    targets
        Folds around one endpoint of every orbit.
    sent
        For each of them what every cell sends to it. (n_cells,)
    split
        How vertices split.

    Returns
    -------
    SplitRate
        The largest multiple that fits, and the loads then.

    Notes
    -----
    **Exactness**: exact; it is what this routing carries, not a bound on another.
    """
    load = np.zeros(len(base.orbits.capacity_bytes_per_s))
    for target, own in zip(targets, sent, strict=True):
        flow = split_flow(base, target, own, split)
        load += target.n_sources * np.bincount(target.fold.arc_orbit_ix, flow, len(load))
    relative = load / base.orbits.capacity_bytes_per_s
    peak = float(relative.max(initial=0.0))
    if peak <= 0:
        return SplitRate(float("inf"), relative)
    return SplitRate(1.0 / peak, relative / peak)


def pair_demand(targets: Sequence[SourceFold]) -> tuple[FloatArray, ...]:
    """Return the demand of all-to-all traffic, one unit per ordered pair.

    Parameters
    ----------
    targets
        Folds around one endpoint of every orbit.

    Returns
    -------
    tuple[FloatArray, ...]
        For each of them what every cell sends to it. (n_cells,)
    """
    found: list[FloatArray] = []
    for one in targets:
        sent = np.where(one.is_endpoint, one.fold.cell_size, 0).astype(np.float64)
        sent[one.source_ix] = 0.0
        found.append(sent)
    return tuple(found)
