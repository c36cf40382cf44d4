"""Checks across catalog files: sources that exist and are used, slugs that are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.errors.findings import Finding, FindingCode, Severity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from designer.catalog.library import Part
    from designer.catalog.toml_file import TomlFile
    from designer.catalog.toml_places import FieldPath


def cited_sources(
    table: Mapping[Any, Any], path: FieldPath = ()
) -> Iterator[tuple[str, FieldPath]]:
    """Yield every source slug that a file cites, also in tables that have other problems.

    Parameters
    ----------
    table
        A table as parsed.
    path
        Path of the table in its file.

    Yields
    ------
    tuple[str, FieldPath]
        Source slug and the path of the citing field.
    """
    for key, value in table.items():
        if key == "source" and isinstance(value, str):
            yield value, (*path, key)
        elif isinstance(value, dict):
            yield from cited_sources(value, (*path, key))
        elif isinstance(value, list):
            inner = {i: item for i, item in enumerate(value) if isinstance(item, dict)}
            yield from cited_sources(inner, (*path, key))


def source_findings(files: Iterable[TomlFile], sources_file: TomlFile) -> list[Finding]:
    """Return findings about unknown and unused sources.

    Parameters
    ----------
    files
        All files that may cite sources.
    sources_file
        The source file.

    Returns
    -------
    list[Finding]
        An error per citation of an unknown source, a warning per source that nothing cites.
    """
    known = set(sources_file.data)
    used: set[str] = set()
    findings: list[Finding] = []
    for file in files:
        for slug, path in cited_sources(file.data):
            used.add(slug)
            if slug not in known:
                message = worded(
                    'source "{slug}" is not in {name}', slug=slug, name=sources_file.name
                )
                hint = worded("add it there, or correct the slug")
                findings.append(file.finding(FindingCode.SOURCE_UNKNOWN, path, message, hint=hint))
    findings += [
        sources_file.finding(
            FindingCode.SOURCE_ORPHAN,
            (slug,),
            worded('nothing cites source "{slug}"', slug=slug),
            hint=worded("cite it, or remove it"),
            severity=Severity.WARNING,
        )
        for slug in sorted(known - used)
    ]
    return findings


def slug_findings(files: Iterable[TomlFile]) -> list[Finding]:
    """Return findings about slugs that differ from the file name or occur twice.

    Parameters
    ----------
    files
        Files with one record each, in any state.

    Returns
    -------
    list[Finding]
        Errors; the file that comes first keeps a slug.
    """
    findings: list[Finding] = []
    owner_by_slug: dict[str, str] = {}
    for file in files:
        slug = file.data.get("slug")
        if not isinstance(slug, str):
            continue
        if slug != file.stem:
            message = worded(
                'slug "{slug}" is not the file name "{stem}"', slug=slug, stem=file.stem
            )
            hint = worded("rename the file, or correct the slug")
            findings.append(file.finding(FindingCode.SLUG_MISMATCH, ("slug",), message, hint=hint))
        if slug in owner_by_slug:
            message = worded(
                'slug "{slug}" is already used in {owner_by_slug}',
                slug=slug,
                owner_by_slug=owner_by_slug[slug],
            )
            hint = worded("give one of the two another slug")
            findings.append(file.finding(FindingCode.SLUG_DUPLICATE, ("slug",), message, hint=hint))
        owner_by_slug.setdefault(slug, file.name)
    return findings


def part_findings(part: Part, file: TomlFile) -> list[Finding]:
    """Return findings about port groups of one part that share a name.

    Parameters
    ----------
    part
        The part.
    file
        Its file.

    Returns
    -------
    list[Finding]
        One error per repeated name.
    """
    findings: list[Finding] = []
    names = [port.name for port in part.ports]
    for index, name in enumerate(names):
        if name in names[:index]:
            message = worded('there are two port groups "{name}"', name=name)
            hint = worded("give each port group of a part its own name")
            path = ("ports", index, "name")
            findings.append(file.finding(FindingCode.SLUG_DUPLICATE, path, message, hint=hint))
    return findings
