"""Nodes, switches, modules and cables of the shipped catalog against published identities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.cables import CableRecord
from designer.catalog.loader import load_library
from designer.catalog.optics import OpticRecord
from designer.catalog.part import Medium
from designer.catalog.switches import SwitchRecord
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def part(library: CatalogLibrary, slug: str) -> Part:
    found = library.part(slug)
    assert found is not None, slug
    return found


def watts(library: CatalogLibrary, slug: str) -> float:
    figure = part(library, slug).tdp_w
    assert figure is not None, slug
    return figure.value


@pytest.mark.parametrize(
    ("node", "mounted", "published_w"),
    [
        # greatest draw of the user guides; conversion losses of 4 % as in the default assumptions
        ("dgx-h100", {"h100-sxm": 8, "xeon-8480c": 2, "nvswitch3": 4, "connectx-7": 8}, 10_200),
        ("dgx-b200", {"b200": 8, "xeon-8570": 2, "nvswitch5": 2, "connectx-7": 8}, 14_300),
        ("dgx-b300", {"b300": 8, "xeon-8570": 2, "nvswitch5": 2, "connectx-8": 8}, 14_500),
    ],
)
def test_that_a_server_and_what_is_in_it_draw_what_its_guide_says(
    library: CatalogLibrary, node: str, mounted: dict[str, int], published_w: float
) -> None:
    total_w = watts(library, node) + sum(n * watts(library, slug) for slug, n in mounted.items())
    assert total_w / 0.96 == pytest.approx(published_w, rel=0.02)


@pytest.mark.parametrize(
    ("slug", "port", "published_bps"),
    [
        ("qm9700", "port", 25.6e12),
        ("q3400", "port", 115.2e12),
        ("sn5600", "port", 51.2e12),
        ("sn5600", "port-800g", 51.2e12),
        ("sn6600", "port", 102.4e12),
        ("th5-box", "port", 51.2e12),
        ("th6-box", "port", 102.4e12),
        ("th4-box", "port", 25.6e12),
        ("nvswitch3", "nvlink", 12.8e12),
        ("nvswitch5", "nvlink", 28.8e12),
        ("ub-hrs", "port", 512 * 112e9),
    ],
)
def test_that_the_ports_of_a_switch_add_up_to_its_printed_rate(
    library: CatalogLibrary, slug: str, port: str, published_bps: float
) -> None:
    group = part(library, slug).port(port)
    assert group is not None
    assert group.count * group.rate_bps.value == pytest.approx(published_bps, rel=1e-12)


def test_that_a_low_radix_switch_spends_its_72_lanes_once(library: CatalogLibrary) -> None:
    lane_bps = 112e9
    lanes = {p.name: p.count * p.rate_bps.value / lane_bps for p in part(library, "ub-lrs").ports}
    n_links_to_second_stage = 4
    assert lanes["down"] + lanes["out"] + 2 * n_links_to_second_stage == 72
    assert lanes["x2"] == 72


def test_that_copper_reaches_less_than_light(library: CatalogLibrary) -> None:
    cables = [p for p in library.parts if isinstance(p, CableRecord)]
    copper = [c.reach_m.value for c in cables if c.medium is Medium.COPPER]
    light = [c.reach_m.value for c in cables if c.medium is Medium.FIBRE]
    assert len(copper) >= 8
    assert max(copper) <= 10 < min(light)


def test_that_modules_draw_more_the_faster_they_are(library: CatalogLibrary) -> None:
    optics = [p for p in library.parts if isinstance(p, OpticRecord)]
    assert {200e9, 400e9, 800e9, 1_600e9} <= {o.line_rate_bps.value for o in optics}
    for optic in optics:
        assert optic.tdp_w is not None, optic.slug
        picojoule_per_bit = optic.tdp_w.value / optic.line_rate_bps.value * 1e12
        # engines beside the chip do without the retimer of a pluggable
        least = 5 if optic.cage == "npo" else 9
        assert least <= picojoule_per_bit <= 35, optic.slug


def test_that_boxes_that_stand_in_racks_have_a_height(library: CatalogLibrary) -> None:
    for p in library.parts:
        is_box = isinstance(p, SwitchRecord) and any(x.cage == "osfp" for x in p.ports)
        if p.family in {"node", "switch-box"} or (
            is_box and p.slug not in {"ub-l1", "ub-l2", "ub-lrs", "ub-lrs-960"}
        ):
            assert p.height_u is not None, p.slug
