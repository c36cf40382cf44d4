"""A small document with planes, a ring and exceptions."""

from __future__ import annotations

from datetime import date

import pytest

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.cables import CableRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.provenance import Figure, FigureKind
from designer.catalog.switches import SwitchRecord
from designer.model.design import Design
from designer.model.evolve import evolve

DOCUMENT = """
{"name": "small", "root": "root", "assumptions": {"set": "default"},
 "fabrics": [{"id": "scale-up", "role": "scale-up", "display_name": "UB"}],
 "blocks": [
  {"id": "root", "name": "root", "kind": "supernode",
   "instances": [
    {"id": "racks", "block": "rack",
     "dims": [{"name": "group", "size": 2}, {"name": "rack", "size": 2}]},
    {"id": "spare", "block": "node"},
    {"id": "spine", "part": "sw",
     "dims": [{"name": "plane", "size": 7, "is_plane": true}, {"name": "i", "size": 2}]}],
   "link_bundles": [
    {"id": "uplink", "fabric": "scale-up", "a": {"path": "racks/node", "port": "uplinks"},
     "b": {"path": "spine", "port": "down"}, "cable": "dac",
     "relations": [{"a_dim": "leaf.plane", "b_dim": "spine.plane"}]}],
   "exceptions": [
    {"path": "racks[0]/node[1]", "kind": "removed"},
    {"path": "spine[3]", "kind": "replaced", "part": "sw-b"}]},
  {"id": "rack", "name": "rack",
   "instances": [{"id": "node", "block": "node", "dims": [{"name": "i", "size": 2}]}]},
  {"id": "node", "name": "node",
   "instances": [
    {"id": "acc", "part": "acc", "dims": [{"name": "i", "size": 8}]},
    {"id": "leaf", "part": "sw", "dims": [{"name": "plane", "size": 7, "is_plane": true}]}],
   "port_groups": [{"name": "uplinks", "path": "leaf", "port": "up"}],
   "link_bundles": [
    {"id": "board", "fabric": "scale-up", "n_links_per_pair": 2,
     "a": {"path": "acc", "port": "ub"}, "b": {"path": "leaf", "port": "down"}}]}
 ]}
"""


def figure(value: float, unit: str) -> Figure:
    return Figure(
        value=value,
        unit=unit,
        kind=FigureKind.VENDOR_ANNOUNCED,
        source="book",
        as_of=date(2026, 1, 1),
    )


def port(name: str, count: int) -> PartPort:
    return PartPort(
        name=name,
        count=count,
        rate_bps=figure(224e9, "bit/s"),
        cage="on-board",
        media=(Medium.TRACE,),
        fabric_roles=(FabricRole.SCALE_UP,),
    )


def switch(slug: str) -> SwitchRecord:
    return SwitchRecord(
        slug=slug, name=slug, manufacturer="test", ports=(port("down", 48), port("up", 16))
    )


@pytest.fixture
def design() -> Design:
    acc = AcceleratorRecord(
        slug="acc",
        name="acc",
        manufacturer="test",
        ports=(port("ub", 14), port("east", 2), port("west", 2)),
        peak_rates=(PeakRate(number_format="bf16", flop_per_s=figure(1e15, "FLOP/s")),),
        memory_bytes=figure(1e9, "byte"),
        memory_bytes_per_s=figure(1e9, "byte/s"),
    )
    dac = CableRecord(
        slug="dac",
        name="dac",
        manufacturer="test",
        medium=Medium.COPPER,
        connector="osfp",
        reach_m=figure(3, "m"),
    )
    plain = Design.model_validate_json(DOCUMENT)
    return evolve(plain, parts=(acc, dac, switch("sw"), switch("sw-b")))
