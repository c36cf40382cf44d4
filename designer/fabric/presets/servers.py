"""Servers with eight accelerators: how the accelerators, switch chips and adapters are wired.

.. code-block:: text

    Hopper      gpu[8] ═5═ nvswitch-outer[2], ═4═ nvswitch-inner[2]      18 links of NVLink 4
    Blackwell   gpu[8] ═9═ nvswitch[2]                                   18 links of NVLink 5
    mesh        npu[8], every pair one link                              7 links
    PCIe        gpu[4] ─ pcie-switch ─ nic[2], twice                     no scale-up fabric

In the first three every accelerator has one adapter of its own on its PCIe port.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from designer.fabric.layout import board_row
from designer.fabric.racks import numbered
from designer.model.block import Block, BlockKind
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind

N_ACCELERATORS: Final = 8
SCALE_UP: Final = FabricId("scale-up")
SCALE_OUT: Final = FabricId("scale-out")


@dataclass(frozen=True, slots=True)
class ServerParts:
    """Which parts a server is made of.

    Attributes
    ----------
    enclosure, accelerator, cpu, nic
        Part slugs.
    n_cpus
        CPU sockets. [1]
    """

    enclosure: str
    accelerator: str
    cpu: str
    nic: str
    n_cpus: int = 2


def hopper_server(parts: ServerParts) -> Block:
    """Return a server of HGX H100, H200 or H20.

    Parameters
    ----------
    parts
        What it is made of.

    Returns
    -------
    Block
        Eight accelerators on four switch chips that take 5, 4, 4 and 5 of their links.
    """
    return _server(
        parts,
        switches=(
            _array("nvswitch-outer", "NVSwitch", "nvswitch3", 2, row_ix=2, column=1),
            _array("nvswitch-inner", "NVSwitch", "nvswitch3", 2, row_ix=2, column=5),
        ),
        bundles=(
            _nvlink("nvlink-outer", "nvswitch-outer", 5),
            _nvlink("nvlink-inner", "nvswitch-inner", 4),
        ),
    )


def blackwell_server(parts: ServerParts) -> Block:
    """Return a server of HGX B200 or B300.

    Parameters
    ----------
    parts
        What it is made of.

    Returns
    -------
    Block
        Eight accelerators on two switch chips that take nine of their links each.
    """
    return _server(
        parts,
        switches=(_array("nvswitch", "NVSwitch", "nvswitch5", 2, row_ix=2, column=3),),
        bundles=(_nvlink("nvlink", "nvswitch", 9),),
    )


def mesh_server(parts: ServerParts, port: str) -> Block:
    """Return a server whose accelerators form a full mesh and carry their network port themselves.

    Parameters
    ----------
    parts
        What it is made of; ``nic`` is not used.
    port
        Scale-up port group of the accelerator.

    Returns
    -------
    Block
        Eight accelerators with one link between any two.
    """
    accelerator = _array("npu", "NPU", parts.accelerator, N_ACCELERATORS, row_ix=1)
    return Block(
        id=BlockId("node"),
        name="Node",
        kind=BlockKind.NODE,
        part=parts.enclosure,
        instances=(accelerator, _array("cpu", "CPU", parts.cpu, parts.n_cpus, row_ix=0)),
        link_bundles=(
            LinkBundle(
                id=BundleId("mesh"),
                name="NPU to NPU",
                fabric=SCALE_UP,
                a=LinkEnd(path="npu", port=port),
                b=LinkEnd(path="npu", port=port),
                relations=(Relation(a_dim="npu.i", b_dim="npu.i", kind=RelationKind.NOT_EQUAL),),
                note="One link between any two of the eight.",
            ),
        ),
    )


def pcie_server(parts: ServerParts) -> Block:
    """Return a server of PCIe cards.

    Parameters
    ----------
    parts
        What it is made of.

    Returns
    -------
    Block
        Two PCIe switches with four cards and two adapters each.
    """
    return Block(
        id=BlockId("node"),
        name="Node",
        kind=BlockKind.NODE,
        part=parts.enclosure,
        instances=(
            Instance(
                id=InstanceId("gpu"),
                name="GPU",
                part=parts.accelerator,
                dims=(Dimension(name="side", size=2), Dimension(name="i", size=4)),
                placement=board_row(3, N_ACCELERATORS),
            ),
            Instance(
                id=InstanceId("pcie-switch"),
                name="PCIe switch",
                part="pcie5-switch",
                dims=numbered(side=2),
                placement=board_row(2, 2, 3),
                is_assumed=True,
            ),
            _array("cpu", "CPU", parts.cpu, parts.n_cpus, row_ix=1, column=3),
            Instance(
                id=InstanceId("nic"),
                name="Adapter",
                part=parts.nic,
                dims=(Dimension(name="side", size=2), Dimension(name="i", size=2)),
                placement=board_row(0, 4, 2),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            _pcie("gpu-pcie", "GPU to PCIe switch", LinkEnd(path="gpu", port="pcie"), "gpu"),
            _pcie("nic-pcie", "Adapter to PCIe switch", LinkEnd(path="nic", port="host"), "nic"),
        ),
    )


def _server(
    parts: ServerParts, *, switches: tuple[Instance, ...], bundles: tuple[LinkBundle, ...]
) -> Block:
    return Block(
        id=BlockId("node"),
        name="Node",
        kind=BlockKind.NODE,
        part=parts.enclosure,
        instances=(
            _array("gpu", "GPU", parts.accelerator, N_ACCELERATORS, row_ix=3),
            *switches,
            _array("cpu", "CPU", parts.cpu, parts.n_cpus, row_ix=1, column=3),
            _array("nic", "Adapter", parts.nic, N_ACCELERATORS, row_ix=0),
        ),
        link_bundles=(
            *bundles,
            LinkBundle(
                id=BundleId("gpu-nic"),
                name="GPU to adapter",
                fabric=SCALE_OUT,
                a=LinkEnd(path="gpu", port="pcie"),
                b=LinkEnd(path="nic", port="host"),
                relations=(Relation(a_dim="gpu.i", b_dim="nic.i"),),
                note="One adapter for each accelerator; the PCIe switch between them is not shown.",
            ),
        ),
    )


def _array(
    name: str, title: str, part: str, count: int, *, row_ix: int, column: float = 0
) -> Instance:
    return Instance(
        id=InstanceId(name),
        name=title,
        part=part,
        dims=numbered(i=count),
        placement=board_row(row_ix, count, column),
    )


def _nvlink(bundle_id: str, switch: str, n_links: int) -> LinkBundle:
    return LinkBundle(
        id=BundleId(bundle_id),
        name="GPU to NVSwitch",
        fabric=SCALE_UP,
        a=LinkEnd(path="gpu", port="nvlink"),
        b=LinkEnd(path=switch, port="nvlink"),
        n_links_per_pair=n_links,
    )


def _pcie(bundle_id: str, name: str, end: LinkEnd, instance: str) -> LinkBundle:
    return LinkBundle(
        id=BundleId(bundle_id),
        name=name,
        fabric=SCALE_OUT,
        a=end,
        b=LinkEnd(path="pcie-switch", port="x16"),
        relations=(Relation(a_dim=f"{instance}.side", b_dim="pcie-switch.side"),),
        is_assumed=True,
        note="Two switches with four cards and two adapters each is the usual arrangement.",
    )
