from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import Aspect
from designer.commands.properties import (
    RenameBlock,
    RenameDesign,
    RenameInstance,
    ReplacePart,
    SetNote,
)
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, BundleId, InstanceId

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design

ROOT = BlockId("root")
NODE = BlockId("node-a")
ACC = InstanceId("acc")
RACKS = InstanceId("racks")


@pytest.mark.parametrize(
    ("command", "touched", "label", "merge_key"),
    [
        (
            RenameInstance(block=NODE, instance=ACC, name="NPU"),
            {"node-a/acc"}, "Rename acc to NPU", "rename:node-a/acc",
        ),
        (
            RenameBlock(block=NODE, name="Board"),
            {"node-a/"}, "Rename block node-a to Board", "rename-block:node-a",
        ),
        (RenameDesign(name="Pod"), set(), "Rename design to Pod", "rename-design"),
        (SetNote(note="hi"), set(), "Edit description", "note://"),
        (SetNote(note="hi", block=NODE), {"node-a/"}, "Edit note of node-a", "note:node-a//"),
        (
            SetNote(note="hi", block=NODE, instance=ACC),
            {"node-a/acc"}, "Edit note of acc", "note:node-a/acc/",
        ),
        (
            SetNote(note="hi", block=NODE, bundle=BundleId("board")),
            {"node-a/board"}, "Edit note of board", "note:node-a//board",
        ),
    ],
)  # fmt: skip
def test_that_words_change_properties_alone_and_only_once(
    command: Command,
    touched: set[str],
    label: str,
    merge_key: str,
    design: Design,
    library: CatalogLibrary,
) -> None:
    change = command.apply(design, library)
    assert change.design != design
    assert change.change_set.aspects is Aspect.PROPERTIES
    assert change.change_set.touched == touched
    assert (command.label, command.merge_key) == (label, merge_key)
    assert command.apply(change.design, library).design is change.design
    assert all(a is b for a, b in zip(change.design.parts, design.parts, strict=True))


def test_that_replacing_a_part_keeps_its_links(design: Design, library: CatalogLibrary) -> None:
    command = ReplacePart(block=NODE, instance=ACC, part="acc-b")
    change = command.apply(design, library)
    assert change.design.block_by_id[NODE].instance_by_id[ACC].part == "acc-b"
    assert change.design.block_by_id[NODE].link_bundles == design.block_by_id[NODE].link_bundles
    assert "acc" not in change.design.part_by_slug
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.PROPERTIES
    assert command.label == "Replace acc with acc-b"
    assert command.apply(change.design, library).design is change.design


def test_that_replacing_the_part_of_a_block_changes_its_enclosure(
    design: Design, library: CatalogLibrary
) -> None:
    command = ReplacePart(block=ROOT, instance=RACKS, part="rack")
    assert command.apply(design, library).design is design
    with pytest.raises(CommandError, match="of family node; a rack enclosure is wanted"):
        ReplacePart(block=ROOT, instance=RACKS, part="node").apply(design, library)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (RenameInstance(block=NODE, instance=InstanceId("x"), name=""), 'no instance "x"'),
        (RenameBlock(block=NODE, name="a\x07b"), "name"),
        (RenameDesign(name="x" * 300), "name"),
        (SetNote(note="\x00"), "description"),
        (SetNote(note="", instance=ACC), "say which block"),
        (SetNote(note="", block=NODE, instance=ACC, bundle=BundleId("board")), "not to both"),
        (SetNote(note="", block=NODE, bundle=BundleId("x")), 'no link bundle "x"'),
        (ReplacePart(block=NODE, instance=ACC, part="unknown"), 'no part "unknown"'),
        (ReplacePart(block=NODE, instance=ACC, part="dac"), "a device is wanted here"),
        (ReplacePart(block=NODE, instance=ACC, part="acc-bare"), "acc:ub does not exist"),
    ],
)
def test_that_words_and_parts_that_do_not_fit_are_refused(
    command: Command, reason: str, design: Design, library: CatalogLibrary
) -> None:
    with pytest.raises(CommandError, match=reason):
        command.apply(design, library)
