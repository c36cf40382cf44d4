"""Which copies a link class links, row by row: index vectors in, linked rows out."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.model.links import RelationKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.topology.classes import (
        ClassGraph,
        DimRelation,
        FixedIndices,
        LinkClass,
        LinkCut,
        PairList,
    )

    IntArray = NDArray[np.int64]


class Rows(NamedTuple):
    """Both ends of linked pairs, and their links, one value per pair."""

    a: IntArray
    b: IntArray
    n_links: IntArray


class JoinRule(NamedTuple):
    """What says which copies are linked.

    Attributes
    ----------
    sizes
        Number of values of every dimension of the class graph. [1]
    a_dims, b_dims
        Dimensions of the index vectors at each end.
    relations, a_fixed, b_fixed, pairs
        As in :class:`~designer.topology.classes.LinkClass`.
    is_same_chain
        Whether both ends are the copies of one chain.
    """

    sizes: tuple[int, ...]
    a_dims: tuple[int, ...]
    b_dims: tuple[int, ...]
    relations: tuple[DimRelation, ...]
    a_fixed: FixedIndices
    b_fixed: FixedIndices
    pairs: PairList | None
    is_same_chain: bool


def join_rule(graph: ClassGraph, link: LinkClass) -> JoinRule:
    """Return what says which copies a link class links.

    Parameters
    ----------
    graph
        The class graph.
    link
        One of its link classes.

    Returns
    -------
    JoinRule
        The rule.
    """
    a, b = graph.vertex_classes[link.a_ix], graph.vertex_classes[link.b_ix]
    return JoinRule(
        tuple(dim.size for dim in graph.dims),
        a.dim_ixs,
        b.dim_ixs,
        link.relations,
        link.a_fixed,
        link.b_fixed,
        link.pairs,
        a.chain == b.chain,
    )


def linked_rows(rule: JoinRule, a: IntArray, b: IntArray) -> Rows:
    """Return the rows that are linked when the rule is read from the first end to the second.

    Parameters
    ----------
    rule
        The rule.
    a, b
        Index vectors of copies at each end. (n_copies, n_dims)

    Returns
    -------
    Rows
        Positions in ``a`` and ``b``, and the links of each pair in multiples of the links per
        pair. Between copies of one chain a pair may be there both ways, and a copy with itself.
    """
    if rule.pairs is not None:
        return _listed(rule, rule.pairs, a, b)
    a_at, b_at = _with(rule.a_dims, a, rule.a_fixed), _with(rule.b_dims, b, rule.b_fixed)
    is_kept = np.ones(len(a_at), dtype=bool)
    a_key = np.zeros(len(a_at), dtype=np.int64)
    b_key = np.zeros(len(b_at), dtype=np.int64)
    unequal: list[tuple[int, int]] = []
    for r in rule.relations:
        at_a, at_b = rule.a_dims.index(r.a_dim_ix), rule.b_dims.index(r.b_dim_ix)
        if r.kind is RelationKind.NOT_EQUAL:
            unequal.append((at_a, at_b))
            continue
        size = rule.sizes[r.a_dim_ix]
        wanted = a[a_at, at_a] + r.offset
        if r.kind is RelationKind.STEP:
            is_kept &= (wanted >= 0) & (wanted < size)
        a_key = a_key * size + wanted % size
        b_key = b_key * size + b[b_at, at_b]
    a_of, b_of = _matches(a_key[is_kept], b_key)
    a_rows, b_rows = a_at[is_kept][a_of], b_at[b_of]
    keep = np.ones(len(a_rows), dtype=bool)
    for at_a, at_b in unequal:
        keep &= a[a_rows, at_a] != b[b_rows, at_b]
    return Rows(a_rows[keep], b_rows[keep], np.ones(int(keep.sum()), dtype=np.int64))


def _with(dim_ixs: tuple[int, ...], vectors: IntArray, fixed: FixedIndices) -> IntArray:
    hit = np.ones(len(vectors), dtype=bool)
    for d, value in fixed:
        hit &= vectors[:, dim_ixs.index(d)] == value
    return np.flatnonzero(hit)


def _matches(a_key: IntArray, b_key: IntArray) -> tuple[IntArray, IntArray]:
    # Positions of equal keys, every pair of them.
    order = np.argsort(b_key, kind="stable")
    start = np.searchsorted(b_key[order], a_key, side="left")
    stop = np.searchsorted(b_key[order], a_key, side="right")
    counts = stop - start
    a_rows = np.repeat(np.arange(len(a_key)), counts)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return a_rows, order[np.repeat(start, counts) + within]


def _listed(rule: JoinRule, pairs: PairList, a: IntArray, b: IntArray) -> Rows:
    # A listed pair is there once in every copy of the block around it.
    outer = tuple(d for d in rule.a_dims if d not in pairs.a_dim_ixs)
    a_place, b_place = (
        copy_numbers(rule, own, outer, rows) for own, rows in ((rule.a_dims, a), (rule.b_dims, b))
    )
    a_copy = copy_numbers(rule, rule.a_dims, pairs.a_dim_ixs, a)
    b_copy = copy_numbers(rule, rule.b_dims, pairs.b_dim_ixs, b)
    table = np.fromiter(itertools.chain.from_iterable(pairs.rows), np.int64).reshape(-1, 3)
    n_b = math.prod(rule.sizes[d] for d in pairs.b_dim_ixs)
    row_of, a_of = _matches(table[:, 0], a_copy)
    pair_of, b_of = _matches(a_place[a_of] * n_b + table[row_of, 1], b_place * n_b + b_copy)
    return Rows(a_of[pair_of], b_of, table[row_of[pair_of], 2])


def copy_numbers(
    rule: JoinRule, own: tuple[int, ...], dim_ixs: tuple[int, ...], vectors: IntArray
) -> IntArray:
    """Return row-major numbers over some dimensions.

    Parameters
    ----------
    rule
        The rule, for the sizes.
    own
        Dimensions of the vectors.
    dim_ixs
        Dimensions to count over, outermost first.
    vectors
        Index vectors. (n_copies, n_dims)

    Returns
    -------
    IntArray
        One number per copy. (n_copies,)
    """
    number = np.zeros(len(vectors), dtype=np.int64)
    for d in dim_ixs:
        number = number * rule.sizes[d] + vectors[:, own.index(d)]
    return number


def n_missing(rule: JoinRule, cuts: tuple[LinkCut, ...], a: IntArray, b: IntArray) -> IntArray:
    """Return how many links of linked pairs are missing.

    Parameters
    ----------
    rule
        The rule.
    cuts
        What is missing.
    a, b
        Index vectors of both ends of the pairs. (n_pairs, n_dims)

    Returns
    -------
    IntArray
        Links missing per pair, which may be more than there are. (n_pairs,)
    """
    by_dims: dict[tuple[tuple[int, ...], tuple[int, ...]], list[LinkCut]] = {}
    for cut in cuts:
        a_ixs, b_ixs = (tuple(d for d, _ in fixed) for fixed in cut[:2])
        by_dims.setdefault((a_ixs, b_ixs), []).append(cut)
    total = np.zeros(len(a), dtype=np.int64)
    for (a_ixs, b_ixs), alike in by_dims.items():
        n_b = math.prod(rule.sizes[d] for d in b_ixs)
        values = [[v for _, v in (*cut.a_fixed, *cut.b_fixed)] for cut in alike]
        every = (*a_ixs, *b_ixs)
        wanted, cut_ix = np.unique(
            _numbers([rule.sizes[d] for d in every], np.array(values, dtype=np.int64)),
            return_inverse=True,
        )
        missing = np.bincount(cut_ix, [cut.n_links for cut in alike]).astype(np.int64)
        ways = [(a, b), (b, a)] if rule.is_same_chain else [(a, b)]
        for one, other in ways:
            key = copy_numbers(rule, rule.a_dims, a_ixs, one) * n_b
            key += copy_numbers(rule, rule.b_dims, b_ixs, other)
            at = np.minimum(np.searchsorted(wanted, key), len(wanted) - 1)
            total += np.where(wanted[at] == key, missing[at], 0)
    return total


def _numbers(sizes: list[int], values: IntArray) -> IntArray:
    number = np.zeros(len(values), dtype=np.int64)
    for column, size in enumerate(sizes):
        number = number * size + values[:, column]
    return number
