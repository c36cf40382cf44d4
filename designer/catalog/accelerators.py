"""Accelerators: packages that software sees as one device."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from designer.catalog.part import PartBase
from designer.catalog.provenance import Figure, Text
from designer.units.quantity import Count
from designer.units.record import FrozenRecord

NumberFormat = Annotated[str, Field(pattern=r"^(fp64|fp32|tf32|bf16|fp16|fp8|int8|fp4)$")]


class PeakRate(FrozenRecord):
    """Dense peak rate of one accelerator in one number format."""

    number_format: NumberFormat
    flop_per_s: Figure


class AcceleratorRecord(PartBase):
    """An accelerator package; its dies are ``n_dies``.

    ``die_area_m2`` is the area of its compute dies, over which export rules set its rate.
    """

    family: Literal["accelerator"] = "accelerator"
    n_dies: Count = 1
    peak_rates: tuple[PeakRate, ...] = Field(min_length=1)
    memory_bytes: Figure
    memory_bytes_per_s: Figure
    memory_type: Text = ""
    process: Text = ""
    die_area_m2: Figure | None = None
