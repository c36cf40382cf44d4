"""Selections that follow from another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from designer.model.ids import path_from_text, text_from_path
from designer.viewmodel.selecting import SelectionKind, everything, inverted, narrowed, same_type
from designer.viewmodel.selection import Selection
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.model.design import Design


@cache
def design() -> Design:
    return open_named_or_file("cloudmatrix-384").document.design


def names(selection: Selection) -> list[str]:
    return [text_from_path(path) for path in selection.paths]


def test_that_inverting_twice_gives_the_same_selection() -> None:
    block = design().root_block
    start = Selection((), (path_from_text("bus-rack[1]"),), (f"{block.id}/x",))
    other = inverted(block, start)
    assert len(other.paths) == 15
    assert len(other.bundle_keys) == len(block.link_bundles)
    assert names(inverted(block, other)) == ["bus-rack[1]"]
    assert inverted(block, everything(block, ())).is_empty


def test_that_the_same_type_takes_all_copies_of_the_block_or_fabric() -> None:
    block = design().root_block
    found = same_type(block, Selection((), (path_from_text("bus-rack[1]"),)))
    assert names(found) == [f"bus-rack[{n}]" for n in range(4)]
    key = f"{block.id}/{block.link_bundles[0].id}"
    fabric = block.link_bundles[0].fabric
    same = [b for b in block.link_bundles if b.fabric == fabric]
    assert len(same_type(block, Selection((), (), (key,))).bundle_keys) == len(same)


def test_that_filters_keep_one_kind_and_start_from_all_without_a_selection() -> None:
    root = design().root_block
    every = everything(root, ())
    assert len(narrowed(design(), root, every, SelectionKind.RACKS).paths) == 16
    assert narrowed(design(), root, every, SelectionKind.NODES).is_empty
    links = narrowed(design(), root, Selection(), SelectionKind.LINKS)
    assert links.paths == ()
    assert len(links.bundle_keys) == len(root.link_bundles)
    rack = next(b for b in design().blocks if b.id == "compute-rack")
    scope = path_from_text("compute-rack[0]")
    assert narrowed(design(), rack, Selection(scope), SelectionKind.NODES).paths
    node = next(b for b in design().blocks if b.id == "node")
    scope = path_from_text("compute-rack[0]/node[0]")
    devices = narrowed(design(), node, Selection(scope), SelectionKind.DEVICES)
    assert f"{text_from_path(scope)}/npu[0]" in names(devices)
