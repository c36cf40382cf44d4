"""Readouts of generated fabrics against closed forms, over ranges of parameters.

Formulas: Dally and Towles, *Principles and Practices of Interconnection Networks* (2004), chapters
3 and 5; for HyperX Ahn et al., SC09. Rates are in links of 400 Gbit/s.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.evaluate.bounds import Exactness
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readouts

LIBRARY = load_library(catalogs_dir())
LINK_BYTES_PER_S = 50e9


def readouts(family: str, **texts: object) -> Readouts:
    design = family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})
    return Workbench(LIBRARY, design).snapshot.readouts


def value(rows: Readouts, name: str) -> float:
    return next(r.value for r in rows.rows if r.id.startswith(f"{name}."))


def check_bisection(rows: Readouts, n_links: float) -> None:
    """The certified interval holds the closed form, and equals it where it is called exact."""
    row = next(r for r in rows.rows if r.id.startswith("bisection_bytes_per_s."))
    expected = n_links * LINK_BYTES_PER_S
    if row.exactness is Exactness.EXACT:
        assert row.value == pytest.approx(expected, rel=1e-9)
    assert row.low is None or row.low <= expected * (1 + 1e-9)
    assert row.high is None or row.high >= expected * (1 - 1e-9)


def mean_of_sum(means: list[float], n: int) -> float:
    """Mean distance over ordered pairs of different vertices of a product of graphs."""
    return n / (n - 1) * sum(means)


@settings(max_examples=12)
@given(st.lists(st.sampled_from([2, 4, 6, 8]), min_size=1, max_size=3))
def test_that_a_torus_has_its_bisection_diameter_and_mean(shape: list[int]) -> None:
    rows = readouts("torus", shape="x".join(map(str, shape)))
    n, largest = math.prod(shape), max(shape)
    check_bisection(rows, (2 if largest > 2 else 1) * n / largest)
    assert value(rows, "diameter_hops") == sum(k // 2 for k in shape) - 1
    means = [0.5 if k == 2 else k / 4 for k in shape]
    assert value(rows, "mean_hops") == pytest.approx(mean_of_sum(means, n) - 1)


@settings(max_examples=12)
@given(st.lists(st.integers(2, 9), min_size=1, max_size=3).filter(lambda s: math.prod(s) < 400))
def test_that_an_nd_full_mesh_has_its_bisection_diameter_and_mean(shape: list[int]) -> None:
    rows = readouts("nd-full-mesh", shape="x".join(map(str, shape)))
    n = math.prod(shape)
    if all(k % 2 == 0 for k in shape):
        check_bisection(rows, min(shape) * n / 4)
    assert value(rows, "diameter_hops") == len(shape) - 1
    means = [1 - 1 / k for k in shape]
    assert value(rows, "mean_hops") == pytest.approx(mean_of_sum(means, n) - 1)


@pytest.mark.parametrize("n", [2, 4, 8, 16, 24])
def test_that_a_full_mesh_has_a_quarter_of_its_pairs_across_the_middle(n: int) -> None:
    rows = readouts("full-mesh", accelerators=n, node_size=16)
    check_bisection(rows, n * n / 4)
    rate = value(rows, "throughput_all_to_all_bytes_per_s")
    assert rate == pytest.approx((n - 1) * LINK_BYTES_PER_S)


@pytest.mark.parametrize("n", [2, 3, 4, 6, 8])
def test_that_a_hypercube_has_half_of_its_size_across_the_middle(n: int) -> None:
    rows = readouts("hypercube", dimensions=n)
    size = 2**n
    check_bisection(rows, size / 2)
    assert value(rows, "diameter_hops") == n - 1
    assert value(rows, "mean_hops") == pytest.approx(n * size / 2 / (size - 1) - 1)


@settings(max_examples=10)
@given(st.integers(1, 12), st.sampled_from([1, 2, 4, 8]), st.integers(2, 40))
def test_that_a_leaf_spine_carries_all_to_all_by_its_oversubscription(
    n_down: int, n_up: int, n_leaves: int
) -> None:
    ratio = Fraction(max(n_down, n_up), n_up)
    parts = ratio.numerator + ratio.denominator
    radix = math.lcm(parts, 4)
    step = radix // parts
    down, up = ratio.numerator * step, ratio.denominator * step
    n_leaves = min(n_leaves, radix)
    rows = readouts(
        "leaf-spine", accelerators=down * n_leaves, radix=radix, node_size=1,
        oversubscription=f"{ratio.numerator}:{ratio.denominator}",
    )  # fmt: skip
    n = down * n_leaves
    rate = value(rows, "throughput_all_to_all_bytes_per_s")
    # Of the other accelerators, those at other leaves are reached over the uplinks.
    expected = min(1.0, up / down * (n - 1) / (n - down))
    assert rate == pytest.approx(expected * LINK_BYTES_PER_S)
    if n_leaves % 2 == 0:
        check_bisection(rows, min(n / 2, n / 2 * up / down))
    mean = (2 * (down - 1) + 4 * (n - down)) / (n - 1)
    assert value(rows, "mean_hops") == pytest.approx(mean - 1)


@pytest.mark.parametrize("k", [4, 6, 8, 16, 32, 64])
def test_that_a_fat_tree_has_its_bisection_and_mean(k: int) -> None:
    size = max(d for d in range(1, 9) if (k // 2) % d == 0)
    rows = readouts("fat-tree", radix=k, node_size=size)
    n = k**3 // 4
    check_bisection(rows, n / 2)
    near, pod = k // 2 - 1, k * k // 4 - k // 2
    total = 2 * near + 4 * pod + 6 * (n - 1 - near - pod)
    assert value(rows, "mean_hops") == pytest.approx(total / (n - 1) - 1)
    assert value(rows, "diameter_hops") == 5
    rate = value(rows, "throughput_all_to_all_bytes_per_s")
    assert rate == pytest.approx(LINK_BYTES_PER_S)


def least_halving_of_a_grid(n: int) -> int:
    """Cut links of the best half of n x n servers, whose rows and columns share a switch each.

    A switch goes to the side of most of its servers, so a line with a servers on one side cuts
    min(a, n - a). Row by row over the column counts, which may be sorted: columns are alike.
    """
    best = {(0,) * n: 0}
    for _ in range(n):
        after: dict[tuple[int, ...], int] = {}
        for columns, cut in best.items():
            levels = sorted(set(columns))
            sizes = [columns.count(level) for level in levels]
            for chosen in itertools.product(*(range(size + 1) for size in sizes)):
                grown: list[int] = []
                for level, size, more in zip(levels, sizes, chosen, strict=True):
                    grown += [level] * (size - more) + [level + 1] * more
                key, row = tuple(sorted(grown)), sum(chosen)
                total = cut + min(row, n - row)
                after[key] = min(total, after.get(key, total))
        best = after
    return min(
        cut + sum(min(a, n - a) for a in columns)
        for columns, cut in best.items()
        if sum(columns) == n * n // 2
    )


@pytest.mark.parametrize(("n", "k"), [(2, 2), (4, 2), (6, 2), (4, 3)])
def test_that_a_bcube_relays_once_per_digit_that_differs(n: int, k: int) -> None:
    rows = readouts("bcube", n=n, k=k)
    size = n**k
    mean = 2 * size / (size - 1) * k * (1 - 1 / n)
    assert value(rows, "mean_hops") == pytest.approx(mean - 1)
    assert value(rows, "diameter_hops") == 2 * k - 1
    if k == 2:
        check_bisection(rows, least_halving_of_a_grid(n))
    # Halving the values of one digit cuts half of the links of its switches; it may not be least.
    row = next(r for r in rows.rows if r.id.startswith("bisection_bytes_per_s."))
    assert row.low is None or row.low <= size / 2 * LINK_BYTES_PER_S * (1 + 1e-9)


def test_that_halving_one_digit_of_a_bcube_of_eight_is_not_the_least_cut() -> None:
    # Five rows of six servers and two more: 5 x 2 + 2 in rows, 4 x 3 + 2 x 2 in columns.
    assert least_halving_of_a_grid(8) == 28
    rows = readouts("bcube", n=8, k=2)
    check_bisection(rows, 28)
    row = next(r for r in rows.rows if r.id.startswith("bisection_bytes_per_s."))
    assert row.exactness is Exactness.EXACT


@pytest.mark.parametrize(("shape", "hosts"), [((4, 4), 4), ((8, 8), 8), ((4, 2), 3), ((6,), 2)])
def test_that_a_hyperx_has_its_bisection(shape: tuple[int, ...], hosts: int) -> None:
    rows = readouts("hyperx", shape="x".join(map(str, shape)), hosts=hosts)
    n = math.prod(shape)
    check_bisection(rows, min(min(shape) * n / 4, n * hosts / 2))
    assert value(rows, "diameter_hops") == len(shape) + 1
