"""Price quotes, kept apart from the parts because they age faster."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from designer.catalog.provenance import Figure, Slug
from designer.units.record import FrozenRecord


class PriceQuote(FrozenRecord):
    """What one piece of a part costs; ``price_usd`` always has a low and a high end."""

    part: Slug
    price_usd: Figure
    currency_year: Annotated[int, Field(ge=2015, le=2100)]
