"""The command that screens accelerators against export rules."""

from __future__ import annotations

import json as json_text
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table as Grid
from rich.text import Text

from designer.catalog.accelerators import AcceleratorRecord
from designer.cli.output import console
from designer.evaluate.screening import answer_of, quantities_of, screen
from designer.units.display import significant
from designer.workbench.opening import shipped_library

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.comparison import Band

_NOT_ADVICE = (
    "A screen by figures, not legal advice. Rules name other conditions as well; those of the "
    "United States say nothing of what is made and sold elsewhere."
)


def screen_accelerators(
    parts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PART...]", help="Slugs of accelerators; all if not given."),
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Print which export rules each accelerator meets by its figures."""
    library = shipped_library()
    chosen = _chosen(library, parts or [])
    if json:
        record = {"note": _NOT_ADVICE, "accelerators": [_record(library, p) for p in chosen]}
        typer.echo(json_text.dumps(record, ensure_ascii=False, indent=1, allow_nan=False))
        return
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for heading in ("Accelerator", "TPP", "TPP / mm²"):
        grid.add_column(heading)
    columns = [(rules, name) for rules in library.rulesets for name in _names(rules.rules)]
    for rules, name in columns:
        grid.add_column(Text(f"{rules.slug} {name}"))
    for part in chosen:
        found = quantities_of(part)
        answers = [answer_of(screen(part, rules), name).value for rules, name in columns]
        grid.add_row(
            Text(part.slug),
            Text(_text(found.processing_tpp, 1.0)),
            Text(_text(found.density_tpp_per_m2, 1e-6)),
            *(Text(answer) for answer in answers),
        )
    console().print(grid)
    console().print(Text(_NOT_ADVICE, style="dim"))


def _chosen(library: CatalogLibrary, slugs: list[str]) -> list[AcceleratorRecord]:
    every = [part for part in library.parts if isinstance(part, AcceleratorRecord)]
    by_slug = {part.slug: part for part in every}
    unknown = [slug for slug in slugs if slug not in by_slug]
    if unknown:
        raise typer.BadParameter(
            f"the catalog has no accelerator {', '.join(unknown)}; see designer catalog",
            param_hint="PART",
        )
    return [by_slug[slug] for slug in slugs] if slugs else every


def _names(rules: tuple[Any, ...]) -> list[str]:
    return list(dict.fromkeys(rule.name for rule in rules))


def _text(band: Band | None, factor: float) -> str:
    if band is None:
        return "-"
    low, value, high = (significant(end * factor, 4) for end in band)
    return value if low == high else f"{value} ({low} to {high})"


def _record(library: CatalogLibrary, part: AcceleratorRecord) -> dict[str, Any]:
    found = quantities_of(part)
    quantities = {
        "processing_tpp": found.processing_tpp,
        "density_tpp_per_m2": found.density_tpp_per_m2,
        "memory_bytes_per_s": found.memory_bytes_per_s,
        "io_bytes_per_s": found.io_bytes_per_s,
    }
    return {
        "part": part.slug,
        "quantities": {
            name: None if band is None else band._asdict() for name, band in quantities.items()
        },
        "rules": [
            {
                "ruleset": rules.slug,
                "effective_from": rules.effective_from.isoformat(),
                "rule": name,
                "answer": answer_of(screen(part, rules), name).value,
                "outcome": next(rule.outcome for rule in rules.rules if rule.name == name),
                "source": rules.source,
            }
            for rules in library.rulesets
            for name in _names(rules.rules)
        ],
    }
