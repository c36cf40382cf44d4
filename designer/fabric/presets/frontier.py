"""Frontier: 74 cabinets, each a group of a dragonfly of Slingshot-11 switches.

.. code-block:: text

    cabinet[74] / chassis[8] / node[16] / gpu[4] ── nic[4] ── switch[4] of the same number
    cabinet / chassis / switch           full mesh of the 32 switches of a cabinet
    cabinet / switch ── cabinet / switch four links between any two cabinets

Nodes, cabinets, switches and the numbers of ports are public; which port leads where is not. Group
A leaves for the group ``i + 1`` further from switch ``(4 i + c) mod 32`` for each of four copies c,
and the other end does the same by its own offset.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import board_row, part_width_m, require_count
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.servers import SCALE_OUT, SCALE_UP
from designer.fabric.racks import numbered
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.model.instance import Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

NAME: Final = "frontier"
MAX_CABINETS: Final = 74
N_CHASSIS: Final = 8
N_NODES: Final = 16
N_SWITCHES: Final = 4
N_GPUS: Final = 4
N_COPIES: Final = 4
"""Links between any two cabinets. [1]"""

N_MISSING_CHASSIS: Final = 4
"""Chassis of the last cabinet without nodes: 64 of 9,472 are missing. [1]"""

_ROW: Final = 13
_ROW_PITCH_M: Final = 5.0
_CABINET: Final = "cray-ex4000"


def frontier(
    library: CatalogLibrary,
    *,
    n_cabinets: int = MAX_CABINETS,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    """Build Frontier, or a machine of fewer cabinets of the same kind.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_cabinets
        Cabinets, 1 to 74. The half of the last cabinet is empty in the full machine alone. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_cabinets`` is out of range.
    CatalogError
        If the catalog lacks a part or the width of the cabinet.
    """
    require_count("n_cabinets", n_cabinets, MAX_CABINETS)
    node = _node()
    chassis = _chassis(node)
    cabinet = _cabinet(chassis)
    is_whole = n_cabinets == MAX_CABINETS
    n_missing = N_MISSING_CHASSIS * N_NODES if is_whole else 0
    n_nodes = n_cabinets * N_CHASSIS * N_NODES - n_missing
    first = N_CHASSIS - N_MISSING_CHASSIS
    root = Block(
        id=BlockId(NAME),
        name=f"Frontier, {n_nodes * N_GPUS:,} GPUs",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("cabinet"),
                name="Cabinet",
                block=cabinet.id,
                dims=numbered(g=n_cabinets),
                placement=Placement(
                    n_columns=_ROW,
                    pitch_x_m=part_width_m(library, _CABINET),
                    pitch_y_m=_ROW_PITCH_M,
                ),
            ),
        ),
        link_bundles=_global_links(n_cabinets),
        exceptions=tuple(
            InstanceException(
                path=f"cabinet[{n_cabinets - 1}]/chassis[{c}]/node[{n}]", kind=ExceptionKind.REMOVED
            )
            for c in range(first, N_CHASSIS)
            for n in range(N_NODES)
        )
        if is_whole
        else (),
    )
    return assembled(
        library,
        (root, cabinet, chassis, node),
        _fabrics(),
        description=worded(
            "Dragonfly of 74 cabinets with 32 switches each; four links between any two."
        ),
        assumptions=assumption_set,
    )


def _fabrics() -> tuple[Fabric, ...]:
    return (
        Fabric(
            id=SCALE_UP,
            role=FabricRole.SCALE_UP,
            display_name="Infinity Fabric",
            is_assumed=True,
            note="Ends at the node. 50 to 100 GB/s between dies of different packages are "
            "published; a link of 100 GB/s between any two packages is assumed.",
            sources=("olcf-frontier",),
        ),
        Fabric(
            id=SCALE_OUT,
            role=FabricRole.SCALE_OUT,
            display_name="Slingshot-11",
            is_assumed=True,
            note="74 groups of 32 switches, 16 ports down, 31 in the cabinet and four links "
            "between any two groups are published; which switch of a group has which link is "
            "assumed, and so is where the 64 missing nodes are. The groups of the file system "
            "and of management are left out.",
            sources=("lockwood-frontier", "olcf-frontier"),
        ),
    )


def _node() -> Block:
    def row(name: str, title: str, part: str, *, count: int, row_ix: int) -> Instance:
        return Instance(
            id=InstanceId(name),
            name=title,
            part=part,
            dims=numbered(i=count),
            placement=board_row(row_ix, count, (N_GPUS - count) / 2),
        )

    return Block(
        id=BlockId("node"),
        name="Node",
        kind=BlockKind.NODE,
        part="cray-ex235a-node",
        instances=(
            row("gpu", "GPU", "mi250x", count=N_GPUS, row_ix=2),
            row("cpu", "CPU", "epyc-7a53", count=1, row_ix=1),
            row("nic", "Adapter", "slingshot-11-nic", count=N_GPUS, row_ix=0),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("xgmi"),
                name="GPU to GPU",
                fabric=SCALE_UP,
                a=LinkEnd(path="gpu", port="xgmi"),
                b=LinkEnd(path="gpu", port="xgmi"),
                relations=(Relation(a_dim="gpu.i", b_dim="gpu.i", kind=RelationKind.NOT_EQUAL),),
                is_assumed=True,
                note="One link of 100 GB/s between any two packages.",
            ),
            LinkBundle(
                id=BundleId("gpu-nic"),
                name="GPU to adapter",
                fabric=SCALE_OUT,
                a=LinkEnd(path="gpu", port="pcie"),
                b=LinkEnd(path="nic", port="host"),
                relations=(Relation(a_dim="gpu.i", b_dim="nic.i"),),
                note="An adapter on each accelerator.",
            ),
        ),
    )


def _chassis(node: Block) -> Block:
    return Block(
        id=BlockId("chassis"),
        name="Chassis",
        kind=BlockKind.GROUP,
        instances=(
            Instance(
                id=InstanceId("node"),
                name="Node",
                block=node.id,
                dims=numbered(i=N_NODES),
                placement=Placement(n_columns=8, pitch_x_m=0.14, pitch_y_m=0.08),
            ),
            Instance(
                id=InstanceId("switch"),
                name="Switch",
                part="slingshot-switch",
                dims=numbered(i=N_SWITCHES),
                placement=Placement(y_m=0.18, n_columns=N_SWITCHES, pitch_x_m=0.28),
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("access"),
                name="Adapter to switch",
                fabric=SCALE_OUT,
                a=LinkEnd(path="node/nic", port="port"),
                b=LinkEnd(path="switch", port="port"),
                relations=(Relation(a_dim="nic.i", b_dim="switch.i"),),
                is_assumed=True,
                note="16 adapters to a switch are published; that the four of a node lie on the "
                "four switches of its chassis is assumed.",
            ),
            _local("chassis-mesh", "switch", "switch.i"),
        ),
    )


def _local(bundle_id: str, path: str, differing: str) -> LinkBundle:
    return LinkBundle(
        id=BundleId(bundle_id),
        name="Switches of a cabinet",
        fabric=SCALE_OUT,
        a=LinkEnd(path=path, port="port"),
        b=LinkEnd(path=path, port="port"),
        relations=(Relation(a_dim=differing, b_dim=differing, kind=RelationKind.NOT_EQUAL),),
        cable="slingshot-copper-200g",
        note="31 ports of each switch: one link to every other of the cabinet.",
    )


def _cabinet(chassis: Block) -> Block:
    return Block(
        id=BlockId("cabinet"),
        name="Cabinet",
        kind=BlockKind.RACK,
        part=_CABINET,
        instances=(
            Instance(
                id=InstanceId("chassis"),
                name="Chassis",
                block=chassis.id,
                dims=numbered(i=N_CHASSIS),
                placement=Placement(pitch_y_m=0.25),
            ),
        ),
        link_bundles=(_local("cabinet-mesh", "chassis/switch", "chassis.i"),),
    )


def _global_links(n_cabinets: int) -> tuple[LinkBundle, ...]:
    around = n_cabinets - 1
    n_switches = N_CHASSIS * N_SWITCHES

    def path(number: int) -> str:
        chassis, switch = divmod(number % n_switches, N_SWITCHES)
        return f"cabinet/chassis[{chassis}]/switch[{switch}]"

    return tuple(
        LinkBundle(
            id=BundleId(f"global-{i}-{c}"),
            name="Between cabinets",
            fabric=SCALE_OUT,
            a=LinkEnd(path=path(N_COPIES * i + c), port="port"),
            b=LinkEnd(path=path(N_COPIES * (around - 1 - i) + c), port="port"),
            relations=(
                Relation(
                    a_dim="cabinet.g", b_dim="cabinet.g", kind=RelationKind.SHIFT, offset=i + 1
                ),
            ),
            cable="slingshot-aoc-200g",
            is_assumed=True,
            note="Four links between any two cabinets are published, their switches are not.",
        )
        for i in range(math.ceil(around / 2))
        for c in range(N_COPIES)
    )
