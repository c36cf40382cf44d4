"""Clusters of supernodes: Atlas 950 and 960 SuperCluster, and 24 pods of Atlas 900 A3.

.. code-block:: text

    Atlas 950, 960   superpod[64] / rack[half, i] / npu ── uboe-rack[board, half] / leaf[slot]
                     superpod / leaf ── spine-rack[board, half] / spine[slot] of the same half
                     superpod / spine ── core-rack[board, slot] / core of its number
    Atlas 900 A3     pod[24] / rdma-spine[group] ═4═ core[group, 8]

Nothing about the wiring between supernodes is public: all of it is generated and marked assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.errors.findings import FindingCode
from designer.fabric.layout import (
    RACK_ROW_PITCH_M,
    RACK_WIDTH_M,
    rack_rows,
    require_count,
    require_parts,
)
from designer.fabric.presets import atlas950, atlas960, cloudmatrix
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, embedded
from designer.fabric.presets.ub_mesh import N_BOARDS
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind
from designer.model.design import Approval, AssumptionChoice, Design
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary

_NETWORK_RACK: Final = "network-rack-80kw"
ATLAS_950_NAME: Final = "atlas-950-supercluster"
ATLAS_960_NAME: Final = "atlas-960-supercluster"
ATLAS_900_NAME: Final = "atlas-900-a3"
MAX_SUPERPODS: Final = 64
MAX_A3_PODS: Final = 24
N_CORE_GROUPS: Final = 4
N_CORES_PER_GROUP: Final = 8
N_LINKS_TO_CORE: Final = 4
_SCALE_OUT: Final = FabricId("scale-out")
_APART: Final = "The scale-up fabric ends at the supernode; they meet over the scale-out fabric."


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A cluster of supernodes on a fat tree of three tiers; a half of a SuperPoD is its pod."""

    name: str
    title: str
    build: Callable[..., Design]
    n_slots: int
    n_racks_per_half: int
    switch: str
    n_core_racks: int
    n_cores_per_rack: int
    pitch_m: tuple[float, float]
    note: str
    sources: tuple[str, ...]


_950: Final = _Cluster(
    ATLAS_950_NAME,
    "Atlas 950 SuperCluster",
    atlas950.atlas_950_superpod_halves,
    8,
    64,
    "th5-box",
    4,
    16,
    (18.0, 28.0),
    "Illustrative: 64 SuperPoDs and their number of accelerators are announced, the network "
    "between them is not. A fat tree of three tiers with 128 ports to a switch holds exactly that "
    "number at one 400G port each: a leaf for every index of 64 cabinets, 20,480 switches. Racks "
    "of switches come on top of the announced 10,240 cabinets. Second-hand counts are 39,000 to "
    "45,000 switches.",
    ("notebookcheck-atlas950", "ascend-architecture-notes"),
)
_960: Final = _Cluster(
    ATLAS_960_NAME,
    "Atlas 960 SuperCluster",
    atlas960.atlas_960_superpod,
    11,
    88,
    "th6-box-400g",
    8,
    11,
    (18.0, 38.0),
    "Illustrative: about a million accelerators are announced, nothing else. 64 SuperPoDs with the "
    "network of the Atlas 950 SuperCluster; leaves and spines use 176 of 256 ports.",
    ("mezha-superpod", "hc2026-keynote"),
)


def _apart(code: FindingCode, instance: str, inside: str) -> Approval:
    ends = ", ".join(f"{instance}[{ix}]/{inside}" for ix in (0, 1))
    return Approval(key=f"{code}:{ends}", reason=_APART)


