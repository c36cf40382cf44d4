"""The last step of every reference system: from its blocks to a document of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.fabric.embedding import embed_records
from designer.fabric.layout import require_parts
from designer.model.design import AssumptionChoice, Design
from designer.model.query import used_part_slugs

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Approval
    from designer.model.fabrics import Fabric

DEFAULT_ASSUMPTIONS: Final = "default-2026"


def assembled(
    library: CatalogLibrary,
    blocks: tuple[Block, ...],
    fabrics: tuple[Fabric, ...],
    *,
    description: str,
    assumptions: AssumptionChoice | str,
    approvals: tuple[Approval, ...] = (),
) -> Design:
    """Return the document of a system, named after its root.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    blocks
        The root, and the blocks inside it.
    fabrics
        What its links belong to.
    description
        One sentence about the system.
    assumptions
        Assumptions that it uses; the name of a set stands for that set as it is.
    approvals
        Findings that are as they should be.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    CatalogError
        If the catalog lacks a part.
    """
    root = blocks[0]
    if isinstance(assumptions, str):
        assumptions = AssumptionChoice(set=assumptions)
    design = Design(
        name=root.name,
        description=description,
        root=root.id,
        assumptions=assumptions,
        fabrics=fabrics,
        blocks=blocks,
        approvals=approvals,
    )
    return embedded(library, design)


def embedded(library: CatalogLibrary, design: Design) -> Design:
    """Return a document with the records it uses embedded, if the catalog has all of them.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    design
        The document.

    Returns
    -------
    Design
        With the parts, prices and sources it uses.

    Raises
    ------
    CatalogError
        If the catalog lacks a part.
    """
    require_parts(library, used_part_slugs(design))
    return embed_records(design, library)
