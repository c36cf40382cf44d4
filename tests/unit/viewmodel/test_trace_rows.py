"""What ran for an edit, in words."""

from __future__ import annotations

from designer.evaluate.trace import StageRun, Stopwatch, note, noted
from designer.viewmodel.trace_rows import edit_text, trace_lines

RUNS = (
    StageRun("command", "T0", 0.5),
    StageRun("compute", "T0", 0.0, is_reused=True),
    StageRun("network", "T2", 1.5, notes=("scale-up: left for later",)),
    StageRun("network: scale-up", "T2", 40.0, is_late=True),
)


def test_that_late_work_is_not_counted_as_time_of_the_edit() -> None:
    assert edit_text(RUNS, ()) == "Evaluated in 2.0 ms"
    assert edit_text(RUNS, ("scale-up",)) == "Evaluated in 2.0 ms, updating"
    assert edit_text(RUNS, (), ("scale-up",)) == "Evaluated in 2.0 ms, narrowing bounds"
    assert edit_text((), ()) == ""


def test_that_each_step_has_a_line_with_its_notes_below() -> None:
    assert trace_lines(RUNS) == (
        "command (T0): 0.50 ms",
        "compute (T0): reused",
        "network (T2): 1.50 ms",
        "    scale-up: left for later",
        "network: scale-up (T2, after the edit): 40.00 ms",
    )


def test_that_notes_go_to_the_step_that_is_under_way_and_nowhere_else() -> None:
    note("nobody listens")
    watch = Stopwatch()
    with watch.step("outer"):
        note("one")
        with noted() as inner:
            note("two")
        note("three")
    watch.reuse("other", "T2")
    assert inner == ["two"]
    assert [(run.name, run.notes, run.is_reused) for run in watch.runs] == [
        ("outer", ("one", "three"), False),
        ("other", (), True),
    ]
    assert watch.runs[0].ms > 0
