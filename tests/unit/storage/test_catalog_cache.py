"""The kept catalog is the catalog, and never anything else."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.errors.tree import CatalogError
from designer.paths import catalogs_dir
from designer.storage import catalog_cache
from designer.storage.catalog_cache import kept_library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the catalog without the systems, which are no part of it."""
    found = tmp_path_factory.mktemp("catalogs") / "catalogs"
    shutil.copytree(catalogs_dir(), found, ignore=shutil.ignore_patterns("*.json"))
    return found


def test_that_the_kept_catalog_equals_the_one_that_was_read(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept_library(catalog, tmp_path)
    assert first == load_library(catalog)
    monkeypatch.setattr("designer.catalog.loader.load_library", lambda _: None)
    again = kept_library(catalog, tmp_path)
    assert again == first
    assert [type(part) for part in again.parts] == [type(part) for part in first.parts]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1] + b"?",
        lambda data: data.replace(b'"value":752', b'"value":753', 1),
        lambda data: data[:70] + b"\xff" * 100 + data[170:],
        lambda data: data.partition(b"\n")[0] + b"\n\n",
    ],
)
def test_that_a_damaged_file_is_read_anew_and_replaced(
    catalog: Path, tmp_path: Path, damage: object
) -> None:
    first = kept_library(catalog, tmp_path)
    path = tmp_path / "catalog.json"
    whole = path.read_bytes()
    assert callable(damage)
    path.write_bytes(damage(whole))
    assert kept_library(catalog, tmp_path) == first
    assert path.read_bytes() == whole


def test_that_a_whole_file_of_something_else_is_read_anew(catalog: Path, tmp_path: Path) -> None:
    first = kept_library(catalog, tmp_path)
    path = tmp_path / "catalog.json"
    key = path.read_bytes().partition(b"\n")[0]
    data = b'{"parts": "none"}'
    path.write_bytes(b"\n".join([key, hashlib.sha256(data).hexdigest().encode(), data]))
    assert kept_library(catalog, tmp_path) == first


def test_that_a_changed_catalog_is_read_anew(catalog: Path, tmp_path: Path) -> None:
    own = tmp_path / "catalogs"
    shutil.copytree(catalog, own)
    before = kept_library(own, tmp_path)
    file = own / "catalog.toml"
    file.write_text(file.read_text().replace(before.version, "2099.01"))
    assert kept_library(own, tmp_path).version == "2099.01"


@pytest.mark.parametrize("name", ["__version__", "_FORMAT"])
def test_that_what_another_version_kept_is_not_used(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kept_library(catalog, tmp_path)
    before = (tmp_path / "catalog.json").read_bytes()
    other = b"next" if name == "_FORMAT" else "next"
    monkeypatch.setattr(catalog_cache, name, other)
    kept_library(catalog, tmp_path)
    after = (tmp_path / "catalog.json").read_bytes()
    assert after.partition(b"\n")[0] != before.partition(b"\n")[0]
    assert after.partition(b"\n")[2] == before.partition(b"\n")[2]


def test_that_a_folder_that_cannot_be_written_is_no_problem(catalog: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    assert kept_library(catalog, blocked).parts


def test_that_a_catalog_with_errors_is_told_and_not_kept(catalog: Path, tmp_path: Path) -> None:
    own = tmp_path / "catalogs"
    shutil.copytree(catalog, own)
    broken = next((own / "accelerators").rglob("*.toml"))
    broken.write_text(broken.read_text() + "\nunknown = [")
    with pytest.raises(CatalogError):
        kept_library(own, tmp_path)
    assert not (tmp_path / "catalog.json").exists()
