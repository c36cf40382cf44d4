"""Comparison: ratios, whiskers, normalising, equal amounts and claims, by plain arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.provenance import Alternative, Figure, FigureKind
from designer.catalog.published import Claim, PublishedFigure, PublishedSystem
from designer.evaluate.bounds import Exactness
from designer.evaluate.claims import Verdict, check_claim
from designer.evaluate.comparison import Band, Normaliser, Side, compare, is_total
from designer.evaluate.iso import iso_compare
from designer.evaluate.readouts import Readout, Readouts


def readout(
    readout_id: str, value: float, low: float | None = None, high: float | None = None, **kw: str
) -> Readout:
    group, unit = kw.get("group", "Group"), kw.get("unit", "W")
    exactness = Exactness(kw.get("exactness", "exact"))
    return Readout(readout_id, group, readout_id, value, low, high, unit, exactness, "method")


def side(name: str, *rows: Readout, published: PublishedSystem | None = None) -> Side:
    return Side(name, Readouts(0, rows), published)


def published(readout_id: str, value: float, *others: float, unit: str = "W") -> PublishedSystem:
    figure = Figure(
        value=value,
        unit=unit,
        kind=FigureKind.VENDOR_ANNOUNCED,
        source="first",
        as_of=date(2026, 1, 1),
        alternatives=tuple(
            Alternative(value=other, kind=FigureKind.VENDOR_ANNOUNCED, source=f"other-{ix}")
            for ix, other in enumerate(others)
        ),
    )
    return PublishedSystem(slug="s", figures=(PublishedFigure(readout=readout_id, figure=figure),))


def claim(readout_id: str, low: float, high: float, per: str = "") -> Claim:
    return Claim(
        slug="c",
        text="a claim",
        first="a",
        second="b",
        readout=readout_id,
        per=per,
        low_ratio=low,
        high_ratio=high,
        source="first",
    )


def test_that_a_whisker_spans_lowest_over_highest_to_highest_over_lowest() -> None:
    a = side("a", readout("power_it_w", 10, 8, 12))
    b = side("b", readout("power_it_w", 5, 4, 6))
    (row,) = compare((a, b)).rows
    assert row.ratios[0] is not None
    assert row.ratios[0].band == Band(8 / 6, 2.0, 3.0)
    assert row.ratios[1] is None
    assert not row.ratios[0].is_disputed


def test_that_a_ratio_whose_whisker_crosses_one_is_disputed() -> None:
    a = side("a", readout("power_it_w", 5.5, 5, 7))
    b = side("b", readout("power_it_w", 5, 4, 6))
    ratio = compare((a, b)).rows[0].ratios[0]
    assert ratio is not None
    assert ratio.is_disputed


def test_that_ratios_are_over_the_chosen_design() -> None:
    sides = [side(name, readout("n_racks", n)) for name, n in (("a", 2), ("b", 4), ("c", 8))]
    ratios = compare(sides, baseline_ix=0).rows[0].ratios
    assert [None if r is None else r.band.value for r in ratios] == [None, 2.0, 4.0]


def test_that_totals_are_put_per_kilowatt_and_rates_per_endpoint_are_not() -> None:
    rows = (
        readout("power_it_w", 2000, 1000, 4000),
        readout("n_racks", 6),
        readout("diameter_hops.scale-up", 3),
    )
    table = {
        row.id: row.values[0]
        for row in compare((side("a", *rows), side("b", *rows)), Normaliser.KILOWATT).rows
    }
    racks, power, hops = table["n_racks"], table["power_it_w"], table["diameter_hops.scale-up"]
    assert racks is not None
    assert racks.band == Band(1.5, 3.0, 6.0)
    assert racks.exactness is Exactness.ESTIMATE  # exact racks over an estimated power
    assert power is not None
    assert power.band == Band(1000, 1000, 1000)
    assert hops is not None
    assert hops.band == Band(3, 3, 3)


def test_that_a_value_over_nothing_is_left_out() -> None:
    a = side("a", readout("n_racks", 0), readout("power_it_w", 5))
    b = side("b", readout("n_racks", 2), readout("power_it_w", 5))
    rows = {row.id: row for row in compare((b, a), Normaliser.RACK).rows}
    assert rows["power_it_w"].values[1] is None
    assert rows["power_it_w"].ratios == (None, None)


def test_that_published_totals_stand_in_rows_of_their_own_over_published_divisors() -> None:
    a = side("a", readout("power_it_w", 10), published=published("power_it_w", 9, 12))
    b = side("b", readout("power_it_w", 5))
    computed, printed = compare((a, b)).rows
    assert not computed.is_published
    assert printed.is_published
    assert printed.values[0] is not None
    assert printed.values[0].band == Band(9, 9, 12)
    assert printed.values[0].sources == ("first", "other-0")
    assert printed.values[0].exactness is None
    assert printed.values[1] is None
    per_kw = compare((a, b), Normaliser.KILOWATT).rows[1].values[0]
    assert per_kw is not None
    assert per_kw.band == Band(1000, 1000, 1000)


def test_that_fabrics_of_one_role_share_their_rows_under_both_names() -> None:
    a = side("a", readout("bisection_bytes_per_s.scale-up", 10, group="UB plane"))
    b = side("b", readout("bisection_bytes_per_s.scale-up", 5, group="NVLink"))
    (row,) = compare((a, b)).rows
    assert row.group == "UB plane / NVLink"


@pytest.mark.parametrize("n", [0, 1, 5])
def test_that_too_few_and_too_many_designs_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="2 to 4 designs"):
        compare([side("a", readout("n_racks", 1))] * n)


def test_that_a_baseline_outside_the_designs_is_refused() -> None:
    with pytest.raises(ValueError, match="no design number 3"):
        compare([side("a"), side("b")], baseline_ix=2)


@given(
    low=st.floats(0.1, 1.0), value=st.floats(1.0, 2.0), high=st.floats(2.0, 9.0),
    n=st.integers(1, 1000),
)  # fmt: skip
def test_that_building_a_design_n_times_multiplies_ratios_by_n(
    low: float, value: float, high: float, n: int
) -> None:
    one = side("a", readout("power_it_w", value, low, high))
    many = side("b", readout("power_it_w", n * value, n * low, n * high))
    ratio = compare((many, one)).rows[0].ratios[0]
    back = compare((one, many)).rows[0].ratios[0]
    assert ratio is not None
    assert back is not None
    assert ratio.band.value == pytest.approx(n)
    assert ratio.band.low <= n * (1 + 1e-12)
    assert ratio.band.high >= n * (1 - 1e-12)
    assert ratio.band.low * back.band.high == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("readout_id", "expected"),
    [
        ("n_racks", True), ("n_switches.ub-l2", True), ("power_it_w.optics", True),
        ("bisection_bytes_per_s.scale-up", True), ("capex_usd", True),
        ("capex_usd_per_accelerator", False), ("power_rack_max_w", False),
        ("power_w_per_accelerator", False), ("cable_length_m", True),
        ("cable_length_max_m", False), ("injection_bytes_per_s.scale-up", False),
        ("injection_total_bytes_per_s.scale-up", True), ("mean_hops.scale-up", False),
    ],
)  # fmt: skip
def test_that_totals_are_told_from_rates(readout_id: str, *, expected: bool) -> None:
    assert is_total(readout_id) is expected


def test_that_as_many_copies_as_needed_reach_a_rate_and_as_many_as_fit_a_budget() -> None:
    a = side("a", readout("peak_flop_per_s.bf16", 3, 2, 4), readout("power_it_w", 10))
    wanted = iso_compare((a,), "peak_flop_per_s.bf16", 12.5).columns[0]
    assert (wanted.n_copies, wanted.n_copies_low, wanted.n_copies_high) == (5, 4, 7)
    assert wanted.totals[1] == Band(50, 50, 50)
    spent = iso_compare((a,), "power_it_w", 59.9).columns[0]
    assert (spent.n_copies, spent.n_copies_low, spent.n_copies_high) == (5, 5, 5)
    assert spent.totals[0] == Band(10, 15, 20)


def test_that_a_whole_quotient_is_not_rounded_past() -> None:
    a = side("a", readout("power_it_w", 0.1))
    assert iso_compare((a,), "power_it_w", 0.3).columns[0].n_copies == 3
    b = side("b", readout("memory_bytes", 0.1))
    assert iso_compare((b,), "memory_bytes", 0.3).columns[0].n_copies == 3


def test_that_designs_without_the_quantity_have_no_copies() -> None:
    a = side("a", readout("memory_bytes", 5))
    none = side("b", readout("n_racks", 1))
    zero = side("c", readout("memory_bytes", 0))
    columns = iso_compare((a, none, zero), "memory_bytes", 10).columns
    assert [column.n_copies for column in columns] == [2, None, None]
    assert columns[1].totals == (None, None)


def test_that_bisection_of_copies_is_not_added_up() -> None:
    a = side("a", readout("n_racks", 1), readout("bisection_bytes_per_s.scale-up", 5))
    assert [row.id for row in iso_compare((a,), "n_racks", 3).rows] == ["n_racks"]
    with pytest.raises(ValueError, match="no total"):
        iso_compare((a,), "bisection_bytes_per_s.scale-up", 10)


@pytest.mark.parametrize("amount", [0.0, -1.0, float("nan"), float("inf")])
def test_that_an_amount_must_be_a_positive_number(amount: float) -> None:
    with pytest.raises(ValueError, match="not a positive number"):
        iso_compare((side("a", readout("n_racks", 1)),), "n_racks", amount)


def test_that_absurd_amounts_give_no_copies_and_unknown_ids_a_reason() -> None:
    a = side("a", readout("n_racks", 1))
    assert iso_compare((a,), "n_racks", 1e18).columns[0].n_copies is None
    with pytest.raises(ValueError, match="no design has a readout power_it_w"):
        iso_compare((a,), "power_it_w", 1)


def test_that_a_claim_is_judged_by_computed_whiskers_first() -> None:
    a = side("a", readout("power_it_w", 10, 8, 12), published=published("power_it_w", 15))
    b = side("b", readout("power_it_w", 5), published=published("power_it_w", 5))
    verdicts = {
        (low, high): check_claim(claim("power_it_w", low, high), a, b).verdict
        for low, high in ((2.3, 2.5), (2.9, 3.1), (3.5, 4.0))
    }
    assert verdicts == {
        (2.3, 2.5): Verdict.REPRODUCED,
        (2.9, 3.1): Verdict.PUBLISHED_ONLY,
        (3.5, 4.0): Verdict.REFUTED,
    }


def test_that_a_claim_names_the_published_figures_that_come_nearest() -> None:
    a = side("a", readout("power_it_w", 10), published=published("power_it_w", 300, 246))
    b = side("b", readout("power_it_w", 5), published=published("power_it_w", 180))
    check = check_claim(claim("power_it_w", 1.35, 1.45), a, b)
    assert check.nearest_ratio == pytest.approx(246 / 180)
    assert [given.source for given in check.nearest_inputs] == ["other-0", "first"]


def test_that_a_claim_per_accelerator_divides_both_sides() -> None:
    a = side("a", readout("power_it_w", 12), readout("n_accelerators", 4))
    b = side(
        "b",
        readout("power_it_w", 10),
        readout("n_accelerators", 2),
        published=published("power_it_w", 8),
    )
    check = check_claim(claim("power_it_w", 0.5, 0.7, per="n_accelerators"), a, b)
    assert check.computed is not None
    assert check.computed.value == pytest.approx((12 / 4) / (10 / 2))
    assert check.published is None
    assert check.nearest_ratio == pytest.approx((12 / 4) / (8 / 2))
    assert check.nearest_inputs[0].note == "computed"


def test_that_a_claim_about_what_nobody_has_is_unknown() -> None:
    check = check_claim(claim("memory_bytes", 1, 2, per="n_racks"), side("a"), side("b"))
    assert check.verdict is Verdict.UNKNOWN
    assert check.nearest_ratio is None
    assert check.nearest_inputs == ()