def _supercluster(
    library: CatalogLibrary,
    *,
    of: _Cluster,
    n_superpods: int,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    require_count("n_superpods", n_superpods, MAX_SUPERPODS)
    inner = of.build(library)
    leaf_rack = _switch_rack(library, of, "uboe-rack", "leaf")
    spine_rack = _switch_rack(library, of, "spine-rack", "spine")
    superpod = _with_switches(inner.root_block, leaf_rack, spine_rack, of)
    core_rack = _core_rack(library, of)
    n_accelerators = n_superpods * 2 * of.n_racks_per_half * N_BOARDS * of.n_slots
    root = Block(
        id=BlockId(of.name),
        name=f"{of.title}, {n_accelerators:,} NPUs",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("superpod"),
                name="SuperPoD",
                block=superpod.id,
                dims=numbered(i=n_superpods),
                placement=Placement(n_columns=8, pitch_x_m=of.pitch_m[0], pitch_y_m=of.pitch_m[1]),
            ),
            Instance(
                id=InstanceId("core-rack"),
                name="Core rack",
                block=core_rack.id,
                dims=(
                    Dimension(name="board", size=N_BOARDS),
                    Dimension(name="slot", size=of.n_slots),
                    Dimension(name="i", size=of.n_core_racks),
                ),
                placement=Placement(
                    x_m=round(8 * of.pitch_m[0] + 2 * RACK_WIDTH_M, 5),
                    n_columns=8,
                    pitch_x_m=RACK_WIDTH_M,
                    pitch_y_m=RACK_ROW_PITCH_M,
                ),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("spine-core"),
                name="Spine to core",
                fabric=_SCALE_OUT,
                a=LinkEnd(path="superpod/spine-rack/spine", port="port"),
                b=LinkEnd(path="core-rack/core", port="port"),
                relations=(
                    Relation(a_dim="spine-rack.board", b_dim="core-rack.board"),
                    Relation(a_dim="spine.slot", b_dim="core-rack.slot"),
                ),
                cable="fibre-lc",
                optic="fr4-400g",
                is_assumed=True,
                note="One link from every spine to every core switch of its number.",
            ),
        ),
    )
    scale_out = Fabric(
        id=_SCALE_OUT,
        role=FabricRole.SCALE_OUT,
        display_name="UBoE",
        is_assumed=True,
        note=of.note,
        sources=of.sources,
    )
    design = evolve(
        inner,
        name=root.name,
        description=worded("Supernodes joined by a generated scale-out network; illustrative."),
        root=root.id,
        assumptions=AssumptionChoice(set=assumption_set),
        fabrics=(*inner.fabrics, scale_out),
        blocks=(root, superpod, *inner.blocks[1:], leaf_rack, spine_rack, core_rack),
        approvals=(_apart(FindingCode.FABRIC_DISCONNECTED, "superpod", "rack[0]/board[0]/npu[0]"),)
        if n_superpods > 1
        else (),
    )
    return embedded(library, design)


def _with_switches(superpod: Block, leaf_rack: Block, spine_rack: Block, of: _Cluster) -> Block:
    racks = tuple(
        Instance(
            id=InstanceId(rack.id),
            name=rack.name,
            block=rack.id,
            dims=(Dimension(name="board", size=N_BOARDS), Dimension(name="half", size=2)),
            placement=Placement(
                x_m=round(column * RACK_WIDTH_M, 5),
                n_columns=2,
                pitch_x_m=RACK_WIDTH_M,
                pitch_y_m=RACK_ROW_PITCH_M,
            ),
            is_assumed=True,
        )
        for rack, column in ((leaf_rack, 22), (spine_rack, 25))
    )
    rail = LinkBundle(
        id=BundleId("rail"),
        name="NPU to leaf",
        fabric=_SCALE_OUT,
        a=LinkEnd(path="rack/board/npu", port="uboe"),
        b=LinkEnd(path="uboe-rack/leaf", port="port"),
        relations=(
            Relation(a_dim="rack.half", b_dim="uboe-rack.half"),
            Relation(a_dim="board.i", b_dim="uboe-rack.board"),
            Relation(a_dim="npu.slot", b_dim="leaf.slot"),
        ),
        cable="fibre-mpo12",
        optic="dr4-400g",
        is_assumed=True,
        note=f"The accelerators of one index of {of.n_racks_per_half} cabinets: one rail.",
    )
    up = LinkBundle(
        id=BundleId("leaf-spine"),
        name="Leaf to spine",
        fabric=_SCALE_OUT,
        a=LinkEnd(path="uboe-rack/leaf", port="port"),
        b=LinkEnd(path="spine-rack/spine", port="port"),
        relations=(Relation(a_dim="uboe-rack.half", b_dim="spine-rack.half"),),
        cable="fibre-mpo12",
        optic="dr4-400g",
        is_assumed=True,
        note="One link from every leaf to every spine of its half.",
    )
    return evolve(
        superpod,
        instances=(*superpod.instances, *racks),
        link_bundles=(*superpod.link_bundles, rail, up),
    )


