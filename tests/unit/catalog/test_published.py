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


def test_that_everything_published_is_about_a_shipped_system() -> None:
    load = load_catalog(catalogs_dir())
    assert load.findings == ()
    named = {slug for claim in load.library.claims for slug in (claim.first, claim.second)}
    # or about a system that claims compare with
    assert {one.slug for one in load.library.published} <= {*system_names(), *named}
    assert load.library.claims
