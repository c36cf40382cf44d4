"""Accelerators of the shipped catalog: dense peaks, rates per direction, known identities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.loader import load_library
from designer.catalog.part import FabricRole
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

# Scale-up rate of one accelerator per direction, half of what vendors print both ways. [byte/s]
SCALE_UP_BYTES_PER_S = {
    "ascend-910b2": 196e9,  # 392 GB/s
    "ascend-910c": 392e9,  # 784 GB/s
    "ascend-950pr": 1_008e9,  # about 2 TB/s
    "ascend-950dt": 1_008e9,  # about 2 TB/s
    "ascend-960": 1_100e9,  # 2.2 TB/s
    "ascend-970": 2_000e9,  # 4 TB/s
    "h20-96": 450e9,
    "h100-sxm": 450e9,  # 900 GB/s
    "h200-sxm": 450e9,
    "b200": 900e9,  # 1.8 TB/s
    "b300": 900e9,
    "gb200-gpu": 900e9,
    "gb300-gpu": 900e9,
    "mi300x": 448e9,  # 896 GB/s
    "tpu-v4": 300e9,
    "tpu-v5p": 600e9,  # 1,200 GB/s
    "tpu-ironwood": 600e9,  # 1,200 GB/s
}

# Total processing performance as authorities and analysts print it: dense rate times bits.
TPP = {
    "h20-96": 2_368,
    "h100-sxm": 15_832,
    "b200": 36_000,
    "b300": 52_500,
    "ascend-910b2": 6_016,
    "ascend-910c": 12_032,
    "mi300x": 20_919,
    "tpu-ironwood": 36_912,
}
BITS = {"fp64": 64, "fp32": 32, "tf32": 32, "bf16": 16, "fp16": 16, "fp8": 8, "int8": 8, "fp4": 4}


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def accelerators(library: CatalogLibrary) -> dict[str, AcceleratorRecord]:
    return {part.slug: part for part in library.parts if isinstance(part, AcceleratorRecord)}


def peaks(part: AcceleratorRecord) -> dict[str, float]:
    return {rate.number_format: rate.flop_per_s.value for rate in part.peak_rates}


@pytest.mark.parametrize("slug", SCALE_UP_BYTES_PER_S)
def test_that_scale_up_rates_are_per_direction(library: CatalogLibrary, slug: str) -> None:
    ports = [p for p in accelerators(library)[slug].ports if FabricRole.SCALE_UP in p.fabric_roles]
    total_bytes_per_s = sum(p.count * p.rate_bps.value for p in ports) / 8
    assert total_bytes_per_s == pytest.approx(SCALE_UP_BYTES_PER_S[slug], rel=1e-12)


@pytest.mark.parametrize("slug", TPP)
def test_that_dense_peaks_give_the_printed_processing_performance(
    library: CatalogLibrary, slug: str
) -> None:
    part = accelerators(library)[slug]
    without_integer_twins = {f: v for f, v in peaks(part).items() if f != "tf32"}
    tpp = max(v / 1e12 * BITS[f] for f, v in without_integer_twins.items() if f != "fp64")
    assert tpp == pytest.approx(TPP[slug], rel=1e-4)


def test_that_no_peak_rate_is_a_sparse_one(library: CatalogLibrary) -> None:
    # Halving the bits at most doubles a dense rate; only the fourth-order FP4 of Blackwell Ultra
    # goes to three times FP8. A rate with sparsity would stand out by a further factor of two.
    for slug, part in accelerators(library).items():
        peak = peaks(part)
        assert peak.get("bf16") == peak.get("fp16", peak.get("bf16")), slug
        for wide, narrow, most in (
            ("bf16", "fp8", 2.01),
            ("bf16", "int8", 2.13),
            ("fp8", "fp4", 3),
        ):
            if wide in peak and narrow in peak:
                assert peak[narrow] <= most * peak[wide], (slug, narrow)


def test_that_every_accelerator_says_what_it_draws_holds_and_computes(
    library: CatalogLibrary,
) -> None:
    found = accelerators(library)
    assert len(found) >= 25
    for slug, part in found.items():
        assert part.tdp_w is not None, slug
        assert 150 <= part.tdp_w.value <= 2_500, slug
        assert {"bf16", "fp8"} & set(peaks(part)), slug
        assert part.ports, slug
        assert 16e9 <= part.memory_bytes.value <= 400e9, slug
        assert 1e12 <= part.memory_bytes_per_s.value <= 25e12, slug


def test_that_die_areas_are_those_of_real_dies(library: CatalogLibrary) -> None:
    areas = {s: p.die_area_m2.value for s, p in accelerators(library).items() if p.die_area_m2}
    assert areas["h100-sxm"] == pytest.approx(814e-6)
    for slug, area_m2 in areas.items():
        assert 500e-6 <= area_m2 <= 1_700e-6, slug


def test_that_the_bins_of_one_chip_share_memory_power_and_links(library: CatalogLibrary) -> None:
    bins = [accelerators(library)[f"ascend-910b{n}"] for n in (1, 2, 3, 4)]
    assert len({(b.memory_bytes, b.memory_bytes_per_s, b.tdp_w, b.ports) for b in bins}) == 1
    rates = [peaks(b)["bf16"] for b in bins]
    assert rates == sorted(rates, reverse=True)


def test_that_matrix_rates_follow_from_cores_and_clock(library: CatalogLibrary) -> None:
    # cores x operations per cycle x clock, as the platform files of CANN have them
    b2 = next(
        r for r in accelerators(library)["ascend-910b2"].peak_rates if r.number_format == "fp16"
    )
    assert b2.flop_per_s.alternatives[0].value == pytest.approx(24 * 8_192 * 1.8e9, rel=1e-3)
    b950 = peaks(accelerators(library)["ascend-950pr"])
    assert b950["bf16"] == pytest.approx(32 * 8_192 * 1.65e9, rel=2e-3)
    assert peaks(accelerators(library)["atlas-350"])["bf16"] / b950["bf16"] == pytest.approx(
        28 / 32, rel=2e-3
    )
