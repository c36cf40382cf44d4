"""Folds, orbits and routings as the plain data that witnesses are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from designer.topology.hops import path_of

if TYPE_CHECKING:
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.topology.fold import BaseFold, FloatArray, Fold, IntArray


def orbit_records(base: BaseFold) -> dict[str, Any]:
    """Return the arc orbits of a fabric as plain data.

    Parameters
    ----------
    base
        Base fold.

    Returns
    -------
    dict[str, Any]
        Capacity of one arc and of all, opposite orbit, and links that are there in one arc.
    """
    orbits, rules = base.orbits, base.space.rules
    rates = [rule.capacity_bytes_per_s // rule.n_links for rule in rules]
    return {
        "unit_bytes_per_s": orbits.unit_bytes_per_s.tolist(),
        "capacity_bytes_per_s": orbits.capacity_bytes_per_s.tolist(),
        "reverse": orbits.reverse_ix.tolist(),
        "n_links": [
            unit // rates[rule]
            for unit, rule in zip(
                orbits.unit_bytes_per_s.tolist(), orbits.rule_ix.tolist(), strict=True
            )
        ],
    }


def cell_records(base: BaseFold, fold: Fold, base_of: IntArray) -> list[dict[str, Any]]:
    """Return the cells of a fold as plain data.

    Parameters
    ----------
    base
        Base fold.
    fold, base_of
        A fold, and the cell of ``base`` that holds each of its cells. (n_cells,)

    Returns
    -------
    list[dict[str, Any]]
        One record per cell.
    """
    return [
        {
            "example": path_of(base.space, cell.type_ix, cell.reps),
            "n": int(n),
            "is_endpoint": bool(base.is_endpoint[base_ix]),
            "base_cell": int(base_ix),
        }
        for cell, n, base_ix in zip(fold.cells, fold.cell_size, base_of, strict=True)
    ]


def arc_records(fold: Fold, orbit_ix: IntArray) -> list[list[int]]:
    """Return the arcs of a fold as plain data.

    Parameters
    ----------
    fold, orbit_ix
        A fold, and the orbit of each of its arc classes. (n_arcs,)

    Returns
    -------
    list[list[int]]
        From, to, arcs per vertex of from, orbit.
    """
    columns = (fold.arc_from_ix, fold.arc_to_ix, fold.arc_degree, orbit_ix)
    return [list(row) for row in zip(*(one.tolist() for one in columns), strict=True)]


def source_record(base: BaseFold, source: SourceFold) -> dict[str, Any]:
    """Return the fold around a source as plain data.

    Parameters
    ----------
    base
        Base fold.
    source
        The source.

    Returns
    -------
    dict[str, Any]
        Its cells and arcs.
    """
    return {
        "n": source.n_sources,
        "base_cell": source.base_ix,
        "cell": source.source_ix,
        "cells": cell_records(base, source.fold, source.fold.cell_base_ix),
        "arcs": arc_records(source.fold, source.fold.arc_orbit_ix),
    }


def flow_by_arc(flows: FlowSpace, flow: FloatArray) -> list[list[float]]:
    """Return a routing per source and arc class.

    Parameters
    ----------
    flows
        Flow space.
    flow
        Flow of each variable. (n_vars,)

    Returns
    -------
    list[list[float]]
        Zero where an arc class carries none.
    """
    found: list[list[float]] = []
    first = 0
    for source in flows.sources:
        own = np.zeros(len(source.fold.arc_from_ix))
        n_vars = int(source.has_flow.sum())
        own[source.has_flow] = flow[first : first + n_vars]
        first += n_vars
        found.append(own.tolist())
    return found
