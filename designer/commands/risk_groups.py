"""Edits of groups of things that fail together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Change, Command
from designer.commands.editing import edited
from designer.commands.properties import described
from designer.errors.tree import CommandError
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path, index_problem
from designer.model.risk_groups import RiskGroup
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


class SetRiskGroup(Command):
    """Say which places fail together, under a name; a group of that name is replaced."""

    op: Literal["set-risk-group"] = "set-risk-group"
    group: RiskGroup

    @property
    @override
    def label(self) -> str:
        """For example "Set risk group Feed A"."""
        return worded("Set risk group {name}", name=self.group.name)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Set the group; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the group; groups stand in order of their names.

        Raises
        ------
        CommandError
            If a place does not exist.
        """
        for text in self.group.paths:
            path = path_from_text(text)
            instances = chain_from_path(design, design.root_block, path)
            if instances is None:
                raise CommandError(worded('there is no "{text}"', text=text))
            problem = index_problem(path, instances)
            if problem:
                raise CommandError(joined(": ", (text, problem)))
        others = [g for g in design.risk_groups if g.name != self.group.name]
        groups = tuple(sorted([*others, self.group], key=lambda g: g.name))
        return described(design, edited(design, risk_groups=groups))


class RemoveRiskGroup(Command):
    """Forget a group of things that fail together; what is in it stays."""

    op: Literal["remove-risk-group"] = "remove-risk-group"
    name: str

    @property
    @override
    def label(self) -> str:
        """For example "Remove risk group Feed A"."""
        return worded("Remove risk group {name}", name=self.name)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Remove the group; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design without the group.

        Raises
        ------
        CommandError
            If there is no such group.
        """
        kept = tuple(g for g in design.risk_groups if g.name != self.name)
        if len(kept) == len(design.risk_groups):
            raise CommandError(worded('there is no risk group "{name}"', name=self.name))
        return described(design, edited(design, risk_groups=kept))
