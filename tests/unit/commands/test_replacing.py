"""Replacing a part everywhere: what changes with it, and which parts may stand for another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.catalog.library import CatalogLibrary
from designer.catalog.nodes import NodeRecord
from designer.catalog.part import FabricRole
from designer.commands.replacing import ReplacePartEverywhere, n_places, replacements
from designer.errors.tree import CommandError
from designer.model.block import ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import BlockId
from designer.model.structure_check import check_structure
from tests.oracle.designs import accelerator, block, bundle, instance, port, switch
from tests.oracle.designs import design as small

if TYPE_CHECKING:
    from designer.model.design import Design


def replaced(design: Design, library: CatalogLibrary, part: str, by: str) -> Design:
    after = ReplacePartEverywhere(part=part, by=by).apply(design, library).design
    assert check_structure(after) == ()
    return after


def test_that_every_copy_becomes_the_other_part_and_undo_names_both(
    design: Design, library: CatalogLibrary
) -> None:
    command = ReplacePartEverywhere(part="acc", by="acc-b")
    change = command.apply(design, library)
    assert change.design.block_by_id[BlockId("node-a")].instances[0].part == "acc-b"
    assert "acc" not in change.design.part_by_slug
    assert change.change_set.touched == {"node-a/acc"}
    assert command.label == "Replace acc with acc-b everywhere"
    back = replaced(change.design, library, "acc-b", "acc")
    assert back.blocks == design.blocks


def test_that_cables_modules_and_enclosures_are_replaced_alike(
    design: Design, library: CatalogLibrary
) -> None:
    (uplink,) = replaced(design, library, "trunk", "aoc").root_block.link_bundles
    assert (uplink.cable, uplink.optic) == ("aoc", "lpo")
    (uplink,) = replaced(design, library, "lpo", "lpo-slow").root_block.link_bundles
    assert (uplink.cable, uplink.optic) == ("trunk", "lpo-slow")
    second = NodeRecord(slug="node-2", name="node-2", manufacturer="test")
    more = replace(library, parts=(*library.parts, second))
    assert replaced(design, more, "node", "node-2").block_by_id[BlockId("node-a")].part == "node-2"


def test_that_a_part_by_itself_is_no_step(design: Design, library: CatalogLibrary) -> None:
    assert replaced(design, library, "acc", "acc") is design


@pytest.mark.parametrize(
    ("part", "by", "told"),
    [
        ("cpu", "acc", 'the design does not use "cpu"'),
        ("acc", "lost", 'the catalog has no part "lost"; pick one from the palette'),
        ("acc", "cpu", '"cpu" is of family cpu, not accelerator'),
        ("acc", "acc-bare", '"acc-bare" has no ports "ub", which links use'),
    ],
)
def test_that_what_cannot_stand_for_a_part_is_refused_with_the_reason(
    design: Design, library: CatalogLibrary, part: str, by: str, told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        replaced(design, library, part, by)


def test_that_ports_that_serve_other_fabrics_do_not_take_over_the_links() -> None:
    out = evolve(port(), fabric_roles=(FabricRole.SCALE_OUT,))
    catalog = CatalogLibrary(version="1", parts=(switch("sw-out", out),))
    inner = block("rack", [instance("sw", "sw")])
    root = block(
        "root",
        [instance("acc", "acc"), instance("rack", "rack", block=True)],
        [bundle("up", "acc", "rack/sw")],
    )
    subject = small([root, inner], [accelerator(), switch()])
    with pytest.raises(CommandError, match='ports "p" of "sw-out" serve other fabrics'):
        replaced(subject, catalog, "sw", "sw-out")


def test_that_single_copies_that_differ_are_replaced_or_are_no_longer_different() -> None:
    kinds = [accelerator(slug) for slug in ("acc", "acc-b", "acc-c")]
    catalog = CatalogLibrary(version="1", parts=tuple(kinds))
    root = block(
        "root",
        [instance("acc", "acc", i=4)],
        replaced=[("acc[0]", "acc-b"), ("acc[1]", "acc-c")],
        removed=["acc[3]"],
    )
    before = small([root], kinds)

    def exceptions(part: str, by: str) -> list[tuple[str, str | None]]:
        found = replaced(before, catalog, part, by).root_block.exceptions
        return [(e.path, e.part) for e in found]

    gone = ("acc[3]", None)
    assert exceptions("acc-b", "acc-c") == [("acc[0]", "acc-c"), ("acc[1]", "acc-c"), gone]
    assert exceptions("acc", "acc-b") == [("acc[1]", "acc-c"), gone]
    assert exceptions("acc-b", "acc") == [("acc[1]", "acc-c"), gone]
    kept = InstanceException(path="acc[3]", kind=ExceptionKind.REMOVED)
    assert kept in replaced(before, catalog, "acc", "acc-b").root_block.exceptions


def test_that_parts_that_may_stand_for_another_come_first_and_the_others_say_why_not(
    design: Design, library: CatalogLibrary
) -> None:
    found = replacements(design, library, "acc")
    assert [(r.part.slug, r.problem) for r in found] == [
        ("acc-b", ""),
        ("acc-bare", '"acc-bare" has no ports "ub", which links use'),
    ]
    assert replacements(design, library, "lost") == ()


def test_that_places_are_counted_over_all_copies_of_the_blocks(design: Design) -> None:
    # Four racks of two nodes of eight accelerators; fourteen switches at the top.
    assert n_places(design, "acc") == 4 * 2 * 8
    assert (n_places(design, "rack"), n_places(design, "node")) == (4, 8)
    assert n_places(design, "l2") == 14
    assert n_places(design, "lost") == 0
