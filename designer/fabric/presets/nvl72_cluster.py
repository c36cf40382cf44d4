"""Racks of NVL72 on their scale-out network: scalable units of eight racks.

.. code-block:: text

    su[n] / rack[8] / compute-tray[quad: 2, 4] / nic[rail: 4] ─── leaf[quad, rail]     32 each
                      upper-compute-tray[quad: 2, 4]              upper-leaf[quad, rail]
                      top-compute-tray[2]                         top-leaf[rail]       16 each
    one unit   leaf ─── spine[16]                         every rail on every spine
    more       leaf ═══ spine[rail, 8] ─── core[8, k]     spines of a rail, cores for all rails

Eight racks, 576 accelerators and a 400G adapter for each are published for a unit, and clusters of
up to 128 racks. Leaves and spines are not: four rails by the number of the adapter in its tray, as
in the DGX SuperPOD. A leaf of 32 ports down takes four trays of all eight racks, so each rail has
four full leaves in a unit and one that is half full. With 64 ports the cores of 16 units are full,
which are the 128 racks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.errors.findings import FindingCode
from designer.fabric.layout import (
    RACK_ROW_PITCH_M,
    part_height_u,
    rack_rows,
    require_count,
    stacked,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, embedded
from designer.fabric.presets.nvl72 import N_GPUS_PER_TRAY, gb200_nvl72
from designer.fabric.racks import numbered
from designer.model.block import Block, BlockKind
from designer.model.design import Approval, Design
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.fabrics import Fabric

NAME: Final = "gb200-superpod"
MAX_UNITS: Final = 16
N_RACKS: Final = 8
N_SPINES: Final = 16
"""Spines of a single unit, on which all rails meet. [1]"""

N_RAIL_SPINES: Final = 8
"""Spines of a rail in one of several units. [1]"""

N_SPINE_LINKS: Final = 18
"""Links up of such a spine: the 4 x 32 + 16 adapters of its rail over the spines. [1]"""

N_SWITCH_PORTS: Final = 64
_SCALE_OUT: Final = FabricId("scale-out")
_SWITCH: Final = "qm9700"
_NETWORK_RACK: Final = "network-rack-80kw"
_QUADS: Final = (Dimension(name="quad", size=2), Dimension(name="i", size=4))
_RAIL: Final = Dimension(name="rail", size=N_GPUS_PER_TRAY)
_SPINE: Final = Dimension(name="s", size=N_RAIL_SPINES)
_STACKS: Final = (("compute-tray", "leaf", 32), ("upper-compute-tray", "upper-leaf", 32),
                  ("top-compute-tray", "top-leaf", 16))  # fmt: skip
_NOTE: Final = (
    "Units of eight racks with one 400G adapter for each accelerator, and up to 128 racks, are "
    "published. Assumed: four rails with five leaves of 64 ports each in a unit, and as many links "
    "up as down; one unit has 16 spines, several have 32 spines each and cores that join the rails."
)


def gb200_superpod(
    library: CatalogLibrary, *, n_units: int = 1, assumption_set: str = DEFAULT_ASSUMPTIONS
) -> Design:
    """Build scalable units of eight GB200 NVL72 racks on their scale-out network.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_units
        Scalable units of 576 accelerators, 1 to 16. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_units`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.
    """
    require_count("n_units", n_units, MAX_UNITS)
    one = gb200_nvl72(library, assumption_set=assumption_set)
    rack, tray, switch_tray = _split_rack(one)
    leaf_rack, is_single = _leaf_rack(library), n_units == 1
    dims = (Dimension(name="i", size=N_SPINES),) if is_single else (_RAIL, _SPINE)
    spine_rack = _rack("spine-rack", (_switches(library, "spine", dims, 1),))
    unit = _unit(rack, leaf_rack, spine_rack, is_single=is_single)
    blocks = [unit, rack, tray, switch_tray, leaf_rack, spine_rack]
    units = Instance(
        id=InstanceId("su"),
        name="Scalable unit",
        block=unit.id,
        dims=numbered(i=n_units),
        placement=Placement(pitch_y_m=RACK_ROW_PITCH_M),
    )
    above: tuple[Instance, ...] = ()
    up: tuple[LinkBundle, ...] = ()
    if not is_single:
        n_cores = n_cores_per_spine(n_units)
        cores = _switches(library, "core", (Dimension(name="i", size=n_cores),), 1)
        blocks.append(_rack("core-rack", (cores,)))
        above = (
            Instance(
                id=InstanceId("core-rack"),
                name="Core rack",
                block=BlockId("core-rack"),
                dims=(_SPINE,),
                placement=rack_rows(N_RACKS + 4, 4),
                is_assumed=True,
            ),
        )
        up = (
            _link(
                "spine-core",
                ("Spine to core", "The cores of a spine's number join its four rails."),
                ("su/spine-rack/spine", "core-rack/core"),
                (("spine.s", "core-rack.s"),),
                n_links=N_SPINE_LINKS // n_cores,
            ),
        )
    root = Block(
        id=BlockId(NAME),
        name=f"GB200 SuperPOD, {n_units * N_RACKS * 72:,} GPUs",
        kind=BlockKind.CLUSTER,
        instances=(units, *above),
        link_bundles=up,
    )
    design = evolve(
        one,
        name=root.name,
        description=worded(
            "Scalable units of eight liquid-cooled racks on NDR InfiniBand, four rails."
        ),
        root=root.id,
        fabrics=tuple(_fabric(fabric) for fabric in one.fabrics),
        blocks=(root, *blocks),
        approvals=(
            Approval(
                key=f"{FindingCode.FABRIC_DISCONNECTED}:su[0]/rack[0]/compute-tray[0]/gpu[0], "
                "su[0]/rack[1]/compute-tray[0]/gpu[0]",
                reason="NVLink ends at the rack; racks meet over the scale-out fabric.",
            ),
        ),
    )
    return embedded(library, design)


def n_cores_per_spine(n_units: int) -> int:
    """Return how many cores there are for each number of a spine.

    Parameters
    ----------
    n_units
        Scalable units, 2 to 16. [1]

    Returns
    -------
    int
        Smallest divisor of the 18 links up of a spine whose cores have ports for four rails of
        all units. [1]
    """
    n_links = N_GPUS_PER_TRAY * n_units * N_SPINE_LINKS
    divisors = (n for n in range(1, N_SPINE_LINKS + 1) if N_SPINE_LINKS % n == 0)
    return next(n for n in divisors if n_links <= n * N_SWITCH_PORTS)


def _fabric(fabric: Fabric) -> Fabric:
    if fabric.id != _SCALE_OUT:
        return fabric
    return evolve(
        fabric,
        display_name="InfiniBand NDR",
        is_assumed=True,
        leaves_design=False,
        note=_NOTE,
        sources=(*fabric.sources, "superpod-b200"),
    )


def _split_rack(one: Design) -> tuple[Block, Block, Block]:
    # Number the trays by the leaf that takes them: two times four below, two times four and two
    # above the switch trays.
    _, rack, tray, switch_tray = one.blocks
    upper = rack.instance_by_id[InstanceId("upper-compute-tray")]
    lower = rack.instance_by_id[InstanceId("compute-tray")]
    place, n = upper.placement, 8
    top = evolve(
        upper,
        id=InstanceId("top-compute-tray"),
        name="Top compute tray",
        dims=numbered(i=2),
        placement=evolve(
            place,
            y_m=round(place.y_m + n * place.pitch_y_m, 5),
            at_u=(place.at_u or 1) + n,
        ),
    )
    nvlink = rack.bundle_by_id[BundleId("upper-nvlink")]
    others = tuple(b for b in rack.link_bundles if b.id != nvlink.id)
    split = evolve(
        rack,
        instances=(
            evolve(lower, dims=_QUADS),
            evolve(upper, dims=_QUADS),
            top,
            rack.instance_by_id[InstanceId("switch-tray")],
        ),
        link_bundles=(
            *others,
            nvlink,
            evolve(
                nvlink,
                id=BundleId("top-nvlink"),
                a=LinkEnd(path="top-compute-tray/gpu", port=nvlink.a.port),
            ),
        ),
    )
    return split, tray, switch_tray


def _unit(rack: Block, leaf_rack: Block, spine_rack: Block, *, is_single: bool) -> Block:
    n_spines = N_SPINES if is_single else N_RAIL_SPINES
    up = tuple(
        _link(
            f"{leaf}-spine",
            ("Leaf to spine", "As many links up as down, spread evenly over the spines."),
            (f"leaf-rack/{leaf}", "spine-rack/spine"),
            () if is_single else ((f"{leaf}.rail", "spine.rail"),),
            n_links=n_up // n_spines,
        )
        for _, leaf, n_up in _STACKS
    )
    rails = tuple(
        _link(
            f"{leaf}-rail",
            ("Adapter to leaf", "Adapter and leaf of the same number: one rail."),
            (f"rack/{tray}/nic", f"leaf-rack/{leaf}"),
            (
                ("nic.i", f"{leaf}.rail"),
                *(((f"{tray}.quad", f"{leaf}.quad"),) if tray != "top-compute-tray" else ()),
            ),
        )
        for tray, leaf, _ in _STACKS
    )
    return Block(
        id=BlockId("su"),
        name="Scalable unit",
        kind=BlockKind.GROUP,
        instances=(
            Instance(
                id=InstanceId("rack"),
                name="Rack",
                block=rack.id,
                dims=numbered(i=N_RACKS),
                placement=rack_rows(0, N_RACKS),
            ),
            Instance(
                id=InstanceId("leaf-rack"),
                name="Leaf rack",
                block=leaf_rack.id,
                placement=rack_rows(N_RACKS, 1),
                is_assumed=True,
            ),
            Instance(
                id=InstanceId("spine-rack"),
                name="Spine rack",
                block=spine_rack.id,
                placement=rack_rows(N_RACKS + 1, 1),
                is_assumed=True,
            ),
        ),
        link_bundles=(*rails, *up),
    )


def _link(
    bundle_id: str,
    texts: tuple[str, str],
    paths: tuple[str, str],
    relations: tuple[tuple[str, str], ...],
    *,
    n_links: int = 1,
) -> LinkBundle:
    return LinkBundle(
        id=BundleId(bundle_id),
        name=texts[0],
        fabric=_SCALE_OUT,
        a=LinkEnd(path=paths[0], port="port"),
        b=LinkEnd(path=paths[1], port="port"),
        relations=tuple(Relation(a_dim=a, b_dim=b) for a, b in relations),
        n_links_per_pair=n_links,
        cable="fibre-mpo12",
        optic="dr4-ns400" if paths[0].endswith("/nic") else "dr8-800g",
        b_optic="dr8-800g" if paths[0].endswith("/nic") else None,
        is_assumed=True,
        note=texts[1],
    )


def _switches(
    library: CatalogLibrary, name: str, dims: tuple[Dimension, ...], at_u: int
) -> Instance:
    return Instance(
        id=InstanceId(name),
        name=name.replace("-", " ").capitalize(),
        part=_SWITCH,
        dims=dims,
        placement=stacked(at_u, part_height_u(library, _SWITCH)),
        is_assumed=True,
    )


def _rack(block_id: str, instances: tuple[Instance, ...]) -> Block:
    return Block(
        id=BlockId(block_id),
        name=block_id.replace("-", " ").capitalize(),
        kind=BlockKind.RACK,
        part=_NETWORK_RACK,
        instances=instances,
    )


def _leaf_rack(library: CatalogLibrary) -> Block:
    quad = _QUADS[0]
    height_u = part_height_u(library, _SWITCH)
    return _rack(
        "leaf-rack",
        (
            _switches(library, "leaf", (quad, _RAIL), 1),
            _switches(library, "upper-leaf", (quad, _RAIL), 1 + 8 * height_u),
            _switches(library, "top-leaf", (_RAIL,), 1 + 16 * height_u),
        ),
    )
