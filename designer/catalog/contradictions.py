"""Where published figures of one quantity disagree, gathered from all records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.catalog.provenance import Figure, FigureKind
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary


@dataclass(frozen=True, slots=True)
class Statement:
    """One published value of a quantity.

    Attributes
    ----------
    value
        In the SI unit of the quantity.
    kind, source, note
        As in the record.
    is_used
        Whether the program computes with it.
    """

    value: float
    kind: FigureKind
    source: str
    note: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A quantity with more than one published value.

    Attributes
    ----------
    owner
        Slug of the part, assumption set or system.
    field
        Field such as ``peak_rates.bf16`` or ``price_usd``.
    unit
        SI symbol.
    statements
        The value in use first, then the others in the order of the record.
    """

    owner: str
    field: str
    unit: str
    statements: tuple[Statement, ...]

    @property
    def spread_ratio(self) -> float:
        """Largest over smallest value, as a ratio; infinite where one of them is zero."""
        values = [statement.value for statement in self.statements]
        return max(values) / min(values) if min(values) > 0 else float("inf")


def figures_of(record: FrozenRecord) -> Iterator[tuple[str, Figure]]:
    """Yield every figure of a record with the name of its field.

    Parameters
    ----------
    record
        A catalog record.

    Yields
    ------
    tuple[str, Figure]
        Field such as ``tdp_w``, ``ports.up.rate_bps`` or ``peak_rates.bf16``, and the figure.
    """
    yield from _figures(record, "")


def contradictions(library: CatalogLibrary) -> tuple[Contradiction, ...]:
    """Return all quantities of a catalog for which sources give different values.

    Parameters
    ----------
    library
        The catalog.

    Returns
    -------
    tuple[Contradiction, ...]
        Widest spread first, then by owner and field.
    """
    stated = (
        Contradiction(owner, field, figure.unit, _statements(figure))
        for owner, field, figure in _all_figures(library)
    )
    found = (one for one in stated if len({s.value for s in one.statements}) > 1)
    return tuple(sorted(found, key=lambda one: (-one.spread_ratio, one.owner, one.field)))


def _all_figures(library: CatalogLibrary) -> Iterator[tuple[str, str, Figure]]:
    for part in library.parts:
        for field, figure in figures_of(part):
            yield part.slug, field, figure
    for quote in library.prices:
        yield quote.part, "price_usd", quote.price_usd
    for assumption_set in library.assumption_sets:
        for assumption in assumption_set.assumptions:
            yield assumption_set.slug, assumption.name, assumption.figure
    for system in library.published:
        for one in system.figures:
            yield system.slug, one.readout, one.figure


def _statements(figure: Figure) -> tuple[Statement, ...]:
    used = Statement(figure.value, figure.kind, figure.source, figure.note, is_used=True)
    others = (
        Statement(other.value, other.kind, other.source, other.note, is_used=False)
        for other in figure.alternatives
    )
    return (used, *others)


def _figures(record: FrozenRecord, prefix: str) -> Iterator[tuple[str, Figure]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Figure):
            yield f"{prefix}{name}", value
        items = value if isinstance(value, tuple) else ()
        for item in items:
            if isinstance(item, FrozenRecord) and not isinstance(item, Figure):
                label = getattr(item, "name", None) or getattr(item, "number_format", "")
                yield from _figures(item, f"{prefix}{name}.{label}.")
