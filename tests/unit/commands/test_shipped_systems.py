"""The commands on the shipped systems, against counts done by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.commands.clipboard import insert_design
from designer.commands.connection import plan_connection
from designer.commands.wiring import ConnectPorts, RemoveBundles
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.ids import BlockId, BundleId
from designer.model.limits import design_totals
from designer.model.port_counts import port_uses
from designer.model.structure_check import check_structure
from designer.paths import catalogs_dir, systems_dir
from designer.storage.files import read_design

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

CLOUDMATRIX = "cloudmatrix-384"
NVL72 = "gb200-nvl72"


@pytest.fixture(scope="module")
def shipped() -> CatalogLibrary:
    return load_library(catalogs_dir())


def system(name: str) -> Design:
    return read_design(systems_dir() / f"{name}.cluster.json").design


@pytest.mark.parametrize(("name", "n_accelerators"), [(CLOUDMATRIX, 384), (NVL72, 72)])
def test_that_a_shipped_system_is_sound_and_within_its_ports(
    name: str, n_accelerators: int
) -> None:
    design = system(name)
    assert check_structure(design) == ()
    totals = design_totals(design)
    assert totals is not None
    assert totals.n_accelerators == n_accelerators
    assert [use for use in port_uses(design) if use.n_used > use.n_ports] == []


def test_that_taking_the_ub_uplink_out_and_dragging_it_again_gives_the_same_links(
    shipped: CatalogLibrary,
) -> None:
    design = system(CLOUDMATRIX)
    root = design.root_block
    old = next(b for b in root.link_bundles if b.id == "ub-uplink")
    remove = RemoveBundles(block=root.id, bundles=(BundleId("ub-uplink"),))
    bare = remove.apply(design, shipped).design
    best = plan_connection(bare, shipped, root.id, "compute-rack", "bus-rack").best
    assert best is not None
    # 48 nodes x 7 planes x 16 second-tier switches; two links to a cable, two modules per cable.
    assert (best.n_links, best.n_cables, best.n_optics) == (5376, 2688, 5376)
    assert (best.bundle.a, best.bundle.b) == (old.a, old.b)
    assert (best.bundle.cable, best.bundle.optic) == (old.cable, old.optic)
    assert best.bundle.relations == old.relations
    # Put back as it was, the wiring is the same but for its place in the list.
    again = ConnectPorts(block=root.id, bundle=old).apply(bare, shipped).design
    assert set(again.root_block.link_bundles) == set(root.link_bundles)
    assert (again.parts, again.prices) == (design.parts, design.prices)


def test_that_both_systems_fit_into_one_cluster(shipped: CatalogLibrary) -> None:
    root = Block(id=BlockId("cluster"), name="Hall", kind=BlockKind.CLUSTER)
    hall = Design(
        name="Hall",
        root=root.id,
        assumptions=AssumptionChoice(set="default-2026"),
        blocks=(root,),
    )
    for n, name in enumerate((CLOUDMATRIX, NVL72, CLOUDMATRIX)):
        hall = insert_design(system(name), root.id, 30.0 * n).apply(hall, shipped).design
    totals = design_totals(hall)
    assert totals is not None
    assert totals.n_accelerators == 384 + 72 + 384
    assert [i.id for i in hall.root_block.instances] == [
        CLOUDMATRIX, NVL72, "cloudmatrix-384-2",
    ]  # fmt: skip
    assert check_structure(hall) == ()
