"""The claims of the catalog against what the shipped systems, parts and rules give."""

from __future__ import annotations

from functools import cache

import pytest

from designer.evaluate.claims import ClaimCheck, Verdict
from designer.workbench.comparing import checked_claims, checked_rule_claims, opened_side
from designer.workbench.opening import shipped_library


@cache
def checks() -> dict[str, ClaimCheck]:
    return {check.claim.slug: check for check in checked_claims(shipped_library())}


def test_that_every_claim_of_the_catalog_is_checked() -> None:
    library = shipped_library()
    assert checks().keys() == {claim.slug for claim in library.claims}
    assert len(checked_rule_claims(library)) == len(library.rule_claims)


@pytest.mark.parametrize(
    ("slug", "ratio", "verdict"),
    [
        # plain quotients of the printed figures
        ("h20-910b-fp16", 148 / 376, Verdict.REFUTED),
        ("h20-910b-bandwidth", 4.0 / 1.6, Verdict.REFUTED),
        ("h20-910b-memory", 96 / 64, Verdict.REPRODUCED),
        ("910b-h20-fp16", 376 / 148, Verdict.REPRODUCED),
        ("910c-h20-fp16", 752 / 148, Verdict.REFUTED),
        ("950-910c-interconnect", 1008 / 392, Verdict.REPRODUCED),
        ("970-960-compute", 2.0, Verdict.REPRODUCED),
        ("960-950-fp8", 15_488 * 2_000 / (8_192 * 865), Verdict.REFUTED),
        ("960-950-count", 15_488 / 8_192, Verdict.REPRODUCED),
        ("950-nvl144-count", 8_192 / 72, Verdict.PUBLISHED_ONLY),
        ("950-nvl144-memory", 8_192 * 144 / (72 * 288), Verdict.PUBLISHED_ONLY),
        ("cm384-60-percent", 384 * 752 / (72 * 2_500), Verdict.REPRODUCED),
    ],
)
def test_that_a_claim_gets_its_ratio_and_verdict(slug: str, ratio: float, verdict: Verdict) -> None:
    check = checks()[slug]
    assert check.computed is not None
    assert check.computed.value == pytest.approx(ratio, rel=2e-3)
    assert check.verdict is verdict


def test_that_the_power_of_cloudmatrix_spans_what_its_sources_say() -> None:
    published = checks()["cm384-power"].published
    assert published is not None
    # 500 over 145, and 600 over 120
    assert published.low == pytest.approx(500 / 145, rel=1e-9)
    assert published.high == pytest.approx(600 / 120, rel=1e-9)
    fp16 = checks()["cm384-fp16"].published
    assert fp16 is not None
    assert (fp16.low, fp16.high) == pytest.approx((245.76 / 180, 299.52 / 180), rel=1e-9)
    price = checks()["cm384-price"].published
    assert price is not None
    assert (price.low, price.high) == pytest.approx((8.2 / 3.9, 8.2 / 3.0), rel=1e-9)


def test_that_a_system_known_by_its_totals_alone_can_be_compared_with() -> None:
    check = checks()["supercluster-colossus-fp8"]
    assert check.computed is not None
    # 524,288 at 865 TFLOP/s over 200,000 at 1,979
    ratio = 524_288 * 865 / (200_000 * 1_979)
    assert check.computed.value == pytest.approx(ratio, rel=2e-3)
    assert check.verdict is Verdict.REPRODUCED


def test_that_a_deviation_is_zero_inside_and_measured_from_the_nearest_end() -> None:
    assert checks()["910b-h20-fp16"].deviation == 0
    check = checks()["910c-h20-fp16"]
    assert check.computed is not None
    assert check.deviation == pytest.approx(check.computed.value / 2.2 - 1)


def test_that_an_accelerator_can_stand_alone_in_a_comparison() -> None:
    side = opened_side(shipped_library(), "h20-96")
    assert side.readouts.value("n_accelerators") == 1
    assert side.readouts.value("memory_bytes") == 96e9


@pytest.mark.parametrize(
    ("slug", "verdict"),
    [
        ("h20-rule-2023-a", Verdict.REPRODUCED),
        ("h20-rule-2023-b", Verdict.REPRODUCED),
        ("h20-letter-2025", Verdict.REPRODUCED),
        ("h200-rule-2026", Verdict.REPRODUCED),
        ("h200-rule-2023", Verdict.REPRODUCED),
        # planned under the limit, measured above it
        ("6000d-letter-2025", Verdict.UNKNOWN),
    ],
)
def test_that_claims_about_export_rules_get_their_verdict(slug: str, verdict: Verdict) -> None:
    found = {check.claim.slug: check for check in checked_rule_claims(shipped_library())}
    assert found[slug].verdict is verdict
