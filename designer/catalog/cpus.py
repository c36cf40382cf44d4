"""CPUs: the hosts on a node."""

from __future__ import annotations

from typing import Literal

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure


class CpuRecord(PartBase):
    """A CPU socket with its memory."""

    family: Literal["cpu"] = "cpu"
    n_cores: Figure | None = None
    memory_bytes: Figure | None = None
