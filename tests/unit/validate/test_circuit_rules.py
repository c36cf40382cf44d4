"""Links through optical circuit switches."""

from __future__ import annotations

import pytest

from designer.catalog.loader import load_library
from designer.errors.findings import FindingCode
from designer.export.cable_runs import CableRuns
from designer.fabric.presets.tpu_pods import tpu_v4_pod
from designer.model.evolve import evolve
from designer.paths import catalogs_dir
from designer.workbench.workbench import Workbench

LIBRARY = load_library(catalogs_dir())


def unfit(via: str | None) -> list[str]:
    design = tpu_v4_pod(LIBRARY, n_cubes_x=1)
    root = design.root_block
    bundles = (evolve(root.link_bundles[0], via=via), *root.link_bundles[1:])
    changed = evolve(design, blocks=(evolve(root, link_bundles=bundles), *design.blocks[1:]))
    findings = Workbench(LIBRARY, changed).snapshot.findings
    return [f.message for f in findings if f.code is FindingCode.CIRCUIT_UNFIT]


def test_that_a_pod_has_two_ports_for_every_circuit() -> None:
    assert unfit("ocs-rack[0]/ocs[0]") == []
    assert unfit(None) == []


@pytest.mark.parametrize("via", ["ocs-rack[0]/nothing", "rack/tray/chip", "ocs-rack[99]/ocs[0]"])
def test_that_a_path_to_anything_else_is_an_error(via: str) -> None:
    (message,) = unfit(via)
    assert "leads to no optical circuit switch" in message


def test_that_more_circuits_than_ports_are_an_error() -> None:
    design = tpu_v4_pod(LIBRARY)
    root = design.root_block
    bundles = tuple(
        evolve(bundle, via="ocs-rack[0]/ocs[0]") if ix < 2 else bundle
        for ix, bundle in enumerate(root.link_bundles)
    )
    changed = evolve(design, blocks=(evolve(root, link_bundles=bundles), *design.blocks[1:]))
    findings = Workbench(LIBRARY, changed).snapshot.findings
    (message,) = (f.message for f in findings if f.code is FindingCode.CIRCUIT_UNFIT)
    # two times 64 circuits take 256 of its 136 ports
    assert "256 ports" in message
    assert "136" in message


def test_that_a_circuit_takes_two_cables_and_two_modules() -> None:
    snapshot = Workbench(LIBRARY, tpu_v4_pod(LIBRARY)).snapshot
    found = snapshot.readouts
    # Jouppi et al. 2023: 96 optical links of each of 64 cubes, 48 circuit switches
    assert found.value("n_optics") == 64 * 96
    assert found.value("n_circuit_switches") == 48
    circuits = 64 * 96 / 2
    # inside a cube 3 x 48 links: 2 x 32 of them on the trays, the rest copper
    assert found.value("n_links.scale-up") == circuits + 64 * 3 * 48
    assert found.value("n_cables") == 2 * circuits + 64 * (3 * 48 - 2 * 32)


def test_that_the_cable_list_runs_from_chips_to_the_circuit_switch() -> None:
    snapshot = Workbench(LIBRARY, tpu_v4_pod(LIBRARY, n_cubes_x=1)).snapshot
    runs = [run for run in CableRuns(snapshot) if run.link_class.via is not None]
    assert len(runs) == 2 * 16 * 48
    assert {run.z.place.rack for run in runs} == {f"ocs-rack[{ix}]" for ix in range(6)}
    assert len({run.cable_id for run in runs}) == len(runs)
