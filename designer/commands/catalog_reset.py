"""Edits that take catalog records again as the catalog has them now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import edited, finished, unchanged
from designer.errors.tree import CommandError
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


class ResetPart(Command):
    """Take a part of the design, and its price, as the catalog has them."""

    op: Literal["reset-part"] = "reset-part"
    part: str

    @property
    @override
    def label(self) -> str:
        """For example "Reset ascend-910c to the catalog"."""
        return worded("Reset {part} to the catalog", part=self.part)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Take the record anew; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the record, price and sources of the catalog.

        Raises
        ------
        CommandError
            If the design or the catalog has no such part, or links use ports that it no longer
            has.
        """
        if self.part not in design.part_by_slug:
            raise CommandError(worded('the design has no part "{part}"', part=self.part))
        if library.part(self.part) is None:
            raise CommandError(worded('the catalog has no part "{part}"', part=self.part))
        if is_as_in_catalog(design, library, self.part):
            return unchanged(design)
        bare = edited(
            design,
            parts=tuple(p for p in design.parts if p.slug != self.part),
            prices=tuple(q for q in design.prices if q.part != self.part),
        )
        aspects = Aspect.CATALOG | Aspect.STRUCTURE | Aspect.WIRING | Aspect.PROPERTIES
        return finished(design, bare, library, aspects=aspects, touched=(f"parts/{self.part}",))


def is_as_in_catalog(design: Design, library: CatalogLibrary, slug: str) -> bool:
    """Return whether a part of a design, and its price, are as the catalog has them.

    Parameters
    ----------
    design, library
        The document and the catalog.
    slug
        The part.

    Returns
    -------
    bool
        True as well for parts that the catalog does not have: there is nothing to go back to.
    """
    part = library.part(slug)
    if part is None:
        return True
    quote = design.price_by_part.get(slug)
    is_same_price = quote == library.price(slug) or (quote is None and library.price(slug) is None)
    return design.part_by_slug.get(slug) == part and is_same_price
