"""What saving keeps, follows and refuses."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from designer.errors.tree import ExportError
from designer.storage.atomic import reason_text, write_atomically
from designer.storage.os_layer import OsLayer

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_new_file_gets_the_permissions_that_the_user_gives_new_files(
    tmp_path: Path,
) -> None:
    write_atomically(tmp_path / "a", b"data")
    (tmp_path / "b").write_bytes(b"data")
    assert (tmp_path / "a").read_bytes() == b"data"
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_that_the_permissions_of_an_existing_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_that_a_symbolic_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("real")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_that_nothing_but_the_file_is_left_behind(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"1")
    write_atomically(tmp_path / "a", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_that_the_generation_before_is_kept_on_request(tmp_path: Path) -> None:
    for text in (b"1", b"2", b"3"):
        write_atomically(tmp_path / "a", text, keep_backup=True)
    assert (tmp_path / "a").read_bytes() == b"3"
    assert (tmp_path / "a.bak").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.bak"]


def test_that_an_empty_file_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"")
    assert (tmp_path / "a").read_bytes() == b""


def test_that_a_name_of_255_bytes_can_be_saved_twice(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_atomically(path, b"1", keep_backup=True)
    write_atomically(path, b"2", keep_backup=True)
    assert path.read_bytes() == b"2"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "it is a folder"),
        ("pipe", "not a plain file"),
        ("missing/a", "the folder does not exist"),
        ("file/a", "not a folder"),
        ("x" * 300, "name is too long"),
        ("loop", "was not saved"),
        ("a\0b", "was not saved"),
    ],
)
def test_that_a_place_that_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match=words):
        write_atomically(tmp_path / name, b"data")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_that_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="no permission"):
        write_atomically(tmp_path / "a", b"data")
    tmp_path.chmod(0o700)


def test_that_a_file_size_limit_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(ExportError, match="too large"):
            write_atomically(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_that_a_disk_that_takes_no_bytes_counts_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = OsLayer()
    monkeypatch.setattr(layer, "write", lambda _descriptor, _data: 0)
    with pytest.raises(ExportError, match="disk is full"):
        write_atomically(tmp_path / "a", b"data", os_layer=layer)
    assert not list(tmp_path.iterdir())


def test_that_a_file_that_came_out_shorter_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = OsLayer()
    monkeypatch.setattr(layer, "length_of", lambda _descriptor: 3)
    with pytest.raises(ExportError, match="disk reports an error"):
        write_atomically(tmp_path / "a", b"data", os_layer=layer)
    assert not list(tmp_path.iterdir())


def test_that_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    layer = OsLayer()
    monkeypatch.setattr(layer, "sync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"data", os_layer=layer)
    assert not list(tmp_path.iterdir())


def test_that_folders_are_not_synced_where_the_platform_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("designer.storage.os_layer.os.open", refuse)
        patch.setattr("designer.storage.os_layer.os.name", "nt")
        OsLayer().sync_folder(tmp_path)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
        (OSError(errno.EXDEV, "cross-device link"), "cross-device link; save a copy elsewhere"),
        (OSError("odd"), "OSError; save a copy elsewhere"),
        (ValueError("embedded null byte"), "embedded null byte; save a copy elsewhere"),
    ],
)
def test_that_reasons_are_given_in_words(error: Exception, words: str) -> None:
    assert reason_text(error).startswith(words)


def test_that_an_interrupt_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    class Interrupted(OsLayer):
        @override
        def replace(self, source: Path, target: Path) -> None:
            raise KeyboardInterrupt

    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new", os_layer=Interrupted())
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a"]
