"""Atlas 950: the cabinet, the SuperPoD in two readings, and UB-Mesh, of which it is one.

The cabinet is published to the port. Above it there are two conflicting statements: a single tier
of switches without oversubscription, and a third full-mesh axis as in UB-Mesh. Both are shipped;
what the wiring of either does to the numbers is the band of what is known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import RACK_ROW_PITCH_M, RACK_WIDTH_M, require_count, require_parts
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.ub_mesh import (
    N_BOARDS,
    N_HRS_PER_CABINET,
    N_NPUS_PER_RACK,
    N_PLANES,
    PART_SLUGS,
    SCALE_UP,
    MeshRack,
    bus_rack,
    mesh_rack,
    rack_mesh,
    switched_tier,
)
from designer.model.block import Block, BlockKind
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design
    from designer.model.links import LinkBundle

CABINET_NAME: Final = "atlas-950-cabinet"
SUPERPOD_NAME: Final = "atlas-950-superpod"
MESH_SUPERPOD_NAME: Final = "atlas-950-superpod-mesh"
UB_MESH_NAME: Final = "ub-mesh-superpod"
MAX_PODS: Final = 8
N_ROWS: Final = 4
N_COLUMNS: Final = 4
N_RACKS_PER_POD: Final = N_ROWS * N_COLUMNS

ANNOUNCED: Final = (
    "The announced 16.3 PB/s is the sum of all accelerator ports in both directions: 8,192 times "
    "2 TB/s. It is neither what leaves the cabinets nor a bisection, which stand beside it: 4 of "
    "18 ports of an accelerator lead out of its cabinet."
)
_CABINET_NOTE: Final = (
    "The full mesh and the four uplink ports of every accelerator are in Huawei's test data. The "
    "switches in the cabinet are those of UB-Mesh."
)
_CABINET_SOURCES: Final = ("hccl-topology-test", "ub-mesh-paper", "950-whitepaper-reading")
_TIER_NOTE: Final = (
    "Assumed: 256 switches of 512 lanes, eight in each of 32 interconnect cabinets, each with one "
    "port of four lanes to every compute cabinet. The other reading of what is published is "
    "atlas-950-superpod-mesh."
)
_MESH_NOTE: Final = (
    "Assumed: a third full-mesh axis as in UB-Mesh, eight groups of 4 x 4 cabinets, and a quarter "
    "of the uplinks to 64 switches. The other reading of what is published is atlas-950-superpod."
)
_UB_MESH_NOTE: Final = (
    "Wiring of the paper with 32 of its 48 low-radix switches per rack; the 16 that serve CPUs and "
    "the spare accelerator are left out, and so is the data-centre network. Some statements count "
    "72 switches per rack."
)
CABINET_RACK: Final = MeshRack(
    is_lrs_assumed=True,
    lrs_note="Four uplink ports of every accelerator are published; that they lead to low-radix "
    "switches by board and plane is taken from UB-Mesh.",
)


def atlas_950_cabinet(
    library: CatalogLibrary, *, assumption_set: str = DEFAULT_ASSUMPTIONS
) -> Design:
    """Build one compute cabinet of Atlas 950: 64 accelerators in an 8 x 8 full mesh.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    CatalogError
        If the catalog lacks a part or the height of an enclosure.
    """
    require_parts(library, PART_SLUGS)
    blocks = mesh_rack(library, CABINET_RACK)
    root = Block(
        id=BlockId(CABINET_NAME),
        name="Atlas 950 cabinet",
        kind=BlockKind.SUPERNODE,
        instances=(Instance(id=InstanceId("rack"), name="Cabinet", block=blocks[0].id),),
    )
    return assembled(
        library,
        (root, *blocks),
        (_fabric(_CABINET_NOTE, _CABINET_SOURCES, is_assumed=False),),
        description=worded(
            "64 Ascend 950DT in a two-dimensional full mesh with four uplinks each."
        ),
        assumptions=assumption_set,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to wire racks with each other."""

    name: str
    title: str
    description: str
    rack: MeshRack
    tier: str
    note: str
    sources: tuple[str, ...]
    is_assumed: bool
    has_rack_mesh: bool


_SWITCHED: Final = _Reading(
    SUPERPOD_NAME,
    "Atlas 950 SuperPoD",
    "Cabinets of 64 accelerators on one tier of switches. " + ANNOUNCED,
    CABINET_RACK,
    "atlas950-interconnect",
    f"{ANNOUNCED} {_TIER_NOTE}",
    (*_CABINET_SOURCES, "berton-atlas950", "gizmochina-atlas"),
    is_assumed=True,
    has_rack_mesh=False,
)
_MESHED: Final = _Reading(
    MESH_SUPERPOD_NAME,
    "Atlas 950 SuperPoD, mesh",
    "Cabinets of 64 accelerators in a full mesh of rows and columns. " + ANNOUNCED,
    CABINET_RACK,
    "atlas950-interconnect",
    f"{ANNOUNCED} {_MESH_NOTE}",
    (*_CABINET_SOURCES, "berton-atlas950", "gizmochina-atlas"),
    is_assumed=True,
    has_rack_mesh=True,
)
_UB_MESH: Final = _Reading(
    UB_MESH_NAME,
    "UB-Mesh SuperPod",
    "The 4D full mesh of the UB-Mesh paper: pods of 4 x 4 racks, with a tier of switches above.",
    MeshRack(),
    "atlas950-interconnect",
    _UB_MESH_NOTE,
    ("ub-mesh-paper",),
    is_assumed=False,
    has_rack_mesh=True,
)


