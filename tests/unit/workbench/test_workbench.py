"""The workbench: one design, its history, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.properties import RenameDesign
from designer.commands.structure import AddPart, RemoveInstances
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.traffic import traffic_from_text
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.workbench.snapshot import Snapshot

ROOT = BlockId("cluster")


@pytest.fixture
def workbench() -> Workbench:
    return Workbench(shipped_library(), new_design().document.design)


def add(workbench: Workbench, slug: str) -> Snapshot:
    return workbench.apply(AddPart(block=ROOT, part=slug, x_m=0.0, y_m=0.0))


def test_that_an_edit_gives_a_new_revision_with_its_numbers(workbench: Workbench) -> None:
    snapshot = add(workbench, "ascend-910c")
    assert snapshot.revision == 1
    assert snapshot.readouts.revision == 1
    assert snapshot.readouts.value("n_accelerators") == 1


def test_that_a_refused_edit_leaves_everything_in_place(workbench: Workbench) -> None:
    before = workbench.snapshot
    with pytest.raises(CommandError):
        workbench.apply(RemoveInstances(block=ROOT, instances=(InstanceId("nothing"),)))
    assert workbench.snapshot is before
    assert not workbench.history.can_undo


def test_that_a_preview_shows_numbers_without_making_the_edit(workbench: Workbench) -> None:
    before = workbench.snapshot
    preview = workbench.preview(AddPart(block=ROOT, part="ascend-910c", x_m=0.0, y_m=0.0))
    assert preview.readouts.value("n_accelerators") == 1
    assert workbench.snapshot is before


def test_that_a_change_of_nothing_is_no_step(workbench: Workbench) -> None:
    before = workbench.snapshot
    assert workbench.apply(RenameDesign(name=before.design.name)) is before
    assert not workbench.history.can_undo


def test_that_undo_and_redo_restore_the_same_bytes(workbench: Workbench) -> None:
    empty = workbench.snapshot.design.model_dump_json()
    full = add(workbench, "ascend-910c").design.model_dump_json()
    assert workbench.undo().design.model_dump_json() == empty
    assert workbench.redo().design.model_dump_json() == full
    assert workbench.redo() is workbench.snapshot


def test_that_saving_and_undoing_back_to_the_save_clears_the_modified_mark(
    workbench: Workbench,
) -> None:
    seen = [workbench.is_modified]
    add(workbench, "ascend-910c")
    seen.append(workbench.is_modified)
    workbench.mark_saved()
    seen.append(workbench.is_modified)
    add(workbench, "ascend-910c")
    seen.append(workbench.is_modified)
    workbench.undo()
    seen.append(workbench.is_modified)
    assert seen == [False, True, False, True, False]


def test_that_a_design_never_saved_counts_as_modified(workbench: Workbench) -> None:
    workbench.mark_unsaved()
    assert workbench.is_modified


def test_that_listeners_hear_of_every_revision_once(workbench: Workbench) -> None:
    heard: list[int] = []
    workbench.subscribe(lambda snapshot: heard.append(snapshot.revision))
    add(workbench, "ascend-910c")
    workbench.undo()
    workbench.undo()
    assert heard == [1, 2]


def test_that_a_deferred_workbench_shows_the_design_first_and_its_numbers_when_asked() -> None:
    deferred = Workbench(shipped_library(), new_design().document.design, is_deferred=True)
    heard: list[int] = []
    deferred.subscribe(lambda snapshot: heard.append(len(snapshot.readouts.rows)))
    assert deferred.snapshot.readouts.rows == ()
    evaluated = deferred.evaluate()
    assert evaluated.readouts.value("n_accelerators") == 0
    assert deferred.evaluate() is evaluated
    assert heard == [len(evaluated.readouts.rows)]


def test_that_a_chosen_traffic_stays_with_later_edits_and_changes_no_design() -> None:
    document = open_named_or_file("gb200-nvl72").document
    workbench = Workbench(shipped_library(), document.design)
    seen: list[Snapshot] = []
    workbench.subscribe(seen.append)
    before = workbench.snapshot
    after = workbench.set_traffic(traffic_from_text("rail:gpu"))
    assert seen == [after]
    assert after.design is before.design
    assert after.revision == before.revision
    assert not workbench.is_modified
    row = after.readouts.by_id["throughput_traffic_bytes_per_s.scale-up"]
    assert row.value == 900e9
    assert workbench.set_traffic(workbench.traffic) is after
    edited = workbench.apply(RenameDesign(name="Other"))
    assert edited.readouts.value(row.id) == row.value
    assert row.id not in workbench.set_traffic(None).readouts.by_id
