"""Findings: where they are, whether they block, how they are approved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import (
    CatalogError,
    CommandError,
    DesignerError,
    DesignFileError,
    EvaluationError,
    ExportError,
    MigrationError,
)


@pytest.mark.parametrize(
    ("locus", "text"),
    [
        (Locus(), "design"),
        (Locus(field="name"), "name"),
        (Locus(file="a.toml"), "a.toml"),
        (Locus(file="a.toml", line=3), "a.toml:3"),
        (Locus(file="a.toml", line=3, field="tdp_w.unit"), "a.toml:3: tdp_w.unit"),
        (Locus(file="a.toml", field="tdp_w"), "a.toml: tdp_w"),
        (Locus(paths=("rack[3]/node[0]", "rack[4]")), "rack[3]/node[0], rack[4]"),
        (Locus(paths=("rack",), bundle_ids=("root/up",)), "rack, root/up"),
    ],
)
def test_that_a_place_reads_as_one_line(locus: Locus, text: str) -> None:
    assert locus.text() == text


def test_that_an_approved_error_no_longer_blocks() -> None:
    locus = Locus(paths=("rack[3]",))
    finding = Finding(FindingCode.PORT_OVERUSED, Severity.ERROR, "66 links on 64 ports", "", locus)
    assert finding.is_blocking
    assert not replace(finding, approved_reason="spare ports follow").is_blocking
    assert not replace(finding, severity=Severity.WARNING).is_blocking
    assert finding.approval_key == "port-overused:rack[3]"


def test_that_codes_are_lower_case_words_joined_by_hyphens() -> None:
    assert all(code == code.lower().replace("_", "-").replace(" ", "-") for code in FindingCode)


def test_that_all_errors_of_the_program_have_one_base() -> None:
    kinds = (CatalogError, DesignFileError, MigrationError, CommandError, EvaluationError)
    assert all(issubclass(kind, DesignerError) for kind in (*kinds, ExportError))
    assert issubclass(MigrationError, DesignFileError)


def test_that_file_errors_carry_their_findings() -> None:
    finding = Finding(FindingCode.FILE_SYNTAX, Severity.ERROR, "is not TOML")
    error = CatalogError("catalogs/a.toml: is not TOML", (finding,))
    assert str(error) == "catalogs/a.toml: is not TOML"
    assert error.findings == (finding,)
    assert DesignFileError("gone").findings == ()
