from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.assumptions import (
    ApproveFinding,
    ChooseAssumptionSet,
    ResetAssumption,
    SetAssumption,
    SetView,
    WithdrawApproval,
    value_problem,
)
from designer.commands.base import Aspect
from designer.errors.tree import CommandError
from designer.model.design import ViewState
from designer.model.evolve import evolve
from designer.model.ids import BlockId

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design


def test_that_overrides_stand_in_order_of_names_and_go_back(
    design: Design, library: CatalogLibrary
) -> None:
    command = SetAssumption(name="spare_fraction", value=0.05, note="as agreed")
    change = command.apply(design, library)
    assert change.change_set.aspects is Aspect.ASSUMPTIONS
    after = SetAssumption(name="pue_ratio", value=1.1).apply(change.design, library).design
    after = SetAssumption(name="pue_ratio", value=1.2).apply(after, library).design
    assert [(o.name, o.value) for o in after.assumptions.overrides] == [
        ("pue_ratio", 1.2),
        ("spare_fraction", 0.05),
    ]
    assert (command.label, command.merge_key) == (
        "Set spare_fraction to 0.05", "assumption:spare_fraction",
    )  # fmt: skip
    assert command.apply(after, library).design is after
    reset = ResetAssumption(name="pue_ratio")
    back = reset.apply(after, library).design
    assert back == change.design
    assert reset.apply(back, library).design is back
    assert reset.label == "Reset pue_ratio"


def test_that_another_set_keeps_the_overrides_it_knows(
    design: Design, library: CatalogLibrary
) -> None:
    design = SetAssumption(name="spare_fraction", value=0.05).apply(design, library).design
    design = SetAssumption(name="pue_ratio", value=1.1).apply(design, library).design
    command = ChooseAssumptionSet(set_slug="lean")
    after = command.apply(design, library).design
    assert after.assumptions.set == "lean"
    assert [o.name for o in after.assumptions.overrides] == ["pue_ratio"]
    assert command.apply(after, library).design is after
    assert command.label == "Use assumptions lean"


def test_that_a_finding_is_approved_once_with_the_latest_reason(
    design: Design, library: CatalogLibrary
) -> None:
    command = ApproveFinding(key="reach-exceeded:root/uplink", reason="tested")
    change = command.apply(design, library)
    after = ApproveFinding(key=command.key, reason="measured").apply(change.design, library).design
    after = ApproveFinding(key="a:b", reason="x").apply(after, library).design
    assert [(a.key, a.reason) for a in after.approvals] == [
        ("a:b", "x"),
        (command.key, "measured"),
    ]
    withdraw = WithdrawApproval(key="a:b")
    after = withdraw.apply(after, library).design
    assert len(after.approvals) == 1
    assert withdraw.apply(after, library).design is after
    assert command.apply(change.design, library).design is change.design
    assert command.label == "Approve reach-exceeded"
    assert withdraw.label == "Withdraw approval of a"


def test_that_the_view_is_remembered(design: Design, library: CatalogLibrary) -> None:
    command = SetView(view=ViewState(block=BlockId("node-a"), center_x_m=2.0))
    change = command.apply(design, library)
    assert change.design.view == command.view
    assert change.change_set.aspects is Aspect.VIEW
    assert command.apply(change.design, library).design is change.design
    assert (command.label, command.merge_key) == ("Change view", "view")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (SetAssumption(name="unknown", value=1), '"unknown" is not an assumption of default'),
        (SetAssumption(name="pue_ratio", value=0.9), "must be 1 or more"),
        (SetAssumption(name="price_usd", value=-1), "must be 0 or more"),
        (SetAssumption(name="spare_fraction", value=1.5), "a fraction is from 0 to 1"),
        (SetAssumption(name="spare_fraction", value=1e12), "must be at most"),
        (SetAssumption(name="price_usd", value=1, note="\x00"), "note"),
        (ChooseAssumptionSet(set_slug="gone"), 'no assumption set "gone"'),
        (ApproveFinding(key="", reason="x"), "needs a finding and a reason"),
        (ApproveFinding(key="x", reason=" "), "needs a finding and a reason"),
        (ApproveFinding(key="x" * 2000, reason="x"), "key"),
        (SetView(view=ViewState(block=BlockId("gone"))), 'no block "gone"'),
    ],
)
def test_that_values_out_of_range_are_refused(
    command: Command, reason: str, design: Design, library: CatalogLibrary
) -> None:
    with pytest.raises(CommandError, match=reason):
        command.apply(design, library)


def test_that_an_unknown_set_of_the_design_is_said(design: Design, library: CatalogLibrary) -> None:
    design = evolve(design, assumptions=evolve(design.assumptions, set="gone"))
    with pytest.raises(CommandError, match='no assumption set "gone"'):
        SetAssumption(name="pue_ratio", value=1.1).apply(design, library)


@pytest.mark.parametrize("value", [0.0, 1e-300, 0.009, 1.01, 2.0])
def test_that_power_is_never_divided_by_an_efficiency_that_cannot_be(value: float) -> None:
    assert "from 0.01 to 1" in value_problem("conversion_efficiency_fraction", value)
    assert not value_problem("conversion_efficiency_fraction", 0.01)
    assert not value_problem("spare_fraction", 0.0)
