"""Reference systems as files: every one of the registry, the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.fabric.registry import SYSTEM_BUILDERS
from designer.storage import systems
from designer.storage.files import read_design
from designer.storage.systems import system_document, write_reference_systems
from designer.workbench.opening import shipped_library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LIBRARY = shipped_library()


def test_that_a_system_in_full_size_keeps_its_id_and_another_size_is_a_document_of_its_own() -> (
    None
):
    first, second = (system_document("gb200-nvl72", LIBRARY) for _ in range(2))
    assert first == second
    smaller = system_document("gb200-nvl72", LIBRARY, n_compute_trays=9)
    assert smaller.document_id != first.document_id
    assert smaller.design.name == "GB200 NVL36"


def test_that_every_system_is_written_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [b for b in SYSTEM_BUILDERS if b.name in {"gb200-nvl72", "atlas-950-cabinet"}]
    monkeypatch.setattr(systems, "SYSTEM_BUILDERS", tuple(two))
    paths = write_reference_systems(tmp_path, LIBRARY)
    assert [path.name for path in paths] == [f"{b.name}.cluster.json" for b in two]
    for path, builder in zip(paths, two, strict=True):
        assert read_design(path) == system_document(builder.name, LIBRARY)
