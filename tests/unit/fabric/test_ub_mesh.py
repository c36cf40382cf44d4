"""Racks in a two-dimensional full mesh, and what is made of them, against the published counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import FindingCode, Severity
from designer.evaluate.bounds import Exactness
from designer.fabric.presets import atlas950
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

LINK_BYTES_PER_S = 56e9
SUPERPODS = (
    atlas950.atlas_950_superpod,
    atlas950.atlas_950_superpod_mesh,
    atlas950.ub_mesh_superpod,
)


def links(design: Design) -> dict[str, int]:
    found: dict[str, int] = {}
    for link in build_class_graph(design).link_classes:
        name = link.bundle_key.rpartition("/")[2]
        found[name] = found.get(name, 0) + link.n_links
    return found


def test_that_a_cabinet_has_the_links_of_the_published_test_data(library: CatalogLibrary) -> None:
    design = atlas950.atlas_950_cabinet(library)
    assert check_structure(design) == ()
    # 8 x C(8, 2) twice, and four uplink ports of 64 accelerators
    assert links(design) == {"x-mesh": 224, "y-mesh": 224, "npu-lrs": 256}
    assert (2 * 224 + 2 * 224 + 256) / 64 == 18  # ports of an accelerator, all in use


def test_that_the_bisection_of_a_cabinet_is_that_of_a_full_mesh_of_full_meshes(
    library: CatalogLibrary,
) -> None:
    row = Workbench(library, atlas950.atlas_950_cabinet(library)).snapshot.readouts.by_id[
        "bisection_bytes_per_s.scale-up"
    ]
    # HyperX(8, 8): min over dimensions of S N / 4 links
    assert row.value == pytest.approx(8 * 64 / 4 * LINK_BYTES_PER_S, rel=1e-9)
    assert row.exactness is Exactness.EXACT


@pytest.mark.parametrize(
    ("builder", "bisection_links"),
    [
        # half of the uplinks of all cabinets
        (atlas950.atlas_950_superpod, 128 * 256 / 2),
        # half of the racks of every rack mesh stay together: only the tier above is cut
        (atlas950.atlas_950_superpod_mesh, 4_096),
        (atlas950.ub_mesh_superpod, 4_096),
    ],
)
def test_that_a_superpod_is_cut_where_the_papers_say(
    library: CatalogLibrary, builder: Callable[..., Design], bisection_links: float
) -> None:
    found = Workbench(library, builder(library)).snapshot.readouts
    assert found.value("n_accelerators") == 8_192
    assert found.value("n_racks") == 128 + 32
    bisection = found.value("bisection_bytes_per_s.scale-up")
    assert bisection == pytest.approx(bisection_links * LINK_BYTES_PER_S, rel=1e-9)


def test_that_the_two_readings_share_everything_inside_the_cabinet(library: CatalogLibrary) -> None:
    switched = links(atlas950.atlas_950_superpod(library))
    meshed = links(atlas950.atlas_950_superpod_mesh(library))
    inside = {name: n for name, n in switched.items() if name != "lrs-hrs"}
    assert inside == {"x-mesh": 128 * 224, "y-mesh": 128 * 224, "npu-lrs": 128 * 256}
    assert {name: meshed[name] for name in inside} == inside
    assert switched["lrs-hrs"] == 128 * 256
    # 6 peers x 32 links of four lanes, each link counted once, and a quarter of the uplinks
    assert meshed["row-mesh"] == meshed["column-mesh"] == 8 * 4 * 6 * 32
    assert meshed["lrs-hrs"] == 128 * 64
    assert 2 * (meshed["row-mesh"] + meshed["column-mesh"]) + meshed["lrs-hrs"] == 128 * 256


@pytest.mark.parametrize("builder", SUPERPODS)
def test_that_every_lane_is_used_once_in_systems_of_any_size(
    library: CatalogLibrary, builder: Callable[..., Design]
) -> None:
    for n_pods in (1, 3, 8):
        design = builder(library, n_pods=n_pods)
        assert check_structure(design) == ()
        snapshot = Workbench(library, design).snapshot
        assert FindingCode.PORT_OVERUSED not in {f.code for f in snapshot.findings}
        assert [f.message for f in snapshot.findings if f.severity is not Severity.INFO] == []
        assert snapshot.readouts.value("n_accelerators") == 1_024 * n_pods


def test_that_the_headline_is_said_to_be_no_bisection(library: CatalogLibrary) -> None:
    design = atlas950.atlas_950_superpod(library)
    found = Workbench(library, design).snapshot.readouts
    both_ways = 2 * found.value("injection_total_bytes_per_s.scale-up")
    assert both_ways == pytest.approx(16.3e15, rel=0.02)
    assert "sum of all accelerator ports in both directions" in design.fabrics[0].note
    leaving = 128 * 256 * LINK_BYTES_PER_S
    assert leaving == pytest.approx(1.835e15, rel=1e-3)
    assert both_ways / leaving == pytest.approx(2 * 18 / 4)


def test_that_a_number_of_pods_out_of_range_is_refused(library: CatalogLibrary) -> None:
    with pytest.raises(ValueError, match="n_pods is 9; it must be from 1 to 8"):
        atlas950.atlas_950_superpod(library, n_pods=9)
