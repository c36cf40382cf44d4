"""Clusters of servers by product: DGX SuperPOD and the like, all on one rule of wiring."""

from __future__ import annotations

from functools import partial
from typing import Final

from designer.fabric.presets.rail_cluster import rail_cluster
from designer.fabric.presets.rail_plan import RailPlan
from designer.fabric.presets.servers import (
    ServerParts,
    blackwell_server,
    hopper_server,
    mesh_server,
    pcie_server,
)
from designer.model.design import Approval
from designer.wording.wording import worded

_RAILS: Final = (("i", 8),)
_NVLINK_SOURCES: Final = ("nvidia-nvlink",)
_RACK_POWER: Final = "rack-power-exceeded:su/compute-rack"
_NO_STORAGE: Final = "Storage and in-band networks of the reference architecture are left out."

H100: Final = RailPlan(
    name="dgx-h100-superpod",
    title="DGX SuperPOD, {n} x H100",
    description=worded(
        "DGX H100 on NDR InfiniBand, rail-optimised; scalable units of 32 systems. One "
        "system gives its place to the fabric manager."
    ),
    node=hopper_server(ServerParts("dgx-h100", "h100-sxm", "xeon-8480c", "connectx-7")),
    n_racks=8,
    n_nodes_per_rack=4,
    rack="dgx-h100-rack",
    switch="qm9700",
    network_rack="eia-48u",
    cable="fibre-mpo12",
    optic="dr8-800g",
    core_cable="fibre-lc",
    core_optic="fr4-400g",
    rail_path="nic",
    rail_port="port",
    rails=_RAILS,
    n_up=32,
    sources=("superpod-h100", "superpod-b200"),
    scale_out_name="InfiniBand NDR",
    scale_up_name="NVLink",
    scale_up_sources=_NVLINK_SOURCES,
    note=f"Four cables of the fabric manager are left out. {_NO_STORAGE}",
    is_last_node_missing=True,
)

B200: Final = RailPlan(
    name="dgx-b200-superpod",
    title="DGX SuperPOD, {n} x B200",
    description=worded("DGX B200 on NDR InfiniBand, rail-optimised; scalable units of 32 systems."),
    node=blackwell_server(ServerParts("dgx-b200", "b200", "xeon-8570", "connectx-7")),
    n_racks=8,
    n_nodes_per_rack=4,
    rack="eia-52u",
    switch="qm9700",
    network_rack="eia-48u",
    cable="fibre-mpo12",
    optic="dr8-800g",
    core_cable="fibre-lc",
    core_optic="fr4-400g",
    rail_path="nic",
    rail_port="port",
    rails=_RAILS,
    n_up=32,
    sources=("superpod-b200",),
    scale_out_name="InfiniBand NDR",
    scale_up_name="NVLink",
    scale_up_sources=_NVLINK_SOURCES,
    note=f"{_NO_STORAGE}",
    approvals=(
        Approval(
            key=_RACK_POWER,
            reason="Four systems at their printed 14.3 kW take all of the 57.2 kW that the rack "
            "is printed with; its power strips come on top.",
        ),
    ),
)

B300: Final = RailPlan(
    name="dgx-b300-superpod",
    title="DGX SuperPOD, {n} x B300",
    description=worded("DGX B300 on XDR InfiniBand, rail-optimised; scalable units of 72 systems."),
    node=blackwell_server(ServerParts("dgx-b300", "b300", "xeon-8570", "connectx-8")),
    n_racks=18,
    n_nodes_per_rack=4,
    rack="b300-rack",
    switch="q3400",
    network_rack="eia-52u",
    cable="fibre-mpo12",
    optic="dr4-800g",
    switch_optic="dr8-1600g",
    rail_path="nic",
    rail_port="port",
    rails=_RAILS,
    n_up=72,
    sources=("superpod-b300-xdr",),
    scale_out_name="InfiniBand XDR",
    scale_up_name="NVLink",
    scale_up_sources=_NVLINK_SOURCES,
    note=f"{_NO_STORAGE}",
    approvals=(
        Approval(
            key=_RACK_POWER,
            reason="The reference architecture prints 56 kW for the rack, and the user guide "
            "14.5 kW at most for each of its four systems.",
        ),
    ),
)

