"""GB200 NVL72 against the published counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import CatalogError
from designer.evaluate.assumptions import build_assumptions
from designer.evaluate.open_fabric import free_ports
from designer.fabric.layout import part_height_u
from designer.fabric.presets.nvl72 import PART_SLUGS, gb200_nvl72
from designer.model.evolve import evolve
from designer.model.ids import BlockId, FabricId
from designer.model.query import used_part_slugs
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.topology.degrees import class_degrees

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


def test_that_the_published_counts_come_out_of_the_tree(library: CatalogLibrary) -> None:
    graph = build_class_graph(gb200_nvl72(library))
    counts: Counter[str] = Counter()
    for vertex in graph.vertex_classes:
        counts[vertex.chain[-1]] += vertex.n_copies
    assert counts == {"gpu": 72, "cpu": 36, "nic": 72, "dpu": 36, "nvswitch": 18}
    assert {c.chain[-1]: c.n_copies for c in graph.enclosure_classes if c.chain} == {
        "rack": 1, "compute-tray": 8, "upper-compute-tray": 10, "switch-tray": 9,
    }  # fmt: skip


def test_that_trays_stand_as_in_the_photographs(library: CatalogLibrary) -> None:
    # Ten compute trays in the upper stack, nine switch trays below them (Tom's Hardware on the
    # photographs of ServeTheHome), eight more compute trays; one unit each (DGX GB200 user guide).
    design = gb200_nvl72(library)
    units: dict[str, list[int]] = {}
    for instance in design.block_by_id[BlockId("nvl72-rack")].instances:
        at_u = instance.placement.at_u
        assert at_u is not None
        units[instance.id] = list(range(at_u, at_u + instance.count))
    assert [len(units[i]) for i in ("compute-tray", "switch-tray", "upper-compute-tray")] == [
        8, 9, 10,
    ]  # fmt: skip
    filled = [*units["compute-tray"], *units["switch-tray"], *units["upper-compute-tray"]]
    assert filled == list(range(5, 32))


def test_that_every_accelerator_has_one_link_to_every_switch_chip(library: CatalogLibrary) -> None:
    graph = build_class_graph(gb200_nvl72(library))
    links = graph.link_classes_by_fabric[FabricId("scale-up")]
    assert [one.n_links for one in links] == [32 * 18, 40 * 18]
    assert sum(one.n_links for one in links) == 72 * 18 == 1_296
    assert sum(one.n_cables for one in links) == 5_184
    for one in links:
        assert one.n_optics == 0
        assert [relation.a_dim_ix for relation in one.relations] == [0]  # the rack they share
        assert one.rate_bps == 400e9


def test_that_every_accelerator_has_its_own_adapter_and_the_fabric_leaves_the_rack(
    library: CatalogLibrary,
) -> None:
    design = gb200_nvl72(library)
    graph = build_class_graph(design)
    links = graph.link_classes_by_fabric[FabricId("scale-out")]
    assert sum(one.n_links for one in links) == 72
    for one in links:
        assert class_degrees(graph, one.b_ix) == ({"host": 1},)
    fabric = design.fabric_by_id[FabricId("scale-out")]
    assert fabric.leaves_design
    # one single-port 400G adapter for each accelerator (DGX GB200 user guide)
    assert sum(p.n_ports for p in free_ports(design, graph, fabric)) == 72
    assert sum(p.bytes_per_s for p in free_ports(design, graph, fabric)) == 72 * 50e9


def test_that_the_efficiency_of_the_power_shelves_names_its_source(
    library: CatalogLibrary,
) -> None:
    design = gb200_nvl72(library)
    (override,) = design.assumptions.overrides
    assert override.source in design.source_by_slug
    known = build_assumptions(design, library).get(override.name)
    assert known is not None
    assert known.input.sources == (override.source,)


@pytest.mark.parametrize("n_compute_trays", [1, 9, 18])
def test_that_smaller_racks_are_sound_and_leave_the_switch_trays_in_place(
    library: CatalogLibrary, n_compute_trays: int
) -> None:
    design = gb200_nvl72(library, n_compute_trays=n_compute_trays)
    assert check_structure(design) == ()
    assert design.name == f"GB200 NVL{4 * n_compute_trays}"
    *compute, switch = design.blocks[1].instances
    assert sum(instance.count for instance in compute) == n_compute_trays
    assert [i.placement.at_u for i in (*compute, switch)] == [*[5, 22][: len(compute)], 13]


def test_that_everything_in_use_is_embedded(library: CatalogLibrary) -> None:
    design = gb200_nvl72(library)
    assert used_part_slugs(design) == tuple(sorted(PART_SLUGS))
    assert tuple(part.slug for part in design.parts) == used_part_slugs(design)
    assert {s for f in design.fabrics for s in f.sources} <= set(design.source_by_slug)


def test_that_a_count_out_of_range_is_refused(library: CatalogLibrary) -> None:
    with pytest.raises(ValueError, match="n_compute_trays is 19; it must be from 1 to 18"):
        gb200_nvl72(library, n_compute_trays=19)


def test_that_an_enclosure_without_height_is_refused_by_name(library: CatalogLibrary) -> None:
    parts = tuple(
        evolve(part, height_u=None) if part.slug == "gb200-tray" else part for part in library.parts
    )
    flat = type(library)(version="0", parts=parts)
    with pytest.raises(CatalogError, match='no height in rack units for "gb200-tray"'):
        gb200_nvl72(flat)
    with pytest.raises(CatalogError, match='no height in rack units for "unknown"'):
        part_height_u(flat, "unknown")
