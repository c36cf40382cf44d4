"""Theorems on products of cliques, against trying every half."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from designer.evaluate.theorems import product_cut_low


def least_cut(sizes: tuple[int, ...], capacities: tuple[float, ...]) -> float:
    """Return the least cut of a product of cliques into halves, by trying every half."""
    vertices = list(product(*(range(n) for n in sizes)))
    links = [
        (a, b, capacities[at])
        for a, b in combinations(range(len(vertices)), 2)
        for at in range(len(sizes))
        if [ix for ix in range(len(sizes)) if vertices[a][ix] != vertices[b][ix]] == [at]
    ]
    return min(
        sum(c for a, b, c in links if (a in half) != (b in half))
        for half in map(set, combinations(range(len(vertices)), len(vertices) // 2))
    )


@pytest.mark.parametrize("sizes", [(3, 3), (3, 2), (5, 2), (4, 3), (2, 2, 3), (3,), (5,)])
def test_that_no_half_of_a_product_of_cliques_cuts_less_than_the_theorem_says(
    sizes: tuple[int, ...],
) -> None:
    # A clique of links of one unit carries one unit between every two of its vertices.
    units = (1.0,) * len(sizes)
    assert 0 < product_cut_low(sizes, units) <= least_cut(sizes, units) * (1 + 1e-9)
    # Links in the ratio of the squares are those for which it is the least cut itself.
    fair = tuple(1.0 / (k * k - k % 2) for k in sizes)
    assert product_cut_low(sizes, fair) == pytest.approx(least_cut(sizes, fair))
