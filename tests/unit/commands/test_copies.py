from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import Aspect
from designer.commands.copies import RemoveCopies, ReplaceCopy, RestoreCopies
from designer.errors.tree import CommandError
from designer.model.block import ExceptionKind

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design


def exceptions(design: Design) -> list[tuple[str, str | None]]:
    return [(e.path, e.part) for e in design.root_block.exceptions]


def test_that_removed_copies_are_noted_at_the_root(design: Design, library: CatalogLibrary) -> None:
    command = RemoveCopies(paths=("spine[13]", "racks[0]/node[1]"))
    change = command.apply(design, library)
    assert exceptions(change.design) == [("spine[13]", None), ("racks[0]/node[1]", None)]
    assert change.change_set.touched == {"root/spine", "root/racks"}
    assert change.change_set.aspects is Aspect.STRUCTURE
    assert command.label == "Remove 2 copies"
    assert RemoveCopies(paths=("spine[1]",)).label == "Remove spine[1]"


def test_that_removing_what_is_gone_changes_nothing(
    design: Design, library: CatalogLibrary
) -> None:
    design = RemoveCopies(paths=("racks[0]",)).apply(design, library).design
    again = RemoveCopies(paths=("racks[0]", "racks[0]/node[1]/acc[2]")).apply(design, library)
    assert again.design is design


def test_that_removing_an_outer_copy_absorbs_what_was_said_of_its_inside(
    design: Design, library: CatalogLibrary
) -> None:
    design = ReplaceCopy(path="racks[0]/node[1]/acc[2]", part="acc-b").apply(design, library).design
    design = RemoveCopies(paths=("racks[0]/node[0]", "racks[1]")).apply(design, library).design
    after = RemoveCopies(paths=("racks[0]",)).apply(design, library).design
    assert exceptions(after) == [("racks[1]", None), ("racks[0]", None)]
    assert "acc-b" not in after.part_by_slug


def test_that_restoring_brings_back_the_copy_and_its_inside(
    design: Design, library: CatalogLibrary
) -> None:
    changed = ReplaceCopy(path="racks[0]/node[1]/acc[2]", part="acc-b").apply(design, library)
    changed = RemoveCopies(paths=("racks[0]/node[0]", "spine[3]")).apply(changed.design, library)
    command = RestoreCopies(paths=("racks[0]",))
    after = command.apply(changed.design, library)
    assert exceptions(after.design) == [("spine[3]", None)]
    assert after.change_set.touched == {"root/racks"}
    again = RestoreCopies(paths=("racks[0]",)).apply(after.design, library)
    assert again.design is after.design
    assert command.label == "Restore racks[0]"
    assert RestoreCopies(paths=("spine[1]", "spine[2]")).label == "Restore 2 copies"


def test_that_a_replaced_copy_has_its_own_part(design: Design, library: CatalogLibrary) -> None:
    command = ReplaceCopy(path="racks[3]/node[1]/acc[7]", part="acc-b")
    change = command.apply(design, library)
    assert exceptions(change.design) == [("racks[3]/node[1]/acc[7]", "acc-b")]
    assert change.design.root_block.exceptions[0].kind is ExceptionKind.REPLACED
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.PROPERTIES
    assert "acc-b" in change.design.part_by_slug
    assert command.label == "Replace racks[3]/node[1]/acc[7] with acc-b"
    back = ReplaceCopy(path="racks[3]/node[1]/acc[7]", part="acc").apply(change.design, library)
    assert exceptions(back.design) == []
    assert back.design == design


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (RemoveCopies(paths=("gone[0]",)), 'no "gone\\[0\\]"'),
        (RemoveCopies(paths=("",)), 'no ""'),
        (RemoveCopies(paths=("Spine 1",)), "not a path step"),
        (RemoveCopies(paths=("racks/node[0]",)), "means several copies"),
        (RemoveCopies(paths=("racks[4]",)), "has 4 copies, counted from 0; there is no 4"),
        (RestoreCopies(paths=("racks[0]/node[1]/acc[0]",)), "is inside racks\\[0\\]/node\\[1\\]"),
        (ReplaceCopy(path="racks[0]", part="rack"), "is a block"),
        (ReplaceCopy(path="racks[0]/node[1]/acc[0]", part="acc-b"), "is removed; restore it"),
        (ReplaceCopy(path="spine[0]", part="unknown"), 'no part "unknown"'),
        (ReplaceCopy(path="spine[0]", part="acc"), '"acc" is of family accelerator, not switch'),
        (ReplaceCopy(path="spine[0]", part="leaf"), '"leaf" has no ports "down"'),
    ],
)
def test_that_a_path_that_is_not_one_present_copy_is_refused(
    command: Command, reason: str, design: Design, library: CatalogLibrary
) -> None:
    design = RemoveCopies(paths=("racks[0]/node[1]",)).apply(design, library).design
    with pytest.raises(CommandError, match=reason):
        command.apply(design, library)
