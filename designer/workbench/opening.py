"""Opening designs: by file, by the name of a shipped system, or new."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import DesignFileError
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.ids import BlockId
from designer.paths import catalogs_dir, systems_dir
from designer.storage.catalog_cache import kept_library
from designer.storage.codec import DesignDocument, new_document
from designer.storage.files import read_design
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

SUFFIX = ".cluster.json"
DEFAULT_ASSUMPTIONS = "default-2026"


@dataclass(frozen=True)
class OpenedDesign:
    """A design as opened.

    Attributes
    ----------
    document
        The design with its document id and revision.
    path
        File to save to; ``None`` for new designs and shipped systems.
    system_name
        Slug of the shipped system, or empty.
    """

    document: DesignDocument
    path: Path | None
    system_name: str = ""


def shipped_library() -> CatalogLibrary:
    """Load the catalog that comes with the program.

    Returns
    -------
    CatalogLibrary
        All parts, prices, assumptions and sources.
    """
    return kept_library(catalogs_dir())


def system_names() -> tuple[str, ...]:
    """Return the slugs of the shipped reference systems.

    Returns
    -------
    tuple[str, ...]
        Sorted slugs, for example ``cloudmatrix-384``.
    """
    return tuple(sorted(p.name.removesuffix(SUFFIX) for p in systems_dir().glob(f"*{SUFFIX}")))


def new_design(name: str = "Untitled") -> OpenedDesign:
    """Return an empty design.

    Parameters
    ----------
    name
        Name of the design.

    Returns
    -------
    OpenedDesign
        A design with an empty root block, not saved anywhere.
    """
    root = Block(id=BlockId("cluster"), name=name, kind=BlockKind.CLUSTER)
    design = Design(
        name=name,
        root=root.id,
        blocks=(root,),
        assumptions=AssumptionChoice(set=DEFAULT_ASSUMPTIONS),
    )
    return OpenedDesign(DesignDocument(design=design, document_id=str(uuid.uuid4())), None)


def imported(path: Path, library: CatalogLibrary) -> OpenedDesign:
    """Import a graph file as a new design.

    Parameters
    ----------
    path
        Node-link JSON or GraphML.
    library
        Catalog in use.

    Returns
    -------
    OpenedDesign
        A design that is not saved anywhere.

    Raises
    ------
    DesignFileError
        If the file cannot be used; one message with file, line and field.
    """
    from designer.importers.graph_file import import_graph  # noqa: PLC0415 - seldom needed

    day = datetime.now(tz=UTC).date()
    design = import_graph(path, DEFAULT_ASSUMPTIONS, day)
    return OpenedDesign(new_document(design, library), None)


def open_named_or_file(text: str) -> OpenedDesign:
    """Open a shipped system by its name, or a design file.

    Parameters
    ----------
    text
        System slug or path. A name that is both is taken as the shipped system.

    Returns
    -------
    OpenedDesign
        Shipped systems get a new document id, so that a copy saved from one is its own document.

    Raises
    ------
    DesignFileError
        If there is no such system or file, or the file cannot be used.
    """
    if text in system_names():
        document = read_design(systems_dir() / f"{text}{SUFFIX}")
        fresh = replace(document, document_id=str(uuid.uuid4()), revision=0)
        return OpenedDesign(fresh, None, text)
    path = Path(text)
    if not path.exists():
        names = ", ".join(system_names())
        finding = Finding(
            FindingCode.FILE_UNREADABLE,
            Severity.ERROR,
            worded("no such file or shipped system"),
            hint=worded("give a {suffix} file or one of: {names}", suffix=SUFFIX, names=names),
            locus=Locus(file=text),
        )
        raise DesignFileError(
            worded("{text}: no such file or shipped system; try {names}", text=text, names=names),
            (finding,),
        )
    return OpenedDesign(read_design(path), path)
