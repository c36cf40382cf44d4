"""Replaying scripts on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

import pytest

from designer.commands.copies import RemoveCopies
from designer.commands.properties import RenameDesign
from designer.storage.files import read_design
from designer.storage.script import Script, UndoStep, encode_script

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


CHIP = "bus-rack[0]/bus-device[0]/l2[0]"
STEPS = (RemoveCopies(paths=(CHIP,)), RenameDesign(name="Short of one"))


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "edits.json"
    path.write_bytes(
        encode_script(
            Script(
                start="cloudmatrix-384",
                document_id="929b5868-e0d0-5eaa-b467-217c4d9507bb",
                revision=4,
                steps=STEPS,
            )
        )
    )
    return path


def test_that_a_script_gives_the_numbers_after_its_edits(designer: Designer, script: Path) -> None:
    outcome = designer("run", str(script), "--json")
    record = json.loads(outcome.out)
    values = {row["id"]: row["value"] for row in record["readouts"]}
    assert record["design"] == "Short of one"
    assert values["n_switches.ub-l2"] == 111
    assert values["bisection_bytes_per_s.scale-up"] == 74.592e12
    assert "Bisection" in designer("run", str(script)).out


def test_that_the_result_is_saved_under_the_recorded_id_and_revision(
    designer: Designer, script: Path, tmp_path: Path
) -> None:
    out = tmp_path / "result.cluster.json"
    assert designer("run", str(script), "-o", str(out)).code == 0
    document = read_design(out)
    assert (document.document_id[:8], document.revision) == ("929b5868", 4)
    first = out.read_bytes()
    refused = designer("run", str(script), "-o", str(out))
    assert refused.code == 2
    assert "exists already" in refused.err
    assert designer("run", str(script), "-o", str(out), "--force").code == 0
    assert out.read_bytes() == first


def test_that_a_script_runs_on_another_design_or_says_which_step_cannot(
    designer: Designer, script: Path, tmp_path: Path
) -> None:
    outcome = designer("run", str(script), "--on", "gb200-nvl72")
    assert outcome.code == 2
    assert "step 1 (remove-copies)" in outcome.err
    renamed = tmp_path / "rename.json"
    renamed.write_bytes(encode_script(Script(steps=(STEPS[1], UndoStep()))))
    result = json.loads(designer("run", str(renamed), "--on", "gb200-nvl72", "--json").out)
    assert result["design"] == "GB200 NVL72"
    assert json.loads(designer("run", str(renamed), "--json").out)["design"] == "Untitled"


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"format": "designer.script", "steps": 3}'])
def test_that_a_bad_script_gives_one_line(
    designer: Designer, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_bytes(content)
    outcome = designer("run", str(path))
    assert outcome.code == 2
    assert "bad.json" in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
