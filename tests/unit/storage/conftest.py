"""Designs to write and read: one that uses every field, and a small one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.cables import CableRecord
from designer.catalog.nodes import NodeRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Alternative, Figure, FigureKind, Source
from designer.catalog.switches import SwitchRecord
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException, LinkException
from designer.model.design import (
    Approval,
    AssumptionChoice,
    AssumptionOverride,
    Design,
    ViewState,
)
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.placement import Placement
from designer.model.ports import PortGroup
from designer.model.risk_groups import RiskGroup
from designer.storage.codec import CatalogStamp, DesignDocument

DAY = date(2026, 1, 15)


def figure(value: float, unit: str) -> Figure:
    return Figure(
        value=value, unit=unit, kind=FigureKind.VENDOR_ANNOUNCED, source="sheet", as_of=DAY
    )


def port(name: str, count: int) -> PartPort:
    return PartPort(
        name=name,
        count=count,
        rate_bps=figure(400e9, "bit/s"),
        cage="osfp",
        media=(Medium.FIBRE,),
        fabric_roles=(FabricRole.SCALE_UP,),
    )


ACCELERATOR = AcceleratorRecord(
    slug="npu-a",
    name="NPU A",
    manufacturer="Example",
    ports=(port("up", 2),),
    peak_rates=(PeakRate(number_format="bf16", flop_per_s=figure(1e15, "FLOP/s")),),
    memory_bytes=figure(64e9, "byte"),
    memory_bytes_per_s=figure(1.6e12, "byte/s"),
    tdp_w=Figure(
        value=310.5,
        unit="W",
        low=300.0,
        high=400.0,
        printed="310,5 W",
        kind=FigureKind.OUR_ESTIMATE,
        source="sheet",
        locator="p. 2",
        as_of=DAY,
        note="额定功率",
        alternatives=(Alternative(value=400.0, kind=FigureKind.OUR_ESTIMATE, source="blog"),),
    ),
)
SWITCH = SwitchRecord(
    slug="switch-a", name="Switch A", manufacturer="Example", ports=(port("down", 8),)
)
SPARE = SwitchRecord(
    slug="switch-b", name="Switch B", manufacturer="Example", ports=(port("down", 8),)
)
OPTIC = OpticRecord(
    slug="optic-a",
    name="Optic A",
    manufacturer="Example",
    line_rate_bps=figure(400e9, "bit/s"),
    reach_m=figure(100, "m"),
    cage="osfp",
    connector="mpo-16",
)
CABLE = CableRecord(
    slug="cable-a",
    name="Cable A",
    manufacturer="Example",
    medium=Medium.FIBRE,
    connector="mpo-16",
    reach_m=figure(100, "m"),
)
NODE = NodeRecord(slug="node-a", name="Node A", manufacturer="Example")


@pytest.fixture
def small_design() -> Design:
    node = Block(
        id=BlockId("node"),
        name="Node",
        kind=BlockKind.NODE,
        instances=(
            Instance(id=InstanceId("npu"), part="npu-a", dims=(Dimension(name="i", size=4),)),
            Instance(id=InstanceId("switch"), part="switch-a"),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("up"),
                fabric=FabricId("scale-up"),
                a=LinkEnd(path="npu", port="up"),
                b=LinkEnd(path="switch", port="down"),
            ),
        ),
    )
    root = Block(
        id=BlockId("cluster"),
        name="Cluster",
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(id=InstanceId("node"), block=node.id, dims=(Dimension(name="i", size=2),)),
        ),
    )
    return Design(
        name="Small",
        root=root.id,
        assumptions=AssumptionChoice(set="default-2026"),
        fabrics=(
            Fabric(id=FabricId("scale-up"), role=FabricRole.SCALE_UP, display_name="Scale-up"),
        ),
        blocks=(root, node),
        parts=(ACCELERATOR, SWITCH),
    )


@pytest.fixture
def small_document(small_design: Design) -> DesignDocument:
    return DesignDocument(
        design=small_design,
        document_id="3f1c0c1e-8f0e-4a8e-9d2e-1d7f6a2b9c10",
        revision=3,
        app_version="0.1.0",
        catalogs=(CatalogStamp(id="core", version="2026.11", sha256="0" * 64),),
    )


@pytest.fixture
def full_document(small_document: DesignDocument) -> DesignDocument:
    node = Block(
        id=BlockId("node"),
        name="Node «α» 节点",
        kind=BlockKind.NODE,
        part="node-a",
        instances=(
            Instance(
                id=InstanceId("npu"),
                name="NPU",
                part="npu-a",
                dims=(Dimension(name="pair", size=2), Dimension(name="side", size=2)),
                placement=Placement(
                    x_m=-0.1, y_m=1e-7, n_columns=4, pitch_x_m=0.07, pitch_y_m=0.3, at_u=5
                ),
                is_assumed=True,
                note='two\nlines\tand a "quote"',
            ),
            Instance(
                id=InstanceId("switch"),
                part="switch-a",
                dims=(Dimension(name="plane", size=2, is_plane=True),),
            ),
        ),
        port_groups=(PortGroup(name="uplink", path="switch", port="down"),),
        link_bundles=(
            LinkBundle(
                id=BundleId("up"),
                name="Up",
                fabric=FabricId("scale-up"),
                a=LinkEnd(path="npu", port="up"),
                b=LinkEnd(path="switch", port="down"),
                relations=(
                    Relation(
                        a_dim="npu.side", b_dim="switch.plane", kind=RelationKind.SHIFT, offset=-1
                    ),
                ),
                n_links_per_pair=2,
                cable="cable-a",
                optic="optic-a",
                n_links_per_cable=2,
                length_m=12.5,
                is_assumed=True,
                note="note",
            ),
            LinkBundle(
                id=BundleId("spare"),
                fabric=FabricId("scale-up"),
                a=LinkEnd(path="npu", port="up"),
                b=LinkEnd(path="switch", port="down"),
                cable="cable-a",
                n_cables_per_link=2,
            ),
        ),
        exceptions=(
            InstanceException(path="npu[1]", kind=ExceptionKind.REMOVED),
            InstanceException(path="switch[0]", kind=ExceptionKind.REPLACED, part="switch-b"),
        ),
        note="block note",
    )
    root = Block(
        id=BlockId("cluster"),
        name="Cluster",
        instances=(
            Instance(id=InstanceId("node"), block=node.id, dims=(Dimension(name="i", size=2),)),
        ),
    )
    design = Design(
        name="Every field",
        description="Uses every field of the format.",
        root=root.id,
        assumptions=AssumptionChoice(
            set="default-2026",
            overrides=(
                AssumptionOverride(name="pue_ratio", value=1.05, note="measured", source="sheet"),
            ),
        ),
        fabrics=(
            Fabric(
                id=FabricId("scale-up"),
                role=FabricRole.SCALE_UP,
                display_name="UB plane",
                n_planes=2,
                is_assumed=True,
                leaves_design=True,
                note="note",
                sources=("sheet",),
            ),
        ),
        blocks=(root, node),
        parts=(ACCELERATOR, CABLE, NODE, OPTIC, SWITCH, SPARE),
        prices=(
            PriceQuote(
                part="npu-a",
                price_usd=Figure(
                    value=2e4,
                    unit="USD",
                    low=1.5e4,
                    high=2.5e4,
                    kind=FigureKind.LIST_OR_STREET_PRICE,
                    source="blog",
                    as_of=DAY,
                ),
                currency_year=2026,
            ),
        ),
        sources=(
            Source(slug="blog", title="Blog", accessed=DAY),
            Source(
                slug="sheet",
                title="Data sheet",
                publisher="Example",
                url="https://example.com/sheet",
                accessed=DAY,
                note="first edition",
            ),
        ),
        approvals=(Approval(key="assumed-wiring:scale-up", reason="agreed"),),
        risk_groups=(RiskGroup(name="Feed A", paths=("node[0]", "node"), note="left"),),
        view=ViewState(block=BlockId("node"), center_x_m=1.25, center_y_m=-3.5, pixels_per_m=140.0),
    )
    return DesignDocument(
        design=design,
        document_id=small_document.document_id,
        revision=17,
        app_version="0.1.0",
        catalogs=small_document.catalogs,
    )


@pytest.fixture
def listed_document(small_document: DesignDocument) -> DesignDocument:
    """Return a document whose bundles list their pairs, name copies, step, and miss links."""
    design = small_document.design
    node = design.block_by_id[BlockId("node")]
    up = node.link_bundles[0]
    listed = evolve(up, pairs=((0, 0, 1), (2, 0, 3)))
    root = evolve(
        design.root_block,
        link_bundles=(
            evolve(
                up,
                id=BundleId("one"),
                a=LinkEnd(path="node/npu[1]", port="up"),
                b=LinkEnd(path="node/switch", port="down"),
                relations=(Relation(a_dim="node.i", b_dim="node.i", kind=RelationKind.STEP,
                                    offset=1),),
            ),
        ),
    )  # fmt: skip
    spare = LinkException(bundle="node/up", a="npu[2]", b="switch[0]", n_links=1)
    failed = LinkException(bundle="node/up", a="node[1]/npu[0]", b="node[1]/switch[0]")
    root = evolve(root, link_exceptions=(failed,))
    blocks = (root, evolve(node, link_bundles=(listed,), link_exceptions=(spare,)))
    fabrics = (evolve(design.fabrics[0], leaves_design=True),)
    price = AssumptionOverride(name="pue_ratio", value=1.2, source="sheet")
    choice = evolve(design.assumptions, overrides=(price,))
    return replace(
        small_document,
        design=evolve(design, blocks=blocks, fabrics=fabrics, assumptions=choice),
    )


@pytest.fixture
def switched_document(full_document: DesignDocument) -> DesignDocument:
    """Return a document whose links pass a circuit switch and end in another module."""
    design = full_document.design
    holder = next(b for b in design.blocks if any(x.optic for x in b.link_bundles))
    bundles = tuple(
        evolve(one, b_optic=one.optic, via=one.b.path) if one.optic else one
        for one in holder.link_bundles
    )
    blocks = tuple(
        evolve(one, link_bundles=bundles) if one is holder else one for one in design.blocks
    )
    return replace(full_document, design=evolve(design, blocks=blocks))
