"""Loading a catalog folder: all records, and every problem with file, line and field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from designer.catalog.folder_reader import FolderReader
from designer.catalog.library import CatalogLibrary
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import CatalogError
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from pathlib import Path

_Record = TypeVar("_Record")


@dataclass(frozen=True)
class CatalogLoad:
    """What loading a folder gave.

    Attributes
    ----------
    library
        All records without a problem.
    findings
        Every problem, by file and line.
    """

    library: CatalogLibrary
    findings: tuple[Finding, ...]


def load_catalog(folder: Path) -> CatalogLoad:
    """Load all records of a catalog folder and collect every problem.

    Parameters
    ----------
    folder
        Folder with ``catalog.toml``, ``sources.toml`` and one folder per part family.

    Returns
    -------
    CatalogLoad
        The usable records, and the findings.
    """
    if not folder.is_dir():
        finding = Finding(
            FindingCode.FILE_UNREADABLE,
            Severity.ERROR,
            worded("there is no catalog folder here"),
            worded("reinstall the program, or name another folder"),
            Locus(file=folder.name),
        )
        return CatalogLoad(CatalogLibrary(version=""), (finding,))
    reader = FolderReader(folder)
    reader.read()
    library = CatalogLibrary(
        version=reader.version,
        parts=_in_slug_order(reader.parts),
        prices=_in_slug_order(reader.prices),
        assumption_sets=_in_slug_order(reader.sets),
        sources=_in_slug_order(reader.sources),
        published=_in_slug_order(reader.published),
        rulesets=_in_slug_order(reader.rulesets),
        claims=_in_slug_order(reader.claims),
        rule_claims=_in_slug_order(reader.rule_claims),
        comparisons=_in_slug_order(reader.comparisons),
    )
    return CatalogLoad(library, tuple(sorted(reader.findings, key=_place)))


def load_library(folder: Path) -> CatalogLibrary:
    """Load a catalog folder that must be sound.

    Parameters
    ----------
    folder
        Catalog folder.

    Returns
    -------
    CatalogLibrary
        The library.

    Raises
    ------
    CatalogError
        If any finding is an error; the exception carries all findings.
    """
    load = load_catalog(folder)
    errors = [f for f in load.findings if f.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = worded(" (and {n_more} more)", n_more=len(errors) - 1) if len(errors) > 1 else ""
        message = joined("", (f"{first.locus.text()}: ", first.message, "; ", first.hint, more))
        raise CatalogError(message, load.findings)
    return load.library


def _in_slug_order(kept: dict[str, _Record]) -> tuple[_Record, ...]:
    return tuple(kept[slug] for slug in sorted(kept))


def _place(finding: Finding) -> tuple[str, int, str]:
    return finding.locus.file, finding.locus.line, finding.locus.field
