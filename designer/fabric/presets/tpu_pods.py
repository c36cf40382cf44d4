"""TPU pods: cubes of 4 x 4 x 4 chips whose faces optical circuit switches join to a torus.

.. code-block:: text

    chip[x, y, z]      one link to the next chip along each axis, wrapping round
    rack[cubes] / tray[16]

Jouppi et al., *TPU v4: An Optically Reconfigurable Supercomputer for Machine Learning with Hardware
Support for Embeddings*, arXiv:2304.01433. Circuit switches forward nothing by themselves, so the
torus that they are set to is drawn as such, beside the racks with the trays of the chips.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.embedding import embed_records
from designer.fabric.layout import (
    CELL_PITCH_M,
    RACK_WIDTH_M,
    part_height_u,
    rack_rows,
    require_count,
    require_parts,
    stacked,
)
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.placement import Placement

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

SIDE: Final = 4
AXES: Final = ("x", "y", "z")
N_TRAYS: Final = 16
N_RACKS_PER_ROW: Final = 16
_ICI: Final = FabricId("scale-up")
_LEFT_OUT: Final = (
    "Cables, modules and circuit switches are left out of counts, power and cost: of every four "
    "links along an axis three are copper inside a cube and one is an optical link to a switch."
)


@dataclass(frozen=True, slots=True)
class _Generation:
    """What differs between generations; ``cubes`` are those along each axis of a whole pod."""

    name: str
    title: str
    chip: str
    tray: str
    cubes: tuple[int, int, int]
    note: str
    sources: tuple[str, ...]
    is_assumed: bool


V4: Final = _Generation(
    "tpu-v4-pod",
    "TPU v4 pod",
    "tpu-v4",
    "tpu-v4-host",
    (4, 4, 4),
    "Torus of 16 x 16 x 16 chips, the default of the paper: 64 cubes of 64 chips in 64 racks. "
    + _LEFT_OUT,
    ("tpu-v4-paper", "google-tpu-v4"),
    is_assumed=False,
)
IRONWOOD: Final = _Generation(
    "tpu-ironwood-pod",
    "TPU7x Ironwood pod",
    "tpu-ironwood",
    "tpu-ironwood-host",
    (4, 6, 6),
    "9,216 chips in 144 cubes of 64 and a three-dimensional torus are published. Its shape is not: "
    "16 x 24 x 24 is assumed, and the wiring of TPU v4. " + _LEFT_OUT,
    ("google-tpu7x", "tpu-v4-paper"),
    is_assumed=True,
)


def _tpu_pod(
    library: CatalogLibrary,
    *,
    generation: _Generation,
    n_cubes_x: int,
    assumption_set: str = "default-2026",
) -> Design:
    require_count("n_cubes_x", n_cubes_x, generation.cubes[0])
    require_parts(library, (generation.chip, generation.tray, "tpu-rack"))
    sizes = tuple(SIDE * n for n in (n_cubes_x, *generation.cubes[1:]))
    n_racks = math.prod(sizes) // SIDE**3
    rack, tray = _rack(library, generation)
    root = Block(
        id=BlockId(generation.name),
        name=f"{generation.title}, {' x '.join(map(str, sizes))}",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Rack of a cube",
                block=rack.id,
                dims=(Dimension(name="i", size=n_racks),),
                placement=rack_rows(0, N_RACKS_PER_ROW),
            ),
            Instance(
                id=InstanceId("chip"),
                name="Chip",
                part=generation.chip,
                dims=tuple(
                    Dimension(name=axis, size=size) for axis, size in zip(AXES, sizes, strict=True)
                ),
                placement=Placement(
                    x_m=round((N_RACKS_PER_ROW + 2) * RACK_WIDTH_M, 5),
                    n_columns=sizes[1] * sizes[2] // SIDE,
                    pitch_x_m=CELL_PITCH_M,
                    pitch_y_m=CELL_PITCH_M,
                ),
                note="Drawn as the torus; they stand in the trays of the racks.",
            ),
        ),
        link_bundles=tuple(_ring(axis, generation) for axis in AXES),
    )
    fabric = Fabric(
        id=_ICI,
        role=FabricRole.SCALE_UP,
        display_name="ICI",
        is_assumed=generation.is_assumed,
        note=generation.note,
        sources=generation.sources,
    )
    design = Design(
        name=root.name,
        description="Three-dimensional torus of chips in cubes of 4 x 4 x 4.",
        root=root.id,
        assumptions=AssumptionChoice(set=assumption_set),
        fabrics=(fabric,),
        blocks=(root, rack, tray),
    )
    return embed_records(design, library)


def _ring(axis: str, generation: _Generation) -> LinkBundle:
    return LinkBundle(
        id=BundleId(f"ici-{axis}"),
        name=f"ICI along {axis}",
        fabric=_ICI,
        a=LinkEnd(path="chip", port="ici"),
        b=LinkEnd(path="chip", port="ici"),
        relations=tuple(
            Relation(a_dim=f"chip.{other}", b_dim=f"chip.{other}")
            if other != axis
            else Relation(
                a_dim=f"chip.{axis}", b_dim=f"chip.{axis}", kind=RelationKind.SHIFT, offset=1
            )
            for other in AXES
        ),
        is_assumed=generation.is_assumed,
        note="Three of four links stay in a cube; the fourth passes a circuit switch.",
    )


def _rack(library: CatalogLibrary, generation: _Generation) -> tuple[Block, Block]:
    tray = Block(
        id=BlockId("tray"),
        name="Tray and host",
        kind=BlockKind.NODE,
        part=generation.tray,
        note="With four chips, which are drawn as part of the torus.",
    )
    rack = Block(
        id=BlockId("rack"),
        name="Rack of a cube",
        kind=BlockKind.RACK,
        part="tpu-rack",
        instances=(
            Instance(
                id=InstanceId("tray"),
                name="Tray",
                block=tray.id,
                dims=(Dimension(name="i", size=N_TRAYS),),
                placement=stacked(1, part_height_u(library, generation.tray)),
            ),
        ),
    )
    return rack, tray


tpu_v4_pod: Final = partial(_tpu_pod, generation=V4, n_cubes_x=V4.cubes[0])
tpu_ironwood_pod: Final = partial(_tpu_pod, generation=IRONWOOD, n_cubes_x=IRONWOOD.cubes[0])
