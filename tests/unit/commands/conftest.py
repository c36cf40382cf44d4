"""A catalog of plain parts, and a small supernode made of them."""

from __future__ import annotations

from datetime import date

import pytest

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.assumptions import Assumption, AssumptionSet
from designer.catalog.cables import CableRecord
from designer.catalog.cpus import CpuRecord
from designer.catalog.library import CatalogLibrary
from designer.catalog.nodes import NodeRecord, SwitchBoxRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Alternative, Figure, FigureKind, Source
from designer.catalog.racks import RackRecord
from designer.catalog.switches import NicRecord, SwitchRecord
from designer.commands.embedding import refresh_embedded
from designer.model.design import Design

UP = (FabricRole.SCALE_UP,)
OUT = (FabricRole.SCALE_OUT, FabricRole.FRONTEND)
ALL_MEDIA = (Medium.COPPER, Medium.FIBRE)


def figure(value: float, unit: str, source: str = "book") -> Figure:
    return Figure(
        value=value,
        unit=unit,
        kind=FigureKind.VENDOR_ANNOUNCED,
        source=source,
        as_of=date(2026, 1, 1),
        alternatives=(Alternative(value=value, kind=FigureKind.OUR_ESTIMATE, source="other-book"),),
    )


def ub(name: str, count: int, cage: str = "on-board", n_per_cage: int = 1) -> PartPort:
    media = (Medium.TRACE,) if cage == "on-board" else (Medium.FIBRE,)
    return PartPort(
        name=name,
        count=count,
        rate_bps=figure(224e9, "bit/s"),
        cage=cage,
        n_per_cage=n_per_cage,
        media=media,
        fabric_roles=UP,
    )


def eth(count: int, gbps: float = 400.0) -> PartPort:
    return PartPort(
        name="eth",
        count=count,
        rate_bps=figure(gbps * 1e9, "bit/s"),
        cage="osfp",
        media=ALL_MEDIA,
        fabric_roles=OUT,
    )


def accelerator(slug: str, *ports: PartPort) -> AcceleratorRecord:
    return AcceleratorRecord(
        slug=slug,
        name=slug.upper(),
        manufacturer="test",
        ports=ports,
        peak_rates=(PeakRate(number_format="bf16", flop_per_s=figure(1e15, "FLOP/s")),),
        memory_bytes=figure(1e9, "byte"),
        memory_bytes_per_s=figure(1e9, "byte/s"),
    )


def switch(slug: str, *ports: PartPort) -> SwitchRecord:
    return SwitchRecord(slug=slug, name=slug, manufacturer="test", ports=ports)


def optic(slug: str, cage: str, gbps: float) -> OpticRecord:
    return OpticRecord(
        slug=slug,
        name=slug,
        manufacturer="test",
        line_rate_bps=figure(gbps * 1e9, "bit/s"),
        reach_m=figure(100, "m"),
        cage=cage,
        connector="mpo",
    )


def cable(slug: str, medium: Medium, connector: str) -> CableRecord:
    return CableRecord(
        slug=slug,
        name=slug,
        manufacturer="test",
        medium=medium,
        connector=connector,
        reach_m=figure(3, "m"),
    )


