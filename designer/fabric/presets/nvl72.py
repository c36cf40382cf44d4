"""GB200 and GB300 NVL72: 72 accelerators in one rack, one link from each to each of 18 chips.

.. code-block:: text

    rack                                   units
    ├─ upper-compute-tray[10]  22 .. 31    gpu[4] ══╗ 18 links each, one to every switch chip
    ├─ switch-tray[9]          13 .. 21    nvswitch[2] ══╝ 72 links each, one to every accelerator
    └─ compute-tray[8]          5 .. 12    gpu[4] ── nic[4] ─ out of the rack; dpu[2]

Order in the rack as in the photographs of the shown system: ten compute trays over nine switch
trays over eight compute trays. Four of the eight power shelves are taken to stand below (units 1
to 4) and four above; where they stand is not published, and they are part of the rack record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.layout import (
    board_row,
    part_height_u,
    rack_rows,
    require_count,
    require_parts,
    stacked,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.racks import numbered
from designer.model.block import Block, BlockKind
from designer.model.design import Approval, AssumptionChoice, AssumptionOverride, Design
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

NAME: Final = "gb200-nvl72"
GB300_NAME: Final = "gb300-nvl72"
RUBIN_NAME: Final = "vr-nvl72"
MAX_COMPUTE_TRAYS: Final = 18
N_SWITCH_TRAYS: Final = 9
N_GPUS_PER_TRAY: Final = 4
N_DPUS_PER_TRAY: Final = 2
N_LOWER_TRAYS: Final = 8
LOWEST_TRAY_U: Final = 5
PART_SLUGS: Final = (
    "gb200-gpu", "grace", "connectx-7", "bluefield-3", "gb200-tray", "nvswitch5", "gb200-nvsw",
    "nvl72", "nvlink-copper",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Generation:
    """What differs between GB200, GB300 and Rubin."""

    name: str
    title: str
    gpu: str
    nic: str
    tray: str
    rack: str
    nic_text: str
    scale_up_sources: tuple[str, ...]
    scale_out_sources: tuple[str, ...]
    approvals: tuple[Approval, ...] = ()
    cpu: str = "grace"
    switch: str = "nvswitch5"
    switch_tray: str = "gb200-nvsw"
    cable: str = "nvlink-copper"
    is_assumed: bool = False
    note: str = ""

    @property
    def part_slugs(self) -> tuple[str, ...]:
        return (
            self.gpu, self.cpu, self.nic, "bluefield-3", self.tray, self.switch, self.switch_tray,
            self.rack, self.cable,
        )  # fmt: skip


_GB200: Final = _Generation(
    NAME, "GB200", "gb200-gpu", "connectx-7", "gb200-tray", "nvl72", "400 Gbit/s",
    ("nvidia-nvlink", "fibermall-gb200"), ("dgx-gb200-guide",),
)  # fmt: skip
_GB300: Final = _Generation(
    GB300_NAME, "GB300", "gb300-gpu", "connectx-8", "gb300-tray", "gb300-nvl72", "800 Gbit/s",
    ("nvidia-nvlink", "verda-gb300"), ("lockwood-b300",),
    (
        Approval(
            key="rack-power-exceeded:rack",
            reason="Accelerators, CPUs and switch trays at their budgets all at once, which the "
            "120 to 140 kW that sources give for the rack do not cover.",
        ),
    ),
)  # fmt: skip

_RUBIN: Final = _Generation(
    RUBIN_NAME, "Vera Rubin", "rubin-gpu", "connectx-9", "vr-tray", "vr-nvl72", "800 Gbit/s",
    ("imgtag-rubin", "nvidia-nvlink"), ("hyper-rubin",),
    cpu="vera", switch="nvswitch6", switch_tray="vr-nvsw", cable="nvlink6-copper",
    is_assumed=True,
    note="72 packages of two dies, first called NVL144 for the dies, with 3.6 TB/s each in both "
    "directions are published. Trays and links as in GB200 are assumed: 18 links, 18 switch chips.",
)  # fmt: skip

_SCALE_UP: Final = FabricId("scale-up")
_SCALE_OUT: Final = FabricId("scale-out")
_BUS_BAR: Final = AssumptionOverride(
    name="conversion_efficiency_fraction",
    value=0.975,
    note="Six supplies of 5.5 kW in each power shelf give about 97.5 % at half load, which is how "
    "eight shelves of 33 kW for N+N run at 130 kW; cited through a secondary source. With the "
    "default of 0.96 the rack draws 1.6 % more.",
    source="nvl72-rack-notes",
)


def gb200_nvl72(
    library: CatalogLibrary,
    *,
    n_compute_trays: int = MAX_COMPUTE_TRAYS,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    """Build a GB200 NVL72 rack, or one with fewer compute trays.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    n_compute_trays
        Compute trays of four accelerators, 1 to 18. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_compute_trays`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.
    """
    return _nvl72(
        library, made_of=_GB200, n_compute_trays=n_compute_trays, assumption_set=assumption_set
    )


def _nvl72(
    library: CatalogLibrary,
    *,
    made_of: _Generation,
    n_compute_trays: int,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    require_count("n_compute_trays", n_compute_trays, MAX_COMPUTE_TRAYS)
    require_parts(library, made_of.part_slugs)
    compute_tray = _compute_tray(made_of)
    switch_tray = _switch_tray(made_of)
    rack = _rack(
        library,
        made_of,
        compute_tray=compute_tray,
        switch_tray=switch_tray,
        n_compute_trays=n_compute_trays,
    )
    root = Block(
        id=BlockId(made_of.name),
        name=f"{made_of.title} NVL{n_compute_trays * N_GPUS_PER_TRAY}",
        kind=BlockKind.SUPERNODE,
        instances=(
            Instance(id=InstanceId("rack"), name="Rack", block=rack.id, placement=rack_rows(0, 1)),
        ),
    )
    return assembled(
        library,
        (root, rack, compute_tray, switch_tray),
        _fabrics(made_of),
        description=worded(
            "One liquid-cooled rack: every accelerator one switch hop from every other."
        ),
        assumptions=AssumptionChoice(set=assumption_set, overrides=(_BUS_BAR,)),
        approvals=made_of.approvals,
    )


gb300_nvl72: Final = partial(_nvl72, made_of=_GB300, n_compute_trays=MAX_COMPUTE_TRAYS)
"""Builder of a GB300 NVL72 rack; takes what :func:`gb200_nvl72` takes."""

vr_nvl72: Final = partial(_nvl72, made_of=_RUBIN, n_compute_trays=MAX_COMPUTE_TRAYS)
"""Builder of a Vera Rubin NVL72 rack; takes what :func:`gb200_nvl72` takes."""


def _fabrics(made_of: _Generation) -> tuple[Fabric, ...]:
    return (
        Fabric(
            id=_SCALE_UP,
            role=FabricRole.SCALE_UP,
            display_name="NVLink",
            is_assumed=made_of.is_assumed,
            note=made_of.note,
            sources=made_of.scale_up_sources,
        ),
        Fabric(
            id=_SCALE_OUT,
            role=FabricRole.SCALE_OUT,
            display_name="InfiniBand",
            leaves_design=True,
            note=f"One adapter of {made_of.nic_text} for each accelerator is part of the rack; "
            "leaf and spine switches are not.",
            sources=made_of.scale_out_sources,
        ),
    )


def _compute_tray(made_of: _Generation) -> Block:
    return Block(
        id=BlockId("compute-tray"),
        name="Compute tray",
        kind=BlockKind.NODE,
        part=made_of.tray,
        instances=(
            Instance(
                id=InstanceId("gpu"),
                name="GPU",
                part=made_of.gpu,
                dims=numbered(i=N_GPUS_PER_TRAY),
                placement=board_row(1, N_GPUS_PER_TRAY),
            ),
            Instance(
                id=InstanceId("cpu"),
                name="CPU",
                part=made_of.cpu,
                dims=numbered(i=2),
                placement=board_row(2, 2, 1),
            ),
            Instance(
                id=InstanceId("nic"),
                name="Adapter",
                part=made_of.nic,
                dims=numbered(i=N_GPUS_PER_TRAY),
                placement=board_row(0, N_GPUS_PER_TRAY),
                note="One for each accelerator; its port leaves the rack.",
            ),
            Instance(
                id=InstanceId("dpu"),
                name="DPU",
                part="bluefield-3",
                dims=numbered(i=N_DPUS_PER_TRAY),
                placement=board_row(3, N_DPUS_PER_TRAY, 1),
                note="Storage and management network; its ports leave the rack.",
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("gpu-nic"),
                name="GPU to adapter",
                fabric=_SCALE_OUT,
                a=LinkEnd(path="gpu", port="pcie"),
                b=LinkEnd(path="nic", port="host"),
                relations=(Relation(a_dim="gpu.i", b_dim="nic.i"),),
                is_assumed=True,
                note="One adapter for each accelerator is published; the path to it is not.",
            ),
        ),
    )


def _switch_tray(made_of: _Generation) -> Block:
    return Block(
        id=BlockId("switch-tray"),
        name="Switch tray",
        kind=BlockKind.SWITCH_BOX,
        part=made_of.switch_tray,
        instances=(
            Instance(
                id=InstanceId("nvswitch"),
                name="NVSwitch",
                part=made_of.switch,
                dims=numbered(i=2),
                placement=board_row(0, 2),
            ),
        ),
    )


def _rack(
    library: CatalogLibrary,
    made_of: _Generation,
    *,
    compute_tray: Block,
    switch_tray: Block,
    n_compute_trays: int,
) -> Block:
    tray_u, switch_u = (part_height_u(library, s) for s in (made_of.tray, made_of.switch_tray))
    n_lower = min(n_compute_trays, N_LOWER_TRAYS)
    switch_at_u = LOWEST_TRAY_U + N_LOWER_TRAYS * tray_u
    stacks = [("compute-tray", n_lower, LOWEST_TRAY_U)]
    if n_compute_trays > n_lower:
        upper_at_u = switch_at_u + N_SWITCH_TRAYS * switch_u
        stacks.append(("upper-compute-tray", n_compute_trays - n_lower, upper_at_u))
    return Block(
        id=BlockId("nvl72-rack"),
        name="NVL72 rack",
        kind=BlockKind.RACK,
        part=made_of.rack,
        instances=(
            *(
                Instance(
                    id=InstanceId(name),
                    name=name.replace("-", " ").capitalize(),
                    block=compute_tray.id,
                    dims=numbered(i=n_trays),
                    placement=stacked(at_u, tray_u),
                )
                for name, n_trays, at_u in stacks
            ),
            Instance(
                id=InstanceId("switch-tray"),
                name="Switch tray",
                block=switch_tray.id,
                dims=numbered(i=N_SWITCH_TRAYS),
                placement=stacked(switch_at_u, switch_u),
            ),
        ),
        link_bundles=tuple(
            LinkBundle(
                id=BundleId(name.replace("compute-tray", "nvlink")),
                name="GPU to NVSwitch",
                fabric=_SCALE_UP,
                a=LinkEnd(path=f"{name}/gpu", port="nvlink"),
                b=LinkEnd(path="switch-tray/nvswitch", port="nvlink"),
                cable=made_of.cable,
                n_cables_per_link=4,
                note="Link number of the accelerator is the number of the switch chip; "
                "one copper pair in each cable, four pairs to a link.",
            )
            for name, _, _ in stacks
        ),
        note="Ten compute trays above and eight below the switch trays, as shown; power shelves "
        "and management switches are part of the rack.",
    )
