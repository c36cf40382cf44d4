"""Facility parts: cooling distribution and power units."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure


class FacilityRecord(PartBase):
    """A coolant distribution unit, power panel or the like."""

    family: Literal["facility"] = "facility"
    capacity_w: Figure | None = None
