"""Insert ready-made blocks, and duplicate what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.catalog.library import Part
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Source
from designer.commands.adding import InnerWiring, inner_wiring, moved, with_added
from designer.commands.base import Aspect, Change, Command
from designer.commands.block_merge import merged_blocks, merged_fabrics, merged_records
from designer.commands.editing import (
    block_of,
    edited,
    finished,
    instance_of,
    plural,
    unchanged,
)
from designer.errors.tree import CommandError
from designer.model.block import Block, InstanceException, LinkException
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.model.links import LinkBundle
from designer.model.query import is_block_inside
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


class InsertBlocks(Command):
    """Insert instances with the blocks, fabrics and catalog records that they need.

    ``link_bundles``, ``exceptions`` and ``link_exceptions`` belong to the block inserted into and
    name the instances and bundles by the ids that they have here. Ids that are taken are made
    fresh; blocks that the design has already are shared; a record that the design has already
    stays as it is.
    """

    op: Literal["insert-blocks"] = "insert-blocks"
    into: BlockId
    instances: tuple[Instance, ...]
    blocks: tuple[Block, ...] = ()
    link_bundles: tuple[LinkBundle, ...] = ()
    exceptions: tuple[InstanceException, ...] = ()
    link_exceptions: tuple[LinkException, ...] = ()
    fabrics: tuple[Fabric, ...] = ()
    parts: tuple[Part, ...] = ()
    prices: tuple[PriceQuote, ...] = ()
    sources: tuple[Source, ...] = ()
    dx_m: float = 0.0
    dy_m: float = 0.0

    @property
    @override
    def label(self) -> str:
        """For example "Insert nvl72-rack"."""
        if len(self.instances) == 1:
            return worded("Insert {name}", name=self.instances[0].name or self.instances[0].of)
        return worded("Insert {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Insert the blocks; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the instances, which ``touched`` names.

        Raises
        ------
        CommandError
            If the block is unknown, something refers to nothing, a block would contain itself,
            or the design grows too large.
        """
        block_of(design, self.into)
        if not self.instances:
            return unchanged(design)
        fabrics, fabric_ids = merged_fabrics(design, self.fabrics)
        after = edited(design, fabrics=fabrics)
        after, block_ids = merged_blocks(after, self.blocks, fabric_ids)
        after = edited(
            after,
            parts=merged_records(design.parts, self.parts, lambda part: part.slug),
            prices=merged_records(design.prices, self.prices, lambda quote: quote.part),
            sources=merged_records(design.sources, self.sources, lambda source: source.slug),
        )
        instances = [self._instance(instance, block_ids) for instance in self.instances]
        for instance in instances:
            if instance.block is not None and is_block_inside(after, self.into, instance.block):
                raise CommandError(
                    worded('block "{block}" would contain itself', block=instance.block)
                )
        bundles = tuple(
            edited(b, fabric=fabric_ids.get(b.fabric, b.fabric)) for b in self.link_bundles
        )
        after, touched = with_added(
            after,
            self.into,
            instances,
            wiring=InnerWiring(bundles, self.exceptions, self.link_exceptions),
            before=design,
            block_ids=block_ids,
        )
        aspects = Aspect.STRUCTURE | Aspect.WIRING
        return finished(design, after, library, aspects=aspects, touched=touched)

    def _instance(self, instance: Instance, block_ids: Mapping[BlockId, BlockId]) -> Instance:
        block_id = instance.block
        if block_id is not None:
            block_id = block_ids.get(block_id, block_id)
        return edited(moved(instance, self.dx_m, self.dy_m), block=block_id)


class DuplicateInstances(Command):
    """Add copies of instances, with the links between them; inner blocks are shared."""

    op: Literal["duplicate-instances"] = "duplicate-instances"
    block: BlockId
    instances: tuple[InstanceId, ...]
    dx_m: float = 0.0
    dy_m: float = 0.0

    @property
    @override
    def label(self) -> str:
        """For example "Duplicate 2 instances"."""
        if len(self.instances) == 1:
            return worded("Duplicate {name}", name=self.instances[0])
        return worded("Duplicate {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Duplicate the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the new instances, which ``touched`` names, and with the link bundles
            whose both ends lie in the selection once more.

        Raises
        ------
        CommandError
            If block or instances are unknown, or the design grows too large.
        """
        block = block_of(design, self.block)
        chosen = {instance_of(block, instance_id).id for instance_id in self.instances}
        if not chosen:
            return unchanged(design)
        instances = [
            moved(instance, self.dx_m, self.dy_m)
            for instance in block.instances
            if instance.id in chosen
        ]
        wiring = inner_wiring(block, chosen)
        after, touched = with_added(design, block.id, instances, wiring=wiring)
        aspects = Aspect.STRUCTURE
        if wiring.link_bundles:
            aspects |= Aspect.WIRING
        return finished(design, after, library, aspects=aspects, touched=touched)
