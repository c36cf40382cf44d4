"""The catalog that ships with the program: sound, sourced, and consistent with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.cables import CableRecord
from designer.catalog.loader import load_catalog
from designer.catalog.optics import OpticRecord
from designer.catalog.provenance import Figure, FigureKind
from designer.catalog.racks import RackRecord
from designer.catalog.switches import SwitchRecord
from designer.paths import catalogs_dir
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary, Part

PARTS_OF_THE_FIRST_SYSTEMS = (
    "ascend-910c", "gb200-gpu", "kunpeng-920", "grace", "ub-l1", "ub-l2", "nvswitch5", "th5-box",
    "qingtian-dpu", "connectx-7", "cm384-node", "ub-l2-box", "gb200-tray", "gb200-nvsw",
    "lpo-400g", "dr4-400g", "fibre-mpo16", "fibre-mpo12", "aoc-100g", "aoc-400g", "dac-400g",
    "nvlink-copper", "cm384-compute", "cm384-switch", "nvl72", "eia-48u", "cdu-121", "cdu-1350",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    load = load_catalog(catalogs_dir())
    assert [f"{f.locus.text()}: {f.message}" for f in load.findings] == []
    return load.library


def part(library: CatalogLibrary, slug: str) -> Part:
    found = library.part(slug)
    assert found is not None
    return found


def total_bps(library: CatalogLibrary, slug: str, port: str) -> float:
    group = part(library, slug).port(port)
    assert group is not None
    return group.count * group.rate_bps.value


def figures(record: FrozenRecord) -> Iterator[Figure]:
    if isinstance(record, Figure):
        yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, FrozenRecord):
                yield from figures(item)


def test_that_no_part_of_the_first_systems_is_gone(library: CatalogLibrary) -> None:
    assert set(PARTS_OF_THE_FIRST_SYSTEMS) <= {p.slug for p in library.parts}


def test_that_every_part_has_a_price_with_a_band(library: CatalogLibrary) -> None:
    assert {quote.part for quote in library.prices} == {p.slug for p in library.parts}
    for quote in library.prices:
        assert quote.price_usd.low is not None, quote.part
        assert quote.price_usd.high is not None, quote.part
        assert quote.price_usd.low < quote.price_usd.high, quote.part


def test_that_what_is_unverified_is_an_estimate(library: CatalogLibrary) -> None:
    records: list[FrozenRecord] = [*library.parts, *library.prices]
    for record in records:
        for figure in figures(record):
            if "recall" in figure.note and "band" not in figure.note.casefold():
                assert figure.kind is FigureKind.OUR_ESTIMATE or figure.low is not None, figure


def test_that_every_estimate_says_how_it_was_derived(library: CatalogLibrary) -> None:
    records: list[FrozenRecord] = [*library.parts, *library.prices]
    silent = [
        record
        for record in records
        for figure in figures(record)
        if figure.kind is FigureKind.OUR_ESTIMATE and not figure.note
    ]
    assert silent == []


def test_that_an_accelerator_sends_56_gigabytes_a_second_into_each_of_seven_planes(
    library: CatalogLibrary,
) -> None:
    assert total_bps(library, "ascend-910c", "ub") / 8 == 392e9
    assert 392e9 == 7 * 56e9


def test_that_a_first_tier_chip_sends_up_what_its_accelerators_send(
    library: CatalogLibrary,
) -> None:
    per_plane = 8 * total_bps(library, "ascend-910c", "ub") / 7
    assert total_bps(library, "ub-l1", "down") == per_plane == 448e9 * 8
    assert total_bps(library, "ub-l1", "up") == per_plane
    n_chips_per_plane = 16
    uplinks = 48 * 7 * total_bps(library, "ub-l1", "up")
    assert uplinks == 7 * n_chips_per_plane * total_bps(library, "ub-l2", "down")


def test_that_the_ports_of_a_cpu_add_up_to_its_published_rate(library: CatalogLibrary) -> None:
    assert total_bps(library, "kunpeng-920", "ub") / 8 == pytest.approx(160e9, rel=1e-12)
    cpu, chip = part(library, "kunpeng-920").port("ub"), part(library, "ub-l1").port("cpu")
    assert cpu is not None
    assert chip is not None
    assert cpu.rate_bps.value == chip.rate_bps.value


def test_that_cages_add_up_to_the_modules_of_the_system(library: CatalogLibrary) -> None:
    up, down = part(library, "ub-l1").port("up"), part(library, "ub-l2").port("down")
    assert up is not None
    assert down is not None
    n_cages_on_nodes = 48 * 7 * up.count // up.n_per_cage
    n_cages_on_bus_devices = 56 * 2 * down.count // down.n_per_cage
    assert n_cages_on_nodes == n_cages_on_bus_devices == 2_688
    module = part(library, "lpo-400g")
    assert isinstance(module, OpticRecord)
    assert module.line_rate_bps.value >= up.n_per_cage * up.rate_bps.value


def test_that_an_nvlink_switch_has_a_port_for_every_accelerator(library: CatalogLibrary) -> None:
    assert total_bps(library, "gb200-gpu", "nvlink") / 8 == 900e9
    assert 72 * total_bps(library, "gb200-gpu", "nvlink") == 18 * total_bps(
        library, "nvswitch5", "nvlink"
    )
    copper = part(library, "nvlink-copper")
    assert isinstance(copper, CableRecord)
    assert copper.line_rate_bps is not None
    assert 4 * copper.line_rate_bps.value == 400e9


def test_that_peak_rates_and_memory_give_the_published_system_totals(
    library: CatalogLibrary,
) -> None:
    huawei, nvidia = part(library, "ascend-910c"), part(library, "gb200-gpu")
    assert isinstance(huawei, AcceleratorRecord)
    assert isinstance(nvidia, AcceleratorRecord)
    bf16 = {p.number_format: p.flop_per_s for p in huawei.peak_rates}["bf16"]
    assert 384 * bf16.value == pytest.approx(288.8e15, rel=1e-3)
    assert sorted(other.value for other in bf16.alternatives) == [708e12, 780e12, 800e12]
    assert 384 * huawei.memory_bytes.value == pytest.approx(49.2e12, rel=2e-3)
    assert 384 * huawei.memory_bytes_per_s.value == pytest.approx(1_229e12, rel=1e-3)
    peak = {p.number_format: p.flop_per_s.value for p in nvidia.peak_rates}
    assert 72 * peak["bf16"] == 180e15
    assert peak["fp4"] == 2 * peak["fp8"] == 4 * peak["fp16"]
    assert 72 * nvidia.memory_bytes.value == pytest.approx(13.4e12, rel=2e-3)


def test_that_a_switch_tray_and_its_chips_draw_what_is_published(library: CatalogLibrary) -> None:
    tray, chip = part(library, "gb200-nvsw").tdp_w, part(library, "nvswitch5").tdp_w
    assert tray is not None
    assert chip is not None
    assert 9 * (tray.value + 2 * chip.value) == pytest.approx(11_160)


def test_that_every_cable_and_module_fits_a_cage_of_some_part(library: CatalogLibrary) -> None:
    cages = {port.cage for p in library.parts for port in p.ports}
    connectors = {p.connector for p in library.parts if isinstance(p, OpticRecord)}
    for p in library.parts:
        if isinstance(p, OpticRecord):
            assert p.cage in cages
        if isinstance(p, CableRecord):
            assert p.connector in cages | connectors


def test_that_cages_are_filled_evenly(library: CatalogLibrary) -> None:
    for p in library.parts:
        for port in p.ports:
            assert port.count % port.n_per_cage == 0, (p.slug, port.name)


def test_that_racks_state_space_and_power_limits(library: CatalogLibrary) -> None:
    racks = [p for p in library.parts if isinstance(p, RackRecord)]
    assert len(racks) >= 10
    for rack in racks:
        assert 40 <= rack.usable_u.value <= 52
        assert 20e3 <= rack.limit_w.value <= 600e3


def test_that_switch_latency_is_in_seconds(library: CatalogLibrary) -> None:
    chip = part(library, "ub-l1")
    assert isinstance(chip, SwitchRecord)
    assert chip.latency_s is not None
    assert chip.latency_s.value == pytest.approx(200e-9)


def test_that_the_default_assumptions_have_a_band(library: CatalogLibrary) -> None:
    defaults = library.assumption_set("default-2026")
    assert defaults is not None
    names = {a.name for a in defaults.assumptions}
    assert {
        "pue_ratio", "conversion_efficiency_fraction", "typical_power_fraction",
        "cable_slack_fraction", "cable_slack_m", "cable_riser_m", "cable_in_rack_m",
        "install_fraction", "spare_fraction",
    } <= names  # fmt: skip
    for assumption in defaults.assumptions:
        low, high = assumption.figure.low, assumption.figure.high
        assert low is not None, assumption.name
        assert high is not None, assumption.name
        if assumption.name.endswith("_fraction"):
            assert 0 < low <= high < 1
    assert library.assumption_set("none") is None


def test_that_records_are_found_by_slug(library: CatalogLibrary) -> None:
    assert library.part("none") is None
    assert library.price("none") is None
    assert library.source("none") is None
    source = library.source("cm384-paper")
    assert source is not None
    assert source.url == "https://arxiv.org/abs/2506.12708"
    assert part(library, "ub-l1").port("none") is None


def test_that_the_digest_depends_on_the_records_in_use_alone(library: CatalogLibrary) -> None:
    slugs, assumptions = ("ub-l2", "lpo-400g"), "default-2026"
    again = load_catalog(catalogs_dir()).library
    digest = library.digest_of(slugs, assumptions)
    assert len(digest) == 64
    assert again.digest_of(reversed(slugs), assumptions) == digest
    kept = tuple(one for one in library.parts if one.slug in slugs)
    fewer = type(library)(library.version, kept, library.prices, library.assumption_sets)
    assert fewer.digest_of(slugs, assumptions) == digest
    for less in (
        type(library)(library.version, kept[1:], library.prices, library.assumption_sets),
        type(library)(library.version, kept, (), library.assumption_sets),
        type(library)(library.version, kept, library.prices),
    ):
        assert less.digest_of(slugs, assumptions) != digest


def test_that_estimates_wear_the_badge_and_bands_span_all_values(library: CatalogLibrary) -> None:
    chip = part(library, "ascend-910c")
    assert isinstance(chip, AcceleratorRecord)
    assert chip.tdp_w is not None
    assert (chip.tdp_w.is_estimate, chip.memory_bytes.is_estimate) == (True, False)
    assert chip.tdp_w.band == (700.0, 900.0)
    assert chip.peak_rates[0].flop_per_s.band == (708e12, 800e12)
