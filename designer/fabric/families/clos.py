"""Folded Clos fabrics: leaf groups with their nodes, spines, and a third tier above pods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.fabric.families.packing import Dim, divisors, largest_divisor
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.site import HEADROOM_FRACTION, IN_RACK, Label, dims_of, end_of, equal
from designer.fabric.layout import stacked
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from designer.fabric.families.packing import Cell
    from designer.fabric.families.site import Bank, End, Site
    from designer.fabric.families.stock import Chosen
    from designer.model.links import LinkBundle

GOOD_FILL: Final = 0.6
"""Share of a rack below which a last, smaller rack is better than equal racks. [1]"""


class Split(NamedTuple):
    """Ports of a switch toward the endpoints and away from them."""

    down: int
    up: int


class LeafGroup(NamedTuple):
    """Copies of a group of nodes with its leaves, and where the leaves are inside it."""

    instance: Instance
    cell: Cell
    leaf: End
    n_copies: int


def split_ports(radix: int, ratio: Fraction, name: str) -> Split:
    """Return how a switch divides its ports at an oversubscription ratio.

    Parameters
    ----------
    radix
        Ports. [1]
    ratio
        Down over up. [1]
    name
        Parameter to blame.

    Returns
    -------
    Split
        How a switch divides its ports at an oversubscription ratio.

    Raises
    ------
    ParameterError
        If there are too few ports for the ratio.
    """
    step = ratio.numerator + ratio.denominator
    n = radix // step
    if not n:
        raise ParameterError(
            name,
            ratio,
            worded(
                "{numerator} down to {denominator} up needs switches of {step} ports or more; "
                "these have {radix}",
                numerator=ratio.numerator,
                denominator=ratio.denominator,
                step=step,
                radix=radix,
            ),
            sorted({1, max(1, radix - 1)}),
        )
    return Split(ratio.numerator * n, ratio.denominator * n)


def spines_for(n_leaves: int, n_up: int, radix: int) -> int | None:
    """Return the least number of spines that divides the uplinks of a leaf evenly.

    Parameters
    ----------
    n_leaves, n_up
        Leaves, and uplinks of each. [1]
    radix
        Ports of a spine. [1]

    Returns
    -------
    int | None
        ``None`` if even one link from each leaf to each spine is too much.
    """
    need = -(-n_leaves * n_up // radix)
    return next((d for d in divisors(n_up) if d >= need), None)


class GroupMaker:
    """Makes the leaf groups of one design.

    Parameters
    ----------
    site
        Collects the blocks.
    accelerator, leaf
        Parts.
    node_dims
        Indices of the accelerators of a node; those that the leaves have too are held equal.
    leaf_dims
        Indices of the leaves of a group.
    """

    def __init__(
        self,
        site: Site,
        accelerator: Chosen,
        leaf: Chosen,
        *,
        node_dims: Sequence[Dim],
        leaf_dims: Sequence[Dim],
    ) -> None:
        self.site = site
        self.accelerator = accelerator
        self.leaf = leaf
        self.node_dims = tuple(node_dims)
        self.leaf_dims = tuple(leaf_dims)
        self.node = site.add(site.node(accelerator, node_dims))

    def _nodes(self, count: int, placement_u: int = 1) -> Instance:
        return Instance(
            id=InstanceId("node"),
            name="Node",
            block=self.node.id,
            dims=dims_of([Dim("n", count)]),
            placement=stacked(placement_u, self.site.stock.height_u(self.node.part or "")),
        )

    def _accelerators(self, path: str) -> End:
        return end_of(path, self.accelerator.port, (("acc", self.node_dims),))

    def _access(self, hosts: End, leaf: End, number: int, ground: Cell) -> LinkBundle:
        shared = [d.name for d in self.leaf_dims if d.name in hosts.dims]
        label = Label(f"access-{number}" if number else "access", "Accelerator to leaf")
        return self.site.link(label, hosts, leaf, equal(hosts, leaf, *shared), ground=ground)

    def make(self, ident: str, name: str, n_nodes: int, n_copies: int) -> LeafGroup:
        """Return copies of a group of nodes and their leaves; its blocks are added.

        Parameters
        ----------
        ident, name
            Id and name of the group.
        n_nodes
            Nodes in it. [1]
        n_copies
            Copies. [1]

        Returns
        -------
        LeafGroup
            Copies of a group of nodes and their leaves; its blocks are added.
        """
        site, stock = self.site, self.site.stock
        n_leaves = math.prod(dim.size for dim in self.leaf_dims)
        leaf_u = n_leaves * stock.height_u(self.leaf.slug)
        usable_u, limit_w = stock.rack_room(site.rack_slug)
        leaf_w = n_leaves * stock.power_w(self.leaf.slug, self.leaf.n_ports)
        room = site.node_room(self.node, self.accelerator, self.accelerator.n_ports, leaf_u)
        node_w = stock.power_w(self.node.part or "") + self.node.instances[0].count * stock.power_w(
            self.accelerator.slug, self.accelerator.n_ports
        )
        node_u = stock.height_u(self.node.part or "")
        fits = (
            n_nodes <= room
            and leaf_u + n_nodes * node_u <= usable_u
            and leaf_w + n_nodes * node_w <= HEADROOM_FRACTION * limit_w
        )
        instance = Instance(
            id=InstanceId(ident),
            name=name,
            block=BlockId(ident),
            dims=dims_of([Dim("g", n_copies)]),
        )
        if fits:
            cell, leaf = site.rack_cell(), self._in_rack(ident, name, n_nodes)
        else:
            cell, leaf = self._over_racks(ident, name, n_nodes)
        return LeafGroup(instance, cell, leaf, n_copies)

    def groups(
        self, ident: str, n_nodes: int, per_group: int, n_spares: int = 0
    ) -> list[LeafGroup]:
        """Return full groups, a last one with the rest of the nodes, and those of spare nodes.

        Parameters
        ----------
        ident
            Id of the full group.
        n_nodes, per_group
            Nodes in all, and of a full group. [1]
        n_spares
            Spare nodes, in groups of their own. [1]

        Returns
        -------
        list[LeafGroup]
            One to four.
        """
        return [
            self.make(
                share.ident,
                f"{'Spare' if share.is_spare else 'Leaf'} group of {share.size} nodes",
                share.size,
                share.n_copies,
            )
            for share in shares(ident, n_nodes, per_group, n_spares)
        ]

    def _in_rack(self, ident: str, name: str, n_nodes: int) -> End:
        site, stock = self.site, self.site.stock
        node_u = stock.height_u(self.node.part or "")
        leaves = Instance(
            id=InstanceId("leaf"),
            name="Leaf",
            part=self.leaf.slug,
            dims=dims_of(self.leaf_dims),
            placement=stacked(1 + n_nodes * node_u, stock.height_u(self.leaf.slug)),
        )
        leaf = end_of("leaf", self.leaf.port, (("leaf", self.leaf_dims),), first=1)
        site.add(
            Block(
                id=BlockId(ident),
                name=name,
                kind=BlockKind.RACK,
                part=site.rack_slug,
                instances=(self._nodes(n_nodes), leaves),
                link_bundles=(self._access(self._accelerators("node/acc"), leaf, 0, IN_RACK),),
            )
        )
        return leaf.inside(ident)

    def _over_racks(self, ident: str, name: str, n_nodes: int) -> tuple[Cell, End]:
        site = self.site
        room = site.node_room(self.node, self.accelerator, self.accelerator.n_ports)
        equal_size = largest_divisor(n_nodes, room)
        if equal_size >= GOOD_FILL * min(room, n_nodes) or n_nodes % room == 0:
            racks = [(equal_size, n_nodes // equal_size)]
        else:
            racks = [(room, n_nodes // room), (n_nodes % room, 1)]
        items: list[tuple[Instance, Cell]] = []
        hosts: list[End] = []
        for number, (size, count) in enumerate(r for r in racks if r[1]):
            rack_id = f"{ident}-rack-{size}"
            local = "rack" if number == 0 else "rack-last"
            site.add(
                Block(
                    id=BlockId(rack_id),
                    name=f"Rack of {size} nodes",
                    kind=BlockKind.RACK,
                    part=site.rack_slug,
                    instances=(self._nodes(size),),
                )
            )
            rack = Instance(
                id=InstanceId(local),
                name="Rack",
                block=BlockId(rack_id),
                dims=dims_of([Dim("r", count)]),
            )
            items.append((rack, site.rack_cell()))
            hosts.append(self._accelerators(f"{local}/node/acc"))
        bank = site.switch_bank(
            Label("leaf", "Leaf"), self.leaf, self.leaf_dims, f"{ident}-leaf-rack"
        )
        items.append((bank.instance, bank.cell))
        block, ground = site.group(ident, name, items)
        access = tuple(
            self._access(end, bank.end, number, ground) for number, end in enumerate(hosts)
        )
        site.add(evolve(block, link_bundles=access))
        return ground, bank.end.inside(ident)


def sizes_with_rest(total: int, each: int) -> tuple[tuple[int, int], ...]:
    """Return full groups and a last smaller one as pairs of size and number.

    Parameters
    ----------
    total, each
        Things to divide, and how many a full group has. [1]

    Returns
    -------
    tuple[tuple[int, int], ...]
        Full groups and a last smaller one as pairs of size and number.
    """
    full, rest = divmod(total, each)
    return tuple(pair for pair in ((each, full), (rest, 1 if rest else 0)) if pair[1] and pair[0])


class Share(NamedTuple):
    """Equal groups: their id, how many things each has, and how many groups there are."""

    ident: str
    size: int
    n_copies: int
    is_spare: bool


def shares(ident: str, total: int, each: int, n_spares: int = 0) -> list[Share]:
    """Return full groups, a last smaller one, and the same for spare things.

    Parameters
    ----------
    ident
        Id of the full group.
    total, each
        Things to divide, and how many a full group has. [1]
    n_spares
        Spare things, in groups of their own. [1]

    Returns
    -------
    list[Share]
        Groups that are not empty.
    """
    found: list[Share] = []
    for name, n in ((ident, total), (f"{ident}-spare", n_spares)):
        for at, (size, count) in enumerate(sizes_with_rest(n, each)):
            found.append(Share(f"{name}-last" if at else name, size, count, name != ident))
    return found


def n_groups(total: int, each: int, n_spares: int = 0) -> int:
    """Return how many groups :func:`shares` gives.

    Parameters
    ----------
    total, each, n_spares
        As there. [1]

    Returns
    -------
    int
        Groups, smaller ones included. [1]
    """
    return -(-total // each) + -(-n_spares // each)


class Uplink(NamedTuple):
    """How leaves or pods reach the switches above: equal indices, and links per pair."""

    bank: Bank
    name: str
    n: int = 1
    logical: Sequence[str] = ()


def upward(
    site: Site, groups: Sequence[LeafGroup], uplink: Uplink, ground: Cell
) -> tuple[LinkBundle, ...]:
    """Return the bundles from the leaves of groups to a bank of switches.

    Parameters
    ----------
    site
        Chooses the cables.
    groups
        Groups of the same block.
    uplink
        Switches above and how they are reached.
    ground
        Ground of the block that owns the bundles.

    Returns
    -------
    tuple[LinkBundle, ...]
        One for each group.
    """
    above = uplink.bank.end
    return tuple(
        site.link(
            Label(f"{group.instance.id}-up", uplink.name),
            group.leaf,
            above,
            equal(group.leaf, above, *uplink.logical),
            n=uplink.n,
            ground=ground,
        )
        for group in groups
    )


class PodMaker:
    """Makes the pods of a three-tier design: leaf groups and spines, each leaf to each spine.

    Parameters
    ----------
    maker
        Makes the leaf groups; its leaf is the spine too.
    dims
        Indices of the spines of a pod.
    per_group
        Nodes of a full leaf group. [1]
    """

    def __init__(self, maker: GroupMaker, dims: Sequence[Dim], per_group: int) -> None:
        self.maker = maker
        self.dims = tuple(dims)
        self.per_group = per_group

    def make(self, ident: str, n_nodes: int, copies: Sequence[Dim]) -> LeafGroup:
        """Return copies of a pod; its blocks are added.

        Parameters
        ----------
        ident
            Id of the pod.
        n_nodes
            Nodes in it; the last leaf group may be smaller. [1]
        copies
            Indices of the copies.

        Returns
        -------
        LeafGroup
            Its ``leaf`` are the spines, which lead out of the pod.
        """
        site = self.maker.site
        groups = self.maker.groups(f"{ident}-group", n_nodes, self.per_group)
        label = Label("spine", "Spine")
        bank = site.switch_bank(label, self.maker.leaf, self.dims, f"{ident}-spine-rack")
        parts = [*((g.instance, g.cell) for g in groups), (bank.instance, bank.cell)]
        block, ground = site.group(ident, f"Pod of {n_nodes} nodes", parts)
        bundles = upward(site, groups, Uplink(bank, "Leaf to spine"), ground)
        site.add(evolve(block, link_bundles=bundles))
        pod = Instance(id=InstanceId(ident), name="Pod", block=BlockId(ident), dims=dims_of(copies))
        return LeafGroup(pod, ground, bank.end.inside(ident), pod.count)
