"""Adding a reusable block of a shipped system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.clipboard import copy_instances, insert_design
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import BlockId
from designer.model.instance import Dimension
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.commands.insertion import InsertBlocks
    from designer.model.design import Design


def assembly_command(
    system: Design, block_id: str, into: str, at_m: tuple[float, float]
) -> InsertBlocks:
    """Insert one copy of a block of another design, with everything inside it.

    Parameters
    ----------
    system
        Design that has the block.
    block_id
        The block; the root block inserts the whole system.
    into
        Block of the design being edited that it goes into.
    at_m
        Position of the copy in the coordinates of ``into``. [m]

    Returns
    -------
    InsertBlocks
        The edit.

    Raises
    ------
    CommandError
        If the system has no such block.
    """
    x_m, y_m = at_m
    if block_id == system.root:
        return insert_design(system, BlockId(into), x_m, y_m)
    for owner in system.blocks:
        for instance in owner.instances:
            if instance.block == block_id:
                copied = copy_instances(system, owner.id, (instance.id,))
                one = evolve(
                    copied.instances[0],
                    dims=(Dimension(name="i", size=1),),
                    placement=evolve(
                        instance.placement,
                        n_columns=1,
                        x_m=x_m,
                        y_m=y_m,
                        pitch_x_m=0.0,
                        pitch_y_m=0.0,
                        at_u=None,
                    ),
                )
                return evolve(
                    copied,
                    into=into,
                    instances=(one,),
                    link_bundles=(),
                    exceptions=(),
                    link_exceptions=(),
                )
    raise CommandError(
        worded('"{name}" has no block "{block_id}"', name=system.name, block_id=block_id)
    )