def _switch_rack(library: CatalogLibrary, of: _Cluster, rack_id: str, switch_id: str) -> Block:
    require_parts(library, (of.switch,))
    switch_name = switch_id.capitalize()
    switches = stack(
        library, switch_id, of.switch, numbered(slot=of.n_slots), name=switch_name, is_assumed=True
    )
    return rack_of(rack_id, _NETWORK_RACK, switches, name=f"{switch_name} rack")


def _core_rack(library: CatalogLibrary, of: _Cluster) -> Block:
    cores = _cores(library, of.n_cores_per_rack)
    note = "As many core switches for each spine as it has links up."
    return rack_of("core-rack", _NETWORK_RACK, cores, note=note)


def _cores(library: CatalogLibrary, count: int) -> Instance:
    return stack(library, "core", "th5-box", numbered(i=count), name="Core", is_assumed=True)


def atlas_900_a3(
    library: CatalogLibrary, *, n_pods: int = MAX_A3_PODS, assumption_set: str = DEFAULT_ASSUMPTIONS
) -> Design:
    """Build several pods of CloudMatrix 384 on one RDMA network.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_pods
        Pods of 384 accelerators, 1 to 24. [1]
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
    """
    require_count("n_pods", n_pods, MAX_A3_PODS)
    pod = cloudmatrix.cloudmatrix_384(library, assumption_set=assumption_set)
    core_rack = rack_of("core-rack", "eia-48u", _cores(library, N_CORES_PER_GROUP))
    root = Block(
        id=BlockId(ATLAS_900_NAME),
        name=f"Atlas 900 A3, {384 * n_pods:,} NPUs",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("pod"),
                name="SuperPoD",
                block=pod.root,
                dims=numbered(i=n_pods),
                placement=Placement(n_columns=6, pitch_x_m=6.0, pitch_y_m=3 * RACK_ROW_PITCH_M),
            ),
            Instance(
                id=InstanceId("core-rack"),
                name="Core rack",
                block=core_rack.id,
                dims=numbered(group=N_CORE_GROUPS),
                placement=rack_rows(0, 1, 0.7, first_x_m=36.0),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("rdma-core"),
                name="RDMA spine to core",
                fabric=_SCALE_OUT,
                a=LinkEnd(path="pod/bus-rack/rdma-spine", port="port"),
                b=LinkEnd(path="core-rack/core", port="port"),
                relations=(Relation(a_dim="bus-rack.i", b_dim="core-rack.group"),),
                n_links_per_pair=N_LINKS_TO_CORE,
                cable="fibre-lc",
                optic="fr4-400g",
                is_assumed=True,
                note="The 32 free ports of every spine: a third of the links below it.",
            ),
        ),
    )
    fabrics = tuple(
        evolve(
            fabric,
            leaves_design=fabric.role is FabricRole.FRONTEND,
            note=f"{fabric.note} Up to 24 SuperPoDs over the RDMA plane are published, the "
            "switches between them are assumed."
            if fabric.id == _SCALE_OUT
            else fabric.note,
        )
        for fabric in pod.fabrics
    )
    design = evolve(
        pod,
        name=root.name,
        description=worded(
            "SuperPoDs of CloudMatrix 384 on one RDMA network, up to 9,216 accelerators."
        ),
        root=root.id,
        fabrics=fabrics,
        blocks=(root, *pod.blocks, core_rack),
        approvals=tuple(
            _apart(code, "pod", "compute-rack[0]/node[0]/npu[0]")
            for code in (FindingCode.FABRIC_DISCONNECTED, FindingCode.PLANE_DISCONNECTED)
        )
        if n_pods > 1
        else (),
    )
    return embedded(library, design)


atlas_950_supercluster: Final = partial(_supercluster, of=_950, n_superpods=MAX_SUPERPODS)
atlas_960_supercluster: Final = partial(_supercluster, of=_960, n_superpods=MAX_SUPERPODS)
