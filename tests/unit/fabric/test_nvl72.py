"""GB200 NVL72 against the published counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import CatalogError
from designer.fabric.layout import part_height_u
from designer.fabric.presets.nvl72 import PART_SLUGS, gb200_nvl72
from designer.model.evolve import evolve
from designer.model.query import used_part_slugs
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


def test_that_the_published_counts_come_out_of_the_tree(library: CatalogLibrary) -> None:
    graph = build_class_graph(gb200_nvl72(library))
    assert {c.chain[-1]: c.n_copies for c in graph.vertex_classes} == {
        "gpu": 72, "cpu": 36, "nic": 72, "nvswitch": 18,
    }  # fmt: skip
    assert {c.chain[-1]: c.n_copies for c in graph.enclosure_classes if c.chain} == {
        "rack": 1, "compute-tray": 18, "switch-tray": 9,
    }  # fmt: skip


def test_that_every_accelerator_has_one_link_to_every_switch_chip(library: CatalogLibrary) -> None:
    (links,) = build_class_graph(gb200_nvl72(library)).link_classes
    assert links.n_links == 72 * 18 == 1_296
    assert links.n_cables == 5_184
    assert links.n_optics == 0
    assert [relation.a_dim_ix for relation in links.relations] == [0]  # the rack they share
    assert links.rate_bps == 400e9


@pytest.mark.parametrize("n_compute_trays", [1, 9, 18])
def test_that_smaller_racks_are_sound_and_stacked_without_gap(
    library: CatalogLibrary, n_compute_trays: int
) -> None:
    design = gb200_nvl72(library, n_compute_trays=n_compute_trays)
    assert check_structure(design) == ()
    assert design.name == f"GB200 NVL{4 * n_compute_trays}"
    compute, switch = design.blocks[1].instances
    assert compute.placement.at_u == 1
    assert switch.placement.at_u == 1 + n_compute_trays * part_height_u(library, "gb200-tray")


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
