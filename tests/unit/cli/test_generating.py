"""``generate`` for families of fabrics, and ``verify``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.fabric.families.registry import FAMILIES
from designer.fabric.registry import SYSTEM_BUILDERS
from designer.workbench.verification import run as verification_run
from designer.workbench.verification.published import published_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Designer


def test_that_a_generated_fabric_is_checked_and_evaluated_like_any_design(
    designer: Designer, tmp_path: Path
) -> None:
    path = tmp_path / "tree.cluster.json"
    argv = ("generate", "fat-tree", "radix=8", "node_size=4", "accelerators=60", "-o", str(path))
    assert designer(*argv).code == 0
    assert designer("check", str(path)).code == 0
    evaluation = json.loads(designer("evaluate", str(path), "--json").out)
    values = {row["id"]: row["value"] for row in evaluation["readouts"]}
    assert values["n_accelerators"] == 60
    assert values["throughput_all_to_all_bytes_per_s.scale-out"] == pytest.approx(50e9)


def test_that_a_million_accelerators_make_a_small_file(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "million.cluster.json"
    argv = ("generate", "fat-tree", "radix=256", "accelerators=1048576", "--output", str(path))
    assert designer(*argv).code == 0
    assert path.stat().st_size < 200_000


def test_that_everything_that_can_be_generated_is_listed_with_its_parameters(
    designer: Designer,
) -> None:
    text = designer("generate", "--list").out
    records = json.loads(designer("generate", "--list", "--json").out)["generators"]
    assert [r["name"] for r in records] == [
        *(b.name for b in SYSTEM_BUILDERS), *(f.name for f in FAMILIES),
    ]  # fmt: skip
    for record in records:
        assert record["name"] in text
        for parameter in record["parameters"]:
            assert parameter["name"] in text
            assert set(parameter) == {
                "name", "label", "kind", "default", "unit", "minimum", "maximum", "choices", "help",
            }  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("fat-tree", "radix=17"), "nearest legal: 16, 18"),
        (("slim-fly", "q=6"), "nearest legal: 5, 7"),
        (("fat-tree", "radix=1e12"), "must be a whole number"),
        (("fat-tree", "radix"), "no assignment such as radix=64"),
        (("fat-tree", "radix=8", "radix=16"), "given twice"),
        (("fat-tree", "raddix=8"), "there is no such parameter"),
        (("fat-tre", "radix=8"), 'did you mean "fat-tree"'),
        (("torus", "shape=" + "9" * 5000), "that is too long"),
        (("torus", "shape=" + "9" * 50), "4,000,000"),
        (("torus", "rate=<b>"), "a rate such as 400G"),
        (("gb200-nvl72", "n_compute_trays=x"), "must be a whole number"),
        ((), "a name is missing"),
    ],
)
def test_that_bad_parameters_end_in_one_line(
    designer: Designer, tmp_path: Path, argv: tuple[str, ...], said: str
) -> None:
    result = designer("generate", *argv, "-o", str(tmp_path / "x.cluster.json"))
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1
    assert len(result.err) < 600
    assert list(tmp_path.glob("*.json")) == []


def test_that_verify_shows_computed_beside_published_and_ends_with_one_if_one_fails(
    designer: Designer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {row.id: row for row in published_numbers()}
    names = (
        "REF-FT48.hosts",
        "UBM-CNT.optical-module-saving",
        "HM-S-DF.network-cost",
    )
    chosen = [rows[name] for name in names]
    monkeypatch.setattr(verification_run, "published_numbers", lambda: tuple(chosen))
    result = designer("verify", "--json")
    assert result.code == 0
    found = json.loads(result.out)["rows"]
    assert [(r["id"], r["status"]) for r in found] == list(
        zip(names, ("pass", "misprint", "left-out"), strict=True)
    )
    assert found[0]["computed"] == found[0]["published"] == 27648
    assert "1 pass, 1 misprint, 1 left-out" in designer("verify").out
    wrong = type(chosen[0])(**{**chosen[0].__dict__, "value": 1.0})
    monkeypatch.setattr(verification_run, "published_numbers", lambda: (wrong,))
    assert designer("verify", "--failures").code == 1
