"""The Python side of scripts: the examples of the page run, and replay to the byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from designer.errors.tree import CommandError, ExportError
from designer.storage.codec import encode_document
from designer.storage.script import decode_script
from designer.workbench.opening import shipped_library
from designer.workbench.replay import replayed, replayed_document
from designer.workbench.session import Session

PAGE = Path(__file__).parents[3] / "docs" / "scripting.md"


def examples(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def replay_bytes(path: Path) -> bytes:
    library = shipped_library()
    script = decode_script(path.read_bytes(), str(path))
    return encode_document(replayed_document(script, replayed(script, library), library))


def test_that_the_python_example_of_the_page_runs_and_replays_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = examples("python")
    exec(compile(code, "scripting.md", "exec"), {})  # noqa: S102 - the page is ours
    printed = capsys.readouterr().out.splitlines()
    assert float(printed[0]) == pytest.approx(74.592e12)
    assert (tmp_path / "after.cluster.json").read_bytes() == replay_bytes(tmp_path / "edits.json")


def test_that_the_json_example_of_the_page_replays(tmp_path: Path) -> None:
    (text,) = examples("json")
    path = tmp_path / "edits.json"
    path.write_text(text)
    assert json.loads(replay_bytes(path))["content"]["name"] == "CloudMatrix 384"


def test_that_every_kind_of_regrouping_replays_to_the_byte(tmp_path: Path) -> None:
    session = Session.open("cloudmatrix-384")
    root = session.design.root
    session.do("split-count", block=root, instance="compute-rack", n_copies=6)
    session.do("make-unique", block=root, instance="compute-rack-2")
    session.do("group-instances", block=root, instances=["bus-rack"], name="Bus")
    session.do("ungroup-instance", block=root, instance="bus")
    session.do("replace-part-everywhere", part="cm384-compute", by="eia-48u")
    session.undo()
    session.redo()
    session.do("duplicate-instances", block=root, instances=["bus-rack"], dy_m=5.0)
    session.do(
        "array-instances", block=root, instances=["bus-rack-2"],
        n_columns=2, n_rows=1, pitch_x_m=3.0, pitch_y_m=3.0,
    )  # fmt: skip
    saved = session.save(tmp_path / "saved.cluster.json")
    script = session.save_script(tmp_path / "edits.json")
    assert saved.read_bytes() == replay_bytes(script)


def test_that_a_session_refuses_in_one_line_and_never_overwrites(tmp_path: Path) -> None:
    session = Session.open()
    with pytest.raises(CommandError, match=r"^[^\n]+$"):
        session.do("no-such-command")
    with pytest.raises(CommandError, match=r"^[^\n]+$"):
        session.do("add-part", block="cluster", part="ub-l2", n_copies=-4)
    session.do("add-part", block="cluster", part="ub-l2")
    path = session.save(tmp_path / "a.cluster.json")
    with pytest.raises(ExportError, match="exists already"):
        session.save(path)
    session.save(path, is_replaced=True)
    assert Session.open(str(path)).value("n_switches") == 1
    with pytest.raises(KeyError):
        session.value("no-such-number")
