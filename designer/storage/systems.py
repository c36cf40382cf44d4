"""Reference systems as design files."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from designer.fabric.registry import SYSTEM_BUILDERS, build_system
from designer.storage.atomic import write_atomically
from designer.storage.codec import DesignDocument, catalog_stamp, encode_document

if TYPE_CHECKING:
    from pathlib import Path

    from designer.catalog.library import CatalogLibrary

DESIGN_SUFFIX: Final = ".cluster.json"
_NAMESPACE: Final = uuid.UUID("6f0f2f0a-8a55-5f0e-9d5b-3b1f6a5d7c11")


def system_document(name: str, library: CatalogLibrary) -> DesignDocument:
    """Build a reference system as a document.

    Parameters
    ----------
    name
        Slug of the system.
    library
        Catalog that parts are taken from.

    Returns
    -------
    DesignDocument
        The same for the same catalog: the document id follows from the name.
    """
    return DesignDocument(
        design=build_system(name, library),
        document_id=str(uuid.uuid5(_NAMESPACE, name)),
        catalogs=(catalog_stamp(library),),
    )


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
