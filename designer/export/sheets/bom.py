"""The bill of materials: what to buy, how many, at what price, and what it draws."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from designer.evaluate.arrays import GROUP_BY_FAMILY, GROUPS, bought_parts
from designer.evaluate.figures import part_figures
from designer.export.draws import PartDraws
from designer.export.subject import part_of, price_of, source_of
from designer.export.table import CellFormat, Column, Table

if TYPE_CHECKING:
    from designer.catalog.prices import PriceQuote
    from designer.catalog.provenance import Figure
    from designer.evaluate.figures import PartFigures
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Cell, Row

_Band: TypeAlias = "tuple[float, float, float]"
_Prices: TypeAlias = "tuple[float | None, float | None, float | None]"

_COLUMNS: Final = (
    Column("Item", CellFormat.WHOLE, n_chars=6),
    Column("Group", n_chars=13),
    Column("Manufacturer", n_chars=16),
    Column("Part number", n_chars=20),
    Column("Description", n_chars=36),
    Column("Qty", CellFormat.WHOLE, n_chars=9),
    Column("Unit price low", CellFormat.MONEY, "USD", 13),
    Column("Unit price likely", CellFormat.MONEY, "USD", 13),
    Column("Unit price high", CellFormat.MONEY, "USD", 13),
    Column("Price date", CellFormat.DATE, n_chars=11),
    Column("Price kind", n_chars=20),
    Column("Source", n_chars=36),
    Column("Extended low", CellFormat.MONEY, "USD", 16, ("Qty", "Unit price low"), is_summed=True),
    Column("Extended", CellFormat.MONEY, "USD", 16, ("Qty", "Unit price likely"), is_summed=True),
    Column(
        "Extended high", CellFormat.MONEY, "USD", 16, ("Qty", "Unit price high"), is_summed=True
    ),
    Column("Power typical total", CellFormat.NUMBER, "W", 14, is_summed=True),
    Column("Power peak total", CellFormat.NUMBER, "W", 14, is_summed=True),
    Column("Mass total", CellFormat.NUMBER, "kg", 12),
    Column("Part", n_chars=20),
)


def bom_table(subject: EvaluatedDesign) -> Table:
    """Return the bill of materials with a totals row.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per part, by group and slug. Quantities come from the class graph. A part without
        a price has empty price cells, and a note says so.

    Notes
    -----
    The ends of a price span its band and its alternatives. Extended low and high are plain sums of
    them, so the total is the widest band, not a confidence interval. A cable that is sold by the
    metre is priced at the mean length of the cables of that part.
    """
    counts: Counter[str] = Counter()
    for slug, n_pieces in bought_parts(subject.graph):
        counts[slug] += n_pieces
    counts = +counts
    slugs = sorted(counts, key=lambda slug: (GROUPS.index(_group(subject, slug)), slug))
    maker = _RowMaker(subject)
    rows = tuple(maker.row(item, slug, counts[slug]) for item, slug in enumerate(slugs, start=1))
    unpriced = [slug for slug in slugs if price_of(subject, slug) is None]
    notes = ["Power is the draw of the parts; losses of power conversion come on top."]
    if unpriced:
        notes.append(f"No price known, not in the total: {', '.join(unpriced)}.")
    return Table("bom", "Bill of materials", _COLUMNS, rows, tuple(notes), has_totals=True)


def _group(subject: EvaluatedDesign, slug: str) -> str:
    part = part_of(subject, slug)
    return "other" if part is None else GROUP_BY_FAMILY[part.family]


class _RowMaker:
    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject
        self._draws = PartDraws(subject)
        self._mean_m_by_cable = _mean_lengths_m(subject)

    def row(self, item: int, slug: str, quantity: int) -> Row:
        part = part_of(self._subject, slug)
        quote = price_of(self._subject, slug)
        mean_m = self._mean_m_by_cable.get(slug, (0.0, 0.0, 0.0))
        unit_prices = _unit_prices(part_figures(slug, part, quote), mean_m)
        return (
            item,
            _group(self._subject, slug),
            part.manufacturer if part is not None else "",
            part.part_number if part is not None else "",
            part.name if part is not None else slug,
            quantity,
            *unit_prices,
            *_price_origin(self._subject, quote),
            *(None if price is None else price * quantity for price in unit_prices),
            self._draws.typical_w(slug) * quantity or None,
            self._draws.peak_w(slug) * quantity or None,
            _total(part.mass_kg if part is not None else None, quantity),
            slug,
        )


def _unit_prices(figures: PartFigures, mean_m: _Band) -> _Prices:
    if figures.price is None and figures.price_per_m is None:
        return None, None, None
    bands = [
        (0.0, 0.0, 0.0) if known is None else (known.low, known.value, known.high)
        for known in (figures.price, figures.price_per_m)
    ]
    low, likely, high = (
        piece + per_m * length_m for piece, per_m, length_m in zip(*bands, mean_m, strict=True)
    )
    return low, likely, high


def _mean_lengths_m(subject: EvaluatedDesign) -> dict[str, _Band]:
    # Mean over all cables of a part, at the low, likely and high end of the assumptions.
    totals_m: dict[str, list[float]] = {}
    n_cables: Counter[str] = Counter()
    for run in subject.readouts.cable_runs:
        n_cables[run.cable] += run.n_cables
        sums = totals_m.setdefault(run.cable, [0.0, 0.0, 0.0])
        for end in range(3):
            sums[end] += run.n_cables * run.mean_m[end]
    return {
        slug: (low / n_cables[slug], value / n_cables[slug], high / n_cables[slug])
        for slug, (low, value, high) in totals_m.items()
    }


def _price_origin(subject: EvaluatedDesign, quote: PriceQuote | None) -> tuple[Cell, Cell, Cell]:
    if quote is None:
        return None, "", ""
    figure = quote.price_usd
    source = source_of(subject, figure.source)
    title = source.title if source is not None else figure.source
    return figure.as_of, figure.kind.value, title


def _total(figure: Figure | None, quantity: int) -> float | None:
    return None if figure is None else figure.value * quantity