def _superpod(
    library: CatalogLibrary,
    *,
    reading: _Reading,
    n_pods: int = MAX_PODS,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    require_count("n_pods", n_pods, MAX_PODS)
    dims = (
        Dimension(name="pod", size=n_pods),
        Dimension(name="row", size=N_ROWS),
        Dimension(name="column", size=N_COLUMNS),
    )
    return _of_racks(library, reading, dims, assumption_set)


def atlas_950_superpod_halves(
    library: CatalogLibrary, *, assumption_set: str = DEFAULT_ASSUMPTIONS
) -> Design:
    """Build the Atlas 950 SuperPoD with its cabinets numbered by halves, for larger systems.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The SuperPoD on a tier of switches; cabinets have dimensions ``half`` and ``i``.
    """
    dims = (Dimension(name="half", size=2), Dimension(name="i", size=64))
    return _of_racks(library, _SWITCHED, dims, assumption_set)


def _of_racks(
    library: CatalogLibrary,
    reading: _Reading,
    dims: tuple[Dimension, ...],
    assumption_set: str,
) -> Design:
    require_parts(library, PART_SLUGS)
    blocks, tier, bundles = superpod_parts(library, reading.name)
    n_npus = math.prod(dim.size for dim in dims) * N_NPUS_PER_RACK
    root = Block(
        id=BlockId(reading.name),
        name=f"{reading.title}, {n_npus:,} NPUs",
        kind=BlockKind.SUPERNODE,
        instances=superpod_instances(blocks[0], tier, dims),
        link_bundles=bundles,
    )
    return assembled(
        library,
        (root, *blocks, tier),
        (_fabric(reading.note, reading.sources, is_assumed=reading.is_assumed),),
        description=reading.description,
        assumptions=assumption_set,
    )


def superpod_parts(
    library: CatalogLibrary, name: str
) -> tuple[tuple[Block, ...], Block, tuple[LinkBundle, ...]]:
    """Return what a SuperPoD is made of, for larger systems.

    Parameters
    ----------
    library
        Catalog that heights are taken from.
    name
        Slug of one of the SuperPoDs of this module.

    Returns
    -------
    tuple[tuple[Block, ...], Block, tuple[LinkBundle, ...]]
        Blocks of a rack with the rack first, interconnect cabinet, and the links between them.
    """
    reading = next(r for r in (_SWITCHED, _MESHED, _UB_MESH) if r.name == name)
    blocks = mesh_rack(library, reading.rack)
    n_hrs = 2 if reading.has_rack_mesh else N_HRS_PER_CABINET
    tier = bus_rack(library, "ub-hrs", reading.tier, n_hrs)
    up = switched_tier(
        cable="fibre-mpo12",
        optic="ub-optic-448g",
        is_assumed=reading.is_assumed,
        note="Every switch of a rack has one link to each switch above of its plane and board.",
    )
    if not reading.has_rack_mesh:
        return blocks, tier, (up,)
    mesh = rack_mesh(cable="ub-copper-active", is_assumed=reading.is_assumed)
    return blocks, tier, (*mesh, up)


def superpod_instances(
    rack: Block, tier: Block, dims: tuple[Dimension, ...]
) -> tuple[Instance, ...]:
    """Return the racks and interconnect cabinets of a SuperPoD on the floor.

    Parameters
    ----------
    rack, tier
        Blocks of a rack and of an interconnect cabinet.
    dims
        Dimensions that number the racks.

    Returns
    -------
    tuple[Instance, ...]
        Rows of sixteen racks, interconnect cabinets at the end of the rows.
    """
    return (
        Instance(
            id=InstanceId("rack"),
            name="Compute cabinet",
            block=rack.id,
            dims=dims,
            placement=Placement(
                n_columns=N_RACKS_PER_POD, pitch_x_m=RACK_WIDTH_M, pitch_y_m=RACK_ROW_PITCH_M
            ),
        ),
        Instance(
            id=InstanceId("bus-rack"),
            name="Interconnect cabinet",
            block=tier.id,
            dims=(Dimension(name="plane", size=N_PLANES), Dimension(name="board", size=N_BOARDS)),
            placement=Placement(
                x_m=round((N_RACKS_PER_POD + 1) * RACK_WIDTH_M, 5),
                n_columns=4,
                pitch_x_m=RACK_WIDTH_M,
                pitch_y_m=RACK_ROW_PITCH_M,
            ),
            is_assumed=True,
        ),
    )


def _fabric(note: str, sources: tuple[str, ...], *, is_assumed: bool) -> Fabric:
    return Fabric(
        id=SCALE_UP,
        role=FabricRole.SCALE_UP,
        display_name="UB",
        is_assumed=is_assumed,
        note=note,
        sources=sources,
    )


atlas_950_superpod: Final = partial(_superpod, reading=_SWITCHED, n_pods=MAX_PODS)
atlas_950_superpod_mesh: Final = partial(_superpod, reading=_MESHED, n_pods=MAX_PODS)
ub_mesh_superpod: Final = partial(_superpod, reading=_UB_MESH, n_pods=MAX_PODS)
