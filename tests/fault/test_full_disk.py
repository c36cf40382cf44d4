"""A disk with no room, for real: whatever is written, one message, and the old file stays."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import ExportError
from designer.storage.autosave import AutosaveSlot
from designer.storage.recent import recent_files, remember_file
from designer.storage.settings import Settings, load_settings, save_settings
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = b"old" * 100
ROOM_BYTES = 4096
"""Room of the disk: more than the old file, less than any new one."""


@pytest.fixture
def limit(tmp_path: Path) -> Iterator[Path]:
    """Return a folder whose files hold 4096 bytes at most, by a limit of the process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM_BYTES, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(params=["limit", "disk"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Return a folder with little room: by the limit, and a real disk where one may be mounted."""
    if request.param == "limit":
        yield request.getfixturevalue("limit")
        return
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", f"size={2 * ROOM_BYTES}", "tmpfs", str(folder)]
    if not mount or not unmount or subprocess.run([mount, *options], check=False).returncode:
        pytest.skip("no permission to mount a small disk; the limit of the process stands in")
    yield folder
    subprocess.run([unmount, str(folder)], check=True)


def started(*argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "designer", *argv], capture_output=True, timeout=100, check=False
    )


def assert_refused(process: subprocess.CompletedProcess[bytes], path: Path) -> None:
    assert process.returncode == 2
    lines = [line for line in process.stderr.splitlines() if line.startswith(b"designer: ")]
    assert len(lines) == 1
    assert f"{path} was not saved: ".encode() in lines[0]
    assert b"Traceback" not in process.stderr


@pytest.mark.parametrize("suffix", ["xlsx", "json", "pdf", "svg"])
def test_that_an_export_without_room_leaves_the_old_file(limit: Path, suffix: str) -> None:
    path = limit / f"gb200-nvl72.{suffix}"
    path.write_bytes(OLD)
    process = started("export", "gb200-nvl72", "--to", str(limit), "--formats", suffix, "--force")
    assert_refused(process, path)
    assert path.read_bytes() == OLD
    assert [one.name for one in limit.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (("open", "gb200-nvl72", "--screenshot"), "a.png"),
        (("certify", "gb200-nvl72", "--force", "--to"), "scale-up.witness.json"),
    ],
)
def test_that_a_file_without_room_stays_the_old_one(
    limit: Path, argv: tuple[str, ...], name: str
) -> None:
    path = limit / name
    path.write_bytes(OLD)
    target = limit if argv[-1] == "--to" else path
    assert_refused(started(*argv, str(target)), path)
    assert path.read_bytes() == OLD


def test_that_a_design_without_room_stays_the_old_one(disk: Path) -> None:
    path = disk / "a.cluster.json"
    path.write_bytes(OLD)
    assert_refused(started("generate", "gb200-nvl72", "--force", "-o", str(path)), path)
    assert path.read_bytes() == OLD
    assert [one.name for one in disk.glob("*.json*")] == [path.name]


def test_that_unsaved_work_without_room_is_told_and_the_last_copy_stays(disk: Path) -> None:
    document = open_named_or_file("gb200-nvl72").document
    slot = AutosaveSlot(disk)
    slot.path.write_bytes(OLD)
    with pytest.raises(ExportError, match="was not saved: "):
        slot.write(document, "")
    assert slot.path.read_bytes() == OLD
    slot.close()


def test_that_settings_and_recent_files_without_room_stay_the_old_ones(disk: Path) -> None:
    save_settings(Settings(theme="dark"), disk)
    many = Settings(favourites=tuple("x" * 150 + str(n) for n in range(90)))
    with pytest.raises(ExportError, match="was not saved: "):
        save_settings(many, disk)
    assert load_settings(disk).settings == Settings(theme="dark")
    (disk / "settings.json").unlink()
    first = remember_file(disk / "a.cluster.json", disk)
    assert recent_files(disk) == first
    # Not told, as it is no reason to bother anybody; the list is known until the window closes.
    remember_file(disk.joinpath("long/" * 1200, "b.cluster.json"), disk)
    assert recent_files(disk) == first
