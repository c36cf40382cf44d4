"""The command that lets things fail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Designer


def test_that_the_worst_failure_comes_first_in_words_and_in_json(designer: Designer) -> None:
    printed = designer("failures", "cloudmatrix-384", "--fabric", "scale-up")
    assert printed.code == 0
    record = json.loads(designer("failures", "cloudmatrix-384", "--fabric=scale-up", "--json").out)
    names = [one["name"] for one in record["failures"]]
    assert names[0] == "bus-rack[0]"
    lines = printed.out.splitlines()
    assert lines[0].split()[:2] == ["Fails", "Where"]
    assert [line.split()[1] for line in lines[1:2]] == ["bus-rack[0]"]
    fractions = [one["capacity_fraction"] for one in record["failures"]]
    assert fractions == sorted(fractions)
    chip = next(f for f in record["failures"] if f["name"] == "bus-rack[0]/bus-device[0]/l2[0]")
    (left,) = chip["fabrics"]
    # one of 16 uplinks of one of 7 planes: 24 nodes on each side lose 28 GB/s
    assert left["bisection"]["value"] == pytest.approx(75.264e12 - 24 * 28e9, rel=1e-9)
    assert left["bisection"]["exactness"] == "exact"
    assert chip["n_alike"] == 112


def test_that_a_group_and_random_failures_are_added(designer: Designer) -> None:
    trays = "trays=rack[0]/switch-tray[0],rack/switch-tray[1]"
    sample = ("--random", "2", "--of", "node", "--samples", "4", "--seed", "3")
    call = ("failures", "gb200-nvl72", "--group", trays, *sample)
    printed = designer(*call)
    assert "risk group" in printed.out
    assert "2 random nodes at a time, 4 samples, seed 3 (estimates" in printed.out
    record = json.loads(designer(*call, "--json").out)
    group = next(f for f in record["failures"] if f["kind"] == "risk group")
    # 4 of 18 switch chips
    assert group["capacity_fraction"] == pytest.approx(14 / 18)
    assert record["random"]["exactness"] == "estimate"
    assert record["random"]["n_accelerators_lost"]["value"] == 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--group", "x"), "write NAME=PATH,PATH"),
        (("--group", "=rack[0]"), "write NAME=PATH,PATH"),
        (("--group", "a=rack[0"), "is no path"),
        (("--group", "a=lost"), 'there is no "lost"'),
        (("--group", "a=rack[7]"), "outside its count"),
        (("--group", "a\u202e=rack"), "is not valid"),
        (("--fabric", "lost"), "there are: scale-up, scale-out"),
        (("--random", "-1"), "is not from 1 to 64"),
        (("--random", "9", "--of", "rack"), "fewer than fail"),
        (("--random", "1", "--samples", "1"), "is not from 2"),
    ],
)
def test_that_bad_input_gives_one_line(
    designer: Designer, words: tuple[str, ...], said: str
) -> None:
    outcome = designer("failures", "gb200-nvl72", *words)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert said in outcome.err
