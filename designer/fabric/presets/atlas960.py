"""Atlas 960 SuperPoD: 15,488 accelerators; only its counts are announced.

.. code-block:: text

    rack[half, i]     board[8] / npu[11]     X: all pairs of a board, Y: all pairs of a slot
                      plane[4] / lrs1[8]     one link from each NPU of the board, as many out
    bus-rack[plane, m] / hrs[board]          one port to each of 176 compute cabinets

The wiring is that of Atlas 950 with boards of 11: 176 cabinets of 88 accelerators and 44 cabinets
of eight switches close with the announced counts, which is all that speaks for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import RACK_ROW_PITCH_M, RACK_WIDTH_M, require_count, require_parts
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.ub_mesh import (
    N_BOARDS,
    N_PLANES,
    SCALE_UP,
    MeshRack,
    bus_rack,
    mesh_rack,
)
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

NAME: Final = "atlas-960-superpod"
N_SLOTS: Final = 11
N_HALVES: Final = 2
MAX_RACKS_PER_HALF: Final = 88
N_BUS_RACKS_PER_PLANE: Final = 11
N_RACKS_PER_ROW: Final = 16

_NOTE: Final = (
    "Illustrative: 15,488 accelerators, 220 cabinets and 34 PB/s, the sum of all accelerator ports "
    "in both directions, are announced; nothing about the wiring is. An 8 x 11 mesh with four of "
    "22 ports up, and switches with a port for every compute cabinet, are assumed."
)
_RACK: Final = MeshRack(
    npu="ascend-960",
    lrs="ub-lrs-960",
    rack="atlas960-compute",
    n_slots=N_SLOTS,
    is_lrs_assumed=True,
    lrs_note="Assumed, as in Atlas 950.",
    is_mesh_assumed=True,
)


def _superpod(
    library: CatalogLibrary,
    *,
    n_racks_per_half: int = MAX_RACKS_PER_HALF,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    require_count("n_racks_per_half", n_racks_per_half, MAX_RACKS_PER_HALF)
    require_parts(library, (_RACK.npu, _RACK.node, _RACK.lrs, _RACK.rack, "ub-hrs-960"))
    blocks = mesh_rack(library, _RACK)
    tier = bus_rack(library, "ub-hrs-960", "atlas950-interconnect", N_BOARDS, dimension="board")
    n_npus = N_HALVES * n_racks_per_half * N_BOARDS * N_SLOTS
    root = Block(
        id=BlockId(NAME),
        name=f"Atlas 960 SuperPoD, {n_npus:,} NPUs",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Compute cabinet",
                block=blocks[0].id,
                dims=(
                    Dimension(name="half", size=N_HALVES),
                    Dimension(name="i", size=n_racks_per_half),
                ),
                placement=Placement(
                    n_columns=N_RACKS_PER_ROW, pitch_x_m=RACK_WIDTH_M, pitch_y_m=RACK_ROW_PITCH_M
                ),
            ),
            Instance(
                id=InstanceId("bus-rack"),
                name="Interconnect cabinet",
                block=tier.id,
                dims=(
                    Dimension(name="plane", size=N_PLANES),
                    Dimension(name="m", size=N_BUS_RACKS_PER_PLANE),
                ),
                placement=Placement(
                    x_m=round((N_RACKS_PER_ROW + 1) * RACK_WIDTH_M, 5),
                    n_columns=4,
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
                relations=(
                    Relation(a_dim="plane.i", b_dim="bus-rack.plane"),
                    Relation(a_dim="lrs1.board", b_dim="hrs.board"),
                ),
                cable="fibre-mpo12",
                optic="ub-optic-448g",
                is_assumed=True,
                note="One link from every switch of a cabinet to each of 11 switches above.",
            ),
        ),
    )
    fabric = Fabric(
        id=SCALE_UP,
        role=FabricRole.SCALE_UP,
        display_name="UB",
        is_assumed=True,
        note=_NOTE,
        sources=("gizmochina-atlas", "hc2025-roadmap"),
    )
    return assembled(
        library,
        (root, *blocks, tier),
        (fabric,),
        description=worded(
            "Announced SuperPoD of 15,488 Ascend 960, with assumed wiring; illustrative."
        ),
        assumptions=assumption_set,
    )


atlas_960_superpod: Final = partial(_superpod, n_racks_per_half=MAX_RACKS_PER_HALF)
