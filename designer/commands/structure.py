"""Edits of what the design is made of: add, remove and count instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.default_placement import default_placement, spread_placement
from designer.commands.editing import (
    block_of,
    edited,
    finished,
    instance_of,
    plural,
    unchanged,
    with_block,
    with_instance,
    without_dangling,
    without_unused_blocks,
)
from designer.commands.identity import fresh_id
from designer.errors.tree import CommandError
from designer.model.block import Block, BlockKind
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.placement import Placement
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part
    from designer.model.design import Design

BLOCK_KINDS: Final = {
    "rack": BlockKind.RACK,
    "node": BlockKind.NODE,
    "switch-box": BlockKind.SWITCH_BOX,
}
"""Families that become a block of their own, and its kind."""

DEVICE_FAMILIES: Final = frozenset({"accelerator", "cpu", "switch", "circuit-switch", "nic"})
"""Families that become an instance of the part itself."""


class AddPart(Command):
    """Add copies of a catalog part to a block.

    Racks, nodes and switch boxes become a new empty block with the part as its enclosure;
    accelerators, CPUs, switches and NICs become an instance of the part.
    """

    op: Literal["add-part"] = "add-part"
    block: BlockId
    part: str
    x_m: float = 0.0
    y_m: float = 0.0
    n_copies: int = 1
    name: str = ""
    at_u: int | None = None

    @property
    @override
    def label(self) -> str:
        """For example "Add 4 × ub-l2"."""
        return (
            worded("Add {n_copies:,} × {part}", n_copies=self.n_copies, part=self.part)
            if self.n_copies > 1
            else worded("Add {part}", part=self.part)
        )

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Add the part; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the new instance, which ``touched`` names.

        Raises
        ------
        CommandError
            If block or part are unknown, or the part cannot stand in a block.
        """
        owner = block_of(design, self.block)
        part = design.part_by_slug.get(self.part) or library.part(self.part)
        if part is None:
            raise CommandError(
                worded(
                    'the catalog has no part "{part}"; pick one from the palette', part=self.part
                )
            )
        if part.family not in BLOCK_KINDS and part.family not in DEVICE_FAMILIES:
            raise CommandError(
                worded(
                    '"{name}" is of family {family} and cannot stand in a block; cables and '
                    "optics belong to link bundles",
                    name=part.name,
                    family=term(part.family),
                )
            )
        new_id = fresh_id(design, self.name or part.slug)
        after, inner = self._with_inner_block(design, part, BlockId(new_id))
        start = edited(Placement(), x_m=self.x_m, y_m=self.y_m, at_u=self.at_u)
        instance = new_instance(InstanceId(new_id), inner, part.slug, self.n_copies)
        instance = edited(
            instance,
            name=self.name,
            placement=default_placement(owner, part, self.n_copies, start),
        )
        after = with_block(after, edited(owner, instances=(*owner.instances, instance)))
        touched = (f"{owner.id}/{instance.id}",)
        return finished(design, after, library, aspects=Aspect.STRUCTURE, touched=touched)

    def _with_inner_block(
        self, design: Design, part: Part, block_id: BlockId
    ) -> tuple[Design, BlockId | None]:
        if part.family not in BLOCK_KINDS:
            return design, None
        inner = Block(
            id=block_id,
            name=self.name or part.name[:256],
            kind=BLOCK_KINDS[part.family],
            part=part.slug,
        )
        return edited(design, blocks=(*design.blocks, inner)), inner.id


