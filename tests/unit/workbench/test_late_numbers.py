"""Numbers that come later: never blank, never silently old, never of another revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING
from designer.commands.copies import RemoveCopies
from designer.commands.placement import Move, MoveInstances
from designer.commands.properties import RenameDesign
from designer.evaluate.bounds import Exactness
from designer.evaluate.certified import between
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.part_readouts import PartOutcome
from designer.evaluate.traffic_choice import choice_from_text
from designer.model.ids import BlockId, InstanceId
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.revision import bare_state
from designer.workbench.state import completed, compute_work, landed_state
from designer.workbench.workbench import Workbench
from designer.workbench.worker import background
from tests.unit.workbench.by_hand import Hands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot

ROOT = BlockId("cloudmatrix-384")
BISECTION = "bisection_bytes_per_s.scale-up"
INJECTION = "injection_total_bytes_per_s.scale-up"


def chip(n: int) -> Command:
    return RemoveCopies(paths=(f"bus-rack[{n % 4}]/bus-device[{n // 4}]/l2[0]",))


def node(n: int) -> Command:
    return RemoveCopies(paths=(f"compute-rack[{n}]/node[0]",))


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return shipped_library()


@pytest.fixture(scope="module")
def design() -> Design:
    return open_named_or_file(ROOT).document.design


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock decides neither which bounds a solver finds nor which of them land."""
    monkeypatch.setattr("designer.evaluate.network.TIME_LIMIT_S", 60.0)
    monkeypatch.setattr("designer.workbench.state.LANDING_S", 0.0)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def workbench(library: CatalogLibrary, design: Design, hands: Hands) -> Workbench:
    found = Workbench(library, design)
    found.work_in(background(hands, hands.post, lambda _: True))
    return found


def revisions(snapshot: Snapshot) -> dict[str, int]:
    return {row.id: row.revision for row in snapshot.readouts.rows}


def peaks(snapshot: Snapshot) -> dict[tuple[str, int], float]:
    return {
        (str(fabric.fabric_id), link.link_class_ix): link.load.ecmp.peak_ratio
        for fabric in snapshot.readouts.fabric_loads
        for link in fabric.links
        if link.load.ecmp is not None
    }


def fresh(snapshot: Snapshot) -> Snapshot:
    """Return what a workbench that computes everything at once says."""
    found = Workbench(snapshot.library, snapshot.design).snapshot
    assert found.pending == ()
    rows = tuple(row._replace(revision=snapshot.revision) for row in found.readouts.rows)
    assert [row.id for row in rows] == [row.id for row in snapshot.readouts.rows]
    assert rows == snapshot.readouts.rows
    assert found.findings == snapshot.findings
    return found


def test_that_an_edit_shows_the_last_value_with_its_revision_until_the_new_one_is_there(
    workbench: Workbench, hands: Hands
) -> None:
    before = workbench.snapshot.readouts.by_id
    snapshot = workbench.apply(chip(0))
    assert snapshot.pending == ("scale-up",)
    late = snapshot.readouts.by_id[BISECTION]
    assert (late.value, late.revision) == (before[BISECTION].value, 0)
    assert snapshot.readouts.by_id["power_it_w"].revision == 1
    assert snapshot.readouts.by_id["bisection_bytes_per_s.scale-out"].revision == 1
    hands.finish()
    landed = workbench.snapshot
    assert landed.pending == ()
    assert set(revisions(landed).values()) == {1}
    assert landed.readouts.value(BISECTION) < before[BISECTION].value
    fresh(landed)


def test_that_what_is_certain_without_folding_is_there_at_once(
    workbench: Workbench, hands: Hands
) -> None:
    snapshot = workbench.apply(node(0))
    quick = snapshot.readouts.by_id[INJECTION]
    assert quick.revision == 1
    assert quick.exactness is Exactness.EXACT
    hands.finish()
    assert workbench.snapshot.readouts.value(INJECTION) == quick.value


def test_that_a_design_just_opened_shows_bounds_that_hold(
    library: CatalogLibrary, design: Design, hands: Hands
) -> None:
    opened = Workbench(library, design, is_deferred=True)
    opened.work_in(background(hands, hands.post, lambda _: True))
    first = opened.evaluate().readouts
    assert set(opened.snapshot.pending) == {"scale-up", "scale-out", "frontend"}
    assert first.by_id[BISECTION].exactness is Exactness.UPPER
    hands.finish()
    for row in first.rows:
        final = opened.snapshot.readouts.by_id[row.id]
        if row.exactness is Exactness.UPPER:
            assert final.value <= row.value * (1 + 1e-12)
        else:
            assert final.value == row.value
    fresh(opened.snapshot)


