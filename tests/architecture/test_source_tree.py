"""The shape of the source tree: module size, banned names, repository top level."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "designer").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
TOP_LEVEL = {
    "designer", "resources", "catalogs", "tests", "docs", "pyproject.toml", "designer.spec",
    "README.md", "LICENSE", "CHANGELOG.md",
}  # fmt: skip
BANNED_MODULES = re.compile(r"^(utils?|helpers?|managers?|common|misc|tools_?misc)$")


def module_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=module_name)
def test_that_a_module_stays_under_the_hard_limit_of_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_that_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert not BANNED_MODULES.match(path.stem)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_that_every_module_starts_with_a_docstring(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_that_the_top_level_holds_only_what_was_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:  # an unpacked archive has no git folder
        names = {p.name for p in ROOT.iterdir()}
    else:
        names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {n for n in names if not n.startswith(".")} <= TOP_LEVEL | {
        "build", "dist", "supernode_designer.egg-info",
    }  # fmt: skip


def test_that_test_names_are_sentences_that_promise_something() -> None:
    vague = re.compile(r"_(works|correctly|handles)(_|$)")
    names = [
        f"{module_name(path)}::{node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [n for n in names if "::test_that_" not in n or vague.search(n)] == []


def test_that_no_file_names_a_path_of_one_machine() -> None:
    path = re.compile(r"/(?:work|root|opt/venv|home)/[a-z]")
    offenders = [
        module_name(file)
        for folder in ("designer", "catalogs", "docs", "tests", ".ci")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
        and file.suffix in {".py", ".md", ".toml", ".json", ".txt", ""}
        and file != Path(__file__)
        and path.search(file.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert offenders == []
