"""Reading the folder of published totals, claims, and comparisons that are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designer.catalog.published import (
    Claim,
    PublishedFigure,
    PublishedSystem,
    RuleClaim,
    WorkedComparison,
)
from designer.catalog.quantities import unit_of_name
from designer.catalog.record_reader import Place, record_from_table
from designer.errors.findings import FindingCode
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.toml_file import TomlFile
    from designer.errors.findings import Finding

CLAIMS_STEM: Final = "claims"
"""Name of the file that holds all claims."""
COMPARISONS_STEM: Final = "comparisons"
"""Name of the file that holds the comparisons that are worked out."""


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
            findings.append(_no_table(file, slug))
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


def comparisons_from_file(
    file: TomlFile,
) -> tuple[dict[str, WorkedComparison], list[Finding]]:
    """Return the comparisons of a file by slug, and every problem.

    Parameters
    ----------
    file
        A file with one table per comparison.

    Returns
    -------
    tuple[dict[str, WorkedComparison], list[Finding]]
        Comparisons without a problem, and the findings.
    """
    comparisons: dict[str, WorkedComparison] = {}
    findings: list[Finding] = []
    for slug, table in file.data.items():
        if not isinstance(table, dict):
            findings.append(_no_table(file, slug))
            continue
        place = Place(file, (slug,))
        found, problems = record_from_table({"slug": slug, **table}, WorkedComparison, place)
        findings += problems
        if found is not None:
            comparisons[slug] = found
    return comparisons, findings


def unknown_claims(
    file: TomlFile, comparisons: dict[str, WorkedComparison], claims: dict[str, Claim]
) -> list[Finding]:
    """Return a finding for every claim that a comparison names and nobody makes.

    Parameters
    ----------
    file
        The file of the comparisons.
    comparisons
        Its comparisons by slug.
    claims
        All claims by slug.

    Returns
    -------
    list[Finding]
        One per claim that is not there.
    """
    return [
        file.finding(
            FindingCode.REFERENCE_UNKNOWN,
            (slug, "claims"),
            worded('there is no claim "{claim}"', claim=claim),
            hint=worded("add the claim, or correct the slug"),
        )
        for slug, comparison in comparisons.items()
        for claim in comparison.claims
        if claim not in claims
    ]


def _no_table(file: TomlFile, slug: str) -> Finding:
    message, hint = (
        worded('"{slug}" is not a table', slug=slug),
        worded("write it under [{slug}]", slug=slug),
    )
    return file.finding(FindingCode.FIELD_INVALID, (slug,), message, hint=hint)


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
    message = worded("{name!r} is not the id of a readout", name=name)
    hint = worded("use an id of docs/readouts.md, such as power_it_w")
    code = FindingCode.FIELD_INVALID
    return None, [file.finding(code, (*path, "readout"), message, hint=hint)]
