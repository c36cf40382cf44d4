"""Published totals and claims: read with places, and consistent with the shipped systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_catalog
from designer.errors.findings import FindingCode
from designer.paths import catalogs_dir
from designer.workbench.opening import system_names

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = '[lab]\ntitle = "A laboratory"\naccessed = 2026-01-15\n'
SYSTEM = """\
slug = "system-a"

[[figures]]
readout = "power_it_w"
[figures.figure]
value = 10
unit = "kW"
kind = "vendor-announced"
source = "lab"
as_of = 2026-01-15
"""
CLAIMS = """\
[claim-a]
text = "twice the power"
first = "system-a"
second = "system-b"
readout = "power_it_w"
low_ratio = 1.9
high_ratio = 2.1
source = "lab"
"""


def folder(path: Path, system: str = SYSTEM, claims: str = CLAIMS) -> Path:
    (path / "published").mkdir()
    (path / "catalog.toml").write_text('version = "1"\n')
    (path / "sources.toml").write_text(SOURCES)
    (path / "published" / "system-a.toml").write_text(system)
    (path / "published" / "claims.toml").write_text(claims)
    return path


def test_that_totals_are_kept_in_si_units_by_readout(tmp_path: Path) -> None:
    load = load_catalog(folder(tmp_path))
    assert load.findings == ()
    found = load.library.published_system("system-a")
    assert found is not None
    total = found.of("power_it_w")
    assert total is not None
    assert total.figure.value == 10_000
    assert found.of("memory_bytes") is None
    assert load.library.published_system("system-b") is None
    assert [claim.slug for claim in load.library.claims] == ["claim-a"]


@pytest.mark.parametrize(
    ("system", "claims", "code", "line"),
    [
        (SYSTEM.replace("power_it_w", "speed"), CLAIMS, FindingCode.FIELD_INVALID, 4),
        (SYSTEM.replace('"kW"', '"TB"'), CLAIMS, FindingCode.FIELD_INVALID, 7),
        (SYSTEM.replace('"lab"', '"nobody"'), CLAIMS, FindingCode.SOURCE_UNKNOWN, 9),
        (SYSTEM.replace("system-a", "system-z"), CLAIMS, FindingCode.SLUG_MISMATCH, 1),
        ('slug = "system-a"\nfigures = 3\n', CLAIMS, FindingCode.FIELD_INVALID, 2),
        (SYSTEM, CLAIMS.replace("1.9", "-1.9"), FindingCode.FIELD_INVALID, 6),
        (SYSTEM, CLAIMS.replace('source = "lab"\n', ""), FindingCode.FIELD_MISSING, 1),
        (SYSTEM, "claim = 3\n" + CLAIMS, FindingCode.FIELD_INVALID, 1),
    ],
)  # fmt: skip
def test_that_every_problem_names_file_and_line(
    tmp_path: Path, system: str, claims: str, code: FindingCode, line: int
) -> None:
    findings = load_catalog(folder(tmp_path, system, claims)).findings
    assert (code, line) in {(f.code, f.locus.line) for f in findings}
    assert all(f.locus.file for f in findings)


COMPARISON = """\
[a-b]
title = "A vs B"
question = "Which is larger?"
designs = ["system-a", "system-b"]
readouts = ["power_it_w"]
claims = ["claim-a"]
"""


def test_that_a_comparison_is_read_with_its_claims(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "published" / "comparisons.toml").write_text(COMPARISON)
    load = load_catalog(path)
    assert load.findings == ()
    assert [one.slug for one in load.library.comparisons] == ["a-b"]
    assert load.library.comparisons[0].designs == ("system-a", "system-b")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (COMPARISON.replace("claim-a", "claim-z"), FindingCode.REFERENCE_UNKNOWN, 6),
        (COMPARISON.replace(', "system-b"', ""), FindingCode.FIELD_INVALID, 4),
        (COMPARISON.replace('"power_it_w"', '"Power"'), FindingCode.FIELD_INVALID, 5),
        (COMPARISON.replace('title = "A vs B"\n', ""), FindingCode.FIELD_MISSING, 1),
        ("a-b = 3\n", FindingCode.FIELD_INVALID, 1),
    ],
)  # fmt: skip
def test_that_every_problem_of_a_comparison_names_file_and_line(
    tmp_path: Path, text: str, code: FindingCode, line: int
) -> None:
    path = folder(tmp_path)
    (path / "published" / "comparisons.toml").write_text(text)
    findings = load_catalog(path).findings
    assert (code, line) in {(f.code, f.locus.line) for f in findings}
    assert {f.locus.file for f in findings} == {f"{path.name}/published/comparisons.toml"}


def test_that_shipped_comparisons_are_of_what_the_catalog_has() -> None:
    library = load_catalog(catalogs_dir()).library
    for one in library.comparisons:
        for slug in one.designs:
            assert slug in system_names() or library.part(slug) is not None, slug
    titles = {one.slug for one in library.comparisons}
    assert titles >= {"cm384-nvl72", "h20-910b", "atlas950-nvl72", "atlas950-nvl144"}


def test_that_everything_published_is_about_a_shipped_system() -> None:
    load = load_catalog(catalogs_dir())
    assert load.findings == ()
    named = {slug for claim in load.library.claims for slug in (claim.first, claim.second)}
    # or about a system that claims compare with
    assert {one.slug for one in load.library.published} <= {*system_names(), *named}
    assert load.library.claims
