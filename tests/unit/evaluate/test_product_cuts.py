"""The cut of a product in lexicographic order, against laying the product out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.product_numbers import Factor, cut_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

Links = tuple[tuple[int, int, int], ...]


def line(*capacities: int) -> Links:
    return tuple((at, at + 1, c) for at, c in enumerate(capacities))


def split_cut(n: int, links: Links, n_first: int) -> int:
    """Return the capacity between the first vertices and the others."""
    assert 0 <= n_first <= n
    return sum(c for a, b, c in links if (a < n_first) != (b < n_first))


def factor(n: int, links: Links) -> Factor:
    cuts = (split_cut(n, links, n // 2), split_cut(n, links, n // 2 + 1))
    return Factor(FabricNumbers(n, "accelerator"), n, cuts, 0)


def lexicographic_cut(sizes: Sequence[int], links: Sequence[Links]) -> int:
    """Return the capacity between the first half of all vertices, rounded down, and the rest."""
    vertices = list(product(*(range(n) for n in sizes)))
    first = set(vertices[: len(vertices) // 2])
    total = 0
    for vertex in vertices:
        for at, own in enumerate(links):
            for a, b, capacity in own:
                if vertex[at] == a:
                    other = (*vertex[:at], b, *vertex[at + 1 :])
                    total += capacity * ((vertex in first) != (other in first))
    return total


@pytest.mark.parametrize(
    ("sizes", "links"),
    [
        ((3, 3), (line(1, 5), line(2, 2))),
        ((3, 3), (line(7, 1), line(1, 3))),
        ((5, 3), (line(1, 2, 3, 4), line(9, 1))),
        ((3, 5, 3), (line(2, 1), line(1, 1, 4, 1), line(3, 3))),
        ((3, 4), (line(4, 1), line(1, 6, 1))),
        ((4, 3), (line(1, 6, 1), line(4, 1))),
    ],
    ids=str,
)
def test_that_the_cut_is_the_best_lexicographic_half_of_the_laid_out_product(
    sizes: tuple[int, ...], links: tuple[Links, ...]
) -> None:
    found = cut_bounds([factor(n, own) for n, own in zip(sizes, links, strict=True)])
    orders = [
        lexicographic_cut([sizes[at] for at in order], [links[at] for at in order])
        for order in product(range(len(sizes)), repeat=len(sizes))
        if len(set(order)) == len(sizes)
    ]
    assert found.high_bytes_per_s == min(orders)
