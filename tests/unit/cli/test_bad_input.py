"""Bad input: one line, the place, exit code 2, and never a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
import typer
from typing_extensions import override

from designer.cli.main import problem_text, run
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import CommandError, DesignFileError

if TYPE_CHECKING:
    from pathlib import Path

    from designer.cli.main import Ports
    from designer.viewmodel.window_request import WindowRequest


class Outcome(Protocol):
    @property
    def code(self) -> int: ...
    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


class Designer(Protocol):
    def __call__(self, *argv: str) -> Outcome: ...


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["evaluate"], "Missing argument"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["evaluate", "cloudmatrix-384", "--jsno"], "No such option"),
        (["evaluate", "a", "b"], "unexpected extra argument"),
        (["open", "--theme", "pink"], "'pink' is not one of"),
        (["open", "--size", "big"], "no size such as 1600x1000"),
        (["open", "--size", "10x10"], "no size such as 1600x1000"),
        (["open", "--size", "99999x600"], "no size such as 1600x1000"),
        (["export", "gb200-nvl72"], "Missing option"),
        (["export", "gb200-nvl72", "--to", "x", "--formats", "doc"], '"doc" is no format'),
        (["evaluate", "no-such-thing"], "no such file or shipped system"),
        (["evaluate", "gb200-nvl72", "--traffic", "group"], 'traffic "group" is not known; use'),
        (
            ["evaluate", "gb200-nvl72", "--traffic", "group-size:73"],
            "groups of 73 do not fit rack/",
        ),
        (
            ["evaluate", "gb200-nvl72", "--traffic", "group:node-9"],
            "no two endpoints of any fabric",
        ),
        (["evaluate", "gb200-nvl72", "--traffic", "no.json"], "no.json:1: the traffic file cannot"),
        (["evaluate", ""], "folder"),
        (["generate", "cloudmatrix-483", "-o", "x"], 'did you mean "cloudmatrix-384"?'),
        (["generate", "gb200-nvl72", "-o", "x", "--count", "n=1"], "has no parameter"),
        (["generate", "gb200-nvl72", "-o", "x", "--count", "n"], "no count such as"),
        (["generate", "gb200-nvl72", "-o", "x", "--count", "n_compute_trays=0"], "must be from 1"),
    ],
)
def test_that_bad_usage_is_one_line_and_code_two(
    designer: Designer, argv: list[str], words: str
) -> None:
    outcome = designer(*argv)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("designer: ")
    assert outcome.err.count("\n") == 1
    assert words in outcome.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "design.cluster.json"),
        (b"not json", "design.cluster.json:1"),
        (b'{\n"format": "designer.cluster",\n"format_version": 999\n}', "design.cluster.json"),
        (b'{"format": "other"}', "design.cluster.json"),
        (b"\xff\xfe\x00", "design.cluster.json"),
        (b"[" * 100_000, "design.cluster.json"),
    ],
)
def test_that_a_bad_file_names_its_place(
    designer: Designer, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "design.cluster.json"
    path.write_bytes(content)
    for command in ("evaluate", "check"):
        outcome = designer(command, str(path))
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
        assert words in outcome.err


def test_that_a_wrong_field_is_named_with_its_line(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "design.cluster.json"
    assert designer("generate", "gb200-nvl72", "-o", str(path)).code == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if '"root":' in line)
    lines[number] = '"root": 5,'
    path.write_text("\n".join(lines), encoding="utf-8")
    outcome = designer("evaluate", str(path))
    assert outcome.code == 2
    assert f"design.cluster.json:{number + 1}: content.root" in outcome.err


def test_that_a_folder_that_cannot_be_made_is_named(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "folder"
    outcome = designer("export", "gb200-nvl72", "--to", str(target), "--formats", "json")
    assert outcome.code == 2
    assert str(target) in outcome.err
    assert outcome.err.count("\n") == 1


def test_that_several_problems_are_counted() -> None:
    findings = tuple(
        Finding(
            FindingCode.FIELD_UNKNOWN,
            Severity.ERROR,
            f"unknown field {n}",
            hint="remove it",
            locus=Locus(file="a.json", line=n, field="content.x"),
        )
        for n in (3, 4, 5)
    )
    assert problem_text(DesignFileError("bad", findings)) == (
        "a.json:3: content.x: unknown field 3; remove it (and 2 more)"
    )
    assert problem_text(DesignFileError("bad", findings[:1])).endswith("remove it")
    assert problem_text(DesignFileError("bad")) == "bad"
    assert problem_text(CommandError("refused")) == "refused"


def test_that_errors_of_the_system_are_told_in_words() -> None:
    assert problem_text(OSError(errno.ENOSPC, "No space left", "/full")) == "/full: No space left"
    assert problem_text(OSError("odd")) == "odd"


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("\x1b", r"\x1b"), ("\u202e", r"\u202e"), ("\u200b", r"\u200b"), ("\x07", r"\x07")],
)
def test_that_signs_a_terminal_would_obey_are_written_out(
    designer: Designer, tmp_path: Path, sign: str, shown: str
) -> None:
    outcome = designer("evaluate", f"no{sign}such")
    assert outcome.code == 2
    assert sign not in outcome.err
    assert f"no{shown}such" in outcome.err
    script = tmp_path / "script.json"
    step = {"op": "remove-copies", "paths": [f"node{sign}"]}
    name = {"op": "rename-design", "name": f"a{sign}"}
    for one, words in ((step, f"node{shown}"), (name, "name: it has control or text-direction")):
        record = {"format": "designer.script", "format_version": 1, "start": "gb200-nvl72"}
        script.write_text(json.dumps(record | {"steps": [one]}), encoding="utf-8")
        outcome = designer("run", str(script))
        assert outcome.code == 2
        assert sign not in outcome.err
        assert words in outcome.err


class Window:
    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, request: WindowRequest) -> int:  # noqa: ARG002 - the port of the program
        raise self.error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (typer.Abort(), 130),
        (CommandError("no such scope"), 2),
        (OSError(errno.EACCES, "Permission denied", "/x"), 2),
    ],
)
def test_that_what_stops_a_window_decides_the_code(
    ports: Ports, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    from dataclasses import replace

    assert run(["open"], replace(ports, open_window=Window(error))) == code
    assert "Traceback" not in capsys.readouterr().err


class GoneReader(io.StringIO):
    @override
    def write(self, text: str, /) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize("argv", [["list"], ["list", "--json"], ["check", "gb200-nvl72"]])
def test_that_a_reader_that_goes_away_is_no_error(
    ports: Ports,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
) -> None:
    monkeypatch.setattr(sys, "stdout", GoneReader())
    assert run(argv, ports) == 0
    monkeypatch.undo()
    assert capsys.readouterr().err == ""


def test_that_output_in_a_narrow_encoding_is_replaced_not_refused(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert run(["evaluate", "gb200-nvl72"], ports) == 0
    sys.stdout.flush()
    assert b"? estimate" in raw.getvalue()
    assert os.linesep.encode() in raw.getvalue()
