"""Catalog figures made ready to compute with: band, input record and text, once per part."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designer.catalog.accelerators import AcceleratorRecord
from designer.evaluate.bounds import Input
from designer.units.display import quantity_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.prices import PriceQuote
    from designer.catalog.provenance import Figure
    from designer.model.design import Design


class KnownFigure(NamedTuple):
    """A figure with its band, as an input record and as text.

    ``low`` and ``high`` span the band and all alternatives of the figure.
    """

    low: float
    value: float
    high: float
    input: Input
    text: str
    is_estimate: bool


def amount_text(value: float, unit: str) -> str:
    """Return a computed value with its unit, whatever the value is.

    Parameters
    ----------
    value
        Value in SI units, possibly not finite.
    unit
        SI symbol.

    Returns
    -------
    str
        For example ``"612 kW"``.
    """
    return quantity_text(value, unit) if math.isfinite(value) else f"{value} {unit}"


def known_figure(name: str, figure: Figure) -> KnownFigure:
    """Return a figure ready to compute with.

    Parameters
    ----------
    name
        Name of the input, for example ``ascend-910c.memory_bytes``.
    figure
        The catalog figure.

    Returns
    -------
    KnownFigure
        Band, input record and text.
    """
    low, high = figure.band
    others = "; ".join(
        f"{other.source}: {quantity_text(other.value, figure.unit)}"
        for other in figure.alternatives
    )
    note = "; ".join(
        text
        for text in (figure.note, worded("also {others}", others=others) if others else "")
        if text
    )
    sources = (figure.source, *(other.source for other in figure.alternatives))
    given = Input(name, figure.value, figure.unit, figure.kind.value, sources, note)
    text = quantity_text(figure.value, figure.unit)
    return KnownFigure(low, figure.value, high, given, text, figure.is_estimate)


@dataclass(frozen=True, slots=True)
class PartFigures:
    """The figures of one part that evaluation reads.

    Attributes
    ----------
    part, quote
        The records that the figures were made from; ``None`` if there is none.
    tdp, typical
        Peak and typical power of one piece. [W]
    price, price_per_m
        Price of one piece, and of one metre of cable. [USD]
    peaks
        Peak dense rate by number format. [FLOP/s]
    memory, memory_rate
        Capacity and bandwidth of an accelerator's memory. [byte], [byte/s]
    """

    part: Part | None
    quote: PriceQuote | None
    tdp: KnownFigure | None = None
    typical: KnownFigure | None = None
    price: KnownFigure | None = None
    price_per_m: KnownFigure | None = None
    peaks: tuple[tuple[str, KnownFigure], ...] = ()
    memory: KnownFigure | None = None
    memory_rate: KnownFigure | None = None


def part_in_use(design: Design, library: CatalogLibrary, slug: str) -> Part | None:
    """Return a part as the design has it.

    Parameters
    ----------
    design
        The document.
    library
        The catalog, asked where the design embeds no such part.
    slug
        Part slug.

    Returns
    -------
    Part | None
        The record, or ``None``.
    """
    return design.part_by_slug.get(slug) or library.part(slug)


def quote_in_use(design: Design, library: CatalogLibrary, slug: str) -> PriceQuote | None:
    """Return the price of a part as the design has it.

    Parameters
    ----------
    design
        The document.
    library
        The catalog, asked where the design embeds no such price.
    slug
        Part slug.

    Returns
    -------
    PriceQuote | None
        The quote, or ``None``.
    """
    return design.price_by_part.get(slug) or library.price(slug)


def part_figures(slug: str, part: Part | None, quote: PriceQuote | None) -> PartFigures:
    """Return the figures of a part.

    Parameters
    ----------
    slug
        Part slug.
    part
        The part, or ``None`` if nobody knows it.
    quote
        Its price, or ``None``.

    Returns
    -------
    PartFigures
        The figures that exist.
    """

    def known(field: str, figure: Figure | None) -> KnownFigure | None:
        return None if figure is None else known_figure(f"{slug}.{field}", figure)

    price = known("price_usd", quote.price_usd if quote is not None else None)
    if part is None:
        return PartFigures(part, quote, price=price)
    tdp, typical = known("tdp_w", part.tdp_w), known("typical_w", part.typical_w)
    if not isinstance(part, AcceleratorRecord):
        per_m = part.price_usd_per_m if part.family == "cable" else None
        return PartFigures(part, quote, tdp, typical, price, known("price_usd_per_m", per_m))
    peaks = tuple(
        (
            rate.number_format,
            known_figure(f"{slug}.peak_flop_per_s.{rate.number_format}", rate.flop_per_s),
        )
        for rate in part.peak_rates
    )
    memory = known("memory_bytes", part.memory_bytes)
    memory_rate = known("memory_bytes_per_s", part.memory_bytes_per_s)
    return PartFigures(part, quote, tdp, typical, price, None, peaks, memory, memory_rate)
