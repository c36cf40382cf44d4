"""The port groups of an instance that a cable can be dragged from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from designer.model.limits import chains_to_block
from designer.model.port_counts import port_uses
from designer.model.query import walk_instances
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.part import FabricRole
    from designer.model.block import Block
    from designer.model.design import Design

MAX_HANDLES = 6


class PortHandle(NamedTuple):
    """A port group of a part, or all ports of one role inside a block.

    ``port`` is empty for a block. ``n_free`` and ``n_ports`` are per copy of the part, and summed
    over the parts inside one copy of a block, before exceptions.
    """

    role: FabricRole
    port: str
    n_free: int
    n_ports: int

    @property
    def text(self) -> str:
        """What the handle says, for example ``ub: 14 of 14 free``."""
        return worded(
            "{port}: {n_free:,} of {n_ports:,} free",
            port=self.port or self.role.value,
            n_free=self.n_free,
            n_ports=self.n_ports,
        )


def port_handles(design: Design, block: Block, instance_id: str) -> tuple[PortHandle, ...]:
    """Return the handles of an instance.

    Parameters
    ----------
    design
        The document.
    block
        Block that has the instance.
    instance_id
        The instance.

    Returns
    -------
    tuple[PortHandle, ...]
        Those with free ports first, at most :data:`MAX_HANDLES`.
    """
    instance = next((i for i in block.instances if i.id == instance_id), None)
    if instance is None:
        return ()
    inner = design.block_by_id.get(instance.block) if instance.block is not None else None
    chains = [(instance,)] if inner is None else list(walk_instances(design, inner, (instance,)))
    prefixes = chains_to_block(design, block.id)
    used: dict[tuple[tuple[str, ...], str], int] = {}
    for use in port_uses(design):
        for prefix in prefixes:
            if use.chain[: len(prefix)] == prefix:
                key = (tuple(use.chain[len(prefix) :]), use.port)
                used[key] = max(used.get(key, 0), use.n_used)
    totals: dict[tuple[FabricRole, str], list[int]] = defaultdict(lambda: [0, 0])
    for chain in chains:
        part = design.part_by_slug.get(chain[-1].part or "")
        n_copies = 1
        for step in chain[1:]:
            n_copies *= step.count
        ids = tuple(step.id for step in chain)
        for port in part.ports if part is not None else ():
            total = totals[port.fabric_roles[0], port.name if inner is None else ""]
            total[0] += n_copies * max(0, port.count - used.get((ids, port.name), 0))
            total[1] += n_copies * port.count
    handles = [PortHandle(role, port, *total) for (role, port), total in totals.items()]
    handles.sort(key=lambda handle: handle.n_free == 0)
    return tuple(handles[:MAX_HANDLES])
