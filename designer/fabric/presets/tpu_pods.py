"""TPU pods: cubes of 4 x 4 x 4 chips in racks, joined to a torus by optical circuit switches.

.. code-block:: text

    rack[x, y, z] / tray[x: 2, y: 2, z: 4] / chip[x: 2, y: 2]       64 chips, the cube of a rack
    tray, rack                copper between neighbours inside the cube
    rack ── rack              16 links of each face to the next cube along its axis, each through
                              the circuit switch of that axis and place: ocs-rack[6] / ocs[8]

Jouppi et al., *TPU v4: An Optically Reconfigurable Supercomputer for Machine Learning with Hardware
Support for Embeddings*, arXiv:2304.01433: 48 circuit switches, one for each axis and place on a
face, of which one port each goes to both faces of every cube. They forward nothing by themselves:
what is drawn is the torus that they are set to by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import (
    RACK_ROW_PITCH_M,
    RACK_WIDTH_M,
    part_height_u,
    part_width_m,
    rack_rows,
    require_count,
    stacked,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

SIDE: Final = 4
AXES: Final = ("x", "y", "z")
CHIPS: Final = (("x", 2), ("y", 2))
TRAYS: Final = (("x", 2), ("y", 2), ("z", 4))
N_OCS: Final = 48
N_OCS_PER_RACK: Final = 8
N_RACKS_PER_ROW: Final = 16
OCS_RACK: Final = "eia-48u"
_ICI: Final = FabricId("scale-up")


@dataclass(frozen=True, slots=True)
class _Generation:
    """What differs between generations; ``cubes`` are those along each axis of a whole pod."""

    name: str
    title: str
    chip: str
    tray: str
    rack: str
    ocs: str
    optic: str
    cubes: tuple[int, int, int]
    note: str
    ocs_note: str
    sources: tuple[str, ...]
    is_assumed: bool


V4: Final = _Generation(
    "tpu-v4-pod",
    "TPU v4 pod",
    "tpu-v4",
    "tpu-v4-host",
    "tpu-rack",
    "palomar-ocs",
    "ici-optic-400g",
    (4, 4, 4),
    "Torus of 16 x 16 x 16 chips, the default of the paper: 64 cubes of 64 chips in 64 racks, 96 "
    "optical links to a cube, 48 circuit switches.",
    "Published: 48 circuit switches of 136 ports, 128 in use. Where their racks stand is assumed.",
    ("tpu-v4-paper", "google-tpu-v4"),
    is_assumed=False,
)
IRONWOOD: Final = _Generation(
    "tpu-ironwood-pod",
    "TPU7x Ironwood pod",
    "tpu-ironwood",
    "tpu-ironwood-host",
    "tpu-rack",
    "ocs-320",
    "ici-optic-800g",
    (4, 6, 6),
    "9,216 chips in 144 racks of 64, circuit switches and a three-dimensional torus are published. "
    "Its shape is not: 16 x 24 x 24 is assumed, and the wiring of TPU v4.",
    "Circuit switches are published, their number and ports are not: one for each axis and place "
    "on a face as in TPU v4, with a port for both faces of 144 cubes.",
    ("google-tpu7x", "tpu-v4-paper", "hotchips-ironwood"),
    is_assumed=True,
)


def _tpu_pod(
    library: CatalogLibrary,
    *,
    generation: _Generation,
    n_cubes_x: int,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    require_count("n_cubes_x", n_cubes_x, generation.cubes[0])
    cubes = (n_cubes_x, *generation.cubes[1:])
    sizes = tuple(SIDE * n for n in cubes)
    tray = _tray(generation)
    rack = _rack(library, generation, tray)
    ocs_rack = _ocs_rack(library, generation)
    root = Block(
        id=BlockId(generation.name),
        name=f"{generation.title}, {' x '.join(map(str, sizes))}",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Rack of a cube",
                block=rack.id,
                dims=tuple(
                    Dimension(name=axis, size=n) for axis, n in zip(AXES, cubes, strict=True)
                ),
                placement=rack_rows(0, N_RACKS_PER_ROW),
            ),
            Instance(
                id=InstanceId("ocs-rack"),
                name="Rack of circuit switches",
                block=ocs_rack.id,
                dims=(Dimension(name="i", size=N_OCS // N_OCS_PER_RACK),),
                placement=Placement(
                    x_m=round((N_RACKS_PER_ROW + 1) * RACK_WIDTH_M, 5),
                    n_columns=2,
                    pitch_x_m=part_width_m(library, OCS_RACK),
                    pitch_y_m=RACK_ROW_PITCH_M,
                ),
                is_assumed=True,
            ),
        ),
        link_bundles=tuple(_circuits(generation)),
    )
    fabric = Fabric(
        id=_ICI,
        role=FabricRole.SCALE_UP,
        display_name="ICI",
        is_assumed=generation.is_assumed,
        note=generation.note,
        sources=generation.sources,
    )
    return assembled(
        library,
        (root, rack, tray, ocs_rack),
        (fabric,),
        description=worded(
            "Three-dimensional torus of chips in cubes of 4 x 4 x 4, joined by optical "
            "circuit switches."
        ),
        assumptions=assumption_set,
    )


def _chip_number(x: int, y: int) -> int:
    return 2 * x + y


def _tray_number(x: int, y: int, z: int) -> int:
    return (2 * x + y) * 4 + z


def _link(
    generation: _Generation,
    bundle_id: str,
    texts: tuple[str, str],
    *,
    paths: tuple[str, str],
    relations: tuple[Relation, ...],
    cable: str | None = None,
) -> LinkBundle:
    return LinkBundle(
        id=BundleId(bundle_id),
        name=texts[0],
        fabric=_ICI,
        a=LinkEnd(path=paths[0], port="ici"),
        b=LinkEnd(path=paths[1], port="ici"),
        relations=relations,
        cable=cable,
        is_assumed=generation.is_assumed,
        note=texts[1],
    )


def _same(instance: str, dims: tuple[tuple[str, int], ...], step: str = "") -> tuple[Relation, ...]:
    # Equal in all dimensions of an instance but one, which goes a step further.
    return tuple(
        Relation(
            a_dim=f"{instance}.{dim}", b_dim=f"{instance}.{dim}", kind=RelationKind.STEP, offset=1
        )
        if dim == step
        else Relation(a_dim=f"{instance}.{dim}", b_dim=f"{instance}.{dim}")
        for dim, _ in dims
    )


def _tray(generation: _Generation) -> Block:
    return Block(
        id=BlockId("tray"),
        name="Tray and host",
        kind=BlockKind.NODE,
        part=generation.tray,
        instances=(
            Instance(
                id=InstanceId("chip"),
                name="Chip",
                part=generation.chip,
                dims=tuple(Dimension(name=dim, size=size) for dim, size in CHIPS),
                placement=Placement(n_columns=2, pitch_x_m=0.09, pitch_y_m=0.09),
            ),
        ),
        link_bundles=tuple(
            _link(
                generation,
                f"tray-{axis}",
                (f"Along {axis} on the tray", "A trace of the board."),
                paths=("chip", "chip"),
                relations=_same("chip", CHIPS, step=axis),
            )
            for axis in ("x", "y")
        ),
    )


def _rack(library: CatalogLibrary, generation: _Generation, tray: Block) -> Block:
    note = "Copper between neighbouring trays of the cube."
    bundles = [
        _link(
            generation,
            f"cube-{axis}-{other}",
            (f"Along {axis} in the cube", note),
            paths=(f"tray/chip[{_chip(axis, 1, other)}]", f"tray/chip[{_chip(axis, 0, other)}]"),
            relations=_same("tray", TRAYS, step=axis),
            cable="ici-copper",
        )
        for axis in ("x", "y")
        for other in range(2)
    ]
    bundles.append(
        _link(
            generation,
            "cube-z",
            ("Along z in the cube", note),
            paths=("tray/chip", "tray/chip"),
            relations=(*_same("tray", TRAYS, step="z"), *_same("chip", CHIPS)),
            cable="ici-copper",
        )
    )
    trays = stack(library, "tray", tray, numbered(**dict(TRAYS)), name="Tray")
    return rack_of("rack", generation.rack, trays, name="Rack of a cube", links=tuple(bundles))


def _chip(axis: str, own: int, other: int) -> int:
    return _chip_number(own, other) if axis == "x" else _chip_number(other, own)


def _circuits(generation: _Generation) -> list[LinkBundle]:
    note = "The far face of every cube to the near face of the next, round the axis."
    found: list[LinkBundle] = []
    for axis, *place in product(AXES, range(SIDE), range(SIDE)):
        rack, slot = divmod(len(found), N_OCS_PER_RACK)
        link = _link(
            generation,
            f"ocs-{axis}-{place[0]}{place[1]}",
            (f"Faces along {axis}", note),
            paths=(_face_chip(axis, place, 1), _face_chip(axis, place, 0)),
            relations=_next_cube(axis),
            cable="ocs-fibre",
        )
        via = f"ocs-rack[{rack}]/ocs[{slot}]"
        found.append(evolve(link, optic=generation.optic, via=via))
    return found


def _next_cube(axis: str) -> tuple[Relation, ...]:
    return tuple(
        Relation(a_dim=f"rack.{dim}", b_dim=f"rack.{dim}", kind=RelationKind.SHIFT, offset=1)
        if dim == axis
        else Relation(a_dim=f"rack.{dim}", b_dim=f"rack.{dim}")
        for dim in AXES
    )


def _face_chip(axis: str, place: list[int], side: int) -> str:
    # Path of the chip at a place of the far (1) or near (0) face of a cube.
    at = dict(zip((dim for dim in AXES if dim != axis), place, strict=True))
    at[axis] = (SIDE - 1) * side
    chip = _chip_number(at["x"] % 2, at["y"] % 2)
    tray = _tray_number(at["x"] // 2, at["y"] // 2, at["z"])
    return f"rack/tray[{tray}]/chip[{chip}]"


def _ocs_rack(library: CatalogLibrary, generation: _Generation) -> Block:
    return Block(
        id=BlockId("ocs-rack"),
        name="Rack of circuit switches",
        kind=BlockKind.RACK,
        part=OCS_RACK,
        instances=(
            Instance(
                id=InstanceId("ocs"),
                name="Circuit switch",
                part=generation.ocs,
                dims=numbered(i=N_OCS_PER_RACK),
                placement=stacked(1, part_height_u(library, generation.ocs)),
                is_assumed=generation.is_assumed,
                note=generation.ocs_note,
            ),
        ),
    )


tpu_v4_pod: Final = partial(_tpu_pod, generation=V4, n_cubes_x=V4.cubes[0])
tpu_ironwood_pod: Final = partial(_tpu_pod, generation=IRONWOOD, n_cubes_x=IRONWOOD.cubes[0])
