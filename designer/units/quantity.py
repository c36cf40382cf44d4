"""Quantities: one typed alias per quantity, with the unit and bounds in one place.

Inside the program every quantity is a plain ``float`` in SI units; the suffix of its name says
which. The aliases below carry the unit for pydantic, the inspector and the documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias

from pydantic import Field

from designer.wording.wording import worded


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as used inside the program.

    Attributes
    ----------
    symbol
        SI symbol as printed, for example ``byte/s``.
    quantity
        What is measured, in words.
    suffix
        Name suffix that variables and fields of this unit end in.
    prefixes
        Largest to smallest display prefixes that the field uses for it.
    """

    symbol: str
    quantity: str
    suffix: str
    prefixes: tuple[str, ...] = ("E", "P", "T", "G", "M", "k", "")


COUNT: Final = Unit("1", "count", "", ())
RATIO: Final = Unit("ratio", worded("quotient, any size"), "_ratio", ())
FRACTION: Final = Unit("fraction", worded("share from 0 to 1"), "_fraction", ())
HOPS: Final = Unit("hop", worded("switch crossings"), "_hops", ())
BANDWIDTH: Final = Unit("byte/s", worded("bandwidth, per direction"), "_bytes_per_s")
LINE_RATE: Final = Unit("bit/s", worded("port line rate, per direction"), "_bps")
DATA: Final = Unit("byte", worded("memory capacity"), "_bytes")
COMPUTE_RATE: Final = Unit("FLOP/s", worded("peak operations per second, dense"), "_flop_per_s")
POWER: Final = Unit("W", "power", "_w", ("G", "M", "k", ""))
MASS: Final = Unit("kg", "mass", "_kg", ())
LENGTH: Final = Unit("m", "length", "_m", ())
AREA: Final = Unit("m2", "area", "_m2", ())
PROCESSING: Final = Unit("TPP", worded("total processing performance"), "_tpp", ())
PROCESSING_DENSITY: Final = Unit("TPP/m2", worded("performance density"), "_tpp_per_m2", ())
BANDWIDTH_DENSITY: Final = Unit(
    "byte/s/m2", worded("bandwidth density of memory"), "_bytes_per_s_per_m2", ()
)
MONEY: Final = Unit("USD", worded("price or cost"), "_usd", ("B", "M", "k", ""))
PRICE_PER_LENGTH: Final = Unit("USD/m", worded("price per metre"), "_usd_per_m", ())
TIME: Final = Unit("s", "time", "_s", ("", "m", "u", "n"))
RACK_UNITS: Final = Unit("U", worded("height in rack units"), "_u", ())

UNITS: Final[tuple[Unit, ...]] = (
    COUNT, RATIO, FRACTION, HOPS, BANDWIDTH, LINE_RATE, DATA, COMPUTE_RATE, POWER, MASS, LENGTH,
    AREA, MONEY, PRICE_PER_LENGTH, TIME, RACK_UNITS,
    PROCESSING, PROCESSING_DENSITY, BANDWIDTH_DENSITY,
)  # fmt: skip
UNIT_BY_SYMBOL: Final = {unit.symbol: unit for unit in UNITS}

MAX_COUNT: Final = 10_000_000
"""Largest count one instance may have; the product along a path is capped separately."""

PowerW: TypeAlias = Annotated[float, POWER, Field(ge=0, le=1e12)]
MassKg: TypeAlias = Annotated[float, MASS, Field(ge=0, le=1e9)]
LengthM: TypeAlias = Annotated[float, LENGTH, Field(ge=0, le=1e6)]
PositionM: TypeAlias = Annotated[float, LENGTH, Field(ge=-1e7, le=1e7)]
LineRateBps: TypeAlias = Annotated[float, LINE_RATE, Field(gt=0, le=1e18)]
BandwidthBytesPerS: TypeAlias = Annotated[float, BANDWIDTH, Field(ge=0, le=1e24)]
MoneyUsd: TypeAlias = Annotated[float, MONEY, Field(ge=0, le=1e15)]
Count: TypeAlias = Annotated[int, COUNT, Field(ge=1, le=MAX_COUNT)]