def test_that_numbers_of_a_superseded_revision_never_appear(
    workbench: Workbench, hands: Hands
) -> None:
    shown: list[tuple[int, int]] = []
    workbench.listen(lambda s: shown.append((s.revision, revisions(s)[BISECTION])), lambda _: None)
    workbench.apply(chip(0))
    hands.work()
    workbench.apply(chip(1))
    workbench.apply(chip(2))
    hands.finish()
    assert shown
    assert set(shown) == {(3, 3)}
    fresh(workbench.snapshot)


def test_that_an_edit_elsewhere_does_not_start_the_work_again(
    workbench: Workbench, hands: Hands
) -> None:
    workbench.apply(chip(0))
    moved = workbench.apply(
        MoveInstances(block=ROOT, moves=(Move(instance=InstanceId("bus-rack"), x_m=1.0, y_m=30.0),))
    )
    assert moved.pending == ("scale-up",)
    assert revisions(moved)[BISECTION] == 0
    assert len(hands.jobs) == 1
    hands.finish()
    assert set(revisions(workbench.snapshot).values()) == {2}
    fresh(workbench.snapshot)


def test_that_bounds_of_a_fabric_never_evaluated_are_not_taken_for_values(
    library: CatalogLibrary, design: Design, hands: Hands
) -> None:
    opened = Workbench(library, design, is_deferred=True)
    opened.work_in(background(hands, hands.post, lambda _: True))
    opened.evaluate()
    renamed = opened.apply(RenameDesign(name="another name"))
    assert set(revisions(renamed).values()) == {1}
    edited = opened.apply(node(0))
    assert revisions(edited)[BISECTION] == 2
    assert edited.readouts.by_id[BISECTION].exactness is Exactness.UPPER
    hands.finish()
    fresh(opened.snapshot)


def test_that_undo_takes_the_numbers_from_memory(workbench: Workbench, hands: Hands) -> None:
    start = workbench.snapshot
    workbench.apply(chip(0))
    undone = workbench.undo()
    assert undone.pending == ()
    assert undone.readouts.value(BISECTION) == start.readouts.value(BISECTION)
    hands.finish()
    assert workbench.snapshot is undone
    redone = workbench.redo()
    assert redone.pending == ("scale-up",)
    hands.finish()
    fresh(workbench.snapshot)


def test_that_findings_about_paths_wait_for_the_numbers_and_then_agree(
    workbench: Workbench, hands: Hands
) -> None:
    paths = tuple(f"bus-rack[{r}]" for r in range(4))
    snapshot = workbench.apply(RemoveCopies(paths=paths))
    assert "fabric-disconnected" not in {f.code.value for f in snapshot.findings}
    hands.finish()
    assert "fabric-disconnected" in {f.code.value for f in workbench.snapshot.findings}
    fresh(workbench.snapshot)


def test_that_rules_still_waiting_run_with_the_next_edit(
    workbench: Workbench, hands: Hands
) -> None:
    workbench.apply(RemoveCopies(paths=tuple(f"bus-rack[{r}]" for r in range(4))))
    hands.work()
    while workbench.snapshot.pending != ("connections",):
        hands.posted.popleft()()
    renamed = workbench.apply(RenameDesign(name="another name"))
    assert renamed.pending == ()
    fresh(workbench.snapshot)
    hands.finish()
    fresh(workbench.snapshot)


def test_that_a_preview_is_refined_until_it_ends(workbench: Workbench, hands: Hands) -> None:
    heard: list[Snapshot] = []
    workbench.listen(lambda _: None, heard.append)
    preview = workbench.preview(chip(0))
    assert preview.pending == ("scale-up",)
    assert not workbench.history.can_undo
    committed = workbench.snapshot
    hands.finish()
    assert heard[-1].pending == ()
    assert heard[-1].readouts.value(BISECTION) < committed.readouts.value(BISECTION)
    assert workbench.snapshot is committed
    workbench.preview(chip(1))
    workbench.end_preview()
    n_heard = len(heard)
    hands.finish()
    assert len(heard) == n_heard
    assert workbench.apply(chip(0)).pending == ()


def test_that_a_preview_of_nothing_ends_the_one_before(workbench: Workbench, hands: Hands) -> None:
    workbench.preview(chip(0))
    same = workbench.preview(RenameDesign(name=workbench.snapshot.design.name))
    assert same is workbench.snapshot
    hands.finish()
    assert workbench.snapshot is same


def test_that_an_export_of_a_pending_snapshot_is_complete(
    workbench: Workbench, hands: Hands
) -> None:
    pending = workbench.apply(chip(0))
    whole = completed(pending)
    hands.finish()
    assert whole.readouts.rows == workbench.snapshot.readouts.rows
    assert peaks(whole) == pytest.approx(peaks(workbench.snapshot), rel=1e-12)
    assert whole.findings == workbench.snapshot.findings
    assert completed(whole) is whole
    assert (whole.revision, whole.change_set) == (1, pending.change_set)


