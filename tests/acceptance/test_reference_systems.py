"""The shipped systems against what vendors, papers and analysts print about them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies
from designer.evaluate.bounds import Exactness
from designer.fabric.registry import SYSTEM_BUILDERS
from designer.paths import systems_dir
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.workbench.snapshot import Snapshot

SYSTEMS = [builder.name for builder in SYSTEM_BUILDERS]
PUBLISHED = Path(__file__).parents[1] / "data" / "published_systems.csv"
ONE_L2_CHIP = "bus-rack[2]/bus-device[5]/l2[1]"


@cache
def opened(name: str) -> Snapshot:
    return Workbench(shipped_library(), open_named_or_file(name).document.design).snapshot


def rows() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['system']}:{r['readout']}")
def test_that_a_readout_equals_the_published_number(row: dict[str, str]) -> None:
    computed = opened(row["system"]).readouts.value(row["readout"])
    assert computed == pytest.approx(float(row["value"]), rel=float(row["tolerance_fraction"]))


@pytest.mark.parametrize("name", ["cloudmatrix-384", "gb200-nvl72"])
def test_that_scale_up_numbers_are_certified_exact(name: str) -> None:
    by_id = opened(name).readouts.by_id
    for quantity in ("injection", "bisection", "throughput_all_to_all"):
        row = by_id[f"{quantity}_bytes_per_s.scale-up"]
        assert row.exactness is Exactness.EXACT
        assert row.low == pytest.approx(row.value, rel=1e-9)
        assert row.high == pytest.approx(row.value, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "readout", "low", "high"),
    [
        # SemiAnalysis 559 kW, press about 600 kW, another analyst about 500 kW
        ("cloudmatrix-384", "power_it_w", 500e3, 600e3),
        # NVIDIA user guide 120 kW nominal, HPE 132 kW maximum
        ("gb200-nvl72", "power_it_w", 120e3, 132e3),
        # NVIDIA, best practices: 458 kW for the 32 systems of one of four units, without switches
        ("dgx-b200-superpod", "power_it_w", 4 * 458e3, 4 * 458e3 * 1.1),
    ],
)
def test_that_power_lies_in_the_published_range(
    name: str, readout: str, low: float, high: float
) -> None:
    assert low <= opened(name).readouts.value(readout) <= high


@pytest.mark.parametrize(
    ("name", "published_usd"),
    [("cloudmatrix-384", 8.2e6), ("gb200-nvl72", 3.1e6), ("gb300-nvl72", 3.85e6)],
)
def test_that_the_capex_band_contains_the_published_price(name: str, published_usd: float) -> None:
    row = opened(name).readouts.by_id["capex_usd"]
    assert row.exactness is Exactness.ESTIMATE
    assert row.low is not None
    assert row.high is not None
    assert row.low <= published_usd <= row.high


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_every_readout_names_its_method_and_the_sources_of_its_inputs(name: str) -> None:
    snapshot = opened(name)
    known = snapshot.design.source_by_slug.keys() | {s.slug for s in snapshot.library.sources}
    for row in snapshot.readouts.rows:
        assert row.method
        assert set(row.sources) <= known
        for used in row.inputs:
            is_explained = used.kind == "graph" or (used.kind == "user" and used.note)
            assert used.sources or is_explained, f"{row.id}: {used.name} has no source"


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_a_shipped_system_has_no_error_and_no_warning_without_a_reason(name: str) -> None:
    findings = opened(name).findings
    assert [f.message for f in findings if f.severity != "info" and not f.approved_reason] == []
    approved = {f.approval_key for f in findings if f.approved_reason}
    assert approved == {approval.key for approval in opened(name).design.approvals}


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_what_is_assumed_about_the_wiring_is_said(name: str) -> None:
    design = opened(name).design
    for fabric in design.fabrics:
        assert not fabric.is_assumed or fabric.note, fabric.id
        assert fabric.note or fabric.sources, fabric.id
    for block in design.blocks:
        for bundle in block.link_bundles:
            is_assumed = bundle.is_assumed and not design.fabric_by_id[bundle.fabric].is_assumed
            assert not is_assumed or bundle.note, bundle.id


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_every_published_total_has_a_readout_to_stand_beside(name: str) -> None:
    published = shipped_library().published_system(name)
    readouts = opened(name).readouts.by_id
    for one in published.figures if published is not None else ():
        assert one.readout in readouts, one.readout


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_a_shipped_file_stays_small(name: str) -> None:
    assert (systems_dir() / f"{name}.cluster.json").stat().st_size < 200_000


def test_that_losing_one_l2_chip_takes_its_links_out_of_the_numbers() -> None:
    workbench = Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)
    whole = workbench.snapshot.readouts
    cut = workbench.apply(RemoveCopies(paths=(ONE_L2_CHIP,))).readouts
    lost_link_bytes_per_s = 28e9
    assert cut.value("n_switches.ub-l2") == 111
    # 24 nodes on each side, each with one 28 GB/s uplink less
    assert cut.value("bisection_bytes_per_s.scale-up") == pytest.approx(
        whole.value("bisection_bytes_per_s.scale-up") - 24 * lost_link_bytes_per_s, rel=1e-9
    )
    # a permutation between nodes is held up by the uplinks of a node: 8 accelerators share them
    assert cut.value("throughput_worst_case_bytes_per_s.scale-up") == pytest.approx(
        392e9 - lost_link_bytes_per_s / 8, rel=1e-9
    )
    undone = workbench.undo()
    assert undone.readouts.value("bisection_bytes_per_s.scale-up") == whole.value(
        "bisection_bytes_per_s.scale-up"
    )
