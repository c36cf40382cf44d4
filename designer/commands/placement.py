"""Edits of where instances stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, ChangeSet, Command
from designer.commands.editing import (
    block_of,
    edited,
    instance_of,
    plural,
    unchanged,
    with_block,
    with_instance,
)
from designer.model.ids import BlockId, InstanceId
from designer.model.placement import Placement
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


class Move(FrozenRecord):
    """New position of the first copy of an instance, in the coordinates of its block."""

    instance: InstanceId
    x_m: float
    y_m: float


class MoveInstances(Command):
    """Move instances inside their block."""

    op: Literal["move-instances"] = "move-instances"
    block: BlockId
    moves: tuple[Move, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Move 3 instances"."""
        if len(self.moves) == 1:
            return worded("Move {instance}", instance=self.moves[0].instance)
        return worded("Move {what}", what=plural(len(self.moves), "instance"))

    @property
    @override
    def merge_key(self) -> str | None:
        """Moves of the same instances in a row are one step."""
        return f"move:{self.block}/{','.join(sorted(move.instance for move in self.moves))}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Move the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the instances at their new positions.

        Raises
        ------
        CommandError
            If block or instances are unknown, or a position is off the floor.
        """
        block = block_of(design, self.block)
        by_id = {instance.id: instance for instance in block.instances}
        for move in self.moves:
            instance = instance_of(block, move.instance)
            placement = edited(instance.placement, x_m=move.x_m, y_m=move.y_m)
            by_id[move.instance] = edited(instance, placement=placement)
        after = with_block(design, edited(block, instances=tuple(by_id.values())))
        touched = {f"{block.id}/{move.instance}" for move in self.moves}
        return placed(design, after, touched)


class SetPlacement(Command):
    """Set position, columns, pitch and rack unit of an instance."""

    op: Literal["set-placement"] = "set-placement"
    block: BlockId
    instance: InstanceId
    placement: Placement

    @property
    @override
    def label(self) -> str:
        """For example "Place rack"."""
        return worded("Place {instance}", instance=self.instance)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in the placement fields of one instance is one step."""
        return f"place:{self.block}/{self.instance}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Set the placement; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the new placement.

        Raises
        ------
        CommandError
            If block or instance are unknown.
        """
        block = block_of(design, self.block)
        instance = instance_of(block, self.instance)
        after = with_instance(design, block, edited(instance, placement=self.placement))
        return placed(design, after, {f"{block.id}/{instance.id}"})


class ArrangeGrid(Command):
    """Lay the copies of instances out in rows, one instance below the other."""

    op: Literal["arrange-grid"] = "arrange-grid"
    block: BlockId
    instances: tuple[InstanceId, ...]
    n_columns: int
    pitch_x_m: float
    pitch_y_m: float

    @property
    @override
    def label(self) -> str:
        """For example "Arrange 3 instances"."""
        if len(self.instances) == 1:
            return worded("Arrange {name}", name=self.instances[0])
        return worded("Arrange {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Arrange the copies; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the copies in rows from the upper left corner of the instances on.

        Raises
        ------
        CommandError
            If block or instances are unknown, or columns or pitch are not allowed.
        """
        block = block_of(design, self.block)
        chosen = [instance_of(block, instance_id) for instance_id in self.instances]
        if not chosen:
            return unchanged(design)
        x_m = min(instance.placement.x_m for instance in chosen)
        y_m = min(instance.placement.y_m for instance in chosen)
        by_id = {instance.id: instance for instance in block.instances}
        for instance in chosen:
            placement = edited(
                instance.placement,
                x_m=x_m,
                y_m=y_m,
                n_columns=self.n_columns,
                pitch_x_m=self.pitch_x_m,
                pitch_y_m=self.pitch_y_m,
            )
            by_id[instance.id] = edited(instance, placement=placement)
            y_m += -(-instance.count // self.n_columns) * self.pitch_y_m
        after = with_block(design, edited(block, instances=tuple(by_id.values())))
        return placed(design, after, {f"{block.id}/{i.id}" for i in chosen})


def placed(before: Design, after: Design, touched: set[str]) -> Change:
    """Report a change of placements, which can break nothing and needs no check.

    Parameters
    ----------
    before, after
        The design before and after the edit.
    touched
        Places.

    Returns
    -------
    Change
        The change.
    """
    if after is before:
        return unchanged(before)
    return Change(after, ChangeSet(Aspect.PLACEMENT, frozenset(touched)))
