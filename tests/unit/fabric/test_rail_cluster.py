"""Rail-optimised clusters against the tables of the reference architectures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import FindingCode, Severity
from designer.fabric.presets import superpods
from designer.fabric.presets.rail_plan import n_spines_of
from designer.model.block import ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.query import used_part_slugs
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import partial

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

BUILDERS = (
    superpods.dgx_h100_superpod,
    superpods.dgx_b200_superpod,
    superpods.dgx_b300_superpod,
    superpods.hgx_h20_cluster,
    superpods.ascend_910b_cluster,
    superpods.rtx_pro_cluster,
)


def counts(design: Design) -> dict[str, int]:
    return {c.chain[-1]: c.n_copies for c in build_class_graph(design).vertex_classes}


@pytest.mark.parametrize(
    ("n_leaves", "n_up", "n_spines"),
    [
        # DGX SuperPOD H100, RA-11333-001 V11, and B200, RA-11334-001 V08: 1, 2 and 4 units
        (8, 32, 4), (16, 32, 8), (32, 32, 16),
        # DGX SuperPOD B300 XDR: 1, 2 and 8 units
        (8, 72, 4), (16, 72, 8), (64, 72, 36),
        # DGX SuperPOD B300 Spectrum-X, one of two planes: 1, 2 and 8 units
        (8, 64, 4), (16, 64, 8), (64, 64, 32),
    ],
)  # fmt: skip
def test_that_the_rule_gives_the_spines_of_the_published_tables(
    n_leaves: int, n_up: int, n_spines: int
) -> None:
    assert n_spines_of(n_leaves, n_up) == n_spines
    assert n_up % n_spines == 0


def test_that_more_leaves_than_two_tiers_hold_are_refused() -> None:
    assert n_spines_of(64, 32) == 32
    with pytest.raises(ValueError, match="65 leaves with 32 uplinks need a third tier"):
        n_spines_of(65, 32)


@pytest.mark.parametrize(
    ("builder", "n_units", "published"),
    [
        # units: nodes, leaves, spines, node-to-leaf and leaf-to-spine cables
        (superpods.dgx_h100_superpod, 1, (31, 8, 4, 248, 256)),
        (superpods.dgx_h100_superpod, 2, (63, 16, 8, 504, 512)),
        (superpods.dgx_h100_superpod, 4, (127, 32, 16, 1_016, 1_024)),
        (superpods.dgx_b200_superpod, 2, (64, 16, 8, 512, 512)),
        (superpods.dgx_b200_superpod, 4, (128, 32, 16, 1_024, 1_024)),
        (superpods.dgx_b300_superpod, 1, (72, 8, 4, 576, 576)),
        (superpods.dgx_b300_superpod, 2, (144, 16, 8, 1_152, 1_152)),
        (superpods.dgx_b300_superpod, 8, (576, 64, 36, 4_608, 4_608)),
        # three tiers: as many cables between spines and cores again
        (superpods.dgx_b200_superpod, 16, (512, 128, 128 + 64, 4_096, 2 * 4_096)),
        (superpods.dgx_b200_superpod, 32, (1_024, 256, 256 + 128, 8_192, 2 * 8_192)),
    ],
)
def test_that_counts_are_those_of_the_reference_architecture(
    library: CatalogLibrary,
    builder: Callable[..., Design],
    n_units: int,
    published: tuple[int, int, int, int, int],
) -> None:
    design = builder(library, n_units=n_units)
    found = Workbench(library, design).snapshot.readouts
    leaf_slug = "q3400" if builder is superpods.dgx_b300_superpod else "qm9700"
    n_nodes, n_leaves, n_spines, n_rail_cables, n_spine_cables = published
    assert found.value("n_nodes") == n_nodes
    assert found.value("n_accelerators") == 8 * n_nodes
    assert found.value(f"n_switches.{leaf_slug}") == n_leaves + n_spines
    assert found.value("n_cables.scale-out") == n_rail_cables + n_spine_cables
    assert counts(design)["leaf"] == n_leaves
    assert counts(design)["spine"] + counts(design).get("core", 0) == n_spines


@pytest.mark.parametrize("builder", BUILDERS)
def test_that_a_cluster_of_any_size_is_sound_and_uses_no_port_twice(
    library: CatalogLibrary, builder: partial[Design]
) -> None:
    plan = builder.keywords["plan"]
    above = plan.n_two_tier_units + 1
    odd = 3 * plan.n_units_per_pod
    for n_units in (1, 3, 8, above, odd, odd + 1):
        design = builder(library, n_units=n_units)
        assert check_structure(design) == ()
        snapshot = Workbench(library, design).snapshot
        grave = [
            f.message
            for f in snapshot.findings
            if f.severity is not Severity.INFO and not f.approved_reason
        ]
        assert grave == []
        assert FindingCode.PORT_OVERUSED not in {f.code for f in snapshot.findings}
        assert tuple(part.slug for part in design.parts) == used_part_slugs(design)


@pytest.mark.parametrize("builder", BUILDERS)
def test_that_a_fabric_with_as_many_links_up_as_down_gives_every_adapter_its_rate(
    library: CatalogLibrary, builder: Callable[..., Design]
) -> None:
    design = builder(library)
    found = Workbench(library, design).snapshot.readouts
    port_bytes_per_s = {
        "dgx-b300-superpod": 100e9, "ascend-910b-cluster": 25e9, "rtx-pro-cluster": 25e9,
    }.get(design.root, 50e9)  # fmt: skip
    assert found.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(
        port_bytes_per_s, rel=1e-9
    )
    n = found.value("n_accelerators")
    assert found.value("bisection_bytes_per_s.scale-out") == pytest.approx(
        n / 2 * port_bytes_per_s, rel=1e-9
    )


@pytest.mark.parametrize("builder", BUILDERS)
def test_that_whole_pods_in_even_number_lose_nothing_to_the_third_tier(
    library: CatalogLibrary, builder: partial[Design]
) -> None:
    plan = builder.keywords["plan"]
    n_units = 4 * plan.n_units_per_pod
    design = builder(library, n_units=n_units)
    found = Workbench(library, design).snapshot.readouts
    whole = builder(library, n_units=1)
    one_unit = Workbench(library, whole).snapshot.readouts
    name = "throughput_worst_case_bytes_per_s.scale-out"
    assert found.value(name) == pytest.approx(one_unit.value(name), rel=1e-9)
    sizes = counts(design)
    assert sizes["spine"] == sizes["leaf"] == 2 * sizes["core"]


@pytest.mark.parametrize("n_units", [9, 11, 12, 13, 20])
def test_that_a_third_tier_of_any_size_keeps_the_rate_of_every_adapter(
    library: CatalogLibrary, n_units: int
) -> None:
    design = superpods.dgx_b200_superpod(library, n_units=n_units)
    found = Workbench(library, design).snapshot.readouts
    assert found.value("n_nodes") == 32 * n_units
    rate = found.by_id["throughput_all_to_all_bytes_per_s.scale-out"]
    assert rate.value == pytest.approx(50e9, rel=1e-6)
    links: dict[str, int] = {}
    for link in build_class_graph(design).link_classes:
        name = "core" if "-core" in link.bundle_key else link.bundle_key.rpartition("/")[2]
        links[name] = links.get(name, 0) + link.n_links
    # as many links above the spines as below, or the even spread of a smaller pod above that
    assert links["leaf-spine"] <= links["core"] <= links["leaf-spine"] + 32 * 32


def test_that_hopper_links_spread_as_five_four_four_five(library: CatalogLibrary) -> None:
    graph = build_class_graph(superpods.dgx_h100_superpod(library, n_units=1))
    links = {link.bundle_key: link for link in graph.link_classes}
    n_gpus = 31 * 8
    assert links["node/nvlink-outer"].n_links / links["node/nvlink-inner"].n_links == 5 / 4
    n_links = links["node/nvlink-outer"].n_links + links["node/nvlink-inner"].n_links
    assert n_links == n_gpus * 18


def test_that_blackwell_fills_all_ports_of_two_switch_chips(library: CatalogLibrary) -> None:
    graph = build_class_graph(superpods.dgx_b200_superpod(library, n_units=1))
    links = {link.bundle_key: link for link in graph.link_classes}
    assert links["node/nvlink"].n_links == 32 * 8 * 18 == 32 * 2 * 72


def test_that_a_scale_up_fabric_inside_servers_is_told_as_information(
    library: CatalogLibrary,
) -> None:
    snapshot = Workbench(library, superpods.dgx_b200_superpod(library)).snapshot
    (finding,) = (f for f in snapshot.findings if f.code is FindingCode.FABRIC_DISCONNECTED)
    assert finding.severity is Severity.INFO
    assert "1,024 endpoints form one domain in each node" in finding.message


def test_that_accelerators_of_one_server_that_do_not_reach_each_other_are_an_error(
    library: CatalogLibrary,
) -> None:
    design = superpods.dgx_b200_superpod(library, n_units=1)
    root = design.root_block
    gone = tuple(
        InstanceException(
            path=f"su[0]/compute-rack[0]/node[0]/nvswitch[{ix}]", kind=ExceptionKind.REMOVED
        )
        for ix in (0, 1)
    )
    broken = evolve(design, blocks=(evolve(root, exceptions=gone), *design.blocks[1:]))
    findings = Workbench(library, broken).snapshot.findings
    (finding,) = (f for f in findings if f.code is FindingCode.FABRIC_DISCONNECTED)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("n_units", [0, 257])
def test_that_a_number_of_units_out_of_range_is_refused(
    library: CatalogLibrary, n_units: int
) -> None:
    with pytest.raises(ValueError, match=f"n_units is {n_units}; it must be from 1 to 256"):
        superpods.dgx_h100_superpod(library, n_units=n_units)
