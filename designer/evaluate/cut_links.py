"""The links that a cut parts, by bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.copy_cut import CopyCut
from designer.topology.space_builder import space_links

if TYPE_CHECKING:
    from designer.evaluate.bisection import Cut
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph, LinkClass


class CutLinks(NamedTuple):
    """Links of one bundle that a cut parts."""

    n_cut: int
    capacity_bytes_per_s: int


def cut_links(graph: ClassGraph, fabric_id: FabricId, cut: Cut | CopyCut) -> dict[str, CutLinks]:
    """Return the links that a cut parts.

    Parameters
    ----------
    graph
        Class graph of the design.
    fabric_id
        Fabric of the cut.
    cut
        The cut.

    Returns
    -------
    dict[str, CutLinks]
        By ``block-id/bundle-id``; their capacities add up to that of the cut.
    """
    if isinstance(cut, CopyCut):
        found: dict[str, CutLinks] = {}
        for ix, (n_cut, capacity) in cut.links_by_class().items():
            key = graph.link_classes[ix].bundle_key
            before = found.get(key, CutLinks(0, 0))
            found[key] = CutLinks(before.n_cut + n_cut, before.capacity_bytes_per_s + capacity)
        return found
    return _of_cells(space_links(graph, fabric_id), cut)


def _of_cells(links: tuple[LinkClass, ...], cut: Cut) -> dict[str, CutLinks]:
    fold, base = cut.fold, cut.base
    is_first = np.array(cut.is_first)
    parted = np.flatnonzero(is_first[fold.arc_from_ix] & ~is_first[fold.arc_to_ix])
    found: dict[str, CutLinks] = {}
    for arc_ix in parted.tolist():
        orbit_ix = fold.arc_orbit_ix[arc_ix]
        rule = base.space.rules[int(base.orbits.rule_ix[orbit_ix])]
        key = links[rule.link_ix].bundle_key
        n_arcs = int(fold.cell_size[fold.arc_from_ix[arc_ix]]) * int(fold.arc_degree[arc_ix])
        before = found.get(key, CutLinks(0, 0))
        found[key] = CutLinks(
            before.n_cut + n_arcs * rule.n_links,
            before.capacity_bytes_per_s + n_arcs * int(base.orbits.unit_bytes_per_s[orbit_ix]),
        )
    return found
