"""Clusters of supernodes, Ethernet pods and tori against what is published about them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import FindingCode, Severity
from designer.evaluate.bounds import Exactness
from designer.fabric.presets import (
    atlas950_demo,
    atlas960,
    cloudmatrix,
    ethernet_pods,
    frontier,
    nvl72_cluster,
    superclusters,
    tpu_pods,
)
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.readouts import Readouts
    from designer.model.design import Design

SYSTEMS: tuple[tuple[Callable[..., Design], str, int], ...] = (
    (superclusters.atlas_900_a3, "n_pods", 24),
    (superclusters.atlas_950_supercluster, "n_superpods", 64),
    (superclusters.atlas_960_supercluster, "n_superpods", 64),
    (atlas960.atlas_960_superpod, "n_racks_per_half", 88),
    (ethernet_pods.hpn_7, "n_segments", 15),
    (ethernet_pods.llama3_roce, "n_pods", 8),
    (nvl72_cluster.gb200_superpod, "n_units", 16),
    (frontier.frontier, "n_cabinets", 74),
    (tpu_pods.tpu_v4_pod, "n_cubes_x", 4),
    (tpu_pods.tpu_ironwood_pod, "n_cubes_x", 4),
)


def readouts(library: CatalogLibrary, design: Design) -> Readouts:
    return Workbench(library, design).snapshot.readouts


@pytest.mark.parametrize(("builder", "parameter", "maximum"), SYSTEMS)
def test_that_a_system_of_any_size_is_sound_and_uses_no_port_twice(
    library: CatalogLibrary, builder: Callable[..., Design], parameter: str, maximum: int
) -> None:
    for count in (1, maximum):
        design = builder(library, **{parameter: count})
        assert check_structure(design) == ()
        findings = Workbench(library, design).snapshot.findings
        grave = [f.message for f in findings if f.severity is not Severity.INFO]
        assert len(grave) == len(design.approvals), grave
        assert {f.approval_key for f in findings if f.approved_reason} == {
            approval.key for approval in design.approvals
        }
        assert FindingCode.PORT_OVERUSED not in {f.code for f in findings}


@pytest.mark.parametrize(("builder", "parameter", "maximum"), SYSTEMS)
def test_that_a_count_out_of_range_is_refused(
    library: CatalogLibrary, builder: Callable[..., Design], parameter: str, maximum: int
) -> None:
    with pytest.raises(ValueError, match=f"{parameter} is 0; it must be from 1 to {maximum}"):
        builder(library, **{parameter: 0})


def test_that_the_shown_atlas_950_fills_every_port_of_its_switches(
    library: CatalogLibrary,
) -> None:
    found = readouts(library, atlas950_demo.atlas_950_demo(library))
    assert found.value("n_accelerators") == 1_024 == 16 * 64
    assert found.value("n_racks") == 16 + 4
    # four uplinks of each accelerator, 128 links of four lanes to a switch of 512
    assert found.value("n_links.scale-up.lrs-hrs") == 4 * 1_024 == 32 * 512 / 4
    assert found.value("n_switches.ub-hrs") == 32
    bisection = found.value("bisection_bytes_per_s.scale-up")
    assert bisection == pytest.approx(4 * 1_024 / 2 * 56e9, rel=1e-9)


@pytest.mark.parametrize(
    ("n_units", "n_switches"), [(1, 20 + 16), (2, 2 * 52 + 24), (8, 8 * 52 + 72), (16, 976)]
)
def test_that_racks_of_nvl72_share_a_scale_out_network_without_loss(
    library: CatalogLibrary, n_units: int, n_switches: int
) -> None:
    found = readouts(library, nvl72_cluster.gb200_superpod(library, n_units=n_units))
    n_gpus = 576 * n_units
    assert found.value("n_accelerators") == n_gpus
    assert found.value("n_hosts") == n_gpus / 2
    assert found.value("n_switches.qm9700") == n_switches
    assert found.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(50e9)
    bisection = found.value("bisection_bytes_per_s.scale-out")
    assert bisection == pytest.approx(n_gpus / 2 * 50e9, rel=1e-9)
    # one rack is one domain: 18 links of every accelerator, 18 chips in every rack
    assert found.value("n_links.scale-up") == 18 * n_gpus
    assert found.value("n_switches.nvswitch5") == 18 * 8 * n_units


def test_that_half_a_million_accelerators_fill_a_fat_tree_of_128_ports(
    library: CatalogLibrary,
) -> None:
    found = readouts(library, superclusters.atlas_950_supercluster(library))
    k = 128
    assert found.value("n_accelerators") == k**3 / 4
    assert found.value("n_switches.th5-box") == 5 * k**2 / 4
    # one port of 400G each, as many links up as down on every tier
    bisection = found.value("bisection_bytes_per_s.scale-out")
    assert bisection == pytest.approx(k**3 / 8 * 50e9, rel=1e-9)


def test_that_a_million_accelerators_take_at_most_twice_the_time_of_384(
    library: CatalogLibrary,
) -> None:
    def seconds(builder: Callable[..., Design]) -> float:
        started = time.process_time()
        snapshot = Workbench(library, builder(library)).snapshot
        assert snapshot.readouts.value("n_accelerators") > 0
        return time.process_time() - started

    small = min(seconds(cloudmatrix.cloudmatrix_384) for _ in range(3))
    large = min(seconds(superclusters.atlas_960_supercluster) for _ in range(3))
    assert large < 2 * small + 0.1


def test_that_the_announced_counts_of_atlas_960_close(library: CatalogLibrary) -> None:
    found = readouts(library, atlas960.atlas_960_superpod(library))
    assert found.value("n_accelerators") == 15_488 == 176 * 88
    assert found.value("n_racks") == 220
    assert found.value("n_switches.ub-hrs-960") == 44 * 8
    # every second tier switch has one port to each compute cabinet
    assert found.value("n_links.scale-up.lrs-hrs") == 352 * 176


def test_that_24_pods_share_a_third_of_their_scale_out_rate(library: CatalogLibrary) -> None:
    found = readouts(library, superclusters.atlas_900_a3(library))
    assert found.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(50e9 / 3)
    assert found.value("n_switches.ub-l1") == 24 * 336


def test_that_hpn_has_a_link_from_every_uplink_to_its_own_aggregation_switch(
    library: CatalogLibrary,
) -> None:
    design = ethernet_pods.hpn_7(library)
    links = {link.bundle_key: link for link in build_class_graph(design).link_classes}
    assert links["segment/nic-tor"].n_links == 15_360 * 2
    assert links["hpn-7/tor-agg"].n_links == 240 * 60
    found = readouts(library, design)
    # 60 uplinks of 400G for 128 ports of 200G
    assert found.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(
        50e9 * (60 * 400) / (128 * 200)
    )


def test_that_a_llama_3_pod_is_full_and_the_tier_above_one_to_seven(
    library: CatalogLibrary,
) -> None:
    one_pod = readouts(library, ethernet_pods.llama3_roce(library, n_pods=1))
    assert one_pod.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(50e9)
    whole = readouts(library, ethernet_pods.llama3_roce(library))
    rate = whole.value("throughput_worst_case_bytes_per_s.scale-out")
    assert 50e9 / rate == pytest.approx(7, rel=0.02)


@pytest.mark.parametrize(
    ("builder", "n_chips", "longest", "link_bytes_per_s"),
    [(tpu_pods.tpu_v4_pod, 4_096, 16, 50e9), (tpu_pods.tpu_ironwood_pod, 9_216, 24, 100e9)],
)
def test_that_a_torus_is_cut_across_its_longest_axis(
    library: CatalogLibrary,
    builder: Callable[..., Design],
    n_chips: int,
    longest: int,
    link_bytes_per_s: float,
) -> None:
    row = readouts(library, builder(library)).by_id["bisection_bytes_per_s.scale-up"]
    # two cuts of N / k links each
    assert row.value == pytest.approx(2 * n_chips / longest * link_bytes_per_s, rel=1e-9)
    assert row.low == row.high == row.value


def test_that_the_assumed_shape_of_a_pod_wears_the_badge(library: CatalogLibrary) -> None:
    published = readouts(library, tpu_pods.tpu_v4_pod(library))
    assumed = readouts(library, tpu_pods.tpu_ironwood_pod(library))
    name = "bisection_bytes_per_s.scale-up"
    assert published.by_id[name].exactness is Exactness.EXACT
    assert assumed.by_id[name].exactness is Exactness.ESTIMATE
