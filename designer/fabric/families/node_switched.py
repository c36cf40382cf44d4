"""Fabrics whose first tier sits on the nodes, as in CloudMatrix 384, in any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.families.clos import sizes_with_rest, spines_for
from designer.fabric.families.clos_families import OVERSUBSCRIPTION, plural
from designer.fabric.families.family import (
    ACCELERATOR,
    NODE,
    RACK,
    RATE,
    About,
    Family,
    finished_design,
    node_size,
    role_parameter,
    site_for,
)
from designer.fabric.families.packing import Dim, largest_divisor
from designer.fabric.families.parameters import Parameter, ParameterError, ParameterKind
from designer.fabric.families.site import ON_BOARD, Label, dims_of, end_of, equal
from designer.fabric.layout import board_row, stacked
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import Site
    from designer.fabric.families.stock import Chosen
    from designer.model.design import Design
    from designer.model.links import LinkBundle


def _uplinks(values: Values) -> int:
    down = values.count("node_size") * values.count("links")
    ratio = values.ratio("oversubscription")
    up = down / ratio
    if up.denominator != 1:
        whole = [r for r in range(1, down + 1) if down % r == 0]
        raise ParameterError(
            "oversubscription",
            ratio,
            worded("{down} downlinks of a node switch do not divide by it", down=down),
            [min(whole, key=lambda r: abs(r - ratio))],
        )
    return int(up)


def _node_switched(values: Values, library: CatalogLibrary) -> Design:
    n_nodes, size, planes, links, radix = (
        values.count(name) for name in ("nodes", "node_size", "planes", "links", "radix")
    )
    up = _uplinks(values)
    spines = spines_for(n_nodes, up, radix)
    if spines is None:
        raise ParameterError(
            "nodes",
            n_nodes,
            worded("a second-tier switch of {radix} ports reaches {radix} nodes", radix=radix),
            [radix],
        )
    site = site_for(values, library)
    plane = Dim("plane", planes, is_plane=True, is_splittable=False)
    node = _node(site, values, plane, up)
    accelerator = site.stock.accelerator(values.text("accelerator"), planes * links)
    racks = []
    room = site.node_room(node, accelerator, planes * up)
    each = largest_divisor(n_nodes, room)
    if each < 0.6 * min(room, n_nodes):
        each = room
    for at, (nodes, count) in enumerate(sizes_with_rest(n_nodes, each)):
        ident = "rack" if at == 0 else "rack-last"
        rack = site.add(
            Block(
                id=BlockId(ident),
                name=f"Rack of {nodes} nodes",
                kind=BlockKind.RACK,
                part=site.rack_slug,
                instances=(
                    Instance(
                        id=InstanceId("node"),
                        name="Node",
                        block=node.id,
                        dims=dims_of([Dim("n", nodes)]),
                        placement=stacked(1, site.stock.height_u(node.part or "")),
                    ),
                ),
            )
        )
        racks.append(
            Instance(
                id=InstanceId(ident), name="Rack", block=rack.id, dims=dims_of([Dim("r", count)])
            )
        )
    spine = _switch(site, values, "switch", radix)
    bank = site.switch_bank(Label("l2", "Second-tier switch"), spine, [plane, Dim("s", spines)])

    def bundles(ground: Cell) -> list[LinkBundle]:
        found = []
        for rack in racks:
            chip = end_of(f"{rack.id}/node/l1", "port", (("l1", [plane]),))
            label = Label(f"{rack.id}-up", "Node switch to second tier")
            relations = equal(chip, bank.end, "plane")
            n = up // spines
            found.append(site.link(label, chip, bank.end, relations, n=n, ground=ground))
        return found

    return finished_design(
        site,
        About(
            f"Node-switched {n_nodes * size:,}",
            f"{plural(n_nodes, 'node')} of {size} accelerators with "
            f"{plural(planes, 'switch', 'es')} each; "
            f"{plural(planes * spines, 'second-tier switch', 'es')}.",
            planes,
            "Two tiers as in CloudMatrix 384, arXiv:2506.12708.",
        ),
        [*((rack, site.rack_cell()) for rack in racks), (bank.instance, bank.cell)],
        bundles,
    )


def _switch(site: Site, values: Values, parameter: str, n_ports: int) -> Chosen:
    slug = values.text(parameter)
    if slug:
        return site.stock.switch(slug, n_ports, parameter)
    return site.stock.assumed_switch(n_ports)


def _node(site: Site, values: Values, plane: Dim, up: int) -> Block:
    size, links = values.count("node_size"), values.count("links")
    accelerator = site.stock.accelerator(values.text("accelerator"), plane.size * links)
    chip = _switch(site, values, "node_switch", size * links + up)
    node = site.node(accelerator, [Dim("i", size)])
    l1 = Instance(
        id=InstanceId("l1"),
        name="Node switch",
        part=chip.slug,
        dims=dims_of([plane]),
        placement=board_row(1, plane.size),
    )
    hosts = end_of("acc", accelerator.port, ())
    label = Label("access", "Accelerator to node switch")
    access = site.link(label, hosts, end_of("l1", chip.port, ()), n=links, ground=ON_BOARD)
    return site.add(evolve(node, instances=(*node.instances, l1), link_bundles=(access,)))


NODE_SWITCHED_FAMILIES: Final = (
    Family(
        "node-switched",
        worded("Node-switched planes (CloudMatrix-like)"),
        worded("accelerators - a switch of each plane on the node - second tier of that plane"),
        (
            Parameter("nodes", worded("Nodes"), "48", worded("nodes"), maximum=4096),
            node_size(8),
            Parameter(
                "planes", worded("Planes"), "7", worded("switches on every node"), maximum=64
            ),
            Parameter(
                "links",
                worded("Links per plane"),
                "2",
                worded("from each accelerator into each plane"),
                maximum=64,
            ),
            OVERSUBSCRIPTION,
            Parameter(
                "radix",
                worded("Second-tier ports"),
                "48",
                worded("ports of a second-tier switch"),
                maximum=2048,
            ),
            RATE,
            role_parameter(FabricRole.SCALE_UP),
            ACCELERATOR,
            Parameter(
                "node_switch",
                worded("Node switch"),
                "",
                worded("part; empty for an assumed one"),
                ParameterKind.PART,
                choices=("switch",),
            ),
            Parameter(
                "switch",
                worded("Second-tier switch"),
                "",
                worded("part; empty for an assumed one"),
                ParameterKind.PART,
                choices=("switch",),
            ),
            NODE,
            RACK,
        ),
        _node_switched,
        "arXiv:2506.12708",
    ),
)
