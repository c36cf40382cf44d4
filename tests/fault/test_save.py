"""Saving under faults: the file is the old or the new one, complete, and never a false success."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import ExportError
from designer.paths import systems_dir
from designer.storage.atomic import write_atomically
from designer.storage.codec import encode_document
from designer.storage.files import read_design, write_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.storage.os_layer import OsLayer

ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.ENOTSUP]
OLD = b"old" * 10_000
NEW = b"new!" * 20_000


def is_saved(path: Path, layer: OsLayer) -> bool:
    try:
        write_atomically(path, NEW, keep_backup=True, os_layer=layer)
    except ExportError as error:
        if str(path) not in str(error) or "\n" in str(error):
            raise
        return False
    return True


def calls_of_a_save(path: Path, layer_from: Callable[..., OsLayer]) -> list[str]:
    path.write_bytes(OLD)
    calls: list[str] = []
    write_atomically(path, NEW, keep_backup=True, os_layer=layer_from(calls=calls))
    return calls


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("is_lasting", [False, True])
@pytest.mark.parametrize("has_old", [False, True])
def test_that_a_fault_at_any_call_leaves_the_old_or_the_new_file(
    tmp_path: Path,
    failing_layer: Callable[..., OsLayer],
    error: int,
    *,
    is_lasting: bool,
    has_old: bool,
) -> None:
    n_calls = len(calls_of_a_save(tmp_path / "probe", failing_layer))
    assert n_calls > 25
    for fail_at in range(1, n_calls + 1):
        folder = tmp_path / f"{fail_at}"
        folder.mkdir()
        path = folder / "design.cluster.json"
        if has_old:
            path.write_bytes(OLD)
        is_reported_saved = is_saved(path, failing_layer(fail_at, error, is_lasting=is_lasting))
        found = path.read_bytes() if path.exists() else None
        assert found in {NEW, OLD if has_old else None}
        assert found == NEW or not is_reported_saved
        assert is_lasting or not [p for p in folder.iterdir() if p.suffix == ".tmp"]
        backup = folder / "design.cluster.json.bak"
        assert not backup.exists() or backup.read_bytes() == OLD


def test_that_a_save_that_the_disk_did_not_confirm_is_not_called_a_success(
    tmp_path: Path, failing_layer: Callable[..., OsLayer]
) -> None:
    path = tmp_path / "x"
    last = calls_of_a_save(path, failing_layer).index("sync_folder") + 1
    with pytest.raises(ExportError, match="did not confirm"):
        write_atomically(path, NEW, keep_backup=True, os_layer=failing_layer(last, errno.EIO))


def test_that_a_disk_that_cannot_sync_folders_is_good_enough(
    tmp_path: Path, failing_layer: Callable[..., OsLayer]
) -> None:
    path = tmp_path / "x"
    last = calls_of_a_save(path, failing_layer).index("sync_folder") + 1
    write_atomically(path, NEW, keep_backup=True, os_layer=failing_layer(last, errno.EINVAL))
    assert path.read_bytes() == NEW


def test_that_a_fault_while_saving_a_design_keeps_the_design_that_was_there(
    tmp_path: Path, failing_layer: Callable[..., OsLayer]
) -> None:
    document = read_design(systems_dir() / "gb200-nvl72.cluster.json")
    path = tmp_path / "rack.cluster.json"
    write_design(path, document)
    before = path.read_bytes()
    layer = failing_layer(4, errno.ENOSPC)
    with pytest.raises(ExportError, match="disk is full"):
        write_design(path, document, os_layer=layer)
    assert path.read_bytes() == before
    assert read_design(path) == document


_SAVER = """
import sys
from pathlib import Path
from designer.storage.atomic import write_atomically
path = Path(sys.argv[1])
old, new = (bytes([n]) * 2_000_000 for n in (65, 66))
print("ready", flush=True)
while True:
    write_atomically(path, new, keep_backup=True)
    write_atomically(path, old, keep_backup=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the platform has no SIGKILL")
def test_that_killing_the_program_while_it_saves_never_leaves_a_part(tmp_path: Path) -> None:
    path = tmp_path / "design.cluster.json"
    whole = {bytes([n]) * 2_000_000 for n in (65, 66)}
    path.write_bytes(b"A" * 2_000_000)
    for n in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        deadline = time.perf_counter() + 0.001 * n
        while time.perf_counter() < deadline:
            os.sched_yield()
        process.kill()
        process.communicate()
        assert path.read_bytes() in whole
        backup = tmp_path / "design.cluster.json.bak"
        assert not backup.exists() or backup.read_bytes() in whole
    write_atomically(path, b"done", keep_backup=True)
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_that_a_document_is_written_whole_in_small_pieces(
    tmp_path: Path, failing_layer: Callable[..., OsLayer]
) -> None:
    document = read_design(systems_dir() / "cloudmatrix-384.cluster.json")
    layer = failing_layer(max_chunk=7)
    write_design(tmp_path / "x", document, os_layer=layer)
    assert (tmp_path / "x").read_bytes() == encode_document(document)
