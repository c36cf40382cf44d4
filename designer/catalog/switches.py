"""Switches: chips and boxes that forward packets."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure


class SwitchRecord(PartBase):
    """A packet switch, as a chip in an enclosure or as a box of its own."""

    family: Literal["switch"] = "switch"
    latency_s: Figure | None = None


class CircuitSwitchRecord(PartBase):
    """An optical circuit switch: it joins pairs of its ports and forwards nothing by itself.

    Each port takes one fibre with both directions of a link; a circuit takes two ports.
    """

    family: Literal["circuit-switch"] = "circuit-switch"


class NicRecord(PartBase):
    """A network adapter or DPU."""

    family: Literal["nic"] = "nic"
