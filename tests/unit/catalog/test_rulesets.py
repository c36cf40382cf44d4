"""Export rules: thresholds as data, read with places, and what they say about well-known parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.loader import load_catalog, load_library
from designer.errors.findings import FindingCode
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from pathlib import Path

    from designer.catalog.library import CatalogLibrary
    from designer.catalog.rulesets import ExportRule

BITS = {"fp64": 64, "fp32": 32, "tf32": 19, "bf16": 16, "fp16": 16, "fp8": 8, "int8": 8, "fp4": 4}
RULES = """\
slug = "rules-a"
name = "Rules"
authority = "An authority"
source = "lab"
effective_from = 2023-11-17

[[rules]]
name = "a"
outcome = "a licence is needed"

[rules.min_density_tpp_per_m2]
value = 5.92
unit = "TPP/mm2"
kind = "vendor-announced"
source = "lab"
as_of = 2026-01-15
"""


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def meets(rule: ExportRule, values: dict[str, float | None]) -> bool:
    """Tell whether all limits of a rule hold; an unknown value never meets one."""
    for name in type(rule).model_fields:
        limit = getattr(rule, name)
        if not name.startswith(("min_", "max_")) or limit is None:
            continue
        value = values.get(name.removeprefix("min_").removeprefix("max_"))
        if value is None:
            return False
        if name.startswith("min_") != (value >= limit.value):
            return False
    return True


def classes(library: CatalogLibrary, slug: str, rules: str) -> set[str]:
    part, found = library.part(slug), library.ruleset(rules)
    assert isinstance(part, AcceleratorRecord)
    assert found is not None
    tpp = max(r.flop_per_s.value / 1e12 * BITS[r.number_format] for r in part.peak_rates)
    area = part.die_area_m2
    values = {
        "processing_tpp": tpp,
        "density_tpp_per_m2": None if area is None else tpp / area.value,
        "memory_bytes_per_s": part.memory_bytes_per_s.value,
    }
    return {rule.name for rule in found.rules if meets(rule, values)}


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("h20-96", set()),
        ("h100-sxm", {"3A090.a"}),
        ("b200", {"3A090.a"}),
        ("ascend-910b2", {"3A090.a"}),
        ("mi300x", {"3A090.a"}),
    ],
)
def test_that_the_rule_of_2023_gives_the_known_class(
    library: CatalogLibrary, slug: str, expected: set[str]
) -> None:
    assert classes(library, slug, "bis-2023") == expected


@pytest.mark.parametrize(
    ("slug", "is_reviewed"),
    [("h200-sxm", True), ("mi300x", True), ("b200", False), ("b300", False)],
)
def test_that_the_rule_of_2026_reviews_what_is_known_to_be_reviewed(
    library: CatalogLibrary, slug: str, *, is_reviewed: bool
) -> None:
    assert bool(classes(library, slug, "bis-2026")) is is_reviewed


def test_that_the_letter_of_2025_stops_what_the_rule_of_2023_lets_pass(
    library: CatalogLibrary,
) -> None:
    assert classes(library, "h20-96", "bis-2025-letter") == {"letter"}


def test_that_rules_are_in_order_of_date_and_cite_every_threshold(library: CatalogLibrary) -> None:
    days = [rules.effective_from for rules in library.rulesets]
    assert len(days) == 5
    assert days == sorted(days)
    found = library.ruleset("bis-2023")
    assert found is not None
    limit = found.rules[1].min_density_tpp_per_m2
    assert limit is not None
    assert limit.value == pytest.approx(5.92e6)
    assert library.source(limit.source) is not None
    assert library.ruleset("none") is None


def write(folder: Path, text: str) -> Path:
    (folder / "rulesets").mkdir()
    (folder / "catalog.toml").write_text('version = "1"\n')
    (folder / "sources.toml").write_text('[lab]\ntitle = "A laboratory"\naccessed = 2026-01-15\n')
    (folder / "rulesets" / "rules-a.toml").write_text(text)
    return folder


def test_that_a_sound_rule_set_has_no_finding(tmp_path: Path) -> None:
    load = load_catalog(write(tmp_path, RULES))
    assert load.findings == ()
    assert [rules.slug for rules in load.library.rulesets] == ["rules-a"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('unit = "TPP/mm2"', 'unit = "W"', FindingCode.FIELD_INVALID),
        ('source = "lab"', 'source = "nowhere"', FindingCode.SOURCE_UNKNOWN),
        ('slug = "rules-a"', 'slug = "rules-b"', FindingCode.SLUG_MISMATCH),
        ('outcome = "a licence is needed"\n', "", FindingCode.FIELD_MISSING),
        ("min_density_tpp_per_m2", "min_density", FindingCode.FIELD_UNKNOWN),
    ],
)
def test_that_a_mistake_is_told_by_file_and_field(
    tmp_path: Path, old: str, new: str, code: FindingCode
) -> None:
    assert old in RULES
    found = load_catalog(write(tmp_path, RULES.replace(old, new))).findings
    assert code in {f.code for f in found}
    assert all(f.locus.file.endswith(("rules-a.toml", "sources.toml")) for f in found)
