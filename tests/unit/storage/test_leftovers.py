"""Half-written files of dead processes go away; those of others stay."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from designer.storage.leftovers import is_running, remove_leftovers, temporary_path

if TYPE_CHECKING:
    import pytest


def dead_process_id() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_that_only_leftovers_of_dead_processes_of_this_file_are_removed(tmp_path: Path) -> None:
    target = tmp_path / "design[1].cluster.json"
    mine = temporary_path(target)
    other = temporary_path(tmp_path / "other")
    own_id, dead_id = str(os.getpid()), str(dead_process_id())
    dead = mine.with_name(mine.name.replace(f"-{own_id}.", f"-{dead_id}."))
    dead_other = other.with_name(other.name.replace(f"-{own_id}.", f"-{dead_id}."))
    plain = tmp_path / ".design.tmp"
    for path in (mine, other, dead, dead_other, plain):
        path.write_bytes(b"")
    remove_leftovers(target)
    assert set(tmp_path.iterdir()) == {mine, other, dead_other, plain}


def test_that_each_temporary_name_is_new_hidden_and_in_the_same_folder() -> None:
    target = Path("/folder") / ("x" * 250)
    names = {temporary_path(target) for _ in range(50)}
    assert len(names) == 50
    assert {path.parent for path in names} == {Path("/folder")}
    assert all(path.name.startswith(".x") and len(path.name) < 100 for path in names)


def test_that_a_folder_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "gone" / "x")


def test_that_only_processes_known_to_be_gone_count_as_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_process_id: int, _signal: int) -> None:
        raise PermissionError

    gone = dead_process_id()
    assert is_running(os.getpid())
    assert not is_running(gone)
    with monkeypatch.context() as patch:
        patch.setattr(os, "kill", refuse)
        assert is_running(gone)
        patch.setattr("designer.storage.leftovers.os.name", "nt")
        assert is_running(gone)
