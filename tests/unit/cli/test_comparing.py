"""The commands that compare, on the shipped systems."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Protocol

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(Protocol):
    @property
    def code(self) -> int: ...
    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


class Designer(Protocol):
    def __call__(self, *argv: str) -> Outcome: ...


PAIR = ("cloudmatrix-384", "gb200-nvl72")


def test_that_published_ratios_come_with_whiskers_from_the_catalog(designer: Designer) -> None:
    record = json.loads(designer("compare", *PAIR, "--json").out)
    published = {
        row["id"]: row["ratios"][0] for row in record["rows"] if row["made"] == "published"
    }
    # Sources in catalogs/published: 245.76 to 299.52 over 180; 500 to 600 over 120 to 145;
    # 8.2 over 3.0 to 3.9.
    assert published["peak_flop_per_s.bf16"]["low"] == pytest.approx(1.37, abs=0.01)
    assert published["peak_flop_per_s.bf16"]["high"] == pytest.approx(1.66, abs=0.01)
    assert published["power_it_w"]["low"] == pytest.approx(500 / 145)
    assert published["power_it_w"]["high"] == pytest.approx(5.0)
    assert published["capex_usd"]["low"] == pytest.approx(2.1, abs=0.01)
    assert published["capex_usd"]["high"] == pytest.approx(2.73, abs=0.01)
    assert record["designs"] == ["CloudMatrix 384", "GB200 NVL72"]
    assert record["baseline"] == "GB200 NVL72"


def test_that_every_claim_has_a_verdict_and_what_it_rests_on(designer: Designer) -> None:
    claims = {one["id"]: one for one in json.loads(designer("claims", "--json").out)["claims"]}
    assert claims["cm384-per-chip"]["verdict"] == "reproduced"
    assert claims["cm384-fp16"]["verdict"] == "published-only"
    nearest = claims["cm384-fp16"]["nearest_inputs"]
    assert nearest[0]["value"] == pytest.approx(384 * 2 * 320e12)
    assert nearest[0]["source"] == "own-derivation"
    assert "about 40% more FP16" in designer("claims").out


def test_that_the_text_shows_both_designs_and_the_whisker(designer: Designer) -> None:
    outcome = designer("compare", *PAIR, "--per", "accelerator", "--iso", "power_it_w=1 MW")
    assert outcome.code == 0
    assert "CloudMatrix 384 over GB200 NVL72" in outcome.out
    assert "as published: Peak dense BF16" in outcome.out
    assert "power_it_w at most 1 MW" in outcome.out
    assert "disputed" in outcome.out


def test_that_the_workbook_holds_what_the_json_says(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "compare.xlsx"
    outcome = designer("compare", *PAIR, "--iso", "n_racks=32", "--xlsx", str(path), "--json")
    record = json.loads(outcome.out)
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["Comparison"]
    rows = list(sheet.iter_rows(values_only=True))
    computed = next(row for row in rows if row[1] == "Bisection" and row[2] == "computed")
    expected = next(row for row in record["rows"] if row["id"] == "bisection_bytes_per_s.scale-up")
    assert computed[3] == expected["values"][0]["value"] == 75.264e12
    assert computed[7] == expected["values"][1]["value"] == 32.4e12
    copies = next(
        row
        for row in book["Equal amount"].iter_rows(values_only=True)
        if row[0] == "Copies of the design"
    )
    assert (copies[1], copies[4]) == (2, 32)
    assert record["equal_amount"]["designs"][1]["n_copies"] == 32


def test_that_a_file_that_exists_is_not_replaced_unasked(
    designer: Designer, tmp_path: Path
) -> None:
    path = tmp_path / "compare.xlsx"
    path.write_bytes(b"kept")
    outcome = designer("compare", *PAIR, "--xlsx", str(path))
    assert outcome.code == 2
    assert "exists already" in outcome.err
    assert path.read_bytes() == b"kept"
    assert designer("compare", *PAIR, "--xlsx", str(path), "--force").code == 0
    assert path.read_bytes() != b"kept"


def test_that_two_copies_of_one_design_are_told_apart(designer: Designer) -> None:
    record = json.loads(designer("compare", "gb200-nvl72", "gb200-nvl72", "--json").out)
    assert record["designs"] == ["GB200 NVL72 (1)", "GB200 NVL72 (2)"]
    ratios = [row["ratios"][0] for row in record["rows"] if row["ratios"][0] is not None]
    assert {ratio["value"] for ratio in ratios} == {1.0}


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (("compare", "gb200-nvl72"), "two to 4 designs"),
        (("compare", *PAIR, *PAIR, "gb200-nvl72"), "two to 4 designs"),
        (("compare", "gb200-nvl72", "no-such-design"), "no such file or shipped system"),
        (("compare", *PAIR, "--iso", "power_it_w"), "ID=AMOUNT"),
        (("compare", *PAIR, "--iso", "power_it_w=5 TB"), "W is wanted"),
        (("compare", *PAIR, "--iso", "power_it_w=nan"), "ID=AMOUNT"),
        (("compare", *PAIR, "--iso", "nothing=5"), "no design has a readout nothing"),
        (("compare", *PAIR, "--iso", "diameter_hops.scale-up=5"), "no total"),
        (("compare", *PAIR, "--per", "acre"), "acre"),
    ],
)  # fmt: skip
def test_that_bad_input_gives_one_line(
    designer: Designer, argv: tuple[str, ...], part: str
) -> None:
    outcome = designer(*argv)
    assert outcome.code == 2
    assert part in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1


def test_that_a_worked_comparison_prints_its_question_its_sources_and_its_claims(
    designer: Designer,
) -> None:
    text = designer("compare", "cm384-nvl72").out
    assert "more than twice the price?" in text
    assert "aiwire-systems / fetchlogic-nvl72" in text
    assert "CloudMatrix 384 draws about four times the power of NVL72" in text
    record = json.loads(designer("compare", "cm384-nvl72", "--json").out)
    assert record["worked"]["id"] == "cm384-nvl72"
    assert {claim["id"] for claim in record["claims"]} >= {"cm384-fp16", "cm384-power"}
    assert len(record["rows"]) > len(record["worked"]["readouts"])


def test_that_one_name_that_is_no_worked_comparison_is_refused_with_those_that_are(
    designer: Designer,
) -> None:
    found = designer("compare", "gb200-nvl72")
    assert found.code == 2
    assert "atlas950-nvl72" in found.err


def test_that_atlas_950_keeps_a_ninth_of_half_of_its_ports_between_halves(
    designer: Designer,
) -> None:
    record = json.loads(designer("compare", "atlas950-nvl72", "--json").out)
    rows = {row["id"]: row["ratios"] for row in record["rows"] if row["made"] == "computed"}
    ports = rows["injection_total_bytes_per_s.scale-up"]
    halves = rows["bisection_bytes_per_s.scale-up"]
    # 8,192 x 1.008 over 72 x 0.9 TB/s; 16,384 uplinks of 56 GB/s over 36 x 0.9 TB/s
    assert ports[0]["value"] == pytest.approx(8192 * 1.008 / (72 * 0.9))
    assert halves[0]["value"] == pytest.approx(16384 * 0.056 / (36 * 0.9))
    # the third mesh axis has a quarter of that
    assert halves[1]["value"] == pytest.approx(halves[0]["value"] / 4)
