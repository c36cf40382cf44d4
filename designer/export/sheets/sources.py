"""The sources: every catalog figure that the design uses, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.catalog.provenance import Figure
from designer.export.subject import part_of, price_of, source_of
from designer.export.table import CellFormat, Column, Table
from designer.model.query import used_part_slugs
from designer.units.display import quantity_text
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.provenance import Alternative
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Row


def sources_table(subject: EvaluatedDesign) -> Table:
    """Return every figure of the parts, prices and assumptions in use.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per figure: parts in slug order with their prices, then the assumptions. A value
        that the user overrode stands in the note.
    """
    number = CellFormat.NUMBER
    columns = (
        Column("Part", n_chars=24),
        Column("Field", n_chars=28),
        Column("Value", number, n_chars=16),
        Column("Unit", n_chars=9),
        Column("Low", number, n_chars=14),
        Column("High", number, n_chars=14),
        Column("Kind", n_chars=20),
        Column("Source", n_chars=44),
        Column("URL", n_chars=44),
        Column("Place", n_chars=18),
        Column("As of", CellFormat.DATE, n_chars=11),
        Column("Alternatives", n_chars=44),
        Column("Note", n_chars=50),
    )
    rows = (*_part_rows(subject), *_assumption_rows(subject))
    return Table("sources", "Sources", columns, rows)


def _part_rows(subject: EvaluatedDesign) -> Iterator[Row]:
    for slug in used_part_slugs(subject.design):
        part = part_of(subject, slug)
        price = price_of(subject, slug)
        for field, figure in figures_of(part) if part is not None else ():
            yield _row(subject, slug, field, figure)
        for field, figure in figures_of(price) if price is not None else ():
            yield _row(subject, slug, field, figure)


def _assumption_rows(subject: EvaluatedDesign) -> Iterator[Row]:
    choice = subject.design.assumptions
    chosen = subject.library.assumption_set(choice.set)
    overrides = {override.name: override for override in choice.overrides}
    for assumption in chosen.assumptions if chosen is not None else ():
        override = overrides.get(assumption.name)
        note = ""
        if override is not None:
            value_text = quantity_text(override.value, assumption.figure.unit)
            note = f"Overridden in this design: {value_text}. {override.note}".strip()
        yield _row(
            subject, f"assumption {choice.set}", assumption.name, assumption.figure, note=note
        )


def figures_of(record: FrozenRecord) -> Iterator[tuple[str, Figure]]:
    """Yield every figure inside a record.

    Parameters
    ----------
    record
        A part, price or any record that holds figures.

    Yields
    ------
    tuple[str, Figure]
        Place of the figure such as ``ports.ub.rate_bps``, and the figure.
    """
    for name in type(record).model_fields:
        yield from _figures_in(name, getattr(record, name))


def _figures_in(place: str, value: Any) -> Iterator[tuple[str, Figure]]:  # noqa: ANN401 - any JSON value
    if isinstance(value, Figure):
        yield place, value
    elif isinstance(value, FrozenRecord):
        yield from ((f"{place}.{field}", figure) for field, figure in figures_of(value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _figures_in(f"{place}.{_item_name(item, index)}", item)


def _item_name(item: object, index: int) -> str:
    name = getattr(item, "name", None) or getattr(item, "number_format", None)
    return str(name) if name else str(index)


def _row(
    subject: EvaluatedDesign, owner: str, field: str, figure: Figure, *, note: str = ""
) -> Row:
    source = source_of(subject, figure.source)
    others = "; ".join(_alternative_text(subject, figure, other) for other in figure.alternatives)
    return (
        owner,
        field,
        figure.value,
        figure.unit,
        figure.low,
        figure.high,
        figure.kind.value,
        source.title if source is not None else figure.source,
        source.url if source is not None else "",
        figure.locator,
        figure.as_of,
        others,
        " ".join(text for text in (note, figure.note) if text),
    )


def _alternative_text(subject: EvaluatedDesign, figure: Figure, other: Alternative) -> str:
    source = source_of(subject, other.source)
    title = source.title if source is not None else other.source
    text = f"{quantity_text(other.value, figure.unit)} ({other.kind.value}, {title})"
    return f"{text}: {other.note}" if other.note else text
