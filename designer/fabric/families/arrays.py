"""Arrays of accelerators, and of switches with their accelerators, in nodes and racks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from designer.fabric.families.packing import MAX_DIMS_PER_LEVEL, Dim, largest_divisor, packed
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.site import (
    HEADROOM_FRACTION,
    IN_RACK,
    ON_BOARD,
    Bank,
    Label,
    dims_of,
    end_of,
    equal,
)
from designer.fabric.layout import stacked
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.fabric.families.packing import Cell
    from designer.fabric.families.site import End, Site
    from designer.fabric.families.stock import Chosen
    from designer.model.links import LinkBundle

Levels: TypeAlias = "tuple[tuple[str, Sequence[Dim]], ...]"

MAX_NODE: Final = 16
"""Most accelerators that one assumed node holds."""


class Pattern(NamedTuple):
    """Links along one logical index: ``all`` pairs, a ``ring`` or a ``line``."""

    logical: str
    kind: str
    n_links: int = 1


def accelerator_bank(site: Site, chosen: Chosen, dims: Sequence[Dim], node_size: int) -> Bank:
    """Return racks of nodes of accelerators; their blocks are added.

    Parameters
    ----------
    site
        Collects the blocks.
    chosen
        Accelerator.
    dims
        Logical indices of the accelerators, outermost first.
    node_size
        Most accelerators of a node. [1]

    Returns
    -------
    Bank
        Racks of nodes of accelerators; their blocks are added.

    Raises
    ------
    ParameterError
        If there are more indices than the levels of the building hold.
    """
    in_node, rest = packed(dims, [node_size]).levels
    node = site.node(chosen, in_node)
    room = site.node_room(node, chosen, chosen.n_ports)
    in_rack, outside = packed(rest, [room]).levels
    site.add(node)
    rack = site.add(
        Block(
            id=BlockId("rack"),
            name="Rack",
            kind=BlockKind.RACK,
            part=site.rack_slug,
            instances=(
                Instance(
                    id=InstanceId("node"),
                    name="Node",
                    block=node.id,
                    dims=dims_of(in_rack),
                    placement=stacked(1, site.stock.height_u(node.part or "")),
                ),
            ),
        )
    )
    levels: Levels = (("acc", in_node), ("node", in_rack))
    return _on_floor(site, rack, outside, levels, inner=("node/acc", chosen.port))


def _on_floor(
    site: Site, rack: Block, outside: Sequence[Dim], levels: Levels, *, inner: tuple[str, str]
) -> Bank:
    # Return the racks as one instance, in rows where there are more indices than it may have.
    in_row = tuple(outside[-MAX_DIMS_PER_LEVEL:])
    rows = tuple(outside[: len(outside) - len(in_row)])
    if len(rows) > MAX_DIMS_PER_LEVEL:
        left = ", ".join(f"{dim.name} ({dim.size})" for dim in outside)
        raise ParameterError(
            "shape",
            len(outside),
            worded(
                "{n_most} dimensions at most lie outside of racks; there are {left}",
                n_most=2 * MAX_DIMS_PER_LEVEL,
                left=left,
            ),
        )
    cell = site.rack_cell()
    racks = Instance(id=InstanceId("rack"), name="Rack", block=rack.id, dims=dims_of(in_row))
    path, port = inner
    found: Levels = (*levels, ("rack", in_row))
    first = 2 - len(levels)
    if not rows:
        return Bank(racks, cell, end_of(f"rack/{path}", port, found, first))
    block, ground = site.group("row", "Rows of racks", [(racks, cell)])
    site.add(block)
    row = Instance(id=InstanceId("row"), name="Rows", block=block.id, dims=dims_of(rows))
    return Bank(row, ground, end_of(f"row/rack/{path}", port, (*found, ("row", rows)), first))


def _units_per_rack(
    site: Site, node: Block, n_nodes: int, *, chosen: Chosen, switch: Chosen
) -> int:
    # Switches with their nodes that one rack takes; 0 if not even one.
    stock = site.stock
    usable_u, limit_w = stock.rack_room(site.rack_slug)
    node_size = node.instances[0].count
    node_w = stock.power_w(node.part or "") + node_size * stock.power_w(chosen.slug, chosen.n_ports)
    unit_w = n_nodes * node_w + stock.power_w(switch.slug, switch.n_ports)
    unit_u = n_nodes * stock.height_u(node.part or "") + stock.height_u(switch.slug)
    by_height = usable_u // unit_u
    return min(by_height, max(1, int(HEADROOM_FRACTION * limit_w / max(unit_w, 1.0))))


def hosted_bank(
    site: Site, switch: Chosen, chosen: Chosen, dims: Sequence[Dim], *, n_hosts: int
) -> Bank:
    """Return racks of switches, each with the same number of accelerators; blocks are added.

    Parameters
    ----------
    site
        Collects the blocks.
    switch, chosen
        Switch and accelerator.
    dims
        Logical indices of the switches, outermost first.
    n_hosts
        Accelerators of each switch. [1]

    Returns
    -------
    Bank
        ``end`` is that of the switches, as seen from outside the racks.

    Raises
    ------
    ParameterError
        If one switch with its accelerators does not fit into a rack.
    """
    node_size = n_hosts if n_hosts <= MAX_NODE else largest_divisor(n_hosts, 8)
    n_nodes = n_hosts // node_size
    node = site.node(chosen, [Dim("h", node_size)])
    stock = site.stock
    node_u, switch_u = stock.height_u(node.part or ""), stock.height_u(switch.slug)
    room = _units_per_rack(site, node, n_nodes, chosen=chosen, switch=switch)
    if not room:
        raise ParameterError(
            "hosts",
            n_hosts,
            worded("one switch with its accelerators does not fit into a rack"),
            [min(n_hosts - 1, MAX_NODE)],
        )
    in_rack, outside = packed(dims, [room], MAX_DIMS_PER_LEVEL - 1).levels
    site.add(node)
    n_in_rack = math.prod(dim.size for dim in in_rack)
    nodes = Instance(
        id=InstanceId("node"),
        name="Node",
        block=node.id,
        dims=dims_of([*in_rack, *([Dim("n", n_nodes)] if n_nodes > 1 else [])]),
        placement=stacked(1, node_u),
    )
    switches = Instance(
        id=InstanceId("switch"),
        name="Switch",
        part=switch.slug,
        dims=dims_of(in_rack),
        placement=stacked(1 + n_in_rack * n_nodes * node_u, switch_u),
    )
    host_end = end_of("node/acc", chosen.port, (("acc", [Dim("h", node_size)]), ("node", in_rack)))
    near = end_of("switch", switch.port, (("switch", in_rack),), first=1)
    access = site.link(
        Label("access", "Accelerator to switch"),
        host_end,
        near,
        equal(host_end, near, *(dim.name for dim in in_rack)),
        ground=IN_RACK,
    )
    rack = site.add(
        Block(
            id=BlockId("rack"),
            name="Rack",
            kind=BlockKind.RACK,
            part=site.rack_slug,
            instances=(nodes, switches),
            link_bundles=(access,),
        )
    )
    return _on_floor(site, rack, outside, (("switch", in_rack),), inner=("switch", switch.port))


def wire(
    site: Site, end: End, patterns: Sequence[Pattern], logical: Sequence[str], *, ground: Cell
) -> tuple[LinkBundle, ...]:
    """Wire the copies of one array along their logical indices.

    Bundles inside nodes and racks are added to the blocks of these.

    Parameters
    ----------
    site
        Holds the blocks of the array.
    end
        The copies, as seen from outside the racks.
    patterns
        Links along each index.
    logical
        All logical indices of the array.
    ground
        Ground of the block that owns the racks.

    Returns
    -------
    tuple[LinkBundle, ...]
        Bundles of the block that owns the racks.
    """
    outside: list[LinkBundle] = []
    for pattern in patterns:
        for own, level in _own_relations(end, pattern):
            others = tuple(
                Relation(a_dim=index.name, b_dim=index.name)
                for name in logical
                if name != pattern.logical
                for index in end.indices(name)
                if index.level <= level
            )
            near = end.seen_from(level)
            bundle = site.link(
                Label(f"{pattern.logical}-{pattern.kind}", f"Along {pattern.logical}"),
                near,
                near,
                (*others, *own),
                n=pattern.n_links,
                ground=(ON_BOARD, IN_RACK, ground)[level],
            )
            if level == 2:
                outside.append(bundle)
                continue
            block_id = "node" if level == 0 else "rack"
            at = next(i for i, block in enumerate(site.blocks) if block.id == block_id)
            block = site.blocks[at]
            site.blocks[at] = evolve(block, link_bundles=(*block.link_bundles, bundle))
    return tuple(outside)


def _own_relations(end: End, pattern: Pattern) -> list[tuple[tuple[Relation, ...], int]]:
    # Relations along the index itself, with the level that the links of each bundle stay in. Parts
    # of a split index further out are equal because the block that owns the bundle lies in them;
    # parts further in are free.
    indices = end.indices(pattern.logical)
    if pattern.kind == "all" or (indices and indices[0].size == 2 and len(indices) == 1):
        return [
            (
                (Relation(a_dim=i.name, b_dim=i.name, kind=RelationKind.NOT_EQUAL),),
                i.level,
            )
            for i in indices
        ]
    kind = RelationKind.SHIFT if pattern.kind == "ring" else RelationKind.STEP
    return [
        ((Relation(a_dim=i.name, b_dim=i.name, kind=kind, offset=1),), i.level) for i in indices
    ]
