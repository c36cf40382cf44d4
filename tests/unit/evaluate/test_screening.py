"""Accelerators against export rules, by plain arithmetic."""

from __future__ import annotations

import pytest

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.loader import load_library
from designer.evaluate.screening import Answer, answer_of, quantities_of, screen
from designer.model.evolve import evolve
from designer.paths import catalogs_dir

LIBRARY = load_library(catalogs_dir())


def part(slug: str) -> AcceleratorRecord:
    found = LIBRARY.part(slug)
    assert isinstance(found, AcceleratorRecord)
    return found


def answer(slug: str, rules: str, name: str) -> Answer:
    found = LIBRARY.ruleset(rules)
    assert found is not None
    return answer_of(screen(part(slug), found), name)


@pytest.mark.parametrize(
    ("slug", "tpp"),
    [
        # dense rate times bits, largest over the formats
        ("h20-96", 296 * 8), ("h100-sxm", 1979 * 8), ("ascend-910c", 1504 * 8),
        ("ascend-960", 2000 * 8), ("b200", 9000 * 4),
    ],
)  # fmt: skip
def test_that_processing_performance_is_the_largest_product_of_rate_and_bits(
    slug: str, tpp: float
) -> None:
    found = quantities_of(part(slug)).processing_tpp
    assert found is not None
    assert found.value == pytest.approx(tpp, rel=1e-3)


def test_that_density_is_over_the_area_of_the_compute_dies() -> None:
    found = quantities_of(part("h20-96")).density_tpp_per_m2
    assert found is not None
    # 2,368 over 814 mm2
    assert found.value * 1e-6 == pytest.approx(2.91, abs=0.01)


@pytest.mark.parametrize(
    ("slug", "rules", "name", "expected"),
    [
        # BIS 2023 as CSET explains it: H20 is outside, H100 and H200 inside
        ("h20-96", "bis-2023", "3A090.a", Answer.NOT_MET),
        ("h20-96", "bis-2023", "3A090.b", Answer.NOT_MET),
        ("h100-sxm", "bis-2023", "3A090.a", Answer.MET),
        ("h200-sxm", "bis-2023", "3A090.a", Answer.MET),
        # the letter of 2025 tests memory bandwidth, 4.0 TB/s
        ("h20-96", "bis-2025-letter", "letter", Answer.MET),
        # the rule of 2026: less than 21,000 TPP and 6,500 GB/s
        ("h200-sxm", "bis-2026", "review", Answer.MET),
        # 20,919 TPP is 0.4 % under the limit, and its INT8 rate has a band of 5 %
        ("mi300x", "bis-2026", "review", Answer.DISPUTED),
        ("b200", "bis-2026", "review", Answer.NOT_MET),
    ],
)
def test_that_the_screen_gives_what_sources_say(
    slug: str, rules: str, name: str, expected: Answer
) -> None:
    assert answer(slug, rules, name) is expected


def test_that_what_a_part_does_not_state_is_undetermined_and_never_clear() -> None:
    known = part("h20-96")
    rules = LIBRARY.ruleset("bis-2023")
    assert rules is not None
    no_area = evolve(known, die_area_m2=None)
    assert answer_of(screen(no_area, rules), "3A090.a") is Answer.UNDETERMINED
    assert quantities_of(no_area).density_tpp_per_m2 is None


def test_that_sources_that_disagree_across_a_limit_make_it_disputed() -> None:
    # measured 1,568 GB/s, planned 1,398 GB/s: the limit of the letter is 1,400
    figure = part("rtxpro6000d").memory_bytes_per_s
    assert figure.band[0] < 1.4e12 < figure.band[1]
    rules = LIBRARY.ruleset("bis-2025-letter")
    assert rules is not None
    first = next(r for r in screen(part("rtxpro6000d"), rules) if r.rule.min_memory_bytes_per_s)
    assert first.answer is Answer.DISPUTED


def test_that_rules_of_one_name_are_alternatives() -> None:
    rules = LIBRARY.ruleset("bis-2023")
    assert rules is not None
    found = screen(part("ascend-910b4"), rules)
    # under 4,800 TPP, but dense enough
    by_name = [one.answer for one in found if one.rule.name == "3A090.a"]
    assert Answer.MET in by_name
    assert answer_of(found, "3A090.a") is Answer.MET
    assert answer_of(found, "no such rule") is Answer.UNDETERMINED
