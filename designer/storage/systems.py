"""Reference systems as design files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from designer.fabric.registry import SYSTEM_BUILDERS, build_system
from designer.storage.atomic import write_atomically
from designer.storage.codec import encode_document, new_document

if TYPE_CHECKING:
    from pathlib import Path

    from designer.catalog.library import CatalogLibrary
    from designer.storage.codec import DesignDocument

DESIGN_SUFFIX: Final = ".cluster.json"
_NAMESPACE: Final = UUID("6f0f2f0a-8a55-5f0e-9d5b-3b1f6a5d7c11")


def system_document(name: str, library: CatalogLibrary, **counts: int) -> DesignDocument:
    """Build a reference system as a document.

    Parameters
    ----------
    name
        Slug of the system.
    library
        Catalog that parts are taken from.
    **counts
        Counts that differ from the published system.

    Returns
    -------
    DesignDocument
        In full size the same for the same catalog, with a document id that follows from the name;
        with other counts a new document.

    Raises
    ------
    ValueError
        If the system or a count does not exist, or a count is out of range.
    """
    document = new_document(build_system(name, library, **counts), library)
    return document if counts else replace(document, document_id=str(uuid5(_NAMESPACE, name)))


def write_reference_systems(folder: Path, library: CatalogLibrary) -> tuple[Path, ...]:
    """Write every reference system as a design file.

    Parameters
    ----------
    folder
        An existing folder.
    library
        Catalog that parts are taken from.

    Returns
    -------
    tuple[Path, ...]
        The files, in the order of the registry.
    """
    paths = tuple(folder / f"{builder.name}{DESIGN_SUFFIX}" for builder in SYSTEM_BUILDERS)
    for path, builder in zip(paths, SYSTEM_BUILDERS, strict=True):
        write_atomically(path, encode_document(system_document(builder.name, library)))
    return paths
