"""Optical modules: one to a cable end, twin-port ones to two, none on copper and active cables."""

from __future__ import annotations

import pytest

from designer.catalog.loader import load_library
from designer.fabric.presets import superpods
from designer.fabric.presets.cloudmatrix import cloudmatrix_384
from designer.fabric.presets.ethernet_pods import llama3_roce
from designer.fabric.presets.frontier import frontier
from designer.fabric.presets.nvl72_cluster import gb200_superpod
from designer.model.evolve import evolve
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench

LIBRARY = load_library(catalogs_dir())


def modules(design: object) -> dict[str, tuple[tuple[str | None, int], ...]]:
    return {
        link.bundle_key.rpartition("/")[2]: link.modules
        for link in build_class_graph(design).link_classes  # type: ignore[arg-type]
        if link.n_cables
    }


@pytest.mark.parametrize(("n_units", "n_nodes"), [(1, 31), (2, 63), (4, 127)])
def test_that_a_dgx_superpod_has_the_transceivers_of_its_reference_architecture(
    n_units: int, n_nodes: int
) -> None:
    found = modules(superpods.dgx_h100_superpod(LIBRARY, n_units=n_units))
    n_leaves = 8 * n_units
    # Eight adapters in four cages of a system; a leaf has 16 twin modules down and 16 up, also
    # where a system is missing, and so have the spines together. RA-11333-001: 508 and 1,536.
    assert found["rail"] == (("dr8-800g", 4 * n_nodes), ("dr8-800g", 16 * n_leaves))
    assert found["leaf-spine"] == (("dr8-800g", 16 * n_leaves), ("dr8-800g", 16 * n_leaves))


def test_that_the_two_ends_of_a_cable_may_have_different_modules() -> None:
    found = modules(superpods.dgx_b300_superpod(LIBRARY, n_units=2))
    assert found["rail"] == (("dr4-800g", 1_152), ("dr8-1600g", 576))
    assert found["leaf-spine"] == (("dr8-1600g", 576), ("dr8-1600g", 576))
    unit = modules(gb200_superpod(LIBRARY))
    assert unit["leaf-rail"] == (("dr4-ns400", 256), ("dr8-800g", 128))
    assert unit["top-leaf-rail"] == (("dr4-ns400", 64), ("dr8-800g", 32))


def test_that_every_module_is_bought_powered_and_priced_at_its_own_end() -> None:
    design = superpods.dgx_b300_superpod(LIBRARY, n_units=1)
    found = Workbench(LIBRARY, design).snapshot.readouts
    # 576 adapters; 288 twin modules at leaves below, above and at the spines
    assert found.value("n_optics") == 576 + 3 * 288
    part = {slug: LIBRARY.part(slug) for slug in ("dr4-800g", "dr8-1600g")}
    watts = {slug: p.tdp_w.value for slug, p in part.items() if p is not None and p.tdp_w}
    expected = 576 * watts["dr4-800g"] + 3 * 288 * watts["dr8-1600g"]
    assert found.value("power_it_w.optics") == pytest.approx(expected)


def test_that_a_module_of_one_cable_is_at_each_end_of_every_cable() -> None:
    found = Workbench(LIBRARY, cloudmatrix_384(LIBRARY)).snapshot.readouts
    assert found.value("n_optics.scale-up") == 2 * found.value("n_cables.scale-up") == 5_376


def test_that_copper_and_active_optical_cables_take_no_module() -> None:
    llama = modules(llama3_roce(LIBRARY))
    assert llama["nic-tor"] == ((None, 0), (None, 0))
    found = Workbench(LIBRARY, frontier(LIBRARY, n_cabinets=2)).snapshot.readouts
    assert found.value("n_cables") > 0
    assert found.value("n_optics") == 0


def test_that_a_port_with_optics_inside_takes_a_module_at_the_other_end_alone() -> None:
    design = superpods.dgx_b300_superpod(LIBRARY, n_units=1)
    photonic = LIBRARY.part("q3450")
    assert photonic is not None
    blocks = []
    for block in design.blocks:
        instances = tuple(
            evolve(i, part="q3450") if i.part == "q3400" else i for i in block.instances
        )
        bundles = tuple(
            evolve(b, optic="dr4-800g" if b.id == "rail" else None, b_optic=None)
            if b.cable is not None
            else b
            for b in block.link_bundles
        )
        blocks.append(evolve(block, instances=instances, link_bundles=bundles))
    assert blocks
    turned = [
        evolve(
            block,
            link_bundles=tuple(
                evolve(
                    b,
                    a=b.b,
                    b=b.a,
                    optic=None,
                    b_optic="dr4-800g",
                    relations=tuple(evolve(r, a_dim=r.b_dim, b_dim=r.a_dim) for r in b.relations),
                )
                if b.id == "rail"
                else b
                for b in block.link_bundles
            ),
        )
        for block in blocks
    ]
    changed = evolve(design, blocks=tuple(turned), parts=(*design.parts, photonic))
    assert modules(changed)["rail"] == ((None, 0), ("dr4-800g", 576))
    snapshot = Workbench(LIBRARY, changed).snapshot
    assert snapshot.readouts.value("n_optics") == 576
    assert "connector-mismatch" not in {f.code.value for f in snapshot.findings}
