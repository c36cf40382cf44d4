"""Frontier against what is published about its groups, cabinets and nodes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import Severity
from designer.fabric.presets.frontier import frontier
from designer.fabric.presets.servers import SCALE_OUT
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


def test_that_the_counts_are_the_published_ones(library: CatalogLibrary) -> None:
    design = frontier(library)
    assert check_structure(design) == ()
    snapshot = Workbench(library, design).snapshot
    found = snapshot.readouts
    # Lockwood: 9,408 nodes of four accelerators and four adapters in 74 cabinets
    assert found.value("n_nodes") == found.value("n_hosts") == 9_408
    assert found.value("n_accelerators") == 37_632
    assert found.value("n_racks") == 74
    assert found.value("n_switches.slingshot-switch") == 74 * 32
    links = Counter[str]()
    for link in build_class_graph(design).link_classes:
        links[link.bundle_key.rpartition("/")[2].partition("-")[0]] += link.n_links
    # 992 ports inside each group, four links between any two groups
    assert links["cabinet"] + links["chassis"] == 74 * 992 / 2
    assert links["global"] == 4 * 74 * 73 / 2
    # what leaves a group: 58.4 Tbit/s, 73 x 4 x 200G
    exits = found.value("rack_exit_bytes_per_s.scale-out")
    assert exits == pytest.approx(74 * 58.4e12 / 8, rel=1e-9)
    assert [f.message for f in snapshot.findings if f.severity is not Severity.INFO] == []


def test_that_one_cabinet_gives_every_adapter_its_rate(library: CatalogLibrary) -> None:
    found = Workbench(library, frontier(library, n_cabinets=1)).snapshot.readouts
    # 512 adapters of 25 GB/s: the 102.4 Tbit/s that is published for a group
    total = found.value("n_accelerators") * 25e9
    assert total == pytest.approx(102.4e12 / 8)
    assert found.value("throughput_worst_case_bytes_per_s.scale-out") == pytest.approx(25e9)
    assert found.value("bisection_bytes_per_s.scale-out") == pytest.approx(total / 2)


@pytest.mark.parametrize("n_cabinets", [2, 5, 6])
def test_that_any_two_cabinets_have_four_links_and_no_switch_more_than_64(
    library: CatalogLibrary, n_cabinets: int
) -> None:
    graph = build_class_graph(frontier(library, n_cabinets=n_cabinets))
    flat = flatten(graph, SCALE_OUT)
    cabinet_of: list[int] = []
    is_switch: list[bool] = []
    for class_ix, vectors in zip(flat.class_ixs, flat.index_vectors, strict=True):
        cabinet_of += vectors[:, 0].tolist()
        is_switch += [graph.vertex_classes[class_ix].family == "switch"] * len(vectors)
    between: Counter[tuple[int, int]] = Counter()
    ports: Counter[int] = Counter()
    for a, b, n in zip(flat.a_ix.tolist(), flat.b_ix.tolist(), flat.n_links.tolist(), strict=True):
        if cabinet_of[a] != cabinet_of[b]:
            between[min(cabinet_of[a], cabinet_of[b]), max(cabinet_of[a], cabinet_of[b])] += n
        for vertex in (a, b):
            if is_switch[vertex]:
                ports[vertex] += n
    assert len(between) == n_cabinets * (n_cabinets - 1) / 2
    assert set(between.values()) == {4}
    assert max(ports.values()) <= 64
    assert len(ports) == 32 * n_cabinets


def test_that_the_switches_of_the_whole_machine_have_ports_for_their_links(
    library: CatalogLibrary,
) -> None:
    used: Counter[str] = Counter()
    for bundle in frontier(library).root_block.link_bundles:
        for path in (bundle.a.path, bundle.b.path):
            used[path] += 1
    # 292 links leave a group of 32 switches; the one link of opposite groups is counted twice
    assert sum(used.values()) == 2 * (292 - 4) // 2 + 8
    assert max(used.values()) + 16 + 31 <= 64
