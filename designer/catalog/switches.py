"""Switches: chips and boxes that forward packets."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure


class SwitchRecord(PartBase):
    """A packet switch, as a chip in an enclosure or as a box of its own."""

    family: Literal["switch"] = "switch"
    latency_s: Figure | None = None


class NicRecord(PartBase):
    """A network adapter or DPU."""

    family: Literal["nic"] = "nic"
