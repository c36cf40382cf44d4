"""What single parts draw and weigh, by the assumptions of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.export.subject import part_of

if TYPE_CHECKING:
    from designer.export.subject import EvaluatedDesign


class PartDraws:
    """Draw and mass by part slug; unknown figures count as nothing.

    Parameters
    ----------
    subject
        The evaluated design.
    """

    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject

    def peak_w(self, slug: str) -> float:
        """Return the peak draw of one piece.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Peak draw, without the parts mounted on it. [W]
        """
        part = part_of(self._subject, slug)
        if part is None:
            return 0.0
        figure = part.tdp_w or part.typical_w
        return figure.value if figure is not None else 0.0

    def typical_w(self, slug: str) -> float:
        """Return the expected draw of one piece under load.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Typical draw; the peak where no source states it. [W]
        """
        part = part_of(self._subject, slug)
        if part is None or part.typical_w is None:
            return self.peak_w(slug)
        return part.typical_w.value

    def mass_kg(self, slug: str) -> float:
        """Return the mass of one piece.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Mass. [kg]
        """
        part = part_of(self._subject, slug)
        return part.mass_kg.value if part is not None and part.mass_kg is not None else 0.0
