"""Readouts of generated fabrics against closed forms: meshes, planes, rails, dragonflies, MMS, ER.

Mesh and Moore bound: Dally and Towles (2004). Slim Fly: Besta and Hoefler, SC14. PolarFly: Lakhotia
et al., SC22. Rates are in links of 400 Gbit/s; mean hops are switches on the way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.loader import load_library
from designer.evaluate.bounds import Exactness
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import FAMILIES, family_named
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
    if found.exactness is Exactness.EXACT:
        assert found.value == pytest.approx(expected, rel=1e-9)
    assert found.low is None or found.low <= expected * (1 + 1e-9)
    assert found.high is None or found.high >= expected * (1 - 1e-9)


def mean_of_switches(mean_links: float, n_switches: int, hosts: int) -> float:
    """Mean switches on the way from the mean distance of different switches."""
    n = n_switches * hosts
    total = 2 * (hosts - 1) + (mean_links + 2) * hosts * (n_switches - 1)
    return total / (n - 1) - 1


@settings(max_examples=6)
@given(st.lists(st.sampled_from([2, 3, 4, 6]), min_size=1, max_size=3))
def test_that_a_mesh_has_its_bisection_diameter_and_mean(shape: list[int]) -> None:
    rows = readouts("mesh", shape="x".join(map(str, shape)))
    n, largest = math.prod(shape), max(shape)
    if largest % 2 == 0:
        check(rows, "bisection_bytes_per_s", n / largest)
    assert row(rows, "diameter_hops").value == sum(k - 1 for k in shape) - 1
    mean = n / (n - 1) * sum((k * k - 1) / (3 * k) for k in shape)
    assert row(rows, "mean_hops").value == pytest.approx(mean - 1)


@settings(max_examples=5)
@given(st.integers(2, 4), st.integers(1, 8))
def test_that_every_plane_adds_its_share(planes: int, n_leaves: int) -> None:
    texts = {"accelerators": 8 * n_leaves, "radix": 16, "node_size": 4, "planes": planes}
    rows = readouts("multi-plane", **texts)
    n = 8 * n_leaves
    check(rows, "injection_bytes_per_s", planes)
    check(rows, "throughput_all_to_all_bytes_per_s", planes)
    check(rows, "throughput_worst_case_bytes_per_s", planes)
    check(rows, "bisection_bytes_per_s", planes * n / 2)


@settings(max_examples=5)
@given(st.integers(2, 90), st.sampled_from([1, 2, 4]))
def test_that_rails_of_any_number_of_nodes_keep_the_rate_of_every_accelerator(
    nodes: int, node_size: int
) -> None:
    rows = readouts("rail-optimised", nodes=nodes, radix=16, node_size=node_size)
    n = nodes * node_size
    assert row(rows, "n_accelerators").value == n if n > 1 else True
    check(rows, "injection_bytes_per_s", 1)
    found = row(rows, "throughput_all_to_all_bytes_per_s")
    assert found.value <= LINK_BYTES_PER_S * (1 + 1e-9)
    # as many links up as down on every full leaf: at least the rate of an even split over spines
    assert found.value >= LINK_BYTES_PER_S * 0.9


@settings(max_examples=6)
@given(st.integers(1, 3))
def test_that_a_balanced_dragonfly_of_full_size_is_three_links_wide(p: int) -> None:
    rows = readouts("dragonfly", hosts=p)
    a, h = 2 * p, p
    g = a * h + 1
    assert rows.value("n_accelerators") == a * p * g
    # two links to accelerators and three between routers; one switch fewer
    assert row(rows, "diameter_hops").value == 4
    n_switch_links = g * a * (a - 1) / 2 + g * a * h / 2
    assert row(rows, "n_links").value == n_switch_links + a * p * g


@pytest.mark.parametrize("q", [3, 5])
def test_that_a_slim_fly_has_the_mean_of_diameter_two(q: int) -> None:
    rows = readouts("slim-fly", q=q, hosts=2)
    delta = {0: 0, 1: 1, 3: -1}[q % 4]
    degree, n = (3 * q - delta) // 2, 2 * q * q
    assert rows.value("n_accelerators") == 2 * n
    assert row(rows, "n_links").value == n * degree / 2 + 2 * n
    assert row(rows, "diameter_hops").value == 3
    mean = mean_of_switches(2 - degree / (n - 1), n, 2)
    assert row(rows, "mean_hops").value == pytest.approx(mean)
    # TUB of the worst permutation: degree over twice the hosts
    worst = row(rows, "throughput_worst_case_bytes_per_s")
    assert worst.low is None or worst.low <= degree / 4 * LINK_BYTES_PER_S * (1 + 1e-9)


@pytest.mark.parametrize("q", [2, 3, 4])
def test_that_a_polarfly_has_the_mean_of_diameter_two(q: int) -> None:
    rows = readouts("polarfly", q=q, hosts=1)
    n, n_links = q * q + q + 1, q * (q + 1) ** 2 // 2
    assert rows.value("n_accelerators") == n
    assert row(rows, "n_links").value == n_links + n
    mean = mean_of_switches(2 - 2 * n_links / n / (n - 1), n, 1)
    assert row(rows, "mean_hops").value == pytest.approx(mean)


def moore_mean(n: int, degree: int) -> float:
    left, total, width, distance = n - 1, 0, degree, 1
    while left > 0:
        here = min(left, width)
        total += here * distance
        left, width, distance = left - here, width * (degree - 1), distance + 1
    return total / (n - 1)


@settings(max_examples=6)
@given(st.sampled_from([6, 8, 10]), st.integers(3, 4), st.integers(1, 99))
def test_that_no_random_fabric_beats_the_moore_bound(n: int, degree: int, seed: int) -> None:
    rows = readouts("jellyfish", switches=n, degree=degree, hosts=1, seed=seed)
    least = moore_mean(n, degree)
    assert row(rows, "mean_hops").value >= mean_of_switches(least, n, 1) - 1e-9
    rate = row(rows, "throughput_all_to_all_bytes_per_s")
    bound = min(1.0, degree / least) * LINK_BYTES_PER_S
    assert rate.low is None or rate.low <= bound * (1 + 1e-9)
    assert row(rows, "n_links").value == n * degree / 2 + n


@pytest.mark.parametrize(("n", "k"), [(2, 1), (3, 1), (4, 1)])
def test_that_a_dcell_grows_by_its_recurrence_and_keeps_its_diameter(n: int, k: int) -> None:
    size, links = n, n
    for _ in range(k):
        cells = size + 1
        links = cells * links + cells * (cells - 1) // 2
        size *= cells
    rows = readouts("dcell", n=n, k=k)
    assert rows.value("n_accelerators") == size
    assert row(rows, "n_links").value == links
    # Guo et al., SIGCOMM 2008: at most 2^(k + 1) - 1 hops between servers
    assert row(rows, "diameter_hops").value <= 2 * (2 ** (k + 1) - 1)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_that_every_family_is_built_with_the_accelerator_of_the_user(family: object) -> None:
    made = family_named(getattr(family, "name", ""))
    if "accelerator" not in {parameter.name for parameter in made.parameters}:
        pytest.skip("takes no accelerator")
    design = made.design(LIBRARY, {"accelerator": "mi300x"})
    own = LIBRARY.part("mi300x")
    assert isinstance(own, AcceleratorRecord)
    found = [p for p in design.parts if isinstance(p, AcceleratorRecord)]
    assert [p.peak_rates for p in found] == [own.peak_rates]
    assert [p.memory_bytes for p in found] == [own.memory_bytes]


@settings(max_examples=8)
@given(st.integers(2, 60), st.sampled_from(["leaf-spine", "fat-tree"]), st.sampled_from([1, 3, 8]))
def test_that_exact_numbers_and_spares_of_switched_families_add_up(
    nodes: int, family: str, node_size: int
) -> None:
    texts = {"accelerators": nodes * node_size, "radix": 32, "node_size": node_size, "spares": 3}
    n_spares = 3
    try:
        rows = readouts(family, **texts)
    except ParameterError as error:
        # no group is left for all spares: what is said to be legal is
        n_spares = int(error.nearest[0])
        rows = readouts(family, **{**texts, error.name: n_spares})
    assert rows.value("n_accelerators") == (nodes + n_spares) * node_size
    assert rows.value("n_nodes") == nodes + n_spares


@pytest.mark.parametrize(
    ("family", "texts", "nearest"),
    [
        # 32 leaves of 12 hold 32 x 2 nodes; 61 nodes leave one leaf of two nodes
        ("leaf-spine", {"accelerators": "366", "radix": "32", "node_size": "6", "spares": "3"}, 2),
        ("fat-tree", {"accelerators": "16", "radix": "4", "node_size": "1", "spares": "1"}, 0),
        ("rail-only", {"nodes": "8", "radix": "4", "node_size": "2", "spares": "1"}, 0),
    ],
)
def test_that_spares_without_a_group_are_refused_as_such(
    family: str, texts: dict[str, str], nearest: int
) -> None:
    with pytest.raises(ParameterError, match="spare nodes take groups") as caught:
        family_named(family).design(LIBRARY, texts)
    assert caught.value.name == "spares"
    assert caught.value.nearest == (str(nearest),)
    family_named(family).design(LIBRARY, {**texts, "spares": str(nearest)})