@pytest.fixture
def library() -> CatalogLibrary:
    parts = (
        accelerator("acc", ub("ub", 14), eth(1)),
        accelerator("acc-b", ub("ub", 14), eth(1)),
        accelerator("acc-bare", eth(1)),
        CpuRecord(slug="cpu", name="cpu", manufacturer="test", ports=(ub("ub", 7),)),
        NicRecord(slug="nic", name="nic", manufacturer="test", ports=(eth(1, 100.0),)),
        switch("l1", ub("down", 16), ub("up", 16, "qsfp-dd", 2)),
        switch("l2", ub("down", 48, "qsfp-dd", 2)),
        switch("leaf", eth(64)),
        RackRecord(
            slug="rack",
            name="Rack",
            manufacturer="test",
            usable_u=figure(42, "U"),
            limit_w=figure(5e4, "W"),
            width_m=figure(0.6, "m"),
            depth_m=figure(1.2, "m"),
        ),
        NodeRecord(slug="node", name="Node", manufacturer="test", height_u=figure(4, "U")),
        SwitchBoxRecord(slug="box", name="Box", manufacturer="test", height_u=figure(1, "U")),
        optic("lpo", "qsfp-dd", 400),
        optic("lpo-slow", "qsfp-dd", 100),
        optic("osfp-module", "osfp", 400),
        cable("trunk", Medium.FIBRE, "mpo"),
        cable("dac", Medium.COPPER, "osfp"),
        cable("aoc", Medium.FIBRE, "osfp"),
    )
    price = Figure(
        value=2.0,
        low=1.0,
        high=3.0,
        unit="USD",
        kind=FigureKind.OUR_ESTIMATE,
        source="price-list",
        as_of=date(2026, 1, 1),
    )
    figures = (("pue_ratio", 1.3), ("spare_fraction", 0.02), ("price_usd", 1.0))
    return CatalogLibrary(
        version="1",
        parts=parts,
        prices=tuple(
            PriceQuote(part=s, price_usd=price, currency_year=2026) for s in ("acc", "l2")
        ),
        assumption_sets=tuple(
            AssumptionSet(
                slug=slug,
                name=slug,
                assumptions=tuple(
                    Assumption(name=n, label=n, figure=figure(v, "ratio")) for n, v in found
                ),
            )
            for slug, found in (("default", figures), ("lean", figures[:1]))
        ),
        sources=tuple(
            Source(slug=s, title=s, accessed=date(2026, 1, 1))
            for s in ("book", "other-book", "price-list", "unused-book")
        ),
    )


DOCUMENT = """
{"name": "small", "root": "root", "assumptions": {"set": "default"},
 "fabrics": [{"id": "scale-up", "role": "scale-up", "display_name": "UB"}],
 "blocks": [
  {"id": "root", "name": "root", "kind": "supernode",
   "instances": [
    {"id": "racks", "block": "rack-a",
     "dims": [{"name": "group", "size": 2}, {"name": "rack", "size": 2}],
     "placement": {"x_m": 1.0, "n_columns": 2, "pitch_x_m": 0.6, "pitch_y_m": 3.2}},
    {"id": "spine", "part": "l2", "placement": {"y_m": 5.0},
     "dims": [{"name": "plane", "size": 7, "is_plane": true}, {"name": "i", "size": 2}]}],
   "link_bundles": [
    {"id": "uplink", "fabric": "scale-up", "a": {"path": "racks/node/sw", "port": "up"},
     "b": {"path": "spine", "port": "down"}, "cable": "trunk", "optic": "lpo",
     "relations": [{"a_dim": "sw.plane", "b_dim": "spine.plane"}], "n_links_per_cable": 2}]},
  {"id": "rack-a", "name": "Rack A", "kind": "rack", "part": "rack",
   "instances": [{"id": "node", "block": "node-a", "dims": [{"name": "i", "size": 2}]}]},
  {"id": "node-a", "name": "Node A", "kind": "node", "part": "node",
   "instances": [
    {"id": "acc", "part": "acc", "dims": [{"name": "i", "size": 8}]},
    {"id": "sw", "part": "l1", "dims": [{"name": "plane", "size": 7, "is_plane": true}]}],
   "port_groups": [{"name": "uplinks", "path": "sw", "port": "up"}],
   "link_bundles": [
    {"id": "board", "fabric": "scale-up", "n_links_per_pair": 2,
     "a": {"path": "acc", "port": "ub"}, "b": {"path": "sw", "port": "down"}}]}
 ]}
"""


@pytest.fixture
def design(library: CatalogLibrary) -> Design:
    """Four racks of two nodes of eight accelerators, seven planes of two spine switches."""
    return refresh_embedded(Design.model_validate_json(DOCUMENT), library)
