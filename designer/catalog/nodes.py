"""Enclosures: boards, trays and boxes that carry accelerators, CPUs or switch chips."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase


class NodeRecord(PartBase):
    """A board, tray or server with one management identity.

    ``tdp_w`` and ``typical_w`` are what the enclosure itself draws (fans, drives, management,
    conversion on the board), without the accelerators, CPUs, switch chips and modules in it.
    """

    family: Literal["node"] = "node"


class SwitchBoxRecord(PartBase):
    """An enclosure that carries switch chips only."""

    family: Literal["switch-box"] = "switch-box"
