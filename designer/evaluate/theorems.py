"""Theorems on the bisection of product graphs, for odd sizes that no linear program closes.

Each holds under conditions that the caller checks on the graph; ``docs/methods/bisection.md`` has
statements and references.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def normalised_boundary(sizes: Sequence[int]) -> float:
    """Return the least normalised boundary of a half of a product of cliques.

    An edge along a dimension of size ``k`` counts one over ``k * k``, or one over ``k * k - 1`` if
    ``k`` is odd (Azizoglu and Egecioglu 2003).

    Parameters
    ----------
    sizes
        Size of every dimension. [1]

    Returns
    -------
    float
        The least sum over all sets of half the vertices, rounded down. [1]
    """
    ordered = sorted(sizes, reverse=True)
    total = 0
    for at, size in enumerate(ordered):
        total += prod(ordered[at + 1 :])
        if size % 2 == 0:
            break
    return total / 4


def product_cut_low(sizes: Sequence[int], pair_rates: Sequence[float]) -> float:
    """Return a lower bound on the bisection of a product.

    A factor that carries ``theta`` between all pairs of its vertices at once cuts at least like a
    clique of links of capacity ``theta``. The least of ``theta * (k * k - k % 2)`` over the
    factors is a capacity per unit of normalised boundary that every factor has. For tori whose
    links are all alike it is the exact bisection (Arjona Aroca and Fernandez Anta 2012).

    Parameters
    ----------
    sizes
        Vertices of every factor. [1]
    pair_rates
        All-to-all traffic per pair that every factor is certain to carry. [byte/s]

    Returns
    -------
    float
        Certified bound. [byte/s]
    """
    unit = min(t * (k * k - k % 2) for t, k in zip(pair_rates, sizes, strict=True))
    return unit * normalised_boundary(sizes)


def clique_product_cut(sizes: Sequence[int]) -> int:
    """Return the bisection of a product of cliques whose links are all alike.

    The first half of the vertices in lexicographic order, the largest dimension running fastest,
    holds as many links as any set of its size (Lindsey 1964).

    Parameters
    ----------
    sizes
        Size of every dimension. [1]

    Returns
    -------
    int
        Links cut. [1]
    """
    ordered = sorted(sizes)
    half = prod(ordered) // 2
    return half * sum(k - 1 for k in ordered) - 2 * _inner_links(half, ordered)


def _inner_links(n: int, sizes: list[int]) -> int:
    # Links among the first n vertices in lexicographic order.
    total = 0
    for at in range(len(sizes)):
        block = prod(sizes[at + 1 :])
        n_blocks, n = divmod(n, block)
        n_inside = block * sum(k - 1 for k in sizes[at + 1 :]) // 2
        total += n_blocks * n_inside + n_blocks * (n_blocks - 1) // 2 * block + n_blocks * n
    return total
