"""Copy the catalog records that a design uses into the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.catalog.provenance import Figure
from designer.model.evolve import evolve
from designer.model.query import used_part_slugs
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


def figures_of(record: FrozenRecord) -> Iterator[Figure]:
    """Yield every figure of a record, those of inner records included.

    Parameters
    ----------
    record
        Part, price quote or assumption set.

    Yields
    ------
    Figure
        Figures in field order.
    """
    for name in type(record).model_fields:
        value = getattr(record, name)
        inner = value if isinstance(value, tuple) else (value,)
        for item in inner:
            if isinstance(item, Figure):
                yield item
            elif isinstance(item, FrozenRecord):
                yield from figures_of(item)


def embed_records(design: Design, library: CatalogLibrary) -> Design:
    """Return the design with the parts, prices and sources that it uses embedded.

    A record that the library does not have is kept as the design has it, so that a design made
    with another catalog loses nothing. Records come in slug order.

    Parameters
    ----------
    design
        Any design.
    library
        Catalog that records are taken from.

    Returns
    -------
    Design
        The same object if nothing changes.
    """
    slugs = used_part_slugs(design)
    parts = tuple(p for p in (library.part(s) or design.part_by_slug.get(s) for s in slugs) if p)
    prices = tuple(q for q in (library.price(s) or design.price_by_part.get(s) for s in slugs) if q)
    cited = {slug for fabric in design.fabrics for slug in fabric.sources}
    cited |= {o.source for o in design.assumptions.overrides if o.source is not None}
    for record in (*parts, *prices):
        for figure in figures_of(record):
            cited |= {figure.source, *(other.source for other in figure.alternatives)}
    found = (library.source(s) or design.source_by_slug.get(s) for s in sorted(cited))
    sources = tuple(source for source in found if source)
    if (parts, prices, sources) == (design.parts, design.prices, design.sources):
        return design
    return evolve(design, parts=parts, prices=prices, sources=sources)
