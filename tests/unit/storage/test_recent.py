"""Recent files: newest first, each once, ten at most, never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.paths import state_dir
from designer.storage.recent import forget_file, recent_files, remember_file


def test_that_the_newest_file_stands_first_and_each_once(tmp_path: Path) -> None:
    for name in "abca":
        remember_file(tmp_path / name)
    assert recent_files() == (tmp_path / "a", tmp_path / "c", tmp_path / "b")
    assert (state_dir() / "recent.json").is_file()


def test_that_ten_files_are_kept(tmp_path: Path) -> None:
    lists = [remember_file(tmp_path / f"{n}", tmp_path / "state") for n in range(15)]
    found = recent_files(tmp_path / "state")
    assert found == lists[-1]
    assert [path.name for path in found] == [f"{n}" for n in range(14, 4, -1)]


def test_that_a_file_can_be_taken_off_the_list(tmp_path: Path) -> None:
    remember_file(tmp_path / "a")
    remember_file(tmp_path / "b")
    assert forget_file(tmp_path / "a") == (tmp_path / "b",)
    assert recent_files() == (tmp_path / "b",)


def test_that_a_relative_path_is_kept_as_an_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert remember_file(Path("a")) == (tmp_path / "a",)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'[1, null, "", "a\\u0000b"]'],
)
def test_that_a_damaged_list_counts_as_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "recent.json").write_bytes(data)
    assert recent_files(tmp_path) == ()
    assert remember_file(tmp_path / "x", tmp_path) == recent_files(tmp_path)


def test_that_a_list_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert remember_file(tmp_path / "x", tmp_path / "file" / "state") == (tmp_path / "x",)
    (tmp_path / "recent.json").mkdir()
    assert remember_file(tmp_path / "x", tmp_path) == (tmp_path / "x",)
