"""What an export is made from, and catalog records as the design has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from designer.evaluate.figures import part_in_use, quote_in_use

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.prices import PriceQuote
    from designer.catalog.provenance import Source
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph


class EvaluatedDesign(Protocol):
    """One revision of a design with everything computed from it, such as a workbench snapshot."""

    @property
    def design(self) -> Design:
        """The document."""
        ...

    @property
    def library(self) -> CatalogLibrary:
        """The catalog it was evaluated with."""
        ...

    @property
    def graph(self) -> ClassGraph:
        """Its class graph."""
        ...

    @property
    def readouts(self) -> Readouts:
        """Its numbers."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say about it."""
        ...

    @property
    def revision(self) -> int:
        """Revision that all of this belongs to."""
        ...


def part_of(subject: EvaluatedDesign, slug: str) -> Part | None:
    """Return a part as the design has it.

    Parameters
    ----------
    subject
        The evaluated design.
    slug
        Part slug.

    Returns
    -------
    Part | None
        The record embedded in the design, else that of the catalog, else ``None``.
    """
    return part_in_use(subject.design, subject.library, slug)


def price_of(subject: EvaluatedDesign, slug: str) -> PriceQuote | None:
    """Return the price quote of a part as the design has it.

    Parameters
    ----------
    subject
        The evaluated design.
    slug
        Part slug.

    Returns
    -------
    PriceQuote | None
        The quote embedded in the design, else that of the catalog, else ``None``.
    """
    return quote_in_use(subject.design, subject.library, slug)


def source_of(subject: EvaluatedDesign, slug: str) -> Source | None:
    """Return a source as the design has it.

    Parameters
    ----------
    subject
        The evaluated design.
    slug
        Source slug.

    Returns
    -------
    Source | None
        The record embedded in the design, else that of the catalog, else ``None``.
    """
    return subject.design.source_by_slug.get(slug) or subject.library.source(slug)
