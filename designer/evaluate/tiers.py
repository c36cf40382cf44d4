"""Oversubscription: per switch tier, capacity toward the endpoints over capacity away from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.evaluate.bounds import Estimate, Exactness
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.topology.fold import BaseFold, FloatArray


def tier_of(base: BaseFold) -> FloatArray:
    """Return the tier of every base cell.

    Parameters
    ----------
    base
        Base fold.

    Returns
    -------
    FloatArray
        0 for endpoints, ``t`` for switches whose nearest endpoint is ``t - 1`` switches away, a
        half less for network adapters, infinite where no endpoint is near. (n_base_cells,)
    """
    fold = base.fold
    cost = np.array([k.n_crossings for k in base.space.kinds], dtype=np.float64)
    cost = np.where(base.is_endpoint, 0.0, cost[fold.cell_kind_ix])
    reach = np.where(base.is_endpoint, 0.0, np.inf)
    for _ in range(fold.n_cells):
        better = reach.copy()
        through = reach[fold.arc_from_ix] + cost[fold.arc_from_ix]
        np.minimum.at(better, fold.arc_to_ix, through)
        if np.array_equal(better, reach):
            break
        reach = better
    return np.where(base.is_endpoint, 0.0, reach + np.where(cost > 0, 1.0, 0.5))


def oversubscription(base: BaseFold) -> tuple[tuple[int, Estimate], ...]:
    """Return the worst oversubscription of each switch tier that has links to a higher one.

    Parameters
    ----------
    base
        Base fold.

    Returns
    -------
    tuple[tuple[int, Estimate], ...]
        Tier and ratio of downlink to uplink capacity of its worst switch. [ratio]
    """
    fold = base.fold
    tier = tier_of(base)
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix].astype(np.float64)
    capacity = fold.arc_degree * unit
    from_tier, to_tier = tier[fold.arc_from_ix], tier[fold.arc_to_ix]
    is_up, is_down = to_tier > from_tier, to_tier < from_tier
    up = np.bincount(fold.arc_from_ix[is_up], capacity[is_up], fold.n_cells)
    down = np.bincount(fold.arc_from_ix[is_down], capacity[is_down], fold.n_cells)
    is_switch = (tier >= 1) & np.isfinite(tier) & (tier == np.floor(tier))
    found: list[tuple[int, Estimate]] = []
    for t in sorted({int(v) for v in tier[is_switch]}):
        own = is_switch & (tier == t) & (up > 0)
        if not own.any():
            continue
        ratios = down[own] / up[own]
        worst, best = float(ratios.max()), float(ratios.min())
        method = worded("downlink over uplink capacity of a switch")
        if worst != best:
            method += worded(", worst of {best:.4g} to {worst:.4g}", best=best, worst=worst)
        found.append((t, Estimate(worst, worst, worst, Exactness.EXACT, method)))
    return tuple(found)
