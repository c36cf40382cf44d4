"""Several commands as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator
from typing_extensions import override

from designer.commands.arraying import ArrayInstances
from designer.commands.assumptions import (
    ApproveFinding,
    ChooseAssumptionSet,
    ResetAssumption,
    SetAssumption,
    SetView,
    WithdrawApproval,
)
from designer.commands.base import Change, ChangeSet, Command
from designer.commands.catalog_reset import ResetPart
from designer.commands.copies import RemoveCopies, ReplaceCopy, RestoreCopies
from designer.commands.editing import unchanged
from designer.commands.grouping import GroupInstances, MakeUnique
from designer.commands.housing import PutInto
from designer.commands.insertion import DuplicateInstances, InsertBlocks
from designer.commands.links import RemoveLinks, RestoreLinks
from designer.commands.merging import MergeInstances
from designer.commands.placement import ArrangeGrid, MoveInstances, SetPlacement
from designer.commands.properties import (
    RenameBlock,
    RenameDesign,
    RenameInstance,
    ReplacePart,
    SetNote,
)
from designer.commands.replacing import ReplacePartEverywhere
from designer.commands.risk_groups import RemoveRiskGroup, SetRiskGroup
from designer.commands.splitting import SplitCount
from designer.commands.structure import AddGroup, AddPart, RemoveInstances, SetCount
from designer.commands.ungrouping import UngroupInstance
from designer.commands.wiring import (
    AddFabric,
    ConnectPorts,
    EditBundle,
    EditFabric,
    RemoveBundles,
    RemoveFabric,
)
from designer.wording.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

SingleCommand: TypeAlias = Annotated[
    AddPart
    | AddGroup
    | RemoveInstances
    | SetCount
    | RemoveCopies
    | RestoreCopies
    | ReplaceCopy
    | RemoveLinks
    | RestoreLinks
    | InsertBlocks
    | DuplicateInstances
    | GroupInstances
    | UngroupInstance
    | PutInto
    | MakeUnique
    | SplitCount
    | MergeInstances
    | AddFabric
    | EditFabric
    | RemoveFabric
    | ConnectPorts
    | EditBundle
    | RemoveBundles
    | MoveInstances
    | SetPlacement
    | ArrangeGrid
    | ArrayInstances
    | RenameInstance
    | RenameBlock
    | RenameDesign
    | SetNote
    | ReplacePart
    | ResetPart
    | ReplacePartEverywhere
    | SetAssumption
    | ResetAssumption
    | ChooseAssumptionSet
    | ApproveFinding
    | WithdrawApproval
    | SetRiskGroup
    | RemoveRiskGroup
    | SetView,
    Field(discriminator="op"),
]
"""Every command but :class:`Macro`."""


def _as_made(title: object, checked: ValidatorFunctionWrapHandler) -> str:
    # Validation copies a text; the title has to remember how it was made.
    text: str = checked(title)
    return title if isinstance(title, Wording) else text


class Macro(Command):
    """Several commands as one step: all are applied, or none."""

    op: Literal["macro"] = "macro"
    title: Annotated[str, WrapValidator(_as_made)]
    steps: tuple[SingleCommand, ...]

    @classmethod
    def of(cls, title: str, steps: Iterable[Command]) -> Macro:
        """Return the macro of some commands.

        Parameters
        ----------
        title
            What they do together.
        steps
            Commands in order, no macros among them.

        Returns
        -------
        Macro
            The macro.
        """
        return cls.model_validate({"title": title, "steps": tuple(steps)})

    @property
    @override
    def label(self) -> str:
        """The title."""
        return self.title

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Apply the steps in order; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design after the last step, with all that the steps touched.
        """
        change = unchanged(design)
        joined: ChangeSet = change.change_set
        for step in self.steps:
            change = step.apply(change.design, library)
            joined |= change.change_set
        return unchanged(design) if change.design is design else Change(change.design, joined)
