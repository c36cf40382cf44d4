"""The ledger: which numbers every step changed, through undo, redo, typing and other futures."""

from __future__ import annotations

from designer.commands.assumptions import SetAssumption
from designer.commands.structure import SetCount
from designer.model.ids import BlockId, InstanceId
from designer.viewmodel.change_rows import finding_changes, readout_changes
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench


def opened() -> Workbench:
    return Workbench(shipped_library(), open_named_or_file("gb200-nvl72").document.design)


def racks(n_copies: int) -> SetCount:
    root = open_named_or_file("gb200-nvl72").document.design.root_block
    return SetCount(
        block=BlockId(root.id), instance=InstanceId(root.instances[0].id), n_copies=n_copies
    )


def changed(workbench: Workbench, position: int) -> dict[str, tuple[str, str]]:
    entry = workbench.ledger.entry(position)
    assert entry is not None
    return {r.readout_id: (r.before, r.after) for r in readout_changes(entry.before, entry.after)}


def pue(value: float) -> SetAssumption:
    return SetAssumption(name="pue_ratio", value=value)


def test_that_a_step_tells_the_numbers_that_it_changed_and_no_others() -> None:
    workbench = opened()
    workbench.apply(pue(1.5))
    rows = changed(workbench, 1)
    assert set(rows) == {
        name for name in rows if name.startswith(("power_facility", "heat", "opex", "energy"))
    }
    assert "power_facility_w" in rows
    entry = workbench.ledger.entry(1)
    assert entry is not None
    assert entry.label == "Set pue_ratio to 1.5"
    assert workbench.ledger.entry(0) is None
    assert workbench.ledger.entry(2) is None


def test_that_typing_that_becomes_one_step_is_one_entry_from_first_to_last() -> None:
    workbench = opened()
    workbench.apply(pue(1.5))
    first = changed(workbench, 1)["power_facility_w"]
    workbench.apply(pue(1.7))
    assert workbench.history.position == 1
    before, after = changed(workbench, 1)["power_facility_w"]
    assert before == first[0]
    assert after != first[1]


def test_that_undo_keeps_what_a_step_changed_and_another_future_replaces_it() -> None:
    workbench = opened()
    workbench.apply(pue(1.5))
    workbench.history.seal()
    workbench.apply(SetAssumption(name="typical_power_fraction", value=0.9))
    kept = changed(workbench, 2)
    workbench.undo()
    assert changed(workbench, 2) == kept
    workbench.undo()
    workbench.apply(SetAssumption(name="cable_slack_fraction", value=0.5))
    assert workbench.ledger.entry(2) is None
    assert changed(workbench, 1) != kept


def test_that_the_step_that_changed_a_number_last_is_found() -> None:
    workbench = opened()
    workbench.apply(pue(1.5))
    workbench.apply(SetAssumption(name="cable_slack_fraction", value=0.5))
    found = workbench.ledger.last_change_of("power_facility_w")
    assert found is not None
    assert found[0] == 1
    assert workbench.ledger.last_change_of("n_accelerators") is None


def test_that_another_traffic_is_not_told_as_a_change_of_the_steps_before() -> None:
    workbench = opened()
    workbench.apply(pue(1.5))
    from designer.workbench.traffic import traffic_from_text

    workbench.set_traffic(traffic_from_text("group:rack"))
    assert workbench.ledger.entry(1) is None


def test_that_findings_are_told_apart_by_rule_and_place() -> None:
    workbench = opened()
    before = workbench.snapshot.findings
    workbench.apply(SetAssumption(name="cable_slack_m", value=900.0))
    after = workbench.snapshot.findings
    changes = finding_changes(before, after)
    assert {f.approval_key for f in changes.new}.isdisjoint({f.approval_key for f in before})
    assert finding_changes(after, before).gone == changes.new
    assert finding_changes(before, before).new == ()
