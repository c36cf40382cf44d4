"""Blocks of one generated design: nodes, racks, groups, and link bundles with their cables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.fabric.families.packing import Cell, Dim, floor_plan, packed, rack_cell
from designer.fabric.families.stock import COPPER_REACH_M, TRACE
from designer.fabric.layout import board_row, stacked
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from designer.fabric.families.stock import CableChoice, Chosen, Stock

HEADROOM_FRACTION: Final = 0.9
"""Share of what a rack supplies that a generator fills."""

_CABLE_DROPS_M: Final = 6.0
_CABLE_SLACK: Final = 1.1


ON_BOARD: Final = Cell(-1.0, -1.0)
"""Ground of links that are traces on one board."""

IN_RACK: Final = Cell(0.0, 0.0)
"""Ground of links inside one rack."""


class Label(NamedTuple):
    """Id and name of a link bundle."""

    id: str
    name: str


class Index(NamedTuple):
    """One dimension that a logical index is made of, and where its instance lies.

    ``level`` is 0 in a node, 1 in a rack, 2 outside.
    """

    name: str
    size: int
    level: int


class End(NamedTuple):
    """One end of bundles, seen from the block that will own them.

    ``dims`` has the dimensions that each logical index is made of, outermost first.
    """

    path: str
    port: str
    dims: Mapping[str, tuple[Index, ...]]

    def inside(self, prefix: str) -> End:
        """Return the end as seen from one block further out.

        Returns
        -------
        End
            The end as seen from one block further out.
        """
        return self._replace(path=f"{prefix}/{self.path}")

    def seen_from(self, level: int) -> End:
        """Return the end as seen from the node (0), the rack (1) or outside (2).

        Returns
        -------
        End
            The end as seen from the node (0), the rack (1) or outside (2).
        """
        steps = self.path.split("/")
        first = {0: -1, 1: steps.index("rack") + 1 if "rack" in steps else 0}.get(level, 0)
        return self._replace(path="/".join(steps[first:]))

    def indices(self, logical: str) -> tuple[Index, ...]:
        """Return the dimensions of a logical index that are larger than one.

        Returns
        -------
        tuple[Index, ...]
            The dimensions of a logical index that are larger than one.
        """
        return tuple(index for index in self.dims.get(logical, ()) if index.size > 1)


class Bank(NamedTuple):
    """An array of racks that holds equal parts."""

    instance: Instance
    cell: Cell
    end: End


def dims_of(levels: Sequence[Dim]) -> tuple[Dimension, ...]:
    """Return the dimensions of an instance; one of size one if there are none.

    Returns
    -------
    tuple[Dimension, ...]
        The dimensions of an instance; one of size one if there are none.
    """
    found = tuple(Dimension(name=d.name, size=d.size, is_plane=d.is_plane) for d in levels)
    return found or (Dimension(name="i", size=1),)


def equal(a: End, b: End, *logical: str) -> tuple[Relation, ...]:
    """Return relations that join copies of equal logical indices.

    Parameters
    ----------
    a, b
        Ends that split these indices alike.
    *logical
        Names of the indices.

    Returns
    -------
    tuple[Relation, ...]
        Relations that join copies of equal logical indices.
    """
    return tuple(
        Relation(a_dim=a_index.name, b_dim=b_index.name)
        for name in logical
        for a_index, b_index in zip(a.indices(name), b.indices(name), strict=True)
    )


class Site:
    """Collects what a generated design is made of.

    Parameters
    ----------
    stock
        Parts.
    fabric_id
        Fabric that the links belong to.
    node, rack
        Slugs of the enclosure of a node and of a rack; empty for assumed ones.
    """

    def __init__(self, stock: Stock, fabric_id: FabricId, node: str = "", rack: str = "") -> None:
        self.stock = stock
        self.fabric_id = fabric_id
        self.node_slug = node
        self.rack_slug = stock.rack(rack)
        self.blocks: list[Block] = []

    def add(self, block: Block) -> Block:
        """Add a block and return it.

        Returns
        -------
        Block
            Add a block and return it.
        """
        self.blocks.append(block)
        return block

    def rack_cell(self) -> Cell:
        """Return the ground of one rack.

        Returns
        -------
        Cell
            The ground of one rack.
        """
        return rack_cell(self.stock.rack_width_m(self.rack_slug))

    def link(
        self,
        label: Label,
        a: End,
        b: End,
        relations: Sequence[Relation] = (),
        *,
        n: int = 1,
        ground: Cell,
    ) -> LinkBundle:
        """Return a link bundle with the cable that its longest run needs.

        Parameters
        ----------
        label
            Id within the block that owns it, and name.
        a, b
            Ends.
        relations
            Which copies are joined.
        n
            Links per pair. [1]
        ground
            Ground of the block that the bundle runs in, :data:`IN_RACK` or :data:`ON_BOARD`.

        Returns
        -------
        LinkBundle
            The bundle, of the fabric of this site.
        """
        choice: CableChoice
        if ground == ON_BOARD:
            choice = TRACE
        elif ground == IN_RACK:
            choice = self.stock.cable(COPPER_REACH_M)
        else:
            run_m = ground.width_m + ground.depth_m + _CABLE_DROPS_M
            choice = self.stock.cable(run_m * _CABLE_SLACK + 1.0)
        return LinkBundle(
            id=BundleId(label.id),
            name=label.name,
            fabric=self.fabric_id,
            a=LinkEnd(path=a.path, port=a.port),
            b=LinkEnd(path=b.path, port=b.port),
            relations=tuple(relations),
            n_links_per_pair=n,
            cable=choice.cable,
            optic=choice.optic,
        )

    def group(
        self,
        block_id: str,
        name: str,
        parts: Sequence[tuple[Instance, Cell]],
        kind: BlockKind = BlockKind.GROUP,
    ) -> tuple[Block, Cell]:
        """Return a block whose instances stand on the floor, and the ground that it takes.

        Returns
        -------
        tuple[Block, Cell]
            A block whose instances stand on the floor, and the ground that it takes.
        """
        placements, ground = floor_plan(parts)
        instances = tuple(
            evolve(instance, placement=placement)
            for (instance, _), placement in zip(parts, placements, strict=True)
        )
        return Block(id=BlockId(block_id), name=name, kind=kind, instances=instances), ground

    def node(self, chosen: Chosen, dims: Sequence[Dim], block_id: str = "node") -> Block:
        """Return a node with accelerators, not yet added.

        Returns
        -------
        Block
            A node with accelerators, not yet added.
        """
        count = 1
        for dim in dims:
            count *= dim.size
        return Block(
            id=BlockId(block_id),
            name=f"Node of {count}",
            kind=BlockKind.NODE,
            part=self.stock.node(self.node_slug, count),
            instances=(
                Instance(
                    id=InstanceId("acc"),
                    name="Accelerator",
                    part=chosen.slug,
                    dims=dims_of(dims),
                    placement=board_row(0, min(count, 8)),
                ),
            ),
        )

    def node_room(self, node: Block, chosen: Chosen, n_optics: int, used_u: int = 0) -> int:
        """Return how many nodes one rack takes beside ``used_u`` rack units of other things.

        Returns
        -------
        int
            Nodes one rack takes beside ``used_u`` rack units of other things. [1]
        """
        usable_u, limit_w = self.stock.rack_room(self.rack_slug)
        n_accelerators = node.instances[0].count
        height_u = self.stock.height_u(node.part or "")
        power_w = self.stock.power_w(node.part or "") + n_accelerators * self.stock.power_w(
            chosen.slug, n_optics
        )
        by_height = (usable_u - used_u) // height_u
        return max(1, min(by_height, int(HEADROOM_FRACTION * limit_w / max(power_w, 1.0))))

    def switch_room(self, chosen: Chosen, used_w: float = 0.0) -> int:
        """Return how many switches one rack takes.

        Returns
        -------
        int
            Switches one rack takes. [1]
        """
        usable_u, limit_w = self.stock.rack_room(self.rack_slug)
        power_w = self.stock.power_w(chosen.slug, chosen.n_ports)
        by_power = int((HEADROOM_FRACTION * limit_w - used_w) / max(power_w, 1.0))
        return max(1, min(usable_u // self.stock.height_u(chosen.slug), by_power))

    def switch_bank(
        self, label: Label, chosen: Chosen, dims: Sequence[Dim], block_id: str = ""
    ) -> Bank:
        """Return racks of switches; the rack block is added under ``block_id``.

        Returns
        -------
        Bank
            Racks of switches; the rack block is added under ``block_id``.
        """
        ident, name = label
        layout = packed(dims, [self.switch_room(chosen)])
        inner, outer = layout.levels
        rack_id = f"{ident}-rack"
        height_u = self.stock.height_u(chosen.slug)
        switch = Instance(
            id=InstanceId(ident),
            name=name,
            part=chosen.slug,
            dims=dims_of(inner),
            placement=stacked(1, height_u),
        )
        self.add(
            Block(
                id=BlockId(block_id or rack_id),
                name=f"{name} rack",
                kind=BlockKind.RACK,
                part=self.rack_slug,
                instances=(switch,),
            )
        )
        rack = Instance(
            id=InstanceId(rack_id),
            name=f"{name} rack",
            block=BlockId(block_id or rack_id),
            dims=dims_of(outer),
        )
        end = end_of(f"{rack_id}/{ident}", chosen.port, ((ident, inner), (rack_id, outer)), first=1)
        return Bank(rack, self.rack_cell(), end)


def end_of(
    path: str, port: str, levels: Sequence[tuple[str, Sequence[Dim]]], first: int = 0
) -> End:
    """Return an end whose logical indices are spread over nested instances.

    Parameters
    ----------
    path, port
        As of a link end.
    levels
        Instance id and dimensions, innermost first.
    first
        Where the innermost level lies: 0 in a node, 1 in a rack.

    Returns
    -------
    End
        An end whose logical indices are spread over nested instances.
    """
    dims: dict[str, tuple[Index, ...]] = {}
    for at, (instance_id, level) in enumerate(levels):
        for dim in level:
            mine = (Index(f"{instance_id}.{dim.name}", dim.size, min(first + at, 2)),)
            dims[dim.name] = mine + dims.get(dim.name, ())
    return End(path, port, dims)
