"""Named sets of assumptions: figures that no part owns, which the user may override."""

from __future__ import annotations

from designer.catalog.provenance import Figure, Slug, Text
from designer.units.record import FrozenRecord


class Assumption(FrozenRecord):
    """One assumption, such as ``pue_ratio``; the name ends in the unit suffix."""

    name: Slug
    label: Text
    figure: Figure


class AssumptionSet(FrozenRecord):
    """A set that a design refers to by slug."""

    slug: Slug
    name: Text
    assumptions: tuple[Assumption, ...]

    def figure(self, name: str) -> Figure | None:
        """Return the figure of that name.

        Parameters
        ----------
        name
            Assumption name, for example ``pue_ratio``.

        Returns
        -------
        Figure | None
            The figure, or ``None`` if the set has none of that name.
        """
        return next((a.figure for a in self.assumptions if a.name == name), None)