class AddGroup(Command):
    """Add an empty block to a block."""

    op: Literal["add-group"] = "add-group"
    block: BlockId
    name: str
    kind: BlockKind = BlockKind.GROUP
    x_m: float = 0.0
    y_m: float = 0.0
    n_copies: int = 1

    @property
    @override
    def label(self) -> str:
        """For example "Add pod"."""
        return worded("Add {name}", name=self.name or self.kind.value)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Add the block; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the new block and its instance, which ``touched`` names.

        Raises
        ------
        CommandError
            If the block is unknown, or name or count are not allowed.
        """
        owner = block_of(design, self.block)
        block_id = BlockId(fresh_id(design, self.name or self.kind.value))
        inner = edited(Block(id=block_id, name="", kind=self.kind), name=self.name)
        after = edited(design, blocks=(*design.blocks, inner))
        start = edited(Placement(), x_m=self.x_m, y_m=self.y_m)
        instance = edited(
            new_instance(InstanceId(block_id), block_id, "", self.n_copies),
            placement=default_placement(owner, None, self.n_copies, start),
        )
        after = with_block(after, edited(owner, instances=(*owner.instances, instance)))
        touched = (f"{owner.id}/{instance.id}",)
        return finished(design, after, library, aspects=Aspect.STRUCTURE, touched=touched)


class RemoveInstances(Command):
    """Remove instances with all their copies, and everything that names them."""

    op: Literal["remove-instances"] = "remove-instances"
    block: BlockId
    instances: tuple[InstanceId, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Remove 2 instances"."""
        if len(self.instances) == 1:
            return worded("Remove {name}", name=self.instances[0])
        return worded("Remove {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Remove the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design without the instances, nor the link bundles, port groups, exceptions and
            blocks that were for them alone.

        Raises
        ------
        CommandError
            If block or instances are unknown.
        """
        owner = block_of(design, self.block)
        gone = {instance_of(owner, instance_id).id for instance_id in self.instances}
        if not gone:
            return unchanged(design)
        kept = tuple(i for i in owner.instances if i.id not in gone)
        after = with_block(design, edited(owner, instances=kept))
        after = without_unused_blocks(design, without_dangling(after))
        touched = {f"{owner.id}/{instance_id}" for instance_id in gone}
        aspects = Aspect.STRUCTURE
        if n_bundles(after) != n_bundles(design):
            aspects |= Aspect.WIRING
        return finished(design, after, library, aspects=aspects, touched=touched)


class SetCount(Command):
    """Set how many copies an instance has, as a plain count or by dimensions."""

    op: Literal["set-count"] = "set-count"
    block: BlockId
    instance: InstanceId
    n_copies: int | None = None
    dims: tuple[Dimension, ...] | None = None

    @property
    @override
    def label(self) -> str:
        """For example "Set count of rack to 12"."""
        if self.dims is None:
            return worded(
                "Set count of {instance} to {value:,}",
                instance=self.instance,
                value=self.n_copies or 0,
            )
        sizes = " × ".join(f"{dim.size:,}" for dim in self.dims)
        return worded("Set count of {instance} to {sizes}", instance=self.instance, sizes=sizes)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing and stepping in one count field is one step."""
        return f"set-count:{self.block}/{self.instance}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Set the count; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the new count; exceptions outside it are gone.

        Raises
        ------
        CommandError
            If the count is not allowed, the design grows too large, or a link bundle relates a
            dimension that is then missing or of another size than its partner.
        """
        owner = block_of(design, self.block)
        instance = instance_of(owner, self.instance)
        dims = self._dims(instance)
        if dims == instance.dims:
            return unchanged(design)
        changed = edited(instance, dims=dims)
        spread = spread_placement(design, owner, instance, changed.count)
        after = with_instance(design, owner, edited(changed, placement=spread))
        after = without_dangling(after)
        touched = (f"{owner.id}/{instance.id}",)
        return finished(design, after, library, aspects=Aspect.STRUCTURE, touched=touched)

    def _dims(self, instance: Instance) -> tuple[Dimension, ...]:
        if (self.n_copies is None) == (self.dims is None):
            raise CommandError(worded("give either a count or the dimensions"))
        if self.dims is not None:
            return self.dims
        if len(instance.dims) > 1:
            names = " × ".join(dim.name for dim in instance.dims)
            raise CommandError(
                worded(
                    "{id} is counted by {names}; set the dimensions", id=instance.id, names=names
                )
            )
        return (edited(instance.dims[0], size=self.n_copies),)


def new_instance(
    instance_id: InstanceId, block_id: BlockId | None, part: str, n_copies: int
) -> Instance:
    """Return a new instance of a block, or of a part where no block is given.

    Parameters
    ----------
    instance_id
        Its id.
    block_id
        Block, or ``None``.
    part
        Part slug, used where no block is given.
    n_copies
        Number of copies. [1]

    Returns
    -------
    Instance
        At the origin of its block.

    Raises
    ------
    CommandError
        If the count is not allowed.
    """
    dims = (edited(Dimension(name="i", size=1), size=n_copies),)
    if block_id is not None:
        return Instance(id=instance_id, block=block_id, dims=dims)
    return Instance(id=instance_id, part=part, dims=dims)


def n_bundles(design: Design) -> int:
    """Return how many link bundles the blocks have.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    int
        Number of bundles. [1]
    """
    return sum(len(block.link_bundles) for block in design.blocks)
