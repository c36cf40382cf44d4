"""Keeps the catalog records that a design carries in step with what it uses."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from typing_extensions import override

from designer.fabric.embedding import figures_of
from designer.model.evolve import evolve
from designer.model.query import used_part_slugs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design
    from designer.units.record import FrozenRecord


def refresh_embedded(design: Design, library: CatalogLibrary) -> Design:
    """Embed records that are newly used, and drop those no longer used.

    A record that is in the design already stays as it is, even if the catalog differs; a price is
    taken from the catalog only together with its part. Records come in slug order. A slug that
    neither has is left to :func:`designer.model.structure_check.check_structure`.

    Parameters
    ----------
    design
        The document.
    library
        Catalog that missing records are taken from.

    Returns
    -------
    Design
        The same object if the records fit already.
    """
    parts = []
    prices = []
    for slug in used_part_slugs(design):
        part, quote = design.part_by_slug.get(slug), design.price_by_part.get(slug)
        if part is None:
            part = library.part(slug)
            quote = quote or library.price(slug)
        if part is not None:
            parts.append(part)
        if quote is not None:
            prices.append(quote)
    cited = {slug for fabric in design.fabrics for slug in fabric.sources}
    cited |= {o.source for o in design.assumptions.overrides if o.source is not None}
    for record in (*parts, *prices):
        cited |= _cited(_Held(record))
    found = (design.source_by_slug.get(s) or library.source(s) for s in sorted(cited))
    sources = [source for source in found if source is not None]
    kept = (
        _same(parts, design.parts)
        and _same(prices, design.prices)
        and _same(sources, design.sources)
    )
    if kept:
        return design
    return evolve(design, parts=tuple(parts), prices=tuple(prices), sources=tuple(sources))


class _Held:
    """A record that compares by identity; records are frozen, and their hash walks all fields."""

    __slots__ = ("record",)

    def __init__(self, record: FrozenRecord) -> None:
        self.record = record

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.record is self.record

    @override
    def __hash__(self) -> int:
        return id(self.record)


@lru_cache(maxsize=4096)
def _cited(held: _Held) -> frozenset[str]:
    return frozenset(
        slug
        for figure in figures_of(held.record)
        for slug in (figure.source, *(other.source for other in figure.alternatives))
    )


def _same(found: Sequence[object], held: Sequence[object]) -> bool:
    return len(found) == len(held) and all(a is b for a, b in zip(found, held, strict=True))
