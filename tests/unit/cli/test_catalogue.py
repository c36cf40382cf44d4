"""The command that shows the catalog."""

from __future__ import annotations

import json
from typing import Protocol

from designer.workbench.opening import shipped_library


class Outcome(Protocol):
    @property
    def code(self) -> int: ...
    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


class Designer(Protocol):
    def __call__(self, *argv: str) -> Outcome: ...


def test_that_all_parts_are_listed_with_their_estimates(designer: Designer) -> None:
    record = json.loads(designer("catalog", "--json").out)
    parts = {part["slug"]: part for part in record["parts"]}
    assert set(parts) == {part.slug for part in shipped_library().parts}
    assert parts["ub-l1"]["n_figures"] == 5
    assert parts["ub-l1"]["n_estimates"] == 2
    text = designer("catalog").out
    assert f"{len(parts)} parts and 5 sets of export rules" in text
    assert all(slug in text for slug in parts)


def test_that_a_part_is_shown_with_every_figure_its_sources_and_who_disagrees(
    designer: Designer,
) -> None:
    text = designer("catalog", "ascend-950dt").out
    assert "peak_rates.fp8.flop_per_s: 865 TFLOP/s" in text
    assert "Also published: 1 PFLOP/s, vendor-announced" in text
    assert "price_usd: 20 kUSD" in text
    record = json.loads(designer("catalog", "ascend-950dt", "--json").out)
    assert record["part"]["slug"] == record["price"]["part"] == "ascend-950dt"
    cited = {source["slug"] for source in record["sources"]}
    assert {"hc2025-roadmap", "950-whitepaper-reading", "own-derivation"} <= cited


def test_that_contradictions_are_printed_widest_first(designer: Designer) -> None:
    record = json.loads(designer("catalog", "--contradictions", "--json").out)
    spreads = [one["spread_ratio"] for one in record["contradictions"]]
    assert len(spreads) >= 50
    assert spreads == sorted(spreads, reverse=True)
    text = designer("catalog", "--contradictions").out
    assert "b300 peak_rates.int8.flop_per_s, largest over smallest 30" in text
    assert text.rstrip().endswith(f"{len(spreads)} quantities with more than one published value")
    of_one = json.loads(designer("catalog", "b300", "--contradictions", "--json").out)
    assert {one["owner"] for one in of_one["contradictions"]} == {"b300"}


def test_that_an_unknown_part_is_refused_with_the_nearest(designer: Designer) -> None:
    outcome = designer("catalog", "h101-sxm")
    assert outcome.code == 2
    assert 'there is no part "h101-sxm"; did you mean "h100-sxm"?' in outcome.err
    assert outcome.out == ""


def test_that_export_rules_are_shown_with_thresholds_and_sources(designer: Designer) -> None:
    text = designer("catalog", "bis-2023").out
    assert "From 2023-11-17. Thresholds as published; not legal advice." in text
    assert "density tpp per m2 >= 5.92 TPP/mm2" in text
    assert "processing tpp < 4,800 TPP" in text
    record = json.loads(designer("catalog", "bis-2023", "--json").out)
    assert [rule["name"] for rule in record["ruleset"]["rules"]] == [
        "3A090.a",
        "3A090.a",
        "3A090.b",
        "3A090.b",
    ]
    assert {source["slug"] for source in record["sources"]} >= {"cset-2023-update"}
    listed = json.loads(designer("catalog", "--json").out)["rulesets"]
    assert [one["slug"] for one in listed][1] == "bis-2023"
