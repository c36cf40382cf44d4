"""Small designs for tests: a terse way to write blocks, bundles and parts with plain figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.cpus import CpuRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.provenance import Figure, FigureKind
from designer.catalog.switches import CircuitSwitchRecord, NicRecord, SwitchRecord
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.design import AssumptionChoice, Design
from designer.model.fabrics import Fabric
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.part import PartBase

UNIT_BPS = 8e9
"""A line rate of 1e9 byte/s: one unit of capacity in tests."""


def figure(value: float, unit: str) -> Figure:
    """Return a plain figure."""
    return Figure(
        value=value,
        unit=unit,
        kind=FigureKind.VENDOR_ANNOUNCED,
        source="test",
        as_of=date(2026, 1, 1),
    )


def port(name: str = "p", n_units: float = 1.0, count: int = 1000) -> PartPort:
    """Return a port group with a rate in units of 1e9 byte/s."""
    return PartPort(
        name=name,
        count=count,
        rate_bps=figure(n_units * UNIT_BPS, "bit/s"),
        cage="on-board",
        media=(Medium.TRACE,),
        fabric_roles=(FabricRole.SCALE_UP,),
    )


def accelerator(slug: str = "acc", *ports: PartPort) -> AcceleratorRecord:
    """Return an accelerator part."""
    return AcceleratorRecord(
        slug=slug,
        name=slug,
        manufacturer="test",
        ports=ports or (port(),),
        peak_rates=(PeakRate(number_format="bf16", flop_per_s=figure(1e15, "FLOP/s")),),
        memory_bytes=figure(1e9, "byte"),
        memory_bytes_per_s=figure(1e9, "byte/s"),
    )


def switch(slug: str = "sw", *ports: PartPort) -> SwitchRecord:
    """Return a switch part."""
    return SwitchRecord(slug=slug, name=slug, manufacturer="test", ports=ports or (port(),))


def circuit_switch(slug: str = "ocs", *ports: PartPort) -> CircuitSwitchRecord:
    """Return an optical circuit switch."""
    return CircuitSwitchRecord(slug=slug, name=slug, manufacturer="test", ports=ports or (port(),))


def nic(slug: str = "nic", *ports: PartPort) -> NicRecord:
    """Return a network adapter part."""
    return NicRecord(slug=slug, name=slug, manufacturer="test", ports=ports or (port(),))


def cpu(slug: str = "cpu", *ports: PartPort) -> CpuRecord:
    """Return a host part."""
    return CpuRecord(
        slug=slug, name=slug, manufacturer="test", ports=ports or (port(),), n_cores=figure(1, "1")
    )


def instance(instance_id: str, of: str, *, block: bool = False, **dims: int) -> Instance:
    """Return an instance; ``plane=7`` style keywords give its dimensions."""
    return Instance.model_validate({
        "id": instance_id,
        "block" if block else "part": of,
        "dims": tuple(
            Dimension(name=name, size=size, is_plane=name == "plane")
            for name, size in (dims or {"i": 1}).items()
        ),
    })


def bundle(
    bundle_id: str,
    a: str,
    b: str,
    *relations: tuple[str, str, str] | tuple[str, str, str, int],
    n: int = 1,
    fabric: str = "scale-up",
    **more: object,
) -> LinkBundle:
    """Return a bundle; ends are ``path`` or ``path:port``, relations ``(a_dim, kind, b_dim)``."""
    ends = []
    for text in (a, b):
        path, _, name = text.partition(":")
        ends.append(LinkEnd(path=path, port=name or "p"))
    return LinkBundle.model_validate({
        "id": bundle_id,
        "fabric": fabric,
        "a": ends[0],
        "b": ends[1],
        "relations": tuple(
            Relation(a_dim=r[0], b_dim=r[2], kind=RelationKind(r[1]), offset=(*r, 0)[3])
            for r in relations
        ),
        "n_links_per_pair": n,
        **more,
    })


def block(
    block_id: str,
    instances: Sequence[Instance],
    bundles: Sequence[LinkBundle] = (),
    *,
    removed: Sequence[str] = (),
    replaced: Sequence[tuple[str, str]] = (),
    **more: object,
) -> Block:
    """Return a block; ``replaced`` holds pairs of path and part slug."""
    return Block.model_validate({
        "id": block_id,
        "name": block_id,
        "kind": BlockKind.GROUP,
        "instances": tuple(instances),
        "link_bundles": tuple(bundles),
        "exceptions": (
            *(InstanceException(path=p, kind=ExceptionKind.REPLACED, part=s) for p, s in replaced),
            *(InstanceException(path=p, kind=ExceptionKind.REMOVED) for p in removed),
        ),
        **more,
    })


def design(blocks: Sequence[Block], parts: Sequence[PartBase]) -> Design:
    """Return a design whose root is the first block, with the three usual fabrics."""
    return Design.model_validate({
        "name": "test",
        "root": blocks[0].id,
        "assumptions": AssumptionChoice(set="test"),
        "fabrics": tuple(
            Fabric.model_validate({"id": r.value, "role": r, "display_name": r.value})
            for r in (FabricRole.SCALE_UP, FabricRole.SCALE_OUT, FabricRole.FRONTEND)
        ),
        "blocks": tuple(blocks),
        "parts": tuple(parts),
    })


def cloudmatrix_like(
    removed: Sequence[str] = (), replaced: Sequence[tuple[str, str]] = (), n_nodes: int = 4
) -> Design:
    """Return a design with the structure of CloudMatrix 384's scale-up fabric."""
    node = block(
        "node",
        [
            instance("npu", "npu", i=8),
            instance("cpu", "cpu", i=4),
            instance("l1", "l1", plane=7),
        ],
        [
            bundle("npu-l1", "npu:ub", "l1:down", n=2),
            bundle("cpu-l1", "cpu:ub", "l1:cpu"),
        ],
        kind=BlockKind.NODE,
    )
    rack = block("rack", [instance("node", "node", block=True, i=n_nodes)])
    device = block("device", [instance("l2", "l2", i=2)], kind=BlockKind.SWITCH_BOX)
    bus = block("bus", [instance("bus-device", "device", block=True, plane=7, device=2)])
    root = block(
        "root",
        [
            instance("compute-rack", "rack", block=True, group=4, rack=3),
            instance("bus-rack", "bus", block=True, i=4),
        ],
        [
            bundle(
                "ub-uplink",
                "compute-rack/node/l1:up",
                "bus-rack/bus-device/l2:down",
                ("l1.plane", "equal", "bus-device.plane"),
                cable="fibre",
                optic="lpo",
                n_links_per_cable=2,
            )
        ],
        removed=removed,
        replaced=replaced,
    )
    ub = 28.0
    parts = [
        accelerator("npu", port("ub", ub)),
        cpu("cpu", port("ub", 22.86)),
        switch("l1", port("down", ub), port("up", ub), port("cpu", 22.86)),
        switch("l2", port("down", ub)),
        switch("l2-slow", port("down", ub / 2)),
    ]
    return design([root, rack, node, bus, device], parts)
