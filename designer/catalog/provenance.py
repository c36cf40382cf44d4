"""Figures with provenance: what a number is, where it stands, who disagrees."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from designer.units.quantity import UNIT_BY_SYMBOL
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
_TEXT_PATTERN = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"
Text = Annotated[str, Field(max_length=4096, pattern=_TEXT_PATTERN)]

MAX_FIGURE = 1e24
"""Largest figure, SI: far above any part, and no sum over a design overflows."""


class FigureKind(StrEnum):
    """What sort of statement a figure is, from firm to soft."""

    VENDOR_ANNOUNCED = "vendor-announced"
    THIRD_PARTY_MEASURED = "third-party-measured"
    LIST_OR_STREET_PRICE = "list-or-street-price"
    OUR_ESTIMATE = "our-estimate"


class Source(FrozenRecord):
    """A publication that figures cite by its slug."""

    slug: Slug
    title: Text
    publisher: Text = ""
    url: Text = ""
    accessed: date
    note: Text = ""


class Alternative(FrozenRecord):
    """Another published value of a disputed figure, in the same unit as the figure."""

    value: float
    kind: FigureKind
    source: Slug
    locator: Text = ""
    note: Text = ""


class Figure(FrozenRecord):
    """One number of the catalog, in SI units, with where it comes from.

    ``low`` and ``high`` are the ends of an estimate or price band; they are given for every
    estimate and price, and absent for plain printed figures.
    """

    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    printed: Text = ""
    kind: FigureKind
    source: Slug
    locator: Text = ""
    as_of: date
    note: Text = ""
    alternatives: tuple[Alternative, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Figure:
        if self.unit not in UNIT_BY_SYMBOL:
            raise ValueError(worded('"{unit}" is not an SI unit of this program', unit=self.unit))
        if (self.low is None) != (self.high is None):
            raise ValueError(worded("low and high are given together or not at all"))
        if (
            self.low is not None
            and self.high is not None
            and not (self.low <= self.value <= self.high)
        ):
            raise ValueError(
                worded(
                    "low {low} <= value {value} <= high {high} fails",
                    low=self.low,
                    value=self.value,
                    high=self.high,
                )
            )
        for end in (*self.band, self.value):
            if not 0 <= end <= MAX_FIGURE:
                raise ValueError(
                    worded("{end:g} is not from 0 to {limit:g}", end=end, limit=MAX_FIGURE)
                )
        return self

    @property
    def is_estimate(self) -> bool:
        """Whether this is our own guess, which wears the estimate badge wherever it is shown."""
        return self.kind is FigureKind.OUR_ESTIMATE

    @property
    def band(self) -> tuple[float, float]:
        """Lowest and highest value that the band and the alternatives allow."""
        values = [self.value, *(other.value for other in self.alternatives)]
        values += [end for end in (self.low, self.high) if end is not None]
        return min(values), max(values)
