"""Tracing: what ran for a design and for edits given on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.cli.documents import evaluated_document
from designer.cli.output import print_traces
from designer.commands.properties import RenameDesign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.unit.cli.test_commands import Designer

CHIP = {"op": "remove-copies", "paths": ["bus-rack[2]/bus-device[5]/l2[1]"]}
NAME = {"op": "rename-design", "name": "Ours"}


def test_that_a_trace_lists_the_stages_with_their_time_and_the_programs_solved(
    designer: Designer,
) -> None:
    done = designer("evaluate", "cloudmatrix-384", "--trace", "--apply", json.dumps(CHIP))
    assert done.code == 0
    opened, edited = done.out.split("Remove bus-rack[2]/bus-device[5]/l2[1]")
    for text in (opened, edited):
        assert "network" in text
        assert "HiGHS (highspy) solved in" in text
    assert "scale-out: computed" in opened
    assert "scale-out: remembered" in edited
    assert "assumptions" in edited.split("reused")[0]
    assert "byte" not in done.out


def script(tmp_path: Path, *steps: Mapping[str, object]) -> Path:
    file = tmp_path / "edits.json"
    head = {"format": "designer.script", "format_version": 1}
    file.write_text(json.dumps({**head, "steps": steps}))
    return file


def test_that_the_steps_of_a_script_are_applied_in_order_and_traced(
    designer: Designer, tmp_path: Path
) -> None:
    steps = (CHIP, {"op": "seal"}, NAME, {"op": "undo"}, {"op": "undo"}, {"op": "redo"}, NAME)
    option = f"@{script(tmp_path, *steps)}"
    found = json.loads(designer("evaluate", "cloudmatrix-384", "--json", "--apply", option).out)
    assert found["design"] == "Ours"
    values = {row["id"]: row["value"] for row in found["readouts"]}
    plain = json.loads(designer("evaluate", "cloudmatrix-384", "--json").out)
    before = {row["id"]: row["value"] for row in plain["readouts"]}
    assert values["n_switches"] == before["n_switches"] - 1
    traced = designer("evaluate", "cloudmatrix-384", "--trace", "--apply", option).out
    heads = [line.rpartition(":")[0] for line in traced.splitlines() if line[:1] != " "]
    removal, rename = "Remove bus-rack[2]/bus-device[5]/l2[1]", "Rename design to Ours"
    assert [head for head in heads if head and head != "Findings"] == [
        "open cloudmatrix-384", removal, rename, f"undo {rename}", f"undo {removal}",
        f"redo {removal}", rename,
    ]  # fmt: skip


def test_that_an_edit_of_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    name = evaluated_document("cloudmatrix-384").snapshot.design.name
    document = evaluated_document("cloudmatrix-384", steps=(RenameDesign(name=name),))
    print_traces(document.traces)
    assert "nothing changes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "--apply, option 1: command: Invalid JSON"), ('{"op": "fly"}', "option 1: command")],
)
def test_that_a_text_that_is_no_edit_gets_one_line(
    designer: Designer, text: str, message: str
) -> None:
    done = designer("evaluate", "cloudmatrix-384", "--apply", text)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_that_what_cannot_be_applied_gets_one_line(designer: Designer, tmp_path: Path) -> None:
    missing = designer("evaluate", "cloudmatrix-384", "--apply", "@/no/such/file")
    gone = json.dumps({"op": "remove-copies", "paths": ["bus-rack[99]"]})
    refused = designer("evaluate", "cloudmatrix-384", "--apply", gone)
    nonsense = tmp_path / "nonsense.json"
    nonsense.write_text("nonsense")
    bad = designer("evaluate", "cloudmatrix-384", "--apply", f"@{nonsense}")
    for done in (missing, refused, bad):
        assert done.code == 2
        assert done.err.count("\n") == 1
