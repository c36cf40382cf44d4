"""Racks and cabinets."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure


class RackRecord(PartBase):
    """A rack; ``tdp_w`` is what the rack itself draws (fans, shelf management)."""

    family: Literal["rack"] = "rack"
    usable_u: Figure
    limit_w: Figure
    width_m: Figure
    depth_m: Figure
    liquid_heat_fraction: Figure | None = None