def test_that_without_a_worker_everything_is_there_in_the_edit(
    workbench: Workbench, hands: Hands
) -> None:
    workbench.apply(chip(0))
    workbench.work_in(None)
    hands.finish()
    assert workbench.snapshot.pending == ("scale-up",)
    assert workbench.apply(chip(1)).pending == ()
    fresh(workbench.snapshot)
    workbench.work_in(None)


def test_that_the_trace_says_what_ran_and_what_was_reused(
    workbench: Workbench, hands: Hands
) -> None:
    moved = workbench.apply(
        MoveInstances(block=ROOT, moves=(Move(instance=InstanceId("bus-rack"), x_m=1.0, y_m=30.0),))
    )
    runs = {run.name: run for run in moved.trace}
    assert runs["network"].is_reused
    assert runs["network"].tier == "T2"
    assert not runs["cabling"].is_reused
    assert moved.edit_ms == pytest.approx(sum(run.ms for run in moved.trace))
    edited = workbench.apply(chip(0))
    assert any("left for later" in n for n in {r.name: r for r in edited.trace}["network"].notes)
    hands.finish()
    late = [run for run in workbench.snapshot.trace if run.is_late]
    assert [run.name for run in late] == [
        "network: scale-up",
        "network: joined",
        "network: scale-up.plane-0",
        "connections",
    ]
    assert any("linear program" in note for note in late[0].notes)
    assert workbench.snapshot.edit_ms == edited.edit_ms


def narrowing(*ends: tuple[float, float]) -> Callable[..., Iterator[FabricNumbers]]:
    """Return steps that give these ends of the bisection one after the other."""

    def steps(*_: object) -> Iterator[FabricNumbers]:
        for low, high in ends:
            yield FabricNumbers(
                384, "accelerator", bisection_bytes_per_s=between(low, high, "step")
            )

    return steps


