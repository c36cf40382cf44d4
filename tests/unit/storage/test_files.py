"""Design files by path: what is refused before reading, and what saving guarantees."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from designer.errors.findings import FindingCode
from designer.errors.tree import DesignFileError, ExportError
from designer.model.design import ViewState
from designer.model.ids import BlockId
from designer.storage.files import read_design, write_design
from designer.storage.strict_json import MAX_FILE_BYTES, text_from_bytes

if TYPE_CHECKING:
    from designer.storage.codec import CatalogStamp, DesignDocument


def test_that_a_saved_design_opens_equal(tmp_path: Path, full_document: DesignDocument) -> None:
    path = tmp_path / "支 a.cluster.json"
    write_design(path, full_document)
    assert read_design(path) == full_document


def test_that_the_file_before_is_kept_as_backup(
    tmp_path: Path, full_document: DesignDocument, small_document: DesignDocument
) -> None:
    path = tmp_path / "a.cluster.json"
    write_design(path, small_document)
    assert not (tmp_path / "a.cluster.json.bak").exists()
    write_design(path, full_document)
    assert read_design(tmp_path / "a.cluster.json.bak") == small_document


def test_that_a_design_that_would_not_open_is_not_saved(
    tmp_path: Path, small_document: DesignDocument
) -> None:
    path = tmp_path / "a.cluster.json"
    broken = small_document.design.model_copy(update={"root": BlockId("hall")})
    with pytest.raises(ExportError, match=r'would not open.*"hall" does not exist'):
        write_design(path, replace(small_document, design=broken))
    infinite = ViewState.model_construct(center_x_m=float("inf"))
    broken = small_document.design.model_copy(update={"view": infinite})
    with pytest.raises(ExportError, match="would not open"):
        write_design(path, replace(small_document, design=broken))
    assert not path.exists()


def test_that_a_design_that_would_open_with_other_values_is_not_saved(
    tmp_path: Path, small_document: DesignDocument
) -> None:
    path = tmp_path / "a.cluster.json"
    listed = cast("tuple[CatalogStamp, ...]", list(small_document.catalogs))
    with pytest.raises(ExportError, match="other values"):
        write_design(path, replace(small_document, catalogs=listed))
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing", "no such file"),
        ("folder", "a folder"),
        ("pipe", "not a plain file"),
        ("file/inside", "cannot be read"),
        ("loop", "cannot be read"),
        ("a\0b", "cannot be read"),
        ("x" * 300, "cannot be read"),
    ],
)
def test_that_what_is_not_a_plain_file_is_refused_without_reading_it(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"{}")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DesignFileError, match=words) as caught:
        read_design(tmp_path / name)
    (finding,) = caught.value.findings
    assert finding.code is FindingCode.FILE_UNREADABLE
    assert finding.hint


def test_that_a_file_that_cannot_be_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a"
    path.write_bytes(b"{}")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DesignFileError, match="cannot be read: Permission denied"):
        read_design(path)


def test_that_a_file_over_the_limit_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    with pytest.raises(DesignFileError, match="10,737,418,240 bytes") as caught:
        read_design(path)
    assert caught.value.findings[0].code is FindingCode.DESIGN_TOO_LARGE


def test_that_a_file_that_grew_after_it_was_measured_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("designer.storage.strict_json.MAX_FILE_BYTES", 10)
    with pytest.raises(DesignFileError, match="the limit is 10"):
        text_from_bytes(b" " * 11, "x")
    assert MAX_FILE_BYTES == 256 * 1024**2
