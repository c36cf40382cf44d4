"""Edits of names, notes and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, ChangeSet, Command
from designer.commands.editing import (
    block_of,
    bundle_of,
    edited,
    finished,
    instance_of,
    unchanged,
    with_block,
    with_instance,
)
from designer.commands.structure import BLOCK_KINDS, DEVICE_FAMILIES
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance


class RenameInstance(Command):
    """Give an instance a display name; its id stays."""

    op: Literal["rename-instance"] = "rename-instance"
    block: BlockId
    instance: InstanceId
    name: str

    @property
    @override
    def label(self) -> str:
        """For example "Rename rack to Row A"."""
        return worded("Rename {instance} to {name}", instance=self.instance, name=self.name)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in one name field is one step."""
        return f"rename:{self.block}/{self.instance}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        block = block_of(design, self.block)
        instance = edited(instance_of(block, self.instance), name=self.name)
        after = with_instance(design, block, instance)
        return described(design, after, f"{block.id}/{instance.id}")


class RenameBlock(Command):
    """Give a block a display name; its id stays."""

    op: Literal["rename-block"] = "rename-block"
    block: BlockId
    name: str

    @property
    @override
    def label(self) -> str:
        """For example "Rename block rack to Compute rack"."""
        return worded("Rename block {block} to {name}", block=self.block, name=self.name)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in one name field is one step."""
        return f"rename-block:{self.block}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        block = edited(block_of(design, self.block), name=self.name)
        return described(design, with_block(design, block), f"{block.id}/")


class RenameDesign(Command):
    """Give the design another name."""

    op: Literal["rename-design"] = "rename-design"
    name: str

    @property
    @override
    def label(self) -> str:
        """For example "Rename design to Pod 7"."""
        return worded("Rename design to {name}", name=self.name)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in the name field is one step."""
        return "rename-design"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        return described(design, edited(design, name=self.name))


class SetNote(Command):
    """Set the note of a block, instance or link bundle, or the description of the design."""

    op: Literal["set-note"] = "set-note"
    note: str
    block: BlockId | None = None
    instance: InstanceId | None = None
    bundle: BundleId | None = None

    @property
    @override
    def label(self) -> str:
        """For example "Edit note of rack"."""
        target = self.instance or self.bundle or self.block
        return (
            worded("Edit note of {target}", target=target) if target else worded("Edit description")
        )

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in one note is one step."""
        return f"note:{self.block or ''}/{self.instance or ''}/{self.bundle or ''}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Set the note; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the note.

        Raises
        ------
        CommandError
            If the place is unknown or said in two ways, or the note has control characters.
        """
        if self.block is None:
            if self.instance is not None or self.bundle is not None:
                raise CommandError(worded("say which block the instance or link bundle is in"))
            return described(design, edited(design, description=self.note))
        if self.instance is not None and self.bundle is not None:
            raise CommandError(
                worded("a note belongs to an instance or to a link bundle, not to both")
            )
        block = block_of(design, self.block)
        if self.instance is not None:
            instance = edited(instance_of(block, self.instance), note=self.note)
            after = with_instance(design, block, instance)
        elif self.bundle is not None:
            bundle = edited(bundle_of(block, self.bundle), note=self.note)
            bundles = tuple(bundle if b.id == bundle.id else b for b in block.link_bundles)
            after = with_block(design, edited(block, link_bundles=bundles))
        else:
            after = with_block(design, edited(block, note=self.note))
        return described(design, after, f"{block.id}/{self.instance or self.bundle or ''}")


class ReplacePart(Command):
    """Make all copies of an instance another part.

    For an instance of a block, the enclosure part of that block is replaced, in all its uses.
    """

    op: Literal["replace-part"] = "replace-part"
    block: BlockId
    instance: InstanceId
    part: str

    @property
    @override
    def label(self) -> str:
        """For example "Replace npu with ascend-910b"."""
        return worded("Replace {instance} with {part}", instance=self.instance, part=self.part)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Replace the part; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the other part.

        Raises
        ------
        CommandError
            If place or part are unknown, the part cannot stand there, or a link bundle uses
            ports that it does not have.
        """
        block = block_of(design, self.block)
        instance = instance_of(block, self.instance)
        part = design.part_by_slug.get(self.part) or library.part(self.part)
        if part is None:
            raise CommandError(
                worded(
                    'the catalog has no part "{part}"; pick one from the palette', part=self.part
                )
            )
        if instance.block is None:
            self._require(part.family, worded("a device"), fits=part.family in DEVICE_FAMILIES)
            after = with_instance(design, block, edited(instance, part=part.slug))
        else:
            after = self._with_enclosure(design, instance, part.family)
        aspects = Aspect.STRUCTURE | Aspect.PROPERTIES
        touched = (f"{block.id}/{instance.id}",)
        return finished(design, after, library, aspects=aspects, touched=touched)

    def _with_enclosure(self, design: Design, instance: Instance, family: str) -> Design:
        inner: Block = design.block_by_id[BlockId(instance.of)]
        kind = BLOCK_KINDS.get(family)
        self._require(
            family,
            worded("a {value} enclosure", value=term(inner.kind.value)),
            fits=kind is inner.kind,
        )
        return with_block(design, edited(inner, part=self.part))

    def _require(self, family: str, wanted: str, *, fits: bool) -> None:
        if not fits:
            raise CommandError(
                worded(
                    '"{part}" is of family {family}; {wanted} is wanted here',
                    part=self.part,
                    family=term(family),
                    wanted=wanted,
                )
            )


def described(before: Design, after: Design, *touched: str) -> Change:
    """Report a change of words, which can break nothing and needs no check.

    Parameters
    ----------
    before, after
        The design before and after the edit.
    *touched
        Places.

    Returns
    -------
    Change
        The change.
    """
    if after is before:
        return unchanged(before)
    return Change(after, ChangeSet(Aspect.PROPERTIES, frozenset(touched)))
