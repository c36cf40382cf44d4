"""Cables: fibre trunks, copper and active optical cables."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import Medium, PartBase
from designer.catalog.provenance import Figure, Slug


class CableRecord(PartBase):
    """A cable as bought.

    A fibre trunk ends in ``connector`` and needs optical modules; copper and active optical
    cables end in a cage plug, which ``connector`` then names. ``tdp_w`` is the draw of the whole
    cable, both ends.
    """

    family: Literal["cable"] = "cable"
    medium: Medium
    connector: Slug
    reach_m: Figure
    line_rate_bps: Figure | None = None
    price_usd_per_m: Figure | None = None
