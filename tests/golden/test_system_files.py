"""The shipped design files are what the builders give with the shipped catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.fabric.registry import SYSTEM_BUILDERS
from designer.paths import systems_dir
from designer.storage.codec import encode_document
from designer.storage.files import read_design
from designer.storage.systems import DESIGN_SUFFIX, system_document, write_reference_systems

if TYPE_CHECKING:
    from pathlib import Path

    from designer.catalog.library import CatalogLibrary

NAMES = [builder.name for builder in SYSTEM_BUILDERS]


@pytest.mark.parametrize("name", NAMES)
def test_that_a_shipped_system_file_is_what_its_builder_gives(
    name: str, library: CatalogLibrary
) -> None:
    # After a change of the catalog or a builder:
    # designer generate NAME --output catalogs/systems/NAME.cluster.json --force
    shipped = (systems_dir() / f"{name}{DESIGN_SUFFIX}").read_bytes()
    assert shipped == encode_document(system_document(name, library))


@pytest.mark.parametrize("name", NAMES)
def test_that_a_shipped_system_file_opens_without_notices(name: str) -> None:
    document = read_design(systems_dir() / f"{name}{DESIGN_SUFFIX}")
    assert document.notices == ()
    assert document.design.root == name


def test_that_only_registered_systems_are_shipped() -> None:
    files = {path.name for path in systems_dir().iterdir()}
    assert files == {f"{name}{DESIGN_SUFFIX}" for name in NAMES}


def test_that_all_systems_are_written_to_a_folder(tmp_path: Path, library: CatalogLibrary) -> None:
    paths = write_reference_systems(tmp_path, library)
    assert [path.name for path in paths] == [f"{name}{DESIGN_SUFFIX}" for name in NAMES]
    for path in paths:
        assert path.read_bytes() == (systems_dir() / path.name).read_bytes()


def test_that_a_system_of_other_size_is_a_document_of_its_own(library: CatalogLibrary) -> None:
    full = system_document("gb200-nvl72", library)
    half, again = (system_document("gb200-nvl72", library, n_compute_trays=9) for _ in range(2))
    assert len({full.document_id, half.document_id, again.document_id}) == 3
    assert half.design == again.design
