"""The Atlas 950 of 1,024 accelerators that was shown at WAIC 2026: one group of 16 cabinets.

.. code-block:: text

    rack[4, 4]            cabinets of 64 accelerators, as in the SuperPoD
    bus-rack[plane: 4]    eight switches each; every switch of a cabinet has one port on all eight

With 16 cabinets a switch of 512 lanes has eight ports for each, one to every board, so 32 switches
in four cabinets take the 4,096 uplinks and are full: the "16 + 4" that the vendor's product page
names. How they are wired is not public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import RACK_ROW_PITCH_M, RACK_WIDTH_M, require_parts
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.atlas950 import CABINET_RACK, N_COLUMNS, N_RACKS_PER_POD, N_ROWS
from designer.fabric.presets.ub_mesh import (
    N_HRS_PER_CABINET,
    N_NPUS_PER_RACK,
    N_PLANES,
    PART_SLUGS,
    SCALE_UP,
    bus_rack,
    mesh_rack,
)
from designer.fabric.racks import numbered
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

NAME: Final = "atlas-950-waic-1024"
_NOTE: Final = (
    "1,024 accelerators in 16 cabinets, 1 EFLOP/s in FP8 and a round trip of 3 us are published; "
    "256 TB of unified memory take in that of the hosts. The cabinet is published to the port. "
    "Assumed: four interconnect cabinets of eight switches of 512 lanes, which 4,096 uplinks fill. "
    "The vendor's product page says 96 GB and 919 TFLOP/s of FP8 for the accelerator of this "
    "size; the part here is that of the announced SuperPoD."
)


def atlas_950_demo(library: CatalogLibrary, *, assumption_set: str = DEFAULT_ASSUMPTIONS) -> Design:
    """Build the Atlas 950 of 1,024 accelerators.

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
    tier = bus_rack(library, "ub-hrs", "atlas950-interconnect", N_HRS_PER_CABINET)
    n_npus = N_RACKS_PER_POD * N_NPUS_PER_RACK
    root = Block(
        id=BlockId(NAME),
        name=f"Atlas 950 at WAIC 2026, {n_npus:,} NPUs",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Compute cabinet",
                block=blocks[0].id,
                dims=(Dimension(name="row", size=N_ROWS), Dimension(name="column", size=N_COLUMNS)),
                placement=Placement(
                    n_columns=8, pitch_x_m=RACK_WIDTH_M, pitch_y_m=RACK_ROW_PITCH_M
                ),
            ),
            Instance(
                id=InstanceId("bus-rack"),
                name="Interconnect cabinet",
                block=tier.id,
                dims=numbered(plane=N_PLANES),
                placement=Placement(
                    x_m=round(9 * RACK_WIDTH_M, 5),
                    n_columns=2,
                    pitch_x_m=RACK_WIDTH_M,
                    pitch_y_m=RACK_ROW_PITCH_M,
                ),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("lrs-hrs"),
                name="LRS to HRS",
                fabric=SCALE_UP,
                a=LinkEnd(path="rack/plane/lrs1", port="out"),
                b=LinkEnd(path="bus-rack/hrs", port="port"),
                relations=(Relation(a_dim="plane.i", b_dim="bus-rack.plane"),),
                cable="fibre-mpo12",
                optic="ub-optic-448g",
                is_assumed=True,
                note="Every switch of a cabinet has one link to each of the eight of its plane.",
            ),
        ),
    )
    fabric = Fabric(
        id=SCALE_UP,
        role=FabricRole.SCALE_UP,
        display_name="UB",
        is_assumed=True,
        note=_NOTE,
        sources=("hccl-topology-test", "waic2026-superpod", "ml-engineering-atlas950"),
    )
    return assembled(
        library,
        (root, *blocks, tier),
        (fabric,),
        description=worded(
            "Sixteen cabinets of 64 accelerators on one tier of switches, as shown."
        ),
        assumptions=assumption_set,
    )
