"""Copy: the command that pastes a selection, or drops a whole design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.adding import inner_wiring
from designer.commands.editing import block_of, edited, instance_of, used_blocks
from designer.commands.insertion import InsertBlocks
from designer.model.ids import InstanceId
from designer.model.instance import Instance
from designer.model.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.design import Design
    from designer.model.ids import BlockId


def copy_instances(
    design: Design, block_id: BlockId, instance_ids: Iterable[InstanceId]
) -> InsertBlocks:
    """Return the command that pastes instances, here or in another design.

    Parameters
    ----------
    design
        The document.
    block_id
        Block that has the instances.
    instance_ids
        Instances to copy; links between them come along.

    Returns
    -------
    InsertBlocks
        Into the same block; change ``into`` and the offset as needed.

    Raises
    ------
    CommandError
        If block or instances are unknown.
    """
    block = block_of(design, block_id)
    wanted = {instance_of(block, instance_id).id for instance_id in instance_ids}
    instances = tuple(i for i in block.instances if i.id in wanted)
    inner_ids: set[BlockId] = set()
    for instance in instances:
        if instance.block is not None:
            inner_ids |= used_blocks(design, instance.block)
    wiring = inner_wiring(block, wanted)
    return InsertBlocks(
        into=block_id,
        instances=instances,
        blocks=tuple(b for b in design.blocks if b.id in inner_ids),
        link_bundles=wiring.link_bundles,
        exceptions=wiring.exceptions,
        link_exceptions=wiring.link_exceptions,
        fabrics=design.fabrics,
        parts=design.parts,
        prices=design.prices,
        sources=design.sources,
    )


def insert_design(
    design: Design,
    into: BlockId,
    x_m: float = 0.0,
    y_m: float = 0.0,
    *,
    at_u: int | None = None,
) -> InsertBlocks:
    """Return the command that drops a whole design into a block of another.

    Parameters
    ----------
    design
        The design to insert, for example a shipped system.
    into
        Block to insert it into.
    x_m, y_m
        Position of its root block. [m]
    at_u
        Lowest rack unit of it, if the block is a rack. [1]

    Returns
    -------
    InsertBlocks
        One instance of its root block.
    """
    used = used_blocks(design, design.root)
    instance = Instance(
        id=InstanceId(design.root),
        name=design.name,
        block=design.root,
        placement=edited(Placement(), at_u=at_u),
    )
    return InsertBlocks(
        into=into,
        instances=(instance,),
        blocks=tuple(b for b in design.blocks if b.id in used),
        fabrics=design.fabrics,
        parts=design.parts,
        prices=design.prices,
        sources=design.sources,
        dx_m=x_m,
        dy_m=y_m,
    )
