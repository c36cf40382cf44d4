"""Published Ethernet fabrics for training: Alibaba HPN 7.0 and Meta's Llama 3 cluster.

.. code-block:: text

    HPN 7.0   segment[15] / compute-rack[32] / node[4] / nic[rail] ─ 200G ─ tor[rail, plane]
              segment / tor[rail, plane] ─ 400G ─ agg[plane, 0..59]     two planes, never joined
    Llama 3   pod[8] / rack[192] / nic ─ tor ─ cluster-switch[16] ═27═ top[16], 400G each
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import (
    RACK_ROW_PITCH_M,
    part_height_u,
    part_width_m,
    rack_rows,
    require_count,
    require_parts,
    stacked,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.servers import SCALE_OUT, SCALE_UP, ServerParts, hopper_server
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

HPN_NAME: Final = "hpn-7"
LLAMA3_NAME: Final = "llama3-roce-24k"
MAX_SEGMENTS: Final = 15
MAX_PODS: Final = 8
N_UPLINKS_TO_TOP: Final = 27
"""Links of a cluster switch to the top tier: a seventh of its 192 links down, rounded. [1]"""

_NVLINK: Final = Fabric(
    id=SCALE_UP,
    role=FabricRole.SCALE_UP,
    display_name="NVLink",
    note="Ends at the server.",
    sources=("nvidia-nvlink",),
)


def hpn_7(
    library: CatalogLibrary,
    *,
    n_segments: int = MAX_SEGMENTS,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    """Build a pod of Alibaba HPN 7.0: segments of 1,024 accelerators on two planes.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_segments
        Segments, 1 to 15. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_segments`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.

    References
    ----------
    Alibaba HPN, SIGCOMM 2024; topology templates of aliyun/SimAI.
    """
    require_count("n_segments", n_segments, MAX_SEGMENTS)
    node = hopper_server(ServerParts("dgx-h100", "h100-sxm", "xeon-8480c", "bluefield-3"))
    rack = _rack(library, "compute-rack", "dgx-h100-rack", _stack(library, "node", node, 4))
    dims = (Dimension(name="rail", size=8), Dimension(name="plane", size=2, is_plane=True))
    tors = stack(library, "tor", "hpn-tor", dims, name="ToR")
    tor_rack = _rack(library, "tor-rack", "eia-52u", tors)
    segment = _segment(library, rack, tor_rack)
    agg = stack(library, "agg", "th5-box", numbered(i=10), name="Aggregation")
    agg_rack = _rack(library, "agg-rack", "eia-48u", agg)
    pitch_m = part_width_m(library, "eia-48u")
    root = Block(
        id=BlockId(HPN_NAME),
        name=f"HPN 7.0, {1_024 * n_segments:,} accelerators",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("segment"),
                name="Segment",
                block=segment.id,
                dims=numbered(i=n_segments),
                placement=Placement(pitch_y_m=RACK_ROW_PITCH_M),
            ),
            Instance(
                id=InstanceId("agg-rack"),
                name="Aggregation rack",
                block=agg_rack.id,
                dims=(Dimension(name="plane", size=2, is_plane=True), Dimension(name="i", size=6)),
                placement=rack_rows(35, 1, pitch_m),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("tor-agg"),
                name="ToR to aggregation",
                fabric=SCALE_OUT,
                a=LinkEnd(path="segment/tor-rack/tor", port="up"),
                b=LinkEnd(path="agg-rack/agg", port="port"),
                relations=(Relation(a_dim="tor.plane", b_dim="agg-rack.plane"),),
                cable="fibre-lc",
                optic="fr4-400g",
                note="Uplink t of every ToR of a plane goes to aggregation switch t of that plane.",
            ),
        ),
    )
    scale_out = Fabric(
        id=SCALE_OUT,
        role=FabricRole.SCALE_OUT,
        display_name="Ethernet",
        n_planes=2,
        note="Two planes that no link joins; each adapter has one port of 200G in each. Racks, "
        "modules and servers are assumed: the published servers have H800 accelerators, whose "
        "part is not in the catalog. The tier above the pod is left out.",
        sources=("simai",),
    )
    return assembled(
        library,
        (root, segment, rack, node, tor_rack, agg_rack),
        (_NVLINK, scale_out),
        description=worded(
            "Dual-plane, dual-ToR network of Alibaba: 15 segments of 1,024 accelerators."
        ),
        assumptions=assumption_set,
    )


def llama3_roce(
    library: CatalogLibrary, *, n_pods: int = MAX_PODS, assumption_set: str = DEFAULT_ASSUMPTIONS
) -> Design:
    """Build Meta's RoCE cluster for Llama 3: pods of 3,072 accelerators.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_pods
        Pods, 1 to 8. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_pods`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.

    References
    ----------
    The Llama 3 Herd of Models, arXiv:2407.21783, section 3.3.1.
    """
    require_count("n_pods", n_pods, MAX_PODS)
    node = hopper_server(ServerParts("dgx-h100", "h100-sxm", "xeon-8480c", "connectx-7"))
    node_u = part_height_u(library, "dgx-h100")
    tor = Instance(
        id=InstanceId("tor"),
        name="ToR",
        part="th4-box",
        placement=stacked(1 + 2 * node_u, part_height_u(library, "th4-box")),
    )
    access = LinkBundle(
        id=BundleId("nic-tor"),
        name="Adapter to ToR",
        fabric=SCALE_OUT,
        a=LinkEnd(path="node/nic", port="port"),
        b=LinkEnd(path="tor", port="port"),
        cable="dac-400g",
    )
    rack = _rack(library, "rack", "eia-48u", _stack(library, "node", node, 2), tor, links=(access,))
    pod, switch_rack = _llama3_pod(library, rack)
    top_rack = _switch_rack(library, "top-rack", "top")
    pitch_m = part_width_m(library, "eia-48u")
    root = Block(
        id=BlockId(LLAMA3_NAME),
        name=f"Llama 3 RoCE cluster, {3_072 * n_pods:,} accelerators",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("pod"),
                name="Pod",
                block=pod.id,
                dims=numbered(i=n_pods),
                placement=Placement(
                    n_columns=2, pitch_x_m=round(30 * pitch_m, 5), pitch_y_m=9 * RACK_ROW_PITCH_M
                ),
            ),
            Instance(
                id=InstanceId("top-rack"),
                name="Top-tier rack",
                block=top_rack.id,
                dims=numbered(i=8),
                placement=rack_rows(27, 1, pitch_m),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("cluster-top"),
                name="Cluster switch to top tier",
                fabric=SCALE_OUT,
                a=LinkEnd(path="pod/switch-rack/cluster-switch", port="port"),
                b=LinkEnd(path="top-rack/top", port="port"),
                relations=(
                    Relation(a_dim="switch-rack.i", b_dim="top-rack.i"),
                    Relation(a_dim="cluster-switch.i", b_dim="top.i"),
                ),
                n_links_per_pair=N_UPLINKS_TO_TOP,
                cable="fibre-lc",
                optic="fr4-400g",
                is_assumed=True,
                note="An oversubscription of 1 to 7 is published; 27 links up for 192 down are "
                "7.1. Sixteen switches on sixteen planes are assumed.",
            ),
        ),
    )
    scale_out = Fabric(
        id=SCALE_OUT,
        role=FabricRole.SCALE_OUT,
        display_name="RoCE",
        note="Racks of 16 accelerators with one ToR, pods of 192 racks without oversubscription "
        "and 1 to 7 above are published. How many cluster switches a pod has is not: 16 with a "
        "link of 400G to every ToR are assumed, and as many top planes.",
        sources=("llama3-paper",),
    )
    return assembled(
        library,
        (root, pod, rack, node, switch_rack, top_rack),
        (_NVLINK, scale_out),
        description=worded("RoCE cluster of 24,576 H100 that Llama 3 405B was trained on."),
        assumptions=assumption_set,
    )


def _segment(library: CatalogLibrary, rack: Block, tor_rack: Block) -> Block:
    pitch_m = max(part_width_m(library, slug) for slug in ("dgx-h100-rack", "eia-52u"))
    return Block(
        id=BlockId("segment"),
        name="Segment",
        kind=BlockKind.GROUP,
        instances=(
            Instance(
                id=InstanceId("compute-rack"),
                name="Compute rack",
                block=rack.id,
                dims=numbered(i=32),
                placement=rack_rows(0, 32, pitch_m),
                is_assumed=True,
            ),
            Instance(
                id=InstanceId("tor-rack"),
                name="ToR rack",
                block=tor_rack.id,
                placement=rack_rows(32, 1, pitch_m),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("nic-tor"),
                name="Adapter to ToR",
                fabric=SCALE_OUT,
                a=LinkEnd(path="compute-rack/node/nic", port="port"),
                b=LinkEnd(path="tor-rack/tor", port="down"),
                relations=(Relation(a_dim="nic.i", b_dim="tor.rail"),),
                cable="fibre-mpo12",
                optic="dr4-ns400",
                note="Port p of every adapter goes to the ToR of its rail on plane p, at 200G.",
            ),
        ),
    )


def _llama3_pod(library: CatalogLibrary, rack: Block) -> tuple[Block, Block]:
    switch_rack = _switch_rack(library, "switch-rack", "cluster-switch")
    pitch_m = part_width_m(library, "eia-48u")
    pod = Block(
        id=BlockId("pod"),
        name="Pod",
        kind=BlockKind.GROUP,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Rack",
                block=rack.id,
                dims=numbered(i=192),
                placement=rack_rows(0, 24, pitch_m),
            ),
            Instance(
                id=InstanceId("switch-rack"),
                name="Switch rack",
                block=switch_rack.id,
                dims=numbered(i=8),
                placement=rack_rows(25, 1, pitch_m),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("tor-cluster"),
                name="ToR to cluster switch",
                fabric=SCALE_OUT,
                a=LinkEnd(path="rack/tor", port="port"),
                b=LinkEnd(path="switch-rack/cluster-switch", port="port"),
                cable="fibre-mpo12",
                optic="dr4-ns400",
                is_assumed=True,
                note="No oversubscription is published; one link to each of 16 switches is "
                "assumed.",
            ),
        ),
    )
    return pod, switch_rack


def _switch_rack(library: CatalogLibrary, block_id: str, instance_id: str) -> Block:
    name = instance_id.replace("-", " ").capitalize()
    switches = stack(
        library, instance_id, "chassis-400g", numbered(i=2), name=name, is_assumed=True
    )
    return _rack(library, block_id, "eia-48u", switches)


def _stack(library: CatalogLibrary, instance_id: str, block: Block, count: int) -> Instance:
    return stack(library, instance_id, block, numbered(i=count), name=block.name)


def _rack(
    library: CatalogLibrary,
    block_id: str,
    part: str,
    *instances: Instance,
    links: tuple[LinkBundle, ...] = (),
) -> Block:
    require_parts(library, (part,))
    name = block_id.replace("-", " ").capitalize().replace("Tor", "ToR")
    return rack_of(block_id, part, *instances, name=name, links=links)
