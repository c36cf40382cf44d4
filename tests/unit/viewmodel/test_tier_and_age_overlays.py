"""Overlays of oversubscription and of the age of figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from designer.catalog.contradictions import figures_of
from designer.commands.copies import RemoveCopies
from designer.viewmodel.age_overlay import age_months, age_overlay, oldest_figure
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.tier_overlay import ratio_text, step_of_ratio, tier_overlay, tier_ratios
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.workbench.snapshot import Snapshot


def bench_of(name: str) -> Workbench:
    return Workbench(shipped_library(), open_named_or_file(name).document.design)


@pytest.mark.parametrize("name", ["cloudmatrix-384", "dgx-h100-superpod", "llama3-roce-24k"])
def test_that_ratios_equal_the_readouts_of_the_tiers(name: str) -> None:
    snapshot: Snapshot = bench_of(name).snapshot
    worst: dict[tuple[str, int], float] = {}
    for one in tier_ratios(snapshot.graph):
        key = (one.fabric_id, one.tier)
        worst[key] = max(one.ratio, worst.get(key, 0.0))
    known = {row.id: row.value for row in snapshot.readouts.rows if "oversubscription" in row.id}
    assert known
    # Where all switches of a tier are alike, the mean of the class is the worst switch.
    if name != "dgx-h100-superpod":
        assert sorted(worst.values()) == pytest.approx(sorted(known.values()))
    else:
        assert all(
            any(abs(value - number) < 0.05 for number in known.values()) for value in worst.values()
        )


def test_that_a_missing_upper_switch_raises_the_ratio_of_the_lower_ones() -> None:
    bench = bench_of("cloudmatrix-384")
    before = {one.vertex_ix: one.ratio for one in tier_ratios(bench.snapshot.graph)}
    bench.apply(RemoveCopies(paths=("bus-rack[0]/bus-device[0]/l2[0]",)))
    after = {one.vertex_ix: one.ratio for one in tier_ratios(bench.snapshot.graph)}
    assert any(after[ix] > before[ix] for ix in before)


def test_that_switches_and_uplinks_carry_the_ratio_as_text() -> None:
    overlay = tier_overlay(bench_of("llama3-roce-24k").snapshot)
    assert overlay.kind is OverlayKind.TIERS
    texts = {mark.text for mark in overlay.parts.values()}
    # The published 7:1 between the aggregation and the top tier.
    assert "7.11:1" in texts
    strong = [mark for mark in overlay.bundles.values() if mark.is_strong]
    assert strong
    assert all(mark.text.startswith("▲ ") for mark in strong)
    assert any("7.11:1" in fact for fact in overlay.facts)


def test_that_steps_and_texts_of_ratios_follow_the_legend() -> None:
    assert [step_of_ratio(r) for r in (0.5, 1.0, 1.2, 2.0, 2.5, 4.0, 7.0)] == [0, 0, 1, 2, 3, 4, 5]
    assert [ratio_text(r) for r in (1.0, 1.0667, 7.0)] == ["1:1", "1.07:1", "7:1"]


def test_that_the_age_of_a_part_is_that_of_its_oldest_figure() -> None:
    snapshot = bench_of("cloudmatrix-384").snapshot
    today = date(2027, 1, 1)
    overlay = age_overlay(snapshot, today)
    part = snapshot.design.part_by_slug["ascend-910c"]
    oldest = min(figure.as_of for _, figure in figures_of(part))
    assert oldest_figure(part) == oldest
    assert overlay.parts["node", "npu"].text == f"{age_months(oldest, today)} mo"
    assert set(overlay.parts) >= {("node", "npu"), ("node", "l1"), ("bus-device", "l2")}


def test_that_ages_are_counted_in_whole_months_and_never_negative() -> None:
    today = date(2026, 11, 24)
    assert age_months(today + timedelta(days=3), today) == 0
    assert age_months(date(2026, 5, 20), today) == 6
    assert age_months(date(2024, 11, 20), today) == 24