@pytest.fixture
def without_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out planes and joined fabrics, which are computed like fabrics."""
    monkeypatch.setattr("designer.evaluate.stages.part_readouts", lambda *_, **__: PartOutcome())


def bisection(snapshot: Snapshot) -> tuple[float | None, float | None]:
    row = snapshot.readouts.by_id[BISECTION]
    return row.low, row.high


@pytest.mark.usefixtures("without_parts")
def test_that_intervals_shrink_one_landing_after_the_other_within_a_revision(
    workbench: Workbench, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = narrowing((1e12, 9e12), (2e12, 12e12), (1.5e12, 6e12), (5e12, 5e12))
    monkeypatch.setattr("designer.workbench.state.numbers_in_steps", steps)
    seen: list[tuple[tuple[float | None, float | None], tuple[str, ...], tuple[str, ...]]] = []
    workbench.listen(lambda s: seen.append((bisection(s), s.pending, s.refining)), lambda _: None)
    assert workbench.apply(chip(0)).pending == ("scale-up",)
    hands.finish()
    fabric = ("scale-up",)
    assert seen == [
        ((1e12, 9e12), ("connections",), fabric),
        ((1e12, 9e12), (), fabric),
        ((2e12, 9e12), (), fabric),
        ((2e12, 6e12), (), fabric),
        ((5e12, 5e12), (), fabric),
        ((5e12, 5e12), (), ()),
    ]
    assert [run.tier for run in workbench.snapshot.trace if run.is_late] == [
        "T2", "T2", "T3", "T3", "T3",
    ]  # fmt: skip


@pytest.mark.usefixtures("without_parts")
def test_that_an_edit_elsewhere_lets_the_narrowing_go_on(
    workbench: Workbench, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "designer.workbench.state.numbers_in_steps", narrowing((1e12, 9e12), (2e12, 4e12))
    )
    workbench.apply(chip(0))
    hands.work()
    hands.posted.popleft()()
    renamed = workbench.apply(RenameDesign(name="another name"))
    assert renamed.refining == ("scale-up",)
    assert bisection(renamed) == (1e12, 9e12)
    assert hands.jobs == type(hands.jobs)()
    hands.finish()
    assert bisection(workbench.snapshot) == (2e12, 4e12)
    assert workbench.snapshot.refining == ()
    assert set(revisions(workbench.snapshot).values()) == {2}


@pytest.mark.usefixtures("without_parts")
def test_that_narrowing_that_was_broken_off_is_taken_up_when_the_design_comes_back(
    workbench: Workbench, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "designer.workbench.state.numbers_in_steps", narrowing((1e12, 9e12), (2e12, 4e12))
    )
    workbench.apply(chip(0))
    hands.work()
    hands.posted.popleft()()
    assert workbench.undo().refining == ()
    hands.finish()
    redone = workbench.redo()
    assert redone.pending == ()
    assert redone.refining == ("scale-up",)
    assert bisection(redone) == (1e12, 9e12)
    hands.finish()
    assert bisection(workbench.snapshot) == (2e12, 4e12)


@pytest.mark.usefixtures("without_parts")
def test_that_a_short_fabric_is_computed_in_the_edit_and_narrowed_after_it(
    library: CatalogLibrary, design: Design, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Workbench(library, design)
    found.work_in(background(hands, hands.post, lambda _: False))
    wide = next(narrowing((1e12, 9e12))())
    monkeypatch.setattr("designer.evaluate.fabric_readouts.first_numbers", lambda *_: (wide, False))
    monkeypatch.setattr(
        "designer.workbench.state.numbers_in_steps", narrowing((1e12, 9e12), (2e12, 4e12))
    )
    edited = found.apply(chip(0))
    assert (edited.pending, edited.refining) == ((), ("scale-up",))
    assert bisection(edited) == (1e12, 9e12)
    hands.finish()
    assert bisection(found.snapshot) == (2e12, 4e12)
    assert found.snapshot.refining == ()


def test_that_a_chosen_traffic_comes_late_and_keeps_its_last_values_meanwhile(
    workbench: Workbench, hands: Hands
) -> None:
    chosen = workbench.set_traffic(choice_from_text("group:rack"))
    assert chosen.pending == ("traffic",)
    assert not [row for row in chosen.readouts.rows if row.group == "Traffic: group:rack"]
    hands.finish()
    rate = "throughput_traffic_bytes_per_s.scale-up"
    first = workbench.snapshot.readouts.by_id[rate]
    assert workbench.snapshot.pending == ()
    edited = workbench.apply(chip(0))
    assert edited.pending == ("scale-up", "traffic")
    assert edited.readouts.by_id[rate] == first
    assert first.revision == 0
    hands.finish()
    assert workbench.snapshot.readouts.by_id[rate].revision == 1
    other = workbench.set_traffic(choice_from_text("group:node"))
    assert rate not in other.readouts.by_id
    hands.finish()
    assert workbench.snapshot.readouts.by_id[rate].group == "Traffic: group:node"
    none = workbench.set_traffic(None)
    assert none.pending == ()
    assert rate not in none.readouts.by_id


def test_that_results_for_a_design_without_numbers_are_not_taken() -> None:
    library = shipped_library()
    state = bare_state(open_named_or_file(ROOT).document.design, library, EVERYTHING)
    assert state.work is None
    assert landed_state(state, None) is state


def test_that_work_cancelled_between_steps_sends_nothing_more(workbench: Workbench) -> None:
    workbench.apply(chip(0))
    work = workbench.state.work
    assert work is not None
    sent: list[object] = []
    compute_work(work, lambda: True, sent.append)
    assert sent == []
    # Yes from the third question on: numbers are there, what comes after them is not.
    answers = iter((False, False))
    compute_work(work, lambda: next(answers, True), sent.append)
    assert [type(one).__name__ for one in sent] == ["FabricDone"]
    refined = work._replace(tasks=(), refinements=work.tasks)
    compute_work(refined, lambda: True, sent.append)
    assert len(sent) == 1


def test_that_a_traffic_nobody_waits_for_any_more_is_not_computed(workbench: Workbench) -> None:
    workbench.set_traffic(choice_from_text("group:rack"))
    work = workbench.state.work
    assert work is not None
    sent: list[object] = []
    compute_work(work, lambda: True, sent.append)
    assert sent == []


def test_that_a_result_without_a_preview_is_nobodys(
    workbench: Workbench, library: CatalogLibrary
) -> None:
    heard: list[Snapshot] = []
    workbench.listen(heard.append, heard.append)
    workbench._land_preview(None)
    assert heard == []
    assert workbench.library is library


def test_that_a_plane_keeps_its_row_until_its_new_number_is_there(
    workbench: Workbench, hands: Hands
) -> None:
    plane = "throughput_all_to_all_bytes_per_s.scale-up.plane-0"
    workbench.apply(chip(0))
    hands.finish()
    before = workbench.snapshot.readouts.by_id[plane]
    edited = workbench.apply(RemoveCopies(paths=("bus-rack[0]/bus-device[0]/l2[1]",)))
    assert edited.readouts.by_id[plane] == before
    assert before.revision == 1
    hands.finish()
    after = workbench.snapshot.readouts.by_id[plane]
    assert after.revision == 2
    fresh(workbench.snapshot)
