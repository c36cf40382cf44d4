"""Which reference systems can be built, with which parameters."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.fabric.presets import (
    atlas950,
    atlas950_demo,
    atlas960,
    cloudmatrix,
    ethernet_pods,
    frontier,
    nvl72,
    nvl72_cluster,
    superclusters,
    superpods,
    tpu_pods,
)
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


@dataclass(frozen=True, slots=True)
class CountParameter:
    """A count that the user may choose.

    Attributes
    ----------
    name
        Keyword of the builder.
    default, maximum
        Value taken if none is given, and the largest that the wiring allows; the least is 1. [1]
    description
        What it counts.
    """

    name: str
    default: int
    maximum: int
    description: str


@dataclass(frozen=True, slots=True)
class SystemBuilder:
    """A reference system that can be built.

    Attributes
    ----------
    name
        Slug, for example ``cloudmatrix-384``.
    title
        As in the window.
    description
        One line.
    parameters
        What the user may choose.
    build
        Function of the catalog and the parameters.
    """

    name: str
    title: str
    description: str
    parameters: tuple[CountParameter, ...]
    build: Callable[..., Design]


def _units(maximum: int, default: int) -> CountParameter:
    return CountParameter(
        "n_units", default, maximum, worded("scalable units, each with its own leaves")
    )


def _pods() -> CountParameter:
    return CountParameter(
        "n_pods",
        atlas950.MAX_PODS,
        atlas950.MAX_PODS,
        worded("groups of 4 x 4 racks, 1,024 accelerators"),
    )


def _superpods() -> CountParameter:
    maximum = superclusters.MAX_SUPERPODS
    return CountParameter("n_superpods", maximum, maximum, worded("SuperPoDs"))


def _cubes(maximum: int) -> CountParameter:
    return CountParameter(
        "n_cubes_x", maximum, maximum, worded("cubes of 4 x 4 x 4 along the first axis")
    )


SYSTEM_BUILDERS: Final[tuple[SystemBuilder, ...]] = (
    SystemBuilder(
        cloudmatrix.NAME,
        worded("CloudMatrix 384"),
        worded("384 Ascend 910C accelerators and 192 CPUs in 16 racks on a UB fabric of 7 planes"),
        (
            CountParameter(
                "n_groups",
                cloudmatrix.MAX_GROUPS,
                cloudmatrix.MAX_GROUPS,
                worded("groups of three compute racks with 96 accelerators"),
            ),
        ),
        cloudmatrix.cloudmatrix_384,
    ),
    SystemBuilder(
        nvl72.NAME,
        worded("GB200 NVL72"),
        worded(
            "72 GB200 accelerators and 36 CPUs in one rack on an NVLink fabric of 18 switch chips"
        ),
        (
            CountParameter(
                "n_compute_trays",
                nvl72.MAX_COMPUTE_TRAYS,
                nvl72.MAX_COMPUTE_TRAYS,
                worded("compute trays with four accelerators"),
            ),
        ),
        nvl72.gb200_nvl72,
    ),
    SystemBuilder(
        nvl72.GB300_NAME,
        worded("GB300 NVL72"),
        worded("72 GB300 accelerators and 36 CPUs in one rack, wired as GB200 NVL72"),
        (
            CountParameter(
                "n_compute_trays",
                nvl72.MAX_COMPUTE_TRAYS,
                nvl72.MAX_COMPUTE_TRAYS,
                worded("compute trays with four accelerators"),
            ),
        ),
        nvl72.gb300_nvl72,
    ),
    SystemBuilder(
        nvl72.RUBIN_NAME,
        worded("Vera Rubin NVL72"),
        worded(
            "72 Rubin accelerators in one rack, first called NVL144, wired as GB200 NVL72; assumed"
        ),
        (
            CountParameter(
                "n_compute_trays",
                nvl72.MAX_COMPUTE_TRAYS,
                nvl72.MAX_COMPUTE_TRAYS,
                worded("compute trays with four accelerators"),
            ),
        ),
        nvl72.vr_nvl72,
    ),
    SystemBuilder(
        nvl72_cluster.NAME,
        worded("GB200 SuperPOD"),
        worded(
            "576 GB200 accelerators in eight NVL72 racks, a scalable unit, on NDR InfiniBand; "
            "assumed"
        ),
        (
            CountParameter(
                "n_units",
                1,
                nvl72_cluster.MAX_UNITS,
                worded("scalable units of eight racks, 576 accelerators"),
            ),
        ),
        nvl72_cluster.gb200_superpod,
    ),
    SystemBuilder(
        atlas950.CABINET_NAME,
        worded("Atlas 950 cabinet"),
        worded(
            "64 Ascend 950DT accelerators in an 8 x 8 full mesh, with the uplinks of the cabinet"
        ),
        (),
        atlas950.atlas_950_cabinet,
    ),
    SystemBuilder(
        atlas950_demo.NAME,
        worded("Atlas 950 at WAIC 2026"),
        worded(
            "1,024 Ascend 950DT accelerators in 16 cabinets, as shown at WAIC 2026; switches "
            "assumed"
        ),
        (),
        atlas950_demo.atlas_950_demo,
    ),
    SystemBuilder(
        atlas950.SUPERPOD_NAME,
        worded("Atlas 950 SuperPoD, switched tier"),
        worded(
            "8,192 Ascend 950DT accelerators in 160 cabinets, cabinets on a tier of switches; "
            "assumed"
        ),
        (_pods(),),
        atlas950.atlas_950_superpod,
    ),
    SystemBuilder(
        atlas950.MESH_SUPERPOD_NAME,
        worded("Atlas 950 SuperPoD, third mesh axis"),
        worded("8,192 Ascend 950DT accelerators in 160 cabinets, cabinets in a full mesh; assumed"),
        (_pods(),),
        atlas950.atlas_950_superpod_mesh,
    ),
    SystemBuilder(
        atlas950.UB_MESH_NAME,
        worded("UB-Mesh SuperPod"),
        worded("8,192 accelerators in the 4D full mesh of the UB-Mesh paper"),
        (_pods(),),
        atlas950.ub_mesh_superpod,
    ),
    SystemBuilder(
        superclusters.ATLAS_950_NAME,
        worded("Atlas 950 SuperCluster"),
        worded(
            "524,288 Ascend 950DT accelerators in 64 SuperPoDs on a generated network; illustrative"
        ),
        (_superpods(),),
        superclusters.atlas_950_supercluster,
    ),
    SystemBuilder(
        atlas960.NAME,
        worded("Atlas 960 SuperPoD"),
        worded("15,488 Ascend 960 accelerators in 220 cabinets with assumed wiring; illustrative"),
        (
            CountParameter(
                "n_racks_per_half",
                atlas960.MAX_RACKS_PER_HALF,
                atlas960.MAX_RACKS_PER_HALF,
                worded("compute cabinets in each half, 88 accelerators each"),
            ),
        ),
        atlas960.atlas_960_superpod,
    ),
    SystemBuilder(
        superclusters.ATLAS_960_NAME,
        worded("Atlas 960 SuperCluster"),
        worded(
            "991,232 Ascend 960 accelerators in 64 SuperPoDs on a generated network; illustrative"
        ),
        (_superpods(),),
        superclusters.atlas_960_supercluster,
    ),
    SystemBuilder(
        superclusters.ATLAS_900_NAME,
        worded("Atlas 900 A3"),
        worded("9,216 Ascend 910C accelerators in 24 pods of CloudMatrix 384 on one RDMA network"),
        (
            CountParameter(
                "n_pods",
                superclusters.MAX_A3_PODS,
                superclusters.MAX_A3_PODS,
                worded("pods of 384 accelerators"),
            ),
        ),
        superclusters.atlas_900_a3,
    ),
    SystemBuilder(
        ethernet_pods.HPN_NAME,
        worded("HPN 7.0"),
        worded("15,360 accelerators on the dual-plane Ethernet of Alibaba HPN 7.0"),
        (
            CountParameter(
                "n_segments",
                ethernet_pods.MAX_SEGMENTS,
                ethernet_pods.MAX_SEGMENTS,
                worded("segments of 1,024 accelerators"),
            ),
        ),
        ethernet_pods.hpn_7,
    ),
    SystemBuilder(
        ethernet_pods.LLAMA3_NAME,
        worded("Llama 3 RoCE cluster"),
        worded("24,576 H100 accelerators on the RoCE network of the Llama 3 paper"),
        (
            CountParameter(
                "n_pods",
                ethernet_pods.MAX_PODS,
                ethernet_pods.MAX_PODS,
                worded("pods of 3,072 accelerators"),
            ),
        ),
        ethernet_pods.llama3_roce,
    ),
    SystemBuilder(
        frontier.NAME,
        worded("Frontier"),
        worded("37,632 MI250X accelerators in 74 cabinets, the groups of a Slingshot-11 dragonfly"),
        (
            CountParameter(
                "n_cabinets",
                frontier.MAX_CABINETS,
                frontier.MAX_CABINETS,
                worded("cabinets of 128 nodes, 512 accelerators, each a group"),
            ),
        ),
        frontier.frontier,
    ),
    SystemBuilder(
        tpu_pods.V4.name,
        worded("TPU v4 pod"),
        worded("4,096 TPU v4 chips in a torus of 16 x 16 x 16"),
        (_cubes(tpu_pods.V4.cubes[0]),),
        tpu_pods.tpu_v4_pod,
    ),
    SystemBuilder(
        tpu_pods.IRONWOOD.name,
        worded("TPU7x Ironwood pod"),
        worded("9,216 TPU7x Ironwood chips in a torus of 16 x 24 x 24; the shape is assumed"),
        (_cubes(tpu_pods.IRONWOOD.cubes[0]),),
        tpu_pods.tpu_ironwood_pod,
    ),
    SystemBuilder(
        superpods.H100.name,
        worded("DGX H100 SuperPOD"),
        worded("1,016 H100 accelerators in 127 DGX systems on NDR InfiniBand, four scalable units"),
        (_units(superpods.H100.max_units, 4),),
        superpods.dgx_h100_superpod,
    ),
    SystemBuilder(
        superpods.B200.name,
        worded("DGX B200 SuperPOD"),
        worded("1,024 B200 accelerators in 128 DGX systems on NDR InfiniBand, four scalable units"),
        (_units(superpods.B200.max_units, 4),),
        superpods.dgx_b200_superpod,
    ),
    SystemBuilder(
        superpods.B300.name,
        worded("DGX B300 SuperPOD"),
        worded("1,152 B300 accelerators in 144 DGX systems on XDR InfiniBand, two scalable units"),
        (_units(superpods.B300.max_units, 2),),
        superpods.dgx_b300_superpod,
    ),
    SystemBuilder(
        superpods.H20.name,
        worded("HGX H20 cluster"),
        worded(
            "1,024 H20 accelerators in 128 servers on the fabric of the DGX H100 SuperPOD; assumed"
        ),
        (_units(superpods.H20.max_units, 4),),
        superpods.hgx_h20_cluster,
    ),
    SystemBuilder(
        superpods.ASCEND_910B.name,
        worded("Ascend 910B cluster"),
        worded(
            "1,024 Ascend 910B2 accelerators in 128 servers with a full mesh each, on RoCE; assumed"
        ),
        (_units(superpods.ASCEND_910B.max_units, 2),),
        superpods.ascend_910b_cluster,
    ),
    SystemBuilder(
        superpods.RTX_PRO.name,
        worded("RTX PRO cluster"),
        worded("512 RTX PRO 6000 cards in 64 servers on 400G Ethernet; assumed"),
        (_units(superpods.RTX_PRO.max_units, 1),),
        superpods.rtx_pro_cluster,
    ),
)


def system_builder(name: str) -> SystemBuilder:
    """Return the builder of a reference system.

    Parameters
    ----------
    name
        Slug of the system.

    Returns
    -------
    SystemBuilder
        Its entry in :data:`SYSTEM_BUILDERS`.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those that exist.
    """
    names = [builder.name for builder in SYSTEM_BUILDERS]
    if name in names:
        return SYSTEM_BUILDERS[names.index(name)]
    near = difflib.get_close_matches(name, names, 1)
    hint = (
        worded('did you mean "{near}"?', near=near[0])
        if near
        else worded("there are: {names}", names=", ".join(names))
    )
    raise ValueError(worded('no reference system is called "{name}"; {hint}', name=name, hint=hint))


def build_system(name: str, library: CatalogLibrary, **parameters: int) -> Design:
    """Build a reference system.

    Parameters
    ----------
    name
        Slug of the system.
    library
        Catalog that parts are taken from.
    **parameters
        Counts by parameter name; those not given take their default.

    Returns
    -------
    Design
        The document.

    Raises
    ------
    ValueError
        If the system or a parameter does not exist, or a count is out of range.
    """
    builder = system_builder(name)
    known = {parameter.name for parameter in builder.parameters}
    unknown = sorted(set(parameters) - known)
    if unknown:
        raise ValueError(
            worded(
                '{name} has no parameter "{unknown}"; it has: {sorted}',
                name=name,
                unknown=unknown[0],
                sorted=", ".join(sorted(known)),
            )
        )
    return builder.build(library, **parameters)
