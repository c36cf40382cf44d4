"""Tables of all catalog fields, rendered from the records for ``catalogs/README.md``."""

from __future__ import annotations

import re
import types
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Union, get_args, get_origin

from designer.catalog.accelerators import PeakRate
from designer.catalog.assumptions import Assumption, AssumptionSet
from designer.catalog.folder_reader import FAMILIES_BY_FOLDER, PART_TYPES
from designer.catalog.part import PartBase, PartPort
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Alternative, Figure, Source
from designer.catalog.published import (
    Claim,
    PublishedFigure,
    PublishedSystem,
    RuleClaim,
    WorkedComparison,
)
from designer.catalog.quantities import unit_of_name
from designer.catalog.rulesets import ExportRule, RuleSet
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

START: Final = "<!-- field tables: rendered from the records, do not edit -->"
END: Final = "<!-- end of field tables -->"
_PLAIN: Final[dict[type, str]] = {str: "text", int: "whole number", float: "number"}
_HEAD: Final = ("| Field | Holds | Unit | Needed |", "|---|---|---|---|")


def field_tables() -> str:
    """Return the field tables of all catalog records.

    Returns
    -------
    str
        Markdown with one table per record and part family.
    """
    sections = [
        _section("Every part", PartBase, ()),
        *(_part_section(folder, family) for folder, family in _families()),
        _section("Port group (`[[ports]]`)", PartPort, ()),
        _section("Peak rate (`[[peak_rates]]`)", PeakRate, ()),
        _section("Quantity", Figure, ()),
        _section("Alternative (in `alternatives` of a quantity)", Alternative, ()),
        _section("Source (`sources.toml`, one table per slug)", Source, ("slug",)),
        _section("Price (`prices/`, one table per part slug)", PriceQuote, ("part",)),
        _section("Assumption set (`assumptions/`)", AssumptionSet, ()),
        _section("Assumption (`[[assumptions]]`)", Assumption, ()),
        _section("Published totals (`published/`)", PublishedSystem, ()),
        _section("Published total (`[[figures]]`)", PublishedFigure, ()),
        _section("Export rules (`rulesets/`)", RuleSet, ()),
        _section("Export rule (`[[rules]]`)", ExportRule, ()),
        _section("Claim (`published/claims.toml`, one table per slug)", Claim, ("slug",)),
        _section("Claim about export rules (same file)", RuleClaim, ("slug",)),
        _section(
            "Worked comparison (`published/comparisons.toml`, one table per slug)",
            WorkedComparison,
            ("slug",),
        ),
    ]
    return "\n\n".join(sections)


def readme_with_tables(text: str) -> str:
    """Return a README text with its field tables brought up to date.

    Parameters
    ----------
    text
        Text with the two marker lines.

    Returns
    -------
    str
        The same text with everything between the markers rendered anew.

    Raises
    ------
    ValueError
        If a marker is missing.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f'the text needs the lines "{START}" and "{END}"')
    return f"{before}{START}\n\n{field_tables()}\n\n{END}{after}"


def _families() -> list[tuple[str, str]]:
    return [(folder, name) for folder, names in FAMILIES_BY_FOLDER.items() for name in names]


def _part_section(folder: str, family: str) -> str:
    common = (*PartBase.model_fields, "family")
    record_type = PART_TYPES[family]
    title = f'`{folder}/`, family = "{family}"'
    own = [name for name in record_type.model_fields if name not in common]
    if own:
        return _section(title, record_type, common)
    return f"### {title}\n\n{_about(record_type)}\n\nNo fields beside those of every part."


def _section(title: str, record_type: type[FrozenRecord], left_out: tuple[str, ...]) -> str:
    rows = [
        _row(name, info) for name, info in record_type.model_fields.items() if name not in left_out
    ]
    return "\n".join((f"### {title}", "", _about(record_type), "", *_HEAD, *rows))


def _about(record_type: type[FrozenRecord]) -> str:
    text = " ".join((record_type.__doc__ or "").split())
    return re.sub(r"``([^`]+)``", r"`\1`", text)


def _row(name: str, info: FieldInfo) -> str:
    kind = _kind(info.annotation)
    unit = unit_of_name(name) if kind == "quantity" else None
    symbol = unit.symbol if unit is not None else ""
    return f"| `{name}` | {kind} | {symbol} | {'yes' if info.is_required() else ''} |"


def _kind(annotation: object) -> str:
    origin = get_origin(annotation)
    inner = [a for a in get_args(annotation) if a is not type(None) and a is not ...]
    if origin in {Union, types.UnionType}:
        return " or ".join(_kind(a) for a in inner)
    if origin is tuple:
        return f"list of {_kind(inner[0])}"
    return _plain_kind(annotation) if isinstance(annotation, type) else _kind(inner[0])


def _plain_kind(annotation: type) -> str:
    if issubclass(annotation, StrEnum):
        return " or ".join(f"`{member.value}`" for member in annotation)
    if issubclass(annotation, FrozenRecord):
        return "quantity" if annotation is Figure else _words(annotation.__name__)
    return _PLAIN.get(annotation, annotation.__name__)


def _words(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).lower()
