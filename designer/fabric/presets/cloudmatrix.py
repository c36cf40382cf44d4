"""CloudMatrix 384: 48 nodes of 8 accelerators on a two-tier scale-up fabric of 7 planes.

.. code-block:: text

    compute-rack[group, rack] / node[4]               bus-rack[4]
    ┌──────────────────────────────┐                  ┌───────────────────────────────┐
    │ npu[8] ═2═ l1[plane 0..6] ───┼── 1 per pair ────┼─ bus-device[plane, 2] / l2[2]  │  scale-up
    │ cpu[4] ─1─ l1                │  (equal planes)  │                               │
    │ npu[pair, side] ─────────────┼── 400G rail ─────┼─ rdma-leaf[side] ─ rdma-spine │  scale-out
    │ dpu ─────────────────────────┼── 100G ──────────┼─ vpc-switch                   │  frontend
    └──────────────────────────────┘                  └───────────────────────────────┘

Wiring of the scale-up fabric: Zuo et al., *Serving Large Language Models on Huawei
CloudMatrix384*, arXiv:2506.12708, section 3. The switches of the other two fabrics are not
published: they are generated as a rail-optimised folded Clos and marked as assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import (
    board_row,
    part_height_u,
    rack_rows,
    require_count,
    require_parts,
    stacked,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

NAME: Final = "cloudmatrix-384"
MAX_GROUPS: Final = 4
N_RACKS_PER_GROUP: Final = 3
N_NODES_PER_RACK: Final = 4
N_PLANES: Final = 7
N_BUS_RACKS: Final = 4
N_BUS_DEVICES_PER_PLANE_AND_RACK: Final = 2
N_L2_PER_BUS_DEVICE: Final = 2
N_NPU_PAIRS: Final = 4
N_SIDES: Final = 2

PART_SLUGS: Final = (
    "ascend-910c", "kunpeng-920", "ub-l1", "qingtian-dpu", "cm384-node", "cm384-compute", "ub-l2",
    "ub-l2-box", "th5-box", "cm384-switch", "lpo-400g", "fibre-mpo16", "aoc-100g",
)  # fmt: skip

_SCALE_UP: Final = FabricId("scale-up")
_SCALE_OUT: Final = FabricId("scale-out")
_FRONTEND: Final = FabricId("frontend")


def cloudmatrix_384(
    library: CatalogLibrary,
    *,
    n_groups: int = MAX_GROUPS,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    """Build CloudMatrix 384, or a smaller one with fewer compute racks.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_groups
        Groups of three compute racks, 1 to 4; each adds 12 nodes with 96 accelerators. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_groups`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.

    References
    ----------
    arXiv:2506.12708, sections 3.1 to 3.3.
    """
    require_count("n_groups", n_groups, MAX_GROUPS)
    require_parts(library, PART_SLUGS)
    node = _node()
    compute_rack = _compute_rack(library, node)
    bus_device = _bus_device()
    bus_rack = _bus_rack(library, bus_device, n_groups)
    root = _root(compute_rack, bus_rack, n_groups)
    return assembled(
        library,
        (root, compute_rack, node, bus_rack, bus_device),
        _fabrics(),
        description=worded(
            "Atlas 900 A3 SuperPoD: accelerators and CPUs on one UB fabric of 7 planes."
        ),
        assumptions=assumption_set,
    )


def _fabrics() -> tuple[Fabric, ...]:
    return (
        Fabric(
            id=_SCALE_UP,
            role=FabricRole.SCALE_UP,
            display_name="UB plane",
            n_planes=N_PLANES,
            note="Seven disjoint sub-planes; accelerators stripe over them.",
            sources=("cm384-paper", "cm384-wiring"),
        ),
        Fabric(
            id=_SCALE_OUT,
            role=FabricRole.SCALE_OUT,
            display_name="RDMA plane",
            is_assumed=True,
            note="400 Gbit/s for each accelerator is published; switches and their wiring are "
            "generated as a rail-optimised folded Clos.",
            sources=("cm384-paper", "cm384-three-planes"),
        ),
        Fabric(
            id=_FRONTEND,
            role=FabricRole.FRONTEND,
            display_name="VPC plane",
            is_assumed=True,
            note="400 Gbit/s for each node is published; the switches are generated.",
            sources=("cm384-paper", "cm384-three-planes"),
        ),
    )


def _dim(name: str, size: int, *, is_plane: bool = False) -> Dimension:
    return Dimension(name=name, size=size, is_plane=is_plane)


def _node() -> Block:
    return Block(
        id=BlockId("node"),
        name="Compute node",
        kind=BlockKind.NODE,
        part="cm384-node",
        instances=(
            Instance(
                id=InstanceId("npu"),
                name="NPU",
                part="ascend-910c",
                dims=(_dim("pair", N_NPU_PAIRS), _dim("side", N_SIDES)),
                placement=board_row(2, N_NPU_PAIRS * N_SIDES),
            ),
            Instance(
                id=InstanceId("l1"),
                name="UB L1 switch",
                part="ub-l1",
                dims=(_dim("plane", N_PLANES, is_plane=True),),
                placement=board_row(1, N_PLANES, 0.5),
            ),
            Instance(
                id=InstanceId("cpu"),
                name="CPU",
                part="kunpeng-920",
                dims=(_dim("i", 4),),
                placement=board_row(0, 4, 1.5),
            ),
            Instance(
                id=InstanceId("dpu"),
                name="Qingtian DPU",
                part="qingtian-dpu",
                placement=board_row(0, 1, 6.5),
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("npu-l1"),
                name="NPU to L1",
                fabric=_SCALE_UP,
                a=LinkEnd(path="npu", port="ub"),
                b=LinkEnd(path="l1", port="down"),
                n_links_per_pair=2,
                note="One link from each of the two dies to the L1 switch of every plane.",
            ),
            LinkBundle(
                id=BundleId("cpu-l1"),
                name="CPU to L1",
                fabric=_SCALE_UP,
                a=LinkEnd(path="cpu", port="ub"),
                b=LinkEnd(path="l1", port="cpu"),
                is_assumed=True,
                note="160 GB/s for each CPU is published; the even spread over planes is assumed.",
            ),
        ),
    )


def _compute_rack(library: CatalogLibrary, node: Block) -> Block:
    nodes = stack(library, "node", node, numbered(i=N_NODES_PER_RACK), name="Node")
    return rack_of("compute-rack", "cm384-compute", nodes)


def _bus_device() -> Block:
    return Block(
        id=BlockId("bus-device"),
        name="Bus device",
        kind=BlockKind.SWITCH_BOX,
        part="ub-l2-box",
        instances=(
            Instance(
                id=InstanceId("l2"),
                name="UB L2 switch",
                part="ub-l2",
                dims=(_dim("i", N_L2_PER_BUS_DEVICE),),
                placement=board_row(0, N_L2_PER_BUS_DEVICE),
            ),
        ),
    )


def _bus_rack(library: CatalogLibrary, bus_device: Block, n_groups: int) -> Block:
    n_devices = N_PLANES * N_BUS_DEVICES_PER_PLANE_AND_RACK
    device_u = part_height_u(library, "ub-l2-box")
    box_u = part_height_u(library, "th5-box")
    leaf_at_u = 1 + n_devices * device_u
    spine_at_u = leaf_at_u + N_SIDES * box_u
    return Block(
        id=BlockId("bus-rack"),
        name="Bus rack",
        kind=BlockKind.RACK,
        part="cm384-switch",
        instances=(
            Instance(
                id=InstanceId("bus-device"),
                name="Bus device",
                block=bus_device.id,
                dims=(
                    _dim("plane", N_PLANES, is_plane=True),
                    _dim("device", N_BUS_DEVICES_PER_PLANE_AND_RACK),
                ),
                placement=stacked(1, device_u),
            ),
            Instance(
                id=InstanceId("rdma-leaf"),
                name="RDMA leaf",
                part="th5-box",
                dims=(_dim("side", N_SIDES),),
                placement=stacked(leaf_at_u, box_u),
                is_assumed=True,
            ),
            Instance(
                id=InstanceId("rdma-spine"),
                name="RDMA spine",
                part="th5-box",
                placement=stacked(spine_at_u, box_u),
                is_assumed=True,
            ),
            Instance(
                id=InstanceId("vpc-switch"),
                name="VPC switch",
                part="th5-box",
                placement=stacked(spine_at_u + box_u, box_u),
                is_assumed=True,
            ),
        ),
        note=f"Sized for {n_groups * N_RACKS_PER_GROUP} compute racks.",
    )


def _root(compute_rack: Block, bus_rack: Block, n_groups: int) -> Block:
    n_columns = N_RACKS_PER_GROUP * min(n_groups, 2)
    n_accelerators = n_groups * N_RACKS_PER_GROUP * N_NODES_PER_RACK * N_NPU_PAIRS * N_SIDES
    return Block(
        id=BlockId(NAME),
        name=f"CloudMatrix {n_accelerators}",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(
                id=InstanceId("compute-rack"),
                name="Compute rack",
                block=compute_rack.id,
                dims=(_dim("group", n_groups), _dim("rack", N_RACKS_PER_GROUP)),
                placement=rack_rows(0, n_columns),
            ),
            Instance(
                id=InstanceId("bus-rack"),
                name="Bus rack",
                block=bus_rack.id,
                dims=(_dim("i", N_BUS_RACKS),),
                placement=rack_rows(n_columns, N_BUS_RACKS // min(n_groups, 2)),
            ),
        ),
        link_bundles=_root_bundles(n_groups),
    )


def _root_bundles(n_groups: int) -> tuple[LinkBundle, ...]:
    return (
        LinkBundle(
            id=BundleId("ub-uplink"),
            name="L1 to L2",
            fabric=_SCALE_UP,
            a=LinkEnd(path="compute-rack/node/l1", port="up"),
            b=LinkEnd(path="bus-rack/bus-device/l2", port="down"),
            relations=(Relation(a_dim="l1.plane", b_dim="bus-device.plane"),),
            cable="fibre-mpo16",
            optic="lpo-400g",
            n_links_per_cable=N_L2_PER_BUS_DEVICE,
            note="One cable carries one link to each of the two L2 switches of a bus device.",
        ),
        LinkBundle(
            id=BundleId("rdma-rail"),
            name="NPU to RDMA leaf",
            fabric=_SCALE_OUT,
            a=LinkEnd(path="compute-rack/node/npu", port="roce"),
            b=LinkEnd(path="bus-rack/rdma-leaf", port="port"),
            relations=(
                Relation(a_dim="npu.pair", b_dim="bus-rack.i"),
                Relation(a_dim="npu.side", b_dim="rdma-leaf.side"),
            ),
            cable="fibre-mpo16",
            optic="lpo-400g",
            is_assumed=True,
            note="Leaf switch and rail have the same number: all accelerators of one index.",
        ),
        LinkBundle(
            id=BundleId("rdma-uplink"),
            name="RDMA leaf to spine",
            fabric=_SCALE_OUT,
            a=LinkEnd(path="bus-rack/rdma-leaf", port="port"),
            b=LinkEnd(path="bus-rack/rdma-spine", port="port"),
            n_links_per_pair=n_groups * N_RACKS_PER_GROUP,
            cable="fibre-mpo16",
            optic="lpo-400g",
            is_assumed=True,
            note="As many links up as down, spread evenly over the spines.",
        ),
        LinkBundle(
            id=BundleId("vpc-access"),
            name="DPU to VPC switch",
            fabric=_FRONTEND,
            a=LinkEnd(path="compute-rack/node/dpu", port="vpc"),
            b=LinkEnd(path="bus-rack/vpc-switch", port="port-100g"),
            cable="aoc-100g",
            is_assumed=True,
        ),
    )
