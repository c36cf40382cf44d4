"""Readouts of fabrics whose accelerators relay against closed forms: ZCube, HammingMesh.

ZCube: From ATOP to ZCube, SIGCOMM 2025. HammingMesh: Hoefler et
al., SC22. Rates are in links of 400 Gbit/s; hops are switches and relays on the way.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
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
    from designer.evaluate.readouts import Readout, Readouts

LIBRARY = load_library(catalogs_dir())
LINK_BYTES_PER_S = 50e9


def readouts(family: str, **texts: object) -> Readouts:
    design = family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})
    return Workbench(LIBRARY, design).snapshot.readouts


def row(rows: Readouts, name: str) -> Readout:
    return next(r for r in rows.rows if r.id.startswith(f"{name}."))


def check(rows: Readouts, name: str, n_links: float) -> None:
    """The certified interval holds the closed form, and equals it where it is called exact."""
    found, expected = row(rows, name), n_links * LINK_BYTES_PER_S
    assert found.exactness in {Exactness.EXACT, Exactness.INTERVAL, Exactness.ESTIMATE}
    if found.exactness is Exactness.EXACT:
        assert found.value == pytest.approx(expected, rel=1e-9)
    assert found.low is not None
    assert found.low <= expected * (1 + 1e-9)
    assert found.high is None or found.high >= expected * (1 - 1e-9)


def zcube_mean(n: int, k: int) -> float:
    """Mean switches on the way, from which digits of two accelerators agree."""
    if k == 1:
        return 1.0
    if k == 2:
        return 2 * n / (n + 1)
    # Three levels: one switch where one digit differs; two where the highest digits agree, or
    # the middle digit of one is the lowest of the other; three for all others.
    one = 3 * (n - 1)
    unequal, equal = (3 * n - 2) * (n - 1), 3 * (n - 1) ** 2
    two = unequal * (n - 1) / n + equal / n
    others = n**3 - 1
    return (one + 2 * two + 3 * (others - one - two)) / others


@pytest.mark.parametrize(("n", "k"), [(4, 1), (2, 2), (4, 2), (6, 2), (8, 2), (2, 3), (4, 3)])
def test_that_a_zcube_has_its_links_diameter_and_mean(n: int, k: int) -> None:
    rows = readouts("zcube", n=n, k=k)
    size = n**k
    assert rows.value("n_accelerators") == size
    assert rows.value("n_switches") == k * n ** (k - 1)
    assert row(rows, "n_links").value == k * size + (k - 1) * size
    check(rows, "injection_bytes_per_s", k)
    assert row(rows, "diameter_hops").value == k
    assert row(rows, "mean_hops").value == pytest.approx(zcube_mean(n, k))
    rate = row(rows, "throughput_all_to_all_bytes_per_s").value / LINK_BYTES_PER_S
    if k < 3:
        # no accelerator needs to relay: everything that it can send arrives
        assert rate == pytest.approx(k)
    assert rate <= k * (1 + 1e-9)


@pytest.mark.parametrize("n", [2, 4])
def test_that_links_between_levels_only_add_to_a_bcube(n: int) -> None:
    with_links, without = readouts("zcube", n=n, k=2), readouts("bcube", n=n, k=2)
    for name in (
        "throughput_all_to_all_bytes_per_s",
        "bisection_bytes_per_s",
        "throughput_worst_case_bytes_per_s",
    ):
        high = row(with_links, name).high
        assert high is not None
        assert high >= (row(without, name).low or 0) * (1 - 1e-9)
    assert row(with_links, "mean_hops").value < row(without, "mean_hops").value


@pytest.mark.parametrize("n", [2, 4])
def test_that_a_partial_zcube_has_half_a_level_without_accelerators(n: int) -> None:
    rows = readouts("zcube", n=n, k=3, partial="yes")
    size = n**3
    assert rows.value("n_accelerators") == size
    assert rows.value("n_switches") == 2 * n**2 + n**2 / 2
    # two links of each accelerator, and as many between each two levels
    assert row(rows, "n_links").value == 2 * size + 2 * size
    check(rows, "injection_bytes_per_s", 2)


def along(n_boards: int, a: int) -> list[list[int]]:
    """Links between places of one row of boards: on the board, or by its ends and the switch."""
    places = n_boards * a

    def to_edge(place: int) -> int:
        return min(place % a, a - 1 - place % a)

    def distance(one: int, other: int) -> int:
        by_switch = to_edge(one) + 2 + to_edge(other)
        return min(by_switch, abs(one - other)) if one // a == other // a else by_switch

    return [
        [0 if one == other else distance(one, other) for other in range(places)]
        for one in range(places)
    ]


@settings(max_examples=7, deadline=None)
@given(st.integers(1, 4), st.sampled_from([2, 4]))
def test_that_a_hammingmesh_has_its_links_diameter_and_mean(a: int, x: int) -> None:
    # switches of exactly the ports of a row, so that no two rows share one
    y = x
    rows = readouts("hammingmesh", a=a, x=x, y=y, radix=2 * x)
    n = a * a * x * y
    assert rows.value("n_accelerators") == n
    assert rows.value("n_switches") == a * x + a * y
    n_mesh, n_edge = 2 * a * (a - 1) * x * y, 4 * a * x * y
    assert row(rows, "n_links").value == n_mesh + n_edge
    # steps along a row and along a column add up
    across, down = along(x, a), along(y, a)
    far = max(map(max, across)) + max(map(max, down))
    assert row(rows, "diameter_hops").value == far - 1
    total = sum(
        across[c][d] + down[r][s]
        for c, d in product(range(a * x), repeat=2)
        for r, s in product(range(a * y), repeat=2)
    )
    assert row(rows, "mean_hops").value == pytest.approx(total / (n * (n - 1)) - 1)


def smallest_cut(x: int) -> int:
    """Links between halves of x by x accelerators with two into a switch of every row and column.

    Every way to halve them is tried; a switch sits where it cuts fewer of its links.
    """
    best = 4 * x * x
    for chosen in combinations(range(x * x), x * x // 2):
        rows, columns = Counter(c // x for c in chosen), Counter(c % x for c in chosen)
        cut = sum(2 * min(count, x - count) for count in (*rows.values(), *columns.values()))
        best = min(best, cut)
    return best


@pytest.mark.parametrize("x", [2, 4, 6])
def test_that_single_accelerators_as_boards_are_a_hyperx_of_switches(x: int) -> None:
    rows = readouts("hammingmesh", a=1, x=x, y=x, radix=2 * x)
    n = x * x
    check(rows, "injection_bytes_per_s", 4)
    # two links into the row: all that has to change its column passes them
    check(rows, "throughput_all_to_all_bytes_per_s", 2 * (n - 1) / n * x / (x - 1))
    # Half of the columns cuts n links. From x = 6 a block of four by four and two cells cut 32.
    check(rows, "bisection_bytes_per_s", smallest_cut(x) if x < 6 else 32)


@pytest.mark.parametrize(("a", "x"), [(2, 2), (2, 4), (4, 2)])
def test_that_the_halves_of_a_hammingmesh_are_joined_by_a_links_of_every_board(
    a: int, x: int
) -> None:
    rows = readouts("hammingmesh", a=a, x=x, y=x, radix=2 * x)
    # half of the boards: x links of each of a y rows of accelerators, which have 2 x in all
    found = row(rows, "bisection_bytes_per_s")
    assert found.low is not None
    assert found.low <= a * x * x * LINK_BYTES_PER_S * (1 + 1e-9)
    assert found.value <= a * x * x * LINK_BYTES_PER_S * (1 + 1e-9)


@pytest.mark.parametrize("planes", [2, 3])
def test_that_planes_of_a_hammingmesh_multiply_its_rates(planes: int) -> None:
    one = readouts("hammingmesh", a=2, x=2, y=2, radix=4)
    more = readouts("hammingmesh", a=2, x=2, y=2, radix=4, planes=planes)
    for name in (
        "injection_bytes_per_s",
        "bisection_bytes_per_s",
        "throughput_all_to_all_bytes_per_s",
    ):
        assert row(more, name).value == pytest.approx(planes * row(one, name).value)