H20: Final = RailPlan(
    name="hgx-h20-cluster",
    title="HGX H20 cluster, {n} x H20",
    description=worded(
        "HGX H20 servers on the fabric of the DGX H100 SuperPOD: an assumed cluster, to "
        "compare with."
    ),
    node=hopper_server(ServerParts("hgx-h20", "h20-96", "xeon-8480c", "connectx-7")),
    n_racks=8,
    n_nodes_per_rack=4,
    rack="eia-48u",
    switch="qm9700",
    network_rack="eia-48u",
    cable="fibre-mpo12",
    optic="dr4-ns400",
    switch_optic="dr8-800g",
    core_cable="fibre-lc",
    core_optic="fr4-400g",
    rail_path="nic",
    rail_port="port",
    rails=_RAILS,
    n_up=32,
    sources=("superpod-h100",),
    scale_out_name="InfiniBand NDR",
    scale_up_name="NVLink",
    scale_up_sources=("nvidia-nvlink", "willitrunai-h20"),
    is_assumed=True,
    note="No cluster of H20 is published. The fabric is that of the DGX H100 SuperPOD; some are "
    "built with adapters of 200G.",
)

ASCEND_910B: Final = RailPlan(
    name="ascend-910b-cluster",
    title="Ascend 910B cluster, {n} x 910B2",
    description=worded(
        "Atlas 800T A2 servers with eight 910B2 in a full mesh, on a rail-optimised "
        "network of 200G RoCE: an assumed cluster."
    ),
    node=mesh_server(
        ServerParts("atlas-800t-a2", "ascend-910b2", "kunpeng-920", "", n_cpus=4), "hccs"
    ),
    n_racks=8,
    n_nodes_per_rack=8,
    rack="eia-52u",
    switch="th4-200g-box",
    network_rack="eia-48u",
    cable="fibre-lc",
    optic="fr4-200g",
    rail_path="npu",
    rail_port="roce",
    rails=_RAILS,
    n_up=64,
    sources=("gitee-910b",),
    scale_out_name="RoCE",
    scale_up_name="HCCS",
    scale_up_sources=("gitee-910b", "910c-evidence-2026"),
    is_assumed=True,
    note="The full mesh of eight is published. The network is generated: 200G for each "
    "accelerator by engineering recall, switches with 128 ports of 200G.",
)

RTX_PRO: Final = RailPlan(
    name="rtx-pro-cluster",
    title="RTX PRO cluster, {n} x RTX PRO 6000",
    description=worded(
        "Servers with eight RTX PRO 6000 cards and four adapters on 400G Ethernet: an "
        "assumed cluster without a scale-up fabric."
    ),
    node=pcie_server(ServerParts("rtx-pro-server", "rtxpro6000-se", "xeon-8570", "connectx-7")),
    n_racks=16,
    n_nodes_per_rack=4,
    rack="eia-52u",
    switch="sn5600",
    network_rack="eia-48u",
    cable="fibre-mpo12",
    optic="dr4-ns400",
    switch_optic="dr8-800g",
    core_cable="fibre-lc",
    core_optic="fr4-400g",
    rail_path="nic",
    rail_port="port",
    rails=(("side", 2), ("i", 2)),
    n_up=64,
    sources=("rtx-pro-server-table", "sn5000-interfaces"),
    scale_out_name="Ethernet",
    is_assumed=True,
    note="No cluster of this card is published. Four adapters for eight cards, 400G each; the "
    "network is generated by the rule of the DGX SuperPOD.",
)


dgx_h100_superpod: Final = partial(rail_cluster, plan=H100, n_units=4)
dgx_b200_superpod: Final = partial(rail_cluster, plan=B200, n_units=4)
dgx_b300_superpod: Final = partial(rail_cluster, plan=B300, n_units=2)
hgx_h20_cluster: Final = partial(rail_cluster, plan=H20, n_units=4)
ascend_910b_cluster: Final = partial(rail_cluster, plan=ASCEND_910B, n_units=2)
rtx_pro_cluster: Final = partial(rail_cluster, plan=RTX_PRO, n_units=1)
