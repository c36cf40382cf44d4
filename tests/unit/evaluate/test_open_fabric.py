"""A fabric that leaves the design has an injection and is not checked for being connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING
from designer.errors.findings import FindingCode, Severity
from designer.evaluate.bounds import Exactness
from designer.evaluate.stages import compute_readouts
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.validate.runner import run_rules
from tests.oracle.designs import accelerator, block, bundle, design, instance, nic, port
from tests.unit.evaluate.hall import hall_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
    from designer.model.design import Design


def tray(
    n_gpus: int, n_links: int, uplink: float, *, removed: Sequence[str] = (), shared: int = 1
) -> Design:
    """Accelerators with adapters, ``shared`` to an adapter, whose uplinks lead out."""
    acc = instance("acc", "acc", i=n_gpus, j=shared)
    root = block(
        "root",
        [acc, instance("nic", "nic", i=n_gpus)],
        [bundle("x", "acc", "nic:host", ("acc.i", "equal", "nic.i"), n=n_links)],
        removed=removed,
    )
    parts = [accelerator("acc"), nic("nic", port("host"), port("up", uplink, count=2))]
    made = design([root], parts)
    fabrics = tuple(evolve(f, leaves_design=f.id == "scale-up") for f in made.fabrics)
    return evolve(made, fabrics=fabrics)


def evaluated(subject: Design) -> tuple[Readouts, tuple[Finding, ...]]:
    graph, library = build_class_graph(subject), hall_library()
    state = compute_readouts(subject, library, graph, revision=1, change=EVERYTHING, previous=None)
    rows = state.readouts
    validation = run_rules(subject, library, graph, rows, change=EVERYTHING, previous=None)
    return rows, validation.findings


@pytest.mark.parametrize(
    ("n_links", "uplink", "shared", "expected"),
    [
        (1, 5.0, 1, 1e9),  # the link to the adapter is the lesser
        (3, 0.4, 1, 0.8e9),  # the two uplinks are the lesser
        (1, 0.6, 3, 0.4e9),  # three accelerators share two uplinks
    ],
)
def test_that_the_lesser_of_links_and_uplinks_is_the_injection(
    n_links: int, uplink: float, shared: int, expected: float
) -> None:
    readouts, _ = evaluated(tray(4, n_links, uplink, shared=shared))
    row = readouts.by_id["injection_bytes_per_s.scale-up"]
    assert row.value == pytest.approx(expected, rel=1e-12)
    assert row.exactness is Exactness.EXACT
    total = readouts.value("injection_total_bytes_per_s.scale-up")
    assert total == pytest.approx(4 * shared * expected, rel=1e-12)
    assert "bisection_bytes_per_s.scale-up" not in readouts.by_id


def test_that_an_endpoint_without_its_adapter_lowers_the_total() -> None:
    readouts, _ = evaluated(tray(4, 1, 5.0, removed=["nic[2]"]))
    assert readouts.value("injection_total_bytes_per_s.scale-up") == pytest.approx(3e9)
    assert readouts.value("injection_bytes_per_s.scale-up") == pytest.approx(0.75e9)


def test_that_it_is_told_with_its_free_ports_and_not_called_disconnected() -> None:
    _, findings = evaluated(tray(4, 1, 5.0))
    (finding,) = [f for f in findings if f.code is FindingCode.FABRIC_OPEN]
    assert finding.severity is Severity.INFO
    assert "8 ports of nic (40 GB/s)" in finding.message
    assert not [f for f in findings if f.code is FindingCode.FABRIC_DISCONNECTED]


def test_that_without_adapters_there_is_no_number() -> None:
    mesh = bundle("x", "acc", "acc", ("acc.i", "not-equal", "acc.i"))
    made = design([block("root", [instance("acc", "acc", i=4)], [mesh])], [accelerator("acc")])
    fabrics = tuple(evolve(f, leaves_design=f.id == "scale-up") for f in made.fabrics)
    readouts, findings = evaluated(evolve(made, fabrics=fabrics))
    assert not [i for i in readouts.by_id if i.startswith("injection")]
    (finding,) = [f for f in findings if f.code is FindingCode.FABRIC_OPEN]
    assert "no free port" in finding.message
