"""A lock is held by one, and is let go when its process ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from designer.storage.file_lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from designer.storage.file_lock import FileLock
print(FileLock(Path(sys.argv[1])).acquire(), flush=True)
sys.stdin.read()
"""


def test_that_a_lock_is_held_once_and_can_be_taken_again_after_its_release(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "a" / "lock"), FileLock(tmp_path / "a" / "lock")
    first.release()
    assert first.acquire()
    assert first.acquire()
    assert first.is_held
    assert not second.acquire()
    assert not second.is_held
    first.release()
    assert second.acquire()
    assert [first.is_held, second.is_held] == [False, True]


def test_that_the_end_of_a_process_lets_its_lock_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert not FileLock(path).acquire()
        process.kill()
    assert FileLock(path).acquire()


def test_that_where_nothing_can_be_locked_nobody_is_kept_from_their_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lock = FileLock(tmp_path / "file" / "lock")
    assert lock.acquire()
    assert not lock.is_held
