"""Unsaved work: kept while its window lives, offered once it does not, never thrown away."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import DesignFileError
from designer.storage.autosave import (
    KEEP_DISCARDED_S,
    AutosaveSlot,
    UnsavedCopy,
    autosave_dir,
    discard_copy,
    left_behind,
    lock_of,
    read_copy,
)

if TYPE_CHECKING:
    from pathlib import Path

    from designer.storage.codec import DesignDocument


def crashed(document: DesignDocument, folder: Path | None = None) -> Path:
    """Keep a document and end the window as a crash would: the lock goes, the copy stays."""
    slot = AutosaveSlot(folder)
    slot.write(document, "pod.cluster.json")
    slot._lock.release()
    return slot.path


def note_of(path: Path) -> Path:
    return path.with_name(path.name.replace(".cluster.json", ".note.json"))


def test_that_a_copy_is_offered_only_after_its_window_is_gone(
    small_document: DesignDocument,
) -> None:
    slot = AutosaveSlot()
    assert left_behind() == ()
    slot.write(small_document, "")
    assert slot.path.parent == autosave_dir()
    assert left_behind() == ()
    slot._lock.release()
    (copy,) = left_behind()
    assert (copy.path, copy.name, copy.origin) == (slot.path, small_document.design.name, "")
    assert abs(copy.saved_at_s - time.time()) < 60
    assert read_copy(copy).design == small_document.design
    (tried,) = left_behind()
    assert tried.n_tries == 1


def test_that_the_newest_copy_comes_first(small_document: DesignDocument, tmp_path: Path) -> None:
    old, new = crashed(small_document, tmp_path), crashed(small_document, tmp_path)
    note = json.loads(note_of(old).read_text())
    note_of(old).write_text(json.dumps(note | {"saved_at_s": 1e9}))
    assert [copy.path for copy in left_behind(tmp_path)] == [new, old]


def test_that_nothing_stays_of_a_window_that_ends_well(
    small_document: DesignDocument, tmp_path: Path
) -> None:
    slot = AutosaveSlot(tmp_path)
    slot.close()
    slot.write(small_document, "")
    slot.clear()
    slot.clear()
    assert not slot.path.exists()
    slot.write(small_document, "")
    slot.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "note",
    [
        "",
        "[]",
        "{}",
        '{"name": "x", "origin": "", "saved_at_s": "soon", "n_tries": 0}',
        '{"name": "x", "origin": "", "saved_at_s": NaN, "n_tries": 0}',
        '{"name": "x", "origin": "", "saved_at_s": Infinity, "n_tries": 0}',
        '{"name": "x", "origin": "", "saved_at_s": 1e300, "n_tries": 0}',
        '{"name": "x", "origin": "", "saved_at_s": -1, "n_tries": 0}',
        f'{{"name": "x", "origin": "", "saved_at_s": 1{"0" * 400}, "n_tries": 0}}',
        '{"name": "x", "origin": "", "saved_at_s": 1, "n_tries": Infinity}',
        "[" * 50_000,
    ],
    ids=lambda note: note[:64],
)
def test_that_a_damaged_note_does_not_hide_a_copy(
    note: str, small_document: DesignDocument, tmp_path: Path
) -> None:
    path = crashed(small_document, tmp_path)
    note_of(path).write_text(note)
    (copy,) = left_behind(tmp_path)
    assert (copy.name, copy.origin, copy.n_tries) == (path.name, "", 0)
    assert copy.saved_at_s == pytest.approx(path.stat().st_mtime)


def test_that_a_damaged_copy_is_refused_in_one_line(
    small_document: DesignDocument, tmp_path: Path
) -> None:
    path = crashed(small_document, tmp_path)
    path.write_bytes(b"{")
    (copy,) = left_behind(tmp_path)
    with pytest.raises(DesignFileError, match=r"^[^\n]+$"):
        read_copy(copy)


def test_that_discarded_copies_are_kept_for_thirty_days(
    small_document: DesignDocument, tmp_path: Path
) -> None:
    old, new = crashed(small_document, tmp_path), crashed(small_document, tmp_path)
    by_path = {copy.path: copy for copy in left_behind(tmp_path)}
    discard_copy(by_path[old])
    trash = tmp_path / "discarded"
    assert [path.name for path in trash.iterdir()] == [old.name]
    long_ago = time.time() - KEEP_DISCARDED_S - 60
    os.utime(trash / old.name, (long_ago, long_ago))
    discard_copy(by_path[new])
    assert [path.name for path in trash.iterdir()] == [new.name]
    assert left_behind(tmp_path) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["discarded"]


def test_that_a_copy_that_is_gone_is_discarded_without_a_word(tmp_path: Path) -> None:
    discard_copy(UnsavedCopy(tmp_path / "gone.cluster.json", "x", "", 0.0))
    assert left_behind(tmp_path / "nowhere") == ()


def test_that_a_file_has_one_window_by_whatever_path_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "pod.cluster.json"
    (tmp_path / "inner").mkdir()
    first = lock_of(file, tmp_path / "open")
    second = lock_of(tmp_path / "inner" / ".." / "pod.cluster.json", tmp_path / "open")
    assert first.acquire()
    assert not second.acquire()
    assert lock_of(tmp_path / "other.cluster.json", tmp_path / "open").acquire()
    first.release()
    assert second.acquire()
