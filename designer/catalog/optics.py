"""Optical modules."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure, Slug


class OpticRecord(PartBase):
    """A pluggable optical module; ``tdp_w`` is the draw of one module."""

    family: Literal["optic"] = "optic"
    line_rate_bps: Figure
    reach_m: Figure
    cage: Slug
    connector: Slug
