"""Embedded catalog records: exactly those in use, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.fabric.embedding import embed_records, figures_of
from designer.fabric.presets.nvl72 import gb200_nvl72
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


def test_that_a_design_that_is_up_to_date_stays_the_same_object(library: CatalogLibrary) -> None:
    design = gb200_nvl72(library)
    assert embed_records(design, library) is design


def test_that_records_no_longer_in_use_go_away(library: CatalogLibrary) -> None:
    design = gb200_nvl72(library)
    extra = library.part("ascend-910c")
    assert extra is not None
    assert embed_records(evolve(design, parts=(*design.parts, extra)), library) == design


def test_that_records_the_catalog_has_not_are_kept(library: CatalogLibrary) -> None:
    design = gb200_nvl72(library)
    assert embed_records(design, type(library)(version="0")) is design


def test_that_a_part_that_nobody_has_is_left_out(library: CatalogLibrary) -> None:
    design = gb200_nvl72(library)
    bare = evolve(design, parts=(), prices=(), sources=())
    assert embed_records(bare, type(library)(version="0")) is bare


def test_that_figures_of_inner_records_are_found(library: CatalogLibrary) -> None:
    part = library.part("gb200-gpu")
    assert part is not None
    assert part.family == "accelerator"
    found = list(figures_of(part))
    assert part.memory_bytes in found
    assert part.ports[0].rate_bps in found
    assert part.peak_rates[0].flop_per_s in found
