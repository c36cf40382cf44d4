"""Reading a catalog folder file by file, collecting records and findings."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, get_args

from designer.catalog.assumptions import Assumption, AssumptionSet
from designer.catalog.library import FAMILIES, Part
from designer.catalog.library_checks import part_findings, slug_findings, source_findings
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Source
from designer.catalog.published_reader import (
    CLAIMS_STEM,
    COMPARISONS_STEM,
    claims_from_file,
    comparisons_from_file,
    published_system_from_file,
    unknown_claims,
)
from designer.catalog.quantities import unit_of_name
from designer.catalog.record_reader import Place, record_from_table
from designer.catalog.rulesets import RuleSet
from designer.catalog.toml_file import TomlFile, read_toml
from designer.errors.findings import Finding, FindingCode, Severity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.catalog.published import (
        Claim,
        PublishedSystem,
        RuleClaim,
        WorkedComparison,
    )

FAMILIES_BY_FOLDER: Final[dict[str, tuple[str, ...]]] = {
    "accelerators": ("accelerator",),
    "cpus": ("cpu",),
    "nodes": ("node", "switch-box"),
    "switches": ("switch", "circuit-switch"),
    "nics": ("nic",),
    "optics": ("optic",),
    "cables": ("cable",),
    "racks": ("rack",),
    "facility": ("facility",),
}
PART_TYPES: Final = dict(zip(FAMILIES, get_args(get_args(Part)[0]), strict=True))
_FOREIGN_FOLDERS: Final = ("systems",)


class FolderReader:
    """Reads one catalog folder once; the attributes hold what came of it.

    Attributes
    ----------
    version
        Catalog version; empty if missing.
    parts, prices, sets, sources, published, claims, rule_claims, comparisons, rulesets
        Records without a problem, by slug.
    findings
        Every problem so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = ""
        self.parts: dict[str, Part] = {}
        self.prices: dict[str, PriceQuote] = {}
        self.sets: dict[str, AssumptionSet] = {}
        self.sources: dict[str, Source] = {}
        self.published: dict[str, PublishedSystem] = {}
        self.claims: dict[str, Claim] = {}
        self.rule_claims: dict[str, RuleClaim] = {}
        self.comparisons: dict[str, WorkedComparison] = {}
        self.rulesets: dict[str, RuleSet] = {}
        self.findings: list[Finding] = []
        self._part_files: list[TomlFile] = []
        self._set_files: list[TomlFile] = []
        self._price_files: list[TomlFile] = []
        self._published_files: list[TomlFile] = []
        self._claim_files: list[TomlFile] = []
        self._comparison_files: list[TomlFile] = []
        self._ruleset_files: list[TomlFile] = []

    def read(self) -> None:
        """Read all files of the folder and check them against each other."""
        self._read_version()
        sources_file = self._read_sources()
        for path in sorted(self.folder.glob("*/**/*.toml")):
            self._read_path(path)
        self.findings += slug_findings(self._part_files)
        self.findings += slug_findings(self._set_files)
        self.findings += slug_findings(self._published_files)
        self.findings += slug_findings(self._ruleset_files)
        self._check_price_references()
        for file in self._comparison_files:
            self.findings += unknown_claims(file, self.comparisons, self.claims)
        if sources_file is not None:
            files = [*self._part_files, *self._set_files, *self._price_files]
            files += [*self._published_files, *self._claim_files, *self._ruleset_files]
            self.findings += source_findings(files, sources_file)

    def _file(self, path: Path) -> TomlFile | None:
        inside = PurePosixPath(self.folder.name, *path.relative_to(self.folder).parts)
        file = read_toml(path, str(inside))
        if isinstance(file, Finding):
            self.findings.append(file)
            return None
        return file

    def _read_version(self) -> None:
        file = self._file(self.folder / "catalog.toml")
        if file is None:
            return
        version = file.data.get("version")
        if isinstance(version, str) and version:
            self.version = version
            return
        message, hint = (
            worded("the version of the catalog is missing"),
            worded('add version = "2026.11"'),
        )
        self.findings.append(
            file.finding(FindingCode.FIELD_MISSING, ("version",), message, hint=hint)
        )

    def _read_sources(self) -> TomlFile | None:
        file = self._file(self.folder / "sources.toml")
        if file is None:
            return None
        for slug, table in self._tables(file):
            source, findings = record_from_table(
                {"slug": slug, **table}, Source, Place(file, (slug,))
            )
            self.findings += findings
            if source is not None:
                self.sources[slug] = source
        return file

    def _tables(self, file: TomlFile) -> Iterator[tuple[str, dict[str, Any]]]:
        for slug, table in file.data.items():
            if isinstance(table, dict):
                yield slug, table
                continue
            message, hint = (
                worded('"{slug}" is not a table', slug=slug),
                worded("write it under [{slug}]", slug=slug),
            )
            self.findings.append(
                file.finding(FindingCode.FIELD_INVALID, (slug,), message, hint=hint)
            )

    def _read_path(self, path: Path) -> None:
        top = path.relative_to(self.folder).parts[0]
        if top in _FOREIGN_FOLDERS:
            return
        file = self._file(path)
        if file is None:
            return
        if top in FAMILIES_BY_FOLDER:
            self._read_part(file, FAMILIES_BY_FOLDER[top])
        elif top == "prices":
            self._read_prices(file)
        elif top == "assumptions":
            self._read_assumptions(file)
        elif top == "published":
            self._read_published(file)
        elif top == "rulesets":
            self._read_ruleset(file)
        else:
            message = worded(
                'folder "{top}" is not one of {known}',
                top=top,
                known=", ".join(FAMILIES_BY_FOLDER),
            )
            code, hint = (
                FindingCode.FILE_UNREADABLE,
                worded("move the file to the folder of its family"),
            )
            self.findings.append(
                file.finding(code, (), message, hint=hint, severity=Severity.WARNING)
            )

    def _read_part(self, file: TomlFile, families: tuple[str, ...]) -> None:
        self._part_files.append(file)
        family = file.data.get("family")
        if family not in families:
            code = FindingCode.FIELD_MISSING if family is None else FindingCode.FIELD_INVALID
            named = " or ".join(f'family = "{name}"' for name in families)
            message = (
                worded("the family is missing")
                if family is None
                else worded("{family!r} does not belong", family=family)
            )
            self.findings.append(
                file.finding(code, ("family",), message, hint=worded("write {named}", named=named))
            )
        known = family if family in families else families[0]
        record_type = PART_TYPES[known]
        part, findings = record_from_table({**file.data, "family": known}, record_type, Place(file))
        self.findings += findings
        if part is not None:
            self.findings += part_findings(part, file)
            self.parts.setdefault(part.slug, part)

    def _read_prices(self, file: TomlFile) -> None:
        self._price_files.append(file)
        for slug, table in self._tables(file):
            data = {"part": slug, **table}
            quote, findings = record_from_table(data, PriceQuote, Place(file, (slug,)))
            self.findings += findings
            if quote is not None:
                self.prices[slug] = quote

    def _read_assumptions(self, file: TomlFile) -> None:
        self._set_files.append(file)
        data = dict(file.data)
        tables = data.get("assumptions")
        assumptions: list[Assumption] = []
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            for index, table in enumerate(tables):
                assumptions += self._assumption(table, file, index)
            data["assumptions"] = []
        found, findings = record_from_table(data, AssumptionSet, Place(file))
        self.findings += findings
        if found is not None:
            self.sets.setdefault(
                found.slug,
                AssumptionSet(slug=found.slug, name=found.name, assumptions=tuple(assumptions)),
            )

    def _assumption(self, table: dict[str, Any], file: TomlFile, index: int) -> list[Assumption]:
        path = ("assumptions", index)
        name = table.get("name")
        unit = unit_of_name(name) if isinstance(name, str) else None
        if unit is None:
            message = worded("the name {name!r} does not end in a unit suffix", name=name)
            hint = worded("end the name in _w, _m, _usd, _s, _ratio, _fraction or the like")
            code = FindingCode.FIELD_INVALID
            self.findings.append(file.finding(code, (*path, "name"), message, hint=hint))
            return []
        found, findings = record_from_table(table, Assumption, Place(file, path, unit))
        self.findings += findings
        return [] if found is None else [found]

    def _read_ruleset(self, file: TomlFile) -> None:
        self._ruleset_files.append(file)
        found, findings = record_from_table(file.data, RuleSet, Place(file))
        self.findings += findings
        if found is not None:
            self.rulesets.setdefault(found.slug, found)

    def _read_published(self, file: TomlFile) -> None:
        if file.stem == CLAIMS_STEM:
            self._claim_files.append(file)
            claims, rule_claims, findings = claims_from_file(file)
            self.claims |= claims
            self.rule_claims |= rule_claims
        elif file.stem == COMPARISONS_STEM:
            self._comparison_files.append(file)
            comparisons, findings = comparisons_from_file(file)
            self.comparisons |= comparisons
        else:
            self._published_files.append(file)
            found, findings = published_system_from_file(file)
            if found is not None:
                self.published.setdefault(found.slug, found)
        self.findings += findings

    def _check_price_references(self) -> None:
        known = {file.stem for file in self._part_files}
        for file in self._price_files:
            for slug, table in file.data.items():
                if isinstance(table, dict) and slug not in known:
                    message, hint = (
                        worded('there is no part "{slug}"', slug=slug),
                        worded("add the part, or correct the slug"),
                    )
                    code = FindingCode.REFERENCE_UNKNOWN
                    self.findings.append(file.finding(code, (slug,), message, hint=hint))
