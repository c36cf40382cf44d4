"""Optical modules."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure, Slug
from designer.units.quantity import Count


class OpticRecord(PartBase):
    """A pluggable optical module; ``tdp_w`` is the draw of one module.

    ``n_connectors`` cables plug into it: two into a twin-port module, which serves two links.
    """

    family: Literal["optic"] = "optic"
    line_rate_bps: Figure
    reach_m: Figure
    cage: Slug
    connector: Slug
    n_connectors: Count = 1
