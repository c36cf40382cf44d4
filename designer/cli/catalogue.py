"""The command that shows the catalog: its parts, one part with every figure, what disagrees."""

from __future__ import annotations

import difflib
import json as json_text
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from designer.catalog.contradictions import contradictions, figures_of
from designer.cli.output import console, print_bytes
from designer.storage.canonical import plain_record
from designer.units.display import quantity_text, significant
from designer.viewmodel.explain import explain_figure
from designer.workbench.opening import shipped_library

if TYPE_CHECKING:
    from designer.catalog.contradictions import Contradiction
    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.provenance import Figure
    from designer.catalog.rulesets import RuleSet


def show_catalog(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="[PART]", help="Slug of a part or of export rules; all if not given."
        ),
    ] = None,
    *,
    contradicting: Annotated[
        bool,
        typer.Option("--contradictions", help="Print quantities whose sources disagree."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Print the parts of the catalog, one part with its sources, or where sources disagree."""
    library = shipped_library()
    rules = library.ruleset(part or "")
    if rules is not None:
        if json:
            _print_json(_ruleset_record(rules, library))
        else:
            _print_ruleset(rules, library)
        return
    found = None if part is None else _part(library, part)
    if contradicting:
        chosen = [c for c in contradictions(library) if found is None or c.owner == found.slug]
        if json:
            _print_json({"contradictions": [_contradiction_record(one) for one in chosen]})
        else:
            _print_contradictions(chosen, library)
    elif found is not None:
        if json:
            _print_json(_part_record(found, library))
        else:
            _print_part(found, library)
    elif json:
        _print_json({
            "version": library.version,
            "parts": [_summary(p) for p in library.parts],
            "rulesets": [
                {"slug": r.slug, "name": r.name, "effective_from": r.effective_from.isoformat()}
                for r in library.rulesets
            ],
        })
    else:
        _print_parts(library)


def _part(library: CatalogLibrary, slug: str) -> Part:
    found = library.part(slug)
    if found is not None:
        return found
    slugs = [record.slug for record in (*library.parts, *library.rulesets)]
    near = difflib.get_close_matches(slug, slugs, 1)
    hint = f'did you mean "{near[0]}"?' if near else "designer catalog lists all of them"
    raise typer.BadParameter(f'there is no part "{slug}"; {hint}', param_hint="PART")


def _print_json(record: dict[str, object]) -> None:
    text = json_text.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    print_bytes(f"{text}\n".encode())


def _summary(part: Part) -> dict[str, object]:
    return {
        "slug": part.slug,
        "family": part.family,
        "name": part.name,
        "manufacturer": part.manufacturer,
        "n_figures": sum(1 for _ in figures_of(part)),
        "n_estimates": sum(1 for _, figure in figures_of(part) if figure.is_estimate),
    }


def _part_record(part: Part, library: CatalogLibrary) -> dict[str, object]:
    quote = library.price(part.slug)
    figures = [figure for _, figure in figures_of(part)]
    figures += [] if quote is None else [quote.price_usd]
    cited = sorted({slug for figure in figures for slug in _cited(figure)})
    return {
        "part": plain_record(part),
        "price": None if quote is None else plain_record(quote),
        "sources": [plain_record(s) for slug in cited if (s := library.source(slug)) is not None],
    }


def _cited(figure: Figure) -> set[str]:
    return {figure.source, *(other.source for other in figure.alternatives)}


def _contradiction_record(one: Contradiction) -> dict[str, object]:
    ratio = one.spread_ratio
    return {
        "owner": one.owner,
        "field": one.field,
        "unit": one.unit,
        "spread_ratio": None if ratio == float("inf") else ratio,
        "statements": [
            {
                "value": s.value,
                "kind": s.kind.value,
                "source": s.source,
                "note": s.note,
                "is_used": s.is_used,
            }
            for s in one.statements
        ],
    }


def _print_parts(library: CatalogLibrary) -> None:
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for heading in ("Part", "Family", "Name", "Manufacturer"):
        grid.add_column(heading, no_wrap=True)
    grid.add_column("Figures", justify="right")
    grid.add_column("Estimates", justify="right")
    for part in sorted(library.parts, key=lambda p: (p.family, p.slug)):
        row = _summary(part)
        names = ("slug", "family", "name", "manufacturer", "n_figures", "n_estimates")
        grid.add_row(*(Text(str(row[name])) for name in names))
    out = console()
    out.print(grid)
    for rules in library.rulesets:
        out.print(Text(f"{rules.slug}: {rules.name}, from {rules.effective_from}"))
    counts = f"{len(library.parts)} parts and {len(library.rulesets)} sets of export rules"
    out.print(Text(f"{counts}, catalog {library.version}", style="dim"))


def _print_part(part: Part, library: CatalogLibrary) -> None:
    out = console()
    out.print(Text(f"{part.name} ({part.slug}, {part.family}, {part.manufacturer})", style="bold"))
    if part.description:
        out.print(Text(part.description))
    figures = list(figures_of(part))
    quote = library.price(part.slug)
    if quote is not None:
        figures.append(("price_usd", quote.price_usd))
    for port in part.ports:
        out.print(Text(f"\n{port.count} x port {port.name}, {port.cage}", style="dim"))
    for field, figure in figures:
        out.print(Text(f"\n{explain_figure(field, figure, library.source)}"))


def _ruleset_record(rules: RuleSet, library: CatalogLibrary) -> dict[str, object]:
    cited = sorted({slug for _, figure in figures_of(rules) for slug in _cited(figure)})
    return {
        "ruleset": plain_record(rules),
        "sources": [plain_record(s) for slug in cited if (s := library.source(slug)) is not None],
    }


def _print_ruleset(rules: RuleSet, library: CatalogLibrary) -> None:
    out = console()
    out.print(Text(f"{rules.name} ({rules.slug}), {rules.authority}", style="bold"))
    out.print(Text(f"From {rules.effective_from}. Thresholds as published; not legal advice."))
    if rules.note:
        out.print(Text(rules.note))
    for rule in rules.rules:
        scope = f", {rule.applies_to}" if rule.applies_to else ""
        out.print(Text(f"\n{rule.name}: {rule.outcome}{scope}, if all of these hold", style="bold"))
        for name, figure in figures_of(rule):
            sign = ">=" if name.startswith("min_") else "<"
            quantity = name.partition("_")[2].replace("_", " ")
            source = library.source(figure.source)
            title = figure.source if source is None else source.title
            amount = quantity_text(figure.value, figure.unit)
            note = f"; {figure.note}" if figure.note else ""
            out.print(Text(f"  {quantity.partition(' bytes')[0]} {sign} {amount} ({title}{note})"))
        if rule.note:
            out.print(Text(f"  {rule.note}", style="dim"))


def _print_contradictions(found: list[Contradiction], library: CatalogLibrary) -> None:
    out = console()
    for one in found:
        ratio = one.spread_ratio
        spread = "" if ratio == float("inf") else f", largest over smallest {significant(ratio, 3)}"
        out.print(Text(f"{one.owner} {one.field}{spread}", style="bold"))
        grid = Grid(box=None, pad_edge=False, show_edge=False, show_header=False)
        for statement in one.statements:
            source = library.source(statement.source)
            grid.add_row(
                Text("  used" if statement.is_used else "  also"),
                Text(quantity_text(statement.value, one.unit)),
                Text(statement.kind.value),
                Text(statement.source if source is None else source.title),
                Text(statement.note, style="dim"),
            )
        out.print(grid)
    n_quantities = len(found)
    out.print(Text(f"{n_quantities} quantities with more than one published value", style="dim"))
