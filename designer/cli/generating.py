"""What can be generated: reference systems and families of fabrics, with their parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from designer.cli.output import console
from designer.errors.tree import DesignFileError
from designer.fabric.families.registry import FAMILIES, family_named
from designer.fabric.registry import SYSTEM_BUILDERS
from designer.storage.codec import new_document
from designer.storage.systems import system_document
from designer.workbench.opening import shipped_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designer.storage.codec import DesignDocument

MAX_ASSIGNMENTS: Final = 64


def generated_document(name: str, texts: Mapping[str, str]) -> DesignDocument:
    """Build a reference system or a fabric of a family as a new document.

    Parameters
    ----------
    name
        Name of the system or family.
    texts
        Text by parameter name; those not given take their default.

    Raises
    ------
    DesignFileError
        If there is no such system, family or parameter, or a value is not legal.
    """
    library = shipped_library()
    try:
        if any(builder.name == name for builder in SYSTEM_BUILDERS):
            return system_document(name, library, **_counts(texts))
        return new_document(family_named(name).design(library, texts), library)
    except ValueError as error:
        raise DesignFileError(str(error)) from error


def _counts(texts: Mapping[str, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, text in texts.items():
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(f'{name} is "{text[:40]}"; it must be a whole number')
        counts[name] = int(text)
    return counts


def assignments_from(texts: Iterable[str]) -> dict[str, str]:
    """Read ``key=value`` arguments.

    Parameters
    ----------
    texts
        Arguments.

    Raises
    ------
    ValueError
        If one is no assignment, or a key is there twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.isidentifier():
            raise ValueError(f'"{text[:60]}" is no assignment such as radix=64')
        if name in found:
            raise ValueError(f"{name} is given twice")
        found[name] = value
    return found


def generators_json() -> bytes:
    """Return everything that can be generated as JSON."""
    families = [
        {
            "name": family.name,
            "kind": "family",
            "title": family.title,
            "drawing": family.drawing,
            "source": family.source,
            "parameters": [
                {
                    "name": p.name,
                    "label": p.label,
                    "kind": p.kind.value,
                    "default": p.default or None,
                    "unit": p.unit,
                    "minimum": p.minimum if p.kind.value in {"count", "shape", "ratio"} else None,
                    "maximum": p.maximum if p.kind.value in {"count", "shape", "ratio"} else None,
                    "choices": list(p.choices),
                    "help": p.help,
                }
                for p in family.parameters
            ],
        }
        for family in FAMILIES
    ]
    systems = [
        {
            "name": builder.name,
            "kind": "system",
            "title": builder.title,
            "drawing": builder.description,
            "source": "",
            "parameters": [
                {
                    "name": p.name,
                    "label": p.name,
                    "kind": "count",
                    "default": str(p.default),
                    "unit": "",
                    "minimum": 1,
                    "maximum": p.maximum,
                    "choices": [],
                    "help": p.description,
                }
                for p in builder.parameters
            ],
        }
        for builder in SYSTEM_BUILDERS
    ]
    text = json.dumps({"generators": [*systems, *families]}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def print_generators() -> None:
    """Print everything that can be generated with its parameters."""
    out = console()
    for builder in SYSTEM_BUILDERS:
        out.print(Text(builder.name, style="bold") + Text(f"  {builder.description}"))
        rows = [(p.name, str(p.default), "", p.description) for p in builder.parameters]
        out.print(_parameter_table(rows))
    for family in FAMILIES:
        out.print(Text(family.name, style="bold") + Text(f"  {family.title}: {family.drawing}"))
        rows = [(p.name, p.default or "-", p.unit, p.help) for p in family.parameters]
        out.print(_parameter_table(rows))


def _parameter_table(rows: Iterable[tuple[str, str, str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, show_header=False)
    for style in ("", "cyan", "dim", "dim"):
        table.add_column(style=style)
    for name, default, unit, text in rows:
        table.add_row(Text(f"    {name}"), Text(default), Text(unit), Text(text))
    return table
