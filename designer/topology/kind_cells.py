"""Cells of one kind as arrays, and the arcs that a rule makes between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from designer.topology.space import FabricSpace, Fixed, Rule

IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]


class KindCells(NamedTuple):
    """Cells of one kind: positions in the fold, index vectors, counts, places in the base kind."""

    ixs: IntArray
    reps: IntArray
    counts: IntArray
    base_at: IntArray


def arc_degrees(
    space: FabricSpace, rule: Rule, a: KindCells, b: KindCells
) -> tuple[IntArray, IntArray]:
    """Return how many arcs of a rule each vertex of a cell has to another cell.

    Parameters
    ----------
    space
        The fabric space.
    rule
        The rule.
    a, b
        Cells of the kinds at its ends.

    Returns
    -------
    tuple[IntArray, IntArray]
        From the first end to the second, (n_a, n_b), and back, (n_b, n_a).
    """
    a_dims = space.types[space.kinds[rule.a_kind_ix].type_ix].dim_ixs
    b_dims = space.types[space.kinds[rule.b_kind_ix].type_ix].dim_ixs
    forward = np.ones((len(a.ixs), len(b.ixs)), dtype=np.int64)
    backward = np.ones((len(b.ixs), len(a.ixs)), dtype=np.int64)
    for dim_ix in set(b_dims) - {p.b_dim_ix for p in rule.pairs}:
        forward *= b.counts[:, b_dims.index(dim_ix)]
    for dim_ix in set(a_dims) - {p.a_dim_ix for p in rule.pairs}:
        backward *= a.counts[:, a_dims.index(dim_ix)]
    a_hit = _has(a, a_dims, rule.a_fixed)
    b_hit = _has(b, b_dims, rule.b_fixed)
    forward *= a_hit[:, None] & b_hit
    backward *= b_hit[:, None] & a_hit
    for pair in rule.pairs:
        at_a, at_b = a_dims.index(pair.a_dim_ix), b_dims.index(pair.b_dim_ix)
        a_reps, a_counts = a.reps[:, at_a], a.counts[:, at_a]
        b_reps, b_counts = b.reps[:, at_b], b.counts[:, at_b]
        size = space.dims[pair.a_dim_ix].size
        if pair.is_step:
            hit = a_reps[:, None] + pair.offset == b_reps
        elif pair.offset:
            hit = (a_reps[:, None] + pair.offset) % size == b_reps
            hit |= (a_counts == size)[:, None]
        else:
            hit = a_reps[:, None] == b_reps
        if pair.is_not_equal:
            forward *= b_counts - hit
            backward *= a_counts - hit.T
        else:
            forward *= hit
            backward *= hit.T
    return forward, backward


def _has(at: KindCells, dim_ixs: tuple[int, ...], fixed: Fixed) -> BoolArray:
    # Cells with some indices, which no cell shares with others.
    hit = np.ones(len(at.ixs), dtype=bool)
    for dim_ix, value in fixed:
        hit &= at.reps[:, dim_ixs.index(dim_ix)] == value
    return hit
