"""Racks of 64 accelerators in a two-dimensional full mesh, and the systems made of them.

.. code-block:: text

    rack     board[8] / npu[8]     X: all pairs of a board, Y: all pairs of a slot     448 links
             plane[4] / lrs1[8]    LRS1 (plane, board) takes one link from each NPU of the board
    switched tier (Atlas 950)      lrs1 ── hrs[8] of its plane and board, one rack on each port
    rack mesh (UB-Mesh)            lrs1 ── lrs1 of the same plane and board in the three racks of
                                   the row and the three of the column; two links to the tier above

One link is four lanes of 112 Gbit/s: 56 GB/s per direction. Liao et al., *UB-Mesh: a
Hierarchically Localized nD-FullMesh Datacenter Network Architecture*, arXiv:2503.20377; for the
cabinet of Atlas 950 the test data of Huawei's collective communication library say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.fabric.layout import board_row, part_height_u, stacked
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

N_BOARDS: Final = 8
N_SLOTS: Final = 8
N_PLANES: Final = 4
N_HRS_PER_CABINET: Final = 8
N_NPUS_PER_RACK: Final = N_BOARDS * N_SLOTS
SCALE_UP: Final = FabricId("scale-up")
PART_SLUGS: Final = (
    "ascend-950dt", "kunpeng-950", "atlas950-node", "ub-lrs", "ub-lrs-board", "atlas950-compute",
    "ub-copper",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeshRack:
    """Parts and counts of a rack.

    Attributes
    ----------
    npu, node, lrs, rack
        Part slugs of the accelerator, its board, the switch and the rack.
    n_slots
        Accelerators on a board. [1]
    n_cpus
        CPUs on a board. [1]
    is_lrs_assumed, lrs_note
        Whether the switches in the rack are assumed, and what to say about them.
    is_mesh_assumed
        Whether the mesh itself is assumed.
    """

    npu: str = "ascend-950dt"
    node: str = "atlas950-node"
    lrs: str = "ub-lrs"
    rack: str = "atlas950-compute"
    n_slots: int = N_SLOTS
    n_cpus: int = 1
    is_lrs_assumed: bool = False
    lrs_note: str = ""
    is_mesh_assumed: bool = False


def mesh_rack(library: CatalogLibrary, made_of: MeshRack) -> tuple[Block, ...]:
    """Return the blocks of a rack, the rack itself first.

    Parameters
    ----------
    library
        Catalog that heights are taken from.
    made_of
        Parts and counts.

    Returns
    -------
    tuple[Block, ...]
        Rack, board with accelerators, and switch board of one plane.
    """
    board = _board(made_of)
    plane = Block(
        id=BlockId("lrs-board"),
        name="Switch board",
        kind=BlockKind.SWITCH_BOX,
        part="ub-lrs-board",
        instances=(
            Instance(
                id=InstanceId("lrs1"),
                name="LRS",
                part=made_of.lrs,
                dims=numbered(board=N_BOARDS),
                placement=board_row(0, N_BOARDS),
                is_assumed=made_of.is_lrs_assumed,
            ),
        ),
    )
    node_u = part_height_u(library, made_of.node)
    rack = Block(
        id=BlockId("mesh-rack"),
        name="Compute cabinet",
        kind=BlockKind.RACK,
        part=made_of.rack,
        instances=(
            Instance(
                id=InstanceId("board"),
                name="Board",
                block=board.id,
                dims=numbered(i=N_BOARDS),
                placement=stacked(1, node_u),
            ),
            Instance(
                id=InstanceId("plane"),
                name="Plane",
                block=plane.id,
                dims=numbered(i=N_PLANES),
                placement=stacked(1 + N_BOARDS * node_u, part_height_u(library, "ub-lrs-board")),
                is_assumed=made_of.is_lrs_assumed,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("y-mesh"),
                name="Y mesh",
                fabric=SCALE_UP,
                a=LinkEnd(path="board/npu", port="ub"),
                b=LinkEnd(path="board/npu", port="ub"),
                relations=(
                    Relation(a_dim="npu.slot", b_dim="npu.slot"),
                    Relation(a_dim="board.i", b_dim="board.i", kind=RelationKind.NOT_EQUAL),
                ),
                cable="ub-copper",
                length_m=1.0,
                is_assumed=made_of.is_mesh_assumed,
                note="One link between any two boards at every slot. The paper gives 1 m.",
            ),
            LinkBundle(
                id=BundleId("npu-lrs"),
                name="NPU to LRS",
                fabric=SCALE_UP,
                a=LinkEnd(path="board/npu", port="ub"),
                b=LinkEnd(path="plane/lrs1", port="down"),
                relations=(Relation(a_dim="board.i", b_dim="lrs1.board"),),
                is_assumed=made_of.is_lrs_assumed,
                note=made_of.lrs_note or "One link from each accelerator into each of four planes.",
            ),
        ),
    )
    return rack, board, plane


def _board(made_of: MeshRack) -> Block:
    return Block(
        id=BlockId("mesh-board"),
        name="Board",
        kind=BlockKind.NODE,
        part=made_of.node,
        instances=(
            Instance(
                id=InstanceId("npu"),
                name="NPU",
                part=made_of.npu,
                dims=numbered(slot=made_of.n_slots),
                placement=board_row(1, made_of.n_slots),
            ),
            Instance(
                id=InstanceId("cpu"),
                name="CPU",
                part="kunpeng-950",
                dims=numbered(i=made_of.n_cpus),
                placement=board_row(0, made_of.n_cpus, (made_of.n_slots - made_of.n_cpus) / 2),
                is_assumed=True,
                note="How many CPUs there are is not published.",
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("x-mesh"),
                name="X mesh",
                fabric=SCALE_UP,
                a=LinkEnd(path="npu", port="ub"),
                b=LinkEnd(path="npu", port="ub"),
                relations=(
                    Relation(a_dim="npu.slot", b_dim="npu.slot", kind=RelationKind.NOT_EQUAL),
                ),
                is_assumed=made_of.is_mesh_assumed,
                note="One link between any two accelerators of a board.",
            ),
        ),
    )


def switched_tier(*, cable: str, optic: str, is_assumed: bool, note: str) -> LinkBundle:
    """Return the links from racks to a tier of switches with one port for each rack.

    Parameters
    ----------
    cable, optic
        Part slugs.
    is_assumed, note
        Whether the links are assumed, and what to say about them.

    Returns
    -------
    LinkBundle
        Every switch of a rack to the eight above it, for a block that holds racks as ``rack`` and
        cabinets with dimensions ``plane`` and ``board`` as ``bus-rack``.
    """
    return LinkBundle(
        id=BundleId("lrs-hrs"),
        name="LRS to HRS",
        fabric=SCALE_UP,
        a=LinkEnd(path="rack/plane/lrs1", port="out"),
        b=LinkEnd(path="bus-rack/hrs", port="port"),
        relations=(
            Relation(a_dim="plane.i", b_dim="bus-rack.plane"),
            Relation(a_dim="lrs1.board", b_dim="bus-rack.board"),
        ),
        cable=cable,
        optic=optic,
        is_assumed=is_assumed,
        note=note,
    )


def rack_mesh(*, cable: str, is_assumed: bool) -> tuple[LinkBundle, ...]:
    """Return the full meshes of rows and of columns between racks.

    Parameters
    ----------
    cable
        Part slug of the cable for four lanes.
    is_assumed
        Whether the links are assumed.

    Returns
    -------
    tuple[LinkBundle, ...]
        Switch to switch of the same plane and board, for a block that holds racks as ``rack`` with
        dimensions ``pod``, ``row`` and ``column``.
    """
    return tuple(
        LinkBundle(
            id=BundleId(f"{across}-mesh"),
            name=f"Racks of a {along}",
            fabric=SCALE_UP,
            a=LinkEnd(path="rack/plane/lrs1", port="out"),
            b=LinkEnd(path="rack/plane/lrs1", port="out"),
            relations=(
                Relation(a_dim="rack.pod", b_dim="rack.pod"),
                Relation(a_dim=f"rack.{along}", b_dim=f"rack.{along}"),
                Relation(
                    a_dim=f"rack.{across}", b_dim=f"rack.{across}", kind=RelationKind.NOT_EQUAL
                ),
                Relation(a_dim="plane.i", b_dim="plane.i"),
                Relation(a_dim="lrs1.board", b_dim="lrs1.board"),
            ),
            cable=cable,
            length_m=10.0,
            is_assumed=is_assumed,
            note="32 links of four lanes between any two racks: one between switches of the same "
            "plane and board. The paper gives about 10 m for all of them.",
        )
        for along, across in (("row", "column"), ("column", "row"))
    )


def bus_rack(
    library: CatalogLibrary, hrs: str, rack: str, n_hrs: int, *, dimension: str = "i"
) -> Block:
    """Return a cabinet with the switches of the tier between racks.

    Parameters
    ----------
    library
        Catalog that heights are taken from.
    hrs, rack
        Part slugs of switch and cabinet.
    n_hrs
        Switches in it. [1]
    dimension
        Name of the index of the switches.

    Returns
    -------
    Block
        The cabinet.
    """
    dims = numbered(**{dimension: n_hrs})
    switches = stack(library, "hrs", hrs, dims, name="HRS", is_assumed=True)
    return rack_of("bus-rack", rack, switches, name="Interconnect cabinet")
