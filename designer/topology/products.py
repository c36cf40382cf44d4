"""Cartesian products: fabrics whose dimensions act independently of each other.

A fabric is a product if its vertices are all endpoints of one kind, nothing is removed or
replaced, and every link changes the dimensions of one factor only. That is read off the rules.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.topology.space import AxisKind, Pair

if TYPE_CHECKING:
    from designer.topology.space import FabricSpace, Rule


def _changed(space: FabricSpace, rule: Rule) -> set[int]:
    # Dimensions in which the two ends of a link may differ.
    kept = {p.a_dim_ix for p in rule.pairs if p == Pair(p.a_dim_ix, p.a_dim_ix)}
    return set(space.types[0].dim_ixs) - kept


def _groups(space: FabricSpace) -> list[list[int]]:
    group_of = {d: {d} for d in space.types[0].dim_ixs}
    for rule in space.rules:
        merged: set[int] = set()
        for d in _changed(space, rule):
            merged |= group_of[d]
        for d in merged:
            group_of[d] = merged
    unique = {min(group): sorted(group) for group in group_of.values()}
    return [unique[first] for first in sorted(unique)]


def _part(space: FabricSpace, group: list[int]) -> FabricSpace:
    place = {d: at for at, d in enumerate(group)}
    axes: dict[int, int] = {}
    axis_of = tuple(axes.setdefault(space.axis_of[d], len(axes)) for d in group)
    rules = tuple(
        rule._replace(
            pairs=tuple(
                p._replace(a_dim_ix=place[p.a_dim_ix], b_dim_ix=place[p.b_dim_ix])
                for p in rule.pairs
                if p.a_dim_ix in place
            )
        )
        for rule in space.rules
        if _changed(space, rule) <= place.keys()
    )
    order = tuple(place[d] for d in space.types[0].dim_ixs if d in place)
    return replace(
        space,
        dims=tuple(space.dims[d] for d in group),
        types=(space.types[0]._replace(dim_ixs=order),),
        rules=rules,
        axis_of=axis_of,
        axis_kinds=tuple(space.axis_kinds[axis] for axis in axes),
        absorbed=(),
        inside=tuple(tuple(place[o] for o in space.inside[d] if o in place) for d in group),
    )


def product_factors(space: FabricSpace) -> tuple[FabricSpace, ...]:
    """Return the factors of a fabric that is a Cartesian product.

    Parameters
    ----------
    space
        Index space of the fabric.

    Returns
    -------
    tuple[FabricSpace, ...]
        At least two factors, whose links keep the link classes of the whole; empty if it is no
        product.
    """
    is_uniform = len(space.types) == len(space.kinds) == 1 and space.kinds[0].is_endpoint
    is_whole = not (space.boxes or space.cuts or space.named)
    if not is_uniform or not is_whole or len(space.types[0].dim_ixs) < 2:
        return ()
    groups = _groups(space)
    return tuple(_part(space, group) for group in groups) if len(groups) > 1 else ()


def n_cells_around(space: FabricSpace) -> int:
    """Return about how many cells there are around one endpoint of an intact fabric.

    Parameters
    ----------
    space
        Index space of a fabric without exceptions.

    Returns
    -------
    int
        Cells of the vertex types together. [1]
    """
    total = 0
    for vertex_type in space.types:
        n = 1
        for d in vertex_type.dim_ixs:
            is_symmetric = space.axis_kinds[space.axis_of[d]] is AxisKind.SYMMETRIC
            n *= min(2, space.dims[d].size) if is_symmetric else space.dims[d].size
        total += n
    return total
