"""Reading the folder of published totals and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designer.catalog.published import Claim, PublishedFigure, PublishedSystem, RuleClaim
from designer.catalog.quantities import unit_of_name
from designer.catalog.record_reader import Place, record_from_table
from designer.errors.findings import FindingCode

if TYPE_CHECKING:
    from designer.catalog.toml_file import TomlFile
    from designer.errors.findings import Finding

CLAIMS_STEM: Final = "claims"
"""Name of the file that holds all claims."""


def claims_from_file(
    file: TomlFile,
) -> tuple[dict[str, Claim], dict[str, RuleClaim], list[Finding]]:
    """Return the claims of a file by slug, and every problem.

    Parameters
    ----------
    file
        A file with one table per claim.

    Returns
    -------
    tuple[dict[str, Claim], dict[str, RuleClaim], list[Finding]]
        Claims without a problem, those about export rules, and the findings.
    """
    claims: dict[str, Claim] = {}
    rule_claims: dict[str, RuleClaim] = {}
    findings: list[Finding] = []
    for slug, table in file.data.items():
        if not isinstance(table, dict):
            message, hint = f'"{slug}" is not a table', f"write it under [{slug}]"
            findings.append(file.finding(FindingCode.FIELD_INVALID, (slug,), message, hint=hint))
            continue
        record, place = {"slug": slug, **table}, Place(file, (slug,))
        if "ruleset" in table:
            rule_claim, problems = record_from_table(record, RuleClaim, place)
            if rule_claim is not None:
                rule_claims[slug] = rule_claim
        else:
            claim, problems = record_from_table(record, Claim, place)
            if claim is not None:
                claims[slug] = claim
        findings += problems
    return claims, rule_claims, findings


def published_system_from_file(file: TomlFile) -> tuple[PublishedSystem | None, list[Finding]]:
    """Return the published totals of one system, and every problem.

    Parameters
    ----------
    file
        A file with the slug of the system and one ``[[figures]]`` table per total.

    Returns
    -------
    tuple[PublishedSystem | None, list[Finding]]
        The record with the totals that have no problem, and the findings.
    """
    data = dict(file.data)
    figures: list[PublishedFigure] = []
    findings: list[Finding] = []
    tables = data.get("figures")
    if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
        for index, table in enumerate(tables):
            figure, problems = _figure(table, file, index)
            findings += problems
            figures += [figure] if figure is not None else []
        data["figures"] = []
    found, problems = record_from_table(data, PublishedSystem, Place(file))
    findings += problems
    if found is not None:
        found = PublishedSystem(slug=found.slug, figures=tuple(figures))
    return found, findings


def _figure(
    table: dict[str, Any], file: TomlFile, index: int
) -> tuple[PublishedFigure | None, list[Finding]]:
    path = ("figures", index)
    name = table.get("readout")
    unit = unit_of_name(name.partition(".")[0]) if isinstance(name, str) else None
    if unit is not None:
        return record_from_table(table, PublishedFigure, Place(file, path, unit))
    message = f"{name!r} is not the id of a readout"
    hint = "use an id of docs/readouts.md, such as power_it_w"
    code = FindingCode.FIELD_INVALID
    return None, [file.finding(code, (*path, "readout"), message, hint=hint)]
