"""Generated families: which numbers are certified exact, up to a million endpoints."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.evaluate.bounds import Exactness
from designer.evaluate.network import evaluate_space
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.topology.symmetry import build_space

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers


@cache
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def numbers_of(family: str, **texts: str) -> FabricNumbers:
    drawn = family_named(family).design(library(), texts)
    return evaluate_space(build_space(build_class_graph(drawn), drawn.fabrics[0].id))


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


EVEN = [
    ("leaf-spine", {}),
    ("leaf-spine", {"radix": "1024", "accelerators": "524288"}),
    ("multi-plane", {}),
    ("fat-tree", {"radix": "64"}),
    ("fat-tree", {"radix": "64", "oversubscription": "3"}),
    ("fat-tree", {"radix": "256", "accelerators": "1048576"}),
    ("rail-optimised", {"nodes": "128"}),
    ("rail-optimised", {"radix": "256", "nodes": "131072"}),
    ("rail-only", {"nodes": "64"}),
    ("full-mesh", {}),
    ("nd-full-mesh", {}),
    ("nd-full-mesh", {"shape": "32x32x32x32"}),
    ("torus", {}),
    ("torus", {"shape": "16x16x8"}),
    ("torus", {"shape": "64x128x128"}),
    ("hypercube", {"dimensions": "20"}),
    ("hyperx", {}),
    ("hyperx", {"shape": "32x32x32", "hosts": "32"}),
    ("hyperx", {"shape": "16x16", "hosts": "16"}),
    ("multi-plane", {"accelerators": "8192", "radix": "128"}),
    ("node-switched", {"nodes": "128", "planes": "8", "radix": "128"}),
    ("nd-full-mesh", {"shape": "8x8x16x16"}),
    ("mesh", {"shape": "16x8"}),
    ("torus", {"shape": "8x8x8x8"}),
    ("leaf-spine", {"radix": "64", "accelerators": "1024"}),
    ("leaf-spine", {"radix": "96", "accelerators": "2048", "oversubscription": "2"}),
    ("multi-plane", {"accelerators": "131072", "radix": "512", "planes": "4"}),
    ("fat-tree", {"radix": "16"}),
    ("fat-tree", {"radix": "162", "accelerators": "1048576"}),
    ("rail-optimised", {"nodes": "8192", "radix": "128"}),
    ("rail-only", {"nodes": "8192", "radix": "128"}),
    ("rail-only", {"nodes": "131072", "radix": "512"}),
    ("nd-full-mesh", {"shape": "16x16x64x64"}),
    ("nd-full-mesh", {"shape": "128x8x8x8x16"}),
    ("nd-full-mesh", {"shape": "8x8x4x4", "links": "1x2x3x4"}),
    ("hyperx", {"shape": "8x8x8", "hosts": "8"}),
    ("hyperx", {"shape": "64x64x8", "hosts": "32"}),
    ("hyperx", {"shape": "4x6x8x10", "hosts": "5"}),
    ("torus", {"shape": "16x16x16"}),
    ("torus", {"shape": "6x10x14"}),
    ("torus", {"shape": "32x32x32x32"}),
    ("hypercube", {"dimensions": "7"}),
    ("full-mesh", {"accelerators": "1024"}),
]


@pytest.mark.parametrize(("family", "texts"), EVEN, ids=str)
def test_that_even_sizes_close_all_three_bounds(family: str, texts: dict[str, str]) -> None:
    found = numbers_of(family, **texts)
    for estimate in (
        found.bisection_bytes_per_s,
        found.throughput_all_to_all_bytes_per_s,
        found.throughput_worst_case_bytes_per_s,
    ):
        one = known(estimate)
        assert one.exactness is Exactness.EXACT
        assert one.low is not None
        assert one.high is not None
        assert one.high - one.low <= 1e-9 * one.high


ODD = [
    ("leaf-spine", {"oversubscription": "3"}, 0.88),
    ("rail-only", {}, 0.94),
    ("nd-full-mesh", {"shape": "5x4x6", "links": "1x2x3"}, 0.75),
    ("hyperx", {"shape": "33x32x31", "hosts": "32"}, 1.0),
    ("hyperx", {"shape": "5x7", "hosts": "3"}, 1.0),
    ("leaf-spine", {"accelerators": "96"}, 1.0),
    ("rail-optimised", {"nodes": "96"}, 1.0),
    ("multi-plane", {"accelerators": "96"}, 1.0),
    ("torus", {"shape": "9x9x9"}, 1.0),
    ("torus", {"shape": "5x3"}, 1.0),
    ("nd-full-mesh", {"shape": "5x3"}, 1.0),
    ("full-mesh", {"accelerators": "7"}, 1.0),
]


@pytest.mark.parametrize(("family", "texts", "least"), ODD, ids=str)
def test_that_odd_sizes_keep_a_narrow_interval_or_a_theorem(
    family: str, texts: dict[str, str], least: float
) -> None:
    cut = known(numbers_of(family, **texts).bisection_bytes_per_s)
    assert cut.low is not None
    assert cut.high is not None
    assert cut.low / cut.high >= least - 1e-9
    assert (cut.exactness is Exactness.EXACT) == (least == 1.0)


@pytest.mark.parametrize(
    ("shape", "n_cut", "is_whole"), [("32x32x32", 1024, True), ("128x128x64", 128 * 64, False)]
)
def test_that_meshes_too_large_to_fold_are_products_of_lines(
    shape: str, n_cut: int, *, is_whole: bool
) -> None:
    found = numbers_of("mesh", shape=shape, rate="400G")
    cut, rate = known(found.bisection_bytes_per_s), known(found.throughput_all_to_all_bytes_per_s)
    assert cut.exactness is Exactness.EXACT
    assert cut.value == n_cut * 50e9
    # The middle of the longest lines carries a quarter of all pairs, either way.
    n = found.n_endpoints
    expected = n_cut * 50e9 * (n - 1) / (n // 2) ** 2
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low <= expected * (1 + 1e-9)
    assert rate.high >= expected * (1 - 1e-9)
    assert not is_whole or rate.exactness is Exactness.EXACT
    injection, total = known(found.injection_bytes_per_s), found.injection_total_bytes_per_s
    assert (injection.low, injection.high) == (3 * 50e9, 6 * 50e9)
    sizes = [int(size) for size in shape.split("x")]
    n_links = sum(n // size * (size - 1) for size in sizes)
    assert known(total).value == 2 * n_links * 50e9


@pytest.mark.parametrize(
    ("family", "texts"), [("fat-tree", {"radix": "64"}), ("hyperx", {}), ("torus", {})]
)
def test_that_rates_scale_with_the_line_rate(family: str, texts: dict[str, str]) -> None:
    slow, fast = numbers_of(family, rate="200G", **texts), numbers_of(family, rate="400G", **texts)
    for name in (
        "bisection_bytes_per_s",
        "throughput_all_to_all_bytes_per_s",
        "throughput_worst_case_bytes_per_s",
        "throughput_ecmp_bytes_per_s",
    ):
        a, b = known(getattr(slow, name)), known(getattr(fast, name))
        assert b.value == pytest.approx(2 * a.value, rel=1e-9)
    for one, other in zip(slow.link_loads, fast.link_loads, strict=True):
        assert one.optimum == pytest.approx(other.optimum)


@pytest.mark.parametrize("planes", ["4", "8"])
def test_that_planes_multiply(planes: str) -> None:
    one = numbers_of("multi-plane", accelerators="512", planes="2")
    many = numbers_of("multi-plane", accelerators="512", planes=planes)
    for name in ("bisection_bytes_per_s", "throughput_all_to_all_bytes_per_s"):
        a, b = known(getattr(one, name)), known(getattr(many, name))
        assert b.value == pytest.approx(int(planes) / 2 * a.value, rel=1e-9)
