"""A part goes back to what the catalog says, with its price and sources, as one step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.catalog.provenance import Figure
from designer.commands.catalog_reset import ResetPart, is_as_in_catalog
from designer.commands.registry import command_from_json, command_json
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

LIBRARY = shipped_library()
SLUG = "ascend-910c"


def drifted() -> Workbench:
    design = open_named_or_file("cloudmatrix-384").document.design
    part = design.part_by_slug[SLUG]
    assert isinstance(part.tdp_w, Figure)
    other = evolve(part, tdp_w=evolve(part.tdp_w, value=1.0, low=None, high=None))
    parts = tuple(other if p.slug == SLUG else p for p in design.parts)
    return Workbench(LIBRARY, evolve(design, parts=parts))


def test_that_a_part_that_drifted_goes_back_and_undo_brings_the_own_figures() -> None:
    workbench = drifted()
    before = workbench.snapshot
    assert not is_as_in_catalog(before.design, LIBRARY, SLUG)
    after = workbench.apply(ResetPart(part=SLUG))
    assert after.design == open_named_or_file("cloudmatrix-384").document.design
    assert after.readouts.value("power_it_w") > before.readouts.value("power_it_w")
    assert workbench.undo().design is before.design


def test_that_a_part_as_in_the_catalog_is_no_step_and_an_unknown_one_is_refused() -> None:
    workbench = Workbench(LIBRARY, open_named_or_file("cloudmatrix-384").document.design)
    workbench.apply(ResetPart(part=SLUG))
    assert workbench.history.position == 0
    with pytest.raises(CommandError, match='the design has no part "nothing"'):
        workbench.apply(ResetPart(part="nothing"))
    command = ResetPart(part=SLUG)
    assert command_from_json(command_json(command)) == command
    assert command.label == "Reset ascend-910c to the catalog"


def test_that_a_part_that_the_catalog_does_not_have_stays_as_the_design_has_it() -> None:
    design = open_named_or_file("cloudmatrix-384").document.design
    bare = replace(LIBRARY, parts=tuple(p for p in LIBRARY.parts if p.slug != SLUG))
    assert is_as_in_catalog(design, bare, SLUG)
    with pytest.raises(CommandError, match=f'the catalog has no part "{SLUG}"'):
        ResetPart(part=SLUG).apply(design, bare)
