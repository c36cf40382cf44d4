"""Edits of assumptions, approvals and what the window remembers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, ChangeSet, Command
from designer.commands.editing import edited, unchanged
from designer.commands.properties import described
from designer.errors.tree import CommandError
from designer.model.design import Approval, AssumptionChoice, AssumptionOverride, ViewState
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

MAX_ASSUMPTION: Final = 1e9
"""Largest value of an assumption, in the unit of its suffix; keeps every sum finite."""
MIN_EFFICIENCY: Final = 0.01
"""Least efficiency; power is divided by it."""


class SetAssumption(Command):
    """Set the user's own value of an assumption, in the unit of its suffix."""

    op: Literal["set-assumption"] = "set-assumption"
    name: str
    value: float
    note: str = ""

    @property
    @override
    def label(self) -> str:
        """For example "Set pue_ratio to 1.2"."""
        return worded("Set {name} to {value:g}", name=self.name, value=self.value)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing or dragging in one field is one step."""
        return f"assumption:{self.name}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Set the value; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the value; overrides stand in order of their names.

        Raises
        ------
        CommandError
            If the set has no such assumption, or the value is out of range.
        """
        chosen = library.assumption_set(design.assumptions.set)
        if chosen is None:
            raise CommandError(
                worded('the catalog has no assumption set "{set}"', set=design.assumptions.set)
            )
        if chosen.figure(self.name) is None:
            raise CommandError(
                worded(
                    '"{name}" is not an assumption of {name_2}', name=self.name, name_2=chosen.name
                )
            )
        problem = value_problem(self.name, self.value)
        if problem:
            raise CommandError(problem)
        override_ = edited(AssumptionOverride(name=self.name, value=self.value), note=self.note)
        others = [o for o in design.assumptions.overrides if o.name != self.name]
        overrides = tuple(sorted([*others, override_], key=lambda o: o.name))
        return assumed(design, edited(design.assumptions, overrides=overrides))


class ResetAssumption(Command):
    """Go back to the value of the assumption set."""

    op: Literal["reset-assumption"] = "reset-assumption"
    name: str

    @property
    @override
    def label(self) -> str:
        """For example "Reset pue_ratio"."""
        return worded("Reset {name}", name=self.name)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        kept = tuple(o for o in design.assumptions.overrides if o.name != self.name)
        return assumed(design, edited(design.assumptions, overrides=kept))


class ChooseAssumptionSet(Command):
    """Use another assumption set; values of the user that it also has are kept."""

    op: Literal["choose-assumption-set"] = "choose-assumption-set"
    set_slug: str

    @property
    @override
    def label(self) -> str:
        """For example "Use assumptions default-2026"."""
        return worded("Use assumptions {set_slug}", set_slug=self.set_slug)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        chosen = library.assumption_set(self.set_slug)
        if chosen is None:
            raise CommandError(
                worded('the catalog has no assumption set "{set_slug}"', set_slug=self.set_slug)
            )
        kept = tuple(o for o in design.assumptions.overrides if chosen.figure(o.name) is not None)
        return assumed(design, edited(design.assumptions, set=self.set_slug, overrides=kept))


class ApproveFinding(Command):
    """Accept a finding, with the reason."""

    op: Literal["approve-finding"] = "approve-finding"
    key: str
    reason: str

    @property
    @override
    def label(self) -> str:
        """For example "Approve rack-power-exceeded"."""
        return worded("Approve {partition}", partition=self.key.partition(":")[0])

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        if not self.key or not self.reason.strip():
            raise CommandError(worded("an approval needs a finding and a reason"))
        blank = Approval(key="", reason="")
        approval = edited(blank, key=self.key, reason=self.reason)
        others = [a for a in design.approvals if a.key != self.key]
        approvals = tuple(sorted([*others, approval], key=lambda a: a.key))
        return described(design, edited(design, approvals=approvals))


class WithdrawApproval(Command):
    """Take an approval back."""

    op: Literal["withdraw-approval"] = "withdraw-approval"
    key: str

    @property
    @override
    def label(self) -> str:
        """For example "Withdraw approval of rack-power-exceeded"."""
        return worded("Withdraw approval of {partition}", partition=self.key.partition(":")[0])

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        kept = tuple(a for a in design.approvals if a.key != self.key)
        return described(design, edited(design, approvals=kept))


class SetView(Command):
    """Remember block and camera in the file."""

    op: Literal["set-view"] = "set-view"
    view: ViewState

    @property
    @override
    def label(self) -> str:
        """Always "Change view"."""
        return worded("Change view")

    @property
    @override
    def merge_key(self) -> str | None:
        """All changes of the view in a row are one step."""
        return "view"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        if self.view.block is not None and self.view.block not in design.block_by_id:
            raise CommandError(worded('there is no block "{block}"', block=self.view.block))
        after = edited(design, view=self.view)
        if after is design:
            return unchanged(design)
        return Change(after, ChangeSet(Aspect.VIEW))


def value_problem(name: str, value: float) -> str:
    """Return why an assumption cannot have a value.

    Parameters
    ----------
    name
        Assumption name; its suffix says the unit.
    value
        Value in that unit.

    Returns
    -------
    str
        One line, or the empty text.
    """
    if not math.isfinite(value) or value < 0:
        return worded("{name} is {value:g}; it must be 0 or more", name=name, value=value)
    if value > MAX_ASSUMPTION:
        return worded(
            "{name} is {value:g}; it must be at most {limit:g}",
            name=name,
            value=value,
            limit=MAX_ASSUMPTION,
        )
    if name.endswith("efficiency_fraction") and not MIN_EFFICIENCY <= value <= 1:
        return worded(
            "{name} is {value:g}; an efficiency is from {limit:g} to 1",
            name=name,
            value=value,
            limit=MIN_EFFICIENCY,
        )
    if name.endswith("_fraction") and value > 1:
        return worded("{name} is {value:g}; a fraction is from 0 to 1", name=name, value=value)
    if name.startswith("pue") and value < 1:
        return worded("{name} is {value:g}; it must be 1 or more", name=name, value=value)
    return ""


def assumed(design: Design, assumptions: AssumptionChoice) -> Change:
    """Report a change of assumptions.

    Parameters
    ----------
    design
        The design before the edit.
    assumptions
        The assumptions after it.

    Returns
    -------
    Change
        The change.
    """
    after = edited(design, assumptions=assumptions)
    if after is design:
        return unchanged(design)
    return Change(after, ChangeSet(Aspect.ASSUMPTIONS))
